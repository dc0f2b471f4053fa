//! Reads the files of limits (`visit-satser/1`) and of expenses (`visit-udgifter/1`), and says all that is wrong.

use super::model::{Act, Expenses, Limits, Person, Post, When};
use super::month::Month;
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::raw::fields::{self, Fields};
use crate::guideline::raw::guideline::{check_format, each, plain_text};
use crate::guideline::raw::yaml::{self, Node, NodeValue};
use crate::guideline::source::Span;
use crate::money::Ore;

/// The format of a file of limits.
const LIMITS: &str = "visit-satser/1";
/// The format of a file of expenses.
const EXPENSES: &str = "visit-udgifter/1";

/// Reads the limits of all years.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn read_limits(name: &str, bytes: &[u8]) -> Result<Vec<Limits>, Vec<Finding>> {
    let (source, node) = yaml::read(name, bytes)?;
    let mut findings = Findings::new(source);
    let years = limits_file(&node, &mut findings).unwrap_or_default();
    if findings.is_empty() { Ok(years) } else { Err(findings.into_sorted()) }
}

/// Reads a year's expenses.
///
/// # Errors
/// Everything that is wrong with the file, what a month outside the year would hide included.
pub fn read_expenses(name: &str, bytes: &[u8]) -> Result<Expenses, Vec<Finding>> {
    let (source, node) = yaml::read(name, bytes)?;
    let mut findings = Findings::new(source);
    match expenses(&node, &mut findings) {
        Some(expenses) if findings.is_empty() => Ok(expenses),
        _ => Err(findings.into_sorted()),
    }
}

fn limits_file(node: &Node, findings: &mut Findings) -> Option<Vec<Limits>> {
    let mut map = Fields::open(node, "en satsfil", findings)?;
    check_format(&mut map, LIMITS, findings);
    let covered_from = month(&mut map, "fyldt_67_fra", findings);
    let years = each(map.list("refusion", findings), |node, findings| limits(node, covered_from, findings), findings);
    map.close(findings);
    Some(years)
}

fn limits(node: &Node, covered_from: Option<Month>, findings: &mut Findings) -> Option<Limits> {
    let mut map = Fields::open(node, "et års satser", findings)?;
    let year = map.need("år", findings).and_then(|node| year(node, findings));
    let amounts = three(&mut map, "grænser", amount, findings);
    let percent = three(&mut map, "procent", percentage, findings);
    let source = plain_text(&mut map, "kilde", findings);
    map.date("kontrolleret", findings);
    let verified = map.yes_no("bekræftet", findings).unwrap_or_default();
    map.close(findings);
    let limits = amounts?;
    if !limits.is_sorted_by(|low, high| low < high) {
        findings.error("wrong-order", node.span, "grænserne skal stige", "skriv den laveste grænse først");
    }
    Some(Limits { year: year?, limits, percent: percent?, source: source.unwrap_or_default(), verified, covered_from })
}

fn three<T>(
    map: &mut Fields<'_>,
    key: &'static str,
    read: impl Fn(&Node, &str, &mut Findings) -> Option<T>,
    findings: &mut Findings,
) -> Option<[T; 3]> {
    let node = map.need(key, findings)?;
    let nodes = fields::list(node, key, findings);
    let values: Vec<T> = nodes.iter().filter_map(|node| read(node, key, findings)).collect();
    let complete = values.try_into().ok();
    if complete.is_none() && findings.is_empty() {
        findings.error("wrong-count", node.span, format!("`{key}` skal have tre tal"), "skriv `[…, …, …]`");
    }
    complete
}

fn expenses(node: &Node, findings: &mut Findings) -> Option<Expenses> {
    let mut map = Fields::open(node, "en udgiftsfil", findings)?;
    check_format(&mut map, EXPENSES, findings);
    let year = map.need("år", findings).and_then(|node| year(node, findings));
    let household = map.yes_no("husstand", findings).unwrap_or_default();
    let listed = map.need("personer", findings).map_or(&[][..], |node| fields::list(node, "personer", findings));
    let people = each(listed, |node, findings| person(node, year?, findings), findings);
    map.close(findings);
    Some(Expenses { year: year?, household, people: distinct(people, findings) })
}

fn distinct(people: Vec<Person>, findings: &mut Findings) -> Vec<Person> {
    for (place, person) in people.iter().enumerate() {
        if people.iter().take(place).any(|earlier| earlier.id == person.id) {
            let message = format!("personen `{}` står her for anden gang", person.id);
            findings.error("duplicate-id", person.span, message, "saml personens poster ét sted");
        }
    }
    people
}

