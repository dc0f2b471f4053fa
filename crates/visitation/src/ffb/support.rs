//! Observations: støttebehov, the result of a follow-up, and vurderinger in words.

use jiff::civil::Date;

use super::bundle::{Item, Taken, day_of};
use super::codes::{Code, Kind};
use super::conditions::{Proposal, line};
use super::fhir::{ClinicalImpression, Observation, Resource};
use super::notes::{Counts, Notes};
use super::plans::{FOLLOWED_UP, Outcome, Plans, safe};
use crate::guideline::wording::date_text;

pub(super) const SUPPORT: &str = "effe55c7-572c-4a99-8fb4-2a9dda2f6572";

/// Reads all observations into the plans; gives the proposal for `støttebehov`.
pub(super) fn read(
    taken: &Taken,
    plans: &mut Plans,
    (notes, counts): (&mut Notes, &mut Counts),
    texts: bool,
) -> Option<Proposal> {
    let mut support: Vec<(usize, Option<Date>, &'static Code)> = Vec::new();
    for (place, item) in taken.items.iter().enumerate() {
        let Resource::Observation(seen) = &item.resource else { continue };
        if !matches!(seen.status.as_str(), "final" | "amended" | "corrected") {
            counts.leave_out("vurderinger, som ikke er færdige eller er trukket tilbage");
            continue;
        }
        let Some(code) = notes.seen(&seen.code, &item.path("code")).known() else {
            counts.leave_out("vurderinger med en kode, der ikke bruges");
            continue;
        };
        counts.used(&item.kind);
        let date = day_of(seen.effective_date_time.as_deref());
        let path = item.path("valueCodeableConcept");
        match code.code.as_str() {
            SUPPORT => support.extend(value(seen, item, Kind::Support, notes).map(|value| (place, date, value))),
            FOLLOWED_UP => {
                plans.results.extend(value(seen, item, Kind::Result, notes).map(|code| Outcome { code, date }));
            }
            _ if texts => {
                let words = seen.value_codeable_concept.text.as_deref();
                plans.texts.extend(safe(&code.display, words, date, &format!("{path}.text"), notes));
            }
            _ => {}
        }
    }
    plans.results.sort_by_key(|outcome| std::cmp::Reverse(outcome.date));
    proposal(taken, &support, notes)
}

fn value(seen: &Observation, item: &Item, kind: Kind, notes: &mut Notes) -> Option<&'static Code> {
    let path = item.path("valueCodeableConcept");
    let code = notes.seen(&seen.value_codeable_concept, &path).known()?;
    if code.kind != kind {
        notes.add(path, "koden hører ikke til dette spørgsmål, så den er ikke brugt");
        return None;
    }
    Some(code)
}

/// The newest of those that the newest udredning rests on, else that a plan points at.
fn proposal(taken: &Taken, support: &[(usize, Option<Date>, &'static Code)], notes: &mut Notes) -> Option<Proposal> {
    let from_study = study(taken, notes).map(|places| newest(support, &places));
    let from_plan = || newest(support, &plan_outcomes(taken));
    let (_, date, code) = from_study.flatten().or_else(from_plan).or_else(|| {
        let places: Vec<usize> = support.iter().map(|(place, ..)| *place).collect();
        let found = newest(support, &places)?;
        let path = taken.item(found.0).map(|item| item.path("code")).unwrap_or_default();
        notes.add(path, "støttebehovet hører hverken til en udredning eller en plan; det nyeste er brugt");
        Some(found)
    })?;
    code.step?;
    let answer = code.option()?.to_owned();
    let basis = vec![line("Støttebehovsvurdering", &answer, date)];
    Some(Proposal { question: "støttebehov", answer: vec![answer], date, basis })
}

fn newest(
    support: &[(usize, Option<Date>, &'static Code)],
    places: &[usize],
) -> Option<(usize, Option<Date>, &'static Code)> {
    support.iter().filter(|(place, ..)| places.contains(place)).max_by_key(|(_, date, _)| *date).copied()
}

/// What the newest udredning rests on. Broken references of any udredning are told.
fn study(taken: &Taken, notes: &mut Notes) -> Option<Vec<usize>> {
    let mut studies: Vec<(Option<Date>, Vec<usize>)> = Vec::new();
    for item in &taken.items {
        let Resource::ClinicalImpression(study) = &item.resource else { continue };
        if study.status == "entered-in-error" {
            continue;
        }
        studies.push((day_of(study.effective_date_time.as_deref()), rests_on(study, item, taken, notes)));
    }
    if studies.len() > 1 {
        let newest = studies.iter().filter_map(|(date, _)| *date).max();
        let day = newest.map_or_else(|| "uden dato".to_owned(), date_text);
        notes.add(
            "entry",
            format!(
                "der er {} udredninger; støttebehovet er fra den nyeste ({day}): se efter, om det er den rigtige",
                studies.len()
            ),
        );
    }
    studies.into_iter().max_by_key(|(date, _)| *date).map(|(_, places)| places)
}

fn rests_on(study: &ClinicalImpression, item: &Item, taken: &Taken, notes: &mut Notes) -> Vec<usize> {
    for (at, found) in study.finding.iter().enumerate() {
        if let Some(reference) = &found.item_reference {
            taken.follow(reference, &item.path(&format!("finding[{at}].itemReference")), notes);
        }
    }
    let mut places = Vec::new();
    for (at, investigation) in study.investigation.iter().enumerate() {
        for (number, reference) in investigation.item.iter().enumerate() {
            let path = item.path(&format!("investigation[{at}].item[{number}]"));
            places.extend(taken.follow(reference, &path, notes));
        }
    }
    places
}

fn plan_outcomes(taken: &Taken) -> Vec<usize> {
    let plans = taken.items.iter().filter_map(|item| match &item.resource {
        Resource::CarePlan(plan) => Some(plan),
        _ => None,
    });
    let outcomes = plans.flat_map(|plan| &plan.activity).flat_map(|activity| &activity.outcome_reference);
    outcomes.filter_map(|reference| taken.find(reference)).collect()
}
