//! V303. Says which proofs could not be made because the guideline is too large, and what makes it so.
//!
//! Silence must never pass for proof. What the diagram is too large for is searched for case by case, so that little is
//! missing as a rule: what counts the citizens, and what takes too long. Nothing at all is proved of a file that cannot
//! be used.

use std::fmt::Write;

use crate::engine::contradiction::smallest;
use crate::engine::diagram::Budget;
use crate::engine::diagram::apply::Combiner;
use crate::engine::diagram::compile::{Setting, level_and_rules};
use crate::engine::diagram::forest::Forest;
use crate::engine::diagram::variables::Layout;
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::{Finding, Severity};
use crate::guideline::source::{SharedSource, Span};
use crate::guideline::{Guideline, ids};
use crate::lint::about::About;
use crate::lint::ground::Ground;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::File;
use crate::lint::words::few;

/// V303.
pub struct MissingProofs;

const ABOUT: About = About {
    code: "V303",
    title: "beviser, der ikke kunne føres",
    severity: Severity::Warning,
    page: include_str!("v303_missing_proofs.md"),
};

/// Criteria that cost more than this together are said to fill.
const TOGETHER: Budget = Budget { nodes: 40_000, steps: 500_000 };
/// What may be spent on finding them.
const ALL: usize = 8_000_000;

impl Lint for MissingProofs {
    fn about(&self) -> &'static About {
        &ABOUT
    }
}

const HELP: &str =
    "at der ikke står flere fund, er her intet bevis; gør de store `mindst … af` mindre, eller del dem i begreber";

/// What could not be shown, neither on a diagram nor by searching, and which criteria make the guideline so large.
pub(in crate::lint) fn unfinished(ground: Ground<'_>, codes: &[&'static str]) -> Vec<Finding> {
    let mut report = Report::new(&ABOUT, ground.file.source);
    if !codes.is_empty() {
        let missing = if codes.len() == 1 { "bevis for" } else { "beviser for" };
        let mut message = format!("retningslinjen er for stor til {missing} {}", ids::enumerate(codes));
        let large = filling(ground.guideline);
        if !large.is_empty() {
            let _ = write!(message, "; mest fylder {} tilsammen", few(&large, ids::enumerate));
        }
        report.find(ground.file.place_of("kriterier"), message, HELP);
    }
    report.into_findings()
}

/// Says of a file that cannot be used that nothing is proved of it.
pub(in crate::lint) fn unread(file: &File<'_>, unusable: bool) -> Vec<Finding> {
    let mut report = Report::new(&ABOUT, file.source);
    if unusable {
        let help = "ret fejlene, og kør `visit lint` igen: først da kan der findes andre fejl";
        report.find(file.place_of("format"), "filen kan ikke bruges endnu, så intet er bevist om den", help);
    }
    report.into_findings()
}

/// Says in a faulty national.yaml that so many guidelines beside it were not looked at.
#[must_use]
pub fn waiting(source: &SharedSource, guidelines: usize) -> Finding {
    let mut report = Report::new(&ABOUT, source);
    let first_line = Span { start: 0, end: source.text.find('\n').unwrap_or(source.text.len()) };
    let message = if guidelines == 1 {
        "1 retningslinje er ikke undersøgt, for den bygger på denne fil".to_owned()
    } else {
        format!("{guidelines} retningslinjer er ikke undersøgt, for de bygger på denne fil")
    };
    report.find(first_line, message, "ret fejlene her først, og kør `visit lint` igen");
    report.into_findings().remove(0)
}

/// Criteria that together are too large, and would not be without any one of them.
fn filling(guideline: &Guideline) -> Vec<&str> {
    let mut left = ALL;
    let fills = |places: &[usize]| {
        if left < TOGETHER.steps {
            // Nothing more is left out.
            return Ok::<bool, TooLarge>(false);
        }
        let (small, spent) = is_small(guideline, places, TOGETHER);
        left -= spent;
        Ok(!small)
    };
    let places: Vec<usize> = (0..guideline.criteria.len()).collect();
    if is_small(guideline, &places, TOGETHER).0 {
        return Vec::new();
    }
    let few = smallest(places, fills).unwrap_or_default();
    few.iter().filter_map(|at| guideline.criteria.get(*at)).map(|criterion| criterion.id.as_str()).collect()
}

/// Can the level that these criteria alone lead to be compiled within the budget, and what did it take?
fn is_small(guideline: &Guideline, places: &[usize], budget: Budget) -> (bool, usize) {
    let criteria = places.iter().filter_map(|at| guideline.criteria.get(*at)).cloned().collect();
    let part = Guideline { criteria, advice: Vec::new(), ..guideline.clone() };
    let blocks = Layout::default().add(&part);
    let (mut forest, mut combiner) = (Forest::new(budget), Combiner::default());
    let setting = Setting { guideline: &part, blocks: &blocks, known: &[], speciale_count: 1 };
    let small = level_and_rules(&mut forest, &mut combiner, setting).is_ok();
    (small, budget.steps.saturating_sub(forest.steps_left()))
}
