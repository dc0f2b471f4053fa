//! Counts, sums and largest numbers as gates.
//!
//! A number is the list of what it can be, with what it takes to be each. A sum is followed from its last term to its
//! first, by what the terms before have come to: as many gates as its diagram would have nodes, by itself.

use std::collections::{BTreeMap, BTreeSet};

use batsat::Lit;

use super::gates::Gates;
use crate::engine::outcome::TooLarge;
use crate::guideline::condition::Comparison;

type Numbers = Vec<(i128, Lit)>;

/// At least so many of them hold.
pub fn count(gates: &mut Gates, parts: &[Lit], number: i128) -> Result<Lit, TooLarge> {
    let terms: Vec<Numbers> = parts.iter().map(|part| vec![(0, !*part), (1, *part)]).collect();
    at_least(gates, &terms, number)
}

/// The sum of the terms compared with a number.
pub fn compared(gates: &mut Gates, terms: &[Numbers], op: Comparison, number: i128) -> Result<Lit, TooLarge> {
    let mut from = |number| at_least(gates, terms, number);
    Ok(match op {
        Comparison::GreaterOrEqual => from(number)?,
        Comparison::Less => !from(number)?,
        Comparison::Greater => from(number + 1)?,
        Comparison::LessOrEqual => !from(number + 1)?,
        Comparison::Equal | Comparison::NotEqual => {
            let (reached, beyond) = (from(number)?, from(number + 1)?);
            let equal = gates.all(vec![reached, !beyond])?;
            if op == Comparison::Equal { equal } else { !equal }
        }
    })
}

fn at_least(gates: &mut Gates, terms: &[Numbers], number: i128) -> Result<Lit, TooLarge> {
    // What the terms from each place on can come to.
    let mut rests = vec![(0, 0)];
    for term in terms.iter().rev() {
        let (least, most) = rests.last().copied().unwrap_or_default();
        let own = term.iter().map(|(value, _)| *value);
        rests.push((least + own.clone().min().unwrap_or(0), most + own.max().unwrap_or(0)));
    }
    rests.reverse();
    let decided = |sum: i128, (least, most): (i128, i128)| {
        (sum + least >= number).then_some(true).or((sum + most < number).then_some(false))
    };
    let mut reached = vec![BTreeSet::from([0_i128])];
    for (term, rest) in terms.iter().zip(rests.iter().skip(1)) {
        let here = reached.last().cloned().unwrap_or_default();
        let sums = here.iter().flat_map(|sum| term.iter().map(move |(value, _)| sum + value));
        reached.push(sums.filter(|sum| decided(*sum, *rest).is_none()).collect());
    }
    let mut after: BTreeMap<i128, Lit> = BTreeMap::new();
    for ((term, sums), rest) in terms.iter().zip(&reached).zip(rests.iter().skip(1)).rev() {
        let mut here = BTreeMap::new();
        for sum in sums {
            let mut cases = Vec::with_capacity(term.len());
            for (value, is) in term {
                let end = sum + value;
                let sure = decided(end, *rest).map(|sure| gates.constant(sure));
                let then = sure.or_else(|| after.get(&end).copied()).unwrap_or(gates.constant(false));
                cases.push((*is, then));
            }
            here.insert(*sum, gates.case(cases)?);
        }
        after = here;
    }
    let alone = gates.constant(decided(0, rests.first().copied().unwrap_or_default()).unwrap_or(false));
    Ok(after.get(&0).copied().unwrap_or(alone))
}

/// The largest of several numbers.
pub fn largest(gates: &mut Gates, numbers: &[Numbers]) -> Result<Numbers, TooLarge> {
    let values: BTreeSet<i128> = numbers.iter().flatten().map(|(value, _)| *value).collect();
    let mut list = Vec::with_capacity(values.len());
    let mut above = gates.constant(false);
    for value in values.iter().rev() {
        let reaching = numbers.iter().flatten().filter(|(own, _)| own >= value).map(|(_, is)| *is);
        let reached = gates.any(reaching)?;
        list.push((*value, gates.all(vec![reached, !above])?));
        above = reached;
    }
    Ok(list)
}

/// The same with every number once.
pub fn gathered(gates: &mut Gates, numbers: Numbers) -> Result<Numbers, TooLarge> {
    let no = gates.constant(false);
    let mut by_value: BTreeMap<i128, Vec<Lit>> = BTreeMap::new();
    for (value, is) in numbers.into_iter().filter(|(_, is)| *is != no) {
        by_value.entry(value).or_default().push(is);
    }
    by_value.into_iter().map(|(value, ways)| Ok((value, gates.any(ways)?))).collect()
}
