//! Reads a notes file: what `visit note --from` adds to a case. Every fault is reported, each in its place.
//!
//! ```yaml
//! fakta:
//!   - { id: F1, tekst: …, kilde: …, dato: 2026-11-03 }
//!   - { id: F2, fjern: ja }
//! opfølgning: { dato: 2027-02-01, ansvarlig: … }
//! ```
//!
//! An entry with an id that is there already is corrected in the fields that are named; one without gets the next.
//! What the file does not mention stays as it is, so a file may hold a single correction. `fjern: ja` takes an
//! entry back, `fjern: [felt, …]` some of its fields.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{admits, wanted};
use super::form::{Field, FieldKind, Form, Need, forms};
use super::{Addition, Additions};
use crate::case::value::SavedValue;
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::ids;
use crate::guideline::raw::fields::{self, Fields};
use crate::guideline::raw::yaml::{self, Node, NodeValue};
use crate::guideline::source::{SharedSource, Span};

/// One entry of a notes file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// Put it in, or in the place of the one with the same id.
    Put(Addition),
    /// Take it back.
    Withdraw(Addition),
}

/// What an entry may refer to.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What stands in the case already.
    pub additions: Additions,
    /// The levels' ids.
    pub levels: Vec<String>,
    /// What people call each of them.
    pub level_texts: Vec<String>,
    /// The duties' ids.
    pub duties: Vec<String>,
    /// And whom each says to ask.
    pub duty_texts: Vec<String>,
}

/// Reads a notes file.
///
/// # Errors
/// Every fault of the file, never none.
pub fn read(name: &str, bytes: &[u8], known: &Known) -> Result<Vec<Entered>, Vec<Finding>> {
    let (source, root) = yaml::read(name, bytes)?;
    let mut reader = Reader { findings: Findings::new(source), known, entered: Vec::new(), facts: Vec::new() };
    reader.file(&root);
    reader.references();
    if reader.findings.is_empty() { Ok(reader.entered) } else { Err(reader.findings.into_sorted()) }
}

/// Reads some topics that stand in another file, each with its key.
///
/// # Errors
/// Every fault of them, never none.
pub fn read_topics(source: &SharedSource, topics: &[(&str, Node)]) -> Result<Vec<Entered>, Vec<Finding>> {
    let known = Known::default();
    let findings = Findings::new(source.clone());
    let mut reader = Reader { findings, known: &known, entered: Vec::new(), facts: Vec::new() };
    for (key, node) in topics {
        for form in forms().filter(|form| form.key == *key) {
            reader.many(form, node);
        }
    }
    if reader.findings.is_empty() { Ok(reader.entered) } else { Err(reader.findings.into_sorted()) }
}

struct Reader<'a> {
    findings: Findings,
    known: &'a Known,
    entered: Vec<Entered>,
    /// Ids of facts that are referred to, with where.
    facts: Vec<(String, Span)>,
}

