//! What was edited between two texts of one rule file, in a few words: which lists, and which entries of them.
//!
//! For a person who is told that a case rests on an earlier text. Compares the YAML as it stands, so a change of
//! comments or layout alone is none. Deliberately says nothing of what an edit means.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::wording::list_text;

/// So many entries of a list are named; the rest are counted.
const NAMED: usize = 3;

/// `rådgivere (viso)`, `love (sel-101, sel-108, sel-110 og 4 til)`, `niveauer`; empty where nothing else is said.
#[must_use]
pub fn edited(before: &str, now: &str) -> Vec<String> {
    let (Ok(Value::Mapping(before)), Ok(Value::Mapping(now))) =
        (serde_yaml::from_str(before), serde_yaml::from_str(now))
    else {
        return Vec::new();
    };
    let keys = before.keys().chain(now.keys().filter(|key| !before.contains_key(key)));
    let changed = keys.filter(|key| before.get(key) != now.get(key));
    changed.filter_map(|key| Some(told(key.as_str()?, &entries(before.get(key)), &entries(now.get(key))))).collect()
}

fn told(key: &str, before: &BTreeMap<&str, &Value>, now: &BTreeMap<&str, &Value>) -> String {
    let ids = before.keys().chain(now.keys().filter(|id| !before.contains_key(*id)));
    let ids: Vec<&str> = ids.filter(|id| before.get(*id) != now.get(*id)).copied().collect();
    let named = match ids.len().checked_sub(NAMED) {
        None | Some(0) => list_text(&ids),
        Some(more) => format!("{} og {more} til", ids.get(..NAMED).unwrap_or_default().join(", ")),
    };
    if named.is_empty() { key.to_owned() } else { format!("{key} ({named})") }
}

/// The entries of a list that have an id.
fn entries(list: Option<&Value>) -> BTreeMap<&str, &Value> {
    let list = list.and_then(Value::as_sequence).into_iter().flatten();
    list.filter_map(|entry| Some((entry.get("id")?.as_str()?, entry))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_was_edited_and_nothing_else() {
        let before = "niveauer: [{id: let}]\nrådgivere: [{id: viso, kontakt: \"1\"}, {id: egen}]\nversion: a";
        let now = "# nyt\nniveauer: [{id: let}]\nrådgivere: [{id: viso, kontakt: \"2\"}, {id: egen}]\nversion: b";
        assert_eq!(edited(before, now), ["rådgivere (viso)", "version"]);
        assert_eq!(edited(before, before), Vec::<String>::new());
        let many = "love: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}]";
        assert_eq!(edited("love: []", many), ["love (a, b, c og 2 til)"]);
    }
}
