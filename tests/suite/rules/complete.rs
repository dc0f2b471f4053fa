//! What every guideline must say about itself: sources, grounds, words for people, and that nobody issued it.

use std::collections::BTreeMap;

use visitation::guideline::Status;
use visitation::guideline::national::{Basis, Raadgivning};
use visitation::guideline::question::{Kind, Question};

use super::{catalogue, in_force};

/// Collects what is missing, so that one run names it all.
#[derive(Default)]
struct Missing(Vec<String>);

impl Missing {
    fn unless(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.0.push(what());
        }
    }

    fn report(self) {
        assert!(self.0.is_empty(), "{}", self.0.join("\n"));
    }
}

#[test]
fn nobody_is_said_to_have_issued_a_draft() {
    let mut missing = Missing::default();
    for guideline in in_force(&catalogue()) {
        let name = &guideline.speciale;
        missing.unless(guideline.status == Status::Draft, || format!("{name}: is not a draft"));
        let publisher = guideline.publisher.clone().unwrap_or_default();
        missing.unless(publisher.contains("Ingen myndighed"), || format!("{name}: issued by `{publisher}`"));
        missing.unless(guideline.target_group.is_some(), || format!("{name}: no målgruppe"));
        missing.unless(guideline.relevant_when.is_some(), || format!("{name}: no relevant_når"));
        let follow_up = guideline.follow_up.as_ref().map(|follow_up| follow_up.months.clone()).unwrap_or_default();
        missing.unless(!follow_up.is_empty() && !follow_up.contains(&None), || format!("{name}: {follow_up:?}"));
    }
    missing.report();
}

#[test]
fn every_criterion_and_duty_names_its_ground() {
    let mut missing = Missing::default();
    let catalogue = catalogue();
    for guideline in in_force(&catalogue) {
        let name = &guideline.speciale;
        for criterion in &guideline.criteria {
            let id = &criterion.id;
            missing.unless(criterion.source.is_some(), || format!("{name} {id}: no kilde"));
            missing.unless(criterion.verified.is_some(), || format!("{name} {id}: no bekræftet"));
            let because = criterion.because.as_deref().unwrap_or_default();
            missing.unless(because.contains("{grunde}"), || format!("{name} {id}: fordi without {{grunde}}"));
        }
        for reference in &guideline.references {
            missing.unless(reference.verified.is_some(), || format!("{name} {}: no bekræftet", reference.id));
        }
        for duty in guideline.advice.iter().filter(|duty| !duty.national) {
            missing.unless(duty.source.is_some(), || format!("{name} {}: no kilde", duty.id));
            grounds(&mut missing, name, duty);
        }
    }
    for duty in &catalogue.national().advice {
        grounds(&mut missing, "national", duty);
    }
    missing.report();
}

fn grounds(missing: &mut Missing, name: &str, duty: &Raadgivning) {
    let id = &duty.id;
    missing.unless(duty.basis.is_some(), || format!("{name} {id}: no grundlag"));
    missing.unless(duty.basis != Some(Basis::Law) || !duty.laws.is_empty(), || format!("{name} {id}: law unnamed"));
    missing.unless(duty.from.is_some(), || format!("{name} {id}: no hos"));
    missing.unless(duty.because.is_some(), || format!("{name} {id}: no fordi"));
    missing.unless(duty.verified.is_some(), || format!("{name} {id}: no bekræftet"));
}

/// Every answer of a question has a sentence of its own, so that a letter never says "ja".
fn stated(question: &Question) -> bool {
    let choices = question.kind.choices();
    question.statement.is_some() || (!choices.is_empty() && choices.iter().all(|choice| choice.statement.is_some()))
}

#[test]
fn every_question_has_help_and_words_for_its_answers() {
    let mut missing = Missing::default();
    let catalogue = catalogue();
    for question in &catalogue.national().questions {
        missing.unless(stated(question), || format!("national {}: no udsagn", question.id));
        missing.unless(question.help.is_some(), || format!("national {}: no hjælp", question.id));
    }
    for guideline in in_force(&catalogue) {
        for question in &guideline.questions {
            let name = format!("{} {}", guideline.speciale, question.id);
            missing.unless(stated(question), || format!("{name}: no udsagn"));
            missing.unless(question.help.is_some(), || format!("{name}: no hjælp"));
            missing.unless(question.theme.is_some(), || format!("{name}: no tema"));
        }
        let asks_for_wishes = |q: &Question| q.id == "ønsker" && q.always_asked && matches!(q.kind, Kind::Text);
        missing.unless(guideline.questions.iter().any(asks_for_wishes), || {
            format!("{}: the citizen's own wishes are not asked for", guideline.speciale)
        });
    }
    missing.report();
}

#[test]
fn every_law_says_where_and_when_it_was_seen() {
    let mut missing = Missing::default();
    let catalogue = catalogue();
    for law in &catalogue.national().laws {
        let id = &law.id;
        missing
            .unless(law.act.is_some() && law.section.is_some() && law.about.is_some(), || format!("{id}: incomplete"));
        missing.unless(law.checked.is_some() && law.verified.is_some(), || format!("{id}: checked when, and seen?"));
        missing.unless(law.verified != Some(true) || law.url.is_some(), || format!("{id}: seen where?"));
        let about = law.about.as_deref().unwrap_or_default();
        missing.unless(!about.contains("kr.") || about.contains("-niveau"), || {
            format!("{id}: an amount without its year")
        });
    }
    missing.report();
}

/// In a case with several specialer one answers file holds them all, under the questions' bare ids.
#[test]
fn no_id_stands_for_two_questions() {
    let mut seen: BTreeMap<String, (String, Question)> = BTreeMap::new();
    let mut missing = Missing::default();
    for guideline in in_force(&catalogue()) {
        for question in guideline.questions.iter().filter(|question| !question.shared) {
            let asked = |q: &Question| (q.text.clone(), q.help.clone(), q.kind.clone(), q.statement.clone());
            if let Some((other, first)) = seen.get(&question.id) {
                missing.unless(asked(first) == asked(question), || {
                    format!("`{}` is asked differently in {other} and {}", question.id, guideline.speciale)
                });
            }
            seen.insert(question.id.clone(), (guideline.speciale.clone(), question.clone()));
        }
    }
    missing.report();
}
