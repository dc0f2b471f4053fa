//! Answers as a file gives them, checked against the questions they answer.
//!
//! Deliberately does not know where the file came from or what follows from the answers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Guideline;
use super::finding::{Finding, Findings};
use super::national::National;
use super::question::{Answer, Kind, OptionSet, Question, QuestionIx, Value};
use super::raw::examples::{RawAnswer, RawSheet};
use super::raw::yaml::{Node, NodeValue};
use super::raw::{self, Located};
use super::shared::addressed;
pub use super::shared::split_key;
use super::{ids, source::SharedSource};

/// "Asked, not known", in every type of question.
pub const UNKNOWN: &str = "ved_ikke";

/// An answers file, read but not yet held against any question.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its content.
    pub raw: RawSheet,
    /// The file.
    pub source: SharedSource,
    /// What could not be read in it; reported together with the answers that do not fit.
    pub faults: Vec<Finding>,
}

/// So many unknown keys are held against every question, to say which one may be meant.
const SUGGESTIONS: usize = 20;

/// The answers of a case to one guideline, by [`QuestionIx`]; `None` where nothing was said.
pub type Answers = Vec<Option<Answer>>;

/// Reads an answers file; a saved case is one too.
///
/// # Errors
/// Every fault of the file, in its order, where it has no answers to read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Sheet, Vec<Finding>> {
    let (source, node) = raw::yaml::read(name, bytes)?;
    let mut findings = Findings::new(source.clone());
    match raw::examples::sheet(&node, &mut findings) {
        Some(raw) => Ok(Sheet { raw, source, faults: findings.into_sorted() }),
        None => Err(findings.into_sorted()),
    }
}

/// Which answers go to questions that no guideline at hand has.
pub struct Elsewhere<'a> {
    /// The shared questions, which a guideline need not use.
    pub national: &'a National,
    /// Is there a guideline in the folder with a question of this key? Asked only on the way to an error.
    pub has_question: &'a dyn Fn(&str) -> bool,
}

/// Holds answers against the guidelines of a case: one list of answers per guideline.
///
/// # Errors
/// Every answer that no question takes or whose value its question does not have.
pub fn resolve(
    answers: &[RawAnswer],
    source: &SharedSource,
    guidelines: &[&Guideline],
    elsewhere: &Elsewhere<'_>,
) -> Result<Vec<Answers>, Vec<Finding>> {
    let mut findings = Findings::new(source.clone());
    let mut resolved: Vec<Answers> = guidelines.iter().map(|guideline| vec![None; guideline.questions.len()]).collect();
    // What is said to one speciale alone counts before what is said to all.
    let (to_all, to_one): (Vec<_>, Vec<_>) =
        answers.iter().partition(|answer| split_key(&answer.key.value).0.is_none());
    for answer in to_all.into_iter().chain(to_one) {
        let (speciale, id) = split_key(&answer.key.value);
        if speciale.is_none() && means_several(id, guidelines) {
            one_answer_to_several(answer, guidelines, &mut findings);
            continue;
        }
        let alone = guidelines.iter().filter(|guideline| speciale == Some(guideline.speciale.as_str()));
        let shared = alone.filter_map(|guideline| Some(guideline.question(id)?.1)).find(|question| question.shared);
        if let Some(question) = shared {
            one_answer_for_all(answer, question, &mut findings);
            continue;
        }
        let mut found = false;
        for (guideline, list) in guidelines.iter().zip(&mut resolved) {
            let Some((QuestionIx(place), question)) = addressed(&answer.key.value, guideline) else { continue };
            found = true;
            if let (Some(value), Some(slot)) = (value(question, &answer.value, &mut findings), list.get_mut(place)) {
                *slot = Some(value);
            }
        }
        if !found {
            unused(answer, guidelines, elsewhere, &mut findings);
        }
    }
    if findings.is_empty() { Ok(resolved) } else { Err(findings.into_sorted()) }
}

/// The words that answers give to the `tekst` questions of the guidelines, one list per guideline.
#[must_use]
pub fn words(answers: &[RawAnswer], guidelines: &[&Guideline]) -> Vec<BTreeMap<QuestionIx, String>> {
    let of = |guideline: &&Guideline| {
        let said = answers.iter().filter_map(|answer| {
            let (ix, question) = addressed(&answer.key.value, guideline)?;
            match &answer.value.value {
                NodeValue::Text(words) if question.kind == Kind::Text && words != UNKNOWN => Some((ix, words.clone())),
                _ => None,
            }
        });
        said.collect()
    };
    guidelines.iter().map(of).collect()
}

/// Do several of the guidelines ask different questions of their own under this id?
fn means_several(id: &str, guidelines: &[&Guideline]) -> bool {
    let mut own = guidelines.iter().filter_map(|guideline| Some(guideline.question(id)?.1)).filter(|one| !one.shared);
    let first = own.next();
    own.any(|other| first.is_some_and(|first| first.text != other.text || first.kind != other.kind))
}

/// One answer cannot be the answer to two questions.
fn one_answer_to_several(answer: &RawAnswer, guidelines: &[&Guideline], findings: &mut Findings) {
    let id = &answer.key.value;
    let asking = guidelines.iter().filter(|guideline| guideline.question(id).is_some());
    let keys: Vec<String> = asking.map(|guideline| format!("`{}.{id}`", guideline.speciale)).collect();
    let message = format!("`{id}` er forskellige spørgsmål i sagens specialer");
    let help = format!("svar for hvert speciale for sig: {}", super::wording::list_text(&keys));
    findings.error("answer-to-several", answer.key.span, message, help);
}

