//! national.yaml, checked.

use super::advice::{self, Catalogues};
use super::condition::{Place, Scope};
use super::names::Names;
use super::question::{self, Scales};
use super::transition;
use crate::guideline::condition::Condition;
use crate::guideline::finding::Findings;
use crate::guideline::national::{Adviser, Deadline, FreeDays, Hjemmel, Level, National, Raadgivning, Scale};
use crate::guideline::question::{Question, QuestionIx};
use crate::guideline::raw::condition::RawCondition;
use crate::guideline::raw::national::{RawDeadline, RawNational};

/// Checks everything; what is invalid has been reported, and the value is then not used.
pub fn resolve(raw: RawNational, sha256: String, findings: &mut Findings) -> National {
    let level_names = names("niveauet", raw.levels.iter().map(|level| &level.id), findings);
    let law_names = names("loven", raw.laws.iter().map(|law| &law.id), findings);
    let adviser_names = names("rådgiveren", raw.advisers.iter().map(|adviser| &adviser.id), findings);
    let scale_names = names("skalaen", raw.scales.iter().map(|scale| &scale.id), findings);
    let mut question_names = Names::of("spørgsmålet");
    for (place, question) in raw.questions.iter().enumerate() {
        question_names.add_usable(&question.id, place, findings);
    }
    let scales = scales(&raw, findings);
    let mut questions: Vec<Question> = raw
        .questions
        .iter()
        .map(|raw| question::resolve(raw, &Scales { names: &scale_names, list: &scales }, findings))
        .map(|question| Question { shared: true, ..question })
        .collect();
    let conditions: Vec<_> = raw.questions.iter().map(|question| question.applies_when.clone()).collect();
    apply_conditions(&mut questions, &question_names, &conditions, findings);
    let scope = |place| Scope {
        questions: &questions,
        question_names: &question_names,
        concept_names: None,
        calculations: None,
        place,
    };
    let lists = Catalogues { laws: &law_names, advisers: &adviser_names, references: None };
    names("pligten", raw.advice.iter().map(|advice| &advice.id), findings);
    let advice: Vec<Raadgivning> = raw
        .advice
        .iter()
        .map(|raw| advice::resolve(raw, &scope(Place::NationalAdvice(&level_names)), &lists, findings))
        .collect();
    let limit_names = names("fristen", raw.deadlines.iter().map(|deadline| &deadline.id), findings);
    let deadlines = raw.deadlines.iter().map(|raw| deadline(raw, &scope(Place::Plain), &law_names, findings)).collect();
    names("overgangen", raw.transitions.iter().map(|transition| &transition.id), findings);
    let plain = scope(Place::Plain);
    let transitions = raw.transitions.iter();
    let transitions = transitions.map(|raw| transition::resolve(raw, &plain, (&limit_names, &law_names), findings));
    let transitions = transitions.collect();
    let for_whom =
        raw.laws.iter().map(|law| law.for_whom.as_ref().map(|when| scope(Place::Plain).resolve(when, findings)));
    let for_whom: Vec<Option<Condition>> = for_whom.collect();
    let mut national =
        National { advice, deadlines, transitions, ..catalogue(raw, scales, questions, sha256, findings) };
    for (law, for_whom) in national.laws.iter_mut().zip(for_whom) {
        law.for_whom = for_whom;
    }
    national
}

fn names<'a>(
    what: &'static str,
    ids: impl Iterator<Item = &'a crate::guideline::raw::Located<String>>,
    findings: &mut Findings,
) -> Names {
    let mut names = Names::of(what);
    for (place, id) in ids.enumerate() {
        names.add(id, place, findings);
    }
    names
}

fn scales(raw: &RawNational, findings: &mut Findings) -> Vec<Scale> {
    raw.scales.iter().for_each(|scale| question::excludes_nothing(&scale.steps, findings));
    raw.scales
        .iter()
        .map(|scale| Scale {
            id: scale.id.value.clone(),
            title: scale.title.clone(),
            steps: question::choices(&scale.steps, "trinnet", findings),
            span: scale.span,
        })
        .collect()
}

/// Resolves each question's `spørg_når`, which may only name earlier questions.
fn apply_conditions(
    questions: &mut [Question],
    question_names: &Names,
    conditions: &[Option<RawCondition>],
    findings: &mut Findings,
) {
    for (place, raw) in conditions.iter().enumerate() {
        let Some(raw) = raw else { continue };
        let scope = Scope { questions, question_names, concept_names: None, calculations: None, place: Place::Plain };
        let condition = scope.resolve(raw, findings);
        let mut later = Vec::new();
        condition.visit_questions(&mut |QuestionIx(named)| later.extend((named >= place).then_some(named)));
        if let Some(named) = later.first().and_then(|named| questions.get(*named)) {
            let message = format!("`spørg_når` bruger `{}`, som først kommer bagefter", named.id);
            findings.error("later-question", raw.span, message, "flyt spørgsmålet op foran");
        }
        if let Some(question) = questions.get_mut(place) {
            question.applies_when = Some(condition);
        }
    }
}

fn deadline(raw: &RawDeadline, scope: &Scope<'_>, laws: &Names, findings: &mut Findings) -> Deadline {
    for law in &raw.laws {
        laws.expect(law, "unknown-law", findings);
    }
    Deadline {
        id: raw.id.value.clone(),
        about: raw.about.clone().unwrap_or_else(|| raw.id.value.clone()),
        when: raw.when.as_ref().map(|when| scope.resolve(when, findings)),
        term: raw.term.clone(),
        met_by: raw.met_by,
        laws: raw.laws.iter().map(|law| law.value.clone()).collect(),
        span: raw.span,
    }
}

/// The lists that are taken over as they are.
fn catalogue(
    raw: RawNational,
    scales: Vec<Scale>,
    questions: Vec<Question>,
    sha256: String,
    findings: &Findings,
) -> National {
    let levels = raw.levels.into_iter().map(|level| Level {
        title: level.title.unwrap_or_else(|| level.id.value.clone()),
        id: level.id.value,
        description: level.description,
    });
    let laws = raw.laws.into_iter().map(|law| Hjemmel {
        id: law.id.value,
        act: law.act,
        section: law.section,
        about: law.about,
        consolidation: law.consolidation,
        checked: law.checked,
        url: law.url,
        verified: law.verified,
        text_seen: law.text_seen,
        period: law.period,
        for_whom: None,
        span: law.span,
    });
    let advisers = raw.advisers.into_iter().map(|adviser| Adviser {
        name: adviser.name.unwrap_or_else(|| adviser.id.value.clone()),
        id: adviser.id.value,
        contact: adviser.contact,
        span: adviser.span,
    });
    National {
        levels: levels.collect(),
        scales,
        questions,
        laws: laws.collect(),
        advisers: advisers.collect(),
        advice: Vec::new(),
        deadlines: Vec::new(),
        transitions: Vec::new(),
        edition: raw.edition,
        free_days: FreeDays { holidays: raw.holidays, days_off: raw.days_off },
        shelf: raw.shelf,
        regions: raw.regions,
        source: findings.source().clone(),
        sha256,
    }
}
