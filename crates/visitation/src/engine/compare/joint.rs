//! Two versions of a guideline over one list of questions.
//!
//! Questions are the same when they have the same id and answers that can be compared: both ja/nej, both a
//! number, both one option of a list, both a set of options. The values of such a question are those of either
//! version, options by their id; a value that a version does not have is a combination that version does not
//! admit. Deliberately compares nothing yet: it only lays the questions out.

use crate::engine::diagram::variables::Block;
use crate::guideline::Guideline;
use crate::guideline::question::{Choice, Kind, OptionSet, Question, QuestionIx, Value};

/// A question of one version or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointQuestion {
    /// Its place in the old version.
    pub old: Option<QuestionIx>,
    /// Its place in the new version.
    pub new: Option<QuestionIx>,
    /// The values of both; points and texts are the new version's where it has them.
    pub kind: Kind,
}

/// The questions of both versions, in the new one's order, with those of the old one alone where they stood.
#[derive(Debug, Clone, Default)]
pub struct Joint {
    /// The questions.
    pub questions: Vec<JointQuestion>,
    /// Their variables.
    pub blocks: Vec<Block>,
    /// The question behind each variable.
    pub owners: Vec<usize>,
}

/// Which of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one compared with.
    Old,
    /// The one compared.
    New,
}

impl JointQuestion {
    /// Its place in one version.
    #[must_use]
    pub fn on(&self, side: Side) -> Option<QuestionIx> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }
}

impl Joint {
    /// Lays out the questions of two versions.
    #[must_use]
    pub fn of(old: &Guideline, new: &Guideline) -> Self {
        let mut questions: Vec<JointQuestion> = Vec::new();
        for (place, question) in new.questions.iter().enumerate() {
            let matching = old.question(&question.id).and_then(|(ix, other)| Some((ix, union(other, question)?)));
            let (ix, kind) = matching.map_or((None, question.kind.clone()), |(ix, kind)| (Some(ix), kind));
            questions.push(JointQuestion { old: ix, new: Some(QuestionIx(place)), kind });
        }
        let mut after = 0;
        for (place, question) in old.questions.iter().enumerate() {
            let ix = Some(QuestionIx(place));
            if let Some(at) = questions.iter().position(|joint| joint.old == ix) {
                after = at + 1;
            } else {
                questions.insert(after, JointQuestion { old: ix, new: None, kind: question.kind.clone() });
                after += 1;
            }
        }
        Self::laid_out(questions)
    }

    fn laid_out(questions: Vec<JointQuestion>) -> Self {
        let mut joint = Self::default();
        for (place, question) in questions.iter().enumerate() {
            let (len, least, last_value) = match &question.kind {
                Kind::YesNo => (1, 0, 1),
                Kind::Scale(choices) | Kind::Choice(choices) => (1, 0, choices.len().saturating_sub(1) as u64),
                Kind::Multi(choices) => (choices.len(), 0, 1),
                Kind::Number { min, max } => (1, *min, max.wrapping_sub(*min).cast_unsigned()),
                Kind::Text => (0, 0, 0),
            };
            let first = u32::try_from(joint.owners.len()).unwrap_or(u32::MAX);
            joint.blocks.push(Block { first, len: u32::try_from(len).unwrap_or(0), last_value, least });
            joint.owners.extend(std::iter::repeat_n(place, len));
        }
        joint.questions = questions;
        joint
    }

    /// How many values each variable has, less one.
    pub fn last_values(&self) -> impl Iterator<Item = u64> {
        self.owners.iter().map(|owner| self.blocks.get(*owner).map_or(0, |block| block.last_value))
    }

    /// What a version knows of an answer in the joint values; `None` where it does not have the value.
    #[must_use]
    pub fn own_value(&self, place: usize, value: Value, own: &Question) -> Option<Value> {
        let joint = self.questions.get(place)?.kind.choices();
        let own_place = |at: usize| {
            let id = &joint.get(at)?.id;
            own.kind.choices().iter().position(|choice| choice.id == *id)
        };
        let value = match value {
            Value::Ordinal(ordinal) if joint.is_empty() => Value::Ordinal(ordinal),
            Value::Ordinal(ordinal) => Value::Ordinal(i64::try_from(own_place(usize::try_from(ordinal).ok()?)?).ok()?),
            Value::Set(set) | Value::Partly(set) => {
                Value::Set(set.iter().try_fold(OptionSet::default(), |own, at| Some(own.with(own_place(at)?)))?)
            }
        };
        own.kind.admits(value).then_some(value)
    }
}

/// The values of two questions together; `None` where they cannot be compared.
fn union(old: &Question, new: &Question) -> Option<Kind> {
    match (&old.kind, &new.kind) {
        (Kind::YesNo, Kind::YesNo) => Some(Kind::YesNo),
        (Kind::Text, Kind::Text) => Some(Kind::Text),
        (Kind::Number { min, max }, Kind::Number { min: other_min, max: other_max }) => {
            Some(Kind::Number { min: *min.min(other_min), max: *max.max(other_max) })
        }
        (Kind::Scale(old) | Kind::Choice(old), Kind::Scale(new)) => Some(Kind::Scale(both(old, new))),
        (Kind::Scale(old) | Kind::Choice(old), Kind::Choice(new)) => Some(Kind::Choice(both(old, new))),
        (Kind::Multi(old), Kind::Multi(new)) => {
            let choices = both(old, new);
            (choices.len() <= OptionSet::MAX).then_some(Kind::Multi(choices))
        }
        _ => None,
    }
}

fn both(old: &[Choice], new: &[Choice]) -> Vec<Choice> {
    let gone = old.iter().filter(|choice| !new.iter().any(|other| other.id == choice.id));
    new.iter().chain(gone).cloned().collect()
}
