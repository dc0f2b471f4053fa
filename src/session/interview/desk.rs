//! A person at the keyboard: from the first shared question to the saved case.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::ask::{Ended, Interview};
use super::earlier::Earlier;
use crate::session::archive::replay::session_of;
use crate::session::choose::{self, Triage};
use crate::session::failures::from_rules;
use crate::session::record::{Beginning, Record};
use crate::store::catalogue::Catalogue;
use crate::terminal::failure::Failure;
use crate::terminal::prompter::{Ask, Item, Prompter, Reply};
use visitation::case::cpr::looks_like_cpr;
use visitation::consult::limits::ready;
use visitation::consult::{Consultation, NoOutcome};
use visitation::engine::interview::{Next, Order, Reason};
use visitation::guideline::Guideline;

/// What became of the conversation.
#[derive(Debug)]
pub enum Left {
    /// It came to an end: the outcome can be computed.
    Finished(Consultation, Reason),
    /// The person left. Saved as far as it came, if anything had been said.
    Stopped,
}

/// The tools of a conversation.
pub struct Desk<'a> {
    /// The rules.
    pub catalogue: &'a Catalogue,
    /// The way to the person.
    pub prompter: &'a mut dyn Prompter,
    /// An earlier case of the same citizen, whose answers may be used again.
    pub earlier: Option<Earlier>,
    /// In which order a guideline's questions come.
    pub order: Order,
}

