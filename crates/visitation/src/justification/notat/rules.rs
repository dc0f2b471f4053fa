//! What the rules say in a note: criteria, law, guideline, doubt, and what would change the recommendation.

use crate::guideline::wording::{ALSO_MET, UNVERIFIED, one_of_text, status_text};
use crate::justification::document::Line;
use crate::justification::input::{CriterionInput, SpecialeInput, unique};
use crate::justification::sections::{assessed, grounds};
use crate::justification::trace::Trace;
use crate::justification::writer::{Writer, closed, quoted};

/// The criteria that are met, with their reasons.
pub(super) fn criteria(writer: &mut Writer<'_>) {
    let input = writer.input;
    for part in &input.specialer {
        if !part.one_of.is_empty() {
            let ids: Vec<&str> = part.one_of.iter().map(|criterion| criterion.id.as_str()).collect();
            let level = format!("niveauet {}", quoted(&part.level.lowest));
            writer.say(&one_of_text(&ids, &level, part.level.doubt()), Trace::one_of(part));
            if !part.met.is_empty() {
                writer.say(ALSO_MET, Trace::recommendation(std::slice::from_ref(part)));
            }
        } else if part.met.is_empty() {
            let text =
                format!("{}: Ingen af retningslinjens kriterier er opfyldt med de oplysninger, der er nu.", part.title);
            writer.say(&text, Trace::recommendation(std::slice::from_ref(part)));
        }
        let one = |criterion: &CriterionInput| (criterion_text(criterion), Trace::criterion(part, criterion));
        writer.items(part.met.iter().map(one).collect());
    }
}

fn criterion_text(criterion: &CriterionInput) -> String {
    let because = criterion.because.as_deref().filter(|text| !text.is_empty());
    let because = because.unwrap_or("Retningslinjen giver ingen begrundelse for kriteriet.");
    let mark = if criterion.verified == Some(true) { String::new() } else { format!(" {UNVERIFIED}") };
    format!("{} Kriterium {} taler for niveauet {}{mark}.", closed(because), criterion.id, quoted(&criterion.level))
}

/// Law, and apart from it the professional guideline.
pub(super) fn grounds(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.section("Lovgrundlag");
    let proposed = proposed_laws(&input.specialer);
    if input.human.laws.is_empty() && proposed.is_empty() {
        let text = "Retningslinjen henviser ikke til lovregler for de opfyldte kriterier.";
        writer.say(text, Trace::recommendation(&input.specialer));
    }
    if !proposed.is_empty() {
        writer.part("Love, som retningslinjen peger på");
        let line = |law: &String| Line::new(law, Trace::quoted("Lovkataloget i national.yaml"));
        writer.document.list(proposed.iter().map(line).collect());
        writer.part("Love, som sagsbehandleren har slået op");
    }
    grounds::laws(writer, &[]);

    writer.section("Faglig retningslinje");
    writer.standard(
        "En faglig retningslinje er ikke en retsregel og kan ikke stå alene som begrundelse.",
        "forvaltningsloven § 24, stk. 1",
    );
    writer
        .document
        .list(input.specialer.iter().map(|part| Line::new(guideline_text(part), guideline_trace(part))).collect());
    let of = |part: fn(&SpecialeInput) -> &Vec<CriterionInput>| {
        unique(input.specialer.iter().flat_map(part).filter_map(|criterion| criterion.source.as_ref()))
    };
    let titles = ["Kilder bag de kriterier, hvoraf mindst ét er opfyldt", "Kilder bag de opfyldte kriterier"];
    for (title, sources) in titles.into_iter().zip([of(|part| &part.one_of), of(|part| &part.met)]) {
        if sources.is_empty() {
            continue;
        }
        writer.part(title);
        let line = |source: &String| Line::new(source, Trace::quoted("Retningslinjens kilder"));
        writer.document.list(sources.iter().map(line).collect());
    }
}

/// Laws that the met criteria, those of which one holds, and due duties name.
#[must_use]
pub fn proposed_laws(specialer: &[SpecialeInput]) -> Vec<String> {
    let carrying = specialer.iter().flat_map(|part| part.one_of.iter().chain(&part.met));
    let of_criteria = carrying.flat_map(|criterion| &criterion.laws);
    let of_duties =
        specialer.iter().flat_map(|part| part.advice.iter().filter(|duty| !duty.open).flat_map(|duty| &duty.laws));
    unique(of_criteria.chain(of_duties))
}

