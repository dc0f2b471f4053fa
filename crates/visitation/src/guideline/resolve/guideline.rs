//! A guideline, checked against itself and against national.yaml.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Place as FilePlace;
use super::advice::{self, Catalogues, carry_over};
use super::concepts;
use super::condition::{Calculations, Place, Scope};
use super::names::Names;
use super::questions::{self, Placed};
use crate::guideline::condition::{Condition, ConditionKind, LevelIx};
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::national::{National, Raadgivning};
use crate::guideline::question::{Kind, Question, QuestionIx};
use crate::guideline::raw::Located;
use crate::guideline::raw::condition::RawCondition;
use crate::guideline::raw::guideline::{RawCriterion, RawFollowUp, RawGuideline};
use crate::guideline::{Calculation, Concept, Criterion, FollowUp, Guideline, Never, Reference, Status};

/// Checks everything; `None` when the base level is unknown. What is invalid has been reported.
pub fn resolve(
    raw: RawGuideline,
    national: &Arc<National>,
    sha256: String,
    findings: &mut Findings,
) -> Option<Guideline> {
    check_file_ids(&raw, findings);
    let catalogues = Lists::new(&raw, national, findings);
    let lists = catalogues.borrow();
    let mut placed = questions::place(&raw, national, findings);
    let concept_order = concept_names(&raw, &placed, findings);
    let calculation_names = calculation_names(&raw, &placed, &concept_order.names, findings);
    let calculations = resolve_calculations(&raw, &placed, findings);
    let named = Calculations { names: &calculation_names, list: &calculations };
    let concepts = resolve_concepts(&raw, &concept_order, &placed, named, findings);
    questions::apply_conditions(&raw, &mut placed, &concept_order.names, &concepts, named, findings);
    let Placed { questions, names: question_names, carried } = placed;
    let scope = |place| Scope {
        questions: &questions,
        question_names: &question_names,
        concept_names: Some(&concept_order.names),
        calculations: Some(named),
        place,
    };
    let plain = scope(Place::Plain);
    let never = raw.never.iter().map(|rule| Never {
        when: plain.resolve(&rule.when, findings),
        because: rule.because.clone(),
        implied: false,
        span: rule.span,
    });
    let never = never.chain(exclusions(&questions)).collect();
    let levels = level_names(national);
    let criteria = resolve_criteria(&raw.criteria, &plain, &levels, &lists, findings);
    let mut advice = national_advice(national, &carried);
    let own = scope(Place::Advice(&levels));
    advice.extend(raw.advice.iter().map(|raw| advice::resolve(raw, &own, &lists, findings)));
    check_advice_ids(&raw, national, findings);
    let follow_up = raw.follow_up.as_ref().map(|raw| resolve_follow_up(raw, national, &levels, findings));
    let base_level = levels.need(&raw.base_level, findings).map(LevelIx);
    let relevant_when = raw.relevant_when.as_ref().map(|raw| resolve_relevance(raw, national, findings));
    Some(Guideline {
        title: raw.title.unwrap_or_else(|| raw.speciale.value.clone()),
        speciale: raw.speciale.value,
        version: raw.version.value,
        valid_from: raw.valid_from.value,
        valid_to: raw.valid_to.map(|date| date.value),
        status: raw.status.unwrap_or(Status::Draft),
        publisher: raw.publisher,
        target_group: raw.target_group,
        relevant_when,
        references: catalogues.list,
        questions,
        concepts,
        calculations,
        never,
        base_level: base_level?,
        criteria,
        advice,
        follow_up,
        complete: raw.complete.unwrap_or(false),
        national: national.clone(),
        source: findings.source().clone(),
        sha256,
    })
}

/// A case is replayed from the file that its speciale and version name.
pub(super) fn check_place(raw: &RawGuideline, place: FilePlace<'_>, findings: &mut Findings) {
    let names = [("mappen", &raw.speciale, place.speciale), ("filen", &raw.version, place.version)];
    for (what, written, expected) in names {
        if written.value != expected {
            let message = format!("her står `{}`, men {what} hedder `{expected}`", written.value);
            findings.error("wrong-file-name", written.span, message, "ret navnet det ene af stederne");
        }
    }
}

/// The national duties, about the same questions at their places here.
fn national_advice(national: &National, carried: &BTreeMap<QuestionIx, QuestionIx>) -> Vec<Raadgivning> {
    let at = |question: QuestionIx| carried.get(&question).copied().unwrap_or(question);
    let duties = national.advice.iter();
    duties.map(|duty| Raadgivning { when: carry_over(&duty.when, &at), ..duty.clone() }).collect()
}

