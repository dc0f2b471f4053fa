//! A saved case, `visit-sag/1`. Written by the program; the schema is for those who read it with other tools.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::answers::{AnswerValue, WrittenOut};
use super::outcome::Outcome;
use super::values::{Date, FileId};

#[derive(JsonSchema)]
#[schemars(
    deny_unknown_fields,
    title = "Sag",
    description = "En gemt sag med svar, historik, udfald og de regler, den er vurderet efter."
)]
pub struct Case {
    #[schemars(description = "Filens format.")]
    format: Format,
    #[schemars(rename = "sag", description = "Sagsnummeret i kommunens eget system, aldrig et CPR-nummer.")]
    case_number: Option<String>,
    #[schemars(rename = "borger", description = "Et dæknavn for borgeren.")]
    pseudonym: Option<String>,
    #[schemars(rename = "dato", description = "Vurderingsdatoen.")]
    date: Date,
    #[schemars(rename = "henvendelse", description = "Datoen for borgerens henvendelse.")]
    enquiry: Option<Date>,
    #[schemars(rename = "speciale", description = "Specialerne i sagen.")]
    specialer: Vec<FileId>,
    #[schemars(rename = "sagsbehandler", description = "Sagsbehandlerens initialer.")]
    caseworker: String,
    #[schemars(description = "Programmet, der oprettede sagen.")]
    program: Program,
    #[schemars(rename = "regler", description = "De regelfiler, sagen er vurderet efter.")]
    rules: Rules,
    #[schemars(rename = "svar", description = "De nuværende svar, under spørgsmålets id eller `speciale.id`.")]
    answers: BTreeMap<String, WrittenOut>,
    #[schemars(rename = "historik", description = "Alt, hvad der er sket med sagen. Ændres aldrig.")]
    history: Vec<Event>,
    #[schemars(rename = "udfald", description = "Det beregnede udfald. Mangler, mens sagen er i gang.")]
    outcome: Option<Outcome>,
    #[schemars(
        rename = "segl",
        description = "SHA-256 af alt, hvad der står før denne linje.",
        regex(pattern = "^[0-9a-f]{64}$")
    )]
    seal: String,
}

#[derive(JsonSchema)]
#[schemars(inline)]
enum Format {
    #[schemars(rename = "visit-sag/1")]
    One,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et program og dets version.")]
struct Program {
    #[schemars(rename = "navn", description = "Programmets navn.")]
    name: String,
    #[schemars(description = "Programmets version.")]
    version: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "De regelfiler, sagen er vurderet efter.")]
