//! What a match of a need against a catalogue came to. Written by `visit match --enter`, not typed by hand.

use super::FieldKind::{Date, Text, Texts, Word};
use super::{Form, Topic, may, need, one};

/// Its classes, in the order of showing: what each tilbud is, with the requirements that decide it.
pub(super) const FORMS: &[Form] = &[Form {
    prefix: "S",
    ..one(
        Topic::Match,
        "tilbudssøgning",
        "Behov holdt op mod et katalog (skrevet af visit match --enter)",
        &[
            need(
                "del",
                Word(&[("bolig", "Bolig"), ("dag", "Dag"), ("behandling", "Behandling"), ("støtte", "Støtte")]),
                "Hvilken del af behovet?",
            ),
            need("dato", Date, "Hvilken dag?"),
            need("katalog", Text, "Hvilken fil?"),
            need("sha256", Text, "Katalogets SHA-256?"),
            may("udtræk", Date, "Hvilken dag er udtrækket fra?"),
            need("niveauer", Texts, "Hvilke niveauer er der søgt for?"),
            may("egnet", Texts, "Hvilke tilbud er egnede?"),
            may("egnet_sammen", Texts, "Hvilke er egnede sammen med et andet?"),
            may("måske", Texts, "Hvilke er måske egnede, og hvilke krav er ukendte?"),
            may("ikke_egnet", Texts, "Hvilke er ikke egnede, og hvilke krav er ikke opfyldt?"),
            may("søskende", Texts, "Hvor bor anbragte søskende?"),
        ],
    )
}];
