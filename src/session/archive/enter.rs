//! A replay entered into the case it was of: who looked, when, with which program, and what came of it.
//!
//! Asked for and never done by itself: an auditor who looks leaves a case as it was. Only what could be computed is
//! entered, so that somebody who forgot to name the rule folder leaves no mark; and only into the very case that was
//! replayed, so that a verdict never stands behind an event it has not seen.

use super::batch::Reading;
use super::heads::Witness;
use super::replay::Library;
use crate::audit::replays::{Mention, Verdict};
use crate::session::record::Record;
use crate::store::STANDARD_INPUT;
use crate::store::walk::{Found, Place};
use visitation::case::Unread;
use visitation::case::replay::Replay;

/// A verdict, and which state of the case it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What came of the replay.
    pub verdict: Verdict,
    /// The head of the case's chain.
    head: Option<String>,
    /// Rule files that were edited since the case was assessed.
    pub edited: Vec<String>,
}

impl Seen {
    /// Replays what was read.
    #[must_use]
    pub fn of(reading: Reading<'_>, library: &Library, mention: Mention) -> Self {
        match reading {
            Reading::Case(case) => Self::replayed(&case, None, library, mention),
            Reading::OtherForm(case, why) => Self::replayed(&case, Some(why), library, mention),
            Reading::PassedOver(why) => Self { verdict: Verdict::PassedOver(why), head: None, edited: Vec::new() },
            Reading::Broken(error) => {
                Self { verdict: Verdict::Broken(error.to_string()), head: None, edited: Vec::new() }
            }
        }
    }

    fn replayed(case: &Unread<'_>, otherwise: Option<&str>, library: &Library, mention: Mention) -> Self {
        let verdict = Verdict::Replayed(library.replay(case));
        let mut edited = match mention {
            Mention::Always => library.edited_since(case.case()),
            Mention::WhenWrong => Vec::new(),
        };
        if let Some(why) = otherwise {
            edited.push(format!("indholdet er urørt, men {why}; ret filen med `visit verify --mend`"));
        }
        Self { verdict, head: Some(case.case().head().to_owned()), edited }
    }

    /// Enters the verdict into its case and gives the event's number; `None` where nothing was computed that could
    /// be entered.
    #[must_use]
    pub fn enter(&self, found: &Found, by: &str, witness: Option<&mut Witness>) -> Option<Result<u64, String>> {
        let (Verdict::Replayed(replay @ (Replay::Identical | Replay::Differs(_))), Some(head)) =
            (&self.verdict, &self.head)
        else {
            return None;
        };
        Some(entered(found, by, (head, replay.word()), witness))
    }
}

fn entered(
    found: &Found,
    by: &str,
    (head, word): (&str, &str),
    mut witness: Option<&mut Witness>,
) -> Result<u64, String> {
    let path = match &found.place {
        Place::File(path) if path.as_os_str() != STANDARD_INPUT => path,
        Place::File(_) => return Err("sagen kom fra standard-ind og har ingen fil at skrive i".to_owned()),
        _ => return Err("sagen ligger i et arkiv; pak det ud med `visit import`".to_owned()),
    };
    // The file is read again under a lock: it may have changed since it was replayed.
    let mut record = Record::open(path, by.to_owned()).map_err(|error| error.to_string())?;
    if record.case().head() != head {
        return Err("sagen er ændret, siden den blev genafspillet; genafspil den igen".to_owned());
    }
    let told = |error| anyhow::Error::from(error).to_string();
    let mut hold = |record: &Record| match witness.as_deref_mut().map(|witness| witness.hold(record.case().links())) {
        Some(Ok(Some((_, wrong)))) => Err(wrong),
        Some(Err(error)) => Err(error.to_string()),
        Some(Ok(None)) | None => Ok(()),
    };
    hold(&record)?;
    record.replayed(word).map_err(told)?;
    record.save().map_err(told)?;
    hold(&record)?;
    Ok(record.case().history().len() as u64)
}
