//! A condition as lines of words, each below what joins it.

use super::Line;
use super::drawing::Drawing;
use super::words::{answers, any_of, compared, of_term, points, shortly, sign};
use crate::guideline::condition::{CalculationIx, ConceptIx, Condition, ConditionKind, Short, Term};
use crate::guideline::question::QuestionIx;
use crate::guideline::wording::{self, statement::upper_first};

/// The lines of a condition that stands in the box `from`, below a line that leads into it.
pub(super) fn lines(drawing: &mut Drawing<'_>, from: &str, lead: Option<String>, when: &Condition) -> Vec<Line> {
    let depth = usize::from(lead.is_some());
    let mut writer = Writer { from, lines: Vec::new(), drawing };
    if let Some(lead) = lead {
        writer.text(0, lead);
    }
    writer.condition(when, depth);
    writer.lines
}

/// A box's condition on its way.
struct Writer<'w, 'g> {
    from: &'w str,
    lines: Vec<Line>,
    drawing: &'w mut Drawing<'g>,
}

impl Writer<'_, '_> {
    fn condition(&mut self, when: &Condition, depth: usize) {
        if when.short.is_some_and(|short| self.short(short, when, depth)) {
            return;
        }
        let (joined, parts) = match &when.kind {
            ConditionKind::All(parts) | ConditionKind::Any(parts) if parts.len() == 1 => {
                return parts.iter().for_each(|part| self.condition(part, depth));
            }
            ConditionKind::All(parts) | ConditionKind::NoneOf(parts) if parts.is_empty() => {
                return self.text(depth, "Altid");
            }
            ConditionKind::Any(parts) if parts.is_empty() => return self.text(depth, "Aldrig"),
            ConditionKind::Any(parts) => return self.any(parts, depth),
            ConditionKind::All(parts) => ("Alle disse:".to_owned(), parts.as_slice()),
            ConditionKind::NoneOf(parts) => ("Ingen af disse:".to_owned(), parts.as_slice()),
            ConditionKind::Not(part) => ("Ikke:".to_owned(), std::slice::from_ref(&**part)),
            ConditionKind::AtLeast(number, parts) => (format!("Mindst {number} af disse {}:", parts.len()), &**parts),
            ConditionKind::AtMost(number, parts) => (format!("Højst {number} af disse {}:", parts.len()), &**parts),
            leaf => return self.leaf(leaf, depth),
        };
        self.text(depth, joined);
        for part in parts {
            self.condition(part, depth + 1);
        }
    }

    /// Says a condition in the form in which it was written; `false` where the longer form says it as well.
    fn short(&mut self, short: Short, when: &Condition, depth: usize) -> bool {
        let mut named = Vec::new();
        when.visit_questions(&mut |ix| {
            if !named.contains(&ix) {
                named.push(ix);
            }
        });
        let ends = |parts: &[Condition]| match parts {
            [
                Condition { kind: ConditionKind::Sum { number: from, .. }, .. },
                Condition { kind: ConditionKind::Sum { number: to, .. }, .. },
            ] => Some(format!("fra {} til {}", wording::number_text(*from), wording::number_text(*to))),
            _ => None,
        };
        match (short, named.as_slice(), &when.kind) {
            (Short::Neither | Short::Between, [ix], kind) if !matches!(kind, ConditionKind::Sum { .. }) => {
                let said = self.drawing.asked(*ix).and_then(|asked| shortly(asked, short, when.parts()));
                said.map(|said| self.question(*ix, said, depth)).is_some()
            }
            (Short::Between, _, ConditionKind::All(parts)) => {
                let calculation = parts.first().and_then(|part| part.short);
                let (Some(Short::Calculation(ix)), Some(said)) = (calculation, ends(parts)) else { return false };
                self.calculation(ix, &said, depth)
            }
            (Short::Calculation(ix), _, ConditionKind::Sum { op, number, .. }) => {
                self.calculation(ix, &compared(*op, *number), depth)
            }
            (Short::Count { op, number }, [ix], _) => {
                self.question(*ix, format!("{} af svarene", compared(op, number)), depth);
                true
            }
            (Short::Largest { op, value }, [first, ..], _) => {
                let Some(asked) = self.drawing.asked(*first) else { return false };
                let said = any_of(&answers(asked, op, value));
                self.text(depth, format!("Det største af disse svar er {said}:"));
                for ix in &named {
                    self.question(*ix, String::new(), depth + 1);
                }
                true
            }
            _ => false,
        }
    }

