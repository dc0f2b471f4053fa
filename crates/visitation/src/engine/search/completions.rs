//! One case, where the diagram would be too large: what its completions come to, looked for one at a time.
//!
//! Says just what the diagram says of a case. What is known of the case is put into the circuit before it is built, so
//! that it gets smaller with every answer. Two completions stand side by side: whether a question matters is whether
//! there are two that differ in its answer alone and come to different things.

use batsat::Lit;

use super::gates::{Effort, Gates};
use super::side::{Beside, Domain, Side, another, domains};
use crate::engine::outcome::{Assessment, State, TooLarge};
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{QuestionIx, Value};

/// The completions of one case.
#[derive(Debug)]
pub struct Completions<'g> {
    guideline: &'g Guideline,
    speciale_count: usize,
    gates: Gates,
    /// Two completions; what is known is the same in both.
    sides: [Side; 2],
    /// Per question without a known value: both have the same answer.
    alike: Vec<Option<Lit>>,
    /// What is supposed of the first of them beside.
    supposed: Vec<Lit>,
}

/// What an answer can matter for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stake<'a> {
    /// The level, and the duties of a case that is in doubt, or not.
    Outcome {
        /// Is the case in doubt?
        doubt: bool,
    },
    /// The same, whatever the doubt.
    AnyOutcome,
    /// Whether some of these questions apply.
    Applying(&'a [QuestionIx]),
}

impl<'g> Completions<'g> {
    /// The completions of the case in which this is known.
    ///
    /// # Errors
    /// The guideline is too large even for this.
    pub fn open(guideline: &'g Guideline, speciale_count: usize, known: &[Option<Value>]) -> Result<Self, TooLarge> {
        let mut gates = Gates::new(Effort::OF_A_CASE);
        let free = domains(&mut gates, guideline, &[])?;
        let given = known.iter().copied().chain(std::iter::repeat(None));
        let (mut own, mut other, mut alike) = (Vec::new(), Vec::new(), Vec::new());
        for ((domain, value), question) in free.into_iter().zip(given).zip(&guideline.questions) {
            if let Some(value) = value.filter(|value| value.is_whole()) {
                let fixed = domain.fixed(&gates, value);
                own.push(fixed.clone());
                other.push(fixed);
                alike.push(None);
            } else {
                let twin = another(&mut gates, &question.kind, &domain);
                let [domain, twin] =
                    [domain, twin].map(|free| value.map_or_else(|| free.clone(), |partly| free.fixed(&gates, partly)));
                alike.push(same(&mut gates, &domain, &twin)?);
                own.push(domain);
                other.push(twin);
            }
        }
        let sides = [Side::new(&mut gates, guideline, own)?, Side::new(&mut gates, guideline, other)?];
        Ok(Self { guideline, speciale_count, gates, sides, alike, supposed: Vec::new() })
    }

    /// Has the question no known value, and more than one that the guideline may tell apart?
    #[must_use]
    pub fn is_free(&self, question: QuestionIx) -> bool {
        self.alike.get(question.0).is_some_and(Option::is_some)
    }

    /// The first value of each group that the guideline may tell apart; none for a flervalg and a tekst.
    #[must_use]
    pub fn groups(&self, question: QuestionIx) -> Vec<i64> {
        let [side, _] = &self.sides;
        match side.domains.get(question.0) {
            Some(Domain::Ordered(steps)) => steps.iter().map(|(start, _)| *start).collect(),
            _ => Vec::new(),
        }
    }

    /// From now on the levels and states are those of the completions with this answer, in place of what was supposed
    /// before.
    pub fn suppose(&mut self, question: QuestionIx, value: Value) {
        let [side, _] = &self.sides;
        self.supposed = side.domains.get(question.0).map(|domain| domain.is(value)).unwrap_or_default();
    }

    /// As [`Self::suppose`], with an option of a flervalg, whatever its others.
    pub fn suppose_option(&mut self, question: QuestionIx, option: usize) {
        let [side, _] = &self.sides;
        self.supposed = match side.domains.get(question.0) {
            Some(Domain::Options(options)) => options.get(option).copied().into_iter().collect(),
            _ => Vec::new(),
        };
    }

    /// The levels that some completion has, lowest first; none where the answers contradict each other.
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn levels(&mut self) -> Result<Vec<LevelIx>, TooLarge> {
        let mut levels = Vec::new();
        for level in 0..self.guideline.national.levels.len() {
            let [side, _] = &self.sides;
            let is = side.level_is(&mut self.gates, level)?;
            if self.can(is)? {
                levels.push(LevelIx(level));
            }
        }
        Ok(levels)
    }

    /// One state per criterion.
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn criteria(&mut self) -> Result<Vec<State>, TooLarge> {
        let [side, _] = &self.sides;
        let holding = side.criteria.clone();
        self.states(&holding)
    }

    /// One state per duty of a case that is, or is not, in doubt.
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn advice(&mut self, doubt: bool) -> Result<Vec<State>, TooLarge> {
        let [due, _] = self.due(doubt)?;
        self.states(&due)
    }

    /// Per question: in which completions does it apply?
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn applies(&mut self) -> Result<Vec<State>, TooLarge> {
        let [side, _] = &self.sides;
        let applies = side.applies.clone();
        self.states(&applies)
    }

