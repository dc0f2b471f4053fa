//! A finished letter held against the one that the case gives: what is lost, what is changed, what the case does not know.
//!
//! Words may be chosen freely; what the letter says may not. Sentences that stand as the case gives them are taken away on
//! both sides, and what is left is paired: a sentence of the case that no sentence of the letter comes near to is lost,
//! one that another has taken the place of must keep its dates, laws, numbers and denials, and not trade a word or two
//! for others. Of what the letter says beyond that, dates, laws, numbers and appeals must be known to the case.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::reading::{Sentence, sentences};
use crate::justification::document::{Block, Document};

/// What a letter says otherwise than its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The line of the letter, where one says it.
    pub line: Option<usize>,
    /// The heading it stands or should stand under; empty before the first.
    pub section: String,
    /// What it is, in Danish.
    pub what: String,
}

/// A heading with what stands under it.
#[derive(Debug, Clone, Default)]
struct Part {
    heading: String,
    sentences: Vec<Sentence>,
}

/// Everything that the letter says otherwise than the document its case gives, in the order of the document.
#[must_use]
pub fn compare(markdown: &str, expected: &Document) -> Vec<Difference> {
    let (mut wanted, mut written) = (parts_of(expected), read(markdown));
    let known: BTreeSet<String> = wanted.iter().flat_map(|part| values(&part.sentences)).collect();
    let appeals = wanted.iter().any(|part| part.sentences.iter().any(speaks_of_appeal));
    let mut differences = Vec::new();
    let places: Vec<Option<usize>> = wanted.iter().map(|part| place_of(part, &written)).collect();
    for (part, place) in wanted.iter_mut().zip(&places) {
        if let Some(found) = place.and_then(|place| written.get_mut(place)) {
            take_same(&mut part.sentences, &mut found.sentences);
        }
    }
    // What only stands in another place is not lost.
    for part in &mut wanted {
        for found in &mut written {
            take_same(&mut part.sentences, &mut found.sentences);
        }
    }
    for (part, place) in wanted.iter().zip(&places) {
        let found = place.and_then(|place| written.get_mut(place));
        differences.extend(part.compared(found));
    }
    for part in &written {
        differences.extend(part.sentences.iter().flat_map(|sentence| unknown(sentence, part, &known, appeals)));
    }
    differences
}

fn values(sentences: &[Sentence]) -> impl Iterator<Item = String> + '_ {
    sentences.iter().flat_map(|sentence| sentence.values.iter().cloned())
}

/// Sentences that stand on both sides are taken away, each once.
fn take_same(wanted: &mut Vec<Sentence>, written: &mut Vec<Sentence>) {
    wanted.retain(|sentence| {
        let place = written.iter().position(|other| other.tokens == sentence.tokens);
        place.map(|place| written.remove(place)).is_none()
    });
}

impl Part {
    fn words(&self) -> BTreeSet<String> {
        self.sentences.iter().flat_map(|sentence| sentence.words.iter().cloned()).collect()
    }

    /// What is left of the case's part against what is left of the letter's; what is paired is taken from the letter's.
    fn compared(&self, found: Option<&mut Part>) -> Vec<Difference> {
        let tell = |line, what| Difference { line, section: self.heading.clone(), what };
        let carrying: Vec<&Sentence> =
            self.sentences.iter().filter(|one| !one.words.is_empty() || !one.values.is_empty()).collect();
        let Some(found) = found else {
            return match carrying.first() {
                Some(first) => vec![tell(None, format!("afsnittet mangler; der skal stå »{}«", first.text))],
                None => Vec::new(),
            };
        };
        let all = found.words();
        let all_values: BTreeSet<String> = values(&found.sentences).collect();
        let mut differences = Vec::new();
        for wanted in carrying {
            let best = found.sentences.iter().enumerate().max_by_key(|(_, other)| nearness(wanted, other));
            let best = best.filter(|(_, other)| nearness(wanted, other).0 >= 50).map(|(place, _)| place);
            if let Some(place) = best {
                let other = found.sentences.remove(place);
                differences.extend(changed(wanted, &other).map(|what| tell(Some(other.line), what)));
            } else if wanted.in_hundredths(&all) < 60 || !wanted.values.is_subset(&all_values) {
                differences.push(tell(None, format!("der mangler »{}«", wanted.text)));
            }
        }
        differences
    }
}

/// How near a sentence of the letter comes to one of the case: how much of it it says, and how little else.
fn nearness(wanted: &Sentence, other: &Sentence) -> (usize, usize) {
    let values = wanted.values.intersection(&other.values).count();
    let only_values = wanted.words.is_empty() && !wanted.values.is_empty();
    let said = if only_values { values * 100 / wanted.values.len() } else { wanted.in_hundredths(&other.words) };
    (said, other.in_hundredths(&wanted.words) + values)
}

