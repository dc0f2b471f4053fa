//! The legal rules apart from the facts, and the facts with source and date (forvaltningsloven § 24).

use std::collections::BTreeSet;

use crate::guideline::wording::date_text;
use crate::justification::document::{Line, Row};
use crate::justification::human::{HumanFact, Noted};
use crate::justification::input::Fact;
use crate::justification::trace::Trace;
use crate::justification::writer::{Detail, FACT_HEAD, Writer};

/// The laws a person has looked up. Those that the rules mention are only ever proposed.
pub fn laws(writer: &mut Writer<'_>, proposed: &[String]) {
    let laws = &writer.input.human.laws;
    let line = |law: &Noted<crate::justification::human::Law>| {
        Line::new(format!("{}: {}", law.law, law.about), Trace::person(law, "lovgrundlag"))
    };
    writer.document.list(laws.iter().map(line).collect());
    let unchecked: Vec<&str> = laws.iter().filter(|law| law.checked.is_none()).map(|law| law.law.as_str()).collect();
    if !unchecked.is_empty() {
        writer.hole(&format!("slå efter i gældende ret: {}", unchecked.join("; ")));
    }
    if laws.is_empty() {
        let hint = if proposed.is_empty() {
            String::new()
        } else {
            format!(". Retningslinjen peger på: {}", proposed.join("; "))
        };
        writer.hole(&format!("lov, paragraf og stykke for hver del af sagen, kontrolleret i gældende ret{hint}"));
    }
}

/// What was given weight: the answers behind the recommendation, and what people have noted. What is `told` already, by
/// the keys of the answers, is not told again.
pub fn facts(writer: &mut Writer<'_>, detail: Detail, told: &BTreeSet<&str>) {
    let input = writer.input;
    let weighty: Vec<&Noted<HumanFact>> = input.human.weighty().collect();
    let left: Vec<Fact> = input.facts.iter().filter(|fact| !told.contains(fact.key.as_str())).cloned().collect();
    let mut rows = writer.fact_rows(&left, detail);
    rows.extend(weighty.iter().map(|fact| noted_row(fact)));
    if rows.is_empty() && !told.is_empty() {
        writer.standard("De oplysninger, vi har lagt vægt på, står ovenfor med kilde og dato.", "forvaltningsloven");
    }
    writer.document.table(FACT_HEAD, rows);
    disputed(writer, &weighty);
    if input.facts.is_empty() && weighty.is_empty() {
        writer.hole("de oplysninger, der har været afgørende, hver med kilde og dato");
    }
    let undated: Vec<&str> = input
        .facts
        .iter()
        .filter(|fact| fact.source.is_none() || fact.date.is_none())
        .map(|fact| fact.key.as_str())
        .collect();
    if !undated.is_empty() {
        writer.hole(&format!("kilde og dato for svarene: {}", undated.join(", ")));
    }
}

/// What was received and not given weight, and why.
pub fn weightless(writer: &mut Writer<'_>) {
    let weightless: Vec<&Noted<HumanFact>> = writer.input.human.weightless().collect();
    for fact in &weightless {
        writer.words(&fact.text, fact, "fakta");
        match &fact.weight_reason {
            Some(reason) => writer.words(&format!("Det har ikke fået vægt, fordi: {reason}"), fact, "fakta"),
            None => writer.hole(&format!("hvorfor oplysningen {} ikke har fået vægt", fact.id)),
        }
    }
}

/// A noted fact as a row.
fn noted_row(fact: &Noted<HumanFact>) -> Row {
    let date = fact.date.map_or_else(|| "dato ikke noteret".to_owned(), date_text);
    let source = if fact.oral { format!("{} (mundtligt)", fact.source) } else { fact.source.clone() };
    Row::new(&[fact.text.clone(), source, date], Trace::person(fact, "fakta"))
}

/// What is said of the disputed facts.
fn disputed(writer: &mut Writer<'_>, facts: &[&Noted<HumanFact>]) {
    for fact in facts.iter().filter(|fact| fact.disputed) {
        match &fact.dispute {
            Some(text) => writer.words(&format!("Der er ikke enighed om en oplysning. {text}"), fact, "fakta"),
            None => writer.hole(&format!("uenigheden om oplysningen {}, og hvad der lægges til grund", fact.id)),
        }
    }
}
