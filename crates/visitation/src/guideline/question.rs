//! Questions, their types and the values an answer can have.
//!
//! Deliberately knows nothing of YAML, of what a guideline does with an answer, or of how it is asked.

use std::collections::BTreeMap;

use super::condition::Condition;
use super::source::Span;

/// A question's place in [`super::Guideline::questions`]; earlier questions have lower numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionIx(pub usize);

/// One question as a guideline asks it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of the file, each named by its key")]
pub struct Question {
    /// Unique within the guideline.
    pub id: String,
    /// The question itself, `spørg`. Where it speaks of earlier answers, without them: what they are stands in no list.
    pub text: String,
    /// What to look at when answering, `hjælp`; likewise.
    pub help: Option<String>,
    /// Both with their placeholders, where they speak of earlier answers.
    pub spoken: Option<Spoken>,
    /// Heading under which it belongs, `tema`.
    pub theme: Option<String>,
    /// What kind of value an answer has.
    pub kind: Kind,
    /// The sentence that states an answer, `udsagn`.
    pub statement: Option<Statement>,
    /// When the question applies, `spørg_når`; always when `None`.
    pub applies_when: Option<Condition>,
    /// `stilles: altid`: asked whether it matters or not.
    pub always_asked: bool,
    /// `værre: ja`: the answer ja is the graver one (a yes/no question only).
    pub yes_is_graver: bool,
    /// `ordnet: ja`: the options of a valg stand from no problem to the gravest.
    pub ordered: bool,
    /// `enhed`: what a tal counts, said after the number: `måneder`.
    pub unit: Option<String>,
    /// Matching concept of Fælles Faglige Begreber, `ffb`.
    pub ffb: Option<String>,
    /// True when the question comes from national.yaml: asked once per case, whatever the specialer.
    pub shared: bool,
    /// True when the guideline did not name it: a national duty or a `spørg_når` needs it.
    pub implied: bool,
    /// Where it stands in the guideline (a shared question: where it is called in).
    pub span: Span,
}

/// A question that speaks of earlier answers, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// `spørg` with its placeholders.
    pub text: String,
    /// `hjælp` with its placeholders.
    pub help: Option<String>,
}

/// The type of a question, with what the type needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `ja_nej`.
    YesNo,
    /// `skala`: one of ordered steps, from no problem to the gravest.
    Scale(Vec<Choice>),
    /// `valg`: one of some options, without order unless [`Question::ordered`] says so.
    Choice(Vec<Choice>),
    /// `flervalg`: any set of options, at most [`OptionSet::MAX`].
    Multi(Vec<Choice>),
    /// `tal`: an integer from min to max, both included.
    Number {
        /// Smallest.
        min: i64,
        /// Largest, `maks`.
        max: i64,
    },
    /// `tekst`: no value; may not stand in a condition.
    Text,
}

/// An option of a `valg` or `flervalg`, or a step of a `skala`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Unique within its list.
    pub id: String,
    /// What is shown.
    pub text: String,
    /// What it counts in a sum: its place in the list from 0 where the file gives none.
    pub points: i64,
    /// The sentence that states this answer, if it carries its own.
    pub statement: Option<String>,
    /// `udelukker: ja`, of a flervalg: chosen with another option it is no possible assignment, and it counts nothing.
    pub excludes: bool,
}

/// `udsagn`: how an answer is stated in a note or a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// One text with `{svar}` for the answer's own words.
    Template(String),
    /// One text per answer, by option id, `ja` or `nej`.
    PerAnswer(BTreeMap<String, String>),
}

/// The value of an answered question. What an ordinal means is the question's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// `ja_nej`: 0 nej, 1 ja. `skala`, `valg`: the option's place from 0. `tal`: the number.
    Ordinal(i64),
    /// `flervalg`: the chosen options.
    Set(OptionSet),
    /// `flervalg`, partly known, `[a, ved_ikke]`: these options are chosen, of the others it is not known. An answer may be
    /// so; an assignment never is.
    Partly(OptionSet),
}

