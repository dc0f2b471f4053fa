//! Answers and example cases as written: `svar` files and `eksempler.yaml`.

use jiff::civil::Date;

use super::Located;
use super::fields::{self, Fields};
use super::guideline::{check_format, each, plain_text};
use super::yaml::{Node, NodeValue};
use crate::guideline::finding::Findings;
use crate::guideline::source::Span;

/// The format of `eksempler.yaml`.
pub const FORMAT: &str = "visit-eksempler/1";
/// The format of a saved case, which is an answers file too.
pub const CASE_FORMAT: &str = "visit-sag/1";
/// What `visit follow` reads of an answers file.
const FOLLOW_KEYS: [&str; 2] = ["mål", "resultat"];

/// The keys of a need that is matched with tilbud; they may stand in an answers file, and `offers` reads them.
const NEED_KEYS: [&str; 5] = ["behov", "ønsker", "rejsetid", "hensyn", "kommune"];

/// An answers file.
#[derive(Debug, Clone)]
pub struct RawSheet {
    /// `speciale`, one or a list.
    pub specialer: Vec<Located<String>>,
    /// `dato`
    pub date: Option<Located<Date>>,
    /// `svar`, in file order.
    pub answers: Vec<RawAnswer>,
    /// `hændelser` and `frister`, each as it stands: what is noted of dates is read where notes are.
    pub noted: Vec<(&'static str, Node)>,
    /// Is it a saved case? Then it may answer questions of other guidelines.
    pub is_case: bool,
}

/// One answer.
#[derive(Debug, Clone)]
pub struct RawAnswer {
    /// A question's id, or `speciale.id`.
    pub key: Located<String>,
    /// The value as written.
    pub value: Node,
    /// `kilde`
    pub source: Option<String>,
    /// `dato`
    pub date: Option<Date>,
    /// `note`
    pub note: Option<String>,
}

/// One example case.
#[derive(Debug, Clone)]
pub struct RawExample {
    /// `navn`
    pub name: Located<String>,
    /// `version`, one or a list: the versions it speaks of; none: all of them.
    pub versions: Vec<Located<String>>,
    /// `dato`: only the versions in force then.
    pub date: Option<Date>,
    /// `svar`
    pub answers: Vec<RawAnswer>,
    /// `forventet`
    pub expected: RawExpected,
    /// Where it stands.
    pub span: Span,
}

/// What must come out of an example case; what is left out is not checked.
#[derive(Debug, Clone)]
pub struct RawExpected {
    /// `niveau`: the recommendation.
    pub level: Option<Located<String>>,
    /// `mulige`: exactly the possible levels.
    pub possible: Option<Vec<Located<String>>>,
    /// `kriterier`: exactly the criteria that are met.
    pub criteria: Option<Vec<Located<String>>>,
    /// `rådgivning`: exactly the duties that are due.
    pub advice: Option<Vec<Located<String>>>,
    /// `åbne`: exactly the open questions.
    pub open: Option<Vec<Located<String>>>,
    /// `umulig: ja`: the answers exclude each other.
    pub impossible: bool,
    /// `relevant`: is the speciale in play by `relevant_når`?
    pub relevant: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// Reads an answers file.
pub fn sheet(node: &Node, findings: &mut Findings) -> Option<RawSheet> {
    let mut map = Fields::open(node, "en svarfil", findings)?;
    let is_case = fields::format_of(node) == Some(CASE_FORMAT);
    let specialer = map.one_or_more_names("speciale", findings);
    let date = map.date("dato", findings);
    let answers = map.need("svar", findings).map(|node| answers(node, findings));
    let mut noted = Vec::new();
    // What `visit match` and `visit follow` read of the same file is none of ours.
    for key in NEED_KEYS.into_iter().chain(FOLLOW_KEYS) {
        map.take(key, findings);
    }
    if !is_case {
        for key in ["hændelser", "frister", "overgange"] {
            noted.extend(map.take(key, findings).map(|node| (key, node.clone())));
        }
        map.close(findings);
    }
    Some(RawSheet { specialer, date, answers: answers?, noted, is_case })
}

/// Reads `svar`.
fn answers(node: &Node, findings: &mut Findings) -> Vec<RawAnswer> {
    if Fields::open(node, "`svar`", findings).is_none() {
        return Vec::new();
    }
    let NodeValue::Map(entries) = &node.value else { return Vec::new() };
    entries.iter().filter_map(|(key, value)| answer(key, value, findings)).collect()
}

fn answer(key: &Node, value: &Node, findings: &mut Findings) -> Option<RawAnswer> {
    let NodeValue::Text(name) = &key.value else { return None };
    let key = Located { value: name.clone(), span: key.span };
    if value.value == NodeValue::Null {
        let help = "skriv `ved_ikke`, hvis der er spurgt, og svaret ikke kendes; ellers fjern linjen";
        findings.error("no-value", key.span, format!("`{name}` har intet svar"), help);
        return None;
    }
    if !matches!(value.value, NodeValue::Map(_)) {
        return Some(RawAnswer { key, value: value.clone(), source: None, date: None, note: None });
    }
    let mut map = Fields::open(value, "et svar", findings)?;
    let written = map.need("svar", findings);
    let source = plain_text(&mut map, "kilde", findings);
    let date = map.date("dato", findings).map(|date| date.value);
    let note = plain_text(&mut map, "note", findings);
    map.close(findings);
    Some(RawAnswer { key, value: written?.clone(), source, date, note })
}

/// Reads `eksempler.yaml`.
pub fn examples(node: &Node, findings: &mut Findings) -> Option<Vec<RawExample>> {
    let mut map = Fields::open(node, "en eksempelfil", findings)?;
    check_format(&mut map, FORMAT, findings);
    let found = map.need("eksempler", findings).is_some();
    let examples = each(map.list("eksempler", findings), example, findings);
    map.close(findings);
    found.then_some(examples)
}

fn example(node: &Node, findings: &mut Findings) -> Option<RawExample> {
    let mut map = Fields::open(node, "et eksempel", findings)?;
    let name = map.need("navn", findings).and_then(|node| fields::text(node, "navn", findings));
    let versions = map.one_or_more_names("version", findings);
    let date = map.date("dato", findings).map(|date| date.value);
    let answers = map.need("svar", findings).map(|node| answers(node, findings));
    let expected = map.need("forventet", findings).and_then(|node| expected(node, findings));
    map.close(findings);
    Some(RawExample { name: name?, versions, date, answers: answers?, expected: expected?, span: node.span })
}

fn expected(node: &Node, findings: &mut Findings) -> Option<RawExpected> {
    let mut map = Fields::open(node, "`forventet`", findings)?;
    let level = map.name("niveau", findings);
    let mut list = |key| map.has(key).then(|| map.one_or_more_names(key, findings));
    let (possible, criteria, advice, open) = (list("mulige"), list("kriterier"), list("rådgivning"), list("åbne"));
    let impossible = map.word("umulig", &[("ja", true)], findings).unwrap_or(false);
    let relevant = map.yes_no("relevant", findings);
    map.close(findings);
    Some(RawExpected { level, possible, criteria, advice, open, impossible, relevant, span: node.span })
}
