//! The differences for programs: `visit-diff/1`. Its structs are its own, so that the engine can change without it.
//!
//! Counts are texts: they may have more digits than a number in JSON can be relied on to keep.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use serde::Serialize;

use super::Diff;
use super::cases::CaseResult;
use super::fields::Field;
use super::items::{Event, Item};
use super::numbers::share;
use super::page::question_id;
use crate::session::answers_text::named;
use visitation::case::SavedValue;
use visitation::engine::compare::Shown;
use visitation::engine::compare::doubt::{Doubt, DoubtChange};
use visitation::engine::compare::joint::Side;
use visitation::engine::compare::texts::QuestionChange;
use visitation::engine::compare::witness::own_answers;
use visitation::guideline::Guideline;
use visitation::guideline::condition::LevelIx;

/// The whole output.
#[derive(Debug, Serialize)]
pub struct DiffV1 {
    format: &'static str,
    speciale: String,
    old: Compared,
    new: Compared,
    same_meaning: bool,
    combinations: String,
    possible_in_both: String,
    levels: Vec<LevelEntry>,
    /// `null` where it is too much to compute.
    doubt: Option<Vec<DoubtEntry>>,
    advice: Vec<ItemEntry>,
    criteria: Vec<ItemEntry>,
    questions: Vec<QuestionEntry>,
    relevance_changed: bool,
    follow_up_changed: bool,
    /// What people read of the guideline itself otherwise than before.
    fields: Vec<FieldEntry>,
    cases: Vec<CaseEntry>,
}

#[derive(Debug, Serialize)]
struct Compared {
    version: String,
    file: String,
    sha256: String,
}

#[derive(Debug, Serialize)]
struct LevelEntry {
    /// `null`: not possible.
    from: Option<String>,
    to: Option<String>,
    #[serde(flatten)]
    shown: ShownEntry,
}

#[derive(Debug, Serialize)]
struct ShownEntry {
    count: String,
    share: f64,
    /// An answers file for each version.
    example: Option<Example>,
}

#[derive(Debug, Serialize)]
struct Example {
    old: Sheet,
    new: Sheet,
}

#[derive(Debug, Serialize)]
struct Sheet {
    speciale: String,
    svar: BTreeMap<String, SavedValue>,
}

#[derive(Debug, Serialize)]
struct ItemEntry {
    old: Option<String>,
    new: Option<String>,
    changes: Vec<&'static str>,
    fields: Vec<FieldEntry>,
    appears: Option<ShownEntry>,
    disappears: Option<ShownEntry>,
}

/// The share of cases in doubt when this answer alone is unknown.
#[derive(Debug, Serialize)]
struct DoubtEntry {
    question: String,
    old: f64,
    new: f64,
}

#[derive(Debug, Serialize)]
struct QuestionEntry {
    id: String,
    change: &'static str,
    fields: Vec<FieldEntry>,
    /// Answers renamed or exchanged, a Danish sentence each.
    answers: Vec<String>,
}

/// Something that people read, before and now; `null` where there is none.
#[derive(Debug, Serialize)]
struct FieldEntry {
    key: String,
    old: Option<String>,
    new: Option<String>,
}

#[derive(Debug, Serialize)]
struct CaseEntry {
    file: String,
    result: &'static str,
    differences: Vec<String>,
    reason: Option<String>,
}

