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
    let units = [("dage", Unit::Days), ("hverdage", Unit::Workdays), ("uger", Unit::Weeks), ("måneder", Unit::Months)];
    let mut lengths = Vec::new();
    for (key, unit) in units {
        let written = map.has(key);
        let number = map.count(key, findings);
        if written {
            lengths.push(number.map(|number| Length { number: number.value, unit }));
        }
    }
    let length = only(&lengths, span, ("længde", "skriv én af `dage`, `hverdage`, `uger` og `måneder`"), findings);
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
    let way = only(&ways, span, ("begyndelse", "skriv `fra:` eller `før:` og det, der tælles fra"), findings);
    let whose = map.word("hvem", WHOSE, findings);
    let group = map.name("gruppe", findings).map(|name| name.value);
    let (direction, anchor) = way?;
    Some(Term { length: length?, direction, anchor, whose, group })
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
