//! The level in a letter: what a guideline is, what it recommends, why, and what the municipality chose.

use crate::justification::document::Line;
use crate::justification::input::SpecialeInput;
use crate::justification::notat::{guideline_text, guideline_trace};
use crate::justification::sections::assessed;
use crate::justification::trace::Trace;
use crate::justification::writer::{Writer, closed, quoted};

/// The whole section.
pub(super) fn level(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.standard(
        "Vi har brugt en faglig retningslinje til at se, hvor særlig viden der er brug for. \
         Den er ikke en lov, og den kan ikke stå alene som begrundelse.",
        "forvaltningsloven § 24, stk. 1; serviceloven § 1, stk. 3",
    );
    let guideline = |part: &SpecialeInput| Line::new(guideline_text(part), guideline_trace(part));
    writer.document.list(input.specialer.iter().map(guideline).collect());
    let text = if input.overall.doubt() {
        format!(
            "Oplysningerne peger på et niveau fra {} til {}. Der er tvivl, og der anbefales ikke ét niveau.",
            quoted(&input.overall.lowest),
            quoted(&input.overall.highest)
        )
    } else {
        format!("Det anbefalede niveau er {}.", quoted(&input.overall.lowest))
    };
    writer.say(&text, Trace::recommendation(&input.specialer));
    assessed::smallest(writer);
    because(writer);
    assessed::chosen(writer);
}

/// The reasons of the criteria that are met. A sentence that stands there already is not said again.
fn because(writer: &mut Writer<'_>) {
    let input = writer.input;
    let mut said: Vec<&str> = input
        .specialer
        .iter()
        .flat_map(|part| &part.smallest)
        .map(|fact| fact.statement.trim_end_matches('.'))
        .collect();
    let mut items = Vec::new();
    for part in &input.specialer {
        for criterion in &part.met {
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
        writer.say("Retningslinjen siger om det:", Trace::recommendation(&input.specialer));
    }
    writer.items(items);
}
