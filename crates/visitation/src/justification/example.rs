//! A complete, made-up case for the tests of documents and checklists: every element is there.

#![allow(clippy::missing_panics_doc, clippy::must_use_candidate, reason = "for tests alone")]

use jiff::civil::{Date, date};

use super::human::{
    Advice, Alternative, Appeal, Appealable, Application, Authority, Child, Chosen, Consideration, Decision, Economy,
    Element, FollowUp, Hearing, Human, HumanFact, Judged, Law, Noted, Offer, Plan, Recipient, Result, Role, Wholly,
    Wish, WishedOffer,
};
use super::input::{Explained, Fact, Input, LevelRange, Nearest, SpecialeInput, Why};
use super::templates::{Templates, Texts};
use crate::engine::outcome::{Assessment, State};
use crate::guideline::condition::LevelIx;
use crate::guideline::fixture;
use crate::guideline::question::QuestionIx;
use crate::guideline::wording::statement::ANYBODY;

/// The standard texts as a letter to the citizen has them.
pub fn texts(input: &Input) -> Texts {
    Templates::built_in().unwrap().texts(input, super::letter::voice(input)).unwrap()
}

/// An input from the fixture's guideline without anything that a person adds.
pub fn bare(possible: &[usize], criteria: [State; 2], advice: [State; 2], open: &[usize]) -> Input {
    let guideline = fixture::guideline();
    let assessment = Assessment {
        possible: possible.iter().copied().map(LevelIx).collect(),
        criteria: criteria.to_vec(),
        advice: advice.to_vec(),
        open_questions: open.iter().copied().map(QuestionIx).collect(),
    };
    let why = |because: &str, answers: &[&str]| Why {
        because: because.replace("Borgeren", ANYBODY),
        answers: answers.iter().map(|key| (*key).to_owned()).collect(),
    };
    let speech = fact("kommunikation", "Borgeren har svært nedsat evne til at kommunikere.", Some("forælder"));
    let harm = fact("selvskade", "Borgeren skader sig selv.", None);
    let explained = Explained {
        criteria: vec![
            why("Borgeren har svært nedsat evne til at kommunikere", &["kommunikation"]),
            why("Borgeren skader sig selv. Det kræver viden, som kommunen sjældent har.", &["selvskade"]),
        ],
        advice: vec![why("Højt niveau kræver viden, som sjældent findes ét sted.", &[]), Why::default()],
        reasons: Vec::new(),
        smallest: if possible.len() == 1 { vec![harm.clone()] } else { Vec::new() },
        lifting: 1,
        nearest: if possible.len() == 1 {
            vec![Nearest { level: "Moderat".into(), changes: vec![format!("{ANYBODY} skader ikke sig selv.")] }]
        } else {
            Vec::new()
        },
    };
    Input {
        case_number: Some("27.69.08-2026-12".into()),
        pseudonym: Some("Borger A".into()),
        date: date(2026, 11, 22),
        enquiry: None,
        caseworker: Some("ABC".into()),
        age: Some(9),
        tool_version: "0.1.0".into(),
        overall: LevelRange::new(&guideline.national, &assessment.possible),
        specialer: vec![SpecialeInput::new(
            (&guideline, &std::collections::BTreeSet::new()),
            &assessment,
            &explained,
            |duty| duty.id.clone(),
        )],
        facts: vec![Fact { note: Some("set på video | to gange".into()), ..speech }, harm],
        other_facts: vec![fact("alder", "Borgeren er 9 år.", None)],
        not_applying: Vec::new(),
        wishes: vec![],
        time_limits: Vec::new(),
        deadlines: Vec::new(),
        human: Human::default(),
    }
}

fn fact(key: &str, statement: &str, source: Option<&str>) -> Fact {
    Fact {
        key: key.into(),
        own_words: false,
        statement: statement.replace("Borgeren", ANYBODY),
        source: source.map(Into::into),
        date: source.map(|_| date(2026, 11, 20)),
        note: None,
    }
}

fn noted<T>(value: T, id: &str) -> Noted<T> {
    Noted { value, id: id.into(), by: "abc".into(), at: Some(date(2026, 11, 22)) }
}

#[expect(clippy::unnecessary_wraps, reason = "every field of the form may be missing")]
fn some(text: &str) -> Option<String> {
    Some(text.into())
}

fn elements() -> Vec<Noted<Element>> {
    let part = |what: &str, granted, law: &str| Element {
        what: what.into(),
        granted,
        law: law.into(),
        appeal: Appealable::Yes,
    };
    vec![
        noted(part("støtte i hjemmet og i skolen", true, "barnets lov § 32, stk. 1"), "D1"),
        noted(part("en anden skole", false, "barnets lov § 32, stk. 3"), "D2"),
    ]
}

