//! Heads and outcomes are known piece by piece, and only as they are written.

use super::*;

#[test]
fn a_text_is_known_piece_by_piece_and_only_as_it_is_written() {
    let case = concluded();
    let (head, outcome) = (read::head(&case).unwrap(), case.outcome().unwrap());
    let text = outcome_text(outcome).unwrap();
    assert!(pieces::is_head(&head, &case) && pieces::is_outcome(&text, outcome));
    // Asked again, when every piece is remembered: of a text with a byte less, one more, and one changed, at each place.
    for (at, letter) in head.char_indices() {
        let (before, after) = (&head[..at], &head[at + letter.len_utf8()..]);
        for other in ["", "x", "\n", &format!("{letter}{letter}")] {
            let changed = format!("{before}{other}{after}");
            assert_eq!(pieces::is_head(&changed, &case), changed == head, "{changed}");
        }
    }
    for (at, letter) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        for other in ["", "x", "\n", &format!("{letter}{letter}")] {
            let changed = format!("{before}{other}{after}");
            assert_eq!(pieces::is_outcome(&changed, outcome), changed == text, "{changed}");
        }
    }
}

#[test]
fn a_list_without_anything_is_left_to_the_library() {
    let outcome = concluded().outcome().cloned().unwrap();
    let without = |empty: fn(&mut AssessmentV1)| {
        let mut less = outcome.clone();
        empty(&mut less);
        let text = outcome_text(&less).unwrap();
        (
            pieces::is_outcome(&text, &less),
            read::is_outcome(&text, &less).unwrap(),
            read::is_outcome(&text, &outcome).unwrap(),
        )
    };
    assert_eq!(without(|less| less.assessments.clear()), (false, true, false));
    assert_eq!(without(|less| less.assessments[0].criteria.clear()), (false, true, false));
    assert_eq!(without(|less| less.assessments[0].advice.clear()), (false, true, false));
    assert!(read::is_outcome(&outcome_text(&outcome).unwrap(), &outcome).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_reason_is_known_as_the_library_writes_it(because in awkward(), id in awkward(), other in awkward()) {
        let mut outcome = concluded().outcome().cloned().unwrap();
        let before = outcome_text(&outcome).unwrap();
        outcome.assessments[0].criteria[0].because = Some(because);
        outcome.assessments[0].advice[0].from = Some(other.clone());
        outcome.assessments[0].open_questions = vec![id, other];
        let text = outcome_text(&outcome).unwrap();
        prop_assert!(pieces::is_outcome(&text, &outcome));
        prop_assert_eq!(pieces::is_outcome(&before, &outcome), before == text);
    }
}
