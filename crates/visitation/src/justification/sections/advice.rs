//! Advice from experts: who demands it, who was asked, what they said, and whether it is followed.
//!
//! Who demands it always stands there: most advice is no legal duty (SOU spm. 65 of 27 February 2023), and the
//! municipality may depart from it, with reasons.

use crate::justification::human::{Advice, Noted, Wholly};
use crate::justification::input::{AdviceInput, SpecialeInput};
use crate::justification::trace::Trace;
use crate::justification::writer::{Detail, Writer, closed, on};

/// Every duty that is due with what was done about it, then other advice.
pub fn advice(writer: &mut Writer<'_>, detail: Detail) {
    let input = writer.input;
    let due = input.due_advice();
    let given = &input.human.advice;
    if due.is_empty() && given.is_empty() {
        let text = "Hverken lov eller retningslinje peger på rådgivning i denne sag.";
        writer.say(text, Trace::recommendation(&input.specialer));
    }
    let mut advisers: Vec<Adviser<'_>> = Vec::new();
    for (part, duty) in due.iter().copied() {
        let from = duty.from.as_deref();
        match advisers.iter_mut().find(|adviser| adviser.from.is_some() && adviser.from == from) {
            Some(adviser) => adviser.duties.push((part, duty)),
            None => advisers.push(Adviser { from, duties: vec![(part, duty)] }),
        }
    }
    for adviser in &advisers {
        adviser.told(writer, given, detail);
    }
    let answers_one = |advice: &Noted<Advice>| due.iter().any(|(_, duty)| duty.is_named(advice.duty.as_deref()));
    for advice in given.iter().filter(|advice| !answers_one(advice)) {
        obtained(writer, advice, None);
    }
    if detail == Detail::Full {
        open(writer);
    }
}

/// One adviser with every duty to ask them: what was asked, said and followed stands in one place.
struct Adviser<'a> {
    from: Option<&'a str>,
    duties: Vec<(&'a SpecialeInput, &'a AdviceInput)>,
}

impl Adviser<'_> {
    fn told(&self, writer: &mut Writer<'_>, given: &[Noted<Advice>], detail: Detail) {
        match detail {
            // The guideline's reasons for asking speak to the caseworker.
            Detail::Plain => {
                let Some((part, first)) = self.duties.first() else { return };
                let mut bases: Vec<&str> = Vec::new();
                for (_, duty) in &self.duties {
                    if !bases.contains(&duty.told_basis.as_str()) {
                        bases.push(&duty.told_basis);
                    }
                }
                // Two grounds that differ are those of two questions, never two words for one.
                let bases = match bases.as_slice() {
                    [one] => (*one).to_owned(),
                    several => {
                        let numbered = several.iter().enumerate().map(|(place, one)| format!("{}) {one}", place + 1));
                        format!("af {} grunde: {}", several.len(), numbered.collect::<Vec<_>>().join("; "))
                    }
                };
                let text = format!("{} ({bases}):", self.from.unwrap_or(UNNAMED));
                writer.say(&text, Trace::duty(part, first));
            }
            Detail::Full => self.duties.iter().for_each(|(part, duty)| demanded(writer, part, duty)),
        }
        let names = |advice: &&Noted<Advice>, duty: &AdviceInput| duty.is_named(advice.duty.as_deref());
        let mut told: Vec<&Noted<Advice>> = Vec::new();
        let what = |advice: &Noted<Advice>| Advice { duty: None, ..advice.value.clone() };
        for advice in given.iter().filter(|advice| self.duties.iter().any(|(_, duty)| names(advice, duty))) {
            // One answer to several duties is told once.
            if !told.iter().any(|before| what(before) == what(advice)) {
                obtained(writer, advice, told.last().copied());
                told.push(advice);
            }
        }
        for (_, duty) in self.duties.iter().filter(|(_, duty)| !given.iter().any(|advice| names(&advice, duty))) {
            let from = self.from.unwrap_or("rådgiveren");
            writer.hole(&format!(
                "rådgivning fra {from} ({}): hvem der er spurgt, hvornår, hvad der blev anbefalet, og om det følges – hvis ikke, hvorfor",
                duty.id
            ));
        }
    }
}

