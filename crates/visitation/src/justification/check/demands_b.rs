//! Checklist B: the citizen's wish for a certain tilbud is refused.

use super::demands_a::a16;
use super::{Demand, Verdict, all, not_relevant};
use crate::justification::human::WishedOffer;
use crate::justification::input::Input;
use crate::offers::PriceTest;

pub(super) const DEMANDS: &[Demand] = &[
    Demand {
        code: "B1",
        title: "Er det en afgørelse?",
        basis: "Ankestyrelsens vejledning om afgørelsesbegrebet",
        look: b1,
    },
    Demand {
        code: "B2",
        title: "Regel for det ønskede tilbud",
        basis: "serviceloven §§ 107 og 108; almenboligloven § 105",
        look: |i| {
            one(i, |w| {
                all(&[(
                    w.law.as_deref().is_some_and(|law| law.contains('§')),
                    "efter hvilken paragraf ønsket er vurderet",
                )])
            })
        },
    },
    Demand {
        code: "B3",
        title: "Egnethed",
        basis: "Ankestyrelsen (2016)",
        look: |i| one(i, |w| all(&[(w.suitability.is_some(), "behov og tilbud, punkt for punkt")])),
    },
    Demand {
        code: "B4",
        title: "Tilbudsportalen",
        basis: "serviceloven § 14",
        look: |i| {
            one(i, |w| {
                all(&[
                    (w.registered.is_some(), "om tilbuddet står på Tilbudsportalen"),
                    (w.approved.is_some(), "om socialtilsynet har godkendt det"),
                    (w.looked_up.is_some(), "hvornår det er slået op"),
                ])
            })
        },
    },
    Demand {
        code: "B5",
        title: "Pris",
        basis: "serviceloven § 108, stk. 2; L 202 (2024-25), 10 procent fra 1. juli 2025",
        look: |i| one_of(i, |w| price(i, w)),
    },
    Demand {
        code: "B6",
        title: "Anden kommune",
        basis: "serviceloven § 108, stk. 2 og 3",
        look: |i| one(i, other_municipality),
    },
    Demand {
        code: "B7",
        title: "Ventetid og løsning indtil da",
        basis: "god skik",
        look: |i| one(i, |w| all(&[(w.waiting.is_some(), "plads, ventetid og løsning indtil da")])),
    },
    Demand {
        code: "B8",
        title: "Borgerens grunde og svar",
        basis: "VEJ 9455",
        look: |i| {
            one(i, |w| {
                all(&[
                    (w.reasons.is_some(), "borgerens grunde med egne ord"),
                    (w.answer.is_some(), "svar på hver grund"),
                ])
            })
        },
    },
    Demand {
        code: "B9",
        title: "Fagfolks vurdering af ønsket",
        basis: "SOU spm. 65 (2023)",
        look: |i| one(i, |w| all(&[(w.experts.is_some(), "fagfolks vurdering, eller at der ikke er en")])),
    },
    Demand {
        code: "B10",
        title: "Hvad der tilbydes i stedet",
        basis: "serviceloven § 81",
        look: |i| {
            one(i, |w| {
                all(&[
                    (w.instead.is_some(), "hvad der tilbydes i stedet"),
                    (w.covers.is_some(), "hvorfor det dækker hele behovet"),
                ])
            })
        },
    },
    Demand {
        code: "B11",
        title: "Bostøtte efter herberg",
        basis: "serviceloven § 85 a (L 50, 2025-26; vedtagelsen er ikke bekræftet)",
        look: |i| one(i, supplier),
    },
    Demand {
        code: "B12",
        title: "Klagevejledning ved afslag på ønsket",
        basis: "forvaltningsloven § 25",
        look: |i| one_of(i, |_| a16(i)),
    },
    Demand { code: "B13", title: "Barnets syn på tilbuddet", basis: "barnets lov §§ 3 og 5", look: b13 },
    Demand { code: "B14", title: "Hvad nejet hviler på", basis: "forvaltningsloven § 24", look: |i| one(i, refusal) },
];

