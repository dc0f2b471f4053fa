//! F1–F18: the faults that Ombudsmand, Ankestyrelsen and the ministry's guide find again and again.

use super::demands_a::{a4, a7, a8, a13, a16, departed_with_reason};
use super::{Demand, Verdict, all, not_relevant};
use crate::justification::human::{HumanFact, Noted, Result};
use crate::justification::input::Input;
use crate::justification::voice::Voice;

pub(super) const DEMANDS: &[Demand] = &[
    Demand { code: "F1", title: "Ingen eller forkert lovregel", basis: "Ombudsmandens overblik 10", look: a4 },
    Demand { code: "F2", title: "Skøn uden hovedhensyn", basis: "Ombudsmandens overblik 10", look: a7 },
    Demand {
        code: "F3",
        title: "Kun én oplysning, eller uenighed, der ikke er omtalt",
        basis: "Ombudsmandens overblik 10",
        look: f3,
    },
    Demand { code: "F4", title: "Serviceniveau i stedet for vurdering", basis: "Ankestyrelsen; FOB 2024-19", look: f4 },
    Demand { code: "F5", title: "Oplysning til ugunst uden partshøring", basis: "Ombudsmandens overblik 9", look: f5 },
    Demand { code: "F6", title: "Hjælperens rolle er uklar", basis: "VEJ 9455", look: f6 },
    Demand { code: "F7", title: "Ønsker uden svar, eller vægt uden grund", basis: "VEJ 9455", look: f7 },
    Demand {
        code: "F8", title: "Mundtlig oplysning uden notat", basis: "offentlighedsloven § 13; VEJ 9455", look: f8
    },
    Demand { code: "F9", title: "Resultatet er uklart", basis: "VEJ 9455; barnets lov § 32, stk. 3", look: f9 },
    Demand {
        code: "F10",
        title: "Ikke hele ansøgningen, eller anden lovgivning overset",
        basis: "VEJ 9455; retssikkerhedsloven § 5",
        look: f10,
    },
    Demand { code: "F11", title: "Afvigelse uden grund", basis: "SOU spm. 65 (2023)", look: f11 },
    Demand { code: "F12", title: "Klagevejledning mangler", basis: "forvaltningsloven § 25", look: a16 },
    Demand { code: "F13", title: "Botilbud af forkert slags", basis: "Ankestyrelsen 71-14 og 72-14", look: f13 },
    Demand { code: "F14", title: "Tilbud, der ikke er registreret", basis: "serviceloven § 14, stk. 2", look: f14 },
    Demand { code: "F15", title: "Økonomi sagt og skjult", basis: "forvaltningsloven § 24, stk. 1", look: f15 },
    Demand { code: "F16", title: "Samme oplysning både med og uden vægt", basis: "VEJ 9455", look: f16 },
    Demand {
        code: "F17",
        title: "Anbringelse uden undersøgelse af barnet",
        basis: "barnets lov § 47, stk. 2, og § 20",
        look: f17,
    },
    Demand {
        code: "F18",
        title: "Barnets fortælling til forældre uden stillingtagen",
        basis: "forvaltningsloven § 15 a ff.",
        look: f18,
    },
    Demand {
        code: "F19",
        title: "Søskende, plejefamilie og skole ved anbringelse",
        basis: "barnets lov § 52, stk. 2 og 3",
        look: f19,
    },
];

fn f3(input: &Input) -> Verdict {
    let human = &input.human;
    let count = input.facts.len() + human.weighty().count();
    all(&[
        (count > 1, "flere af de oplysninger, der har haft betydning"),
        (
            human.facts.iter().all(|fact| !fact.disputed || fact.dispute.is_some()),
            "hvad uenigheden går ud på, og hvad der lægges til grund",
        ),
    ])
}

/// The words by which a general level of service stands in for an assessment.
pub(super) const SERVICE_LEVEL: &[&str] = &["kvalitetsstandard", "serviceniveau", "servicedeklaration"];

