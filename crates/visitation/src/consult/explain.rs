//! Why the outcome of a case is what it is: what carries it, what would change it, what was left unasked.
//!
//! Gathers it from the engine as data, in Danish where it is text; `explain_page` draws it, and programs get it as
//! JSON. Deliberately repeats nothing that an assessment already says.

use serde::Serialize;

use super::because::PERSON;
use super::{Consultation, NoOutcome, Outcome, Part, Reasoned, counting};
use crate::case::{Given, SavedValue};
use crate::engine::explain::nearest::{Change, Goal, Way, nearest};
use crate::engine::explain::{one_of, smallest_reasons, smallest_reasons_for_at_least};
use crate::engine::outcome::{State, TooLarge};
use crate::guideline::condition::LevelIx;
use crate::guideline::question::{Answer, Kind, Question, QuestionIx};
use crate::guideline::standing::Standing;
use crate::guideline::wording::statement::answer_words;

/// So many ways to another outcome are told.
const WAYS: usize = 3;

/// The whole explanation; as JSON `visit-explain/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// `visit-explain/1`
    pub format: &'static str,
    /// What was assumed for the sake of argument, with `--set`.
    pub what_if: Vec<Assumed>,
    /// One per speciale.
    pub parts: Vec<PartExplained>,
}

/// An answer that was put in for the sake of argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assumed {
    /// The question's id.
    pub question: String,
    /// The answer of the case; `null` where there is none.
    pub from: Option<String>,
    /// The answer that is assumed.
    pub to: String,
    /// Does the question apply, with all that is assumed? If not, the assumption bears on nothing.
    pub applies: bool,
}

/// One speciale's explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartExplained {
    /// Its id.
    pub speciale: String,
    /// The version of its guideline.
    pub version: String,
    /// The possible levels' ids, lowest first.
    pub possible: Vec<String>,
    /// The reasons for the level, as every text gives them: the answers behind the criteria that decide.
    pub reasons: Vec<Fact>,
    /// Answers that settle the level by themselves, as few as possible; `null` in doubt.
    pub sufficient: Option<Vec<Fact>>,
    /// Answers that rule out every lower level by themselves, as few as possible; `null` in doubt.
    pub sufficient_for_at_least: Option<Vec<Fact>>,
    /// What would have to be otherwise for each level that is not certain.
    pub other_levels: Vec<OtherLevel>,
    /// The ids of the criteria of which one holds, where it is not known which and no other calls for the level; left
    /// out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// Every criterion.
    pub criteria: Vec<CriterionExplained>,
    /// Questions of the guideline without any answer, and why none is needed.
    pub not_asked: Vec<NotAsked>,
    /// The ids of questions that have an answer from before and do not apply now; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_applying: Vec<String>,
}

/// An answer and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The question's id.
    pub question: String,
    /// The answer's own words.
    pub answer: String,
    /// As a sentence.
    pub statement: String,
}

/// How far away a level is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherLevel {
    /// Its id.
    pub level: String,
    /// Sets of changed answers, as few as possible, each of which makes this the only possible level. None: no
    /// possible case has it.
    pub ways: Vec<Vec<Changed>>,
}

/// An answer that would have to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// The question's id.
    pub question: String,
    /// The question itself.
    pub text: String,
    /// The answer of the case; `null` where there is none.
    pub from: Option<String>,
    /// It has none, or one that is known in part and only added to: no answer is changed.
    #[serde(skip)]
    pub given: bool,
    /// The answer that is needed.
    pub to: String,
}

/// A criterion and how far it is from being met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionExplained {
    /// Its id.
    pub id: String,
    /// The level it calls for.
    pub level: String,
    /// `met`, `unmet` or `open`.
    pub state: &'static str,
    /// Why.
    pub because: String,
    /// The fewest answers that would make it met; empty where it is met, `null` where it never can be.
    pub missing: Option<Vec<Changed>>,
}

/// A question that was not asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotAsked {
    /// The question's id.
    pub question: String,
    /// The question itself.
    pub text: String,
    /// `does-not-apply`, `cannot-matter` or `open`.
    pub reason: &'static str,
}

