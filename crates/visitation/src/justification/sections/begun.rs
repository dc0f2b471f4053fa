//! What the case is about, and what the authority decided.

use crate::guideline::wording::date_text;
use crate::justification::document::Line;
use crate::justification::human::{Element, Noted, Result};
use crate::justification::trace::Trace;
use crate::justification::writer::{Writer, on};

/// What was asked for, when, and the municipality's own time limit (retssikkerhedsloven § 3).
pub fn application(writer: &mut Writer<'_>) {
    let human = &writer.input.human;
    let Some(application) = &human.application else {
        writer.hole("hvad der er søgt om, eller hvad henvendelsen handler om, og hvornår den kom");
        return;
    };
    writer.words(&application.what, application, "ansøgning");
    let about = || Trace::about(application, "ansøgning");
    match application.date.or(writer.input.enquiry) {
        Some(date) => writer.say(&format!("Henvendelsen kom {}.", on(date)), about()),
        None => writer.hole("hvornår henvendelsen kom"),
    }
    match (application.deadline, application.deadline_told) {
        (Some(deadline), Some(told)) => writer.say(
            &format!(
                "Kommunens frist for svar var {}. Besked om, at svaret kom senere, blev givet {}.",
                on(deadline),
                on(told)
            ),
            about(),
        ),
        (Some(deadline), None) => writer.say(&format!("Kommunens frist for svar er {}.", on(deadline)), about()),
        (None, _) => {}
    }
}

/// What was decided, by a person: result, law, extent, start, duration, purpose.
pub fn decision(writer: &mut Writer<'_>, missing: &str) {
    let Some(decision) = &writer.input.human.decision else {
        writer.hole(missing);
        return;
    };
    let topic = "afgørelse";
    writer.words(&decision.what, decision, topic);
    if decision.result == Result::Partly {
        let text = "Det er en del af det, der er søgt om.";
        writer.say(text, Trace::about(decision, topic));
    }
    if let Some(not) = &decision.not {
        writer.words(not, decision, topic);
    }
    let part = |part: &Noted<Element>| {
        let gives = if part.granted { "Gives" } else { "Gives ikke" };
        Line::new(
            format!("{gives}: {} (efter {})", part.what.trim_end_matches('.'), part.law),
            Trace::about(part, "dele"),
        )
    };
    let parts: Vec<Line> = writer.input.human.elements.iter().map(part).collect();
    // Each part has said its own law.
    let law = decision.law.clone().filter(|_| parts.is_empty());
    let items = [
        (if ends(decision.result) { "Afgjort efter" } else { "Hjælpen gives efter" }, law),
        ("Hjælpen er", decision.help.clone()),
        ("Omfang", decision.extent.clone()),
        ("Begynder", decision.from.map(date_text)),
        ("Forventet varighed", decision.duration.clone()),
        ("Formål", decision.purpose.clone()),
    ];
    let rest = Writer::lines(decision, topic, &items);
    writer.document.list(parts.into_iter().chain(rest).collect());
    for (there, what) in [
        (decision.law.is_some(), "lov, paragraf og stykke for afgørelsen"),
        (decision.extent.is_some() || decision.result == Result::Refused, "hjælpens omfang"),
        (decision.from.is_some() || decision.result == Result::Refused, "hvornår det begynder eller slutter"),
        (decision.duration.is_some() || ends(decision.result), "forventet varighed"),
    ] {
        if !there {
            writer.hole(what);
        }
    }
    if matches!(decision.result, Result::Partly) && decision.not.is_none() {
        writer.hole("hvad der ikke gives, og hvorfor");
    }
    if writer.input.is_child() && decision.purpose.is_none() && !ends(decision.result) {
        writer.hole("formålet med hjælpen (barnets lov § 32, stk. 3)");
    }
}

/// Nothing goes on after it.
fn ends(result: Result) -> bool {
    matches!(result, Result::Refused | Result::Ended)
}
