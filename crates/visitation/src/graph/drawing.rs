//! Which boxes a drawing has, and in which frames they stand.

use std::collections::BTreeMap;

use super::{Graph, Group, GroupKind, Node, Part, condition};
use crate::guideline::condition::{ConceptIx, Condition, LevelIx};
use crate::guideline::national::Raadgivning;
use crate::guideline::question::{Question, QuestionIx};
use crate::guideline::{Criterion, Guideline, wording};

/// A begreb deeper than this gets a box of its own even where it is named once.
const DEEPEST_UNFOLDED: usize = 3;

/// Draws a guideline or a part of it.
pub(super) fn draw(guideline: &Guideline, part: Part<'_>) -> Graph {
    let mut drawing = Drawing::new(guideline);
    let mut groups: Vec<Group> =
        (0..guideline.national.levels.len()).rev().map(|level| drawing.level(LevelIx(level), part)).collect();
    let own = drawing.advice("Rådgivning efter retningslinjen", false, part);
    let national = drawing.advice("Rådgivning, der gælder alle specialer", true, part);
    let (concepts, questions) = drawing.used(part);
    let group = |title: &str, kind, nodes| Group { title: title.to_owned(), kind, nodes };
    groups.push(group("Begreber, som flere bygger på", GroupKind::Concepts, concepts));
    groups.push(group("Spørgsmål, der kun stilles i nogle sager", GroupKind::Questions, questions));
    groups.extend([own, national]);
    if part == Part::All {
        groups.extend([drawing.never(), follow_up(guideline), deadlines(guideline)]);
    }
    groups.retain(|group| !group.nodes.is_empty());
    let status = wording::status_text(guideline.status);
    let title = format!("{}, udgave {} ({status}){}", guideline.title, guideline.version, only(guideline, part));
    Graph { title, groups }
}

/// The frame of the follow-up, a box per level.
fn follow_up(guideline: &Guideline) -> Group {
    let months = guideline.follow_up.iter().flat_map(|follow_up| &follow_up.months);
    let node = |(place, months): (usize, &Option<u32>)| {
        let months = (*months)?;
        let name = wording::level_title(&guideline.national, LevelIx(place));
        let heading = if months == 1 { "efter 1 måned".to_owned() } else { format!("efter {months} måneder") };
        Some(Node { name, heading, lines: Vec::new(), notes: Vec::new(), state: None })
    };
    let nodes = months.enumerate().filter_map(node).collect();
    Group { title: "Opfølgning".to_owned(), kind: GroupKind::Beside, nodes }
}

/// The frame of the legal time limits. Their conditions count in the shared questions.
fn deadlines(guideline: &Guideline) -> Group {
    let questions = guideline.national.questions.iter().cloned();
    let questions = questions.map(|question| Question { applies_when: None, ..question }).collect();
    let shared = Guideline { questions, concepts: Vec::new(), criteria: Vec::new(), ..guideline.clone() };
    let mut drawing = Drawing::new(&shared);
    let nodes = guideline.national.deadlines.iter().zip(1..).map(|(deadline, number)| {
        let name = format!("Frist {number}");
        let lead = || Some("Gælder, når:".to_owned());
        let when = deadline.when.as_ref();
        let lines = when.map(|when| condition::lines(&mut drawing, &name, lead(), when)).unwrap_or_default();
        let notes = drawing.cited(None, &deadline.laws);
        Node {
            heading: format!("{}: {}", deadline.term.text(), deadline.about.trim()),
            name,
            lines,
            notes,
            state: None,
        }
    });
    let nodes = nodes.collect();
    Group { title: "Frister, der gælder alle specialer".to_owned(), kind: GroupKind::Beside, nodes }
}

/// Said of a drawing that is not whole.
fn only(guideline: &Guideline, part: Part<'_>) -> String {
    match part {
        Part::All => String::new(),
        Part::Level(level) => format!(": kun {}", wording::level_title(&guideline.national, level)),
        Part::Named(id) => format!(": kun {id}"),
    }
}

/// A drawing on its way. Begreber and questions get their names when a box first refers to them.
pub(super) struct Drawing<'a> {
    pub(super) guideline: &'a Guideline,
    /// How often each begreb is named anywhere.
    named: Vec<usize>,
    concepts: Referred<ConceptIx>,
    questions: Referred<QuestionIx>,
}

/// Boxes that others refer to, in the order in which they were first referred to, each with who refers to it.
struct Referred<T> {
    prefix: &'static str,
    order: Vec<T>,
    places: BTreeMap<T, usize>,
    from: Vec<Vec<String>>,
}

impl<T: Copy + Ord> Referred<T> {
    fn new(prefix: &'static str) -> Self {
        Self { prefix, order: Vec::new(), places: BTreeMap::new(), from: Vec::new() }
    }

