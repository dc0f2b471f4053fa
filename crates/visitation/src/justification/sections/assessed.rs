//! The individual assessment, the level, the main considerations and the economy.

use crate::justification::document::Line;
use crate::justification::human::{Consideration, Judged, Noted, Wholly};
use crate::justification::input::{Fact, LevelRange, SpecialeInput};
use crate::justification::trace::Trace;
use crate::justification::writer::{Detail, Writer, closed, quoted};

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
    writer.words(&format!("Betingelse: {} ({}).", judged.condition, judged.law), judged, topic);
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

/// The reasons of each level, as every text gives them. The note has the fewest answers that settle it besides; the citizen is not
/// told those that only keep it from being higher: a long list of what is not so.
pub fn reasons(writer: &mut Writer<'_>, detail: Detail) {
    for part in &writer.input.specialer {
        let of = if writer.input.specialer.len() > 1 { format!("{}: ", part.title) } else { String::new() };
        let level = quoted(&part.level.lowest);
        let at_least = if part.level.doubt() { "mindst " } else { "" };
        if part.reasons.is_empty() {
            settling(writer, part, (&of, &level), detail);
            continue;
        }
        answers(writer, part, &format!("{of}Disse oplysninger peger på {at_least}niveauet {level}:"), &part.reasons);
        if detail == Detail::Full {
            fewest(writer, part, (&of, &level));
        }
    }
}

/// The fewest answers that settle the level by themselves, as such, where the reasons are more.
fn fewest(writer: &mut Writer<'_>, part: &SpecialeInput, (of, level): (&str, &str)) {
    let (lifting, keeping) = part.smallest.split_at(part.lifting.min(part.smallest.len()));
    if !lifting.is_empty() && lifting.len() < part.reasons.len() {
        let enough = format!("{of}Det mindste sæt oplysninger, der er nok til mindst niveauet {level}, er:");
        answers(writer, part, &enough, lifting);
    }
    let rest: Vec<Fact> = keeping.iter().filter(|fact| !part.reasons.contains(fact)).cloned().collect();
    let beside = format!("{of}Sammen med disse oplysninger peger retningslinjen ikke på et højere niveau:");
    answers(writer, part, &beside, &rest);
}

/// Where no criterion decides: the answers that settle the level all the same.
fn settling(writer: &mut Writer<'_>, part: &SpecialeInput, (of, level): (&str, &str), detail: Detail) {
    if part.smallest.is_empty() {
        return;
    }
    let (lifting, keeping) = part.smallest.split_at(part.lifting.min(part.smallest.len()));
    answers(writer, part, &format!("{of}Disse oplysninger er nok til at pege på niveauet {level}:"), lifting);
    match detail {
        Detail::Full => {
            let beside = format!("{of}Sammen med disse oplysninger peger retningslinjen ikke på et højere niveau:");
            answers(writer, part, &beside, keeping);
        }
        Detail::Plain if lifting.is_empty() => {
            let text = format!("{of}Ingen oplysninger peger på et højere niveau end {level}.");
            writer.say(&text, Trace::recommendation(std::slice::from_ref(part)));
        }
        Detail::Plain => {}
    }
}

/// What answers do, and then they.
fn answers(writer: &mut Writer<'_>, part: &SpecialeInput, text: &str, facts: &[Fact]) {
    if !facts.is_empty() {
        writer.say(text, Trace::recommendation(std::slice::from_ref(part)));
        writer.items(facts.iter().map(|fact| (fact.statement.clone(), Trace::answer(fact))).collect());
    }
}

/// In doubt: what was done to get the missing answers, and why the municipality acts without them.
pub fn doubt(writer: &mut Writer<'_>) {
    let input = writer.input;
    if !input.is_doubtful() {
        return;
    }
    match input.human.level.as_ref().and_then(|chosen| Some((chosen, chosen.doubt.as_ref()?))) {
        Some((chosen, text)) => writer.words(text, chosen, "niveau"),
        None => writer.hole("hvad der er gjort for at få de oplysninger, der mangler, og hvorfor der handles uden dem"),
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
    let line = |one: &Noted<Consideration>| {
        let kind = if one.economic { "Økonomisk hensyn: " } else { "" };
        Line::new(format!("{kind}{}", one.text), Trace::person(one, "hovedhensyn"))
    };
    writer.document.list(considerations.iter().map(line).collect());
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
