//! Conditions: YAML for the structure, one line of text for a comparison.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A condition.
#[derive(JsonSchema)]
#[schemars(
    untagged,
    description = "En betingelse: en linje tekst med én sammenligning, eller en blok med `alle`, `mindst_en`, `ingen`, `ikke`, `mindst … af` eller `højst … af`."
)]
pub enum Condition {
    Text(Comparison),
    All(All),
    Any(Any),
    NoneOf(NoneOf),
    Not(Not),
    AtLeast(AtLeast),
    AtMost(AtMost),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct All {
    #[schemars(rename = "alle", description = "Alle betingelserne i listen er opfyldt.")]
    parts: Vec<Condition>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Any {
    #[schemars(rename = "mindst_en", description = "Mindst én af betingelserne i listen er opfyldt.")]
    parts: Vec<Condition>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NoneOf {
    #[schemars(rename = "ingen", description = "Ingen af betingelserne i listen er opfyldt.")]
    parts: Vec<Condition>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Not {
    #[schemars(rename = "ikke", description = "Betingelsen er ikke opfyldt.")]
    part: Box<Condition>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AtLeast {
    #[schemars(rename = "mindst", description = "Så mange af betingelserne i `af` er mindst opfyldt.")]
    number: u32,
    #[schemars(rename = "af", description = "De betingelser, der tælles.")]
    parts: Vec<Condition>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AtMost {
    #[schemars(rename = "højst", description = "Så mange af betingelserne i `af` er højst opfyldt.")]
    number: u32,
    #[schemars(rename = "af", description = "De betingelser, der tælles.")]
    parts: Vec<Condition>,
}

/// One line of text, by the grammar of the language.
pub struct Comparison;

impl JsonSchema for Comparison {
    fn schema_name() -> Cow<'static, str> {
        "Comparison".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Én sammenligning: `alder < 18`, `kommunikation >= svær`, `risiko`, `ikke risiko`, `sprog har tegn` eller `\"sum(a, maks(b, c)) >= 3\"`. I `rådgivning` også `niveau >= højt` og `tvivl`.",
            "pattern": pattern(),
        })
    }
}

/// Words and numbers are parted where they must be; elsewhere spaces may stand or not.
fn pattern() -> String {
    const ID: &str = r"\p{Alphabetic}[\p{Alphabetic}\p{N}_-]*";
    const NUMBER: &str = r"-?[0-9]+";
    const OP: &str = r"(!=|<=|>=|=|<|>)";
    let names = format!(r"{ID}(\s*,\s*{ID})*");
    let term = format!(r"(maks\s*\(\s*{names}\s*\)|{ID})");
    let sum = format!(r"sum\s*\(\s*{term}(\s*,\s*{term})*\s*\)\s*{OP}\s*{NUMBER}");
    let compare = format!(r"{ID}\s*{OP}\s*({ID}|{NUMBER})");
    format!(r"^\s*(ikke\s+{ID}|{ID}|{compare}|{ID}\s+har\s+{ID}|{sum})\s*$")
}
