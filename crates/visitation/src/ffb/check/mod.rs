//! Is a bundle what its guide demands? Tables for cardinality, fixed values and bindings; invariants and references.
//!
//! A finding names the element's path and the code, never what else stands there. Strict where the reader is lenient.

mod base;
mod rules;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::bundle::{Guide, ReadError, damaged};
use super::codes::{Code, FFB, Kind, codes};
use super::notes::Notice;
use super::plans::{FOLLOWED_UP, GOAL};
use super::support::SUPPORT;
use crate::case::cpr::looks_like_cpr;
use rules::{MANY, MESSAGING, REPORTING, Rule, Want};

const RANK: &str = "http://fhir.kl.dk/core/StructureDefinition/ConditionRank";
const CPR: &str = "urn:oid:1.2.208.176.1.2";

/// What is wrong, in the order of the bundle. Read the bundle first: what cannot be read is told there.
///
/// # Errors
/// It is no JSON.
pub fn check(text: &str, guide: Guide) -> Result<Vec<Notice>, ReadError> {
    let bundle: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| damaged(&error))?;
    let mut check = Check { guide, names: Vec::new(), found: Vec::new() };
    let entries = list(&bundle, "entry");
    for entry in entries {
        let resource = entry.get("resource").unwrap_or(&Value::Null);
        let typed = format!("{}/{}", word(resource, "resourceType"), word(resource, "id"));
        check.names.push((word(entry, "fullUrl").to_owned(), typed, word(resource, "resourceType").to_owned()));
    }
    check.bundle(&bundle, entries);
    for (place, entry) in entries.iter().enumerate() {
        let path = format!("entry[{place}].resource");
        match entry.get("resource") {
            Some(resource) => check.resource(resource, &path),
            None => check.add(&path, "mangler"),
        }
    }
    Ok(check.found)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn word<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The codings of a `CodeableConcept`, of a list of them, or a `Coding` itself.
fn codings(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().flat_map(codings).collect(),
        _ if value.get("coding").is_some() => list(value, "coding").iter().collect(),
        _ if value.get("code").is_some() => vec![value],
        _ => Vec::new(),
    }
}

fn has_code(value: Option<&Value>, code: &str) -> bool {
    value.is_some_and(|value| codings(value).iter().any(|coding| word(coding, "code") == code))
}

fn ffb(value: Option<&Value>) -> Option<&'static Code> {
    let all = value.map(codings).unwrap_or_default();
    all.iter().filter(|coding| word(coding, "system") == FFB).find_map(|coding| codes().find(word(coding, "code")))
}

/// Which profile a resource has to meet, by what it is.
fn profile(resource: &Value, guide: Guide) -> &str {
    let of = |key: &str| resource.get(key);
    match word(resource, "resourceType") {
        "Patient" => "citizen",
        "Condition" => match ffb(of("code")).map(|code| code.kind) {
            Some(Kind::TargetGroup) => "targetGroup",
            Some(kind) if kind.is_undertema() => "condition",
            // A diagnosis in words or of another system, which only messaging has.
            None if guide == Guide::Messaging && !coded_by_ffb(of("code")) => "",
            _ => "condition",
        },
        "CarePlan" if of("basedOn").is_some() => "intervention",
        "CarePlan" if guide == Guide::Reporting => "carePlan",
        "CarePlan" => "orderCarePlan",
        "Goal" if guide == Guide::Reporting || has_code(of("category"), GOAL) => "goal",
        "Goal" => "purpose",
        "ClinicalImpression" => "study",
        "Observation" if has_code(of("code"), SUPPORT) => "support",
        "Observation" if has_code(of("code"), FOLLOWED_UP) => "followUp",
        "Observation" => "observation",
        kind => kind,
    }
}

fn coded_by_ffb(value: Option<&Value>) -> bool {
    value.map(codings).unwrap_or_default().iter().any(|coding| word(coding, "system") == FFB)
}

struct Check {
    guide: Guide,
    /// `fullUrl`, `Type/id` and type of each entry.
    names: Vec<(String, String, String)>,
    found: Vec<Notice>,
}

impl Check {
    fn add(&mut self, path: &str, text: impl Into<String>) {
        self.found.push(Notice { path: path.to_owned(), text: text.into() });
    }

