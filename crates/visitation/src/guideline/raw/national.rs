//! `national.yaml` as written.

use super::Located;
use super::calendar;
use super::condition::{self, RawCondition};
use super::fields::Fields;
use super::guideline::{RawAdvice, advice, check_format, each, plain_text};
use super::question::{self, RawChoice, RawQuestion};
use super::supply;
use super::term;
use super::transition::{self, RawTransition};
use super::yaml::Node;
use crate::guideline::finding::Findings;
use crate::guideline::national::{Edition, FreeDay, LawPeriod};
use crate::guideline::source::Span;
use crate::guideline::supply::{Region, Shelf};
use crate::guideline::term::{Anchor, Term};

/// The format this reads.
pub const FORMAT: &str = "visit-national/1";

/// national.yaml with names that are not looked up yet.
#[derive(Debug, Clone)]
pub struct RawNational {
    /// `niveauer`
    pub levels: Vec<RawLevel>,
    /// `skalaer`
    pub scales: Vec<RawScale>,
    /// `spørgsmål`
    pub questions: Vec<RawQuestion>,
    /// `love`
    pub laws: Vec<RawLaw>,
    /// `rådgivere`
    pub advisers: Vec<RawAdviser>,
    /// `rådgivning`
    pub advice: Vec<RawAdvice>,
    /// `frister`
    pub deadlines: Vec<RawDeadline>,
    /// `overgange`
    pub transitions: Vec<RawTransition>,
    /// `version` and `gælder`
    pub edition: Edition,
    /// `helligdage`
    pub holidays: Vec<FreeDay>,
    /// `fridage`
    pub days_off: Vec<FreeDay>,
    /// `forældes`
    pub shelf: Option<Shelf>,
    /// `regioner`
    pub regions: Vec<Region>,
}

/// An entry of `niveauer`.
#[derive(Debug, Clone)]
pub struct RawLevel {
    /// `id`
    pub id: Located<String>,
    /// `titel`
    pub title: Option<String>,
    /// `beskrivelse`
    pub description: Option<String>,
}

