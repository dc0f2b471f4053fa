//! A case from and to the text of its file.
//!
//! A file is the history, one event a line, with what follows from it written above and the outcome below. So a
//! file is right when it is, byte for byte, what its history gives: reading checks that, and says what differs.

use std::collections::BTreeMap;

use super::chain::{self, Line, START};
use super::format::{FORMAT, Head, PinnedRules, Tail};
use super::yaml::{from_yaml, to_yaml};
use super::{AssessmentV1, Case, CaseError, strike, verify};
use crate::guideline::hash::sha256_hex;

/// The lines between the parts of a file.
pub(super) const HISTORY: &str = "historik:\n";
pub(super) const OUTCOME: &str = "udfald:\n";
pub(super) const SEAL: &str = "segl: ";

/// Just the format, to tell a newer file from a broken one.
#[derive(serde::Deserialize)]
struct Probe {
    format: Option<String>,
}

/// A file taken apart, nothing of it checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'t> {
    /// Up to the history.
    pub head: &'t str,
    /// The lines of the history.
    pub history: &'t str,
    /// With its key.
    pub outcome: Option<&'t str>,
    /// The hexadecimal digits.
    pub seal: &'t str,
    /// All that the seal is of.
    pub sealed: &'t str,
}

/// A case that is as visit wrote it, whose outcome is still text: a replay that comes out the same needs no more.
#[derive(Debug)]
pub struct Unread<'t> {
    case: Case,
    history: &'t str,
    outcome: Option<&'t str>,
}

impl<'t> Unread<'t> {
    /// Reads a case file up to its outcome.
    ///
    /// # Errors
    /// It is no case file, comes from a newer visit, or has been changed: the first thing that does not fit.
    pub fn read(text: &'t str) -> Result<Self, CaseError> {
        check_format_of(text)?;
        let parts = split(text)?;
        match unread(&parts) {
            Ok(unread) => Ok(unread),
            // Only a file that does not fit is looked at closely.
            Err(fault) => Err(verify::faults(&parts).into_iter().next().unwrap_or(fault)),
        }
    }

    /// The case, as if it had no outcome.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The outcome as it stands in the file, with its key.
    #[must_use]
    pub fn outcome_text(&self) -> Option<&'t str> {
        self.outcome
    }

    /// The outcome; `None` while the interview is unfinished.
    ///
    /// # Errors
    /// It is not of the form this program knows.
    pub fn outcome(&self) -> Result<Option<AssessmentV1>, CaseError> {
        self.outcome.map(|text| from_yaml::<Tail<AssessmentV1>>(text).map(|tail| tail.outcome)).transpose()
    }

    /// Does every event and the outcome stand in the one form in which visit writes them? Whoever makes the chain anew can
    /// give them another; the next event that is added would then break it.
    ///
    /// # Errors
    /// As [`Unread::outcome`].
    pub fn is_as_written(&self) -> Result<bool, CaseError> {
        Ok(lines(&self.case)? == self.history
            && self.outcome()?.map(|outcome| outcome_text(&outcome)).transpose()?.as_deref() == self.outcome)
    }

    /// The whole case.
    ///
    /// # Errors
    /// As [`Unread::outcome`].
    pub fn finish(self) -> Result<Case, CaseError> {
        let outcome = self.outcome()?;
        Ok(Case { outcome, ..self.case })
    }
}

impl Case {
    /// Reads a case file.
    ///
    /// # Errors
    /// As [`Unread::read`] and [`Unread::outcome`]; it does not stand as visit writes it.
    pub fn read(text: &str) -> Result<Self, CaseError> {
        let unread = Unread::read(text)?;
        let as_written = unread.is_as_written()?;
        let case = unread.finish()?;
        if as_written { Ok(case) } else { Err(verify::verify(text).into_iter().next().unwrap_or_else(changed)) }
    }

    /// The text of the case's file. The same case always gives the same bytes.
    ///
    /// # Errors
    /// The case cannot be written as YAML: a fault in visit.
    pub fn write(&self) -> Result<String, CaseError> {
        let mut text = head(self)?;
        text.push_str(HISTORY);
        text.push_str(&lines(self)?);
        if let Some(outcome) = &self.outcome {
            text.push_str(&outcome_text(outcome)?);
        }
        let seal = sha256_hex(text.as_bytes());
        Ok(format!("{text}{SEAL}\"{seal}\"\n"))
    }
}

/// An outcome as it stands in a file, with its key.
///
/// # Errors
/// It cannot be written as YAML: a fault in visit.
pub fn outcome_text(outcome: &AssessmentV1) -> Result<String, CaseError> {
    to_yaml(&Tail { outcome })
}

/// What stands above the history.
pub(super) fn head(case: &Case) -> Result<String, CaseError> {
    let opening = case.opening();
    to_yaml(&Head {
        format: FORMAT,
        case_number: opening.case_number.as_deref(),
        pseudonym: opening.pseudonym.as_deref(),
        date: opening.date,
        enquiry: opening.enquiry,
        specialer: case.guidelines().iter().map(|guideline| guideline.speciale.as_str()).collect(),
        caseworker: &opening.caseworker,
        program: &opening.program,
        rules: PinnedRules { national: &opening.national, guidelines: case.guidelines() },
        answers: case.answers(),
    })
}

