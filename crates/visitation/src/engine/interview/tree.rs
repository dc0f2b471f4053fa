//! The best decision tree of a guideline, by searching what is left to settle, the most promising first.
//!
//! Every state of an interview has a lower bound, from [`Needed`] and from the bounds of the states its questions lead
//! to. The question with the lowest bound is looked into until it is the best for certain. What makes that feasible: a
//! state is a function and not a list of answers; pieces without a common question are settled one by one
//! ([`Pieces`]); and a question that everybody has to be asked may as well come first, for whoever asks it later can
//! ask it now and go on as before. Where the search is given up, what it has found is still a bound.

use hashbrown::HashMap;

use super::always_asked;
use super::needed::Needed;
use super::pieces::{Piece, Pieces, Whole};
use super::putting::{Met, bit};
use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;

/// What the search has found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// No decision tree has a lower average.
    pub least: f64,
    /// One has just this.
    pub exact: bool,
}

/// A search for the best tree.
struct Tree {
    pieces: Pieces,
    needed: Needed,
    states: Vec<State>,
    places: HashMap<Whole, usize>,
    /// So many states more are looked into.
    left: usize,
}

/// A piece that is open.
struct State {
    piece: Piece,
    whole: Whole,
    /// At least so many questions are asked from here on, on average over the possible assignments.
    least: f64,
    exact: bool,
    /// What may be asked; empty until it is looked into.
    choices: Vec<Choice>,
}

/// The open states below a question, with the share of the possible assignments that come to each list of them.
type Children = Vec<(f64, Vec<usize>)>;

/// A question that may be asked in a state.
struct Choice {
    question: usize,
    /// The share of the possible assignments for which every order asks it.
    needed: f64,
    /// At least so many questions are asked when it comes first, as far as can be said without following it.
    least: f64,
    /// The states each answer leaves open. `None` until it is followed: most never are.
    children: Option<Children>,
}

/// Searches, looking into so many states at most. `None` where a question that is always asked may not apply, or where
/// the outcome is too large to be put together.
pub(super) fn search(guideline: &Guideline, speciale_count: usize, states: usize) -> Option<Found> {
    let (mut pieces, begin) = Pieces::of(guideline, speciale_count).ok()?;
    let always = always_asked(guideline, &pieces.putting.diagram.roots.applies);
    let bits = u32::try_from(guideline.questions.len()).is_ok_and(|count| count <= Met::BITS);
    if !bits || always.iter().any(|(_, applies)| *applies != NodeRef::TRUE) {
        return None;
    }
    // What everybody is asked may as well come first.
    let mut begins = vec![(1.0, begin)];
    for (question, _) in &always {
        begins = pieces.all_answered(begins, *question).ok()?;
    }
    let mut tree = Tree { pieces, needed: Needed::default(), states: Vec::new(), places: HashMap::new(), left: states };
    let starts = tree.followed(begins).ok()?;
    for place in starts.iter().flat_map(|(_, places)| places) {
        // Too large a search is one given up: what it has found so far holds.
        if tree.look_into(*place, f64::INFINITY).is_err() {
            break;
        }
    }
    let mut found = Found { least: count(always.len()), exact: true };
    for (share, places) in &starts {
        for state in places.iter().filter_map(|place| tree.states.get(*place)) {
            found.least += share * state.least;
            found.exact &= state.exact;
        }
    }
    Some(found)
}

impl Tree {
    /// The open states under some answers, with the share of the possible assignments.
    fn followed(&mut self, answers: Vec<(f64, Piece)>) -> Result<Children, TooLarge> {
        let mut found = Vec::with_capacity(answers.len());
        let mut all = 0.0;
        for (mut share, piece) in answers {
            let Some(apart) = self.pieces.apart(piece) else { continue };
            let mut places = Vec::new();
            for piece in apart {
                let whole = self.pieces.whole(&piece)?;
                share *= self.pieces.putting.possible(whole.0);
                if self.pieces.is_open(whole) {
                    places.push(self.place_of(piece, whole)?);
                }
            }
            if share > 0.0 {
                all += share;
                found.push((share, places));
            }
        }
        for (share, _) in &mut found {
            *share /= all;
        }
        Ok(found)
    }

    fn place_of(&mut self, piece: Piece, whole: Whole) -> Result<usize, TooLarge> {
        if let Some(known) = self.places.get(&whole) {
            return Ok(*known);
        }
        let putting = &mut self.pieces.putting;
        let least = self.needed.least(putting, whole.0)? / putting.possible(whole.0);
        self.places.insert(whole, self.states.len());
        self.states.push(State { piece, whole, least, exact: false, choices: Vec::new() });
        Ok(self.states.len() - 1)
    }

