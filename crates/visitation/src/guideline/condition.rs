//! Conditions: the small language of `når`, `spørg_når`, `relevant_når` and `aldrig`.
//!
//! A condition is a finite truth function of an assignment; see *Meaning* in the language description.
//! This file says what a condition is. How it is written stands in `raw`, how it is computed in `engine`.

use super::question::QuestionIx;
use super::source::Span;

/// A condition with its place in the file, so that a lint can point at any part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it says.
    pub kind: ConditionKind,
    /// Where it stands.
    pub span: Span,
    /// The short form in which the author wrote it, where it has one. It changes nothing of what [`Condition::kind`]
    /// says; it lets texts say it as it was said.
    pub short: Option<Short>,
}

/// The short forms of a condition. What they speak of stands in the condition's kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Short {
    /// `x = a eller b`, `x har a eller b`: an [`ConditionKind::Any`] over one question.
    OneOf,
    /// `x != a eller b`, neither: an [`ConditionKind::All`] over one question.
    Neither,
    /// `x mellem A og B`: an [`ConditionKind::All`] of its two ends.
    Between,
    /// `antal(x) op N`: conditions on the options that count.
    Count {
        /// How the number of chosen options is compared.
        op: Comparison,
        /// With what.
        number: i64,
    },
    /// `maks(…) op value`: conditions on each of the questions.
    Largest {
        /// How the largest is compared.
        op: Comparison,
        /// With what, as in [`ConditionKind::Compare`].
        value: i64,
    },
    /// `beregning op N`: a [`ConditionKind::Sum`] of what is added up under that name.
    Calculation(CalculationIx),
}

/// A beregning's place in [`super::Guideline::calculations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalculationIx(pub usize);

/// The forms of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// `alle`: every part holds; an empty list holds.
    All(Vec<Condition>),
    /// `mindst_en`: some part holds; an empty list does not.
    Any(Vec<Condition>),
    /// `ingen`: no part holds; an empty list holds.
    NoneOf(Vec<Condition>),
    /// `ikke`: the part does not hold.
    Not(Box<Condition>),
    /// `mindst: N, af: […]`: at least N parts hold.
    AtLeast(u32, Vec<Condition>),
    /// `højst: N, af: […]`: at most N parts hold.
    AtMost(u32, Vec<Condition>),
    /// A named condition holds.
    Concept(ConceptIx),
    /// `id op value`, and a bare `id` of a yes/no question (`= ja`). False when the question does not apply.
    Compare {
        /// Never a flervalg or a tekst.
        question: QuestionIx,
        /// By order on a skala and a valg with `ordnet: ja`, by number on a tal; others only know `=` and `!=`.
        op: Comparison,
        /// Ordinal as in [`super::question::Value::Ordinal`].
        value: i64,
    },
    /// `id har option`. False when the question does not apply.
    Has {
        /// A flervalg.
        question: QuestionIx,
        /// Place in its list of options.
        option: usize,
    },
    /// `sum(…) op N`.
    Sum {
        /// What is added up.
        terms: Vec<Term>,
        /// How the sum is compared.
        op: Comparison,
        /// With what.
        number: i64,
    },
    /// `niveau op id`, in advice alone: the level of the assignment, by the order of the levels.
    Level {
        /// How.
        op: Comparison,
        /// With which.
        level: LevelIx,
    },
    /// `tvivl`, in advice alone: more than one level is possible for the case.
    Doubt,
    /// `antal_specialer op N`, in national advice alone: how many specialer are assessed together.
    SpecialeCount {
        /// How.
        op: Comparison,
        /// With what.
        number: i64,
    },
}

/// A term of a `sum`. A question that does not apply counts 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A tal by its number, a skala or valg by its points.
    Question(QuestionIx),
    /// `maks(…)`: the largest of them.
    Largest(Vec<QuestionIx>),
}

/// The six comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// Does `left op right` hold?
    #[must_use]
    pub fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }

    /// As it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// The comparison that holds just where this one does not.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// Does it speak of order, which a valg does not have unless its file says so?
    #[must_use]
    pub fn is_ordering(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}

/// A concept's place in [`super::Guideline::concepts`]; a concept only names concepts with lower numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptIx(pub usize);

/// A level's place in [`super::national::National::levels`], lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LevelIx(pub usize);

impl Condition {
    /// A condition that is written out in full.
    #[must_use]
    pub fn new(kind: ConditionKind, span: Span) -> Self {
        Self { kind, span, short: None }
    }

    /// The conditions directly inside this one.
    #[must_use]
    pub fn parts(&self) -> &[Condition] {
        match &self.kind {
            ConditionKind::All(parts)
            | ConditionKind::Any(parts)
            | ConditionKind::NoneOf(parts)
            | ConditionKind::AtLeast(_, parts)
            | ConditionKind::AtMost(_, parts) => parts,
            ConditionKind::Not(part) => std::slice::from_ref(part),
            _ => &[],
        }
    }

    /// Is this condition, or any part of it, of this kind? What stands behind concepts is not looked at.
    pub fn has_part(&self, is: &impl Fn(&ConditionKind) -> bool) -> bool {
        is(&self.kind) || self.parts().iter().any(|part| part.has_part(is))
    }

    /// The questions this condition names itself, without those behind concepts, in order and possibly repeated.
    pub fn visit_questions(&self, visit: &mut impl FnMut(QuestionIx)) {
        match &self.kind {
            ConditionKind::Compare { question, .. } | ConditionKind::Has { question, .. } => visit(*question),
            ConditionKind::Sum { terms, .. } => {
                for term in terms {
                    match term {
                        Term::Question(question) => visit(*question),
                        Term::Largest(questions) => questions.iter().copied().for_each(&mut *visit),
                    }
                }
            }
            _ => self.parts().iter().for_each(|part| part.visit_questions(visit)),
        }
    }

    /// The concepts this condition names itself, in order and possibly repeated.
    pub fn visit_concepts(&self, visit: &mut impl FnMut(ConceptIx)) {
        if let ConditionKind::Concept(concept) = &self.kind {
            visit(*concept);
        }
        self.parts().iter().for_each(|part| part.visit_concepts(visit));
    }
}