    fn bundle(&mut self, bundle: &Value, entries: &[Value]) {
        if word(bundle, "timestamp").is_empty() {
            self.add("timestamp", "mangler");
        }
        let first = entries.first().and_then(|entry| entry.get("resource"));
        if self.guide == Guide::Messaging && first.is_none_or(|first| word(first, "resourceType") != "MessageHeader") {
            self.add("entry[0].resource", "skal være `MessageHeader` i en meddelelse");
        }
        if !self.names.iter().any(|(_, _, kind)| kind == "Patient") {
            self.add("entry", "mangler borgeren (`Patient`)");
        }
        for place in 0..self.names.len() {
            let Some((url, _, _)) = self.names.get(place).cloned() else { continue };
            let path = format!("entry[{place}].fullUrl");
            if !url.is_empty() && !url.contains(':') {
                self.add(&path, "skal være en hel adresse (`urn:uuid:…` eller `https://…`)");
            }
            if !url.is_empty() && self.names.iter().take(place).any(|(other, ..)| *other == url) {
                self.add(&path, "står også på en anden post");
            }
        }
    }

    fn resource(&mut self, resource: &Value, path: &str) {
        let profile = profile(resource, self.guide);
        let tables = if self.guide == Guide::Messaging { MESSAGING } else { REPORTING };
        for rule in tables.iter().find(|(name, _)| *name == profile).map_or(&[][..], |(_, rules)| rules) {
            self.rule(resource, path, rule);
        }
        match profile {
            "condition" => self.severity(resource, path),
            "citizen" if self.guide == Guide::Reporting => self.cpr(resource, path),
            "carePlan" => self.plan(resource, path),
            "orderCarePlan" => self.ranks(resource, path, (0, 1)),
            "goal" if !list(resource, "addresses").is_empty() => self.ranks(resource, path, (1, 1)),
            _ => {}
        }
        self.references(resource, path);
        base::check(resource, path, &mut self.found);
    }

    /// Counts the element below each of its parents, and looks at what it holds.
    fn rule(&mut self, resource: &Value, path: &str, (element, least, most, want): &Rule) {
        let mut parents = vec![(path.to_owned(), resource)];
        let mut steps: Vec<&str> = element.split('.').collect();
        let last = steps.pop().unwrap_or_default();
        for (depth, step) in steps.iter().enumerate() {
            let inner: Vec<(String, &Value)> =
                parents.iter().flat_map(|(path, value)| children(value, path, step)).collect();
            // An optional element that is not there demands nothing of what would stand in it, one level down.
            if inner.is_empty() && depth == 0 && *least > 0 && is_single(step) {
                self.add(&format!("{path}.{element}"), "mangler");
            }
            parents = inner;
        }
        for (path, parent) in parents {
            let at = format!("{path}.{last}");
            let here = children(parent, &path, last);
            let count = here.len().max(list_or_one(parent.get(format!("_{last}"))));
            match count {
                0 if *least > 0 => self.add(&at, "mangler"),
                1.. if *most == 0 => self.add(&at, "må ikke stå her efter vejledningen"),
                count if count < *least => self.add(&at, format!("står {count} gange og skal stå mindst {least}")),
                count if *most != MANY && count > *most => {
                    self.add(&at, format!("står {count} gange og må højst stå {most}"));
                }
                _ => here.iter().for_each(|(path, value)| self.value(value, path, *want)),
            }
        }
    }

    fn value(&mut self, value: &Value, path: &str, want: Want) {
        match want {
            Want::Any => {}
            Want::Words(words) if value.as_str().is_some_and(|value| words.contains(&value)) => {}
            Want::Words(words) => self.add(path, format!("skal være {}", words.join(" eller "))),
            Want::Code(code) if has_code(Some(value), code) => {}
            Want::Code(code) => self.add(path, format!("skal have koden `{code}`")),
            Want::Ffb(set, kinds) | Want::OnlyFfb(set, kinds) => {
                let must = matches!(want, Want::OnlyFfb(..));
                match ffb(Some(value)) {
                    Some(code) if kinds.contains(&code.kind) => {}
                    None if !must && !coded_by_ffb(Some(value)) => {}
                    Some(code) => self.add(path, format!("koden `{}` (»{}«) er ikke i {set}", code.code, code.display)),
                    None => self.add(path, format!("har ingen kode fra {set} under `{FFB}`")),
                }
            }
        }
    }

    /// FFB has levels on *Aktivitet og deltagelse* alone; the reporting guide demands one there.
    fn severity(&mut self, resource: &Value, path: &str) {
        let Some(code) = ffb(resource.get("code")) else { return };
        let path = format!("{path}.severity");
        match (code.kind, resource.get("severity")) {
            (Kind::Activity, None) if self.guide == Guide::Reporting => {
                self.add(&path, format!("mangler, og »{}« skal have et funktionsevneniveau", code.display));
            }
            (Kind::Function | Kind::Surroundings, Some(_)) => {
                self.add(&path, "må ikke stå her: FFB har kun niveau på Aktivitet og deltagelse");
            }
            _ => {}
        }
    }

