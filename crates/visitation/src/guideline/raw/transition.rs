//! `overgange` as written.

use super::Located;
use super::condition::{self, RawCondition};
use super::fields::{self, Fields};
use super::guideline::{duty_and_basis, each};
use super::term;
use super::yaml::Node;
use crate::guideline::finding::Findings;
use crate::guideline::national::{Basis, Duty};
use crate::guideline::source::Span;
use crate::guideline::term::{Anchor, Term, Whose};

/// A transition with names that are not looked up yet.
#[derive(Debug, Clone)]
pub struct RawTransition {
    /// `id`
    pub id: Located<String>,
    /// `titel`
    pub title: Option<String>,
    /// `når`
    pub when: Option<RawCondition>,
    /// `hændelse`
    pub events: Vec<Located<String>>,
    /// `trin`
    pub steps: Vec<RawStep>,
    /// Where it stands.
    pub span: Span,
}

/// An entry of `trin`.
#[derive(Debug, Clone)]
pub struct RawStep {
    /// `id`
    pub id: Located<String>,
    /// `hvad`
    pub what: Located<String>,
    /// `punkter`
    pub points: Vec<Located<String>>,
    /// `frist`
    pub limit: Option<Located<String>>,
    /// A length and a beginning
    pub term: Option<Term>,
    /// `fra` without a length
    pub anchor: Option<Anchor>,
    /// `hvem`
    pub whose: Option<Whose>,
    /// `pligt`
    pub duty: Duty,
    /// `grundlag`
    pub basis: Option<Basis>,
    /// `lov`
    pub laws: Vec<Located<String>>,
    /// Where it stands.
    pub span: Span,
}

/// Reads an entry of `overgange`.
pub fn transition(node: &Node, findings: &mut Findings) -> Option<RawTransition> {
    let mut map = Fields::open(node, "en overgang", findings)?;
    let id = map.need_name("id", findings);
    let title = map.text("titel", findings).map(|text| text.value);
    let when = condition::optional(&mut map, "når", findings);
    let events = map.one_or_more_names("hændelse", findings);
    let steps = map.need("trin", findings);
    let steps = each(steps.map_or(&[], |node| fields::list(node, "trin", findings)), step, findings);
    map.close(findings);
    Some(RawTransition { id: id?, title, when, events, steps, span: node.span })
}

fn step(node: &Node, findings: &mut Findings) -> Option<RawStep> {
    let mut map = Fields::open(node, "et trin i en overgang", findings)?;
    let id = map.need_name("id", findings);
    map.need("hvad", findings);
    let what = map.text("hvad", findings);
    let points = map.one_or_more_names("punkter", findings);
    let limit = map.name("frist", findings);
    let (term, anchor, whose) = match &limit {
        Some(limit) => {
            if term::is_written(&map) {
                let help = "behold `frist`, eller skriv selv længde, begyndelse og `hvem`";
                findings.error("two-keys", limit.span, "`frist` siger allerede, hvornår og hvem", help);
            }
            (None, None, None)
        }
        None => term::loose(&mut map, findings),
    };
    let (duty, basis) = duty_and_basis(&mut map, findings);
    let laws = map.one_or_more_names("lov", findings);
    map.close(findings);
    let (id, what, duty) = (id?, what?, duty?);
    Some(RawStep { id, what, points, limit, term, anchor, whose, duty, basis, laws, span: node.span })
}
