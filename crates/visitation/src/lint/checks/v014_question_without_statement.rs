//! V014. Points at a question whose answers cannot be stated in a letter.

use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V014.
pub struct QuestionWithoutStatement;

const ABOUT: About = About {
    code: "V014",
    title: "et spørgsmål uden udsagn",
    severity: Severity::Warning,
    page: include_str!("v014_question_without_statement.md"),
};

impl Lint for QuestionWithoutStatement {
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
    for question in questions.into_iter().filter(|question| question.statement.is_none()) {
        let choices = question.kind.choices();
        let silent: Vec<&str> = choices.iter().filter(|c| c.statement.is_none()).map(|c| c.id.as_str()).collect();
        if choices.is_empty() || silent.len() == choices.len() {
            let message = format!("spørgsmålet `{}` har intet `udsagn`", question.id);
            report.find(question.span, message, "skriv, hvordan svaret skal lyde i et brev: `udsagn: \"{borger} …\"`");
        } else if let [first, ..] = silent.as_slice() {
            let message = format!("svaret `{first}` på `{}` har intet `udsagn`", question.id);
            report.find(question.span, message, "giv hvert svar sit udsagn");
        }
    }
}