impl DiffV1 {
    /// The output for some differences.
    #[must_use]
    pub fn of(diff: &Diff) -> Self {
        let changes = &diff.changes;
        let level = |level: Option<LevelIx>| {
            level.and_then(|level| diff.new.national.levels.get(level.0)).map(|level| level.id.clone())
        };
        let levels = changes.levels.iter().map(|change| {
            let possible = change.from.is_some() && change.to.is_some();
            let whole = if possible { &changes.in_both } else { &changes.combinations };
            LevelEntry { from: level(change.from), to: level(change.to), shown: shown(diff, &change.shown, whole) }
        });
        let questions = diff.questions.iter().map(|asked| QuestionEntry {
            id: question_id(diff, asked.place),
            fields: field_entries(&asked.fields),
            answers: asked.answers.clone(),
            change: match asked.change {
                QuestionChange::Added => "added",
                QuestionChange::Gone => "gone",
                QuestionChange::OtherAnswers => "other_answers",
                QuestionChange::AskedElsewhere => "asked_elsewhere",
                QuestionChange::Reworded => "reworded",
            },
        });
        let doubt = changes.doubt.as_ref().map(|list| list.iter().map(|change| doubt_entry(diff, change)).collect());
        Self {
            format: "visit-diff/1",
            speciale: diff.old.speciale.clone(),
            old: version(&diff.old),
            new: version(&diff.new),
            same_meaning: diff.same_meaning(),
            combinations: changes.combinations.to_string(),
            possible_in_both: changes.in_both.to_string(),
            levels: levels.collect(),
            doubt,
            advice: diff.advice.iter().map(|item| item_entry(diff, item)).collect(),
            criteria: diff.criteria.iter().map(|item| item_entry(diff, item)).collect(),
            questions: questions.collect(),
            relevance_changed: diff.relevance,
            follow_up_changed: diff.follow_up,
            fields: field_entries(&diff.fields),
            cases: diff.cases.iter().map(|case| case_entry(&case.file, &case.result)).collect(),
        }
    }
}

fn doubt_entry(diff: &Diff, change: &DoubtChange) -> DoubtEntry {
    let part = |doubt: &Doubt| share(&doubt.doubtful, &doubt.possible);
    DoubtEntry { question: question_id(diff, change.question), old: part(&change.old), new: part(&change.new) }
}

fn version(guideline: &Guideline) -> Compared {
    Compared {
        version: guideline.version.clone(),
        file: guideline.source.name.clone(),
        sha256: guideline.sha256.clone(),
    }
}

fn shown(diff: &Diff, shown: &Shown, whole: &BigUint) -> ShownEntry {
    let sheet = |guideline: &Guideline, side: Side, witness: &_| Sheet {
        speciale: guideline.speciale.clone(),
        svar: named(guideline, &own_answers(&diff.changes.joint, witness, (guideline, side))).collect(),
    };
    let example = shown.witness.as_ref().map(|witness| Example {
        old: sheet(&diff.old, Side::Old, witness),
        new: sheet(&diff.new, Side::New, witness),
    });
    ShownEntry { count: shown.count.to_string(), share: share(&shown.count, whole), example }
}

fn item_entry(diff: &Diff, item: &Item) -> ItemEntry {
    let name = |event: &Event| match event {
        Event::Added => "added",
        Event::Gone => "gone",
        Event::Renamed => "renamed",
        Event::OtherLevel(..) => "other_level",
        Event::OtherTerms => "other_terms",
        Event::Elsewhere => "differs_in_doubt_or_together",
        Event::Reworded => "reworded",
    };
    let entry = |part: &Option<Shown>| part.as_ref().map(|part| shown(diff, part, &diff.changes.in_both));
    ItemEntry {
        old: item.old.clone(),
        new: item.new.clone(),
        changes: item.events.iter().map(name).collect(),
        fields: field_entries(&item.fields),
        appears: entry(&item.appears),
        disappears: entry(&item.disappears),
    }
}

fn field_entries(fields: &[Field]) -> Vec<FieldEntry> {
    let entry = |field: &Field| FieldEntry { key: field.key.clone(), old: field.old.clone(), new: field.new.clone() };
    fields.iter().map(entry).collect()
}

fn case_entry(file: &str, result: &CaseResult) -> CaseEntry {
    let (name, differences, reason) = match result {
        CaseResult::Same => ("same", Vec::new(), None),
        CaseResult::OtherSpeciale => ("other_speciale", Vec::new(), None),
        CaseResult::Differs(what) => ("differs", what.clone(), None),
        CaseResult::Unusable(reason) => ("unusable", Vec::new(), Some(reason.clone())),
    };
    CaseEntry { file: file.to_owned(), result: name, differences, reason }
}