/// What stands where the rules name no adviser.
const UNNAMED: &str = "rådgiver ikke angivet";

/// Who says that advice is to be obtained, and why.
fn demanded(writer: &mut Writer<'_>, part: &SpecialeInput, duty: &AdviceInput) {
    let from = duty.from.as_deref().unwrap_or(UNNAMED);
    let because = duty
        .because
        .as_deref()
        .filter(|text| !text.is_empty())
        .map_or_else(String::new, |text| format!(" {}", closed(text)));
    let contact = duty.contact.as_ref().map_or_else(String::new, |contact| format!(" Kontakt: {}", closed(contact)));
    let text = format!("{from} ({}): {}.{}{because}{contact}", duty.id, duty.basis, within(duty));
    writer.say(&text, Trace::duty(part, duty));
}

fn within(duty: &AdviceInput) -> String {
    duty.within.as_ref().map_or_else(String::new, |within| format!(" Indhentes {within}."))
}

/// What an expert was asked and said, and the stance on it; more of what was said on the same occasion is added to it.
fn obtained(writer: &mut Writer<'_>, advice: &Noted<Advice>, before: Option<&Noted<Advice>>) {
    let topic = "rådgivning";
    let Some(asked) = advice.asked else {
        match &advice.reason {
            Some(reason) => {
                writer.words(&format!("{}: ikke spurgt. Grunden er: {}", advice.from, closed(reason)), advice, topic);
            }
            None => writer.hole(&format!("hvornår {} er spurgt, eller hvorfor ikke", advice.from)),
        }
        return;
    };
    let received = advice.received.map_or_else(String::new, |date| format!(" Svaret kom {}.", on(date)));
    let occasion = |advice: &Noted<Advice>| (advice.from.clone(), advice.asked, advice.received);
    let again = before.is_some_and(|before| occasion(before) == occasion(advice));
    let also = if again { "Rådet var også" } else { " Rådet var" };
    let said = advice.advice.as_ref().map_or_else(String::new, |text| format!("{also}: {}", closed(text)));
    let (followed, why) = match advice.followed {
        Some(Wholly::Yes) => (" Rådet følges.", " "),
        Some(Wholly::Partly) => (" Rådet følges delvist.", " Grunden er: "),
        Some(Wholly::No) => (" Rådet følges ikke.", " Grunden er: "),
        None => ("", " "),
    };
    let reason = advice.reason.as_ref().map_or_else(String::new, |reason| format!("{why}{}", closed(reason)));
    let asked = if again { String::new() } else { format!("{}: spurgt {}.{received}", advice.from, on(asked)) };
    writer.words(&format!("{asked}{said}{followed}{reason}"), advice, topic);
    for (there, what) in [
        (advice.advice.is_some(), format!("hvad {} anbefalede", advice.from)),
        (advice.followed.is_some(), format!("om rådet fra {} følges", advice.from)),
    ] {
        if !there {
            writer.hole(&what);
        }
    }
    if matches!(advice.followed, Some(Wholly::No | Wholly::Partly)) && advice.reason.is_none() {
        writer.hole(&format!("hvorfor rådet fra {} ikke følges helt", advice.from));
    }
}

/// Duties that wait for answers.
fn open(writer: &mut Writer<'_>) {
    let input = writer.input;
    let mut shown: Vec<&AdviceInput> = Vec::new();
    let mut items = Vec::new();
    for part in &input.specialer {
        for duty in part.advice.iter().filter(|duty| duty.open) {
            if shown.contains(&duty) {
                continue;
            }
            shown.push(duty);
            let from = duty.from.as_deref().unwrap_or(UNNAMED);
            let because = duty.because.as_deref().unwrap_or_default();
            let text = format!(
                "{from} ({}): {}. Det afhænger af oplysninger, der mangler.{} {}",
                duty.id,
                duty.basis,
                within(duty),
                closed(because)
            );
            items.push((text, Trace::duty(part, duty)));
        }
    }
    writer.items(items);
}
