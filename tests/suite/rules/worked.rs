//! Time limits worked out by hand, case by case, and the table of them in rules/README.md.
//!
//! What comes out is computed from the shipped rules and held against days that were worked out beforehand; the table is
//! written from the same list. `VISIT_UPDATE=1` writes it anew.

use std::fmt::Write as _;
use std::fs;

use jiff::civil::{Date, date};
use visit::session::sheet;
use visitation::case::additions::read_topics;
use visitation::case::dates::{Dated, of_entered};
use visitation::consult::limits::{Limits, facts, ready};
use visitation::guideline::answers;
use visitation::guideline::term::{Anchor, Direction, Length, Term, Unit, Whose};
use visitation::guideline::wording::date_text;
use visitation::time::calendar::Calendar;
use visitation::time::deadline::{Computed, State, compute};
use visitation::time::facts::{Fact, Facts};
use visitation::time::lines::Line;

use super::{catalogue, rules_path};

const BEGIN: &str =
    "<!-- regnestykkerne er skrevet af en test: VISIT_UPDATE=1 cargo test --test suite rules::worked -->\n";
const END: &str = "<!-- slut på regnestykkerne -->\n";

/// What is computed.
enum Sum {
    /// A limit of the rules, in a case with these answers and events.
    Limit { id: &'static str, answers: &'static str, events: &'static str },
    /// The municipality's own limit, counted by the same calendar.
    Own(Term, Date),
}

/// One worked case: its number in the dossier, what is given, and day, plan-by and safe day worked out by hand.
struct Worked {
    number: &'static str,
    given: &'static str,
    sum: Sum,
    days: &'static [[Option<Date>; 3]],
}

#[expect(clippy::unnecessary_wraps, reason = "the table reads better")]
const fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Some(date(year, month, day))
}

const fn own(number: u32, direction: Direction, anchor: Anchor) -> Term {
    let length = Length { number, unit: Unit::Weeks };
    Term { length, direction, anchor, whose: Some(Whose::Municipality), group: None }
}

const ADULT: &str = "alder: 30";

const fn limit(id: &'static str, answers: &'static str, events: &'static str) -> Sum {
    Sum::Limit { id, answers, events }
}