/// A shared question is asked once per case, whichever specialer ask it.
fn one_answer_for_all(answer: &RawAnswer, question: &Question, findings: &mut Findings) {
    let message = format!("`{}` svarer for ét speciale på et spørgsmål, der er fælles for sagen", answer.key.value);
    let help = format!("skriv svaret ét sted, under `{}`: det gælder i alle specialer", question.id);
    findings.error("shared-answer", answer.key.span, message, help);
}

/// An answer to no question at hand: fine for a shared question, or one of another guideline.
fn unused(answer: &RawAnswer, guidelines: &[&Guideline], elsewhere: &Elsewhere<'_>, findings: &mut Findings) {
    let (_, id) = split_key(&answer.key.value);
    if let Some(question) = elsewhere.national.questions.iter().find(|question| question.id == id) {
        value(question, &answer.value, findings);
        return;
    }
    if (elsewhere.has_question)(&answer.key.value) {
        return;
    }
    let known = guidelines.iter().flat_map(|guideline| &guideline.questions).map(|question| question.id.as_str());
    // A file with more of them than this belongs to other questions altogether.
    let near = if findings.len() < SUGGESTIONS { ids::did_you_mean(id, known) } else { None };
    let help = near.unwrap_or_else(|| "brug id'et på et af retningslinjens spørgsmål".to_owned());
    let message = format!("der er ikke noget spørgsmål `{}`", answer.key.value);
    findings.error("unknown-question", answer.key.span, message, help);
}

/// The value of an answer as its question takes it. A text question takes any text, which carries no value:
/// it counts as asked.
pub fn value(question: &Question, node: &Node, findings: &mut Findings) -> Option<Answer> {
    if matches!(&node.value, NodeValue::Text(text) if text == UNKNOWN) {
        return Some(Answer::Unknown);
    }
    let found = match &question.kind {
        Kind::Text => {
            return raw::fields::text(node, &question.id, findings).map(|_| Answer::Unknown);
        }
        Kind::YesNo => match &node.value {
            NodeValue::Text(text) if text == "ja" => Some(Value::Ordinal(1)),
            NodeValue::Text(text) if text == "nej" => Some(Value::Ordinal(0)),
            _ => None,
        },
        Kind::Scale(choices) | Kind::Choice(choices) => match &node.value {
            NodeValue::Text(text) => {
                let place = choices.iter().position(|choice| choice.id == *text);
                place.and_then(|place| i64::try_from(place).ok()).map(Value::Ordinal)
            }
            _ => None,
        },
        Kind::Number { .. } => match node.value {
            NodeValue::Integer(number) => Some(Value::Ordinal(number)).filter(|value| question.kind.admits(*value)),
            _ => None,
        },
        Kind::Multi(_) => return options(question, node, findings),
    };
    if found.is_none() {
        report(question, node, findings);
    }
    found.map(Answer::Known)
}

/// A list of options; `ved_ikke` among them leaves open whether there are more.
fn options(question: &Question, node: &Node, findings: &mut Findings) -> Option<Answer> {
    let NodeValue::List(nodes) = &node.value else {
        report(question, node, findings);
        return None;
    };
    let (mut set, mut partly) = (Some(OptionSet::default()), false);
    for node in nodes {
        if matches!(&node.value, NodeValue::Text(text) if text == UNKNOWN) {
            partly = true;
            continue;
        }
        let place = match &node.value {
            NodeValue::Text(text) => question.kind.choices().iter().position(|choice| choice.id == *text),
            _ => None,
        };
        if place.is_none() {
            report(question, node, findings);
        }
        set = set.zip(place).map(|(set, place)| set.with(place));
    }
    let value = match set? {
        set if !partly => Value::Set(set),
        OptionSet(0) => return Some(Answer::Unknown),
        set => Value::Partly(set),
    };
    if let Some(alone) = question.excluding(value) {
        let message = format!("`{}` kan ikke besvares med `{}` sammen med andre svar", question.id, alone.id);
        let help = if value.is_whole() {
            format!("`{}` udelukker de andre: behold enten det eller dem", alone.id)
        } else {
            format!("`{}` udelukker de andre: skriv det alene, eller skriv `{UNKNOWN}`", alone.id)
        };
        findings.error("wrong-answer", node.span, message, help);
        return None;
    }
    Some(Answer::Known(value))
}

fn report(question: &Question, node: &Node, findings: &mut Findings) {
    let written = findings.source().text.get(node.span.start..node.span.end).unwrap_or_default().trim().to_owned();
    let wanted = match &question.kind {
        Kind::YesNo => "svaret er `ja`, `nej` eller `ved_ikke`".to_owned(),
        Kind::Number { min, max } => format!("svaret er et helt tal fra {min} til {max}, eller `ved_ikke`"),
        kind => {
            let names: Vec<&str> = kind.choices().iter().map(|choice| choice.id.as_str()).collect();
            let list = if matches!(kind, Kind::Multi(_)) {
                "svaret er en liste, `[a, b]` (`[a, ved_ikke]`: måske flere), af "
            } else {
                "svarene er "
            };
            ids::did_you_mean(written.trim_matches(['"', '\'']), names.iter().copied())
                .unwrap_or_else(|| format!("{list}{}", ids::enumerate(&names)))
        }
    };
    let message = format!("`{}` kan ikke besvares med `{}`", question.id, short(&written));
    findings.error("wrong-answer", node.span, message, wanted);
}

fn short(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(40).collect();
    if letters.next().is_some() { format!("{start}…") } else { start }
}

/// The assessment date and the specialer that an answers file names itself.
#[must_use]
pub fn header(sheet: &Sheet) -> (Option<Date>, &[Located<String>]) {
    (sheet.raw.date.as_ref().map(|date| date.value), &sheet.raw.specialer)
}