fn person(node: &Node, year: i16, findings: &mut Findings) -> Option<Person> {
    let mut map = Fields::open(node, "en person", findings)?;
    let id = map.need_name("id", findings);
    map.need("lov", findings);
    let act = map.word("lov", &[("sel", Act::Adults), ("bl", Act::Children)], findings);
    let turns_18 = month(&mut map, "fyldt_18", findings);
    let turns_67 = month_or_no(&mut map, "fyldt_67", findings);
    let covered_before_67 = map.yes_no("omfattet_før_67", findings);
    let posts = each(map.list("poster", findings), |node, findings| post(node, year, findings), findings);
    map.close(findings);
    let before_the_year = turns_67.is_some_and(|turns| turns.before().year() < year && turns.year() <= year);
    if before_the_year && covered_before_67.is_none() {
        let help = "skriv `omfattet_før_67: ja`, hvis udgiften i den sidste måned før 67 år var over en tolvtedel af den \
                    første grænse, ellers `nej`";
        let message = "filen rummer ikke den sidste måned, før personen fyldte 67";
        findings.error("month-before-67", node.span, message, help);
    }
    if turns_18.is_some() && act == Some(Act::Adults) {
        let help = "skriv `lov: bl`; fra måneden i `fyldt_18` regnes efter serviceloven";
        findings.error("act-before-18", node.span, "før 18 år er det barnets lov, der gælder", help);
    }
    Some(Person { id: id?.value, act: act?, turns_18, turns_67, covered_before_67, posts, span: node.span })
}

fn post(node: &Node, year: i16, findings: &mut Findings) -> Option<Post> {
    let mut map = Fields::open(node, "en post", findings)?;
    let what = map.need("hvad", findings).and_then(|node| fields::text(node, "hvad", findings));
    let amount = map.need("kr", findings).and_then(|node| amount(node, "kr", findings));
    let once = map.yes_no("engang", findings).unwrap_or_default();
    let every = map.word("pr", &[("måned", true), ("år", false)], findings);
    let from = month_in(&mut map, "fra", year, findings);
    let to = month_in(&mut map, "til", year, findings);
    let counts = map.yes_no("tæller", findings).unwrap_or(true);
    let because = plain_text(&mut map, "fordi", findings);
    map.close(findings);
    if once == every.is_some() {
        let help = "skriv `pr: måned` for det, der betales hver måned, `pr: år` for et årsbeløb, eller `engang: ja`";
        findings.error("when-paid", node.span, "posten skal have enten `pr` eller `engang: ja`", help);
    }
    if every != Some(true) && from.or(to).is_some() {
        let help = "fjern `fra` og `til`; beløbet fordeles jævnt på årets tolv måneder";
        findings.error("months-of-once", node.span, "kun det, der betales hver måned, har `fra` og `til`", help);
    }
    if !counts && because.is_none() {
        let help = "tilføj `fordi: …`, så en anden kan se hvorfor";
        findings.error("missing-key", node.span, "en post, der ikke tæller, mangler `fordi`", help);
    }
    let (first, last) = (from.or(Month::new(year, 1))?, to.or(Month::new(year, 12))?);
    if last < first {
        findings.error("wrong-order", node.span, "`til` ligger før `fra`", "byt om på de to måneder");
    }
    let when = if every == Some(true) { When::Monthly(first, last) } else { When::Once };
    Some(Post { what: what?.value, amount: amount?, when, left_out: if counts { None } else { because } })
}

fn year(node: &Node, findings: &mut Findings) -> Option<i16> {
    let found = fields::integer(node, "år", findings)?.value;
    let year = i16::try_from(found).ok().filter(|year| (2000..=2200).contains(year));
    if year.is_none() {
        findings.error(
            "wrong-year",
            node.span,
            format!("{found} er ikke et år, der kan regnes for"),
            "skriv et år, for eksempel 2026",
        );
    }
    year
}

fn amount(node: &Node, key: &str, findings: &mut Findings) -> Option<Ore> {
    let text = fields::text(node, key, findings)?.value;
    let amount = Ore::read(&text);
    if amount.is_none() {
        let help = "skriv kroner, for eksempel 110000 eller 110000.50; i anførselstegn også \"110.000,50\"";
        findings.error("wrong-amount", node.span, format!("`{text}` er ikke et beløb"), help);
    }
    amount
}

fn percentage(node: &Node, key: &str, findings: &mut Findings) -> Option<u8> {
    let found = fields::integer(node, key, findings)?.value;
    let percent = u8::try_from(found).ok().filter(|percent| *percent <= 100);
    if percent.is_none() {
        findings.error("wrong-percent", node.span, format!("{found} er ikke en procent"), "skriv et tal fra 0 til 100");
    }
    percent
}

fn month(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<Month> {
    let node = map.take(key, findings)?;
    month_of(node, key, findings)
}

fn month_or_no(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<Month> {
    let node = map.take(key, findings)?;
    match &node.value {
        NodeValue::Bool(false) => None,
        NodeValue::Text(text) if text == "nej" => None,
        _ => month_of(node, key, findings),
    }
}

fn month_in(map: &mut Fields<'_>, key: &'static str, year: i16, findings: &mut Findings) -> Option<Month> {
    let node = map.take(key, findings)?;
    let found = month_of(node, key, findings)?;
    if found.year() != year {
        let help = format!("skriv en måned i {year}, eller lav en fil for hvert år");
        findings.error("other-year", node.span, format!("`{key}` ligger ikke i {year}"), help);
    }
    Some(found)
}

fn month_of(node: &Node, key: &str, findings: &mut Findings) -> Option<Month> {
    let found = match &node.value {
        NodeValue::Text(text) => Month::read(text),
        _ => None,
    };
    if found.is_none() {
        wrong_month(node.span, key, findings);
    }
    found
}

fn wrong_month(span: Span, key: &str, findings: &mut Findings) {
    findings.error("wrong-month", span, format!("`{key}` er ikke en måned"), "skriv år-måned, for eksempel 2022-07");
}
