//! From the case's form to what a document needs of it. The words of the form are read here and nowhere else.

use visitation::case::additions::Entry;
use visitation::case::{Additions, Topic};
use visitation::guideline::national::{Level, National};
use visitation::justification::human::{
    Advice, Alternative, Appeal, Appealable, Application, Authority, Child, ChildWord, Chosen, Consideration, Decision,
    Economy, Element, FollowUp, Hearing, Human, HumanFact, Judged, Law, Noted, Offer, Plan, Recipient, Result, Role,
    Wholly, Wish, WishedOffer,
};

/// What people have added, ready to be written about.
#[must_use]
pub fn human(additions: &Additions, national: &National) -> Human {
    let one = |topic| additions.one(topic);
    Human {
        authority: one(Topic::Authority).map(|entry| noted(entry, authority(entry))),
        recipient: one(Topic::Recipient).map(|entry| noted(entry, recipient(entry))),
        application: one(Topic::Application).map(|entry| noted(entry, application(entry))),
        decision: one(Topic::Decision).map(|entry| noted(entry, decision(entry))),
        elements: many(additions, Topic::Element, element),
        laws: many(additions, Topic::Law, law),
        facts: many(additions, Topic::Fact, fact),
        wishes: many(additions, Topic::Wish, wish),
        child: one(Topic::Child).map(|entry| noted(entry, child(entry))),
        hearings: many(additions, Topic::Hearing, hearing),
        advice: many(additions, Topic::Advice, advice),
        assessments: many(additions, Topic::Assessment, judged),
        level: one(Topic::Level).map(|entry| noted(entry, chosen(entry, national))),
        considerations: many(additions, Topic::Consideration, consideration),
        economy: one(Topic::Economy).map(|entry| noted(entry, economy(entry))),
        offer: one(Topic::Offer).map(|entry| noted(entry, offer(entry))),
        wished: one(Topic::WishedOffer).map(|entry| noted(entry, wished(entry))),
        has_siblings: additions.of(Topic::Match).any(|entry| !entry.list("søskende").is_empty()),
        alternatives: many(additions, Topic::Alternative, alternative),
        whole: one(Topic::Whole).map(|entry| noted(entry, must(entry, "tekst"))),
        plan: one(Topic::Plan).map(|entry| noted(entry, plan(entry))),
        follow_up: one(Topic::FollowUp).map(|entry| noted(entry, follow_up(entry))),
        appeal: one(Topic::Appeal).map(|entry| noted(entry, appeal(entry))),
    }
}

fn noted<T>(entry: &Entry, value: T) -> Noted<T> {
    let at = entry.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    Noted { value, id: entry.id.clone(), by: entry.by.clone(), at: Some(at) }
}

fn many<T>(additions: &Additions, topic: Topic, read: fn(&Entry) -> T) -> Vec<Noted<T>> {
    additions.of(topic).map(|entry| noted(entry, read(entry))).collect()
}

/// A field that the form requires.
fn must(entry: &Entry, key: &str) -> String {
    entry.text(key).unwrap_or_default().to_owned()
}

fn may(entry: &Entry, key: &str) -> Option<String> {
    entry.text(key).map(str::to_owned)
}

/// `ja`, `nej`, or nothing said.
fn yes_no(entry: &Entry, key: &str) -> Option<bool> {
    entry.text(key).map(|word| word == "ja")
}

fn wholly(entry: &Entry, key: &str) -> Option<Wholly> {
    Some(match entry.text(key)? {
        "ja" => Wholly::Yes,
        "delvist" => Wholly::Partly,
        _ => Wholly::No,
    })
}

fn authority(entry: &Entry) -> Authority {
    Authority {
        name: must(entry, "navn"),
        unit: may(entry, "enhed"),
        address: may(entry, "adresse"),
        contact: may(entry, "kontaktperson"),
        telephone: may(entry, "telefon"),
        mail: may(entry, "mail"),
    }
}

