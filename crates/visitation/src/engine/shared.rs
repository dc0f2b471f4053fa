//! A shared question is asked once per case: what is said to it in one speciale is said in all.
//!
//! The one place that knows it. Everything that has several specialer before it asks here.

use std::collections::BTreeMap;

use crate::guideline::Guideline;

/// Every part's list, one place per question, with the shared ones of the other parts filled in. Parts that disagree
/// have one answer all the same: that of the first that has one.
#[must_use]
pub fn shared_by_all<'a, T: Copy + 'a>(
    parts: impl IntoIterator<Item = (&'a Guideline, &'a [Option<T>])> + Clone,
) -> Vec<Vec<Option<T>>> {
    let mut shared: BTreeMap<&str, T> = BTreeMap::new();
    for (guideline, list) in parts.clone() {
        for (question, given) in guideline.questions.iter().zip(list).filter(|(question, _)| question.shared) {
            if let Some(given) = given {
                shared.entry(&question.id).or_insert(*given);
            }
        }
    }
    let fill = |(guideline, list): (&Guideline, &[Option<T>])| {
        let each = guideline.questions.iter().zip(list.iter().copied().chain(std::iter::repeat(None)));
        each.map(|(question, own)| if question.shared { shared.get(question.id.as_str()).copied() } else { own })
            .collect()
    };
    parts.into_iter().map(fill).collect()
}
