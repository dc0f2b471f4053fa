//! V023. Points at a time limit in days where the law it cites counts as many weeks or months.

use crate::guideline::finding::Severity;
use crate::guideline::national::{Hjemmel, National};
use crate::guideline::source::Span;
use crate::guideline::term::{Term, Unit};
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V023.
pub struct WeeksAsDays;

const ABOUT: About = About {
    code: "V023",
    title: "uger eller måneder skrevet som dage",
    severity: Severity::Warning,
    page: include_str!("v023_weeks_as_days.md"),
};

impl Lint for WeeksAsDays {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        for deadline in &file.national.deadlines {
            held(file.national, (&deadline.term, &deadline.laws), deadline.span, report);
        }
        for duty in &file.national.advice {
            let latest = duty.latest.iter();
            latest.for_each(|term| held(file.national, (term, &duty.laws), duty.span, report));
        }
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let national = &file.guideline.national;
        for duty in file.guideline.advice.iter().filter(|duty| !duty.national) {
            let latest = duty.latest.iter();
            latest.for_each(|term| held(national, (term, &duty.laws), duty.span, report));
        }
    }
}

fn held(national: &National, (term, laws): (&Term, &[String]), span: Span, report: &mut Report<'_>) {
    if term.length.unit != Unit::Days || term.length.number == 0 {
        return;
    }
    let days = term.length.number;
    for law in national.laws.iter().filter(|law| laws.contains(&law.id)) {
        if let Some((number, unit)) = UNITS.iter().find_map(|unit| counted(law, days, *unit)) {
            let message = format!("`{}` siger {number} {unit}, og fristen er skrevet som {days} dage", law.id);
            report.find(span, message, format!("skriv `{unit}: {number}`; en måned er ikke altid 30 dage"));
        }
    }
}

/// Units with how many days people make of them.
const UNITS: [(&str, u32); 2] = [("uger", 7), ("måneder", 30)];

fn counted(law: &Hjemmel, days: u32, (unit, of): (&'static str, u32)) -> Option<(u32, &'static str)> {
    let number = days / of;
    let said = law.about.as_deref()?.to_lowercase();
    let words: Vec<&str> = said.split(|letter: char| !letter.is_alphanumeric()).collect();
    let named =
        words.windows(2).any(|pair| pair.first() == Some(&number.to_string().as_str()) && pair.get(1) == Some(&unit));
    (days.is_multiple_of(of) && named).then_some((number, unit))
}
