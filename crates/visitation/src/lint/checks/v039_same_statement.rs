//! V039. Points at an answer whose statement another answer to the same question has: a letter then says of both what is
//! true of one.

use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::{folded, said};

/// V039.
pub struct SameStatement;

const ABOUT: About = About {
    code: "V039",
    title: "to svar med det samme udsagn",
    severity: Severity::Error,
    page: include_str!("v039_same_statement.md"),
};

impl Lint for SameStatement {
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
    let mut seen: Vec<(String, &str)> = Vec::new();
    for answer in said(question) {
        let Some(own) = answer.statement.map(folded) else { continue };
        if let Some((_, other)) = seen.iter().find(|(known, _)| *known == own) {
            let message = format!("`{other}` og `{}` på `{}` har det samme udsagn", answer.id, question.id);
            report.find(file.beside(question.span, "udsagn"), message, "skriv, hvad netop det svar siger om borgeren");
        }
        seen.push((own, answer.id));
    }
}
