//! The form, second part: advice, the assessment, tilbud, other ways, plan and appeal.

use super::FieldKind::{Date, Duty, Facts, Kroner, Level, Text, Texts, Word};
use super::{Field, Form, Topic, WHOLLY, YES_NO, may, need, one};

pub(super) const FORMS: &[Form] = &[
    Form {
        prefix: "R",
        ..one(
            Topic::Advice,
            "rådgivning",
            "Rådgivning, der er indhentet",
            &[
                may("pligt", Duty, "Hvilken anbefaling om rådgivning er det svar på?"),
                need("hos", Text, "Hvem er spurgt?"),
                may("spurgt", Date, "Hvornår?"),
                may("modtaget", Date, "Hvornår kom svaret?"),
                may("anbefaling", Text, "Hvad blev anbefalet?"),
                may("fulgt", WHOLLY, "Følges rådet?"),
                may("grund", Text, "Hvorfor følges det ikke, eller hvorfor er der ikke spurgt?"),
            ],
        )
    },
    Form {
        prefix: "V",
        ..one(
            Topic::Assessment,
            "vurdering",
            "Den konkrete vurdering, betingelse for betingelse",
            &[
                need("betingelse", Text, "Hvilken betingelse i loven?"),
                need("lov", Text, "I hvilken lov, paragraf og hvilket stykke?"),
                may("fakta", Facts, "Hvilke oplysninger hviler vurderingen på (numre på fakta)?"),
                need("vurdering", Text, "Hvordan passer betingelsen på netop denne borger?"),
                may("opfyldt", WHOLLY, "Er betingelsen opfyldt?"),
            ],
        )
    },
    one(
        Topic::Level,
        "niveau",
        "Det valgte niveau",
        &[
            need("valgt", Level, "Hvilket niveau vælger kommunen?"),
            may("begrundelse", Text, "Er det et andet end det anbefalede: hvorfor?"),
            may("tvivl", Text, "Mangler der svar: hvad er gjort for at få dem, og hvorfor handles der uden dem?"),
        ],
    ),
    Form {
        prefix: "H",
        ..one(
            Topic::Consideration,
            "hovedhensyn",
            "Hovedhensyn",
            &[
                need("tekst", Text, "Hvilket hensyn har været afgørende, og hvorfor?"),
                may("art", Word(&[("faglig", "Fagligt"), ("økonomisk", "Økonomisk")]), "Hvilken slags hensyn?"),
            ],
        )
    },
    one(
        Topic::Economy,
        "økonomi",
        "Økonomi",
        &[
            need("indgår", YES_NO, "Er økonomi indgået i valget?"),
            may("tekst", Text, "Hvordan, og med hvilke beløb?"),
            may("dækker", Text, "Hvorfor er behovet stadig dækket?"),
        ],
    ),
    one(
        Topic::Offer,
        "tilbud",
        "Det tilbud, der er valgt",
        &[
            need("navn", Text, "Hvilket tilbud?"),
            may("lov", Text, "Efter hvilken paragraf drives det?"),
            may("hvorfor", Text, "Hvorfor passer det til netop denne borger?"),
            may("registreret", YES_NO, "Står det på Tilbudsportalen?"),
            may("udtræk", Date, "Hvornår er det slået op?"),
            may(
                "botype",
                Word(&[
                    ("midlertidigt", "Midlertidigt"),
                    ("længerevarende", "Længerevarende"),
                    ("intet", "Ikke et botilbud"),
                ]),
                "Er det et midlertidigt eller et længerevarende botilbud?",
            ),
            may(
                "behov",
                Word(&[("midlertidigt", "Midlertidigt"), ("varigt", "Varigt")]),
                "Er behovet midlertidigt eller varigt?",
            ),
            may("botype_grund", Text, "Passer botilbud og behov ikke sammen: hvorfor vælges det alligevel?"),
            may(
                "søskende",
                Word(&[
                    ("samme_sted", "Samme sted som anbragte søskende"),
                    ("andet_sted", "Et andet sted end anbragte søskende"),
                    ("ingen", "Ingen anbragte søskende"),
                ]),
                "Anbringes et barn: kommer det samme sted hen som anbragte søskende?",
            ),
            may(
                "plejefamilie",
                Word(&[("valgt", "En plejefamilie er valgt"), ("ikke_valgt", "Overvejet og ikke valgt")]),
                "Anbringes et barn: er en plejefamilie overvejet?",
            ),
            may("skole", YES_NO, "Anbringes et barn: kan det blive i sin skole?"),
            may("hensyn_grund", Text, "Fraviges et af de tre hensyn: hvilke behov eller forhold taler imod det?"),
        ],
    ),
    one(Topic::WishedOffer, "ønsket_tilbud", "Det tilbud, borgeren ønsker", WISHED_OFFER),
    Form {
        prefix: "M",
        ..one(
            Topic::Alternative,
            "alternativer",
            "Andre muligheder",
            &[
                need("hvad", Text, "Hvilken anden mulighed er overvejet?"),
                need("hvorfor_ikke", Text, "Hvorfor er den ikke valgt?"),
            ],
        )
    },
    one(
        Topic::Whole,
        "helhed",
        "Anden lovgivning og andre myndigheder",
        &[need("tekst", Text, "Hvilken anden hjælp, lovgivning eller myndighed er overvejet eller henvist til?")],
    ),
    one(
        Topic::Plan,
        "plan",
        "Plan",
        &[
            need(
                "type",
                Word(&[
                    ("handleplan", "Handleplan"),
                    ("barnets_plan", "Barnets plan"),
                    ("ungeplan", "Ungeplan"),
                    ("helhedsorienteret_plan", "Helhedsorienteret plan"),
                ]),
                "Hvilken plan?",
            ),
            need("tilbudt", YES_NO, "Er den tilbudt?"),
            may("grund", Text, "Ikke tilbudt: hvorfor?"),
            may("mål", Texts, "Hvilke mål?"),
            may("udleveret", Text, "Hvilke dele har tilbuddet fået?"),
        ],
    ),
    one(
        Topic::FollowUp,
        "opfølgning",
        "Opfølgning",
        &[
            need("dato", Date, "Hvornår følges der op første gang?"),
            may("ansvarlig", Text, "Hvem er ansvarlig?"),
            may("måles_på", Text, "Hvad ses der på?"),
        ],
    ),
    one(
        Topic::Appeal,
        "klage",
        "Klagevejledning",
        &[
            need(
                "til",
                Word(&[
                    ("kommunen", "Kommunen, som vurderer sagen igen"),
                    ("ankestyrelsen", "Direkte til Ankestyrelsen (børne- og ungeudvalget)"),
                ]),
                "Hvem skal klagen sendes til?",
            ),
            may("hvordan", Text, "Hvordan kan borgeren klage (adresse, telefon, Digital Post)?"),
        ],
    ),
];

