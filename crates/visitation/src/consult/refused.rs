//! Why nothing comes out: answers that contradict each other, a guideline that is too large.

use super::Part;
use super::because::PERSON;
use crate::case::CaseError;
use crate::engine::assess::AssessError;
use crate::engine::outcome::{Contradiction, TooLarge};
use crate::guideline::question::Answer;
use crate::guideline::source::Position;
use crate::guideline::wording;
use crate::guideline::wording::statement::statement;

/// Why nothing comes out, told in Danish.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NoOutcome {
    /// Kebab-case, for programs.
    pub code: &'static str,
    /// What is the matter.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The rule file and the place in it that say so, where one does.
    pub at: Option<(String, Position)>,
}

/// A guideline is too large to be computed as a whole.
#[must_use]
pub fn too_large(error: TooLarge) -> NoOutcome {
    NoOutcome {
        code: "too-complex",
        message: format!("retningslinjen er for sammensat til at blive regnet helt igennem: {error}"),
        help: "svar på flere spørgsmål, eller bed retningslinjens forfatter om at gøre den enklere".to_owned(),
        at: None,
    }
}

/// Why a part has no outcome; also of an interview that cannot go on.
#[must_use]
pub fn explain_error(part: &Part, error: &AssessError) -> NoOutcome {
    match error {
        AssessError::TooLarge(error) => too_large(*error),
        AssessError::Contradiction(contradiction) => contradictory(part, contradiction),
    }
}

/// Names the rules and the answers that cannot be true together.
fn contradictory(part: &Part, contradiction: &Contradiction) -> NoOutcome {
    let guideline = part.compiled.guideline();
    let answers: Vec<String> = contradiction
        .questions
        .iter()
        .filter_map(|ix| Some((guideline.questions.get(ix.0)?, part.answers.get(ix.0).copied().flatten()?)))
        .map(|(question, answer)| format!("`{}` ({})", question.id, said(question, answer)))
        .collect();
    let rules: Vec<String> = contradiction
        .rules
        .iter()
        .filter_map(|place| guideline.never.get(*place))
        .map(|rule| {
            let line = guideline.source.position(rule.span.start).line;
            let because = rule.because.as_deref().map_or_else(String::new, |because| format!(": {}", because.trim()));
            format!("`aldrig`-reglen i {} linje {line}{because}", guideline.source.name)
        })
        .collect();
    let message = if answers.is_empty() {
        format!("ingen svar er mulige efter {}", wording::list_text(&rules))
    } else {
        format!(
            "svarene på {} kan ikke være rigtige på én gang efter {}",
            wording::list_text(&answers),
            wording::list_text(&rules)
        )
    };
    let help = "ret et af svarene, eller svar `ved_ikke`, til det er afklaret".to_owned();
    let first = contradiction.rules.first().and_then(|place| guideline.never.get(*place));
    let at = first.map(|rule| (guideline.source.name.clone(), guideline.source.position(rule.span.start)));
    NoOutcome { code: "contradiction", message, help, at }
}

fn said(question: &crate::guideline::question::Question, answer: Answer) -> String {
    statement(question, answer, PERSON).trim_end_matches('.').to_owned()
}

impl From<CaseError> for NoOutcome {
    fn from(error: CaseError) -> Self {
        let message = error.to_string();
        Self { code: error.code, message, help: error.help.unwrap_or_default(), at: None }
    }
}
