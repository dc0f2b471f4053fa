//! Filling a `fordi` text: `{grunde}`, `{<question>}`, `{<calculation>}` and `{borger}`.
//!
//! Deliberately does not find the reasons: which answers made a criterion hold is for the engine to say.

use super::statement::{address, answer_words, lower_first, reasons, upper_first};
use crate::guideline::Guideline;
use crate::guideline::known::KnownAnswers;
use crate::guideline::question::{Answer, QuestionIx};
use crate::guideline::wording::number_text;

/// What a text can speak of.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// The guideline whose text it is.
    pub guideline: &'a Guideline,
    /// The answers so far, one place per question; `None` was not asked.
    pub answers: &'a [Option<Answer>],
    /// The questions whose answers made the condition hold, in file order.
    pub reasons: &'a [QuestionIx],
    /// How the document addresses the citizen: Borgeren, Du, Barnet, Dit barn.
    pub person: &'a str,
}

/// The text with its placeholders filled.
///
/// `{grunde}` becomes the statements of the reasons, `{id}` the words of that question's answer. A sentence
/// that speaks of reasons where none is known is left out, rather than standing half-finished in a letter.
/// A placeholder that names no question stays as it is: lint speaks of it.
#[must_use]
pub fn fill(text: &str, grounds: Grounds<'_>) -> String {
    let named: Vec<_> = grounds
        .reasons
        .iter()
        .filter_map(|ix| Some((grounds.guideline.questions.get(ix.0)?, (*grounds.answers.get(ix.0)?)?)))
        .collect();
    let reasons = reasons(&named, grounds.person);
    let text = if reasons.is_empty() { without_reasons(text) } else { text.to_owned() };
    address(&fill_placeholders(text.trim(), grounds, &reasons), grounds.person)
}

fn fill_placeholders(text: &str, grounds: Grounds<'_>, reasons: &str) -> String {
    let mut result = String::with_capacity(text.len() + reasons.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            result.push('{');
            continue;
        };
        if let Some(words) = replacement(name, grounds, reasons) {
            let opens = result.trim_end().is_empty() || result.trim_end().ends_with(['.', '?', '!']);
            result.push_str(&if opens { upper_first(&words) } else { lower_first(&words) });
        } else {
            result.push('{');
            result.push_str(name);
            result.push('}');
        }
        rest = tail;
    }
    result.push_str(rest);
    result
}

fn replacement(name: &str, grounds: Grounds<'_>, reasons: &str) -> Option<String> {
    if name == "grunde" {
        return Some(reasons.to_owned());
    }
    if let Some(calculation) = grounds.guideline.calculations.iter().find(|one| one.id == name) {
        let known = KnownAnswers { guideline: grounds.guideline, answers: grounds.answers };
        let (least, most) = known.calculated(calculation);
        let (from, to) = (number_text(least), number_text(most));
        return Some(if least == most { from } else { format!("fra {from} til {to}") });
    }
    let (ix, question) = grounds.guideline.question(name)?;
    let answer = grounds.answers.get(ix.0).copied().flatten().unwrap_or(Answer::Unknown);
    Some(answer_words(question, answer))
}

/// The text without the sentences that need reasons.
fn without_reasons(text: &str) -> String {
    let sentences: Vec<&str> = text.split_inclusive(". ").filter(|sentence| !sentence.contains("{grunde}")).collect();
    sentences.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::fixture;
    use crate::guideline::question::Value;

    fn filled(text: &str, answers: &[Option<Answer>], reasons: &[usize]) -> String {
        let guideline = fixture::guideline();
        let reasons: Vec<QuestionIx> = reasons.iter().copied().map(QuestionIx).collect();
        fill(text, Grounds { guideline: &guideline, answers, reasons: &reasons, person: "Borgeren" })
    }

    const YES: Option<Answer> = Some(Answer::Known(Value::Ordinal(1)));

    #[test]
    fn reasons_stand_where_the_text_wants_them() {
        let answers = [None, YES, YES, None, None];
        assert_eq!(
            filled("{grunde}. Derfor mere.", &answers, &[1, 2]),
            "Borgeren har svært nedsat evne til at kommunikere og skader sig selv. Derfor mere."
        );
        assert_eq!(
            filled("Fordi {grunde}, er det alvorligt.", &answers, &[2]),
            "Fordi borgeren skader sig selv, er det alvorligt."
        );
        assert_eq!(
            filled("Evnen er {kommunikation} nedsat hos {borger}", &answers, &[]),
            "Evnen er svært nedsat hos borgeren"
        );
    }

    #[test]
    fn a_sentence_without_its_reasons_is_left_out() {
        let unknown = [None, Some(Answer::Unknown), None, None, None];
        assert_eq!(filled("{grunde}. Det kræver viden.", &unknown, &[]), "Det kræver viden.");
        assert_eq!(filled("{grunde}", &unknown, &[]), "");
        assert_eq!(filled("Alder: {alder}", &unknown, &[]), "Alder: ved ikke");
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        assert_eq!(filled("{ukendt} og { og }", &[], &[]), "{ukendt} og { og }");
    }
}
