//! What is dated about supply: how soon facts about a tilbud are too old to count, and which regions there are when.

use super::national::LawPeriod;

/// After how many days a value about a tilbud is too old to count: `forældes` of national.yaml.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelf {
    /// A free place.
    pub free: i64,
    /// A price.
    pub price: i64,
    /// An approval.
    pub approval: i64,
    /// A level.
    pub level: i64,
}

/// A region: an entry of `regioner`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its id.
    pub id: String,
    /// Shown to people.
    pub name: String,
    /// Codes of its municipalities; text, since zeros count. Empty: the file does not say.
    pub municipalities: Vec<String>,
    /// When there is such a region.
    pub period: LawPeriod,
    /// Was it seen in the source? `None`: the file does not say.
    pub verified: Option<bool>,
}
