//! A guideline file as written: `rules/<speciale>/<version>.yaml`.

use jiff::civil::Date;

use super::Located;
use super::comparison;
use super::condition::{self, RawCondition, RawTerm};
use super::fields::{self, Fields};
use super::question::{self, RawEntry};
use super::term;
use super::yaml::{Node, NodeValue};
use crate::guideline::Status;
use crate::guideline::finding::Findings;
use crate::guideline::national::{Basis, Duty};
use crate::guideline::source::Span;
use crate::guideline::term::{Anchor, Term};

/// The format this reads.
pub const FORMAT: &str = "visit/1";

/// A guideline with names that are not looked up yet.
#[derive(Debug, Clone)]
pub struct RawGuideline {
    /// `speciale`
    pub speciale: Located<String>,
    /// `titel`
    pub title: Option<String>,
    /// `version`
    pub version: Located<String>,
    /// `gælder.fra`
    pub valid_from: Located<Date>,
    /// `gælder.til`
    pub valid_to: Option<Located<Date>>,
    /// `status`
    pub status: Option<Status>,
    /// `udgiver`
    pub publisher: Option<String>,
    /// `målgruppe`
    pub target_group: Option<String>,
    /// `relevant_når`
    pub relevant_when: Option<RawCondition>,
    /// `kilder`
    pub references: Vec<RawReference>,
    /// `spørgsmål`
    pub questions: Vec<RawEntry>,
    /// `begreber`
    pub concepts: Vec<RawConcept>,
    /// `beregninger`
    pub calculations: Vec<RawCalculation>,
    /// `aldrig`
    pub never: Vec<RawNever>,
    /// `udgangspunkt`
    pub base_level: Located<String>,
    /// `kriterier`
    pub criteria: Vec<RawCriterion>,
    /// `rådgivning`
    pub advice: Vec<RawAdvice>,
    /// `opfølgning`
    pub follow_up: Option<RawFollowUp>,
    /// `fuldstændig`
    pub complete: Option<bool>,
}

