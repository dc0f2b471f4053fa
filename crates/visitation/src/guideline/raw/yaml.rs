//! A YAML text as a small tree of nodes that know where they stand, under the strict profile.
//!
//! One of the two modules that import the YAML library (the other keeps cases). It reads the library's events,
//! not its values: an event knows its tag, its anchor and its place, so that each is refused where it stands,
//! and no nesting can exhaust the stack. Duplicate keys are kept for `fields` to report, all of them.

use std::sync::Arc;

use serde_saphyr::granit_parser::{Event, Options, Parser, ScalarStyle, Span as EventSpan};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::yaml_errors::{self, MAX_DEPTH};
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::source::{SharedSource, Source, Span};

/// Largest file that is read: 8 MiB. The contract promises 4 MiB.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

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
/// Every tag, anchor and alias, and the first place where the text is no YAML: nothing can be read behind it.
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

/// Writes a value as YAML text that every reader takes the same way.
///
/// # Errors
/// The library's own words.
pub fn write<T: serde::Serialize>(value: &T) -> Result<String, String> {
    // Block scalars read nicer, but YAML 1.1 readers stumble over tabs and leading blanks in them.
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    serde_saphyr::to_string_with_options(value, options).map_err(|error| error.to_string())
}

fn parse(source: &SharedSource) -> Result<Node, Vec<Finding>> {
    let mut tree = Tree { open: Vec::new(), root: None, documents: 0, findings: Findings::new(source.clone()) };
    let mut parser = Parser::new_from_str_with_options(&source.text, options());
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, place)) => {
                if !tree.take(event, span_of(place)) {
                    break;
                }
            }
            Err(error) => {
                yaml_errors::report(&error, &mut tree.findings);
                break;
            }
        }
    }
    if tree.findings.is_empty() {
        return Ok(tree.root.unwrap_or(Node { value: NodeValue::Null, span: Span::default() }));
    }
    Err(tree.findings.into_sorted())
}

fn options() -> Options {
    let mut options = Options::default();
    options.strict_indentation = true;
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    options
}

fn span_of(place: EventSpan) -> Span {
    let start = place.start.byte_offset().unwrap_or_default();
    Span { start, end: place.end.byte_offset().unwrap_or_default().max(start) }
}

/// A list or a map that is not closed yet.
struct Open {
    start: Span,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    /// The entries, and a key that waits for its value.
    Map(Vec<(Node, Node)>, Option<Node>),
}

/// The tree so far.
struct Tree {
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    findings: Findings,
}

impl Tree {
    /// Takes one event in; false when there is no sense in going on.
    fn take(&mut self, event: Event<'_>, span: Span) -> bool {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    yaml_errors::second_document(span, &mut self.findings);
                    return false;
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                let value =
                    if style == ScalarStyle::Plain { plain(&text) } else { NodeValue::Text(normal_form(&text)) };
                self.add(Node { value, span });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                return self.begin(span, Content::List(Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(span, anchor, tag.is_some());
                return self.begin(span, Content::Map(Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                yaml_errors::anchor(span, &mut self.findings);
                self.add(Node { value: NodeValue::Null, span });
            }
            _ => {}
        }
        true
    }

    fn refuse(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor != 0 {
            yaml_errors::anchor(span, &mut self.findings);
        }
        if tagged {
            yaml_errors::tag(span, &mut self.findings);
        }
    }

    fn begin(&mut self, start: Span, content: Content) -> bool {
        if self.open.len() >= MAX_DEPTH {
            yaml_errors::too_deep(start, &mut self.findings);
            return false;
        }
        self.open.push(Open { start, content });
        true
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::List(nodes)) => nodes.push(node),
            Some(Content::Map(entries, key)) => {
                if let Some(key) = key.take() {
                    entries.push((key, node));
                } else {
                    if node.value == NodeValue::Text("<<".to_owned()) {
                        yaml_errors::merge_key(node.span, &mut self.findings);
                    }
                    *key = Some(node);
                }
            }
        }
    }

