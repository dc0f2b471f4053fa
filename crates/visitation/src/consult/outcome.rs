//! What comes out of a case, with the reasons in words.

use super::because::{PERSON, Reasons, Told, reason, told};
use super::{Consultation, NoOutcome, Part, explain_error, known, too_large};
use crate::case::AssessmentV1;
use crate::case::assessment_v1::Assessed;
use crate::engine::explain::Reader;
use crate::engine::outcome::{Assessment, State};
use crate::engine::together::{self, Part as JointPart};
use crate::guideline::Criterion;
use crate::guideline::condition::LevelIx;
use crate::guideline::national::National;
use crate::guideline::question::Value;
use crate::guideline::wording::level_title;

/// What one guideline makes of a case, with the reasons in words.
#[derive(Debug, Clone)]
pub struct Reasoned {
    /// The engine's result.
    pub assessment: Assessment,
    /// One per criterion.
    pub criteria_because: Vec<Option<String>>,
    /// One per duty.
    pub advice_because: Vec<Option<String>>,
}

/// What comes out of a case.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// One per speciale.
    pub parts: Vec<Reasoned>,
    /// The possible levels over all specialer together, lowest first.
    pub overall: Vec<LevelIx>,
}

impl Consultation {
    /// Computes the outcome.
    ///
    /// # Errors
    /// The answers contradict each other, or a guideline is too large.
    pub fn outcome(&self) -> Result<Outcome, NoOutcome> {
        let mut parts = Vec::new();
        for part in &self.parts {
            let values = known(&part.answers);
            let assessment = part.compiled.assess(&values).map_err(|error| explain_error(part, &error))?;
            parts.push(reasoned(part, assessment));
        }
        let overall = self.overall(&parts)?;
        Ok(Outcome { parts, overall })
    }

    /// One speciale is its own whole; several are computed together.
    fn overall(&self, parts: &[Reasoned]) -> Result<Vec<LevelIx>, NoOutcome> {
        if let [only] = parts {
            return Ok(only.assessment.possible.clone());
        }
        let values: Vec<Vec<Option<Value>>> = self.parts.iter().map(|part| known(&part.answers)).collect();
        let joint: Vec<JointPart<'_>> = self
            .parts
            .iter()
            .zip(&values)
            .map(|(part, known)| JointPart { guideline: part.compiled.guideline(), known })
            .collect();
        let levels = together::overall(&joint).map_err(too_large)?;
        if levels.is_empty() {
            return Err(NoOutcome {
                code: "contradiction",
                message: "svarene modsiger hinanden, når specialerne ses under ét".to_owned(),
                help: "ret et af de fælles svar".to_owned(),
                at: None,
            });
        }
        Ok(levels)
    }

    /// The outcome in the form in which it is printed and saved.
    #[must_use]
    pub fn machine_output<'o>(&'o self, outcome: &'o Outcome) -> AssessmentV1 {
        let assessed = |(part, reasoned): (&'o Part, &'o Reasoned)| Assessed {
            guideline: part.compiled.guideline(),
            assessment: &reasoned.assessment,
            criteria_because: &reasoned.criteria_because,
            advice_because: &reasoned.advice_because,
        };
        let parts: Vec<Assessed<'o>> = self.parts.iter().zip(&outcome.parts).map(assessed).collect();
        AssessmentV1::new(&parts, &outcome.overall)
    }
}

fn reasoned(part: &Part, assessment: Assessment) -> Reasoned {
    let guideline = part.compiled.guideline();
    let values = known(&part.answers);
    let reader = Reader::new(guideline, &values, &assessment.possible, part.compiled.speciale_count());
    let case = Reasons { guideline, answers: &part.answers, reader, person: PERSON };
    let criteria = guideline.criteria.iter().zip(&assessment.criteria);
    let criteria_because = criteria
        .map(|(criterion, state)| Some(reason(&case, &criterion.when, criterion.because.as_deref(), *state)))
        .collect();
    let advice = guideline.advice.iter().zip(&assessment.advice);
    let advice_because =
        advice.map(|(duty, state)| Some(reason(&case, &duty.when, duty.because.as_deref(), *state))).collect();
    Reasoned { assessment, criteria_because, advice_because }
}

/// One per criterion: its reason taken apart, where it holds for certain. Only a page for people needs it.
#[must_use]
pub fn criteria_told(part: &Part, assessment: &Assessment) -> Vec<Told> {
    let guideline = part.compiled.guideline();
    let values = known(&part.answers);
    let reader = Reader::new(guideline, &values, &assessment.possible, part.compiled.speciale_count());
    let case = Reasons { guideline, answers: &part.answers, reader, person: PERSON };
    let taken_apart = |(criterion, state): (&Criterion, &State)| match state {
        State::Always => told(&case, &criterion.when, criterion.because.as_deref()),
        State::Never | State::Open => Told::default(),
    };
    guideline.criteria.iter().zip(&assessment.criteria).map(taken_apart).collect()
}

/// `Anbefaling: Moderat specialiseret niveau` or `Tvivl: fra … til …`.
#[must_use]
pub fn headline(consultation: &Consultation, outcome: &Outcome) -> String {
    let Some(part) = consultation.parts.first() else { return String::new() };
    level_line(&part.compiled.guideline().national, &outcome.overall)
}

/// The same for one speciale.
#[must_use]
pub fn level_line(national: &National, possible: &[LevelIx]) -> String {
    match possible {
        [] => String::new(),
        [only] => format!("Anbefaling: {}", level_title(national, *only)),
        [lowest, .., highest] => {
            format!("Tvivl: fra {} til {}", level_title(national, *lowest), level_title(national, *highest))
        }
    }
}
