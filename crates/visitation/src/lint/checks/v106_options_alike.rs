//! V106. Points at options of a `valg` that no possible case tells apart, and options of a `flervalg` that change nothing.
//!
//! A suggestion only: an author may want the nuance in the letter. Shared questions and scales are not the
//! guideline's own to change.

use crate::engine::diagram::NodeRef;
use crate::engine::diagram::query::{self, PairSearch};
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::Severity;
use crate::guideline::ids;
use crate::guideline::question::{Kind, Question, QuestionIx, Value};
use crate::lint::about::About;
use crate::lint::hunt::{Hunt, both_possible_and, outcomes_differ};
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V106.
pub struct OptionsAlike;

const ABOUT: About = About {
    code: "V106",
    title: "svar, der altid fører til det samme",
    severity: Severity::Suggestion,
    page: include_str!("v106_options_alike.md"),
};

impl Lint for OptionsAlike {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let roots = proof.outcomes()?;
        for (ix, question) in proof.ground.questions().filter(|(_, question)| !question.shared) {
            let count = question.kind.choices().len();
            match question.kind {
                Kind::Choice(_) => {
                    let groups = alike(count as u64, |first, option| differ(proof, &roots, (ix, 0), (first, option)))?;
                    tell_alike(question, &groups, report);
                }
                Kind::Multi(_) => tell_idle(question, &idle_options(proof, &roots, ix)?, report),
                _ => {}
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let ground = hunt.ground;
        for (ix, question) in ground.questions().filter(|(_, question)| !question.shared) {
            let count = question.kind.choices().len();
            match question.kind {
                Kind::Choice(_) => {
                    let groups = hunt.twins(ix, |twins| {
                        let differ = outcomes_differ(ground, twins)?;
                        alike(count as u64, |first, option| {
                            let value = |place: u64| Value::Ordinal(place.cast_signed());
                            let answers = twins.is(ix, value(first)).into_iter().chain(twins.twin_is(value(option)));
                            let wanted = both_possible_and(twins, answers.chain([differ]));
                            twins.can(&wanted)
                        })
                    })?;
                    tell_alike(question, &groups, report);
                }
                Kind::Multi(_) => {
                    let idle = hunt.twins(ix, |twins| {
                        let differ = outcomes_differ(ground, twins)?;
                        let mut idle = Vec::new();
                        for option in 0..count {
                            let adds = twins.twin_adds(option)?;
                            let wanted = both_possible_and(twins, adds.into_iter().chain([differ]));
                            if !twins.can(&wanted)? {
                                idle.push(option as u64);
                            }
                        }
                        Ok(idle)
                    })?;
                    tell_idle(question, &idle, report);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn named(question: &Question, places: &[u64]) -> String {
    let choices = question.kind.choices();
    let ids = places.iter().filter_map(|place| choices.get(usize::try_from(*place).ok()?));
    ids::enumerate(&ids.map(|choice| choice.id.as_str()).collect::<Vec<_>>())
}

fn tell_alike(question: &Question, groups: &[Vec<u64>], report: &mut Report<'_>) {
    // All alike is a question that never matters: V105's.
    for group in groups.iter().filter(|_| groups.len() > 1).filter(|group| group.len() > 1) {
        let message = format!("{} på `{}` fører altid til det samme", named(question, group), question.id);
        report.find(question.span, message, "saml dem i ét svar, hvis forskellen ikke skal bruges");
    }
}

fn tell_idle(question: &Question, idle: &[u64], report: &mut Report<'_>) {
    // One that excludes the others says "none of them" instead of nothing: it is there for the one who is asked.
    let speaks =
        |place: &u64| question.kind.choices().get(usize::try_from(*place).ok()?).map(|choice| !choice.excludes);
    let idle: Vec<u64> = idle.iter().copied().filter(|place| speaks(place) == Some(true)).collect();
    if !idle.is_empty() && idle.len() < question.kind.choices().len() {
        let message = format!("{} på `{}` gør aldrig en forskel", named(question, &idle), question.id);
        report.find(question.span, message, "fjern det, der ikke bruges");
    }
}

/// The options in groups that no possible case tells apart.
fn alike(count: u64, mut differ: impl FnMut(u64, u64) -> Result<bool, TooLarge>) -> Result<Vec<Vec<u64>>, TooLarge> {
    let mut groups: Vec<Vec<u64>> = Vec::new();
    for option in 0..count {
        let mut home = None;
        for (at, group) in groups.iter().enumerate() {
            let first = group.first().copied().unwrap_or(0);
            if home.is_none() && !differ(first, option)? {
                home = Some(at);
            }
        }
        match home.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.push(option),
            None => groups.push(vec![option]),
        }
    }
    Ok(groups)
}

fn idle_options(proof: &mut Proof<'_>, roots: &[NodeRef], question: QuestionIx) -> Result<Vec<u64>, TooLarge> {
    let count = proof.shop.diagram().blocks.get(question.0).map_or(0, |block| block.len);
    let mut idle = Vec::new();
    for option in 0..count {
        if !differ(proof, roots, (question, option), (0, 1))? {
            idle.push(u64::from(option));
        }
    }
    Ok(idle)
}

/// Do two values of one of the question's variables ever come out differently?
fn differ(
    proof: &mut Proof<'_>,
    roots: &[NodeRef],
    (question, offset): (QuestionIx, u32),
    values: (u64, u64),
) -> Result<bool, TooLarge> {
    let Some(variable) = proof.shop.diagram().blocks.get(question.0).map(|block| block.first + offset) else {
        return Ok(false);
    };
    let forest = proof.shop.forest();
    let mut search = PairSearch::default();
    for root in roots {
        for (node, _) in query::asking(forest, *root, variable)? {
            let pair = (forest.child(node, values.0), forest.child(node, values.1));
            if search.find(forest, pair, &|_, _| true)?.is_some() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
