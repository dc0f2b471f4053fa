//! Is a text what the YAML library writes for a head or an outcome? Told piece by piece, from pieces it wrote before.
//!
//! In many cases the same criteria stand for the same reasons, and writing them anew each time takes longest of all.
//! A yes is a yes to every byte. Anything else means no more than that it was not found out: whoever asks writes the
//! whole anew and compares. Remembers no case, only pieces of text, and no more than [`LIMIT`] bytes a thread.

use std::cell::RefCell;

use hashbrown::HashMap;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::assessment_v1::{AssessmentV1, LevelV1, PossibleV1, SpecialeV1};
use super::format::{FORMAT, PinnedRules, Program, SavedAnswer};
use super::value::SavedValue;
use super::yaml::{date, optional_date, to_yaml};
use super::{Case, Opening};

/// So many bytes of pieces are remembered.
const LIMIT: usize = 8 << 20;
/// A longer piece is hardly met again.
const LONG: usize = 4 << 10;

/// Is it certain that this is the text of the outcome?
pub(super) fn is_outcome(text: &str, outcome: &AssessmentV1) -> bool {
    outcome_of(Rest(text), outcome).is_some_and(|rest| rest.0.is_empty())
}

/// Is it certain that this is the head of the case?
pub(super) fn is_head(text: &str, case: &Case) -> bool {
    head_of(Rest(text), case).is_some_and(|rest| rest.0.is_empty())
}

fn outcome_of<'t>(text: Rest<'t>, outcome: &AssessmentV1) -> Option<Rest<'t>> {
    let AssessmentV1 { format, level, assessments } = outcome;
    let rest = text.after("udfald:\n")?.after_known(Block(2), &OutcomeFront { format, level })?;
    let rest = rest.after("  assessments:\n")?;
    // An empty list is written otherwise.
    filled(assessments)?.iter().try_fold(rest, |rest, assessed| {
        let SpecialeV1 { speciale, version, sha256, status, level, doubt, criteria, advice, open_questions } = assessed;
        let front = SpecialeFront { speciale, version, sha256, status, level, doubt: *doubt };
        let rest = rest.after_known(Item(2), &front)?.after("    criteria:\n")?;
        let rest = filled(criteria)?.iter().try_fold(rest, |rest, one| rest.after_known(Item(4), one))?;
        let rest = rest.after("    advice:\n")?;
        let rest = filled(advice)?.iter().try_fold(rest, |rest, one| rest.after_known(Item(4), one))?;
        rest.after_known(Block(4), &SpecialeBack { open_questions })
    })
}

fn head_of<'t>(text: Rest<'t>, case: &Case) -> Option<Rest<'t>> {
    let Opening { case_number, pseudonym, date, enquiry, caseworker, program, national } = case.opening();
    let guidelines = case.guidelines();
    // Of this case alone: not worth remembering.
    let front = HeadFront {
        format: FORMAT,
        case_number: case_number.as_deref(),
        pseudonym: pseudonym.as_deref(),
        date: *date,
        enquiry: *enquiry,
    };
    let specialer = guidelines.iter().map(|guideline| guideline.speciale.as_str()).collect();
    let back = HeadBack { specialer, caseworker, program, rules: PinnedRules { national, guidelines } };
    let rest = text.after(&to_yaml(&front).ok()?)?.after_known(Block(0), &back)?.after("svar:\n")?;
    let answers = Some(case.answers()).filter(|answers| !answers.is_empty())?;
    answers.iter().try_fold(rest, |rest, (key, SavedAnswer { value, source, date, note })| {
        let mut rest = rest.after_known(Block(2), &Said { key, words: Words { value, source: source.as_deref() } })?;
        if let Some(date) = *date {
            rest = rest.after_known(Block(4), &Dated { date })?;
        }
        match note {
            Some(note) => rest.after(&Block(4).of(&Noted { note })?),
            None => Some(rest),
        }
    })
}

fn filled<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

#[derive(Serialize)]
struct OutcomeFront<'a> {
    format: &'a str,
    level: &'a LevelV1,
}

#[derive(Serialize)]
struct SpecialeFront<'a> {
    speciale: &'a str,
    version: &'a str,
    sha256: &'a str,
    status: &'a str,
    level: &'a PossibleV1,
    doubt: bool,
}

