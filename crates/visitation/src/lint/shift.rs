//! A guideline beside itself, one of its numbers being one less and one more: for finding, by searching, the numbers that
//! fall between criteria.
//!
//! Only where the number stands in comparisons that can be moved: nothing may apply because of it.

use crate::engine::outcome::TooLarge;
use crate::engine::search::{Effort, Search};
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, ConceptIx, Condition, ConditionKind, LevelIx, Term};
use crate::guideline::question::{Kind, QuestionIx, Value};
use crate::guideline::source::Span;
use crate::lint::proof::Known;

/// What has to hold for some number to fall between.
#[derive(Debug)]
pub struct Shifted<'g> {
    guideline: &'g Guideline,
    question: QuestionIx,
    /// Per level above the base: it is called for one below and one above, and not at the number itself.
    dips: Vec<Condition>,
}

impl<'g> Shifted<'g> {
    /// `None` where the number cannot be moved.
    #[must_use]
    pub fn of(guideline: &'g Guideline, question: QuestionIx) -> Option<Self> {
        let mut governs = false;
        for condition in guideline.questions.iter().filter_map(|question| question.applies_when.as_ref()) {
            guideline.visit_all_questions(condition, &mut |named| governs |= named == question);
        }
        let Kind::Number { min, max } = guideline.questions.get(question.0)?.kind else { return None };
        if governs {
            return None;
        }
        let mut dips = Vec::new();
        for level in guideline.base_level.0 + 1..guideline.national.levels.len() {
            let called = |by: i64| {
                let called = guideline.criteria.iter().filter(|criterion| criterion.level >= LevelIx(level));
                let called: Option<Vec<_>> = called.map(|c| moved(guideline, &c.when, question, by)).collect();
                let never: Option<Vec<_>> =
                    guideline.never.iter().map(|rule| moved(guideline, &rule.when, question, by)).collect();
                Some([of_kind(ConditionKind::Any(called?)), of_kind(ConditionKind::NoneOf(never?))])
            };
            let [own, _] = called(0)?;
            let inside = |op, value| of_kind(ConditionKind::Compare { question, op, value });
            let within = [inside(Comparison::Greater, min), inside(Comparison::Less, max)];
            let parts = called(-1)?.into_iter().chain(called(1)?).chain(within);
            let parts = parts.chain([of_kind(ConditionKind::Not(Box::new(own)))]);
            dips.push(of_kind(ConditionKind::All(parts.collect())));
        }
        Some(Self { guideline, question, dips })
    }

    /// One number per level, each with a case.
    ///
    /// # Errors
    /// It takes more than the share to say.
    pub fn valleys(&self, effort: Effort) -> Result<Vec<(i64, Known)>, TooLarge> {
        let beside: Vec<&Condition> = self.dips.iter().collect();
        let mut search = Search::open(self.guideline, &beside, effort)?;
        let mut found: Vec<(i64, Known)> = Vec::new();
        for dip in &self.dips {
            let dip = search.condition(dip, None)?;
            let wanted: Vec<_> = search.possible().into_iter().chain([dip]).collect();
            let Some((known, _)) = search.find(&wanted)? else { continue };
            let Some(Some(Value::Ordinal(number))) = known.get(self.question.0).copied() else { continue };
            if found.iter().all(|(other, _)| *other != number) {
                let few = search.fewest(&known, Some(self.question), |search, known| search.settles(known, dip));
                found.push((number, few));
            }
        }
        Ok(found)
    }
}

fn of_kind(kind: ConditionKind) -> Condition {
    Condition::new(kind, Span::default())
}

/// The condition as it is when the number is so much more than the answer says; `None` where that cannot be written.
fn moved(guideline: &Guideline, condition: &Condition, ix: QuestionIx, by: i64) -> Option<Condition> {
    let mut named = false;
    guideline.visit_all_questions(condition, &mut |question| named |= question == ix);
    if by == 0 || !named {
        return Some(condition.clone());
    }
    let all = |parts: &[Condition]| parts.iter().map(|part| moved(guideline, part, ix, by)).collect::<Option<Vec<_>>>();
    Some(of_kind(match &condition.kind {
        ConditionKind::All(parts) => ConditionKind::All(all(parts)?),
        ConditionKind::Any(parts) => ConditionKind::Any(all(parts)?),
        ConditionKind::NoneOf(parts) => ConditionKind::NoneOf(all(parts)?),
        ConditionKind::AtLeast(number, parts) => ConditionKind::AtLeast(*number, all(parts)?),
        ConditionKind::AtMost(number, parts) => ConditionKind::AtMost(*number, all(parts)?),
        ConditionKind::Not(part) => ConditionKind::Not(Box::new(moved(guideline, part, ix, by)?)),
        ConditionKind::Concept(ConceptIx(place)) => {
            return moved(guideline, &guideline.concepts.get(*place)?.when, ix, by);
        }
        ConditionKind::Compare { question, op, value } => {
            ConditionKind::Compare { question: *question, op: *op, value: value.checked_sub(by)? }
        }
        // A number that does not apply counts nothing, whatever it would be.
        ConditionKind::Sum { terms, op, number } if guideline.questions.get(ix.0)?.applies_when.is_none() => {
            let mut times = 0;
            for term in terms {
                match term {
                    Term::Question(question) => times += i64::from(*question == ix),
                    Term::Largest(questions) if questions.contains(&ix) => return None,
                    Term::Largest(_) => {}
                }
            }
            ConditionKind::Sum { terms: terms.clone(), op: *op, number: number.checked_sub(by * times)? }
        }
        _ => return None,
    }))
}
