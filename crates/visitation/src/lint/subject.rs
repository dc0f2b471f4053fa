//! What lints look at: a file's text and tree, and what it means.

use jiff::civil::Date;

use crate::guideline::Guideline;
use crate::guideline::national::National;
use crate::guideline::raw::yaml::{Node, NodeValue};
use crate::guideline::source::{SharedSource, Span};

/// What the person who runs lint decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day that laws are held against: lint knows no clock.
    pub today: Date,
    /// Codes that are not reported.
    pub allow: Vec<String>,
    /// Codes whose findings are errors.
    pub deny: Vec<String>,
    /// Largest LIX of a question or a reason.
    pub max_lix: u32,
    /// SHA-256 of the files that are kept for cases that rest on them; `None` where nobody knows.
    pub kept: Option<Vec<String>>,
}

/// The largest LIX that is not remarked on: what the project asks of its own texts.
pub const MAX_LIX: u32 = 45;

impl Options {
    /// Nothing allowed and nothing denied.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self { today, allow: Vec::new(), deny: Vec::new(), max_lix: MAX_LIX, kept: None }
    }
}

/// A file that could be read as YAML.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its text.
    pub source: &'a SharedSource,
    /// Its content.
    pub tree: &'a Node,
    /// What the person decides.
    pub options: &'a Options,
}

/// A valid national.yaml.
#[derive(Debug, Clone, Copy)]
pub struct NationalFile<'a> {
    /// The file.
    pub file: File<'a>,
    /// What it means.
    pub national: &'a National,
    /// All guidelines that go with it; empty where they are not known.
    pub guidelines: &'a [Guideline],
}

/// A valid guideline.
#[derive(Debug, Clone, Copy)]
pub struct GuidelineFile<'a> {
    /// The file.
    pub file: File<'a>,
    /// What it means.
    pub guideline: &'a Guideline,
    /// All guidelines of the folder, itself among them; empty where they are not known.
    pub siblings: &'a [Guideline],
}

impl File<'_> {
    /// Does the file have the key at the top?
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// The value of a key at the top.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Node> {
        self.tree.entry(key)
    }

    /// Where to point when something is missing at the top: the value of the key, or the first line.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Span {
        let fallback = Span { start: self.tree.span.start, end: self.tree.span.start + 1 };
        self.value(key).map_or(fallback, |node| node.span)
    }

    /// Where the text under `key` stands, of the entry whose id stands at `id`; there is none: the id's own place.
    #[must_use]
    pub fn beside(&self, id: Span, key: &str) -> Span {
        let mut waiting = vec![self.tree];
        while let Some(node) = waiting.pop() {
            match &node.value {
                NodeValue::List(nodes) => waiting.extend(nodes),
                NodeValue::Map(entries) if entries.iter().any(|(_, value)| value.span == id) => {
                    let named = |(name, _): &&(Node, Node)| matches!(&name.value, NodeValue::Text(text) if text == key);
                    return entries.iter().find(named).map_or(id, |(_, value)| self.words_of(value.span));
                }
                NodeValue::Map(entries) => waiting.extend(entries.iter().map(|(_, value)| value)),
                _ => {}
            }
        }
        id
    }

    /// Where the phrase stands in the text at `span`; the whole of it where a line break goes through the phrase.
    #[must_use]
    pub fn phrase(&self, span: Span, phrase: &str) -> Span {
        let text = self.source.text.get(span.start..span.end).unwrap_or_default();
        // A text whose letters change length when they are made small cannot be counted in.
        let small = Some(text.to_lowercase()).filter(|small| small.len() == text.len());
        small.and_then(|small| small.find(phrase)).map_or(span, |at| span.part(at, phrase.len()))
    }

    /// A text over several lines starts on the line after its `>-`.
    fn words_of(&self, span: Span) -> Span {
        let text = self.source.text.get(span.start..span.end).unwrap_or_default();
        let opening = text.split_once('\n').filter(|_| text.starts_with(['>', '|'])).map_or(0, |(line, _)| line.len());
        let rest = text.get(opening..).unwrap_or_default();
        Span { start: span.start + opening + (rest.len() - rest.trim_start().len()), end: span.end }
    }

    /// Every list of options or steps.
    pub fn visit_choices(&self, visit: &mut impl FnMut(&[Node])) {
        let mut waiting = vec![self.tree];
        while let Some(node) = waiting.pop() {
            match &node.value {
                NodeValue::List(nodes) => waiting.extend(nodes.iter().rev()),
                NodeValue::Map(entries) => {
                    for (key, value) in entries.iter().rev() {
                        waiting.push(value);
                        if let (NodeValue::Text(key), NodeValue::List(choices)) = (&key.value, &value.value)
                            && (key == "valg" || key == "trin")
                        {
                            visit(choices);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Every text in the file, keys included, with where it stands.
    pub fn visit_texts(&self, visit: &mut impl FnMut(&str, Span)) {
        let mut waiting = vec![self.tree];
        while let Some(node) = waiting.pop() {
            match &node.value {
                NodeValue::Text(text) => visit(text, node.span),
                NodeValue::List(nodes) => waiting.extend(nodes.iter().rev()),
                NodeValue::Map(entries) => waiting.extend(entries.iter().rev().flat_map(|(key, value)| [value, key])),
                _ => {}
            }
        }
    }
}

impl Node {
    /// The value of a key, where this is a map.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Node> {
        let NodeValue::Map(entries) = &self.value else { return None };
        entries
            .iter()
            .find(|(name, _)| matches!(&name.value, NodeValue::Text(text) if text == key))
            .map(|(_, value)| value)
    }
}