/// What each reason for a refusal asks for.
fn refusal(wished: &WishedOffer) -> Verdict {
    let looked_up = (wished.looked_up.is_some(), "hvornår det er slået op");
    let free_choice = wished.has_ceiling();
    match wished.refusal.as_deref() {
        None => Verdict::Missing("hvilken grund nejet hviler på (`afslag_grund`)".to_owned()),
        Some("ikke_egnet") => all(&[(wished.suitability.is_some(), "hvert krav holdt op mod behovet")]),
        Some("ikke_registreret") => {
            all(&[(wished.registered == Some(false), "at tilbuddet ikke står på Tilbudsportalen"), looked_up])
        }
        Some("ikke_godkendt") => {
            all(&[(wished.approved.as_deref() == Some("nej"), "at socialtilsynet ikke har godkendt det"), looked_up])
        }
        Some("pris") => all(&[
            (wished.price.is_some() && wished.reference_price.is_some(), "begge priser"),
            (wished.reference_decided.is_some(), "hvilken afgørelse prisen sammenlignes med"),
            (wished.covers.is_some(), "hvorfor det andet tilbud dækker hele behovet"),
        ]),
        Some("anden_kommune") => {
            all(&[(wished.other_municipality_text.is_some(), "hvilken betingelse der mangler i hvilken kommune")])
        }
        Some("intet_frit_valg") => {
            all(&[(!free_choice, "en anden grund: efter den regel, der er noteret, er der frit valg")])
        }
        Some("lov_hensyn") => all(&[(wished.child_view.is_some(), "barnets eget syn på tilbuddet")]),
        Some("plads") => all(&[
            (wished.waiting.is_some(), "plads og løsning indtil da"),
            (
                !free_choice,
                "venteliste i stedet for et nej: under frit valg er plads ikke alene en grund (ikke bekræftet)",
            ),
        ]),
        Some(_) => all(&[(wished.supplier_reason.is_some(), "grundene hos leverandøren")]),
    }
}

/// Asked only where a wish is refused.
fn one(input: &Input, look: fn(&WishedOffer) -> Verdict) -> Verdict {
    one_of(input, look)
}

fn one_of(input: &Input, look: impl FnOnce(&WishedOffer) -> Verdict) -> Verdict {
    match (&input.human.wished, input.human.refused()) {
        (None, _) => not_relevant("borgeren har ikke ønsket et bestemt tilbud"),
        (Some(_), None) => not_relevant("ønsket om tilbuddet imødekommes"),
        (Some(_), Some(wished)) => look(wished),
    }
}

fn b1(input: &Input) -> Verdict {
    one_of(input, |wished| {
        if wished.no_decision {
            return all(&[(wished.no_decision_reason.is_some(), "hvorfor det ikke er en afgørelse")]);
        }
        all(&[(input.human.decision.is_some(), "afgørelsen")])
    })
}

/// A price that carries a refusal is compared exactly; one that does not has no place in the letter.
fn price(input: &Input, wished: &WishedOffer) -> Verdict {
    let reason = input.human.refuses_on_price();
    if !reason && !wished.names_price() {
        return not_relevant("prisen er ikke en grund til, at ønsket ikke imødekommes");
    }
    let mut compared = vec![
        (wished.price.is_some(), "prisen på det ønskede tilbud"),
        (wished.reference.is_some() && wished.reference_price.is_some(), "kommunens eget valg og dets pris"),
        (wished.price_source.is_some() && wished.price_date.is_some(), "taksternes kilde og dato"),
    ];
    let unfounded = match wished.price_test() {
        Some(PriceTest::Undecidable(why)) if reason && wished.has_ceiling() => {
            Some(format!("en pris, der kan bære afslaget: {why}"))
        }
        Some(PriceTest::Within) if reason && (wished.has_ceiling() || input.human.says_much_dearer()) => {
            let percent = wished.percent_text().unwrap_or_default();
            Some(format!("en anden grund end prisen: {percent} procent er inden for loftet på 10 procent"))
        }
        _ => None,
    };
    if let Some(what) = &unfounded {
        compared.push((false, what));
    }
    all(&compared)
}

fn other_municipality(wished: &WishedOffer) -> Verdict {
    match wished.other_municipality {
        None => Verdict::Missing("om tilbuddet ligger i en anden kommune".to_owned()),
        Some(false) => not_relevant("tilbuddet ligger i kommunen"),
        Some(true) => {
            all(&[(wished.other_municipality_text.is_some(), "om betingelserne er opfyldt i begge kommuner")])
        }
    }
}

fn supplier(wished: &WishedOffer) -> Verdict {
    if !wished.law.as_deref().is_some_and(|law| law.contains("85 a")) {
        return not_relevant("ønsket gælder ikke bostøtte efter serviceloven § 85 a");
    }
    all(&[(wished.supplier_reason.is_some(), "de faglige eller ressourcemæssige grunde hos leverandøren")])
}

fn b13(input: &Input) -> Verdict {
    if !input.is_child() {
        return not_relevant("borgeren er ikke et barn");
    }
    one_of(input, |wished| all(&[(wished.child_view.is_some(), "barnets syn på tilbuddet")]))
}
