//! Questions, options and scales, checked.

use std::collections::BTreeMap;

use super::condition::LARGEST;
use super::names::Names;
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::national::Scale;
use crate::guideline::question::{Choice, Kind, OptionSet, Question, Spoken, Statement};
use crate::guideline::raw::Located;
use crate::guideline::raw::question::{RawChoice, RawQuestion, RawQuestionKind, RawStatement};
use crate::guideline::wording::because::without_answers;

/// Scales by id while a file is being resolved.
pub struct Scales<'a> {
    /// Their names.
    pub names: &'a Names,
    /// Themselves.
    pub list: &'a [Scale],
}

/// Checks a question; its `spørg_når` is resolved later, when all names are known.
pub fn resolve(raw: &RawQuestion, scales: &Scales<'_>, findings: &mut Findings) -> Question {
    let kind = kind(&raw.kind, scales, findings);
    if raw.yes_is_graver && kind != Kind::YesNo {
        let help = "på en skala er senere trin de graveste";
        findings.error("misplaced-key", raw.id.span, "`værre: ja` hører til et ja/nej-spørgsmål", help);
    }
    let help = raw.help.as_ref().map(|text| text.value.clone());
    let speaks = raw.text.value.contains('{') || help.as_ref().is_some_and(|help| help.contains('{'));
    let spoken = speaks.then(|| Spoken { text: raw.text.value.clone(), help });
    if raw.ordered && !matches!(kind, Kind::Choice(_)) {
        let help = "en skala er altid ordnet, og et flervalg kan ikke være det";
        findings.error("misplaced-key", raw.id.span, "`ordnet: ja` hører til et spørgsmål med `type: valg`", help);
    }
    if let (Some(unit), false) = (&raw.unit, matches!(kind, Kind::Number { .. })) {
        let help = "kun et tal har en enhed: fjern nøglen";
        findings.error("misplaced-key", unit.span, "`enhed` hører til et spørgsmål med `type: tal`", help);
    }
    let statement = raw.statement.as_ref().map(|statement| resolve_statement(statement, &kind, findings));
    Question {
        id: raw.id.value.clone(),
        text: without_answers(&raw.text.value),
        spoken,
        ordered: raw.ordered,
        unit: raw.unit.as_ref().map(|text| text.value.clone()),
        help: raw.help.as_ref().map(|text| without_answers(&text.value)),
        theme: raw.theme.as_ref().map(|text| text.value.clone()),
        kind,
        statement,
        applies_when: None,
        always_asked: raw.always_asked,
        yes_is_graver: raw.yes_is_graver,
        ffb: raw.ffb.as_ref().map(|text| text.value.clone()),
        shared: false,
        implied: false,
        span: raw.id.span,
    }
}

fn kind(raw: &RawQuestionKind, scales: &Scales<'_>, findings: &mut Findings) -> Kind {
    match raw {
        RawQuestionKind::YesNo => Kind::YesNo,
        RawQuestionKind::Text => Kind::Text,
        RawQuestionKind::Scale(id) => {
            let steps = scales.names.need(id, findings).and_then(|place| scales.list.get(place));
            Kind::Scale(steps.map(|scale| scale.steps.clone()).unwrap_or_default())
        }
        RawQuestionKind::Choice(raw) => {
            excludes_nothing(raw, findings);
            Kind::Choice(choices(raw, "svar", findings))
        }
        RawQuestionKind::Multi(raw) => {
            if raw.value.len() > OptionSet::MAX {
                let message =
                    format!("et flervalg kan have {} muligheder, og her er {}", OptionSet::MAX, raw.value.len());
                findings.error("too-many-options", raw.span, message, "del spørgsmålet i flere");
            }
            Kind::Multi(choices(&raw.value, "svar", findings))
        }
        RawQuestionKind::Number { min, max } => {
            if min.value > max.value {
                let message = format!("`min` ({}) er større end `maks` ({})", min.value, max.value);
                findings.error("wrong-range", min.span, message, "byt om på dem");
            }
            for bound in [min, max] {
                small_enough(bound, findings);
            }
            Kind::Number { min: min.value, max: max.value }
        }
    }
}

/// Only a flervalg can have an option that excludes the others: elsewhere one answer is chosen anyway.
pub fn excludes_nothing(raw: &[RawChoice], findings: &mut Findings) {
    for choice in raw.iter().filter(|choice| choice.excludes) {
        let help = "af et valg og en skala vælges altid ét svar: fjern nøglen";
        findings.error("misplaced-key", choice.id.span, "`udelukker: ja` hører til et flervalg", help);
    }
}

fn small_enough(number: &Located<i64>, findings: &mut Findings) {
    if !(-LARGEST..=LARGEST).contains(&number.value) {
        findings.error("too-large-number", number.span, "tallet er for stort", format!("brug tal op til {LARGEST}"));
    }
}

/// Checks a list of options or steps, of which a scale and a valg need at least one (said by the caller).
pub fn choices(raw: &[RawChoice], what: &'static str, findings: &mut Findings) -> Vec<Choice> {
    let mut names = Names::of(what);
    let mut choices = Vec::new();
    for (place, choice) in raw.iter().enumerate() {
        names.add(&choice.id, place, findings);
        if choice.id.value == "ved_ikke" {
            let help = "`ved ikke` kan svares på alle spørgsmål og skal ikke skrives";
            findings.error("reserved-id", choice.id.span, "`ved_ikke` kan ikke være en valgmulighed", help);
        }
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        let points = choice.points.unwrap_or(place);
        small_enough(&Located { value: points, span: choice.id.span }, findings);
        choices.push(Choice {
            id: choice.id.value.clone(),
            text: choice.text.clone().unwrap_or_else(|| choice.id.value.clone()),
            points,
            statement: choice.statement.clone(),
            excludes: choice.excludes,
        });
    }
    choices
}

fn resolve_statement(raw: &RawStatement, kind: &Kind, findings: &mut Findings) -> Statement {
    let texts = match raw {
        RawStatement::Template(text) => return Statement::Template(text.clone()),
        RawStatement::PerAnswer(texts) => texts,
    };
    let answers: Vec<&str> = match kind {
        Kind::YesNo => vec!["ja", "nej"],
        _ => kind.choices().iter().map(|choice| choice.id.as_str()).collect(),
    };
    let mut by_answer = BTreeMap::new();
    for (answer, text) in texts {
        if !answers.contains(&answer.value.as_str()) {
            let help = ids::did_you_mean(&answer.value, answers.iter().copied())
                .unwrap_or_else(|| format!("svarene er {}", ids::enumerate(&answers)));
            let message = format!("udsagnet er for et svar `{}`, som ikke findes", answer.value);
            findings.error("unknown-option", answer.span, message, help);
        }
        if by_answer.insert(answer.value.clone(), text.clone()).is_some() {
            let message = format!("der er to udsagn for `{}`", answer.value);
            findings.error("duplicate-key", answer.span, message, "behold det ene");
        }
    }
    Statement::PerAnswer(by_answer)
}
