//! What a line may say, worked out once: the guidelines, the keys of their questions, the names of what comes out.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::HashMap;

use super::reader::Reader;
use crate::case::keys;
use crate::engine::assess::Compiled;
use crate::guideline::Guideline;
use crate::guideline::national::National;

/// Guidelines made ready for lines of answers.
pub struct Plan {
    pub(super) compiled: Vec<Arc<Compiled>>,
    pub(super) targets: Vec<Target>,
    pub(super) by_key: HashMap<String, usize>,
    pub(super) names: Names,
    /// Per shared question that several of the guidelines ask: its place in each that does.
    pub(super) common: Vec<Vec<(usize, usize)>>,
    has_question: Box<dyn Fn(&str) -> bool + Send + Sync>,
}

/// Where the answer under a key goes.
#[derive(Debug)]
pub(super) struct Target {
    pub key: String,
    pub reader: Reader,
    /// Guideline and question; none where the answer is only checked.
    pub slots: Vec<(usize, usize)>,
    /// Read the long way: what it means depends on the other keys.
    pub special: bool,
}

/// A name as it is written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub plain: String,
    /// In quotes.
    pub json: String,
}

/// Names by place, of each guideline.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub levels: Vec<Name>,
    pub criteria: Vec<Vec<Name>>,
    pub advice: Vec<Vec<Name>>,
    pub questions: Vec<Vec<Name>>,
}

impl Name {
    fn new(plain: String) -> Self {
        let json = serde_json::Value::from(plain.as_str()).to_string();
        Self { plain, json }
    }
}

impl Plan {
    /// Guidelines that were made ready for as many specialer as there are here. `has_question` says of a key whether
    /// some other guideline asks it; such an answer is not used.
    #[must_use]
    pub fn new(compiled: Vec<Arc<Compiled>>, has_question: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        let guidelines: Vec<&Guideline> = compiled.iter().map(|compiled| compiled.guideline()).collect();
        let (targets, names, common) = (targets(&guidelines), Names::of(&guidelines), common(&guidelines));
        let by_key = targets.iter().enumerate().map(|(place, target)| (target.key.clone(), place)).collect();
        Self { compiled, targets, by_key, names, common, has_question: Box::new(has_question) }
    }

    /// The guidelines.
    #[must_use]
    pub fn guidelines(&self) -> Vec<&Guideline> {
        self.compiled.iter().map(|compiled| compiled.guideline()).collect()
    }

    /// What all of them share.
    #[must_use]
    pub fn national(&self) -> Option<&National> {
        self.compiled.first().map(|compiled| &*compiled.guideline().national)
    }

    /// Is it the key of a question, here or elsewhere? What the answer is worth is not looked at.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        let own = self.guidelines().into_iter().any(|guideline| {
            let id = key.strip_prefix(&guideline.speciale).and_then(|rest| rest.strip_prefix('.')).unwrap_or(key);
            guideline.question(id).is_some()
        });
        own || self.by_key.contains_key(key) || self.asked_elsewhere(key)
    }

    /// The ids of the levels, lowest first.
    #[must_use]
    pub fn level_names(&self) -> Vec<String> {
        self.names.levels.iter().map(|name| name.plain.clone()).collect()
    }

    /// The names of all criteria, in the order of the guidelines, as lines have them.
    #[must_use]
    pub fn criterion_names(&self) -> Vec<String> {
        self.names.criteria.iter().flatten().map(|name| name.plain.clone()).collect()
    }

    /// The names of all duties, likewise.
    #[must_use]
    pub fn duty_names(&self) -> Vec<String> {
        self.names.advice.iter().flatten().map(|name| name.plain.clone()).collect()
    }

    pub(super) fn asked_elsewhere(&self, key: &str) -> bool {
        (self.has_question)(key)
    }
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plan").field("targets", &self.targets).finish_non_exhaustive()
    }
}

/// One target per key.
fn targets(guidelines: &[&Guideline]) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for (part, guideline) in guidelines.iter().enumerate() {
        for (place, question) in guideline.questions.iter().enumerate() {
            let slot = (part, place);
            let own =
                Target { key: question.id.clone(), reader: Reader::of(question), slots: vec![slot], special: false };
            match targets.iter_mut().find(|target| target.key == question.id) {
                Some(target) => {
                    target.slots.push(slot);
                    target.special |= target.reader != own.reader || !question.shared;
                }
                None => targets.push(own),
            }
        }
    }
    let alone = guidelines.iter().enumerate().flat_map(|(part, guideline)| {
        let own = guideline.questions.iter().enumerate();
        own.map(move |(place, question)| Target {
            key: format!("{}.{}", guideline.speciale, question.id),
            reader: Reader::of(question),
            slots: vec![(part, place)],
            // A shared question is answered for all, and whoever answers it for one is told so.
            special: question.shared,
        })
    });
    let alone: Vec<Target> = alone.collect();
    let asked: BTreeSet<String> = targets.iter().map(|target| target.key.clone()).collect();
    let national = guidelines.first().map(|first| first.national.questions.as_slice()).unwrap_or_default();
    let unasked = national.iter().filter(|question| !asked.contains(&question.id)).map(|question| Target {
        key: question.id.clone(),
        reader: Reader::of(question),
        slots: Vec::new(),
        special: false,
    });
    targets.into_iter().chain(alone).chain(unasked).collect()
}

fn common(guidelines: &[&Guideline]) -> Vec<Vec<(usize, usize)>> {
    let shared: BTreeSet<&str> =
        guidelines.iter().flat_map(|g| &g.questions).filter(|q| q.shared).map(|q| q.id.as_str()).collect();
    let places = |id: &str| -> Vec<(usize, usize)> {
        let asked = guidelines.iter().enumerate();
        asked.filter_map(|(part, guideline)| Some((part, guideline.question(id)?.0.0))).collect()
    };
    shared.into_iter().map(places).filter(|places| places.len() > 1).collect()
}

impl Names {
    fn of(guidelines: &[&Guideline]) -> Self {
        let levels = guidelines.first().map(|first| first.national.levels.as_slice()).unwrap_or_default();
        let mut names =
            Self { levels: levels.iter().map(|level| Name::new(level.id.clone())).collect(), ..Self::default() };
        for (part, guideline) in guidelines.iter().enumerate() {
            let criterion = |id: &str| match guidelines {
                [_] => id.to_owned(),
                _ => format!("{}.{id}", guideline.speciale),
            };
            let criteria = guideline.criteria.iter().map(|c| Name::new(criterion(&c.id)));
            names.criteria.push(criteria.collect());
            let advice = guideline.advice.iter().map(|duty| Name::new(keys::duty_key(guidelines, part, duty)));
            names.advice.push(advice.collect());
            let questions = guideline.questions.iter().map(|q| Name::new(keys::answer_key(guidelines, part, q)));
            names.questions.push(questions.collect());
        }
        names
    }
}
