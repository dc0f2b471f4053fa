//! V009. Points at words in a reason or a statement that decide, where the tool only recommends.

use crate::guideline::finding::Severity;
use crate::guideline::question::{Question, Statement};
use crate::guideline::source::Span;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};

/// V009.
pub struct ClaimsDecision;

const ABOUT: About = About {
    code: "V009",
    title: "en tekst, der lyder som en afgørelse",
    severity: Severity::Warning,
    page: include_str!("v009_claims_decision.md"),
};

impl Lint for ClaimsDecision {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        for duty in &file.national.advice {
            because(&file.file, duty.because.as_deref(), duty.span, report);
        }
        statements(&file.file, &file.national.questions, report);
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        for criterion in &guideline.criteria {
            because(&file.file, criterion.because.as_deref(), criterion.span, report);
        }
        for duty in guideline.advice.iter().filter(|duty| !duty.national) {
            because(&file.file, duty.because.as_deref(), duty.span, report);
        }
        statements(&file.file, guideline.questions.iter().filter(|question| !question.shared), report);
    }
}

/// Turns of phrase that grant, refuse or settle. Speaking of a decision that somebody makes is fine.
const DECIDING: [&str; 16] = [
    "har ret til",
    "har krav på",
    "har ikke ret til",
    "er berettiget",
    "er ikke berettiget",
    "bevilges",
    "bevilliges",
    "er bevilget",
    "får bevilget",
    "får afslag",
    "afslås",
    "gives afslag",
    "det er afgjort",
    "det afgøres hermed",
    "tildeles",
    "visiteres til",
];

fn because(file: &File<'_>, text: Option<&str>, id: Span, report: &mut Report<'_>) {
    if let Some(found) = deciding(text.unwrap_or_default()) {
        told(found, file.phrase(file.beside(id, "fordi"), found), report);
    }
}

fn statements<'a>(file: &File<'_>, questions: impl IntoIterator<Item = &'a Question>, report: &mut Report<'_>) {
    for question in questions {
        let (key, own): (_, Vec<&str>) = match &question.statement {
            Some(Statement::Template(text)) => ("udsagn", vec![text]),
            Some(Statement::PerAnswer(texts)) => ("udsagn", texts.values().map(String::as_str).collect()),
            None => ("", Vec::new()),
        };
        let options = question.kind.choices().iter().filter_map(|choice| Some(("valg", choice.statement.as_deref()?)));
        for (key, text) in own.into_iter().map(|text| (key, text)).chain(options) {
            if let Some(found) = deciding(text) {
                told(found, file.phrase(file.beside(question.span, key), found), report);
            }
        }
    }
}

fn deciding(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    DECIDING.iter().find(|phrase| lower.contains(*phrase)).copied()
}

fn told(found: &str, span: Span, report: &mut Report<'_>) {
    let message = format!("ordene `{found}` lyder som en afgørelse");
    report.find(span, message, "skriv, hvad der peger på et behov; det er myndigheden, der afgør sagen");
}
