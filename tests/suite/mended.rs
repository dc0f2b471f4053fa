//! `--fix` never damages: a word of a shipped file misspelt anywhere is put right, or left for the author.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::guideline::finding::{Finding, Severity};
use visitation::guideline::ids::is_id_char;
use visitation::guideline::resolve::Place;
use visitation::lint::{self, FileKind, Options, Reading, fix};

use super::engine::generate::draws;

/// A shipped file, and where the words stand that a rule may name.
struct Shipped {
    name: String,
    text: String,
    words: Vec<(usize, usize)>,
}

static SHIPPED: LazyLock<(Catalogue, Vec<Shipped>)> = LazyLock::new(|| {
    let rules = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"));
    let catalogue = Catalogue::open(RuleFolder::directory(rules).unwrap()).unwrap();
    let files = catalogue.folder().all_files().unwrap().into_iter();
    let files = files.filter(|file| lint::kind_of(&file.text) != FileKind::Examples);
    let shipped = files.map(|file| Shipped { name: file.name, words: named(&file.text), text: file.text }).collect();
    (catalogue, shipped)
});

/// Every word that is a key or an id somewhere in the text, wherever it stands.
fn named(text: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_id_char(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                all.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    let is_key = |(_, to): &(usize, usize)| text[*to..].starts_with(':');
    let is_id = |(from, _): &(usize, usize)| text[..*from].ends_with("id: ");
    let known: BTreeSet<&str> =
        all.iter().filter(|at| is_key(at) || is_id(at)).map(|(from, to)| &text[*from..*to]).collect();
    all.retain(|(from, to)| known.contains(&text[*from..*to]));
    all
}

/// The text with every word `from` written `to`.
fn renamed(text: &str, from: &str, to: &str) -> String {
    let parts: Vec<&str> = text.split_inclusive(|letter| !is_id_char(letter)).collect();
    let word = |part: &str| {
        let word = part.trim_end_matches(|letter| !is_id_char(letter));
        if word == from { part.replacen(from, to, 1) } else { part.to_owned() }
    };
    parts.into_iter().map(word).collect()
}

fn misspelt(word: &str, way: usize, at: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let (at, last) = (at % letters.len(), letters.len());
    match way {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, (at + 1) % last),
        3 => letters[at] = 'e',
        4 => letters.insert(at, 's'),
        5 => return word.replace('æ', "ae").replace('ø', "oe").replace('å', "aa"),
        _ => letters[at] = letters[at].to_uppercase().next().unwrap(),
    }
    letters.into_iter().collect()
}

fn faults(name: &str, text: &str) -> Vec<Finding> {
    let options = Options::on(jiff::civil::date(2026, 11, 22));
    let place = name.trim_end_matches(".yaml").split_once('/');
    let place = place.map(|(speciale, version)| Place { speciale, version });
    lint::faults(Reading { name, text, options: &options }, Some(SHIPPED.0.national()), place)
}

fn errors(found: &[Finding]) -> usize {
    found.iter().filter(|fault| fault.severity == Severity::Error).count()
}

proptest! {
    #![proptest_config(draws(60))]

    #[test]
    fn a_misspelt_word_of_a_shipped_file_is_put_right_or_left(file in 0..64usize, word in 0..100_000usize, way in 0..7usize, at in 0..64usize) {
        let files = &SHIPPED.1;
        let Shipped { name, text, words } = &files[file % files.len()];
        let (from, to) = words[word % words.len()];
        let wrong = misspelt(&text[from..to], way, at);
        let broken = [&text[..from], &wrong, &text[to..]].concat();
        let found = faults(name, &broken);
        let fault = |text: &str| faults(name, text);
        if let Some(mended) = fix::mended(&broken, &found, &fault) {
            let line = || broken.lines().zip(mended.lines()).find(|(one, other)| one != other);
            let left = errors(&fault(&mended));
            prop_assert!(left < errors(&found), "{name}: {wrong}: {:?}", line());
            // Where what is defined was misspelt, what names it may follow: the same file by another name.
            let same = mended == *text || renamed(&mended, &wrong, &text[from..to]) == *text;
            prop_assert!(same, "{name}: `{}` written `{wrong}`: {:?}", &text[from..to], line());
        }
    }
}
