//! The interview: puts the questions that matter to a person, one at a time, and lets the person move among them.
//!
//! Which question comes next is the engine's to say, how it looks the prompter's. Every answer is handed on before the
//! next question is shown, so that nothing said is lost. Where the person stands among the answered questions is kept
//! nowhere: a case that is taken up again goes on with the question that was to come.

use std::collections::BTreeMap;

use super::details::Details;
use super::earlier::Earlier;
use super::put::{Got, put};
use super::status::{live_line, status};
use super::why::{origin, why};
use crate::terminal::prompter::{Ask, Command, Prompter};
use visitation::case::{SavedAnswer, SavedValue, keys};
use visitation::consult::{Consultation, NoOutcome, Part, explain_error};
use visitation::engine::interview::{Next, Reason, Stuck};
use visitation::guideline::question::{Answer, Kind, Question, QuestionIx};
use visitation::guideline::wording::because::fill_question;

/// How an interview ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// Nothing more to ask.
    Finished(Reason),
    /// The person left.
    Stopped,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which part asked.
    pub part: usize,
    /// What was asked.
    pub question: QuestionIx,
    /// What the engine takes of it.
    pub answer: Answer,
    /// What is kept of it.
    pub saved: SavedAnswer,
}

/// Keeps answers. A refusal is told, and the question asked again.
pub trait Keeper {
    /// Keeps it, on disk before returning.
    ///
    /// # Errors
    /// `Ok(Err(…))` refuses the answer itself, an outer error ends the interview.
    fn keep(&mut self, session: &Consultation, said: &Said) -> anyhow::Result<Result<(), NoOutcome>>;

    /// The present answers by key.
    fn answers(&self) -> &BTreeMap<String, SavedAnswer>;

    /// Their keys in the order in which they were first given.
    fn order(&self) -> Vec<String>;
}

/// A question's place: the part that asks, and which of its questions.
pub(super) type Place = (usize, QuestionIx);

/// What became of one question.
pub(super) enum Step {
    /// Answered for the first time.
    Answered,
    /// An answer that was there already is confirmed or changed.
    Revisited,
    /// To the question before.
    Back,
    /// To one of the answered questions, by its place among them.
    To(usize),
    /// The person leaves.
    Stop,
}

/// Where the person stands.
#[derive(Clone, Copy)]
enum At {
    /// At the question that is to come.
    Next,
    /// At an answered one, gone back to step by step.
    Back(usize),
    /// At an answered one, chosen from the list.
    Chosen(usize),
}

impl At {
    /// The answered question, if it is one.
    fn among(self, trail: &[Place]) -> Option<Place> {
        trail.get(self.place(trail)).copied()
    }

    fn place(self, trail: &[Place]) -> usize {
        match self {
            Self::Next => trail.len(),
            Self::Back(at) | Self::Chosen(at) => at.min(trail.len()),
        }
    }

    /// Steps that were gone back are gone forward again; a choice from the list returns to where one was.
    fn onwards(self) -> Self {
        if let Self::Back(at) = self { Self::Back(at + 1) } else { Self::Next }
    }
}

/// `Svar 3 af 7, som kan rettes`
pub(super) fn revisiting(trail: &[Place], place: Place) -> String {
    let number = trail.iter().position(|other| *other == place).unwrap_or_default() + 1;
    format!("Svar {number} af {}, som kan rettes", trail.len())
}

/// An interview under way.
pub struct Interview<'a> {
    /// The case.
    pub session: &'a mut Consultation,
    /// The way to the person.
    pub prompter: &'a mut dyn Prompter,
    /// Where answers go.
    pub keeper: &'a mut dyn Keeper,
    /// An earlier case whose answers may be used again.
    pub earlier: Option<&'a Earlier>,
}

