//! Criteria and duties as a document tells of them: only laws that hold for this citizen on this day are named.

use std::collections::BTreeSet;

use super::input::{AdviceInput, CriterionInput, Explained, LevelRange, SpecialeInput, Why};
use crate::engine::explain::one_of;
use crate::engine::outcome::{Assessment, State};
use crate::guideline::condition::LevelIx;
use crate::guideline::national::Basis;
use crate::guideline::term::Term;
use crate::guideline::wording::statement::lower_first;
use crate::guideline::wording::{basis_phrase, basis_text, hjemmel_text, level_title, list_text, reference_text};
use crate::guideline::{Criterion, Guideline, national};

/// A guideline, and the ids of laws that are not told of.
type Cited<'g> = (&'g Guideline, &'g BTreeSet<String>);

impl SpecialeInput {
    /// What one guideline makes of a case. Laws whose ids are `foreign`, since they do not hold for this citizen on this
    /// day, are not told of.
    #[must_use]
    pub fn new(
        (guideline, foreign): (&Guideline, &BTreeSet<String>),
        assessment: &Assessment,
        explained: &Explained,
        duty_key: impl Fn(&national::Raadgivning) -> String,
    ) -> Self {
        let criteria = |wanted: State| {
            let states = guideline.criteria.iter().zip(&assessment.criteria).enumerate();
            let wanted = states.filter(move |(_, (_, state))| **state == wanted);
            let why = |place: usize| explained.criteria.get(place).cloned().unwrap_or_default();
            wanted.map(|(place, (criterion, _))| criterion_input((guideline, foreign), criterion, why(place))).collect()
        };
        let one = |place: usize| {
            let why = explained.criteria.get(place).cloned().unwrap_or_default();
            Some(criterion_input((guideline, foreign), guideline.criteria.get(place)?, why))
        };
        let duties = guideline.advice.iter().zip(&assessment.advice).enumerate();
        let duties = duties.filter(|(_, (_, state))| **state != State::Never);
        let why = |place: usize| explained.advice.get(place).cloned().unwrap_or_default();
        let follow_up = |level: LevelIx| guideline.follow_up.as_ref()?.months.get(level.0).copied().flatten();
        let text =
            |question: &crate::guideline::question::QuestionIx| Some(guideline.questions.get(question.0)?.text.clone());
        Self {
            title: guideline.title.clone(),
            speciale: guideline.speciale.clone(),
            version: guideline.version.clone(),
            status: guideline.status,
            publisher: guideline.publisher.clone(),
            sha256: guideline.sha256.clone(),
            level: LevelRange::new(&guideline.national, &assessment.possible),
            met: criteria(State::Always),
            one_of: one_of(guideline, assessment).into_iter().filter_map(one).collect(),
            open: criteria(State::Open),
            advice: duties
                .map(|(place, (duty, state))| AdviceInput {
                    id: duty_key(duty),
                    ..advice_input((guideline, foreign), duty, *state, why(place))
                })
                .collect(),
            open_questions: assessment.open_questions.iter().filter_map(text).collect(),
            follow_up_months: assessment.recommended().and_then(follow_up),
            reasons: explained.reasons.clone(),
            smallest: explained.smallest.clone(),
            lifting: explained.lifting,
            nearest: explained.nearest.clone(),
        }
    }
}

fn criterion_input((guideline, foreign): Cited<'_>, criterion: &Criterion, why: Why) -> CriterionInput {
    let source = criterion.source.as_ref().map(|id| source_text(guideline, id));
    CriterionInput {
        id: criterion.id.clone(),
        level: level_title(&guideline.national, criterion.level),
        because: Some(why.because).filter(|text| !text.is_empty()),
        source,
        laws: law_texts((guideline, foreign), &criterion.laws),
        verified: criterion.verified,
        answers: why.answers,
    }
}

fn advice_input((guideline, foreign): Cited<'_>, duty: &national::Raadgivning, state: State, why: Why) -> AdviceInput {
    let adviser =
        duty.from.as_ref().and_then(|id| guideline.national.advisers.iter().find(|adviser| adviser.id == *id));
    AdviceInput {
        id: duty.id.clone(),
        from: adviser.map(|adviser| adviser.name.clone()).or_else(|| duty.from.clone()),
        contact: adviser.and_then(|adviser| adviser.contact.clone()),
        basis: basis_text(duty.duty, duty.basis, duty.verified),
        told_basis: told_basis((guideline, foreign), duty),
        open: state == State::Open,
        within: duty.latest.as_ref().map(Term::latest_text),
        because: Some(why.because).filter(|text| !text.is_empty()),
        laws: law_texts((guideline, foreign), &duty.laws),
        national: duty.national,
        answers: why.answers,
    }
}

/// `krav i loven: Serviceloven § 141`; the consolidation and what has been verified stand in the note.
fn told_basis(cited: Cited<'_>, duty: &national::Raadgivning) -> String {
    let phrase = basis_phrase(duty.duty, duty.basis, duty.verified);
    let laws: Vec<String> =
        law_texts(cited, &duty.laws).iter().filter_map(|law| Some(lower_first(law.split(" (").next()?))).collect();
    if duty.basis == Some(Basis::Law) && !laws.is_empty() {
        format!("{phrase}: {}", list_text(&laws))
    } else {
        phrase.to_owned()
    }
}

fn source_text(guideline: &Guideline, id: &str) -> String {
    guideline.references.iter().find(|reference| reference.id == id).map_or_else(|| id.to_owned(), reference_text)
}

fn law_texts((guideline, foreign): Cited<'_>, ids: &[String]) -> Vec<String> {
    let text = |id: &String| {
        let law = guideline.national.laws.iter().find(|law| law.id == *id);
        law.map_or_else(|| id.clone(), hjemmel_text)
    };
    ids.iter().filter(|id| !foreign.contains(*id)).map(text).collect()
}
