//! The interview: one question a page. An answer is on the disk before the next page is shown.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use minijinja::{Value, context};

use super::office::{Office, see_other};
use super::trouble::{Page, Trouble, missing};
use super::words::{Filled, NONE, all, date, filled, given, one, told, words};
use crate::session::interview::ask::{Keeper, Said, heading, no_outcome, spoken, take};
use crate::session::interview::status::live_line;
use crate::session::interview::why::{origin, why};
use crate::session::record::Record;
use crate::store::read_text;
use crate::terminal::failure::Failure;
use visitation::case::{Case, Given, SavedAnswer, UNKNOWN, keys};
use visitation::consult::{Consultation, NoOutcome};
use visitation::engine::interview::{Next, Stuck};
use visitation::guideline::question::{Kind, Question, QuestionIx};
use visitation::guideline::wording::statement::upper_first;

/// A case as it stands, and how far it has come.
pub(super) struct Open {
    pub path: PathBuf,
    pub case: Case,
    /// Its specialer.
    pub session: Consultation,
    /// The same as it is asked: with the shared questions that decide which time limits run.
    pub asking: Consultation,
}

impl Open {
    /// Reads a case whose specialer are chosen.
    pub fn read(office: &Office, id: &str) -> Result<Self, Trouble> {
        let path = office.file(id)?;
        let text = read_text(&path, crate::store::CASE_LIMIT).map_err(crate::session::failures::from_store)?;
        let case = Case::read(&text).map_err(|error| crate::session::failures::from_case(error, &path))?;
        Self::restored(office, path, case)
    }

    /// A case that is held to be written.
    pub fn of(office: &Office, record: &Record) -> Result<Self, Trouble> {
        Self::restored(office, record.path().to_path_buf(), record.case().clone())
    }

    fn restored(office: &Office, path: PathBuf, case: Case) -> Result<Self, Trouble> {
        let session = restored(office, &case)?;
        let national = session.guidelines().first().map(|first| first.national.clone());
        let asking = match national {
            Some(national) => session.clone().asking_limits(office.clerk.ready(&national)),
            None => session.clone(),
        };
        Ok(Self { path, case, session, asking })
    }

    /// Is there nothing to ask before the outcome is shown? A case that has been concluded is not asked again of time
    /// limits alone.
    fn is_done(&self, asking: &Consultation) -> Result<bool, Stuck> {
        let done = |session: &Consultation| session.next().map(|next| matches!(next, Next::Done(_)));
        Ok(done(asking)? || self.case.outcome().is_some() && done(&asking.clone().without_limits())?)
    }

    /// The places of the answered questions, in the order in which they were first answered.
    pub fn trail(&self) -> Vec<(usize, QuestionIx)> {
        let guidelines = self.asking.guidelines();
        self.case.answer_order().iter().filter_map(|key| keys::place(&guidelines, key)).collect()
    }

    /// The saved answer to a question.
    pub fn saved(&self, (part, ix): (usize, QuestionIx)) -> Option<&SavedAnswer> {
        let guideline = self.asking.parts.get(part)?.compiled.guideline();
        keys::find(self.case.answers(), guideline, guideline.questions.get(ix.0)?).map(|(_, saved)| saved)
    }
}

fn restored(office: &Office, case: &Case) -> anyhow::Result<Consultation> {
    if case.guidelines().is_empty() {
        let failure = Failure::new("unfinished-case", "sagen har intet speciale endnu");
        return Err(failure.help("vælg det under »Specialer« i sagen").into());
    }
    let help = "åbn visit med den regelmappe, sagen er vurderet efter (`--rules`)";
    office.clerk.session_of(case).map_err(|reason| Failure::new("missing-rules", reason).help(help).into())
}

