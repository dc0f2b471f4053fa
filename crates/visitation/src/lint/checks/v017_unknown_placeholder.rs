//! V017. Points at `{…}` in a text that nothing can be put in for, and that a citizen would therefore see.

use crate::guideline::Calculation;
use crate::guideline::finding::Severity;
use crate::guideline::question::{Question, Statement};
use crate::guideline::source::Span;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V017.
pub struct UnknownPlaceholder;

const ABOUT: About = About {
    code: "V017",
    title: "en pladsholder, der ikke kan fyldes",
    severity: Severity::Error,
    page: include_str!("v017_unknown_placeholder.md"),
};

impl Lint for UnknownPlaceholder {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        let questions = &file.national.questions;
        for duty in &file.national.advice {
            reason(duty.because.as_deref(), duty.span, (questions, &[]), report);
        }
        for question in questions {
            statements(question, report);
        }
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        let known = (guideline.questions.as_slice(), guideline.calculations.as_slice());
        for criterion in &guideline.criteria {
            reason(criterion.because.as_deref(), criterion.span, known, report);
        }
        for duty in guideline.advice.iter().filter(|duty| !duty.national) {
            reason(duty.because.as_deref(), duty.span, known, report);
        }
        for (place, question) in guideline.questions.iter().enumerate().filter(|(_, question)| !question.shared) {
            statements(question, report);
            let earlier = guideline.questions.get(..place).unwrap_or_default();
            asked(question, (earlier, &guideline.calculations), report);
        }
    }
}

fn reason(text: Option<&str>, span: Span, known: (&[Question], &[Calculation]), report: &mut Report<'_>) {
    let (questions, calculations) = known;
    let is_known = |name: &str| {
        questions.iter().any(|question| question.id == name) || calculations.iter().any(|one| one.id == name)
    };
    for name in placeholders(text.unwrap_or_default()).map(|name| name.split('|').next().unwrap_or_default().trim()) {
        if !matches!(name, "grunde" | "borger") && !is_known(name) {
            let message = format!("`{{{name}}}` kan ikke fyldes ud");
            report.find(span, message, "brug `{grunde}`, `{borger}` eller id'et på et spørgsmål eller en beregning");
        }
    }
}

/// What a question and its help say of earlier answers.
fn asked(question: &Question, (earlier, calculations): (&[Question], &[Calculation]), report: &mut Report<'_>) {
    let Some(spoken) = &question.spoken else { return };
    for text in std::iter::once(&spoken.text).chain(&spoken.help) {
        for (name, otherwise) in
            placeholders(text).map(|name| name.split_once('|').map_or((name, false), |(n, _)| (n, true)))
        {
            let name = name.trim();
            let named = earlier.iter().find(|one| one.id == name);
            if named.is_none() && !calculations.iter().any(|one| one.id == name) {
                let message = format!("`{{{name}}}` kan ikke fyldes ud i et spørgsmål");
                report.find(question.span, message, "brug id'et på et spørgsmål, der står før, eller på en beregning");
            } else if named.is_some_and(|one| one.applies_when.is_some() && one.applies_when != question.applies_when)
                && !otherwise
            {
                let message = format!("`{{{name}}}` har ingen tekst til dem, der ikke bliver spurgt om `{name}`");
                report.find_as(
                    Severity::Suggestion,
                    question.span,
                    message,
                    format!("skriv `{{{name}|ellers denne tekst}}`"),
                );
            }
        }
    }
}

fn statements(question: &Question, report: &mut Report<'_>) {
    let (own, per_answer): (Vec<&str>, Vec<&str>) = match &question.statement {
        Some(Statement::Template(text)) => (vec![text], Vec::new()),
        Some(Statement::PerAnswer(texts)) => (Vec::new(), texts.values().map(String::as_str).collect()),
        None => (Vec::new(), Vec::new()),
    };
    let options = question.kind.choices().iter().filter_map(|choice| choice.statement.as_deref());
    let with_answer = own.into_iter().map(|text| (text, true));
    let without = per_answer.into_iter().chain(options).map(|text| (text, false));
    for (text, answer) in with_answer.chain(without) {
        for name in placeholders(text) {
            if name != "borger" && !(answer && name == "svar") {
                let message = format!("`{{{name}}}` kan ikke fyldes ud i et udsagn");
                report.find(question.span, message, "brug `{borger}`, og i et udsagn for alle svar også `{svar}`");
            }
        }
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
