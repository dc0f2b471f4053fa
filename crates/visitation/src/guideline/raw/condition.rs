//! Conditions as written: YAML for the structure, one line of text for a comparison.
//!
//! Reads form only; the line of text is [`comparison`]'s. Whether the names exist, and whether a comparison fits its question, is found in
//! `resolve::condition`.

use super::Located;
use super::comparison;
use super::fields::{self, Fields};
use super::yaml::{Node, NodeValue};
use crate::guideline::condition::Comparison;
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::source::Span;

/// A condition with names that are not looked up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawCondition {
    /// What it says.
    pub kind: RawKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of a condition as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawKind {
    /// `alle`
    All(Vec<RawCondition>),
    /// `mindst_en`
    Any(Vec<RawCondition>),
    /// `ingen`
    NoneOf(Vec<RawCondition>),
    /// `ikke` as a key or before a bare name.
    Not(Box<RawCondition>),
    /// `mindst … af`
    AtLeast(u32, Vec<RawCondition>),
    /// `højst … af`
    AtMost(u32, Vec<RawCondition>),
    /// A bare name.
    Name(String),
    /// `name op value`
    Compare {
        /// What is compared.
        left: Located<String>,
        /// How.
        op: Comparison,
        /// With what.
        right: Located<Operand>,
    },
    /// `name = value eller value …`, `name != value eller value …`: at least two values.
    OneOf {
        /// What is compared.
        left: Located<String>,
        /// `=` or `!=`.
        op: Comparison,
        /// With what.
        values: Vec<Located<Operand>>,
    },
    /// `name mellem value og value`
    Between {
        /// What is compared.
        left: Located<String>,
        /// The lower end.
        from: Located<Operand>,
        /// The upper end.
        to: Located<Operand>,
    },
    /// `name har option {eller option}`
    Has {
        /// The flervalg.
        left: Located<String>,
        /// The options.
        options: Vec<Located<String>>,
    },
    /// `antal(name) op N`
    Count {
        /// The flervalg.
        left: Located<String>,
        /// How the number of chosen options is compared.
        op: Comparison,
        /// With what.
        number: i64,
    },
    /// `maks(…) op value`
    Largest {
        /// The questions, at least one.
        names: Vec<Located<String>>,
        /// How the largest of them is compared.
        op: Comparison,
        /// With what.
        right: Located<Operand>,
    },
    /// `sum(…) op N`
    Sum {
        /// What is added up.
        terms: Vec<RawTerm>,
        /// How the sum is compared.
        op: Comparison,
        /// With what.
        number: i64,
    },
    /// Unreadable; what is wrong has been reported.
    Broken,
}

/// What stands on the right of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A name.
    Name(String),
    /// A whole number.
    Number(i64),
}

/// A term of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawTerm {
    /// A question.
    Name(Located<String>),
    /// `maks(…)`
    Largest(Vec<Located<String>>),
}

/// What is said where a condition cannot be read at all.
pub(super) const HELP: &str =
    "skriv for eksempel `alder < 18`, `risiko`, `ikke risiko`, `sprog har tegn` eller `\"sum(a, b) >= 3\"`";

/// What is said where a number stands alone: the end of a decimal number, as a rule.
const COMMA: &str =
    "et komma deler en liste med [ ]; tal i betingelser er hele tal, så skriv `alder >= 12` og ikke `alder >= 12,5`";

/// Reads a condition wherever one may stand.
pub fn read(node: &Node, findings: &mut Findings) -> RawCondition {
    let kind = match &node.value {
        NodeValue::Text(text) => comparison::read(text, node.span, findings),
        NodeValue::Map(_) => structure(node, findings),
        _ => {
            let message = format!("en betingelse er en tekst eller en blok, men her er {}", fields::kind(node));
            let help = if matches!(node.value, NodeValue::Integer(_) | NodeValue::Float) { COMMA } else { HELP };
            findings.error("wrong-type", node.span, message, help);
            RawKind::Broken
        }
    };
    RawCondition { kind, span: node.span }
}