/// Explains a case.
///
/// # Errors
/// A guideline is too large to be computed as a whole.
pub fn explain(session: &Consultation, outcome: &Outcome, mut what_if: Vec<Assumed>) -> Result<Explanation, NoOutcome> {
    for assumed in &mut what_if {
        let (_, id) = crate::guideline::answers::split_key(&assumed.question);
        let mut places = session.parts.iter().zip(&outcome.parts).filter_map(|(part, reasoned)| {
            let (ix, _) = part.compiled.guideline().question(id)?;
            reasoned.standings.get(ix.0)
        });
        assumed.applies = places.any(|standing| *standing != Standing::DoesNotApply);
    }
    let mut parts = Vec::new();
    for (part, reasoned) in session.parts.iter().zip(&outcome.parts) {
        parts.push(explain_part(part, reasoned).map_err(super::too_large)?);
    }
    Ok(Explanation { format: "visit-explain/1", what_if, parts })
}

fn explain_part(part: &Part, reasoned: &Reasoned) -> Result<PartExplained, TooLarge> {
    let guideline = part.compiled.guideline();
    let values = counting(&reasoned.standings);
    let level_id = |level: LevelIx| guideline.national.levels.get(level.0).map_or("", |l| l.id.as_str()).to_owned();
    let facts = |questions: Vec<QuestionIx>| questions.iter().filter_map(|ix| fact(part, reasoned, ix.0)).collect();
    let sufficient = smallest_reasons(&part.compiled, &values)?.map(facts);
    let sufficient_for_at_least = smallest_reasons_for_at_least(&part.compiled, &values)?.map(facts);
    let mut other_levels = Vec::new();
    for level in (0..guideline.national.levels.len()).map(LevelIx) {
        if reasoned.assessment.possible != [level] {
            let ways = nearest(&part.compiled, &values, Goal::Level(level), WAYS)?;
            let ways = ways.iter().map(|way| changed(part, way)).collect();
            other_levels.push(OtherLevel { level: level_id(level), ways });
        }
    }
    let mut criteria = Vec::new();
    let states = reasoned.assessment.criteria.iter().zip(&reasoned.criteria_because);
    for (place, (criterion, (state, because))) in guideline.criteria.iter().zip(states).enumerate() {
        let ways = nearest(&part.compiled, &values, Goal::Criterion(place), 1)?;
        criteria.push(CriterionExplained {
            id: criterion.id.clone(),
            level: level_id(criterion.level),
            state: state_name(*state),
            because: because.clone().unwrap_or_default(),
            missing: ways.first().map(|way| changed(part, way)),
        });
    }
    let one_of = one_of(guideline, &reasoned.assessment);
    Ok(PartExplained {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        reasons: facts(reasoned.reasons.clone()),
        possible: reasoned.assessment.possible.iter().map(|level| level_id(*level)).collect(),
        sufficient,
        sufficient_for_at_least,
        other_levels,
        one_of: one_of.into_iter().filter_map(|place| Some(guideline.criteria.get(place)?.id.clone())).collect(),
        criteria,
        not_asked: not_asked(part, reasoned),
        not_applying: not_applying(part, reasoned),
    })
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Always => "met",
        State::Never => "unmet",
        State::Open => "open",
    }
}

fn fact(part: &Part, reasoned: &Reasoned, place: usize) -> Option<Fact> {
    let question = part.compiled.guideline().questions.get(place)?;
    let standing = reasoned.standings.get(place)?;
    let statement = standing.statement(question, PERSON)?;
    Some(Fact { question: question.id.clone(), answer: standing.words(question), statement })
}

fn changed(part: &Part, way: &Way) -> Vec<Changed> {
    let one = |change: &Change| {
        let question = part.compiled.guideline().questions.get(change.question.0)?;
        let words = |value| answer_words(question, Answer::Known(value));
        Some(Changed {
            question: question.id.clone(),
            text: question.text.trim().to_owned(),
            from: change.from.map(words),
            given: change.is_given(),
            to: words(change.to),
        })
    };
    way.iter().filter_map(one).collect()
}

