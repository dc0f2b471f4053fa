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
    for (part, duty) in &due {
        demanded(writer, part, duty, detail);
        let answers: Vec<&Noted<Advice>> =
            given.iter().filter(|advice| duty.is_named(advice.duty.as_deref())).collect();
        if answers.is_empty() {
            let from = duty.from.as_deref().unwrap_or("rådgiveren");
            writer.hole(&format!(
                "rådgivning fra {from} ({}): hvem der er spurgt, hvornår, hvad der blev anbefalet, og om det følges – hvis ikke, hvorfor",
                duty.id
            ));
        }
        for advice in answers {
            obtained(writer, advice);
        }
    }
    let answers_one = |advice: &Noted<Advice>| due.iter().any(|(_, duty)| duty.is_named(advice.duty.as_deref()));
    for advice in given.iter().filter(|advice| !answers_one(advice)) {
        obtained(writer, advice);
    }
    if detail == Detail::Full {
        open(writer);
    }
}

/// Who says that advice is to be obtained, and why.
fn demanded(writer: &mut Writer<'_>, part: &SpecialeInput, duty: &AdviceInput, detail: Detail) {
    let from = duty.from.as_deref().unwrap_or("rådgiver ikke angivet");
    let because = duty
        .because
        .as_deref()
        .filter(|text| !text.is_empty())
        .map_or_else(String::new, |text| format!(" {}", closed(text)));
    let text = match detail {
        // The guideline's reasons for asking speak to the caseworker.
        Detail::Plain => format!("{from} ({}):", duty.told_basis),
        Detail::Full => {
            let contact =
                duty.contact.as_ref().map_or_else(String::new, |contact| format!(" Kontakt: {}", closed(contact)));
            format!("{from} ({}): {}.{}{because}{contact}", duty.id, duty.basis, within(duty))
        }
    };
    writer.say(&text, Trace::duty(part, duty));
}

fn within(duty: &AdviceInput) -> String {
    duty.within.as_ref().map_or_else(String::new, |within| format!(" Indhentes {within}."))
}

/// What an expert was asked and said, and the stance on it.
fn obtained(writer: &mut Writer<'_>, advice: &Noted<Advice>) {
    let topic = "rådgivning";
    let Some(asked) = advice.asked else {
        match &advice.reason {
            Some(reason) => {
                writer.words(&format!("{} er ikke spurgt. Grunden er: {}", advice.from, closed(reason)), advice, topic);
            }
            None => writer.hole(&format!("hvornår {} er spurgt, eller hvorfor ikke", advice.from)),
        }
        return;
    };
    let received = advice.received.map_or_else(String::new, |date| format!(" Svaret kom {}.", on(date)));
    let said = advice.advice.as_ref().map_or_else(String::new, |text| format!(" Rådet var: {}", closed(text)));
    let (followed, why) = match advice.followed {
        Some(Wholly::Yes) => (" Rådet følges.", " "),
        Some(Wholly::Partly) => (" Rådet følges delvist.", " Grunden er: "),
        Some(Wholly::No) => (" Rådet følges ikke.", " Grunden er: "),
        None => ("", " "),
    };
    let reason = advice.reason.as_ref().map_or_else(String::new, |reason| format!("{why}{}", closed(reason)));
    let asked = format!("{} er spurgt {}.", advice.from, on(asked));
    writer.words(&format!("{asked}{received}{said}{followed}{reason}"), advice, topic);
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
            let from = duty.from.as_deref().unwrap_or("rådgiver ikke angivet");
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
