//! The time limits of a consultation: which of the national ones concern the citizen, by the shared answers alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::triage::guideline_of;
use super::{Consultation, Outcome, Part, known};
use crate::case::Case;
use crate::case::assessment_v1::{DeadlineV1, StepV1, TransitionV1};
use crate::case::dates::{self, Dated, StepNote};
use crate::engine::assess::Compiled;
use crate::engine::outcome::State as Holds;
use crate::guideline::Guideline;
use crate::guideline::answers::Answers;
use crate::guideline::condition::Condition;
use crate::guideline::national::National;
use crate::guideline::question::{Question, QuestionIx};
use crate::guideline::term::Anchor;
use crate::time::deadline::State;
use crate::time::facts::{Fact, Facts, Noted, NotedSteps};
use crate::time::lines::{self, Line};
use crate::time::transitions::{self, InPlay, Standing};

/// Every time limit of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// The nearest first; those that wait for an answer last.
    pub lines: Vec<Line>,
    /// The transitions in play; those that wait for answers only once all of them have been asked for.
    pub transitions: Vec<InPlay>,
    /// The questions that the waiting ones wait for.
    pub waits_for: Vec<String>,
    /// Their ids.
    pub waits_for_ids: Vec<String>,
    /// All of those have been asked, and the answers are not known.
    pub asked: bool,
}

impl Limits {
    /// Is the limit told as a step of a transition that concerns the citizen?
    #[must_use]
    pub fn is_step(&self, line: &Line) -> bool {
        let told = self.transitions.iter().filter(|one| !one.open).flat_map(|one| &one.steps);
        told.filter_map(|step| step.limit.as_ref()).any(|id| *id == line.id)
    }

    /// As programs read them. What waits for an answer has no day, and `missing` names the questions.
    #[must_use]
    pub fn machine_output(&self) -> Vec<DeadlineV1> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let one = |line: &Line| {
            let found = &line.computed;
            let known = if line.open { None } else { Some(found) };
            let state = known.map_or(State::Unknown, |found| found.state);
            let missing = match known {
                Some(found) => found.missing.map(|anchor| anchor.id().to_owned()),
                None => Some(self.waits_for_ids.join(", ")),
            };
            DeadlineV1 {
                id: line.id.clone(),
                state: state.text().to_owned(),
                day: known.and_then(|found| day(found.day)),
                plan_by: known.and_then(|found| day(found.plan_by)),
                safe_day: known.and_then(|found| day(found.safe_day)),
                whose: line.term.whose.map(|whose| whose.id().to_owned()),
                anchor: line.term.anchor.id().to_owned(),
                missing,
                party: found.party.clone(),
            }
        };
        self.lines.iter().map(one).collect()
    }

    /// The transitions as programs read them.
    #[must_use]
    pub fn transitions_output(&self) -> Vec<TransitionV1> {
        let step = |step: &Standing| StepV1 {
            id: step.step.id.clone(),
            what: step.step.what.clone(),
            state: step.state_text().to_owned(),
            day: step.computed.as_ref().and_then(|one| one.day).map(|day| day.to_string()),
            plan_by: step.computed.as_ref().and_then(|one| one.plan_by).map(|day| day.to_string()),
            done: step.noted.done.map(|day| day.to_string()),
            duty: step.step.duty.into(),
            basis: step.step.basis.map(Into::into),
            whose: step.whose.map(|whose| whose.id().to_owned()),
            deadline: step.limit.clone(),
            missing: step.missing().map(|anchor| anchor.id().to_owned()),
            missing_points: step.lacks.clone(),
        };
        let one = |one: &InPlay| TransitionV1 {
            id: one.transition.id.clone(),
            title: one.transition.title.clone(),
            open: one.open,
            waits_for: one.waits_for.iter().map(|(id, _)| id.clone()).collect(),
            steps: one.steps.iter().map(step).collect(),
        };
        self.transitions.iter().map(one).collect()
    }
}

/// What decides whether each of the national limits concerns a citizen, made ready.
#[must_use]
pub fn ready(national: &Arc<National>) -> Compiled {
    Compiled::new(guideline_of(national, &lines::conditions(national)), 1)
}

/// The shared questions that decide which of the time limits run, in file order.
#[must_use]
pub fn questions(ready: &Compiled) -> Vec<&Question> {
    let guideline = ready.guideline();
    let mut named = BTreeSet::new();
    for duty in &guideline.advice {
        guideline.visit_all_questions(&duty.when, &mut |ix: QuestionIx| {
            named.insert(ix.0);
        });
    }
    named.into_iter().filter_map(|place| guideline.questions.get(place)).collect()
}

/// Fills in what an open transition waits for; `false`: some of it has not been asked, and nothing is told of it.
fn has_been_asked(transition: &mut InPlay, guideline: &Guideline, answers: &Answers) -> bool {
    let mut waits = BTreeSet::new();
    if let Some(when) = &transition.transition.when {
        guideline.visit_all_questions(when, &mut |ix: QuestionIx| {
            if !matches!(answers.get(ix.0), Some(Some(answer)) if !answer.is_open()) {
                waits.insert(ix.0);
            }
        });
    }
    let named = waits.iter().filter_map(|place| guideline.questions.get(*place));
    transition.waits_for = named.map(|question| (question.id.clone(), question.text.trim().to_owned())).collect();
    waits.iter().all(|place| matches!(answers.get(*place), Some(Some(answer)) if answer.is_open()))
}

