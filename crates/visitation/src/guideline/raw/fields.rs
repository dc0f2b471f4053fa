//! Reading one map of a rule file: which keys it may have, of which type, and everything that is wrong with it.
//!
//! Every function reports into the findings and answers `None` for what could not be read, so that one
//! fault never hides the next.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Located;
use super::yaml::{Node, NodeValue};
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::source::Span;

/// A map that is being read key by key.
pub struct Fields<'n> {
    entries: BTreeMap<&'n str, (Span, &'n Node)>,
    /// Where the map stands.
    pub span: Span,
    what: &'static str,
    known: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Opens a map; `what` names it in messages, in Danish: `et kriterium`.
    pub fn open(node: &'n Node, what: &'static str, findings: &mut Findings) -> Option<Self> {
        let NodeValue::Map(list) = &node.value else {
            let help = "skriv `nøgle: værdi` på hver sin linje";
            findings.error("wrong-type", node.span, format!("{what} skal have nøgler, men er {}", kind(node)), help);
            return None;
        };
        let mut entries = BTreeMap::new();
        for (key, value) in list {
            let NodeValue::Text(name) = &key.value else {
                let (message, help) = if matches!(key.value, NodeValue::Integer(_) | NodeValue::Float) {
                    // `{ når: alder >= 12,5 }`: YAML ends the text at the comma.
                    (
                        "en nøgle kan ikke være et tal",
                        "et komma deler en blok med { }: tal er hele tal uden komma, og en tekst med komma skal i anførselstegn",
                    )
                } else {
                    ("en nøgle skal være tekst", "sæt anførselstegn om nøglen")
                };
                findings.error("wrong-type", key.span, message, help);
                continue;
            };
            if entries.insert(name.as_str(), (key.span, value)).is_some() {
                let message = format!("nøglen `{name}` står her for anden gang");
                findings.error("duplicate-key", key.span, message, "behold den ene");
            }
        }
        Some(Self { entries, span: node.span, what, known: Vec::new() })
    }

    /// The value under a key that may be left out.
    pub fn take(&mut self, key: &'static str, findings: &mut Findings) -> Option<&'n Node> {
        self.know(key);
        let (span, node) = self.entries.get(key)?;
        if node.value == NodeValue::Null {
            findings.error("no-value", *span, format!("`{key}` har ingen værdi"), "skriv en værdi, eller fjern nøglen");
            return None;
        }
        Some(node)
    }

    /// The value under a key that must be there.
    pub fn need(&mut self, key: &'static str, findings: &mut Findings) -> Option<&'n Node> {
        if !self.entries.contains_key(key) {
            self.know(key);
            let span = Span { start: self.span.start, end: self.span.end.min(self.span.start + 1) };
            let help = match self.misspelt(key) {
                Some(found) => format!("mente du `{key}`, hvor der står `{found}`?"),
                None => format!("tilføj `{key}: …`"),
            };
            findings.error("missing-key", span, format!("{} mangler `{key}`", self.what), help);
            return None;
        }
        self.take(key, findings)
    }

    fn know(&mut self, key: &'static str) {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
    }

    fn misspelt(&self, key: &str) -> Option<&'n str> {
        let unknown = self.entries.keys().copied().filter(|name| !self.known.contains(name));
        ids::closest(key, unknown)
    }

    /// Is the key there?
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Reports the keys that nobody asked for.
    pub fn close(self, findings: &mut Findings) {
        for (name, (span, _)) in &self.entries {
            if !self.known.contains(name) {
                let missing = self.known.iter().copied().filter(|known| !self.entries.contains_key(known));
                let help = match ids::closest(name, missing) {
                    // What follows a comma between { and } is taken for a key.
                    _ if name.contains(' ') => {
                        "sæt anførselstegn om en tekst med komma, når den står mellem { og }".to_owned()
                    }
                    Some(meant) => format!("mente du `{meant}`?"),
                    None => format!("nøglerne her er {}", ids::enumerate(&self.known)),
                };
                findings.error("unknown-key", *span, format!("{} har ikke en nøgle `{name}`", self.what), help);
            }
        }
    }

    /// A text for people, if given.
    pub fn text(&mut self, key: &'static str, findings: &mut Findings) -> Option<Located<String>> {
        let node = self.take(key, findings)?;
        text(node, key, findings)
    }

    /// An id, if given.
    pub fn name(&mut self, key: &'static str, findings: &mut Findings) -> Option<Located<String>> {
        let node = self.take(key, findings)?;
        name(node, key, findings)
    }

    /// An id that must be there.
    pub fn need_name(&mut self, key: &'static str, findings: &mut Findings) -> Option<Located<String>> {
        let node = self.need(key, findings)?;
        name(node, key, findings)
    }

    /// A whole number, if given.
    pub fn integer(&mut self, key: &'static str, findings: &mut Findings) -> Option<Located<i64>> {
        let node = self.take(key, findings)?;
        integer(node, key, findings)
    }

    /// A whole number from 0, if given.
    pub fn count(&mut self, key: &'static str, findings: &mut Findings) -> Option<Located<u32>> {
        let node = self.take(key, findings)?;
        count(node, key, findings)
    }

    /// `true`/`false` or `ja`/`nej`, if given.
    pub fn yes_no(&mut self, key: &'static str, findings: &mut Findings) -> Option<bool> {
        let node = self.take(key, findings)?;
        match &node.value {
            NodeValue::Bool(value) => Some(*value),
            NodeValue::Text(text) if text == "ja" => Some(true),
            NodeValue::Text(text) if text == "nej" => Some(false),
            _ => wrong(node, key, "ja eller nej (true eller false)", "skriv `ja` eller `nej`", findings),
        }
    }

    /// A list, empty when left out.
    pub fn list(&mut self, key: &'static str, findings: &mut Findings) -> &'n [Node] {
        self.take(key, findings).map_or(&[], |node| list(node, key, findings))
    }

    /// One id or a list of ids, empty when left out.
    pub fn one_or_more_names(&mut self, key: &'static str, findings: &mut Findings) -> Vec<Located<String>> {
        let Some(node) = self.take(key, findings) else { return Vec::new() };
        let nodes = match &node.value {
            NodeValue::Text(_) => std::slice::from_ref(node),
            _ => list(node, key, findings),
        };
        nodes.iter().filter_map(|node| name(node, key, findings)).collect()
    }

    /// One of a few fixed words, if given.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)], findings: &mut Findings) -> Option<T> {
        let node = self.take(key, findings)?;
        let NodeValue::Text(text) = &node.value else {
            return wrong(node, key, "et ord", "skriv et af ordene uden andet", findings);
        };
        if let Some((_, value)) = words.iter().find(|(word, _)| word == text) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let help = ids::did_you_mean(text, known.iter().copied())
            .unwrap_or_else(|| format!("skriv {}", ids::alternatives(&known)));
        findings.error("unknown-word", node.span, format!("`{key}` kan ikke være `{text}`"), help);
        None
    }

    /// A date, if given.
    pub fn date(&mut self, key: &'static str, findings: &mut Findings) -> Option<Located<Date>> {
        let node = self.take(key, findings)?;
        let parsed = match &node.value {
            NodeValue::Text(text) if text.len() == 10 => text.parse::<Date>().ok(),
            _ => None,
        };
        if parsed.is_none() {
            let help = "skriv år-måned-dag, for eksempel 2026-01-31";
            findings.error("wrong-date", node.span, format!("`{key}` er ikke en dato"), help);
        }
        parsed.map(|value| Located { value, span: node.span })
    }
}

