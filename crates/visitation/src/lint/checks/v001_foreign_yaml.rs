//! V001. Points at a plain value that another YAML reader takes for something else.
//!
//! Two witnesses: the YAML organisation's own reader, node by node, and the list of what YAML 1.1 readers turn into
//! truth values, numbers and dates. A plain date where a date belongs is what the language asks for.

use serde_yaml::Value;

use crate::guideline::finding::Severity;
use crate::guideline::raw::yaml::{Node, NodeValue};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::File;

/// V001.
pub struct ForeignYaml;

const ABOUT: About = About {
    code: "V001",
    title: "en værdi, som andre YAML-læsere læser anderledes",
    severity: Severity::Warning,
    page: include_str!("v001_foreign_yaml.md"),
};

impl Lint for ForeignYaml {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn file(&self, file: &File<'_>, report: &mut Report<'_>) {
        let text = &file.source.text;
        if let Ok(other) = serde_yaml::from_str::<Value>(text) {
            compare(file.tree, &other, report);
        } else {
            let message = "en anden YAML-læser kan ikke læse filen";
            report.find(file.place_of("format"), message, "skriv det sted, der er usædvanligt, på en enklere måde");
        }
        visit(file.tree, None, &mut |node, key| {
            let Some(written) = text.get(node.span.start..node.span.end) else { return };
            let is_date = key.is_some_and(|key| DATES.contains(&key)) && looks_like_date(written);
            if matches!(node.value, NodeValue::Text(_)) && !is_date && is_something_else(written) {
                let message = format!("`{written}` er ikke en tekst for alle YAML-læsere");
                report.find(node.span, message, format!("sæt anførselstegn om: `\"{written}\"`"));
            }
        });
    }
}

/// Keys whose value is a date.
const DATES: [&str; 4] = ["fra", "til", "dato", "kontrolleret"];

fn visit<'n>(node: &'n Node, key: Option<&'n str>, look: &mut impl FnMut(&'n Node, Option<&'n str>)) {
    look(node, key);
    match &node.value {
        NodeValue::List(nodes) => nodes.iter().for_each(|node| visit(node, None, look)),
        NodeValue::Map(entries) => {
            for (name, value) in entries {
                look(name, None);
                let key = if let NodeValue::Text(key) = &name.value { Some(key.as_str()) } else { None };
                visit(value, key, look);
            }
        }
        _ => {}
    }
}

/// Does a YAML 1.1 reader resolve this plain scalar to something other than a text? See <https://yaml.org/type/>.
fn is_something_else(written: &str) -> bool {
    let lower = written.to_lowercase();
    let word =
        matches!(lower.as_str(), "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "~" | "=");
    let digits = lower.trim_start_matches(['+', '-']);
    let number = digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && digits.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '_' | ':' | '.' | 'x' | '+' | '-'))
        && !digits.chars().all(|c| c.is_ascii_hexdigit() && !c.is_ascii_digit());
    word || (number && resolves_to_number(digits)) || looks_like_date(written)
}

fn resolves_to_number(digits: &str) -> bool {
    let decimal = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '_');
    let sexagesimal = digits.contains(':') && digits.split([':', '.']).all(decimal);
    let based = digits.strip_prefix("0x").is_some_and(|hex| hex.chars().all(|c| c.is_ascii_hexdigit() || c == '_'));
    decimal(digits) || sexagesimal || based || digits.replace('_', "").parse::<f64>().is_ok()
}

fn looks_like_date(written: &str) -> bool {
    let parts: Vec<&str> = written.split('-').collect();
    let all_digits = parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    parts.len() == 3 && all_digits && parts.first().is_some_and(|year| year.len() == 4)
}

/// Walks both readings side by side.
fn compare(node: &Node, other: &Value, report: &mut Report<'_>) {
    let same = match (&node.value, other) {
        (NodeValue::Null, Value::Null) | (NodeValue::Float, Value::Number(_)) => true,
        (NodeValue::Bool(own), Value::Bool(other)) => own == other,
        (NodeValue::Integer(own), Value::Number(other)) => other.as_i64() == Some(*own),
        (NodeValue::Text(own), Value::String(other)) => own == other,
        (NodeValue::List(own), Value::Sequence(others)) if own.len() == others.len() => {
            own.iter().zip(others).for_each(|(own, other)| compare(own, other, report));
            true
        }
        (NodeValue::Map(own), Value::Mapping(others)) => {
            for (key, value) in own {
                let NodeValue::Text(name) = &key.value else { continue };
                match others.get(name.as_str()) {
                    Some(other) => compare(value, other, report),
                    None => differs(key, report),
                }
            }
            true
        }
        _ => false,
    };
    if !same {
        differs(node, report);
    }
}

fn differs(node: &Node, report: &mut Report<'_>) {
    // The other list finds most of these too; one finding is enough.
    let written = report.source().text.get(node.span.start..node.span.end).unwrap_or_default();
    if !(matches!(node.value, NodeValue::Text(_)) && is_something_else(written)) {
        report.find(node.span, "en anden YAML-læser læser en anden værdi her", "sæt anførselstegn om værdien");
    }
}
