//! V206. Points at a text that names another number than the rule beside it counts with.
//!
//! Looked at where a text can hardly mean anything else: `mindst fire` beside `mindst: 3`, an age beside a comparison of
//! ages, `senest 14 dage` and `samme dag` beside a time limit.

use crate::guideline::condition::{Comparison, Condition, ConditionKind};
use crate::guideline::finding::Severity;
use crate::guideline::national::Raadgivning;
use crate::guideline::question::{Kind, Question, Statement};
use crate::guideline::source::Span;
use crate::guideline::term::{Term, Unit};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::{number, words};

/// V206.
pub struct AnotherNumber;

const ABOUT: About = About {
    code: "V206",
    title: "en tekst med et andet tal end reglen",
    severity: Severity::Warning,
    page: include_str!("v206_another_number.md"),
};

impl Lint for AnotherNumber {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        file.national.advice.iter().for_each(|duty| check_limit(&file.file, duty, report));
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let (guideline, questions) = (file.guideline, &file.guideline.questions);
        for concept in &guideline.concepts {
            let place = file.file.beside(concept.span, "betyder");
            check_condition(questions, &concept.when, concept.meaning.as_deref(), place, report);
        }
        for rule in &guideline.never {
            check_condition(questions, &rule.when, rule.because.as_deref(), rule.span, report);
        }
        guideline.advice.iter().filter(|duty| !duty.national).for_each(|duty| check_limit(&file.file, duty, report));
    }
}

fn check_condition(
    questions: &[Question],
    condition: &Condition,
    text: Option<&str>,
    place: Span,
    report: &mut Report<'_>,
) {
    let all = words(text.unwrap_or_default());
    let (mut needed, mut ages) = (Vec::new(), Vec::new());
    counts_with(questions, condition, &mut needed, &mut ages);
    let pairs = || all.iter().zip(all.iter().skip(1));
    let named: Vec<i64> = pairs().filter(|(word, _)| *word == "mindst").filter_map(|(_, next)| number(next)).collect();
    if needed.iter().any(|needed| *needed > 1) && !named.is_empty() && !named.iter().any(|one| needed.contains(one)) {
        tell(place, &named, &needed, report);
    }
    let years = pairs().filter(|(_, next)| next.starts_with("år")).filter_map(|(word, _)| number(word));
    let years: Vec<i64> = years.chain(all.iter().filter_map(|word| number(word.split_once("-års")?.0))).collect();
    let fits = |year: &i64| ages.iter().any(|age| (age - year).abs() <= 1);
    if !ages.is_empty() && !years.is_empty() && !years.iter().any(fits) {
        tell(place, &years, &ages, report);
    }
}

/// How many must hold, and with which numbers of years something is compared, concepts not looked into.
fn counts_with(questions: &[Question], condition: &Condition, needed: &mut Vec<i64>, ages: &mut Vec<i64>) {
    match &condition.kind {
        ConditionKind::AtLeast(number, _) => needed.push(i64::from(*number)),
        ConditionKind::Any(_) => needed.push(1),
        ConditionKind::Compare { question, op, value } if *op != Comparison::NotEqual => {
            ages.extend(questions.get(question.0).filter(|question| counts_years(question)).map(|_| *value));
        }
        _ => {}
    }
    condition.parts().iter().for_each(|part| counts_with(questions, part, needed, ages));
}

fn counts_years(question: &Question) -> bool {
    let said = match &question.statement {
        Some(Statement::Template(text)) => text.contains("{svar} år"),
        _ => false,
    };
    matches!(question.kind, Kind::Number { .. }) && (said || question.unit.as_deref() == Some("år"))
}

fn check_limit(file: &File<'_>, duty: &Raadgivning, report: &mut Report<'_>) {
    let (Some(latest), Some(text)) = (&duty.latest, &duty.because) else { return };
    let (all, rule) = (words(text), i64::from(latest.length.number));
    let named = all.windows(3).filter_map(|words| match words {
        [senest, how_many, what] if senest == "senest" && what.starts_with(unit(latest)) => number(how_many),
        _ => None,
    });
    let named: Vec<i64> = named.collect();
    let place = file.beside(duty.span, "fordi");
    if !named.is_empty() && !named.contains(&rule) {
        tell(place, &named, &[rule], report);
    } else if rule != 0 && named.is_empty() && all.windows(2).any(|pair| pair == ["samme", "dag"]) {
        let message = format!("teksten siger samme dag, og fristen er {}", latest.length.text());
        report.find(place, message, "ret det, der er forkert");
    }
}

/// How the unit begins, one or many.
fn unit(term: &Term) -> &'static str {
    match term.length.unit {
        Unit::Days => "dag",
        Unit::Workdays => "hverdag",
        Unit::Weeks => "uge",
        Unit::Months => "måned",
    }
}

fn tell(place: Span, named: &[i64], rule: &[i64], report: &mut Report<'_>) {
    let list = |numbers: &[i64]| {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
    };
    let message = format!("teksten siger {}, og reglen siger {}", list(named), list(rule));
    report.find(place, message, "ret det af dem, der er forkert");
}
