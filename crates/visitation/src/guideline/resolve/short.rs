//! The short forms of conditions, said in the longer ones: what they mean stands here and nowhere else.
//!
//! A question that does not apply makes every comparison on it false; `antal` counts 0 there, as a `sum` does.

use super::condition::{LARGEST, Meaning, Scope, compared_value, comparison_help, position};
use crate::guideline::condition::{Comparison, Condition, ConditionKind, Short, Term};
use crate::guideline::finding::Findings;
use crate::guideline::question::{Kind, Question, QuestionIx};
use crate::guideline::raw::Located;
use crate::guideline::raw::condition::{Operand, RawTerm};
use crate::guideline::short::{count, largest};
use crate::guideline::source::Span;

/// A condition's kind with the form it was written in.
type Said = (ConditionKind, Option<Short>);

impl Scope<'_> {
    /// `x = a eller b`: one of them; `x != a eller b`: none of them.
    pub(super) fn one_of(
        &self,
        left: &Located<String>,
        op: Comparison,
        values: &[Located<Operand>],
        findings: &mut Findings,
    ) -> Option<Said> {
        if let Meaning::Concept(_) | Meaning::Doubt = self.meaning(left, findings)? {
            let message = format!("`{}` kan kun være ja eller nej", left.value);
            findings.error("wrong-comparison", left.span, message, format!("skriv `{0}` eller `ikke {0}`", left.value));
            return None;
        }
        twice(values.iter().map(|value| (&value.value, value.span)), findings);
        let mut parts = Vec::new();
        for value in values {
            let (kind, short) = self.compare(left, op, value, findings)?;
            parts.push(Condition { kind, span: value.span, short });
        }
        Some(if op == Comparison::Equal {
            (ConditionKind::Any(parts), Some(Short::OneOf))
        } else {
            (ConditionKind::All(parts), Some(Short::Neither))
        })
    }

    /// `x mellem A og B`: both ends are in it.
    pub(super) fn between(
        &self,
        left: &Located<String>,
        from: &Located<Operand>,
        to: &Located<Operand>,
        findings: &mut Findings,
    ) -> Option<Said> {
        if let Meaning::Concept(_) | Meaning::Doubt = self.meaning(left, findings)? {
            let message =
                format!("`mellem` bruges om tal og det, der har en rækkefølge, og det har `{}` ikke", left.value);
            findings.error("wrong-comparison", left.span, message, "skriv navnet alene");
            return None;
        }
        let (low, one) = self.compare(left, Comparison::GreaterOrEqual, from, findings)?;
        let (high, other) = self.compare(left, Comparison::LessOrEqual, to, findings)?;
        if at(&low) > at(&high) {
            let help = "skriv den laveste først; begge ender er med";
            findings.error("wrong-range", to.span, "intervallet er tomt: det sidste er lavere end det første", help);
        }
        let low = Condition { kind: low, span: from.span, short: one };
        let high = Condition { kind: high, span: to.span, short: other };
        Some((ConditionKind::All(vec![low, high]), Some(Short::Between)))
    }

    /// `x har a`, `x har a eller b`.
    pub(super) fn has(
        &self,
        left: &Located<String>,
        options: &[Located<String>],
        findings: &mut Findings,
    ) -> Option<Said> {
        let (question, asked) = self.several(left, "har", findings)?;
        twice(options.iter().map(|option| (&option.value, option.span)), findings);
        let ids: Vec<&str> = asked.kind.choices().iter().map(|choice| choice.id.as_str()).collect();
        let mut parts = Vec::new();
        for option in options {
            let place = position(&ids, &option.value, option.span, &left.value, findings)?;
            parts.push(Condition::new(ConditionKind::Has { question, option: place }, option.span));
        }
        match <[Condition; 1]>::try_from(parts) {
            Ok([only]) => Some((only.kind, None)),
            Err(parts) => Some((ConditionKind::Any(parts), Some(Short::OneOf))),
        }
    }

    /// `antal(x) op N`: how many options are chosen, those that exclude the others not counted.
    pub(super) fn count(
        &self,
        left: &Located<String>,
        op: Comparison,
        number: i64,
        findings: &mut Findings,
    ) -> Option<Said> {
        let (question, asked) = self.several(left, "antal", findings)?;
        let kind = count(question, asked, op, number, left.span);
        Some((kind, Some(Short::Count { op, number })))
    }

    /// `maks(a, b) op value`: the largest answer of those that apply; false where none does.
    pub(super) fn largest(
        &self,
        names: &[Located<String>],
        op: Comparison,
        right: &Located<Operand>,
        span: Span,
        findings: &mut Findings,
    ) -> Option<Said> {
        let mut asked: Vec<(QuestionIx, &Question)> = Vec::new();
        for name in names {
            match self.meaning(name, findings)? {
                Meaning::Question(ix, question) if question.has_order() => asked.push((ix, question)),
                _ => {
                    let message = format!("`{}` har ingen rækkefølge, så der er intet største svar", name.value);
                    let help = "`maks` går over tal, skala og valg med `ordnet: ja`";
                    findings.error("wrong-comparison", name.span, message, help);
                    return None;
                }
            }
        }
        let (first, rest) = asked.split_first()?;
        for ((_, other), name) in rest.iter().zip(names.iter().skip(1)) {
            if answers(first.1) != answers(other) {
                let message = format!("`{}` og `{}` har ikke de samme svar", first.1.id, other.id);
                findings.error("wrong-comparison", name.span, message, "`maks` sammenligner spørgsmål på samme skala");
                return None;
            }
        }
        let value = compared_value(first.1, op, right, names.first()?, findings)?;
        let questions: Vec<QuestionIx> = asked.iter().map(|(ix, _)| *ix).collect();
        Some((largest(&questions, op, value, span), Some(Short::Largest { op, value })))
    }

    /// The terms of a sum; a calculation counts what it adds up.
    pub(super) fn terms(&self, raw: &[RawTerm], findings: &mut Findings) -> Option<Vec<Term>> {
        let mut resolved = Some(Vec::new());
        for term in raw {
            let found: Option<Vec<Term>> = match term {
                RawTerm::Name(name) => match self.meaning(name, findings) {
                    Some(Meaning::Calculation(_, terms)) => Some(terms.to_vec()),
                    Some(meaning) => summand(&meaning, name, findings).map(|question| vec![Term::Question(question)]),
                    None => None,
                },
                RawTerm::Largest(names) => {
                    let questions: Vec<_> =
                        names.iter().map(|name| summand(&self.meaning(name, findings)?, name, findings)).collect();
                    questions.into_iter().collect::<Option<Vec<_>>>().map(|all| vec![Term::Largest(all)])
                }
            };
            resolved = resolved.zip(found).map(|(mut all, found)| {
                all.extend(found);
                all
            });
        }
        resolved
    }

    /// The flervalg of `har` and `antal`.
    fn several(&self, left: &Located<String>, word: &str, findings: &mut Findings) -> Option<(QuestionIx, &Question)> {
        match self.meaning(left, findings)? {
            Meaning::Question(ix, asked) if matches!(asked.kind, Kind::Multi(_)) => Some((ix, asked)),
            Meaning::Question(_, asked) => {
                let message =
                    format!("`{word}` bruges ved flervalg, og `{}` er af typen {}", left.value, asked.kind.name());
                findings.error("wrong-comparison", left.span, message, comparison_help(&left.value, &asked.kind));
                None
            }
            _ => {
                let message = format!("`{word}` bruges ved flervalg, og `{}` er ikke et spørgsmål", left.value);
                findings.error("wrong-comparison", left.span, message, "skriv navnet alene");
                None
            }
        }
    }
}

