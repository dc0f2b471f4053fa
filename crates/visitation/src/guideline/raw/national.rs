//! `national.yaml` as written.

use super::Located;
use super::condition::{self, RawCondition};
use super::fields::Fields;
use super::guideline::{RawAdvice, advice, check_format, each, plain_text};
use super::question::{self, RawChoice, RawQuestion};
use super::yaml::Node;
use crate::guideline::finding::Findings;
use crate::guideline::national::{DeadlineLength, DeadlineStart};
use crate::guideline::source::Span;

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
    /// `bekræftet`
    pub verified: Option<bool>,
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
    /// `dage` or `måneder`
    pub length: DeadlineLength,
    /// `fra`
    pub from: DeadlineStart,
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
    let about = plain_text(&mut map, "om", findings);
    let consolidation = plain_text(&mut map, "lbk", findings);
    let checked = map.date("kontrolleret", findings).map(|date| date.value.to_string());
    let url = plain_text(&mut map, "url", findings);
    let verified = map.yes_no("bekræftet", findings);
    map.close(findings);
    Some(RawLaw { id: id?, act, section, about, consolidation, checked, url, verified, span: node.span })
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
    let days = map.count("dage", findings);
    let months = map.count("måneder", findings);
    map.need("fra", findings);
    let starts = [
        ("henvendelse", DeadlineStart::Enquiry),
        ("afgørelse", DeadlineStart::Decision),
        ("iværksættelse", DeadlineStart::Start),
    ];
    let from = map.word("fra", &starts, findings);
    let laws = map.one_or_more_names("lov", findings);
    let length = match (days, months) {
        (Some(days), None) => Some(DeadlineLength::Days(days.value)),
        (None, Some(months)) => Some(DeadlineLength::Months(months.value)),
        _ => {
            let help = "skriv enten `dage: 14` eller `måneder: 3`";
            findings.error(
                "missing-key",
                map.span.part(0, 1),
                "en frist skal have en længde i dage eller i måneder",
                help,
            );
            None
        }
    };
    map.close(findings);
    Some(RawDeadline { id: id?, about, when, length: length?, from: from?, laws, span: node.span })
}