fn recipient(entry: &Entry) -> Recipient {
    let role = match entry.text("rolle") {
        Some("barn") => Role::Child,
        Some("forælder") => Role::Parent,
        Some("værge") => Role::Guardian,
        Some("partsrepræsentant") => Role::Representative,
        _ => Role::Citizen,
    };
    let child = match entry.text("barn") {
        Some("søn") => ChildWord::Son,
        Some("datter") => ChildWord::Daughter,
        _ => ChildWord::Child,
    };
    Recipient { role, formal: entry.is("tiltale", "De"), child, helper: may(entry, "hjælper") }
}

fn application(entry: &Entry) -> Application {
    Application {
        what: must(entry, "hvad"),
        form: may(entry, "form"),
        date: entry.date("dato"),
        deadline: entry.date("frist"),
        deadline_told: entry.date("frist_besked"),
    }
}

fn decision(entry: &Entry) -> Decision {
    let result = match entry.text("udfald") {
        Some("fuldt") => Result::Granted,
        Some("delvist") => Result::Partly,
        Some("fortsat") => Result::Continued,
        Some("ændret") => Result::Changed,
        Some("ophør") => Result::Ended,
        _ => Result::Refused,
    };
    Decision {
        result,
        what: must(entry, "hvad"),
        law: may(entry, "lov"),
        help: may(entry, "hjælp"),
        extent: may(entry, "omfang"),
        from: entry.date("fra"),
        duration: may(entry, "varighed"),
        purpose: may(entry, "formål"),
        not: may(entry, "ikke"),
        date: entry.date("dato"),
        made_by: may(entry, "truffet_af"),
        examined: entry.date("undersøgelse"),
    }
}

fn element(entry: &Entry) -> Element {
    let appeal = match entry.text("klage") {
        Some("nej") => Appealable::No,
        Some("ingen_afgørelse") => Appealable::NoDecision,
        _ => Appealable::Yes,
    };
    Element { what: must(entry, "hvad"), granted: entry.is("gives", "ja"), law: must(entry, "lov"), appeal }
}

fn law(entry: &Entry) -> Law {
    Law { law: must(entry, "lov"), about: must(entry, "om"), checked: entry.date("kontrolleret") }
}

fn fact(entry: &Entry) -> HumanFact {
    HumanFact {
        text: must(entry, "tekst"),
        source: must(entry, "kilde"),
        date: entry.date("dato"),
        oral: entry.is("mundtlig", "ja"),
        noted: entry.date("noteret"),
        adverse: entry.is("til_ugunst", "ja"),
        weightless: entry.is("vægt", "nej"),
        weight_reason: may(entry, "vægt_grund"),
        disputed: entry.is("omstridt", "ja"),
        dispute: may(entry, "omstridt_grund"),
    }
}

fn wish(entry: &Entry) -> Wish {
    Wish {
        wish: must(entry, "ønske"),
        source: may(entry, "kilde"),
        date: entry.date("dato"),
        followed: wholly(entry, "følges"),
        answer: may(entry, "svar"),
    }
}

fn child(entry: &Entry) -> Child {
    Child {
        view: must(entry, "synspunkt"),
        how: must(entry, "hvordan"),
        date: entry.date("dato"),
        effect: may(entry, "betydning"),
        told_decision: may(entry, "besluttet"),
        told_reason: may(entry, "hvorfor"),
        told_not: may(entry, "ikke"),
        told_answer: may(entry, "svar"),
        for_parents: yes_no(entry, "til_forældre"),
        hidden: entry.list("skjult").to_vec(),
    }
}

fn hearing(entry: &Entry) -> Hearing {
    Hearing {
        facts: entry.list("fakta").to_vec(),
        what: may(entry, "hvad"),
        sent: entry.date("sendt"),
        deadline: entry.date("frist"),
        answer: may(entry, "svar"),
        answered: entry.date("svar_dato"),
        effect: may(entry, "betydning"),
        left_out: may(entry, "undladt"),
    }
}

fn advice(entry: &Entry) -> Advice {
    Advice {
        duty: may(entry, "pligt"),
        from: must(entry, "hos"),
        asked: entry.date("spurgt"),
        received: entry.date("modtaget"),
        advice: may(entry, "anbefaling"),
        followed: wholly(entry, "fulgt"),
        reason: may(entry, "grund"),
    }
}

