//! An anonymous enquiry about a place: what is needed, and only what the places have not told.
//!
//! Deliberately without case number, name or municipality; the age is five years wide.

use visitation::guideline::wording::{date_text, list_text};
use visitation::justification::document::{Document, Line};
use visitation::justification::trace::Trace;
use visitation::offers::{Class, Matched, PartMatch, State};

use crate::session::matching::{Needs, Words, spoken};

/// So many traits together can point at somebody.
const RARE: usize = 4;

/// The enquiry as a document.
#[must_use]
pub fn enquiry(needs: &Needs, parts: &[PartMatch<'_>], words: Words<'_>) -> Document {
    let mut document = Document::new("Forespørgsel om plads");
    let trace = || Trace::standard("anonym forespørgsel");
    document.paragraph("Her står ikke, hvem det drejer sig om. Alderen er et interval.", trace());
    for part in parts {
        document.section(&format!("Det drejer sig om {}", part.need.part.word()));
        document.list(needed(needs, part, words).into_iter().map(|line| Line::new(line, trace())).collect());
        document.part("Vi spørger om");
        let maybe = part.offers.iter().filter(|matched| matched.class == Class::Maybe);
        let asked: Vec<Line> = maybe.map(|matched| Line::new(asked(matched), trace())).collect();
        if asked.is_empty() {
            document.paragraph("Der mangler ingen oplysninger om de steder, der kan komme på tale.", trace());
        }
        document.list(asked);
    }
    document.hole("hvem stedet kan ringe til");
    document
}

fn needed(needs: &Needs, part: &PartMatch<'_>, words: Words<'_>) -> Vec<String> {
    let need = part.need;
    let laws: Vec<String> = need.sections.iter().map(|id| words.short_law(id)).collect();
    let groups: Vec<String> = std::iter::once(&need.primary).chain(&need.must_hold).map(|id| words.group(id)).collect();
    let levels: Vec<&str> =
        part.levels.iter().filter_map(|level| needs.level_ids.get(*level)).map(String::as_str).collect();
    let mut lines = vec![
        format!("Paragraf: {}", laws.join(", ")),
        format!("Målgruppe: {}", groups.join(", ")),
        format!("Niveau: {}", levels.join(" eller ")),
    ];
    lines.extend(needs.age.map(|age| format!("Alder: {}–{} år", age / 5 * 5, age / 5 * 5 + 4)));
    lines.extend((!need.demands.is_empty()).then(|| format!("Det kræves: {}", spoken(&need.demands.join(", ")))));
    lines.extend(need.latest.map(|day| format!("Ønsket senest: {}", date_text(day))));
    lines
}

fn asked(matched: &Matched<'_>) -> String {
    let unknown = matched.requirements.iter().filter(|it| it.state == State::Unknown);
    let titles: Vec<&str> = unknown.map(|it| it.id.title()).collect();
    format!("{}: {}", matched.offer.name, list_text(&titles))
}

/// A warning where what is told can point at one person.
#[must_use]
pub fn warning(parts: &[PartMatch<'_>]) -> Option<String> {
    let traits = |part: &PartMatch<'_>| 1 + part.need.must_hold.len() + part.need.demands.len();
    let most = parts.iter().map(traits).max().filter(|most| *most >= RARE)?;
    Some(format!(
        "{most} kendetegn tilsammen kan være så sjældne, at de peger på én person. Stryg det, stedet ikke behøver at \
         vide nu, eller ring i stedet."
    ))
}
