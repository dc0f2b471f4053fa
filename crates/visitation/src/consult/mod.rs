//! A case being worked on: the chosen guidelines, what has been answered, what comes next, what comes out.
//!
//! The interface of the library: whoever asks a person, reads answers from a file or replays a saved case does it
//! through a [`Consultation`], which alone knows that a shared answer counts in every part.

pub mod because;
pub mod branches;
pub mod explain;
pub mod limits;
mod outcome;
mod part;
pub mod plausible;
pub mod reasons;
mod refused;
pub mod triage;

pub use outcome::{Outcome, Reasoned, criteria_told, headline, level_line};
pub use part::{Part, counting, known};
pub use refused::{NoOutcome, explain_error, too_large};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::case::keys;
use crate::case::{CaseError, Given, SavedAnswer};
use crate::engine::assess::Compiled;
use crate::engine::interview::{Next, Order, Party, Stuck, next_in};
use crate::guideline::Guideline;
use crate::guideline::answers::{Answers, split_key};
use crate::guideline::question::{Answer, Question, QuestionIx};
use crate::guideline::shared::shared_by_all;

/// A case being worked on.
#[derive(Debug, Clone)]
pub struct Consultation {
    /// In the order of assessment; at least one.
    pub parts: Vec<Part>,
    /// In which order questions come.
    pub order: Order,
    /// Answers to shared questions that none of the guidelines asks, by id: time limits may rest on them.
    pub shared: BTreeMap<String, Answer>,
}

impl Consultation {
    /// A case under some guidelines, nothing answered.
    #[must_use]
    pub fn new(guidelines: Vec<Arc<Guideline>>) -> Self {
        let count = guidelines.len();
        Self::of(guidelines.into_iter().map(|guideline| Arc::new(Compiled::new(guideline, count))))
    }

    /// The same where the guidelines have been made ready before, for as many specialer as there are here.
    pub fn of(guidelines: impl IntoIterator<Item = Arc<Compiled>>) -> Self {
        let parts = guidelines.into_iter().map(Part::new).collect();
        Self { parts, order: Order::default(), shared: BTreeMap::new() }
    }

    /// The guidelines.
    #[must_use]
    pub fn guidelines(&self) -> Vec<&Guideline> {
        self.parts.iter().map(|part| part.compiled.guideline()).collect()
    }

    /// Are several specialer assessed together?
    #[must_use]
    pub fn several(&self) -> bool {
        self.parts.iter().filter(|part| !part.asks_limits()).count() > 1
    }

    /// Takes over answers that were held against the guidelines already, one list for each.
    #[must_use]
    pub fn with_answers(mut self, answers: Vec<Answers>) -> Self {
        for (part, answers) in self.parts.iter_mut().zip(answers) {
            part.answers = answers;
        }
        self.share();
        self
    }

    /// Takes over words given to `tekst` questions, as [`Consultation::with_answers`] does answers.
    #[must_use]
    pub fn with_words(mut self, words: Vec<BTreeMap<QuestionIx, String>>) -> Self {
        for (part, words) in self.parts.iter_mut().zip(words) {
            part.words = words;
        }
        self
    }

    /// What is said to a shared question in one part is said in all.
    fn share(&mut self) {
        let lists = shared_by_all(self.parts.iter().map(|part| (part.compiled.guideline(), part.answers.as_slice())));
        for (part, answers) in self.parts.iter_mut().zip(lists) {
            part.answers = answers;
        }
    }

    /// Takes over the answers of a saved case.
    ///
    /// # Errors
    /// Every answer that its question does not admit.
    pub fn with_saved(mut self, saved: &BTreeMap<String, SavedAnswer>) -> Result<Self, Vec<CaseError>> {
        for part in &mut self.parts {
            let known = keys::known(saved, part.compiled.guideline())
                .map_err(|faults| faults.into_iter().map(|(_, fault)| fault).collect::<Vec<_>>())?;
            part.answers = known.answers;
            for QuestionIx(place) in known.words.keys() {
                if let Some(slot) = part.answers.get_mut(*place) {
                    *slot = Some(Answer::Unknown);
                }
            }
            part.words = known.words;
        }
        self.shared = self
            .unasked()
            .into_iter()
            .filter_map(|question| match saved.get(&question.id)?.value.given(question) {
                Ok(Given::Answer(answer)) => Some((question.id.clone(), answer)),
                // Nothing rests on words, and what nobody asks need not be right.
                Ok(Given::Words(_)) | Err(_) => None,
            })
            .collect();
        Ok(self)
    }

    /// The shared questions that none of the guidelines asks.
    #[must_use]
    pub fn unasked(&self) -> Vec<&Question> {
        let guidelines = self.guidelines();
        let national = guidelines.first().map(|first| first.national.questions.as_slice()).unwrap_or_default();
        let asked = |question: &Question| guidelines.iter().any(|guideline| guideline.question(&question.id).is_some());
        national.iter().filter(|question| !asked(question)).collect()
    }

    /// Answers a `tekst` question in a person's own words; they have no value.
    pub fn say(&mut self, part: usize, question: QuestionIx, words: &str) {
        self.put(part, question, Answer::Unknown, Some(words));
    }

    /// Answers a question; a shared one in every part that asks it.
    pub fn answer(&mut self, part: usize, question: QuestionIx, answer: Answer) {
        self.put(part, question, answer, None);
    }

    fn put(&mut self, part: usize, question: QuestionIx, answer: Answer, words: Option<&str>) {
        let Some(asked) = self.question(part, question).map(|asked| (asked.id.clone(), asked.shared)) else { return };
        let (id, shared) = asked;
        for (place, part_here) in self.parts.iter_mut().enumerate() {
            if place != part && !shared {
                continue;
            }
            let found = part_here.compiled.guideline().question(&id).map(|(ix, _)| ix);
            let Some((ix, slot)) = found.and_then(|ix| Some((ix, part_here.answers.get_mut(ix.0)?))) else { continue };
            *slot = Some(answer);
            match words {
                Some(words) => part_here.words.insert(ix, words.to_owned()),
                None => part_here.words.remove(&ix),
            };
        }
    }

    /// A question of one part.
    #[must_use]
    pub fn question(&self, part: usize, question: QuestionIx) -> Option<&Question> {
        self.parts.get(part)?.compiled.guideline().questions.get(question.0)
    }

    /// The question behind an answer's key; the key itself where there is none.
    #[must_use]
    pub fn question_text(&self, key: &str) -> String {
        let (_, id) = split_key(key);
        let mut questions = self.parts.iter().filter_map(|part| part.compiled.guideline().question(id));
        questions.next().map_or_else(|| key.to_owned(), |(_, question)| question.text.trim().to_owned())
    }

    /// What to ask next, or why to stop.
    ///
    /// # Errors
    /// The answers contradict each other, or a guideline is too large.
    pub fn next(&self) -> Result<Next, Stuck> {
        let parties: Vec<Party<'_>> =
            self.parts.iter().map(|part| Party { compiled: &part.compiled, answers: &part.answers }).collect();
        next_in(&parties, self.order)
    }
}
