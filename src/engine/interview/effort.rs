//! How many questions an interview takes, against how few it could.
//!
//! Citizens are drawn evenly from the possible assignments (all of them, where they are few) and interviewed. What no
//! order of asking can beat is bounded from below for each of them: a decision tree that settles a case has asked at
//! least as many questions as the fewest answers that settle it. The optimum itself is known where both meet.

use super::optimum::best_tree;
use super::{Next, Order, Party, next_in};
use crate::engine::assess::{AssessError, Compiled};
use crate::engine::contradiction::only;
use crate::engine::explain::of_size;
use crate::engine::outcome::TooLarge;
use crate::guideline::question::{Answer, Kind, OptionSet, QuestionIx, Value};

/// Numbers of questions over the drawn citizens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// How many citizens were interviewed.
    pub citizens: usize,
    /// Every possible citizen was: the numbers are exact. Else they are estimates, the largest a lower bound.
    pub all: bool,
    /// In the file's order: on average, and at most.
    pub conversation: (f64, usize),
    /// In the order that settles soonest.
    pub shortest: (f64, usize),
    /// No order can take fewer than this on average.
    pub bound: f64,
}

/// Interviews citizens of one guideline. At most `citizens` are drawn.
pub fn effort(compiled: &Compiled, citizens: usize) -> Result<Effort, AssessError> {
    let (drawn, all) = draw(compiled, citizens);
    let mut totals = [(0, 0); 2];
    let mut least = 0;
    for citizen in &drawn {
        for (order, total) in [Order::Conversation, Order::Shortest].into_iter().zip(&mut totals) {
            let asked = interview(compiled, citizen, order)?;
            *total = (total.0 + asked, total.1.max(asked));
        }
        least += fewest(compiled, citizen)?;
    }
    let mean = |total: usize| if drawn.is_empty() { 0.0 } else { ratio(total, drawn.len()) };
    let [conversation, shortest] = totals.map(|(total, most)| (mean(total), most));
    Ok(Effort { citizens: drawn.len(), all, conversation, shortest, bound: mean(least) })
}

#[expect(clippy::cast_precision_loss, reason = "numbers of questions are small")]
fn ratio(total: usize, count: usize) -> f64 {
    total as f64 / count as f64
}

type Citizen = Vec<Value>;

/// All possible citizens where they are few enough, else so many drawn evenly. The same on every machine.
fn draw(compiled: &Compiled, limit: usize) -> (Vec<Citizen>, bool) {
    let kinds: Vec<&Kind> = compiled.guideline().questions.iter().map(|question| &question.kind).collect();
    let sizes: Vec<u64> = kinds.iter().map(|kind| size(kind)).collect();
    let product = sizes.iter().try_fold(1_u64, |product, size| product.checked_mul(*size));
    let possible = |citizen: &Citizen| {
        let known: Vec<Option<Value>> = citizen.iter().copied().map(Some).collect();
        compiled.assess(&known).is_ok()
    };
    if let Some(count) = product.filter(|count| usize::try_from(*count).is_ok_and(|count| count <= limit)) {
        let nth = |mut n: u64| -> Citizen {
            let digit = |(kind, size): (&&Kind, &u64)| {
                let place = n % size;
                n /= size;
                value(kind, place)
            };
            kinds.iter().zip(&sizes).map(digit).collect()
        };
        return ((0..count).map(nth).filter(possible).collect(), true);
    }
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut drawn = Vec::new();
    // Where almost nothing is possible, fewer are found.
    for _ in 0..limit.saturating_mul(50) {
        if drawn.len() >= limit {
            break;
        }
        let citizen: Citizen = kinds.iter().zip(&sizes).map(|(kind, size)| value(kind, random.below(*size))).collect();
        if possible(&citizen) {
            drawn.push(citizen);
        }
    }
    (drawn, false)
}

