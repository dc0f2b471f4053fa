//! The formats of our files as JSON Schema, so that an editor completes and explains them in Danish.
//!
//! A mirror of the structs that read the files, made only to be described: nothing is read into it. It says what
//! the form must be; whether names exist and a comparison fits its question is found by `visit lint`. Every key
//! carries a Danish description, and a test holds the keys against those that the loader knows.

#![expect(dead_code, reason = "the fields are described and never read")]
#![expect(
    clippy::struct_field_names,
    clippy::large_enum_variant,
    reason = "no value is ever made of these types, and their names are those of what they mirror"
)]

mod answers;
mod case;
mod condition;
mod danish;
mod examples;
mod guideline;
mod national;
mod outcome;
mod question;
mod values;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The formats that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A guideline.
    #[default]
    Guideline,
    /// national.yaml.
    National,
    /// eksempler.yaml.
    Examples,
    /// A saved case.
    Case,
    /// An answers file.
    Answers,
}

/// The JSON Schema (2020-12) of a format.
#[must_use]
pub fn schema(format: Format) -> Value {
    match format {
        Format::Guideline => of::<guideline::Guideline>(),
        Format::National => of::<national::National>(),
        Format::Examples => of::<examples::Examples>(),
        Format::Case => of::<case::Case>(),
        Format::Answers => of::<answers::Answers>(),
    }
}

fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(NoNull).with_transform(NoRustNames);
    let settings =
        settings.with_transform(danish::Names).with_transform(danish::Words).with_transform(danish::Messages);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// A key that may be left out may not be empty: the loader refuses a key without a value.
#[derive(Debug, Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if object.remove("x-may-be-null").is_some() {
            return;
        }
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".into(), only);
            }
        }
        let inner = match object.get_mut("anyOf") {
            Some(Value::Array(parts)) if parts.iter().any(|part| part["type"] == "null") => {
                parts.retain(|part| part["type"] != "null");
                parts.first().cloned().filter(|_| parts.len() == 1)
            }
            _ => None,
        };
        if let Some(Value::Object(inner)) = inner {
            object.remove("anyOf");
            for (key, value) in inner {
                object.entry(key).or_insert(value);
            }
        }
    }
}

/// Formats such as `uint32` are Rust's own and mean nothing to other validators; so is the title of the root.
#[derive(Debug, Clone)]
struct NoRustNames;

impl Transform for NoRustNames {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if object.get("format").and_then(Value::as_str).is_some_and(|name| name.contains("int")) {
            object.remove("format");
        }
    }
}
