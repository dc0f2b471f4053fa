//! A catalogue from CSV: one afdeling a row, columns in any order under a Danish header.

use std::sync::Arc;

use super::catalogue::{
    Ages, Approval, ApprovalStatus, Catalogue, Free, Function, LevelClaim, Offer, OpenTo, Place, Price, Says, Targets,
};
use super::cells::Cells;
use super::words::{APPROVALS, DRIVERS, FORMS, PERS, PRICE_KINDS, SAYS};
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::ids;
use crate::guideline::raw::yaml::normal_form;
use crate::guideline::source::{Source, Span};

/// Every column there is, as the header names it.
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "navn",
    "portal_tilbud",
    "portal_afdeling",
    "driver",
    "form",
    "paragraf",
    "målgruppe_primær",
    "målgruppe_også",
    "alder_fra",
    "alder_til",
    "niveau",
    "niveau_siger",
    "niveau_set",
    "rammer_ja",
    "rammer_nej",
    "metoder",
    "pladser",
    "ledig_fra",
    "ledig_set",
    "pris_kr",
    "pris_pr",
    "pris_art",
    "pris_år",
    "belægning",
    "godkendelse",
    "godkendelse_set",
    "kommune",
    "postnr",
    "åben_for",
    "dækker",
    "funktion",
    "funktion_siger",
];

/// Reads a catalogue of rows. It has no day of extract: each value carries its own, or is of unknown age.
///
/// # Errors
/// The text is no UTF-8 (with how to save it), has unknown columns, or cells that cannot be read: all of them.
pub fn read_csv(name: &str, bytes: &[u8]) -> Result<Catalogue, Vec<Finding>> {
    let text = match std::str::from_utf8(bytes) {
        // Letters that were written in two parts are one, as in every other file that is read.
        Ok(text) => normal_form(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => return Err(not_utf8(name, bytes, error.valid_up_to())),
    };
    let source = Arc::new(Source { name: name.into(), text });
    let text = source.text.as_str();
    let mut findings = Findings::new(source.clone());
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.matches(';').count() >= header.matches(',').count() { b';' } else { b',' };
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        findings.error(
            "wrong-csv",
            Span::default(),
            "filen har ingen læselig overskrift",
            "skriv kolonnernes navne i første linje",
        );
        return Err(findings.into_sorted());
    };
    let places = columns(&header, text, &mut findings);
    let mut offers = Vec::new();
    let mut record = ::csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or_default();
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let span = line_at(text, start);
                if record.len() != header.len() {
                    let message = format!("rækken har {} celler og overskriften {}", record.len(), header.len());
                    findings.error("wrong-csv", span, message, "sæt anførselstegn om en celle med skilletegn");
                }
                let cells = Cells { record: &record, places: &places, columns: COLUMNS, span };
                offers.extend(offer(&cells, &mut findings));
            }
            Err(error) => {
                findings.error("wrong-csv", line_at(text, start), format!("rækken kan ikke læses: {error}"), "");
                break;
            }
        }
    }
    if findings.is_empty() {
        return Ok(Catalogue { publisher: None, extract: None, origin: None, offers, source });
    }
    Err(findings.into_sorted())
}

fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Vec<Finding> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut findings = Findings::new(Arc::new(Source { name: name.into(), text }));
    let help = "gem filen som UTF-8: i Excel vælges \"CSV UTF-8 (semikolonsepareret)\", i LibreOffice tegnsættet Unicode (UTF-8)";
    findings.error("not-utf8", Span { start: at, end: at + 3 }, "filen er ikke UTF-8 (måske Windows-1252)", help);
    findings.into_sorted()
}