    /// Looks into a state until what it needs is known, or at least the limit, or nothing more may be looked into.
    fn look_into(&mut self, place: usize, limit: f64) -> Result<(), TooLarge> {
        loop {
            if self.states.get(place).is_none_or(|state| state.exact || state.least >= limit) {
                return Ok(());
            }
            if self.states.get(place).is_some_and(|state| state.choices.is_empty()) {
                let Some(left) = self.left.checked_sub(1) else { return Ok(()) };
                self.left = left;
                self.open(place)?;
            }
            match self.settle(place, limit) {
                Step::Done => {}
                Step::Follow(choice) => self.follow(place, choice)?,
                Step::LookInto { child, allowed } => {
                    let given_up = self.left == 0;
                    self.look_into(child, allowed)?;
                    if given_up {
                        self.settle(place, limit);
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Finds what may be asked in a state: only one question where everybody has to be asked it.
    fn open(&mut self, place: usize) -> Result<(), TooLarge> {
        let Some(whole) = self.states.get(place).map(|state| state.whole) else { return Ok(()) };
        let possible = self.pieces.putting.possible(whole.0);
        let needed = self.needed.by_question(&mut self.pieces.putting, whole.0)?;
        let met = self.pieces.putting.met(std::iter::once(whole.0));
        let needed = needed.iter().map(|share| share / possible).enumerate().filter(|(at, _)| met & bit(*at) != 0);
        let all: f64 = needed.clone().map(|(_, needed)| needed).sum();
        // Whoever is asked this first is also asked what is needed of the others.
        let choice = |(question, needed)| Choice { question, needed, least: 1.0 + all - needed, children: None };
        let must = needed.clone().find(|(_, needed)| *needed > 1.0 - EQUAL);
        let choices = must.map_or_else(|| needed.map(choice).collect(), |must| vec![choice(must)]);
        if let Some(state) = self.states.get_mut(place) {
            state.choices = choices;
        }
        Ok(())
    }

    /// Follows one of a state's questions to the states below.
    fn follow(&mut self, place: usize, choice: usize) -> Result<(), TooLarge> {
        let Some(state) = self.states.get(place) else { return Ok(()) };
        let Some(question) = state.choices.get(choice).map(|choice| choice.question) else { return Ok(()) };
        let answers = self.pieces.answered(&state.piece, question)?;
        let children = self.followed(answers)?;
        if let Some(choice) = self.states.get_mut(place).and_then(|state| state.choices.get_mut(choice)) {
            choice.children = Some(children);
        }
        Ok(())
    }

    /// Brings a state's bound up to date with the states below, and says where to look next.
    fn settle(&mut self, place: usize, limit: f64) -> Step {
        let Some(state) = self.states.get(place) else { return Step::Done };
        let (mut raised, mut best, mut second) = (state.least, None::<(f64, usize, &Choice)>, f64::INFINITY);
        for (at, choice) in state.choices.iter().enumerate() {
            let least = choice.children.as_ref().map_or(choice.least, |children| 1.0 + self.below(children));
            // Without this question, for nothing, it would be so many; and whoever has to be asked it is.
            raised = raised.max(least - 1.0 + choice.needed);
            match best {
                Some((lowest, ..)) if least >= lowest => second = second.min(least),
                _ => {
                    second = best.map_or(second, |(lowest, ..)| lowest);
                    best = Some((least, at, choice));
                }
            }
        }
        let Some((lowest, at, choice)) = best else { return Step::Done };
        let Some(children) = &choice.children else { return Step::Follow(at) };
        let unsure = children.iter().flat_map(|(share, places)| places.iter().map(move |place| (*share, *place)));
        let unsure = unsure.filter(|(_, place)| self.states.get(*place).is_some_and(|child| !child.exact));
        let step = match unsure.max_by(|(one, _), (other, _)| one.total_cmp(other)) {
            None => Step::Done,
            Some((share, child)) => {
                let least = self.states.get(child).map_or(0.0, |child| child.least);
                let allowed = least + ((limit.min(second) - lowest) / share).max(STEP);
                Step::LookInto { child, allowed }
            }
        };
        let exact = matches!(step, Step::Done);
        if let Some(state) = self.states.get_mut(place) {
            state.exact = exact;
            state.least = if exact { lowest } else { raised.max(lowest) };
        }
        step
    }

    /// At least so many questions are asked below.
    fn below(&self, children: &Children) -> f64 {
        let least = |place: &usize| self.states.get(*place).map_or(0.0, |state| state.least);
        children.iter().map(|(share, places)| share * places.iter().map(least).sum::<f64>()).sum()
    }
}

/// What a search does next in a state.
enum Step {
    /// Nothing: what it needs is known.
    Done,
    /// Follow one of its choices, the first time.
    Follow(usize),
    /// Look into the state of a child until its bound is as high as this.
    LookInto { child: usize, allowed: f64 },
}

#[expect(clippy::cast_precision_loss, reason = "no guideline has so many questions")]
fn count(questions: usize) -> f64 {
    questions as f64
}

/// Shares that differ by less are the same.
const EQUAL: f64 = 1e-9;

/// A state that is looked into is looked into for so much at least: it is not left and taken up all the time.
const STEP: f64 = 0.02;