impl Interview<'_> {
    /// Asks until there is nothing more to ask or the person leaves.
    ///
    /// # Errors
    /// The terminal fails, an answer cannot be kept, or a guideline is too large.
    pub fn run(&mut self) -> anyhow::Result<Ended> {
        let mut at = At::Next;
        loop {
            let trail = self.trail();
            let step = if let Some(place) = at.among(&trail) {
                self.one(place, &revisiting(&trail, place))?
            } else {
                match self.session.next().map_err(|stuck| anyhow::Error::from(no_outcome(self.session, &stuck)))? {
                    Next::Done(reason) => return Ok(Ended::Finished(reason)),
                    Next::Ask { party, question, at_most_left } => {
                        let heading = self.heading(at_most_left);
                        self.one((party, question), &heading)?
                    }
                }
            };
            at = match step {
                Step::Answered => At::Next,
                Step::Revisited => at.onwards(),
                Step::To(place) => At::Chosen(place),
                Step::Back => {
                    let before = at.place(&trail).checked_sub(1);
                    if before.is_none() {
                        self.prompter.say("Der er ikke noget spørgsmål før dette.")?;
                    }
                    before.map_or(at, At::Back)
                }
                Step::Stop => return Ok(Ended::Stopped),
            };
        }
    }

    fn heading(&self, at_most_left: usize) -> String {
        heading(self.session, self.keeper.answers().len(), at_most_left)
    }

    /// The saved answer to a question.
    pub(super) fn saved(&self, (part, question): Place) -> Option<SavedAnswer> {
        let guideline = self.session.parts.get(part)?.compiled.guideline();
        let asked = guideline.questions.get(question.0)?;
        keys::find(self.keeper.answers(), guideline, asked).map(|(_, saved)| saved.clone())
    }

    /// Puts one question until it is answered or left.
    pub(super) fn one(&mut self, place: Place, heading: &str) -> anyhow::Result<Step> {
        let (part, ix) = place;
        let Some(asked) = self.session.question(part, ix).cloned() else { return Ok(Step::Stop) };
        let saved = self.saved(place);
        let reusable = match (&saved, self.earlier, self.session.parts.get(part)) {
            (None, Some(earlier), Some(part)) => earlier.answer(part.compiled.guideline(), &asked),
            _ => None,
        };
        let offered = reusable.as_ref().and_then(|reusable| reusable.answer.clone());
        let current =
            saved.as_ref().map(|saved| saved.value.clone()).or(offered.as_ref().map(|(value, _)| value.clone()));
        let mut details = Details::default();
        let beside = saved.as_ref().and_then(|saved| Details::of(saved).told());
        if let Some(told) = reusable.as_ref().map(|reusable| &reusable.told).or(beside.as_ref()) {
            self.prompter.say(told)?;
        }
        let mut shown = self.in_words(place, &asked);
        loop {
            let got = self.put(place, &shown, heading, current.as_ref())?;
            // What has been read need not be read again; `?` tells it.
            shown.help = None;
            let (answer, value) = match got {
                Got::Stop => return Ok(Step::Stop),
                Got::Command(Command::Conflict) => match self.contested(place, &asked)? {
                    Some(said) if self.accept(&said)? => return Ok(answered_or_not(saved.as_ref())),
                    _ => continue,
                },
                Got::Command(command) => match self.command(command, place, &mut details)? {
                    Some(step) => return Ok(step),
                    None => continue,
                },
                Got::Answer(answer, value) => (answer, value),
            };
            let unchanged = saved.as_ref().is_some_and(|saved| saved.value == value);
            if value.is_unknown()
                && details.note.is_none()
                && !unchanged
                && !details.ask_note(self.prompter, "Hvad er der gjort for at finde ud af det?")?
            {
                continue;
            }
            // What belongs to an answer goes with it; another answer has to bring its own.
            let known_details = match (&saved, &offered) {
                (Some(saved), _) if unchanged => Details::of(saved),
                (None, Some((offered, of))) if *offered == value => of.clone(),
                _ => Details::default(),
            };
            let saved_answer = details.clone().or(known_details).with(value);
            if saved.as_ref() == Some(&saved_answer) {
                return Ok(Step::Revisited);
            }
            let said = Said { part, question: ix, answer, saved: saved_answer };
            let step = match &saved {
                // Words change nothing but themselves.
                Some(old) if !unchanged && asked.kind != Kind::Text => self.change(old, &said)?,
                _ => self.accept(&said)?.then(|| answered_or_not(saved.as_ref())),
            };
            if let Some(step) = step {
                return Ok(step);
            }
        }
    }

    /// The question with what was answered before put into its texts.
    fn in_words(&self, (part, _): Place, asked: &Question) -> Question {
        let (text, help) = match self.session.parts.get(part) {
            Some(part) => spoken(part, asked),
            None => (asked.text.clone(), asked.help.clone()),
        };
        let text = match &asked.unit {
            Some(unit) => format!("{} (antal {unit})", text.trim_end()),
            None => text,
        };
        Question { text, help, ..asked.clone() }
    }

    /// Puts the question itself, with all that can be told of it.
    fn put(
        &mut self,
        place @ (part, _): Place,
        asked: &Question,
        heading: &str,
        current: Option<&SavedValue>,
    ) -> anyhow::Result<Got> {
        let heading = with_theme(self.session, part, asked, heading);
        let guideline = self.session.parts.get(part).map(|part| part.compiled.guideline());
        let full = self.session.question(place.0, place.1).map(|full| self.in_words(place, full));
        let full = full.and_then(|full| full.help);
        let help = full.filter(|_| asked.help.is_none()).map(|help| format!("{help}\n"));
        let more = guideline.map(|guideline| help.unwrap_or_default() + &origin(guideline, asked));
        let commands: Vec<Command> =
            Command::ALL.into_iter().filter(|c| *c != Command::Conflict || asked.kind != Kind::Text).collect();
        let ask = Ask::new(&asked.text).heading(&heading).help(asked.help.as_deref());
        let ask = ask.more(more.as_deref()).commands(&commands);
        Ok(put(self.prompter, asked, &ask, current)?)
    }

    /// Carries out what is wished beside an answer; a step where that leads away from the question.
    fn command(&mut self, command: Command, place: Place, details: &mut Details) -> anyhow::Result<Option<Step>> {
        match command {
            Command::Why => {
                let text = why(self.session, place).unwrap_or_else(|error| error.to_string());
                self.prompter.say(text.trim_end())?;
            }
            Command::Status => self.prompter.say(status(self.session, self.keeper.answers()).trim_end())?,
            Command::Note => {
                details.ask_note(self.prompter, "Note til svaret")?;
                if details.note.is_some() {
                    self.prompter.say("Noten gemmes sammen med svaret.")?;
                }
            }
            Command::Source => {
                details.ask_source(self.prompter, "Hvor kommer oplysningen fra?")?;
                if details.source.is_some() {
                    self.prompter.say("Kilden gemmes sammen med svaret.")?;
                }
            }
            Command::Back => return Ok(Some(Step::Back)),
            Command::Jump => return self.jump(),
            // Asked of the question itself.
            Command::Conflict => {}
        }
        Ok(None)
    }

    /// Takes back what was tried, words and all.
    pub(super) fn restore(&mut self, before: Vec<Part>) {
        self.session.parts = before;
    }

    /// Takes an answer in unless it contradicts an earlier one or cannot be kept; tells why not.
    pub(super) fn accept(&mut self, said: &Said) -> anyhow::Result<bool> {
        let before = self.session.parts.clone();
        take(self.session, said);
        let refused = match self.session.next() {
            Ok(_) => self.keeper.keep(self.session, said)?.err(),
            Err(stuck) => Some(no_outcome(self.session, &stuck)),
        };
        if let Some(refused) = refused {
            self.refuse(&refused)?;
            self.restore(before);
            return Ok(false);
        }
        let line = live_line(self.session);
        if !line.is_empty() {
            self.prompter.say(&line)?;
        }
        Ok(true)
    }

    pub(super) fn refuse(&mut self, refused: &NoOutcome) -> std::io::Result<()> {
        let message = visitation::guideline::wording::statement::upper_first(&refused.message);
        self.prompter.say(&format!("{message}.\nHjælp: {}.", refused.help))
    }
}

