//! Under which key an answer stands, and which answers a guideline finds in a file.
//!
//! The key is the question's id; `speciale.id` where two specialer of the case ask different questions under
//! one id. A shared question is asked once, under its id.

use std::collections::BTreeMap;

use super::{CaseError, Given, SavedAnswer};
use crate::guideline::Guideline;
use crate::guideline::national::Raadgivning;
use crate::guideline::question::{Answer, Kind, Question, QuestionIx};
use crate::guideline::shared::addressed;

/// The key under which the answer to a question of `guidelines[guideline]` is saved.
#[must_use]
pub fn answer_key(guidelines: &[&Guideline], guideline: usize, question: &Question) -> String {
    let asked_elsewhere =
        |(place, other): (usize, &&Guideline)| place != guideline && other.question(&question.id).is_some();
    match guidelines.get(guideline) {
        Some(own) if !question.shared && guidelines.iter().enumerate().any(asked_elsewhere) => {
            format!("{}.{}", own.speciale, question.id)
        }
        _ => question.id.clone(),
    }
}

/// Which guideline asks the question that is answered under `key`, and which of its questions it is.
#[must_use]
pub fn place(guidelines: &[&Guideline], key: &str) -> Option<(usize, QuestionIx)> {
    guidelines.iter().enumerate().find_map(|(part, guideline)| {
        let mut questions = guideline.questions.iter().enumerate();
        let (ix, _) = questions.find(|(_, question)| answer_key(guidelines, part, question) == key)?;
        Some((part, QuestionIx(ix)))
    })
}

/// The key by which what is done about a duty of `guidelines[guideline]` is noted: its id, or `speciale.id` where
/// another of the specialer has a duty of that id too.
#[must_use]
pub fn duty_key(guidelines: &[&Guideline], guideline: usize, duty: &Raadgivning) -> String {
    let same = |other: &Raadgivning| !other.national && other.id == duty.id;
    let elsewhere = |(place, other): (usize, &&Guideline)| place != guideline && other.advice.iter().any(same);
    match guidelines.get(guideline) {
        Some(own) if !duty.national && guidelines.iter().enumerate().any(elsewhere) => {
            format!("{}.{}", own.speciale, duty.id)
        }
        _ => duty.id.clone(),
    }
}

/// The answer that a file has for a question, with its key: under `speciale.id`, else under the id. A shared question
/// is asked once per case: it has no answer of a speciale's own.
#[must_use]
pub fn find<'a>(
    answers: &'a BTreeMap<String, SavedAnswer>,
    guideline: &Guideline,
    question: &Question,
) -> Option<(&'a str, &'a SavedAnswer)> {
    let keys = [format!("{}.{}", guideline.speciale, question.id), question.id.clone()];
    let mut told = keys.iter().filter(|key| addressed(key, guideline).is_some());
    told.find_map(|key| answers.get_key_value(key)).map(|(key, answer)| (key.as_str(), answer))
}

/// What a file answers of one guideline, one place per question. A `tekst` question has its words instead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// As the engine takes them; `None` was not asked. An answered `tekst` question stays `None`.
    pub answers: Vec<Option<Answer>>,
    /// The words given to `tekst` questions.
    pub words: BTreeMap<QuestionIx, String>,
}

/// Holds the answers of a file against a guideline's questions.
///
/// # Errors
/// Every answer that its question does not admit, by key.
pub fn known(
    answers: &BTreeMap<String, SavedAnswer>,
    guideline: &Guideline,
) -> Result<Known, Vec<(String, CaseError)>> {
    let mut known = Known::default();
    let mut faults = Vec::new();
    for (place, question) in guideline.questions.iter().enumerate() {
        let answer = match find(answers, guideline, question).map(|(key, saved)| (key, saved.value.given(question))) {
            Some((_, Ok(Given::Answer(answer)))) => Some(answer),
            Some((_, Ok(Given::Words(words)))) => {
                known.words.insert(QuestionIx(place), words);
                None
            }
            Some((key, Err(fault))) => {
                faults.push((key.to_owned(), fault));
                None
            }
            None => None,
        };
        known.answers.push(answer);
    }
    if faults.is_empty() { Ok(known) } else { Err(faults) }
}

