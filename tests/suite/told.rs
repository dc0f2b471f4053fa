//! What is told of a case, over random guidelines: no text tells an answer that does not apply, and all give the same
//! reasons; what is saved and read again is the same consultation.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use visit::session::document::justify::input;
use visit::session::outcome::{explain_page, page};
use visit::terminal::Look;
use visitation::case::{
    Case, NewAnswer, Opening, PinnedFile, PinnedGuideline, Program, SavedAnswer, SavedValue, Stamp, keys,
};
use visitation::consult::explain::explain;
use visitation::consult::{Consultation, Outcome};
use visitation::engine::assess::Compiled;
use visitation::guideline::Guideline;
use visitation::guideline::question::{Answer, Choice, Kind, Question, QuestionIx, Statement, Value};
use visitation::justification::letter::voice;
use visitation::justification::templates::Templates;
use visitation::justification::voice::Voice;
use visitation::justification::{Document, Finish, child_letter, html, letter, markdown, visitationsnotat};
use visitation::time::facts::Facts;

use super::engine::generate::{Drawn, drawn, drawn_pair, draws};
use super::engine::naive::{Naive, values};

/// Wide enough that no line is broken.
const WIDTH: usize = 10_000;

/// An answer as it is given here: to a `tekst` question in words.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Value(Value),
    Words(String),
    NotKnown,
}

/// The guideline with words everywhere: each answer is told by a mark of its own, such as `q3=o1`.
fn worded(guideline: &Guideline, speciale: &str) -> Guideline {
    let mut made = guideline.clone();
    speciale.clone_into(&mut made.speciale);
    made.title = format!("Prøve {speciale}");
    let mut national = (*made.national).clone();
    for level in &mut national.levels {
        level.title = format!("niveau {}", level.id);
    }
    made.national = Arc::new(national);
    let names: Vec<String> = made.questions.iter().map(|question| format!("{{{}}}", question.id)).collect();
    for (place, question) in made.questions.iter_mut().enumerate() {
        give_words(question, place);
    }
    for criterion in &mut made.criteria {
        criterion.because = Some(format!("{{grunde}}. {} siger: {}.", criterion.id, names.join(" ")));
    }
    for duty in &mut made.advice {
        duty.because = Some(format!("{{grunde}}. {} siger: {}.", duty.id, names.join(" ")));
    }
    made
}

/// Every other statement is of the citizen.
fn give_words(question: &mut Question, place: usize) {
    let whose = if place.is_multiple_of(2) { "{borger} har" } else { "kommunen har" };
    question.text = format!("Hvad er {}?", question.id);
    question.statement = Some(Statement::Template(format!("{whose} {}={{svar}}", question.id)));
    let choices: &mut [Choice] = match &mut question.kind {
        Kind::Scale(choices) | Kind::Choice(choices) | Kind::Multi(choices) => choices,
        Kind::YesNo | Kind::Number { .. } | Kind::Text => &mut [],
    };
    for choice in choices {
        choice.text.clone_from(&choice.id);
    }
}

/// The case as it is kept: every answer under its key.
fn case_of(session: &Consultation, said: &[Vec<Option<Said>>]) -> Case {
    let at = Timestamp::from_second(1_764_547_200).unwrap();
    let stamp = || Stamp { at, by: "abc" };
    let sha256 = "0".repeat(64);
    let opening = Opening {
        case_number: None,
        pseudonym: None,
        date: date(2026, 3, 1),
        enquiry: None,
        caseworker: "abc".into(),
        program: Program { name: "visit".into(), version: "0".into() },
        national: PinnedFile { file: "national.yaml".into(), sha256: sha256.clone() },
    };
    let mut case = Case::open(opening, stamp()).unwrap();
    let pinned = |guideline: &&Guideline| PinnedGuideline {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        status: "udkast".into(),
        file: format!("{}/1.yaml", guideline.speciale),
        sha256: sha256.clone(),
    };
    let guidelines = session.guidelines();
    case.choose_guidelines(stamp(), guidelines.iter().map(pinned).collect()).unwrap();
    for (part, (guideline, said)) in guidelines.iter().zip(said).enumerate() {
        for (question, said) in guideline.questions.iter().zip(said) {
            let Some(said) = said else { continue };
            let value = match said {
                Said::Value(value) => SavedValue::of(question, Answer::Known(*value)),
                Said::Words(words) => SavedValue::Text(words.clone()),
                Said::NotKnown => SavedValue::of(question, Answer::Unknown),
            };
            let answer = SavedAnswer { value, source: None, date: None, note: None };
            let key = keys::answer_key(&guidelines, part, question);
            case.answer(stamp(), NewAnswer { key, text: question.text.clone(), answer }).unwrap();
        }
    }
    case
}

