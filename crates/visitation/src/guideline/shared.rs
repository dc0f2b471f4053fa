//! A shared question is asked once per case: what is said to it in one speciale is said in all.
//!
//! The one place that knows it. Everything that has several specialer before it asks here.

use std::collections::BTreeMap;

use super::Guideline;
use super::question::{Question, QuestionIx};

/// The key under which a guideline's question is answered: its id, or `speciale.id`.
#[must_use]
pub fn split_key(key: &str) -> (Option<&str>, &str) {
    match key.rsplit_once('.') {
        Some((speciale, id)) => (Some(speciale), id),
        None => (None, key),
    }
}

/// The question of a guideline that an answer under this key is said to. A shared question has no answer of a
/// speciale's own.
#[must_use]
pub fn addressed<'g>(key: &str, guideline: &'g Guideline) -> Option<(QuestionIx, &'g Question)> {
    let (speciale, id) = split_key(key);
    let found = guideline.question(id)?;
    speciale.is_none_or(|wanted| wanted == guideline.speciale && !found.1.shared).then_some(found)
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::fixture;

    #[test]
    fn what_is_shared_has_no_answer_of_one_speciale() {
        let guideline = fixture::guideline();
        let place = |key: &str| addressed(key, &guideline).map(|(ix, _)| ix.0);
        assert_eq!(place("alder"), Some(0));
        assert_eq!(place("autisme.alder"), None);
        assert_eq!(place("autisme.kommunikation"), Some(1));
        assert_eq!(place("adhd.kommunikation"), None);
    }
}
