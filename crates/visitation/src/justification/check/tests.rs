//! Every element is missed when it is left out, and none when all is there.

use super::written::check_written;
use super::{Verdict, check};
use crate::justification::example::{complete, texts};
use crate::justification::human::{Economy, Wholly};
use crate::justification::input::Input;
use crate::justification::{Finish, letter, markdown, visitationsnotat};

/// What is left out, and which elements must be reported.
type Omission = (&'static [&'static str], fn(&mut Input));

const OMISSIONS: &[Omission] = &[
    (&["A1", "A17"], |i| i.human.authority = None),
    (&["A1"], |i| i.case_number = None),
    (&["A1", "F6"], |i| i.human.recipient = None),
    (&["A2", "A3", "A18", "F1", "F9", "B1"], |i| i.human.decision = None),
    (&["A2", "F1", "A4"], |i| i.human.decision.as_mut().unwrap().value.law = None),
    (&["A2"], |i| i.human.decision.as_mut().unwrap().value.purpose = None),
    (&["A3"], |i| i.human.decision.as_mut().unwrap().value.not = None),
    (&["A4", "F1"], |i| i.human.laws.clear()),
    (&["A4", "F1"], |i| i.human.laws[0].value.law = "barnets lov".into()),
    (&["A4"], |i| i.human.laws[0].value.checked = None),
    (&["A5"], |i| i.facts[0].source = None),
    (&["A5"], |i| i.facts[1].date = None),
    (&["A5"], |i| i.human.facts[0].value.date = None),
    (&["A6", "F4"], |i| i.human.assessments.clear()),
    (&["A6"], |i| i.human.assessments[0].value.met = None),
    (&["A6", "F11"], |i| i.human.level = None),
    (&["A6"], |i| i.specialer[0].level.lowest = "Let".into()),
    (&["A7", "F2"], |i| i.human.considerations.clear()),
    (&["A7"], |i| i.human.economy = None),
    (&["A7"], |i| i.human.economy.as_mut().unwrap().value.text = None),
    (&["A7"], |i| i.human.considerations.truncate(1)),
    (&["A8", "F7"], |i| i.human.wishes.clear()),
    (&["A8", "F7"], |i| i.human.wishes[0].value.answer = None),
    (&["A8"], |i| i.human.child = None),
    (&["A9"], |i| i.human.advice.truncate(1)),
    (&["A9"], |i| i.human.advice[0].value.advice = None),
    (&["A10", "F7"], |i| i.human.facts[2].value.weight_reason = None),
    (&["A11", "F5"], |i| i.human.hearings.clear()),
    (&["A11"], |i| i.human.hearings[0].value.effect = None),
    (&["A12"], |i| i.human.alternatives.clear()),
    (&["A13", "F10"], |i| i.human.whole = None),
    (&["A14"], |i| i.human.plan = None),
    (&["A14"], |i| i.human.plan.as_mut().unwrap().value.goals.clear()),
    (&["A15", "A2"], |i| i.human.follow_up = None),
    (&["A15"], |i| i.human.follow_up.as_mut().unwrap().value.measured = None),
    (&["A16", "F12", "B12"], |i| i.human.appeal = None),
    (&["A17"], |i| i.human.authority.as_mut().unwrap().value.contact = None),
    (&["A18"], |i| i.human.decision.as_mut().unwrap().value.made_by = None),
    (&["B1"], |i| i.human.wished.as_mut().unwrap().value.no_decision = true),
    (&["B2"], |i| i.human.wished.as_mut().unwrap().value.law = None),
    (&["B3"], |i| i.human.wished.as_mut().unwrap().value.suitability = None),
    (&["B4"], |i| i.human.wished.as_mut().unwrap().value.registered = None),
    (&["B5"], |i| i.human.wished.as_mut().unwrap().value.reference_price = None),
    (&["B5"], |i| i.human.wished.as_mut().unwrap().value.price_source = None),
    (&["B6"], |i| i.human.wished.as_mut().unwrap().value.other_municipality_text = None),
    (&["B7"], |i| i.human.wished.as_mut().unwrap().value.waiting = None),
    (&["B8"], |i| i.human.wished.as_mut().unwrap().value.answer = None),
    (&["B9"], |i| i.human.wished.as_mut().unwrap().value.experts = None),
    (&["B10"], |i| i.human.wished.as_mut().unwrap().value.covers = None),
    (&["B11"], |i| i.human.wished.as_mut().unwrap().value.supplier_reason = None),
    (&["B13"], |i| i.human.wished.as_mut().unwrap().value.child_view = None),
    (&["B14"], |i| i.human.wished.as_mut().unwrap().value.refusal = None),
    (&["B14"], |i| i.human.wished.as_mut().unwrap().value.refusal = Some("ikke_registreret".into())),
    (&["B14"], |i| {
        free_choice(i, 3_191, 2_900);
        i.human.wished.as_mut().unwrap().value.refusal = Some("plads".into());
    }),
    (&["F19"], |i| {
        placed(i);
        i.human.offer.as_mut().unwrap().value.siblings = Some("andet_sted".into());
    }),
    (&["F19"], |i| {
        placed(i);
        i.human.has_siblings = true;
    }),
    (&["F3"], |i| i.human.facts[1].value.dispute = None),
    (&["F3"], |i| {
        i.facts.truncate(1);
        i.human.facts.clear();
    }),
    (&["F4"], |i| {
        i.human.considerations.iter_mut().for_each(|one| one.value.text = "Det er kommunens serviceniveau.".into());
    }),
    (&["F5"], |i| i.human.hearings[0].value.facts = vec!["F2".into()]),
    (&["F6"], |i| i.human.recipient.as_mut().unwrap().value.helper = None),
    (&["F8"], |i| i.human.facts[0].value.noted = None),
    (&["F9"], |i| i.human.decision.as_mut().unwrap().value.extent = None),
    (&["F9"], |i| i.human.decision.as_mut().unwrap().value.duration = None),
    (&["F10"], |i| i.human.application = None),
    (&["F11", "A9"], |i| {
        i.human.advice[0].value.followed = Some(Wholly::No);
        i.human.advice[0].value.reason = None;
    }),
    (&["F11"], |i| i.human.level.as_mut().unwrap().value.level = "Let".into()),
    (&["F13"], |i| i.human.offer.as_mut().unwrap().value.temporary_need = Some(false)),
    (&["F14"], |i| i.human.offer.as_mut().unwrap().value.registered = Some(false)),
    (&["F15"], |i| i.human.economy.as_mut().unwrap().value.counted = false),
    (&["F15"], |i| {
        without_price(i);
        i.human.decision.as_mut().unwrap().value.not = Some("I får den ikke, fordi den er væsentligt dyrere.".into());
    }),
    (&["F16"], |i| i.human.facts[2].value.text = i.human.facts[0].value.text.clone()),
    (&["F16"], |i| i.human.assessments[0].value.facts = vec!["F3".into()]),
    (&["F17"], |i| i.human.decision.as_mut().unwrap().value.law = Some("barnets lov § 47, stk. 1, nr. 2".into())),
    (&["F17"], |i| {
        let decision = &mut i.human.decision.as_mut().unwrap().value;
        decision.law = Some("Barnets lov §§ 46-47".into());
        decision.examined = decision.date.map(|date| date.tomorrow().unwrap());
    }),
    (&["F18"], |i| i.human.child.as_mut().unwrap().value.for_parents = None),
    (&["B5"], |i| free_choice(i, 3_161, 2_900)),
    (&["B5"], |i| free_choice(i, 3_190, 2_900)),
    (&["B5"], |i| {
        free_choice(i, 3_191, 2_900);
        i.human.wished.as_mut().unwrap().value.negotiated = Some(false);
    }),
    (&["B5"], |i| {
        free_choice(i, 3_191, 2_900);
        i.human.wished.as_mut().unwrap().value.reference_decided = None;
    }),
    (&["B5"], |i| {
        free_choice(i, 3_191, 2_900);
        i.human.wished.as_mut().unwrap().value.same_basis = Some(false);
    }),
    // Without free choice there is no ceiling, but nine per cent is not »væsentligt dyrere« either.
    (&["B5"], |i| {
        free_choice(i, 3_161, 2_900);
        i.human.wished.as_mut().unwrap().value.law = Some("barnets lov § 32, stk. 3".into());
        i.human.decision.as_mut().unwrap().value.not = Some("I får den ikke. Den er væsentligt dyrere.".into());
    }),
];

