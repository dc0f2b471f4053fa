//! V203. Points at a question with two negations: a yes to it is read as its opposite.

use crate::guideline::finding::Severity;
use crate::guideline::question::Question;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::{sentences, words};

/// V203.
pub struct DoubleNegation;

const ABOUT: About = About {
    code: "V203",
    title: "dobbelt benægtelse",
    severity: Severity::Warning,
    page: include_str!("v203_double_negation.md"),
};

impl Lint for DoubleNegation {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        file.national.questions.iter().for_each(|question| check(&file.file, question, report));
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        file.guideline.questions.iter().filter(|question| !question.shared).for_each(|q| check(&file.file, q, report));
    }
}

const NEGATIONS: [&str; 9] = ["ikke", "aldrig", "ingen", "intet", "ingenting", "hverken", "uden", "umuligt", "undgå"];

fn check(file: &File<'_>, question: &Question, report: &mut Report<'_>) {
    for sentence in sentences(&question.text) {
        let negations = words(sentence).iter().filter(|word| NEGATIONS.contains(&word.as_str())).count();
        if negations >= 2 {
            let message = format!("`{}` benægter to gange", question.id);
            report.find(
                file.beside(question.span, "spørg"),
                message,
                "spørg bekræftende: et ja skal betyde det, det ser ud til",
            );
        }
    }
}
