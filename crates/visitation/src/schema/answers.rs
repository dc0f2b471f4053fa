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
    description = "Id'et på en svarmulighed, `ja`, `nej`, et helt tal, en liste af id'er, fri tekst eller `ved_ikke`."
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
