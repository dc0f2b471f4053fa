//! Goals, and what has come of them.

use super::FieldKind::{Date, Text, Texts, Word};
use super::{Form, Topic, WHOLLY, YES_NO, may, need, one};

pub(super) const FORMS: &[Form] = &[
    Form {
        prefix: "M",
        ..one(
            Topic::Goal,
            "mål",
            "Mål",
            &[
                need("tekst", Text, "Hvad er målet, sagt til borgeren?"),
                need("tema", Text, "Hvilket spørgsmål måler det (spørgsmålets id, for eksempel egenomsorg)?"),
                need(
                    "type",
                    Word(&[
                        ("udvikle", "Udvikle: mere eller oftere end nu"),
                        ("fastholde", "Fastholde: det, der er, skal blive"),
                        ("begrænse_tab", "Begrænse tab: det må ikke blive værre end ventet"),
                    ]),
                    "Hvilken slags mål?",
                ),
                need("forventet", Text, "Hvilket trin på skalaen ventes (trinets id, for eksempel moderat)?"),
                need("inden", Date, "Inden hvilken dato?"),
                may(
                    "undertema",
                    Text,
                    "Hvilket undertema i FFB handler det om (navn eller kode, for eksempel Gøre rent)?",
                ),
                may("ønske", Text, "Hvilket af borgerens ønsker svarer det på (for eksempel Ø1)?"),
                may("delmål", Texts, "Hvilke delmål?"),
            ],
        )
    },
    one(
        Topic::FollowedUp,
        "opfulgt",
        "Den opfølgning, der er holdt",
        &[
            need("dato", Date, "Hvornår blev der fulgt op?"),
            may("med", Texts, "Med hvem (borger, barn, forældre, udfører, skole, behandling, pårørende)?"),
            need("match", WHOLLY, "Passer hjælpen stadig til behovet?"),
            need(
                "konklusion",
                Word(&[
                    ("fortsæt", "Hjælpen fortsætter"),
                    ("afslut", "Hjælpen afsluttes"),
                    ("afslut_og_visiter_ny", "Hjælpen afsluttes, og der visiteres til noget nyt"),
                ]),
                "Hvad er konklusionen?",
            ),
            may(
                "omfang",
                Word(&[("mindre", "Mindre"), ("samme", "Det samme"), ("mere", "Mere")]),
                "Bliver hjælpen mindre, den samme eller mere (uafhængigt af niveauet)?",
            ),
            may("anden_hjælp", Text, "Er der brug for anden hjælp?"),
            may("mere_undersøgelse", YES_NO, "Skal der undersøges mere?"),
            may("plan_revideret", YES_NO, "Er planen revideret?"),
            may("tilrettelæggelse", Text, "Barn, første gang: hvordan følges der op fremover, og hvorfor?"),
        ],
    ),
    Form {
        prefix: "R",
        ..one(
            Topic::Result,
            "resultat",
            "Resultater for målene",
            &[
                need("mål", Text, "Hvilket mål (for eksempel M1)?"),
                need(
                    "opfyldt",
                    Word(&[("ja", "Ja"), ("delvist", "Delvist"), ("nej", "Nej"), ("ikke_vurderet", "Ikke vurderet")]),
                    "Er målet nået?",
                ),
                need("hvad", Text, "Hvad er der sket?"),
                may("borger", Text, "Hvad siger borgeren selv, med egne ord?"),
                need("kilde", Text, "Hvem eller hvad har du det fra?"),
                need("dato", Date, "Hvornår?"),
                may("grund", Text, "Hvorfor siger målingen noget andet, eller hvorfor er det ikke vurderet?"),
            ],
        )
    },
];