/// A child is placed, and all that the law weighs is said and followed.
fn placed(input: &mut Input) {
    let decision = &mut input.human.decision.as_mut().unwrap().value;
    decision.law = Some("barnets lov § 47, stk. 1, nr. 2".into());
    decision.examined = decision.date;
    let offer = &mut input.human.offer.as_mut().unwrap().value;
    (offer.siblings, offer.foster_family) = (Some("ingen".into()), Some("valgt".into()));
    offer.keeps_school = Some(true);
}

/// A wish under free choice, refused on its price.
fn free_choice(input: &mut Input, price: i64, reference: i64) {
    let wished = &mut input.human.wished.as_mut().unwrap().value;
    wished.law = Some("serviceloven § 108, stk. 2".into());
    (wished.price, wished.reference_price) = (Some(price * 365), Some(reference * 365));
}

/// Price plays no part.
fn without_price(input: &mut Input) {
    let human = &mut input.human;
    human.economy.as_mut().unwrap().value = Economy { counted: false, text: None, covers: None };
    human.considerations.truncate(1);
    let wished = &mut human.wished.as_mut().unwrap().value;
    (wished.price, wished.reference_price) = (None, None);
}

#[test]
fn a_price_over_the_ceiling_and_a_refusal_without_price_are_no_faults() {
    let mut input = complete();
    free_choice(&mut input, 3_191, 2_900);
    assert_eq!(missing(&input), Vec::<&str>::new());
    assert!(written(&input).contains("over loftet på 10 procent"));
    let mut input = complete();
    without_price(&mut input);
    assert_eq!(missing(&input), Vec::<&str>::new());
    let letter = letter(&input, &texts(&input), Finish::Final);
    assert_eq!(letter.holes().collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(!written(&input).contains(" kr."));
}

#[test]
fn a_placement_of_a_child_is_finished_with_its_examination() {
    let mut input = complete();
    placed(&mut input);
    assert_eq!(missing(&input), Vec::<&str>::new());
    input.human.offer.as_mut().unwrap().value.keeps_school = Some(false);
    let letter = letter(&input, &texts(&input), Finish::Final);
    assert!(letter.holes().any(|hole| hole.contains("fraveget")), "another school asks for its reason");
    input.human.offer.as_mut().unwrap().value.departure = Some("Skolen har ingen plads med ro.".into());
    assert_eq!(missing(&input), Vec::<&str>::new());
    decision_law(&mut input, "barnets lov § 32, stk. 1, nr. 3; lov nr. 1146");
    assert_eq!(missing(&input), Vec::<&str>::new(), "no placement");
}

fn decision_law(input: &mut Input, law: &str) {
    let decision = &mut input.human.decision.as_mut().unwrap().value;
    decision.law = Some(law.into());
    decision.examined = None;
}

fn missing(input: &Input) -> Vec<&'static str> {
    check(input).into_iter().filter(super::Element::is_missing).map(|element| element.code).collect()
}

