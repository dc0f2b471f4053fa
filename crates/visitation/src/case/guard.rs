//! What may not be put into a case: the one guard that every event passes on its way in, and every case of an archive.

use super::cpr::looks_like_cpr;
use super::{Case, CaseError, Event, SavedValue};

/// From here on a number can be a CPR number whose leading nought YAML has dropped.
const NINE_DIGITS: i64 = 100_000_000;

/// Refuses text with something like a CPR number in it, before it reaches any file. The number is not repeated.
///
/// # Errors
/// With the reason, naming `what` holds it.
pub fn refuse_cpr(what: &str, text: Option<&str>) -> Result<(), CaseError> {
    if text.is_some_and(looks_like_cpr) { Err(refused(what)) } else { Ok(()) }
}

fn refused(what: &str) -> CaseError {
    CaseError::new(
        "cpr-number",
        format!("{what} ligner et CPR-nummer eller indeholder et (xxxxxx-xxxx), og det gemmes ikke i sagen"),
        "brug sagsnummer eller pseudonym; nøglen til personen hører til i kommunens eget fagsystem",
    )
}

/// Refuses an event that holds something like a CPR number, in one field or split over two, or control characters in
/// what names a case or a person.
///
/// # Errors
/// With the reason, naming the field.
pub(super) fn check(event: &Event) -> Result<(), CaseError> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut add = |what: &str, text: Option<&str>| {
        if let Some(text) = text {
            fields.push((what.to_owned(), text.to_owned()));
        }
    };
    add("initialerne", Some(&event.by));
    if let Some(opening) = &event.opening {
        add("sagsnummeret", opening.case_number.as_deref());
        add("pseudonymet", opening.pseudonym.as_deref());
        add("sagsbehandlerens initialer", Some(&opening.caseworker));
    }
    for (what, text) in &fields {
        if text.contains(char::is_control) {
            let message = format!("{what} indeholder styretegn eller linjeskift");
            return Err(CaseError::new("control-character", message, "skriv det på én linje"));
        }
    }
    let mut add = |what: &str, text: Option<&str>| {
        if let Some(text) = text {
            fields.push((what.to_owned(), text.to_owned()));
        }
    };
    add("spørgsmålets tekst", event.question.as_ref().and(event.text.as_deref()));
    let value = event.value.as_ref().and_then(written);
    add("svaret", value.as_deref());
    add("kilden", event.source.as_deref());
    add("noten", event.note.as_deref());
    add("filnavnet", event.file.as_deref());
    if let Some(addition) = &event.addition {
        add("`id`", addition.id.as_deref());
        // A checksum may hold ten digits that look like one by chance.
        for (key, value) in addition.fields.iter().filter(|(key, value)| *key != "sha256" || !is_checksum(value)) {
            add(&format!("`{key}`"), written(value).as_deref());
        }
    }
    for (what, text) in &fields {
        refuse_cpr(what, Some(text))?;
    }
    // A date of its own is no half of a number.
    let halves: Vec<_> = fields.iter().filter(|(_, text)| text.parse::<jiff::civil::Date>().is_err()).collect();
    for (one, other) in halves.iter().zip(halves.iter().skip(1)) {
        let (head, tail) = (last_line(&one.1), first_line(&other.1));
        if looks_like_cpr(&format!("{head}-{tail}")) && head.len() <= 10 && tail.len() <= 10 {
            return Err(refused(&format!("{} og {} tilsammen", one.0, other.0)));
        }
    }
    Ok(())
}

/// Refuses a case with something like a CPR number anywhere in it.
///
/// # Errors
/// With the reason, naming the field.
pub fn check_case(case: &Case) -> Result<(), CaseError> {
    case.history().iter().try_for_each(check)
}

fn is_checksum(value: &SavedValue) -> bool {
    matches!(value, SavedValue::Text(text) if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn written(value: &SavedValue) -> Option<String> {
    match value {
        SavedValue::Text(text) => Some(text.clone()),
        SavedValue::Number(number) => (*number >= NINE_DIGITS).then(|| format!("{number:010}")),
        SavedValue::Many(list) => Some(list.join("\n")),
    }
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default().trim()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim()
}
