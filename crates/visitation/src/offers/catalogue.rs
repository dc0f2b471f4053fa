//! A catalogue of tilbud: one entry is one *afdeling*, each changing value with its own date.
//!
//! Only id, name, form and paragraph are certain to be there. What is left out is unknown, never no.

use jiff::civil::Date;

use crate::guideline::source::{SharedSource, Span};
use crate::money::Ore;

/// A catalogue as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// Who made it.
    pub publisher: Option<String>,
    /// The day of the extract; holds for every value without a date of its own.
    pub extract: Option<Date>,
    /// Where the values are from, in the maker's words.
    pub origin: Option<String>,
    /// In file order.
    pub offers: Vec<Offer>,
    /// The text it was read from.
    pub source: SharedSource,
}

/// One afdeling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The same from extract to extract.
    pub id: String,
    /// What people call it; never a person's name.
    pub name: String,
    /// Tilbudsportalen's number of the tilbud; text, since leading zeros count.
    pub portal_offer: Option<String>,
    /// Tilbudsportalen's number of the afdeling.
    pub portal_unit: Option<String>,
    /// Who runs it.
    pub driver: Option<Driver>,
    /// Where and how help is given.
    pub form: Form,
    /// Ids of laws in national.yaml.
    pub sections: Vec<String>,
    /// For whom; exhaustive when given.
    pub targets: Option<Targets>,
    /// From and to which age, in whole years.
    pub ages: Option<Ages>,
    /// How specialised, and who says so.
    pub level: Option<LevelClaim>,
    /// Physical and staffing conditions it has.
    pub has: Vec<String>,
    /// Those it is known not to have.
    pub lacks: Vec<String>,
    /// Methods it works by.
    pub methods: Vec<String>,
    /// How many places.
    pub places: Option<u32>,
    /// The first free place.
    pub free: Option<Free>,
    /// What it costs.
    pub price: Option<Price>,
    /// What the supervisor says.
    pub approval: Option<Approval>,
    /// Where it lies.
    pub place: Option<Place>,
    /// Which municipalities may use it.
    pub open_to: Option<OpenTo>,
    /// Municipalities that help at home reaches.
    pub covers: Vec<String>,
    /// A function of its own in the planning of the area; often absent.
    pub function: Option<Function>,
    /// Where it stands in the file.
    pub span: Span,
}

/// Target groups: option ids of the shared question `målgruppe`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Targets {
    /// The groups it is made for.
    pub primary: Vec<String>,
    /// Those it can hold as well.
    pub also: Vec<String>,
}

impl Targets {
    /// Is the group among them?
    #[must_use]
    pub fn hold(&self, group: &str) -> bool {
        self.primary.iter().chain(&self.also).any(|own| own == group)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.primary.iter().chain(&self.also).map(String::as_str)
    }
}

/// Ages in whole years, both ends included; an open end is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ages {
    /// Youngest.
    pub from: Option<i64>,
    /// Oldest.
    pub to: Option<i64>,
}

/// A claim of how specialised it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelClaim {
    /// The id of a level in national.yaml.
    pub level: String,
    /// Who claims it.
    pub says: Says,
    /// The day it was seen.
    pub seen: Option<Date>,
}

/// Who says how specialised a tilbud is. Its own word is not enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Designated by an authority.
    Designated,
    /// An agreement.
    Agreement,
    /// The municipality.
    Municipality,
    /// The tilbud itself.
    Itself,
}

/// Who runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Driver {
    Municipal,
    Joint,
    Regional,
    State,
    SelfOwned,
    Private,
    FosterFamily,
}

/// Where and how help is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Form {
    Residential,
    Day,
    /// Without premises: the help goes out.
    Home,
    Outpatient,
}

/// A free place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Free {
    /// From when; unknown without it.
    pub from: Option<Date>,
    /// How many are free now.
    pub count: Option<u32>,
    /// The day it was seen.
    pub seen: Option<Date>,
}

/// A price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// How much.
    pub amount: Ore,
    /// For how long.
    pub per: Per,
    /// Listed or negotiated.
    pub kind: PriceKind,
    /// The year of the price.
    pub year: Option<i16>,
    /// The occupancy it assumes, in percent.
    pub occupancy: Option<u32>,
    /// Are there additions to it?
    pub additions: Option<bool>,
    /// The day it was seen.
    pub seen: Option<Date>,
}

/// What a price covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Per {
    Day,
    Month,
    Year,
    Hour,
}

/// Which kind of price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceKind {
    /// The list price.
    Listed,
    /// Negotiated between municipality and tilbud.
    Negotiated,
}

/// What the supervisor says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    /// The status.
    pub status: ApprovalStatus,
    /// The day it was seen.
    pub seen: Option<Date>,
}

/// The status of an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum ApprovalStatus {
    Approved,
    Conditions,
    Order,
    Ended,
    NotRequired,
}

/// Where it lies. Codes are text: leading zeros count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The municipality's code.
    pub municipality: Option<String>,
    /// The postal code.
    pub postcode: Option<String>,
}

/// Which municipalities may use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenTo {
    /// All.
    All,
    /// Those with these codes.
    Only(Vec<String>),
}

/// A function of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Which, as the file says it.
    pub kind: String,
    /// Who says so.
    pub says: Option<String>,
}