#[derive(Serialize)]
struct SpecialeBack<'a> {
    open_questions: &'a [String],
}

#[derive(Serialize)]
struct HeadFront<'a> {
    format: &'a str,
    #[serde(rename = "sag", skip_serializing_if = "Option::is_none")]
    case_number: Option<&'a str>,
    #[serde(rename = "borger", skip_serializing_if = "Option::is_none")]
    pseudonym: Option<&'a str>,
    #[serde(rename = "dato", with = "date")]
    date: Date,
    #[serde(rename = "henvendelse", with = "optional_date", skip_serializing_if = "Option::is_none")]
    enquiry: Option<Date>,
}

#[derive(Serialize)]
struct HeadBack<'a> {
    #[serde(rename = "speciale")]
    specialer: Vec<&'a str>,
    #[serde(rename = "sagsbehandler")]
    caseworker: &'a str,
    program: &'a Program,
    #[serde(rename = "regler")]
    rules: PinnedRules<'a>,
}

/// An answer under its key.
struct Said<'a> {
    key: &'a str,
    words: Words<'a>,
}

#[derive(Serialize)]
struct Words<'a> {
    #[serde(rename = "svar")]
    value: &'a SavedValue,
    #[serde(rename = "kilde", skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.key, &self.words)])
    }
}

#[derive(Serialize)]
struct Dated {
    #[serde(rename = "dato", with = "date")]
    date: Date,
}

#[derive(Serialize)]
struct Noted<'a> {
    note: &'a str,
}

use Shape::{Block, Item};

/// How a piece stands in its file: so far from the edge.
#[derive(Clone, Copy)]
enum Shape {
    /// As keys and values.
    Block(usize),
    /// As one item of a list.
    Item(usize),
}

impl Shape {
    /// The piece as the library writes it. Every value is on one line, so that further in is the same with blanks ahead.
    fn of<T: Serialize>(self, value: &T) -> Option<String> {
        let (text, blanks) = match self {
            Block(blanks) => (to_yaml(value), blanks),
            Item(blanks) => (to_yaml(&[value]), blanks),
        };
        let text = text.ok()?;
        let mut further_in = String::with_capacity(text.len() * 2);
        for line in text.split_inclusive('\n') {
            further_in.extend(std::iter::repeat_n(' ', blanks));
            further_in.push_str(line);
        }
        Some(further_in)
    }
}

/// What is left of a text.
#[derive(Clone, Copy)]
struct Rest<'t>(&'t str);

impl Rest<'_> {
    fn after(self, piece: &str) -> Option<Self> {
        self.0.strip_prefix(piece).map(Self)
    }

    /// As `after`, the piece being remembered.
    fn after_known<T: Serialize>(self, shape: Shape, value: &T) -> Option<Self> {
        WRITTEN.with_borrow_mut(|written| self.after(written.piece(shape, value)?))
    }
}

/// Pieces by what they are made of.
#[derive(Default)]
struct Written {
    pieces: HashMap<Vec<u8>, Box<str>>,
    bytes: usize,
    /// What the piece in hand is made of.
    made_of: Vec<u8>,
    /// The piece that is too long to be remembered.
    long: String,
}

thread_local! {
    static WRITTEN: RefCell<Written> = RefCell::default();
}

impl Written {
    fn piece<T: Serialize>(&mut self, shape: Shape, value: &T) -> Option<&str> {
        self.made_of.clear();
        let (kind, blanks) = match shape {
            Block(blanks) => (0, blanks),
            Item(blanks) => (1, blanks),
        };
        self.made_of.extend([kind, u8::try_from(blanks).ok()?]);
        // The keys tell one type of piece from another.
        serde_json::to_writer(&mut self.made_of, value).ok()?;
        if !self.pieces.contains_key(&self.made_of) {
            let text = shape.of(value)?;
            let bytes = self.made_of.len() + text.len();
            if bytes > LONG {
                self.long = text;
                return Some(&self.long);
            }
            if self.bytes + bytes > LIMIT {
                self.pieces.clear();
                self.bytes = 0;
            }
            self.bytes += bytes;
            self.pieces.insert(self.made_of.clone(), text.into());
        }
        self.pieces.get(&self.made_of).map(|text| &**text)
    }
}
