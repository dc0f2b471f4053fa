//! A catalogue from YAML, `format: visit-tilbud/1`, with everything that is wrong with it.

use jiff::civil::Date;

use super::catalogue::{Ages, Approval, Catalogue, Free, Function, LevelClaim, Offer, OpenTo, Place, Price, Targets};
use super::words::{APPROVALS, DRIVERS, FORMS, PERS, PRICE_KINDS, SAYS};
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::raw::fields::{self, Fields};
use crate::guideline::raw::guideline::{check_format, each, plain_text};
use crate::guideline::raw::yaml::{self, Node, NodeValue};
use crate::money::Ore;

/// The format of a catalogue.
pub(super) const FORMAT: &str = "visit-tilbud/1";

/// Reads a catalogue.
///
/// # Errors
/// Everything that keeps it from being read. What is read but doubtful is `check`'s to say.
pub fn read_yaml(name: &str, bytes: &[u8]) -> Result<Catalogue, Vec<Finding>> {
    let (source, node) = yaml::read(name, bytes)?;
    let mut findings = Findings::new(source.clone());
    let read = Fields::open(&node, "et katalog", &mut findings).map(|mut map| {
        check_format(&mut map, FORMAT, &mut findings);
        let publisher = plain_text(&mut map, "udgiver", &mut findings);
        let extract = day(&mut map, "udtræk", &mut findings);
        let origin = plain_text(&mut map, "kilde", &mut findings);
        map.need("tilbud", &mut findings);
        let offers = each(map.list("tilbud", &mut findings), offer, &mut findings);
        map.close(&mut findings);
        Catalogue { publisher, extract, origin, offers, source }
    });
    match read {
        Some(catalogue) if findings.is_empty() => Ok(catalogue),
        _ => Err(findings.into_sorted()),
    }
}

fn offer(node: &Node, findings: &mut Findings) -> Option<Offer> {
    let mut map = Fields::open(node, "et tilbud", findings)?;
    let id = map.need_name("id", findings);
    let name = map.need("navn", findings).and_then(|node| fields::text(node, "navn", findings));
    let (portal_offer, portal_unit) = block(&mut map, "portal", findings, |map, findings| {
        (code(map, "tilbud", findings), code(map, "afdeling", findings))
    })
    .unwrap_or_default();
    map.need("form", findings);
    let form = map.word("form", FORMS, findings);
    map.need("paragraf", findings);
    let sections = names(&mut map, "paragraf", findings);
    let rammer =
        block(&mut map, "rammer", findings, |map, findings| (names(map, "ja", findings), names(map, "nej", findings)));
    let (has, lacks) = rammer.unwrap_or_default();
    let read = Offer {
        id: id.map(|id| id.value).unwrap_or_default(),
        name: name.map(|name| name.value).unwrap_or_default(),
        portal_offer,
        portal_unit,
        driver: map.word("driver", DRIVERS, findings),
        form: form?,
        sections,
        targets: block(&mut map, "målgruppe", findings, |map, findings| Targets {
            primary: names(map, "primær", findings),
            also: names(map, "også", findings),
        }),
        ages: block(&mut map, "alder", findings, |map, findings| Ages {
            from: map.integer("fra", findings).map(|age| age.value),
            to: map.integer("til", findings).map(|age| age.value),
        }),
        level: block(&mut map, "niveau", findings, level).flatten(),
        has,
        lacks,
        methods: names(&mut map, "metoder", findings),
        places: map.count("pladser", findings).map(|count| count.value),
        free: block(&mut map, "ledig", findings, |map, findings| Free {
            from: day(map, "fra", findings),
            count: map.count("antal", findings).map(|count| count.value),
            seen: day(map, "set", findings),
        }),
        price: block(&mut map, "pris", findings, price).flatten(),
        approval: block(&mut map, "godkendelse", findings, approval).flatten(),
        place: block(&mut map, "sted", findings, |map, findings| Place {
            municipality: code(map, "kommune", findings),
            postcode: code(map, "postnr", findings),
        }),
        open_to: open_to(&mut map, findings),
        covers: names(&mut map, "dækker", findings),
        function: block(&mut map, "funktion", findings, function).flatten(),
        span: node.span,
    };
    map.close(findings);
    Some(read)
}

fn level(map: &mut Fields<'_>, findings: &mut Findings) -> Option<LevelClaim> {
    let level = map.need_name("id", findings);
    map.need("siger", findings);
    let says = map.word("siger", SAYS, findings);
    let seen = day(map, "set", findings);
    Some(LevelClaim { level: level?.value, says: says?, seen })
}

fn price(map: &mut Fields<'_>, findings: &mut Findings) -> Option<Price> {
    let amount = map.need("kr", findings).and_then(|node| amount(node, findings));
    map.need("pr", findings);
    let per = map.word("pr", PERS, findings);
    map.need("art", findings);
    let kind = map.word("art", PRICE_KINDS, findings);
    let year = map.integer("år", findings).and_then(|year| i16::try_from(year.value).ok());
    let occupancy = map.count("belægning", findings).map(|percent| percent.value);
    let additions = map.yes_no("tillæg", findings);
    let seen = day(map, "set", findings);
    Some(Price { amount: amount?, per: per?, kind: kind?, year, occupancy, additions, seen })
}

fn amount(node: &Node, findings: &mut Findings) -> Option<Ore> {
    let text = fields::text(node, "kr", findings)?.value;
    let amount = Ore::read(&text);
    if amount.is_none() {
        let help = "skriv kroner, for eksempel 4700 eller 4700.50; i anførselstegn også \"4.700,50\"";
        findings.error("wrong-amount", node.span, format!("`{text}` er ikke et beløb"), help);
    }
    amount
}

fn approval(map: &mut Fields<'_>, findings: &mut Findings) -> Option<Approval> {
    map.need("status", findings);
    let status = map.word("status", APPROVALS, findings);
    let seen = day(map, "set", findings);
    Some(Approval { status: status?, seen })
}

fn function(map: &mut Fields<'_>, findings: &mut Findings) -> Option<Function> {
    let kind = map.need_name("slags", findings);
    let says = plain_text(map, "siger", findings);
    Some(Function { kind: kind?.value, says })
}

fn open_to(map: &mut Fields<'_>, findings: &mut Findings) -> Option<OpenTo> {
    let node = map.take("åben_for", findings)?;
    match &node.value {
        NodeValue::Text(text) if text == "alle" => Some(OpenTo::All),
        _ => Some(OpenTo::Only(names(map, "åben_for", findings))),
    }
}

/// A map inside a map, read by `read` and closed.
pub(super) fn block<T>(
    map: &mut Fields<'_>,
    key: &'static str,
    findings: &mut Findings,
    read: impl FnOnce(&mut Fields<'_>, &mut Findings) -> T,
) -> Option<T> {
    let node = map.take(key, findings)?;
    let mut inner = Fields::open(node, "en blok", findings)?;
    let value = read(&mut inner, findings);
    inner.close(findings);
    Some(value)
}

/// Names, one or a list; quoted where they look like numbers, since zeros in front count.
pub(super) fn names(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Vec<String> {
    map.one_or_more_names(key, findings).into_iter().map(|name| name.value).collect()
}

pub(super) fn code(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<String> {
    map.name(key, findings).map(|name| name.value)
}

pub(super) fn day(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<Date> {
    map.date(key, findings).map(|date| date.value)
}