/// A consultation under guidelines that are ready, with what was said.
fn consulted(ready: &[Arc<Compiled>], said: &[Vec<Option<Said>>]) -> Consultation {
    let mut session = Consultation::of(ready.iter().cloned());
    for (part, said) in said.iter().enumerate() {
        for (place, said) in said.iter().enumerate() {
            match said {
                Some(Said::Value(value)) => session.answer(part, QuestionIx(place), Answer::Known(*value)),
                Some(Said::NotKnown) => session.answer(part, QuestionIx(place), Answer::Unknown),
                Some(Said::Words(words)) => session.say(part, QuestionIx(place), words),
                None => {}
            }
        }
    }
    session
}

/// Every text that is made of a case.
fn texts(session: &Consultation, outcome: &Outcome, case: &Case) -> BTreeMap<&'static str, String> {
    let explanation = explain(session, outcome, Vec::new()).unwrap();
    let facts = Facts::assessed(date(2026, 3, 1));
    let input = input(case, session, outcome);
    let templates = Templates::built_in().unwrap();
    let own = |voice: Voice| templates.texts(&input, voice).unwrap();
    let note = visitationsnotat(&input, &own(Voice::file()), Finish::Draft);
    let to_citizen = letter(&input, &own(voice(&input)), Finish::Draft);
    let to_child = child_letter(&input, &own(Voice::child()), Finish::Draft);
    let as_html = |document: &Document| html::render(document, &templates).unwrap();
    BTreeMap::from([
        ("page", page::page(session, outcome, (&facts, Look::plain(WIDTH)))),
        ("explain", explain_page::page(session, &explanation, Look::plain(WIDTH))),
        ("explain json", serde_json::to_string_pretty(&explanation).unwrap()),
        ("assess json", serde_json::to_string_pretty(&session.printed_output(outcome)).unwrap()),
        ("saved json", serde_json::to_string_pretty(&session.machine_output(outcome)).unwrap()),
        ("note", markdown::render(&note).unwrap()),
        ("note html", as_html(&note)),
        ("letter", markdown::render(&to_citizen).unwrap()),
        ("letter html", as_html(&to_citizen)),
        ("child", markdown::render(&to_child).unwrap()),
        ("child html", as_html(&to_child)),
    ])
}

/// The marks of the answers that a text tells, in its order.
fn marks(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_end_matches(['.', ',']));
    words.filter(|word| word.starts_with('q') && word.contains('=')).map(str::to_owned).collect()
}

/// The list that stands after the line that holds these words, if one does.
fn listed_after(text: &str, words: &str) -> Option<Vec<String>> {
    let mut lines = text.lines().skip_while(|line| !line.contains(words) || !line.trim_end().ends_with(':'));
    lines.next()?;
    let lines = lines.skip_while(|line| line.trim().is_empty()).take_while(|line| !line.trim().is_empty());
    Some(lines.flat_map(marks).collect())
}

fn known(drawn: &Drawn) -> Vec<Option<Said>> {
    drawn.known.iter().map(|known| known.map(Said::Value)).collect()
}

/// Two answers to a question that are told in two ways, if it has so many.
fn two(kind: &Kind) -> Option<[Said; 2]> {
    if *kind == Kind::Text {
        return Some(["rød", "blå"].map(|words| Said::Words(words.to_owned())));
    }
    let all = values(kind);
    let (first, last) = (*all.first()?, *all.last()?);
    (first != last).then_some([Said::Value(first), Said::Value(last)])
}

