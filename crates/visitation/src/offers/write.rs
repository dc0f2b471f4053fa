//! A catalogue as YAML text: what `visit offers --import` writes. No value is changed on the way.

use serde::Serialize;

use super::catalogue::{Catalogue, Driver, Offer, OpenTo};
use super::yaml::FORMAT;
use crate::guideline::raw::yaml;

#[derive(Serialize)]
struct File<'c> {
    format: &'static str,
    #[serde(rename = "udgiver", skip_serializing_if = "Option::is_none")]
    publisher: Option<&'c str>,
    #[serde(rename = "udtræk", skip_serializing_if = "Option::is_none")]
    extract: Option<String>,
    #[serde(rename = "kilde", skip_serializing_if = "Option::is_none")]
    origin: Option<&'c str>,
    #[serde(rename = "tilbud")]
    offers: Vec<Entry<'c>>,
}

/// One afdeling, in the order of the dossier.
#[derive(Serialize)]
struct Entry<'c> {
    id: &'c str,
    navn: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    portal: Option<Portal<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    driver: Option<&'static str>,
    form: &'static str,
    paragraf: &'c [String],
    #[serde(rename = "målgruppe", skip_serializing_if = "Option::is_none")]
    targets: Option<Groups<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alder: Option<Ages>,
    #[serde(skip_serializing_if = "Option::is_none")]
    niveau: Option<Claim<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rammer: Option<Conditions<'c>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    metoder: &'c [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pladser: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ledig: Option<Free>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pris: Option<Price>,
    #[serde(skip_serializing_if = "Option::is_none")]
    godkendelse: Option<Approval>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sted: Option<Place<'c>>,
    #[serde(rename = "åben_for", skip_serializing_if = "Option::is_none")]
    open_to: Option<Codes<'c>>,
    #[serde(rename = "dækker", skip_serializing_if = "<[String]>::is_empty")]
    covers: &'c [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    funktion: Option<Function<'c>>,
}

#[derive(Serialize)]
struct Portal<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    tilbud: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    afdeling: Option<&'c str>,
}

#[derive(Serialize)]
struct Groups<'c> {
    #[serde(rename = "primær", skip_serializing_if = "<[String]>::is_empty")]
    primary: &'c [String],
    #[serde(rename = "også", skip_serializing_if = "<[String]>::is_empty")]
    also: &'c [String],
}

#[derive(Serialize)]
struct Ages {
    #[serde(skip_serializing_if = "Option::is_none")]
    fra: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    til: Option<i64>,
}

#[derive(Serialize)]
struct Claim<'c> {
    id: &'c str,
    siger: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<String>,
}

#[derive(Serialize)]
struct Conditions<'c> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    ja: &'c [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    nej: &'c [String],
}

#[derive(Serialize)]
struct Free {
    #[serde(skip_serializing_if = "Option::is_none")]
    fra: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    antal: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<String>,
}

#[derive(Serialize)]
struct Price {
    kr: String,
    pr: &'static str,
    art: &'static str,
    #[serde(rename = "år", skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    #[serde(rename = "belægning", skip_serializing_if = "Option::is_none")]
    occupancy: Option<u32>,
    #[serde(rename = "tillæg", skip_serializing_if = "Option::is_none")]
    additions: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<String>,
}

#[derive(Serialize)]
struct Approval {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<String>,
}

#[derive(Serialize)]
struct Place<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    kommune: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postnr: Option<&'c str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Codes<'c> {
    All(&'static str),
    Only(&'c [String]),
}

#[derive(Serialize)]
struct Function<'c> {
    slags: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    siger: Option<&'c str>,
}

/// The catalogue as YAML text. The same catalogue always gives the same bytes, and reads as the same catalogue.
///
/// # Errors
/// The YAML library could not write it, in its own words.
pub fn to_yaml(catalogue: &Catalogue) -> Result<String, String> {
    yaml::write(&File {
        format: FORMAT,
        publisher: catalogue.publisher.as_deref(),
        extract: catalogue.extract.map(|day| day.to_string()),
        origin: catalogue.origin.as_deref(),
        offers: catalogue.offers.iter().map(entry).collect(),
    })
}

fn entry(offer: &Offer) -> Entry<'_> {
    let portal = Portal { tilbud: offer.portal_offer.as_deref(), afdeling: offer.portal_unit.as_deref() };
    Entry {
        id: &offer.id,
        navn: &offer.name,
        portal: (portal.tilbud.or(portal.afdeling).is_some()).then_some(portal),
        driver: offer.driver.map(Driver::word),
        form: offer.form.word(),
        paragraf: &offer.sections,
        targets: offer.targets.as_ref().map(|targets| Groups { primary: &targets.primary, also: &targets.also }),
        alder: offer.ages.map(|ages| Ages { fra: ages.from, til: ages.to }),
        niveau: offer.level.as_ref().map(|claim| Claim {
            id: &claim.level,
            siger: claim.says.word(),
            set: claim.seen.map(|day| day.to_string()),
        }),
        rammer: (!offer.has.is_empty() || !offer.lacks.is_empty())
            .then_some(Conditions { ja: &offer.has, nej: &offer.lacks }),
        metoder: &offer.methods,
        pladser: offer.places,
        ledig: offer.free.map(|free| Free {
            fra: free.from.map(|day| day.to_string()),
            antal: free.count,
            set: free.seen.map(|day| day.to_string()),
        }),
        pris: offer.price.map(|price| Price {
            kr: price.amount.plain(),
            pr: price.per.word(),
            art: price.kind.word(),
            year: price.year,
            occupancy: price.occupancy,
            additions: price.additions.map(|yes| if yes { "ja" } else { "nej" }),
            set: price.seen.map(|day| day.to_string()),
        }),
        godkendelse: offer
            .approval
            .map(|approval| Approval { status: approval.status.word(), set: approval.seen.map(|day| day.to_string()) }),
        sted: offer
            .place
            .as_ref()
            .map(|place| Place { kommune: place.municipality.as_deref(), postnr: place.postcode.as_deref() }),
        open_to: offer.open_to.as_ref().map(|open| match open {
            OpenTo::All => Codes::All("alle"),
            OpenTo::Only(codes) => Codes::Only(codes),
        }),
        covers: &offer.covers,
        funktion: offer
            .function
            .as_ref()
            .map(|function| Function { slags: &function.kind, siger: function.says.as_deref() }),
    }
}
