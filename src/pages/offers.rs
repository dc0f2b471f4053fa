//! A catalogue of tilbud as a table, with what is old said to be old.

use std::fmt::Write as _;

use jiff::civil::Date;
use visitation::guideline::supply::Shelf;
use visitation::guideline::wording::date_text;
use visitation::offers::Offer;

use crate::terminal::table::Table;
use crate::terminal::{Look, wrap};

/// The table, and how many of its values are too old to count.
#[must_use]
pub fn list(offers: &[&Offer], extract: Option<Date>, today: Date, shelf: Shelf, look: Look) -> String {
    let mut table = Table::new(["Id", "Navn", "Form", "Paragraf", "Niveau", "Ledig fra"]);
    let days = |seen: Option<Date>| seen.or(extract).map(|seen| i64::from((today - seen).get_days()));
    let is_old = |seen: Option<Date>, shelf: i64| days(seen).is_none_or(|days| days > shelf);
    let mut old = 0;
    for offer in offers {
        let mut aged = |text: String, seen: Option<Date>, shelf: i64| {
            if !is_old(seen, shelf) {
                return text;
            }
            old += 1;
            let age = days(seen).map_or("ukendt alder".to_owned(), |days| format!("{days} dage gammel"));
            format!("{text} ({age})")
        };
        let level = offer
            .level
            .as_ref()
            .map(|claim| aged(format!("{}, siger {}", claim.level, claim.says.word()), claim.seen, shelf.level));
        let free = offer.free.map(|free| {
            let from = free.from.map_or_else(|| "ukendt".to_owned(), date_text);
            aged(from, free.seen, shelf.free)
        });
        table.row([
            offer.id.clone(),
            offer.name.clone(),
            offer.form.word().to_owned(),
            offer.sections.join(", "),
            level.unwrap_or_else(|| "ukendt".to_owned()),
            free.unwrap_or_else(|| "ukendt".to_owned()),
        ]);
    }
    let mut text = table.told(look);
    let mut close = format!("{} tilbud", offers.len());
    if let Some(day) = extract {
        let _ = write!(close, "; udtræk fra {}", date_text(day));
    }
    if old > 0 {
        let _ = write!(close, "; {old} værdier er for gamle og tæller som ukendt");
    }
    let _ = writeln!(text, "{}.", wrap::wrapped(&close, look.width));
    text
}
