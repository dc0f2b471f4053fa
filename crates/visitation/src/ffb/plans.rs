//! What has been given and is wanted: plans with their ydelser, tilbudstyper, goals, follow-up, and texts.

use jiff::civil::Date;

use super::bundle::{Item, Taken, day_of};
use super::codes::{Code, Kind};
use super::conditions::{Conditions, rank};
use super::fhir::{CarePlan, Goal as FhirGoal, Resource};
use super::notes::{Counts, Notes};
use crate::case::cpr::looks_like_cpr;

pub(super) const FOLLOW_UP: &str = "9f03dfbb-7a97-45a5-94db-d4c3501714a9";
pub(super) const FOLLOWED_UP: &str = "712744002";
pub(super) const EXPECTED_LEVEL: &str = "66959f77-6e2a-4574-8423-3ff097f8b9fa";
pub(super) const GOAL_TYPE: &str = "90c48f03-f194-4b2f-ad7d-6cba1069ae48";
pub(super) const WISHES: &str = "416fe27d-3ccf-4390-8742-8b52a9d8dc78";
pub(super) const PURPOSE: &str = "424827b1-23aa-4848-962b-56ee47def560";
pub(super) const GOAL: &str = "0bb3daef-538d-45dc-b444-abdbcb63f6bc";

/// An indsatsmål.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Develop, keep or limit the loss.
    pub kind: Option<&'static Code>,
    /// The level that is hoped for.
    pub expected: Option<&'static Code>,
    /// The undertemaer it is about, with their ranks: 1 is the primary one.
    pub about: Vec<(&'static Code, Option<u32>)>,
    /// Is it still worked on?
    pub live: bool,
}

/// A ydelse of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intervention {
    /// Which; `None` where the plan says it only in words, which are not kept.
    pub code: Option<&'static Code>,
    /// Since when.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
    /// Is it given or planned now?
    pub live: bool,
}

/// The result of a follow-up: a step towards a decision, not the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which.
    pub code: &'static Code,
    /// When.
    pub date: Option<Date>,
}

/// A free text that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it is, in Danish.
    pub what: &'static str,
    /// The words.
    pub words: String,
    /// When, where that is said.
    pub date: Option<Date>,
}

#[derive(Debug, Default)]
pub(super) struct Plans {
    pub goals: Vec<Goal>,
    pub interventions: Vec<Intervention>,
    pub services: Vec<&'static Code>,
    pub results: Vec<Outcome>,
    pub next: Vec<Date>,
    pub texts: Vec<Text>,
}

impl Plans {
    pub(super) fn read(
        taken: &Taken,
        conditions: &mut Conditions,
        (notes, counts): (&mut Notes, &mut Counts),
        texts: bool,
    ) -> Self {
        let mut found = Self::default();
        for item in &taken.items {
            match &item.resource {
                Resource::CarePlan(_) if related(taken, item) => {
                    counts.leave_out("andre planer, som bestillingen henviser til");
                }
                Resource::CarePlan(plan) => found.plan(plan, item, (taken, conditions), (&mut *notes, &mut *counts)),
                Resource::Goal(goal) => {
                    found.goal(goal, item, (taken, conditions), (&mut *notes, &mut *counts), texts);
                }
                Resource::CareTeam(team) => {
                    let codes = team.category.iter().enumerate();
                    let codes =
                        codes.filter_map(|(at, one)| notes.seen(one, &item.path(&format!("category[{at}]"))).known());
                    found.services.extend(codes.filter(|code| code.kind == Kind::Service));
                    counts.used(&item.kind);
                }
                Resource::Encounter(meeting) if meeting.status == "planned" => {
                    let kinds: Vec<_> =
                        meeting.kind.iter().filter_map(|one| notes.seen(one, &item.path("type")).known()).collect();
                    if kinds.iter().any(|code| code.code == FOLLOW_UP) {
                        found.next.extend(day_of(meeting.period.start.as_deref()));
                        counts.used(&item.kind);
                    }
                }
                _ => {}
            }
        }
        found.next.sort();
        found.next.dedup();
        conditions.one_primary(taken, notes);
        found
    }