/// Takes a file apart.
pub(super) fn split(text: &str) -> Result<Parts<'_>, CaseError> {
    let cut = |what: &str| {
        let help = "filen er afkortet eller skrevet af et andet program; find en urørt udgave";
        CaseError::new("truncated", format!("filen er ikke hel: {what} mangler"), help)
    };
    let (head, rest) = text
        .split_once(&format!("\n{HISTORY}"))
        .and_then(|(head, rest)| Some((text.get(..=head.len())?, rest)))
        .ok_or_else(|| cut("`historik`"))?;
    let history_len: usize = rest.split_inclusive('\n').take_while(|line| line.starts_with("- ")).map(str::len).sum();
    let (history, rest) = rest.split_at(history_len);
    let at = if rest.starts_with(SEAL) { Some(0) } else { rest.find(&format!("\n{SEAL}")).map(|at| at + 1) };
    let (outcome, last) =
        at.and_then(|at| rest.split_at_checked(at)).ok_or_else(|| cut("den sidste linje, `segl`,"))?;
    let seal = last.strip_prefix(SEAL).and_then(|seal| seal.strip_prefix('"')?.strip_suffix("\"\n"));
    let seal = seal.ok_or_else(|| cut("slutningen af den sidste linje, `segl`,"))?;
    if !outcome.is_empty() && !outcome.starts_with(OUTCOME) {
        let line = text.len() - rest.len();
        let line = text.get(..line).map_or(0, |before| before.matches('\n').count()) + 1;
        let error = CaseError::new(
            "changed",
            "her står noget, som visit ikke har skrevet",
            "filen er ændret uden om visit; find en urørt udgave",
        );
        return Err(error.at(Some((line as u64, 1))));
    }
    let sealed = text.get(..text.len() - last.len()).unwrap_or_default();
    Ok(Parts { head, history, outcome: Some(outcome).filter(|text| !text.is_empty()), seal, sealed })
}

fn changed() -> CaseError {
    CaseError::new("changed", "filen er ændret uden om visit", "find en urørt udgave")
}

/// The lines of the history.
fn lines(case: &Case) -> Result<String, CaseError> {
    let lines = case.history.iter().zip(&case.links);
    lines.map(|(event, link)| Ok(chain::line(&chain::to_json(event)?, link))).collect()
}

/// Checks everything, and tells no more than that something is wrong.
fn unread<'t>(parts: &Parts<'t>) -> Result<Unread<'t>, CaseError> {
    let (mut events, mut links, mut loose) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut previous = START;
    for line in parts.history.trim_end_matches('\n').split('\n') {
        let line = Line::parse(line).ok_or_else(changed)?;
        let body = line.body();
        if line.link_after(previous) != line.link {
            loose.insert(events.len() as u64 + 1, sha256_hex(body.as_bytes()));
        }
        events.push(verify::event(&body).map_err(|(error, _)| error)?);
        links.push(line.link.to_owned());
        previous = line.link;
    }
    if !strike::accounts_for(&events, &loose) {
        return Err(changed());
    }
    let case = Case::from_history(events, links)?;
    let outcome_sha256 = parts.outcome.map(|text| sha256_hex(text.as_bytes()));
    let fits = head(&case)? == parts.head
        && outcome_sha256.as_ref() == case.outcome_sha256()
        && sha256_hex(parts.sealed.as_bytes()) == parts.seal;
    if fits { Ok(Unread { case, history: parts.history, outcome: parts.outcome }) } else { Err(changed()) }
}

pub(super) fn check_format_of(text: &str) -> Result<(), CaseError> {
    // The usual first line saves reading the file twice.
    if text.starts_with(&format!("format: {FORMAT}\n")) {
        return Ok(());
    }
    check_format(from_yaml::<Probe>(text)?.format.as_deref())
}

fn check_format(format: Option<&str>) -> Result<(), CaseError> {
    let Some(format) = format else {
        return Err(CaseError::new(
            "not-a-case",
            "filen er ikke en sag: `format` mangler",
            "en sag begynder med `format: visit-sag/1`",
        ));
    };
    let newer =
        format.strip_prefix("visit-sag/").and_then(|version| version.parse::<u64>().ok()).is_some_and(|n| n > 1);
    match format {
        FORMAT => Ok(()),
        _ if newer => Err(CaseError::new(
            "newer-format",
            format!("sagen er lavet af et nyere visit (`{format}`)"),
            "brug den version af visit, som sagen er lavet med, eller en nyere",
        )),
        _ => Err(CaseError::new(
            "not-a-case",
            format!("filen er ikke en sag, men `{format}`"),
            "en sag begynder med `format: visit-sag/1`",
        )),
    }
}
