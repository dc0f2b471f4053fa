//! What editors show beside the descriptions: the name of each part, and what is said of a fault, in Danish.
//!
//! `errorMessage` is no word of JSON Schema, where unknown words mean nothing; the YAML server of common editors shows
//! it instead of its own English. Names of parts are those that an editor offers when it fills in a whole part.

use schemars::Schema;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value};

/// The parts of our formats by the names that they have in code.
const NAMES: &[(&str, &str)] = &[
    ("Addition", "Tilføjelse"),
    ("Advice", "Rådgivning"),
    ("Adviser", "Rådgiver"),
    ("All", "Alle"),
    ("Answer", "Svar"),
    ("AnswerValue", "Svarværdi"),
    ("Any", "Mindst én"),
    ("Assessment", "Vurdering"),
    ("AtLeast", "Mindst … af"),
    ("AtMost", "Højst … af"),
    ("Calculation", "Beregning"),
    ("Choice", "Svarmulighed"),
    ("Comparison", "Sammenligning"),
    ("Concept", "Begreb"),
    ("Condition", "Betingelse"),
    ("Criterion", "Kriterium"),
    ("Deadline", "Frist"),
    ("Example", "Eksempel"),
    ("FreeDay", "Fridag"),
    ("Period", "Periode"),
    ("Term", "Fristens længde og begyndelse"),
    ("Expected", "Forventet"),
    ("FollowUp", "Opfølgning"),
    ("Law", "Lov"),
    ("Level", "Niveau"),
    ("Months", "Måneder"),
    ("Never", "Aldrig"),
    ("NoneOf", "Ingen"),
    ("Not", "Ikke"),
    ("Question", "Spørgsmål"),
    ("Reference", "Kilde"),
    ("Scale", "Skala"),
    ("Statement", "Udsagn"),
    ("Use", "Fælles spørgsmål"),
    ("Validity", "Gyldighed"),
    ("WrittenOut", "Svar med kilde"),
];

/// Gives the parts of a whole schema their Danish names.
#[derive(Debug, Clone)]
pub struct Names;

impl Transform for Names {
    fn transform(&mut self, schema: &mut Schema) {
        let Some(Value::Object(parts)) = schema.get_mut("$defs") else { return };
        for (name, title) in NAMES {
            if let Some(Value::Object(part)) = parts.get_mut(*name) {
                part.entry("title").or_insert_with(|| (*title).into());
            }
        }
    }
}

/// Makes a list of words, each described, one list: an editor says what may stand there, but only of such a list in our
/// own words.
#[derive(Debug, Clone)]
pub struct Words;

impl Transform for Words {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(Value::Array(choices)) = schema.get("oneOf") else { return };
        let Some(words) = choices.iter().map(|choice| choice.get("const").cloned()).collect::<Option<Vec<_>>>() else {
            return;
        };
        let described = |choice: &Value| choice.get("description").cloned().unwrap_or_else(|| "".into());
        let descriptions: Vec<Value> = choices.iter().map(described).collect();
        schema.remove("oneOf");
        schema.insert("type".into(), "string".into());
        schema.insert("enum".into(), words.into());
        schema.insert("enumDescriptions".into(), descriptions.into());
    }
}

/// Says of every part what is to stand there.
#[derive(Debug, Clone)]
pub struct Messages;

impl Transform for Messages {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        // Beside a reference an editor would take it for a rule of its own, and no longer show the key's description.
        let message = schema.as_object().filter(|part| !part.contains_key("$ref")).and_then(message);
        if let Some(message) = message {
            schema.insert("errorMessage".into(), message.into());
        }
    }
}

fn message(part: &Map<String, Value>) -> Option<String> {
    if let Some(Value::Object(keys)) = part.get("properties") {
        let named = |list: Vec<&str>| list.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let required = part.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let required: Vec<&str> = required.collect();
        let all = named(keys.keys().map(String::as_str).collect());
        return Some(match required.as_slice() {
            [] => format!("en nøgle er ukendt; nøglerne her er {all}"),
            _ => format!("en nøgle mangler eller er ukendt; {} skal stå her, og nøglerne er {all}", named(required)),
        });
    }
    let described = part.get("description").and_then(Value::as_str);
    let words = part.get("enum").and_then(Value::as_array);
    let words = words.map(|words| words.iter().map(Value::to_string).collect::<Vec<_>>().join(", "));
    let text = match (part.get("const"), words, described) {
        (Some(only), _, _) => format!("her skal stå {only}"),
        (None, Some(words), _) => format!("her skal stå en af {words}"),
        (None, None, Some(described)) => format!("passer ikke her. {described}"),
        (None, None, None) => match part.get("type").and_then(Value::as_str)? {
            "array" => "her skal stå en liste".to_owned(),
            "object" => "her skal stå en blok med nøgler".to_owned(),
            "integer" => "her skal stå et helt tal".to_owned(),
            _ => return None,
        },
    };
    Some(text)
}
