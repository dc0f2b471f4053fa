//! The visitationsnotat: a draft of the reasons, for the caseworker and the file.
//!
//! It follows forvaltningsloven § 24: the legal rules apart from the professional guideline (a guideline is no
//! legal rule), the main considerations, the facts with source and date. What must be assessed individually
//! is left as a hole; quality standards and rule ids are no reasons (serviceloven § 1, stk. 3; FOB 2024-19).
//! The letter to the citizen is another document.

use super::document::Document;
use super::input::{AdviceInput, CriterionInput, Fact, Input, LevelRange, SpecialeInput};
use crate::guideline::wording::{UNVERIFIED, date_text, status_text};

/// The draft note.
#[must_use]
pub fn visitationsnotat(input: &Input) -> Document {
    let mut document = Document::new("Visitationsnotat – udkast til begrundelse");
    header(&mut document, input);
    recommendation(&mut document, input);
    facts(&mut document, input);
    considerations(&mut document, input);
    grounds(&mut document, input);
    advice(&mut document, input);
    doubt(&mut document, input);
    person(&mut document, input);
    follow_up(&mut document, input);
    about(&mut document, input);
    document
}

fn header(document: &mut Document, input: &Input) {
    let known = |text: Option<&str>| text.map_or_else(|| "ikke noteret".to_owned(), str::to_owned);
    let rows = [
        ("Sag", known(input.case_number.as_deref())),
        ("Borger", known(input.pseudonym.as_deref())),
        ("Vurderingsdato", date_text(input.date)),
        ("Henvendelse", input.enquiry.map_or_else(|| "ikke noteret".to_owned(), date_text)),
        ("Sagsbehandler", known(input.caseworker.as_deref())),
    ];
    document.list(&rows.into_iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>());
    document.paragraph(
        "Notatet er et udkast. Det gengiver en anbefaling fra et værktøj til beslutningsstøtte. \
         Sagsbehandleren vurderer sagen konkret og individuelt og er ikke bundet af anbefalingen.",
    );
}

fn recommendation(document: &mut Document, input: &Input) {
    document.section("Anbefaling");
    document.paragraph(level_sentence("Samlet", &input.overall));
    if input.specialer.len() > 1 {
        let one = |part: &SpecialeInput| level_sentence(&part.title, &part.level);
        document.list(&input.specialer.iter().map(one).collect::<Vec<_>>());
    }
    document.hole("det niveau, kommunen vælger, og hvorfor, hvis det er et andet end det anbefalede");
}

