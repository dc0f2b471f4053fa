//! The questions of a guideline in the order of asking: its own, the shared ones it calls in, and those
//! that a national duty or a shared question's `spørg_når` needs.
//!
//! National duties count for every speciale. A question that such a duty rests on therefore belongs to
//! every guideline, named or not: a duty is never dropped because an author forgot a line.

use std::collections::{BTreeMap, BTreeSet};

use super::advice::carry_over;
use super::condition::{Calculations, Place, Scope};
use super::guideline::known;
use super::names::Names;
use super::question::{self, Scales};
use crate::guideline::finding::Findings;
use crate::guideline::national::National;
use crate::guideline::question::{Question, QuestionIx};
use crate::guideline::raw::guideline::RawGuideline;
use crate::guideline::raw::question::RawEntry;
use crate::guideline::source::Span;
use crate::guideline::{Concept, visit_all_questions};

/// The questions, their names, and where the shared ones went.
pub struct Placed {
    /// In the order of asking.
    pub questions: Vec<Question>,
    /// Their ids.
    pub names: Names,
    /// From a place in national.yaml to the place here.
    pub carried: BTreeMap<QuestionIx, QuestionIx>,
}

/// The ids of the shared questions.
pub fn national_names(national: &National) -> Names {
    known("det fælles spørgsmål", national.questions.iter().map(|question| question.id.as_str()))
}

/// Puts the questions in order; `spørg_når` of the guideline's own ones is resolved later.
pub fn place(raw: &RawGuideline, national: &National, findings: &mut Findings) -> Placed {
    let scale_names = known("skalaen", national.scales.iter().map(|scale| scale.id.as_str()));
    let scales = Scales { names: &scale_names, list: &national.scales };
    let shared = national_names(national);
    let called: BTreeSet<&str> = raw
        .questions
        .iter()
        .filter_map(|entry| match entry {
            RawEntry::Use { id, .. } => Some(id.value.as_str()),
            RawEntry::Own(_) | RawEntry::Unreadable(_) => None,
        })
        .collect();
    let mut placing = Placing {
        national,
        placed: Placed { questions: Vec::new(), names: Names::of("spørgsmålet"), carried: BTreeMap::new() },
        called,
    };
    for entry in &raw.questions {
        match entry {
            RawEntry::Own(own) => {
                let place = placing.placed.questions.len();
                placing.placed.names.add_usable(&own.id, place, findings);
                if shared.get(&own.id.value).is_some() {
                    let message = format!("`{}` er et fælles spørgsmål i national.yaml", own.id.value);
                    let help = format!("skriv `- brug: {}`, eller giv spørgsmålet et andet id", own.id.value);
                    findings.error("duplicate-id", own.id.span, message, help);
                }
                placing.placed.questions.push(question::resolve(own, &scales, findings));
            }
            RawEntry::Unreadable(id) => placing.placed.names.add_unreadable(id),
            RawEntry::Use { id, always_asked, span } => {
                let Some(place) = shared.need(id, findings) else { continue };
                placing.bring_needed(QuestionIx(place), *span, findings);
                let place_here = placing.placed.questions.len();
                placing.placed.names.add(id, place_here, findings);
                placing.bring(QuestionIx(place), *span, *always_asked);
            }
        }
    }
    placing.bring_national_duties(findings);
    placing.placed
}

struct Placing<'a> {
    national: &'a National,
    placed: Placed,
    called: BTreeSet<&'a str>,
}

impl Placing<'_> {
    /// Appends a shared question, called in by the guideline.
    fn bring(&mut self, place: QuestionIx, span: Span, always_asked: bool) {
        let Some(question) = self.national.questions.get(place.0) else { return };
        let mut question = question.clone();
        let carried = &self.placed.carried;
        let at = |named: QuestionIx| carried.get(&named).copied().unwrap_or(named);
        question.applies_when = question.applies_when.as_ref().map(|condition| carry_over(condition, &at));
        question.always_asked |= always_asked;
        question.span = span;
        self.placed.carried.insert(place, QuestionIx(self.placed.questions.len()));
        self.placed.questions.push(question);
    }

    /// Appends the shared questions that a shared question's `spørg_når` names, earliest first.
    fn bring_needed(&mut self, place: QuestionIx, span: Span, findings: &mut Findings) {
        let mut needed = BTreeSet::new();
        let mut waiting = vec![place];
        while let Some(place) = waiting.pop() {
            let condition = self.national.questions.get(place.0).and_then(|question| question.applies_when.as_ref());
            if let Some(condition) = condition {
                condition.visit_questions(&mut |named| {
                    if needed.insert(named) {
                        waiting.push(named);
                    }
                });
            }
        }
        for named in needed {
            if self.placed.carried.contains_key(&named) {
                continue;
            }
            let Some(question) = self.national.questions.get(named.0) else { continue };
            if self.called.contains(question.id.as_str()) {
                let message = format!("spørgsmålet afhænger af `{}`, som først kommer bagefter", question.id);
                findings.error("later-question", span, message, format!("flyt `- brug: {}` op foran", question.id));
                continue;
            }
            self.bring_implied(named, span);
        }
    }

    fn bring_implied(&mut self, place: QuestionIx, span: Span) {
        let here = self.placed.questions.len();
        let Some(id) = self.national.questions.get(place.0).map(|question| question.id.clone()) else { return };
        self.placed.names.insert(&id, here);
        self.bring(place, span, false);
        if let Some(question) = self.placed.questions.last_mut() {
            question.implied = true;
        }
    }

    fn bring_national_duties(&mut self, findings: &mut Findings) {
        let mut needed = BTreeSet::new();
        for duty in &self.national.advice {
            duty.when.visit_questions(&mut |named| {
                needed.insert(named);
            });
        }
        for place in needed {
            if !self.placed.carried.contains_key(&place) {
                self.bring_needed(place, Span::default(), findings);
                if !self.placed.carried.contains_key(&place) {
                    self.bring_implied(place, Span::default());
                }
            }
        }
    }
}

/// Resolves `spørg_når` of the guideline's own questions, which may only rest on earlier ones.
pub fn apply_conditions(
    raw: &RawGuideline,
    placed: &mut Placed,
    concept_names: &Names,
    concepts: &[Concept],
    calculations: Calculations<'_>,
    findings: &mut Findings,
) {
    for entry in &raw.questions {
        let RawEntry::Own(own) = entry else { continue };
        let (Some(raw), Some(place)) = (&own.applies_when, placed.names.get(&own.id.value)) else { continue };
        let scope = Scope {
            questions: &placed.questions,
            question_names: &placed.names,
            concept_names: Some(concept_names),
            calculations: Some(calculations),
            place: Place::Plain,
        };
        let condition = scope.resolve(raw, findings);
        let mut later = None;
        visit_all_questions(&condition, concepts, &mut |QuestionIx(named)| {
            if named >= place && later.is_none() {
                later = Some(named);
            }
        });
        if let Some(named) = later.and_then(|named| placed.questions.get(named)) {
            let message = if named.id == own.id.value {
                "`spørg_når` bruger spørgsmålet selv".to_owned()
            } else {
                format!("`spørg_når` bruger `{}`, som først kommer bagefter", named.id)
            };
            findings.error("later-question", raw.span, message, "et spørgsmål kan kun bygge på dem, der står før det");
        }
        if let Some(question) = placed.questions.get_mut(place) {
            question.applies_when = Some(condition);
        }
    }
}