    /// Per question: has it no known value, and are there two completions that differ in its answer alone and in
    /// what is at stake?
    ///
    /// # Errors
    /// It takes more than the effort to say.
    pub fn matters(&mut self, stake: Stake<'_>) -> Result<Vec<bool>, TooLarge> {
        let differ = self.differ(stake)?;
        let [own, other] = &self.sides;
        let always = [own.possible, other.possible, differ];
        let mut matters = Vec::with_capacity(self.alike.len());
        for (place, alike) in self.alike.clone().into_iter().enumerate() {
            let rest = self.alike.iter().enumerate().filter(|(at, _)| *at != place).filter_map(|(_, alike)| *alike);
            let wanted: Vec<Lit> = always.into_iter().chain(rest).collect();
            matters.push(alike.is_some() && self.gates.can(&wanted)?);
        }
        Ok(matters)
    }

    /// Is there a completion, with what is supposed, in which this holds?
    fn can(&mut self, what: Lit) -> Result<bool, TooLarge> {
        let [side, _] = &self.sides;
        let wanted: Vec<Lit> = [side.possible, what].into_iter().chain(self.supposed.iter().copied()).collect();
        self.gates.can(&wanted)
    }

    /// What the duties' conditions come to, in the one completion and in the other.
    fn due(&mut self, doubt: bool) -> Result<[Vec<Lit>; 2], TooLarge> {
        let beside = Some(Beside { doubt, specialer: self.speciale_count });
        let duties = &self.guideline.advice;
        let mut due = [Vec::with_capacity(duties.len()), Vec::with_capacity(duties.len())];
        for (side, due) in self.sides.iter().zip(&mut due) {
            for when in duties.iter().map(|duty| &duty.when) {
                due.push(side.condition(&mut self.gates, self.guideline, when, beside)?);
            }
        }
        Ok(due)
    }

    fn differ(&mut self, stake: Stake<'_>) -> Result<Lit, TooLarge> {
        let doubts: &[bool] = match stake {
            Stake::Outcome { doubt: true } => &[true],
            Stake::Outcome { doubt: false } => &[false],
            Stake::AnyOutcome => &[false, true],
            Stake::Applying(_) => &[],
        };
        let [own, other] = &self.sides;
        let mut pairs: Vec<(Lit, Lit)> = match stake {
            Stake::Applying(questions) => {
                let both =
                    |question: &QuestionIx| Some((*own.applies.get(question.0)?, *other.applies.get(question.0)?));
                questions.iter().filter_map(both).collect()
            }
            _ => own.reaches.iter().copied().zip(other.reaches.iter().copied()).collect(),
        };
        for doubt in doubts {
            let [own, other] = self.due(*doubt)?;
            pairs.extend(own.into_iter().zip(other));
        }
        let mut differing = Vec::with_capacity(pairs.len());
        for (own, other) in pairs.into_iter().filter(|(own, other)| own != other) {
            differing.push(self.gates.either(own, other)?);
        }
        self.gates.any(differing)
    }

    /// A completion that is found shows something of all of them; only what none has shown yet is asked for.
    fn states(&mut self, what: &[Lit]) -> Result<Vec<State>, TooLarge> {
        let mut seen = vec![Seen::default(); what.len()];
        for (place, lit) in what.iter().enumerate() {
            for wanted in [true, false] {
                let shown = seen.get(place).is_some_and(|seen| if wanted { seen.holding } else { seen.failing });
                if shown || !self.can(if wanted { *lit } else { !*lit })? {
                    continue;
                }
                for (lit, seen) in what.iter().zip(&mut seen) {
                    let holds = self.gates.holds(*lit);
                    seen.holding |= holds;
                    seen.failing |= !holds;
                }
            }
        }
        Ok(seen.into_iter().map(Seen::state).collect())
    }
}

/// Whether completions have been found in which a condition holds, and in which it does not.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    holding: bool,
    failing: bool,
}

impl Seen {
    fn state(self) -> State {
        match (self.holding, self.failing) {
            (true, false) => State::Always,
            (true, true) => State::Open,
            (false, _) => State::Never,
        }
    }
}

/// Assesses a case; `None` where its answers contradict each other.
///
/// # Errors
/// It takes more than the effort to say.
pub fn assess(
    guideline: &Guideline,
    speciale_count: usize,
    known: &[Option<Value>],
) -> Result<Option<Assessment>, TooLarge> {
    let mut completions = Completions::open(guideline, speciale_count, known)?;
    let possible = completions.levels()?;
    if possible.is_empty() {
        return Ok(None);
    }
    let doubt = possible.len() > 1;
    let (criteria, advice) = (completions.criteria()?, completions.advice(doubt)?);
    let matters = completions.matters(Stake::Outcome { doubt })?;
    let open_questions = (0..).map(QuestionIx).zip(matters).filter(|(_, matters)| *matters).map(|(ix, _)| ix).collect();
    Ok(Some(Assessment { possible, criteria, advice, open_questions }))
}

/// Both answers are the same; `None` where there is only one.
fn same(gates: &mut Gates, one: &Domain, other: &Domain) -> Result<Option<Lit>, TooLarge> {
    let pairs: Vec<(Lit, Lit)> = match (one, other) {
        (Domain::Ordered(one), Domain::Ordered(other)) => {
            one.iter().zip(other).map(|((_, one), (_, other))| (*one, *other)).collect()
        }
        (Domain::Options(one), Domain::Options(other)) => one.iter().copied().zip(other.iter().copied()).collect(),
        _ => Vec::new(),
    };
    let mut equals = Vec::with_capacity(pairs.len());
    for (one, other) in pairs.iter().filter(|(one, other)| one != other) {
        equals.push(!gates.either(*one, *other)?);
    }
    if equals.is_empty() { Ok(None) } else { gates.all(equals).map(Some) }
}
