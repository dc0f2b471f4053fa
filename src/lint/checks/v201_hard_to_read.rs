//! V201. Points at a question or a reason whose LIX is above the limit. Headings and quoted laws are not measured.

use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::guideline::source::Span;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::lix;
use crate::lint::{About, Lint};

/// V201.
pub struct HardToRead;

const ABOUT: About = About {
    code: "V201",
    title: "en tekst, der er svær at læse",
    severity: Severity::Warning,
    page: include_str!("v201_hard_to_read.md"),
};

impl Lint for HardToRead {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        let mut measure = |text: &str, what: &str, span| check(&file.file, text, what, span, report);
        for question in &file.national.questions {
            measure(&wording(question), &format!("spørgsmålet `{}`", question.id), question.span);
        }
        for duty in &file.national.advice {
            measure(duty.because.as_deref().unwrap_or_default(), &format!("begrundelsen for `{}`", duty.id), duty.span);
        }
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let mut measure = |text: &str, what: &str, span| check(&file.file, text, what, span, report);
        for question in file.guideline.questions.iter().filter(|question| !question.shared) {
            measure(&wording(question), &format!("spørgsmålet `{}`", question.id), question.span);
        }
        let criteria = file.guideline.criteria.iter().map(|own| (&own.because, &own.id, own.span));
        let advice = file.guideline.advice.iter().filter(|duty| !duty.national);
        for (text, id, span) in criteria.chain(advice.map(|own| (&own.because, &own.id, own.span))) {
            measure(text.as_deref().unwrap_or_default(), &format!("begrundelsen for `{id}`"), span);
        }
    }
}

/// Shorter texts are passed over: one long word would decide.
const FEWEST_WORDS: usize = 15;

/// A question with its help, as the caseworker reads them.
fn wording(question: &Question) -> String {
    format!("{} {}", question.text, question.help.as_deref().unwrap_or_default())
}

fn check(file: &File<'_>, text: &str, what: &str, span: Span, report: &mut Report<'_>) {
    let limit = file.options.max_lix;
    if let Some(lix) = lix(text, FEWEST_WORDS).filter(|lix| *lix > limit) {
        let message = format!("{what} har LIX {lix}; højst {limit} er let at læse");
        report.find(span, message, "del lange sætninger, og brug kortere ord");
    }
}