/// The first line that begins at or after a byte, without its end.
fn line_at(text: &str, start: usize) -> Span {
    let rest = text.get(start..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let line = rest.get(blank..).unwrap_or_default().lines().next().unwrap_or_default();
    Span { start: start + blank, end: start + blank + line.len() }
}

/// Where each known column stands; unknown and doubled ones are reported.
fn columns(header: &::csv::StringRecord, text: &str, findings: &mut Findings) -> Vec<Option<usize>> {
    let span = line_at(text, 0);
    for (place, name) in header.iter().map(str::trim).enumerate() {
        if !COLUMNS.contains(&name) {
            let help = ids::did_you_mean(name, COLUMNS.iter().copied())
                .unwrap_or_else(|| format!("kolonnerne er {}", ids::enumerate(COLUMNS)));
            findings.error("unknown-column", span, format!("kolonnen `{name}` kendes ikke"), help);
        } else if header.iter().take(place).any(|earlier| earlier.trim() == name) {
            findings.error("duplicate-key", span, format!("kolonnen `{name}` står her to gange"), "fjern den ene");
        }
    }
    for needed in ["id", "navn", "form", "paragraf"] {
        if !header.iter().any(|name| name.trim() == needed) {
            findings.error(
                "missing-key",
                span,
                format!("kolonnen `{needed}` mangler"),
                format!("tilføj kolonnen `{needed}`"),
            );
        }
    }
    COLUMNS.iter().map(|column| header.iter().position(|name| name.trim() == *column)).collect()
}

fn offer(cells: &Cells<'_>, findings: &mut Findings) -> Option<Offer> {
    for needed in ["id", "navn", "form", "paragraf"] {
        if cells.text(needed).is_none() {
            findings.error("no-value", cells.span, format!("rækken mangler `{needed}`"), "udfyld cellen");
        }
    }
    let form = cells.word("form", FORMS, findings);
    let ages = Ages { from: cells.number("alder_fra", findings), to: cells.number("alder_til", findings) };
    let targets = Targets { primary: cells.list("målgruppe_primær"), also: cells.list("målgruppe_også") };
    let free = Free { from: cells.day("ledig_fra", findings), count: None, seen: cells.day("ledig_set", findings) };
    let place = Place { municipality: cells.owned("kommune"), postcode: cells.owned("postnr") };
    Some(Offer {
        portal_offer: cells.owned("portal_tilbud"),
        portal_unit: cells.owned("portal_afdeling"),
        driver: cells.word("driver", DRIVERS, findings),
        sections: cells.list("paragraf"),
        targets: (targets != Targets::default()).then_some(targets),
        ages: (ages != Ages::default()).then_some(ages),
        level: level(cells, findings),
        has: cells.list("rammer_ja"),
        lacks: cells.list("rammer_nej"),
        methods: cells.list("metoder"),
        places: cells.number("pladser", findings),
        free: (free != Free::default()).then_some(free),
        price: price(cells, findings),
        approval: approval(cells, findings),
        place: (place != Place::default()).then_some(place),
        open_to: cells.text("åben_for").map(|text| match text {
            "alle" => OpenTo::All,
            _ => OpenTo::Only(cells.list("åben_for")),
        }),
        covers: cells.list("dækker"),
        function: cells.owned("funktion").map(|kind| Function { kind, says: cells.owned("funktion_siger") }),
        id: cells.owned("id")?,
        name: cells.owned("navn")?,
        form: form?,
        span: cells.span,
    })
}

fn level(cells: &Cells<'_>, findings: &mut Findings) -> Option<LevelClaim> {
    let says = cells.word("niveau_siger", SAYS, findings);
    let seen = cells.day("niveau_set", findings);
    let level = cells.owned("niveau")?;
    if cells.text("niveau_siger").is_none() {
        let help = "skriv i `niveau_siger`, hvem der siger det: udpeget, aftale, kommunen eller tilbuddet";
        findings.error("missing-key", cells.span, "niveauet mangler, hvem der siger det", help);
    }
    Some(LevelClaim { level, says: says.unwrap_or(Says::Itself), seen })
}

fn price(cells: &Cells<'_>, findings: &mut Findings) -> Option<Price> {
    let per = cells.word("pris_pr", PERS, findings);
    let kind = cells.word("pris_art", PRICE_KINDS, findings);
    let year = cells.number("pris_år", findings);
    let occupancy = cells.number("belægning", findings);
    let amount = cells.amount("pris_kr", findings)?;
    for (needed, missing) in
        [("pris_pr", cells.text("pris_pr").is_none()), ("pris_art", cells.text("pris_art").is_none())]
    {
        if missing {
            findings.error(
                "missing-key",
                cells.span,
                format!("prisen mangler `{needed}`"),
                format!("udfyld `{needed}`"),
            );
        }
    }
    Some(Price { amount, per: per?, kind: kind?, year, occupancy, additions: None, seen: None })
}

fn approval(cells: &Cells<'_>, findings: &mut Findings) -> Option<Approval> {
    let seen = cells.day("godkendelse_set", findings);
    let status: ApprovalStatus = cells.word("godkendelse", APPROVALS, findings)?;
    Some(Approval { status, seen })
}
