//! The individual assessment, the level, the main considerations and the economy.

use crate::justification::human::{Judged, Noted, Wholly};
use crate::justification::input::{LevelRange, SpecialeInput};
use crate::justification::trace::Trace;
use crate::justification::writer::{Writer, closed, quoted};

/// Every condition of the law held up against the facts of just this citizen.
pub fn assessment(writer: &mut Writer<'_>) {
    let judged = &writer.input.human.assessments;
    if judged.is_empty() {
        writer.hole("hver lovbetingelse holdt op mod oplysningerne om netop denne borger");
    }
    for one in judged {
        condition(writer, one);
    }
}

fn condition(writer: &mut Writer<'_>, judged: &Noted<Judged>) {
    let topic = "vurdering";
    writer.words(&format!("{} ({})", judged.condition, judged.law), judged, topic);
    let facts: Vec<&str> = writer
        .input
        .human
        .facts
        .iter()
        .filter(|fact| judged.facts.contains(&fact.id))
        .map(|fact| fact.text.as_str())
        .collect();
    if !facts.is_empty() {
        writer.words(&format!("Vurderingen bygger på: {}", facts.join(" ")), judged, topic);
    }
    let met = match judged.met {
        Some(Wholly::Yes) => " Betingelsen er opfyldt.",
        Some(Wholly::Partly) => " Betingelsen er delvist opfyldt.",
        Some(Wholly::No) => " Betingelsen er ikke opfyldt.",
        None => "",
    };
    writer.words(&format!("{}{met}", closed(&judged.judgement)), judged, topic);
    if judged.met.is_none() {
        writer.hole(&format!("om betingelsen {} er opfyldt", judged.id));
    }
}

/// The recommendation of one or more guidelines, or the doubt.
#[must_use]
pub fn level_sentence(of: &str, level: &LevelRange) -> String {
    if level.doubt() {
        format!(
            "{of}: Der er tvivl. Oplysningerne peger på et niveau fra {} til {}, og der anbefales ikke ét niveau.",
            quoted(&level.lowest),
            quoted(&level.highest)
        )
    } else {
        format!("{of}: Anbefalet niveau er {}.", quoted(&level.lowest))
    }
}

/// The fewest answers that settle the level by themselves: those that call for it, then those that keep it there.
pub fn smallest(writer: &mut Writer<'_>) {
    let parts: Vec<&SpecialeInput> = writer.input.specialer.iter().filter(|part| !part.smallest.is_empty()).collect();
    for part in parts {
        let trace = || Trace::recommendation(std::slice::from_ref(part));
        let (lifting, keeping) = part.smallest.split_at(part.lifting.min(part.smallest.len()));
        let of = if writer.input.specialer.len() > 1 { format!("{}: ", part.title) } else { String::new() };
        let level = quoted(&part.level.lowest);
        for (facts, text) in [
            (lifting, format!("{of}Disse svar er nok til at pege på niveauet {level}:")),
            (keeping, format!("{of}Disse svar viser, at et højere niveau ikke er nødvendigt:")),
        ] {
            if !facts.is_empty() {
                writer.say(&text, trace());
                writer.items(facts.iter().map(|fact| (fact.statement.clone(), Trace::answer(fact))).collect());
            }
        }
    }
}

/// The level a person chose, and why where it is another than the recommended one.
pub fn chosen(writer: &mut Writer<'_>) {
    let input = writer.input;
    let Some(chosen) = &input.human.level else {
        writer.hole("det niveau, kommunen vælger, og hvorfor, hvis det er et andet end det anbefalede");
        return;
    };
    let same = !input.overall.doubt() && chosen.level == input.overall.lowest;
    let text = if same {
        format!("Kommunen har valgt det anbefalede niveau, {}.", quoted(&chosen.level))
    } else if input.overall.doubt() {
        format!("Kommunen har valgt niveauet {}.", quoted(&chosen.level))
    } else {
        format!("Kommunen har valgt et andet niveau end det anbefalede: {}.", quoted(&chosen.level))
    };
    writer.say(&text, Trace::about(chosen, "niveau"));
    match &chosen.reason {
        Some(reason) => writer.words(reason, chosen, "niveau"),
        None if same => {}
        None => writer.hole("hvorfor kommunen vælger dette niveau"),
    }
}

/// What decided the discretion.
pub fn considerations(writer: &mut Writer<'_>) {
    let considerations = &writer.input.human.considerations;
    if considerations.is_empty() {
        writer.hole("de hensyn, der har været afgørende for skønnet, faglige og – hvis de indgår – økonomiske");
    }
    for one in considerations {
        let kind = if one.economic { "Økonomisk hensyn: " } else { "" };
        writer.words(&format!("{kind}{}", one.text), one, "hovedhensyn");
    }
}

/// Economy, openly where it counted.
pub fn economy(writer: &mut Writer<'_>) {
    let human = &writer.input.human;
    let Some(economy) = &human.economy else { return };
    if !economy.counted {
        writer.say("Økonomi er ikke indgået i valget.", Trace::about(economy, "økonomi"));
        return;
    }
    match &economy.text {
        Some(text) => writer.words(text, economy, "økonomi"),
        None => writer.hole("hvordan økonomi er indgået, og med hvilke beløb"),
    }
    match &economy.covers {
        Some(text) => writer.words(text, economy, "økonomi"),
        None => writer.hole("hvorfor behovet stadig er dækket"),
    }
}
