//! V120. Points at a flervalg where the option *none of them* may be chosen beside another.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::finding::Severity;
use crate::guideline::question::{Choice, Kind, Question, QuestionIx};
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V120.
pub struct NoneAndAnother;

const ABOUT: About = About {
    code: "V120",
    title: "ingen af dem og et andet svar på én gang",
    severity: Severity::Warning,
    page: include_str!("v120_none_and_another.md"),
};

impl Lint for NoneAndAnother {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        for (ix, question, option) in none_options(proof.ground.own_questions()) {
            let both = proof.shop.condition(&both(ix, question, option))?;
            let both = proof.shop.both(both, NodeRef::TRUE)?;
            if let Some(way) = proof.shop.example(both)? {
                let shown = proof.shown_by(CAPTION, &way);
                told(question, option, report).shown_by([shown]);
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        for (ix, question, option) in none_options(hunt.ground.own_questions()) {
            let both = hunt.search.condition(&both(ix, question, option), None)?;
            if let Some(shown) = hunt.case_of(CAPTION, both)? {
                told(question, option, report).shown_by([shown]);
            }
        }
        Ok(())
    }

    fn prove_national(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.prove(proof, report)
    }

    fn hunt_national(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.hunt(hunt, report)
    }
}

const CAPTION: &str = "begge svar er valgt";

fn none_options<'g>(
    questions: impl Iterator<Item = (QuestionIx, &'g Question)>,
) -> Vec<(QuestionIx, &'g Question, usize)> {
    let several = questions.filter(|(_, question)| matches!(question.kind, Kind::Multi(_)));
    let found = several.flat_map(|(ix, question)| {
        let options = question.kind.choices().iter().enumerate().filter(|(_, choice)| says_none(choice));
        options.map(move |(option, _)| (ix, question, option))
    });
    found.collect()
}

/// Does the option deny all the others? `ingen kontakt til familien` denies one thing only.
fn says_none(choice: &Choice) -> bool {
    const WHOLE: [&str; 7] = ["ingen", "intet", "nej", "ingen af dem", "ingen af delene", "intet af det", "slet ingen"];
    let text = choice.text.to_lowercase();
    let text = text.trim_end_matches('.').trim();
    let starts = |start: &str| text.starts_with(start) || choice.id.replace('_', " ").starts_with(start);
    WHOLE.contains(&text)
        || matches!(choice.id.as_str(), "ingen" | "intet")
        || starts("ingen af d")
        || starts("intet af d")
}

/// That it is chosen, and another too.
fn both(question: QuestionIx, asked: &Question, option: usize) -> Condition {
    let of_kind = |kind| Condition::new(kind, asked.span);
    let others = (0..asked.kind.choices().len()).filter(|other| *other != option);
    let others = others.map(|option| of_kind(ConditionKind::Has { question, option })).collect();
    of_kind(ConditionKind::All(vec![
        of_kind(ConditionKind::Has { question, option }),
        of_kind(ConditionKind::Any(others)),
    ]))
}

fn told<'r, 'a>(question: &Question, option: usize, report: &'r mut Report<'a>) -> &'r mut Report<'a> {
    let choice = question.kind.choices().get(option).map_or("", |choice| choice.id.as_str());
    let message = format!("`{choice}` på `{}` kan vælges sammen med et andet svar", question.id);
    report.find_as(Severity::Warning, question.span, message, "skriv `udelukker: ja` ved det")
}