const CASES: &[Worked] = &[
    Worked {
        number: "D1",
        given: "Afgørelsen er modtaget digitalt fredag 27-11-2026. Fire uger er juledag.",
        sum: limit("klage", ADULT, "{type: modtaget, dato: 2026-11-27}"),
        days: &[[day(2026, 12, 28), None, None]],
    },
    Worked {
        number: "D2",
        given: "Modtaget torsdag 26-11-2026. Fire uger er juleaften (fridag; for retssikkerhedsloven § 67 ikke set på tryk).",
        sum: limit("klage", ADULT, "{type: modtaget, dato: 2026-11-26}"),
        days: &[[day(2026, 12, 28), None, None]],
    },
    Worked {
        number: "D3",
        given: "Modtaget torsdag 25-02-2027. Fire uger er skærtorsdag.",
        sum: limit("klage", ADULT, "{type: modtaget, dato: 2027-02-25}"),
        days: &[[day(2027, 3, 30), None, None]],
    },
    Worked {
        number: "D4",
        given: "Modtaget lørdag 08-05-2027. Fire uger er lørdag og grundlovsdag.",
        sum: limit("klage", ADULT, "{type: modtaget, dato: 2027-05-08}"),
        days: &[[day(2027, 6, 7), None, None]],
    },
    Worked {
        number: "D5",
        given: "Brev på papir 17-12-2026. Hvornår borgeren fik det, er ikke kendt.",
        sum: limit("klage", ADULT, "{type: modtaget, måde: brev}"),
        days: &[[None, None, None]],
    },
    Worked {
        number: "D6",
        given: "To parter: digitalt 27-11-2026 og overgivet 03-12-2026. 31. december er en fridag.",
        sum: limit(
            "klage",
            ADULT,
            "{type: modtaget, dato: 2026-11-27, part: moderen}, {type: modtaget, dato: 2026-12-03, part: faderen}",
        ),
        days: &[[day(2026, 12, 28), None, None], [day(2027, 1, 4), None, None]],
    },
    Worked {
        number: "D7",
        given: "Ansøgt mandag 09-11-2026, fuldt oplyst den 30. Kommunens egen frist er fire uger fra ansøgningen.",
        sum: Sum::Own(own(4, Direction::From, Anchor::Enquiry), date(2026, 11, 9)),
        days: &[[day(2026, 12, 7), None, None]],
    },
    Worked {
        number: "D8",
        given: "Ansøgt torsdag 03-12-2026. Samme frist; dagen flytter ikke, for det er kommunens pligt.",
        sum: Sum::Own(own(4, Direction::From, Anchor::Enquiry), date(2026, 12, 3)),
        days: &[[day(2026, 12, 31), day(2026, 12, 30), None]],
    },
    Worked {
        number: "D9",
        given: "Optaget på herberg fredag 18-12-2026: 3 hverdage.",
        sum: limit("herberg", "alder: 30, målgruppe: [hjemløshed]", "{type: afgørelse, dato: 2026-12-18}"),
        days: &[[day(2026, 12, 23), None, day(2026, 12, 22)]],
    },
    Worked {
        number: "D10",
        given: "Kommunen fik kendskab til overgrebet lørdag 31-10-2026: 4 måneder.",
        sum: limit("børnefaglig_undersøgelse", "alder: 9, overgreb: ja", "{type: kendskab, dato: 2026-10-31}"),
        days: &[[day(2027, 2, 28), day(2027, 2, 26), None]],
    },
    Worked {
        number: "A1",
        given: "Støttende indsats begyndt 04-01-2027; undersøgelsen ved siden af er færdig 19-02-2027.",
        sum: limit(
            "første_opfølgning_barn_undersøgt",
            "alder: 9, barnets_indsats: støttende",
            "{type: iværksat, dato: 2027-01-04}, {type: undersøgelse_færdig, dato: 2027-02-19}",
        ),
        days: &[[day(2027, 2, 19), None, None]],
    },
    Worked {
        number: "A2",
        given: "Det samme, uden en undersøgelse ved siden af.",
        sum: limit(
            "første_opfølgning_barn",
            "alder: 9, barnets_indsats: støttende",
            "{type: iværksat, dato: 2027-01-04}",
        ),
        days: &[[day(2027, 4, 4), day(2027, 4, 2), None]],
    },
    Worked {
        number: "B1",
        given: "Støtte efter § 32, fylder 16 i februar 2027: tag stilling til en ungeplan fra fødselsdagen.",
        sum: limit(
            "ungeplan_stilling",
            "alder: 16, støtte_efter_barnets_lov: støtte",
            "{type: fylder_16, måned: 2027-02}",
        ),
        days: &[[day(2027, 2, 1), None, None]],
    },
    Worked {
        number: "B1",
        given: "Skal den laves, er den klar efter tre måneder.",
        sum: limit("ungeplan", "alder: 16, støtte_efter_barnets_lov: støtte", "{type: fylder_16, måned: 2027-02}"),
        days: &[[day(2027, 5, 1), day(2027, 4, 30), None]],
    },
    Worked {
        number: "B2",
        given: "Anbragt efter § 46, fylder 18 i august 2027.",
        sum: limit("ungestøtte", "alder: 17, støtte_efter_barnets_lov: anbragt", "{type: fylder_18, måned: 2027-08}"),
        days: &[[day(2027, 2, 1), None, None]],
    },
    Worked {
        number: "B3",
        given: "Varig nedsættelse, fylder 18 i august 2027: afgørelsen er klar.",
        sum: limit("overgang_voksen", "alder: 17, varig_nedsættelse: ja", "{type: fylder_18, måned: 2027-08}"),
        days: &[[day(2027, 8, 1), day(2027, 7, 30), None]],
    },
    Worked {
        number: "B3",
        given: "Er kommunens egen frist otte uger, så begynd.",
        sum: Sum::Own(own(8, Direction::Before, Anchor::Turns18), date(2027, 8, 1)),
        days: &[[day(2027, 6, 6), day(2027, 6, 4), None]],
    },
    Worked {
        number: "B4",
        given: "17 år, og det vides ikke, om nedsættelsen er varig: måske, og ingen dag efter loven.",
        sum: limit("overgang_voksen", "alder: 17, varig_nedsættelse: ved_ikke", "{type: fylder_18, måned: 2027-08}"),
        days: &[[None, None, None]],
    },
    Worked {
        number: "B5",
        given: "Støtte efter § 85, udskrives onsdag 10-02-2027: regionens pligt.",
        sum: limit("udskrivningsaftale", ADULT, "{type: udskrives, dato: 2027-02-10, planlagt: ja}"),
        days: &[[day(2027, 2, 10), None, None]],
    },
    Worked {
        number: "B6",
        given: "Regionen har modtaget henvisningen onsdag 20-01-2027 (integreret behandling): regionens pligt.",
        sum: limit("integreret_behandling", ADULT, "{type: henvist, dato: 2027-01-20}"),
        days: &[[day(2027, 2, 3), None, None]],
    },
];