fn check_advice_ids(raw: &RawGuideline, national: &National, findings: &mut Findings) {
    let mut names = known("pligten", national.advice.iter().map(|duty| duty.id.as_str()));
    for (place, advice) in raw.advice.iter().enumerate() {
        names.add(&advice.id, place, findings);
    }
}

/// `relevant_når` rests on the shared questions alone: it is asked before the speciale is chosen.
fn resolve_relevance(raw: &RawCondition, national: &National, findings: &mut Findings) -> Condition {
    let question_names = questions::national_names(national);
    let (questions, place) = (&national.questions, Place::Plain);
    let scope = Scope { questions, question_names: &question_names, concept_names: None, calculations: None, place };
    scope.resolve(raw, findings)
}

fn check_file_ids(raw: &RawGuideline, findings: &mut Findings) {
    for id in [&raw.speciale, &raw.version] {
        if !ids::is_file_id(&id.value) {
            let message = format!("`{}` kan ikke være navnet på en fil", id.value);
            findings.error("bad-id", id.span, message, "brug a-z, 0-9, `-` og `.`, med et bogstav eller tal først");
        }
    }
}

/// The names that criteria and duties refer to.
struct Lists {
    list: Vec<Reference>,
    references: Names,
    laws: Names,
    advisers: Names,
}

impl Lists {
    fn new(raw: &RawGuideline, national: &National, findings: &mut Findings) -> Self {
        let mut references = Names::of("kilden");
        for (place, reference) in raw.references.iter().enumerate() {
            references.add(&reference.id, place, findings);
        }
        let list = raw.references.iter().map(|raw| Reference {
            id: raw.id.value.clone(),
            title: raw.title.clone(),
            publisher: raw.publisher.clone(),
            year: raw.year,
            url: raw.url.clone(),
            verified: raw.verified,
            span: raw.span,
        });
        Self {
            list: list.collect(),
            references,
            laws: known("loven", national.laws.iter().map(|law| law.id.as_str())),
            advisers: known("rådgiveren", national.advisers.iter().map(|adviser| adviser.id.as_str())),
        }
    }

    fn borrow(&self) -> Catalogues<'_> {
        Catalogues { laws: &self.laws, advisers: &self.advisers, references: Some(&self.references) }
    }
}

/// Names that are known to be well-formed and unique.
pub(super) fn known<'a>(what: &'static str, ids: impl Iterator<Item = &'a str>) -> Names {
    let mut names = Names::of(what);
    for (place, id) in ids.enumerate() {
        names.insert(id, place);
    }
    names
}

fn level_names(national: &National) -> Names {
    known("niveauet", national.levels.iter().map(|level| level.id.as_str()))
}

struct ConceptOrder {
    names: Names,
    /// Places in the file, in the order of [`crate::guideline::condition::ConceptIx`].
    order: Vec<usize>,
}

fn concept_names(raw: &RawGuideline, placed: &Placed, findings: &mut Findings) -> ConceptOrder {
    let mut by_file = Names::of("begrebet");
    for (place, concept) in raw.concepts.iter().enumerate() {
        by_file.add_usable(&concept.id, place, findings);
        if placed.names.get(&concept.id.value).is_some() {
            let message = format!("`{}` er allerede et spørgsmål", concept.id.value);
            findings.error("duplicate-id", concept.id.span, message, "giv begrebet et andet id");
        }
    }
    let order = concepts::order(&raw.concepts, &by_file, findings);
    let mut names = Names::of("begrebet");
    for (new, old) in order.iter().enumerate() {
        if let Some(concept) = raw.concepts.get(*old) {
            names.insert(&concept.id.value, new);
        }
    }
    // Concepts in a ring keep a name, so that using one is not reported as unknown as well.
    for (new, concept) in raw.concepts.iter().enumerate() {
        if names.get(&concept.id.value).is_none() {
            names.insert(&concept.id.value, order.len() + new);
        }
    }
    ConceptOrder { names, order }
}

/// The calculations' ids, of which none may name a question or a concept too.
fn calculation_names(raw: &RawGuideline, placed: &Placed, concepts: &Names, findings: &mut Findings) -> Names {
    let mut names = Names::of("beregningen");
    for (place, calculation) in raw.calculations.iter().enumerate() {
        let id = &calculation.id;
        names.add_usable(id, place, findings);
        let taken = [(&placed.names, "et spørgsmål"), (concepts, "et begreb")];
        if let Some((_, what)) = taken.iter().find(|(names, _)| names.get(&id.value).is_some()) {
            let message = format!("`{}` er allerede {what}", id.value);
            findings.error("duplicate-id", id.span, message, "giv beregningen et andet id");
        }
    }
    names
}