/// What is not the same in a sentence that has taken the place of another.
fn changed(wanted: &Sentence, other: &Sentence) -> Option<String> {
    let says = |why: &str| Some(format!("der står »{}«; sagen siger »{}«{why}", other.text, wanted.text));
    if !wanted.values.is_subset(&other.values) {
        return says("");
    }
    if wanted.denials != other.denials {
        return says(": det ene siger ja, hvor det andet siger nej");
    }
    let (mut lost, new) = (wanted.without(&other.words), other.without(&wanted.words));
    // "Begynder: 7. december" may be said in other words, as long as the date stays.
    if !wanted.values.is_empty()
        && let Some((label, _)) = wanted.text.split_once(':')
    {
        let label = Sentence::read(label, 0);
        lost.retain(|word| !label.words.contains(*word));
    }
    // A sentence that is mostly new words is somebody's own; a word or two put for others is another fact.
    let traded = !lost.is_empty() && !new.is_empty() && lost.len() <= 2 && new.len() <= 2;
    let shortened = !lost.is_empty() && lost.len() * 3 > wanted.words.len();
    let elsewhere = new.iter().any(|word| is_appeal_body(word));
    if traded || shortened || elsewhere { says("") } else { None }
}

/// What the case does not know in a sentence that nothing in the case stands behind.
fn unknown(sentence: &Sentence, part: &Part, known: &BTreeSet<String>, appeals: bool) -> Vec<Difference> {
    let tell = |what| Difference { line: Some(sentence.line), section: part.heading.clone(), what };
    let mut differences: Vec<Difference> = sentence
        .values
        .difference(known)
        .map(|value| tell(format!("sagen kender ikke »{value}«, som står i »{}«", sentence.text)))
        .collect();
    if speaks_of_appeal(sentence) {
        let why = if appeals { "står ikke i sagens klagevejledning" } else { "sagen giver ingen klagevejledning" };
        differences.push(tell(format!("»{}«: {why}", sentence.text)));
    }
    differences
}

fn speaks_of_appeal(sentence: &Sentence) -> bool {
    sentence.words.iter().any(|word| ["klage", "klagen", "klager"].contains(&word.as_str()) || is_appeal_body(word))
}

fn is_appeal_body(word: &str) -> bool {
    word == "ankestyrelsen" || word.ends_with("nævnet")
}

/// Where in the letter a part of the case is: by its heading, else by what stands there as it should.
fn place_of(part: &Part, written: &[Part]) -> Option<usize> {
    let plain = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    if let Some(place) = written.iter().position(|other| plain(&other.heading) == plain(&part.heading)) {
        return Some(place);
    }
    let heading = Sentence::read(&part.heading, 0);
    let near = |other: &Part| {
        // A heading without a word that carries is like none.
        let named =
            if heading.words.is_empty() { 0 } else { heading.in_hundredths(&Sentence::read(&other.heading, 0).words) };
        let same = part.sentences.iter().filter(|one| other.sentences.iter().any(|it| it.tokens == one.tokens)).count();
        (same * 100 / part.sentences.len().max(1)).max(named)
    };
    let best = written.iter().enumerate().max_by_key(|(_, other)| near(other));
    best.filter(|(_, other)| near(other) >= 50).map(|(place, _)| place)
}

/// The parts of the document that the case gives; names that are put in at the print are in no case.
fn parts_of(document: &Document) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let add = |parts: &mut Vec<Part>, text: &str| {
        if let Some(part) = parts.last_mut() {
            part.sentences.extend(sentences(text).into_iter().map(|sentence| Sentence::read(sentence, 0)));
        }
    };
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => parts.push(Part { heading: text.clone(), ..Part::default() }),
            Block::Paragraph(line) => add(&mut parts, &line.text),
            Block::List(items) => items.iter().for_each(|item| add(&mut parts, &item.text)),
            Block::Table { rows, .. } => {
                for row in rows {
                    row.cells.iter().for_each(|cell| add(&mut parts, cell));
                }
            }
            Block::Hole(_) | Block::Merge(_) => {}
        }
    }
    parts
}

/// The parts of a letter in Markdown.
fn read(markdown: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    let (mut text, mut line) = (String::new(), 1);
    let line_of = |at: usize| markdown.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut head = false;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::Heading { .. }) => {
                flush(&mut parts, &mut text, line);
                line = line_of(range.start);
            }
            Event::Start(Tag::TableHead) => head = true,
            Event::End(TagEnd::TableHead) => {
                head = false;
                text.clear();
            }
            // The title is that of every letter of its kind.
            Event::End(TagEnd::Heading(level)) => {
                let heading = std::mem::take(&mut text);
                if level != pulldown_cmark::HeadingLevel::H1 {
                    parts.push(Part { heading, ..Part::default() });
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) if !head => {
                flush(&mut parts, &mut text, line);
            }
            Event::Text(more) | Event::Code(more) => text.push_str(&more),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    flush(&mut parts, &mut text, line);
    parts
}

