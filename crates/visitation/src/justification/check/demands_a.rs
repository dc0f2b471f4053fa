//! Checklist A: a lawful written justification on the social area.

use super::{Demand, Verdict, all, not_relevant};
use crate::justification::human::{Advice, Noted, Result, Wholly};
use crate::justification::input::Input;

pub(super) const DEMANDS: &[Demand] = &[
    Demand {
        code: "A1",
        title: "Myndighed, dato, sagsnummer og modtager",
        basis: "VEJ 9455; forvaltningsloven § 8",
        look: a1,
    },
    Demand { code: "A2", title: "Afgørelsen først", basis: "VEJ 9455", look: a2 },
    Demand { code: "A3", title: "Delvist medhold er sagt", basis: "forvaltningsloven § 22", look: a3 },
    Demand { code: "A4", title: "Lovgrundlag med paragraf", basis: "forvaltningsloven § 24, stk. 1", look: a4 },
    Demand { code: "A5", title: "Oplysninger med kilde og dato", basis: "forvaltningsloven § 24, stk. 2", look: a5 },
    Demand { code: "A6", title: "Konkret, individuel vurdering", basis: "serviceloven § 1, stk. 3", look: a6 },
    Demand { code: "A7", title: "Hovedhensyn", basis: "forvaltningsloven § 24, stk. 1", look: a7 },
    Demand {
        code: "A8",
        title: "Borgerens ønsker og svar på dem",
        basis: "VEJ 9455; retssikkerhedsloven § 4",
        look: a8,
    },
    Demand { code: "A9", title: "Faglig rådgivning", basis: "SOU spm. 65 (2023); forvaltningsloven § 24", look: a9 },
    Demand { code: "A10", title: "Oplysninger uden vægt, og hvorfor", basis: "VEJ 9455", look: a10 },
    Demand { code: "A11", title: "Partshøring", basis: "forvaltningsloven § 19", look: a11 },
    Demand { code: "A12", title: "Andre muligheder", basis: "god skik; barnets lov § 32, stk. 3", look: a12 },
    Demand { code: "A13", title: "Helhedsvurdering", basis: "retssikkerhedsloven § 5", look: a13 },
    Demand { code: "A14", title: "Plan", basis: "serviceloven § 141; barnets lov §§ 91-92", look: a14 },
    Demand { code: "A15", title: "Opfølgning", basis: "serviceloven § 148; barnets lov § 95", look: a15 },
    Demand { code: "A16", title: "Klagevejledning", basis: "forvaltningsloven § 25", look: a16 },
    Demand { code: "A17", title: "Kontakt og rettigheder", basis: "forvaltningsloven §§ 7 og 8", look: a17 },
    Demand {
        code: "A18",
        title: "Om beslutningsstøtten",
        basis: "databeskyttelsesforordningen art. 13-15; god skik",
        look: a18,
    },
];

fn a1(input: &Input) -> Verdict {
    let human = &input.human;
    all(&[
        (human.authority.is_some(), "myndighed"),
        (human.decision.as_ref().is_some_and(|decision| decision.date.is_some()), "dato for afgørelsen"),
        (input.case_number.is_some(), "sagsnummer"),
        (human.recipient.is_some(), "modtager og rolle"),
    ])
}

fn a2(input: &Input) -> Verdict {
    let Some(decision) = &input.human.decision else { return Verdict::Missing("hvad der er besluttet".to_owned()) };
    let ends = matches!(decision.result, Result::Refused | Result::Ended);
    all(&[
        (decision.law.is_some(), "lov, paragraf og stykke"),
        (decision.help.is_some() || decision.result == Result::Refused, "hvilken slags hjælp"),
        (input.human.follow_up.is_some(), "opfølgning"),
        (!input.is_child() || ends || decision.purpose.is_some(), "formål (barnets lov § 32, stk. 3)"),
    ])
}

fn a3(input: &Input) -> Verdict {
    match &input.human.decision {
        Some(decision) if decision.result == Result::Partly => {
            all(&[(decision.not.is_some(), "hvad der ikke gives, og hvorfor")])
        }
        Some(_) => not_relevant("afgørelsen er ikke et delvist medhold"),
        None => Verdict::Missing("om afgørelsen giver fuldt medhold".to_owned()),
    }
}

