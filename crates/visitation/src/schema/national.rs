//! `national.yaml`: what all specialer share.

use schemars::{JsonSchema, Schema};
use serde_json::json;

use super::condition::Condition;
use super::guideline::Advice;
use super::question::{Choice, Question};
use super::values::{Count, Date, Id, OneOrMore, Text, YesNo};

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "national.yaml", description = "Det, som alle specialer deler.")]
pub struct National {
    #[schemars(description = "Filens format.")]
    format: Format,
    #[schemars(rename = "niveauer", description = "Niveauerne, det laveste først.", length(min = 1))]
    levels: Vec<Level>,
    #[schemars(rename = "skalaer", description = "Ordnede skalaer, som spørgsmål bruger.")]
    scales: Option<Vec<Scale>>,
    #[schemars(rename = "spørgsmål", description = "De fælles spørgsmål, som retningslinjer bruger med `brug`.")]
    questions: Option<Vec<Question>>,
    #[schemars(rename = "love", description = "Lovkataloget.")]
    laws: Option<Vec<Law>>,
    #[schemars(rename = "rådgivere", description = "Hvem der kan give rådgivning.")]
    advisers: Option<Vec<Adviser>>,
    #[schemars(rename = "rådgivning", description = "Pligter, der gælder for alle specialer.")]
    advice: Option<Vec<Advice>>,
    #[schemars(rename = "frister", description = "Lovens frister.")]
    deadlines: Option<Vec<Deadline>>,
}

#[derive(JsonSchema)]
#[schemars(inline)]
enum Format {
    #[schemars(rename = "visit-national/1")]
    One,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et specialiseringsniveau.")]
struct Level {
    #[schemars(description = "Niveauets id, som kriterier bruger.")]
    id: Id,
    #[schemars(rename = "titel", description = "Navnet, som det vises.")]
    title: Option<Text>,
    #[schemars(rename = "beskrivelse", description = "Hvad niveauet betyder.")]
    description: Option<Text>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En ordnet skala.")]
struct Scale {
    #[schemars(description = "Skalaens id, som `skala` i et spørgsmål bruger.")]
    id: Id,
    #[schemars(rename = "titel", description = "Navnet, som det vises.")]
    title: Option<Text>,
    #[schemars(rename = "trin", description = "Trinene fra intet problem til det alvorligste.", length(min = 1))]
    steps: Vec<Choice>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En lovhjemmel.")]
struct Law {
    #[schemars(description = "Hjemlens id, som `lov` bruger.")]
    id: Id,
    #[schemars(rename = "lov", description = "Loven.")]
    act: Option<Text>,
    #[schemars(rename = "paragraf", description = "Paragraf og stykke.")]
    section: Option<Text>,
    #[schemars(rename = "om", description = "Hvad bestemmelsen handler om, gengivet med egne ord.")]
    about: Option<Text>,
    #[schemars(rename = "lbk", description = "Lovbekendtgørelsen.")]
    consolidation: Option<Text>,
    #[schemars(rename = "kontrolleret", description = "Hvornår nogen sidst har set efter.")]
    checked: Option<Date>,
    #[schemars(description = "Hvor den er læst.")]
    url: Option<Text>,
    #[schemars(rename = "bekræftet", description = "Om indholdet er set i kilden.")]
    verified: Option<YesNo>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En, der giver rådgivning.")]
struct Adviser {
    #[schemars(description = "Rådgiverens id, som `hos` bruger.")]
    id: Id,
    #[schemars(rename = "navn", description = "Navnet, som det vises.")]
    name: Option<Text>,
    #[schemars(rename = "kontakt", description = "Hvordan man kontakter rådgiveren.")]
    contact: Option<Text>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En frist i loven.", transform = one_length)]
struct Deadline {
    #[schemars(description = "Fristens id.")]
    id: Id,
    #[schemars(rename = "om", description = "Hvad der skal være gjort.")]
    about: Option<Text>,
    #[schemars(rename = "når", description = "Hvornår fristen gælder. Uden betingelse gælder den altid.")]
    when: Option<Condition>,
    #[schemars(rename = "dage", description = "Fristens længde i dage.")]
    days: Option<Count>,
    #[schemars(rename = "måneder", description = "Fristens længde i måneder.")]
    months: Option<Count>,
    #[schemars(rename = "fra", description = "Hvornår fristen begynder at løbe.")]
    from: Start,
    #[schemars(rename = "lov", description = "Id'er på love i national.yaml.")]
    laws: Option<OneOrMore>,
}

#[derive(JsonSchema)]
#[schemars(description = "Hvornår fristen begynder at løbe.")]
enum Start {
    #[schemars(rename = "henvendelse", description = "Da borgeren henvendte sig.")]
    Enquiry,
    #[schemars(rename = "afgørelse", description = "Da kommunen traf afgørelse.")]
    Decision,
    #[schemars(rename = "iværksættelse", description = "Da hjælpen begyndte.")]
    Start,
}

/// Days or months, one of them.
fn one_length(schema: &mut Schema) {
    schema.insert("oneOf".into(), json!([{ "required": ["dage"] }, { "required": ["måneder"] }]));
}
