//! Where a line comes from: a criterion with its source and answers, a person, or a standard text.

use super::human::Noted;
use super::input::{AdviceInput, CriterionInput, Fact, SpecialeInput, unique};
use crate::guideline::wording::{date_text, list_text};

/// Where a line comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// Who worded it.
    pub origin: Origin,
    /// What it rests on, in Danish.
    parts: Vec<String>,
}

/// Who worded a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// The program, from rules and answers or as a standard text.
    #[default]
    Program,
    /// A person.
    Person,
    /// The law, or a title of something published.
    Quoted,
}

impl Trace {
    /// A standard text, and why it stands there.
    #[must_use]
    pub fn standard(why: &str) -> Self {
        Self { origin: Origin::Program, parts: vec![format!("Standardtekst ({why})")] }
    }

    /// A law or a publication as it is cited in the rules.
    #[must_use]
    pub fn quoted(what: &str) -> Self {
        Self { origin: Origin::Quoted, parts: vec![what.to_owned()] }
    }

    /// What somebody noted in the case.
    #[must_use]
    pub fn person<T>(noted: &Noted<T>, topic: &str) -> Self {
        let id = if noted.id.is_empty() { String::new() } else { format!(" {}", noted.id) };
        let at = noted.at.map_or_else(String::new, |at| format!(" den {}", date_text(at)));
        Self { origin: Origin::Person, parts: vec![format!("Noteret under {topic}{id} af {}{at}", noted.by)] }
    }

    /// A fixed sentence about what somebody noted.
    #[must_use]
    pub fn about<T>(noted: &Noted<T>, topic: &str) -> Self {
        Self { origin: Origin::Program, ..Self::person(noted, topic) }
    }

    /// An answer.
    #[must_use]
    pub fn answer(fact: &Fact) -> Self {
        let origin = if fact.own_words { Origin::Person } else { Origin::Program };
        Self { origin, parts: vec![answer_text(fact)] }
    }

    /// The recommendation: the guideline and the answers that settle it by themselves.
    #[must_use]
    pub fn recommendation(specialer: &[SpecialeInput]) -> Self {
        let one = |part: &SpecialeInput| {
            let answers = answers_text(&part.smallest.iter().map(|fact| fact.key.clone()).collect::<Vec<_>>());
            format!("Beregnet efter {} {}{answers}", part.speciale, part.version)
        };
        Self { origin: Origin::Program, parts: specialer.iter().map(one).collect() }
    }

    /// A criterion.
    #[must_use]
    pub fn criterion(part: &SpecialeInput, criterion: &CriterionInput) -> Self {
        let source = criterion.source.as_ref().map_or_else(String::new, |source| format!(". Kilde: {source}"));
        let answers = answers_text(&criterion.answers);
        let text = format!("Kriterium {} i {} {}{source}{answers}", criterion.id, part.speciale, part.version);
        Self { origin: Origin::Program, parts: vec![text] }
    }

    /// Criteria of which one holds, with their sources and the answers that settle the level.
    #[must_use]
    pub fn one_of(part: &SpecialeInput) -> Self {
        let ids: Vec<&str> = part.one_of.iter().map(|criterion| criterion.id.as_str()).collect();
        let sources = unique(part.one_of.iter().filter_map(|criterion| criterion.source.as_ref()));
        let sources = if sources.is_empty() { String::new() } else { format!(". Kilder: {}", sources.join("; ")) };
        let answers = answers_text(&part.smallest.iter().map(|fact| fact.key.clone()).collect::<Vec<_>>());
        let ids = list_text(&ids);
        let text = format!("Mindst ét af kriterierne {ids} i {} {}{sources}{answers}", part.speciale, part.version);
        Self { origin: Origin::Program, parts: vec![text] }
    }

    /// A duty to obtain advice.
    #[must_use]
    pub fn duty(part: &SpecialeInput, duty: &AdviceInput) -> Self {
        let file =
            if duty.national { "national.yaml".to_owned() } else { format!("{} {}", part.speciale, part.version) };
        let text = format!("Rådgivning {} i {file}: {}{}", duty.id, duty.basis, answers_text(&duty.answers));
        Self { origin: Origin::Program, parts: vec![text] }
    }

    /// The same, worded by a publication or a law: it does not count as the program's own words.
    #[must_use]
    pub fn as_quoted(mut self) -> Self {
        self.origin = Origin::Quoted;
        self
    }

    /// As a footnote.
    #[must_use]
    pub fn to_text(&self) -> String {
        if self.parts.is_empty() { "Standardtekst.".to_owned() } else { format!("{}.", self.parts.join(". ")) }
    }

    /// Nothing is known of where it comes from.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

fn answer_text(fact: &Fact) -> String {
    let source = fact.source.as_ref().map_or_else(String::new, |source| format!(", kilde: {source}"));
    let date = fact.date.map_or_else(String::new, |date| format!(", {}", date_text(date)));
    format!("Svar: {}{source}{date}", fact.key)
}

fn answers_text(keys: &[String]) -> String {
    if keys.is_empty() { String::new() } else { format!(". Svar: {}", list_text(keys)) }
}