fn written(input: &Input) -> String {
    markdown::render(&letter(input, &texts(input), Finish::Final)).unwrap()
}

#[test]
fn nothing_is_missed_where_all_is_there() {
    let input = complete();
    let elements = check(&input);
    assert_eq!(missing(&input), Vec::<&str>::new(), "{elements:#?}");
    assert_eq!(elements.len(), 18 + 14 + 19);
    assert_eq!(letter(&input, &texts(&input), Finish::Final).holes().collect::<Vec<_>>(), Vec::<&str>::new());
    assert_eq!(visitationsnotat(&input, &texts(&input), Finish::Final).holes().collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_element_left_out_is_missed() {
    for (place, (codes, leave_out)) in OMISSIONS.iter().enumerate() {
        let mut input = complete();
        leave_out(&mut input);
        let found = missing(&input);
        for code in *codes {
            assert!(found.contains(code), "omission {place}: {code} not among {found:?}");
        }
    }
}

#[test]
fn every_element_is_left_out_somewhere() {
    for element in check(&complete()) {
        let code = element.code;
        assert!(OMISSIONS.iter().any(|(codes, _)| codes.contains(&code)), "{code} is never left out");
    }
}

#[test]
fn a_hole_in_the_letter_is_always_an_element_that_is_missing() {
    for (place, (_, leave_out)) in OMISSIONS.iter().enumerate() {
        let mut input = complete();
        leave_out(&mut input);
        let letter = letter(&input, &texts(&input), Finish::Draft);
        let holes: Vec<&str> = letter.holes().collect();
        assert!(holes.is_empty() || !missing(&input).is_empty(), "omission {place}: {holes:?}");
    }
}

#[test]
fn what_has_no_place_says_why() {
    let mut input = complete();
    input.human.wished = None;
    input.age = Some(40);
    for element in check(&input).iter().filter(|element| element.code.starts_with('B')) {
        assert!(matches!(&element.verdict, Verdict::NotRelevant(why) if !why.is_empty()), "{}", element.code);
    }
}

#[test]
fn the_complete_letter_passes_as_a_text_too() {
    let input = complete();
    for known in [Some(&input), None] {
        let elements = check_written(&written(&input), known);
        let missing: Vec<_> = elements.iter().filter(|element| element.is_missing()).collect();
        assert!(missing.is_empty(), "{missing:#?}\n{}", written(&input));
    }
}

/// The section with a heading cut out of a letter, as a hasty hand would.
fn without(text: &str, heading: &str) -> String {
    let (before, after) = text.split_once(&format!("\n## {heading}")).unwrap_or_else(|| panic!("{heading}: {text}"));
    let rest = after.find("\n## ").map_or("", |place| &after[place..]);
    format!("{before}{rest}")
}

#[test]
fn a_section_cut_out_of_a_written_letter_is_missed() {
    let input = complete();
    let text = written(&input);
    for (heading, code) in [
        ("Afgørelse", "A2"),
        ("Lovgrundlag", "A4"),
        ("Øvrige oplysninger, vi har lagt vægt på", "A5"),
        ("Vores vurdering", "A6"),
        ("Hvorfor", "A7"),
        ("Ønsker og bemærkninger", "A8"),
        ("Rådgivning", "A9"),
        ("Oplysninger, vi ikke", "A10"),
        ("Partshøring", "A11"),
        ("Andre muligheder", "A12"),
        ("Andre muligheder", "A13"),
        ("Det sker nu", "A14"),
        ("Det sker nu", "A15"),
        ("Klagevejledning", "A16"),
        ("Klagevejledning", "F12"),
        ("Kontakt", "A17"),
        ("Om beslutningsstøtten", "A18"),
        ("Det ønskede tilbud", "B3"),
    ] {
        let elements = check_written(&without(&text, heading), Some(&input));
        let found = elements.iter().any(|element| element.code == code && element.is_missing());
        assert!(found, "{heading} cut out, {code} not missed");
    }
}

#[test]
fn a_line_struck_out_of_the_answer_to_a_wish_is_missed() {
    let input = complete();
    let text = written(&input);
    for (line, code) in [
        ("- Regel:", "B2"),
        (" kr. ", "B5"),
        ("- Plads og ventetid:", "B7"),
        ("- Svar på grundene:", "B8"),
        ("- I stedet tilbydes:", "B10"),
    ] {
        let (before, section) = text.split_once("\n## Det ønskede tilbud").unwrap();
        assert!(section.contains(line), "{line}: {section}");
        let kept: Vec<&str> = section.lines().filter(|other| !other.contains(line)).collect();
        let struck = format!("{before}\n## Det ønskede tilbud{}", kept.join("\n"));
        for known in [Some(&input), None] {
            let elements = check_written(&struck, known);
            let found = elements.iter().any(|element| element.code == code && element.is_missing());
            assert!(found, "{line} struck out, {code} not missed");
        }
    }
}

#[test]
fn a_hole_left_in_a_written_letter_is_missed() {
    let input = complete();
    let text = written(&input).replace("## Hvorfor\n", "## Hvorfor\n\n[UDFYLDES: hensynet]\n");
    let elements = check_written(&text, Some(&input));
    assert!(elements.iter().any(|element| element.code == "A7" && element.is_missing()));
}