/// The day on which one looks: behind every event, so that what can have happened has.
const TODAY: Date = date(2026, 11, 28);

fn limits(answered: &str, events: &str) -> Limits {
    let catalogue = catalogue();
    let text = format!("speciale: autisme\ndato: {TODAY}\nsvar: {{ {answered} }}\nhændelser: [ {events} ]\n");
    let sheet = answers::read("sag.yaml", text.as_bytes()).unwrap();
    let session = sheet::session(&catalogue, &sheet, &[], TODAY).unwrap();
    let noted = read_topics(&sheet.source, &sheet.raw.noted).unwrap();
    let (mut dated, done) = of_entered(&noted);
    dated.insert(0, Dated { event: "vurdering", party: None, day: Some(TODAY) });
    let outcome = session.outcome().unwrap();
    session.limits(&outcome, &ready(catalogue.national()), &facts(&dated, &done, &[]), TODAY)
}

fn computed(sum: &Sum) -> Vec<Computed> {
    match sum {
        Sum::Limit { id, answers, events } => {
            let limits = limits(answers, events);
            let lines = limits.lines.iter().filter(|line| line.id == *id);
            // What waits for an answer has no day by law.
            let known = |line: &Line| {
                let found = line.computed.clone();
                if line.open { Computed { state: State::Unknown, day: None, plan_by: None, ..found } } else { found }
            };
            lines.map(known).collect()
        }
        Sum::Own(term, event) => {
            let catalogue = catalogue();
            let free = &catalogue.national().free_days;
            let mut facts = Facts::default();
            facts.add(term.anchor, Fact { party: None, day: Some(*event) });
            compute(term, &facts, &Calendar::new(&free.holidays, &free.days_off), (None, TODAY))
        }
    }
}

fn told(found: &[Computed]) -> String {
    let one = |one: &Computed| {
        let Some(day) = one.day else { return State::Unknown.text().to_owned() };
        let with =
            |what: &str, day: Option<Date>| day.map_or_else(String::new, |day| format!(", {what} {}", date_text(day)));
        format!("{}{}{}", date_text(day), with("planlæg senest", one.plan_by), with("sikker dag", one.safe_day))
    };
    found.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_worked_case_comes_out_as_it_was_worked_out_by_hand() {
    for worked in CASES {
        let found = computed(&worked.sum);
        let days: Vec<_> = found.iter().map(|one| [one.day, one.plan_by, one.safe_day]).collect();
        assert_eq!(days, worked.days, "{}: {}", worked.number, worked.given);
    }
}

#[test]
fn what_nobody_knows_is_a_perhaps_and_no_day_in_machine_output() {
    let asked = limits("alder: 17, varig_nedsættelse: ved_ikke", "{type: fylder_18, måned: 2027-08}");
    let found = asked.machine_output().into_iter().find(|one| one.id == "overgang_voksen").unwrap();
    assert_eq!((found.state.as_str(), found.day), ("kan ikke beregnes", None));
    assert!(found.missing.unwrap().contains("varig_nedsættelse"));
    // Nobody has asked: that is told, too.
    let unasked = limits("alder: 17", "{type: fylder_18, måned: 2027-08}");
    let found = unasked.machine_output().into_iter().find(|one| one.id == "overgang_voksen").unwrap();
    assert_eq!((found.day, unasked.waits_for_ids.contains(&"varig_nedsættelse".to_owned())), (None, true));
    // Who is 30 has no such limit.
    assert!(limits(ADULT, "").machine_output().iter().all(|one| one.id != "overgang_voksen"));
}

#[test]
fn the_readme_has_the_worked_cases() {
    let mut table = String::from("\n| nr. | givet | sidste dag |\n|---|---|---|\n");
    for worked in CASES {
        writeln!(table, "| {} | {} | {} |", worked.number, worked.given, told(&computed(&worked.sum))).unwrap();
    }
    table.push('\n');
    let path = rules_path().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    if std::env::var_os("VISIT_UPDATE").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(written, table, "write it anew with VISIT_UPDATE=1");
}
