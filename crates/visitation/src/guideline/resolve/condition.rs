//! Conditions with their names looked up and their comparisons checked against the questions. What the short forms
//! mean in longer ones stands in [`super::short`].

use super::names::Names;
use crate::guideline::Calculation;
use crate::guideline::condition::{
    CalculationIx, Comparison, ConceptIx, Condition, ConditionKind, LevelIx, Short, Term,
};
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::question::{Kind, Question, QuestionIx};
use crate::guideline::raw::Located;
use crate::guideline::raw::condition::{Operand, RawCondition, RawKind, RawTerm};
use crate::guideline::source::Span;

/// Largest number, either way, that a file may hold: keeps every sum exact.
pub const LARGEST: i64 = 1_000_000_000_000;

/// What the names in a condition can mean.
pub struct Scope<'a> {
    /// The questions, by place.
    pub questions: &'a [Question],
    /// Their ids.
    pub question_names: &'a Names,
    /// The concepts' ids; `None` where there are none (national.yaml).
    pub concept_names: Option<&'a Names>,
    /// The calculations; `None` where there are none (national.yaml).
    pub calculations: Option<Calculations<'a>>,
    /// What else may be used.
    pub place: Place<'a>,
}

/// The calculations that conditions may name.
#[derive(Clone, Copy)]
pub struct Calculations<'a> {
    /// Their ids.
    pub names: &'a Names,
    /// Themselves, by place; those that cannot be read are left out from the end.
    pub list: &'a [Calculation],
}

