//! Questions, options and scales as written.

use super::Located;
use super::condition::{self, RawCondition};
use super::fields::{self, Fields};
use super::yaml::{Node, NodeValue};
use crate::guideline::finding::Findings;
use crate::guideline::source::Span;

/// An entry of `spørgsmål` in a guideline.
#[derive(Debug, Clone)]
pub enum RawEntry {
    /// `- brug: id`, a shared question.
    Use {
        /// Its id in national.yaml.
        id: Located<String>,
        /// `stilles: altid`
        always_asked: bool,
        /// Where the entry stands.
        span: Span,
    },
    /// A question of the guideline's own.
    Own(Box<RawQuestion>),
    /// A question that could not be read, all of it reported, but whose id is known.
    Unreadable(String),
}

/// A question as written.
#[derive(Debug, Clone)]
pub struct RawQuestion {
    /// `id`
    pub id: Located<String>,
    /// `spørg`
    pub text: Located<String>,
    /// `hjælp`
    pub help: Option<Located<String>>,
    /// `tema`
    pub theme: Option<Located<String>>,
    /// `udsagn`
    pub statement: Option<RawStatement>,
    /// `type` with what belongs to it.
    pub kind: RawQuestionKind,
    /// `spørg_når`
    pub applies_when: Option<RawCondition>,
    /// `stilles: altid`
    pub always_asked: bool,
    /// `værre: ja`
    pub yes_is_graver: bool,
    /// `ordnet: ja`
    pub ordered: bool,
    /// `enhed`
    pub unit: Option<Located<String>>,
    /// `ffb`
    pub ffb: Option<Located<String>>,
    /// Where it stands.
    pub span: Span,
}

/// `udsagn` as written.
#[derive(Debug, Clone)]
pub enum RawStatement {
    /// One text.
    Template(String),
    /// One text per answer.
    PerAnswer(Vec<(Located<String>, String)>),
}

/// `type` with what belongs to it.
#[derive(Debug, Clone)]
pub enum RawQuestionKind {
    /// `ja_nej`
    YesNo,
    /// `skala: id`
    Scale(Located<String>),
    /// `valg`
    Choice(Vec<RawChoice>),
    /// `flervalg`
    Multi(Located<Vec<RawChoice>>),
    /// `tal`
    Number {
        /// `min`
        min: Located<i64>,
        /// `maks`
        max: Located<i64>,
    },
    /// `tekst`
    Text,
}

/// An option or a step as written.
#[derive(Debug, Clone)]
pub struct RawChoice {
    /// `id`
    pub id: Located<String>,
    /// `tekst`; the id where the file gives none.
    pub text: Option<String>,
    /// `point`
    pub points: Option<i64>,
    /// `udsagn`
    pub statement: Option<String>,
    /// `udelukker: ja`
    pub excludes: bool,
}

#[derive(Clone, Copy)]
enum Type {
    YesNo,
    Scale,
    Choice,
    Multi,
    Number,
    Text,
}

const TYPES: [(&str, Type); 6] = [
    ("ja_nej", Type::YesNo),
    ("skala", Type::Scale),
    ("valg", Type::Choice),
    ("flervalg", Type::Multi),
    ("tal", Type::Number),
    ("tekst", Type::Text),
];

/// Reads an entry of a guideline's `spørgsmål`.
pub fn entry(node: &Node, findings: &mut Findings) -> Option<RawEntry> {
    let is_use = matches!(&node.value, NodeValue::Map(entries)
        if entries.iter().any(|(key, _)| key.value == NodeValue::Text("brug".into())));
    if !is_use {
        let own = question(node, findings).map(|own| RawEntry::Own(Box::new(own)));
        return own.or_else(|| written_id(node).map(RawEntry::Unreadable));
    }
    let mut map = Fields::open(node, "et fælles spørgsmål (`brug`)", findings)?;
    let id = map.need_name("brug", findings);
    let always_asked = always_asked(&mut map, findings);
    map.close(findings);
    Some(RawEntry::Use { id: id?, always_asked, span: node.span })
}

fn written_id(node: &Node) -> Option<String> {
    let NodeValue::Map(entries) = &node.value else { return None };
    entries.iter().find_map(|(key, value)| match (&key.value, &value.value) {
        (NodeValue::Text(key), NodeValue::Text(id)) if key == "id" => Some(id.clone()),
        _ => None,
    })
}

