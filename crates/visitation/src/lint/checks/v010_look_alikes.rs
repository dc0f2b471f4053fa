//! V010. Points at a word that mixes scripts, at invisible characters, and at two ids that look the same.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

use crate::guideline::finding::Severity;
use crate::guideline::source::Span;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile};

/// V010.
pub struct LookAlikes;

const ABOUT: About = About {
    code: "V010",
    title: "tegn, der ligner andre tegn",
    severity: Severity::Warning,
    page: include_str!("v010_look_alikes.md"),
};

impl Lint for LookAlikes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn file(&self, file: &File<'_>, report: &mut Report<'_>) {
        for (at, letter) in file.source.text.char_indices().filter(|(_, letter)| is_invisible(*letter)) {
            let message = format!("her står et usynligt tegn (U+{:04X})", u32::from(letter));
            report.find(Span { start: at, end: at + letter.len_utf8() }, message, "slet tegnet");
        }
        file.visit_texts(&mut |text, span| {
            for word in text.split(|letter: char| !letter.is_alphanumeric()) {
                if !word.is_single_script() || passes_for_latin(word) {
                    let message = format!("ordet `{word}` har bogstaver, der kun ligner dem, man ser");
                    report.find(span, message, "skriv ordet om med tastaturets egne bogstaver");
                }
            }
        });
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        let questions = guideline.questions.iter().map(|question| (question.id.as_str(), question.span));
        let concepts = guideline.concepts.iter().map(|concept| (concept.id.as_str(), concept.span));
        twins(questions.chain(concepts), report);
        twins(guideline.criteria.iter().map(|criterion| (criterion.id.as_str(), criterion.span)), report);
    }
}

/// Zero-width, direction-changing and soft-hyphen characters: nobody sees them, and they change names.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A word of another script that looks like a word of Latin letters.
fn passes_for_latin(word: &str) -> bool {
    let foreign = |letter: char| !matches!(letter.script(), Script::Latin | Script::Common | Script::Inherited);
    word.chars().any(foreign) && skeleton(word).all(|letter| letter.is_ascii())
}

fn twins<'a>(ids: impl Iterator<Item = (&'a str, Span)>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (id, span) in ids {
        if let Some(other) = seen.insert(skeleton(id).collect(), id) {
            let message = format!("id'erne `{other}` og `{id}` ser ens ud");
            report.find(span, message, "giv det ene et tydeligt andet navn");
        }
    }
}
