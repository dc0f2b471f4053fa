//! Conditions: YAML for the structure, one line of text for a comparison.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

use super::values::ID;

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
            "description": "Én sammenligning: `alder < 18`, `kommunikation >= svær`, `risiko`, `ikke risiko`, `reaktion = udad eller flugt`, `alder mellem 13 og 17`, `sprog har tegn eller tale`, `antal(sprog) >= 2`, `\"maks(a, b) >= svær\"` eller `\"sum(a, maks(b, c)) >= 3\"`. I `rådgivning` også `niveau >= højt` og `tvivl`.",
            "pattern": pattern(),
        })
    }
}

/// What a `beregning` adds up.
pub fn calculation() -> String {
    format!(r"^\s*{}\s*$", sum())
}

const NUMBER: &str = r"-?[0-9]+";
const OP: &str = r"(!=|<=|>=|=|<|>)";

fn names() -> String {
    format!(r"{ID}(\s*,\s*{ID})*")
}

fn sum() -> String {
    let term = format!(r"(maks\s*\(\s*{}\s*\)|{ID})", names());
    format!(r"sum\s*\(\s*{term}(\s*,\s*{term})*\s*\)")
}

/// Words and numbers are parted where they must be; elsewhere spaces may stand or not.
fn pattern() -> String {
    let value = format!(r"({ID}|{NUMBER})");
    let compare = format!(r"{ID}\s*{OP}\s*{value}|{ID}\s*!?=\s*{value}(\s+eller\s+{value})+");
    let between = format!(r"{ID}\s+mellem\s+{value}\s+og\s+{value}");
    let has = format!(r"{ID}\s+har\s+{ID}(\s+eller\s+{ID})*");
    let count = format!(r"antal\s*\(\s*{ID}\s*\)\s*{OP}\s*{NUMBER}");
    let largest = format!(r"maks\s*\(\s*{}\s*\)\s*{OP}\s*{value}", names());
    let sum = format!(r"{}\s*{OP}\s*{NUMBER}", sum());
    format!(r"^\s*(ikke\s+{ID}|{ID}|{compare}|{between}|{has}|{count}|{largest}|{sum})\s*$")
}
