//! What has been changed in a case file: the first event that does not fit, and everything that can be said of it.
//!
//! A hash tells that something was changed, not what stood there. What else the file holds often does: the answers
//! above the history, the links around an event, the numbers of the events. Deliberately computes no outcome.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::chain::{self, Line, START};
use super::format::{Action, Event, Tail};
use super::mend::{Mended, mended};
use super::read::{Parts, check_format_of, head, outcome_text, split};
use super::strike::listed;
use super::yaml::from_yaml;
use super::{AssessmentV1, Case, CaseError};
use crate::guideline::hash::sha256_hex;

const UNTOUCHED: &str = "filen er ændret uden om visit; find en urørt udgave";

/// Every fault of a case file's protection; none when it is as visit wrote it.
#[must_use]
pub fn verify(text: &str) -> Vec<CaseError> {
    let faults = match check_format_of(text).and_then(|()| split(text)) {
        Ok(parts) => faults(&parts),
        Err(fault) => vec![fault],
    };
    match mended(text).filter(|_| !faults.is_empty()) {
        Some(mended) => vec![other_form(&mended)],
        None => faults,
    }
}

/// Nothing of the content differs.
pub(super) fn other_form(mended: &Mended) -> CaseError {
    let message = format!("indholdet er urørt, men filen er ikke byte for byte, som visit skrev den: {}", mended.why);
    CaseError::new("other-form", message, "skriv filen, som den var, med `visit verify --mend FIL`")
}

/// Events that are dated before the one ahead of them: a clock was set back, or dates were made up. No fault.
#[must_use]
pub fn out_of_order(case: &Case) -> Vec<u64> {
    let pairs = case.history().iter().zip(case.history().iter().skip(1));
    // The opening alone keeps parts of a second.
    pairs
        .filter(|(before, after)| after.at.as_second() < before.at.as_second())
        .map(|(_, after)| after.number)
        .collect()
}

/// Reads an event; an error comes with its column, from 1.
pub(super) fn event(body: &str) -> Result<Event, (CaseError, u64)> {
    serde_json::from_str(body).map_err(|error| {
        let message = error.to_string();
        let own = super::yaml::own_words(&message);
        let message = own.unwrap_or("hændelsen har ikke den form, den skal have").to_owned();
        (CaseError::new("bad-event", message, UNTOUCHED), error.column() as u64 + 2)
    })
}

/// Every fault of a file that has been taken apart.
pub(super) fn faults(parts: &Parts<'_>) -> Vec<CaseError> {
    let first_line = lines_of(parts.head) + 2;
    let lines: Vec<&str> = parts.history.trim_end_matches('\n').split('\n').collect();
    let struck: Vec<Event> = lines.iter().filter_map(|line| struck(line)).collect();
    let struck = listed(&struck);
    let mut faults = broken_links(&lines, first_line, &struck);
    let (mut events, mut links) = (Vec::new(), Vec::new());
    for (at, line) in (first_line..).zip(&lines) {
        let Some(line) = Line::parse(line) else { return faults };
        match event(&line.body()) {
            Ok(event) => {
                if chain::to_json(&event).is_ok_and(|right| right != line.body()) {
                    let form = "hændelsen står ikke i den form, visit skriver, så dens kæde er lavet af andre";
                    faults.push(changed(form, at));
                }
                events.push(event);
            }
            Err((fault, column)) => {
                faults.push(fault.at(Some((at, column))));
                return faults;
            }
        }
        links.push(line.link.to_owned());
    }
    match Case::from_history(events, links) {
        Ok(case) => faults.extend(beside_the_history(&case, parts, first_line + lines.len() as u64)),
        Err(fault) => faults.push(fault),
    }
    if faults.is_empty() && sha256_hex(parts.sealed.as_bytes()) != parts.seal {
        let at = lines_of(parts.sealed) + 1;
        faults.push(changed("seglet er ændret: resten af filen passer sammen", at));
    }
    faults
}

