//! How a case stands while it is being asked: one line after every answer, a page on demand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::conflict::conflicts;
use crate::session::outcome::duties::basis;
use visitation::case::SavedAnswer;
use visitation::consult::{Consultation, Part, known};
use visitation::engine::interview::Next;
use visitation::engine::outcome::{Assessment, State};
use visitation::guideline::Criterion;
use visitation::guideline::wording::list_text;
use visitation::guideline::wording::named::{advice_text, levels_text};
use visitation::guideline::wording::statement::upper_first;

/// `Muligt niveau: let eller højt. Højst 7 spørgsmål tilbage.` Empty where nothing can be said: in the shared
/// questions that come before the specialer.
#[must_use]
pub fn live_line(session: &Consultation) -> String {
    let mut said = Vec::new();
    for (part, assessment) in assessed(session) {
        let guideline = part.compiled.guideline();
        if guideline.criteria.is_empty() {
            continue;
        }
        let ids = assessment.possible.iter().filter_map(|level| guideline.national.levels.get(level.0));
        let levels = alternatives(&ids.map(|level| level.id.as_str()).collect::<Vec<_>>());
        let what = if assessment.possible.len() == 1 { "Niveauet ligger fast" } else { "Muligt niveau" };
        let title = if session.several() { guideline.title.as_str() } else { what };
        said.push((title.to_owned(), levels));
    }
    if said.is_empty() {
        return String::new();
    }
    let left = match session.next() {
        Ok(Next::Ask { at_most_left: 1, .. }) => " 1 spørgsmål tilbage.".to_owned(),
        Ok(Next::Ask { at_most_left, .. }) => format!(" Højst {at_most_left} spørgsmål tilbage."),
        Ok(Next::Done(_)) | Err(_) => " Ingen spørgsmål tilbage.".to_owned(),
    };
    format!("→ {}.{left}", together(&said))
}

/// Specialer with the same possible levels are said together, in the order in which they come.
fn together(said: &[(String, String)]) -> String {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (title, levels) in said {
        match groups.iter_mut().find(|(known, _)| known == levels) {
            Some((_, titles)) => titles.push(title),
            None => groups.push((levels, vec![title])),
        }
    }
    let all = said.len() > 1 && groups.len() == 1;
    let text = |(levels, titles): &(&str, Vec<&str>)| {
        let titles = if all { "Alle specialer".to_owned() } else { list_text(titles) };
        format!("{titles}: {levels}")
    };
    groups.iter().map(text).collect::<Vec<_>>().join(". ")
}

/// `let, moderat eller højt`
fn alternatives(ids: &[&str]) -> String {
    match ids {
        [first @ .., last] if !first.is_empty() => format!("{} eller {last}", first.join(", ")),
        _ => ids.concat(),
    }
}

/// How the case stands now: levels, criteria, duties, what is not known, what is contested.
#[must_use]
pub fn status(session: &Consultation, answers: &BTreeMap<String, SavedAnswer>) -> String {
    let mut text = String::from("Status nu\n");
    for (part, assessment) in assessed(session) {
        let guideline = part.compiled.guideline();
        if guideline.criteria.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{}", guideline.title);
        let _ = writeln!(text, "  – Muligt niveau: {}", levels_text(&guideline.national, &assessment.possible));
        let with = |wanted: State| {
            guideline.criteria.iter().zip(&assessment.criteria).filter(move |(_, state)| **state == wanted)
        };
        let level = |criterion: &Criterion| guideline.national.levels.get(criterion.level.0).map(|level| &level.id);
        let named = |criterion: &Criterion| match level(criterion) {
            Some(level) => format!("{} ({level})", criterion.id),
            None => criterion.id.clone(),
        };
        let met: Vec<String> = with(State::Always).map(|(criterion, _)| named(criterion)).collect();
        if !met.is_empty() {
            let _ = writeln!(text, "  – Opfyldte kriterier: {}", list_text(&met));
        }
        let open = with(State::Open).count();
        if open > 0 {
            let _ = writeln!(text, "  – Kriterier, der ikke er afgjort: {open}");
        }
        duties(&mut text, part, &assessment);
    }
    let unknown = answers.values().filter(|answer| answer.value.is_unknown()).count();
    let _ = match (answers.len(), unknown) {
        (0, _) => writeln!(text, "Der er ikke gemt svar endnu."),
        (all, 0) => writeln!(text, "{all} svar er gemt."),
        (all, unknown) => writeln!(text, "{all} svar er gemt; {unknown} af dem er ”ved ikke”."),
    };
    for (key, note) in conflicts(answers) {
        let _ = writeln!(text, "  – {} {note}", session.question_text(key));
    }
    if let Ok(Next::Ask { at_most_left, .. }) = session.next() {
        let _ = writeln!(text, "Højst {at_most_left} spørgsmål tilbage.");
    }
    text
}

fn duties(text: &mut String, part: &Part, assessment: &Assessment) {
    let guideline = part.compiled.guideline();
    let mut open = Vec::new();
    for (duty, state) in guideline.advice.iter().zip(&assessment.advice) {
        match state {
            State::Always => {
                let _ = writeln!(text, "  – {}: {}", upper_first(&advice_text(guideline, [duty])), basis(duty));
            }
            State::Open => open.push(duty),
            State::Never => {}
        }
    }
    if !open.is_empty() {
        let _ = writeln!(text, "  – {} kan blive aktuel", upper_first(&advice_text(guideline, open)));
    }
}

/// Every part with its assessment; one whose answers contradict each other has none.
fn assessed(session: &Consultation) -> impl Iterator<Item = (&Part, Assessment)> {
    session.parts.iter().filter_map(|part| Some((part, part.compiled.assess(&known(&part.answers)).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(list: &[(&str, &str)]) -> String {
        together(&list.iter().map(|(title, levels)| ((*title).to_owned(), (*levels).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn specialer_with_the_same_levels_are_said_together() {
        assert_eq!(said(&[("Muligt niveau", "let eller højt")]), "Muligt niveau: let eller højt");
        assert_eq!(said(&[("Autisme", "let"), ("Syn", "let")]), "Alle specialer: let");
        let mixed = [("Autisme", "let"), ("Syn", "moderat eller højt"), ("Hørelse", "let")];
        assert_eq!(said(&mixed), "Autisme og Hørelse: let. Syn: moderat eller højt");
    }
}
