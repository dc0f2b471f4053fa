//! Many cases, one after another in the report and side by side on the processor.
//!
//! Some hundred cases are in memory at a time, however many there are. A case that cannot be read stops nothing.
//! Deliberately knows nothing of what is done with a case.

use std::borrow::Cow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::store::walk::{Found, Place, Walk, Way};
use crate::store::{CASE_LIMIT, read_text, unlock};
use crate::terminal::Chatter;
use visitation::case::archive::Archived;
use visitation::case::mend::mended;
use visitation::case::{CaseError, Unread};

/// So many cases are worked on together …
const TOGETHER: usize = 512;
/// … but no more than so many bytes of an archive.
const BYTES_TOGETHER: usize = 16 << 20;

/// What could be read of something that may be a case.
#[derive(Debug)]
pub enum Reading<'t> {
    /// A case, as visit wrote it.
    Case(Box<Unread<'t>>),
    /// The same in other bytes, nothing of its content changed: how, in Danish.
    OtherForm(Box<Unread<'t>>, &'static str),
    /// Not a case, and nobody said it was one: why it was passed over.
    PassedOver(&'static str),
    /// A case that cannot be read or has been changed.
    Broken(CaseError),
}

/// The text of what was found; an error says why there is none.
///
/// # Errors
/// The file or the line cannot be read.
pub fn text_of(found: &Found) -> Result<Cow<'_, str>, CaseError> {
    match &found.place {
        Place::File(path) => match read_text(path, CASE_LIMIT) {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(error) => Err(CaseError { code: error.code, message: error.message, help: error.help, position: None }),
        },
        Place::Line(line) => Archived::read(line).map(|archived| archived.text),
        Place::Unreadable(error) => {
            let error = error.clone();
            Err(CaseError { code: error.code, message: error.message, help: error.help, position: None })
        }
        Place::PassedOver(why) => {
            Err(CaseError { code: "passed-over", message: (*why).to_owned(), help: None, position: None })
        }
    }
}

/// Reads what was found and hands it to `work`.
pub fn with_case<T>(found: &Found, work: impl FnOnce(Reading<'_>) -> T) -> T {
    if let Place::PassedOver(why) = found.place {
        return work(Reading::PassedOver(why));
    }
    let text = match text_of(found) {
        Ok(text) => text,
        Err(error) => return work(Reading::Broken(error)),
    };
    match Unread::read(&text) {
        Ok(case) => work(Reading::Case(Box::new(case))),
        Err(error) if is_something_else(found, &text, &error) => work(Reading::PassedOver("det er ikke en sag")),
        Err(error) => match mended(&text) {
            Some(mended) => match Unread::read(&mended.text) {
                Ok(case) => work(Reading::OtherForm(Box::new(case), mended.why)),
                Err(error) => work(Reading::Broken(error)),
            },
            None => work(Reading::Broken(error)),
        },
    }
}

/// A rule file or an answers file beside the cases: it has no history, so it has never been a case.
fn is_something_else(found: &Found, text: &str, error: &CaseError) -> bool {
    found.way == Way::InFolder && error.code == "not-a-case" && !text.contains("\nhistorik:")
}

/// The text of what belongs into an archive: cases, broken ones too. `None` for what nobody would take for a case.
///
/// # Errors
/// As [`text_of`].
pub fn text_to_keep(found: &Found) -> Result<Option<Cow<'_, str>>, CaseError> {
    let text = text_of(found)?;
    let maybe = found.way == Way::Named || text.starts_with("format: visit-sag/");
    let other = !maybe && Unread::read(&text).is_err_and(|error| is_something_else(found, &text, &error));
    Ok((!other).then_some(text))
}

/// Does `work` on everything behind the paths, and hands the results to `done` in the order of the paths.
///
/// # Errors
/// What `done` returns.
pub fn each<T: Send>(
    walk: Walk,
    progress: &Progress,
    work: impl Fn(&Found) -> T + Sync,
    mut done: impl FnMut(&Found, T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut walk = walk.peekable();
    while walk.peek().is_some() {
        let mut bytes = 0;
        let mut some = Vec::with_capacity(TOGETHER);
        while some.len() < TOGETHER && bytes < BYTES_TOGETHER {
            let Some(found) = walk.next() else { break };
            if let Place::Line(line) = &found.place {
                bytes += line.len();
            }
            some.push(found);
        }
        let results: Vec<T> = some.par_iter().map(&work).collect();
        progress.0.inc(some.len() as u64);
        // Lines of the report would be written into the line of the count.
        progress.0.suspend(|| some.iter().zip(results).try_for_each(|(found, result)| done(found, result)))?;
    }
    progress.0.finish_and_clear();
    Ok(())
}

/// A count of cases on the terminal, where there is one to see it.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// Shown on standard error if that is a terminal, and only when it takes a while.
    #[must_use]
    pub fn new(chatter: Chatter) -> Self {
        // A question for a passphrase would be drawn over; what is wrong with the key is said of the first locked file.
        unlock();
        let bar = ProgressBar::new_spinner();
        let template = ProgressStyle::with_template("{spinner} {human_pos} sager efter {elapsed}");
        if let Ok(style) = template {
            bar.set_style(style);
        }
        match chatter {
            Chatter::Wanted => bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5)),
            Chatter::Unwanted => bar.set_draw_target(ProgressDrawTarget::hidden()),
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// So many have been counted.
    pub fn reached(&self, number: u64) {
        self.0.set_position(number);
    }

    /// Does what writes to the terminal, out of the way of the count.
    pub fn after<T>(&self, work: impl FnOnce() -> T) -> T {
        self.0.suspend(work)
    }

    /// Nothing more is counted.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