fn flush(parts: &mut [Part], text: &mut String, line: usize) {
    let taken = std::mem::take(text);
    if let Some(part) = parts.last_mut() {
        part.sentences.extend(sentences(&taken).into_iter().map(|sentence| Sentence::read(sentence, line)));
    }
}

/// Is the letter of this document's kind? So many of its headings stand in it.
#[must_use]
pub fn headings_in_common(markdown: &str, expected: &Document) -> usize {
    let written: Vec<String> =
        read(markdown).into_iter().map(|part| part.heading).filter(|it| !it.is_empty()).collect();
    parts_of(expected).iter().filter(|part| written.contains(&part.heading)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::justification::document::{Line, Row};
    use crate::justification::trace::Trace;

    fn document() -> Document {
        let line = |text: &str| Line::new(text, Trace::default());
        let mut document = Document::new("Svar i din sag");
        document.list(vec![line("Dato: 30. november 2026")]);
        document.section("Afgørelse");
        document.paragraph("Du får et ophold på Åparken. Du får ikke et ophold på Fjordhøj.", Trace::default());
        document.list(vec![line("Omfang: 12 timer om ugen"), line("Hjælpen gives efter: serviceloven § 107, stk. 2")]);
        document.section("Oplysninger");
        let row = |cells: [&str; 2]| Row::new(&cells.map(str::to_owned), Trace::default());
        document.table(
            &["Oplysning", "Kilde"],
            vec![
                row(["Du har svært nedsat evne til at tale.", "Logopæd"]),
                row(["Du har svært nedsat evne til at gå.", "Læge"]),
            ],
        );
        document.section("Klagevejledning");
        document.paragraph("Du kan klage til os senest 4 uger efter, at du har fået brevet.", Trace::default());
        document
    }

    fn letter() -> String {
        crate::justification::markdown::render(&document()).unwrap()
    }

    fn told(from: &str, to: &str) -> Vec<Difference> {
        let letter = letter();
        assert!(letter.contains(from), "{from}\n{letter}");
        compare(&letter.replacen(from, to, 1), &document())
    }

    #[test]
    fn the_letter_that_the_case_gives_differs_in_nothing() {
        assert_eq!(compare(&letter(), &document()), []);
        let other_way = letter().replace("30. november 2026", "30-11-2026").replace("4 uger", "fire uger");
        assert_eq!(compare(&other_way, &document()), []);
    }

    #[test]
    fn another_fact_in_the_same_words_is_found() {
        for (from, to) in [
            ("4 uger", "6 uger"),
            ("30. november", "29. november"),
            ("§ 107, stk. 2", "§ 85"),
            ("12 timer", "2 timer"),
            ("Du får ikke et", "Du får et"),
            ("Logopæd", "Frisør"),
            ("ophold på Åparken", "ophold på Bakken"),
            ("Du kan klage til os", "Du kan klage til Patientklagenævnet"),
            ("fået brevet.", "fået brevet. Du kan også klage til Ankestyrelsen."),
            ("Fjordhøj.", "Fjordhøj. Det er 20 procent dyrere."),
        ] {
            assert!(!told(from, to).is_empty(), "{from} -> {to}");
        }
    }

    #[test]
    fn what_is_struck_is_found() {
        for struck in [
            "Du får ikke et ophold på Fjordhøj.",
            "- Omfang: 12 timer om ugen",
            "|Du har svært nedsat evne til at gå.|Læge|\n",
            "- Dato: 30. november 2026",
            "## Klagevejledning\n\nDu kan klage til os senest 4 uger efter, at du har fået brevet.\n",
        ] {
            assert!(!told(struck, "").is_empty(), "{struck}");
        }
    }

    #[test]
    fn other_words_for_the_same_are_nobodys_business() {
        for (from, to) in [
            ("Du får et ophold på Åparken.", "Vi tilbyder dig opholdet på Åparken, som du selv har været ude at se."),
            ("Omfang: 12 timer om ugen", "Omfanget er 12 timer om ugen"),
            ("## Oplysninger", "## De oplysninger, vi har brugt"),
            ("fået brevet.", "fået brevet. Ring, hvis du er i tvivl om noget: 00 00 00 00."),
            ("Svar i din sag", "Brev fra kommunen"),
        ] {
            assert_eq!(told(from, to), [], "{from} -> {to}");
        }
    }
}
