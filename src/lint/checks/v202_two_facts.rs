//! V202. Points at a yes/no question that asks two things: nobody knows what a single yes means.

use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question};
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};
use crate::lint::words::{sentences, words};
use crate::lint::{About, Lint};

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
        file.national.questions.iter().for_each(|question| check(question, report));
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        file.guideline.questions.iter().filter(|question| !question.shared).for_each(|q| check(q, report));
    }
}

/// A joining word and a verb behind it: a second statement begins.
const JOINING: [&str; 3] = ["og", "samt", "men"];
const VERBS: [&str; 14] = [
    "er", "har", "kan", "skal", "vil", "får", "bliver", "bor", "lever", "bruger", "klarer", "går", "mangler", "behøver",
];

fn check(question: &Question, report: &mut Report<'_>) {
    if question.kind != Kind::YesNo {
        return;
    }
    let words = words(&question.text);
    let joined = words.windows(2).any(|pair| match pair {
        [joining, verb] => JOINING.contains(&joining.as_str()) && VERBS.contains(&verb.as_str()),
        _ => false,
    });
    if joined || question.text.contains("og/eller") || sentences(&question.text).len() > 1 {
        let message = format!("`{}` spørger om to ting på én gang", question.id);
        report.find(question.span, message, "del det i to spørgsmål, og saml dem i et begreb");
    }
}
