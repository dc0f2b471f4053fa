//! `helligdage`, `fridage` and other dated entries of national.yaml as written.

use jiff::civil::Date;

use super::fields::{self, Fields};
use super::guideline::validity;
use super::yaml::Node;
use crate::guideline::finding::Findings;
use crate::guideline::national::{Edition, FreeDay, FreeDayRule, LawPeriod};

/// Reads one free day.
pub fn free_day(node: &Node, findings: &mut Findings) -> Option<FreeDay> {
    let mut map = Fields::open(node, "en fridag", findings)?;
    let id = map.need_name("id", findings);
    let fixed = map.take("dag", findings).and_then(|node| fixed(node, findings));
    let easter = map.integer("påske", findings);
    let from = map.date("fra", findings).map(|date| date.value);
    let to = map.date("til", findings).map(|date| date.value);
    let easter = easter.and_then(|days| i16::try_from(days.value).ok()).map(FreeDayRule::Easter);
    let rule = match (fixed, easter) {
        (Some(rule), None) | (None, Some(rule)) => Some(rule),
        _ => {
            let help = "skriv enten `dag: 12-25` (måned og dag) eller `påske: 39` (dage fra påskedag)";
            findings.error("missing-key", map.span.part(0, 1), "en fridag skal have én dag", help);
            None
        }
    };
    map.close(findings);
    Some(FreeDay { id: id?.value, rule: rule?, from, to })
}

fn fixed(node: &Node, findings: &mut Findings) -> Option<FreeDayRule> {
    let written = fields::text(node, "dag", findings)?;
    let parts = written.value.split_once('-').and_then(|(m, d)| Some((m.parse::<i8>().ok()?, d.parse::<i8>().ok()?)));
    // A leap year admits every day there is.
    let day = parts.filter(|(month, day)| Date::new(2024, *month, *day).is_ok());
    if day.is_none() {
        let help = "skriv måned og dag, for eksempel `12-25`";
        findings.error("wrong-date", node.span, format!("`{}` er ikke en dag i året", written.value), help);
    }
    day.map(|(month, day)| FreeDayRule::Fixed { month, day })
}

/// `version` and `gælder` of national.yaml.
pub fn edition(map: &mut Fields<'_>, findings: &mut Findings) -> Edition {
    let version = map.name("version", findings).map(|name| name.value);
    let period = map.take("gælder", findings).and_then(|node| validity(node, findings));
    let (from, to) = period.map_or((None, None), |(from, to)| (Some(from.value), to.map(|to| to.value)));
    Edition { version, from, to }
}

/// A law's `gælder`: either end may be left out.
pub fn law_period(map: &mut Fields<'_>, findings: &mut Findings) -> LawPeriod {
    let Some(node) = map.take("gælder", findings) else { return LawPeriod::default() };
    let Some(mut inner) = Fields::open(node, "`gælder`", findings) else { return LawPeriod::default() };
    let from = inner.date("fra", findings).map(|date| date.value);
    let to = inner.date("til", findings);
    inner.close(findings);
    if let (Some(from), Some(to)) = (from, &to)
        && to.value < from
    {
        findings.error(
            "wrong-date",
            to.span,
            "loven hører op, før den begynder",
            "`til` er den sidste dag, den gælder",
        );
    }
    LawPeriod { from, to: to.map(|to| to.value) }
}