/// On what a refusal of a wished tilbud rests; each asks for its own facts in the letter.
const REFUSALS: &[(&str, &str)] = &[
    ("ikke_egnet", "Tilbuddet er ikke egnet til behovet"),
    ("ikke_registreret", "Tilbuddet står ikke på Tilbudsportalen"),
    ("ikke_godkendt", "Socialtilsynet har ikke godkendt tilbuddet"),
    ("pris", "Prisen er over loftet"),
    ("anden_kommune", "En betingelse er ikke opfyldt i en af kommunerne"),
    ("intet_frit_valg", "Der er ikke frit valg efter den regel"),
    ("lov_hensyn", "Et hensyn, som barnets lov kræver, taler imod"),
    ("plads", "Der er ikke plads"),
    ("retten_til_at_vælge_medarbejder", "Faglige eller ressourcemæssige grunde hos leverandøren"),
];

/// Checklist B: what must be weighed when a citizen wants a certain tilbud.
const WISHED_OFFER: &[Field] = &[
    need("navn", Text, "Hvilket tilbud ønsker borgeren?"),
    need("imødekommes", YES_NO, "Imødekommes ønsket?"),
    may("er_afgørelse", YES_NO, "Er det en afgørelse (og ikke kun et valg af, hvordan hjælpen udføres)?"),
    may("afgørelse_grund", Text, "Ikke en afgørelse: hvorfor?"),
    may("lov", Text, "Efter hvilken regel (for eksempel serviceloven § 107 eller § 108, almenboligloven § 105)?"),
    may("afslag_grund", Word(REFUSALS), "Imødekommes ønsket ikke: hvilken grund hviler det på?"),
    may("grunde", Text, "Hvorfor ønsker borgeren det, med egne ord?"),
    may("svar", Text, "Hvad er svaret på hver af borgerens grunde?"),
    may("egnethed", Text, "Hvad har borgeren brug for, punkt for punkt, og hvad kan tilbuddet?"),
    may("registreret", YES_NO, "Står det på Tilbudsportalen?"),
    may(
        "godkendt",
        Word(&[("ja", "Ja"), ("nej", "Nej"), ("kræves_ikke", "Kræves ikke")]),
        "Er det godkendt af socialtilsynet?",
    ),
    may("udtræk", Date, "Hvornår er det slået op?"),
    may("takst", Kroner, "Er prisen en grund: hvad koster det om året (kroner)?"),
    may(
        "takst_art",
        Word(&[("forhandlet", "Forhandlet pris"), ("takst", "Takst på Tilbudsportalen")]),
        "Er prisen forhandlet for netop denne borger, eller er den en takst?",
    ),
    may("reference_tilbud", Text, "Hvilket tilbud ville kommunen selv vælge?"),
    may("reference_takst", Kroner, "Hvad koster det om året (kroner)?"),
    may("reference_afgjort", YES_NO, "Er der truffet afgørelse om det tilbud, der sammenlignes med?"),
    may("samme_grundlag", YES_NO, "Gælder de to priser samme år og det samme indhold (tillæg, dagtilbud og bolig)?"),
    may("takst_kilde", Text, "Hvor er taksterne fra?"),
    may("takst_dato", Date, "Fra hvilken dato er taksterne?"),
    may("anden_kommune", YES_NO, "Ligger det i en anden kommune?"),
    may("anden_kommune_vurdering", Text, "Er betingelserne opfyldt i begge kommuner?"),
    may("ventetid", Text, "Hvornår er der plads, og hvad sker der indtil da?"),
    may("rådgivning", Text, "Hvad siger fagfolk om ønsket, og hvad mener kommunen om det?"),
    may("i_stedet", Text, "Hvad tilbydes i stedet?"),
    may("dækker", Text, "Hvorfor dækker det hele behovet?"),
    may(
        "bostøtte_grund",
        Text,
        "Bostøtte efter herberg: hvilke faglige eller ressourcemæssige grunde hos leverandøren?",
    ),
    may("barnets_syn", Text, "Hvad siger barnet selv om tilbuddet?"),
];
