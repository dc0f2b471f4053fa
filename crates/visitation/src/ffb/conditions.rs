//! Conditions: target groups and undertemaer, and the levels that can be proposed from them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::bundle::{Item, Taken, day_of};
use super::codes::{Code, Kind};
use super::fhir::{Concept, Condition, Extension, Resource};
use super::notes::{Counts, Notes, Seen};

/// How much a condition counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is so now.
    Current,
    /// It is only suspected.
    Suspected,
    /// It was so.
    Ended,
}

/// A target group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub code: &'static Code,
    /// Its rank in the plan: 1 is the primary one.
    pub rank: Option<u32>,
    /// When it was last asserted.
    pub date: Option<Date>,
    /// Does it count?
    pub standing: Standing,
}

/// An undertema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undertema {
    /// Which.
    pub code: &'static Code,
    /// Its level, where FFB has one; *Ikke vurderet* included.
    pub level: Option<&'static Code>,
    /// When it was last asserted.
    pub date: Option<Date>,
    /// Does it count?
    pub standing: Standing,
}

impl Undertema {
    /// Its place on the scale, where it is current and its level known.
    #[must_use]
    pub fn step(&self) -> Option<u8> {
        self.level.filter(|_| self.standing == Standing::Current)?.step
    }
}

/// An answer that the person may confirm, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The question's id.
    pub question: &'static str,
    /// The option or options; for a text question the words.
    pub answer: Vec<String>,
    /// When it was assessed: not the day of the import.
    pub date: Option<Date>,
    /// What it rests on, in words without anything personal.
    pub basis: Vec<String>,
}

/// The conditions of a bundle, by their place in it.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pub groups: BTreeMap<usize, Group>,
    pub undertemaer: BTreeMap<usize, Undertema>,
}

impl Conditions {
    pub(super) fn read(taken: &Taken, notes: &mut Notes, counts: &mut Counts) -> Self {
        let mut found = Self::default();
        for (place, item) in taken.items.iter().enumerate() {
            let Resource::Condition(condition) = &item.resource else { continue };
            let code = match notes.seen(&condition.code, &item.path("code")) {
                Seen::Known(code) if code.kind == Kind::TargetGroup || code.kind.is_undertema() => code,
                // What FFB has no undertema for is a diagnosis or of another area: none of ours.
                Seen::Foreign | Seen::Nothing => {
                    counts.leave_out("tilstande uden FFB-kode (diagnoser, sundhedsområdet)");
                    continue;
                }
                Seen::Known(_) | Seen::Unknown => {
                    counts.leave_out("tilstande med en kode, der ikke kan være en tilstand");
                    continue;
                }
            };
            let Some(standing) = standing(condition, item, notes) else {
                counts.leave_out("tilstande, som fagsystemet har trukket tilbage eller afkræftet");
                continue;
            };
            counts.used(&item.kind);
            let asserted = condition.extension.iter().find(|one| one.url.ends_with("/ConditionLastAssertedDate"));
            let date = asserted.and_then(|one| day_of(one.value_date_time.as_deref()));
            let date = date.or_else(|| day_of(condition.recorded_date.as_deref()));
            let level = condition.severity.as_ref().and_then(|severity| level(severity, code, item, notes));
            if code.kind == Kind::TargetGroup {
                found.groups.insert(place, Group { code, rank: None, date, standing });
            } else {
                found.undertemaer.insert(place, Undertema { code, level, date, standing });
            }
        }
        found.keep_newest(taken, notes, counts);
        found
    }

    /// An undertema that stands twice counts as it was assessed last.
    fn keep_newest(&mut self, taken: &Taken, notes: &mut Notes, counts: &mut Counts) {
        let mut newest: BTreeMap<&str, usize> = BTreeMap::new();
        let mut older = Vec::new();
        for (place, one) in self.undertemaer.iter().filter(|(_, one)| one.standing == Standing::Current) {
            let rank = |one: &Undertema| (one.date, one.step());
            match newest.get(one.code.code.as_str()).and_then(|at| Some((*at, self.undertemaer.get(at)?))) {
                Some((_, kept)) if rank(kept) >= rank(one) => older.push(*place),
                Some((at, _)) => {
                    older.push(at);
                    newest.insert(&one.code.code, *place);
                }
                None => {
                    newest.insert(&one.code.code, *place);
                }
            }
        }
        for place in older {
            if let (Some(item), Some(one)) = (taken.item(place), self.undertemaer.remove(&place)) {
                notes.add(item.path("code"), format!("»{}« står flere gange; den nyeste er brugt", one.code.display));
                counts.leave_out("ældre udgaver af et undertema");
            }
        }
    }

