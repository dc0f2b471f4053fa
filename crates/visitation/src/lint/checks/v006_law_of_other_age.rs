//! V006. Points at a criterion, a duty or a time limit that cites a law which holds for none of those it fires for, and at
//! a legal duty or a time limit that fires for somebody for whom none of the laws it cites holds.
//!
//! Proved on the diagram from what the catalogue says of each law (`for`): is the condition met for nobody for whom the law
//! is, and for nobody for whom none of the laws is? A law that does not say for whom it is, is for everybody.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::engine::search::Search;
use crate::guideline::Guideline;
use crate::guideline::condition::{Comparison, Condition, ConditionKind};
use crate::guideline::finding::Severity;
use crate::guideline::national::{Basis, Hjemmel, Raadgivning};
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
            citing.push((node, &criterion.laws, criterion.span, false));
        }
        for (_, duty) in proof.ground.duties() {
            let nodes = proof.when_due(&duty.when)?;
            citing.push((proof.shop.any(nodes)?, &duty.laws, duty.span, is_legal(duty)));
        }
        for (when, deadline) in proof.ground.deadlines() {
            // What a law says of itself narrows the limit when it runs.
            let narrowed = narrowed(guideline, &deadline.laws, when);
            citing.push((proof.shop.condition(&narrowed)?, &deadline.laws, deadline.span, true));
        }
        for (node, laws, span, binds) in citing {
            let children = proof.shop.both(node, child)? != NodeRef::FALSE;
            let adults = proof.shop.both(node, adult)? != NodeRef::FALSE;
            for (law, whom) in limited(guideline, laws) {
                let whom = proof.shop.condition(&whom)?;
                let met = proof.shop.both(node, whom)? != NodeRef::FALSE;
                if !met && (children || adults) {
                    holds_for_none(law, span, report);
                }
            }
            if let Some(whom) = all_limited(guideline, laws).filter(|_| binds) {
                let nodes = whom.iter().map(|whom| proof.shop.condition(whom)).collect::<Result<Vec<_>, _>>()?;
                let held = proof.shop.any(nodes)?;
                let bare = proof.shop.not(held)?;
                let bare = proof.shop.both(node, bare)?;
                let young = proof.shop.both(bare, child)? != NodeRef::FALSE;
                let old = proof.shop.both(bare, adult)? != NodeRef::FALSE;
                if fires_without_law((children, adults), (young, old), span, report) {
                    let way = proof.shop.example(bare)?;
                    report.shown_by(way.map(|way| proof.shown_by(CAPTION, &way)));
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
        let criteria = guideline.criteria.iter().map(|one| (&one.when, &one.laws, one.span, false));
        let duties = hunt.ground.duties().map(|(_, duty)| (&duty.when, &duty.laws, duty.span, is_legal(duty)));
        let limits: Vec<_> = hunt.ground.deadlines().collect();
        let narrow: Vec<Condition> = limits.iter().map(|(when, it)| narrowed(guideline, &it.laws, when)).collect();
        let deadlines = limits.iter().zip(&narrow).map(|((_, it), when)| (when, &it.laws, it.span, true));
        for (when, laws, span, binds) in
            criteria.chain(duties).chain(deadlines).filter(|(_, laws, ..)| !laws.is_empty())
        {
            let mut ways = Vec::new();
            for (when, beside) in settings(hunt.ground, when) {
                ways.push(search.condition(&when, Some(beside))?);
            }
            let holds = search.any(ways)?;
            let with_age = |age| both_possible_and(&search, [holds, age]);
            let (young, old) = (with_age(child), with_age(!child));
            let met = (search.can(&young)?, search.can(&old)?);
            for (law, whom) in limited(guideline, laws) {
                let whom = search.condition(&whom, None)?;
                let wanted = both_possible_and(&search, [holds, whom]);
                if !search.can(&wanted)? && (met.0 || met.1) {
                    holds_for_none(law, span, report);
                }
            }
            if let Some(whom) = all_limited(guideline, laws).filter(|_| binds) {
                let mut held = Vec::new();
                for whom in &whom {
                    held.push(search.condition(whom, None)?);
                }
                let bare = !search.any(held)?;
                let fires = |age| [both_possible_and(&search, [holds, bare]), vec![age]].concat();
                let (young, old) = (fires(child), fires(!child));
                let found = (search.can(&young)?, search.can(&old)?);
                if fires_without_law(met, found, span, report) {
                    let someone = both_possible_and(&search, [holds, bare]);
                    let shown = search.find(&someone)?.map(|(known, _)| known);
                    let fires_bare = !search.any([!holds, !bare])?;
                    let few = shown.map(|known| search.fewest(&known, None, |it, known| it.settles(known, fires_bare)));
                    report.shown_by(few.map(|known| hunt.ground.case(CAPTION, &known)));
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

/// Only what the law itself demands must rest on a law that holds for everybody it is demanded for; of other laws the
/// documents name just those that hold for the citizen.
fn is_legal(duty: &Raadgivning) -> bool {
    duty.basis == Some(Basis::Law)
}

/// For whom each of the cited laws is; `None` where one of them is for everybody, or nobody can say here whom it is for.
fn all_limited(guideline: &Guideline, laws: &[String]) -> Option<Vec<Condition>> {
    let cited: Vec<&Hjemmel> = guideline.national.laws.iter().filter(|law| laws.contains(&law.id)).collect();
    let whom = |law: &&Hjemmel| law.for_whom.as_ref().and_then(|_| whom::of(law, guideline));
    let whom: Option<Vec<Condition>> = cited.iter().map(whom).collect();
    whom.filter(|whom| !whom.is_empty())
}

/// Somebody meets the condition for whom none of the laws is; that all of them do is told elsewhere. Was it told?
fn fires_without_law(met: (bool, bool), bare: (bool, bool), span: Span, report: &mut Report<'_>) -> bool {
    let who = match bare {
        (true, false) if met.1 => "børn",
        (false, true) if met.0 => "voksne",
        (true, true) => "nogle",
        _ => return false,
    };
    let message = format!("betingelsen kan være opfyldt for {who}, som ingen af lovene gælder for");
    report.find(span, message, "gør betingelsen snævrere, eller henvis også til den lov, der gælder for dem");
    true
}

const CAPTION: &str = "ingen af lovene gælder";

/// A time limit's condition with what its laws say of whom they are for, as it counts when it runs.
fn narrowed(guideline: &Guideline, laws: &[String], when: &Condition) -> Condition {
    let mut parts: Vec<Condition> = limited(guideline, laws).into_iter().map(|(_, whom)| whom).collect();
    parts.push(when.clone());
    Condition::new(ConditionKind::All(parts), when.span)
}

fn holds_for_none(law: &Hjemmel, span: Span, report: &mut Report<'_>) {
    let message = format!("`{}` gælder ikke for nogen af dem, betingelsen er opfyldt for", law.id);
    report.find(span, message, "henvis til en lov, der gælder for dem: `for` i lovkataloget siger, hvem den er for");
}

fn under_age(question: QuestionIx) -> Condition {
    let kind = ConditionKind::Compare { question, op: Comparison::Less, value: MAJORITY };
    Condition::new(kind, Span::default())
}

const MAJORITY: i64 = 18;
