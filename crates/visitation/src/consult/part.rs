//! One speciale of a case, and how its questions stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::assess::Compiled;
use crate::engine::explain::Reader;
use crate::engine::interview::consequences::applying;
use crate::guideline::answers::Answers;
use crate::guideline::question::{Answer, Kind, QuestionIx, Value};
use crate::guideline::standing::Standing;

/// One speciale of a case.
#[derive(Debug, Clone)]
pub struct Part {
    /// The guideline, made ready; shared with other cases that are computed by it.
    pub compiled: Arc<Compiled>,
    /// What has been answered, by question; a text question that has been answered counts as asked.
    pub answers: Answers,
    /// The words given to `tekst` questions.
    pub words: BTreeMap<QuestionIx, String>,
}

impl Part {
    /// A guideline of which nothing is answered.
    #[must_use]
    pub fn new(compiled: Arc<Compiled>) -> Self {
        Self { answers: vec![None; compiled.guideline().questions.len()], words: BTreeMap::new(), compiled }
    }

    /// Is it no speciale, but the shared questions alone: those that time limits, or the choice of specialer, rest on?
    #[must_use]
    pub fn asks_limits(&self) -> bool {
        self.compiled.guideline().version.is_empty()
    }

    /// How every question stands, by the answers that count.
    ///
    /// A question does not apply where it applies in no completion of the other answers: what was once said to it can
    /// then bear on nothing.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        let questions = &self.compiled.guideline().questions;
        let each = questions.iter().zip(&self.answers).zip(self.may_apply()).enumerate();
        let standing = each.map(|(place, ((question, answer), may_apply))| match answer {
            _ if !may_apply => Standing::DoesNotApply,
            None => Standing::NotAsked,
            Some(Answer::Known(value)) => Standing::Known(*value),
            Some(Answer::Unknown) => match self.words.get(&QuestionIx(place)) {
                Some(words) if question.kind == Kind::Text => Standing::Words(words.clone()),
                _ => Standing::NotKnown,
            },
        });
        standing.collect()
    }

    /// The questions that have an answer from before and do not apply now: it is kept, and bears on nothing.
    #[must_use]
    pub fn idle(&self, standings: &[Standing]) -> Vec<QuestionIx> {
        let each = (0..).map(QuestionIx).zip(standings.iter().zip(&self.answers));
        each.filter(|(_, (standing, answer))| **standing == Standing::DoesNotApply && answer.is_some())
            .map(|(ix, _)| ix)
            .collect()
    }

    /// Per question: may it apply?
    fn may_apply(&self) -> Vec<bool> {
        let known = known(&self.answers);
        let guideline = self.compiled.guideline();
        let reader = Reader::new(guideline, &known, &[], self.compiled.speciale_count());
        let mut in_some: Option<Vec<bool>> = None;
        let may = |place: usize| {
            // Where the parts of the condition tell, nothing need be computed.
            if let Some(applies) = reader.applies(QuestionIx(place)) {
                return applies;
            }
            let at = |may: &[bool]| may.get(place).copied().unwrap_or(true);
            if known.get(place).is_some_and(Option::is_some) {
                let others = known.iter().enumerate().map(|(other, value)| value.filter(|_| other != place));
                return applying(&self.compiled, &others.collect::<Vec<_>>()).map_or(true, |may| at(&may));
            }
            at(in_some.get_or_insert_with(|| applying(&self.compiled, &known).unwrap_or_default()))
        };
        (0..guideline.questions.len()).map(may).collect()
    }
}

/// The values that count.
#[must_use]
pub fn counting(standings: &[Standing]) -> Vec<Option<Value>> {
    standings.iter().map(Standing::value).collect()
}

/// The known values among some answers.
#[must_use]
pub fn known(answers: &[Option<Answer>]) -> Vec<Option<Value>> {
    let value = |answer: &Option<Answer>| match answer {
        Some(Answer::Known(value)) => Some(*value),
        Some(Answer::Unknown) | None => None,
    };
    answers.iter().map(value).collect()
}
