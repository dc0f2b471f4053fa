//! V202. Points at a question that asks two things: nobody knows which of them a single answer is about.

use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::{sentences, words};

/// V202.
pub struct TwoFacts;

const ABOUT: About = About {
    code: "V202",
    title: "to forhold i ét spørgsmål",
    severity: Severity::Warning,
    page: include_str!("v202_two_facts.md"),
};

impl Lint for TwoFacts {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        file.national.questions.iter().for_each(|question| check(&file.file, question, report));
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        file.guideline.questions.iter().filter(|question| !question.shared).for_each(|q| check(&file.file, q, report));
    }
}

/// A joining word and a verb or a question word behind it: a second statement begins.
const JOINING: [&str; 3] = ["og", "samt", "men"];
const BEGINNINGS: [&str; 24] = [
    "er", "har", "kan", "skal", "vil", "får", "bliver", "bor", "lever", "bruger", "klarer", "går", "mangler",
    "behøver", "hvor", "hvordan", "hvad", "hvem", "hvornår", "hvilke", "hvilken", "hvilket", "hvorfor", "om",
];

fn check(file: &File<'_>, question: &Question, report: &mut Report<'_>) {
    // A free text may hold an answer to each.
    if question.kind == Kind::Text {
        return;
    }
    let words = words(&question.text);
    let joined = words.windows(2).any(|pair| match pair {
        [joining, verb] => JOINING.contains(&joining.as_str()) && BEGINNINGS.contains(&verb.as_str()),
        _ => false,
    });
    if joined
        || (question.kind == Kind::YesNo && shares_verb(&words))
        || question.text.contains("og/eller")
        || sentences(&question.text).len() > 1
    {
        let message = format!("`{}` spørger om to ting på én gang", question.id);
        report.find(file.beside(question.span, "spørg"), message, "del det i to spørgsmål, og saml dem i et begreb");
    }
}

/// Two verbs at the beginning of a yes/no question, or two things at its end: `Ryger og drikker borgeren?`, `Har borgeren
/// angst og depression?` A yes to the one is then no answer. `Igen og igen` and `betydelig og varig nedsat` are one thing.
fn shares_verb(words: &[String]) -> bool {
    let joined = words.iter().enumerate().filter(|(_, word)| JOINING.contains(&word.as_str()));
    joined.into_iter().any(|(at, _)| {
        let (before, after) = (at.checked_sub(1).and_then(|before| words.get(before)), words.get(at + 1));
        (at == 1 || at + 2 == words.len()) && before.is_some() && after.is_some() && before != after
    })
}
