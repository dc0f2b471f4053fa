//! V116. Points at a part of a list that means the same as an earlier part: in `mindst … af` one fact then counts twice.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::condition::{Condition, ConditionKind};
use crate::guideline::finding::Severity;
use crate::guideline::question::QuestionIx;
use crate::lint::about::About;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V116.
pub struct CountedTwice;

const ABOUT: About = About {
    code: "V116",
    title: "den samme betingelse to gange i en liste",
    severity: Severity::Warning,
    page: include_str!("v116_counted_twice.md"),
};

impl Lint for CountedTwice {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        for list in lists(proof.ground.guideline) {
            let guideline = proof.ground.guideline;
            doubles(list, report, |one, other| {
                Ok(questions(guideline, one) == questions(guideline, other) && same(proof, one, other)?)
            })?;
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        for list in lists(hunt.ground.guideline) {
            doubles(list, report, |one, other| same_searched(hunt, one, other))?;
        }
        Ok(())
    }
}

/// Every list of conditions that rests on answers alone.
fn lists(guideline: &Guideline) -> Vec<&Condition> {
    let asking = guideline.questions.iter().filter(|q| !q.shared).filter_map(|question| question.applies_when.as_ref());
    let concepts = guideline.concepts.iter().map(|concept| &concept.when);
    let criteria = guideline.criteria.iter().map(|criterion| &criterion.when);
    let never = guideline.never.iter().map(|rule| &rule.when);
    let duties = guideline.advice.iter().filter(|duty| !duty.national).map(|duty| &duty.when);
    let (mut lists, mut open) =
        (Vec::new(), asking.chain(concepts).chain(criteria).chain(never).chain(duties).collect::<Vec<_>>());
    while let Some(condition) = open.pop() {
        open.extend(condition.parts());
        if condition.parts().len() > 1 {
            lists.push(condition);
        }
    }
    lists
}

/// Reports each part that an earlier one says already.
fn doubles(
    list: &Condition,
    report: &mut Report<'_>,
    mut same: impl FnMut(&Condition, &Condition) -> Result<bool, TooLarge>,
) -> Result<(), TooLarge> {
    let counts = matches!(list.kind, ConditionKind::AtLeast(..) | ConditionKind::AtMost(..));
    for (at, part) in list.parts().iter().enumerate() {
        for earlier in list.parts().iter().take(at) {
            if rests_on_outcome(part) || rests_on_outcome(earlier) || !same(earlier, part)? {
                continue;
            }
            let message = if counts {
                "den samme betingelse tæller to gange: en del længere oppe siger det samme"
            } else {
                "den samme betingelse står to gange: en del længere oppe siger det samme"
            };
            report.find(part.span, message, "fjern delen, eller skriv den betingelse, der var meningen");
            break;
        }
    }
    Ok(())
}

/// Level, doubt and the number of specialer are no answers.
fn rests_on_outcome(condition: &Condition) -> bool {
    condition.has_part(&|kind| {
        matches!(kind, ConditionKind::Level { .. } | ConditionKind::Doubt | ConditionKind::SpecialeCount { .. })
    })
}

/// Do both hold in the same possible assignments, and in some?
fn same(proof: &mut Proof<'_>, one: &Condition, other: &Condition) -> Result<bool, TooLarge> {
    let (one, other) = (proof.shop.condition(one)?, proof.shop.condition(other)?);
    let (one, other) = (proof.shop.both(one, NodeRef::TRUE)?, proof.shop.both(other, NodeRef::TRUE)?);
    Ok(one == other && one != NodeRef::FALSE)
}

/// As [`same`], searched for: what rests on other questions is never the same but by chance.
pub(super) fn same_searched(hunt: &mut Hunt<'_>, one: &Condition, other: &Condition) -> Result<bool, TooLarge> {
    let guideline = hunt.ground.guideline;
    if questions(guideline, one) != questions(guideline, other) {
        return Ok(false);
    }
    let (one, other) = (hunt.search.condition(one, None)?, hunt.search.condition(other, None)?);
    Ok(hunt.same(one, other)? && hunt.can(&[one])?)
}

/// What a condition rests on, each question once.
pub(super) fn questions(guideline: &Guideline, condition: &Condition) -> Vec<QuestionIx> {
    let mut named = Vec::new();
    guideline.visit_all_questions(condition, &mut |question| named.push(question));
    named.sort_unstable();
    named.dedup();
    named
}