    /// The box's name in the drawing.
    fn add(&mut self, it: T, from: Option<&str>) -> String {
        let fresh = self.order.len();
        let place = *self.places.entry(it).or_insert(fresh);
        if place == fresh {
            self.order.push(it);
            self.from.push(Vec::new());
        }
        if let (Some(from), Some(known)) = (from, self.from.get_mut(place))
            && known.last().is_none_or(|last| last != from)
        {
            known.push(from.to_owned());
        }
        self.name(place)
    }

    fn name(&self, place: usize) -> String {
        format!("{}{}", self.prefix, place + 1)
    }

    /// `Bruges i H1, H2 og B3`.
    fn used_in(&self, place: usize) -> Vec<String> {
        let from = self.from.get(place).map(Vec::as_slice).unwrap_or_default();
        if from.is_empty() { Vec::new() } else { vec![format!("Bruges i {}", wording::list_text(from))] }
    }
}

/// The short name of a kind of box, or the long one where the guideline itself has a `B3`.
fn prefix(guideline: &Guideline, short: &'static str, long: &'static str) -> &'static str {
    let is_taken =
        |id: &str| id.strip_prefix(short).is_some_and(|rest| rest.chars().all(|letter| letter.is_ascii_digit()));
    let taken = guideline.criteria.iter().any(|criterion| is_taken(&criterion.id));
    if taken || guideline.advice.iter().any(|duty| is_taken(&duty.id)) { long } else { short }
}

impl<'a> Drawing<'a> {
    fn new(guideline: &'a Guideline) -> Self {
        let mut named = vec![0; guideline.concepts.len()];
        let criteria = guideline.criteria.iter().map(|criterion| &criterion.when);
        let concepts = guideline.concepts.iter().map(|concept| &concept.when);
        let advice = guideline.advice.iter().map(|duty| &duty.when);
        let asked = guideline.questions.iter().filter_map(|question| question.applies_when.as_ref());
        for when in criteria.chain(concepts).chain(advice).chain(asked) {
            when.visit_concepts(&mut |ConceptIx(place)| named.get_mut(place).into_iter().for_each(|count| *count += 1));
        }
        let (concepts, questions) = (prefix(guideline, "B", "Begreb-"), prefix(guideline, "S", "Spørgsmål-"));
        Self { guideline, named, concepts: Referred::new(concepts), questions: Referred::new(questions) }
    }

