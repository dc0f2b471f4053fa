//! The note: a settled case, a doubtful one, a complete one, and what must never stand in it.

use super::*;
use crate::engine::outcome::State;
use crate::justification::Finish;
use crate::justification::example::{bare, complete, texts};
use crate::justification::markdown::render;

fn settled() -> Input {
    bare(&[2], [State::Always, State::Always], [State::Always, State::Always], &[])
}

fn in_doubt() -> Input {
    bare(&[1, 2], [State::Always, State::Open], [State::Open, State::Never], &[2])
}

fn note(input: &Input) -> Document {
    visitationsnotat(input, &texts(input), Finish::Draft)
}

#[test]
fn a_settled_case_reads_as_a_note() {
    insta::assert_snapshot!(render(&note(&settled())).unwrap());
}

#[test]
fn a_doubtful_case_names_no_single_level() {
    let text = render(&note(&in_doubt())).unwrap();
    insta::assert_snapshot!(text);
    assert!(!text.contains("Anbefalet niveau er"));
}

#[test]
fn a_complete_case_leaves_no_hole() {
    let text = render(&note(&complete())).unwrap();
    insta::assert_snapshot!(text);
    assert!(!text.contains("UDFYLDES"));
}

#[test]
fn nothing_calls_the_output_a_decision() {
    for input in [settled(), in_doubt()] {
        let text = render(&note(&input)).unwrap().to_lowercase();
        for word in ["afgørelse", "bevilge", "afslag", "afslå"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}

#[test]
fn law_and_guideline_stand_apart_and_unverified_law_is_marked() {
    let document = note(&settled());
    let text = render(&document).unwrap();
    let (before, after) = text.split_once("## Faglig retningslinje").unwrap();
    let laws = before.split_once("## Lovgrundlag").unwrap().1;
    assert!(laws.contains("serviceloven § 108, stk. 1 (LBK 1129/2025, ikke bekræftet)"), "{laws}");
    assert!(!laws.contains("Autismespektrum"));
    assert!(after.contains("Autismespektrumforstyrrelser, version 2026.1"));
    assert!(document.holes().count() >= 10);
}

#[test]
fn a_national_duty_of_several_specialer_stands_once() {
    let mut two = settled();
    let mut second = two.specialer[0].clone();
    second.title = "ADHD".into();
    second.speciale = "adhd".into();
    two.specialer.push(second);
    let text = render(&note(&two)).unwrap();
    assert_eq!(text.matches("(N1)").count(), 1 + 1, "the duty and its hole: {text}");
    assert!(text.contains("ADHD: Anbefalet niveau er »Højt«."), "{text}");
}

#[test]
fn every_line_says_where_it_comes_from() {
    for input in [settled(), in_doubt(), complete()] {
        for document in [note(&input), crate::justification::letter(&input, &texts(&input), Finish::default())] {
            for block in &document.blocks {
                let traces: Vec<_> = match block {
                    crate::justification::document::Block::Paragraph(line) => vec![(&line.text, &line.trace)],
                    crate::justification::document::Block::List(items) => {
                        items.iter().map(|item| (&item.text, &item.trace)).collect()
                    }
                    crate::justification::document::Block::Table { rows, .. } => {
                        rows.iter().filter_map(|row| Some((row.cells.first()?, &row.trace))).collect()
                    }
                    _ => vec![],
                };
                for (text, trace) in traces {
                    assert!(!trace.is_empty(), "{text}");
                }
            }
        }
    }
}