impl Reader<'_> {
    fn file(&mut self, root: &Node) {
        let Some(mut map) = Fields::open(root, "en notefil", &mut self.findings) else { return };
        for form in forms() {
            let Some(node) = map.take(form.key, &mut self.findings) else { continue };
            if !form.has_many() {
                self.entry(form, node, &mut Vec::new());
                continue;
            }
            self.many(form, node);
        }
        map.close(&mut self.findings);
    }

    fn many(&mut self, form: &'static Form, node: &Node) {
        let mut used: Vec<String> = self.known.additions.of(form.topic).map(|entry| entry.id.clone()).collect();
        let mut seen = BTreeSet::new();
        for node in fields::list(node, form.key, &mut self.findings) {
            let before = self.entered.len();
            self.entry(form, node, &mut used);
            if let Some(Entered::Put(new) | Entered::Withdraw(new)) = self.entered.get(before)
                && !seen.insert(new.id.clone())
            {
                let message = format!("`{}` står to gange", new.id.clone().unwrap_or_default());
                self.findings.error("duplicate-id", node.span, message, "giv dem hver sit nummer");
            }
        }
    }

    /// One entry. `used` are the ids that are taken.
    fn entry(&mut self, form: &'static Form, node: &Node, used: &mut Vec<String>) {
        let Some(mut map) = Fields::open(node, form.title, &mut self.findings) else { return };
        let id = if form.has_many() { map.name("id", &mut self.findings) } else { None };
        let known = self.known;
        let at = id.as_ref().map(|id| id.value.as_str()).or((!form.has_many()).then_some(""));
        let there = at.and_then(|id| known.additions.find(form.topic, id));
        let (withdraw, gone) = self.withdrawn(form, &mut map);
        let mut values = there.map(|entry| entry.fields.clone()).unwrap_or_default();
        values.retain(|key, _| !gone.contains(key));
        for field in form.fields {
            let required = field.need == Need::Required && !withdraw && !values.contains_key(field.key);
            let node = if required {
                map.need(field.key, &mut self.findings)
            } else {
                map.take(field.key, &mut self.findings)
            };
            if let Some(value) = node.and_then(|node| self.value(field, node)) {
                values.insert(field.key.to_owned(), value);
            }
        }
        map.close(&mut self.findings);
        let given = id.as_ref().map(|id| id.value.clone());
        if withdraw {
            if there.is_none() {
                let help = "skriv `id` på en, der findes; `visit note SAG --show` viser dem";
                self.findings.error("unknown-id", node.span, "der er intet her at fjerne", help);
                return;
            }
            let addition = Addition { topic: form.topic, id: given, fields: BTreeMap::new() };
            self.entered.push(Entered::Withdraw(addition));
            return;
        }
        // The same words again, without their number, are the same entry.
        let there =
            self.known.additions.of(form.topic).find(|entry| entry.fields == values).map(|entry| entry.id.clone());
        let id = form.has_many().then(|| given.or(there).unwrap_or_else(|| free(form.prefix, used)));
        if let Some(id) = &id {
            if !ids::is_id(id) {
                let message = format!("`{id}` kan ikke være et nummer");
                let help = format!("skriv for eksempel `{}1`", form.prefix);
                self.findings.error("bad-id", node.span, message, help);
            }
            used.push(id.clone());
        }
        self.entered.push(Entered::Put(Addition { topic: form.topic, id, fields: values }));
    }

    /// Whether the entry is taken back; else which of its fields are.
    fn withdrawn(&mut self, form: &'static Form, map: &mut Fields<'_>) -> (bool, Vec<String>) {
        let Some(node) = map.take("fjern", &mut self.findings) else { return (false, Vec::new()) };
        let NodeValue::List(nodes) = &node.value else {
            return (map.yes_no("fjern", &mut self.findings) == Some(true), Vec::new());
        };
        let mut gone = Vec::new();
        for node in nodes {
            let Some(name) = fields::text(node, "fjern", &mut self.findings) else { continue };
            if form.fields.iter().any(|field| field.key == name.value) {
                gone.push(name.value);
            } else {
                let keys: Vec<&str> = form.fields.iter().map(|field| field.key).collect();
                let message = format!("der er intet felt `{}` her at fjerne", name.value);
                let help = format!("skriv {}", ids::alternatives(&keys));
                self.findings.error("unknown-field", node.span, message, help);
            }
        }
        (false, gone)
    }

    fn value(&mut self, field: &'static Field, node: &Node) -> Option<SavedValue> {
        let value = match (field.kind, &node.value) {
            (FieldKind::Texts | FieldKind::Facts, NodeValue::List(nodes)) => {
                let texts = nodes.iter().filter_map(|node| fields::text(node, field.key, &mut self.findings));
                SavedValue::Many(texts.map(|text| text.value).collect())
            }
            (FieldKind::Facts, NodeValue::Text(text)) => SavedValue::Many(vec![text.clone()]),
            (FieldKind::Texts | FieldKind::Facts, _) => return self.wrong(field, node),
            (FieldKind::Kroner, _) => SavedValue::Number(fields::integer(node, field.key, &mut self.findings)?.value),
            (FieldKind::Word(_), NodeValue::Bool(yes)) => {
                SavedValue::Text((if *yes { "ja" } else { "nej" }).to_owned())
            }
            _ => SavedValue::Text(fields::text(node, field.key, &mut self.findings)?.value),
        };
        if admits(field, &value).is_err() || !self.is_known(field, &value) {
            return self.wrong(field, node);
        }
        if crate::case::cpr::looks_like_cpr(&value.to_string()) {
            let help = "brug sagsnummer eller dæknavn; nøglen til personen hører til i kommunens eget fagsystem";
            let message = format!("`{}` ligner et CPR-nummer eller indeholder et, og det gemmes ikke", field.key);
            self.findings.error("cpr-number", node.span, message, help);
            return None;
        }
        if let (FieldKind::Facts, SavedValue::Many(list)) = (field.kind, &value) {
            self.facts.extend(list.iter().map(|id| (id.clone(), node.span)));
        }
        Some(value)
    }

    fn is_known(&self, field: &Field, value: &SavedValue) -> bool {
        let SavedValue::Text(text) = value else { return true };
        match field.kind {
            FieldKind::Level => self.known.levels.contains(text),
            FieldKind::Duty => self.known.duties.contains(text),
            _ => true,
        }
    }

    fn wrong(&mut self, field: &Field, node: &Node) -> Option<SavedValue> {
        let written = self.findings.source().text.get(node.span.start..node.span.end).unwrap_or_default().to_owned();
        let names = |names: &[String]| ids::alternatives(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let wanted = match field.kind {
            FieldKind::Level => names(&self.known.levels),
            FieldKind::Duty if self.known.duties.is_empty() => "intet: sagen peger ikke på nogen rådgivning".to_owned(),
            FieldKind::Duty => names(&self.known.duties),
            kind => wanted(kind),
        };
        let written: String = written.trim().chars().take(40).collect();
        let message = format!("`{}` kan ikke være `{written}`", field.key);
        self.findings.error("wrong-value", node.span, message, format!("skriv {wanted}"));
        None
    }

    /// Facts may be named before they are told, so they are looked for last.
    fn references(&mut self) {
        let facts = super::Topic::Fact;
        for (id, span) in std::mem::take(&mut self.facts) {
            let here = self.entered.iter().any(|entered| {
                matches!(entered, Entered::Put(new) if new.topic == facts && new.id.as_deref() == Some(id.as_str()))
            });
            if !here && self.known.additions.find(facts, &id).is_none() {
                let message = format!("der er ingen oplysning `{id}` under `fakta`");
                self.findings.error("unknown-id", span, message, "skriv numre på oplysninger under `fakta`");
            }
        }
    }
}

/// The first id that is not used.
fn free(prefix: &str, used: &[String]) -> String {
    let id = |number: usize| format!("{prefix}{number}");
    // One more than there are in use: one of them is free.
    (1..=used.len() + 1).map(id).find(|id| !used.contains(id)).unwrap_or_default()
}
