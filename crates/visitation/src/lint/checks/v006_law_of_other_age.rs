//! V006. Points at a criterion, a duty or a time limit that cites a law which holds for none of those it fires for.
//!
//! Proved on the diagram: is the condition met for nobody for whom the law is (`for`)? A law that does not say so itself
//! is held against the age alone: for nobody under 18, or for nobody from 18 on? Since 2024 children are
//! the business of barnets lov; of serviceloven the chapters on help for adults (§§ 81-110 and 141) are for adults
//! alone. Barnets lov §§ 108-123 reach into the years after 18 and are passed over, as is every other act.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::engine::search::Search;
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind};
use crate::guideline::finding::Severity;
use crate::guideline::national::Hjemmel;
use crate::guideline::question::QuestionIx;
use crate::guideline::source::Span;
use crate::lint::about::About;
use crate::lint::hunt::{Hunt, both_possible_and, settings};
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;
use crate::lint::whom;

/// V006.
pub struct LawOfOtherAge;

const ABOUT: About = About {
    code: "V006",
    title: "en lov, der ikke gælder for dem, betingelsen er opfyldt for",
    severity: Severity::Error,
    page: include_str!("v006_law_of_other_age.md"),
};

impl Lint for LawOfOtherAge {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = proof.ground.guideline;
        let Some((question, _)) = guideline.question("alder") else { return Ok(()) };
        let child = proof.shop.condition(&under_age(question))?;
        let adult = proof.shop.not(child)?;
        let mut citing = Vec::new();
        for criterion in &guideline.criteria {
            let node = proof.shop.condition(&criterion.when)?;
            citing.push((node, &criterion.laws, criterion.span));
        }
        for (_, duty) in proof.ground.duties() {
            let nodes = proof.when_due(&duty.when)?;
            citing.push((proof.shop.any(nodes)?, &duty.laws, duty.span));
        }
        for (when, deadline) in proof.ground.deadlines() {
            citing.push((proof.shop.condition(when)?, &deadline.laws, deadline.span));
        }
        for (node, laws, span) in citing {
            let children = proof.shop.both(node, child)? != NodeRef::FALSE;
            let adults = proof.shop.both(node, adult)? != NodeRef::FALSE;
            told(guideline, laws, span, (children, adults), report);
            for (law, whom) in limited(guideline, laws) {
                let whom = proof.shop.condition(&whom)?;
                let met = proof.shop.both(node, whom)? != NodeRef::FALSE;
                if !met && (children || adults) {
                    holds_for_none(law, span, report);
                }
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let guideline = hunt.ground.guideline;
        let Some((question, _)) = guideline.question("alder") else { return Ok(()) };
        let under_age = under_age(question);
        let mut search = Search::open(guideline, &[&under_age], hunt.search.effort())?;
        let child = search.condition(&under_age, None)?;
        let criteria = guideline.criteria.iter().map(|criterion| (&criterion.when, &criterion.laws, criterion.span));
        let duties = hunt.ground.duties().map(|(_, duty)| (&duty.when, &duty.laws, duty.span));
        let deadlines = hunt.ground.deadlines().map(|(when, deadline)| (when, &deadline.laws, deadline.span));
        for (when, laws, span) in criteria.chain(duties).chain(deadlines).filter(|(_, laws, _)| !laws.is_empty()) {
            let mut ways = Vec::new();
            for (when, beside) in settings(hunt.ground, when) {
                ways.push(search.condition(&when, Some(beside))?);
            }
            let holds = search.any(ways)?;
            let with_age = |age| both_possible_and(&search, [holds, age]);
            let (young, old) = (with_age(child), with_age(!child));
            let met = (search.can(&young)?, search.can(&old)?);
            told(guideline, laws, span, met, report);
            for (law, whom) in limited(guideline, laws) {
                let whom = search.condition(&whom, None)?;
                let wanted = both_possible_and(&search, [holds, whom]);
                if !search.can(&wanted)? && (met.0 || met.1) {
                    holds_for_none(law, span, report);
                }
            }
        }
        hunt.search.allow(search.effort().rounds_in_all);
        Ok(())
    }

    fn prove_national(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.prove(proof, report)
    }

    fn hunt_national(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.hunt(hunt, report)
    }
}

/// The cited laws that say for whom they are.
fn limited<'g>(guideline: &'g Guideline, laws: &[String]) -> Vec<(&'g Hjemmel, Condition)> {
    let cited = guideline.national.laws.iter().filter(|law| laws.contains(&law.id));
    cited.filter_map(|law| Some((law, whom::of(law, guideline)?))).collect()
}

fn holds_for_none(law: &Hjemmel, span: Span, report: &mut Report<'_>) {
    let message = format!("`{}` gælder ikke for nogen af dem, betingelsen er opfyldt for", law.id);
    report.find(span, message, "henvis til en lov, der gælder for dem: `for` i lovkataloget siger, hvem den er for");
}

fn under_age(question: QuestionIx) -> Condition {
    let kind = ConditionKind::Compare { question, op: Comparison::Less, value: MAJORITY };
    Condition::new(kind, Span::default())
}

/// What is said where a condition can be met for children, for adults, for both.
fn told(guideline: &Guideline, laws: &[String], span: Span, (children, adults): (bool, bool), report: &mut Report<'_>) {
    for law in guideline.national.laws.iter().filter(|law| laws.contains(&law.id) && law.for_whom.is_none()) {
        let (message, help) = match (for_whom(law), children, adults) {
            (Some(Age::Adult), true, false) => (
                format!("`{}` gælder voksne, men betingelsen er kun opfyldt for børn", law.id),
                "henvis til barnets lov",
            ),
            (Some(Age::Child), false, true) => (
                format!("`{}` gælder børn, men betingelsen er kun opfyldt for voksne", law.id),
                "henvis til serviceloven",
            ),
            _ => continue,
        };
        report.find(span, message, help);
    }
}

const MAJORITY: i64 = 18;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Age {
    Child,
    Adult,
}

/// Whom a law is for, where it is for one of them alone.
fn for_whom(law: &Hjemmel) -> Option<Age> {
    let act = law.act.as_deref()?.to_lowercase();
    let digits = law.section.as_deref()?.trim_start_matches(|c: char| !c.is_ascii_digit());
    let section: u32 = digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    match act.as_str() {
        "serviceloven" if (81..=110).contains(&section) || section == 141 => Some(Age::Adult),
        "barnets lov" if !(108..=123).contains(&section) => Some(Age::Child),
        _ => None,
    }
}