/// The questions without an answer: none of them can change anything, unless the case is open.
fn not_asked(part: &Part, reasoned: &Reasoned) -> Vec<NotAsked> {
    let guideline = part.compiled.guideline();
    let open = &reasoned.assessment.open_questions;
    let mut found = Vec::new();
    for (place, (question, standing)) in guideline.questions.iter().zip(&reasoned.standings).enumerate() {
        // A text is asked for its own sake: it has no value that could matter.
        let no_value = question.implied || question.kind == Kind::Text;
        if part.answers.get(place).is_none_or(Option::is_some) || no_value {
            continue;
        }
        let reason = if open.iter().any(|ix| ix.0 == place) {
            "open"
        } else if *standing != Standing::DoesNotApply {
            "cannot-matter"
        } else {
            "does-not-apply"
        };
        found.push(NotAsked { question: question.id.clone(), text: question.text.trim().to_owned(), reason });
    }
    found
}

/// The questions whose answers are kept from before, though they do not apply now.
fn not_applying(part: &Part, reasoned: &Reasoned) -> Vec<String> {
    let idle = part.idle(&reasoned.standings);
    idle.iter().filter_map(|ix| Some(part.compiled.guideline().questions.get(ix.0)?.id.clone())).collect()
}

/// Puts an answer in for the sake of argument: `kommunikation=moderat`, `alder=9`, `adfærd=[a, b]`.
///
/// # Errors
/// In Danish: it is not of that shape, no such question, or no such answer.
pub fn assume(session: &mut Consultation, text: &str) -> Result<Assumed, NoOutcome> {
    let wrong =
        |message: String, help: &str| NoOutcome { code: "bad-what-if", message, help: help.to_owned(), at: None };
    let Some((key, value)) = text.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
        return Err(wrong(format!("`{text}` er ikke en antagelse"), "skriv et spørgsmål og et svar: `--set alder=9`"));
    };
    let (speciale, id) = crate::guideline::answers::split_key(key);
    let place = session.parts.iter().enumerate().find_map(|(place, part)| {
        let guideline = part.compiled.guideline();
        let here = speciale.is_none_or(|wanted| wanted == guideline.speciale);
        guideline.question(id).filter(|_| here).map(|(ix, question)| (place, ix, question.clone()))
    });
    let Some((part, ix, question)) = place else {
        let all = session.parts.iter().flat_map(|part| &part.compiled.guideline().questions);
        let near = crate::guideline::ids::did_you_mean(id, all.map(|question| question.id.as_str()));
        let help = near.unwrap_or_else(|| "brug id'et på et af retningslinjens spørgsmål".to_owned());
        return Err(wrong(format!("der er ikke noget spørgsmål `{key}`"), &help));
    };
    let given = value_of(&question, value)?;
    let now = session.parts.get(part).and_then(|part| part.standings().get(ix.0).cloned());
    let to = match given {
        Given::Answer(answer) => {
            session.answer(part, ix, answer);
            answer_words(&question, answer)
        }
        Given::Words(words) => {
            session.say(part, ix, &words);
            words
        }
    };
    let from = now.filter(|now| !matches!(now, Standing::NotAsked | Standing::DoesNotApply));
    Ok(Assumed { question: key.to_owned(), from: from.map(|now| now.words(&question)), to, applies: true })
}

fn value_of(question: &Question, text: &str) -> Result<Given, NoOutcome> {
    let saved = match &question.kind {
        Kind::Multi(_) if text != crate::case::UNKNOWN => {
            let list = text.trim_start_matches('[').trim_end_matches(']');
            SavedValue::Many(list.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect())
        }
        Kind::Number { .. } => text.parse().map_or_else(|_| SavedValue::Text(text.to_owned()), SavedValue::Number),
        _ => SavedValue::Text(text.to_owned()),
    };
    Ok(saved.given(question)?)
}
