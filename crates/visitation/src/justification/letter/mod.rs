//! The draft letter to the citizen, a parent or whoever speaks for them.
//!
//! The first page says what was decided, why, what the citizen wished and the answer, what happens now and how to appeal.
//! Then come facts, law and assessment (forvaltningsloven § 24; VEJ 9455 of 2011). Laws stand in it only where a person has looked them up, the
//! professional guideline apart from them, and no criterion by its id. The program never writes a refusal: what
//! was decided is a person's word or a hole.

mod first;
mod level;

use super::document::{Document, Field, GREETING, Line};
use super::human::{Recipient, Role};
use super::input::Input;
use super::notat::proposed_laws;
use super::sections::{advice, after, assessed, begun, citizen, grounds, offer};
use super::templates::Texts;
use super::told::told;
use super::trace::Trace;
use super::voice::Voice;
use super::writer::{Detail, Writer};
use crate::guideline::wording::date_text;

/// Whether a document may leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Finish {
    /// It says that it is a draft.
    #[default]
    Draft,
    /// It does not: nothing is missing in it.
    Final,
}

/// The letter.
#[must_use]
pub fn letter(input: &Input, texts: &Texts, finish: Finish) -> Document {
    let input = &told(input);
    let voice = voice(input);
    let mut writer = Writer::new(&title(input, voice), input, voice, texts);
    let writer = &mut writer;
    head(writer, finish);
    let unnamed = match role(input) {
        Role::Parent => "forælder",
        Role::Guardian => "værge",
        Role::Representative => "partsrepræsentant",
        Role::Citizen | Role::Child => "borger",
    };
    writer.document.merge(Field::Greeting(format!("{GREETING} {unnamed}")));
    first::page(writer);
    reasons(writer);
    assessment(writer);
    closing(writer);
    std::mem::take(&mut writer.document)
}

/// How the letter speaks: to its recipient; where nobody has said who that is, about a child to its parents.
#[must_use]
pub fn voice(input: &Input) -> Voice {
    let parent = Recipient { role: Role::Parent, ..Recipient::default() };
    let unsaid = input.is_child().then_some(&parent);
    Voice::of(input.human.recipient.as_ref().map(|noted| &noted.value).or(unsaid))
}

/// Whom the letter goes to; where nobody has said, a child's goes to its parents.
fn role(input: &Input) -> Role {
    let unsaid = if input.is_child() { Role::Parent } else { Role::Citizen };
    input.human.recipient.as_ref().map_or(unsaid, |recipient| recipient.role)
}

fn title(input: &Input, voice: Voice) -> String {
    match role(input) {
        Role::Citizen | Role::Child => voice.speak("Svar i {din} sag"),
        Role::Parent => voice.speak("Svar i sagen om {borger}"),
        Role::Guardian => voice.speak("Svar i en sag, hvor {du} er værge"),
        Role::Representative => voice.speak("Svar i en sag, hvor {du} er partsrepræsentant"),
    }
}

fn head(writer: &mut Writer<'_>, finish: Finish) {
    let input = writer.input;
    if finish == Finish::Draft {
        writer.standard("UDKAST. Brevet er ikke færdigt og må ikke sendes.", "brevet er ikke godkendt");
    }
    let texts = writer.texts;
    writer.template(&texts.letterhead, "brevhoved.txt");
    if input.human.authority.is_none() {
        writer.hole("kommune og afdeling");
    }
    writer.document.merge(Field::Address);
    let decided = input.human.decision.as_ref().and_then(|decision| decision.date);
    let rows = [("Dato", decided.map(date_text)), ("Sagsnummer", input.case_number.clone())];
    let line = |(label, value): (&str, Option<String>)| {
        Some(Line::new(format!("{label}: {}", value?), Trace::quoted("Sagens oplysninger")))
    };
    writer.document.list(rows.into_iter().filter_map(line).collect());
    if decided.is_none() {
        writer.hole("brevets dato");
    }
    if input.case_number.is_none() {
        writer.hole("sagsnummer");
    }
    if input.human.recipient.is_none() {
        writer.hole("hvem brevet er til: borgeren selv, forælder, værge eller partsrepræsentant");
    }
}

fn reasons(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.section("Det, sagen drejer sig om");
    begun::application(writer);
    let told = first::weightiest_keys(input);
    writer.section(if told.is_empty() {
        "Oplysninger, vi har lagt vægt på"
    } else {
        "Øvrige oplysninger, vi har lagt vægt på"
    });
    grounds::facts(writer, Detail::Plain, &told);
    if input.human.weightless().next().is_some() {
        writer.section("Oplysninger, vi ikke har lagt vægt på");
        grounds::weightless(writer);
    }
    if input.is_child() {
        writer.section("{barnet}s egen holdning");
        citizen::child_told(writer);
    }
    writer.section("Partshøring");
    citizen::hearing(writer);
    writer.section("Rådgivning fra fagfolk");
    writer.standard(
        "Her står, hvem vi har spurgt til råds, og hvem der siger, at vi skulle spørge.",
        "serviceloven § 13; SOU spm. 65 af 27. februar 2023",
    );
    advice::advice(writer, Detail::Plain);
    writer.section("Lovgrundlag");
    writer.standard("Vi har brugt disse regler:", "forvaltningsloven § 24, stk. 1");
    grounds::laws(writer, &proposed_laws(&input.specialer));
}