    /// The gravest known undertema of a theme: a fair beginning and no conclusion, so what it rests on stands beside.
    pub(super) fn theme(&self, question: &'static str) -> Option<Proposal> {
        let mut known: Vec<&Undertema> = self
            .undertemaer
            .values()
            .filter(|one| one.code.theme() == Some(question) && one.step().is_some())
            .collect();
        known.sort_by_key(|one| std::cmp::Reverse((one.step(), one.date)));
        let gravest = known.first()?;
        let answer = gravest.level?.option()?.to_owned();
        let basis = known.iter().filter_map(|one| Some(line(&one.code.display, one.level?.option()?, one.date)));
        Some(Proposal { question, answer: vec![answer], date: gravest.date, basis: basis.collect() })
    }

    /// All current target groups, the primary one first.
    pub(super) fn target_groups(&self) -> Option<Proposal> {
        let current = self.groups.values().filter(|group| group.standing == Standing::Current);
        let mut current: Vec<&Group> = current.collect();
        current.sort_by_key(|group| group.rank.unwrap_or(u32::MAX));
        let mut answer: Vec<String> = Vec::new();
        for option in current.iter().filter_map(|group| group.code.option()) {
            if !answer.iter().any(|known| known == option) {
                answer.push(option.to_owned());
            }
        }
        let basis = current.iter().map(|group| {
            let rank = match group.rank {
                Some(1) => "primær".to_owned(),
                Some(2) => "sekundær".to_owned(),
                Some(other) => format!("nr. {other}"),
                None => "uden rang".to_owned(),
            };
            line(&group.code.display, &rank, group.date)
        });
        // An answer is as old as the oldest of what it rests on.
        let date = current.iter().filter_map(|group| group.date).min();
        (!answer.is_empty()).then(|| Proposal { question: "målgruppe", answer, date, basis: basis.collect() })
    }
}

/// `Gøre rent: svær (20. november 2026)`
pub(super) fn line(name: &str, what: &str, date: Option<Date>) -> String {
    match date {
        Some(date) => format!("{name}: {what} ({})", crate::guideline::wording::date_text(date)),
        None => format!("{name}: {what} (uden dato)"),
    }
}

/// `None` where it was refuted or entered in error. Other systems than HL7's two are not looked at: the words are alone.
fn standing(condition: &Condition, item: &Item, notes: &mut Notes) -> Option<Standing> {
    let word = |concept: &Concept| concept.coding.first().map(|coding| coding.code.clone()).unwrap_or_default();
    let verified = match word(&condition.verification_status).as_str() {
        "" | "confirmed" => Standing::Current,
        "unconfirmed" | "provisional" | "differential" => Standing::Suspected,
        "refuted" | "entered-in-error" => return None,
        _ => {
            notes.add(item.path("verificationStatus"), "kendes ikke, så tilstanden er kun vist som en mistanke");
            Standing::Suspected
        }
    };
    match word(&condition.clinical_status).as_str() {
        "" | "active" | "recurrence" | "relapse" => Some(verified),
        "inactive" | "remission" | "resolved" => Some(Standing::Ended),
        _ => {
            notes.add(item.path("clinicalStatus"), "kendes ikke, så tilstanden er ikke brugt til et svar");
            Some(Standing::Suspected)
        }
    }
}

/// A severity, where FFB has one.
fn level(severity: &Concept, code: &Code, item: &Item, notes: &mut Notes) -> Option<&'static Code> {
    let path = item.path("severity");
    if code.kind != Kind::Activity {
        notes.add(path, "FFB har kun en sværhedsgrad på Aktivitet og deltagelse, så den er ikke brugt");
        return None;
    }
    match notes.seen(severity, &path) {
        Seen::Known(level) if level.kind == Kind::Severity => Some(level),
        Seen::Known(_) => {
            notes.add(path, "koden er ikke et funktionsevneniveau, så den er ikke brugt");
            None
        }
        Seen::Foreign => {
            notes.add(path, "niveauet er ikke en FFB-kode, så det er ikke brugt");
            None
        }
        Seen::Unknown | Seen::Nothing => None,
    }
}

/// The rank that a plan or a goal gives what it addresses.
pub(super) fn rank(extensions: &[Extension]) -> Option<u32> {
    extensions.iter().find(|one| one.url.ends_with("/ConditionRank"))?.value_positive_int
}
