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
}

/// The largest LIX that is not remarked on: what the project asks of its own texts.
pub const MAX_LIX: u32 = 45;

impl Options {
    /// Nothing allowed and nothing denied.
    #[must_use]
    pub fn on(today: Date) -> Self {
        Self { today, allow: Vec::new(), deny: Vec::new(), max_lix: MAX_LIX }
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
}

/// A valid guideline.
#[derive(Debug, Clone, Copy)]
pub struct GuidelineFile<'a> {
    /// The file.
    pub file: File<'a>,
    /// What it means.
    pub guideline: &'a Guideline,
    /// The other versions of the same speciale.
    pub siblings: &'a [Guideline],
}

impl File<'_> {
    /// Does the file have the key at the top?
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// The value of a key at the top.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// Where to point when something is missing at the top: the value of the key, or the first line.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Span {
        let fallback = Span { start: self.tree.span.start, end: self.tree.span.start + 1 };
        self.value(key).map_or(fallback, |node| node.span)
    }

    fn entry(&self, key: &str) -> Option<&(Node, Node)> {
        let NodeValue::Map(entries) = &self.tree.value else { return None };
        entries.iter().find(|(name, _)| matches!(&name.value, NodeValue::Text(text) if text == key))
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
