//! What was noticed on the way, and how a coded value is read: by code and system, never by name.
//!
//! A notice names the place and the code. Nothing else of a bundle may stand in one: it could be a person's name.

use std::collections::BTreeMap;

use super::codes::{Code, FFB, FFB_VERSION, OLD_FFB, codes};
use super::fhir::Concept;

/// Something in the bundle that was not as the guides say, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// `entry[7].resource.severity`
    pub path: String,
    /// Danish, lower-case start, no full stop.
    pub text: String,
}

/// A coded value as it was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// A code of the table.
    Known(&'static Code),
    /// A code of FFB's system that the table does not have.
    Unknown,
    /// Coded by another system, or only in words.
    Foreign,
    /// No value at all.
    Nothing,
}

impl Seen {
    pub(super) fn known(self) -> Option<&'static Code> {
        if let Self::Known(code) = self { Some(code) } else { None }
    }
}

#[derive(Debug, Default)]
pub(super) struct Notes {
    pub notices: Vec<Notice>,
    told_old: bool,
    told_newer: bool,
}

impl Notes {
    pub(super) fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.notices.push(Notice { path: path.into(), text: text.into() });
    }

    /// What a coded value is. What is not understood is told with its place.
    pub(super) fn seen(&mut self, concept: &Concept, path: &str) -> Seen {
        let mut unknown = false;
        for coding in &concept.coding {
            let of_ffb = coding.system == FFB || coding.system == OLD_FFB;
            let Some(code) = codes().find(&coding.code) else {
                if of_ffb {
                    unknown = true;
                    self.add(path, format!("{} er ikke i FFB-tabellen og er ikke brugt", told(&coding.code)));
                }
                continue;
            };
            if code.system == FFB && !of_ffb {
                let text = "koden findes i FFB, men værdiens `system` er et andet, så den er ikke brugt";
                self.add(path, text);
                continue;
            }
            if code.system != FFB && coding.system != code.system && !coding.system.starts_with(OLD_DRAFT) {
                continue;
            }
            self.tell_age(coding.system == OLD_FFB, &coding.version, code, path);
            return Seen::Known(code);
        }
        match (unknown, concept.coding.is_empty() && concept.text.is_none()) {
            (true, _) => Seen::Unknown,
            (_, true) => Seen::Nothing,
            _ => Seen::Foreign,
        }
    }

    /// Once a file: that it speaks of an older or a newer FFB.
    fn tell_age(&mut self, old: bool, version: &str, code: &Code, path: &str) {
        if old && !self.told_old {
            self.told_old = true;
            self.add(
                path,
                "filen bruger FFB-systemet fra vejledningens ældre udkast; koderne er de samme og er læst som FFB",
            );
        }
        let newer = code.system == FFB
            && version.len() == FFB_VERSION.len()
            && version.bytes().all(|byte| byte.is_ascii_digit())
            && version > FFB_VERSION;
        if newer && !self.told_newer {
            self.told_newer = true;
            let text = format!(
                "filen bruger FFB {version}, som er nyere end visits tabel ({FFB_VERSION}): nye koder kendes ikke"
            );
            self.add(path, text);
        }
    }
}

/// All systems of the guides' older draft begin so.
const OLD_DRAFT: &str = "http://kl.dk/fhir/common";

/// A code, if it looks like one: whatever else stands there may be personal.
fn told(code: &str) -> String {
    let like_a_code = code.len() == 36 && code.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    if like_a_code { format!("koden `{code}`") } else { "en kode, som ikke er et UUID,".to_owned() }
}

/// How many resources were used and left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// By FHIR type.
    pub used: BTreeMap<String, usize>,
    /// By why.
    pub left_out: BTreeMap<&'static str, usize>,
}

impl Counts {
    /// `kind` is a type that the reader knows, so nothing of the file.
    pub(super) fn used(&mut self, kind: &str) {
        *self.used.entry(kind.to_owned()).or_default() += 1;
    }

    pub(super) fn leave_out(&mut self, why: &'static str) {
        *self.left_out.entry(why).or_default() += 1;
    }
}
