//! The citizen's wishes with an answer to each, the child's own view, and partshøring.

use crate::guideline::wording::date_text;
use crate::guideline::wording::statement::upper_first;
use crate::justification::human::{Hearing, Noted, Wholly};
use crate::justification::trace::Trace;
use crate::justification::writer::{Writer, closed, on};

/// Every wish in the citizen's own words, and the answer to it.
pub fn wishes(writer: &mut Writer<'_>) {
    let input = writer.input;
    let (noted, recorded) = (&input.human.wishes, &input.wishes);
    if noted.is_empty() {
        for wish in recorded {
            writer.document.paragraph(writer.told(wish), Trace::answer(wish));
        }
        let own = input.human.child.as_ref().filter(|child| input.is_to_parents() && child.keeps());
        if let Some(child) = own {
            writer.say("{borger} får selv svar på sine ønsker.", Trace::about(child, "barnet"));
            return;
        }
        writer.hole(if recorded.is_empty() {
            "borgerens ønsker og synspunkter med borgerens egne ord, og svaret på hvert ønske"
        } else {
            "svaret på hvert ønske"
        });
    }
    for wish in noted {
        let told = match (&wish.source, wish.date) {
            (Some(source), Some(date)) => format!(" (fortalt af {source} {})", on(date)),
            (Some(source), None) => format!(" (fortalt af {source})"),
            (None, Some(date)) => format!(" ({})", date_text(date)),
            (None, None) => String::new(),
        };
        writer.words(&format!("Ønske: {}{told}", wish.wish), wish, "ønsker");
        let followed = match wish.followed {
            Some(Wholly::Yes) => "Ønsket følges. ",
            Some(Wholly::Partly) => "Ønsket følges delvist. ",
            Some(Wholly::No) => "Ønsket følges ikke. ",
            None => "",
        };
        match &wish.answer {
            Some(answer) => writer.words(&format!("Svar: {followed}{}", closed(answer)), wish, "ønsker"),
            None => writer.hole(&format!("svaret på ønsket {}", wish.id)),
        }
    }
}

/// The child's own view in a letter. Parents are told it only where somebody has considered that they may
/// (forvaltningsloven § 15 a ff.).
pub fn child_told(writer: &mut Writer<'_>) {
    let input = writer.input;
    match &input.human.child {
        Some(child) if input.is_to_parents() => match child.for_parents {
            Some(true) => self::child(writer),
            Some(false) => writer.say(
                "Vi har talt med {borger}. Det, der blev sagt, står ikke i dette brev.",
                Trace::about(child, "barnet"),
            ),
            None => writer.hole(
                "om forældrene må få at vide, hvad barnet har fortalt (forvaltningsloven § 15 a ff.), og hvad der ellers skal holdes ude af brevet",
            ),
        },
        _ => self::child(writer),
    }
}

/// What the child says itself, how it was heard and what it meant.
pub fn child(writer: &mut Writer<'_>) {
    match &writer.input.human.child {
        Some(child) => {
            let called = writer.voice.child_word();
            writer.words(&format!("{} siger: {}", upper_first(called), child.view), child, "barnet");
            let when = child.date.map_or_else(String::new, |date| format!(" Det var {}.", on(date)));
            writer.words(&format!("Sådan er {called} hørt: {}{when}", closed(&child.how)), child, "barnet");
            match &child.effect {
                Some(effect) => writer.words(&format!("Det har betydet: {effect}"), child, "barnet"),
                None => writer.hole("hvilken betydning barnets holdning har haft"),
            }
        }
        None => writer.hole("barnets egen holdning, hvordan barnet er hørt, og hvad det har betydet"),
    }
}

/// What was sent, when, the answer and what it meant; or why nobody was asked.
pub fn hearing(writer: &mut Writer<'_>) {
    let hearings = &writer.input.human.hearings;
    if hearings.is_empty() {
        writer
            .hole("hvad der er sendt, hvornår, frist, svar og betydning – eller hvorfor partshøring ikke er nødvendig");
    }
    for hearing in hearings {
        if let Some(why) = &hearing.left_out {
            writer.words(&format!("Der er ikke partshørt. {}", closed(why)), hearing, "partshøring");
            continue;
        }
        sent(writer, hearing);
    }
}

fn sent(writer: &mut Writer<'_>, hearing: &Noted<Hearing>) {
    let topic = "partshøring";
    let items = [
        ("Sendt til udtalelse", hearing.what.clone()),
        ("Sendt den", hearing.sent.map(date_text)),
        ("Frist for svar", hearing.deadline.map(date_text)),
        ("Svar", hearing.answer.clone()),
        ("Svaret kom den", hearing.answered.map(date_text)),
        ("Svarets betydning", hearing.effect.clone()),
    ];
    writer.labelled(hearing, topic, &items);
    for (there, what) in [
        (hearing.what.is_some() || !hearing.facts.is_empty(), "hvad der er sendt til udtalelse"),
        (hearing.sent.is_some(), "hvornår det er sendt"),
        (hearing.answer.is_some(), "hvad der blev svaret, eller at der ikke kom svar"),
        (hearing.effect.is_some(), "hvilken betydning svaret har haft"),
    ] {
        if !there {
            writer.hole(&format!("{what} ({})", hearing.id));
        }
    }
}