impl Desk<'_> {
    /// The municipality's case number: as given, else asked for.
    ///
    /// # Errors
    /// The terminal fails.
    pub fn case_number(&mut self, given: Option<&str>) -> anyhow::Result<Reply<String>> {
        if let Some(number) = given {
            return Ok(Reply::Value(number.to_owned()));
        }
        let ask = Ask::new("Hvilket sagsnummer har sagen hos jer?").help(Some(
            "Kommunens eget nummer, aldrig et CPR-nummer. Svar ved ikke, hvis sagen ikke har et nummer endnu.",
        ));
        loop {
            let reply = self.prompter.text(&ask, None)?;
            match &reply {
                Reply::Value(number) if looks_like_cpr(number) => {
                    self.prompter.say("Det ligner et CPR-nummer (xxxxxx-xxxx). Brug kommunens eget sagsnummer.")?;
                }
                _ => return Ok(reply),
            }
        }
    }

    /// The date of the enquiry, from which the law counts; it may be left out.
    ///
    /// # Errors
    /// The terminal fails.
    pub fn enquiry(&mut self) -> anyhow::Result<Reply<Option<Date>>> {
        let ask = Ask::new("Hvornår henvendte borgeren sig?").must_be_known().help(Some(
            "Datoen, for eksempel 3.11.2026. Flere af lovens frister regnes fra den. Tryk kun Enter, hvis den ikke er kendt.",
        ));
        Ok(self.prompter.optional_date(&ask, None)?)
    }

    /// Asks from the beginning: specialer first, unless they are named.
    ///
    /// # Errors
    /// Rules, terminal or disk fail.
    pub fn conversation(&mut self, record: &mut Record, names: &[String]) -> anyhow::Result<Left> {
        let date = record.case().opening().date;
        let chosen = if names.is_empty() {
            let mut triage =
                Triage::new(self.catalogue, choose::all_in_force(self.catalogue, date).map_err(from_rules)?);
            triage.session = triage.session.with_saved(record.case().answers()).map_err(first_fault)?;
            if !record.case().answers().is_empty() {
                self.interview(record, &mut triage.session).tell_so_far()?;
            }
            if self.interview(record, &mut triage.session).run()? == Ended::Stopped {
                return Ok(Left::Stopped);
            }
            match self.choose(&triage)? {
                Some(chosen) => chosen,
                None => return Ok(Left::Stopped),
            }
        } else {
            choose::by_name(self.catalogue, names.iter().map(String::as_str), date).map_err(from_rules)?
        };
        let session = Consultation::new(chosen).with_saved(record.case().answers()).map_err(first_fault)?;
        record.pin(&session)?;
        if let Some(gone) = self.earlier.as_ref().and_then(|earlier| earlier.gone(&session)) {
            self.prompter.say(&gone)?;
        }
        self.go_on(record, with_limits(session))
    }

    /// Goes on with a saved case, under the rules it pins.
    ///
    /// # Errors
    /// As [`Desk::conversation`]; the pinned rules are not there.
    pub fn resumed(&mut self, record: &mut Record, names: &[String]) -> anyhow::Result<Left> {
        if record.case().guidelines().is_empty() {
            return self.conversation(record, names);
        }
        let session = session_of(record.case(), self.catalogue.folder()).map_err(|reason| {
            let help = "giv mappen med de regler, sagen blev begyndt efter, med `--rules`";
            Failure::new("missing-rules", reason).help(help)
        })?;
        let mut session = with_limits(session);
        self.interview(record, &mut session).tell_so_far()?;
        if !self.finished_before(record, &mut session)? {
            return Ok(Left::Stopped);
        }
        self.go_on(record, session)
    }

    fn go_on(&mut self, record: &mut Record, mut session: Consultation) -> anyhow::Result<Left> {
        session.order = self.order;
        match self.interview(record, &mut session).run()? {
            Ended::Stopped => Ok(Left::Stopped),
            Ended::Finished(reason) => Ok(Left::Finished(session.without_limits(), reason)),
        }
    }

    fn interview<'i>(&'i mut self, record: &'i mut Record, session: &'i mut Consultation) -> Interview<'i> {
        Interview { session, prompter: self.prompter, keeper: record, earlier: self.earlier.as_ref() }
    }

    /// A case with nothing left to ask is taken up to correct it, or to see it again.
    fn finished_before(&mut self, record: &mut Record, session: &mut Consultation) -> anyhow::Result<bool> {
        const CHOICES: [Item<'static>; 2] =
            [Item { id: "se", text: "Se anbefalingen" }, Item { id: "ret", text: "Ret et svar" }];
        while matches!(session.next(), Ok(Next::Done(_))) {
            let ask = Ask::new("Alle spørgsmål er besvaret. Hvad vil du?").must_be_known();
            match self.prompter.choose(&ask, &CHOICES, Some(0))? {
                Reply::Value(0) => return Ok(true),
                Reply::Value(_) => {
                    self.interview(record, session).change_one()?;
                }
                Reply::Unknown | Reply::Stop => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Proposes the relevant specialer; the person chooses.
    fn choose(&mut self, triage: &Triage) -> anyhow::Result<Option<Vec<Arc<Guideline>>>> {
        let proposal = triage.proposed()?;
        let titles: Vec<String> = triage.candidates.iter().map(|guideline| guideline.title.clone()).collect();
        let items: Vec<Item<'_>> = triage
            .candidates
            .iter()
            .zip(&titles)
            .map(|(guideline, title)| Item { id: &guideline.speciale, text: title })
            .collect();
        let named: Vec<&str> = proposal.relevant.iter().filter_map(|at| titles.get(*at)).map(String::as_str).collect();
        let found = if named.is_empty() {
            "Svarene peger ikke på et bestemt speciale.".to_owned()
        } else {
            format!("Svarene peger på: {}.", named.join("; "))
        };
        self.prompter.say(&found)?;
        loop {
            let ask = Ask::new("Hvilke specialer skal sagen vurderes efter?").must_be_known();
            match self.prompter.choose_many(&ask, &items, Some(&proposal.relevant))? {
                Reply::Value(places) if places.is_empty() => self.prompter.say("Vælg mindst ét speciale.")?,
                Reply::Value(places) => {
                    let chosen = places.iter().filter_map(|place| triage.candidates.get(*place)).cloned();
                    return Ok(Some(chosen.collect()));
                }
                Reply::Unknown | Reply::Stop => return Ok(None),
            }
        }
    }
}

/// What decides which time limits run is asked on every road into a case.
fn with_limits(session: Consultation) -> Consultation {
    let national = session.guidelines().first().map(|guideline| guideline.national.clone());
    match national {
        Some(national) => session.asking_limits(Arc::new(ready(&national))),
        None => session,
    }
}

/// Where a new case is kept when no file is named: after its number, else after the moment.
#[must_use]
pub fn case_path(named: Option<&Path>, beginning: &Beginning, moment: &str) -> PathBuf {
    named.map_or_else(|| PathBuf::from(file_name(beginning.case_number.as_deref(), moment)), Path::to_path_buf)
}

fn file_name(case_number: Option<&str>, moment: &str) -> String {
    let tidy = |text: &str| text.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>();
    format!("sag-{}.yaml", tidy(case_number.unwrap_or(moment)))
}

fn first_fault(faults: Vec<visitation::case::CaseError>) -> anyhow::Error {
    let fault = faults.into_iter().next().map(NoOutcome::from);
    fault.map_or_else(|| anyhow::anyhow!("sagens svar passer ikke til spørgsmålene"), Into::into)
}
