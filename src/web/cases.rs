//! The list of cases, a new case, and which specialer it is assessed by.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use minijinja::{Value, context};

use super::office::{Office, address, see_other, today};
use super::trouble::Page;
use super::words::{Filled, all, date, one, told};
use crate::pages::cases::{name, next, stands, words};
use crate::session::archive::kept;
use crate::session::cases::{Order, sorted};
use crate::session::choose::{all_in_force, by_name};
use crate::session::failures::from_rules;
use crate::session::record::{Beginning, Held, Record};
use crate::terminal::Look;
use jiff::Zoned;
use visitation::consult::Consultation;
use visitation::guideline::Guideline;
use visitation::guideline::wording::statement::upper_first;

/// My cases, the nearest time limit first.
pub(super) async fn list(State(office): State<Arc<Office>>) -> Page {
    let rows = sorted(office.rows()?, Order::Deadline);
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            context! {
                id => address(&office.cases, row.file.as_ref()),
                navn => name(row),
                specialer => row.specialer.join(", "),
                niveau => stands(&row.stands),
                af => row.caseworker.clone(),
                mangler => words(&row.missing),
                frist => next(row, Look::plain(200)),
                overskredet => row.due().iter().any(|due| due.passed),
            }
        })
        .collect();
    office
        .page("sager.html", context! { titel => "Sager", rækker => rows, mappe => office.cases.display().to_string() })
}

/// What a new case begins with.
pub(super) async fn form(State(office): State<Arc<Office>>) -> Page {
    new_page(&office, &[], &[])
}

/// The specialer that can be chosen, those that were ticked marked.
fn specialer(office: &Office, filled: &[(String, String)]) -> anyhow::Result<Vec<Value>> {
    let chosen = all(filled, "speciale");
    let all = all_in_force(&office.catalogue, today()).map_err(from_rules)?;
    let one = |guideline: &Arc<Guideline>| {
        let ticked = chosen.contains(&guideline.speciale.as_str());
        context! { id => guideline.speciale.clone(), navn => guideline.title.clone(), valgt => ticked }
    };
    Ok(all.iter().map(one).collect())
}

fn new_page(office: &Office, filled: &[(String, String)], faults: &[(String, String)]) -> Page {
    let specialer = specialer(office, filled)?;
    let value = |key: &str| one(filled, key);
    let values = context! {
        nummer => value("nummer"), navn => value("navn"), henvendelse => value("henvendelse"),
        af => value("af").unwrap_or_else(|| office.initials.clone()),
    };
    office.page("ny.html", context! { titel => "Ny sag", specialer, fejl => told(faults), værdier => values })
}

/// Makes the case. It is on the disk before its first question is shown.
pub(super) async fn begin(State(office): State<Arc<Office>>, Form(filled): Form<Filled>) -> Page {
    let names = all(&filled, "speciale");
    let mut faults: Vec<(String, String)> = Vec::new();
    let mut fault = |field: &str, text: &str| faults.push((field.to_owned(), upper_first(text)));
    if names.is_empty() {
        fault("speciale", "Vælg mindst ét speciale");
    }
    let enquiry = match one(&filled, "henvendelse").map(|text| date(&text)).transpose() {
        Ok(day) if day.is_some_and(|day| day > today()) => {
            fault("henvendelse", "Henvendelsen kan ikke ligge i fremtiden");
            None
        }
        Ok(day) => day,
        Err(wrong) => {
            fault("henvendelse", &wrong);
            None
        }
    };
    if !faults.is_empty() {
        return new_page(&office, &filled, &faults);
    }
    let beginning = Beginning {
        case_number: one(&filled, "nummer"),
        pseudonym: one(&filled, "navn"),
        date: today(),
        enquiry,
        caseworker: one(&filled, "af").unwrap_or_else(|| office.initials.clone()),
    };
    match made(&office, beginning, &names) {
        Ok(id) => Ok(see_other(&format!("/sag/{id}"))),
        Err(error) => new_page(&office, &filled, &[("nummer".to_owned(), upper_first(&error.to_string()))]),
    }
}

fn made(office: &Office, beginning: Beginning, names: &[&str]) -> anyhow::Result<String> {
    let moment = Zoned::now().strftime("%Y%m%d-%H%M%S").to_string();
    let file = crate::session::interview::desk::case_path(None, &beginning, &moment);
    let path = office.cases.join(file);
    let mut record = Record::begin(Held::new(path.clone())?, beginning, office.catalogue.national())?;
    pin(office, &mut record, names)?;
    Ok(address(&office.cases, &path))
}

fn pin(office: &Office, record: &mut Record, names: &[&str]) -> anyhow::Result<()> {
    let date = record.case().opening().date;
    let chosen = by_name(&office.catalogue, names.iter().copied(), date).map_err(from_rules)?;
    record.pin(&Consultation::new(chosen))?;
    record.save()?;
    kept::keep(office.catalogue.folder(), record.case()).map_err(crate::session::failures::from_store)
}

/// The choice of specialer for a case that was left before it was made.
pub(super) async fn choose(State(office): State<Arc<Office>>, Path(id): Path<String>) -> Page {
    office.file(&id)?;
    let specialer = specialer(&office, &[])?;
    office.page("ny.html", context! { titel => "Vælg speciale", sag => id, specialer, værdier => context! {} })
}

/// Pins the chosen ones.
pub(super) async fn chosen(
    State(office): State<Arc<Office>>,
    Path(id): Path<String>,
    Form(filled): Form<Filled>,
) -> Page {
    let path = office.file(&id)?;
    let names = all(&filled, "speciale");
    if names.is_empty() {
        return Ok(see_other(&format!("/sag/{id}/specialer")));
    }
    let mut record = Record::resume(&path, office.initials.clone())?;
    if record.case().guidelines().is_empty() {
        pin(&office, &mut record, &names)?;
    }
    Ok(see_other(&format!("/sag/{id}")))
}
