//! V201. Points at a question or a reason whose LIX is above the limit. Headings and quoted laws are not measured.

use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::guideline::source::Span;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::lix;

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
        file.national.questions.iter().for_each(|question| asked(&file.file, question, report));
        for duty in &file.national.advice {
            reason(&file.file, duty.because.as_deref(), (&duty.id, duty.span), report);
        }
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        guideline.questions.iter().filter(|question| !question.shared).for_each(|q| asked(&file.file, q, report));
        for criterion in &guideline.criteria {
            reason(&file.file, criterion.because.as_deref(), (&criterion.id, criterion.span), report);
        }
        for duty in guideline.advice.iter().filter(|duty| !duty.national) {
            reason(&file.file, duty.because.as_deref(), (&duty.id, duty.span), report);
        }
    }
}

/// Shorter texts are passed over: one long word would decide.
const FEWEST_WORDS: usize = 15;
/// A question is too short for the limit, but twice that is too much for any line of so many words.
const FEWEST_ASKED: usize = 8;

/// A question with its help, as the caseworker reads them, and the question by itself: easy help does not excuse it.
fn asked(file: &File<'_>, question: &Question, report: &mut Report<'_>) {
    let limit = file.options.max_lix;
    let what = format!("spørgsmålet `{}`", question.id);
    let whole = format!("{} {}", question.text, question.help.as_deref().unwrap_or_default());
    let alone = lix(&question.text, FEWEST_ASKED).filter(|lix| *lix > limit.saturating_mul(2));
    let measured = lix(&whole, FEWEST_WORDS).filter(|lix| *lix > limit).or(alone);
    told(file, measured, &what, file.beside(question.span, "spørg"), report);
}

fn reason(file: &File<'_>, text: Option<&str>, (id, span): (&str, Span), report: &mut Report<'_>) {
    let measured = lix(text.unwrap_or_default(), FEWEST_WORDS).filter(|lix| *lix > file.options.max_lix);
    told(file, measured, &format!("begrundelsen for `{id}`"), span, report);
}

fn told(file: &File<'_>, measured: Option<u32>, what: &str, span: Span, report: &mut Report<'_>) {
    if let Some(lix) = measured {
        let message = format!("{what} har LIX {lix}; højst {} er let at læse", file.options.max_lix);
        report.find(span, message, "del lange sætninger, og brug kortere ord");
    }
}