fn f4(input: &Input) -> Verdict {
    let human = &input.human;
    let names = |text: &str| SERVICE_LEVEL.iter().any(|word| text.to_lowercase().contains(word));
    let individual = human.assessments.iter().any(|one| !names(&one.judgement));
    let alone = !human.considerations.is_empty() && human.considerations.iter().all(|one| names(&one.text));
    all(&[
        (individual, "en vurdering af netop denne borger, som ikke bygger på et serviceniveau"),
        (!alone, "et hensyn ud over kommunens serviceniveau"),
    ])
}

fn f5(input: &Input) -> Verdict {
    let human = &input.human;
    let adverse: Vec<&str> = human.facts.iter().filter(|fact| fact.adverse).map(|fact| fact.id.as_str()).collect();
    if adverse.is_empty() {
        return not_relevant("ingen noteret oplysning er til ugunst for borgeren");
    }
    let heard = |id: &str| human.hearings.iter().any(|hearing| hearing.facts.iter().any(|fact| fact == id));
    let missing: Vec<&str> = adverse.into_iter().filter(|id| !heard(id)).collect();
    let what = format!("partshøring over {}, eller hvorfor den er undladt", missing.join(", "));
    all(&[(missing.is_empty(), what.as_str())])
}

fn f6(input: &Input) -> Verdict {
    let helper = input.human.recipient.as_ref().is_some_and(|recipient| recipient.helper.is_some());
    all(&[(helper, "om borgeren har en hjælper, og i hvilken rolle")])
}

fn f7(input: &Input) -> Verdict {
    match a8(input) {
        Verdict::Present => {}
        other => return other,
    }
    let reasons = input.human.weightless().all(|fact| fact.weight_reason.is_some());
    all(&[(reasons, "hvorfor en oplysning ikke har fået vægt")])
}

fn f8(input: &Input) -> Verdict {
    let oral = input.human.facts.iter().filter(|fact| fact.oral);
    let unnoted: Vec<&str> = oral.clone().filter(|fact| fact.noted.is_none()).map(|fact| fact.id.as_str()).collect();
    if oral.count() == 0 {
        return not_relevant("ingen oplysning er noteret som mundtlig");
    }
    let what = format!("hvornår den mundtlige oplysning er noteret ({})", unnoted.join(", "));
    all(&[(unnoted.is_empty(), what.as_str())])
}

fn f9(input: &Input) -> Verdict {
    let Some(decision) = &input.human.decision else { return Verdict::Missing("hvad der er besluttet".to_owned()) };
    let refused = decision.result == Result::Refused;
    let ended = decision.result == Result::Ended;
    all(&[
        (refused || decision.extent.is_some(), "omfang"),
        (refused || decision.from.is_some(), "hvornår det begynder eller slutter"),
        (refused || ended || decision.duration.is_some(), "forventet varighed"),
    ])
}

fn f10(input: &Input) -> Verdict {
    let Some(application) = &input.human.application else {
        return Verdict::Missing("hvad der er søgt om".to_owned());
    };
    if application.date.is_none() && input.enquiry.is_none() {
        return Verdict::Missing("hvornår henvendelsen kom".to_owned());
    }
    a13(input)
}

fn f11(input: &Input) -> Verdict {
    let human = &input.human;
    let Some(chosen) = &human.level else { return Verdict::Missing("det niveau, kommunen vælger".to_owned()) };
    let same = !input.overall.doubt() && chosen.level == input.overall.lowest;
    all(&[
        (
            same || chosen.reason.is_some(),
            "hvorfor niveauet er et andet end det anbefalede, eller er valgt trods tvivl",
        ),
        (human.advice.iter().all(departed_with_reason), "hvorfor et råd ikke følges"),
    ])
}

fn f13(input: &Input) -> Verdict {
    let Some(home) = input.human.offer.as_ref().and_then(|offer| Some((offer, offer.temporary_home?))) else {
        return not_relevant("der er ikke valgt et botilbud");
    };
    let (offer, temporary) = home;
    match offer.temporary_need {
        None => Verdict::Missing("om behovet er midlertidigt eller varigt".to_owned()),
        Some(need) => {
            all(&[(need == temporary || offer.mismatch.is_some(), "hvorfor botilbuddets type passer til behovet")])
        }
    }
}