/// Head and outcome against the history.
fn beside_the_history(case: &Case, parts: &Parts<'_>, outcome_line: u64) -> Vec<CaseError> {
    let mut faults = Vec::new();
    match head(case) {
        Ok(right) => faults.extend(first_difference(parts.head, &right)),
        Err(fault) => faults.push(fault),
    }
    let found = parts.outcome.map(|text| sha256_hex(text.as_bytes()));
    faults.extend(match (found, case.outcome_sha256()) {
        (Some(found), Some(right)) if found != *right => Some(changed(
            "`udfald` er ændret, siden det blev beregnet; `visit replay` viser, hvad der kommer ud nu",
            outcome_line,
        )),
        (Some(_), None) => {
            Some(changed("`udfald` står i filen, men svarene er ændret, siden det blev beregnet", outcome_line))
        }
        (None, Some(_)) => {
            Some(changed("`udfald` mangler, selv om historikken siger, at det er beregnet", outcome_line))
        }
        _ => None,
    });
    let as_read = parts.outcome.and_then(|text| from_yaml::<Tail<AssessmentV1>>(text).ok());
    if faults.is_empty() && as_read.is_some_and(|tail| outcome_text(&tail.outcome).ok().as_deref() != parts.outcome) {
        let form = "`udfald` står ikke i den form, visit skriver, så kæden er lavet af andre";
        faults.push(changed(form, outcome_line));
    }
    faults
}

/// The first line that is not as the history gives it.
fn first_difference(found: &str, right: &str) -> Option<CaseError> {
    if found == right {
        return None;
    }
    let (mut there, mut given) = (found.split('\n'), right.split('\n'));
    for at in 1.. {
        let message = match (there.next(), given.next()) {
            (Some(there), Some(given)) if there == given => continue,
            (Some(there), Some(given)) => {
                format!("der står `{}`, men historikken giver `{}`", there.trim(), given.trim())
            }
            (Some(there), None) => format!("der står `{}`, som historikken ikke giver", there.trim()),
            (None, Some(given)) => format!("her mangler `{}`, som historikken giver", given.trim()),
            (None, None) => return None,
        };
        return Some(changed(&message, at));
    }
    None
}

/// The event of a line that says what was struck.
fn struck(line: &str) -> Option<Event> {
    let line = Line::parse(line).filter(|_| line.contains("\"overstreget\": ["))?;
    event(&line.body()).ok()
}

/// Each place where the chain breaks, with what the places around it tell. An event that was struck keeps its link.
fn broken_links(lines: &[&str], first_line: u64, struck: &BTreeMap<u64, &str>) -> Vec<CaseError> {
    let mut faults = Vec::new();
    let mut previous = START.to_owned();
    let mut number_before = 0_u64;
    for (place, (at, text)) in (first_line..).zip(lines).enumerate() {
        let Some(line) = Line::parse(text) else {
            faults.push(changed("linjen er ikke en hændelse, som visit skriver dem", at));
            return faults;
        };
        let number = number_of(&line);
        let expected = number_before.saturating_add(1);
        let right = line.link_after(&previous);
        let now = struck.get(&number);
        if now.is_some() && right == line.link {
            faults.push(changed(&format!("{} er ikke overstreget, som historikken siger", told(&line)), at));
        } else if right != line.link && now.is_none_or(|now| sha256_hex(line.body().as_bytes()) != **now) {
            let after = lines.get(place + 1).and_then(|next| Line::parse(next));
            let what = told(&line);
            let message = match number.cmp(&expected) {
                Ordering::Greater if number != UNREADABLE => format!("før {what} mangler hændelse nr. {expected}"),
                Ordering::Less => format!("{what} er sat ind eller flyttet"),
                _ if after.is_some_and(|next| next.link_after(&right) == next.link) => {
                    format!("kædeværdien i {what} er ændret; hændelsen selv er, som den var")
                }
                _ => format!("{what} er ændret: indholdet passer ikke til kæden"),
            };
            faults.push(changed(&message, at));
        }
        line.link.clone_into(&mut previous);
        number_before = if number == UNREADABLE { expected } else { number };
    }
    if let Some(number) = struck.keys().find(|number| **number == 0 || **number > lines.len() as u64) {
        let message = format!("hændelse nr. {number} siges at være overstreget, og den findes ikke");
        faults.push(changed(&message, first_line));
    }
    faults
}

