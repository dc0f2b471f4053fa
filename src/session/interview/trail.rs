//! Moving among the answered questions: which there are, choosing one, looking at it again.

use super::ask::{Interview, Place, Step, revisiting};
use super::conflict::{is_unresolved, value_words};
use crate::terminal::prompter::{Ask, Item, Reply};
use crate::terminal::wrap;
use visitation::case::keys;
use visitation::engine::interview::consequences::applying;

impl Interview<'_> {
    /// Lets the person choose an answer to change; `false` when there is nothing to change or it was left.
    ///
    /// # Errors
    /// As [`Interview::run`].
    pub fn change_one(&mut self) -> anyhow::Result<bool> {
        let Some(Step::To(at)) = self.jump()? else { return Ok(false) };
        let trail = self.trail();
        let Some(place) = trail.get(at).copied() else { return Ok(false) };
        Ok(matches!(self.one(place, &revisiting(&trail, place))?, Step::Revisited))
    }

    /// Tells what the case has been told so far, one line per answer in the order given.
    ///
    /// # Errors
    /// The terminal fails.
    pub fn tell_so_far(&mut self) -> std::io::Result<()> {
        let count = self.keeper.answers().len();
        let lines: Vec<String> = self.trail().into_iter().map(|place| format!("\n  – {}", self.line(place))).collect();
        self.prompter.say(&format!("Sagen har {count} svar:{}", lines.concat()))
    }

    /// The answered questions of this session, in the order in which they were first answered.
    pub(super) fn trail(&self) -> Vec<Place> {
        let guidelines = self.session.guidelines();
        self.keeper.order().iter().filter_map(|key| keys::place(&guidelines, key)).collect()
    }

    /// Lets the person choose among the answered questions.
    pub(super) fn jump(&mut self) -> anyhow::Result<Option<Step>> {
        let trail = self.trail();
        if trail.is_empty() {
            self.prompter.say("Der er ikke svaret på noget endnu.")?;
            return Ok(None);
        }
        let texts: Vec<String> = trail.iter().map(|place| self.line(*place)).collect();
        let items: Vec<Item<'_>> = texts.iter().map(|text| Item { id: text, text }).collect();
        let ask = Ask::new("Hvilket svar vil du se eller rette?").aside();
        let last = items.len().checked_sub(1);
        Ok(match self.prompter.choose(&ask, &items, last)? {
            Reply::Value(at) => Some(Step::To(at)),
            Reply::Unknown | Reply::Stop => None,
        })
    }

    /// `Hvor gammel er borgeren? 17`, marked where it does not count.
    fn line(&self, place: Place) -> String {
        let (part, ix) = place;
        let Some(question) = self.session.question(part, ix) else { return String::new() };
        let saved = self.saved(place);
        let words = saved.as_ref().map(|saved| value_words(question, &saved.value)).unwrap_or_default();
        let applies = self.session.parts.get(part).is_none_or(|part| {
            let applying = applying(&part.compiled, &visitation::consult::known(&part.answers));
            applying.is_ok_and(|applying| applying.get(ix.0) != Some(&false))
        });
        let contested = if saved.as_ref().is_some_and(is_unresolved) { " (modstridende oplysninger)" } else { "" };
        let mark = if applies { "" } else { " (gælder ikke nu)" };
        format!("{} {}{contested}{mark}", question.text.trim(), wrap::one_line(&words))
    }
}