    fn plan(
        &mut self,
        plan: &CarePlan,
        item: &Item,
        (taken, conditions): (&Taken, &mut Conditions),
        (notes, counts): (&mut Notes, &mut Counts),
    ) {
        if matches!(plan.status.as_str(), "entered-in-error" | "revoked") {
            counts.leave_out("planer og ydelser, som er trukket tilbage");
            return;
        }
        counts.used(&item.kind);
        let live = plan.status != "completed";
        if !plan.based_on.is_empty() {
            let details = plan.activity.iter().filter_map(|activity| activity.detail.as_ref());
            for detail in details {
                let code = notes.seen(&detail.code, &item.path("activity.detail.code")).known();
                let code = code.filter(|code| code.kind == Kind::Intervention);
                let [since, until] = [&plan.period.start, &plan.period.end].map(|day| day_of(day.as_deref()));
                self.interventions.push(Intervention { code, since, until, live });
            }
            return;
        }
        for (at, reference) in plan.addresses.iter().enumerate() {
            let path = item.path(&format!("addresses[{at}]"));
            let group = taken.follow(reference, &path, notes).and_then(|place| conditions.groups.get_mut(&place));
            if let Some(group) = group.filter(|_| live) {
                group.rank = group.rank.or(rank(&reference.extension));
            }
        }
        for (at, reference) in plan.goal.iter().enumerate() {
            taken.follow(reference, &item.path(&format!("goal[{at}]")), notes);
        }
        for detail in plan.activity.iter().filter_map(|activity| activity.detail.as_ref()) {
            let code = notes.seen(&detail.code, &item.path("activity.detail.code")).known();
            if live && code.is_some_and(|code| code.code == FOLLOW_UP) {
                self.next.extend(day_of(detail.scheduled_period.start.as_deref()));
            }
        }
    }

    fn goal(
        &mut self,
        goal: &FhirGoal,
        item: &Item,
        (taken, conditions): (&Taken, &Conditions),
        (notes, counts): (&mut Notes, &mut Counts),
        texts: bool,
    ) {
        let live = match goal.lifecycle_status.as_str() {
            "proposed" | "planned" | "accepted" | "active" | "on-hold" => true,
            "completed" | "cancelled" => false,
            _ => {
                counts.leave_out("mål, som er afvist eller trukket tilbage");
                return;
            }
        };
        let category = goal.category.iter().find_map(|one| notes.seen(one, &item.path("category")).known());
        let what = match category.map(|code| code.code.as_str()) {
            Some(WISHES) => "borgerens mål og ønsker",
            Some(PURPOSE) => "formålet med indsatsen",
            Some(GOAL) => "indsatsmål",
            _ => {
                counts.leave_out("mål af en anden slags");
                return;
            }
        };
        counts.used(&item.kind);
        if texts && live {
            self.texts.extend(safe(
                what,
                goal.description.text.as_deref(),
                None,
                &item.path("description.text"),
                notes,
            ));
        }
        if what != "indsatsmål" {
            return;
        }
        let mut found = Goal { kind: None, expected: None, about: Vec::new(), live };
        for target in &goal.target {
            let detail = notes.seen(&target.detail, &item.path("target.detailCodeableConcept")).known();
            match notes.seen(&target.measure, &item.path("target.measure")).known().map(|code| code.code.as_str()) {
                Some(EXPECTED_LEVEL) => found.expected = detail.filter(|code| code.kind == Kind::Severity),
                Some(GOAL_TYPE) => found.kind = detail.filter(|code| code.kind == Kind::GoalType),
                _ => {}
            }
        }
        for (at, reference) in goal.addresses.iter().enumerate() {
            let place = taken.follow(reference, &item.path(&format!("addresses[{at}]")), notes);
            let about = place.and_then(|place| conditions.undertemaer.get(&place));
            found.about.extend(about.map(|about| (about.code, rank(&reference.extension))));
        }
        found.about.sort_by_key(|(_, rank)| rank.unwrap_or(u32::MAX));
        self.goals.push(found);
    }
}

impl Conditions {
    /// Which target group is the primary one is the person's to say where the plan says it of two.
    fn one_primary(&mut self, taken: &Taken, notes: &mut Notes) {
        let first: Vec<usize> =
            self.groups.iter().filter(|(_, group)| group.rank == Some(1)).map(|(place, _)| *place).collect();
        if let [_, second, ..] = first.as_slice() {
            let path = taken.item(*second).map(|item| item.path("code")).unwrap_or_default();
            notes.add(path, "flere målgrupper har rang 1: vælg selv, hvilken der er den primære");
            for place in first {
                if let Some(group) = self.groups.get_mut(&place) {
                    group.rank = None;
                }
            }
        }
    }
}

/// A free text, unless it holds what looks like a CPR number.
pub(super) fn safe(
    what: &'static str,
    words: Option<&str>,
    date: Option<Date>,
    path: &str,
    notes: &mut Notes,
) -> Option<Text> {
    let words = words.map(str::trim).filter(|words| !words.is_empty())?;
    if looks_like_cpr(words) {
        notes.add(path, "teksten ligner noget med et CPR-nummer og er ikke taget med");
        return None;
    }
    Some(Text { what, words: words.to_owned(), date })
}

/// Is it a plan that an order only points at?
fn related(taken: &Taken, item: &Item) -> bool {
    let supporting = taken.items.iter().filter_map(|other| match &other.resource {
        Resource::CarePlan(plan) => Some(&plan.supporting_info),
        _ => None,
    });
    supporting
        .flatten()
        .filter_map(|reference| taken.item(taken.find(reference)?))
        .any(|other| other.place == item.place)
}
