//! The answers that make a condition hold, or keep it from holding, part by part.
//!
//! Under a partial case a part holds, does not hold, or cannot be told from its own parts. What cannot be told is no
//! support.

use std::collections::BTreeSet;

use crate::guideline::condition::{Condition, ConditionKind, Term};
use crate::guideline::question::QuestionIx;
use crate::guideline::reader::Reader;

/// The known answers that make the condition hold, in file order.
///
/// `alle`: those of all parts; `mindst_en` and `mindst`: those of every part that holds; `ingen`, `ikke` and `højst`:
/// those that keep the parts from holding; a `sum`: the terms that count in it. Empty where the parts do not
/// tell that it holds. For a condition with `niveau` or `tvivl` these two give no answers of their own.
#[must_use]
pub fn support(reader: &Reader, condition: &Condition) -> Vec<QuestionIx> {
    if reader.truth(condition) == Some(true) { carrying(reader, condition, true) } else { Vec::new() }
}

/// The known answers behind a condition's holding, or not holding.
fn carrying(reader: &Reader<'_>, condition: &Condition, holds: bool) -> Vec<QuestionIx> {
    let mut found: BTreeSet<QuestionIx> = BTreeSet::new();
    let (mut concepts, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    let mut tasks: Vec<(&Condition, bool)> = vec![(condition, holds)];
    while let Some((condition, holds)) = tasks.pop() {
        match &condition.kind {
            ConditionKind::Concept(concept) if concepts.insert(*concept) => {
                tasks.extend(reader.guideline().concepts.get(concept.0).map(|concept| (&concept.when, holds)));
            }
            ConditionKind::Compare { question, .. } | ConditionKind::Has { question, .. } => {
                if reader.applies(*question) != Some(false) {
                    found.insert(*question);
                } else if hidden.insert(*question) {
                    tasks.extend(why_hidden(reader, *question));
                }
            }
            ConditionKind::Sum { terms, .. } => {
                for question in terms.iter().flat_map(|term| counting(reader, term)) {
                    if reader.applies(question) == Some(false) && hidden.insert(question) {
                        tasks.extend(why_hidden(reader, question));
                    }
                    found.insert(question);
                }
            }
            kind => {
                let turned =
                    matches!(kind, ConditionKind::Not(_) | ConditionKind::NoneOf(_) | ConditionKind::AtMost(..));
                let wanted = holds != turned;
                let carrying = condition.parts().iter().filter(|part| reader.truth(part) == Some(wanted));
                tasks.extend(carrying.map(|part| (part, wanted)));
            }
        }
    }
    found.retain(|question| reader.value(*question).is_some() && reader.applies(*question) != Some(false));
    found.into_iter().collect()
}

/// The condition that keeps a question from applying.
fn why_hidden<'a>(reader: &Reader<'a>, question: QuestionIx) -> Option<(&'a Condition, bool)> {
    let asked = reader.guideline().questions.get(question.0)?;
    asked.applies_when.as_ref().map(|when| (when, false))
}

/// The questions that make up what a term counts: all that count anything; of a `maks` the largest.
fn counting(reader: &Reader<'_>, term: &Term) -> Vec<QuestionIx> {
    match term {
        Term::Question(question) => {
            Some(*question).filter(|question| reader.bounds(*question) != (0, 0)).into_iter().collect()
        }
        Term::Largest(questions) => {
            let (_, most) = reader.term_bounds(term);
            questions.iter().copied().filter(|question| reader.bounds(*question) == (most, most) && most != 0).collect()
        }
    }
}