pub(super) fn a4(input: &Input) -> Verdict {
    let human = &input.human;
    let section = |law: &str| law.contains('§');
    let partly = human.decision.as_ref().is_some_and(|decision| decision.result == Result::Partly);
    all(&[
        (!human.laws.is_empty(), "lov, paragraf og stykke under lovgrundlag"),
        (human.laws.iter().all(|law| section(&law.law)), "paragraf ved hver lov"),
        (human.laws.iter().all(|law| law.checked.is_some()), "dato for, hvornår loven er slået op i gældende ret"),
        (
            human.decision.as_ref().and_then(|decision| decision.law.as_deref()).is_some_and(section),
            "paragraf for afgørelsen",
        ),
        (human.elements.iter().all(|part| section(&part.law)), "paragraf ved hver del"),
        (
            !partly || (human.elements.iter().any(|it| it.granted) && human.elements.iter().any(|it| !it.granted)),
            "hver del med sin egen lov: det, der gives, og det, der ikke gives (`dele`)",
        ),
    ])
}

fn a5(input: &Input) -> Verdict {
    let human = &input.human;
    all(&[
        (!input.facts.is_empty() || human.weighty().next().is_some(), "de oplysninger, der er lagt vægt på"),
        (input.facts.iter().all(|fact| fact.source.is_some()), "kilde til hvert svar, der bærer anbefalingen"),
        (input.facts.iter().all(|fact| fact.date.is_some()), "dato for hvert svar, der bærer anbefalingen"),
        (
            human.facts.iter().all(|fact| fact.date.is_some() && !fact.source.is_empty()),
            "kilde og dato for hver oplysning",
        ),
    ])
}

fn a6(input: &Input) -> Verdict {
    let judged = &input.human.assessments;
    all(&[
        (!judged.is_empty(), "lovens betingelser holdt op mod oplysningerne"),
        (judged.iter().all(|one| one.law.contains('§')), "paragraf ved hver betingelse"),
        (judged.iter().all(|one| !one.facts.is_empty()), "hvilke oplysninger hver vurdering bygger på"),
        (judged.iter().all(|one| one.met.is_some()), "om hver betingelse er opfyldt"),
        (input.human.level.is_some(), "det niveau, kommunen vælger"),
        (
            !input.is_doubtful() || input.human.level.as_ref().is_some_and(|level| level.doubt.is_some()),
            "hvad der er gjort for at få de svar, der mangler, og hvorfor der handles uden dem",
        ),
    ])
}

pub(super) fn a7(input: &Input) -> Verdict {
    let human = &input.human;
    let counted = human.economy.as_ref().is_some_and(|economy| economy.counted);
    let open = human
        .economy
        .as_ref()
        .is_none_or(|economy| !economy.counted || (economy.text.is_some() && economy.covers.is_some()));
    all(&[
        (!human.considerations.is_empty(), "det, der har været afgørende for skønnet"),
        (human.economy.is_some(), "om økonomi er indgået"),
        (
            !counted || human.considerations.iter().any(|one| one.economic),
            "det økonomiske hensyn, når økonomi er indgået",
        ),
        (open, "hvordan økonomi er indgået, og hvorfor behovet stadig er dækket"),
    ])
}

pub(super) fn a8(input: &Input) -> Verdict {
    let human = &input.human;
    let wishes = &human.wishes;
    all(&[
        (!wishes.is_empty(), "borgerens ønsker, eller at der ikke er nogen"),
        (wishes.iter().all(|wish| wish.answer.is_some() && wish.followed.is_some()), "svar på hvert ønske"),
        (!input.is_child() || human.child.is_some(), "barnets egen holdning"),
        (human.child.as_ref().is_none_or(|child| child.effect.is_some()), "hvad barnets holdning har betydet"),
    ])
}

