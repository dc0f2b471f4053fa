//! What a person wants to have reached, and what a person says has come of it.
//!
//! A goal names the question that measures it, the step that is expected there, and of what kind it is: an answer that
//! stays the same is success where the goal was to keep what is there. Read from a case's notes, or from an answers
//! file in which a case is told in short.

use crate::case::additions::Entry;
use crate::case::{Additions, Topic};
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::raw::fields::{Fields, list};
use crate::guideline::raw::guideline::plain_text;
use crate::guideline::raw::yaml::{self, Node};
use crate::guideline::source::{SharedSource, Span};

/// `måltype`, as Fælles Faglige Begreber has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// `udvikle`: more, or more often, than now.
    Develop,
    /// `fastholde`: what is there is to stay.
    Keep,
    /// `begrænse_tab`: what must get worse is not to get worse than expected.
    LimitLoss,
}

/// `opfyldt`: what a person says of a goal, beside what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Fulfilled {
    Yes,
    Partly,
    No,
    NotAssessed,
}

/// The words of the kinds of goal.
pub const AIMS: [(&str, Aim); 3] =
    [("udvikle", Aim::Develop), ("fastholde", Aim::Keep), ("begrænse_tab", Aim::LimitLoss)];
/// The words of what a person says of a goal.
pub const FULFILLED: [(&str, Fulfilled); 4] = [
    ("ja", Fulfilled::Yes),
    ("delvist", Fulfilled::Partly),
    ("nej", Fulfilled::No),
    ("ikke_vurderet", Fulfilled::NotAssessed),
];

/// One goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// `M1`
    pub id: String,
    /// In words, to the citizen.
    pub text: Option<String>,
    /// The id of the question that measures it.
    pub theme: String,
    /// Of what kind it is.
    pub aim: Aim,
    /// The id of the step that is expected.
    pub expected: String,
    /// The id of the citizen's wish that it answers.
    pub wish: Option<String>,
    /// Where it stands, where that is a file a person wrote.
    pub span: Option<Span>,
}

/// What a person says of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The goal's id.
    pub goal: String,
    /// Is it reached?
    pub fulfilled: Fulfilled,
    /// What is seen.
    pub what: Option<String>,
    /// Why words and measurement differ, or why it was not assessed.
    pub reason: Option<String>,
}

/// Goals and what came of them, as one file has them.
#[derive(Debug, Clone, Default)]
pub struct Goals {
    /// In the order of the file.
    pub goals: Vec<Goal>,
    /// What a person says of goals, in the order of the file.
    pub written: Vec<Written>,
    /// The file, where a person wrote it.
    pub source: Option<SharedSource>,
}

impl Goals {
    /// Those of a case.
    #[must_use]
    pub fn of(additions: &Additions) -> Self {
        let goals = additions.of(Topic::Goal).filter_map(goal_of).collect();
        let written = additions.of(Topic::Result).filter_map(written_of).collect();
        Self { goals, written, source: None }
    }

    /// Those of an answers file; whatever else stands there is not looked at. Told in short: of a goal `tema`, `type` and
    /// `forventet` are needed, of a result `mål` and `opfyldt`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Vec<Finding>> {
        let (source, node) = yaml::read(name, bytes)?;
        let mut findings = Findings::new(source.clone());
        let mut goals: Vec<Goal> = Vec::new();
        let mut written = Vec::new();
        if let Some(mut map) = Fields::open(&node, "en svarfil", &mut findings) {
            let nodes = map.take("mål", &mut findings).map(|node| list(node, "mål", &mut findings)).unwrap_or_default();
            for node in nodes {
                let Some(goal) = goal(node, goals.len() + 1, &mut findings) else { continue };
                if goals.iter().any(|other| other.id == goal.id) {
                    let message = format!("målet `{}` står to gange", goal.id);
                    findings.error("duplicate-id", node.span, message, "giv dem hver sit nummer");
                }
                goals.push(goal);
            }
            let nodes = map.take("resultat", &mut findings);
            let nodes = nodes.map(|node| list(node, "resultat", &mut findings)).unwrap_or_default();
            written.extend(nodes.iter().filter_map(|node| result(node, &mut findings)));
        }
        if findings.is_empty() {
            Ok(Self { goals, written, source: Some(source) })
        } else {
            Err(findings.into_sorted())
        }
    }
}

fn goal_of(entry: &Entry) -> Option<Goal> {
    Some(Goal {
        id: entry.id.clone(),
        text: entry.text("tekst").map(str::to_owned),
        theme: entry.text("tema")?.to_owned(),
        aim: known(&AIMS, entry.text("type")?)?,
        expected: entry.text("forventet")?.to_owned(),
        wish: entry.text("ønske").map(str::to_owned),
        span: None,
    })
}

fn written_of(entry: &Entry) -> Option<Written> {
    Some(Written {
        goal: entry.text("mål")?.to_owned(),
        fulfilled: known(&FULFILLED, entry.text("opfyldt")?)?,
        what: entry.text("hvad").map(str::to_owned),
        reason: entry.text("grund").map(str::to_owned),
    })
}

fn known<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

fn goal(node: &Node, number: usize, findings: &mut Findings) -> Option<Goal> {
    let mut map = Fields::open(node, "et mål", findings)?;
    let id = map.name("id", findings).map_or_else(|| format!("M{number}"), |id| id.value);
    let text = plain_text(&mut map, "tekst", findings);
    let theme = map.need_name("tema", findings);
    map.need("type", findings);
    let aim = map.word("type", &AIMS, findings);
    let expected = map.need_name("forventet", findings);
    let wish = map.name("ønske", findings);
    map.date("inden", findings);
    map.list("delmål", findings);
    map.close(findings);
    Some(Goal {
        id,
        text,
        theme: theme?.value,
        aim: aim?,
        expected: expected?.value,
        wish: wish.map(|wish| wish.value),
        span: Some(node.span),
    })
}

fn result(node: &Node, findings: &mut Findings) -> Option<Written> {
    let mut map = Fields::open(node, "et resultat", findings)?;
    map.name("id", findings);
    let goal = map.need_name("mål", findings);
    map.need("opfyldt", findings);
    let fulfilled = map.word("opfyldt", &FULFILLED, findings);
    let what = plain_text(&mut map, "hvad", findings);
    let reason = plain_text(&mut map, "grund", findings);
    for key in ["borger", "kilde"] {
        plain_text(&mut map, key, findings);
    }
    map.date("dato", findings);
    map.close(findings);
    Some(Written { goal: goal?.value, fulfilled: fulfilled?, what, reason })
}
