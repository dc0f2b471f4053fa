//! Questions, options and scales.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde_json::json;

use super::condition::Condition;
use super::values::{Always, Id, OnlyYes, Text};

/// An entry of a guideline's `spørgsmål`.
#[derive(JsonSchema)]
#[schemars(untagged, description = "Et spørgsmål, eller `brug` af et fælles spørgsmål.")]
pub enum Entry {
    Use(Use),
    Own(Question),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et fælles spørgsmål fra national.yaml.")]
pub struct Use {
    #[schemars(
        rename = "brug",
        description = "Id'et på et fælles spørgsmål i national.yaml. Det stilles én gang i en sag, uanset hvor mange specialer der er i spil."
    )]
    id: Id,
    #[schemars(
        rename = "stilles",
        description = "`altid`: Spørgsmålet stilles, også når svaret ikke kan ændre noget."
    )]
    asked: Option<Always>,
}

/// A question as written.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et spørgsmål.", transform = by_type)]
pub struct Question {
    #[schemars(description = "Spørgsmålets id, som betingelser bruger. Det står i gemte sager og ændres aldrig.")]
    id: Id,
    #[schemars(rename = "spørg", description = "Selve spørgsmålet, som det vises.")]
    text: Text,
    #[schemars(
        rename = "hjælp",
        description = "Hvad man skal se på, når man svarer: periode, hjælpemidler, medicin, støtte."
    )]
    help: Option<Text>,
    #[schemars(rename = "tema", description = "Overskriften, spørgsmålet hører under.")]
    theme: Option<Text>,
    #[schemars(
        rename = "udsagn",
        description = "Sætningen, der gengiver svaret i et notat eller et brev: én tekst med `{svar}`, eller én pr. svar. `{borger}` står for personen."
    )]
    statement: Option<Statement>,
    #[schemars(rename = "type", description = "Hvilken slags svar der gives.")]
    kind: Type,
    #[schemars(rename = "skala", description = "Id'et på en skala i national.yaml. Kun ved `type: skala`.")]
    scale: Option<Id>,
    #[schemars(
        rename = "valg",
        description = "Svarmulighederne. Kun ved `type: valg` og `type: flervalg` (højst 64)."
    )]
    choices: Option<Vec<Choice>>,
    #[schemars(description = "Det mindste tal, man kan svare. Kun ved `type: tal`.")]
    min: Option<i64>,
    #[schemars(rename = "maks", description = "Det største tal, man kan svare. Kun ved `type: tal`.")]
    max: Option<i64>,
    #[schemars(
        rename = "spørg_når",
        description = "Betingelsen for, at spørgsmålet stilles. Den kan kun bygge på spørgsmål, der står før."
    )]
    applies_when: Option<Condition>,
    #[schemars(
        rename = "stilles",
        description = "`altid`: Spørgsmålet stilles, også når svaret ikke kan ændre noget."
    )]
    asked: Option<Always>,
    #[schemars(rename = "værre", description = "`ja`: Svaret ja er det alvorligste. Kun ved `type: ja_nej`.")]
    graver: Option<OnlyYes>,
    #[schemars(
        rename = "ordnet",
        description = "`ja`: Svarene står fra intet problem til det alvorligste, så de kan sammenlignes med `<` og `>=`. Kun ved `type: valg`."
    )]
    ordered: Option<OnlyYes>,
    #[schemars(
        rename = "enhed",
        description = "Det, tallet tæller, i flertal: `måneder`. Vises efter tallet. Kun ved `type: tal`."
    )]
    unit: Option<Text>,
    #[schemars(description = "Det tilsvarende begreb i Fælles Faglige Begreber.")]
    ffb: Option<Text>,
}

#[derive(JsonSchema)]
#[schemars(description = "Spørgsmålets type.")]
pub enum Type {
    /// Yes or no.
    #[schemars(rename = "ja_nej", description = "Ja eller nej.")]
    YesNo,
    /// An ordered scale.
    #[schemars(
        rename = "skala",
        description = "Et trin på en skala i national.yaml, fra intet problem til det alvorligste."
    )]
    Scale,
    /// One option.
    #[schemars(
        rename = "valg",
        description = "Én af nogle svarmuligheder; uden indbyrdes orden, medmindre der står `ordnet: ja`."
    )]
    Choice,
    /// Any options.
    #[schemars(rename = "flervalg", description = "Et vilkårligt antal af nogle svarmuligheder.")]
    Multi,
    /// A number.
    #[schemars(rename = "tal", description = "Et helt tal fra `min` til `maks`.")]
    Number,
    /// Text.
    #[schemars(rename = "tekst", description = "Fri tekst. Kan ikke stå i en betingelse.")]
    Text,
}

/// An option or a step.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En svarmulighed eller et trin på en skala.")]
pub struct Choice {
    #[schemars(description = "Svarets id, som betingelser bruger. `ved_ikke` kan ikke bruges: Det kan altid svares.", extend("not" = { "const": "ved_ikke" }))]
    id: Id,
    #[schemars(rename = "tekst", description = "Svaret, som det vises. Uden tekst vises id'et.")]
    text: Option<Text>,
    #[schemars(
        rename = "point",
        description = "Hvad svaret tæller i en `sum`. Uden point: svarets plads i listen, fra 0."
    )]
    points: Option<i64>,
    #[schemars(rename = "udsagn", description = "Sætningen, der gengiver svaret i et notat eller et brev.")]
    statement: Option<Text>,
    #[schemars(
        rename = "udelukker",
        description = "`ja`: Svaret kan ikke vælges sammen med andre, for eksempel ”ingen af dem”. Kun ved `type: flervalg`."
    )]
    excludes: Option<OnlyYes>,
}

#[derive(JsonSchema)]
#[schemars(untagged, description = "Én tekst med `{svar}`, eller én tekst pr. svar.")]
pub enum Statement {
    Template(Text),
    PerAnswer(BTreeMap<String, Text>),
}

/// A type demands its own keys and takes none of the others'.
fn by_type(schema: &mut Schema) {
    let rule = |types: &[&str], keys: &[&str]| {
        let forbidden: Vec<_> = keys.iter().map(|key| json!({ "required": [key] })).collect();
        json!({
            "if": { "properties": { "type": { "enum": types } } },
            "then": { "required": keys },
            "else": { "not": { "anyOf": forbidden } },
        })
    };
    let graver = json!({
        "if": { "required": ["værre"] },
        "then": { "properties": { "type": { "const": "ja_nej" } } },
    });
    let only = |key: &str, of: &str| json!({ "if": { "required": [key] }, "then": { "properties": { "type": { "const": of } } } });
    let some = json!({
        "if": { "properties": { "type": { "const": "valg" } } },
        "then": { "properties": { "valg": { "minItems": 1 } } },
        "else": { "properties": { "valg": { "maxItems": 64 } } },
    });
    let rules = json!([
        rule(&["skala"], &["skala"]),
        rule(&["valg", "flervalg"], &["valg"]),
        rule(&["tal"], &["min", "maks"]),
        graver,
        only("ordnet", "valg"),
        only("enhed", "tal"),
        some
    ]);
    schema.insert("allOf".into(), rules);
}
