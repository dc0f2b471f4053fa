//! A line of many means what the same answers mean alone: the same outcome as `visit assess`, and the same refusal.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};
use visit::session::batch::{Rules, ready};
use visit::session::sheet;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visit::terminal::failure::Rejected;
use visitation::batch::{Desk, Id, Plan, Want};
use visitation::case::assessment_v1::{AdviceStateV1, CriterionStateV1};
use visitation::case::keys;
use visitation::consult::NoOutcome;
use visitation::guideline::answers;
use visitation::guideline::question::{Kind, Question};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

struct Dice(u64);

impl Dice {
    fn below(&mut self, number: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % number.max(1)
    }

    /// A value that the question takes, and now and then one that it does not.
    fn value(&mut self, question: &Question) -> Json {
        if self.below(120) == 0 {
            let odd =
                [json!(true), json!(null), json!(1.5), json!("sludder"), json!(["sludder"]), json!(4_000), json!([])];
            return odd[self.below(odd.len())].clone();
        }
        if self.below(8) == 0 {
            return json!("ved_ikke");
        }
        let value = match &question.kind {
            Kind::YesNo => json!(["nej", "ja"][self.below(2)]),
            Kind::Number { min, max } => {
                json!(min + i64::try_from(self.below(usize::try_from(max - min + 1).unwrap())).unwrap())
            }
            Kind::Text => json!("Borgeren \"selv\" sagde: æøå"),
            Kind::Multi(choices) => {
                let more = (self.below(4) == 0).then(|| "ved_ikke".to_owned());
                choices.iter().filter(|_| self.below(3) == 0).map(|choice| choice.id.clone()).chain(more).collect()
            }
            kind => json!(kind.choices()[self.below(kind.choices().len())].id),
        };
        if self.below(60) == 0 { json!({ "svar": value, "kilde": "skolen" }) } else { value }
    }

    fn answers(&mut self, plan: &Plan) -> Map<String, Json> {
        let mut answers = Map::new();
        let skip = [0, 1, 4][self.below(3)];
        for guideline in plan.guidelines() {
            for question in &guideline.questions {
                if skip > 0 && self.below(5) < skip {
                    continue;
                }
                let key = if !question.shared && self.below(9) == 0 {
                    format!("{}.{}", guideline.speciale, question.id)
                } else {
                    question.id.clone()
                };
                answers.insert(key, self.value(question));
            }
        }
        for national in &plan.national().unwrap().questions {
            if self.below(40) == 0 {
                answers.entry(national.id.clone()).or_insert(self.value(national));
            }
        }
        if self.below(60) == 0 {
            answers
                .insert(["findes_ikke", "demens.findes_ikke", "hukommelse", ""][self.below(4)].to_owned(), json!("ja"));
        }
        answers
    }
}

