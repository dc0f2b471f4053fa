//! V032. Points at an `udsagn` of one text without `{svar}`: it says of every answer what is true of one.

use crate::guideline::finding::Severity;
use crate::guideline::question::{Question, Statement};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};

/// V032.
pub struct StatementWithoutAnswer;

const ABOUT: About = About {
    code: "V032",
    title: "et udsagn, der siger det samme om alle svar",
    severity: Severity::Error,
    page: include_str!("v032_statement_without_answer.md"),
};

impl Lint for StatementWithoutAnswer {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        file.national.questions.iter().for_each(|question| check(&file.file, question, report));
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        file.guideline.questions.iter().filter(|question| !question.shared).for_each(|q| check(&file.file, q, report));
    }
}

fn check(file: &File<'_>, question: &Question, report: &mut Report<'_>) {
    let Some(Statement::Template(text)) = &question.statement else { return };
    let choices = question.kind.choices();
    let each_has_its_own = !choices.is_empty() && choices.iter().all(|choice| choice.statement.is_some());
    if !text.contains("{svar}") && !each_has_its_own {
        let message = format!("udsagnet for `{}` er det samme, hvad der end svares", question.id);
        let help = "skriv `{svar}` i det, eller giv hvert svar sit eget: `udsagn: { ja: …, nej: … }`";
        report.find(file.beside(question.span, "udsagn"), message, help);
    }
}