/// Where the case has come to: its next question, or what came out.
pub(super) async fn case(State(office): State<Arc<Office>>, Path(id): Path<String>) -> Page {
    let open = match Open::read(&office, &id) {
        Ok(open) => open,
        Err(trouble) => {
            let unchosen = trouble.error.downcast_ref::<Failure>().is_some_and(|why| why.code == "unfinished-case");
            return if unchosen { Ok(see_other(&format!("/sag/{id}/specialer"))) } else { Err(trouble) };
        }
    };
    let refused = |stuck: Stuck| no_outcome(&open.asking, &stuck);
    if open.case.outcome().is_some() && open.is_done(&open.asking).map_err(refused)? {
        return Ok(see_other(&format!("/sag/{id}/udfald")));
    }
    match open.asking.next().map_err(refused)? {
        Next::Done(_) => office.page(
            "spoergsmaal.html",
            context! { titel => "Ingen flere spørgsmål", id, færdig => true, hoved => open.case.head() },
        ),
        Next::Ask { party, question, at_most_left } => {
            let heading = heading(&open.asking, open.case.answers().len(), at_most_left);
            asked(&office, &id, &open, (party, question), &Shown { heading, ..Shown::default() })
        }
    }
}

/// What is shown beside a question.
#[derive(Default)]
pub(super) struct Shown {
    pub heading: String,
    /// What was filled in and is not taken.
    pub filled: Option<Filled>,
    pub faults: Vec<(String, String)>,
    pub status: Option<StatusCode>,
}