/// Where a condition stands, which decides what else it may name.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// A question's, concept's, rule's or criterion's condition.
    Plain,
    /// A guideline's duty: `niveau` and `tvivl` too.
    Advice(&'a Names),
    /// A national duty: `antal_specialer` as well.
    NationalAdvice(&'a Names),
}

impl Scope<'_> {
    /// Looks every name up; a part with a fault is left out, and the fault reported.
    pub fn resolve(&self, raw: &RawCondition, findings: &mut Findings) -> Condition {
        let (kind, short) = self.kind(raw, findings).unwrap_or((ConditionKind::Any(Vec::new()), None));
        Condition { kind, span: raw.span, short }
    }

    fn all(&self, parts: &[RawCondition], findings: &mut Findings) -> Vec<Condition> {
        parts.iter().map(|part| self.resolve(part, findings)).collect()
    }

    fn kind(&self, raw: &RawCondition, findings: &mut Findings) -> Option<(ConditionKind, Option<Short>)> {
        let kind = match &raw.kind {
            RawKind::All(parts) => ConditionKind::All(self.all(parts, findings)),
            RawKind::Any(parts) => ConditionKind::Any(self.all(parts, findings)),
            RawKind::NoneOf(parts) => ConditionKind::NoneOf(self.all(parts, findings)),
            RawKind::Not(part) => ConditionKind::Not(Box::new(self.resolve(part, findings))),
            RawKind::AtLeast(number, parts) => ConditionKind::AtLeast(*number, self.all(parts, findings)),
            RawKind::AtMost(number, parts) => ConditionKind::AtMost(*number, self.all(parts, findings)),
            RawKind::Name(name) => self.bare(name, raw.span, findings)?,
            RawKind::Compare { left, op, right } => return self.compare(left, *op, right, findings),
            RawKind::Sum { terms, op, number } => self.sum(terms, *op, *number, raw.span, findings)?,
            RawKind::OneOf { left, op, values } => return self.one_of(left, *op, values, findings),
            RawKind::Between { left, from, to } => return self.between(left, from, to, findings),
            RawKind::Has { left, options } => return self.has(left, options, findings),
            RawKind::Count { left, op, number } => return self.count(left, *op, *number, findings),
            RawKind::Largest { names, op, right } => return self.largest(names, *op, right, raw.span, findings),
            RawKind::Broken => return None,
        };
        Some((kind, None))
    }

    fn bare(&self, name: &str, span: Span, findings: &mut Findings) -> Option<ConditionKind> {
        let located = Located { value: name.to_owned(), span };
        match self.meaning(&located, findings)? {
            Meaning::Doubt => Some(ConditionKind::Doubt),
            Meaning::Concept(concept) => Some(ConditionKind::Concept(concept)),
            Meaning::Question(question, Question { kind: Kind::YesNo, .. }) => {
                Some(ConditionKind::Compare { question, op: Comparison::Equal, value: 1 })
            }
            Meaning::Question(_, Question { kind, .. }) => {
                let message = format!("`{name}` er ikke et ja/nej-spørgsmål, men af typen {}", kind.name());
                findings.error("wrong-comparison", span, message, comparison_help(name, kind));
                None
            }
            Meaning::Level(_) | Meaning::Count | Meaning::Calculation(..) => {
                let message = format!("`{name}` skal sammenlignes med noget");
                findings.error("wrong-comparison", span, message, format!("skriv for eksempel `{name} >= …`"));
                None
            }
        }
    }

    pub(super) fn compare(
        &self,
        left: &Located<String>,
        op: Comparison,
        right: &Located<Operand>,
        findings: &mut Findings,
    ) -> Option<(ConditionKind, Option<Short>)> {
        let kind = match self.meaning(left, findings)? {
            Meaning::Question(question, asked) => {
                let value = compared_value(asked, op, right, left, findings)?;
                Some(ConditionKind::Compare { question, op, value })
            }
            Meaning::Calculation(calculation, terms) => {
                let number = whole_number(&left.value, right, findings)?;
                let kind = ConditionKind::Sum { terms: terms.to_vec(), op, number };
                return Some((kind, Some(Short::Calculation(calculation))));
            }
            Meaning::Concept(concept) => truth(ConditionKind::Concept(concept), left, op, right, findings),
            Meaning::Doubt => truth(ConditionKind::Doubt, left, op, right, findings),
            Meaning::Level(levels) => {
                let Operand::Name(name) = &right.value else {
                    findings.error("wrong-comparison", right.span, "et niveau er ikke et tal", "skriv niveauets id");
                    return None;
                };
                let level = levels.need(&Located { value: name.clone(), span: right.span }, findings)?;
                Some(ConditionKind::Level { op, level: LevelIx(level) })
            }
            Meaning::Count => {
                Some(ConditionKind::SpecialeCount { op, number: whole_number(&left.value, right, findings)? })
            }
        };
        Some((kind?, None))
    }

    fn sum(
        &self,
        terms: &[RawTerm],
        op: Comparison,
        number: i64,
        span: Span,
        findings: &mut Findings,
    ) -> Option<ConditionKind> {
        if !(-LARGEST..=LARGEST).contains(&number) {
            findings.error("too-large-number", span, "tallet er for stort", format!("brug tal op til {LARGEST}"));
            return None;
        }
        let terms = self.terms(terms, findings)?;
        Some(ConditionKind::Sum { terms, op, number })
    }

    pub(super) fn meaning(&self, name: &Located<String>, findings: &mut Findings) -> Option<Meaning<'_>> {
        if let Some(place) = self.question_names.get(&name.value) {
            let question = self.questions.get(place)?;
            return Some(Meaning::Question(QuestionIx(place), question));
        }
        if let Some(place) = self.concept_names.and_then(|names| names.get(&name.value)) {
            return Some(Meaning::Concept(ConceptIx(place)));
        }
        if let Some(Calculations { names, list }) = self.calculations
            && let Some(place) = names.get(&name.value)
        {
            let terms = &list.get(place)?.terms;
            return Some(Meaning::Calculation(CalculationIx(place), terms));
        }
        match (name.value.as_str(), self.place) {
            ("niveau", Place::Advice(levels) | Place::NationalAdvice(levels)) => return Some(Meaning::Level(levels)),
            ("tvivl", Place::Advice(_) | Place::NationalAdvice(_)) => return Some(Meaning::Doubt),
            ("antal_specialer", Place::NationalAdvice(_)) => return Some(Meaning::Count),
            ("niveau" | "tvivl", _) => {
                let message = format!("`{}` bruges kun under `rådgivning`", name.value);
                findings.error("misplaced-name", name.span, message, "byg betingelsen på spørgsmål og begreber");
                return None;
            }
            ("antal_specialer", _) => {
                let message = "`antal_specialer` bruges kun under `rådgivning` i national.yaml";
                findings.error("misplaced-name", name.span, message, "flyt pligten til national.yaml");
                return None;
            }
            _ => {}
        }
        if self.question_names.is_unreadable(&name.value) {
            return None;
        }
        let spaces = [Some(self.question_names), self.concept_names, self.calculations.map(|all| all.names)];
        let known = spaces.into_iter().flatten().flat_map(Names::iter);
        let help = ids::did_you_mean(&name.value, known)
            .unwrap_or_else(|| "brug id'et på et spørgsmål eller et begreb i filen".to_owned());
        let message = format!("`{}` er hverken et spørgsmål eller et begreb her", name.value);
        findings.error("unknown-id", name.span, message, help);
        None
    }
}

