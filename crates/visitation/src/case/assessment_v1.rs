//! `visit-assessment/1`: the outcome as machines read it and cases keep it.
//!
//! Frozen: its own structs, apart from the engine's, so that the engine can change without a saved case or
//! a colleague's script changing meaning. Keys are English, ids are the guideline's own. Fields are written
//! in the order they stand here. A change that breaks a reader is a new file beside this one.

use serde::{Deserialize, Serialize};

use crate::engine::outcome::{Assessment, State};
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::national::{Basis, Duty};
use crate::guideline::wording::status_id;

/// The name and version of the format.
pub const FORMAT: &str = "visit-assessment/1";

/// The whole outcome of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentV1 {
    /// [`FORMAT`].
    pub format: String,
    /// Over all specialer together.
    pub level: LevelV1,
    /// One per speciale, in the order they were assessed.
    pub assessments: Vec<SpecialeV1>,
    /// Printed, never saved: a saved outcome does not change with the day on which one looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadlines: Option<Vec<DeadlineV1>>,
    /// Printed, never saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transitions: Option<Vec<TransitionV1>>,
}

/// A transition in play. Dates are `2026-12-28`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransitionV1 {
    /// Its id in the rules.
    pub id: String,
    /// In Danish.
    pub title: String,
    /// True: whether it concerns the citizen waits for an answer, and no step has a day.
    pub open: bool,
    /// The ids of the questions whose answers it waits for.
    pub waits_for: Vec<String>,
    /// In the order of the rules.
    pub steps: Vec<StepV1>,
}

/// A step of a transition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepV1 {
    /// Unique in its transition.
    pub id: String,
    /// What is to be done, in Danish.
    pub what: String,
    /// As a time limit's, or `gjort` and `snarest` where no number of days is given.
    pub state: String,
    /// The last day; `null` where there is none.
    pub day: Option<String>,
    /// The last open day before it, where it is free.
    pub plan_by: Option<String>,
    /// When it was done.
    pub done: Option<String>,
    /// `mandatory` or `recommended`.
    pub duty: DutyV1,
    /// `law`, `national`, `guideline`, `local`; `null` where the rules do not say.
    pub basis: Option<BasisV1>,
    /// Whose it is.
    pub whose: Option<String>,
    /// The time limit that it is, by its id among `deadlines`.
    pub deadline: Option<String>,
    /// The event whose date is missing.
    pub missing: Option<String>,
    /// What has not been spoken of yet.
    pub missing_points: Vec<String>,
}

/// One time limit. Dates are `2026-12-28`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineV1 {
    /// The limit's id, or the duty's.
    pub id: String,
    /// `holdt`, `holdt for sent`, `overskredet`, `løber`, `kan ikke beregnes`; `kan løbe` where it waits for an answer.
    pub state: String,
    /// The last day; `null` where it is not known.
    pub day: Option<String>,
    /// The last open day before it, where it is free and does not move.
    pub plan_by: Option<String>,
    /// The earlier day if Saturday counts as a working day.
    pub safe_day: Option<String>,
    /// `borgeren`, `kommunen`, `regionen`, `tilbuddet`, `skolen`; `null` where the rules do not say.
    pub whose: Option<String>,
    /// The event that it is counted from or before.
    pub anchor: String,
    /// The event whose date is missing.
    pub missing: Option<String>,
    /// For whom, where several parties have one each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
}

/// A recommendation, or the range that is left in doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelV1 {
    /// `null` in doubt.
    pub recommended: Option<String>,
    /// Lowest possible level.
    pub lowest: String,
    /// Highest possible level.
    pub highest: String,
}

/// As [`LevelV1`], with every possible level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PossibleV1 {
    /// `null` in doubt.
    pub recommended: Option<String>,
    /// Lowest possible level.
    pub lowest: String,
    /// Highest possible level.
    pub highest: String,
    /// Lowest first; there may be gaps.
    pub possible: Vec<String>,
}

/// The outcome under one guideline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialeV1 {
    /// The speciale's id.
    pub speciale: String,
    /// The guideline's version.
    pub version: String,
    /// SHA-256 of the guideline's file.
    pub sha256: String,
    /// `udkast`, `høring` or `gældende`.
    pub status: String,
    /// The levels.
    pub level: PossibleV1,
    /// More than one level is possible.
    pub doubt: bool,
    /// Every criterion, in file order.
    pub criteria: Vec<CriterionV1>,
    /// Every duty, the national ones first.
    pub advice: Vec<AdviceV1>,
    /// Ids of the questions that could still change something, in file order.
    pub open_questions: Vec<String>,
    /// The reasons of the level, as every text gives them. Printed and not saved: they follow from the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Vec<ReasonV1>>,
}

/// One answer that is a reason of the level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonV1 {
    /// The question's id.
    pub question: String,
    /// The answer as a sentence.
    pub statement: String,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionV1 {
    /// Its id.
    pub id: String,
    /// The level it calls for.
    pub level: String,
    /// `met`, `unmet` or `open`.
    pub state: CriterionStateV1,
    /// Why, filled; `null` where the guideline gives no reason.
    pub because: Option<String>,
}

/// One duty to obtain advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdviceV1 {
    /// Its id.
    pub id: String,
    /// How binding.
    pub duty: DutyV1,
    /// Who says so; `null` where the file does not tell.
    pub basis: Option<BasisV1>,
    /// The adviser's id.
    pub from: Option<String>,
    /// `due`, `not_due` or `open`.
    pub state: AdviceStateV1,
    /// Why, filled.
    pub because: Option<String>,
}

/// State of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionStateV1 {
    /// In every completion.
    Met,
    /// In none.
    Unmet,
    /// In some.
    Open,
}

