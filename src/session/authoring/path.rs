//! The path of a case through a guideline: what in the drawing is met, and what is not settled yet.
//!
//! Keyed by what the boxes are called. Deliberately draws nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::session::failures::from_store;
use crate::store::{CASE_LIMIT, read_text};
use crate::terminal::failure::Failure;
use visitation::case::{Case, keys};
use visitation::consult::known;
use visitation::engine::assess::Compiled;
use visitation::engine::diagram::forest::Budget;
use visitation::engine::diagram::workshop::Workshop;
use visitation::engine::outcome::State;
use visitation::guideline::Guideline;

/// What becomes of the boxes in the case, by the name or the heading of the box.
///
/// # Errors
/// The case cannot be read, is about other specialer, or its answers contradict each other.
pub fn of_case(path: &Path, guideline: &Guideline) -> anyhow::Result<BTreeMap<String, &'static str>> {
    let shown = path.display().to_string();
    let failed = |message: String| Failure::new("case-not-drawn", message).file(shown.clone());
    let text = read_text(path, CASE_LIMIT).map_err(from_store)?;
    let case = Case::read(&text).map_err(|error| failed(error.to_string()))?;
    if !case.guidelines().iter().any(|pinned| pinned.speciale == guideline.speciale) {
        let help = "vælg en sag om dette speciale";
        return Err(failed(format!("sagen handler ikke om `{}`", guideline.speciale)).help(help).into());
    }
    let answers = keys::known(case.answers(), guideline)
        .map_err(|faults| failed(faults.iter().map(|(_, fault)| fault.to_string()).collect::<Vec<_>>().join("; ")))?;
    let (known, count) = (known(&answers.answers), case.guidelines().len());
    let compiled = Compiled::new(Arc::new(guideline.clone()), count);
    let assessed = compiled.assess(&known).map_err(|error| failed(error.to_string()))?;
    let mut lit = BTreeMap::new();
    let mut mark = |name: &str, state: State, met: &'static str| match state {
        State::Always => drop(lit.insert(name.to_owned(), met)),
        State::Open => drop(lit.insert(name.to_owned(), "uafklaret i sagen")),
        State::Never => {}
    };
    for (criterion, state) in guideline.criteria.iter().zip(&assessed.criteria) {
        mark(&criterion.id, *state, "opfyldt i sagen");
    }
    for (duty, state) in guideline.advice.iter().zip(&assessed.advice) {
        mark(&duty.id, *state, "skal søges i sagen");
    }
    if assessed.possible.contains(&guideline.base_level) {
        let state = if assessed.possible.len() == 1 { State::Always } else { State::Open };
        mark("Udgangspunkt", state, "sagens niveau");
    }
    // Where the guideline is too large for a diagram, its begreber are not marked.
    if let Ok(mut shop) = Workshop::open(guideline, count, Budget::default()) {
        for concept in &guideline.concepts {
            let node = shop.condition(&concept.when).and_then(|node| shop.guarded(node));
            let state =
                node.ok().and_then(|node| shop.diagram().under(&known).states(&[node]).into_iter().next().flatten());
            let heading = concept.meaning.clone().unwrap_or_else(|| concept.id.replace('_', " "));
            mark(&heading, state.unwrap_or(State::Never), "opfyldt i sagen");
        }
    }
    Ok(lit)
}
