//! `visit lint --fix`: what may be mended without asking, because it changes no meaning.
//!
//! Three things: the text in Unicode normal form C, a misspelt name with one candidate that is near enough, and an
//! order of the top-level keys that readers expect. Deliberately mends nothing that a proof found: what the author
//! meant is the author's to say.

use unicode_normalization::UnicodeNormalization;

use crate::guideline::finding::{Finding, Severity};
use crate::guideline::raw::yaml::{self, Node, NodeValue};
use crate::guideline::source::Span;

/// The text with what is safe to mend mended; `None` when there is nothing.
///
/// `findings` are those of the same text; `faults` reads a text and says what the loader finds. Each repair is tried on
/// a copy: it is kept only where the copy has fewer errors than before.
#[must_use]
pub fn mended(text: &str, findings: &[Finding], faults: &dyn Fn(&str) -> Vec<Finding>) -> Option<String> {
    let normal: String = text.strip_prefix('\u{feff}').unwrap_or(text).nfc().collect();
    let spelt = spelt(normal, findings, faults);
    let ordered = in_order(&spelt);
    // A section under a name that nobody knows has no place yet.
    let may_move = ordered != spelt && errors(&faults(&spelt)) == 0 && says_the_same(&spelt, &ordered);
    let result = if may_move { ordered } else { spelt };
    (result != text).then_some(result)
}

/// Puts in the names that were meant: keys first, since what stands under a misspelt key is defined nowhere, and a name
/// that seems to be missing may not be. Positions are those of the text in normal form.
fn spelt(text: String, findings: &[Finding], faults: &dyn Fn(&str) -> Vec<Finding>) -> String {
    if findings.iter().find_map(patch).is_none() {
        return text;
    }
    let text = patched(text, &|finding| finding.code == UNKNOWN_KEY, faults);
    let is_whole = |finding: &Finding| finding.severity < Severity::Error || patch(finding).is_some();
    if faults(&text).iter().all(is_whole) { patched(text, &|_| true, faults) } else { text }
}

fn errors(found: &[Finding]) -> usize {
    found.iter().filter(|fault| fault.severity == Severity::Error).count()
}

/// The loader's word for a key that it does not know.
const UNKNOWN_KEY: &str = "unknown-key";

fn patched(mut text: String, wanted: &dyn Fn(&Finding) -> bool, faults: &dyn Fn(&str) -> Vec<Finding>) -> String {
    let found = faults(&text);
    let mut patches: Vec<(Span, String)> = found.iter().filter(|one| wanted(one)).filter_map(patch).collect();
    // From behind, so that the places in front stay where they are.
    patches.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    patches.dedup_by_key(|(span, _)| *span);
    let mut before = errors(&found);
    for (span, meant) in patches {
        let (Some(front), Some(behind)) = (text.get(..span.start), text.get(span.end..)) else { continue };
        let copy = [front, &meant, behind].concat();
        let after = errors(&faults(&copy));
        if after < before {
            (text, before) = (copy, after);
        }
    }
    text
}

/// Do both texts hold the same, but for the order of the keys at the top?
fn says_the_same(one: &str, other: &str) -> bool {
    let top = |text: &str| match yaml::read("", text.as_bytes()) {
        Ok((_, Node { value: NodeValue::Map(mut entries), .. })) => {
            entries.sort_by_key(
                |(key, _)| if let NodeValue::Text(text) = &key.value { text.clone() } else { String::new() },
            );
            Some(entries)
        }
        _ => None,
    };
    let (Some(one), Some(other)) = (top(one), top(other)) else { return false };
    one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| alike(&a.0, &b.0) && alike(&a.1, &b.1))
}

/// The same value, wherever it stands.
fn alike(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (NodeValue::List(one), NodeValue::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| alike(a, b))
        }
        (NodeValue::Map(one), NodeValue::Map(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| alike(&a.0, &b.0) && alike(&a.1, &b.1))
        }
        (one, other) => one == other,
    }
}

/// A finding that names one candidate, about a place that holds one word.
fn patch(finding: &Finding) -> Option<(Span, String)> {
    let meant = finding.help.as_deref()?.strip_prefix("mente du `")?.strip_suffix("`?")?;
    let written = finding.source.text.get(finding.span.start..finding.span.end)?;
    let is_word = [written, meant].iter().all(|word| word.chars().all(crate::guideline::ids::is_id_char));
    // Another number is another paragraph or another year, never a slip of the pen that may be mended unseen.
    let numbers = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    (is_word && !written.is_empty() && numbers(written) == numbers(meant)).then(|| (finding.span, meant.to_owned()))
}

/// The order in which the language description lists the keys of a guideline.
const ORDER: [&str; 18] = [
    "format",
    "speciale",
    "titel",
    "version",
    "gælder",
    "status",
    "udgiver",
    "målgruppe",
    "relevant_når",
    "kilder",
    "spørgsmål",
    "begreber",
    "aldrig",
    "udgangspunkt",
    "kriterier",
    "rådgivning",
    "opfølgning",
    "fuldstændig",
];

/// Moves the top-level sections, each with the comments above it, into their order.
fn in_order(text: &str) -> String {
    let (head, mut sections) = sections(text);
    let is_guideline = sections.iter().any(|(key, body)| key == "format" && body.contains("visit/1"));
    let place = |key: &str| ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
    if !is_guideline || sections.is_sorted_by_key(|(key, _)| place(key)) {
        return text.to_owned();
    }
    sections.iter_mut().filter(|(_, body)| !body.ends_with('\n')).for_each(|(_, body)| body.push('\n'));
    sections.sort_by_key(|(key, _)| place(key));
    std::iter::once(head).chain(sections.into_iter().map(|(_, body)| body)).collect()
}

/// What stands before the first key's own comments, and the sections by key.
fn sections(text: &str) -> (String, Vec<(String, String)>) {
    let (mut head, mut list): (String, Vec<(String, String)>) = (String::new(), Vec::new());
    // Comments and empty lines belong to what follows them.
    let mut waiting = String::new();
    for line in text.split_inclusive('\n') {
        let starts_key = line.starts_with(|first: char| first.is_alphabetic());
        let idle = line.trim().is_empty() || line.starts_with('#');
        if idle {
            waiting.push_str(line);
            continue;
        }
        if starts_key {
            let key = line.split(':').next().unwrap_or_default().to_owned();
            let before = std::mem::take(&mut waiting);
            if list.is_empty() {
                head = before;
                list.push((key, line.to_owned()));
            } else {
                list.push((key, before + line));
            }
            continue;
        }
        if let Some((_, body)) = list.last_mut() {
            body.push_str(&std::mem::take(&mut waiting));
            body.push_str(line);
        }
    }
    if let Some((_, body)) = list.last_mut() {
        body.push_str(&waiting);
    }
    (head, list)
}

#[cfg(test)]
mod tests;
