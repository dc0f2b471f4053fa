//! The tree of a YAML text that was read beforehand, packed beside the text.
//!
//! Reading YAML is most of what a short command does, and the built-in rules are the same in every run: their trees are
//! made when the program is built. A text that stands in the file as it is is told by its place alone. Whatever is not
//! as expected is no tree, and the text is read anew.

use std::sync::Arc;

use super::yaml::{Node, NodeValue};
use super::yaml_errors::MAX_DEPTH;
use crate::guideline::source::{SharedSource, Source, Span};

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const INTEGER: u8 = 3;
const FLOAT: u8 = 4;
/// The text of its span.
const SLICE: u8 = 5;
/// The same without the quotes around it.
const QUOTED: u8 = 6;
/// A text of its own.
const TEXT: u8 = 7;
const LIST: u8 = 8;
const MAP: u8 = 9;

/// Packs the tree of a text.
#[must_use]
pub fn pack(root: &Node, text: &str) -> Vec<u8> {
    let mut packer = Packer { text, out: Vec::new(), at: 0 };
    packer.node(root);
    packer.out
}

/// As [`super::yaml::read`], from the tree that was packed of the same bytes; `None` where it is none for them.
#[must_use]
pub fn read(name: &str, bytes: &[u8], packed: &[u8]) -> Option<(SharedSource, Node)> {
    let source = Source { name: name.to_owned(), text: std::str::from_utf8(bytes).ok()?.to_owned() };
    let mut reader = Reader { text: &source.text, left: packed, at: 0 };
    let root = reader.node(MAX_DEPTH + 1)?;
    reader.left.is_empty().then(|| (Arc::new(source), root))
}

struct Packer<'a> {
    text: &'a str,
    out: Vec<u8>,
    /// Where the node before begins.
    at: usize,
}

impl Packer<'_> {
    fn node(&mut self, node: &Node) {
        let Span { start, end } = node.span;
        let inner = |by: usize| self.text.get(start + by..end.checked_sub(by)?);
        let kind = match &node.value {
            NodeValue::Null => NULL,
            NodeValue::Bool(false) => FALSE,
            NodeValue::Bool(true) => TRUE,
            NodeValue::Integer(_) => INTEGER,
            NodeValue::Float => FLOAT,
            NodeValue::Text(own) if inner(0) == Some(own) => SLICE,
            NodeValue::Text(own) if inner(1) == Some(own) => QUOTED,
            NodeValue::Text(_) => TEXT,
            NodeValue::List(_) => LIST,
            NodeValue::Map(_) => MAP,
        };
        self.out.push(kind);
        self.signed((start as u64).wrapping_sub(self.at as u64).cast_signed());
        self.number(end.saturating_sub(start) as u64);
        self.at = start;
        match &node.value {
            NodeValue::Integer(number) => self.signed(*number),
            NodeValue::Text(own) if kind == TEXT => {
                self.number(own.len() as u64);
                self.out.extend_from_slice(own.as_bytes());
            }
            NodeValue::List(nodes) => {
                self.number(nodes.len() as u64);
                for node in nodes {
                    self.node(node);
                }
            }
            NodeValue::Map(entries) => {
                self.number(entries.len() as u64);
                for (key, value) in entries {
                    self.node(key);
                    self.node(value);
                }
            }
            _ => {}
        }
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.out.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.out.push(number.to_le_bytes()[0]);
    }

    /// Small numbers below zero are short, too.
    fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63).cast_unsigned());
    }
}

struct Reader<'a> {
    text: &'a str,
    left: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn node(&mut self, depth: usize) -> Option<Node> {
        let depth = depth.checked_sub(1)?;
        let kind = self.byte()?;
        let start = self.at.checked_add_signed(isize::try_from(self.signed()?).ok()?)?;
        let end = start.checked_add(self.size()?)?;
        self.at = start;
        let value = match kind {
            NULL => NodeValue::Null,
            FALSE => NodeValue::Bool(false),
            TRUE => NodeValue::Bool(true),
            INTEGER => NodeValue::Integer(self.signed()?),
            FLOAT => NodeValue::Float,
            SLICE | QUOTED => {
                let by = usize::from(kind - SLICE);
                NodeValue::Text(self.text.get(start + by..end.checked_sub(by)?)?.to_owned())
            }
            TEXT => {
                let size = self.size()?;
                let (own, rest) = self.left.split_at_checked(size)?;
                self.left = rest;
                NodeValue::Text(std::str::from_utf8(own).ok()?.to_owned())
            }
            LIST => {
                let count = self.count()?;
                let mut nodes = Vec::with_capacity(count);
                for _ in 0..count {
                    nodes.push(self.node(depth)?);
                }
                NodeValue::List(nodes)
            }
            MAP => {
                let count = self.count()?;
                let mut entries = Vec::with_capacity(count);
                for _ in 0..count {
                    entries.push((self.node(depth)?, self.node(depth)?));
                }
                NodeValue::Map(entries)
            }
            _ => return None,
        };
        Some(Node { value, span: Span { start, end } })
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.left.split_first()?;
        self.left = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0_u64, 0_u32);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// How many nodes follow: each takes three bytes at least.
    fn count(&mut self) -> Option<usize> {
        self.size().filter(|count| *count <= self.left.len() / 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::raw::yaml;

    const TEXT: &str = "a: [1, -7, ja, true, ~, 1.5, 99999999999999999999]\nb: \"æ\\n\"\nc: 'ø'\nd: \"\"\n\
        e:\n  - f: to\n      linjer\n    g: >\n      foldet\n      tekst\n  - {h: i}\n  - []\n";

    #[test]
    fn what_is_packed_comes_out_again() {
        let read_anew = yaml::read("x", TEXT.as_bytes()).unwrap();
        let packed = pack(&read_anew.1, TEXT);
        assert_eq!(read("x", TEXT.as_bytes(), &packed), Some(read_anew));
    }

    #[test]
    fn bytes_that_are_cut_or_changed_never_panic() {
        let (_, tree) = yaml::read("x", TEXT.as_bytes()).unwrap();
        let packed = pack(&tree, TEXT);
        for end in 0..packed.len() {
            assert_eq!(read("x", TEXT.as_bytes(), &packed[..end]), None, "cut at {end}");
            for bit in 0..8 {
                let mut changed = packed.clone();
                changed[end] ^= 1 << bit;
                // Whatever comes of it: it is a tree, or none.
                let _ = read("x", TEXT.as_bytes(), &changed);
            }
        }
    }
}
