//! What a case lacks is asked for under the topic where it can be said.

use visit::session::archive::replay::session_of;
use visit::session::document::gaps;
use visit::store::RuleFolder;
use visitation::case::Stamp;
use visitation::case::additions::form::forms;

use super::examples::{CASES, case_of, rules};
use super::finished::noted;

#[test]
fn what_is_taken_out_of_a_finished_case_is_asked_for_where_it_stood() {
    let mut held = 0;
    for frame in &CASES {
        let case = noted(frame);
        let session = session_of(&case, &RuleFolder::directory(&rules()).unwrap()).unwrap();
        assert_eq!(gaps::of(&case, &session).unwrap(), [], "{}", frame.name);
        assert!(gaps::of(&case_of(frame), &session).unwrap().len() > 8, "{}: nothing is noted yet", frame.name);
        for form in forms() {
            let mut less = case.clone();
            let ids: Vec<_> = case.additions().of(form.topic).map(|entry| entry.id.clone()).collect();
            for id in ids {
                let at = less.history().last().unwrap().at + jiff::SignedDuration::from_secs(1);
                less.withdraw(Stamp { at, by: "abc" }, form.topic, form.has_many().then_some(id)).unwrap();
            }
            let gaps = gaps::of(&less, &session).unwrap();
            if !gaps.is_empty() {
                assert!(gaps.iter().any(|gap| gap.topic == form.topic), "{}: {}: {gaps:?}", frame.name, form.key);
                held += 1;
            }
        }
    }
    assert!(held > 60, "{held}");
}
