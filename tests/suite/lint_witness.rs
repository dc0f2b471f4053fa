//! Every case that a finding shows is run through the engine: the fault must be there to see.

use std::sync::Arc;

use visitation::consult::triage::guideline_of;
use visitation::engine::assess::{AssessError, Compiled};
use visitation::engine::outcome::{Assessment, State};
use visitation::guideline::Guideline;
use visitation::guideline::answers::{self, Elsewhere};
use visitation::guideline::finding::{Finding, Witness};
use visitation::guideline::question::{Answer, Value};
use visitation::guideline::wording::list_text;

use super::lint_pages;

/// The answers of a case, read as `visit assess` reads them.
fn known(guideline: &Guideline, witness: &Witness) -> Vec<Option<Value>> {
    let sheet = answers::read("svar.yaml", witness.answers.as_bytes()).unwrap();
    let elsewhere = Elsewhere { national: &guideline.national, has_question: &|_| false };
    let resolved = answers::resolve(&sheet.raw.answers, &sheet.source, &[guideline], &elsewhere).unwrap();
    let value = |answer: &Option<Answer>| match answer {
        Some(Answer::Known(value)) => Some(*value),
        _ => None,
    };
    resolved[0].iter().map(value).collect()
}

fn levels(guideline: &Guideline, assessment: &Assessment) -> String {
    let ids: Vec<&str> = assessment.possible.iter().map(|l| guideline.national.levels[l.0].id.as_str()).collect();
    list_text(&ids)
}

fn quoted(text: &str) -> &str {
    text.split('`').nth(1).unwrap()
}

fn duty(guideline: &Guideline, assessment: &Assessment, id: &str) -> State {
    assessment.advice[guideline.advice.iter().position(|duty| duty.id == id).unwrap()]
}

/// Is each of the laws, by the catalogue, for others than this citizen?
fn no_law_holds(guideline: &Guideline, laws: &[String], known: &[Option<Value>]) -> bool {
    let cited = guideline.national.laws.iter().filter(|law| laws.contains(&law.id));
    let whom: Vec<_> = cited.map(|law| Some(law.for_whom.clone().unwrap())).collect();
    let shared = Compiled::new(guideline_of(&guideline.national, &whom), 1);
    let of = |id: &str| guideline.question(id).and_then(|(ix, _)| known[ix.0]);
    let values: Vec<_> = shared.guideline().questions.iter().map(|question| of(&question.id)).collect();
    shared.assess(&values).unwrap().advice.iter().all(|state| *state == State::Never)
}

/// Panics where a case does not show what its caption says.
pub fn shows(guideline: &Guideline, finding: &Finding) {
    for witness in &finding.witnesses {
        let known = known(guideline, witness);
        let compiled = Compiled::new(Arc::new(guideline.clone()), 1);
        let caption = witness.caption.as_str();
        let assessed = compiled.assess(&known);
        if caption == "ethvert svar bliver afvist" {
            assert!(matches!(assessed, Err(AssessError::Contradiction(_))), "{finding:?}");
            continue;
        }
        let assessment = assessed.unwrap_or_else(|error| panic!("{error:?}: {finding:?}"));
        let met = |id: &str| assessment.criteria[guideline.criteria.iter().position(|c| c.id == id).unwrap()];
        if let Some(level) = caption.strip_prefix("niveau: ") {
            assert_eq!(levels(guideline, &assessment), level, "{finding:?}");
        } else if caption == "niveauet er i tvivl" {
            assert!(assessment.doubt(), "{finding:?}");
        } else if caption == "begge kriterier er opfyldt" {
            let ids: Vec<&str> = finding.message.split('`').collect();
            assert_eq!((met(ids[1]), met(ids[3])), (State::Always, State::Always), "{finding:?}");
        } else if caption.ends_with("er opfyldt, men afgør intet") {
            let id = quoted(caption);
            assert_eq!(met(id), State::Always, "{finding:?}");
            let mut without = guideline.clone();
            without.criteria.retain(|criterion| criterion.id != id);
            let same = Compiled::new(Arc::new(without), 1).assess(&known).unwrap();
            assert_eq!(same.possible, assessment.possible, "{finding:?}");
        } else if caption.ends_with("bliver ikke stillet her") {
            let (ix, _) = guideline.question(quoted(caption)).unwrap();
            let diagram = compiled.diagram().unwrap();
            let applies = diagram.roots.applies[ix.0];
            assert_eq!(diagram.under(&known).states(&[applies]), [Some(State::Never)], "{finding:?}");
        } else if caption.ends_with("skal ikke søges") {
            assert_eq!(duty(guideline, &assessment, quoted(caption)), State::Never, "{finding:?}");
        } else if caption.ends_with("skal søges") {
            assert_eq!(duty(guideline, &assessment, quoted(caption)), State::Always, "{finding:?}");
        } else if let Some((_, level)) = caption.split_once(" giver ") {
            assert_eq!(levels(guideline, &assessment), level, "{finding:?}");
        } else if caption == "betingelsen er opfyldt, skønt spørgsmålet ikke stilles" {
            let (ix, _) = guideline.question(quoted(&finding.message)).unwrap();
            let diagram = compiled.diagram().unwrap();
            let applies = diagram.roots.applies[ix.0];
            assert_eq!(diagram.under(&known).states(&[applies]), [Some(State::Never)], "{finding:?}");
        } else if caption == "begge svar er valgt" {
            let several = |value: &Option<Value>| matches!(value, Some(Value::Set(set)) if set.iter().count() > 1);
            assert!(known.iter().any(several), "{finding:?}");
        } else if caption == "intet kriterium er opfyldt" {
            assert!(assessment.criteria.iter().all(|state| *state == State::Never), "{finding:?}");
        } else if caption == "ingen af lovene gælder" {
            let at = guideline.advice.iter().position(|duty| duty.span == finding.span).unwrap();
            assert_ne!(assessment.advice[at], State::Never, "{finding:?}");
            assert!(no_law_holds(guideline, &guideline.advice[at].laws, &known), "{finding:?}");
        } else {
            panic!("nobody checks `{caption}`");
        }
    }
}

#[test]
fn the_cases_on_the_pages_show_their_faults() {
    let mut shown = 0;
    for about in visitation::lint::catalogue::LINTS.iter().map(|lint| lint.about()) {
        let blocks = lint_pages::blocks(about.page);
        for block in blocks.iter().filter(|block| block.bad && block.info == "yaml") {
            for finding in lint_pages::findings_of(block, &[]) {
                shown += finding.witnesses.len();
                shows(&lint_pages::guideline_of(block).unwrap(), &finding);
            }
        }
    }
    assert!(shown >= 8, "only {shown} cases were looked at");
}
