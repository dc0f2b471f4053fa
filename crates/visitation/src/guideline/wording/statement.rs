//! An answer as a Danish sentence.
//!
//! `{borger}` stands for the person as the document addresses them, `{svar}` for the answer's own words.
//! Without an `udsagn` the question's and the answer's own texts are used. Danish verbs do not bend by
//! person, so no grammar is needed; none is attempted.

use super::{list_text, measured, number_text};
use crate::guideline::question::{Answer, Kind, Question, Statement, Value};

/// The placeholder for the person.
const PERSON: &str = "{borger}";

/// Stands for the person in a text whose reader is not known yet: a mark that nobody types and that has no large
/// or small form. A document puts its own word in its place.
pub const ANYBODY: &str = "\u{E000}";

/// The answer's own words: an option's text, `ja`, `nej`, a number, `ved ikke`.
#[must_use]
pub fn answer_words(question: &Question, answer: Answer) -> String {
    let value = match answer {
        Answer::Unknown => return "ved ikke".to_owned(),
        Answer::Known(value) => value,
    };
    match (&question.kind, value) {
        (Kind::YesNo, Value::Ordinal(n)) => (if n == 1 { "ja" } else { "nej" }).to_owned(),
        (Kind::Number { .. }, Value::Ordinal(n)) => measured(n, question.unit.as_deref()),
        (kind, Value::Ordinal(n)) => {
            let choice = usize::try_from(n).ok().and_then(|place| kind.choices().get(place));
            choice.map_or_else(|| number_text(n), |choice| choice.text.clone())
        }
        (kind, Value::Set(set)) => {
            let chosen: Vec<&str> =
                set.iter().filter_map(|place| kind.choices().get(place)).map(|choice| choice.text.as_str()).collect();
            if chosen.is_empty() { "ingen af dem".to_owned() } else { list_text(&chosen) }
        }
        (_, Value::Partly(set)) => {
            format!("{}, måske også andet", answer_words(question, Answer::Known(Value::Set(set))))
        }
    }
}

/// The answer as a sentence about `person` (Borgeren, Du, Barnet, Dit barn), with its full stop.
#[must_use]
pub fn statement(question: &Question, answer: Answer, person: &str) -> String {
    let mut all = clauses(question, answer);
    if matches!(answer, Answer::Known(Value::Partly(_))) {
        all.push("Om der også er andet, vides ikke".to_owned());
    }
    sentence(&all.join(". "), person)
}

/// Does the statement of an answer name the person?
#[must_use]
pub fn speaks_of_person(question: &Question, value: Value) -> bool {
    clauses(question, Answer::Known(value)).iter().any(|clause| clause.contains(PERSON))
}

/// The answer to a `tekst` question as a sentence: the citizen's words stay as they were written.
#[must_use]
pub fn text_statement(question: &Question, words: &str, person: &str) -> String {
    match &question.statement {
        Some(Statement::Template(template)) => {
            let (before, after) = template.split_once("{svar}").unwrap_or((template, ""));
            // The person is put in first: what the citizen wrote is never taken for a placeholder.
            close(&format!("{}{}{}", address(before, person), words.trim(), address(after, person)))
        }
        _ => format!("{} {}", question.text.trim(), words.trim()),
    }
}

/// The statements of several answers as one text without a closing full stop, as `{grunde}` needs it.
///
/// Short clauses about the same person share their subject (`Borgeren har svært ved …, sover dårligt og
/// skader sig selv`). Where that would be hard to read (more than four, or clauses with commas or
/// joining words of their own) each is a sentence.
#[must_use]
pub fn reasons(answers: &[(&Question, Answer)], person: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    for clause in answers.iter().flat_map(|(question, answer)| clauses(question, *answer)) {
        if !all.contains(&clause) {
            all.push(clause);
        }
    }
    let subject = format!("{PERSON} ");
    // A clause that joins things itself would run together with its neighbours.
    let plain = |clause: &String| {
        clause.starts_with(&subject)
            && !clause.contains([',', '.', '?', ':'])
            && ![" og ", " eller ", " men "].iter().any(|word| clause.contains(word))
    };
    let short = all.len() == 1 || (all.len() <= 4 && all.iter().all(plain));
    let text = if short {
        joined(&all, &subject)
    } else {
        all.iter().map(|clause| sentence(clause, person)).collect::<Vec<_>>().join(" ")
    };
    sentence(&text, person).trim_end_matches('.').to_owned()
}