/// What a case tells about time.
#[must_use]
pub fn facts(dated: &[Dated<'_>], done: &[(&str, Date)], steps: &[StepNote<'_>]) -> Facts {
    let mut facts = Facts::default();
    for one in dated {
        if let Some(anchor) = Anchor::of(one.event) {
            // The assessment has one day, and whatever stands first is it.
            if anchor == Anchor::Assessment && facts.first(anchor).is_some() {
                continue;
            }
            facts.add(anchor, Fact { party: one.party.map(str::to_owned), day: one.day });
        }
    }
    facts.done = done.iter().map(|(id, day)| ((*id).to_owned(), *day)).collect();
    facts.steps = noted(steps);
    facts
}

/// What several notes say of one step adds up; of a day the latest note counts.
fn noted(steps: &[StepNote<'_>]) -> NotedSteps {
    let mut all = NotedSteps::new();
    for note in steps {
        let one: &mut Noted = all.entry((note.transition.to_owned(), note.step.to_owned())).or_default();
        one.done = note.done.or(one.done);
        one.not_applicable = note.not_applicable;
        one.reason = note.reason.map(str::to_owned);
        one.points.extend(note.points.iter().cloned());
    }
    all
}

/// The same of a saved case.
#[must_use]
pub fn facts_of(case: &Case) -> Facts {
    facts(&dates::of_case(case), &dates::done(case.additions()), &dates::steps(case.additions()))
}

impl Consultation {
    /// The same case as it is asked: after the guidelines come the shared questions that decide which time limits run.
    /// `ready` is made by [`ready()`] of its national file.
    #[must_use]
    pub fn asking_limits(mut self, ready: Arc<Compiled>) -> Self {
        let answers = self.shared_answers(&ready);
        self.parts.push(Part { answers, ..Part::new(ready) });
        self
    }

    /// Takes back what [`Consultation::asking_limits`] put there; the answers given meanwhile stay.
    #[must_use]
    pub fn without_limits(mut self) -> Self {
        let Some(last) = self.parts.pop_if(|part| part.asks_limits()) else { return self };
        let unasked: BTreeSet<String> = self.unasked().into_iter().map(|question| question.id.clone()).collect();
        let given = last.compiled.guideline().questions.iter().zip(&last.answers);
        let given = given.filter(|(question, _)| unasked.contains(&question.id));
        self.shared.extend(given.filter_map(|(question, answer)| Some((question.id.clone(), (*answer)?))));
        self
    }

    /// The time limits of this case. `ready` is made by [`ready`] of its national file; `today` is when one looks.
    #[must_use]
    pub fn limits(&self, outcome: &Outcome, ready: &Compiled, facts: &Facts, today: Date) -> Limits {
        let answers = self.shared_answers(ready);
        let Ok(assessment) = ready.assess(&known(&answers)) else { return Limits::default() };
        let guideline = ready.guideline();
        let open: Vec<_> = assessment.open_questions.iter().filter_map(|ix| guideline.questions.get(ix.0)).collect();
        let waits_for = open.iter().map(|question| format!("”{}”", question.text.trim())).collect();
        let waits_for_ids = open.iter().map(|question| question.id.clone()).collect();
        let asked = |ix: &QuestionIx| matches!(answers.get(ix.0), Some(Some(answer)) if answer.is_open());
        let asked = assessment.open_questions.iter().all(asked);
        let parts: Vec<(_, &[Holds])> = self
            .parts
            .iter()
            .zip(&outcome.parts)
            .map(|(part, reasoned)| (part.compiled.guideline(), reasoned.assessment.advice.as_slice()))
            .collect();
        let national = &guideline.national;
        let lines = lines::lines(national, &assessment.advice, &parts, facts, today);
        let states = assessment.advice.get(national.deadlines.len()..).unwrap_or_default();
        let mut transitions = transitions::in_play(national, states, facts, today);
        transitions.retain_mut(|transition| !transition.open || has_been_asked(transition, guideline, &answers));
        Limits { lines, transitions, waits_for, waits_for_ids, asked }
    }

    /// The ids of laws that do not hold for this citizen, or not on this day: no text names them.
    #[must_use]
    pub fn foreign_laws(&self, national: &Arc<National>, day: Date) -> BTreeSet<String> {
        let whom: Vec<Option<Condition>> = national.laws.iter().map(|law| law.for_whom.clone()).collect();
        let ready = Compiled::new(guideline_of(national, &whom), 1);
        let Ok(assessment) = ready.assess(&known(&self.shared_answers(&ready))) else { return BTreeSet::new() };
        let laws = national.laws.iter().zip(&assessment.advice);
        let foreign = laws.filter(|(law, holds)| **holds == Holds::Never || !law.period.holds(day));
        foreign.map(|(law, _)| law.id.clone()).collect()
    }

    /// The answers to the shared questions, whoever asked them.
    fn shared_answers(&self, ready: &Compiled) -> Answers {
        let mut answers: Answers = vec![None; ready.guideline().questions.len()];
        let asked = self.parts.iter().flat_map(|part| part.compiled.guideline().questions.iter().zip(&part.answers));
        let asked = asked.filter(|(question, _)| question.shared).filter_map(|(q, answer)| Some((&q.id, (*answer)?)));
        for (id, answer) in asked.chain(self.shared.iter().map(|(id, answer)| (id, *answer))) {
            let place = ready.guideline().question(id).map(|(ix, _)| ix.0);
            if let Some(slot) = place.and_then(|place| answers.get_mut(place)) {
                *slot = Some(answer);
            }
        }
        answers
    }
}
