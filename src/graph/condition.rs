//! A condition as lines from a box: to the questions and begreber it rests on, through boxes that say how they join.

use super::{Drawing, Edge, EdgeKind, Node, NodeKind};
use crate::guideline::condition::{Comparison, Condition, ConditionKind, Term};
use crate::guideline::question::{Kind, Question, QuestionIx};

impl Drawing<'_> {
    /// Draws what a box rests on; returns what joins the lines, where they need joining.
    pub(super) fn hang(&mut self, from: usize, when: &Condition, nodes: &mut Vec<Node>) -> Option<String> {
        let (joined, parts) = match &when.kind {
            ConditionKind::All(parts) | ConditionKind::Any(parts) if parts.len() == 1 => {
                return parts.first().and_then(|part| self.hang(from, part, nodes));
            }
            ConditionKind::All(parts) if parts.is_empty() => return Some("altid".to_owned()),
            ConditionKind::Any(parts) if parts.is_empty() => return Some("aldrig".to_owned()),
            ConditionKind::All(parts) => ("alle".to_owned(), parts.as_slice()),
            ConditionKind::Any(parts) => ("mindst én".to_owned(), parts.as_slice()),
            ConditionKind::NoneOf(parts) => ("ingen".to_owned(), parts.as_slice()),
            ConditionKind::Not(part) => ("ikke".to_owned(), std::slice::from_ref(&**part)),
            ConditionKind::AtLeast(number, parts) => (format!("mindst {number} af {}", parts.len()), parts.as_slice()),
            ConditionKind::AtMost(number, parts) => (format!("højst {number} af {}", parts.len()), parts.as_slice()),
            leaf => return self.hang_leaf(from, leaf),
        };
        for part in parts {
            self.hang_part(from, part, nodes);
        }
        if matches!(when.kind, ConditionKind::Any(_)) {
            self.join_alternatives(from);
        }
        Some(joined)
    }

    /// A part on a line of its own, through a box that says how its own parts join.
    fn hang_part(&mut self, from: usize, part: &Condition, nodes: &mut Vec<Node>) {
        if is_line(part) {
            self.hang(from, part, nodes);
            return;
        }
        let number = self.number();
        self.line(from, number, String::new());
        let place = nodes.len();
        nodes.push(Node { number, label: String::new(), kind: NodeKind::Joint });
        let label = self.hang(number, part, nodes).unwrap_or_default();
        nodes.get_mut(place).into_iter().for_each(|node| node.label.clone_from(&label));
    }

    fn hang_leaf(&mut self, from: usize, leaf: &ConditionKind) -> Option<String> {
        match leaf {
            ConditionKind::Concept(concept) => {
                let to = self.concept(*concept);
                self.line(from, to, String::new());
            }
            ConditionKind::Compare { question, op, value } => {
                let label = self.asked(*question).map(|asked| compared(asked, *op, *value)).unwrap_or_default();
                self.line_to_question(from, *question, label);
            }
            ConditionKind::Has { question, option } => {
                let asked = self.asked(*question).and_then(|asked| asked.kind.choices().get(*option));
                let label = asked.map(|choice| format!("har {}", choice.text)).unwrap_or_default();
                self.line_to_question(from, *question, label);
            }
            ConditionKind::Sum { terms, op, number } => {
                for term in terms {
                    self.hang_term(from, term);
                }
                return Some(format!("sum {} {number}", sign(*op)));
            }
            // Only duties ask for the level, the doubt and the number of specialer, and duties are not drawn.
            _ => {}
        }
        None
    }

    fn hang_term(&mut self, from: usize, term: &Term) {
        let (questions, label) = match term {
            Term::Question(question) => (std::slice::from_ref(question), "lægges til"),
            Term::Largest(questions) => (questions.as_slice(), "den største lægges til"),
        };
        for question in questions {
            self.line_to_question(from, *question, label.to_owned());
        }
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

    fn line_to_question(&mut self, from: usize, question: QuestionIx, label: String) {
        let to = self.question(question);
        self.line(from, to, label);
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