/// Clauses about one subject as one clause; a single clause as it is.
fn joined(clauses: &[String], subject: &str) -> String {
    match clauses {
        [] => String::new(),
        [only] => only.clone(),
        [first, rest @ ..] => {
            let rest = rest.iter().map(|clause| clause.strip_prefix(subject).unwrap_or(clause));
            list_text(&std::iter::once(first.as_str()).chain(rest).collect::<Vec<_>>())
        }
    }
}

/// Puts the person in, with a small first letter inside a sentence.
#[must_use]
pub fn address(text: &str, person: &str) -> String {
    let mut result = String::with_capacity(text.len() + person.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(PERSON) {
        result.push_str(before);
        let starts_sentence = result.trim_end().is_empty() || result.trim_end().ends_with(['.', '?', '!', ':']);
        result.push_str(&if starts_sentence { upper_first(person) } else { lower_first(person) });
        rest = after;
    }
    result.push_str(rest);
    result
}

/// The first letter large.
#[must_use]
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| with_first(first.to_uppercase(), letters.as_str()))
}

/// The first letter small, unless the word is an abbreviation such as VISO.
#[must_use]
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            with_first(first.to_lowercase(), letters.as_str())
        }
        _ => text.to_owned(),
    }
}

fn with_first(first: impl Iterator<Item = char>, rest: &str) -> String {
    let mut text = String::with_capacity(rest.len() + 4);
    text.extend(first);
    text.push_str(rest);
    text
}

/// What an answer says, with `{borger}` still standing and no full stop: one clause, or one per chosen option.
fn clauses(question: &Question, answer: Answer) -> Vec<String> {
    let Answer::Known(value) = answer else {
        return vec![format!("Det er ikke kendt: {}", lower_first(question.text.trim()))];
    };
    // What is chosen is said alone: a reason rests on it, and never on what is not known.
    let value = if let Value::Partly(held) = value { Value::Set(held) } else { value };
    let words = answer_words(question, Answer::Known(value));
    let own: Vec<String> = match (&question.kind, value) {
        (Kind::YesNo, Value::Ordinal(n)) => {
            per_answer(question, if n == 1 { "ja" } else { "nej" }).into_iter().collect()
        }
        (kind, Value::Ordinal(n)) => {
            usize::try_from(n).ok().and_then(|place| option_statement(question, kind, place)).into_iter().collect()
        }
        (kind, Value::Set(set) | Value::Partly(set)) => {
            let each: Vec<Option<String>> = set.iter().map(|place| option_statement(question, kind, place)).collect();
            // Half of the options in sentences and the rest left out would change what was said.
            each.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default()
        }
    };
    let texts = match (own.is_empty(), &question.statement) {
        (false, _) => own,
        (true, Some(Statement::Template(template))) => {
            // The unit stands in the answer's words: a sentence that names it as well says it once.
            let unit = question.unit.as_ref().map(|unit| format!("{{svar}} {unit}"));
            vec![fill_answer(&unit.map_or(template.clone(), |unit| template.replace(&unit, "{svar}")), &words)]
        }
        (true, _) => vec![format!("{} {}", question.text.trim(), upper_first(&words))],
    };
    texts.into_iter().map(|text| text.trim().trim_end_matches('.').to_owned()).collect()
}

fn option_statement(question: &Question, kind: &Kind, place: usize) -> Option<String> {
    let choice = kind.choices().get(place)?;
    let text = choice.statement.clone().or_else(|| per_answer(question, &choice.id))?;
    Some(fill_answer(&text, &choice.text))
}

fn per_answer(question: &Question, id: &str) -> Option<String> {
    match &question.statement {
        Some(Statement::PerAnswer(texts)) => texts.get(id).cloned(),
        _ => None,
    }
}

fn fill_answer(template: &str, words: &str) -> String {
    let mid_sentence = !template.trim_start().starts_with("{svar}");
    template.replace("{svar}", &if mid_sentence { lower_first(words) } else { upper_first(words) })
}

fn sentence(text: &str, person: &str) -> String {
    close(&address(text.trim(), person))
}

