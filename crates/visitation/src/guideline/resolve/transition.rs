//! `overgange`, checked.

use super::condition::Scope;
use super::names::Names;
use crate::guideline::finding::Findings;
use crate::guideline::national::{Basis, Duty};
use crate::guideline::raw::transition::{RawStep, RawTransition};
use crate::guideline::term::Anchor;
use crate::guideline::transition::{Step, Timing, Transition};

/// Checks one transition; `limits` and `laws` are the ids of `frister` and `love`.
pub fn resolve(
    raw: &RawTransition,
    scope: &Scope<'_>,
    (limits, laws): (&Names, &Names),
    findings: &mut Findings,
) -> Transition {
    let mut steps = Names::of("trinnet");
    for (place, step) in raw.steps.iter().enumerate() {
        steps.add(&step.id, place, findings);
    }
    if raw.steps.is_empty() {
        findings.error("no-steps", raw.id.span, "overgangen har ingen trin", "skriv mindst ét trin under `trin`");
    }
    let mut known = Names::of("hændelsen");
    for (place, (id, _)) in Anchor::ALL.iter().enumerate() {
        known.insert(id, place);
    }
    for event in &raw.events {
        known.need(event, findings);
    }
    Transition {
        id: raw.id.value.clone(),
        title: raw.title.clone().unwrap_or_else(|| raw.id.value.clone()),
        when: raw.when.as_ref().map(|when| scope.resolve(when, findings)),
        events: raw.events.iter().filter_map(|event| Anchor::of(&event.value)).collect(),
        steps: raw.steps.iter().map(|raw| step(raw, (limits, laws), findings)).collect(),
        span: raw.id.span,
    }
}

fn step(raw: &RawStep, (limits, laws): (&Names, &Names), findings: &mut Findings) -> Step {
    if let Some(limit) = &raw.limit {
        limits.need(limit, findings);
    }
    for law in &raw.laws {
        laws.expect(law, "unknown-law", findings);
    }
    // What the law demands is said with the law; a time limit brings its own.
    if raw.duty == Duty::Mandatory && raw.basis == Some(Basis::Law) && raw.laws.is_empty() && raw.limit.is_none() {
        let message = format!("trinnet `{}` er en pligt efter loven uden nogen `lov`", raw.id.value);
        findings.error("step-without-law", raw.id.span, message, "skriv loven, eller `pligt: anbefalet`");
    }
    Step {
        id: raw.id.value.clone(),
        what: raw.what.value.trim().to_owned(),
        points: raw.points.iter().map(|point| point.value.clone()).collect(),
        timing: match (&raw.limit, &raw.term) {
            (Some(limit), _) => Timing::Limit(limit.value.clone()),
            (None, Some(term)) => Timing::Term(term.clone()),
            (None, None) => Timing::Soon(raw.anchor),
        },
        whose: raw.whose,
        duty: raw.duty,
        basis: raw.basis,
        laws: raw.laws.iter().map(|law| law.value.clone()).collect(),
        span: raw.span,
    }
}
