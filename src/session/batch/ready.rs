//! The rules that lines are held against, read once.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::session::choose;
use crate::store::catalogue::{Catalogue, RuleError};
use visitation::batch::Plan;
use visitation::engine::assess::Compiled;
use visitation::guideline::Guideline;

/// Which guidelines.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Where they stand.
    pub catalogue: &'a Catalogue,
    /// The specialer.
    pub specialer: &'a [String],
    /// The day on which they are in force.
    pub date: Date,
}

impl Rules<'_> {
    fn guidelines(&self) -> Result<Vec<Arc<Guideline>>, RuleError> {
        choose::by_name(self.catalogue, self.specialer.iter().map(String::as_str), self.date)
    }
}

/// Makes guidelines ready. With other rules to compare with, an answer may be to a question that only these ask.
///
/// # Errors
/// The rules cannot be used.
pub fn ready(rules: Rules<'_>, other: Option<Rules<'_>>) -> Result<(Plan, Option<Plan>), RuleError> {
    let own = rules.guidelines()?;
    let others = other.map(|other| other.guidelines()).transpose()?;
    let both: BTreeSet<String> =
        others.iter().flatten().chain(others.iter().flat_map(|_| &own)).flat_map(|guideline| keys(guideline)).collect();
    let catalogues: Vec<Catalogue> = std::iter::once(rules).chain(other).map(|rules| rules.catalogue.clone()).collect();
    let (date, elsewhere) = (rules.date, Arc::new(OnceLock::<BTreeSet<String>>::new()));
    // All guidelines are read when the first key asks for them, and not before.
    let has_question = move |key: &str| {
        let all = || {
            let all = catalogues.iter().flat_map(|catalogue| choose::all_in_force(catalogue, date).unwrap_or_default());
            all.flat_map(|guideline| keys(&guideline)).collect()
        };
        both.contains(key) || elsewhere.get_or_init(all).contains(key)
    };
    let plan = |guidelines: Vec<Arc<Guideline>>| {
        let count = guidelines.len();
        let compiled = guidelines.into_iter().map(|guideline| Arc::new(Compiled::new(guideline, count)));
        Plan::new(compiled.collect(), has_question.clone())
    };
    Ok((plan(own), others.map(plan)))
}

/// Every key that a guideline's questions answer to, and those of the shared questions beside it.
fn keys(guideline: &Guideline) -> Vec<String> {
    let own = guideline.questions.iter();
    let keys = own.flat_map(|question| [question.id.clone(), format!("{}.{}", guideline.speciale, question.id)]);
    keys.chain(guideline.national.questions.iter().map(|question| question.id.clone())).collect()
}
