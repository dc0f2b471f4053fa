//! The chosen tilbud, and the tilbud that the citizen wanted: checklist B, point by point.

use crate::guideline::wording::statement::upper_first;
use crate::guideline::wording::{date_text, number_text};
use crate::justification::human::{Noted, WishedOffer};
use crate::justification::trace::Trace;
use crate::justification::writer::{Writer, on};
use crate::offers::PriceTest;

/// The tilbud that was chosen.
pub fn chosen(writer: &mut Writer<'_>) {
    let Some(offer) = &writer.input.human.offer else { return };
    let topic = "tilbud";
    let listed = listed(offer.registered, offer.looked_up);
    let items = [
        ("Tilbud", Some(offer.name.clone())),
        ("Drives efter", offer.law.clone()),
        ("Hvorfor det passer", offer.why.clone()),
        ("Tilbudsportalen", listed),
        ("Bemærkning til botilbuddets type", offer.mismatch.clone()),
        ("Søskende, plejefamilie og skole", offer.departure.clone()),
    ];
    writer.labelled(offer, topic, &items);
    if offer.why.is_none() {
        writer.hole("hvorfor tilbuddet passer til netop denne borger");
    }
    if writer.input.human.places_child() {
        for what in offer.unsaid_for_child(writer.input.human.has_siblings) {
            writer.hole(what);
        }
    }
    if offer.registered != Some(true) {
        writer.hole("at tilbuddet står på Tilbudsportalen; ellers kan det ikke bruges (serviceloven § 14)");
    }
}

/// The tilbud that the citizen wanted.
pub fn wished(writer: &mut Writer<'_>) {
    let Some(wished) = &writer.input.human.wished else { return };
    let topic = "ønsket_tilbud";
    let result =
        if wished.granted { "Ønsket om tilbuddet imødekommes." } else { "Ønsket om tilbuddet imødekommes ikke." };
    writer.say(result, Trace::about(wished, topic));
    let view_of = format!("{}s syn på tilbuddet", upper_first(writer.voice.child_word()));
    let items = [
        ("Ønsket tilbud", Some(wished.name.clone())),
        ("Begrundelse for ønsket", wished.reasons.clone()),
        ("Regel", wished.law.clone()),
        ("Behov og egnethed", wished.suitability.clone()),
        ("Tilbudsportalen", listed(wished.registered, wished.looked_up)),
        ("Socialtilsynet", wished.approved.as_deref().map(approved)),
        ("Anden kommune", wished.other_municipality_text.clone()),
        ("Plads og ventetid", wished.waiting.clone()),
        ("Fagfolks vurdering", wished.experts.clone()),
        (&view_of, wished.child_view.clone()),
        ("Grunde hos leverandøren", wished.supplier_reason.clone()),
        ("Hvorfor ikke en afgørelse", wished.no_decision_reason.clone()),
        ("Svar på grundene", wished.answer.clone()),
        ("I stedet tilbydes", wished.instead.clone()),
        ("Hvorfor det dækker behovet", wished.covers.clone()),
    ];
    writer.labelled(wished, topic, &items);
    price(writer, wished);
    if wished.granted {
        return;
    }
    for (there, what) in [
        (wished.reasons.is_some(), "hvorfor borgeren ønsker tilbuddet, med egne ord"),
        (wished.answer.is_some(), "svaret på hver af borgerens grunde"),
        (wished.law.is_some(), "efter hvilken regel ønsket er vurderet"),
        (wished.suitability.is_some(), "behov og tilbud holdt op mod hinanden, punkt for punkt"),
        (wished.registered.is_some(), "om tilbuddet står på Tilbudsportalen"),
        (wished.waiting.is_some(), "plads, ventetid og løsning indtil da"),
        (wished.experts.is_some(), "fagfolks vurdering af ønsket, eller at der ikke er en"),
        (wished.instead.is_some(), "hvad der tilbydes i stedet"),
        (wished.covers.is_some(), "hvorfor det dækker hele behovet"),
    ] {
        if !there {
            writer.hole(what);
        }
    }
}

/// Wished and reference tilbud on the same basis, with the difference reckoned out.
fn price(writer: &mut Writer<'_>, wished: &Noted<WishedOffer>) {
    let (Some(price), Some(reference), Some((more, _)), Some(percent)) =
        (wished.price, wished.reference_price, wished.difference(), wished.percent_text())
    else {
        if wished.names_price() || writer.input.human.refuses_on_price() {
            writer.hole("prisen: det ønskede tilbud og kommunens eget valg, på samme grundlag og fra samme dato");
        }
        return;
    };
    let other = wished.reference.as_deref().unwrap_or("Kommunens eget valg");
    let compared = match more {
        0 => "Prisen er den samme.".to_owned(),
        more if more > 0 => format!("Det ønskede tilbud er {} kr. eller {percent} procent dyrere.", number_text(more)),
        less => format!("Det ønskede tilbud er {} kr. eller {percent} procent billigere.", number_text(-less)),
    };
    let source = match (&wished.price_source, wished.price_date) {
        (Some(source), Some(date)) => format!(" Priserne er fra {source} {}.", on(date)),
        (Some(source), None) => format!(" Priserne er fra {source}."),
        (None, _) => String::new(),
    };
    let text = format!(
        "Det ønskede tilbud koster {} kr. om året. {other} koster {} kr. om året. {compared}{source}",
        number_text(price),
        number_text(reference)
    );
    writer.say(&text, Trace::about(wished, "ønsket_tilbud"));
    ceiling(writer, wished);
    if wished.reference.is_none() || wished.price_source.is_none() || wished.price_date.is_none() {
        writer.hole("hvilket tilbud der er sammenlignet med, og hvor og fra hvornår taksterne er");
    }
}

/// How the price stands to the ceiling of free choice: a fact, never a refusal by itself.
fn ceiling(writer: &mut Writer<'_>, wished: &Noted<WishedOffer>) {
    let text = match wished.price_test().filter(|_| wished.has_ceiling()) {
        Some(PriceTest::Within) => {
            "Prisen er inden for loftet på 10 procent. Prisen er derfor ikke en grund til at sige nej."
        }
        Some(PriceTest::Over) => "Prisen er over loftet på 10 procent.",
        Some(PriceTest::Undecidable(_)) => "Det kan ikke afgøres, om prisen er over loftet på 10 procent.",
        None => return,
    };
    writer.say(text, Trace::about(wished, "ønsket_tilbud"));
}

fn listed(registered: Option<bool>, looked_up: Option<jiff::civil::Date>) -> Option<String> {
    let looked_up = looked_up.map_or_else(String::new, |date| format!(" (slået op {})", date_text(date)));
    Some(format!("{}{looked_up}", if registered? { "står på portalen" } else { "står ikke på portalen" }))
}

fn approved(word: &str) -> String {
    match word {
        "ja" => "har godkendt tilbuddet".to_owned(),
        "nej" => "har ikke godkendt tilbuddet".to_owned(),
        _ => "skal ikke godkende tilbuddet".to_owned(),
    }
}
