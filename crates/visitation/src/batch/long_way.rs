//! A line that has something out of the ordinary, read as the answers file that it is.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;

use super::fault::Fault;
use super::line::Id;
use super::plan::Plan;
use crate::guideline::answers::{self, Answers, Elsewhere, UNKNOWN};
use crate::guideline::finding::Finding;
use crate::guideline::question::QuestionIx;

/// What a line answers: per guideline its answers, and the words given to `tekst` questions.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub answers: Vec<Answers>,
    pub words: Vec<BTreeMap<QuestionIx, String>>,
}

/// A map of JSON with its keys in order, those that come twice too.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(pub Vec<(String, Json)>);

/// A line of JSON.
pub(super) fn json(plan: &Plan, line: &str) -> Result<(Id, Said), Vec<Fault>> {
    let form = "en linje er `{\"id\": \"…\", \"svar\": {\"spørgsmål\": \"svar\"}}`";
    let pairs = serde_json::from_str::<Pairs>(line).map_err(|error| {
        let (code, message) = if error.is_data() {
            ("wrong-form", "linjen er ikke et objekt med svar".to_owned())
        } else {
            ("not-json", format!("linjen er ikke JSON: tegn {} passer ikke", error.column()))
        };
        vec![Fault::new(code, message, form)]
    })?;
    let (mut id, mut faults, mut said) = (None, Vec::new(), None);
    for (key, value) in pairs.0 {
        match key.as_str() {
            "id" if id.is_none() => match serde_json::from_value::<Id>(value) {
                Ok(found) => id = Some(found),
                Err(_) => faults.push(Fault::new("wrong-id", "`id` er hverken en tekst eller et helt tal", form)),
            },
            "svar" if said.is_none() => said = Some(value),
            "id" | "svar" => faults.push(Fault::new("duplicate-key", format!("`{key}` står to gange"), form)),
            _ => faults.push(Fault::new("unknown-key", format!("en linje har ikke nøglen `{key}`"), form)),
        }
    }
    if faults.iter().any(|fault| fault.code == "duplicate-key") {
        return Err(faults);
    }
    let found = match said {
        // The pairs are read from the line itself: a map of JSON would forget those that come twice.
        Some(_) => match serde_json::from_str::<Answered>(line) {
            Ok(Answered { answers }) => resolve(plan, &answers),
            Err(_) => Err(vec![Fault::new("wrong-form", "`svar` er ikke et objekt", form)]),
        },
        None => Err(vec![Fault::new("missing-key", "`svar` mangler", form)]),
    };
    match found {
        Ok(said) if faults.is_empty() => Ok((id.unwrap_or_default(), said)),
        Ok(_) => Err(faults),
        Err(more) => Err(faults.into_iter().chain(more).collect()),
    }
}

/// The cells of a table's row.
pub(super) fn cells<'c>(plan: &Plan, cells: impl Iterator<Item = (&'c str, &'c str)>) -> Result<Said, Vec<Fault>> {
    let pairs =
        cells.filter(|(_, cell)| !cell.is_empty()).map(|(key, cell)| (key.to_owned(), as_json(plan, key, cell)));
    resolve(plan, &Pairs(pairs.collect()))
}

/// A cell as an answers file would have it.
fn as_json(plan: &Plan, key: &str, cell: &str) -> Json {
    let question = plan.guidelines().into_iter().find_map(|guideline| {
        let id = key.strip_prefix(&guideline.speciale).and_then(|rest| rest.strip_prefix('.')).unwrap_or(key);
        guideline.question(id).map(|(_, question)| question.clone())
    });
    let question = question.or_else(|| plan.national()?.questions.iter().find(|question| question.id == key).cloned());
    match question.map(|question| question.kind) {
        Some(crate::guideline::question::Kind::Multi(_)) if cell != UNKNOWN => {
            cell.split('|').map(str::trim).filter(|part| !part.is_empty()).collect()
        }
        Some(crate::guideline::question::Kind::Number { .. }) => {
            cell.parse::<i64>().map_or_else(|_| Json::from(cell), Json::from)
        }
        _ => Json::from(cell),
    }
}

fn resolve(plan: &Plan, pairs: &Pairs) -> Result<Said, Vec<Fault>> {
    let failed = |_| vec![Fault::new("not-json", "linjen kan ikke læses", "")];
    let text = serde_json::to_string(&Answered { answers: pairs.clone() }).map_err(failed)?;
    let sheet = answers::read("linjen", text.as_bytes()).map_err(|found| faults(&found))?;
    let guidelines = plan.guidelines();
    let Some(national) = plan.national() else { return Ok(Said::default()) };
    let elsewhere = Elsewhere { national, has_question: &|key| plan.asked_elsewhere(key) };
    let resolved = answers::resolve(&sheet.raw.answers, &sheet.source, &guidelines, &elsewhere);
    let mut found = sheet.faults.clone();
    match resolved {
        Ok(answers) if found.is_empty() => {
            return Ok(Said { answers, words: answers::words(&sheet.raw.answers, &guidelines) });
        }
        Ok(_) => {}
        Err(more) => found.extend(more),
    }
    found.sort_by_key(|finding| (finding.span.start, finding.span.end));
    Err(faults(&found))
}

fn faults(findings: &[Finding]) -> Vec<Fault> {
    let fault = |finding: &Finding| Fault {
        code: finding.code,
        message: finding.message.clone(),
        help: finding.help.clone().unwrap_or_default(),
    };
    findings.iter().map(fault).collect()
}

/// A line, or an answers file, of which only the answers are looked at.
#[derive(serde::Serialize, serde::Deserialize)]
struct Answered {
    #[serde(rename = "svar")]
    answers: Pairs,
}

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("et objekt")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}