/// The number that one end of an interval is compared with.
fn at(kind: &ConditionKind) -> i64 {
    match kind {
        ConditionKind::Compare { value, .. } => *value,
        ConditionKind::Sum { number, .. } | ConditionKind::SpecialeCount { number, .. } => *number,
        ConditionKind::Level { level, .. } => i64::try_from(level.0).unwrap_or(LARGEST),
        _ => 0,
    }
}

/// The ids of the answers; of a tal none, so that any two can be compared.
fn answers(question: &Question) -> Vec<&str> {
    question.kind.choices().iter().map(|choice| choice.id.as_str()).collect()
}

/// The same value written twice says nothing, and was meant to be another.
fn twice<T: PartialEq>(values: impl Iterator<Item = (T, Span)>, findings: &mut Findings) {
    let mut seen = Vec::new();
    for (value, span) in values {
        if seen.contains(&value) {
            findings.error(
                "same-value",
                span,
                "svaret står her for anden gang",
                "skriv det andet svar, eller fjern det",
            );
        }
        seen.push(value);
    }
}

fn summand(meaning: &Meaning<'_>, name: &Located<String>, findings: &mut Findings) -> Option<QuestionIx> {
    let kind = match meaning {
        Meaning::Question(ix, Question { kind: Kind::Number { .. } | Kind::Scale(_) | Kind::Choice(_), .. }) => {
            return Some(*ix);
        }
        Meaning::Question(_, asked) => asked.kind.name(),
        Meaning::Calculation(..) => "beregning",
        _ => "betingelse",
    };
    let message = format!("`{}` er af typen {kind} og kan ikke lægges sammen", name.value);
    findings.error("wrong-comparison", name.span, message, "en sum går over tal, skala og valg");
    None
}
