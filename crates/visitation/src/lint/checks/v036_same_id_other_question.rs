//! V036. Points at a question whose id another speciale uses for another question: a case of both has one answer for the two.

use crate::guideline::Guideline;
use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V036.
pub struct SameIdOtherQuestion;

const ABOUT: About = About {
    code: "V036",
    title: "det samme id i to specialer om to forskellige spørgsmål",
    severity: Severity::Error,
    page: include_str!("v036_same_id_other_question.md"),
};

impl Lint for SameIdOtherQuestion {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let own = file.guideline;
        let others = || file.siblings.iter().filter(|other| other.speciale != own.speciale && together(own, other));
        for question in own.questions.iter().filter(|question| !question.shared) {
            let differing = others().find(|other| {
                let same_id = other.questions.iter().find(|other| !other.shared && other.id == question.id);
                same_id.is_some_and(|other| differs(question, other))
            });
            if let Some(other) = differing {
                let message = format!("`{}` er et andet spørgsmål i specialet `{}`", question.id, other.speciale);
                let help = "giv det ene et andet id, eller gør det til et fælles spørgsmål i national.yaml";
                report.find(question.span, message, help);
            }
        }
    }
}

/// Is there a day on which both are in force?
fn together(one: &Guideline, other: &Guideline) -> bool {
    let day = one.valid_from.max(other.valid_from);
    one.in_force(day) && other.in_force(day)
}

/// Other words, another type, or other answers.
fn differs(one: &Question, other: &Question) -> bool {
    let choices = |kind: &Kind| kind.choices().iter().map(|c| (c.id.clone(), plain(&c.text))).collect::<Vec<_>>();
    let bounds = |kind: &Kind| if let Kind::Number { min, max } = kind { Some((*min, *max)) } else { None };
    plain(&one.text) != plain(&other.text)
        || one.kind.name() != other.kind.name()
        || choices(&one.kind) != choices(&other.kind)
        || bounds(&one.kind) != bounds(&other.kind)
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
