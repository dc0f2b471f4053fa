//! What comes out of a case, with the reasons in words.

use super::because::{PERSON, Reasons, Told, reason, told};
use super::reasons::{deciding, reasons};
use super::{Consultation, NoOutcome, Part, counting, explain_error, known, too_large};
use crate::case::AssessmentV1;
use crate::case::assessment_v1::{Assessed, ReasonV1};
use crate::engine::explain::{Reader, one_of};
use crate::engine::outcome::{Assessment, State};
use crate::engine::together::{self, Part as JointPart};
use crate::guideline::Criterion;
use crate::guideline::condition::LevelIx;
use crate::guideline::national::National;
use crate::guideline::question::{QuestionIx, Value};
use crate::guideline::standing::Standing;
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
    /// How every question stands.
    pub standings: Vec<Standing>,
    /// The places of the criteria that decide.
    pub deciding: Vec<usize>,
    /// The answers that are given as the reasons of the level, in the order of [`super::reasons`].
    pub reasons: Vec<QuestionIx>,
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

    /// The outcome as it is printed for programs: as it is saved, with the reasons of each level.
    #[must_use]
    pub fn printed_output(&self, outcome: &Outcome) -> AssessmentV1 {
        let mut output = self.machine_output(outcome);
        for (speciale, (part, reasoned)) in output.assessments.iter_mut().zip(self.parts.iter().zip(&outcome.parts)) {
            let reason = |ix: &QuestionIx| {
                let question = part.compiled.guideline().questions.get(ix.0)?;
                let statement = reasoned.standings.get(ix.0)?.statement(question, PERSON)?;
                Some(ReasonV1 { question: question.id.clone(), statement })
            };
            speciale.reasons = Some(reasoned.reasons.iter().filter_map(reason).collect());
        }
        output
    }

    /// The outcome in the form in which it is saved.
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
    let standings = part.standings();
    let values = counting(&standings);
    let reader = Reader::new(guideline, &values, &assessment.possible, part.compiled.speciale_count());
    let deciding = deciding(guideline, &assessment);
    // Where one of several open criteria carries the level, none is known to: those that are met stand below it.
    let carried = one_of(guideline, &assessment).is_empty();
    let reasons = if carried { reasons(&reader, &standings, &deciding) } else { Vec::new() };
    let case = Reasons { guideline, standings: &standings, reader, person: PERSON };
    let criteria = guideline.criteria.iter().zip(&assessment.criteria);
    let criteria_because = criteria
        .map(|(criterion, state)| Some(reason(&case, &criterion.when, criterion.because.as_deref(), *state)))
        .collect();
    let advice = guideline.advice.iter().zip(&assessment.advice);
    let advice_because =
        advice.map(|(duty, state)| Some(reason(&case, &duty.when, duty.because.as_deref(), *state))).collect();
    Reasoned { assessment, criteria_because, advice_because, standings, deciding, reasons }
}

/// One per criterion: its reason taken apart, where it holds for certain. Only a page for people needs it.
#[must_use]
pub fn criteria_told(part: &Part, reasoned: &Reasoned) -> Vec<Told> {
    let guideline = part.compiled.guideline();
    let Reasoned { assessment, standings, .. } = reasoned;
    let values = counting(standings);
    let reader = Reader::new(guideline, &values, &assessment.possible, part.compiled.speciale_count());
    let case = Reasons { guideline, standings, reader, person: PERSON };
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