impl Value {
    /// Is all of it known?
    #[must_use]
    pub fn is_whole(self) -> bool {
        !matches!(self, Self::Partly(_))
    }

    /// Has it the option, as far as is known? Of an ordinal: no.
    #[must_use]
    pub fn has(self, option: usize) -> Option<bool> {
        match self {
            Self::Partly(set) => set.contains(option).then_some(true),
            Self::Set(set) => Some(set.contains(option)),
            Self::Ordinal(_) => Some(false),
        }
    }

    /// Does the other value only add to what this one leaves open?
    #[must_use]
    pub fn completed_by(self, other: Self) -> bool {
        match (self, other) {
            (Self::Partly(held), Self::Set(set) | Self::Partly(set)) => held.0 & !set.0 == 0,
            _ => false,
        }
    }
}

/// A set of options, by place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct OptionSet(pub u64);

impl OptionSet {
    /// A `flervalg` has at most this many options.
    pub const MAX: usize = 64;

    /// Is the option chosen?
    #[must_use]
    pub fn contains(self, option: usize) -> bool {
        option < Self::MAX && self.0 >> option & 1 == 1
    }

    /// The set with the option chosen as well.
    #[must_use]
    pub fn with(self, option: usize) -> Self {
        if option < Self::MAX { Self(self.0 | 1 << option) } else { self }
    }

    /// The chosen options in list order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::MAX).filter(move |option| self.contains(*option))
    }
}

/// What a person said to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// A value.
    Known(Value),
    /// `ved_ikke`: asked, not known. It never counts as no.
    Unknown,
}

impl Answer {
    /// Asked, and not known, or known in part only.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::Known(value) => !value.is_whole(),
            Self::Unknown => true,
        }
    }
}

impl Question {
    /// Do its answers have an order: the steps of a skala, the options of a valg with `ordnet: ja`, the numbers of a tal?
    #[must_use]
    pub fn has_order(&self) -> bool {
        self.ordered || matches!(self.kind, Kind::Scale(_) | Kind::Number { .. })
    }

    /// Do its answers stand from no problem to the gravest?
    #[must_use]
    pub fn is_graded(&self) -> bool {
        self.ordered || self.yes_is_graver || matches!(self.kind, Kind::Scale(_))
    }

    /// Does the value say two things that exclude each other? Then the option that excludes the others. Beside it, where the
    /// value is partly known, there is nothing left to know.
    #[must_use]
    pub fn excluding(&self, value: Value) -> Option<&Choice> {
        let (Kind::Multi(choices), Value::Set(set) | Value::Partly(set)) = (&self.kind, value) else { return None };
        let chosen: Vec<&Choice> = set.iter().filter_map(|option| choices.get(option)).collect();
        chosen.iter().copied().find(|choice| choice.excludes).filter(|_| chosen.len() > 1 || !value.is_whole())
    }
}

impl Kind {
    /// The options or steps, for the types that have them.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Scale(choices) | Self::Choice(choices) | Self::Multi(choices) => choices,
            Self::YesNo | Self::Number { .. } | Self::Text => &[],
        }
    }

    /// The name of the type in a rule file.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::YesNo => "ja_nej",
            Self::Scale(_) => "skala",
            Self::Choice(_) => "valg",
            Self::Multi(_) => "flervalg",
            Self::Number { .. } => "tal",
            Self::Text => "tekst",
        }
    }

    /// Is this one of the values that an answer can have? That of a set that excludes itself is said by
    /// [`Question::excluding`], and by a rule of the guideline's.
    #[must_use]
    pub fn admits(&self, value: Value) -> bool {
        match (self, value) {
            (Self::YesNo, Value::Ordinal(n)) => n == 0 || n == 1,
            (Self::Scale(c) | Self::Choice(c), Value::Ordinal(n)) => usize::try_from(n).is_ok_and(|n| n < c.len()),
            (Self::Number { min, max }, Value::Ordinal(n)) => (*min..=*max).contains(&n),
            (Self::Multi(c), Value::Set(set) | Value::Partly(set)) => set.iter().all(|option| option < c.len()),
            _ => false,
        }
    }
}