/// Stands for the number of an event that has none.
const UNREADABLE: u64 = u64::MAX;

fn number_of(line: &Line<'_>) -> u64 {
    parsed(line).and_then(|event| event.get("nr")?.as_u64()).unwrap_or(UNREADABLE)
}

fn parsed(line: &Line<'_>) -> Option<serde_json::Value> {
    serde_json::from_str(&line.body()).ok()
}

/// `hændelse nr. 7 (svar på `spisning`, 2026-11-22T11:35:31Z, abc)`
fn told(line: &Line<'_>) -> String {
    let event = parsed(line).unwrap_or_default();
    let text = |key: &str| event.get(key).and_then(serde_json::Value::as_str).unwrap_or("?");
    let number = event.get("nr").map_or_else(|| "?".to_owned(), ToString::to_string);
    let what = match event.get("spørgsmål").and_then(serde_json::Value::as_str) {
        Some(question) => format!("{} på `{question}`", text("handling")),
        None => text("handling").to_owned(),
    };
    format!("hændelse nr. {number} ({what}, {}, {})", text("tid"), text("af"))
}

fn changed(message: &str, line: u64) -> CaseError {
    CaseError::new("changed", message, UNTOUCHED).at(Some((line, 1)))
}

fn lines_of(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

/// The link that a signature in this case is of, with the signature and who claims to have signed.
#[must_use]
pub fn signatures(case: &Case) -> Vec<(&Event, &str)> {
    let events = case.history().iter().enumerate().filter(|(_, event)| event.action == Action::Signed);
    events.filter_map(|(place, event)| Some((event, case.links().get(place.checked_sub(1)?)?.as_str()))).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::read::SEAL;
    use super::*;

    /// Whoever makes chain and seal anew can write an event in another form; a saved case would then break it.
    #[test]
    fn an_event_in_another_form_is_no_event_of_visit() {
        let right: &str = include_str!("../../../../examples/færdige/døvblind-kvinde.yaml");
        for (from, to) in [
            ("{\"nr\": 1,", "{\"nr\":1,"),
            ("{\"nr\": 2,", "{ \"nr\": 2,"),
            ("\"handling\": \"svar\"", "\"handling\": \"sv\\u0061r\""),
        ] {
            assert!(right.contains(from), "{from}");
            let other = sealed_anew(&right.replacen(from, to, 1));
            assert_eq!(Case::read(&other).unwrap_err().code, "changed", "{to}");
            let told = verify(&other);
            assert!(told.iter().any(|fault| fault.message.contains("ikke i den form, visit skriver")), "{told:?}");
        }
    }

    /// A case with a chain and a seal that fit what stands in it.
    fn sealed_anew(text: &str) -> String {
        let mut previous = START.to_owned();
        let lines = text.lines().map(|line| match Line::parse(line) {
            Some(event) => {
                previous = event.link_after(&previous);
                chain::line(&event.body(), &previous)
            }
            None => format!("{line}\n"),
        });
        sealed_alone(&lines.collect::<String>())
    }

    /// A case with a seal that fits what stands in it.
    pub fn sealed_alone(text: &str) -> String {
        let lines = text.split_inclusive('\n').filter(|line| !line.starts_with(SEAL));
        let body: String = lines.collect();
        format!("{body}{SEAL}\"{}\"\n", sha256_hex(body.as_bytes()))
    }
}
