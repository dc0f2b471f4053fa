//! The form, first part: who writes to whom, what was asked for and decided, law, facts, the citizen.

use super::FieldKind::{Date, Facts, Text, Texts, Word};
use super::{Form, Topic, WHOLLY, YES_NO, may, need, one};

pub(super) const FORMS: &[Form] = &[
    one(
        Topic::Authority,
        "myndighed",
        "Myndighed og kontakt",
        &[
            need("navn", Text, "Hvilken kommune?"),
            may("enhed", Text, "Hvilken afdeling?"),
            may("adresse", Text, "Hvilken adresse?"),
            may("kontaktperson", Text, "Hvem kan borgeren kontakte?"),
            may("telefon", Text, "Hvilket telefonnummer?"),
            may("mail", Text, "Hvilken mailadresse?"),
        ],
    ),
    one(
        Topic::Recipient,
        "modtager",
        "Modtager",
        &[
            need(
                "rolle",
                Word(&[
                    ("borger", "Borgeren selv"),
                    ("barn", "Barnet selv, 10 år eller ældre"),
                    ("forælder", "Forældremyndighedens indehaver"),
                    ("værge", "Værge"),
                    ("partsrepræsentant", "Partsrepræsentant"),
                ]),
                "Hvem skal brevet sendes til?",
            ),
            may("tiltale", Word(&[("du", "du"), ("De", "De")]), "Hvordan tiltales modtageren?"),
            may(
                "barn",
                Word(&[("barn", "dit barn"), ("søn", "din søn"), ("datter", "din datter")]),
                "Brev til en forælder: hvad kaldes barnet i brevet?",
            ),
            may(
                "hjælper",
                Word(&[
                    ("ingen", "Ingen hjælper"),
                    ("bisidder", "Bisidder"),
                    ("partsrepræsentant", "Partsrepræsentant"),
                    ("værge", "Værge"),
                ]),
                "Har borgeren en hjælper i sagen, og i hvilken rolle?",
            ),
        ],
    ),
    one(
        Topic::Application,
        "ansøgning",
        "Det, sagen drejer sig om",
        &[
            need("hvad", Text, "Hvad er der søgt om, eller hvad handler henvendelsen om?"),
            may(
                "form",
                Word(&[
                    ("ansøgning", "Ansøgning"),
                    ("underretning", "Underretning"),
                    ("opfølgning", "Opfølgning"),
                    ("andet", "Andet"),
                ]),
                "Hvordan begyndte sagen?",
            ),
            may("dato", Date, "Hvornår kom henvendelsen?"),
            may("frist", Date, "Hvornår udløber kommunens egen frist for svar (retssikkerhedsloven § 3)?"),
            may("frist_besked", Date, "Er fristen overskredet: hvornår fik borgeren besked?"),
        ],
    ),
    one(
        Topic::Decision,
        "afgørelse",
        "Afgørelsen",
        &[
            need(
                "udfald",
                Word(&[
                    ("fuldt", "Borgeren får det, der er søgt om"),
                    ("delvist", "Borgeren får en del af det"),
                    ("afslag", "Borgeren får det ikke"),
                    ("fortsat", "Hjælpen fortsætter uændret"),
                    ("ændret", "Hjælpen ændres"),
                    ("ophør", "Hjælpen ophører"),
                ]),
                "Hvad er afgørelsen?",
            ),
            need("hvad", Text, "Hvad er besluttet, i en eller to sætninger til borgeren?"),
            may("lov", Text, "Efter hvilken lov, paragraf og hvilket stykke?"),
            may("hjælp", Text, "Hvilken slags hjælp?"),
            may("omfang", Text, "Hvor meget hjælp?"),
            may("fra", Date, "Fra hvilken dato?"),
            may("varighed", Text, "Hvor længe forventes det at vare?"),
            may("formål", Text, "Hvad er formålet?"),
            may("ikke", Text, "Hvad får borgeren ikke, og hvorfor?"),
            may("dato", Date, "Hvornår er afgørelsen truffet?"),
            may("truffet_af", Text, "Hvem har truffet den (navn og stilling)?"),
            may(
                "undersøgelse",
                Date,
                "Anbringelse efter barnets lov § 46 eller § 47: hvornår blev undersøgelsen af barnet færdig?",
            ),
        ],
    ),
    Form {
        prefix: "D",
        ..one(
            Topic::Element,
            "dele",
            "Afgørelsens dele",
            &[
                need("hvad", Text, "Hvilken del af det, der er søgt om, eller hvilken hjælp?"),
                need("gives", YES_NO, "Gives den?"),
                need("lov", Text, "Efter hvilken lov, paragraf og hvilket stykke?"),
                need(
                    "klage",
                    Word(&[
                        ("ja", "Der kan klages over den del"),
                        ("nej", "Der kan ikke klages over den del til en anden myndighed"),
                        ("ingen_afgørelse", "Den del er ikke en afgørelse"),
                    ]),
                    "Kan der klages over den del?",
                ),
            ],
        )
    },
    Form {
        prefix: "L",
        ..one(
            Topic::Law,
            "lovgrundlag",
            "Lovgrundlag",
            &[
                need("lov", Text, "Hvilken lov, paragraf og hvilket stykke?"),
                need("om", Text, "Hvad siger reglen, med dine egne ord?"),
                may("kontrolleret", Date, "Hvornår har du slået den op i gældende ret?"),
            ],
        )
    },
    Form {
        prefix: "F",
        ..one(
            Topic::Fact,
            "fakta",
            "Oplysninger med kilde og dato",
            &[
                need("tekst", Text, "Hvad er oplysningen?"),
                need("kilde", Text, "Hvem eller hvad har du den fra?"),
                need("dato", Date, "Hvilken dato er oplysningen fra?"),
                may("mundtlig", YES_NO, "Er den modtaget mundtligt?"),
                may("noteret", Date, "Hvornår er den noteret (notatpligt)?"),
                may("til_ugunst", YES_NO, "Er den til ugunst for borgeren og af væsentlig betydning?"),
                may("vægt", YES_NO, "Har den fået vægt?"),
                may("vægt_grund", Text, "Hvorfor har den ikke fået vægt?"),
                may("omstridt", YES_NO, "Er parterne uenige om den?"),
                may("omstridt_grund", Text, "Hvad er uenigheden, og hvad lægges til grund hvorfor?"),
            ],
        )
    },
    Form {
        prefix: "Ø",
        ..one(
            Topic::Wish,
            "ønsker",
            "Borgerens ønsker og svaret på hvert",
            &[
                need("ønske", Text, "Hvad ønsker borgeren, med egne ord?"),
                may("kilde", Text, "Hvem har fortalt det?"),
                may("dato", Date, "Hvornår?"),
                may("følges", WHOLLY, "Følges ønsket?"),
                may("svar", Text, "Hvad er svaret på ønsket?"),
            ],
        )
    },
    one(
        Topic::Child,
        "barnet",
        "Barnets egen holdning",
        &[
            need("synspunkt", Text, "Hvad siger barnet selv?"),
            need("hvordan", Text, "Hvordan er barnet blevet hørt?"),
            may("dato", Date, "Hvornår?"),
            may("betydning", Text, "Hvilken betydning har det haft?"),
            may("besluttet", Text, "Til barnet: hvad er besluttet, så et barn kan forstå det?"),
            may("hvorfor", Text, "Til barnet: hvad er den vigtigste grund?"),
            may("ikke", Text, "Til barnet: hvad får barnet ikke, og hvorfor?"),
            may("svar", Text, "Til barnet: hvad er der gjort ved det, barnet har sagt?"),
            may(
                "til_forældre",
                YES_NO,
                "Må forældrene efter forvaltningsloven § 15 a ff. få at vide, hvad barnet har fortalt?",
            ),
            may(
                "skjult",
                Texts,
                "Hvad skal ellers holdes ude af forældrenes brev (spørgsmålets id for et svar, F1 for fakta, Ø1 for et ønske)?",
            ),
        ],
    ),
    Form {
        prefix: "P",
        ..one(
            Topic::Hearing,
            "partshøring",
            "Partshøring",
            &[
                may("fakta", Facts, "Hvilke oplysninger er borgeren hørt om (numre på fakta)?"),
                may("hvad", Text, "Hvad er sendt?"),
                may("sendt", Date, "Hvornår er det sendt?"),
                may("frist", Date, "Hvilken frist fik borgeren?"),
                may("svar", Text, "Hvad svarede borgeren?"),
                may("svar_dato", Date, "Hvornår kom svaret?"),
                may("betydning", Text, "Hvilken betydning har svaret haft?"),
                may("undladt", Text, "Ikke hørt: hvorfor er det ikke nødvendigt?"),
            ],
        )
    },
];