/// Reads the condition under a key that may be left out.
pub fn optional(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<RawCondition> {
    map.take(key, findings).map(|node| read(node, findings))
}

/// Reads the condition under a key that must be there.
pub fn required(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<RawCondition> {
    map.need(key, findings).map(|node| read(node, findings))
}

const FORMS: [&str; 6] = ["alle", "mindst_en", "ingen", "ikke", "mindst", "højst"];

fn structure(node: &Node, findings: &mut Findings) -> RawKind {
    let before = findings.len();
    let Some(mut map) = Fields::open(node, "en betingelse", findings) else { return RawKind::Broken };
    let forms: Vec<&str> = FORMS.into_iter().filter(|form| map.has(form)).collect();
    if let [_, second, ..] = forms.as_slice() {
        let message = format!("betingelsen har både {}", ids::enumerate(&forms));
        let help = format!("giv `{second}` sin egen betingelse, og saml dem under `alle` eller `mindst_en`");
        findings.error("condition", map.span, message, help);
        return RawKind::Broken;
    }
    let kind = match forms.first().copied() {
        Some("alle") => RawKind::All(parts(&mut map, "alle", findings)),
        Some("mindst_en") => RawKind::Any(parts(&mut map, "mindst_en", findings)),
        Some("ingen") => RawKind::NoneOf(parts(&mut map, "ingen", findings)),
        Some("ikke") => {
            required(&mut map, "ikke", findings).map_or(RawKind::Broken, |part| RawKind::Not(Box::new(part)))
        }
        Some("mindst") => counted(&mut map, "mindst", RawKind::AtLeast, findings),
        Some("højst") => counted(&mut map, "højst", RawKind::AtMost, findings),
        _ => RawKind::Broken,
    };
    if forms.is_empty() && findings.len() == before {
        unknown_form(node, findings);
        return RawKind::Broken;
    }
    map.close(findings);
    kind
}

fn unknown_form(node: &Node, findings: &mut Findings) {
    let NodeValue::Map(entries) = &node.value else { return };
    let (name, span) = match entries.first().map(|(key, _)| (&key.value, key.span)) {
        Some((NodeValue::Text(name), span)) => (name.as_str(), span),
        _ => ("", node.span),
    };
    let known: Vec<&str> = FORMS.into_iter().chain(["af"]).collect();
    let help =
        ids::did_you_mean(name, known.iter().copied()).unwrap_or_else(|| format!("brug {}", ids::alternatives(&FORMS)));
    let message = if name.is_empty() {
        "betingelsen er tom".to_owned()
    } else {
        format!("en betingelse kan ikke begynde med `{name}`")
    };
    findings.error("condition", span, message, help);
}

fn parts(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Vec<RawCondition> {
    map.list(key, findings).iter().map(|node| read(node, findings)).collect()
}

fn counted(
    map: &mut Fields<'_>,
    key: &'static str,
    form: fn(u32, Vec<RawCondition>) -> RawKind,
    findings: &mut Findings,
) -> RawKind {
    let number = map.count(key, findings);
    let list = map.need("af", findings).map(|node| fields::list(node, "af", findings));
    let parts = list.unwrap_or_default().iter().map(|node| read(node, findings)).collect();
    number.map_or(RawKind::Broken, |number| form(number.value, parts))
}

#[cfg(test)]
mod tests {
    use super::super::yaml;
    use super::*;

    fn parse(text: &str) -> (RawCondition, Vec<String>) {
        let (source, node) = yaml::read("x", text.as_bytes()).unwrap();
        let mut findings = Findings::new(source);
        let condition = read(&node, &mut findings);
        (condition, findings.into_sorted().into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn every_form_is_read() {
        for text in [
            "risiko",
            "ikke risiko",
            "alder >= 18",
            "alder<18",
            "temperatur > -5",
            "sprog har tegn-tale",
            "sum(a, maks(b, c), d) != -2",
            "reaktion = udad eller trækker_sig eller andet",
            "alder != 3 eller 4",
            "eller = eller eller eller",
            "mellem = ja",
            "alder mellem 3 og 17",
            "søvn mellem let og svær",
            "sprog har tegn eller tale",
            "antal(sprog) >= 2",
            "antal = 2",
            "maks(a, b) >= svær",
            "maks(a) < 3",
            "{alle: []}",
            "{mindst_en: [a, {ingen: [b]}]}",
            "{ikke: {mindst: 2, af: [a, b, c]}}",
            "{højst: 0, af: [a = ja]}",
        ] {
            assert_eq!(parse(text).1, [""; 0], "{text}");
        }
    }

    #[test]
    fn faults_of_form_are_reported_once_each() {
        for text in [
            "",
            "3 < alder",
            "alder >=",
            "alder == 3",
            "a og b",
            "ikke alder < 3",
            "sum(a, b)",
            "sum(a >= 3",
            "a = 1.5",
            "a ≥ 3",
            "a.b",
            "{alle: a}",
            "{alle: [a], ingen: [b]}",
            "{mindst: 2}",
            "{mindst: -1, af: []}",
            "{}",
            "{ale: []}",
            "[a]",
            "true",
            "{mindst: 2, af: [a], alt: 1}",
            "a = \"b\"",
            "a = b = c",
            "a har",
            "a = b eller",
            "a < b eller c",
            "a = b, c",
            "a mellem 3",
            "a mellem 3 og",
            "a mellem 3 til 5",
            "a = 3..5",
            "a >= 1,5",
            "a har b eller",
            "antal(a, b) >= 2",
            "antal(a) >= b",
            "antal(a)",
            "maks(a, b)",
            "maks() >= 3",
            "ikke a = b eller c",
        ] {
            assert_eq!(parse(&format!("{}\n", if text.is_empty() { "\"\"" } else { text })).1.len(), 1, "{text}");
        }
    }

    #[test]
    fn a_comma_in_a_flow_list_is_explained() {
        let (source, node) = yaml::read("x", b"{alle: [sum(a, b) >= 3]}").unwrap();
        let mut findings = Findings::new(source);
        read(&node, &mut findings);
        let helps: Vec<_> = findings.into_sorted().into_iter().filter_map(|finding| finding.help).collect();
        assert!(helps.iter().all(|help| help.contains("anførselstegn")), "{helps:?}");
    }

    #[test]
    fn a_name_is_placed_where_it_stands() {
        let (condition, _) = parse("{alle: [\"æ > 1\", østre har vest]}\n");
        let RawKind::All(parts) = condition.kind else { panic!() };
        let RawKind::Has { options, .. } = &parts[1].kind else { panic!() };
        let option = &options[0];
        assert_eq!(option.span.end - option.span.start, 4);
        assert_eq!(&"{alle: [\"æ > 1\", østre har vest]}\n"[option.span.start..option.span.end], "vest");
    }
}