    pub(super) fn asked(&self, question: QuestionIx) -> Option<&'a Question> {
        self.guideline.questions.get(question.0)
    }

    pub(super) fn concept_name(&self, ix: ConceptIx) -> String {
        let concept = self.guideline.concepts.get(ix.0);
        concept.map(|it| it.meaning.clone().unwrap_or_else(|| it.id.replace('_', " "))).unwrap_or_default()
    }

    /// Is the begreb written out where it is named?
    pub(super) fn is_unfolded(&self, ix: ConceptIx, depth: usize) -> bool {
        self.named.get(ix.0) == Some(&1) && depth < DEEPEST_UNFOLDED
    }

    pub(super) fn refer_to_concept(&mut self, ix: ConceptIx, from: &str) -> String {
        self.concepts.add(ix, Some(from))
    }

    /// Only a question that is not always asked has a box.
    pub(super) fn refer_to_question(&mut self, ix: QuestionIx, from: &str) -> Option<String> {
        self.asked(ix)?.applies_when.as_ref()?;
        Some(self.questions.add(ix, Some(from)))
    }

    /// The frame of a level with its criteria.
    fn level(&mut self, level: LevelIx, part: Part<'_>) -> Group {
        let guideline = self.guideline;
        let wanted = |criterion: &&Criterion| match part {
            Part::All => true,
            Part::Level(level) => criterion.level == level,
            Part::Named(id) => criterion.id == id,
        };
        let criteria = guideline.criteria.iter().filter(|criterion| criterion.level == level).filter(wanted);
        let mut nodes: Vec<Node> = criteria.map(|criterion| self.criterion(criterion)).collect();
        let is_base = guideline.base_level == level;
        if is_base && (part == Part::All || part == Part::Level(level)) {
            // The level needs no criterion, and the reader should still see it.
            let heading = "når intet kriterium er opfyldt".to_owned();
            nodes.push(Node {
                name: "Udgangspunkt".to_owned(),
                heading,
                lines: Vec::new(),
                notes: Vec::new(),
                state: None,
            });
        }
        let title = wording::level_title(&guideline.national, level);
        let how = match guideline.criteria.iter().filter(|criterion| criterion.level == level).count() {
            _ if is_base => "udgangspunkt",
            1 => "når kriteriet er opfyldt",
            _ => "når mindst ét af kriterierne er opfyldt",
        };
        Group { title: format!("{title}: {how}"), kind: GroupKind::Level, nodes }
    }

    fn criterion(&mut self, criterion: &Criterion) -> Node {
        let lines = condition::lines(self, &criterion.id, None, &criterion.when);
        let verified = criterion.verified == Some(true);
        let mut notes = self.cited(criterion.source.as_deref(), &criterion.laws);
        if !verified {
            notes.push(format!("Kriteriets indhold er {}", wording::NOT_VERIFIED));
        }
        Node { name: criterion.id.clone(), heading: String::new(), lines, notes, state: None }
    }

    /// The source and the laws that a criterion or a duty names.
    fn cited(&self, source: Option<&str>, laws: &[String]) -> Vec<String> {
        let source = source.and_then(|id| self.guideline.references.iter().find(|reference| reference.id == id));
        let laws: Vec<String> = laws
            .iter()
            .filter_map(|id| self.guideline.national.laws.iter().find(|law| law.id == *id))
            .map(wording::hjemmel_text)
            .collect();
        let mut notes: Vec<String> = Vec::new();
        notes.extend(source.map(|source| format!("Kilde: {}", wording::reference_text(source))));
        if !laws.is_empty() {
            notes.push(format!("Lov: {}", laws.join("; ")));
        }
        notes
    }

    /// The frame of the guideline's own duties or of the national ones.
    fn advice(&mut self, title: &str, national: bool, part: Part<'_>) -> Group {
        let guideline = self.guideline;
        let wanted = |duty: &&Raadgivning| match part {
            Part::All => true,
            Part::Level(_) => false,
            Part::Named(id) => duty.id == id,
        };
        let duties = guideline.advice.iter().filter(|duty| duty.national == national).filter(wanted);
        let nodes = duties.map(|duty| self.duty(duty)).collect();
        Group { title: title.to_owned(), kind: GroupKind::Advice, nodes }
    }

    fn duty(&mut self, duty: &Raadgivning) -> Node {
        let basis = wording::basis_text(duty.duty, duty.basis, duty.verified);
        let lead = format!("{}, når:", wording::statement::upper_first(&basis));
        let lines = condition::lines(self, &duty.id, Some(lead), &duty.when);
        let adviser = duty.from.as_deref().and_then(|id| {
            self.guideline
                .national
                .advisers
                .iter()
                .find(|adviser| adviser.id == id)
                .map(|adviser| adviser.name.as_str())
        });
        let within = duty.latest.as_ref().map_or_else(String::new, |term| format!(" {}", term.latest_text()));
        let heading = format!("{}{within}", adviser.unwrap_or("Rådgivning"));
        let notes = self.cited(duty.source.as_deref(), &duty.laws);
        Node { name: duty.id.clone(), heading, lines, notes, state: None }
    }

    /// The frame of what cannot be true.
    fn never(&mut self) -> Group {
        let guideline = self.guideline;
        let nodes = guideline.never.iter().zip(1..).map(|(rule, number)| {
            let name = format!("Aldrig {number}");
            let lines = condition::lines(self, &name, None, &rule.when);
            let notes = rule.because.iter().map(|because| format!("Fordi: {because}")).collect();
            Node { name, heading: String::new(), lines, notes, state: None }
        });
        let nodes = nodes.collect();
        Group { title: "Kan ikke forekomme".to_owned(), kind: GroupKind::Beside, nodes }
    }

    /// The boxes that others refer to. One of them may refer to more; those come after it.
    fn used(&mut self, part: Part<'_>) -> (Vec<Node>, Vec<Node>) {
        let guideline = self.guideline;
        let (mut concepts, mut questions) = (Vec::new(), Vec::new());
        if part == Part::All {
            let unused = (0..guideline.concepts.len()).filter(|place| self.named.get(*place) == Some(&0));
            for place in unused.collect::<Vec<_>>() {
                self.concepts.add(ConceptIx(place), None);
            }
        }
        loop {
            if let Some(ix) = self.concepts.order.get(concepts.len()).copied() {
                let Some(concept) = guideline.concepts.get(ix.0) else { break };
                let heading = self.concept_name(ix);
                concepts.push(self.referred(self.concepts.name(concepts.len()), heading, None, Some(&concept.when)));
            } else if let Some(ix) = self.questions.order.get(questions.len()).copied() {
                let Some(question) = guideline.questions.get(ix.0) else { break };
                let name = self.questions.name(questions.len());
                let lead = Some("Stilles kun, når:".to_owned());
                questions.push(self.referred(name, question.text.clone(), lead, question.applies_when.as_ref()));
            } else {
                break;
            }
        }
        if part != Part::All {
            // Who else uses them is not drawn.
            return (concepts, questions);
        }
        for (place, node) in concepts.iter_mut().enumerate() {
            node.notes = self.concepts.used_in(place);
        }
        for (place, node) in questions.iter_mut().enumerate() {
            node.notes = self.questions.used_in(place);
        }
        (concepts, questions)
    }

    fn referred(&mut self, name: String, heading: String, lead: Option<String>, when: Option<&Condition>) -> Node {
        let lines = when.map(|when| condition::lines(self, &name, lead, when)).unwrap_or_default();
        Node { name, heading, lines, notes: Vec::new(), state: None }
    }
}
