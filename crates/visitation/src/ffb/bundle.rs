//! A bundle taken apart: its resources by type, and the way from a reference to what it points at.
//!
//! Liberal: type and code decide, `meta.profile` need not be there. Refuses what is no bundle, is damaged, or is about
//! two citizens.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::error::Category;

use super::fhir::{Bundle, Head, Reference, Resource};
use super::notes::Notes;

/// Which of KL's guides a bundle follows, by its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guide {
    /// FFB uddatasæt: codes only, for a common gateway.
    Reporting,
    /// FFB udvekslingsdatasæt: an order with texts.
    Messaging,
}

impl Guide {
    /// Its Danish name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reporting => "FFB uddatasæt",
            Self::Messaging => "FFB udvekslingsdatasæt",
        }
    }
}

/// Why a file cannot be used. Says the place, never what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ReadError {
    /// Stable, English kebab-case.
    pub code: &'static str,
    /// Danish, lower-case start, no full stop.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

fn refused(code: &'static str, message: impl Into<String>, help: &'static str) -> ReadError {
    ReadError { code, message: message.into(), help }
}

const ASK_AGAIN: &str = "hent filen igen fra fagsystemet";

/// One resource and where it stands.
#[derive(Debug)]
pub(super) struct Item {
    pub place: usize,
    pub kind: String,
    pub resource: Resource,
}

impl Item {
    /// `entry[7].resource.severity`
    pub(super) fn path(&self, rest: &str) -> String {
        format!("entry[{}].resource.{rest}", self.place)
    }
}

/// A whole bundle.
#[derive(Debug)]
pub(super) struct Taken {
    pub guide: Guide,
    pub timestamp: Option<String>,
    pub items: Vec<Item>,
    /// `fullUrl` and `Type/id`, to the place in `items`.
    names: BTreeMap<String, usize>,
}

impl Taken {
    /// Takes a file apart.
    pub(super) fn read(text: &str, notes: &mut Notes) -> Result<Self, ReadError> {
        let bundle: Bundle<'_> =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| damaged(&error))?;
        if bundle.resource_type != "Bundle" {
            let help = "giv den fil, fagsystemet har dannet: et FHIR R4-bundle som JSON";
            return Err(refused("no-bundle", "filen er ikke et FHIR-bundle", help));
        }
        let guide = match bundle.kind.as_str() {
            "collection" => Guide::Reporting,
            "message" => Guide::Messaging,
            _ => {
                let help = "der læses FFB uddatasæt (`collection`) og FFB udvekslingsdatasæt (`message`)";
                return Err(refused("wrong-bundle", "bundlets `type` er hverken `collection` eller `message`", help));
            }
        };
        if bundle.meta.profile.iter().any(|profile| OLD_DRAFTS.iter().any(|old| profile.starts_with(old))) {
            notes.add("meta.profile", "filen følger vejledningens ældre udkast; den er læst efter typer og koder");
        }
        let timestamp = bundle.timestamp.clone().filter(|time| day_of(Some(time)).is_some() && is_time(time));
        let (items, names) = items(&bundle, notes)?;
        let patients = items.iter().filter(|item| matches!(item.resource, Resource::Patient)).count();
        if patients > 1 {
            let message = format!("filen handler om {patients} borgere, og et bundle er om én");
            return Err(refused("several-citizens", message, "hent én fil for hver borger"));
        }
        Ok(Self { guide, timestamp, items, names })
    }

    /// Whom a reference points at: by its exact `fullUrl`, else by type and id.
    pub(super) fn find(&self, reference: &Reference) -> Option<usize> {
        let text = reference.reference.as_str();
        let by_type = || {
            let mut parts = text.rsplit('/');
            let (id, kind) = (parts.next()?, parts.next()?);
            self.names.get(&format!("{kind}/{id}"))
        };
        self.names.get(text).or_else(by_type).copied()
    }

    /// The same, and a word about it where it leads nowhere.
    pub(super) fn follow(&self, reference: &Reference, path: &str, notes: &mut Notes) -> Option<usize> {
        let found = self.find(reference);
        if found.is_none() && !reference.reference.is_empty() {
            notes.add(path, "henvisningen peger på noget, der ikke er i filen");
        }
        found
    }

    pub(super) fn item(&self, place: usize) -> Option<&Item> {
        self.items.get(place)
    }
}

const OLD_DRAFTS: [&str; 2] = ["http://ffb/messaging/kl.dk/1.0", "http://kl.dk/fhir/common/caresocial"];

type Items = (Vec<Item>, BTreeMap<String, usize>);

fn items(bundle: &Bundle<'_>, notes: &mut Notes) -> Result<Items, ReadError> {
    let (mut items, mut names): Items = Default::default();
    let mut updated: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
    for (place, entry) in bundle.entry.iter().enumerate() {
        let Some(raw) = entry.resource else { continue };
        let unreadable = |error: serde_json::Error| unreadable(place, &error);
        let head: Head = serde_json::from_str(raw.get()).map_err(unreadable)?;
        let resource = Resource::read(&head.resource_type, raw.get()).map_err(unreadable)?;
        let item = Item { place, kind: head.resource_type.clone(), resource };
        let own = (head.resource_type.clone(), head.id.clone());
        // The same id again is a newer state of the same thing.
        let at = if let Some((at, since)) = updated.get(&own).filter(|_| !head.id.is_empty()) {
            notes.add(item.path("id"), "det samme id står flere gange; den nyeste udgave er brugt");
            if *since > head.meta.last_updated {
                continue;
            }
            let at = *at;
            if let Some(old) = items.get_mut(at) {
                *old = item;
            }
            at
        } else {
            items.push(item);
            items.len() - 1
        };
        if !entry.full_url.is_empty() {
            names.insert(entry.full_url.clone(), at);
        }
        if !head.id.is_empty() {
            names.insert(format!("{}/{}", head.resource_type, head.id), at);
        }
        updated.insert(own, (at, head.meta.last_updated));
    }
    Ok((items, names))
}

/// What serde says of a fault quotes the file; here only the place is told.
pub(super) fn damaged(error: &serde_json::Error) -> ReadError {
    let (line, column) = (error.line(), error.column());
    let what = match error.classify() {
        Category::Eof => "filen er ikke hel: den slutter midt i noget",
        Category::Syntax if error.to_string().starts_with("recursion limit") => "filen er indlejret for dybt",
        Category::Syntax | Category::Io => "filen er ikke gyldig JSON",
        Category::Data if is_double(error) => "den samme nøgle står to gange",
        Category::Data => "filen har ikke den form, et FHIR-bundle har",
    };
    refused("unreadable-bundle", format!("{what} (linje {line}, tegn {column})"), ASK_AGAIN)
}

fn unreadable(place: usize, error: &serde_json::Error) -> ReadError {
    let what = if is_double(error) {
        "har den samme nøgle to gange"
    } else if error.to_string().starts_with("recursion limit") {
        "er indlejret for dybt"
    } else {
        "har et element af en anden form end FHIR R4's"
    };
    refused("unreadable-resource", format!("`entry[{place}].resource` {what}"), ASK_AGAIN)
}

fn is_double(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("duplicate field")
}

fn is_time(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-:T+.Z".contains(&byte))
}

/// The day of a FHIR date or moment, as it was written there; none for a year or a month alone.
pub(super) fn day_of(text: Option<&str>) -> Option<Date> {
    text?.get(..10)?.parse().ok()
}