fn close(text: &str) -> String {
    let text = upper_first(text.trim());
    if text.is_empty() || text.ends_with(['.', '?', '!']) { text } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::question::{Choice, OptionSet};
    use crate::guideline::source::Span;
    use std::collections::BTreeMap;

    fn question(kind: Kind, statement: Option<Statement>) -> Question {
        Question {
            id: "q".into(),
            text: "Hvor svært er det?".into(),
            help: None,
            theme: None,
            kind,
            statement,
            applies_when: None,
            always_asked: false,
            yes_is_graver: false,
            ordered: false,
            unit: None,
            spoken: None,
            ffb: None,
            shared: false,
            implied: false,
            span: Span::default(),
        }
    }

    fn choices(texts: &[(&str, &str, Option<&str>)]) -> Vec<Choice> {
        let choice = |(id, text, own): &(&str, &str, Option<&str>)| Choice {
            id: (*id).into(),
            text: (*text).into(),
            points: 0,
            statement: own.map(Into::into),
            excludes: false,
        };
        texts.iter().map(choice).collect()
    }

    fn known(n: i64) -> Answer {
        Answer::Known(Value::Ordinal(n))
    }

    #[test]
    fn a_template_reads_as_a_sentence() {
        let template = Some(Statement::Template("{borger} har {svar} nedsat evne til at kommunikere".into()));
        let question = question(Kind::Scale(choices(&[("svær", "Svært", None)])), template);
        assert_eq!(statement(&question, known(0), "Barnet"), "Barnet har svært nedsat evne til at kommunikere.");
        assert_eq!(statement(&question, Answer::Unknown, "Du"), "Det er ikke kendt: hvor svært er det?");
    }

    #[test]
    fn an_options_own_sentence_wins_over_the_questions() {
        let statements =
            BTreeMap::from([("a".into(), "{borger} siger a".into()), ("b".into(), "{borger} siger b.".into())]);
        let kind = Kind::Choice(choices(&[("a", "A", Some("I dag siger {borger} A")), ("b", "B", None)]));
        let question = question(kind, Some(Statement::PerAnswer(statements)));
        assert_eq!(statement(&question, known(0), "Borgeren"), "I dag siger borgeren A.");
        assert_eq!(statement(&question, known(1), "Borgeren"), "Borgeren siger b.");
    }

    #[test]
    fn without_udsagn_the_texts_themselves_are_used() {
        assert_eq!(statement(&question(Kind::YesNo, None), known(0), "Du"), "Hvor svært er det? Nej.");
        let number = question(Kind::Number { min: 0, max: 99_999 }, None);
        assert_eq!(statement(&number, known(12_000), "Du"), "Hvor svært er det? 12.000.");
        assert_eq!(
            text_statement(&question(Kind::Text, None), "at bo alene\n", "Du"),
            "Hvor svært er det? at bo alene"
        );
        let own = question(Kind::Text, Some(Statement::Template("{borger} ønsker {svar}".into())));
        assert_eq!(text_statement(&own, "{borger} & ro", "Du"), "Du ønsker {borger} & ro.");
    }

    #[test]
    fn a_set_is_told_option_by_option_or_as_a_list() {
        let set = Answer::Known(Value::Set(OptionSet::default().with(0).with(1)));
        let list = Some(Statement::Template("{borger} får hjælp af {svar}".into()));
        let options = choices(&[("a", "familie", None), ("b", "VISO", None)]);
        assert_eq!(
            statement(&question(Kind::Multi(options), list.clone()), set, "Du"),
            "Du får hjælp af familie og VISO."
        );
        let options = choices(&[("a", "A", Some("{borger} løber")), ("b", "B", Some("{borger} råber"))]);
        assert_eq!(statement(&question(Kind::Multi(options.clone()), None), set, "Du"), "Du løber. Du råber.");
        let none = Answer::Known(Value::Set(OptionSet::default()));
        assert_eq!(statement(&question(Kind::Multi(options), list), none, "Du"), "Du får hjælp af ingen af dem.");
    }

    #[test]
    fn reasons_share_their_subject_when_short() {
        let yes = |text: &str| {
            question(Kind::YesNo, Some(Statement::PerAnswer(BTreeMap::from([("ja".into(), text.to_owned())]))))
        };
        let (a, b, c) =
            (yes("{borger} sover dårligt"), yes("{borger} skader sig selv"), yes("{borger} ved ikke, hvad der sker"));
        let person = "Borgeren";
        assert_eq!(reasons(&[(&a, known(1)), (&b, known(1))], person), "Borgeren sover dårligt og skader sig selv");
        assert_eq!(
            reasons(&[(&a, known(1)), (&c, known(1))], person),
            "Borgeren sover dårligt. Borgeren ved ikke, hvad der sker"
        );
        assert_eq!(reasons(&[(&a, known(1)), (&a, known(1))], person), "Borgeren sover dårligt");
        let d = yes("{borger} har få ord eller bruger tegn");
        assert_eq!(
            reasons(&[(&d, known(1)), (&a, known(1))], person),
            "Borgeren har få ord eller bruger tegn. Borgeren sover dårligt"
        );
        assert_eq!(reasons(&[(&d, known(1))], person), "Borgeren har få ord eller bruger tegn");
        assert_eq!(reasons(&[], person), "");
    }
}
