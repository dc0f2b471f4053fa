//! What comes out of a case, with the reasons in words.

pub mod because;
pub mod branches;
pub mod deadlines;
mod doubt;
mod duties;
pub mod explain;
pub mod explain_page;
mod grounds;
pub mod page;

use visitation::case::assessment_v1::Assessed;
use visitation::case::{AssessmentV1, CaseError};
use visitation::engine::assess::AssessError;
use visitation::engine::explain::Reader;
use visitation::engine::outcome::{Assessment, Contradiction, State, TooLarge};
use visitation::engine::together::{self, Part as JointPart};
use visitation::guideline::condition::LevelIx;
use visitation::guideline::question::{Answer, Value};
use visitation::guideline::source::Position;
use visitation::guideline::{Criterion, wording};

use crate::session::{Part, Session, known};

use self::because::{PERSON, Reasons, Told, reason, told};
use visitation::guideline::wording::statement::statement;

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

/// Why nothing comes out, told in Danish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoOutcome {
    /// Kebab-case, for programs.
    pub code: &'static str,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The rule file and the place in it that say so, where one does.
    pub at: Option<(String, Position)>,
}

impl Session {
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
fn criteria_told(part: &Part, assessment: &Assessment) -> Vec<Told> {
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

pub(super) fn too_large(error: TooLarge) -> NoOutcome {
    NoOutcome {
        code: "too-complex",
        message: format!("retningslinjen er for sammensat til at blive regnet helt igennem: {error}"),
        help: "svar på flere spørgsmål, eller bed retningslinjens forfatter om at gøre den enklere".to_owned(),
        at: None,
    }
}

/// Why a part has no outcome; also of an interview that cannot go on.
#[must_use]
pub fn explain_error(part: &Part, error: &AssessError) -> NoOutcome {
    match error {
        AssessError::TooLarge(error) => too_large(*error),
        AssessError::Contradiction(contradiction) => contradictory(part, contradiction),
    }
}

/// Names the rules and the answers that cannot be true together.
fn contradictory(part: &Part, contradiction: &Contradiction) -> NoOutcome {
    let guideline = part.compiled.guideline();
    let answers: Vec<String> = contradiction
        .questions
        .iter()
        .filter_map(|ix| Some((guideline.questions.get(ix.0)?, part.answers.get(ix.0).copied().flatten()?)))
        .map(|(question, answer)| format!("`{}` ({})", question.id, said(question, answer)))
        .collect();
    let rules: Vec<String> = contradiction
        .rules
        .iter()
        .filter_map(|place| guideline.never.get(*place))
        .map(|rule| {
            let line = guideline.source.position(rule.span.start).line;
            let because = rule.because.as_deref().map_or_else(String::new, |because| format!(": {}", because.trim()));
            format!("`aldrig`-reglen i {} linje {line}{because}", guideline.source.name)
        })
        .collect();
    let message = if answers.is_empty() {
        format!("ingen svar er mulige efter {}", wording::list_text(&rules))
    } else {
        format!(
            "svarene på {} kan ikke være rigtige på én gang efter {}",
            wording::list_text(&answers),
            wording::list_text(&rules)
        )
    };
    let help = "ret et af svarene, eller svar `ved_ikke`, til det er afklaret".to_owned();
    let first = contradiction.rules.first().and_then(|place| guideline.never.get(*place));
    let at = first.map(|rule| (guideline.source.name.clone(), guideline.source.position(rule.span.start)));
    NoOutcome { code: "contradiction", message, help, at }
}

fn said(question: &visitation::guideline::question::Question, answer: Answer) -> String {
    statement(question, answer, PERSON).trim_end_matches('.').to_owned()
}

impl From<CaseError> for NoOutcome {
    fn from(error: CaseError) -> Self {
        let message = error.to_string();
        Self { code: error.code, message, help: error.help.unwrap_or_default(), at: None }
    }
}
