//! Filling a `fordi` text: `{grunde}`, `{<question>}`, `{<calculation>}` and `{borger}`; and what a question says of
//! earlier answers. `{x|ellers}` gives the words that stand where there is no answer.
//!
//! Deliberately does not find the reasons: which answers made a criterion hold is for the engine to say.

use super::statement::{address, lower_first, reasons, upper_first};
use crate::guideline::Guideline;
use crate::guideline::question::QuestionIx;
use crate::guideline::reader::Reader;
use crate::guideline::standing::Standing;
use crate::guideline::wording::number_text;

/// What a text can speak of.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// The guideline whose text it is.
    pub guideline: &'a Guideline,
    /// How each question stands.
    pub standings: &'a [Standing],
    /// The questions whose answers made the condition hold, in file order.
    pub reasons: &'a [QuestionIx],
    /// How the document addresses the citizen: Borgeren, Du, Barnet, Dit barn.
    pub person: &'a str,
}

/// The text with its placeholders filled.
///
/// `{grunde}` becomes the statements of the reasons, `{id}` the words of that question's answer. A sentence
/// that speaks of reasons where none is known is left out, rather than standing half-finished in a letter. Where there
/// is no answer that counts the text says so: `gælder ikke`, `ikke spurgt`, `ved ikke`.
/// A placeholder that names no question stays as it is: lint speaks of it.
#[must_use]
pub fn fill(text: &str, grounds: Grounds<'_>) -> String {
    let named: Vec<_> = grounds
        .reasons
        .iter()
        .filter_map(|ix| Some((grounds.guideline.questions.get(ix.0)?, grounds.standings.get(ix.0)?.answer()?)))
        .collect();
    let reasons = reasons(&named, grounds.person);
    let text = if reasons.is_empty() { without_reasons(text) } else { text.to_owned() };
    address(&fill_placeholders(text.trim(), &|name| replacement(name, grounds, &reasons)), grounds.person)
}

/// A question's or a help's text with what was answered before put in.
#[must_use]
pub fn fill_question(text: &str, guideline: &Guideline, standings: &[Standing]) -> String {
    let fill = |name: &str| {
        let (id, otherwise) = parted(name);
        if let Some(number) = calculated(id, guideline, standings) {
            return Some(number);
        }
        let (ix, question) = guideline.question(id)?;
        let said = standings.get(ix.0).filter(|said| matches!(said, Standing::Known(_) | Standing::Words(_)));
        let words = said.map(|said| said.words(question)).or_else(|| otherwise.map(str::to_owned));
        Some(words.unwrap_or_else(|| "ikke oplyst".to_owned()))
    };
    fill_placeholders(text, &fill)
}

/// A text that speaks of answers, where there are none: the words for that case, or an ellipsis.
#[must_use]
pub fn without_answers(text: &str) -> String {
    let is_answer = |name: &str| !matches!(name, "borger" | "svar" | "grunde");
    fill_placeholders(text, &|name| is_answer(name).then(|| parted(name).1.unwrap_or("…").to_owned()))
}

/// `x|ellers barnet`: the name, and what is said where there is no answer. The word `ellers` says only that it is so.
fn parted(name: &str) -> (&str, Option<&str>) {
    name.split_once('|').map_or((name, None), |(name, otherwise)| {
        let otherwise = otherwise.trim();
        (name.trim(), Some(otherwise.strip_prefix("ellers ").map_or(otherwise, str::trim)))
    })
}

/// What a calculation comes to: one number, or from which to which where answers are missing.
fn calculated(id: &str, guideline: &Guideline, standings: &[Standing]) -> Option<String> {
    let calculation = guideline.calculations.iter().find(|one| one.id == id)?;
    let known: Vec<_> = standings.iter().map(Standing::value).collect();
    let (least, most) = Reader::new(guideline, &known, &[], 1).calculated(calculation);
    let (from, to) = (number_text(least), number_text(most));
    Some(if least == most { from } else { format!("fra {from} til {to}") })
}

fn fill_placeholders(text: &str, replacement: &dyn Fn(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            result.push('{');
            continue;
        };
        if let Some(words) = replacement(name) {
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
    let (id, otherwise) = parted(name);
    if let Some(number) = calculated(id, grounds.guideline, grounds.standings) {
        return Some(number);
    }
    let (ix, question) = grounds.guideline.question(id)?;
    let standing = grounds.standings.get(ix.0).unwrap_or(&Standing::NotAsked);
    let silent = matches!(standing, Standing::NotAsked | Standing::DoesNotApply);
    Some(otherwise.filter(|_| silent).map_or_else(|| standing.words(question), str::to_owned))
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

    fn filled(text: &str, standings: &[Standing], reasons: &[usize]) -> String {
        let guideline = fixture::guideline();
        let reasons: Vec<QuestionIx> = reasons.iter().copied().map(QuestionIx).collect();
        fill(text, Grounds { guideline: &guideline, standings, reasons: &reasons, person: "Borgeren" })
    }

    const YES: Standing = Standing::Known(Value::Ordinal(1));
    const NONE: Standing = Standing::NotAsked;

    #[test]
    fn reasons_stand_where_the_text_wants_them() {
        let answers = [NONE, YES, YES, NONE, NONE];
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
        let unknown = [NONE, Standing::NotKnown, NONE, NONE, NONE];
        assert_eq!(filled("{grunde}. Det kræver viden.", &unknown, &[]), "Det kræver viden.");
        assert_eq!(filled("{grunde}", &unknown, &[]), "");
    }

    #[test]
    fn having_no_value_is_told_in_three_ways_and_words_as_they_were_said() {
        let told = |standing: Standing| filled("Sagt: {kommunikation}.", &[NONE, standing], &[]);
        assert_eq!(told(Standing::NotAsked), "Sagt: ikke spurgt.");
        assert_eq!(told(Standing::NotKnown), "Sagt: ved ikke.");
        assert_eq!(told(Standing::DoesNotApply), "Sagt: gælder ikke.");
        assert_eq!(told(Standing::Words("Jeg er ikke sulten.".into())), "Sagt: jeg er ikke sulten.");
    }

    #[test]
    fn a_question_speaks_of_earlier_answers() {
        let guideline = fixture::guideline();
        let known = |value| Standing::Known(Value::Ordinal(value));
        let words = Standing::Words("at bo alene".to_owned());
        let standings = [known(9), known(0), Standing::DoesNotApply, NONE, words];
        let asked = |text: &str| fill_question(text, &guideline, &standings);
        assert_eq!(asked("Barnet på {alder} år, som ønsker {ønsker}?"), "Barnet på 9 år, som ønsker at bo alene?");
        assert_eq!(asked("Er det {selvskade|ikke spurgt}?"), "Er det ikke spurgt?");
        assert_eq!(asked("Er det {selvskade|ellers lettere}?"), "Er det lettere?", "ellers is no part of the text");
        assert_eq!(asked("Er det {hjælp}? {ukendt}"), "Er det ikke oplyst? {ukendt}");
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        assert_eq!(filled("{ukendt} og { og }", &[], &[]), "{ukendt} og { og }");
    }
}