fn f14(input: &Input) -> Verdict {
    let Some(offer) = &input.human.offer else { return not_relevant("der er ikke valgt et tilbud") };
    all(&[
        (offer.registered == Some(true), "at tilbuddet står på Tilbudsportalen; ellers kan det ikke bruges"),
        (offer.looked_up.is_some(), "hvornår det er slået op"),
        (offer.why.is_some(), "hvorfor tilbuddet passer til borgeren"),
    ])
}

/// "Økonomi er ikke indgået" beside prices, an economic consideration, or words that say that it did.
fn f15(input: &Input) -> Verdict {
    let human = &input.human;
    let Some(economy) = &human.economy else { return not_relevant("det er ikke noteret, om økonomi er indgået") };
    if economy.counted {
        return not_relevant("økonomi er indgået, og det er sagt");
    }
    let compared = human.wished.as_ref().is_some_and(|wished| wished.names_price());
    all(&[
        (!compared, "enten at økonomi er indgået, eller et brev uden sammenligning af priser"),
        (
            !human.considerations.iter().any(|one| one.economic),
            "enten at økonomi er indgået, eller intet økonomisk hensyn",
        ),
        (!human.refuses_on_price(), "enten at økonomi er indgået, eller en begrundelse uden ord om pris"),
    ])
}

/// Told as given weight and as not.
fn f16(input: &Input) -> Verdict {
    let human = &input.human;
    let plain =
        |text: &str| -> String { text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect() };
    let mut weighty: Vec<String> = human.weighty().map(|fact| plain(&fact.text)).collect();
    weighty.extend(input.facts.iter().map(|fact| plain(&Voice::file().speak(&fact.statement))));
    let twice = |fact: &&Noted<HumanFact>| {
        let judged = human.assessments.iter().any(|one| one.facts.contains(&fact.id));
        judged || weighty.contains(&plain(&fact.text))
    };
    let both: Vec<&str> = human.weightless().filter(twice).map(|fact| fact.id.as_str()).collect();
    if human.weightless().next().is_none() {
        return not_relevant("alle noterede oplysninger har fået vægt");
    }
    let what = format!("om {} har fået vægt: brevet siger både ja og nej", both.join(", "));
    all(&[(both.is_empty(), what.as_str())])
}

/// A placement rests on an examination of the child.
fn f17(input: &Input) -> Verdict {
    if !input.human.places_child() {
        return not_relevant("afgørelsen er ikke en anbringelse efter barnets lov § 46 eller § 47");
    }
    let examined = input.human.decision.as_ref().and_then(|decision| decision.examined);
    let late = examined.zip(input.human.decision.as_ref().and_then(|decision| decision.date));
    all(&[
        (
            examined.is_some(),
            "hvornår undersøgelsen af barnet blev færdig; uden den kan visit ikke skrive brevet færdigt",
        ),
        (late.is_none_or(|(examined, decided)| examined <= decided), "en undersøgelse, der var færdig før afgørelsen"),
    ])
}

/// Somebody has considered what parents may be told.
fn f18(input: &Input) -> Verdict {
    if !input.is_to_parents() {
        return not_relevant("brevet går ikke til et barns forældre");
    }
    let Some(child) = &input.human.child else { return not_relevant("barnet er ikke hørt endnu") };
    all(&[(
        child.for_parents.is_some(),
        "om forældrene må få at vide, hvad barnet har fortalt, og hvad der ellers skal holdes ude af brevet",
    )])
}

/// What the law weighs where a child is placed, and why it is departed from.
fn f19(input: &Input) -> Verdict {
    if !input.human.places_child() {
        return not_relevant("afgørelsen er ikke en anbringelse efter barnets lov § 46 eller § 47");
    }
    let Some(offer) = &input.human.offer else { return not_relevant("der er ikke valgt et tilbud") };
    let unsaid = offer.unsaid_for_child(input.human.has_siblings);
    all(&unsaid.iter().map(|what| (false, *what)).collect::<Vec<_>>())
}
