//! From an answers file to a session: which guidelines it is for, and what it answers.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::choose::{self, Triage};
use super::failures::from_rules;
use crate::store::catalogue::Catalogue;
use crate::terminal::failure::{Failure, Rejected};
use jiff::civil::Date;

use visitation::case::{SavedAnswer, SavedValue, keys};
use visitation::consult::Consultation;
use visitation::guideline::answers::{self, Elsewhere, Sheet};
use visitation::guideline::finding::Findings;
use visitation::guideline::question::{Answer, Kind, Question};
use visitation::guideline::raw;
use visitation::guideline::raw::examples::RawAnswer;
use visitation::guideline::shared::addressed;

/// The session that an answers file describes. `names` are the specialer asked for; without any, those the
/// file names, else those whose `relevant_når` its answers fulfil.
///
/// # Errors
/// The guidelines cannot be used, no speciale is named or relevant, or an answer does not fit.
pub fn session(catalogue: &Catalogue, sheet: &Sheet, names: &[String], date: Date) -> anyhow::Result<Consultation> {
    let own: Vec<String> = sheet.raw.specialer.iter().map(|name| name.value.clone()).collect();
    let names = if names.is_empty() { own } else { names.to_vec() };
    let names = if names.is_empty() { relevant(catalogue, sheet, date)? } else { names };
    let chosen = choose::by_name(catalogue, names.iter().map(String::as_str), date).map_err(from_rules)?;
    let session = Consultation::new(chosen);
    let answers = resolve(catalogue, sheet, &session, date)?;
    let shared = shared(sheet, &session);
    let words = answers::words(&sheet.raw.answers, &session.guidelines());
    Ok(Consultation { shared, ..session.with_answers(answers).with_words(words) })
}

/// What the file answers of the shared questions that no guideline asks. That it fits has been seen already.
fn shared(sheet: &Sheet, session: &Consultation) -> BTreeMap<String, Answer> {
    let mut findings = Findings::new(sheet.source.clone());
    let answers = sheet.raw.answers.iter();
    let found = answers.filter_map(|answer| {
        let question = session.unasked().into_iter().find(|question| question.id == answer.key.value)?;
        Some((question.id.clone(), answers::value(question, &answer.value, &mut findings)?))
    });
    found.collect()
}

fn resolve(
    catalogue: &Catalogue,
    sheet: &Sheet,
    session: &Consultation,
    date: Date,
) -> anyhow::Result<Vec<answers::Answers>> {
    // A case is answered under guidelines of its own; what others ask is simply not used here.
    let asked = LazyCell::new(|| keys_asked(catalogue, date));
    let has_question = |key: &str| sheet.raw.is_case || asked.contains(key);
    let elsewhere = Elsewhere { national: catalogue.national(), has_question: &has_question };
    let resolved = answers::resolve(&sheet.raw.answers, &sheet.source, &session.guidelines(), &elsewhere);
    let mut faults = sheet.faults.clone();
    match resolved {
        Ok(answers) if faults.is_empty() => return Ok(answers),
        Ok(_) => {}
        Err(found) => faults.extend(found),
    }
    faults.sort_by_key(|finding| (finding.span.start, finding.span.end));
    Err(Rejected(faults).into())
}

/// The keys of all questions in the folder, with and without their speciale.
fn keys_asked(catalogue: &Catalogue, date: Date) -> BTreeSet<String> {
    let all = choose::all_in_force(catalogue, date).unwrap_or_default();
    let ids =
        all.iter().flat_map(|guideline| guideline.questions.iter().map(move |question| (guideline, &question.id)));
    ids.flat_map(|(guideline, id)| [id.clone(), format!("{}.{id}", guideline.speciale)]).collect()
}

/// The specialer whose `relevant_når` holds under the file's answers.
fn relevant(catalogue: &Catalogue, sheet: &Sheet, date: Date) -> anyhow::Result<Vec<String>> {
    let mut triage = Triage::new(catalogue, choose::all_in_force(catalogue, date).map_err(from_rules)?);
    let answers = resolve(catalogue, sheet, &triage.session, date)?;
    triage.session = triage.session.with_answers(answers);
    let proposal = triage.proposed()?;
    let name = |place: &usize| triage.candidates.get(*place).map(|guideline| guideline.speciale.clone());
    let names: Vec<String> = proposal.relevant.iter().filter_map(name).collect();
    if names.is_empty() {
        let message = "der er ikke valgt noget speciale, og svarene peger ikke på et";
        let help = "skriv specialet på kommandolinjen (`visit assess SPECIALE …`) eller som `speciale:` i svarfilen";
        return Err(Failure::new("no-speciale", message).help(help).into());
    }
    Ok(names)
}

/// An answer as a case keeps it, with the question it answers.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Under which key.
    pub key: String,
    /// The question's text.
    pub text: String,
    /// The answer.
    pub answer: SavedAnswer,
}

/// The file's answers as a case keeps them, a shared one once, whether a guideline asks it or not.
#[must_use]
pub fn kept(sheet: &Sheet, session: &Consultation) -> Vec<Kept> {
    let mut kept = Vec::new();
    let guidelines = session.guidelines();
    for answer in &sheet.raw.answers {
        for (part, here) in session.parts.iter().enumerate() {
            let Some((question, asked)) = addressed(&answer.key.value, here.compiled.guideline()) else { continue };
            let given = here.answers.get(question.0).copied().flatten();
            let key = keys::answer_key(&guidelines, part, asked);
            kept.extend(saved(answer, asked, given).map(|answer| Kept { key, text: asked.text.clone(), answer }));
            if asked.shared {
                break;
            }
        }
        if let Some(asked) = session.unasked().into_iter().find(|question| question.id == answer.key.value) {
            let saved = saved(answer, asked, session.shared.get(&asked.id).copied());
            kept.extend(saved.map(|answer| Kept { key: asked.id.clone(), text: asked.text.clone(), answer }));
        }
    }
    kept
}

fn saved(answer: &RawAnswer, asked: &Question, given: Option<Answer>) -> Option<SavedAnswer> {
    let value = match (&asked.kind, given) {
        (Kind::Text, _) => SavedValue::Text(words(answer)),
        (_, Some(given)) => SavedValue::of(asked, given),
        (_, None) => return None,
    };
    let RawAnswer { source, date, note, .. } = answer.clone();
    Some(SavedAnswer { value, source, date, note })
}

fn words(answer: &RawAnswer) -> String {
    match &answer.value.value {
        raw::yaml::NodeValue::Text(text) => text.clone(),
        raw::yaml::NodeValue::Integer(number) => number.to_string(),
        _ => String::new(),
    }
}
