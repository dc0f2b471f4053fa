//! The nearest way to a goal where the diagram would be too large: searched for, with one change more at a time.
//!
//! As exact in what matters: fewer of the known answers cannot be changed. Only one way is found, where the diagram
//! shows several.

use super::nearest::{Change, Goal, Way, with};
use crate::engine::contradiction::smallest;
use crate::engine::outcome::TooLarge;
use crate::engine::search::{Effort, Lit, Search};
use crate::guideline::Guideline;
use crate::guideline::question::{QuestionIx, Value};

/// A way that changes as few of the known answers as any; `None` where no possible case has the goal.
///
/// # Errors
/// It takes more than the effort to say.
pub(super) fn nearest(guideline: &Guideline, known: &[Option<Value>], goal: Goal) -> Result<Option<Way>, TooLarge> {
    let mut search = Search::open(guideline, &[], Effort::OF_A_CASE)?;
    let what = match goal {
        Goal::Level(level) => search.level_is(level)?,
        Goal::Criterion(place) => match search.criteria().get(place) {
            Some(holds) => *holds,
            None => return Ok(None),
        },
    };
    let mut wanted = search.possible();
    wanted.push(what);
    if !search.can(&wanted)? {
        return Ok(None);
    }
    let given: Vec<(QuestionIx, Value)> =
        (0..).map(QuestionIx).zip(known).filter_map(|(question, value)| Some((question, (*value)?))).collect();
    for changes in 0..=given.len() {
        let few = search.at_most_otherwise(&given, changes)?;
        let wanted: Vec<Lit> = wanted.iter().copied().chain([few]).collect();
        if let Some((found, _)) = search.find(&wanted)? {
            let way = way(&search, known, &found);
            return shortened(&mut search, known, way, what).map(Some);
        }
    }
    Ok(None)
}

/// From what is known to an assignment that was found.
fn way(search: &Search<'_>, known: &[Option<Value>], found: &[Option<Value>]) -> Way {
    let mut way = Way::new();
    for (question, (from, to)) in (0..).map(QuestionIx).zip(known.iter().zip(found)) {
        // Values of one group are told apart by nothing.
        let same = |from: Value, to: Value| search.is(question, from) == search.is(question, to);
        match (*from, *to) {
            (Some(from), Some(to)) if same(from, to) => {}
            (from, Some(to)) => way.push(Change { question, from, to }),
            (_, None) => {}
        }
    }
    way
}

/// Without the new answers that are not needed, and with each answer moved no further than it must be.
fn shortened(search: &mut Search<'_>, known: &[Option<Value>], way: Way, what: Lit) -> Result<Way, TooLarge> {
    let (changed, answered): (Way, Way) = way.into_iter().partition(|change| !change.is_given());
    let chosen = |places: &[usize]| -> Way {
        let kept = places.iter().filter_map(|place| answered.get(*place)).copied();
        changed.iter().copied().chain(kept).collect()
    };
    let needed = smallest((0..answered.len()).collect(), |places| search.settles(&with(known, &chosen(places)), what))?;
    let mut way = chosen(&needed);
    way.sort_unstable();
    for at in 0..way.len() {
        let Some(Change { question, from, to: Value::Ordinal(to) }) = way.get(at).copied() else { continue };
        let Some(Value::Ordinal(start)) = from else { continue };
        let mut nearer: Vec<i64> = search.ordinals(question);
        nearer.retain(|value| value.abs_diff(start) < to.abs_diff(start) && *value != start);
        nearer.sort_by_key(|value| value.abs_diff(start));
        for value in nearer {
            let mut moved = way.clone();
            moved.get_mut(at).into_iter().for_each(|change| change.to = Value::Ordinal(value));
            let known = with(known, &moved);
            let can = search.possible_with(&known)?;
            if can && search.settles(&known, what)? {
                way = moved;
                break;
            }
        }
    }
    Ok(way)
}
