//! The visitationsnotat: the complete internal note, for the caseworker and the file.
//!
//! It follows forvaltningsloven § 24: the legal rules apart from the professional guideline (a guideline is no
//! legal rule), the main considerations, the facts with source and date. What must be assessed individually
//! is left as a hole; quality standards and rule ids are no reasons (serviceloven § 1, stk. 3; FOB 2024-19).
//! The letter to the citizen is another document.

mod rules;
#[cfg(test)]
mod tests;

pub use rules::{guideline_text, guideline_trace, proposed_laws};

use super::document::{Document, Line};
use super::input::{Input, SpecialeInput};
use super::letter::Finish;
use super::sections::{advice, after, assessed, begun, citizen, grounds, offer};
use super::templates::Texts;
use super::told::{LeftOut, left_out};
use super::trace::Trace;
use super::voice::Voice;
use super::writer::{Detail, Writer};
use crate::guideline::wording::IDLE;
use crate::guideline::wording::date_text;

/// The draft note.
#[must_use]
pub fn visitationsnotat(input: &Input, texts: &Texts, finish: Finish) -> Document {
    let title = match finish {
        Finish::Draft => "Visitationsnotat – udkast til begrundelse",
        Finish::Final => "Visitationsnotat",
    };
    let mut writer = Writer::new(title, input, Voice::file(), texts);
    let writer = &mut writer;
    header(writer, finish);
    recommendation(writer);
    writer.section("Det, sagen drejer sig om");
    begun::application(writer);
    facts(writer);
    considerations(writer);
    rules::grounds(writer);
    writer.section("Rådgivning");
    advice::advice(writer, Detail::Full);
    rules::doubt(writer);
    rules::nearest(writer);
    person(writer);
    closing(writer);
    std::mem::take(&mut writer.document)
}

fn header(writer: &mut Writer<'_>, finish: Finish) {
    let input = writer.input;
    let known = |text: Option<&str>| text.map_or_else(|| "ikke noteret".to_owned(), str::to_owned);
    let rows = [
        ("Sag", known(input.case_number.as_deref())),
        ("Borger", known(input.pseudonym.as_deref())),
        ("Vurderingsdato", date_text(input.date)),
        ("Henvendelse", input.enquiry.map_or_else(|| "ikke noteret".to_owned(), date_text)),
        ("Sagsbehandler", known(input.caseworker.as_deref())),
    ];
    let line = |(label, value)| Line::new(format!("{label}: {value}"), Trace::quoted("Sagens oplysninger"));
    writer.document.list(rows.into_iter().map(line).collect());
    if finish == Finish::Draft {
        writer.standard("Notatet er et udkast og ikke færdigt.", "notatet er ikke godkendt");
    }
    writer.standard(
        "Notatet gengiver en anbefaling fra et værktøj til beslutningsstøtte. \
         Sagsbehandleren vurderer sagen konkret og individuelt og er ikke bundet af anbefalingen.",
        "serviceloven § 1, stk. 3",
    );
}

fn recommendation(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.section("Anbefaling");
    writer.say(&assessed::level_sentence("Samlet", &input.overall), Trace::recommendation(&input.specialer));
    if input.specialer.len() > 1 {
        let one = |part: &SpecialeInput| {
            (assessed::level_sentence(&part.title, &part.level), Trace::recommendation(std::slice::from_ref(part)))
        };
        writer.items(input.specialer.iter().map(one).collect());
    }
    assessed::reasons(writer, Detail::Full);
    assessed::chosen(writer);
}