    /// A named sum, with what is added up where this box first speaks of it.
    fn calculation(&mut self, CalculationIx(place): CalculationIx, said: &str, depth: usize) -> bool {
        let Some(calculation) = self.drawing.guideline.calculations.get(place) else { return false };
        let name = calculation.meaning.as_deref().unwrap_or(&calculation.id);
        self.text(depth, format!("{} er {said}. Lagt sammen:", upper_first(name)));
        for term in &calculation.terms {
            self.term(term, depth + 1);
        }
        true
    }

    /// Several answers to one question, any of which will do, are one line.
    fn any(&mut self, parts: &[Condition], depth: usize) {
        let mut lines: Vec<(Option<QuestionIx>, &Condition, Vec<String>)> = Vec::new();
        for part in parts {
            let (question, words) = self.answer(&part.kind).unzip();
            let words = words.unwrap_or_default();
            match lines.iter_mut().find(|(asked, ..)| asked.is_some() && *asked == question) {
                Some((.., known)) => known.extend(words),
                None => lines.push((question, part, words)),
            }
        }
        let joint = usize::from(lines.len() > 1);
        if joint == 1 {
            self.text(depth, "Mindst én af disse:");
        }
        for (question, part, words) in lines {
            match question {
                Some(question) => self.question(question, any_of(&words), depth + joint),
                None => self.condition(part, depth + joint),
            }
        }
    }

    /// The question of a comparison and the answers that count.
    fn answer(&self, leaf: &ConditionKind) -> Option<(QuestionIx, Vec<String>)> {
        match leaf {
            ConditionKind::Compare { question, op, value } => {
                Some((*question, answers(self.drawing.asked(*question)?, *op, *value)))
            }
            ConditionKind::Has { question, option } => {
                let choice = self.drawing.asked(*question)?.kind.choices().get(*option)?;
                Some((*question, vec![choice.text.clone()]))
            }
            _ => None,
        }
    }

    fn leaf(&mut self, leaf: &ConditionKind, depth: usize) {
        if let Some((question, words)) = self.answer(leaf) {
            return self.question(question, any_of(&words), depth);
        }
        match leaf {
            ConditionKind::Concept(concept) => self.concept(*concept, depth),
            ConditionKind::Sum { terms, op, number } => {
                self.text(depth, format!("Disse lagt sammen er {}:", compared(*op, *number)));
                for term in terms {
                    self.term(term, depth + 1);
                }
            }
            ConditionKind::Level { op, level } => {
                let title = wording::level_title(&self.drawing.guideline.national, *level);
                self.leaf_line(depth, "Niveauet er", format!("{} {title}", sign(*op)).trim_start());
            }
            ConditionKind::Doubt => self.text(depth, "Niveauet kan ikke fastlægges endnu (tvivl)"),
            ConditionKind::SpecialeCount { op, number } => {
                self.leaf_line(depth, "Antal specialer i sagen", &compared(*op, *number));
            }
            _ => {}
        }
    }

    fn term(&mut self, term: &Term, depth: usize) {
        let below = usize::from(matches!(term, Term::Largest(_)));
        if below == 1 {
            self.text(depth, "Kun den største af disse:");
        }
        for question in of_term(term) {
            let counted = self.drawing.asked(*question).map(points).unwrap_or_default();
            self.question(*question, counted, depth + below);
        }
    }

    /// A begreb that only this box names is written out here; others have a box of their own.
    fn concept(&mut self, ix: ConceptIx, depth: usize) {
        let guideline = self.drawing.guideline;
        let Some(concept) = guideline.concepts.get(ix.0) else { return };
        let text = self.drawing.concept_name(ix);
        if self.drawing.is_unfolded(ix, depth) {
            self.text(depth, format!("{text}, dvs.:"));
            self.condition(&concept.when, depth + 1);
        } else {
            let see = self.drawing.refer_to_concept(ix, self.from);
            self.lines.push(Line { depth, text, see: Some(see), ..Line::default() });
        }
    }

    fn question(&mut self, ix: QuestionIx, answers: String, depth: usize) {
        let text = self.drawing.asked(ix).map(|asked| asked.text.clone()).unwrap_or_default();
        let see = self.drawing.refer_to_question(ix, self.from);
        self.lines.push(Line { depth, text, answers, see });
    }

    fn leaf_line(&mut self, depth: usize, text: &str, answers: &str) {
        self.lines.push(Line { depth, text: text.to_owned(), answers: answers.to_owned(), see: None });
    }

    fn text(&mut self, depth: usize, text: impl Into<String>) {
        self.lines.push(Line { depth, text: text.into(), ..Line::default() });
    }
}
