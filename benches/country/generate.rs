//! Writes saved cases from the guidelines: seeded, so that the same number gives the same cases.
//!
//! Some thousand interviews are carried out to the end as a person would, with answers drawn at random, one in
//! twenty not known, one case in ten in two specialer. The cases of a country are these interviews over again with
//! numbers, dates, sources and notes of their own: nothing in a replay remembers an interview it has seen.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use jiff::{Timestamp, ToSpan, civil::date};
use visit::session::record::program;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::case::archive::{Archived, Closing};
use visitation::case::{Case, NewAnswer, Opening, PinnedFile, PinnedGuideline, SavedAnswer, SavedValue, Stamp, keys};
use visitation::consult::Consultation;
use visitation::engine::assess::Compiled;
use visitation::engine::interview::Next;
use visitation::guideline::hash::RunningHash;
use visitation::guideline::question::{Answer, Kind, OptionSet, Value};
use visitation::guideline::{Guideline, wording};

/// A small generator of our own: its numbers must stay the same when a library's change.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides` (splitmix64).
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}

/// An interview that has come to its end.
pub struct Interview {
    session: Consultation,
    /// Part, question, answer, in the order of asking.
    said: Vec<(usize, visitation::guideline::question::QuestionIx, Answer)>,
}

/// Carries out some interviews. Answers that exclude each other are thrown away, as a person would notice.
pub fn interviews(number: usize, dice: &mut Dice) -> Vec<Interview> {
    let catalogue = Catalogue::open(RuleFolder::Embedded).unwrap();
    let day = date(2026, 11, 22);
    let specialer = catalogue.specialer().unwrap();
    let guidelines: Vec<Arc<Guideline>> =
        specialer.iter().map(|name| Arc::new(catalogue.in_force(name, day).unwrap())).collect();
    let ready = |count| guidelines.iter().map(|g| Arc::new(Compiled::new(g.clone(), count))).collect::<Vec<_>>();
    let (alone, together) = (ready(1), ready(2));
    let mut made = Vec::with_capacity(number);
    while made.len() < number {
        let first = dice.below(guidelines.len());
        let second = dice.below(guidelines.len());
        let session = if dice.below(10) == 0 && first != second {
            Consultation::of([together[first].clone(), together[second].clone()])
        } else {
            Consultation::of([alone[first].clone()])
        };
        made.extend(interview(session, dice));
    }
    made
}

fn interview(mut session: Consultation, dice: &mut Dice) -> Option<Interview> {
    let mut said = Vec::new();
    loop {
        match session.next() {
            Ok(Next::Done(_)) => return Some(Interview { session, said }),
            Ok(Next::Ask { party, question, .. }) => {
                let answer = answer(&session.question(party, question)?.kind, dice);
                session.answer(party, question, answer);
                said.push((party, question, answer));
            }
            Err(_) => return None,
        }
    }
}

fn answer(kind: &Kind, dice: &mut Dice) -> Answer {
    if dice.below(20) == 0 {
        return Answer::Unknown;
    }
    let ordinal = |n: usize| Answer::Known(Value::Ordinal(i64::try_from(n).unwrap()));
    match kind {
        Kind::YesNo => ordinal(dice.below(2)),
        Kind::Scale(choices) | Kind::Choice(choices) => ordinal(dice.below(choices.len())),
        Kind::Multi(choices) => {
            let one = OptionSet::default().with(dice.below(choices.len()));
            Answer::Known(Value::Set(if dice.below(2) == 0 { one } else { one.with(dice.below(choices.len())) }))
        }
        Kind::Number { min, max } => {
            let width = usize::try_from(max - min + 1).unwrap();
            Answer::Known(Value::Ordinal(min + i64::try_from(dice.below(width)).unwrap()))
        }
        Kind::Text => Answer::Unknown,
    }
}