/// The keys that no question of the guidelines answers to, in alphabetical order, each with a near one if any.
#[must_use]
pub fn unknown_keys<'a>(
    answers: &'a BTreeMap<String, SavedAnswer>,
    guidelines: &[&Guideline],
) -> Vec<(&'a str, Option<String>)> {
    let mut valid: Vec<String> = Vec::new();
    for guideline in guidelines {
        for question in &guideline.questions {
            valid.push(question.id.clone());
            valid.push(format!("{}.{}", guideline.speciale, question.id));
        }
    }
    let near = |key: &str| {
        let distance = |id: &String| strsim::osa_distance(id, key);
        valid.iter().filter(|id| distance(id) <= 2).min_by_key(|id| distance(id)).cloned()
    };
    let unknown = answers.keys().filter(|key| !valid.contains(key));
    unknown.map(|key| (key.as_str(), near(key))).collect()
}

/// Is it a question whose answer is words and never a value?
#[must_use]
pub fn is_text(question: &Question) -> bool {
    matches!(question.kind, Kind::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::SavedValue;
    use crate::guideline::fixture;
    use crate::guideline::question::Value;

    fn saved(value: SavedValue) -> SavedAnswer {
        SavedAnswer { value, source: None, date: None, note: None }
    }

    #[test]
    fn a_key_carries_the_speciale_only_where_two_ask_differently() {
        let (one, mut two) = (fixture::guideline(), fixture::guideline());
        two.speciale = "adhd".into();
        two.questions.retain(|question| question.id != "hjælp");
        let both = [&one, &two];
        let key = |place: usize| answer_key(&both, 0, &one.questions[place]);
        assert_eq!(key(0), "alder", "shared: asked once");
        assert_eq!(key(1), "autisme.kommunikation");
        assert_eq!(key(3), "hjælp", "only one asks it");
        assert_eq!(answer_key(&[&one], 0, &one.questions[1]), "kommunikation");
    }

    #[test]
    fn a_duty_is_named_with_its_speciale_only_where_another_has_one_of_that_id() {
        let one = fixture::guideline();
        let mut two = fixture::guideline();
        two.speciale = "adhd".into();
        let both = [&one, &two];
        for duty in &one.advice {
            assert_eq!(duty_key(&[&one], 0, duty), duty.id);
            let shared = duty.national;
            let full = format!("adhd.{}", duty.id);
            assert_eq!(duty_key(&both, 1, duty), if shared { duty.id.clone() } else { full });
        }
        assert!(one.advice.iter().any(|duty| !duty.national));
    }

    #[test]
    fn a_guideline_finds_its_own_answers() {
        let guideline = fixture::guideline();
        let answers = BTreeMap::from([
            ("alder".to_owned(), saved(SavedValue::Number(9))),
            ("autisme.selvskade".to_owned(), saved(SavedValue::Text("ja".into()))),
            ("selvskade".to_owned(), saved(SavedValue::Text("nej".into()))),
            ("hjælp".to_owned(), saved(SavedValue::Text("ved_ikke".into()))),
            ("ønsker".to_owned(), saved(SavedValue::Text("ro".into()))),
        ]);
        let known = known(&answers, &guideline).unwrap();
        let value = |n| Some(Answer::Known(Value::Ordinal(n)));
        assert_eq!(known.answers, [value(9), None, value(1), Some(Answer::Unknown), None]);
        assert_eq!(known.words[&QuestionIx(4)], "ro");
    }

    #[test]
    fn every_fault_is_reported() {
        let guideline = fixture::guideline();
        let answers = BTreeMap::from([
            ("alder".to_owned(), saved(SavedValue::Text("ni".into()))),
            ("kommunikaton".to_owned(), saved(SavedValue::Text("svær".into()))),
            ("selvskade".to_owned(), saved(SavedValue::Number(1))),
        ]);
        assert_eq!(known(&answers, &guideline).unwrap_err().len(), 2);
        assert_eq!(unknown_keys(&answers, &[&guideline]), [("kommunikaton", Some("kommunikation".to_owned()))]);
    }
}
