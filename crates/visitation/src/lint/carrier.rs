//! A guideline that carries national.yaml alone, so that its duties and questions can be asked of a diagram.
//!
//! It calls in every shared question, and one question of its own per level lets a case have any level. Deliberately
//! nothing that an author ever sees: findings point into national.yaml.

use std::fmt::Write;
use std::sync::Arc;

use crate::guideline::Guideline;
use crate::guideline::national::National;
use crate::guideline::resolve;

/// The carrier; `None` for a national.yaml that no guideline could go with.
#[must_use]
pub fn of(national: &National) -> Option<Guideline> {
    let mut text =
        String::from("format: visit/1\nspeciale: national\nversion: \"1\"\ngælder: { fra: 2000-01-01 }\nspørgsmål:\n");
    for question in &national.questions {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  - brug: \"{}\"", question.id);
    }
    for place in 0..national.levels.len() {
        let _ = writeln!(text, "  - {{ id: frit-niveau-{place}, spørg: Niveau?, type: ja_nej }}");
    }
    let base = national.levels.first()?;
    let _ = writeln!(text, "udgangspunkt: \"{}\"\nkriterier:", base.id);
    for (place, level) in national.levels.iter().enumerate() {
        let _ = writeln!(text, "  - {{ id: K{place}, niveau: \"{}\", når: frit-niveau-{place} }}", level.id);
    }
    let national = Arc::new(national.clone());
    resolve::guideline("national.yaml", text.as_bytes(), &national, None).ok().map(|loaded| loaded.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_and_question_comes_along() {
        let text = include_str!("checks/ramme-national.yaml");
        let national = resolve::national("national.yaml", text.as_bytes()).unwrap().value;
        let carrier = of(&national).unwrap();
        assert_eq!(carrier.criteria.len(), national.levels.len());
        assert!(national.questions.iter().all(|question| carrier.question(&question.id).is_some()));
    }
}
