//! The letter to a child of ten or more: short, in plain words, and only what the child needs.
//!
//! It stands beside the letter to the parents and never in its place; the legal reasons are there. Children are
//! parties from ten years on in the cases that barnets lov § 3 lists, and reasons are due to them too (§ 2, stk. 4).

use super::document::Document;
use super::human::Child;
use super::input::Input;
use super::letter::Finish;
use super::templates::Texts;
use super::trace::Trace;
use super::voice::Voice;
use super::writer::Writer;
use crate::guideline::wording::date_text;
use crate::guideline::wording::statement::ANYBODY;

/// The age from which a child gets a letter of its own.
pub const FROM_AGE: i64 = 10;

/// The letter.
#[must_use]
pub fn child_letter(input: &Input, texts: &Texts, finish: Finish) -> Document {
    let mut writer = Writer::new("Brev til dig", input, Voice::child(), texts);
    let writer = &mut writer;
    if finish == Finish::Draft {
        writer.standard("UDKAST. Brevet er ikke færdigt og må ikke sendes.", "brevet er ikke godkendt");
    }
    writer.document.merge("barnets fornavn");
    decided(writer);
    why(writer);
    said(writer);
    now(writer);
    writer.section("Hvis du er uenig");
    writer.standard(
        "Du kan klage, hvis du ikke er enig. Sig det til os senest 4 uger efter, at du har fået brevet. \
         Du må gerne bare ringe. Vi hjælper dig.",
        "barnets lov § 3; forvaltningsloven § 25",
    );
    talk(writer);
    std::mem::take(&mut writer.document)
}

fn decided(writer: &mut Writer<'_>) {
    writer.section("Hvad er besluttet?");
    told(writer, |child| child.told_decision.as_ref(), "hvad der er besluttet, så et barn kan forstå det");
}

/// Words that a person wrote for the child, or a hole: what is written to adults is not put before a child.
fn told(writer: &mut Writer<'_>, words: fn(&Child) -> Option<&String>, missing: &str) {
    match writer.input.human.child.as_ref().and_then(|child| Some((child, words(child)?))) {
        Some((child, text)) => writer.words(text, child, "barnet"),
        None => writer.hole(missing),
    }
}

fn why(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.section("Hvorfor?");
    let reasons = input.specialer.iter().flat_map(super::SpecialeInput::shown);
    let mut items: Vec<(String, Trace)> = Vec::new();
    // What is said of the child itself; of sectors and experience in the municipality a child need not read.
    for fact in reasons.filter(|fact| fact.statement.contains(ANYBODY)) {
        let item = (fact.statement.clone(), Trace::answer(fact));
        if !items.contains(&item) {
            items.push(item);
        }
    }
    if !items.is_empty() {
        writer.standard("Vi har især tænkt på det her:", "barnets lov § 2, stk. 4");
        writer.items(items);
    }
    told(writer, |child| child.told_reason.as_ref(), "den vigtigste grund, så et barn kan forstå den");
}

fn said(writer: &mut Writer<'_>) {
    writer.section("Hvad har du selv sagt?");
    told(writer, |child| Some(&child.view), "hvad barnet selv har sagt");
    told(writer, |child| child.told_answer.as_ref(), "hvad der er gjort ved det, barnet har sagt");
}

fn now(writer: &mut Writer<'_>) {
    writer.section("Hvad sker der nu?");
    let human = &writer.input.human;
    if let Some(decision) = &human.decision
        && let Some(from) = decision.from
    {
        writer.say(&format!("Det begynder den {}.", date_text(from)), Trace::about(decision, "afgørelse"));
    }
    match human.follow_up.as_ref().and_then(|follow_up| Some((follow_up, follow_up.date?))) {
        Some((follow_up, date)) => {
            let text = format!("Den {} taler vi med dig om, hvordan det går.", date_text(date));
            writer.say(&text, Trace::about(follow_up, "opfølgning"));
        }
        None => writer.hole("hvornår vi taler med barnet igen"),
    }
}

fn talk(writer: &mut Writer<'_>) {
    writer.section("Hvem kan du tale med?");
    let human = &writer.input.human;
    match human.authority.as_ref().and_then(|authority| Some((authority, authority.contact.as_ref()?))) {
        Some((authority, contact)) => {
            let telephone =
                authority.telephone.as_ref().map_or_else(String::new, |number| format!(" Telefon: {number}."));
            writer.say(&format!("Du kan tale med {contact}.{telephone}"), Trace::about(authority, "myndighed"));
        }
        None => writer.hole("hvem barnet kan tale med, og hvordan"),
    }
    writer.standard(
        "Du må tage en voksen med, som du er tryg ved. Det hedder en bisidder.",
        "barnets lov, forvaltningsloven § 8",
    );
}
