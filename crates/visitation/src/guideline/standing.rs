//! How a question stands in a case: three ways of having no value are never taken for one another.

use super::question::{Answer, Question, Value};
use super::wording::statement::{answer_words, statement, text_statement};

/// How a question stands in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Its `spørg_når` cannot hold. An answer that is kept from before counts nowhere.
    DoesNotApply,
    /// Nobody has been asked.
    NotAsked,
    /// Asked, and not known.
    NotKnown,
    /// Answered.
    Known(Value),
    /// A `tekst` question, answered in the person's own words.
    Words(String),
}

impl Standing {
    /// The value, where it has one.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        if let Self::Known(value) = self { Some(*value) } else { None }
    }

    /// What a person said of it that counts, and is no words.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        match self {
            Self::Known(value) => Some(Answer::Known(*value)),
            Self::NotKnown => Some(Answer::Unknown),
            Self::DoesNotApply | Self::NotAsked | Self::Words(_) => None,
        }
    }

    /// In a few words, as a placeholder stands for them.
    #[must_use]
    pub fn words(&self, question: &Question) -> String {
        match self {
            Self::DoesNotApply => "gælder ikke".to_owned(),
            Self::NotAsked => "ikke spurgt".to_owned(),
            Self::NotKnown => answer_words(question, Answer::Unknown),
            Self::Known(value) => answer_words(question, Answer::Known(*value)),
            Self::Words(words) => words.trim().trim_end_matches('.').to_owned(),
        }
    }

    /// As a sentence about `person`; none where nothing that counts has been said.
    #[must_use]
    pub fn statement(&self, question: &Question, person: &str) -> Option<String> {
        match self {
            Self::Words(words) => Some(text_statement(question, words, person)),
            other => other.answer().map(|answer| statement(question, answer, person)),
        }
    }
}
