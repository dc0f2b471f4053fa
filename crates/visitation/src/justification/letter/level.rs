//! The level in a letter: what a guideline is, what it recommends, why, and what the municipality chose.

use crate::justification::document::Line;
use crate::justification::input::{CriterionInput, SpecialeInput};
use crate::justification::notat::{guideline_text, guideline_trace};
use crate::justification::sections::assessed;
use crate::justification::trace::Trace;
use crate::justification::writer::{Detail, Writer, closed, quoted};

/// The whole section.
pub(super) fn level(writer: &mut Writer<'_>) {
    let input = writer.input;
    let text = if input.specialer.len() > 1 {
        "Vi har brugt faglige retningslinjer til at se, hvor særlig viden der er brug for. \
         De er ikke love, og de kan ikke stå alene som begrundelse."
    } else {
        "Vi har brugt en faglig retningslinje til at se, hvor særlig viden der er brug for. \
         Den er ikke en lov, og den kan ikke stå alene som begrundelse."
    };
    writer.standard(text, "forvaltningsloven § 24, stk. 1; serviceloven § 1, stk. 3");
    let guideline = |part: &SpecialeInput| Line::new(guideline_text(part), guideline_trace(part));
    writer.document.list(input.specialer.iter().map(guideline).collect());
    let text = if input.overall.doubt() {
        format!(
            "Oplysningerne peger på et niveau fra {} til {}. Der er tvivl, fordi vi mangler oplysninger. \
             Derfor anbefaler programmet ikke ét niveau.",
            quoted(&input.overall.lowest),
            quoted(&input.overall.highest)
        )
    } else {
        format!("Det anbefalede niveau er {}.", quoted(&input.overall.lowest))
    };
    writer.say(&text, Trace::recommendation(&input.specialer));
    assessed::doubt(writer);
    if input.specialer.iter().all(|part| part.shown().is_empty()) {
        assessed::reasons(writer, Detail::Plain);
    }
    because(writer);
    assessed::chosen(writer);
}

/// The reasons of the criteria that call for the level. A sentence that stands there already is not said again.
fn because(writer: &mut Writer<'_>) {
    let input = writer.input;
    let mut said: Vec<&str> = input
        .specialer
        .iter()
        .flat_map(SpecialeInput::shown)
        .map(|fact| fact.statement.trim_end_matches('.'))
        .collect();
    for part in input.specialer.iter().filter(|part| !part.one_of.is_empty()) {
        let of = if input.specialer.len() > 1 { format!("{}: ", part.title) } else { String::new() };
        let at_least = if part.level.doubt() { "mindst " } else { "" };
        let text = format!(
            "{of}Retningslinjen har flere grunde til {at_least}niveauet {}. Mindst én af dem gælder her, uanset hvad \
             der svares på resten. Hvilken, afhænger af svar, som vi ikke kender.",
            quoted(&part.level.lowest)
        );
        writer.say(&text, Trace::one_of(part));
    }
    let mut items = Vec::new();
    for part in &input.specialer {
        for criterion in carrying(part) {
            let text = criterion.because.as_deref().unwrap_or_default();
            let mut new = Vec::new();
            for sentence in text.split(". ").map(|sentence| sentence.trim().trim_end_matches('.')) {
                if !sentence.is_empty() && !said.contains(&sentence) {
                    said.push(sentence);
                    new.push(sentence);
                }
            }
            if !new.is_empty() {
                items.push((closed(&new.join(". ")), Trace::criterion(part, criterion)));
            }
        }
    }
    if !items.is_empty() {
        let who = if input.specialer.len() > 1 { "Retningslinjerne" } else { "Retningslinjen" };
        writer.say(&format!("{who} siger om niveauet:"), Trace::recommendation(&input.specialer));
    }
    writer.items(items);
}

/// The criteria at the level that rest on the answers which settle it, and on as little else as can be. The others
/// stand in the note: here they would say the same in other words, or, made for milder cases, seem to say the opposite.
fn carrying(part: &SpecialeInput) -> Vec<&CriterionInput> {
    let at_level: Vec<&CriterionInput> =
        part.met.iter().filter(|criterion| criterion.level == part.level.lowest).collect();
    let settling: Vec<&str> = part.smallest.iter().take(part.lifting).map(|fact| fact.key.as_str()).collect();
    let named = |key: &&String| settling.contains(&key.as_str());
    let beside = |criterion: &CriterionInput| criterion.answers.iter().filter(|key| !named(key)).count();
    let touching = || at_level.iter().filter(|criterion| criterion.answers.iter().any(|key| named(&key)));
    match touching().map(|criterion| beside(criterion)).min() {
        Some(least) => touching().filter(|criterion| beside(criterion) == least).copied().collect(),
        None => at_level,
    }
}
