//! What is doubtful in a catalogue that could be read.

use std::collections::BTreeMap;

use super::catalogue::{ApprovalStatus, Catalogue, Form, Offer};
use crate::guideline::finding::{Finding, Findings, Severity};
use crate::guideline::ids;
use crate::guideline::national::National;
use crate::guideline::question::{Choice, Kind};

/// The shared question whose options name the target groups.
const TARGETS: &str = "målgruppe";
/// Catalogue ids of laws under which one lives in the place itself.
const RESIDENTIAL: &[&str] = &["sel-107", "sel-108"];

/// Everything doubtful, by place in the file. Errors make a value wrong; warnings ask a person to look.
#[must_use]
pub fn check(catalogue: &Catalogue, national: &National) -> Vec<Finding> {
    let mut findings = Findings::new(catalogue.source.clone());
    let laws: Vec<&str> = national.laws.iter().map(|law| law.id.as_str()).collect();
    let levels: Vec<&str> = national.levels.iter().map(|level| level.id.as_str()).collect();
    let groups: Vec<&str> = target_groups(national).map(|group| group.id.as_str()).collect();
    for offer in &catalogue.offers {
        known("paragraffen", &offer.sections, &laws, offer, &mut findings);
        let targets = offer.targets.iter().flat_map(|targets| targets.all().map(str::to_owned)).collect::<Vec<_>>();
        known("målgruppen", &targets, &groups, offer, &mut findings);
        let level = offer.level.iter().map(|claim| claim.level.clone()).collect::<Vec<_>>();
        known("niveauet", &level, &levels, offer, &mut findings);
        values(offer, &mut findings);
    }
    twice(catalogue, &mut findings);
    let mut found = findings.into_sorted();
    for finding in &mut found {
        if DOUBTFUL.contains(&finding.code) {
            finding.severity = Severity::Warning;
        }
    }
    found
}

/// What may be right, and a person should look at.
const DOUBTFUL: &[&str] = &["approval-ended", "residential-at-home", "counted-twice", "price-without-year"];

/// The target groups: the options of the shared question about them.
pub fn target_groups(national: &National) -> impl Iterator<Item = &Choice> {
    let asked = national.questions.iter().filter(|question| question.id == TARGETS);
    asked.flat_map(|question| match &question.kind {
        Kind::Choice(options) | Kind::Multi(options) => options.as_slice(),
        _ => &[],
    })
}

fn known(what: &str, found: &[String], known: &[&str], offer: &Offer, findings: &mut Findings) {
    for id in found.iter().filter(|id| !known.is_empty() && !known.contains(&id.as_str())) {
        let help =
            ids::did_you_mean(id, known.iter().copied()).unwrap_or_else(|| "se `rules/national.yaml`".to_owned());
        findings.flaw("unknown-name", offer.span, format!("`{}`: {what} `{id}` kendes ikke", offer.id), help);
    }
}

fn values(offer: &Offer, findings: &mut Findings) {
    let id = &offer.id;
    if let Some((from, to)) = offer.ages.and_then(|ages| Some((ages.from?, ages.to?)))
        && from > to
    {
        let message = format!("`{id}`: alderen går fra {from} til {to}");
        findings.flaw("wrong-order", offer.span, message, "byt om på de to aldre");
    }
    if offer.price.is_some_and(|price| price.year.is_none()) {
        let message = format!("`{id}`: prisen har intet år og kan ikke sammenlignes");
        findings.flaw("price-without-year", offer.span, message, "tilføj prisens år");
    }
    if offer.approval.is_some_and(|approval| approval.status == ApprovalStatus::Ended) {
        let message = format!("`{id}`: godkendelsen er ophørt");
        findings.flaw("approval-ended", offer.span, message, "stedet bliver stående, men er ikke egnet");
    }
    let residential = offer.sections.iter().find(|section| RESIDENTIAL.contains(&section.as_str()));
    if let Some(section) = residential.filter(|_| offer.form == Form::Home) {
        let message = format!("`{id}` er hjælp i hjemmet, men står efter `{section}`, hvor man bor på stedet");
        findings.flaw("residential-at-home", offer.span, message, "se efter, om formen eller paragraffen er forkert");
    }
}

/// The same id twice, and places that look counted twice: two entries of one afdeling with the same number.
fn twice(catalogue: &Catalogue, findings: &mut Findings) {
    let mut seen: BTreeMap<&str, &Offer> = BTreeMap::new();
    let mut units: BTreeMap<&str, &Offer> = BTreeMap::new();
    for offer in &catalogue.offers {
        if let Some(earlier) = seen.insert(&offer.id, offer) {
            let alike = Offer { span: earlier.span, ..offer.clone() } == *earlier;
            let how = if alike { "med de samme værdier" } else { "med andre værdier" };
            let message = format!("afdelingen `{}` står her for anden gang {how}", offer.id);
            findings.flaw("duplicate-id", offer.span, message, "behold den ene");
            continue;
        }
        let Some(unit) = offer.portal_unit.as_deref() else { continue };
        let earlier = units.insert(unit, offer);
        if let Some(earlier) = earlier.filter(|earlier| earlier.places.is_some() && earlier.places == offer.places) {
            let message = format!(
                "`{}` og `{}` er samme afdeling på Tilbudsportalen; pladserne kan være talt to gange",
                earlier.id, offer.id
            );
            findings.flaw("counted-twice", offer.span, message, "skriv kun pladserne ét sted");
        }
    }
}