/// Title, version, publisher and status.
#[must_use]
pub fn guideline_text(part: &SpecialeInput) -> String {
    // What follows the publisher's name there says how finished it is; the status says so too.
    let publisher = part.publisher.as_ref().and_then(|publisher| publisher.split(". ").next());
    let publisher = publisher.map_or_else(String::new, |name| format!(" (udgiver: {})", name.trim_end_matches('.')));
    format!("{}, version {}{publisher}. Status: {}.", part.title, part.version, status_text(part.status))
}

/// Where that comes from.
#[must_use]
pub fn guideline_trace(part: &SpecialeInput) -> Trace {
    Trace::quoted(&format!("Retningslinjen {} {}", part.speciale, part.version))
}

/// What is not known and could settle a doubt.
pub(super) fn doubt(writer: &mut Writer<'_>) {
    let input = writer.input;
    let doubtful = |part: &&SpecialeInput| !part.open_questions.is_empty() || part.level.doubt();
    let open: Vec<&SpecialeInput> = input.specialer.iter().filter(doubtful).collect();
    writer.section("Tvivl");
    if open.is_empty() {
        let text = "Ingen manglende svar kan ændre anbefalingen eller rådgivningen.";
        writer.say(text, Trace::recommendation(&input.specialer));
        return;
    }
    for part in open {
        writer.part(&part.title);
        let trace = || Trace::recommendation(std::slice::from_ref(part));
        let what = if part.level.doubt() {
            "afklare niveauet eller rådgivningen"
        } else {
            "ændre, hvilken rådgivning der skal indhentes"
        };
        if !part.open_questions.is_empty() {
            writer.say(&format!("Svar på disse spørgsmål kan {what}:"), trace());
        }
        writer.items(part.open_questions.iter().map(|question| (question.clone(), trace().as_quoted())).collect());
        let undecided = |criterion: &CriterionInput| {
            let text = format!("Kriterium {} ({}) er ikke afklaret.", criterion.id, quoted(&criterion.level));
            (text, Trace::criterion(part, criterion))
        };
        writer.items(part.open.iter().map(undecided).collect());
    }
    assessed::doubt(writer);
}

/// The fewest answers that would have to be otherwise for another level.
pub(super) fn nearest(writer: &mut Writer<'_>) {
    let input = writer.input;
    let parts: Vec<&SpecialeInput> = input.specialer.iter().filter(|part| !part.nearest.is_empty()).collect();
    if parts.is_empty() {
        return;
    }
    writer.section("Hvad ville ændre vurderingen");
    for part in parts {
        let trace = || Trace::recommendation(std::slice::from_ref(part));
        for way in &part.nearest {
            writer.say(
                &format!("{}: Niveauet {} ville blive anbefalet, hvis dette gjaldt:", part.title, quoted(&way.level)),
                trace(),
            );
            writer.items(way.changes.iter().map(|change| (change.clone(), trace())).collect());
        }
    }
}

/// That a tool was used: which version, which files, who chooses.
pub(super) fn about(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.section("Om beslutningsstøtten");
    let text = format!(
        "Anbefalingen er beregnet af visit, version {}, ud fra de svar, sagsbehandleren har registreret, og de \
         nævnte retningslinjer. Værktøjet anbefaler; det er sagsbehandleren, der træffer valget og har ansvaret for det.",
        input.tool_version
    );
    writer.standard(&text, "databeskyttelsesforordningen art. 13-15 og 22");
    let one = |part: &SpecialeInput| {
        Line::new(format!("{} {} – SHA-256 {}", part.speciale, part.version, part.sha256), guideline_trace(part))
    };
    writer.document.list(input.specialer.iter().map(one).collect());
    match input.human.decision.as_ref().and_then(|decision| Some((decision, decision.made_by.as_ref()?))) {
        Some((decision, who)) => writer.words(&format!("Valget er truffet af {who}."), decision, "afgørelse"),
        None => writer.hole("navn og stilling på den, der træffer valget"),
    }
}
