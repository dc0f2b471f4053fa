//! How long an interview gets: only what can change the outcome is asked.
//!
//! Answers are drawn evenly from each question's own values, by a fixed generator. That is no picture of real
//! citizens; it says how well a guideline lets go of questions that no longer matter.

use std::sync::Arc;

use visitation::consult::Consultation;
use visitation::engine::assess::AssessError;
use visitation::engine::interview::{Next, Stuck};
use visitation::guideline::Guideline;
use visitation::guideline::question::{Answer, Kind, OptionSet, Question, Value};

use super::{catalogue, in_force};

/// The promise of rules/README.md: the median interview asks at most this many questions of the speciale itself.
const OWN_QUESTIONS: usize = 12;

/// Knuth's MMIX generator: the same draws on every machine.
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound.max(1)
    }

    fn answer(&mut self, question: &Question) -> Answer {
        let mut ordinal = |count: u64| Value::Ordinal(i64::try_from(self.below(count)).unwrap());
        Answer::Known(match &question.kind {
            Kind::Text => return Answer::Unknown,
            Kind::YesNo => ordinal(2),
            Kind::Scale(choices) | Kind::Choice(choices) => ordinal(choices.len() as u64),
            Kind::Multi(choices) => Value::Set(OptionSet(self.below(1 << choices.len()))),
            Kind::Number { min, max } => {
                Value::Ordinal(min + i64::try_from(self.below((max - min + 1).unsigned_abs())).unwrap())
            }
        })
    }
}

/// How many questions were asked: of the speciale itself, and in all. None where the answers drawn exclude each other.
fn interview(session: &mut Consultation, draws: &mut Draws) -> Option<(usize, usize)> {
    for part in &mut session.parts {
        part.answers.fill(None);
    }
    let (mut own, mut all) = (0, 0);
    loop {
        match session.next() {
            Ok(Next::Ask { party, question, .. }) => {
                let asked = session.question(party, question)?.clone();
                all += 1;
                own += usize::from(!asked.shared);
                session.answer(party, question, draws.answer(&asked));
            }
            Ok(Next::Done(_)) => return Some((own, all)),
            Err(Stuck { error: AssessError::Contradiction(_), .. }) => return None,
            Err(stuck) => panic!("{stuck:?}"),
        }
    }
}

struct Lengths {
    own: Vec<usize>,
    all: Vec<usize>,
}

fn lengths(guideline: &Arc<Guideline>, wanted: usize) -> Lengths {
    let mut session = Consultation::new(vec![guideline.clone()]);
    let mut draws = Draws(2026);
    let (mut own, mut all) = (Vec::new(), Vec::new());
    let drawn = std::iter::repeat_with(|| interview(&mut session, &mut draws)).flatten().take(wanted);
    for (of_its_own, in_all) in drawn {
        own.push(of_its_own);
        all.push(in_all);
    }
    own.sort_unstable();
    all.sort_unstable();
    Lengths { own, all }
}

fn median(sorted: &[usize]) -> usize {
    sorted[sorted.len() / 2]
}

#[test]
fn the_median_interview_is_short() {
    for guideline in in_force(&catalogue()) {
        let lengths = lengths(&guideline, 11);
        assert!(median(&lengths.own) <= OWN_QUESTIONS, "{}: {:?}", guideline.speciale, lengths.own);
    }
}

/// `cargo test --test suite lengths_of -- --ignored --nocapture`
#[test]
#[ignore = "prints numbers; nothing to hold"]
#[expect(clippy::print_stdout, reason = "the numbers are what it is for")]
fn lengths_of_interviews() {
    println!("speciale: own median/worst of own questions; all median/worst of all questions");
    for guideline in in_force(&catalogue()) {
        let lengths = lengths(&guideline, 500);
        let own = guideline.questions.iter().filter(|question| !question.shared).count();
        println!(
            "{}: {}/{} of {own}; {}/{} of {}",
            guideline.speciale,
            median(&lengths.own),
            lengths.own.last().unwrap(),
            median(&lengths.all),
            lengths.all.last().unwrap(),
            guideline.questions.len(),
        );
    }
}
