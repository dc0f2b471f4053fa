//! The assessment of a case: one guideline, made ready once, asked again and again.
//!
//! A complete case is computed directly; a partial one by the guideline's diagram. Where the guideline as a whole is
//! too large for one, the completions of the case are searched, and where that takes too long a diagram is made under
//! its answers. All of them are exact.

use std::sync::{Arc, OnceLock};

use super::contradiction::explain;
use super::diagram::{Budget, Diagram, View};
use super::evaluate::{Complete, Program};
use super::outcome::{Assessment, Contradiction, State, TooLarge};
use super::search::completions::{self, Completions};
use crate::guideline::Guideline;
use crate::guideline::question::{QuestionIx, Value};

/// What a guideline's own diagram, or that of several together, may cost: a second or two. Beyond that a search of one
/// case is the quicker way.
pub(super) const BUDGET: Budget = Budget { nodes: 1_000_000, steps: 6_000_000 };

/// Why a case could not be assessed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssessError {
    /// The answers exclude each other.
    #[error("svarene modsiger hinanden")]
    Contradiction(Contradiction),
    /// The guideline is too large, even with the answers put in.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// A guideline made ready for cases in which a given number of specialer are assessed together.
#[derive(Debug)]
pub struct Compiled {
    guideline: Arc<Guideline>,
    speciale_count: usize,
    program: Program,
    /// Made when the first partial case asks for it: replaying complete cases never pays for it.
    diagram: OnceLock<Result<Diagram, TooLarge>>,
}

/// A diagram that is good for one case: the guideline's own, or one made under the case's answers.
#[derive(Debug)]
pub enum ForCase<'c> {
    /// The guideline's own.
    Whole(&'c Diagram),
    /// Made for this case alone.
    UnderAnswers(Box<Diagram>),
}

/// What one case is computed with.
#[derive(Debug)]
pub enum Means<'c> {
    /// A diagram.
    Diagram(ForCase<'c>),
    /// The guideline is too large for one: its completions are searched.
    Search(Box<Completions<'c>>),
}

impl std::ops::Deref for ForCase<'_> {
    type Target = Diagram;

    fn deref(&self) -> &Diagram {
        match self {
            Self::Whole(diagram) => diagram,
            Self::UnderAnswers(diagram) => diagram,
        }
    }
}

impl Compiled {
    /// Makes a guideline ready.
    #[must_use]
    pub fn new(guideline: Arc<Guideline>, speciale_count: usize) -> Self {
        let program = Program::compile(&guideline, speciale_count);
        Self { guideline, speciale_count, program, diagram: OnceLock::new() }
    }

    /// Makes a guideline ready as if it were too large for a diagram, to hold the search against the diagram.
    #[must_use]
    pub fn without_diagram(guideline: Arc<Guideline>, speciale_count: usize) -> Self {
        let made = Self::new(guideline, speciale_count);
        Self { diagram: OnceLock::from(Err(TooLarge { budget: 0 })), ..made }
    }

    /// The guideline.
    #[must_use]
    pub fn guideline(&self) -> &Guideline {
        &self.guideline
    }

    /// How many specialer are assessed together.
    #[must_use]
    pub fn speciale_count(&self) -> usize {
        self.speciale_count
    }

    /// The direct evaluator.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The guideline's diagram for all cases.
    pub fn diagram(&self) -> Result<&Diagram, TooLarge> {
        let made =
            self.diagram.get_or_init(|| Diagram::compile_within(&self.guideline, self.speciale_count, &[], BUDGET));
        made.as_ref().map_err(|too_large| *too_large)
    }

    /// The smallest effort that is exact for the case: the guideline's diagram, else a search of its completions.
    pub fn means_for(&self, known: &[Option<Value>]) -> Result<Means<'_>, TooLarge> {
        if let Ok(diagram) = self.diagram() {
            return Ok(Means::Diagram(ForCase::Whole(diagram)));
        }
        match Completions::open(&self.guideline, self.speciale_count, known) {
            Ok(completions) => Ok(Means::Search(Box::new(completions))),
            Err(_) => self.under_answers(known).map(Means::Diagram),
        }
    }

    /// A diagram for this case alone: smaller than the guideline's own, and it may cost more.
    pub fn under_answers(&self, known: &[Option<Value>]) -> Result<ForCase<'_>, TooLarge> {
        let own = Diagram::compile_under(&self.guideline, self.speciale_count, known)?;
        Ok(ForCase::UnderAnswers(Box::new(own)))
    }

    /// Assesses a case: per question its known value, `None` for `ved_ikke` and for not asked.
    ///
    /// A value that the question does not admit is not known; a list that is too short goes on with `None`.
    pub fn assess(&self, known: &[Option<Value>]) -> Result<Assessment, AssessError> {
        let known = self.admitted(known);
        if let Some(values) = self.program.values(&known) {
            let mut out = Complete::default();
            self.program.run(&values, &mut out);
            return if out.possible() { Ok(self.of_complete(&out)) } else { Err(self.contradiction(&known)) };
        }
        // A walk may take too long where a search takes none.
        let walked = self.diagram().and_then(|diagram| of_view(&diagram.under(&known)));
        let searched = walked.or_else(|_| completions::assess(&self.guideline, self.speciale_count, &known));
        let found = searched.or_else(|_| of_view(&self.under_answers(&known)?.under(&known)))?;
        found.ok_or_else(|| self.contradiction(&known))
    }

    /// The known values that the questions admit.
    #[must_use]
    pub fn admitted(&self, known: &[Option<Value>]) -> Vec<Option<Value>> {
        let given = known.iter().copied().chain(std::iter::repeat(None));
        let questions = self.guideline.questions.iter();
        questions.zip(given).map(|(question, value)| value.filter(|value| question.kind.admits(*value))).collect()
    }

    fn contradiction(&self, known: &[Option<Value>]) -> AssessError {
        explain(&self.guideline, known).map_or_else(AssessError::TooLarge, AssessError::Contradiction)
    }

    fn of_complete(&self, out: &Complete) -> Assessment {
        let state = |holds: bool| if holds { State::Always } else { State::Never };
        Assessment {
            possible: vec![out.level()],
            criteria: (0..self.guideline.criteria.len()).map(|place| state(out.criterion(place))).collect(),
            advice: (0..self.guideline.advice.len()).map(|place| state(out.due(place))).collect(),
            open_questions: Vec::new(),
        }
    }
}

/// What a diagram says under the answers of a case; `None` when they contradict each other.
pub fn of_view(view: &View) -> Result<Option<Assessment>, TooLarge> {
    let possible = view.levels();
    if possible.is_empty() {
        return Ok(None);
    }
    let roots = &view.diagram().roots;
    let doubt = possible.len() > 1;
    let advice_roots: Vec<_> = roots.advice_for(doubt).collect();
    let (criteria, advice) = (view.states(&roots.criteria), view.states(&advice_roots));
    let matters = view.matters(&roots.outcomes_for(doubt))?;
    let open_questions = (0..).map(QuestionIx).zip(matters).filter(|(_, matters)| *matters).map(|(ix, _)| ix).collect();
    // Every root has a state where there is a completion.
    let (criteria, advice) = (criteria.into_iter().flatten().collect(), advice.into_iter().flatten().collect());
    Ok(Some(Assessment { possible, criteria, advice, open_questions }))
}
