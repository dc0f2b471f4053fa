//! `visit-sag/1`: the case file as it is written, key by key.
//!
//! Frozen: a saved case must be readable, and mean the same, for as long as cases are kept. Keys are Danish,
//! because caseworkers, citizens with aktindsigt and auditors read the file itself. `svar`, `speciale` and
//! `dato` have the shape of an answers file, so a case file is one too. What a key means is said here; that
//! the parts agree with each other is checked where a [`super::Case`] is made. How the parts are put together to a
//! file, and what protects it against changes, is specified in `README.md` beside this file.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::additions::Addition;
use super::value::SavedValue;
use super::yaml::{date, optional_date, timestamp};

/// The name and version of the format.
pub const FORMAT: &str = "visit-sag/1";

/// The file above its history. All of it follows from the history and is never read back: it is written again
/// and compared.
#[derive(Debug, Serialize)]
pub(super) struct Head<'c> {
    pub format: &'static str,
    #[serde(rename = "sag", skip_serializing_if = "Option::is_none")]
    pub case_number: Option<&'c str>,
    #[serde(rename = "borger", skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<&'c str>,
    #[serde(rename = "dato", with = "date")]
    pub date: Date,
    #[serde(rename = "henvendelse", with = "optional_date", skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<Date>,
    #[serde(rename = "speciale")]
    pub specialer: Vec<&'c str>,
    #[serde(rename = "sagsbehandler")]
    pub caseworker: &'c str,
    pub program: &'c Program,
    #[serde(rename = "regler")]
    pub rules: PinnedRules<'c>,
    /// The present answers: the history's last word on each question.
    #[serde(rename = "svar")]
    pub answers: &'c BTreeMap<String, SavedAnswer>,
}

/// The file below its history: the outcome as computed, missing while the interview is unfinished.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tail<O> {
    #[serde(rename = "udfald")]
    pub outcome: O,
}

/// What is fixed when a case is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The municipality's case number, never a CPR number.
    #[serde(rename = "sag", default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
    /// A pseudonym; the key to the person lives in the municipality's own system.
    #[serde(rename = "borger", default, skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<String>,
    /// The assessment date: which version is in force is found by it.
    #[serde(rename = "dato", with = "date")]
    pub date: Date,
    /// When the citizen turned to the municipality; time limits run from it.
    #[serde(rename = "henvendelse", with = "optional_date", default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<Date>,
    /// Initials of the one who opened it.
    #[serde(rename = "sagsbehandler")]
    pub caseworker: String,
    /// The program that opened it.
    pub program: Program,
    /// The national file it is computed by.
    pub national: PinnedFile,
}

/// A program and its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// `visit`
    #[serde(rename = "navn")]
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The exact rule files that a case was computed by.
#[derive(Debug, Serialize)]
pub(super) struct PinnedRules<'c> {
    /// national.yaml.
    pub national: &'c PinnedFile,
    /// One per speciale, in the order of `speciale`.
    #[serde(rename = "retningslinjer")]
    pub guidelines: &'c [PinnedGuideline],
}

/// A file, known again by its hash alone; the name is for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PinnedFile {
    /// Its name in the rules folder.
    #[serde(rename = "fil")]
    pub file: String,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
}

/// A guideline, known again by its hash alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PinnedGuideline {
    /// The speciale's id.
    pub speciale: String,
    /// The version's id.
    pub version: String,
    /// `udkast`, `høring` or `gældende`, as it was then.
    pub status: String,
    /// Its name in the rules folder.
    #[serde(rename = "fil")]
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A present answer with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedAnswer {
    /// The answer.
    #[serde(rename = "svar")]
    pub value: SavedValue,
    /// Who or what says so.
    #[serde(rename = "kilde", default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The date of the information, not of the typing.
    #[serde(rename = "dato", with = "optional_date", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something that happened to the case. Never rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// From 1, without gaps.
    #[serde(rename = "nr")]
    pub number: u64,
    /// When, in UTC. Not necessarily rising: clocks are set back.
    #[serde(rename = "tid", with = "timestamp")]
    pub at: Timestamp,
    /// Who: initials.
    #[serde(rename = "af")]
    pub by: String,
    /// What.
    #[serde(rename = "handling")]
    pub action: Action,
    /// `oprettet`: what is fixed from then on.
    #[serde(rename = "åbning", default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Box<Opening>>,
    /// `genoptaget`, `udfald`, `genafspillet`: by which program, where it is another than the one that opened the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Program>,
    /// `retningslinjer`: all guidelines of the case from now on.
    #[serde(rename = "retningslinjer", default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<Vec<PinnedGuideline>>,
    /// `svar`: the question's key.
    #[serde(rename = "spørgsmål", default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// `svar`: the question as it was shown. `udfald`: the recommendation as it was shown.
    #[serde(rename = "tekst", default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `svar`: the answer.
    #[serde(rename = "svar", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<SavedValue>,
    /// `svar`: who or what says so.
    #[serde(rename = "kilde", default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// `svar`: the date of the information.
    #[serde(rename = "dato", with = "optional_date", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// `svar`, `notat`: a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// `tilføjelse`, `tilbagetrukket`: what a person added, or took back.
    #[serde(rename = "tilføjelse", default, skip_serializing_if = "Option::is_none")]
    pub addition: Option<Addition>,
    /// `eksporteret`: the document's file name, without a folder.
    #[serde(rename = "fil", default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// `eksporteret`: what the document is written as: `markdown`, `html`, `docx`, `pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// `udfald`: SHA-256 of the outcome as it stands in the file. `eksporteret`: of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// `genafspillet`: the verdict.
    #[serde(rename = "resultat", default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// `underskrevet`: an SSH signature of the link of the event before, as `ssh-keygen -Y sign -n visit` makes it.
    #[serde(rename = "signatur", default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// `overstreget`: the events that something was struck from. `note` says why; `sha256` is the outcome's, where words
    /// of it were struck.
    #[serde(rename = "overstreget", default, skip_serializing_if = "Option::is_none")]
    pub struck: Option<Vec<StruckEvent>>,
}

/// An event that something was struck from. Its link is the one it had before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StruckEvent {
    /// Its number.
    #[serde(rename = "nr")]
    pub number: u64,
    /// SHA-256 of its body as it stands now.
    pub sha256: String,
}

/// The kinds of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// The case was opened.
    #[serde(rename = "oprettet")]
    Opened,
    /// The specialer were chosen, and their guidelines pinned.
    #[serde(rename = "retningslinjer")]
    GuidelinesChosen,
    /// A question was answered, or answered anew.
    #[serde(rename = "svar")]
    Answered,
    /// The case was taken up again.
    #[serde(rename = "genoptaget")]
    Resumed,
    /// The outcome was computed and shown.
    #[serde(rename = "udfald")]
    Concluded,
    /// A note was added.
    #[serde(rename = "notat")]
    Noted,
    /// A person added something, or put it differently.
    #[serde(rename = "tilføjelse")]
    Added,
    /// A person took back what was added.
    #[serde(rename = "tilbagetrukket")]
    Withdrawn,
    /// A document was written from the case.
    #[serde(rename = "eksporteret")]
    Exported,
    /// The outcome was computed again and compared.
    #[serde(rename = "genafspillet")]
    Replayed,
    /// The history so far was signed.
    #[serde(rename = "underskrevet")]
    Signed,
    /// A text that should never have been written was struck from the history.
    #[serde(rename = "overstreget")]
    Struck,
}
