//! The small values of which all files consist: ids, texts, dates, ja and nej.

use schemars::JsonSchema;

/// An id, as `guideline::ids::is_id` reads it.
#[derive(JsonSchema)]
#[schemars(
    transparent,
    description = "Et id: et bogstav og derefter bogstaver, tal, `_` eller `-`.",
    extend("pattern" = r"^\p{Alphabetic}[\p{Alphabetic}\p{N}_-]*$")
)]
pub struct Id(String);

/// The id of a speciale or a version, which names a file.
#[derive(JsonSchema)]
#[schemars(
    transparent,
    description = "Navnet på en mappe eller en fil: a-z, 0-9, `-` og `.`, med et bogstav eller tal først. Et tal skal i anførselstegn.",
    extend("pattern" = r"^[a-z0-9][a-z0-9.-]*$")
)]
pub struct FileId(String);

/// A text for people: what YAML takes for a number or a truth value is taken as it is written.
#[derive(JsonSchema)]
#[schemars(
    transparent,
    description = "Tekst til mennesker.",
    extend("type" = ["string", "number", "boolean"])
)]
pub struct Text(String);

/// `2026-01-31`.
#[derive(JsonSchema)]
#[schemars(
    transparent,
    description = "En dato: år-måned-dag, for eksempel 2026-01-31.",
    extend("format" = "date", "pattern" = r"^\d{4}-\d{2}-\d{2}$")
)]
pub struct Date(String);

/// `ja`, `nej`, `true` or `false`.
#[derive(JsonSchema)]
#[schemars(transparent, description = "`ja` eller `nej` (også `true` eller `false`).", transform = yes_no)]
pub struct YesNo(bool);

fn yes_no(schema: &mut schemars::Schema) {
    schema.remove("type");
    schema.insert("enum".into(), serde_json::json!(["ja", "nej", true, false]));
}

/// A whole number from 0.
pub type Count = u32;

/// The only word that a key can have.
#[derive(JsonSchema)]
#[schemars(description = "`ja`; ellers udelades nøglen.")]
pub enum OnlyYes {
    #[schemars(rename = "ja")]
    Yes,
}

/// The only word that `stilles` can have.
#[derive(JsonSchema)]
#[schemars(description = "`altid`; ellers udelades nøglen.")]
pub enum Always {
    #[schemars(rename = "altid")]
    Always,
}

/// One id or a list of them.
#[derive(JsonSchema)]
#[schemars(untagged, description = "Et navn eller en liste af navne.")]
pub enum OneOrMore {
    One(String),
    More(Vec<String>),
}