/// An entry of `skalaer`.
#[derive(Debug, Clone)]
pub struct RawScale {
    /// `id`
    pub id: Located<String>,
    /// `titel`
    pub title: Option<String>,
    /// `trin`
    pub steps: Vec<RawChoice>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `love`.
#[derive(Debug, Clone)]
pub struct RawLaw {
    /// `id`
    pub id: Located<String>,
    /// `lov`
    pub act: Option<String>,
    /// `paragraf`
    pub section: Option<String>,
    /// `om`
    pub about: Option<String>,
    /// `lbk`
    pub consolidation: Option<String>,
    /// `kontrolleret`
    pub checked: Option<String>,
    /// `url`
    pub url: Option<String>,
    /// `brug_bekræftet` and `tekst_set`, or `bekræftet`
    pub verified: Option<bool>,
    /// `tekst_set`, or `bekræftet`
    pub text_seen: Option<bool>,
    /// `gælder`
    pub period: LawPeriod,
    /// `for`
    pub for_whom: Option<RawCondition>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `rådgivere`.
#[derive(Debug, Clone)]
pub struct RawAdviser {
    /// `id`
    pub id: Located<String>,
    /// `navn`
    pub name: Option<String>,
    /// `kontakt`
    pub contact: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `frister`.
#[derive(Debug, Clone)]
pub struct RawDeadline {
    /// `id`
    pub id: Located<String>,
    /// `om`
    pub about: Option<String>,
    /// `når`
    pub when: Option<RawCondition>,
    /// Its length, its anchor and whose it is
    pub term: Term,
    /// `opfyldt_ved`
    pub met_by: Option<Anchor>,
    /// `lov`
    pub laws: Vec<Located<String>>,
    /// Where it stands.
    pub span: Span,
}

/// Reads national.yaml; `None` when something it insists on is missing (reported).
pub fn read(node: &Node, findings: &mut Findings) -> Option<RawNational> {
    let mut map = Fields::open(node, "national.yaml", findings)?;
    check_format(&mut map, FORMAT, findings);
    let has_levels = map.need("niveauer", findings).is_some();
    let national = RawNational {
        levels: each(map.list("niveauer", findings), level, findings),
        scales: each(map.list("skalaer", findings), scale, findings),
        questions: each(map.list("spørgsmål", findings), question::question, findings),
        laws: each(map.list("love", findings), law, findings),
        advisers: each(map.list("rådgivere", findings), adviser, findings),
        advice: each(map.list("rådgivning", findings), advice, findings),
        deadlines: each(map.list("frister", findings), deadline, findings),
        transitions: each(map.list("overgange", findings), transition::transition, findings),
        edition: calendar::edition(&mut map, findings),
        holidays: each(map.list("helligdage", findings), calendar::free_day, findings),
        days_off: each(map.list("fridage", findings), calendar::free_day, findings),
        shelf: supply::shelf(&mut map, findings),
        regions: each(map.list("regioner", findings), supply::region, findings),
    };
    if has_levels && national.levels.is_empty() && findings.is_empty() {
        findings.error(
            "no-levels",
            map.span.part(0, 1),
            "der er ingen niveauer",
            "skriv mindst ét niveau, lavest først",
        );
    }
    map.close(findings);
    has_levels.then_some(national)
}

fn level(node: &Node, findings: &mut Findings) -> Option<RawLevel> {
    let mut map = Fields::open(node, "et niveau", findings)?;
    let id = map.need_name("id", findings);
    let title = plain_text(&mut map, "titel", findings);
    let description = plain_text(&mut map, "beskrivelse", findings);
    map.close(findings);
    Some(RawLevel { id: id?, title, description })
}

fn scale(node: &Node, findings: &mut Findings) -> Option<RawScale> {
    let mut map = Fields::open(node, "en skala", findings)?;
    let id = map.need_name("id", findings);
    let title = plain_text(&mut map, "titel", findings);
    let steps = map.need("trin", findings).map(|node| question::some_choices(node, "trin", findings));
    map.close(findings);
    Some(RawScale { id: id?, title, steps: steps?, span: node.span })
}

fn law(node: &Node, findings: &mut Findings) -> Option<RawLaw> {
    let mut map = Fields::open(node, "en lov", findings)?;
    let id = map.need_name("id", findings);
    let act = plain_text(&mut map, "lov", findings);
    let section = plain_text(&mut map, "paragraf", findings);
    let subsection = map.text("stk", findings).map(|text| text.value);
    let section = match (section, subsection) {
        (Some(section), Some(subsection)) => Some(format!("{section}, stk. {subsection}")),
        (section, _) => section,
    };
    let about = plain_text(&mut map, "om", findings);
    let consolidation = plain_text(&mut map, "lbk", findings);
    let checked = map.date("kontrolleret", findings).map(|date| date.value.to_string());
    let url = plain_text(&mut map, "url", findings);
    let both = map.yes_no("bekræftet", findings);
    let text_seen = map.yes_no("tekst_set", findings).or(both);
    let verified = map.yes_no("brug_bekræftet", findings).or(both);
    // Our use of a text that nobody has seen cannot be verified.
    let verified = verified.map(|verified| verified && text_seen != Some(false));
    let period = calendar::law_period(&mut map, findings);
    let for_whom = condition::optional(&mut map, "for", findings);
    map.close(findings);
    let span = node.span;
    let id = id?;
    Some(RawLaw { id, act, section, about, consolidation, checked, url, verified, text_seen, period, for_whom, span })
}

fn adviser(node: &Node, findings: &mut Findings) -> Option<RawAdviser> {
    let mut map = Fields::open(node, "en rådgiver", findings)?;
    let id = map.need_name("id", findings);
    let name = plain_text(&mut map, "navn", findings);
    let contact = plain_text(&mut map, "kontakt", findings);
    map.close(findings);
    Some(RawAdviser { id: id?, name, contact, span: node.span })
}

fn deadline(node: &Node, findings: &mut Findings) -> Option<RawDeadline> {
    let mut map = Fields::open(node, "en frist", findings)?;
    let id = map.need_name("id", findings);
    let about = plain_text(&mut map, "om", findings);
    let when = condition::optional(&mut map, "når", findings);
    let term = term::term(&mut map, findings);
    let met_by = map.word("opfyldt_ved", Anchor::ALL, findings);
    let laws = map.one_or_more_names("lov", findings);
    map.close(findings);
    Some(RawDeadline { id: id?, about, when, term: term?, met_by, laws, span: node.span })
}
