//! One of the two files that are held against each other: its answers, its outcome, how its questions stand.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::goal::Goals;
use crate::case::{AssessmentV1, SavedAnswer, keys};
use crate::consult::Consultation;
use crate::guideline::Guideline;
use crate::guideline::question::{Answer, Question};
use crate::guideline::standing::Standing;

/// One of the two files, under its own rules.
#[derive(Debug)]
pub struct Side {
    /// Guidelines and answers.
    pub talk: Consultation,
    /// The outcome that the file itself has; none: it follows from the answers.
    pub stored: Option<AssessmentV1>,
    /// The answers with source and date, by key.
    pub answers: BTreeMap<String, SavedAnswer>,
    /// Who recorded them, by key; empty where the file does not say.
    pub by: BTreeMap<String, String>,
    /// The day of the assessment.
    pub date: Date,
    /// Goals and what is said of them.
    pub goals: Goals,
}

/// How every question of a consultation stands, by id.
pub(super) struct Standings<'a>(BTreeMap<&'a str, (&'a Question, Standing)>);

impl<'a> Standings<'a> {
    pub(super) fn of(talk: &'a Consultation) -> Self {
        let mut all = BTreeMap::new();
        for part in &talk.parts {
            let questions = &part.compiled.guideline().questions;
            for (question, standing) in questions.iter().zip(part.standings()) {
                all.entry(question.id.as_str()).or_insert((question, standing));
            }
        }
        for question in talk.unasked() {
            let standing = match talk.shared.get(&question.id) {
                None => Standing::NotAsked,
                Some(Answer::Unknown) => Standing::NotKnown,
                Some(Answer::Known(value)) => Standing::Known(*value),
            };
            all.entry(question.id.as_str()).or_insert((question, standing));
        }
        Self(all)
    }

    pub(super) fn get(&self, id: &str) -> Option<&(&'a Question, Standing)> {
        self.0.get(id)
    }
}

/// The answer that a file has to a question, under whichever key.
pub(super) fn answer<'s>(side: &'s Side, question: &Question) -> Option<(&'s str, &'s SavedAnswer)> {
    let guidelines: Vec<&Guideline> = side.talk.guidelines();
    let own = guidelines.iter().find_map(|guideline| keys::find(&side.answers, guideline, question));
    own.or_else(|| side.answers.get_key_value(&question.id).map(|(key, answer)| (key.as_str(), answer)))
}
