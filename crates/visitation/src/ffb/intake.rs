//! A bundle read into what a caseworker may confirm.

use jiff::civil::Date;

use super::bundle::{Guide, ReadError, Taken, day_of};
use super::codes::Code;
use super::conditions::{Conditions, Group, Proposal, Undertema};
use super::fhir::{Extension, Resource};
use super::notes::{Counts, Notes, Notice};
use super::plans::{Goal, Intervention, Outcome, Plans, Text};
use super::support;
use crate::guideline::hash::sha256_hex;

/// The six temaer under *Aktivitet og deltagelse*, in the order of the shared questions.
const THEMES: [&str; 6] =
    ["praktiske_opgaver", "egenomsorg", "mobilitet", "kommunikation", "samfundsliv", "relationer"];

/// What the person has asked for beyond the codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Free texts. Each is checked for CPR numbers; only a person can see whether it names somebody.
    pub texts: bool,
}

/// All that is taken from a bundle. Nothing in it points at a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Which guide.
    pub guide: Guide,
    /// When the bundle was made, as it says.
    pub timestamp: Option<String>,
    /// The answers to confirm, in the order of the questions.
    pub proposals: Vec<Proposal>,
    /// Target groups, the primary one first.
    pub groups: Vec<Group>,
    /// All undertemaer, those with a level first.
    pub undertemaer: Vec<Undertema>,
    /// Indsatsmål.
    pub goals: Vec<Goal>,
    /// Ydelser.
    pub interventions: Vec<Intervention>,
    /// Tilbudstyper.
    pub services: Vec<&'static Code>,
    /// Results of follow-ups, the newest first.
    pub results: Vec<Outcome>,
    /// Planned follow-ups, the next first.
    pub next: Vec<Date>,
    /// The texts that were asked for.
    pub texts: Vec<Text>,
    /// What was noticed.
    pub notices: Vec<Notice>,
    /// What was used.
    pub counts: Counts,
    /// SHA-256 of the case numbers: a municipality may use anything as one.
    case_numbers: Vec<String>,
}

impl Intake {
    /// The day the bundle was made.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        day_of(self.timestamp.as_deref())
    }

    /// Does the bundle hold another case number than this? One that holds none does not.
    #[must_use]
    pub fn is_of_another_case(&self, number: &str) -> bool {
        let number = sha256_hex(number.trim().as_bytes());
        self.case_numbers.iter().any(|other| *other != number)
    }
}

/// Reads a bundle of either guide.
///
/// # Errors
/// The file is damaged, no bundle of the two guides, or about more than one citizen.
pub fn read(text: &str, wanted: Wanted) -> Result<Intake, ReadError> {
    let (mut notes, mut counts) = (Notes::default(), Counts::default());
    let taken = Taken::read(text, &mut notes)?;
    for item in &taken.items {
        match &item.resource {
            Resource::Patient | Resource::ServiceRequest(_) | Resource::ClinicalImpression(_) => {
                counts.used(&item.kind);
            }
            Resource::Other => counts.leave_out("oplysninger, som ikke bruges (navne, kontakter, bilag og andet)"),
            _ => {}
        }
        if let Some(subject) = item.resource.subject() {
            let found = taken.follow(subject, &item.path("subject"), &mut notes);
            let other = found.and_then(|place| taken.item(place)).is_some_and(|one| one.kind != "Patient");
            if other {
                notes.add(item.path("subject"), "henvisningen peger ikke på borgeren");
            }
        }
    }
    let mut conditions = Conditions::read(&taken, &mut notes, &mut counts);
    let mut plans = Plans::read(&taken, &mut conditions, (&mut notes, &mut counts), wanted.texts);
    let support = support::read(&taken, &mut plans, (&mut notes, &mut counts), wanted.texts);
    let case_numbers = case_numbers(&taken);
    if case_numbers.len() > 1 {
        notes.add("entry", "filen har flere forskellige sagsnumre");
    }
    let wishes = wishes(&plans.texts);
    let proposals = conditions.target_groups().into_iter();
    let proposals = proposals.chain(wishes).chain(THEMES.iter().filter_map(|question| conditions.theme(question)));
    let proposals = proposals.chain(support).collect();
    let mut groups: Vec<Group> = conditions.groups.into_values().collect();
    groups.sort_by_key(|group| group.rank.unwrap_or(u32::MAX));
    let mut undertemaer: Vec<Undertema> = conditions.undertemaer.into_values().collect();
    undertemaer.sort_by_key(|one| one.code.kind);
    Ok(Intake {
        guide: taken.guide,
        timestamp: taken.timestamp,
        proposals,
        groups,
        undertemaer,
        goals: plans.goals,
        interventions: plans.interventions,
        services: plans.services,
        results: plans.results,
        next: plans.next,
        texts: plans.texts,
        notices: notes.notices,
        counts,
        case_numbers,
    })
}

/// The citizen's own words: their goals, else their view of the help.
fn wishes(texts: &[Text]) -> Option<Proposal> {
    let of = |what: &str| texts.iter().find(|text| text.what == what);
    let text = of("borgerens mål og ønsker").or_else(|| of("VUM Borgerens perspektiv på indsatsen"))?;
    let basis = vec![format!("{} (fri tekst fra fagsystemet)", text.what)];
    Some(Proposal { question: "ønsker", answer: vec![text.words.clone()], date: text.date, basis })
}

/// The different case numbers: of no use but to compare.
fn case_numbers(taken: &Taken) -> Vec<String> {
    let extensions = taken.items.iter().filter_map(|item| match &item.resource {
        Resource::ServiceRequest(one) => Some(&one.extension),
        Resource::CarePlan(one) => Some(&one.extension),
        _ => None,
    });
    let is_number = |one: &&Extension| one.url.to_ascii_lowercase().ends_with("municipalitycasenumber");
    let inner = extensions.flatten().filter(is_number).flat_map(|one| &one.inner);
    let mut numbers: Vec<String> = inner
        .filter_map(|one| Some(one.value_identifier.as_ref()?.value.clone()))
        .filter(|number| !number.is_empty())
        .map(|number| sha256_hex(number.trim().as_bytes()))
        .collect();
    numbers.sort();
    numbers.dedup();
    numbers
}
