//! V109. Points at a part of a condition that could be left out: where it stands it is always true, or always false.
//!
//! Each part is replaced by a constant; where the whole then means the same for every possible assignment, the
//! part does nothing. Of parts inside one another the outermost is reported.

use crate::engine::diagram::NodeRef;
use crate::engine::outcome::TooLarge;
use crate::engine::search::Lit;
use crate::guideline::condition::{Condition, ConditionKind, Short};
use crate::guideline::finding::Severity;
use crate::lint::hunt::Hunt;
use crate::lint::proof::Proof;
use crate::lint::report::Report;
use crate::lint::{About, Lint};

/// V109.
pub struct IdlePart;

const ABOUT: About = About {
    code: "V109",
    title: "en del af en betingelse, der intet gør",
    severity: Severity::Warning,
    page: include_str!("v109_idle_part.md"),
};

impl Lint for IdlePart {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn prove(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !proof.is_possible() {
            return Ok(());
        }
        let guideline = proof.ground.guideline;
        let asking = proof.ground.own_questions().filter_map(|(_, question)| question.applies_when.as_ref());
        let concepts = guideline.concepts.iter().map(|concept| &concept.when);
        let criteria = guideline.criteria.iter().map(|criterion| &criterion.when);
        // A national.yaml's carrier has no concepts, and criteria that are one part each.
        let deadlines = proof.ground.deadlines().map(|(when, _)| when);
        for whole in asking.chain(concepts).chain(criteria).chain(deadlines) {
            proved(proof, whole, Kind::Plain, report)?;
        }
        for (_, duty) in proof.ground.duties() {
            proved(proof, &duty.when, Kind::Duty, report)?;
        }
        Ok(())
    }

    fn hunt(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        if !hunt.is_possible {
            return Ok(());
        }
        let guideline = hunt.ground.guideline;
        let asking = hunt.ground.own_questions().filter_map(|(_, question)| question.applies_when.as_ref());
        let concepts = guideline.concepts.iter().map(|concept| &concept.when);
        let criteria = guideline.criteria.iter().map(|criterion| &criterion.when);
        let deadlines = hunt.ground.deadlines().map(|(when, _)| when);
        let plain = asking.chain(concepts).chain(criteria).chain(deadlines).map(|whole| (whole, Kind::Plain));
        let duties: Vec<_> = hunt.ground.duties().map(|(_, duty)| (&duty.when, Kind::Duty)).collect();
        for (whole, kind) in plain.chain(duties) {
            let meaning = searched(hunt, whole, kind)?;
            let mut varies = false;
            for own in &meaning {
                varies = varies || (hunt.can(&[*own])? && hunt.can(&[!*own])?);
            }
            if varies {
                look_into(whole, report, |replaced| {
                    let other = searched(hunt, replaced, kind)?;
                    let mut same = true;
                    for (own, other) in meaning.iter().zip(other) {
                        same = same && hunt.same(*own, other)?;
                    }
                    Ok(same)
                })?;
            }
        }
        Ok(())
    }

    fn prove_national(&self, proof: &mut Proof<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.prove(proof, report)
    }

    fn hunt_national(&self, hunt: &mut Hunt<'_>, report: &mut Report<'_>) -> Result<(), TooLarge> {
        self.hunt(hunt, report)
    }
}

/// What a condition is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Duty,
}

/// Places of a part: which child, and which child of that.
type Path = Vec<usize>;

fn proved(proof: &mut Proof<'_>, whole: &Condition, kind: Kind, report: &mut Report<'_>) -> Result<(), TooLarge> {
    let meaning = meaning(proof, whole, kind)?;
    if meaning.iter().all(|node| !varies(proof, *node)) {
        // The whole is constant: V101, V107 and V114 say so, except of a concept.
        return Ok(());
    }
    look_into(whole, report, |replaced| Ok(self::meaning(proof, replaced, kind)? == meaning))
}

/// Reports the parts that can be replaced; `same`: does a changed whole still mean the same?
fn look_into(
    whole: &Condition,
    report: &mut Report<'_>,
    mut same: impl FnMut(&Condition) -> Result<bool, TooLarge>,
) -> Result<(), TooLarge> {
    let mut open: Vec<(Path, &Condition)> = children(&Path::new(), whole).rev().collect();
    while let Some((path, part)) = open.pop() {
        let mut idle = Vec::new();
        for constant in [true, false] {
            let replaced = with_constant(whole, &path, constant);
            if same(&replaced)? {
                idle.push(constant);
            }
        }
        let message = match idle.as_slice() {
            [] => {
                open.extend(children(&path, part).rev());
                continue;
            }
            [true] => "denne del er altid opfyldt, hvor den står",
            [false] => "denne del er aldrig opfyldt, hvor den står",
            _ => "denne del gør ingen forskel, hvor den står",
        };
        report.find(part.span, message, "fjern delen, eller ret den, så den siger det, der er meningen");
    }
    Ok(())
}

/// What a condition comes to, to be searched.
fn searched(hunt: &mut Hunt<'_>, whole: &Condition, kind: Kind) -> Result<Vec<Lit>, TooLarge> {
    match kind {
        Kind::Plain => Ok(vec![hunt.search.condition(whole, None)?]),
        Kind::Duty => hunt.when_due(whole),
    }
}

/// What a condition comes to in every possible assignment.
fn meaning(proof: &mut Proof<'_>, whole: &Condition, kind: Kind) -> Result<Vec<NodeRef>, TooLarge> {
    let nodes = match kind {
        Kind::Plain => vec![proof.shop.condition(whole)?],
        Kind::Duty => proof.when_due(whole)?,
    };
    nodes.into_iter().map(|node| proof.shop.guarded(node)).collect()
}

fn varies(proof: &mut Proof<'_>, guarded: NodeRef) -> bool {
    let leaves = |wanted| crate::engine::diagram::query::shortest(proof.shop.forest(), guarded, |leaf| leaf == wanted);
    let mut leaves = leaves;
    leaves(0).is_ok_and(|way| way.is_some()) && leaves(1).is_ok_and(|way| way.is_some())
}

fn children<'c>(path: &Path, condition: &'c Condition) -> impl DoubleEndedIterator<Item = (Path, &'c Condition)> {
    let path = path.clone();
    // What `antal` and `maks` mean in longer forms has no parts that anybody wrote.
    let said = matches!(condition.short, Some(Short::Count { .. } | Short::Largest { .. }));
    let parts = if said { &[] } else { condition.parts() };
    parts.iter().enumerate().map(move |(at, part)| {
        let mut own = path.clone();
        own.push(at);
        (own, part)
    })
}

/// The same condition with one part replaced.
fn with_constant(whole: &Condition, path: &[usize], constant: bool) -> Condition {
    let Some((at, rest)) = path.split_first() else {
        let kind = if constant { ConditionKind::All(Vec::new()) } else { ConditionKind::Any(Vec::new()) };
        return Condition::new(kind, whole.span);
    };
    let mut whole = whole.clone();
    let parts: &mut [Condition] = match &mut whole.kind {
        ConditionKind::All(parts)
        | ConditionKind::Any(parts)
        | ConditionKind::NoneOf(parts)
        | ConditionKind::AtLeast(_, parts)
        | ConditionKind::AtMost(_, parts) => parts,
        ConditionKind::Not(part) => std::slice::from_mut(part),
        _ => &mut [],
    };
    if let Some(part) = parts.get_mut(*at) {
        *part = with_constant(part, rest, constant);
    }
    whole
}
