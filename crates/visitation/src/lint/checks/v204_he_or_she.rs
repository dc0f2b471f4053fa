//! V204. Points at `hun`, `han` and the like in a text that stands in a letter: it is addressed to `du`, and to either.

use crate::guideline::finding::Severity;
use crate::guideline::question::{Question, Statement};
use crate::guideline::source::Span;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{File, GuidelineFile, NationalFile};
use crate::lint::words::words;

/// V204.
pub struct HeOrShe;

const ABOUT: About = About {
    code: "V204",
    title: "hun eller han i en tekst om borgeren",
    severity: Severity::Warning,
    page: include_str!("v204_he_or_she.md"),
};

impl Lint for HeOrShe {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        file.national.questions.iter().for_each(|question| statements(&file.file, question, report));
        for duty in &file.national.advice {
            check(&file.file, duty.span, "fordi", duty.because.as_deref(), report);
        }
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        guideline.questions.iter().filter(|q| !q.shared).for_each(|q| statements(&file.file, q, report));
        for criterion in &guideline.criteria {
            check(&file.file, criterion.span, "fordi", criterion.because.as_deref(), report);
        }
        for duty in guideline.advice.iter().filter(|duty| !duty.national) {
            check(&file.file, duty.span, "fordi", duty.because.as_deref(), report);
        }
    }
}

const WORDS: [&str; 6] = ["han", "hun", "ham", "hende", "hans", "hendes"];

fn statements(file: &File<'_>, question: &Question, report: &mut Report<'_>) {
    let own = match &question.statement {
        Some(Statement::Template(text)) => text.clone(),
        Some(Statement::PerAnswer(texts)) => texts.values().cloned().collect::<Vec<_>>().join(" "),
        None => String::new(),
    };
    let options = question.kind.choices().iter().filter_map(|choice| choice.statement.as_deref());
    let all = std::iter::once(own.as_str()).chain(options).collect::<Vec<_>>().join(" ");
    check(file, question.span, "udsagn", Some(&all), report);
}

fn check(file: &File<'_>, id: Span, key: &str, text: Option<&str>, report: &mut Report<'_>) {
    let words = words(text.unwrap_or_default());
    if let Some(word) = words.iter().find(|word| WORDS.contains(&word.as_str())) {
        let message = format!("`{word}` kan ikke stå i et brev, der siger du til borgeren");
        report.find(file.beside(id, key), message, "skriv `{borger}`, eller skriv sætningen om");
    }
}
