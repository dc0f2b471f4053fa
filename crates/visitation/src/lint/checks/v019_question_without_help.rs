//! V019. Points at a question that does not tell the caseworker what to look at.

use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V019.
pub struct QuestionWithoutHelp;

const ABOUT: About = About {
    code: "V019",
    title: "et spørgsmål uden hjælp",
    severity: Severity::Suggestion,
    page: include_str!("v019_question_without_help.md"),
};

impl Lint for QuestionWithoutHelp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        check(&file.national.questions, report);
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        check(file.guideline.questions.iter().filter(|question| !question.shared), report);
    }
}

fn check<'a>(questions: impl IntoIterator<Item = &'a Question>, report: &mut Report<'_>) {
    for question in questions.into_iter().filter(|question| question.help.is_none()) {
        let message = format!("spørgsmålet `{}` har ingen `hjælp`", question.id);
        report.find(question.span, message, "skriv, hvad man skal se på, og om støtte og hjælpemidler regnes med");
    }
}
