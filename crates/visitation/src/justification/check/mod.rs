//! Does the case hold what a lawful written justification needs? Element by element.
//!
//! Checklist A: forvaltningsloven § 24 and what belongs around it. Checklist B: a wish for a certain tilbud is
//! refused. F: the typical faults that Ombudsmand and Ankestyrelsen name. An element is there, is missing (and
//! what of it), or is not relevant (and why). Deliberately counts what is there and never judges how good it is.

pub mod compared;
mod demands_a;
mod demands_b;
mod faults;
mod reading;
#[cfg(test)]
mod tests;
pub mod written;

use super::input::Input;

/// One element, and how it stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// `A1`…`A18`, `B1`…`B14`, `F1`…`F19`.
    pub code: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Who says so.
    pub basis: &'static str,
    /// How it stands with it.
    pub verdict: Verdict,
}

/// How it stands with an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is there; of a fault: it is not made.
    Present,
    /// It is not; what to write.
    Missing(String),
    /// It has no place in this case; why.
    NotRelevant(String),
}

/// An element, and how it is looked for in a case.
struct Demand {
    code: &'static str,
    title: &'static str,
    basis: &'static str,
    look: fn(&Input) -> Verdict,
}

impl Element {
    /// Something has to be written.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.verdict, Verdict::Missing(_))
    }
}

/// All elements, in the order of the lists.
#[must_use]
pub fn check(input: &Input) -> Vec<Element> {
    let lists = demands_a::DEMANDS.iter().chain(demands_b::DEMANDS).chain(faults::DEMANDS);
    lists
        .map(|demand| Element {
            code: demand.code,
            title: demand.title,
            basis: demand.basis,
            verdict: (demand.look)(input),
        })
        .collect()
}

/// There when all of it is there; else what is not.
fn all(parts: &[(bool, &str)]) -> Verdict {
    let missing: Vec<&str> = parts.iter().filter(|(there, _)| !there).map(|(_, what)| *what).collect();
    if missing.is_empty() { Verdict::Present } else { Verdict::Missing(missing.join("; ")) }
}

fn not_relevant(why: &str) -> Verdict {
    Verdict::NotRelevant(why.to_owned())
}
