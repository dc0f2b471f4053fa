//! Answers that stand against an earlier one, or against each other.

use super::ask::{Interview, Place, Said, Step, no_outcome};
use super::change::{self, Verdict};
use super::conflict::unresolved;
use super::details::Details;
use super::put::{Got, put};
use crate::terminal::prompter::Ask;
use visitation::case::SavedAnswer;
use visitation::guideline::question::{Answer, Question};

impl Interview<'_> {
    /// Another answer to a question that has one: told, confirmed, kept. `None`: the question is put again.
    pub(super) fn change(&mut self, old: &SavedAnswer, said: &Said) -> anyhow::Result<Option<Step>> {
        let before: Vec<_> = self.session.parts.iter().map(|part| part.answers.clone()).collect();
        self.session.answer(said.part, said.question, said.answer);
        if let Err(stuck) = self.session.next() {
            self.refuse(&no_outcome(self.session, &stuck))?;
            self.restore(before);
            return Ok(None);
        }
        let verdict = change::confirm(self.prompter, self.session, &before, (old, said))?;
        self.restore(before);
        Ok(match verdict {
            Verdict::Change => self.accept(said)?.then_some(Step::Revisited),
            Verdict::Keep => Some(Step::Revisited),
            Verdict::Stop => Some(Step::Stop),
            Verdict::Both => {
                let Some(question) = self.session.question(said.part, said.question).cloned() else { return Ok(None) };
                // The old one is in the history already.
                if let Err(refused) = self.keeper.keep(self.session, said)? {
                    self.refuse(&refused)?;
                    return Ok(None);
                }
                let saved = unresolved(&question, &[old, &said.saved]);
                let both = Said { answer: Answer::Unknown, saved, ..said.clone() };
                self.accept(&both)?.then_some(Step::Revisited)
            }
        })
    }

    /// Asks for two answers that disagree, each with its source, and keeps both. `None`: the person thought better.
    pub(super) fn contested(&mut self, (part, ix): Place, asked: &Question) -> anyhow::Result<Option<Said>> {
        let mut told = Vec::new();
        for which in ["Hvad siger den ene kilde?", "Hvad siger den anden kilde?"] {
            let ask = Ask::new(&asked.text).heading(which).aside();
            let Got::Answer(answer, value) = put(self.prompter, asked, &ask, None)? else { return Ok(None) };
            let mut details = Details::default();
            if !details.ask_source(self.prompter, "Hvem siger det?")? {
                return Ok(None);
            }
            told.push(Said { part, question: ix, answer, saved: details.with(value) });
        }
        for said in &told {
            if let Err(refused) = self.keeper.keep(self.session, said)? {
                self.refuse(&refused)?;
                return Ok(None);
            }
        }
        let saved: Vec<&SavedAnswer> = told.iter().map(|said| &said.saved).collect();
        let saved = unresolved(asked, &saved);
        self.prompter.say("Begge svar er gemt. De regnes som ukendt, til det er afklaret.")?;
        Ok(Some(Said { part, question: ix, answer: Answer::Unknown, saved }))
    }
}