    /// The number itself is never told.
    fn cpr(&mut self, resource: &Value, path: &str) {
        for (place, identifier) in list(resource, "identifier").iter().enumerate() {
            let path = format!("{path}.identifier[{place}]");
            if word(identifier, "system") != CPR {
                self.add(&format!("{path}.system"), format!("skal være `{CPR}`"));
            }
            if word(identifier, "use") != "official" {
                self.add(&format!("{path}.use"), "skal være official");
            }
            if !looks_like_cpr(word(identifier, "value")) {
                self.add(&format!("{path}.value"), "er ikke et CPR-nummer, og uddatasættet tillader ikke andet");
            }
        }
    }

    fn plan(&mut self, resource: &Value, path: &str) {
        self.ranks(resource, path, (0, 1));
        let extension = |ending: &str| list(resource, "extension").iter().any(|one| word(one, "url").ends_with(ending));
        if !extension("unicipalityCaseNumber") {
            self.add(&format!("{path}.extension"), "mangler kommunens sagsnummer (municipalityCaseNumber)");
        }
        for (place, target) in list(resource, "addresses").iter().enumerate() {
            if rank(target).is_none() {
                self.add(&format!("{path}.addresses[{place}]"), "mangler sin rang (ConditionRank)");
            }
        }
        if word(resource, "intent") == "order"
            && word(resource, "status") != "completed"
            && list(resource, "addresses").is_empty()
        {
            self.add(&format!("{path}.addresses"), "mangler: en bestilt indsats skal have sin målgruppe");
        }
    }

    /// How often rank 1 may stand on what is addressed.
    fn ranks(&mut self, resource: &Value, path: &str, (least, most): (usize, usize)) {
        let firsts = list(resource, "addresses").iter().filter(|target| rank(target) == Some(1)).count();
        if firsts < least || firsts > most {
            let text = format!(
                "har {firsts} med rang 1; der skal være {}",
                if least == most { "netop én" } else { "højst én" }
            );
            self.add(&format!("{path}.addresses"), text);
        }
    }

    /// Every reference leads to an entry; a subject is the citizen.
    fn references(&mut self, value: &Value, path: &str) {
        match value {
            Value::Array(all) => {
                for (place, value) in all.iter().enumerate() {
                    self.references(value, &format!("{path}[{place}]"));
                }
            }
            Value::Object(all) => {
                for (key, value) in all {
                    if key == "reference" && value.is_string() {
                        self.reference(value.as_str().unwrap_or_default(), path);
                    }
                    self.references(value, &format!("{path}.{key}"));
                }
            }
            _ => {}
        }
    }

    fn reference(&mut self, reference: &str, path: &str) {
        let exact = self.names.iter().find(|(url, ..)| url == reference);
        let tail =
            |typed: &str| typed == reference || reference.strip_suffix(typed).is_some_and(|rest| rest.ends_with('/'));
        let found = exact.or_else(|| self.names.iter().find(|(_, typed, _)| tail(typed)));
        match found.map(|(_, _, kind)| kind.as_str()) {
            None => self.add(path, "henvisningen peger på noget, der ikke er i filen"),
            Some(kind) if path.ends_with(".subject") && kind != "Patient" => {
                self.add(path, "henvisningen peger ikke på borgeren");
            }
            Some(_) => {}
        }
    }
}

/// Elements that stand once: what they must hold is missing together with them.
fn is_single(step: &str) -> bool {
    matches!(step, "source" | "period" | "code" | "class" | "description" | "managingOrganization")
}

fn list_or_one(value: Option<&Value>) -> usize {
    match value {
        None => 0,
        Some(Value::Array(all)) => all.len(),
        Some(_) => 1,
    }
}

fn children<'v>(value: &'v Value, path: &str, key: &str) -> Vec<(String, &'v Value)> {
    match value.get(key) {
        None => Vec::new(),
        Some(Value::Array(all)) => {
            all.iter().enumerate().map(|(place, value)| (format!("{path}.{key}[{place}]"), value)).collect()
        }
        Some(value) => vec![(format!("{path}.{key}"), value)],
    }
}

/// The rank, under the address that counts: one of the guides' own rules looks under another, where it never is.
fn rank(target: &Value) -> Option<u64> {
    let rank = list(target, "extension").iter().find(|one| word(one, "url") == RANK)?;
    rank.get("valuePositiveInt")?.as_u64()
}
