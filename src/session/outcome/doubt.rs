//! What would settle a doubt: the questions that can still change the outcome, and what each answer would leave.

use super::page::item;
use crate::terminal::wrap;
use std::fmt::Write as _;

use visitation::consult::{Part, Reasoned, branches, known};
use visitation::engine::interview::purpose::{Branch, purpose};
use visitation::guideline::question::QuestionIx;
use visitation::guideline::wording::statement::answer_words;

/// Of so many questions it is told what each answer leaves; the others are named.
const WITH_ANSWERS: usize = 4;

/// The open questions of one speciale.
pub(super) fn open_questions(page: &mut String, part: &Part, reasoned: &Reasoned, width: usize) {
    let open = &reasoned.assessment.open_questions;
    if open.is_empty() {
        return;
    }
    let intro = if reasoned.assessment.possible.len() > 1 {
        "Det kan afgøre tvivlen at få svar på"
    } else {
        "Det kan ændre rådgivningen at få svar på"
    };
    let guideline = part.compiled.guideline();
    let left = |ix: &QuestionIx| purpose(&part.compiled, &known(&part.answers), *ix).unwrap_or_default();
    let mut open: Vec<(QuestionIx, Vec<Branch>)> = open.iter().map(|ix| (*ix, left(ix))).collect();
    // First what an answer to it can settle by itself.
    let settling = |branches: &[Branch]| branches.iter().filter(|branch| branch.leaves.levels.len() == 1).count();
    open.sort_by_key(|(_, branches)| branches.len() - settling(branches));
    let _ = writeln!(page, "{intro}");
    for (place, (ix, branches)) in open.iter().enumerate() {
        let Some(question) = guideline.questions.get(ix.0) else { continue };
        let said = part.answers.get(ix.0).copied().flatten();
        let note = said.map_or_else(String::new, |said| format!(" (svaret: {})", answer_words(question, said)));
        item(page, &format!("{}{note}", question.text.trim()), width);
        if place < WITH_ANSWERS {
            for line in branches::lines(guideline, question, branches) {
                let _ = writeln!(page, "{}", wrap::hanging("      ", &line, width));
            }
        }
    }
    page.push('\n');
}