/// What a name in a condition stands for.
pub(super) enum Meaning<'a> {
    Question(QuestionIx, &'a Question),
    Calculation(CalculationIx, &'a [Term]),
    Concept(ConceptIx),
    Level(&'a Names),
    Doubt,
    Count,
}

/// `= ja`, `= nej`, `!= ja`, `!= nej` on something that is true or false.
fn truth(
    kind: ConditionKind,
    left: &Located<String>,
    op: Comparison,
    right: &Located<Operand>,
    findings: &mut Findings,
) -> Option<ConditionKind> {
    let value = yes_or_no(&left.value, op, right, left.span, findings)?;
    if (value == 1) == (op == Comparison::Equal) {
        return Some(kind);
    }
    Some(ConditionKind::Not(Box::new(Condition::new(kind, left.span))))
}

fn yes_or_no(name: &str, op: Comparison, right: &Located<Operand>, span: Span, findings: &mut Findings) -> Option<i64> {
    let help = format!("skriv `{name}`, `ikke {name}`, `{name} = ja` eller `{name} = nej`");
    if op.is_ordering() {
        findings.error("wrong-comparison", span, format!("`{name}` kan kun være ja eller nej"), help);
        return None;
    }
    match &right.value {
        Operand::Name(word) if word == "ja" => Some(1),
        Operand::Name(word) if word == "nej" => Some(0),
        _ => {
            findings.error("wrong-comparison", right.span, format!("`{name}` kan kun være ja eller nej"), help);
            None
        }
    }
}

fn whole_number(name: &str, right: &Located<Operand>, findings: &mut Findings) -> Option<i64> {
    match right.value {
        Operand::Number(number) if (-LARGEST..=LARGEST).contains(&number) => Some(number),
        Operand::Number(_) => {
            findings.error("too-large-number", right.span, "tallet er for stort", format!("brug tal op til {LARGEST}"));
            None
        }
        Operand::Name(_) => {
            let help = format!("skriv for eksempel `{name} >= 2`");
            findings.error("wrong-comparison", right.span, format!("`{name}` sammenlignes med et helt tal"), help);
            None
        }
    }
}

/// The ordinal that a question is compared with.
pub(super) fn compared_value(
    asked: &Question,
    op: Comparison,
    right: &Located<Operand>,
    left: &Located<String>,
    findings: &mut Findings,
) -> Option<i64> {
    let (name, span) = (left.value.as_str(), left.span);
    match (&asked.kind, &right.value) {
        (Kind::YesNo, _) => yes_or_no(name, op, right, span, findings),
        (Kind::Number { .. }, Operand::Number(number)) if (-LARGEST..=LARGEST).contains(number) => Some(*number),
        (Kind::Choice(_), _) if op.is_ordering() && !asked.ordered => {
            let message = format!("`{}` kan ikke bruges på `{name}`: et valg har ingen rækkefølge", op.symbol());
            let help = "brug `=`; går svarene fra intet problem til det alvorligste, så skriv `ordnet: ja` på spørgsmålet; eller sammenlign point med `sum(…)`";
            findings.error("wrong-comparison", span, message, help);
            None
        }
        (Kind::Scale(choices) | Kind::Choice(choices), Operand::Name(word)) => {
            let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
            let place = position(&ids, word, right.span, name, findings)?;
            i64::try_from(place).ok()
        }
        (kind, _) => {
            let message = format!("`{name}` er af typen {} og kan ikke sammenlignes sådan", kind.name());
            findings.error("wrong-comparison", span, message, comparison_help(name, kind));
            None
        }
    }
}

/// The place of an answer's id. A question without answers has been reported where it stands.
pub(super) fn position(
    ids: &[&str],
    wanted: &str,
    span: Span,
    question: &str,
    findings: &mut Findings,
) -> Option<usize> {
    if ids.is_empty() {
        return None;
    }
    let found = ids.iter().position(|id| *id == wanted);
    if found.is_none() {
        let help = ids::did_you_mean(wanted, ids.iter().copied())
            .unwrap_or_else(|| format!("svarene er {}", ids::enumerate(ids)));
        findings.error("unknown-option", span, format!("`{question}` har ikke et svar `{wanted}`"), help);
    }
    found
}

pub(super) fn comparison_help(name: &str, kind: &Kind) -> String {
    let first = kind.choices().last().map_or("…", |choice| choice.id.as_str());
    match kind {
        Kind::YesNo => format!("skriv `{name}` eller `ikke {name}`"),
        Kind::Scale(_) => format!("skriv for eksempel `{name} >= {first}`"),
        Kind::Choice(_) => format!("skriv for eksempel `{name} = {first}`"),
        Kind::Multi(_) => format!("skriv for eksempel `{name} har {first}`"),
        Kind::Number { max, .. } => format!("skriv for eksempel `{name} >= {max}`"),
        Kind::Text => "fri tekst har ingen værdi: gør spørgsmålet til en anden type, hvis svaret skal tælle".to_owned(),
    }
}