/// Reads a question that is written out.
pub fn question(node: &Node, findings: &mut Findings) -> Option<RawQuestion> {
    let mut map = Fields::open(node, "et spørgsmål", findings)?;
    let id = map.need_name("id", findings);
    let text = map.need("spørg", findings).and_then(|node| fields::text(node, "spørg", findings));
    let help = map.text("hjælp", findings);
    let theme = map.text("tema", findings);
    let statement = map.take("udsagn", findings).and_then(|node| statement(node, findings));
    let kind = kind(&mut map, findings);
    let applies_when = condition::optional(&mut map, "spørg_når", findings);
    let always_asked = always_asked(&mut map, findings);
    let yes_is_graver = map.word("værre", &[("ja", true)], findings).unwrap_or(false);
    let ordered = map.word("ordnet", &[("ja", true)], findings).unwrap_or(false);
    let unit = map.text("enhed", findings);
    let ffb = map.text("ffb", findings);
    map.close(findings);
    Some(RawQuestion {
        id: id?,
        text: text?,
        help,
        theme,
        statement,
        kind: kind?,
        applies_when,
        always_asked,
        yes_is_graver,
        ordered,
        unit,
        ffb,
        span: node.span,
    })
}

fn always_asked(map: &mut Fields<'_>, findings: &mut Findings) -> bool {
    map.word("stilles", &[("altid", true)], findings).unwrap_or(false)
}

fn kind(map: &mut Fields<'_>, findings: &mut Findings) -> Option<RawQuestionKind> {
    map.need("type", findings)?;
    let kind = map.word("type", &TYPES, findings);
    // The keys of the other types are known too, so that one of them is said to be misplaced, not unknown.
    let scale = map.name("skala", findings);
    let choices = map.take("valg", findings);
    let min = map.integer("min", findings);
    let max = map.integer("maks", findings);
    let mut misplaced = |present: bool, key: &str, belongs: &str| {
        if present {
            let message = format!("`{key}` hører ikke til denne type");
            findings.error("misplaced-key", map.span.part(0, 1), message, format!("`{key}` bruges ved {belongs}"));
        }
    };
    let kind = kind?;
    misplaced(scale.is_some() && !matches!(kind, Type::Scale), "skala", "`type: skala`");
    misplaced(
        choices.is_some() && !matches!(kind, Type::Choice | Type::Multi),
        "valg",
        "`type: valg` og `type: flervalg`",
    );
    misplaced((min.is_some() || max.is_some()) && !matches!(kind, Type::Number), "min/maks", "`type: tal`");
    match kind {
        Type::YesNo => Some(RawQuestionKind::YesNo),
        Type::Text => Some(RawQuestionKind::Text),
        Type::Scale => {
            map.need("skala", findings)?;
            scale.map(RawQuestionKind::Scale)
        }
        Type::Choice => {
            let node = map.need("valg", findings)?;
            Some(RawQuestionKind::Choice(some_choices(node, "valg", findings)))
        }
        Type::Multi => {
            let node = map.need("valg", findings)?;
            let value = list_of_choices(node, "valg", findings);
            Some(RawQuestionKind::Multi(Located { value, span: node.span }))
        }
        Type::Number => {
            let (has_min, has_max) = (map.need("min", findings).is_some(), map.need("maks", findings).is_some());
            if !(has_min && has_max) {
                return None;
            }
            Some(RawQuestionKind::Number { min: min?, max: max? })
        }
    }
}

/// Reads a list of options or steps of which there must be one.
pub fn some_choices(node: &Node, key: &str, findings: &mut Findings) -> Vec<RawChoice> {
    if matches!(&node.value, NodeValue::List(nodes) if nodes.is_empty()) {
        findings.error("no-options", node.span, format!("`{key}` er tom"), "skriv mindst ét svar, man kan vælge");
    }
    list_of_choices(node, key, findings)
}

/// Reads a list of options or steps.
fn list_of_choices(node: &Node, key: &str, findings: &mut Findings) -> Vec<RawChoice> {
    fields::list(node, key, findings).iter().filter_map(|node| choice(node, findings)).collect()
}

fn choice(node: &Node, findings: &mut Findings) -> Option<RawChoice> {
    let mut map = Fields::open(node, "en valgmulighed", findings)?;
    let id = map.need_name("id", findings);
    let text = map.text("tekst", findings).map(|text| text.value);
    let points = map.integer("point", findings).map(|points| points.value);
    let statement = map.text("udsagn", findings).map(|text| text.value);
    let excludes = map.word("udelukker", &[("ja", true)], findings).unwrap_or(false);
    map.close(findings);
    Some(RawChoice { id: id?, text, points, statement, excludes })
}

fn statement(node: &Node, findings: &mut Findings) -> Option<RawStatement> {
    let NodeValue::Map(entries) = &node.value else {
        return fields::text(node, "udsagn", findings).map(|text| RawStatement::Template(text.value));
    };
    Fields::open(node, "et udsagn", findings)?;
    let mut texts = Vec::new();
    for (key, value) in entries {
        let NodeValue::Text(name) = &key.value else { continue };
        if let Some(text) = fields::text(value, "udsagn", findings) {
            texts.push((Located { value: name.clone(), span: key.span }, text.value));
        }
    }
    Some(RawStatement::PerAnswer(texts))
}