/// `Spørgsmål 4, højst 13 i alt`; the shared ones before the specialer say that they are not all.
#[must_use]
pub fn heading(session: &Consultation, answered: usize, at_most_left: usize) -> String {
    let number = answered + 1;
    let first = session.guidelines().iter().all(|guideline| guideline.criteria.is_empty());
    match (at_most_left, first) {
        (0 | 1, false) => format!("Spørgsmål {number}, det sidste"),
        (0 | 1, true) => format!("Spørgsmål {number}, det sidste, før specialet vælges"),
        (left, false) => format!("Spørgsmål {number}, højst {} i alt", number + left - 1),
        (left, true) => format!("Spørgsmål {number}, højst {}, før specialet vælges", number + left - 1),
    }
}

/// Text and help of a question, with what was answered before put into them.
#[must_use]
pub fn spoken(part: &Part, asked: &Question) -> (String, Option<String>) {
    let Some(spoken) = &asked.spoken else { return (asked.text.clone(), asked.help.clone()) };
    let standings = part.standings();
    let fill = |text: &String| fill_question(text, part.compiled.guideline(), &standings);
    (fill(&spoken.text), spoken.help.as_ref().map(fill))
}

/// Takes an answer into the session.
pub fn take(session: &mut Consultation, said: &Said) {
    let text = session.question(said.part, said.question).is_some_and(|asked| asked.kind == Kind::Text);
    match &said.saved.value {
        SavedValue::Text(words) if text && !said.saved.value.is_unknown() => {
            session.say(said.part, said.question, words);
        }
        _ => session.answer(said.part, said.question, said.answer),
    }
}

fn answered_or_not(saved: Option<&SavedAnswer>) -> Step {
    if saved.is_some() { Step::Revisited } else { Step::Answered }
}

/// Why there is nothing more to ask and no outcome either.
#[must_use]
pub fn no_outcome(session: &Consultation, stuck: &Stuck) -> NoOutcome {
    match session.parts.get(stuck.party) {
        Some(part) => explain_error(part, &stuck.error),
        None => NoOutcome { code: "failed", message: stuck.error.to_string(), help: String::new(), at: None },
    }
}

/// `Spørgsmål 4, højst 9 tilbage · Hverdag`
fn with_theme(session: &Consultation, part: usize, asked: &Question, heading: &str) -> String {
    let several = session.several() && !asked.shared;
    let title = session.parts.get(part).filter(|_| several).map(|part| part.compiled.guideline().title.as_str());
    let parts = [Some(heading), title, asked.theme.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
