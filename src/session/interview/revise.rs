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
        let before = self.session.parts.clone();
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::session::record::{Beginning, Held, Record};
    use crate::store::RuleFolder;
    use crate::store::catalogue::Catalogue;
    use crate::terminal::scripted::Scripted;
    use visitation::case::SavedValue;
    use visitation::consult::Consultation;
    use visitation::guideline::question::{Kind, QuestionIx};

    #[test]
    fn words_that_are_refused_leave_those_that_were_there() {
        let folder = tempfile::tempdir().unwrap();
        let day = jiff::civil::date(2026, 11, 22);
        let guideline = Arc::new(Catalogue::open(RuleFolder::Embedded).unwrap().in_force("autisme", day).unwrap());
        let beginning =
            Beginning { case_number: None, pseudonym: None, date: day, enquiry: None, caseworker: "abc".into() };
        let held = Held::new(folder.path().join("sag.yaml")).unwrap();
        let mut record = Record::begin(held, beginning, &guideline.national).unwrap();
        let place = guideline.questions.iter().position(|question| question.kind == Kind::Text).unwrap();
        let mut session = Consultation::new(vec![guideline]);
        let mut prompter = Scripted::new([""; 0]);
        let mut interview =
            Interview { session: &mut session, prompter: &mut prompter, keeper: &mut record, earlier: None };
        let mut say = |words: &str| {
            let saved = SavedAnswer { value: SavedValue::Text(words.to_owned()), source: None, date: None, note: None };
            let said = Said { part: 0, question: QuestionIx(place), answer: Answer::Unknown, saved };
            interview.accept(&said).unwrap()
        };
        assert!(say("At bo for sig selv."));
        assert!(!say("Ring 010190-0000"), "it looks like a CPR number");
        assert_eq!(session.parts[0].words[&QuestionIx(place)], "At bo for sig selv.");
    }
}
