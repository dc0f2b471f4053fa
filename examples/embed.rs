//! A whole consultation by the library alone, as a web page or a fagsystem would walk it: `cargo run --example embed`.

use std::io::Write as _;
use std::sync::Arc;

use visitation::consult::{Consultation, NoOutcome, headline};
use visitation::engine::interview::Next;
use visitation::guideline::question::{Answer, Kind, OptionSet, Question, Value};
use visitation::guideline::resolve;

const NATIONAL: &[u8] = include_bytes!("../rules/national.yaml");
const AUTISM: &[u8] = include_bytes!("../rules/autisme/2026.1.yaml");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    write!(std::io::stdout(), "{}", consultation()?)?;
    Ok(())
}

/// Asks until nothing more can matter, and tells what comes out and why.
///
/// # Errors
/// The rules are faulty, or the answers contradict each other.
pub fn consultation() -> Result<String, Box<dyn std::error::Error>> {
    let faulty = |faults| format!("{faults:#?}");
    let national = Arc::new(resolve::national("national.yaml", NATIONAL).map_err(faulty)?.value);
    let guideline = resolve::guideline("autisme/2026.1.yaml", AUTISM, &national, None).map_err(faulty)?.value;
    let mut consultation = Consultation::new(vec![Arc::new(guideline)]);
    let mut told = Vec::new();
    loop {
        match consultation.next().map_err(|stuck| format!("{stuck:?}"))? {
            Next::Done(_) => break,
            Next::Ask { party, question, .. } => {
                let Some(asked) = consultation.question(party, question) else { break };
                told.push(asked.text.trim().to_owned());
                let answer = somebody_says(asked);
                consultation.answer(party, question, answer);
            }
        }
    }
    let outcome = consultation.outcome().map_err(|NoOutcome { message, .. }| message)?;
    told.push(headline(&consultation, &outcome));
    let reasons = consultation.printed_output(&outcome).assessments.into_iter().filter_map(|part| part.reasons);
    told.extend(reasons.flatten().map(|reason| format!("- {}", reason.statement)));
    Ok(told.join("\n") + "\n")
}

/// Stands for the person who is asked: the last option of all, a child of nine, nothing in words.
fn somebody_says(asked: &Question) -> Answer {
    match &asked.kind {
        Kind::Text => Answer::Unknown,
        Kind::YesNo => Answer::Known(Value::Ordinal(1)),
        Kind::Number { min, max } => Answer::Known(Value::Ordinal(9.clamp(*min, *max))),
        Kind::Multi(_) => Answer::Known(Value::Set(OptionSet::default().with(0))),
        kind => Answer::Known(Value::Ordinal(i64::try_from(kind.choices().len()).map_or(0, |count| count - 1))),
    }
}
