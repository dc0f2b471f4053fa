//! Several specialer in one case, where their diagrams would be too large together: the overall levels, searched for.

use std::collections::{BTreeMap, BTreeSet};

use super::gates::{Effort, Gates};
use super::side::{Domain, Side, cuts, domain};
use crate::engine::outcome::TooLarge;
use crate::guideline::Guideline;
use crate::guideline::question::Value;

/// The highest levels of joint completions, of guidelines with what is known of each; a shared question that is known
/// in one must be known in all.
///
/// # Errors
/// It takes more than the effort to say.
pub fn overall(parts: &[(&Guideline, &[Option<Value>])]) -> Result<BTreeSet<usize>, TooLarge> {
    let mut gates = Gates::new(Effort::OF_A_CASE);
    let mut sides = Vec::with_capacity(parts.len());
    for (domains, (guideline, _)) in domains(&mut gates, parts)?.into_iter().zip(parts) {
        sides.push(Side::new(&mut gates, guideline, domains)?);
    }
    let count = parts.iter().map(|(guideline, _)| guideline.national.levels.len()).max().unwrap_or(0);
    let mut reaches = Vec::with_capacity(count);
    for level in 0..count {
        reaches.push(gates.any(sides.iter().filter_map(|side| side.reaches.get(level)).copied())?);
    }
    let mut levels = BTreeSet::new();
    for (level, reached) in reaches.iter().enumerate() {
        let beyond = reaches.get(level + 1).map(|beyond| !*beyond);
        let possible = sides.iter().map(|side| side.possible);
        let wanted: Vec<_> = possible.chain([*reached]).chain(beyond).collect();
        if gates.can(&wanted)? {
            levels.insert(level);
        }
    }
    Ok(levels)
}

/// Per guideline the answers to its questions; to a shared one all have the same.
fn domains(gates: &mut Gates, parts: &[(&Guideline, &[Option<Value>])]) -> Result<Vec<Vec<Domain>>, TooLarge> {
    let mut own = Vec::with_capacity(parts.len());
    let mut shared: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for (guideline, _) in parts {
        let cuts = cuts(guideline, &[])?;
        for (question, cuts) in guideline.questions.iter().zip(&cuts).filter(|(question, _)| question.shared) {
            shared.entry(&question.id).or_default().extend(cuts);
        }
        own.push(cuts);
    }
    let mut made: BTreeMap<&str, Domain> = BTreeMap::new();
    let mut all = Vec::with_capacity(parts.len());
    for ((guideline, known), cuts) in parts.iter().zip(own) {
        let given = known.iter().copied().chain(std::iter::repeat(None));
        let mut domains = Vec::with_capacity(guideline.questions.len());
        for ((question, cuts), value) in guideline.questions.iter().zip(cuts).zip(given) {
            let free = match shared.get(question.id.as_str()).filter(|_| question.shared) {
                Some(cuts) => {
                    made.entry(&question.id).or_insert_with(|| domain(gates, &question.kind, cuts.clone())).clone()
                }
                None => domain(gates, &question.kind, cuts),
            };
            domains.push(value.map_or_else(|| free.clone(), |value| free.fixed(gates, value)));
        }
        all.push(domains);
    }
    Ok(all)
}
