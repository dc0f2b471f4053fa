//! To whom a letter goes, and how it speaks to them.

#![allow(missing_docs, reason = "each field is the field of the form with the same meaning, explained there")]

/// To whom a letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    #[default]
    Citizen,
    /// The child itself, ten years or older.
    Child,
    Parent,
    Guardian,
    Representative,
}

/// What a parent's letter calls the child, all through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChildWord {
    #[default]
    Child,
    Son,
    Daughter,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    pub role: Role,
    /// The polite `De` instead of `du`.
    pub formal: bool,
    /// What a parent's letter calls the child.
    pub child: ChildWord,
    /// The word of the form; `None` where nobody has said.
    pub helper: Option<String>,
}