fn level_sentence(of: &str, level: &LevelRange) -> String {
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

fn facts(document: &mut Document, input: &Input) {
    document.section("Oplysninger, der er lagt vægt på");
    if input.facts.is_empty() {
        document.paragraph("Ingen af de registrerede oplysninger har hidtil været afgørende for anbefalingen.");
    }
    let head = ["Oplysning", "Kilde", "Dato"];
    document.table(&head, &input.facts.iter().map(fact_row).collect::<Vec<_>>());
    document.hole("andre oplysninger af betydning, med kilde og dato, og oplysninger, der er omstridte");
    if !input.other_facts.is_empty() {
        document.part("Oplysninger, der ikke har påvirket anbefalingen");
        document.table(&head, &input.other_facts.iter().map(fact_row).collect::<Vec<_>>());
        document.hole("hvorfor oplysningerne ikke har fået vægt, eller hvilken vægt de har i den konkrete vurdering");
    }
}

fn fact_row(fact: &Fact) -> Vec<String> {
    let statement = match &fact.note {
        Some(note) => format!("{} Note: {note}", fact.statement),
        None => fact.statement.clone(),
    };
    let source = fact.source.clone().unwrap_or_else(|| "kilde ikke noteret".to_owned());
    vec![statement, source, fact.date.map_or_else(|| "dato ikke noteret".to_owned(), date_text)]
}

fn considerations(document: &mut Document, input: &Input) {
    document.section("Hovedhensyn");
    for part in &input.specialer {
        if input.specialer.len() > 1 {
            document.part(&part.title);
        }
        if part.met.is_empty() {
            document.paragraph("Ingen af retningslinjens kriterier er opfyldt med de oplysninger, der er nu.");
        }
        document.list(&part.met.iter().map(criterion_text).collect::<Vec<_>>());
    }
    document.hole("de hensyn, der har været afgørende for skønnet, faglige og – hvis de indgår – økonomiske");
}

fn criterion_text(criterion: &CriterionInput) -> String {
    let because = criterion.because.as_deref().filter(|text| !text.is_empty());
    let because = because.unwrap_or("Retningslinjen giver ingen begrundelse for kriteriet.");
    let mark = if criterion.verified == Some(true) { String::new() } else { format!(" {UNVERIFIED}") };
    format!("{} Kriterium {} taler for niveauet {}{mark}.", closed(because), criterion.id, quoted(&criterion.level))
}

fn grounds(document: &mut Document, input: &Input) {
    document.section("Lovgrundlag");
    let of_criteria = input.specialer.iter().flat_map(|part| part.met.iter().flat_map(|criterion| &criterion.laws));
    let of_duties = input
        .specialer
        .iter()
        .flat_map(|part| part.advice.iter().filter(|duty| !duty.open).flat_map(|duty| &duty.laws));
    let laws = unique(of_criteria.chain(of_duties));
    if laws.is_empty() {
        document.paragraph("Retningslinjen henviser ikke til lovregler for de opfyldte kriterier.");
    }
    document.list(&laws);
    document.hole("lov, paragraf og stykke for hver del af sagen, kontrolleret i gældende ret");

    document.section("Faglig retningslinje");
    document.paragraph("En faglig retningslinje er ikke en retsregel og kan ikke stå alene som begrundelse.");
    let one = |part: &SpecialeInput| {
        let publisher = part
            .publisher
            .as_ref()
            .map_or_else(String::new, |publisher| format!(", udgivet af {}", publisher.trim_end_matches('.')));
        let status = status_text(part.status);
        format!("{}, version {}{publisher}. Status: {status}.", part.title, part.version)
    };
    document.list(&input.specialer.iter().map(one).collect::<Vec<_>>());
    let sources = unique(input.specialer.iter().flat_map(|part| part.met.iter().filter_map(|c| c.source.as_ref())));
    if !sources.is_empty() {
        document.part("Kilder bag de opfyldte kriterier");
        document.list(&sources);
    }
}

fn advice(document: &mut Document, input: &Input) {
    document.section("Rådgivning");
    let duties: Vec<&AdviceInput> = input.specialer.iter().flat_map(|part| &part.advice).collect();
    let mut shown: Vec<&AdviceInput> = Vec::new();
    for duty in duties {
        // A national duty stands in every speciale of the case.
        if !shown.contains(&duty) {
            shown.push(duty);
        }
    }
    if shown.is_empty() {
        document.paragraph("Hverken lov eller retningslinje peger på rådgivning i denne sag.");
    }
    document.list(&shown.iter().copied().map(advice_text).collect::<Vec<_>>());
    if !shown.is_empty() {
        document.hole(
            "for hver rådgivning: hvem der er spurgt, hvornår, hvad der blev anbefalet, og om det følges – hvis ikke, hvorfor",
        );
    }
}

fn advice_text(duty: &AdviceInput) -> String {
    let from = duty.from.as_deref().unwrap_or("rådgiver ikke angivet");
    let open = if duty.open { " Det afhænger af oplysninger, der mangler." } else { "" };
    let within = match duty.within_days {
        Some(1) => " Indhentes inden 1 dag.".to_owned(),
        Some(days) => format!(" Indhentes inden {days} dage."),
        None => String::new(),
    };
    let because = duty.because.as_deref().filter(|text| !text.is_empty());
    let because = because.map_or_else(String::new, |text| format!(" {}", closed(text)));
    let contact = duty.contact.as_ref().map_or_else(String::new, |contact| format!(" Kontakt: {}", closed(contact)));
    format!("{} ({}): {}.{open}{within}{because}{contact}", from, duty.id, duty.basis)
}

fn doubt(document: &mut Document, input: &Input) {
    let doubtful = |part: &&SpecialeInput| !part.open_questions.is_empty() || part.level.doubt();
    let open: Vec<&SpecialeInput> = input.specialer.iter().filter(doubtful).collect();
    document.section("Tvivl");
    if open.is_empty() {
        document.paragraph("Ingen manglende svar kan ændre anbefalingen eller rådgivningen.");
        return;
    }
    for part in open {
        document.part(&part.title);
        let what = if part.level.doubt() {
            "afklare niveauet eller rådgivningen"
        } else {
            "ændre, hvilken rådgivning der skal indhentes"
        };
        if !part.open_questions.is_empty() {
            document.paragraph(format!("Svar på disse spørgsmål kan {what}:"));
        }
        document.list(&part.open_questions);
        let undecided = |criterion: &CriterionInput| {
            format!("Kriterium {} ({}) er ikke afklaret.", criterion.id, quoted(&criterion.level))
        };
        document.list(&part.open.iter().map(undecided).collect::<Vec<_>>());
    }
    document.hole("hvad der er gjort for at få oplysningerne, og hvorfor der eventuelt handles uden dem");
}

fn person(document: &mut Document, input: &Input) {
    document.section("Borgerens ønsker");
    document.table(&["Ønske", "Kilde", "Dato"], &input.wishes.iter().map(fact_row).collect::<Vec<_>>());
    document.hole("borgerens ønsker og synspunkter med borgerens egne ord, og svaret på hvert ønske");
    document.section("Den konkrete, individuelle vurdering");
    document.hole("hver lovbetingelse holdt op mod oplysningerne om netop denne borger");
    document.section("Partshøring");
    document.hole("hvad der er sendt, hvornår, frist, svar og betydning – eller hvorfor partshøring ikke er nødvendig");
    document.section("Andre muligheder");
    document.hole(
        "hvilken anden hjælp og hvilke mindre indgribende muligheder der er overvejet, og hvorfor de ikke er valgt",
    );
}

fn follow_up(document: &mut Document, input: &Input) {
    document.section("Plan og opfølgning");
    let months = input.specialer.iter().filter_map(|part| part.follow_up_months).min();
    if let Some(months) = months {
        let unit = if months == 1 { "måned" } else { "måneder" };
        document.paragraph(format!("Efter retningslinjen følges der op senest efter {months} {unit} (ikke lovkrav)."));
    }
    document.hole("plan, mål, dato for første opfølgning og den ansvarlige");
    document.section("Klagevejledning");
    document.hole("klagevejledning, hvis borgeren ikke får fuldt medhold: hvortil, hvordan og frist");
    document.section("Kontakt og rettigheder");
    document.hole("kontaktperson; ret til vejledning, aktindsigt og bisidder");
}

fn about(document: &mut Document, input: &Input) {
    document.section("Om beslutningsstøtten");
    document.paragraph(format!(
        "Anbefalingen er beregnet af visit, version {}, ud fra de svar, sagsbehandleren har registreret, og de \
         nævnte retningslinjer. Værktøjet anbefaler; det er sagsbehandleren, der træffer valget og har ansvaret for det.",
        input.tool_version
    ));
    let one = |part: &SpecialeInput| format!("{} {} – SHA-256 {}", part.speciale, part.version, part.sha256);
    document.list(&input.specialer.iter().map(one).collect::<Vec<_>>());
    document.hole("navn og stilling på den, der træffer valget");
}

/// A level's title in quotation marks: titles are whole phrases and would run into the sentence.
fn quoted(title: &str) -> String {
    format!("»{title}«")
}

fn closed(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn unique<'a>(items: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for item in items {
        if !seen.contains(item) {
            seen.push(item.clone());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::outcome::{Assessment, State};
    use crate::guideline::condition::LevelIx;
    use crate::guideline::fixture;
    use crate::guideline::question::QuestionIx;
    use crate::justification::markdown::render;
    use jiff::civil::date;

    fn input(possible: &[usize], criteria: [State; 2], advice: [State; 2], open: &[usize]) -> Input {
        let guideline = fixture::guideline();
        let assessment = Assessment {
            possible: possible.iter().copied().map(LevelIx).collect(),
            criteria: criteria.to_vec(),
            advice: advice.to_vec(),
            open_questions: open.iter().copied().map(QuestionIx).collect(),
        };
        let because = [
            Some("Borgeren har svært nedsat evne til at kommunikere".to_owned()),
            Some("Borgeren skader sig selv. Det kræver viden, som kommunen sjældent har.".to_owned()),
        ];
        let advice_because = [Some("Højt niveau kræver viden, som sjældent findes ét sted.".to_owned()), None];
        Input {
            case_number: Some("27.69.08-2026-12".into()),
            pseudonym: Some("Borger A".into()),
            date: date(2026, 11, 22),
            enquiry: None,
            caseworker: Some("ABC".into()),
            tool_version: "0.1.0".into(),
            overall: LevelRange::new(&guideline.national, &assessment.possible),
            specialer: vec![SpecialeInput::new(&guideline, &assessment, &because, &advice_because)],
            facts: vec![
                Fact {
                    statement: "Borgeren har svært nedsat evne til at kommunikere.".into(),
                    source: Some("forælder".into()),
                    date: Some(date(2026, 11, 20)),
                    note: Some("set på video | to gange".into()),
                },
                Fact { statement: "Borgeren skader sig selv.".into(), source: None, date: None, note: None },
            ],
            other_facts: vec![Fact { statement: "Borgeren er 9 år.".into(), source: None, date: None, note: None }],
            wishes: vec![],
        }
    }

    fn settled() -> Input {
        input(&[2], [State::Always, State::Always], [State::Always, State::Always], &[])
    }

    fn in_doubt() -> Input {
        input(&[1, 2], [State::Always, State::Open], [State::Open, State::Never], &[2])
    }

    #[test]
    fn a_settled_case_reads_as_a_note() {
        insta::assert_snapshot!(render(&visitationsnotat(&settled())).unwrap());
    }

    #[test]
    fn a_doubtful_case_names_no_single_level() {
        let text = render(&visitationsnotat(&in_doubt())).unwrap();
        insta::assert_snapshot!(text);
        assert!(!text.contains("Anbefalet niveau er"));
    }

    #[test]
    fn nothing_calls_the_output_a_decision() {
        for input in [settled(), in_doubt()] {
            let text = render(&visitationsnotat(&input)).unwrap().to_lowercase();
            for word in ["afgørelse", "bevilge", "afslag", "afslå"] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn law_and_guideline_stand_apart_and_unverified_law_is_marked() {
        let document = visitationsnotat(&settled());
        let text = render(&document).unwrap();
        let (before, after) = text.split_once("## Faglig retningslinje").unwrap();
        let laws = before.split_once("## Lovgrundlag").unwrap().1;
        assert!(laws.contains("serviceloven § 108, stk. 1 (LBK 1129/2025) (ikke bekræftet)"), "{laws}");
        assert!(!laws.contains("Autismespektrum"));
        assert!(after.contains("Autismespektrumforstyrrelser, version 2026.1"));
        assert!(document.holes().count() >= 10);
    }

    #[test]
    fn a_national_duty_of_several_specialer_stands_once() {
        let mut two = settled();
        let mut second = two.specialer[0].clone();
        second.title = "ADHD".into();
        second.speciale = "adhd".into();
        two.specialer.push(second);
        let text = render(&visitationsnotat(&two)).unwrap();
        assert_eq!(text.matches("(N1)").count(), 1, "{text}");
        assert!(text.contains("ADHD: Anbefalet niveau er »Højt«."), "{text}");
    }
}
