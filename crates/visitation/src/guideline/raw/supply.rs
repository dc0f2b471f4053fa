//! `forældes` and `regioner` of national.yaml as written.

use super::calendar;
use super::fields::Fields;
use super::guideline::plain_text;
use super::yaml::Node;
use crate::guideline::finding::Findings;
use crate::guideline::supply::{Region, Shelf};

/// `forældes`: all four numbers of days, or none.
pub fn shelf(map: &mut Fields<'_>, findings: &mut Findings) -> Option<Shelf> {
    let node = map.take("forældes", findings)?;
    let mut inner = Fields::open(node, "`forældes`", findings)?;
    let mut days = |key, findings: &mut Findings| {
        inner.need(key, findings);
        inner.count(key, findings).map(|days| i64::from(days.value))
    };
    let free = days("ledig", findings);
    let price = days("pris", findings);
    let approval = days("godkendelse", findings);
    let level = days("niveau", findings);
    inner.close(findings);
    Some(Shelf { free: free?, price: price?, approval: approval?, level: level? })
}

/// An entry of `regioner`.
pub fn region(node: &Node, findings: &mut Findings) -> Option<Region> {
    let mut map = Fields::open(node, "en region", findings)?;
    let id = map.need_name("id", findings);
    map.need("navn", findings);
    let name = plain_text(&mut map, "navn", findings);
    let municipalities = map.one_or_more_names("kommuner", findings).into_iter().map(|code| code.value).collect();
    let period = calendar::law_period(&mut map, findings);
    let verified = map.yes_no("bekræftet", findings);
    map.close(findings);
    Some(Region { id: id?.value, name: name?, municipalities, period, verified })
}