/// How many values a question has; of a wide flervalg, as many as fit.
pub(super) fn size(kind: &Kind) -> u64 {
    match kind {
        Kind::YesNo => 2,
        Kind::Scale(choices) | Kind::Choice(choices) => choices.len() as u64,
        Kind::Multi(choices) => 1_u64.checked_shl(u32::try_from(choices.len()).unwrap_or(u32::MAX)).unwrap_or(u64::MAX),
        Kind::Number { min, max } => max.abs_diff(*min).saturating_add(1),
        Kind::Text => 1,
    }
}

pub(super) fn value(kind: &Kind, place: u64) -> Value {
    match kind {
        Kind::Multi(_) => Value::Set(OptionSet(place)),
        Kind::Number { min, .. } => Value::Ordinal(min.wrapping_add(place.cast_signed())),
        _ => Value::Ordinal(place.cast_signed()),
    }
}

/// Numbers without a pattern that matters here, the same every time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, size: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The high bits, by which no short list is favoured noticeably.
        u64::try_from((u128::from(self.0) * u128::from(size)) >> 64).unwrap_or_default()
    }
}

/// How many questions one citizen is asked.
fn interview(compiled: &Compiled, citizen: &Citizen, order: Order) -> Result<usize, AssessError> {
    let mut answers: Vec<Option<Answer>> = vec![None; citizen.len()];
    let mut asked = 0;
    loop {
        match next_in(&[Party { compiled, answers: &answers }], order).map_err(|stuck| stuck.error)? {
            Next::Done(_) => return Ok(asked),
            Next::Ask { question: QuestionIx(place), .. } => {
                asked += 1;
                let value = citizen.get(place).copied().map(Answer::Known);
                answers.get_mut(place).into_iter().for_each(|slot| *slot = value);
            }
        }
    }
}

/// The fewest of the citizen's answers that settle the case, with those that are asked for in any case.
///
/// A lower bound of it where trying all sets would take too long: the answers without each of which the case is not
/// settled, and as many more as sets have been tried in vain.
fn fewest(compiled: &Compiled, citizen: &Citizen) -> Result<usize, TooLarge> {
    let guideline = compiled.guideline();
    let known: Vec<Option<Value>> = citizen.iter().copied().map(Some).collect();
    let diagram = compiled.diagram_for(&known)?;
    let settled = |places: &[usize]| {
        let view = diagram.under(&only(&known, places));
        let duties: Vec<_> = view.diagram().roots.advice_for(false).collect();
        view.levels().len() == 1 && !view.states(&duties).contains(&Some(crate::engine::outcome::State::Open))
    };
    let applies = diagram.under(&known).states(&diagram.roots.applies);
    let anyway = |place: &usize| {
        let asked = guideline.questions.get(*place).is_some_and(|question| question.always_asked);
        asked && applies.get(*place) == Some(&Some(crate::engine::outcome::State::Always))
    };
    let all: Vec<usize> = (0..known.len()).collect();
    let needed = |place: &usize| {
        let others: Vec<usize> = all.iter().copied().filter(|other| other != place).collect();
        anyway(place) || !settled(&others)
    };
    let needed: Vec<usize> = all.iter().copied().filter(needed).collect();
    let with = |others: &[usize]| -> Vec<usize> { needed.iter().chain(others).copied().collect() };
    let others: Vec<usize> = all.iter().copied().filter(|place| !needed.contains(place)).collect();
    let mut tries = TRIES;
    for more in 0..=others.len() {
        // The search ends without a set either because there is none of this size or because its tries are used up.
        if of_size(&others, more, &mut tries, |set| settled(&with(set))).is_some() || tries == 0 {
            return Ok(needed.len() + more);
        }
    }
    Ok(known.len())
}

/// So many sets of answers are tried for one citizen before the bound is what it is.
const TRIES: usize = 500;

/// The average of the best decision tree, where it can be computed.
pub fn optimum(compiled: &Compiled) -> Result<Option<f64>, AssessError> {
    let answers = vec![None; compiled.guideline().questions.len()];
    let found = best_tree(compiled, &answers, &vec![true; answers.len()])?;
    Ok(found.map(|tree| ratio(tree.asked, tree.citizens)))
}