const NOVEMBER: Date = date(2026, 11, 3);

/// A case in which nothing is missing: a child of eleven whose parents want another school and tilbud.
#[expect(clippy::too_many_lines, reason = "one field after the other")]
pub fn complete() -> Input {
    let mut input = bare(&[2], [State::Always, State::Always], [State::Always, State::Always], &[]);
    input.age = Some(11);
    input.enquiry = Some(NOVEMBER);
    for fact in &mut input.facts {
        fact.source = some("forælder");
        fact.date = Some(NOVEMBER);
    }
    input.human = Human {
        authority: Some(noted(authority(), "")),
        recipient: Some(noted(Recipient { role: Role::Parent, helper: some("ingen"), ..Recipient::default() }, "")),
        application: Some(noted(
            Application {
                what: "I har søgt om støtte til jeres søn i hjemmet og i skolen.".into(),
                form: some("ansøgning"),
                date: Some(NOVEMBER),
                deadline: Some(date(2026, 12, 29)),
                deadline_told: None,
            },
            "",
        )),
        decision: Some(noted(decision(), "")),
        elements: elements(),
        laws: vec![noted(
            Law {
                law: "barnets lov § 32, stk. 1".into(),
                about: "Kommunen giver hjælp, der er af væsentlig betydning for barnet.".into(),
                checked: Some(date(2026, 11, 20)),
            },
            "L1",
        )],
        facts: facts(),
        wishes: vec![noted(
            Wish {
                wish: "Jeg vil gerne se min ven.".into(),
                source: some("barnet"),
                date: Some(NOVEMBER),
                followed: Some(Wholly::Yes),
                answer: some("Vennen er med i planen"),
            },
            "Ø1",
        )],
        child: Some(noted(
            Child {
                view: "Jeg kan ikke holde støjen ud.".into(),
                how: "Samtale hjemme hos barnet".into(),
                date: Some(NOVEMBER),
                effect: some("Støtten gives i en lille gruppe."),
                told_decision: some("Du får hjælp derhjemme og i skolen."),
                told_reason: some("Du skal have ro nok til at lære."),
                told_not: some("Du skal ikke skifte skole."),
                told_answer: some("Du får et stille rum."),
                for_parents: Some(true),
                hidden: Vec::new(),
            },
            "",
        )),
        hearings: vec![noted(hearing(), "P1")],
        advice: advice(),
        assessments: vec![noted(
            Judged {
                condition: "Hjælpen er af væsentlig betydning".into(),
                law: "barnets lov § 32, stk. 1".into(),
                facts: vec!["F1".into()],
                judgement: "Drengen kan ikke være i skole uden støtte hver dag".into(),
                met: Some(Wholly::Yes),
            },
            "V1",
        )],
        level: Some(noted(Chosen { level: "Højt".into(), ..Chosen::default() }, "")),
        considerations: vec![
            noted(Consideration { text: "Du skal have ro nok til at kunne lære igen.".into(), economic: false }, "H1"),
            noted(Consideration { text: "Prisen på to lige gode tilbud.".into(), economic: true }, "H2"),
        ],
        economy: Some(noted(
            Economy {
                counted: true,
                text: some("Prisen på de to tilbud er sammenlignet."),
                covers: some("Familiehuset dækker hele behovet."),
            },
            "",
        )),
        offer: Some(noted(offer(), "")),
        wished: Some(noted(wished(), "")),
        has_siblings: false,
        alternatives: vec![noted(
            Alternative { what: "Støtte i almindelig klasse.".into(), why_not: "Støjen er for stor.".into() },
            "M1",
        )],
        whole: Some(noted("Skolen er med. Hjælp efter anden lov er ikke nok.".into(), "")),
        plan: Some(noted(
            Plan {
                kind: "Barnets plan".into(),
                offered: true,
                reason: None,
                goals: vec!["At gå i skole hver dag".into()],
                handed_over: None,
            },
            "",
        )),
        follow_up: Some(noted(
            FollowUp { date: Some(date(2027, 2, 1)), responsible: some("Rådgiveren"), measured: some("Dage i skole") },
            "",
        )),
        appeal: Some(noted(Appeal { straight: false, how: some("Ring på 00 00 00 00 eller skriv til os.") }, "")),
    };
    input
}

fn authority() -> Authority {
    Authority {
        name: "Eksempel Kommune".into(),
        unit: some("Børn og Unge"),
        address: some("Rådhuspladsen 1"),
        contact: some("rådgiveren i Børn og Unge"),
        telephone: some("00 00 00 00"),
        mail: None,
    }
}

