//! As few of the known answers as possible that settle the level by themselves.

use crate::engine::assess::{Compiled, Means};
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
    search(compiled, known, |recommended, levels| levels == [recommended])
}

/// The same for no level below the recommended one: what brings the case up to it, without what keeps it from going
/// higher. Empty at the lowest level that the guideline has.
pub fn smallest_reasons_for_at_least(
    compiled: &Compiled,
    known: &[Option<Value>],
) -> Result<Option<Vec<QuestionIx>>, TooLarge> {
    search(compiled, known, |recommended, levels| levels.first().is_some_and(|lowest| *lowest >= recommended))
}

fn search(
    compiled: &Compiled,
    known: &[Option<Value>],
    settled: impl Fn(LevelIx, &[LevelIx]) -> bool,
) -> Result<Option<Vec<QuestionIx>>, TooLarge> {
    let known = compiled.admitted(known);
    let levels = levels_of(compiled, &known)?;
    let [recommended] = levels.as_slice() else { return Ok(None) };
    let settles = |places: &[usize]| settled(*recommended, &levels_under(compiled, &only(&known, places)));
    let useful = useful(compiled, &known);
    let found = smallest(useful.clone(), |places| Ok::<_, TooLarge>(settles(places)))?;
    // A search takes its time for every set.
    let mut tries = if compiled.diagram().is_ok() { TRIES } else { 0 };
    for size in 0..found.len() {
        if let Some(smaller) = of_size(&useful, size, &mut tries, settles) {
            return Ok(Some(as_questions(&smaller)));
        }
    }
    Ok(Some(as_questions(&found)))
}

/// Those of the reasons that alone rule out every lower level than the recommended one: what calls for it. The
/// other reasons keep it from being higher. None of them can be left out; empty when it is the lowest level anyway.
pub fn lifting_reasons(
    compiled: &Compiled,
    known: &[Option<Value>],
    reasons: &[QuestionIx],
) -> Result<Vec<QuestionIx>, TooLarge> {
    let known = compiled.admitted(known);
    // Late ones are left out first: what is asked first is about the person's everyday life.
    let places: Vec<usize> = reasons.iter().rev().map(|question| question.0).collect();
    let lowest = |places: &[usize]| levels_under(compiled, &only(&known, places)).first().copied();
    let recommended = lowest(&places);
    let found =
        smallest(places, |places| Ok::<_, TooLarge>(lowest(places).is_some() && lowest(places) >= recommended))?;
    Ok(as_questions(&found))
}

fn as_questions(places: &[usize]) -> Vec<QuestionIx> {
    places.iter().copied().map(QuestionIx).collect()
}

fn levels_of(compiled: &Compiled, known: &[Option<Value>]) -> Result<Vec<LevelIx>, TooLarge> {
    match compiled.means_for(known)? {
        Means::Diagram(diagram) => Ok(diagram.under(known).levels()),
        Means::Search(mut completions) => completions.levels(),
    }
}

/// The levels that these answers leave. Where that is too much to say, they settle nothing.
fn levels_under(compiled: &Compiled, known: &[Option<Value>]) -> Vec<LevelIx> {
    levels_of(compiled, known).unwrap_or_default()
}

/// The known answers that the level is computed from at all.
fn useful(compiled: &Compiled, known: &[Option<Value>]) -> Vec<usize> {
    let answered = (0..known.len()).filter(|place| known.get(*place).is_some_and(Option::is_some));
    match compiled.diagram() {
        Ok(diagram) => {
            let met = diagram.under(&[]).met(&[diagram.roots.level]);
            answered.filter(|place| met.get(*place) == Some(&true)).collect()
        }
        Err(_) => answered.collect(),
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
