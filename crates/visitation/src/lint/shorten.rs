//! `visit lint --fix`: several comparisons of one question, written as one.
//!
//! Works on the text and not on what it means: `{mindst_en: [x = a, x = b]}` and `x = a eller b` are the same condition
//! by what the language says of the second. Comments and all that is not such a list stay as they are.

use crate::guideline::condition::Comparison;
use crate::guideline::finding::Findings;
use crate::guideline::raw::comparison;
use crate::guideline::raw::condition::{Operand, RawKind};
use crate::guideline::raw::yaml::{self, Node, NodeValue};
use crate::guideline::source::{SharedSource, Span};

/// The keys under which a condition stands.
const CONDITIONS: [&str; 3] = ["når", "spørg_når", "relevant_når"];

/// The text with every such list shortened; `None` where there is none, or where the text is no YAML.
#[must_use]
pub fn shortened(text: &str) -> Option<String> {
    let mut now = text.to_owned();
    // One at a time, since each moves what follows it; every turn leaves fewer comparisons.
    while let Some((span, put)) = next(&now) {
        now.replace_range(span.start..span.end, &put);
    }
    (now != text).then_some(now)
}

/// The first place that can be shortened, and what to put there.
fn next(text: &str) -> Option<(Span, String)> {
    let (source, root) = yaml::read("", text.as_bytes()).ok()?;
    // Places are those of the text in normal form.
    if source.text != text {
        return None;
    }
    let mut waiting = vec![&root];
    while let Some(node) = waiting.pop() {
        match &node.value {
            NodeValue::List(nodes) => waiting.extend(nodes),
            NodeValue::Map(entries) => {
                for (key, value) in entries {
                    let found = named(key).filter(|key| CONDITIONS.contains(key));
                    if let Some(edit) = found.and_then(|_| condition(&source, value, Some(key.span.end))) {
                        return Some(edit);
                    }
                    waiting.push(value);
                }
            }
            _ => {}
        }
    }
    None
}

fn named(key: &Node) -> Option<&str> {
    if let NodeValue::Text(text) = &key.value { Some(text) } else { None }
}

/// The first list in a condition that can be shortened. `after`: where the key ends whose value the condition is.
fn condition(source: &SharedSource, node: &Node, after: Option<usize>) -> Option<(Span, String)> {
    let NodeValue::Map(entries) = &node.value else { return None };
    if let [(key, Node { value: NodeValue::List(items), .. })] = entries.as_slice()
        && let Some(form) = named(key)
        && let Some(edit) = list(source, (node, key, after), form, items)
    {
        return Some(edit);
    }
    entries.iter().find_map(|(key, value)| match &value.value {
        NodeValue::List(items) => items.iter().find_map(|item| condition(source, item, None)),
        _ => condition(source, value, Some(key.span.end)),
    })
}

/// Two items of a list that say something of one question, as one item; or, of a list of two, as the whole.
fn list(
    source: &SharedSource,
    (whole, key, after): (&Node, &Node, Option<usize>),
    form: &str,
    items: &[Node],
) -> Option<(Span, String)> {
    for (at, first) in items.iter().enumerate() {
        for (place, second) in items.iter().enumerate().skip(at + 1) {
            let Some(merged) = merged(source, form, first, second) else { continue };
            let alone = items.len() == 2 && form != "ingen";
            if let Some(span) = replaced(source, (whole, key, after), second).filter(|_| alone) {
                return Some((span, merged_with(source, span, &merged)));
            }
            let before = items.get(place - 1)?;
            let gap = Span { start: before.span.end, end: second.span.end };
            // Only what parts two items may go: no comment, and nothing else.
            let parted = source.text.get(before.span.end..second.span.start)?;
            if !parted.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '-')) || ends_in_comment(source, second) {
                continue;
            }
            let between = source.text.get(first.span.end..gap.start)?;
            return Some((Span { start: first.span.start, end: gap.end }, format!("{merged}{between}")));
        }
    }
    None
}

/// Is there a comment behind the item, which would go with it?
fn ends_in_comment(source: &SharedSource, item: &Node) -> bool {
    let rest = source.text.get(item.span.end..).unwrap_or_default();
    rest.trim_start_matches(' ').starts_with('#')
}

/// The place of the whole condition, where nothing but its two items stands in it.
fn replaced(source: &SharedSource, (whole, key, after): (&Node, &Node, Option<usize>), last: &Node) -> Option<Span> {
    let text = source.text.as_str();
    let flow = text.get(key.span.start..)?.starts_with('{') || text.get(whole.span.start..)?.starts_with('{');
    let start = match after {
        Some(end) if !flow => end + text.get(end..)?.find(':')? + 1,
        _ => whole.span.start.min(key.span.start),
    };
    // A list in brackets ends with one, and so does a map in braces.
    let mut end = last.span.end;
    for closing in [']', '}'] {
        let skipped = text.get(end..)?.trim_start_matches([' ', '\n']);
        let wanted = closing == ']' && text.get(key.span.end..last.span.start)?.contains('[') || closing == '}' && flow;
        if wanted {
            end = text.len() - skipped.strip_prefix(closing)?.len();
        }
    }
    let inside = text.get(start..end)?;
    (!inside.contains('#')).then_some(Span { start, end })
}

