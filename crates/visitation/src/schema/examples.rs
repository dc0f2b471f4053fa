//! `eksempler.yaml`: example cases with what must come out.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::answers::Answer;
use super::values::{Date, Id, OneOrMore, OnlyYes, Text, YesNo};

#[derive(JsonSchema)]
#[schemars(
    deny_unknown_fields,
    title = "eksempler.yaml",
    description = "Retningslinjens egne eksempler med det, der skal komme ud af dem."
)]
pub struct Examples {
    #[schemars(description = "Filens format.")]
    format: Format,
    #[schemars(rename = "eksempler", description = "Eksemplerne.")]
    examples: Vec<Example>,
}

#[derive(JsonSchema)]
#[schemars(inline)]
enum Format {
    #[schemars(rename = "visit-eksempler/1")]
    One,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En lille menneskelig situation uden navne.")]
struct Example {
    #[schemars(rename = "navn", description = "Hvad eksemplet handler om.")]
    name: Text,
    #[schemars(
        rename = "version",
        description = "De udgaver, eksemplet handler om: én eller en liste. Uden den: alle, eller dem, der gælder på `dato`."
    )]
    versions: Option<OneOrMore>,
    #[schemars(rename = "dato", description = "Eksemplet prøves kun på udgaver, der gælder denne dag.")]
    date: Option<Date>,
    #[schemars(rename = "svar", description = "Et svar pr. spørgsmål.")]
    answers: BTreeMap<String, Answer>,
    #[schemars(
        rename = "forventet",
        description = "Det, der skal komme ud. Det, der ikke står her, bliver ikke undersøgt."
    )]
    expected: Expected,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Det, der skal komme ud af eksemplet.")]
struct Expected {
    #[schemars(rename = "niveau", description = "Det anbefalede niveau.")]
    level: Option<Id>,
    #[schemars(rename = "mulige", description = "Netop de niveauer, der er mulige.")]
    possible: Option<OneOrMore>,
    #[schemars(rename = "kriterier", description = "Netop de kriterier, der er opfyldt.")]
    criteria: Option<OneOrMore>,
    #[schemars(rename = "rådgivning", description = "Netop den rådgivning, der skal indhentes.")]
    advice: Option<OneOrMore>,
    #[schemars(rename = "åbne", description = "Netop de spørgsmål, der er åbne.")]
    open: Option<OneOrMore>,
    #[schemars(
        rename = "umulig",
        description = "`ja`: Svarene kan ikke være sande på samme tid (`aldrig`). Står alene."
    )]
    impossible: Option<OnlyYes>,
    #[schemars(
        rename = "relevant",
        description = "Om specialet er på tale (`relevant_når`), når svarene på de fælles spørgsmål er sådan."
    )]
    relevant: Option<YesNo>,
}
