//! What was measured and written of a goal, in the words of its kind.

use visitation::follow::{Aim, Fulfilled, Gap, Measured, Missing, Movement, Note};

/// The kind of goal.
pub fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Develop => "udvikle",
        Aim::Keep => "fastholde",
        Aim::LimitLoss => "begrænse tab",
    }
}

/// What was measured: which way, and what that is to a goal of this kind.
pub fn measured(one: &Measured) -> &'static str {
    match (one.goal.aim, one.movement) {
        (_, Movement::Unknown) => "kan ikke sige",
        (Aim::Develop, Movement::Better) => "bedre: fremgang",
        (Aim::Develop, Movement::Same) => "uændret: ingen fremgang i trin; se, hvad der er skrevet",
        (Aim::Develop, Movement::Worse) => "værre: tilbagegang",
        (Aim::Keep | Aim::LimitLoss, Movement::Better) => "bedre: mere end ventet",
        (Aim::Keep, Movement::Same) => "uændret: fastholdt",
        (Aim::Keep, Movement::Worse) => "værre: tab",
        (Aim::LimitLoss, Movement::Same) => "uændret: mere end ventet",
        (Aim::LimitLoss, Movement::Worse) if one.expected_reached == Some(true) => "værre: som ventet",
        (Aim::LimitLoss, Movement::Worse) if one.expected_reached == Some(false) => "værre: større tab end ventet",
        (Aim::LimitLoss, Movement::Worse) => "værre",
    }
}

/// What a person wrote.
pub fn written(one: &Measured) -> &'static str {
    let Some(written) = &one.written else { return "–" };
    match (written.fulfilled, one.goal.aim) {
        (Fulfilled::Yes, Aim::Keep) => "nået: det var målet",
        (Fulfilled::Yes, Aim::LimitLoss) => "nået så godt, det kan",
        (Fulfilled::Yes, Aim::Develop) => "nået",
        (Fulfilled::Partly, _) => "delvist nået",
        (Fulfilled::No, _) => "ikke nået",
        (Fulfilled::NotAssessed, _) => "ikke vurderet",
    }
}

/// Why it was not measured.
pub fn gap(gap: Gap) -> &'static str {
    match gap {
        Gap::Before(Missing::NoQuestion) => "spørgsmålet fandtes ikke dengang",
        Gap::Before(Missing::NotAsked) => "spørgsmålet blev ikke stillet dengang",
        Gap::Before(Missing::NotKnown) => "svaret var ikke kendt dengang",
        Gap::Before(Missing::DoesNotApply) => "spørgsmålet gjaldt ikke dengang",
        Gap::Now(Missing::NoQuestion) => "spørgsmålet findes ikke mere",
        Gap::Now(Missing::NotAsked) => "spørgsmålet er ikke stillet nu",
        Gap::Now(Missing::NotKnown) => "svaret er ikke kendt nu",
        Gap::Now(Missing::DoesNotApply) => "spørgsmålet gælder ikke nu",
        Gap::Steps => "skalaen er en anden end dengang",
    }
}

/// Something to think about.
pub fn note(note: Note, one: &Measured) -> &'static str {
    match note {
        Note::Implausible => match one.goal.aim {
            Aim::Develop => {
                "målet er at udvikle, men det ventede trin er værre end udgangspunktet. Er det rigtigt skrevet?"
            }
            Aim::Keep => {
                "målet er at fastholde, men det ventede trin er et andet end udgangspunktet. Er det rigtigt skrevet?"
            }
            Aim::LimitLoss => {
                "målet er at begrænse tab, men det ventede trin er bedre end udgangspunktet. Er det rigtigt skrevet?"
            }
        },
        Note::Ceiling => {
            "skalaen kan ikke vise fremgang fra det bedste trin. Mål på et andet tema, eller beskriv tegnene i ord."
        }
        Note::Floor => {
            "skalaen kan ikke vise tab fra det værste trin. Mål på et andet tema, eller beskriv tegnene i ord."
        }
        Note::OtherAssessor => "forskellen på et trin kan skyldes, at en anden har vurderet.",
        Note::Disagreement => "målingen og det skrevne siger hver sit. Skriv hvorfor (`grund`).",
        Note::NoReason => "der står, at målet ikke er vurderet. Skriv hvorfor (`grund`).",
    }
}
