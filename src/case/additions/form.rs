//! The form: every topic a person can add to, and every field it has.
//!
//! One table, so that prompts, notes file, case file and documentation cannot come to differ. Keys and words are
//! part of `visit-sag/1`: they may be added to, never renamed. The fields follow forvaltningsloven § 24 and the
//! ministry's checklist for written decisions (VEJ 9455 of 2011); which of them a document needs is the checker's
//! to say, not this table's.

use serde::{Deserialize, Serialize};

/// What an entry is about, in the order of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "named and explained one by one in the table")]
pub enum Topic {
    #[serde(rename = "myndighed")]
    Authority,
    #[serde(rename = "modtager")]
    Recipient,
    #[serde(rename = "ansøgning")]
    Application,
    #[serde(rename = "afgørelse")]
    Decision,
    #[serde(rename = "lovgrundlag")]
    Law,
    #[serde(rename = "fakta")]
    Fact,
    #[serde(rename = "ønsker")]
    Wish,
    #[serde(rename = "barnet")]
    Child,
    #[serde(rename = "partshøring")]
    Hearing,
    #[serde(rename = "rådgivning")]
    Advice,
    #[serde(rename = "vurdering")]
    Assessment,
    #[serde(rename = "niveau")]
    Level,
    #[serde(rename = "hovedhensyn")]
    Consideration,
    #[serde(rename = "økonomi")]
    Economy,
    #[serde(rename = "tilbud")]
    Offer,
    #[serde(rename = "ønsket_tilbud")]
    WishedOffer,
    #[serde(rename = "alternativer")]
    Alternative,
    #[serde(rename = "helhed")]
    Whole,
    #[serde(rename = "plan")]
    Plan,
    #[serde(rename = "opfølgning")]
    FollowUp,
    #[serde(rename = "klage")]
    Appeal,
}

/// What can be said under a topic.
#[derive(Debug)]
pub struct Form {
    /// The topic.
    pub topic: Topic,
    /// Its key in files.
    pub key: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The beginning of its ids; empty where there is just one entry.
    pub prefix: &'static str,
    /// Its fields, in the order of asking.
    pub fields: &'static [Field],
}

/// One field.
#[derive(Debug)]
pub struct Field {
    /// Its key in files.
    pub key: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Must it be filled?
    pub need: Need,
    /// How it is asked for.
    pub ask: &'static str,
}

/// Whether an entry can do without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// No entry without it.
    Required,
    /// May be left out.
    Optional,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    Text,
    /// `2026-11-22`
    Date,
    /// Kroner, from 0.
    Kroner,
    /// One of these words: what is written, and what it means.
    Word(&'static [(&'static str, &'static str)]),
    /// Several texts.
    Texts,
    /// Ids of facts.
    Facts,
    /// A level's id.
    Level,
    /// A duty's id.
    Duty,
}

impl Topic {
    /// What can be said under it.
    #[must_use]
    pub fn form(self) -> &'static Form {
        FORMS.iter().find(|form| form.topic == self).unwrap_or(&EMPTY)
    }
}

impl Form {
    /// May there be several entries, each with an id?
    #[must_use]
    pub fn has_many(&self) -> bool {
        !self.prefix.is_empty()
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

const YES_NO: FieldKind = FieldKind::Word(&[("ja", "Ja"), ("nej", "Nej")]);
const WHOLLY: FieldKind = FieldKind::Word(&[("ja", "Ja"), ("delvist", "Delvist"), ("nej", "Nej")]);
/// Looked up by tests alone: every topic has a form.
const EMPTY: Form = Form { topic: Topic::Authority, key: "", title: "", prefix: "", fields: &[] };

const fn need(key: &'static str, kind: FieldKind, ask: &'static str) -> Field {
    Field { key, kind, need: Need::Required, ask }
}

const fn may(key: &'static str, kind: FieldKind, ask: &'static str) -> Field {
    Field { key, kind, need: Need::Optional, ask }
}

const fn one(topic: Topic, key: &'static str, title: &'static str, fields: &'static [Field]) -> Form {
    Form { topic, key, title, prefix: "", fields }
}

use FieldKind::{Date, Duty, Facts, Kroner, Level, Text, Texts, Word};

/// Every topic, in the order of a letter.
pub const FORMS: &[Form] = &[
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
        ],
    ),
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

/// Checklist B: what must be weighed when a citizen wants a certain tilbud.
const WISHED_OFFER: &[Field] = &[
    need("navn", Text, "Hvilket tilbud ønsker borgeren?"),
    need("imødekommes", YES_NO, "Imødekommes ønsket?"),
    may("er_afgørelse", YES_NO, "Er det en afgørelse (og ikke kun et valg af, hvordan hjælpen udføres)?"),
    may("afgørelse_grund", Text, "Ikke en afgørelse: hvorfor?"),
    may("lov", Text, "Efter hvilken regel (for eksempel serviceloven § 107 eller § 108, almenboligloven § 105)?"),
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
    may("takst", Kroner, "Hvad koster det om året (kroner)?"),
    may("reference_tilbud", Text, "Hvilket tilbud ville kommunen selv vælge?"),
    may("reference_takst", Kroner, "Hvad koster det om året (kroner)?"),
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
