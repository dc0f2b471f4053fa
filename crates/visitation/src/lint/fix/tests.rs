//! That `--fix` mends what is safe, and never damages a file: random misspellings of every key, in block and flow style.

use std::sync::{Arc, LazyLock};

use super::*;
use crate::guideline::national::National;
use crate::guideline::resolve;

const NATIONAL: &str = include_str!("../checks/ramme-national.yaml");
const FLOW: &str = include_str!("../checks/ramme.yaml");
const BLOCK: &str = include_str!("blok.yaml");

static SHARED: LazyLock<Arc<National>> =
    LazyLock::new(|| Arc::new(resolve::national("national.yaml", NATIONAL.as_bytes()).unwrap().value));

fn guideline_faults(text: &str) -> Vec<Finding> {
    match resolve::guideline("g.yaml", text.as_bytes(), &SHARED, None) {
        Ok(loaded) => loaded.flaws,
        Err(faults) => faults,
    }
}

fn national_faults(text: &str) -> Vec<Finding> {
    match resolve::national("national.yaml", text.as_bytes()) {
        Ok(loaded) => loaded.flaws,
        Err(faults) => faults,
    }
}

fn mended(text: &str, faults: &dyn Fn(&str) -> Vec<Finding>) -> Option<String> {
    super::mended(text, &faults(text), faults)
}

#[test]
fn normal_form_and_order_are_mended_and_a_good_file_is_left_alone() {
    let none = |_: &str| Vec::new();
    let text = "# hoved\nformat: visit/1\n\n# om spørgsmål\nspørgsmål: []\n\nspeciale: a\n";
    let mended = super::mended(text, &[], &none).unwrap();
    assert_eq!(mended, "# hoved\nformat: visit/1\n\nspeciale: a\n\n# om spørgsmål\nspørgsmål: []\n");
    assert_eq!(super::mended(&mended, &[], &none), None);
    assert_eq!(super::mended("a: a\u{30a}\n", &[], &none).unwrap(), "a: å\n");
}

#[test]
fn a_misspelt_name_is_mended_where_one_was_meant() {
    let text =
        "format: visit-national/1\nniveauer: [{ id: let }]\nrådgivning: [{ id: N, pligt: obligatorsk, når: tvivl }]\n";
    assert!(mended(text, &national_faults).unwrap().contains("pligt: obligatorisk"));
}

#[test]
fn another_paragraph_of_the_law_is_never_put_in() {
    let text = "format: visit-national/1\nniveauer: [{ id: let }]\nlove: [{ id: sel-99 }]\nrådgivning: [{ id: N, pligt: obligatorisk, når: tvivl, lov: [sel-999] }]\n";
    let found = national_faults(text);
    assert!(found.iter().any(|finding| finding.help.as_deref() == Some("mente du `sel-99`?")), "{found:?}");
    assert_eq!(mended(text, &national_faults), None);
}

/// Sections that only look like sections, inside a text or a bracket, are not moved.
#[test]
fn what_only_looks_like_a_section_is_not_moved() {
    let text = "format: visit/1\nkilder: [\nspeciale: a ]\nspeciale: b\n";
    assert!(mended(text, &guideline_faults).is_none_or(|mended| says_the_same(&mended, text)));
}

/// Under a misspelt `begreber` no concept is defined: what names one is not put right to something else that is.
#[test]
fn a_name_is_left_where_what_defines_it_may_only_be_misspelt() {
    let text = BLOCK.replace("begreber:", "xgrxbxr:");
    assert_ne!(text, BLOCK);
    assert_eq!(mended(&text, &guideline_faults), None);
}

/// Every key of a file, wherever it stands.
fn keys(node: &Node, found: &mut Vec<Span>) {
    match &node.value {
        NodeValue::List(nodes) => nodes.iter().for_each(|node| keys(node, found)),
        NodeValue::Map(entries) => {
            for (key, value) in entries {
                found.push(key.span);
                keys(value, found);
            }
        }
        _ => {}
    }
}

/// One of many ways to misspell a word; `turn` says which.
fn misspelt(word: &str, turn: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = turn / 6 % letters.len();
    match turn % 6 {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, (at + 1) % word.chars().count()),
        3 => letters[at] = 'x',
        4 => return word.replace('æ', "ae").replace('ø', "oe").replace('å', "aa"),
        _ => letters[at] = letters[at].to_uppercase().next().unwrap(),
    }
    letters.into_iter().collect()
}

fn never_damaged(text: &str, faults: &dyn Fn(&str) -> Vec<Finding>) {
    assert!(faults(text).is_empty(), "{:?}", faults(text));
    let (source, tree) = yaml::read("", text.as_bytes()).unwrap();
    let mut places = Vec::new();
    keys(&tree, &mut places);
    let (mut turn, mut right, mut tried) = (1, 0, 0);
    for span in places {
        let key = &source.text[span.start..span.end];
        for _ in 0..3 {
            turn = (turn * 7919 + 104_729) % 1_000_003;
            let wrong = misspelt(key, turn);
            if wrong == key || wrong.is_empty() {
                continue;
            }
            let broken = [&source.text[..span.start], &wrong, &source.text[span.end..]].concat();
            tried += 1;
            match mended(&broken, faults) {
                None => {}
                Some(mended) if mended == text => right += 1,
                Some(mended) => panic!("`{key}` skrevet `{wrong}` blev til\n{mended}"),
            }
        }
    }
    assert!(right * 2 > tried, "{right} of {tried} are mended");
}

#[test]
fn no_misspelt_key_is_mended_into_anything_else() {
    never_damaged(FLOW, &guideline_faults);
    never_damaged(BLOCK, &guideline_faults);
    never_damaged(NATIONAL, &national_faults);
}
