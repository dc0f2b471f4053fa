//! A guideline as a drawing for people who read law: criteria by level, the begreber they use, the questions asked.
//!
//! Shows how the rules are written, not how they are computed: the decision diagram is another thing. Questions
//! that no criterion rests on are left out. One renderer a file; none of them reads or writes files.

mod condition;
pub mod dot;
pub mod mermaid;

use std::collections::{BTreeMap, BTreeSet};

use crate::guideline::Guideline;
use crate::guideline::condition::{ConceptIx, Condition};
use crate::guideline::question::QuestionIx;
use crate::guideline::wording;

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// What it shows.
    pub title: String,
    /// The frames, in reading order: the highest level first, then begreber, then questions.
    pub groups: Vec<Group>,
    /// The lines.
    pub edges: Vec<Edge>,
}

/// A frame with nodes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub nodes: Vec<Node>,
}

/// Something that is drawn as a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its number, unique in the drawing.
    pub number: usize,
    /// What stands in it.
    pub label: String,
    /// What it is.
    pub kind: NodeKind,
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A criterion.
    Criterion,
    /// A named condition.
    Concept,
    /// "Alle", "mindst 2 af": what joins the lines that leave it.
    Joint,
    /// A question.
    Question,
}

/// A line from a condition to what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// From which node.
    pub from: usize,
    /// To which.
    pub to: usize,
    /// What must be answered there.
    pub label: String,
    /// What it means.
    pub kind: EdgeKind,
}

/// What a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    /// The condition rests on it.
    RestsOn,
    /// The question is asked only where it allows it.
    AskedWhen,
}

impl Graph {
    /// Draws a guideline.
    #[must_use]
    pub fn of(guideline: &Guideline) -> Self {
        let mut drawing = Drawing::new(guideline);
        let levels = guideline.national.levels.len();
        let mut groups: Vec<Group> = (0..levels).rev().map(|level| drawing.level(level)).collect();
        let (concepts, questions) = drawing.used();
        groups.push(Group { title: "Begreber".to_owned(), nodes: concepts });
        groups.push(Group { title: "Spørgsmål".to_owned(), nodes: questions });
        groups.retain(|group| !group.nodes.is_empty());
        let title = format!("{}, udgave {}", guideline.title, guideline.version);
        Self { title, groups, edges: drawing.edges }
    }
}

/// A drawing on its way. Begreber and questions get their numbers when something first rests on them.
struct Drawing<'a> {
    guideline: &'a Guideline,
    edges: Vec<Edge>,
    numbers: usize,
    concepts: BTreeMap<ConceptIx, usize>,
    questions: BTreeMap<QuestionIx, usize>,
}

impl<'a> Drawing<'a> {
    fn new(guideline: &'a Guideline) -> Self {
        Self { guideline, edges: Vec::new(), numbers: 0, concepts: BTreeMap::new(), questions: BTreeMap::new() }
    }

    fn number(&mut self) -> usize {
        self.numbers += 1;
        self.numbers - 1
    }

    fn concept(&mut self, ix: ConceptIx) -> usize {
        let fresh = self.numbers;
        let number = *self.concepts.entry(ix).or_insert(fresh);
        self.numbers += usize::from(number == fresh);
        number
    }

    fn question(&mut self, ix: QuestionIx) -> usize {
        let fresh = self.numbers;
        let number = *self.questions.entry(ix).or_insert(fresh);
        self.numbers += usize::from(number == fresh);
        number
    }

    /// The frame of a level with its criteria.
    fn level(&mut self, level: usize) -> Group {
        let guideline = self.guideline;
        let mut nodes = Vec::new();
        for criterion in guideline.criteria.iter().filter(|criterion| criterion.level.0 == level) {
            self.condition_node(&criterion.id, NodeKind::Criterion, &criterion.when, &mut nodes);
        }
        let base = if guideline.base_level.0 == level { " (udgangspunkt)" } else { "" };
        if nodes.is_empty() && !base.is_empty() {
            // The level needs no criterion, and the reader should still see it.
            let label = "når intet kriterium er opfyldt".to_owned();
            nodes.push(Node { number: self.number(), label, kind: NodeKind::Joint });
        }
        let title = wording::level_title(&guideline.national, crate::guideline::condition::LevelIx(level));
        Group { title: format!("{title}{base}"), nodes }
    }

    /// A criterion or a begreb, with what joins its parts in its own box.
    fn condition_node(&mut self, name: &str, kind: NodeKind, when: &Condition, nodes: &mut Vec<Node>) {
        let number = self.number();
        self.hang_below(number, name, kind, when, nodes);
    }

    /// The same under a number that has been given out already.
    fn hang_below(&mut self, number: usize, name: &str, kind: NodeKind, when: &Condition, nodes: &mut Vec<Node>) {
        let place = nodes.len();
        nodes.push(Node { number, label: name.to_owned(), kind });
        let joined = self.hang(number, when, nodes);
        if let (Some(joined), Some(node)) = (joined, nodes.get_mut(place)) {
            node.label = format!("{name}: {joined}");
        }
    }

    /// The begreber and questions that something rests on. Begreber rest on earlier ones: the last comes first.
    fn used(&mut self) -> (Vec<Node>, Vec<Node>) {
        let guideline = self.guideline;
        let (mut concepts, mut questions) = (Vec::new(), Vec::new());
        let mut asked: BTreeSet<QuestionIx> = BTreeSet::new();
        loop {
            let next = self.concepts.iter().rev().find(|(_, number)| !drawn(&concepts, **number));
            if let Some((ix, number)) = next.map(|(ix, number)| (*ix, *number)) {
                let Some(concept) = guideline.concepts.get(ix.0) else { break };
                let name = concept.meaning.clone().unwrap_or_else(|| concept.id.replace('_', " "));
                self.hang_below(number, &name, NodeKind::Concept, &concept.when, &mut concepts);
                continue;
            }
            let Some(ix) = self.questions.keys().rev().find(|ix| !asked.contains(ix)).copied() else { break };
            asked.insert(ix);
            self.asked_when(ix);
        }
        for (ix, number) in &self.questions {
            let Some(question) = guideline.questions.get(ix.0) else { continue };
            questions.push(Node { number: *number, label: question.text.clone(), kind: NodeKind::Question });
        }
        (concepts, questions)
    }

    /// From a question to what decides whether it is asked.
    fn asked_when(&mut self, ix: QuestionIx) {
        let Some(when) = self.guideline.questions.get(ix.0).and_then(|question| question.applies_when.as_ref()) else {
            return;
        };
        let from = self.question(ix);
        let (mut questions, mut concepts) = (Vec::new(), Vec::new());
        when.visit_questions(&mut |named| questions.push(named));
        when.visit_concepts(&mut |named| concepts.push(named));
        let mut ends: Vec<usize> = questions.into_iter().map(|named| self.question(named)).collect();
        ends.extend(concepts.into_iter().map(|named| self.concept(named)).collect::<Vec<_>>());
        ends.sort_unstable();
        ends.dedup();
        let label = || "stilles afhængigt af".to_owned();
        self.edges.extend(ends.into_iter().map(|to| Edge { from, to, label: label(), kind: EdgeKind::AskedWhen }));
    }
}

fn drawn(nodes: &[Node], number: usize) -> bool {
    nodes.iter().any(|node| node.number == number)
}
