//! Names that must be well-formed and unique.

use std::collections::{BTreeMap, BTreeSet};

use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::raw::Located;

/// Words of the condition language that cannot name a question or a concept.
pub const RESERVED: [&str; 9] = ["ikke", "har", "sum", "maks", "ja", "nej", "niveau", "tvivl", "antal_specialer"];

/// The names taken so far in one space of names.
#[derive(Debug, Default)]
pub struct Names {
    what: &'static str,
    places: BTreeMap<String, usize>,
    unreadable: BTreeSet<String>,
}

impl Names {
    /// An empty space; `what` names its members in messages, in Danish: `kriterium`.
    #[must_use]
    pub fn of(what: &'static str) -> Self {
        Self { what, ..Self::default() }
    }

    /// Takes a name for the member at `place`, reporting an ill-formed or taken one.
    pub fn add(&mut self, id: &Located<String>, place: usize, findings: &mut Findings) {
        if !ids::is_id(&id.value) {
            let message = format!("`{}` kan ikke være et id", id.value);
            let help = "et id er et bogstav fulgt af bogstaver, tal, `_` eller `-`";
            findings.error("bad-id", id.span, message, help);
        }
        if self.places.contains_key(&id.value) {
            let message = format!("{} `{}` findes allerede", self.what, id.value);
            findings.error("duplicate-id", id.span, message, "giv det et andet id");
            return;
        }
        self.insert(&id.value, place);
    }

    /// Takes a name that is known to be well-formed and free.
    pub fn insert(&mut self, id: &str, place: usize) {
        self.places.insert(id.to_owned(), place);
    }

    /// Notes a name whose member could not be read: using it is no second fault.
    pub fn add_unreadable(&mut self, id: &str) {
        self.unreadable.insert(id.to_owned());
    }

    /// Could the member with this name not be read?
    #[must_use]
    pub fn is_unreadable(&self, id: &str) -> bool {
        self.unreadable.contains(id)
    }

    /// As [`Names::add`], for a name that conditions use.
    pub fn add_usable(&mut self, id: &Located<String>, place: usize, findings: &mut Findings) {
        if RESERVED.contains(&id.value.as_str()) {
            let message = format!("`{}` er et ord i betingelsessproget", id.value);
            findings.error("reserved-id", id.span, message, "vælg et andet id");
        }
        self.add(id, place, findings);
    }

    /// The place of a name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// All names in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// The place of a name, or a fault that keeps the file from being used.
    pub fn need(&self, id: &Located<String>, findings: &mut Findings) -> Option<usize> {
        let found = self.get(&id.value);
        if found.is_none() {
            let (message, help) = self.unknown(&id.value);
            findings.error("unknown-id", id.span, message, help);
        }
        found
    }

    /// Reports a name that is not known, as a flaw: no outcome depends on it.
    pub fn expect(&self, id: &Located<String>, code: &'static str, findings: &mut Findings) {
        if self.get(&id.value).is_none() {
            let (message, help) = self.unknown(&id.value);
            findings.flaw(code, id.span, message, help);
        }
    }

    fn unknown(&self, id: &str) -> (String, String) {
        let help = ids::did_you_mean(id, self.iter()).unwrap_or_else(|| {
            let known: Vec<&str> = self.iter().take(12).collect();
            if known.is_empty() {
                "der er ingen endnu".to_owned()
            } else {
                format!("der findes {}", ids::enumerate(&known))
            }
        });
        (format!("{} `{id}` findes ikke", self.what), help)
    }
}