/// Each may name those before it.
fn resolve_calculations(raw: &RawGuideline, placed: &Placed, findings: &mut Findings) -> Vec<Calculation> {
    let mut names = Names::of("beregningen");
    let mut list: Vec<Calculation> = Vec::new();
    for (place, calculation) in raw.calculations.iter().enumerate() {
        let scope = Scope {
            questions: &placed.questions,
            question_names: &placed.names,
            concept_names: None,
            calculations: Some(Calculations { names: &names, list: &list }),
            place: Place::Plain,
        };
        let terms = scope.terms(&calculation.terms, findings).unwrap_or_default();
        names.insert(&calculation.id.value, place);
        let (id, meaning) = (calculation.id.value.clone(), calculation.meaning.clone());
        list.push(Calculation { id, meaning, terms, span: calculation.id.span });
    }
    list
}

/// What `udelukker: ja` says: the option is not chosen together with another one of the question.
fn exclusions(questions: &[Question]) -> impl Iterator<Item = Never> {
    questions.iter().enumerate().flat_map(|(place, asked)| {
        let choices = if let Kind::Multi(choices) = &asked.kind { choices.as_slice() } else { &[] };
        let has = move |option| Condition::new(ConditionKind::Has { question: QuestionIx(place), option }, asked.span);
        let alone = choices.iter().enumerate().filter(|(_, choice)| choice.excludes && choices.len() > 1);
        alone.map(move |(option, choice)| {
            let others = (0..choices.len()).filter(|other| *other != option).map(has).collect();
            let others = Condition::new(ConditionKind::Any(others), asked.span);
            let when = Condition::new(ConditionKind::All(vec![has(option), others]), asked.span);
            let because = Some(format!("svaret ”{}” udelukker de andre svar", choice.text));
            Never { when, because, implied: true, span: asked.span }
        })
    })
}

fn resolve_concepts(
    raw: &RawGuideline,
    order: &ConceptOrder,
    placed: &Placed,
    calculations: Calculations<'_>,
    findings: &mut Findings,
) -> Vec<Concept> {
    let scope = Scope {
        questions: &placed.questions,
        question_names: &placed.names,
        concept_names: Some(&order.names),
        calculations: Some(calculations),
        place: Place::Plain,
    };
    let in_order = order.order.iter().filter_map(|place| raw.concepts.get(*place));
    in_order
        .map(|concept| Concept {
            id: concept.id.value.clone(),
            meaning: concept.meaning.clone(),
            when: scope.resolve(&concept.when, findings),
            span: concept.id.span,
        })
        .collect()
}

fn resolve_criteria(
    raw: &[RawCriterion],
    scope: &Scope<'_>,
    levels: &Names,
    lists: &Catalogues<'_>,
    findings: &mut Findings,
) -> Vec<Criterion> {
    let mut names = Names::of("kriteriet");
    let mut criteria = Vec::new();
    for (place, criterion) in raw.iter().enumerate() {
        names.add(&criterion.id, place, findings);
        for law in &criterion.laws {
            lists.laws.expect(law, "unknown-law", findings);
        }
        if let (Some(source), Some(references)) = (&criterion.source, lists.references) {
            references.expect(source, "unknown-source", findings);
        }
        let when = scope.resolve(&criterion.when, findings);
        let Some(level) = levels.need(&criterion.level, findings) else { continue };
        criteria.push(Criterion {
            id: criterion.id.value.clone(),
            level: LevelIx(level),
            when,
            because: criterion.because.as_ref().map(|text| text.value.clone()),
            source: criterion.source.as_ref().map(|name| name.value.clone()),
            laws: criterion.laws.iter().map(|law| law.value.clone()).collect(),
            verified: criterion.verified,
            span: criterion.id.span,
        });
    }
    criteria
}

fn resolve_follow_up(raw: &RawFollowUp, national: &National, levels: &Names, findings: &mut Findings) -> FollowUp {
    let per_level: &[(Located<String>, u32)] = match raw {
        RawFollowUp::Same(months) => return FollowUp { months: vec![Some(*months); national.levels.len()] },
        RawFollowUp::PerLevel(per_level) => per_level,
    };
    let mut months = vec![None; national.levels.len()];
    for (level, number) in per_level {
        if let Some(slot) = levels.need(level, findings).and_then(|place| months.get_mut(place)) {
            *slot = Some(*number);
        }
    }
    FollowUp { months }
}
