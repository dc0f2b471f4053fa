//! V040. Points at a question asked in the words of another: who answers cannot tell them apart.

use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::folded;

/// V040.
pub struct SameQuestion;

const ABOUT: About = About {
    code: "V040",
    title: "to spørgsmål med de samme ord",
    severity: Severity::Warning,
    page: include_str!("v040_same_question.md"),
};

impl Lint for SameQuestion {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        check(&file.file, &file.national.questions, |_| true, report);
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        check(&file.file, &file.guideline.questions, |question| !question.shared, report);
    }
}

/// Those that are `own` are held against all the others.
fn check(file: &File<'_>, questions: &[Question], own: impl Fn(&Question) -> bool, report: &mut Report<'_>) {
    for (place, question) in questions.iter().enumerate().filter(|(_, question)| own(question)) {
        let words = folded(&question.text);
        let same = |(at, other): &(usize, &Question)| (*at < place || !own(other)) && folded(&other.text) == words;
        if let Some((_, other)) = questions.iter().enumerate().find(same) {
            let message = format!("`{}` og `{}` spørger med de samme ord", other.id, question.id);
            report.find(file.beside(question.span, "spørg"), message, "spørg om det, der skiller dem ad");
        }
    }
}
