//! V041. Points at an answer whose words belong to another answer: option texts that were exchanged, a yes that says no.
//!
//! Deliberately no dictionary: an option's text is held against its id and its statement, and against those of the
//! others. Only words that tell the two apart count.

use std::collections::BTreeSet;

use crate::guideline::finding::Severity;
use crate::guideline::question::{Kind, Question};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::{said, words};

/// V041.
pub struct ExchangedTexts;

const ABOUT: About = About {
    code: "V041",
    title: "et svar med et andet svars ord",
    severity: Severity::Warning,
    page: include_str!("v041_exchanged_texts.md"),
};

impl Lint for ExchangedTexts {
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

fn check(file: &File<'_>, question: &Question, report: &mut Report<'_>) {
    let answers = said(question);
    if question.kind == Kind::YesNo {
        let [Some(yes), Some(no)] = ["ja", "nej"].map(|id| answers.iter().find(|answer| answer.id == id)) else {
            return;
        };
        if let (Some(yes), Some(no)) = (yes.statement, no.statement)
            && denies(yes)
            && !denies(no)
            && telling(yes) == telling(no)
        {
            let message = format!("udsagnet for ja på `{}` siger nej, og det for nej siger ja", question.id);
            report.find(file.beside(question.span, "udsagn"), message, "byt de to udsagn");
        }
        return;
    }
    let mut read: Vec<(&str, BTreeSet<String>, BTreeSet<String>)> = Vec::new();
    for answer in &answers {
        let Some(statement) = answer.statement else { continue };
        let own = telling(&format!("{statement} {}", answer.id.replace(['_', '-'], " ")));
        read.push((answer.id, telling(answer.text), own));
    }
    let pairs = read.iter().enumerate().flat_map(|(at, one)| read.iter().skip(at + 1).map(move |other| (one, other)));
    for (one, other) in pairs {
        if are_exchanged(one, other) {
            let message = format!("teksterne på `{}` og `{}` ser ud til at være byttet om", one.0, other.0);
            let help = format!("hold teksterne på `{}` op mod svarenes id og udsagn", question.id);
            report.find(question.span, message, help);
        }
    }
}

/// An answer's id, the words of its text, and those of its statement and id.
type Read<'a> = (&'a str, BTreeSet<String>, BTreeSet<String>);

/// Does each text fit the other's statement better than its own, or the one wholly and the other not its own?
fn are_exchanged(one: &Read<'_>, other: &Read<'_>) -> bool {
    let fits = |text: &BTreeSet<String>, this: &BTreeSet<String>, that: &BTreeSet<String>| {
        text.iter().filter(|word| this.contains(*word) && !that.contains(*word)).count()
    };
    let (first_own, first_other) = (fits(&one.1, &one.2, &other.2), fits(&one.1, &other.2, &one.2));
    let (second_own, second_other) = (fits(&other.1, &other.2, &one.2), fits(&other.1, &one.2, &other.2));
    let wholly = |text: &BTreeSet<String>, number: usize| !text.is_empty() && number == text.len();
    let none_its_own = first_own == 0 && second_own == 0 && !one.1.is_empty() && !other.1.is_empty();
    (first_other > first_own && second_other > second_own)
        || (none_its_own && (wholly(&one.1, first_other) || wholly(&other.1, second_other)))
}

/// Words that deny.
const DENYING: [&str; 6] = ["ikke", "ingen", "intet", "aldrig", "hverken", "uden"];
/// Words that tell no two answers apart.
const COMMON: [&str; 34] = [
    "ja", "nej", "og", "også", "eller", "det", "er", "den", "de", "en", "et", "én", "ét", "i", "på", "med", "til",
    "har", "som", "så", "for", "men", "der", "at", "af", "kan", "sig", "om", "kun", "eneste", "borger", "borgeren",
    "dem", "noget",
];
/// So many letters of a word count: støttet, støtte.
const STEM: usize = 5;

fn denies(text: &str) -> bool {
    words(text).iter().any(|word| DENYING.contains(&word.as_str()))
}

/// The beginnings of the words that say something; those that deny are left out of a yes and a no.
fn telling(text: &str) -> BTreeSet<String> {
    let all = words(text).into_iter();
    let kept = all.filter(|word| !COMMON.contains(&word.as_str()) && !DENYING.contains(&word.as_str()));
    kept.map(|word| word.chars().take(STEM).collect()).collect()
}