fn a9(input: &Input) -> Verdict {
    let given = &input.human.advice;
    let due = input.due_advice();
    if due.is_empty() && given.is_empty() {
        return not_relevant("hverken lov eller retningslinje peger på rådgivning, og ingen er noteret");
    }
    let missing: Vec<String> = due
        .iter()
        .filter(|(_, duty)| !given.iter().any(|one| duty.is_named(one.duty.as_deref())))
        .map(|(_, duty)| {
            format!("rådgivning {} ({})", duty.id, duty.from.as_deref().unwrap_or("rådgiver ikke angivet"))
        })
        .collect();
    let unanswered = format!("hvad der er gjort ved {}", missing.join(", "));
    all(&[
        (missing.is_empty(), unanswered.as_str()),
        (given.iter().all(told), "hvornår der er spurgt, rådet, og om det følges – eller hvorfor der ikke er spurgt"),
    ])
}

/// Asked and answered, or not asked for a reason.
fn told(advice: &Noted<Advice>) -> bool {
    match advice.asked {
        None => advice.reason.is_some(),
        Some(_) => advice.advice.is_some() && advice.followed.is_some() && departed_with_reason(advice),
    }
}

/// Where advice is not followed, it says why.
pub(super) fn departed_with_reason(advice: &Noted<Advice>) -> bool {
    !matches!(advice.followed, Some(Wholly::No | Wholly::Partly)) || advice.reason.is_some()
}

fn a10(input: &Input) -> Verdict {
    if input.human.weightless().next().is_none() {
        return not_relevant("alle noterede oplysninger har fået vægt");
    }
    all(&[(
        input.human.weightless().all(|fact| fact.weight_reason.is_some()),
        "hvorfor oplysningen ikke har fået vægt",
    )])
}

fn a11(input: &Input) -> Verdict {
    let hearings = &input.human.hearings;
    let told = hearings.iter().all(|hearing| {
        hearing.left_out.is_some()
            || ((hearing.what.is_some() || !hearing.facts.is_empty())
                && hearing.sent.is_some()
                && hearing.answer.is_some()
                && hearing.effect.is_some())
    });
    all(&[
        (!hearings.is_empty(), "hvad der er sendt til udtalelse, eller hvorfor partshøring ikke er nødvendig"),
        (told, "hvad der er sendt, hvornår, svaret og dets betydning"),
    ])
}

fn a12(input: &Input) -> Verdict {
    all(&[(!input.human.alternatives.is_empty(), "andre muligheder, og hvorfor de ikke er valgt")])
}

pub(super) fn a13(input: &Input) -> Verdict {
    all(&[(input.human.whole.is_some(), "anden lovgivning og andre myndigheder, der er overvejet")])
}

fn a14(input: &Input) -> Verdict {
    let Some(plan) = &input.human.plan else { return Verdict::Missing("om der er tilbudt en plan".to_owned()) };
    all(&[
        (plan.offered || plan.reason.is_some(), "hvorfor planen ikke er tilbudt"),
        (!plan.offered || !plan.goals.is_empty(), "målene i planen"),
    ])
}

fn a15(input: &Input) -> Verdict {
    let Some(follow_up) = &input.human.follow_up else {
        return Verdict::Missing("dato for første opfølgning".to_owned());
    };
    all(&[
        (follow_up.responsible.is_some(), "hvem der er ansvarlig"),
        (follow_up.measured.is_some(), "hvad der ses på"),
    ])
}

pub(super) fn a16(input: &Input) -> Verdict {
    if !input.human.not_wholly_granted() {
        return not_relevant("borgeren har fået det, der blev søgt om");
    }
    if !input.human.can_appeal() {
        return not_relevant("der kan ikke klages til en anden myndighed over nogen del");
    }
    all(&[(
        input.human.appeal.as_ref().is_some_and(|appeal| appeal.how.is_some()),
        "hvortil og hvordan der kan klages",
    )])
}

fn a17(input: &Input) -> Verdict {
    all(&[(input.human.authority.as_ref().is_some_and(|authority| authority.contact.is_some()), "kontaktperson")])
}

fn a18(input: &Input) -> Verdict {
    let made = input.human.decision.as_ref().is_some_and(|decision| decision.made_by.is_some());
    all(&[(made, "navn og stilling på den, der har truffet afgørelsen")])
}
