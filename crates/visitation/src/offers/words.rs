//! The fixed words of a catalogue, the same in YAML and CSV.

use super::catalogue::{ApprovalStatus, Driver, Form, Per, PriceKind, Says};

/// A word and what it means.
pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const DRIVERS: Words<Driver> = &[
    ("kommunal", Driver::Municipal),
    ("fælleskommunal", Driver::Joint),
    ("regional", Driver::Regional),
    ("statslig", Driver::State),
    ("selvejende", Driver::SelfOwned),
    ("privat", Driver::Private),
    ("plejefamilie", Driver::FosterFamily),
];

pub(super) const FORMS: Words<Form> =
    &[("døgn", Form::Residential), ("dag", Form::Day), ("hjemme", Form::Home), ("ambulant", Form::Outpatient)];

pub(super) const SAYS: Words<Says> = &[
    ("udpeget", Says::Designated),
    ("aftale", Says::Agreement),
    ("kommunen", Says::Municipality),
    ("tilbuddet", Says::Itself),
];

pub(super) const PERS: Words<Per> =
    &[("døgn", Per::Day), ("dag", Per::Day), ("måned", Per::Month), ("år", Per::Year), ("time", Per::Hour)];

pub(super) const PRICE_KINDS: Words<PriceKind> = &[("takst", PriceKind::Listed), ("forhandlet", PriceKind::Negotiated)];

pub(super) const APPROVALS: Words<ApprovalStatus> = &[
    ("godkendt", ApprovalStatus::Approved),
    ("vilkår", ApprovalStatus::Conditions),
    ("påbud", ApprovalStatus::Order),
    ("ophørt", ApprovalStatus::Ended),
    ("kræves_ikke", ApprovalStatus::NotRequired),
];

/// The word for a value; the first where two words mean the same.
pub(super) fn word<T: PartialEq>(words: Words<T>, value: &T) -> &'static str {
    words.iter().find(|(_, meant)| meant == value).map_or("", |(word, _)| word)
}

impl Driver {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(DRIVERS, &self)
    }
}

impl Form {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(FORMS, &self)
    }
}

impl Says {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(SAYS, &self)
    }
}

impl ApprovalStatus {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(APPROVALS, &self)
    }
}

impl PriceKind {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(PRICE_KINDS, &self)
    }
}

impl Per {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(PERS, &self)
    }
}