struct Rules {
    #[schemars(description = "national.yaml, som den var.")]
    national: PinnedFile,
    #[schemars(rename = "retningslinjer", description = "Én pr. speciale.")]
    guidelines: Vec<PinnedGuideline>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En regelfil, kendt på sin SHA-256.")]
struct PinnedFile {
    #[schemars(rename = "fil", description = "Filens navn.")]
    file: String,
    #[schemars(description = "Filens SHA-256.", regex(pattern = "^[0-9a-fA-F]{64}$"))]
    sha256: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En retningslinje, kendt på sin SHA-256.")]
struct PinnedGuideline {
    #[schemars(description = "Specialets id.")]
    speciale: FileId,
    #[schemars(description = "Udgavens navn.")]
    version: FileId,
    #[schemars(description = "Hvor færdig den var: `udkast`, `høring` eller `gældende`.")]
    status: String,
    #[schemars(rename = "fil", description = "Filens navn.")]
    file: String,
    #[schemars(description = "Filens SHA-256.", regex(pattern = "^[0-9a-fA-F]{64}$"))]
    sha256: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Noget, der er sket med sagen.")]
struct Event {
    #[schemars(rename = "nr", description = "Hændelsens nummer, fra 1 uden huller.", range(min = 1))]
    number: u64,
    #[schemars(rename = "tid", description = "Hvornår, i UTC.")]
    at: String,
    #[schemars(rename = "af", description = "Hvem, med initialer.")]
    by: String,
    #[schemars(rename = "handling", description = "Hvad der skete.")]
    action: Action,
    #[schemars(rename = "åbning", description = "Ved `oprettet`: det, sagen blev oprettet med.")]
    opening: Option<Opening>,
    #[schemars(description = "Programmet, hvis det er et andet end det, der oprettede sagen.")]
    program: Option<Program>,
    #[schemars(rename = "retningslinjer", description = "Sagens retningslinjer fra nu af.")]
    guidelines: Option<Vec<PinnedGuideline>>,
    #[schemars(rename = "spørgsmål", description = "Det spørgsmål, der blev besvaret.")]
    question: Option<String>,
    #[schemars(rename = "tekst", description = "Spørgsmålet eller anbefalingen, som det blev vist.")]
    text: Option<String>,
    #[schemars(rename = "svar", description = "Svaret.")]
    value: Option<AnswerValue>,
    #[schemars(rename = "kilde", description = "Hvem eller hvad oplysningen kommer fra.")]
    source: Option<String>,
    #[schemars(rename = "dato", description = "Oplysningens dato.")]
    date: Option<Date>,
    #[schemars(description = "En note.")]
    note: Option<String>,
    #[schemars(rename = "tilføjelse", description = "Det, et menneske tilføjede eller trak tilbage.")]
    addition: Option<Addition>,
    #[schemars(rename = "fil", description = "Ved `eksporteret`: dokumentets filnavn.")]
    file: Option<String>,
    #[schemars(description = "Ved `eksporteret`: dokumentets format.")]
    format: Option<String>,
    #[schemars(description = "SHA-256 af udfaldet eller af dokumentet.", regex(pattern = "^[0-9a-f]{64}$"))]
    sha256: Option<String>,
    #[schemars(rename = "resultat", description = "Ved `genafspillet`: hvad genafspilningen viste.")]
    result: Option<String>,
    #[schemars(rename = "signatur", description = "Ved `underskrevet`: SSH-signaturen.")]
    signature: Option<String>,
    #[schemars(rename = "overstreget", description = "Ved `overstreget`: de hændelser, der er streget en tekst i.")]
    struck: Option<Vec<Struck>>,
    #[schemars(
        rename = "kæde",
        description = "SHA-256 af hændelsen og af den før; se crates/visitation/src/case/README.md.",
        regex(pattern = "^[0-9a-f]{64}$")
    )]
    chain: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Det, en sag blev oprettet med.")]
struct Opening {
    #[schemars(rename = "sag", description = "Sagsnummeret i kommunens eget system.")]
    case_number: Option<String>,
    #[schemars(rename = "borger", description = "Et dæknavn for borgeren.")]
    pseudonym: Option<String>,
    #[schemars(rename = "dato", description = "Vurderingsdatoen.")]
    date: Date,
    #[schemars(rename = "henvendelse", description = "Datoen for borgerens henvendelse.")]
    enquiry: Option<Date>,
    #[schemars(rename = "sagsbehandler", description = "Sagsbehandlerens initialer.")]
    caseworker: String,
    #[schemars(description = "Programmet, der oprettede sagen.")]
    program: Program,
    #[schemars(description = "national.yaml, som den var.")]
    national: PinnedFile,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Noget, et menneske har tilføjet sagen med `visit note`.")]
struct Addition {
    #[schemars(rename = "emne", description = "Hvad det handler om, for eksempel `fakta` eller `ønsker`.")]
    topic: String,
    #[schemars(description = "Hvilken, når emnet har flere.")]
    id: Option<String>,
    #[schemars(rename = "felter", description = "Indholdet, felt for felt; tomt, når det er trukket tilbage.")]
    fields: Option<BTreeMap<String, AnswerValue>>,
}

#[derive(JsonSchema)]
#[schemars(description = "Hvad der skete med sagen.")]
enum Action {
    #[schemars(rename = "oprettet", description = "Sagen blev oprettet.")]
    Opened,
    #[schemars(rename = "retningslinjer", description = "Specialerne blev valgt.")]
    GuidelinesChosen,
    #[schemars(rename = "svar", description = "Et spørgsmål blev besvaret.")]
    Answered,
    #[schemars(rename = "genoptaget", description = "Sagen blev taget op igen.")]
    Resumed,
    #[schemars(rename = "udfald", description = "Udfaldet blev beregnet og vist.")]
    Concluded,
    #[schemars(rename = "notat", description = "En note blev tilføjet.")]
    Noted,
    #[schemars(rename = "tilføjelse", description = "Et menneske tilføjede noget.")]
    Added,
    #[schemars(rename = "tilbagetrukket", description = "Et menneske trak noget tilbage.")]
    Withdrawn,
    #[schemars(rename = "eksporteret", description = "Et dokument blev skrevet ud fra sagen.")]
    Exported,
    #[schemars(rename = "genafspillet", description = "Udfaldet blev regnet efter.")]
    Replayed,
    #[schemars(rename = "underskrevet", description = "Historikken blev underskrevet.")]
    Signed,
    #[schemars(rename = "overstreget", description = "En tekst blev streget ud af historikken.")]
    Struck,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En hændelse, der er streget en tekst i.")]
struct Struck {
    #[schemars(rename = "nr", description = "Hændelsens nummer.")]
    number: u64,
    #[schemars(
        description = "SHA-256 af hændelsen, som den står nu; dens led i kæden er af det, der stod før.",
        regex(pattern = "^[0-9a-f]{64}$")
    )]
    sha256: String,
}
