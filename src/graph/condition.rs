//! A condition as lines from a box: to the questions and begreber it rests on, through boxes that say how they join.

use super::{Drawing, Edge, EdgeKind, Node, NodeKind};
use crate::guideline::condition::{Comparison, Condition, ConditionKind, Term};
use crate::guideline::question::{Kind, Question, QuestionIx};

impl Drawing<'_> {
    /// Draws what a box rests on; returns what joins the lines, where they need joining.
    pub(super) fn hang(&mut self, from: usize, when: &Condition, nodes: &mut Vec<Node>) -> Option<String> {
        match &when.kind {
            ConditionKind::All(parts) if parts.len() == 1 => self.hang_only(from, parts, nodes),
            ConditionKind::Any(parts) if parts.len() == 1 => self.hang_only(from, parts, nodes),
            ConditionKind::All(parts) if parts.is_empty() => Some("altid".to_owned()),
            ConditionKind::Any(parts) if parts.is_empty() => Some("aldrig".to_owned()),
            ConditionKind::All(parts) => self.hang_parts(from, parts, "alle", nodes),
            ConditionKind::Any(parts) => {
                let joined = self.hang_parts(from, parts, "mindst én", nodes);
                self.join_alternatives(from);
                joined
            }
            ConditionKind::NoneOf(parts) => self.hang_parts(from, parts, "ingen", nodes),
            ConditionKind::Not(part) => self.hang_parts(from, std::slice::from_ref(part), "ikke", nodes),
            ConditionKind::AtLeast(number, parts) => {
                self.hang_parts(from, parts, &format!("mindst {number} af {}", parts.len()), nodes)
            }
            ConditionKind::AtMost(number, parts) => {
                self.hang_parts(from, parts, &format!("højst {number} af {}", parts.len()), nodes)
            }
            ConditionKind::Concept(concept) => {
                let to = self.concept(*concept);
                self.line(from, to, String::new());
                None
            }
            ConditionKind::Compare { question, op, value } => {
                let label = self.asked(*question).map(|asked| compared(asked, *op, *value)).unwrap_or_default();
                self.line_to_question(from, *question, label)
            }
            ConditionKind::Has { question, option } => {
                let asked = self.asked(*question).and_then(|asked| asked.kind.choices().get(*option));
                let label = asked.map(|choice| format!("har {}", choice.text)).unwrap_or_default();
                self.line_to_question(from, *question, label)
            }
            ConditionKind::Sum { terms, op, number } => {
                for term in terms {
                    match term {
                        Term::Question(question) => {
                            self.line_to_question(from, *question, "lægges til".to_owned());
                        }
                        Term::Largest(questions) => {
                            for question in questions {
                                self.line_to_question(from, *question, "den største lægges til".to_owned());
                            }
                        }
                    }
                }
                Some(format!("sum {} {number}", sign(*op)))
            }
            // Only duties ask for these, and duties are not drawn.
            ConditionKind::Level { .. } | ConditionKind::Doubt | ConditionKind::SpecialeCount { .. } => None,
        }
    }

    fn hang_only(&mut self, from: usize, parts: &[Condition], nodes: &mut Vec<Node>) -> Option<String> {
        parts.first().and_then(|part| self.hang(from, part, nodes))
    }

    fn hang_parts(&mut self, from: usize, parts: &[Condition], joined: &str, nodes: &mut Vec<Node>) -> Option<String> {
        for part in parts {
            if is_line(part) {
                self.hang(from, part, nodes);
                continue;
            }
            let number = self.number();
            self.line(from, number, String::new());
            let place = nodes.len();
            nodes.push(Node { number, label: String::new(), kind: NodeKind::Joint });
            let label = self.hang(number, part, nodes).unwrap_or_default();
            nodes.get_mut(place).into_iter().for_each(|node| node.label.clone_from(&label));
        }
        Some(joined.to_owned())
    }

    /// Several answers to one question, any of which will do, are one line.
    fn join_alternatives(&mut self, from: usize) {
        let mut kept: Vec<Edge> = Vec::with_capacity(self.edges.len());
        for edge in self.edges.drain(..) {
            let same = |other: &&mut Edge| other.from == from && edge.from == from && other.to == edge.to;
            match kept.iter_mut().find(same) {
                Some(line) if !line.label.is_empty() => {
                    line.label.push_str(" eller ");
                    line.label.push_str(&edge.label);
                }
                _ => kept.push(edge),
            }
        }
        self.edges = kept;
    }

    fn asked(&self, question: QuestionIx) -> Option<&Question> {
        self.guideline.questions.get(question.0)
    }

    fn line_to_question(&mut self, from: usize, question: QuestionIx, label: String) -> Option<String> {
        let to = self.question(question);
        self.line(from, to, label);
        None
    }

    fn line(&mut self, from: usize, to: usize, label: String) {
        self.edges.push(Edge { from, to, label, kind: EdgeKind::RestsOn });
    }
}

/// Is it one line to one question or begreb?
fn is_line(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::All(parts) | ConditionKind::Any(parts) => matches!(parts.as_slice(), [only] if is_line(only)),
        ConditionKind::Concept(_) | ConditionKind::Compare { .. } | ConditionKind::Has { .. } => true,
        _ => false,
    }
}

/// `ja`, `≥ svært`, `under 18`.
fn compared(question: &Question, op: Comparison, value: i64) -> String {
    let yes_no = |yes: bool| if yes { "ja" } else { "nej" }.to_owned();
    match (&question.kind, op) {
        (Kind::YesNo, Comparison::Equal) => yes_no(value == 1),
        (Kind::YesNo, Comparison::NotEqual) => yes_no(value != 1),
        (kind, op) => {
            let choice = usize::try_from(value).ok().and_then(|place| kind.choices().get(place));
            let words = choice.map_or_else(|| value.to_string(), |choice| choice.text.clone());
            if op == Comparison::Equal && choice.is_some() { words } else { format!("{} {words}", sign(op)) }
        }
    }
}

fn sign(op: Comparison) -> &'static str {
    match op {
        Comparison::Equal => "=",
        Comparison::NotEqual => "ikke",
        Comparison::Less => "under",
        Comparison::LessOrEqual => "højst",
        Comparison::Greater => "over",
        Comparison::GreaterOrEqual => "mindst",
    }
}
