//! `visit-follow/1`. Its own structs: what a program reads stays the same when the computation changes.

use serde::Serialize;
use visitation::follow::{Cause, Follow, Measured, Movement, Turnover};
use visitation::guideline::wording::statement::lower_first;

use super::words;

/// The whole output.
#[derive(Debug, Serialize)]
pub struct FollowV1 {
    format: &'static str,
    /// The days of both files.
    dates: [String; 2],
    level: LevelV1,
    goals: Vec<GoalV1>,
    answers: Vec<AnswerV1>,
    criteria: TurnoverV1,
    advice: TurnoverV1,
}

#[derive(Debug, Serialize)]
struct LevelV1 {
    before: Option<String>,
    old_answers_new_rules: Option<String>,
    now: Option<String>,
    cause: &'static str,
    /// The possible ones: several are doubt, none a contradiction.
    possible: PossibleV1,
}

#[derive(Debug, Serialize)]
struct PossibleV1 {
    before: Vec<String>,
    old_answers_new_rules: Vec<String>,
    now: Vec<String>,
}

#[derive(Debug, Serialize)]
struct GoalV1 {
    id: String,
    theme: String,
    before: Option<String>,
    now: Option<String>,
    expected: String,
    movement: &'static str,
    expected_reached: Option<bool>,
    /// Why it was not measured, in Danish.
    not_measured: Option<&'static str>,
    /// What a person wrote: `ja`, `delvist`, `nej`, `ikke_vurderet`.
    written: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct AnswerV1 {
    question: String,
    before: String,
    now: String,
}

#[derive(Debug, Serialize)]
struct TurnoverV1 {
    gained: Vec<String>,
    lost: Vec<String>,
}

impl FollowV1 {
    /// The output.
    #[must_use]
    pub fn of(follow: &Follow) -> Self {
        let levels = &follow.levels;
        let only = |ids: &Vec<String>| if let [only] = ids.as_slice() { Some(only.clone()) } else { None };
        let level = LevelV1 {
            before: only(&levels.before),
            old_answers_new_rules: only(&levels.old_answers_new_rules),
            now: only(&levels.now),
            cause: match levels.cause {
                Cause::Answers => "answers",
                Cause::Rules => "rules",
                Cause::Both => "both",
                Cause::None => "none",
            },
            possible: PossibleV1 {
                before: levels.before.clone(),
                old_answers_new_rules: levels.old_answers_new_rules.clone(),
                now: levels.now.clone(),
            },
        };
        let answers = follow.changed.iter().map(|change| AnswerV1 {
            question: change.question.clone(),
            before: lower_first(&change.before.0),
            now: lower_first(&change.now.0),
        });
        Self {
            format: "visit-follow/1",
            dates: [follow.days.0.to_string(), follow.days.1.to_string()],
            level,
            goals: follow.goals.iter().map(goal).collect(),
            answers: answers.collect(),
            criteria: turnover(&follow.criteria),
            advice: turnover(&follow.advice),
        }
    }
}

fn goal(one: &Measured) -> GoalV1 {
    let known = visitation::follow::goal::FULFILLED;
    let fulfilled = one.written.as_ref().map(|written| written.fulfilled);
    GoalV1 {
        id: one.goal.id.clone(),
        theme: one.goal.theme.clone(),
        before: one.before.as_ref().map(|step| step.id.clone()),
        now: one.now.as_ref().map(|step| step.id.clone()),
        expected: one.goal.expected.clone(),
        movement: match one.movement {
            Movement::Better => "better",
            Movement::Same => "same",
            Movement::Worse => "worse",
            Movement::Unknown => "unknown",
        },
        expected_reached: one.expected_reached,
        not_measured: one.gap.map(words::gap),
        written: known.iter().find(|(_, word)| Some(*word) == fulfilled).map(|(word, _)| *word),
    }
}

fn turnover(turnover: &Turnover) -> TurnoverV1 {
    let names = |list: &[(String, String)]| list.iter().map(|(speciale, id)| format!("{speciale}.{id}")).collect();
    TurnoverV1 { gained: names(&turnover.gained), lost: names(&turnover.lost) }
}