/// What `visit assess --answers` makes of it: the line that is to come out, or the messages.
fn alone(catalogue: &Catalogue, names: &[String], answers: &Map<String, Json>) -> Result<Json, Vec<String>> {
    let text = json!({ "svar": answers }).to_string();
    let sheet = answers::read("linjen", text.as_bytes()).map_err(|found| messages(&found))?;
    let session =
        sheet::session(catalogue, &sheet, names, TODAY).map_err(|error| match error.downcast::<Rejected>() {
            Ok(Rejected(found)) => messages(&found),
            Err(other) => vec![other.to_string()],
        })?;
    let outcome = session.outcome().map_err(|NoOutcome { message, .. }| vec![message])?;
    let printed = session.printed_output(&outcome);
    let guidelines = session.guidelines();
    let (mut criteria, mut advice, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for (part, found) in printed.assessments.iter().enumerate() {
        let prefix = if guidelines.len() > 1 { format!("{}.", found.speciale) } else { String::new() };
        let met = found.criteria.iter().filter(|criterion| criterion.state == CriterionStateV1::Met);
        criteria.extend(met.map(|criterion| format!("{prefix}{}", criterion.id)));
        let due = found.advice.iter().zip(&guidelines[part].advice);
        let due = due.filter(|(said, _)| said.state == AdviceStateV1::Due);
        advice.extend(due.map(|(_, duty)| keys::duty_key(&guidelines, part, duty)));
        let named = |id: &String| keys::answer_key(&guidelines, part, guidelines[part].question(id).unwrap().1);
        open.extend(found.open_questions.iter().map(named));
    }
    let once = |list: Vec<String>| {
        let mut seen = BTreeSet::new();
        list.into_iter().filter(|name| seen.insert(name.clone())).collect::<Vec<_>>()
    };
    Ok(json!({
        "id": 7,
        "level": printed.level,
        "doubt": printed.level.lowest != printed.level.highest,
        "criteria": criteria,
        "advice": once(advice),
        "open": once(open),
    }))
}

fn messages(findings: &[visitation::guideline::finding::Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.message.clone()).collect()
}

fn line(desk: &mut Desk<'_>, answers: &Map<String, Json>) -> Result<Json, Vec<String>> {
    let text = json!({ "id": 7, "svar": answers }).to_string();
    let outcome =
        desk.json(&text).map_err(|faults| faults.into_iter().map(|fault| fault.message).collect::<Vec<_>>())?;
    let mut out = Vec::new();
    outcome.write_json(&mut out).unwrap();
    Ok(serde_json::from_slice(&out).unwrap())
}

/// The same through the cells of a table; `None` where a cell cannot say it.
fn row(desk: &mut Desk<'_>, answers: &Map<String, Json>) -> Option<Result<Json, Vec<String>>> {
    let cell = |value: &Json| match value {
        Json::String(text) if !text.is_empty() && text != "|" => Some(text.clone()),
        Json::Number(number) if number.is_i64() => Some(number.to_string()),
        Json::Array(list) if list.is_empty() => Some("|".to_owned()),
        Json::Array(list) => {
            let parts: Option<Vec<&str>> = list.iter().map(Json::as_str).collect();
            Some(parts?.join("|"))
        }
        _ => None,
    };
    let cells: Option<Vec<(String, String)>> =
        answers.iter().map(|(key, value)| Some((key.clone(), cell(value)?))).collect();
    let cells = cells?;
    let all = cells.iter().map(|(key, cell)| (key.as_str(), cell.as_str()));
    Some(match desk.cells(Id::Number(7), all) {
        Err(faults) => Err(faults.into_iter().map(|fault| fault.message).collect()),
        Ok(outcome) => {
            let mut out = Vec::new();
            outcome.write_json(&mut out).unwrap();
            Ok(serde_json::from_slice(&out).unwrap())
        }
    })
}

fn plan(catalogue: &Catalogue, names: &[String]) -> Plan {
    ready(Rules { catalogue, specialer: names, date: TODAY }, None).unwrap().0
}

#[test]
fn a_line_comes_out_as_the_same_answers_do_alone() {
    let times = std::env::var("VISIT_DRAWS").map_or(1, |times| times.parse().unwrap());
    let catalogue = Catalogue::open(RuleFolder::Embedded).unwrap();
    let all = catalogue.specialer().unwrap();
    let mut dice = Dice(11);
    let together = [vec![all[0].clone(), all[1].clone()], vec!["udviklingshæmning".to_owned(), "autisme".to_owned()]];
    let together = together.into_iter().filter(|names| names.iter().all(|name| all.contains(name)));
    let (mut outcomes, mut refusals) = (0, 0);
    for names in all.iter().map(|name| vec![name.clone()]).chain(together).collect::<Vec<_>>() {
        let plan = plan(&catalogue, &names);
        let mut desk = Desk::new(&plan, Want::Outcome);
        for _ in 0..12 * times {
            let answers = dice.answers(&plan);
            let expected = alone(&catalogue, &names, &answers);
            let found = line(&mut desk, &answers);
            assert_eq!(found, expected, "{names:?} {}", Json::from(answers.clone()));
            if let (Some(in_table), Ok(_)) = (row(&mut desk, &answers), &expected) {
                assert_eq!(in_table, expected, "a row of {names:?} {}", Json::from(answers));
            }
            if expected.is_ok() { outcomes += 1 } else { refusals += 1 }
        }
    }
    assert!(outcomes > 100 && refusals > 10, "{outcomes} outcomes and {refusals} refusals say little");
}

#[test]
fn what_a_line_has_beside_its_answers_is_refused() {
    let catalogue = Catalogue::open(RuleFolder::Embedded).unwrap();
    let plan = plan(&catalogue, &["autisme".to_owned()]);
    let mut desk = Desk::new(&plan, Want::Outcome);
    let mut code = |line: &str| match desk.json(line) {
        Ok(outcome) => format!("{:?}", outcome.id),
        Err(faults) => faults.iter().map(|fault| fault.code).collect::<Vec<_>>().join(" "),
    };
    assert_eq!(code(r#"{"svar":{}}"#), "None");
    assert_eq!(code(r#"{"svar":{"alder":9},"id":"\u00e6"}"#), "Text(\"æ\")");
    assert_eq!(code(r#"{"id":null,"svar":{"alder":9}}"#), "None");
    assert_eq!(code(r#"{"id":1.5,"svar":{"alder":9}}"#), "wrong-id");
    assert_eq!(code(r#"{"id":1}"#), "missing-key");
    assert_eq!(code(r#"{"id":1,"svar":{"alder":9,"alder":10}}"#), "duplicate-key");
    assert_eq!(code(r#"{"id":1,"svar":{"alder":9},"svar":{}}"#), "duplicate-key");
    assert_eq!(code(r#"{"id":1,"svar":[],"dato":"2026-01-01"}"#), "unknown-key wrong-form");
    assert_eq!(code("[1]"), "wrong-form");
    assert_eq!(code(r#"{"svar":{"alder":9}} {}"#), "not-json");
    assert_eq!(code("{"), "not-json");
    // And a good line after them is none the worse.
    assert_eq!(code(r#"{"id":"god","svar":{"alder":9}}"#), "Text(\"god\")");
}