const SOURCES: [&str; 6] = ["Borgeren", "Forældrene", "Egen læge", "PPR", "Bostedet", "Egen vurdering"];
const NOTES: [&str; 4] = [
    "Oplyst ved samtale i hjemmet; bekræftet af kontaktpersonen ugen efter.",
    "Se udtalelsen i journalen.",
    "Det har stået på siden foråret og er taget til hen over sommeren.",
    "Der er ikke enighed om omfanget, men om at det er der hver dag.",
];

/// The case of an interview.
pub fn case(interview: &Interview, number: usize, dice: &mut Dice) -> Case {
    let guidelines = interview.session.guidelines();
    let day = date(2026, 1, 1) + i64::try_from(dice.below(320)).unwrap().days();
    let opening = Opening {
        case_number: Some(format!("2026-{number}")),
        pseudonym: Some(format!("B-{number}")),
        date: day,
        enquiry: Some(day - i64::try_from(dice.below(60)).unwrap().days()),
        caseworker: format!("s{}", dice.below(900)),
        program: program(),
        national: PinnedFile { file: "national.yaml".into(), sha256: guidelines[0].national.sha256.clone() },
    };
    let by = opening.caseworker.clone();
    let mut second = day.at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp().as_second();
    let mut stamp = || {
        second += 20;
        Stamp { at: Timestamp::from_second(second).unwrap(), by: &by }
    };
    let mut case = Case::open(opening, stamp()).unwrap();
    let pinned = guidelines.iter().map(|guideline| PinnedGuideline {
        speciale: guideline.speciale.clone(),
        version: guideline.version.clone(),
        status: wording::status_id(guideline.status).into(),
        file: format!("{}/{}.yaml", guideline.speciale, guideline.version),
        sha256: guideline.sha256.clone(),
    });
    case.choose_guidelines(stamp(), pinned.collect()).unwrap();
    for (part, question, answer) in &interview.said {
        let question = interview.session.question(*part, *question).unwrap();
        let value = match question.kind {
            Kind::Text => SavedValue::Text("Vil gerne blive i nærheden af sin familie.".into()),
            _ => SavedValue::of(question, *answer),
        };
        let note = (dice.below(6) == 0).then(|| NOTES[dice.below(NOTES.len())].to_owned());
        let source = Some(SOURCES[dice.below(SOURCES.len())].to_owned());
        let answer = SavedAnswer { value, source, date: Some(day), note };
        let key = keys::answer_key(&guidelines, *part, question);
        case.answer(stamp(), NewAnswer { key, text: question.text.clone(), answer }).unwrap();
    }
    let outcome = interview.session.outcome().unwrap();
    let shown = visitation::consult::headline(&interview.session, &outcome);
    case.conclude(stamp(), program(), interview.session.machine_output(&outcome), &shown).unwrap();
    case
}

/// Writes an archive of cases.
pub fn archive(path: &Path, interviews: &[Interview], number: usize, dice: &mut Dice) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let mut hash = RunningHash::default();
    for place in 0..number {
        let text = case(&interviews[place % interviews.len()], place, dice).write().unwrap();
        let line = Archived::new(&format!("{place}.yaml"), &text).write().unwrap() + "\n";
        hash.add(line.as_bytes());
        out.write_all(line.as_bytes()).unwrap();
    }
    writeln!(out, "{}", Closing::new(number as u64, hash.hex()).write().unwrap()).unwrap();
    out.flush().unwrap();
}

/// Writes a folder of cases, a thousand in each folder below.
pub fn folder(path: &Path, interviews: &[Interview], number: usize, dice: &mut Dice) {
    for place in 0..number {
        let inside = path.join(format!("{:03}", place / 1_000));
        if place % 1_000 == 0 {
            std::fs::create_dir_all(&inside).unwrap();
        }
        let text = case(&interviews[place % interviews.len()], place, dice).write().unwrap();
        std::fs::write(inside.join(format!("{place:06}.yaml")), text).unwrap();
    }
}