fn judged(entry: &Entry) -> Judged {
    Judged {
        condition: must(entry, "betingelse"),
        law: must(entry, "lov"),
        facts: entry.list("fakta").to_vec(),
        judgement: must(entry, "vurdering"),
        met: wholly(entry, "opfyldt"),
    }
}

fn chosen(entry: &Entry, national: &National) -> Chosen {
    let id = must(entry, "valgt");
    let title = |level: &Level| level.title.clone();
    let level = national.levels.iter().find(|level| level.id == id).map_or(id, title);
    Chosen { level, reason: may(entry, "begrundelse"), doubt: may(entry, "tvivl") }
}

fn consideration(entry: &Entry) -> Consideration {
    Consideration { text: must(entry, "tekst"), economic: entry.is("art", "økonomisk") }
}

fn economy(entry: &Entry) -> Economy {
    Economy { counted: entry.is("indgår", "ja"), text: may(entry, "tekst"), covers: may(entry, "dækker") }
}

fn offer(entry: &Entry) -> Offer {
    let home = entry.text("botype").filter(|word| *word != "intet");
    Offer {
        name: must(entry, "navn"),
        law: may(entry, "lov"),
        why: may(entry, "hvorfor"),
        registered: yes_no(entry, "registreret"),
        looked_up: entry.date("udtræk"),
        temporary_home: home.map(|word| word == "midlertidigt"),
        temporary_need: entry.text("behov").map(|word| word == "midlertidigt"),
        mismatch: may(entry, "botype_grund"),
        siblings: may(entry, "søskende"),
        foster_family: may(entry, "plejefamilie"),
        keeps_school: yes_no(entry, "skole"),
        departure: may(entry, "hensyn_grund"),
    }
}

fn wished(entry: &Entry) -> WishedOffer {
    WishedOffer {
        name: must(entry, "navn"),
        granted: entry.is("imødekommes", "ja"),
        no_decision: entry.is("er_afgørelse", "nej"),
        no_decision_reason: may(entry, "afgørelse_grund"),
        refusal: may(entry, "afslag_grund"),
        law: may(entry, "lov"),
        reasons: may(entry, "grunde"),
        answer: may(entry, "svar"),
        suitability: may(entry, "egnethed"),
        registered: yes_no(entry, "registreret"),
        approved: may(entry, "godkendt"),
        looked_up: entry.date("udtræk"),
        price: entry.number("takst"),
        negotiated: entry.text("takst_art").map(|word| word == "forhandlet"),
        reference: may(entry, "reference_tilbud"),
        reference_decided: yes_no(entry, "reference_afgjort"),
        same_basis: yes_no(entry, "samme_grundlag"),
        reference_price: entry.number("reference_takst"),
        price_source: may(entry, "takst_kilde"),
        price_date: entry.date("takst_dato"),
        other_municipality: yes_no(entry, "anden_kommune"),
        other_municipality_text: may(entry, "anden_kommune_vurdering"),
        waiting: may(entry, "ventetid"),
        experts: may(entry, "rådgivning"),
        instead: may(entry, "i_stedet"),
        covers: may(entry, "dækker"),
        supplier_reason: may(entry, "bostøtte_grund"),
        child_view: may(entry, "barnets_syn"),
    }
}

fn alternative(entry: &Entry) -> Alternative {
    Alternative { what: must(entry, "hvad"), why_not: must(entry, "hvorfor_ikke") }
}

fn plan(entry: &Entry) -> Plan {
    let kind = match entry.text("type") {
        Some("barnets_plan") => "Barnets plan",
        Some("ungeplan") => "Ungeplan",
        Some("helhedsorienteret_plan") => "Helhedsorienteret plan",
        _ => "Handleplan",
    };
    Plan {
        kind: kind.to_owned(),
        offered: entry.is("tilbudt", "ja"),
        reason: may(entry, "grund"),
        goals: entry.list("mål").to_vec(),
        handed_over: may(entry, "udleveret"),
    }
}

fn follow_up(entry: &Entry) -> FollowUp {
    FollowUp { date: entry.date("dato"), responsible: may(entry, "ansvarlig"), measured: may(entry, "måles_på") }
}

fn appeal(entry: &Entry) -> Appeal {
    Appeal { straight: entry.is("til", "ankestyrelsen"), how: may(entry, "hvordan") }
}
