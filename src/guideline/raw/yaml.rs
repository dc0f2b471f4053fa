//! A YAML text as a small tree of nodes that know where they stand, under the strict profile.
//!
//! The only module that imports the YAML reader. It refuses anchors, aliases, merge keys, tags and second
//! documents, and brings the text to Unicode NFC. Duplicate keys are kept for `fields` to report, all of them.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{Spanned, Tagged};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::yaml_errors;
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::source::{SharedSource, Source, Span};

/// Largest file that is read: 8 MiB. The contract promises 4 MiB.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Deepest nesting of lists and maps: room for conditions nested 32 deep and then some.
pub const MAX_DEPTH: usize = 120;

/// The stack that must be left when one more level is read.
const RED_ZONE: usize = 256 * 1024;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: NodeValue,
    /// From its first to its last byte.
    pub span: Span,
}

/// The kinds of values that YAML tells apart.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeValue {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number that fits.
    Integer(i64),
    /// Any other number; its text is in the source.
    Float,
    /// A text, plain or quoted.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map in file order, duplicates included.
    Map(Vec<(Node, Node)>),
}

/// Reads a file's bytes.
///
/// # Errors
/// What makes the text unreadable: one finding, since the reader cannot go on behind it, or one per tag.
pub fn read(name: &str, bytes: &[u8]) -> Result<(SharedSource, Node), Vec<Finding>> {
    let lossy = || Arc::new(Source { name: name.into(), text: String::from_utf8_lossy(bytes).into_owned() });
    let fault = |source: SharedSource, code, span, message: String, help: &str| {
        let mut findings = Findings::new(source);
        findings.error(code, span, message, help);
        Err(findings.into_sorted())
    };
    if bytes.len() > MAX_BYTES {
        let empty = Arc::new(Source { name: name.into(), text: String::new() });
        let message = format!("filen er på {} MB; højst {} MB læses", bytes.len() >> 20, MAX_BYTES >> 20);
        return fault(
            empty,
            "too-large",
            Span::default(),
            message,
            "del filen op, eller fjern det, der ikke hører til",
        );
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let message = "filen er ikke UTF-8".to_owned();
            return fault(lossy(), "not-utf8", Span { start: at, end: at + 3 }, message, "gem filen som UTF-8");
        }
    };
    let text = normal_form(text.strip_prefix('\u{feff}').unwrap_or(text));
    let source = Arc::new(Source { name: name.into(), text });
    parse(&source).map(|node| (source, node))
}

/// The text in Unicode normal form C. Nearly every text is so already, and looking is much cheaper than making.
fn normal_form(text: &str) -> String {
    if text.is_ascii() || is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

fn parse(source: &SharedSource) -> Result<Node, Vec<Finding>> {
    let mut findings = Findings::new(source.clone());
    match serde_saphyr::from_str_with_options::<Read>(&source.text, options(source.text.len())) {
        Ok(read) => {
            let mut node = read.node;
            node.close(&source.text);
            for tag in read.tags {
                findings.error("tag", tag, "tags (`!`) bruges ikke i regelfiler", "fjern tagget");
            }
            if findings.is_empty() { Ok(node) } else { Err(findings.into_sorted()) }
        }
        Err(error) => {
            yaml_errors::report(&error, &mut findings);
            Err(findings.into_sorted())
        }
    }
}

fn options(bytes: usize) -> serde_saphyr::Options {
    let mut options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        strict_indentation: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    };
    options.budget = serde_saphyr::budget! {
        max_depth: MAX_DEPTH,
        max_aliases: 0,
        max_anchors: 0,
        max_documents: 1,
        max_merge_keys: 0,
        max_events: 2 * bytes + 1_000,
        max_nodes: 2 * bytes + 1_000,
        max_total_scalar_bytes: 2 * bytes + 1_000,
    };
    options
}

impl Node {
    /// The reader gives only the start of a list or a map: stretch it over what is inside.
    fn close(&mut self, text: &str) -> Span {
        let inside = match &mut self.value {
            NodeValue::List(nodes) => nodes.iter_mut().map(|node| node.close(text)).collect::<Vec<_>>(),
            NodeValue::Map(entries) => {
                entries.iter_mut().flat_map(|(key, value)| [key.close(text), value.close(text)]).collect()
            }
            _ => Vec::new(),
        };
        if let (Some(start), Some(end)) =
            (inside.iter().map(|span| span.start).min(), inside.iter().map(|span| span.end).max())
        {
            self.span = Span { start: self.span.start.min(start), end: self.span.end.max(end) };
        }
        self.span.start = self.span.start.min(text.len());
        self.span.end = self.span.end.clamp(self.span.start, text.len());
        self.span
    }
}