/// An entry of `kilder`.
#[derive(Debug, Clone)]
pub struct RawReference {
    /// `id`
    pub id: Located<String>,
    /// `titel`
    pub title: Option<String>,
    /// `udgiver`
    pub publisher: Option<String>,
    /// `år`
    pub year: Option<i64>,
    /// `url`
    pub url: Option<String>,
    /// `bekræftet`
    pub verified: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `begreber`.
#[derive(Debug, Clone)]
pub struct RawConcept {
    /// `id`
    pub id: Located<String>,
    /// `betyder`
    pub meaning: Option<String>,
    /// `når`
    pub when: RawCondition,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `beregninger`.
#[derive(Debug, Clone)]
pub struct RawCalculation {
    /// `id`
    pub id: Located<String>,
    /// `betyder`
    pub meaning: Option<String>,
    /// `af`; nothing where it cannot be read.
    pub terms: Vec<RawTerm>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `aldrig`.
#[derive(Debug, Clone)]
pub struct RawNever {
    /// `når`
    pub when: RawCondition,
    /// `fordi`
    pub because: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `kriterier`.
#[derive(Debug, Clone)]
pub struct RawCriterion {
    /// `id`
    pub id: Located<String>,
    /// `niveau`
    pub level: Located<String>,
    /// `når`
    pub when: RawCondition,
    /// `fordi`
    pub because: Option<Located<String>>,
    /// `kilde`
    pub source: Option<Located<String>>,
    /// `lov`
    pub laws: Vec<Located<String>>,
    /// `bekræftet`
    pub verified: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `rådgivning`, in a guideline or in national.yaml.
#[derive(Debug, Clone)]
pub struct RawAdvice {
    /// `id`
    pub id: Located<String>,
    /// `pligt`
    pub duty: Duty,
    /// `grundlag`
    pub basis: Option<Basis>,
    /// `hos`
    pub from: Option<Located<String>>,
    /// `når`
    pub when: RawCondition,
    /// `senest`, or `inden_dage`
    pub latest: Option<Term>,
    /// `opfyldt_ved` of `senest`
    pub met_by: Option<Anchor>,
    /// `fordi`
    pub because: Option<Located<String>>,
    /// `kilde`
    pub source: Option<Located<String>>,
    /// `lov`
    pub laws: Vec<Located<String>>,
    /// `bekræftet`
    pub verified: Option<bool>,
    /// Where it stands.
    pub span: Span,
}

/// `opfølgning: { måneder: … }`.
#[derive(Debug, Clone)]
pub enum RawFollowUp {
    /// One number for all levels.
    Same(u32),
    /// A number per level.
    PerLevel(Vec<(Located<String>, u32)>),
}

/// Reads a guideline; `None` when something it insists on is missing or unreadable (all of it reported).
pub fn read(node: &Node, findings: &mut Findings) -> Option<RawGuideline> {
    let mut map = Fields::open(node, "en retningslinje", findings)?;
    check_format(&mut map, FORMAT, findings);
    let speciale = map.need_name("speciale", findings);
    let title = plain_text(&mut map, "titel", findings);
    let version = map.need_name("version", findings);
    let validity = map.need("gælder", findings).and_then(|node| validity(node, findings));
    let statuses = [("udkast", Status::Draft), ("høring", Status::Hearing), ("gældende", Status::InForce)];
    let status = map.word("status", &statuses, findings);
    let publisher = plain_text(&mut map, "udgiver", findings);
    let target_group = plain_text(&mut map, "målgruppe", findings);
    let relevant_when = condition::optional(&mut map, "relevant_når", findings);
    let references = each(map.list("kilder", findings), reference, findings);
    let has_questions = map.need("spørgsmål", findings).is_some();
    let questions = each(map.list("spørgsmål", findings), question::entry, findings);
    let concepts = each(map.list("begreber", findings), concept, findings);
    let calculations = each(map.list("beregninger", findings), calculation, findings);
    let never = each(map.list("aldrig", findings), never, findings);
    let base_level = map.need_name("udgangspunkt", findings);
    let has_criteria = map.need("kriterier", findings).is_some();
    let criteria = each(map.list("kriterier", findings), criterion, findings);
    let advice = each(map.list("rådgivning", findings), advice, findings);
    let follow_up = map.take("opfølgning", findings).and_then(|node| follow_up(node, findings));
    let complete = map.yes_no("fuldstændig", findings);
    map.close(findings);
    let (valid_from, valid_to) = validity?;
    (has_questions && has_criteria).then_some(())?;
    Some(RawGuideline {
        speciale: speciale?,
        title,
        version: version?,
        valid_from,
        valid_to,
        status,
        publisher,
        target_group,
        relevant_when,
        references,
        questions,
        concepts,
        calculations,
        never,
        base_level: base_level?,
        criteria,
        advice,
        follow_up,
        complete,
    })
}

/// Reports a file of another format or version.
pub fn check_format(map: &mut Fields<'_>, wanted: &str, findings: &mut Findings) {
    let Some(format) = map.need_name("format", findings) else { return };
    if format.value != wanted {
        let message = format!("formatet `{}` kan ikke læses her", format.value);
        findings.error("wrong-format", format.span, message, format!("skriv `format: {wanted}`"));
    }
}

/// A text for people whose place nobody needs.
pub fn plain_text(map: &mut Fields<'_>, key: &'static str, findings: &mut Findings) -> Option<String> {
    map.text(key, findings).map(|text| text.value)
}

/// Reads every element, leaving out the unreadable ones (all of them reported).
pub fn each<T>(nodes: &[Node], read: impl Fn(&Node, &mut Findings) -> Option<T>, findings: &mut Findings) -> Vec<T> {
    nodes.iter().filter_map(|node| read(node, findings)).collect()
}

/// Reads `gælder`.
pub fn validity(node: &Node, findings: &mut Findings) -> Option<(Located<Date>, Option<Located<Date>>)> {
    let mut map = Fields::open(node, "`gælder`", findings)?;
    map.need("fra", findings);
    let from = map.date("fra", findings);
    let to = map.date("til", findings);
    map.close(findings);
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        let message = "retningslinjen hører op, før den begynder";
        findings.error("wrong-date", to.span, message, "`til` er den sidste dag, den gælder");
    }
    Some((from?, to))
}

fn reference(node: &Node, findings: &mut Findings) -> Option<RawReference> {
    let mut map = Fields::open(node, "en kilde", findings)?;
    let id = map.need_name("id", findings);
    let title = plain_text(&mut map, "titel", findings);
    let publisher = plain_text(&mut map, "udgiver", findings);
    let year = map.integer("år", findings).map(|year| year.value);
    let url = plain_text(&mut map, "url", findings);
    let verified = map.yes_no("bekræftet", findings);
    map.close(findings);
    Some(RawReference { id: id?, title, publisher, year, url, verified, span: node.span })
}

fn concept(node: &Node, findings: &mut Findings) -> Option<RawConcept> {
    let mut map = Fields::open(node, "et begreb", findings)?;
    let id = map.need_name("id", findings);
    let meaning = plain_text(&mut map, "betyder", findings);
    let when = condition::required(&mut map, "når", findings);
    map.close(findings);
    let when = when.unwrap_or(RawCondition { kind: condition::RawKind::Broken, span: node.span });
    Some(RawConcept { id: id?, meaning, when, span: node.span })
}

fn calculation(node: &Node, findings: &mut Findings) -> Option<RawCalculation> {
    let mut map = Fields::open(node, "en beregning", findings)?;
    let id = map.need_name("id", findings);
    let meaning = plain_text(&mut map, "betyder", findings);
    let of = map.need("af", findings).and_then(|node| fields::text(node, "af", findings));
    map.close(findings);
    let terms = of.and_then(|text| comparison::calculation(&text.value, text.span, findings)).unwrap_or_default();
    Some(RawCalculation { id: id?, meaning, terms, span: node.span })
}

fn never(node: &Node, findings: &mut Findings) -> Option<RawNever> {
    let mut map = Fields::open(node, "en `aldrig`-regel", findings)?;
    let when = condition::required(&mut map, "når", findings);
    let because = plain_text(&mut map, "fordi", findings);
    map.close(findings);
    Some(RawNever { when: when?, because, span: node.span })
}

fn criterion(node: &Node, findings: &mut Findings) -> Option<RawCriterion> {
    let mut map = Fields::open(node, "et kriterium", findings)?;
    let id = map.need_name("id", findings);
    let level = map.need_name("niveau", findings);
    let when = condition::required(&mut map, "når", findings);
    let because = map.text("fordi", findings);
    let source = map.name("kilde", findings);
    let laws = map.one_or_more_names("lov", findings);
    let verified = map.yes_no("bekræftet", findings);
    map.close(findings);
    Some(RawCriterion { id: id?, level: level?, when: when?, because, source, laws, verified, span: node.span })
}

/// Reads `pligt`, which must be there, and `grundlag`.
pub fn duty_and_basis(map: &mut Fields<'_>, findings: &mut Findings) -> (Option<Duty>, Option<Basis>) {
    map.need("pligt", findings);
    let duty = map.word("pligt", &[("obligatorisk", Duty::Mandatory), ("anbefalet", Duty::Recommended)], findings);
    let bases = [
        ("lov", Basis::Law),
        ("national", Basis::National),
        ("retningslinje", Basis::Guideline),
        ("lokal", Basis::Local),
    ];
    (duty, map.word("grundlag", &bases, findings))
}

/// Reads a duty.
pub fn advice(node: &Node, findings: &mut Findings) -> Option<RawAdvice> {
    let mut map = Fields::open(node, "en rådgivning", findings)?;
    let id = map.need_name("id", findings);
    let (duty, basis) = duty_and_basis(&mut map, findings);
    let from = map.name("hos", findings);
    let when = condition::required(&mut map, "når", findings);
    let within_days = map.count("inden_dage", findings).map(|days| Term::within_days(days.value));
    let latest = map.take("senest", findings);
    if let (Some(_), Some(node)) = (&within_days, latest) {
        findings.error("two-keys", node.span, "`inden_dage` og `senest` siger det samme", "behold `senest`");
    }
    let (latest, met_by) = match latest.and_then(|node| term::latest(node, findings)) {
        Some((term, met_by)) => (Some(term), met_by),
        None => (within_days, None),
    };
    let because = map.text("fordi", findings);
    let source = map.name("kilde", findings);
    let laws = map.one_or_more_names("lov", findings);
    let verified = map.yes_no("bekræftet", findings);
    map.close(findings);
    let (id, duty, when) = (id?, duty?, when?);
    Some(RawAdvice { id, duty, basis, from, when, latest, met_by, because, source, laws, verified, span: node.span })
}

fn follow_up(node: &Node, findings: &mut Findings) -> Option<RawFollowUp> {
    let mut map = Fields::open(node, "`opfølgning`", findings)?;
    let months = map.need("måneder", findings);
    map.close(findings);
    let months = months?;
    let NodeValue::Map(entries) = &months.value else {
        return fields::count(months, "måneder", findings).map(|number| RawFollowUp::Same(number.value));
    };
    let mut levels = Vec::new();
    for (key, value) in entries {
        let level = fields::name(key, "måneder", findings);
        let number = fields::count(value, "måneder", findings);
        if let (Some(level), Some(number)) = (level, number) {
            levels.push((level, number.value));
        }
    }
    Some(RawFollowUp::PerLevel(levels))
}
