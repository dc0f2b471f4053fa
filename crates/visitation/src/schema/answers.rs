//! An answers file.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::values::{Date, OneOrMore, Text};

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "Svarfil", description = "Svar, som `visit assess --answers` vurderer.")]
pub struct Answers {
    #[schemars(description = "Specialet eller specialerne. Uden dem bruges dem, svarene peger på.")]
    speciale: Option<OneOrMore>,
    #[schemars(rename = "dato", description = "Vurderingsdatoen.")]
    date: Option<Date>,
    #[schemars(rename = "svar", description = "Et svar pr. spørgsmål, under spørgsmålets id eller `speciale.id`.")]
    answers: BTreeMap<String, Answer>,
    #[schemars(
        rename = "hændelser",
        description = "Datoer i sagen, som frister regnes fra, skrevet som i en notefil."
    )]
    events: Option<Vec<serde_json::Value>>,
    #[schemars(rename = "frister", description = "Frister, der er holdt, skrevet som i en notefil.")]
    done: Option<Vec<serde_json::Value>>,
    #[schemars(
        rename = "overgange",
        description = "Trin i overgange, der er gjort eller ikke gælder, skrevet som i en notefil."
    )]
    steps: Option<Vec<serde_json::Value>>,
    #[schemars(rename = "behov", description = "Krav til et tilbud, som `visit match` holder mod et katalog.")]
    needs: Option<Vec<serde_json::Value>>,
    #[schemars(rename = "ønsker", description = "Borgerens egne ønsker til et tilbud.")]
    wishes: Option<serde_json::Value>,
    #[schemars(rename = "rejsetid", description = "Rejsetid til tilbud i minutter, under tilbuddets id.")]
    travel: Option<BTreeMap<String, i64>>,
    #[schemars(rename = "hensyn", description = "Hensyn, der tages, når et tilbud findes.")]
    considerations: Option<serde_json::Value>,
    #[schemars(rename = "kommune", description = "Borgerens kommune.")]
    municipality: Option<Text>,
    #[schemars(rename = "mål", description = "Mål, som `visit follow` måler.")]
    goals: Option<Vec<Goal>>,
    #[schemars(rename = "resultat", description = "Hvad et menneske siger om målene.")]
    results: Option<Vec<Reached>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et mål.")]
pub struct Goal {
    #[schemars(description = "Målets nummer, for eksempel M1.")]
    id: Option<Text>,
    #[schemars(rename = "tekst", description = "Målet, sagt til borgeren.")]
    text: Option<Text>,
    #[schemars(rename = "tema", description = "Id'et på det spørgsmål, der måler det.")]
    theme: Text,
    #[schemars(rename = "type", description = "Hvilken slags mål.")]
    aim: Aim,
    #[schemars(rename = "forventet", description = "Id'et på det trin, der ventes.")]
    expected: Text,
    #[schemars(rename = "inden", description = "Inden hvilken dato.")]
    due: Option<Date>,
    #[schemars(rename = "ønske", description = "Nummeret på det af borgerens ønsker, det svarer på.")]
    wish: Option<Text>,
    #[schemars(rename = "delmål", description = "Delmål i ord.")]
    parts: Option<Vec<Text>>,
}

#[derive(JsonSchema)]
#[schemars(description = "Måltype efter Fælles Faglige Begreber.")]
pub enum Aim {
    #[schemars(rename = "udvikle", description = "Mere eller oftere end nu.")]
    Develop,
    #[schemars(rename = "fastholde", description = "Det, der er, skal blive.")]
    Keep,
    #[schemars(rename = "begrænse_tab", description = "Det må ikke blive værre end ventet.")]
    LimitLoss,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et resultat.")]
pub struct Reached {
    #[schemars(description = "Resultatets nummer, for eksempel R1.")]
    id: Option<Text>,
    #[schemars(rename = "mål", description = "Nummeret på målet.")]
    goal: Text,
    #[schemars(rename = "opfyldt", description = "Om målet er nået.")]
    fulfilled: Fulfilled,
    #[schemars(rename = "hvad", description = "Hvad der er sket.")]
    what: Option<Text>,
    #[schemars(rename = "borger", description = "Hvad borgeren selv siger.")]
    citizen: Option<Text>,
    #[schemars(rename = "kilde", description = "Hvem eller hvad det kommer fra.")]
    source: Option<Text>,
    #[schemars(rename = "dato", description = "Hvornår.")]
    date: Option<Date>,
    #[schemars(
        rename = "grund",
        description = "Hvorfor målingen siger noget andet, eller hvorfor det ikke er vurderet."
    )]
    reason: Option<Text>,
}

#[derive(JsonSchema)]
#[schemars(description = "Menneskets ord om et mål.")]
pub enum Fulfilled {
    #[schemars(rename = "ja", description = "Målet er nået.")]
    Yes,
    #[schemars(rename = "delvist", description = "Noget af det er nået.")]
    Partly,
    #[schemars(rename = "nej", description = "Det er ikke nået.")]
    No,
    #[schemars(rename = "ikke_vurderet", description = "Det er ikke vurderet.")]
    NotAssessed,
}

/// An answer, bare or with where it comes from.
#[derive(JsonSchema)]
#[schemars(untagged, description = "Et svar, eller en blok med `svar`, `kilde`, `dato` og `note`.")]
pub enum Answer {
    Bare(AnswerValue),
    WrittenOut(WrittenOut),
}

#[derive(JsonSchema)]
#[schemars(
    untagged,
    description = "Id'et på en svarmulighed, `ja`, `nej`, et helt tal, en liste af id'er (med `ved_ikke` til sidst: måske flere), fri tekst eller `ved_ikke`."
)]
pub enum AnswerValue {
    Word(String),
    Number(i64),
    Options(Vec<String>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et svar med oplysning om, hvor det kommer fra.")]
pub struct WrittenOut {
    #[schemars(rename = "svar", description = "Selve svaret.")]
    value: AnswerValue,
    #[schemars(rename = "kilde", description = "Hvem eller hvad oplysningen kommer fra.")]
    source: Option<Text>,
    #[schemars(rename = "dato", description = "Oplysningens dato.")]
    date: Option<Date>,
    #[schemars(description = "En note.")]
    note: Option<Text>,
}
