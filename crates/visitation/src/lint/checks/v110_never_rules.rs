//! V110. Points at an `aldrig` rule that excludes nothing the others leave, and at rules that together leave nobody.

use crate::engine::contradiction::smallest;
use crate::engine::diagram::NodeRef;
use crate::engine::diagram::apply::Operation;
use crate::engine::outcome::TooLarge;
use crate::guideline::Never;
use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::ground::Ground;
use crate::lint::hunt::Hunt;
use crate::lint::kind::Lint;
use crate::lint::proof::Proof;
use crate::lint::report::Report;

/// V110.
pub struct NeverRules;

const ABOUT: About = About {
    code: "V110",
    title: "en `aldrig`-regel, der udelukker alt eller intet",
    severity: Severity::Warning,
    page: include_str!("v110_never_rules.md"),
};

impl Lint for NeverRules {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn proves(&self) -> bool {
        true
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let rules = &proof.ground.guideline.never;
        let nodes = proof.shop.never().to_vec();
        let chosen = |places: &[usize]| places.iter().filter_map(|at| nodes.get(*at)).copied().collect::<Vec<_>>();
        if !proof.is_possible() {
            let all = (0..nodes.len()).collect();
            let guilty = smallest(all, |places| Ok(proof.shop.possible_under(&chosen(places))? == NodeRef::FALSE))?;
            all_excluded(proof.ground, &guilty, report);
            return Ok(());
        }
        for (place, rule) in rules.iter().enumerate() {
            let others: Vec<usize> = (0..nodes.len()).filter(|at| *at != place).collect();
            let left = proof.shop.possible_under(&chosen(&others))?;
            let own = nodes.get(place).copied().unwrap_or(NodeRef::FALSE);
            if proof.shop.combine(Operation::And, left, own)? == NodeRef::FALSE {
                none_excluded(rule, report);
            }
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        let never = hunt.search.never().to_vec();
        let respected =
            |places: &[usize]| -> Vec<_> { places.iter().filter_map(|at| never.get(*at)).map(|rule| !*rule).collect() };
        if !hunt.is_possible {
            let all = (0..never.len()).collect();
            let guilty = smallest(all, |places| Ok(!hunt.search.can(&respected(places))?))?;
            all_excluded(hunt.ground, &guilty, report);
            return Ok(());
        }
        for (place, (rule, holds)) in hunt.ground.guideline.never.iter().zip(&never).enumerate() {
            let others: Vec<usize> = (0..never.len()).filter(|at| *at != place).collect();
            let wanted: Vec<_> = respected(&others).into_iter().chain([*holds]).collect();
            if !hunt.search.can(&wanted)? {
                none_excluded(rule, report);
            }
        }
        Ok(())
    }
}

fn all_excluded(ground: Ground<'_>, guilty: &[usize], report: &mut Report<'_>) {
    if let Some(rule) = guilty.last().and_then(|at| ground.guideline.never.get(*at)) {
        let message = "`aldrig`-reglerne udelukker alle borgere";
        let shown = ground.case("ethvert svar bliver afvist", &[]);
        let help = "reglen siger, hvad der aldrig kan være sandt, og her dækker den alt";
        report.find_as(Severity::Error, rule.when.span, message, help).shown_by([shown]);
    }
}

fn none_excluded(rule: &Never, report: &mut Report<'_>) {
    // What `udelukker` says is no rule of the file's.
    if rule.implied {
        return;
    }
    let help = "det, den forbyder, kan ikke ske; ret betingelsen, eller fjern reglen";
    report.find(rule.when.span, "`aldrig`-reglen udelukker ingen", help);
}