fn decision() -> Decision {
    Decision {
        result: Result::Partly,
        what: "I får støtte i hjemmet. I får ikke plads på den skole, I har ønsket.".into(),
        law: some("barnets lov § 32, stk. 1, nr. 3"),
        help: some("familiebehandling og støtte i hjemmet"),
        extent: some("10 timer om ugen"),
        from: Some(date(2027, 1, 4)),
        duration: some("12 måneder"),
        purpose: some("at drengen kan gå i skole igen"),
        not: some("I får ikke den ønskede plads, fordi et andet tilbud dækker behovet."),
        date: Some(date(2026, 12, 14)),
        made_by: some("socialrådgiver i Børn og Unge"),
        examined: None,
    }
}

fn facts() -> Vec<Noted<HumanFact>> {
    let fact = |text: &str, source: &str| HumanFact {
        text: text.into(),
        source: source.into(),
        date: Some(NOVEMBER),
        ..HumanFact::default()
    };
    vec![
        noted(
            HumanFact {
                adverse: true,
                oral: true,
                noted: Some(NOVEMBER),
                ..fact("Drengen har været hjemme i fire måneder.", "Skolen")
            },
            "F1",
        ),
        noted(
            HumanFact {
                disputed: true,
                dispute: some("Skolen ser mindre uro end forældrene. Kommunen lægger begge dele til grund."),
                ..fact("Der er uro hver morgen.", "Forældrene")
            },
            "F2",
        ),
        noted(
            HumanFact {
                weightless: true,
                weight_reason: some("Rapporten er fem år gammel."),
                ..fact("En ældre rapport om trivsel.", "Skolen")
            },
            "F3",
        ),
    ]
}

fn hearing() -> Hearing {
    Hearing {
        facts: vec!["F1".into()],
        what: some("Skolens oplysning om fravær"),
        sent: Some(date(2026, 11, 10)),
        deadline: Some(date(2026, 11, 24)),
        answer: some("Forældrene er enige i tallet."),
        answered: Some(date(2026, 11, 16)),
        effect: some("Tallet lægges til grund."),
        left_out: None,
    }
}

fn advice() -> Vec<Noted<Advice>> {
    let advice = |duty: &str| Advice {
        duty: some(duty),
        from: "VISO".into(),
        asked: Some(date(2026, 11, 5)),
        received: Some(date(2026, 11, 19)),
        advice: some("Begynd med få timer om ugen"),
        followed: Some(Wholly::Partly),
        reason: some("Vi begynder med flere timer, fordi familien beder om det."),
    };
    vec![noted(advice("N1"), "R1"), noted(advice("R1"), "R2")]
}

fn offer() -> Offer {
    Offer {
        name: "Familiehuset".into(),
        law: some("barnets lov § 32"),
        why: some("Det har erfaring med skolevægring."),
        registered: Some(true),
        looked_up: Some(date(2026, 12, 1)),
        temporary_home: Some(true),
        temporary_need: Some(true),
        mismatch: None,
        ..Offer::default()
    }
}

fn wished() -> WishedOffer {
    WishedOffer {
        name: "Skolehjemmet".into(),
        granted: false,
        no_decision: false,
        no_decision_reason: None,
        refusal: some("ikke_egnet"),
        law: some("barnets lov § 32, stk. 2; serviceloven § 85 a"),
        reasons: some("Vi kender stedet, og det ligger tæt på."),
        answer: some("Vi forstår grunden, men stedet kan ikke give støtte i hjemmet."),
        suitability: some("Behov: støtte i hjemmet. Tilbuddet: kun støtte på stedet."),
        registered: Some(true),
        approved: some("ja"),
        looked_up: Some(date(2026, 12, 1)),
        price: Some(1_000_000),
        negotiated: Some(true),
        reference: some("Familiehuset"),
        reference_decided: Some(true),
        same_basis: Some(true),
        reference_price: Some(800_000),
        price_source: some("Tilbudsportalen"),
        price_date: Some(date(2026, 12, 1)),
        other_municipality: Some(true),
        other_municipality_text: some("Betingelserne er opfyldt i begge kommuner."),
        waiting: some("Der er plads om tre måneder. Indtil da er der støtte i hjemmet."),
        experts: some("VISO peger på støtte i hjemmet."),
        instead: some("Familiehuset"),
        covers: some("Det giver støtte alle de steder, hvor det er svært."),
        supplier_reason: some("Leverandøren har ikke medarbejdere nok."),
        child_view: some("Jeg vil helst blive hjemme."),
    }
}