/// State of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdviceStateV1 {
    /// In every completion.
    Due,
    /// In none.
    NotDue,
    /// In some.
    Open,
}

/// How binding a duty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyV1 {
    /// `obligatorisk`
    Mandatory,
    /// `anbefalet`
    Recommended,
}

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisV1 {
    /// `lov`
    Law,
    /// `national`
    National,
    /// `retningslinje`
    Guideline,
    /// `lokal`
    Local,
}

impl From<Duty> for DutyV1 {
    fn from(duty: Duty) -> Self {
        match duty {
            Duty::Mandatory => Self::Mandatory,
            Duty::Recommended => Self::Recommended,
        }
    }
}

impl From<Basis> for BasisV1 {
    fn from(basis: Basis) -> Self {
        match basis {
            Basis::Law => Self::Law,
            Basis::National => Self::National,
            Basis::Guideline => Self::Guideline,
            Basis::Local => Self::Local,
        }
    }
}

/// One speciale's result with the texts made for it.
#[derive(Debug, Clone)]
pub struct Assessed<'a> {
    /// The guideline.
    pub guideline: &'a Guideline,
    /// What the engine found.
    pub assessment: &'a Assessment,
    /// The filled reason of each criterion, in file order; a missing place counts as none.
    pub criteria_because: &'a [Option<String>],
    /// The filled reason of each duty.
    pub advice_because: &'a [Option<String>],
}

impl AssessmentV1 {
    /// The outcome of a case from its parts. `overall` are the possible levels over all specialer, lowest first.
    #[must_use]
    pub fn new(parts: &[Assessed<'_>], overall: &[LevelIx]) -> Self {
        let name = |level: LevelIx| parts.first().map_or_else(String::new, |part| level_id(part.guideline, level));
        let PossibleV1 { recommended, lowest, highest, .. } = possible(overall, name);
        Self {
            format: FORMAT.to_owned(),
            level: LevelV1 { recommended, lowest, highest },
            assessments: parts.iter().map(SpecialeV1::new).collect(),
            deadlines: None,
            transitions: None,
        }
    }
}

impl SpecialeV1 {
    fn new(part: &Assessed<'_>) -> Self {
        let Assessed { guideline, assessment, .. } = part;
        let question_id = |ix: &crate::guideline::question::QuestionIx| Some(guideline.questions.get(ix.0)?.id.clone());
        Self {
            speciale: guideline.speciale.clone(),
            version: guideline.version.clone(),
            sha256: guideline.sha256.clone(),
            status: status_id(guideline.status).to_owned(),
            level: possible(&assessment.possible, |level| level_id(guideline, level)),
            doubt: assessment.doubt(),
            criteria: criteria(part),
            advice: advice(part),
            open_questions: assessment.open_questions.iter().filter_map(question_id).collect(),
            reasons: None,
        }
    }
}

fn criteria(part: &Assessed<'_>) -> Vec<CriterionV1> {
    let states = part.guideline.criteria.iter().zip(&part.assessment.criteria);
    let one = |(place, (criterion, state)): (usize, (&crate::guideline::Criterion, &State))| CriterionV1 {
        id: criterion.id.clone(),
        level: level_id(part.guideline, criterion.level),
        state: match state {
            State::Always => CriterionStateV1::Met,
            State::Never => CriterionStateV1::Unmet,
            State::Open => CriterionStateV1::Open,
        },
        because: part.criteria_because.get(place).cloned().flatten(),
    };
    states.enumerate().map(one).collect()
}

fn advice(part: &Assessed<'_>) -> Vec<AdviceV1> {
    let states = part.guideline.advice.iter().zip(&part.assessment.advice);
    let one = |(place, (duty, state)): (usize, (&crate::guideline::national::Raadgivning, &State))| AdviceV1 {
        id: duty.id.clone(),
        duty: duty.duty.into(),
        basis: duty.basis.map(Into::into),
        from: duty.from.clone(),
        state: match state {
            State::Always => AdviceStateV1::Due,
            State::Never => AdviceStateV1::NotDue,
            State::Open => AdviceStateV1::Open,
        },
        because: part.advice_because.get(place).cloned().flatten(),
    };
    states.enumerate().map(one).collect()
}

fn possible(levels: &[LevelIx], name: impl Fn(LevelIx) -> String) -> PossibleV1 {
    let names: Vec<String> = levels.iter().map(|level| name(*level)).collect();
    PossibleV1 {
        recommended: if let [only] = names.as_slice() { Some(only.clone()) } else { None },
        lowest: names.first().cloned().unwrap_or_default(),
        highest: names.last().cloned().unwrap_or_default(),
        possible: names,
    }
}

fn level_id(guideline: &Guideline, level: LevelIx) -> String {
    guideline.national.levels.get(level.0).map(|level| level.id.clone()).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::guideline::fixture;
    use crate::guideline::question::QuestionIx;

    pub(crate) fn in_doubt() -> AssessmentV1 {
        let guideline = fixture::guideline();
        let assessment = Assessment {
            possible: vec![LevelIx(1), LevelIx(2)],
            criteria: vec![State::Always, State::Open],
            advice: vec![State::Open, State::Never],
            open_questions: vec![QuestionIx(2)],
        };
        let part = Assessed {
            guideline: &guideline,
            assessment: &assessment,
            criteria_because: &[Some("Borgeren har svært nedsat evne til at kommunikere".into()), None],
            advice_because: &[None, None],
        };
        AssessmentV1::new(&[part], &[LevelIx(1), LevelIx(2)])
    }

    #[test]
    fn the_published_shape_does_not_move() {
        let json = serde_json::to_string_pretty(&in_doubt()).unwrap();
        insta::assert_snapshot!(json);
        let back: AssessmentV1 = serde_json::from_str(&json).unwrap();
        assert_eq!(back, in_doubt());
    }
}