fn facts(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.section("Oplysninger, der er lagt vægt på");
    if input.facts.is_empty() {
        let text = "Ingen af de registrerede oplysninger har hidtil været afgørende for anbefalingen.";
        writer.say(text, Trace::recommendation(&input.specialer));
    }
    grounds::facts(writer, Detail::Full, &std::collections::BTreeSet::new());
    if input.human.facts.is_empty() {
        writer.hole("andre oplysninger af betydning, med kilde og dato, og oplysninger, der er omstridte");
    }
    if !input.other_facts.is_empty() {
        writer.part("Oplysninger, der ikke har påvirket anbefalingen");
        writer.facts(&input.other_facts, Detail::Full);
    }
    let left = left_out(input);
    if !left.is_empty() {
        writer.part("Udeladt af brevet");
        let text = "A er oplysninger, som læseren ikke må få. B er oplysninger, som begrundelsen ikke hviler på.";
        writer.standard(text, "forvaltningsloven § 24, stk. 2, og § 15 a ff.");
        let line = |left: &LeftOut<'_>| {
            (format!("{}: {}", if left.hidden { "A" } else { "B" }, left.fact.statement), Trace::answer(left.fact))
        };
        writer.items(left.iter().map(line).collect());
    }
    if !input.not_applying.is_empty() {
        writer.part("Spørgsmål, der ikke gælder");
        writer.standard(IDLE, "sagens svar");
        let line =
            |text: &String| Line::new(text.clone(), Trace::standard("spørgsmålet gælder ikke efter de andre svar"));
        writer.document.list(input.not_applying.iter().map(line).collect());
    }
    writer.section("Oplysninger, der ikke er lagt vægt på");
    if input.human.weightless().next().is_none() {
        let text = "Der er ikke noteret oplysninger, som ikke har fået vægt.";
        writer.standard(text, "sagens noter");
    }
    grounds::weightless(writer);
}

fn considerations(writer: &mut Writer<'_>) {
    writer.section("Den konkrete, individuelle vurdering");
    assessed::assessment(writer);
    writer.section("Hovedhensyn");
    assessed::considerations(writer);
    writer.part("Det, retningslinjens kriterier siger");
    rules::criteria(writer);
    if writer.input.human.economy.is_some() {
        writer.section("Økonomi");
        assessed::economy(writer);
    }
}

fn person(writer: &mut Writer<'_>) {
    let human = &writer.input.human;
    writer.section("Borgerens ønsker");
    citizen::wishes(writer);
    if writer.input.is_child() {
        writer.section("Barnets egen holdning");
        citizen::child(writer);
    }
    writer.section("Partshøring");
    citizen::hearing(writer);
    writer.section("Kommunens valg");
    begun::decision(writer, "hvad kommunen vælger: hjælpens art, regel, omfang, begyndelse og varighed");
    if human.offer.is_some() {
        writer.section("Valgt tilbud");
        offer::chosen(writer);
    }
    if human.wished.is_some() {
        writer.section("Det tilbud, borgeren har ønsket");
        offer::wished(writer);
    }
    writer.section("Andre muligheder");
    after::alternatives(writer);
}

fn closing(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.section("Plan og opfølgning");
    let months = input.specialer.iter().filter_map(|part| part.follow_up_months).min();
    if let Some(months) = months {
        let unit = if months == 1 { "måned" } else { "måneder" };
        let text = format!("Efter retningslinjen følges der op senest efter {months} {unit} (ikke lovkrav).");
        writer.say(&text, Trace::recommendation(&input.specialer));
    }
    after::plan(writer);
    after::follow_up(writer);
    if !input.deadlines.is_empty() {
        writer.section("Frister");
        after::deadlines(writer);
    }
    writer.section("Klagevejledning");
    if input.human.decision.is_none() && input.human.appeal.is_none() {
        writer.hole("klagevejledning, hvis borgeren ikke får fuldt medhold: hvortil, hvordan og frist");
    } else {
        after::appeal(writer);
    }
    writer.section("Kontakt og rettigheder");
    writer.standard(
        "Brevet oplyser om vejledning, aktindsigt, bisidder og partsrepræsentant.",
        "forvaltningsloven §§ 7 og 8 og kapitel 4",
    );
    match input.human.authority.as_ref().and_then(|authority| Some((authority, authority.contact.as_ref()?))) {
        Some((authority, contact)) => writer.words(&format!("Kontaktperson: {contact}"), authority, "myndighed"),
        None => writer.hole("kontaktperson"),
    }
    rules::about(writer);
}
