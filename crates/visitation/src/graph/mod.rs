//! A guideline as a drawing for people who read law: criteria by level, the begreber they use, who is to be asked.
//!
//! Shows how the rules are written, not how they are computed: the decision diagram is another thing. Each criterion is
//! a box that says in words what must hold. What several boxes rest on has a box of its own, which they name by its
//! number as a law names a section: lines between everything that uses everything could not be read. One renderer a
//! file; none of them reads or writes files.

mod condition;
pub mod dot;
mod drawing;
mod layout;
pub mod mermaid;
pub mod svg;
mod words;

use std::collections::BTreeMap;

use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// What it shows.
    pub title: String,
    /// The frames, in reading order: the highest level first, then begreber, questions and advice.
    pub groups: Vec<Group>,
}

/// A frame with boxes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub kind: GroupKind,
    /// What stands in it.
    pub nodes: Vec<Node>,
}

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// The criteria of a level. An arrow leads to the next one: it counts where this one does not.
    Level,
    /// Named conditions that more than one box rests on.
    Concepts,
    /// Questions that are not asked in every case.
    Questions,
    /// Duties and recommendations to obtain advice.
    Advice,
    /// What stands beside the levels: what cannot be true, the follow-up, time limits.
    Beside,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is called in the drawing, unique there: a criterion's or a duty's id, `B3`, `S2`.
    pub name: String,
    /// What stands beside the name.
    pub heading: String,
    /// Its condition, a line each.
    pub lines: Vec<Line>,
    /// Where it comes from and where it is used.
    pub notes: Vec<String>,
    /// What becomes of it in the case that is shown, in words; `None`: nothing, or no case is shown.
    pub state: Option<&'static str>,
}

/// A line of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// How many lines it stands below.
    pub depth: usize,
    /// A question's text, a begreb, or what joins the lines below.
    pub text: String,
    /// The answers that count.
    pub answers: String,
    /// The box that says more.
    pub see: Option<String>,
}

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part<'a> {
    /// Everything.
    #[default]
    All,
    /// The criteria of one level and what they rest on.
    Level(LevelIx),
    /// One criterion or duty and what it rests on.
    Named(&'a str),
}

impl Node {
    /// What stands at its head: `B3: Svær kommunikation`.
    #[must_use]
    pub fn head(&self) -> String {
        if self.heading.is_empty() { self.name.clone() } else { format!("{}: {}", self.name, self.heading) }
    }
}

impl Graph {
    /// Draws a guideline or a part of it.
    #[must_use]
    pub fn of(guideline: &Guideline, part: Part<'_>) -> Self {
        drawing::draw(guideline, part)
    }

    /// Marks the boxes with these names or headings.
    pub fn light(&mut self, states: &BTreeMap<String, &'static str>) {
        for node in self.groups.iter_mut().flat_map(|group| &mut group.nodes) {
            node.state = states.get(&node.name).or_else(|| states.get(&node.heading)).copied();
        }
    }
}
