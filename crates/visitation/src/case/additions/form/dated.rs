//! When things happened in a case, and when a time limit was kept: what deadlines are counted from and held against.

use super::FieldKind::{Date, Month, Text, Texts, Word};
use super::{Form, Topic, may, need, one};
use crate::guideline::term::Anchor;

/// How a decision was handed over.
const WAYS: &[(&str, &str)] = &[
    ("digital", "Digitalt: modtaget den dag, den er tilgængelig"),
    ("brev", "Som brev på papir: skriv den dag, borgeren fik det"),
    ("overgivet", "Overgivet personligt"),
    ("mundtlig", "Sagt mundtligt"),
];

/// In the order in which they are asked.
pub(super) const FORMS: &[Form] = &[
    Form {
        prefix: "D",
        ..one(
            Topic::Event,
            "hændelser",
            "Datoer i sagen",
            &[
                need("type", Word(Anchor::WORDS), "Hvad skete der?"),
                may("dato", Date, "Hvornår?"),
                may("måned", Month, "Hvilken måned (af en fødselsdag gemmes kun den)?"),
                may("part", Text, "For hvem, hvis der er flere parter?"),
                may("måde", Word(WAYS), "Hvordan blev afgørelsen meddelt?"),
                may("planlagt", Word(&[("ja", "Den er planlagt"), ("nej", "Den er sket")]), "Er den planlagt?"),
                may("kilde", Text, "Hvor kommer datoen fra?"),
                may("noteret", Date, "Hvornår blev den noteret?"),
            ],
        )
    },
    Form {
        prefix: "T",
        ..one(
            Topic::Done,
            "frister",
            "Frister, der er holdt",
            &[
                need("frist", Text, "Hvilken frist (dens id)?"),
                need("gjort", Date, "Hvornår blev det gjort?"),
                may("note", Text, "Hvad blev gjort?"),
            ],
        )
    },
    Form {
        prefix: "O",
        ..one(
            Topic::Step,
            "overgange",
            "Trin i en overgang",
            &[
                need("overgang", Text, "Hvilken overgang (dens id, for eksempel barn_voksen)?"),
                need("trin", Text, "Hvilket trin (dets id, for eksempel emner)?"),
                may("gjort", Date, "Hvornår blev det gjort?"),
                may("punkter", Texts, "Hvilke punkter er drøftet?"),
                may("hos", Text, "Hvem gjorde det?"),
                may(
                    "gælder_ikke",
                    Word(&[("ja", "Ja"), ("nej", "Nej")]),
                    "Er trinnet uden betydning for denne borger?",
                ),
                may("grund", Text, "Hvorfor er det uden betydning?"),
                may("note", Text, "Hvad blev gjort?"),
            ],
        )
    },
];
