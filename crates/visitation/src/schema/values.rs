//! The small values of which all files consist: ids, texts, dates, ja and nej.

use schemars::JsonSchema;

/// An id in what the patterns of ECMAScript, Python and RE2 share: classes such as `\p{L}` are not in it. What is no
/// letter, digit, `_` or `-` in ASCII is kept out, as are the signs up to `¿`; of other scripts `visit lint` tells
/// letters from signs.
pub const ID: &str = r"[^\x00-@\[-`{-¿][^\x00-,./:-@\[-^`{-¿]*";
const ID_PATTERN: &str = r"^[^\x00-@\[-`{-¿][^\x00-,./:-@\[-^`{-¿]*$";

/// An id, as `guideline::ids::is_id` reads it.
#[derive(JsonSchema)]
#[schemars(
    transparent,
    description = "Et id: et bogstav og derefter bogstaver, tal, `_` eller `-`.",
    extend("pattern" = ID_PATTERN)
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
    extend("format" = "date", "pattern" = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
)]
pub struct Date(String);

/// `ja`, `nej`, `true` or `false`.
#[derive(JsonSchema)]
#[schemars(transparent, description = "`ja` eller `nej` (også `true` eller `false`).", transform = yes_no)]
pub struct YesNo(bool);

fn yes_no(schema: &mut schemars::Schema) {
    schema.remove("type");
    let either = serde_json::json!([{ "enum": ["ja", "nej"] }, { "type": "boolean" }]);
    schema.insert("anyOf".into(), either);
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