    /// Closes the innermost list or map: it reaches from its start to the end of what is in it.
    fn close(&mut self) {
        let Some(Open { start, content }) = self.open.pop() else { return };
        let (value, end) = match content {
            Content::List(nodes) => {
                let end = nodes.last().map(|node| node.span.end);
                (NodeValue::List(nodes), end)
            }
            Content::Map(entries, _) => {
                let end = entries.last().map(|(key, value)| key.span.end.max(value.span.end));
                (NodeValue::Map(entries), end)
            }
        };
        let end = end.unwrap_or(start.end).max(start.start);
        self.add(Node { value, span: Span { start: start.start, end } });
    }
}

/// A text without quotes, by YAML 1.2's core schema; a number with leading zeros or underscores is a text.
fn plain(text: &str) -> NodeValue {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return NodeValue::Null,
        "true" | "True" | "TRUE" => return NodeValue::Bool(true),
        "false" | "False" | "FALSE" => return NodeValue::Bool(false),
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let begins_as_number = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.');
    if !begins_as_number || digits.contains('_') {
        return NodeValue::Text(normal_form(text));
    }
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    match (whole, text.parse::<i64>()) {
        (true, _) if digits.len() > 1 && digits.starts_with('0') => NodeValue::Text(text.to_owned()),
        (true, Ok(number)) => NodeValue::Integer(number),
        (true, Err(_)) => NodeValue::Float,
        (false, _) if text.parse::<f64>().is_ok() || is_other_base(digits) => NodeValue::Float,
        (false, _) => NodeValue::Text(normal_form(text)),
    }
}

/// `0x1F` and `0o17`, which other readers take for numbers.
fn is_other_base(digits: &str) -> bool {
    let of = |prefix: &str, base: u32| {
        digits.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_digit(base)))
    };
    of("0x", 16) || of("0o", 8)
}

/// The text in Unicode normal form C. Nearly every text is so already, and looking is much cheaper than making.
#[must_use]
pub fn normal_form(text: &str) -> String {
    if text.is_ascii() || is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
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
            ("a: [*x, ~]\n", "anchor"),
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
    fn each_tag_and_anchor_is_told_where_it_stands() {
        assert_eq!(codes("a: !x 1\nb: &y 2\nc: *y\n<<: 3\n"), ["tag", "anchor", "anchor", "merge-key"]);
    }

    #[test]
    fn nesting_is_limited_and_never_overflows() {
        assert_eq!(codes(&"[".repeat(10_000)), ["too-deep"]);
        assert_eq!(codes(&"- ".repeat(10_000)), ["too-deep"]);
        assert!(codes(&("[".repeat(100) + &"]".repeat(100))).is_empty());
    }

    #[test]
    fn traps_of_other_yaml_readers_are_plain_texts_here() {
        let (_, node) = read("x", "a: no\nb: ja\nc: 012\nd: 2026-01-01\ne: 1_000\n".as_bytes()).unwrap();
        let NodeValue::Map(entries) = node.value else { panic!() };
        let texts: Vec<_> = entries.into_iter().map(|(_, value)| value.value).collect();
        assert_eq!(texts, ["no", "ja", "012", "2026-01-01", "1_000"].map(|text| NodeValue::Text(text.into())));
    }

    #[test]
    fn text_is_brought_to_normal_form_c() {
        let (source, _) = read("x", "a: a\u{30a}\n".as_bytes()).unwrap();
        assert_eq!(source.text, "a: å\n");
    }

    #[test]
    fn numbers_are_told_from_texts() {
        let (_, node) = read("x", b"[1, -7, +3, 1.10, 1e3, 0x1F, 99999999999999999999, .5, 1a, -x, 1.2.3]").unwrap();
        let NodeValue::List(nodes) = node.value else { panic!() };
        let kinds: String = nodes
            .iter()
            .map(|node| match node.value {
                NodeValue::Integer(_) => 'i',
                NodeValue::Float => 'f',
                _ => 't',
            })
            .collect();
        assert_eq!(kinds, "iiifffffttt");
    }

    #[test]
    fn a_list_or_map_reaches_to_the_end_of_its_content() {
        let (source, node) = read("x", b"a:\n  - b: 1\n    c: [2, 3]\nd: x\n").unwrap();
        let NodeValue::Map(entries) = &node.value else { panic!() };
        assert_eq!(&source.text[entries[0].1.span.start..entries[0].1.span.end], "- b: 1\n    c: [2, 3");
    }
}