fn assessment(writer: &mut Writer<'_>) {
    let human = &writer.input.human;
    writer.section("Vores vurdering");
    assessed::assessment(writer);
    writer.section("Specialiseringsniveau efter faglig retningslinje");
    level::level(writer);
    if human.economy.is_some() {
        writer.section("Økonomi");
        assessed::economy(writer);
    }
    if human.offer.is_some() {
        writer.section("Valgt tilbud");
        offer::chosen(writer);
    }
    if human.wished.is_some() {
        writer.section("Det ønskede tilbud");
        offer::wished(writer);
    }
}

fn closing(writer: &mut Writer<'_>) {
    writer.section("Andre muligheder");
    after::alternatives(writer);
    writer.section("Om beslutningsstøtten");
    after::support(writer);
    writer.section("Kontakt og rettigheder");
    after::rights(writer);
    after::signature(writer);
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::justification::example::{complete, texts};
    use crate::justification::human::{Appealable, ChildWord};
    use crate::justification::input::TimeLimit;
    use crate::justification::templates::Templates;
    use crate::justification::{child_letter, markdown};

    fn written(input: &Input) -> String {
        markdown::render(&letter(input, &texts(input), Finish::Final)).unwrap()
    }

    fn to_child(input: &Input) -> String {
        let texts = Templates::built_in().unwrap().texts(input, Voice::child()).unwrap();
        markdown::render(&child_letter(input, &texts, Finish::Final)).unwrap()
    }

    #[test]
    fn every_part_has_its_law_and_its_own_way_to_appeal() {
        let mut input = complete();
        let all = written(&input);
        assert!(all.contains("- Gives: støtte i hjemmet og i skolen (efter barnets lov § 32, stk. 1)"), "{all}");
        assert!(all.contains("- Gives ikke: en anden skole (efter barnets lov § 32, stk. 3)"), "{all}");
        assert!(all.contains("Ankestyrelsen") && !all.contains("kan der ikke klages over"), "{all}");
        input.human.elements[0].value.appeal = Appealable::No;
        let mixed = written(&input);
        let told = "støtte i hjemmet og i skolen, barnets lov § 32, stk. 1: Det kan der ikke klages over";
        assert!(mixed.contains(told) && mixed.contains("Ankestyrelsen"), "{mixed}");
        input.human.elements[1].value.appeal = Appealable::NoDecision;
        let none = written(&input);
        assert!(none.contains("Der er ingen klagevejledning, fordi der ikke kan klages"), "{none}");
        assert!(
            none.contains("en anden skole, barnets lov § 32, stk. 3: Det er der ikke truffet en afgørelse om"),
            "{none}"
        );
        assert!(!none.contains("Ankestyrelsen") && !to_child(&input).contains("Ankestyrelsen"));
    }

    #[test]
    fn a_parents_letter_calls_the_child_one_thing() {
        let mut input = complete();
        for (word, called) in
            [(ChildWord::Son, "din søn"), (ChildWord::Daughter, "din datter"), (ChildWord::Child, "dit barn")]
        {
            input.human.recipient.as_mut().unwrap().value.child = word;
            let letter = written(&input).to_lowercase();
            assert!(letter.contains(called), "{letter}");
            for other in
                ["din søn", "din datter", "dit barn", "barnet siger", "er barnet hørt", "barnets syn", "barnets egen"]
            {
                let own = other == called;
                assert_eq!(letter.contains(other), own, "{called}: {other}\n{letter}");
            }
        }
    }

    #[test]
    fn the_child_is_told_what_it_does_not_get() {
        let mut input = complete();
        assert!(to_child(&input).contains("Du skal ikke skifte skole."));
        input.human.child.as_mut().unwrap().value.told_not = None;
        assert!(to_child(&input).contains("UDFYLDES: hvad barnet ikke får"));
    }

    #[test]
    fn what_the_law_wants_now_is_told_with_its_day() {
        let mut input = complete();
        input.time_limits = vec![TimeLimit {
            day: date(2027, 4, 4),
            about: "Kommunen skal tale med barnet.".into(),
            laws: vec!["barnets lov § 95, stk. 1".into()],
        }];
        let letter = written(&input);
        let (_, now) = letter.split_once("## Det sker nu").unwrap();
        let told = "- Senest den 4. april 2027: Kommunen skal tale med barnet (barnets lov § 95, stk. 1)";
        assert!(now.trim_start_matches(": plan og opfølgning").trim_start().starts_with(told), "{now}");
    }

    #[test]
    fn no_fact_is_told_twice() {
        let letter = written(&complete());
        for line in letter.lines().filter(|line| line.len() > 20 && !line.starts_with(['|', '#'])) {
            let said = line.trim_start_matches("- ").split(" (").next().unwrap().trim_end_matches('.');
            let cell = format!("|{said}.|");
            assert!(!letter.contains(&cell), "{said}\n{letter}");
        }
    }
}