/// A node on its way in, with the tags found under it.
struct Read {
    node: Node,
    tags: Vec<Span>,
}

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Each level costs the reader some 20 kB of stack, and a thread may have only 2 MB in all.
        let read = || Spanned::<Tagged<Value>>::deserialize(deserializer);
        let spanned = stacker::maybe_grow(RED_ZONE, 16 * RED_ZONE, read)?;
        let place = spanned.referenced.span();
        let to_bytes = |number: Option<u64>| number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
        let start = to_bytes(place.byte_offset());
        let span = Span { start, end: start + to_bytes(place.byte_len()) };
        let Tagged(Value { value, mut tags }, tag) = spanned.value;
        if tag.is_some() {
            tags.push(span);
        }
        Ok(Self { node: Node { value, span }, tags })
    }
}

/// What stands behind the position and the tag.
struct Value {
    value: NodeValue,
    tags: Vec<Span>,
}

impl From<NodeValue> for Value {
    fn from(value: NodeValue) -> Self {
        Self { value, tags: Vec::new() }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(NodeValue::Bool(value).into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(NodeValue::Integer(value).into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(NodeValue::Float, NodeValue::Integer).into())
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(NodeValue::Float.into())
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(NodeValue::Float.into())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(NodeValue::Float.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        // The text as a whole is in normal form; only an escape can have put a part together anew.
        Ok(NodeValue::Text(normal_form(value)).into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(NodeValue::Null.into())
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(NodeValue::Null.into())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let (mut nodes, mut tags) = (Vec::new(), Vec::new());
        while let Some(read) = access.next_element::<Read>()? {
            nodes.push(read.node);
            tags.extend(read.tags);
        }
        Ok(Value { value: NodeValue::List(nodes), tags })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let (mut entries, mut tags) = (Vec::new(), Vec::new());
        while let Some((key, value)) = access.next_entry::<Read, Read>()? {
            entries.push((key.node, value.node));
            tags.extend(key.tags.into_iter().chain(value.tags));
        }
        Ok(Value { value: NodeValue::Map(entries), tags })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        match read("x.yaml", text.as_bytes()) {
            Ok(_) => Vec::new(),
            Err(findings) => findings.into_iter().map(|finding| finding.code).collect(),
        }
    }

    #[test]
    fn the_strict_profile_refuses_what_it_says() {
        for (text, code) in [
            ("a: &x 1\n", "anchor"),
            ("a: *x\n", "anchor"),
            ("<<: {a: 1}\n", "merge-key"),
            ("a: !!str x\n", "tag"),
            ("a: !eget x\n", "tag"),
            ("a: 1\n---\nb: 2\n", "second-document"),
            ("a: [1,\n", "yaml-syntax"),
            ("a:\n\t- b\n", "yaml-syntax"),
            ("hjælp: x: y\n", "yaml-syntax"),
        ] {
            assert_eq!(codes(text), [code], "{text:?}");
        }
    }

    #[test]
    fn nesting_is_limited_and_never_overflows() {
        assert_eq!(codes(&"[".repeat(10_000)), ["too-deep"]);
        assert_eq!(codes(&"- ".repeat(10_000)), ["too-deep"]);
        assert!(codes(&("[".repeat(100) + &"]".repeat(100))).is_empty());
    }

    #[test]
    fn traps_of_other_yaml_readers_are_plain_texts_here() {
        let (_, node) = read("x", "a: no\nb: ja\nc: 012\nd: 2026-01-01\n".as_bytes()).unwrap();
        let NodeValue::Map(entries) = node.value else { panic!() };
        let texts: Vec<_> = entries.into_iter().map(|(_, value)| value.value).collect();
        assert_eq!(texts, ["no", "ja", "012", "2026-01-01"].map(|text| NodeValue::Text(text.into())));
    }

    #[test]
    fn text_is_brought_to_normal_form_c() {
        let (source, _) = read("x", "a: a\u{30a}\n".as_bytes()).unwrap();
        assert_eq!(source.text, "a: å\n");
    }
}