/// The page of one question.
pub(super) fn asked(office: &Office, id: &str, open: &Open, place: (usize, QuestionIx), shown: &Shown) -> Page {
    let (part, ix) = place;
    let question = open.asking.question(part, ix).ok_or_else(|| missing("spørgsmålet"))?;
    let here = open.asking.parts.get(part).ok_or_else(|| missing("spørgsmålet"))?;
    let guideline = here.compiled.guideline();
    let (text, help) = spoken(here, question);
    let saved = open.saved(place);
    let filled =
        shown.filled.clone().unwrap_or_else(|| saved.map(|saved| as_filled(question, saved)).unwrap_or_default());
    let chosen = all(&filled, "svar");
    let values = context! {
        titel => text.trim(), id, tema => question.theme.clone(), overskrift => shown.heading.clone(),
        tekst => text.trim(), hjælp => help, nøgle => keys::answer_key(&open.asking.guidelines(), part, question),
        form => form_of(question, &chosen), hoved => open.case.head(), fejl => told(&shown.faults),
        kilde => one(&filled, "kilde"), dato => one(&filled, "dato"), note => one(&filled, "note"),
        kilder => sources(&open.case), linje => live_line(&open.asking).trim_start_matches("→ "),
        hvorfor => why(&open.asking, place).unwrap_or_default(), oprindelse => origin(guideline, question),
        retter => saved.is_some(), tidligere => saved.map(|saved| words(question, &saved.value)),
    };
    let mut response = office.page("spoergsmaal.html", values)?;
    if let Some(status) = shown.status {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// The controls of an answer.
fn form_of(question: &Question, chosen: &[&str]) -> Value {
    let option = |id: &str, text: &str| context! { id, tekst => text, valgt => chosen.contains(&id) };
    let mut options: Vec<Value> = match &question.kind {
        Kind::YesNo => vec![option("ja", "Ja"), option("nej", "Nej")],
        kind => kind.choices().iter().map(|choice| option(&choice.id, &choice.text)).collect(),
    };
    let several = matches!(question.kind, Kind::Multi(_));
    if several && !question.kind.choices().iter().any(|choice| choice.excludes) {
        options.push(option(NONE, "Ingen af disse"));
    }
    let typed = chosen.first().copied().filter(|text| *text != UNKNOWN);
    let (slags, range) = match &question.kind {
        Kind::Number { min, max } => ("tal", Some(format!("Helt tal fra {min} til {max}"))),
        Kind::Text => ("tekst", None),
        _ if several => ("flere", None),
        _ => ("et", None),
    };
    context! { slags, muligheder => options, skrevet => typed, enhed => question.unit.clone(), spænd => range, ukendt => chosen.contains(&UNKNOWN) }
}

/// A saved answer as its form would be filled.
fn as_filled(question: &Question, saved: &SavedAnswer) -> Filled {
    let put = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let mut filled = filled("svar", &saved.value);
    if filled.is_empty() && matches!(question.kind, Kind::Multi(_)) {
        filled.push(put("svar", NONE));
    }
    filled.extend(saved.source.iter().map(|text| put("kilde", text)));
    filled.extend(saved.date.iter().map(|day| put("dato", &day.to_string())));
    filled.extend(saved.note.iter().map(|text| put("note", text)));
    filled
}

/// The sources that the case has already, the latest first: to choose among.
fn sources(case: &Case) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for source in case.history().iter().rev().filter_map(|event| event.source.as_ref()) {
        if !sources.contains(source) && sources.len() < 8 {
            sources.push(source.clone());
        }
    }
    sources
}

/// Takes an answer, or concludes the case.
pub(super) async fn answer(
    State(office): State<Arc<Office>>,
    Path(id): Path<String>,
    Form(filled): Form<Filled>,
) -> Page {
    let path = office.file(&id)?;
    let mut record = Record::open(&path, office.initials.clone())?;
    let open = Open::of(&office, &record)?;
    let Some(key) = one(&filled, "spm") else { return conclude(&id, record, &open.session) };
    let place = keys::place(&open.asking.guidelines(), &key);
    let place = place.ok_or_else(|| missing("spørgsmålet"))?;
    let refused = |faults: Vec<(String, String)>, status: StatusCode| {
        let heading = "Svaret er ikke gemt".to_owned();
        asked(
            &office,
            &id,
            &open,
            place,
            &Shown { heading, filled: Some(filled.clone()), faults, status: Some(status) },
        )
    };
    // What others have saved since the page was made may have changed what is asked and meant.
    if one(&filled, "hoved").as_deref() != Some(open.case.head()) {
        let text = "Sagen er ændret i et andet vindue, siden siden blev vist. Se på svaret igen, og gem det så.";
        return refused(vec![("svar".to_owned(), text.to_owned())], StatusCode::CONFLICT);
    }
    let said = match said(&open, place, &filled) {
        Ok(said) => said,
        Err(faults) => return refused(faults, StatusCode::UNPROCESSABLE_ENTITY),
    };
    let mut session = open.asking.clone();
    take(&mut session, &said);
    let done = match open.is_done(&session) {
        Ok(done) => done,
        Err(stuck) => {
            let why = no_outcome(&session, &stuck);
            return refused(vec![fault(&why)], StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    if let Err(why) = record.keep(&session, &said)? {
        return refused(vec![fault(&why)], StatusCode::UNPROCESSABLE_ENTITY);
    }
    if done {
        return conclude(&id, record, &session.without_limits());
    }
    Ok(see_other(&format!("/sag/{id}")))
}

/// Why an answer is not taken, told at its field.
fn fault(why: &NoOutcome) -> (String, String) {
    ("svar".to_owned(), format!("{}. {}.", upper_first(&why.message), upper_first(&why.help)))
}

/// The answer of a form, held against its question.
fn said(
    open: &Open,
    (part, ix): (usize, QuestionIx),
    filled: &[(String, String)],
) -> Result<Said, Vec<(String, String)>> {
    let fault = |field: &str, text: String| (field.to_owned(), upper_first(&text));
    let question = open.asking.question(part, ix).ok_or_else(Vec::new)?;
    let mut faults = Vec::new();
    let value = given(question, &all(filled, "svar")).map_err(|text| fault("svar", text));
    let day = one(filled, "dato").map(|text| date(&text)).transpose().map_err(|text| fault("dato", text));
    let value = value.map_err(|text| faults.push(text)).ok();
    let day = day.map_err(|text| faults.push(text)).ok();
    let (Some(value), Some(day)) = (value, day) else { return Err(faults) };
    let answer = match value.given(question) {
        Ok(Given::Answer(answer)) => answer,
        Ok(Given::Words(_)) => visitation::guideline::question::Answer::Unknown,
        Err(error) => return Err(vec![fault("svar", error.to_string())]),
    };
    let saved = SavedAnswer { value, source: one(filled, "kilde"), date: day, note: one(filled, "note") };
    Ok(Said { part, question: ix, answer, saved })
}

/// Computes and saves what comes out.
fn conclude(id: &str, mut record: Record, session: &Consultation) -> Page {
    let outcome = session.outcome()?;
    record.conclude(session, &outcome)?;
    record.save()?;
    Ok(see_other(&format!("/sag/{id}/udfald")))
}
