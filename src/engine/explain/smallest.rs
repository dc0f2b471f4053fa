//! As few of the known answers as possible that settle the level by themselves.

use crate::engine::assess::{Compiled, ForCase};
use crate::engine::contradiction::{only, smallest};
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{QuestionIx, Value};

/// How many sets are tried in search of one that is smaller still.
const TRIES: usize = 2_000;

/// A set of known answers that alone leaves only the recommended level; `None` when the case is in doubt.
///
/// None of them can be left out; and where trying them all is affordable, no smaller set would do.
pub fn smallest_reasons(compiled: &Compiled, known: &[Option<Value>]) -> Result<Option<Vec<QuestionIx>>, TooLarge> {
    let known = compiled.admitted(known);
    let levels = compiled.diagram_for(&known)?.under(&known).levels();
    let [recommended] = levels.as_slice() else { return Ok(None) };
    let settles = |places: &[usize]| levels_under(compiled, &only(&known, places)).as_slice() == [*recommended];
    let useful = useful(compiled, &known);
    let found = smallest(useful.clone(), |places| Ok::<_, TooLarge>(settles(places)))?;
    let mut tries = TRIES;
    for size in 0..found.len() {
        if let Some(smaller) = of_size(&useful, size, &mut tries, settles) {
            return Ok(Some(as_questions(&smaller)));
        }
    }
    Ok(Some(as_questions(&found)))
}

fn as_questions(places: &[usize]) -> Vec<QuestionIx> {
    places.iter().copied().map(QuestionIx).collect()
}

/// The levels that these answers leave. A diagram that would be too large leaves too many to say: it settles nothing.
fn levels_under(compiled: &Compiled, known: &[Option<Value>]) -> Vec<LevelIx> {
    compiled.diagram_for(known).map(|diagram| diagram.under(known).levels()).unwrap_or_default()
}

/// The known answers that the level is computed from at all.
fn useful(compiled: &Compiled, known: &[Option<Value>]) -> Vec<usize> {
    let answered = (0..known.len()).filter(|place| known.get(*place).is_some_and(Option::is_some));
    match compiled.diagram_for(known) {
        Ok(ForCase::Whole(diagram)) => {
            let met = diagram.under(&[]).met(&[diagram.roots.level]);
            answered.filter(|place| met.get(*place) == Some(&true)).collect()
        }
        _ => answered.collect(),
    }
}

/// The first set of so many places that is enough, in file order, as long as there are tries left.
fn of_size(places: &[usize], size: usize, tries: &mut usize, enough: impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
    let mut chosen: Vec<usize> = (0..size).collect();
    loop {
        *tries = tries.checked_sub(1)?;
        let set: Vec<usize> = chosen.iter().filter_map(|at| places.get(*at)).copied().collect();
        if enough(&set) {
            return Some(set);
        }
        // The next combination: move the last index that can move, and line up those after it.
        let at = (0..size).rev().find(|at| chosen.get(*at).is_some_and(|own| own + size < places.len() + at))?;
        let moved = chosen.get(at).map_or(0, |own| own + 1);
        chosen.truncate(at);
        chosen.extend((moved..).take(size - at));
    }
}