/// What a file says its format is, without reporting anything.
#[must_use]
pub fn format_of(node: &Node) -> Option<&str> {
    let NodeValue::Map(entries) = &node.value else { return None };
    entries.iter().find_map(|(key, value)| match (&key.value, &value.value) {
        (NodeValue::Text(key), NodeValue::Text(format)) if key == "format" => Some(format.as_str()),
        _ => None,
    })
}

/// A list's elements.
pub fn list<'n>(node: &'n Node, key: &str, findings: &mut Findings) -> &'n [Node] {
    if let NodeValue::List(nodes) = &node.value {
        return nodes;
    }
    let help = "skriv hvert punkt på en linje for sig med `- ` foran";
    findings.error("wrong-type", node.span, format!("`{key}` skal være en liste, men er {}", kind(node)), help);
    &[]
}

/// A text for people: numbers and the like are taken as they are written.
pub fn text(node: &Node, key: &str, findings: &mut Findings) -> Option<Located<String>> {
    let value = match &node.value {
        NodeValue::Text(text) => text.clone(),
        NodeValue::Bool(_) | NodeValue::Integer(_) | NodeValue::Float => {
            let source = findings.source();
            source.text.get(node.span.start..node.span.end).unwrap_or_default().to_owned()
        }
        _ => return wrong(node, key, "tekst", "skriv en tekst, eventuelt i anførselstegn", findings),
    };
    Some(Located { value, span: node.span })
}

/// A text that names something: a number must be quoted, since `1.10` is read as `1.1` by many.
pub fn name(node: &Node, key: &str, findings: &mut Findings) -> Option<Located<String>> {
    match &node.value {
        NodeValue::Text(text) => Some(Located { value: text.clone(), span: node.span }),
        NodeValue::Integer(_) | NodeValue::Float | NodeValue::Bool(_) => {
            let source = findings.source();
            let written = source.text.get(node.span.start..node.span.end).unwrap_or_default();
            let help = format!("sæt anførselstegn om: `\"{written}\"`");
            wrong(node, key, "tekst", &help, findings)
        }
        _ => wrong(node, key, "tekst", "skriv et navn", findings),
    }
}

/// A whole number.
pub fn integer(node: &Node, key: &str, findings: &mut Findings) -> Option<Located<i64>> {
    match node.value {
        NodeValue::Integer(value) => Some(Located { value, span: node.span }),
        _ => wrong(node, key, "et helt tal", "skriv et helt tal uden anførselstegn og foranstillede nuller", findings),
    }
}

/// A whole number from 0.
pub fn count(node: &Node, key: &str, findings: &mut Findings) -> Option<Located<u32>> {
    let found = integer(node, key, findings)?;
    match u32::try_from(found.value) {
        Ok(value) => Some(Located { value, span: found.span }),
        Err(_) => wrong(node, key, "et helt tal fra 0", "skriv 0 eller derover", findings),
    }
}

fn wrong<T>(node: &Node, key: &str, wanted: &str, help: &str, findings: &mut Findings) -> Option<T> {
    findings.error("wrong-type", node.span, format!("`{key}` skal være {wanted}, men er {}", kind(node)), help);
    None
}

/// What a node is, in Danish.
#[must_use]
pub fn kind(node: &Node) -> &'static str {
    match node.value {
        NodeValue::Null => "tom",
        NodeValue::Bool(_) => "sand/falsk (true/false)",
        NodeValue::Integer(_) => "et helt tal",
        NodeValue::Float => "et decimaltal eller et meget stort tal",
        NodeValue::Text(_) => "tekst",
        NodeValue::List(_) => "en liste",
        NodeValue::Map(_) => "en blok med nøgler",
    }
}
