//! The decision letter to a child of ten or more: short, in plain words, and all that a party has a right to.
//!
//! Children are parties from ten years on in the cases that barnets lov § 3 lists, and reasons are due to them too
//! (§ 2, stk. 4). It stands beside the letter to the parents and never in its place. No answer of the case enters it by
//! itself: an abuse, a diagnosis or a parent's secret stands in it only where a person has chosen and worded it for the child.

use super::document::{Document, Field, Line};
use super::human::{Child, Result};
use super::input::Input;
use super::letter::Finish;
use super::sections::after;
use super::templates::Texts;
use super::trace::Trace;
use super::voice::Voice;
use super::writer::{Writer, closed};
use crate::guideline::wording::{date_text, list_text};

/// The age from which a child gets a letter of its own.
pub const FROM_AGE: i64 = 10;

/// Does somebody of this age get a child's letter?
#[must_use]
pub fn gets_letter(age: i64) -> bool {
    (FROM_AGE..18).contains(&age)
}

/// The letter.
#[must_use]
pub fn child_letter(input: &Input, texts: &Texts, finish: Finish) -> Document {
    let mut writer = Writer::new("Brev til dig", input, Voice::child(), texts);
    let writer = &mut writer;
    if finish == Finish::Draft {
        writer.standard("UDKAST. Brevet er ikke færdigt og må ikke sendes.", "brevet er ikke godkendt");
    }
    head(writer);
    writer.document.merge(Field::Greeting("Hej".to_owned()));
    decided(writer);
    why(writer);
    said(writer);
    now(writer);
    disagree(writer);
    talk(writer);
    after::signature(writer);
    std::mem::take(&mut writer.document)
}

/// Who writes, to whom, when and in which case.
fn head(writer: &mut Writer<'_>) {
    let input = writer.input;
    let texts = writer.texts;
    writer.template(&texts.letterhead, "brevhoved.txt");
    if input.human.authority.is_none() {
        writer.hole("kommune og afdeling");
    }
    let decided = input.human.decision.as_ref().and_then(|decision| decision.date);
    let rows = [("Dato", decided.map(date_text)), ("Sagsnummer", input.case_number.clone())];
    let there = rows.into_iter().filter_map(|(label, value)| Some(format!("{label}: {}", value?)));
    writer.document.list(there.map(|text| Line::new(text, Trace::quoted("Sagens oplysninger"))).collect());
    if decided.is_none() {
        writer.hole("brevets dato");
    }
    if input.case_number.is_none() {
        writer.hole("sagsnummer");
    }
}

fn decided(writer: &mut Writer<'_>) {
    writer.section("Hvad er besluttet?");
    told(writer, |child| child.told_decision.as_ref(), "hvad der er besluttet, så et barn kan forstå det");
    let human = &writer.input.human;
    let lesser =
        human.decision.as_ref().is_some_and(|decision| matches!(decision.result, Result::Partly | Result::Refused));
    if lesser || human.refused().is_some() {
        told(writer, |child| child.told_not.as_ref(), "hvad barnet ikke får, og hvorfor, så et barn kan forstå det");
    }
    match writer.input.human.decision.as_ref().and_then(|decision| Some((decision, decision.law.as_ref()?))) {
        Some((decision, law)) => {
            let mut laws: Vec<String> = human.elements.iter().map(|part| part.law.clone()).collect();
            laws.dedup();
            let laws = if laws.is_empty() { law.clone() } else { list_text(&laws) };
            writer.say(&format!("Det, vi har brugt fra loven, står i {laws}."), Trace::about(decision, "afgørelse"));
        }
        None => writer.hole("lov, paragraf og stykke for afgørelsen"),
    }
}

/// Words that a person wrote for the child, or a hole: what is written to adults is not put before a child.
fn told(writer: &mut Writer<'_>, words: fn(&Child) -> Option<&String>, missing: &str) {
    match writer.input.human.child.as_ref().and_then(|child| Some((child, words(child)?))) {
        Some((child, text)) => writer.words(text, child, "barnet"),
        None => writer.hole(missing),
    }
}

fn why(writer: &mut Writer<'_>) {
    writer.section("Hvorfor?");
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
            let text = format!("Den {} ser vi på, hvordan det går. Du må gerne sige, hvad du synes.", date_text(date));
            writer.say(&text, Trace::about(follow_up, "opfølgning"));
        }
        None => writer.hole("hvornår vi ser på, hvordan det går"),
    }
}

/// Whom to appeal to, by when and how, and who helps.
fn disagree(writer: &mut Writer<'_>) {
    writer.section("Hvis du er uenig");
    if writer.input.human.not_wholly_granted() && !writer.input.human.can_appeal() {
        let text = "Der er ingen anden myndighed, du kan klage til over det, der er besluttet. Er du ked af det, så sig det til os.";
        writer.standard(text, "forvaltningsloven § 25");
        return;
    }
    let Some(appeal) = &writer.input.human.appeal else {
        writer.hole("hvem barnet kan klage til");
        return;
    };
    let basis = "barnets lov § 3; forvaltningsloven § 25";
    if appeal.straight {
        let text = "Du kan klage, hvis du ikke er enig. Så ser Ankestyrelsen på sagen. Ankestyrelsen er ikke en del af \
                    kommunen. Klagen skal være hos Ankestyrelsen senest 4 uger efter, at du har fået brevet.";
        writer.standard(text, basis);
    } else {
        let text = "Du kan klage, hvis du ikke er enig. Sig det til os senest 4 uger efter, at du har fået brevet. Så \
                    ser vi på det igen. Hvis vi stadig mener det samme, sender vi din klage til Ankestyrelsen. \
                    Ankestyrelsen er ikke en del af kommunen.";
        writer.standard(text, basis);
    }
    writer.standard("Du kan skrive eller bare sige det. Vi hjælper dig gerne.", basis);
    match &appeal.how {
        Some(how) => writer.words(&closed(how), appeal, "klage"),
        None => writer.hole("hvordan barnet kan klage: adresse, telefon eller Digital Post"),
    }
    if appeal.straight || writer.input.human.places_child() {
        writer.standard(
            "Du kan have ret til en advokat, som ikke koster dig noget. Spørg os, så siger vi, hvad der gælder for dig.",
            "barnets lov § 140; ordlyden er ikke set",
        );
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
        "Du har ret til at tage en med, som du er tryg ved. Det hedder en bisidder. Personen skal være fyldt 15 år.",
        "barnets lov § 6",
    );
}
