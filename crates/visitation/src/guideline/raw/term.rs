//! The one shape of a time limit as written, in `frister` and in a duty's `senest`.

use super::fields::Fields;
use super::yaml::Node;
use crate::guideline::finding::Findings;
use crate::guideline::source::Span;
use crate::guideline::term::{Anchor, Direction, Length, Term, Unit, Whose};

const WHOSE: &[(&str, Whose)] = &[
    ("borgeren", Whose::Citizen),
    ("kommunen", Whose::Municipality),
    ("regionen", Whose::Region),
    ("tilbuddet", Whose::Offer),
    ("skolen", Whose::School),
];

/// Reads the keys of a time limit from a map that has others, too; `None` when it is not whole (reported).
pub fn term(map: &mut Fields<'_>, findings: &mut Findings) -> Option<Term> {
    let span = map.span.part(0, 1);
    let lengths = lengths(map, findings);
    let length = only(&lengths, span, ("længde", "skriv én af `dage`, `hverdage`, `uger` og `måneder`"), findings);
    let ways = ways(map, findings);
    let way = only(&ways, span, ("begyndelse", "skriv `fra:` eller `før:` og det, der tælles fra"), findings);
    let whose = map.word("hvem", WHOSE, findings);
    let group = map.name("gruppe", findings).map(|name| name.value);
    let (direction, anchor) = way?;
    Some(Term { length: length?, direction, anchor, whose, group })
}

/// Reads the keys of a time that may have no number: a length and a beginning, the day of the event that it is before, or
/// the event alone. With whose it is.
pub fn loose(map: &mut Fields<'_>, findings: &mut Findings) -> (Option<Term>, Option<Anchor>, Option<Whose>) {
    let counted = UNITS.iter().any(|(key, _)| map.has(key));
    if counted {
        let term = term(map, findings);
        let whose = term.as_ref().and_then(|term| term.whose);
        return (term, None, whose);
    }
    let ways = ways(map, findings);
    let whose = map.word("hvem", WHOSE, findings);
    let span = map.span.part(0, 1);
    let way = if ways.is_empty() { None } else { only(&ways, span, ("begyndelse", "behold én af dem"), findings) };
    match way {
        Some((direction @ Direction::Before, anchor)) => {
            let length = Length { number: 0, unit: Unit::Days };
            (Some(Term { length, direction, anchor, whose, group: None }), None, whose)
        }
        Some((Direction::From, anchor)) => (None, Some(anchor), whose),
        None => (None, None, whose),
    }
}

/// Is any key of a time limit there?
#[must_use]
pub fn is_written(map: &Fields<'_>) -> bool {
    UNITS.iter().map(|(key, _)| *key).chain(["fra", "før", "hvem", "gruppe"]).any(|key| map.has(key))
}

const UNITS: [(&str, Unit); 4] =
    [("dage", Unit::Days), ("hverdage", Unit::Workdays), ("uger", Unit::Weeks), ("måneder", Unit::Months)];

fn lengths(map: &mut Fields<'_>, findings: &mut Findings) -> Vec<Option<Length>> {
    let mut lengths = Vec::new();
    for (key, unit) in UNITS {
        let written = map.has(key);
        let number = map.count(key, findings);
        if written {
            lengths.push(number.map(|number| Length { number: number.value, unit }));
        }
    }
    lengths
}

fn ways(map: &mut Fields<'_>, findings: &mut Findings) -> Vec<Option<(Direction, Anchor)>> {
    let mut ways = Vec::new();
    for (key, direction) in [("fra", Direction::From), ("før", Direction::Before)] {
        let written = map.has(key);
        // As the word was before there were others.
        let old = [("iværksættelse", Anchor::Started)];
        let words: Vec<(&str, Anchor)> = Anchor::ALL.iter().copied().chain(old).collect();
        let anchor = map.word(key, &words, findings);
        if written {
            ways.push(anchor.map(|anchor| (direction, anchor)));
        }
    }
    ways
}

/// Reads `senest`: the time limit, and the event that shows that it was kept.
pub fn latest(node: &Node, findings: &mut Findings) -> Option<(Term, Option<Anchor>)> {
    let mut map = Fields::open(node, "`senest`", findings)?;
    let term = term(&mut map, findings);
    let met_by = map.word("opfyldt_ved", Anchor::ALL, findings);
    map.close(findings);
    Some((term?, met_by))
}

/// Exactly one of what was written; what it is that is missing or doubled is said.
fn only<T: Copy>(written: &[Option<T>], span: Span, (what, help): (&str, &str), findings: &mut Findings) -> Option<T> {
    match written {
        [one] => *one,
        [] => {
            findings.error("missing-key", span, format!("en frist skal have en {what}"), help);
            None
        }
        _ => {
            findings.error("two-keys", span, format!("en frist kan kun have én {what}"), help);
            None
        }
    }
}