proptest! {
    #![proptest_config(draws(250))]

    /// Whatever was once said to a question that does not apply, every text is the same.
    #[test]
    fn no_text_tells_an_answer_that_does_not_apply(drawn in drawn()) {
        let guideline = worded(&drawn.guideline, "p");
        let naive = Naive { guideline: &guideline, speciale_count: drawn.speciale_count };
        let ready = [Arc::new(Compiled::new(Arc::new(guideline.clone()), drawn.speciale_count))];
        for (place, question) in guideline.questions.iter().enumerate() {
            let mut others = drawn.known.clone();
            others[place] = None;
            let all = naive.completions(&others);
            if all.is_empty() || all.iter().any(|one| naive.applies(one, QuestionIx(place))) {
                continue;
            }
            let Some(answers) = two(&question.kind) else { continue };
            let told = answers.map(|answer| {
                let mut said = vec![known(&drawn)];
                said[0][place] = Some(answer);
                let session = consulted(&ready, &said);
                texts(&session, &session.outcome().unwrap(), &case_of(&session, &said))
            });
            for (name, text) in &told[0] {
                prop_assert_eq!(text, &told[1][name], "{} tells what was said to q{}", name, place);
            }
            prop_assert!(told[0]["page"].contains(&question.text), "that it is kept is told");
        }
    }

    #[test]
    fn all_texts_give_the_same_reasons(drawn in drawn()) {
        let guideline = worded(&drawn.guideline, "p");
        let said = vec![known(&drawn)];
        let ready = [Arc::new(Compiled::new(Arc::new(guideline), drawn.speciale_count))];
        let session = consulted(&ready, &said);
        let Ok(outcome) = session.outcome() else { return Ok(()) };
        let told = texts(&session, &outcome, &case_of(&session, &said));
        let json: serde_json::Value = serde_json::from_str(&told["assess json"]).unwrap();
        let explained: serde_json::Value = serde_json::from_str(&told["explain json"]).unwrap();
        let statements = |list: &serde_json::Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|one| one["statement"].as_str().unwrap().to_owned()).collect()
        };
        let reasons = statements(&json["assessments"][0]["reasons"]);
        prop_assert_eq!(&statements(&explained["parts"][0]["reasons"]), &reasons);
        let named: Vec<String> = reasons.iter().flat_map(|reason| marks(reason)).collect();
        let expected = (!named.is_empty()).then_some(named);
        prop_assert_eq!(&listed_after(&told["page"], " svar taler for "), &expected);
        prop_assert_eq!(&listed_after(&told["explain"], " svar taler for "), &expected);
        prop_assert_eq!(&listed_after(&told["note"], "Disse oplysninger peger på "), &expected);
        // The letter's first page names the first six, in the same order.
        let first: Vec<String> = reasons.iter().take(6).flat_map(|reason| marks(reason)).collect();
        let letter = listed_after(&told["letter"], "Disse oplysninger har især haft betydning").unwrap_or_default();
        prop_assert!(letter.starts_with(&first), "{:?} is not the beginning of {:?}", first, letter);
        // No answer enters a child's letter by itself.
        let child = marks(&told["child"]);
        prop_assert!(expected.iter().flatten().all(|mark| !child.contains(mark)), "{}", told["child"]);
    }

    #[test]
    fn what_is_saved_and_read_again_is_the_same_consultation(
        (first, second) in drawn_pair(),
        how in prop::collection::vec(0_u8..4, 16),
    ) {
        let guidelines = [worded(&first.guideline, "p"), worded(&second.guideline, "q")];
        let mut said = vec![known(&first), known(&second)];
        // Words, and what is not known.
        for (guideline, said) in guidelines.iter().zip(&mut said) {
            for ((question, slot), how) in guideline.questions.iter().zip(said).zip(&how) {
                match how {
                    0 if question.kind == Kind::Text => *slot = Some(Said::Words(format!("ord om {}", question.id))),
                    1 => *slot = Some(Said::NotKnown),
                    _ => {}
                }
            }
        }
        let shared: Vec<Option<Said>> =
            guidelines[0].questions.iter().zip(&said[0]).filter(|(q, _)| q.shared).map(|(_, s)| s.clone()).collect();
        // A shared question has one answer.
        for (slot, shared) in said[1].iter_mut().zip(shared) {
            *slot = shared;
        }
        let ready = guidelines.map(|guideline| Arc::new(Compiled::new(Arc::new(guideline), 2)));
        let session = consulted(&ready, &said);
        let text = case_of(&session, &said).write().unwrap();
        let read = Case::read(&text).unwrap();
        let again = Consultation::of(ready.iter().cloned()).with_saved(read.answers()).unwrap();
        for (part, again) in session.parts.iter().zip(&again.parts) {
            prop_assert_eq!(&part.answers, &again.answers);
            prop_assert_eq!(&part.words, &again.words);
        }
        if let Ok(outcome) = session.outcome() {
            let before = serde_json::to_string(&session.printed_output(&outcome)).unwrap();
            let after = serde_json::to_string(&again.printed_output(&again.outcome().unwrap())).unwrap();
            prop_assert_eq!(before, after);
        }
    }
}