/// After a key the value is parted from its colon.
fn merged_with(source: &SharedSource, span: Span, merged: &str) -> String {
    let before = source.text.get(..span.start).unwrap_or_default();
    if before.ends_with(':') { format!(" {merged}") } else { merged.to_owned() }
}

/// What two comparisons say together under a form, where that can be said in one.
fn merged(source: &SharedSource, form: &str, first: &Node, second: &Node) -> Option<String> {
    let (one, other) = (said(source, first)?, said(source, second)?);
    if one.name != other.name {
        return None;
    }
    let values = || format!("{} eller {}", one.values.join(" eller "), other.values.join(" eller "));
    let fresh = other.values.iter().all(|value| !one.values.contains(value));
    match (form, one.word, other.word) {
        ("mindst_en" | "ingen", "=", "=") | ("mindst_en" | "ingen", "har", "har") | ("alle", "!=", "!=") if fresh => {
            Some(format!("{} {} {}", one.name, one.word, values()))
        }
        ("alle", ">=", "<=") => {
            Some(format!("{} mellem {} og {}", one.name, one.values.first()?, other.values.first()?))
        }
        ("alle", "<=", ">=") => {
            Some(format!("{} mellem {} og {}", one.name, other.values.first()?, one.values.first()?))
        }
        _ => None,
    }
}

/// A comparison in words.
struct Said {
    name: String,
    word: &'static str,
    values: Vec<String>,
}

fn said(source: &SharedSource, node: &Node) -> Option<Said> {
    let NodeValue::Text(text) = &node.value else { return None };
    let value = |operand: &Operand| match operand {
        Operand::Name(name) => name.clone(),
        Operand::Number(number) => number.to_string(),
    };
    let (name, word, values) = match comparison::read(text, node.span, &mut Findings::new(source.clone())) {
        RawKind::Compare { left, op, right } => (left.value, op.symbol(), vec![value(&right.value)]),
        RawKind::OneOf { left, op: op @ (Comparison::Equal | Comparison::NotEqual), values } => {
            (left.value, op.symbol(), values.iter().map(|own| value(&own.value)).collect())
        }
        RawKind::Has { left, options } => (left.value, "har", options.into_iter().map(|own| own.value).collect()),
        _ => return None,
    };
    // A condition that is true or false takes no second value.
    let yes_no = values.iter().any(|value| matches!(value.as_str(), "ja" | "nej"));
    (!yes_no).then_some(Said { name, word, values })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_of_one_question_become_one() {
        for (long, short) in [
            ("når: { mindst_en: [x = a, x = b] }\n", "når: x = a eller b\n"),
            ("når: { mindst_en: [x = a, x = b, x = c] } # hvorfor\n", "når: x = a eller b eller c # hvorfor\n"),
            ("når:\n  mindst_en:\n    - x = a\n    - x = b\nfordi: y\n", "når: x = a eller b\nfordi: y\n"),
            (
                "når:\n  mindst_en:\n    - x = a\n    - y\n    - x = b\n    - z = c\n",
                "når:\n  mindst_en:\n    - x = a eller b\n    - y\n    - z = c\n",
            ),
            ("når: { ingen: [x = a, x = b] }\n", "når: { ingen: [x = a eller b] }\n"),
            ("når: { alle: [y, x >= 3, x <= 5] }\n", "når: { alle: [y, x mellem 3 og 5] }\n"),
            ("når: { alle: [x != a, x != b] }\n", "når: x != a eller b\n"),
            ("når: { alle: [y, { mindst_en: [x har a, x har b] }] }\n", "når: { alle: [y, x har a eller b] }\n"),
            (
                "når:\n  alle:\n    - mindst_en:\n        - x = a\n        - x = b\n    - y\n",
                "når:\n  alle:\n    - x = a eller b\n    - y\n",
            ),
            (
                "når:\n  alle:\n    - mindst_en: [x = a, x = b]\n    - y\n",
                "når:\n  alle:\n    - x = a eller b\n    - y\n",
            ),
            ("når:\n  ikke: { mindst_en: [x = a, x = b] }\n", "når:\n  ikke: x = a eller b\n"),
        ] {
            assert_eq!(shortened(long).as_deref(), Some(short));
        }
        for same in [
            "når: { mindst: 2, af: [x = a, x = b] }\n",
            "når: { alle: [x = a, x = b] }\n",
            "når: { mindst_en: [x = a, x = a] }\n",
            "når: { mindst_en: [x = ja, x = nej] }\n",
            "når:\n  mindst_en:\n    - x = a\n    - x = b # derfor\n    - y\n",
            "svar: { mindst_en: [x = a, x = b] }\n",
            "når: [",
        ] {
            assert_eq!(shortened(same), None, "{same}");
        }
    }
}
