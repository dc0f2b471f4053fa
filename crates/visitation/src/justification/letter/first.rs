//! The first page of a letter: what was decided, why, the wishes and the answers, what happens now, how to appeal.

use std::collections::BTreeSet;

use crate::guideline::wording::date_text;
use crate::guideline::wording::statement::ANYBODY;
use crate::justification::document::Line;
use crate::justification::input::{Fact, Input};
use crate::justification::sections::{after, assessed, begun, citizen};
use crate::justification::trace::Trace;
use crate::justification::writer::Writer;

/// An age is no reason.
const AGE: &str = "alder";
/// So many sentences say why, considerations and facts together.
const SENTENCES: usize = 6;

/// The whole page.
pub(super) fn page(writer: &mut Writer<'_>) {
    writer.section("Afgørelse");
    begun::decision(
        writer,
        "hvad kommunen har besluttet: hjælpens art, lov, omfang, begyndelse, varighed og opfølgning",
    );
    writer.section("Hvorfor");
    why(writer);
    writer.section(&writer.voice.several("ønsker og bemærkninger"));
    citizen::wishes(writer);
    writer.section("Det sker nu: plan og opfølgning");
    after::time_limits(writer);
    after::plan(writer);
    after::follow_up(writer);
    writer.section("Klagevejledning");
    after::appeal(writer);
}

/// The main considerations, and the first of the reasons that the case itself carries.
fn why(writer: &mut Writer<'_>) {
    let input = writer.input;
    writer.standard("Det her har vejet tungest, da vi valgte:", "forvaltningsloven § 24, stk. 1");
    assessed::considerations(writer);
    let room = SENTENCES.saturating_sub(input.human.considerations.len());
    let facts = weightiest(input, room);
    if !facts.is_empty() {
        writer.say("Disse oplysninger har især haft betydning:", Trace::recommendation(&input.specialer));
        let lines = facts.iter().map(|fact| Line::new(sourced(writer, fact), Trace::answer(fact))).collect();
        writer.document.list(lines);
    }
}

/// A fact with where it comes from and when: `Du sover dårligt (Egen læge, 28. oktober 2026).`
fn sourced(writer: &Writer<'_>, fact: &Fact) -> String {
    let told = writer.told(fact);
    let source = fact.source.as_ref().map(|_| writer.source_of(fact));
    let from: Vec<String> = source.into_iter().chain(fact.date.map(date_text)).collect();
    if from.is_empty() { told } else { format!("{} ({}).", told.trim_end_matches('.'), from.join(", ")) }
}

/// The keys of the facts that the page tells.
pub(super) fn weightiest_keys(input: &Input) -> BTreeSet<&str> {
    let room = SENTENCES.saturating_sub(input.human.considerations.len());
    weightiest(input, room).into_iter().map(|fact| fact.key.as_str()).collect()
}

/// The first reasons, of every speciale in turn; where they are few, other essential facts.
fn weightiest(input: &Input, room: usize) -> Vec<&Fact> {
    let longest = input.specialer.iter().map(|part| part.shown().len()).max().unwrap_or_default();
    let in_turn = (0..longest).flat_map(|place| input.specialer.iter().filter_map(move |part| part.shown().get(place)));
    // Of sectors and experience in the municipality the citizen reads below.
    let others = input.facts.iter().filter(|fact| fact.statement.contains(ANYBODY) && fact.key != AGE);
    let mut facts: Vec<&Fact> = Vec::new();
    for fact in in_turn.chain(others) {
        if facts.len() < room && !facts.iter().any(|other| other.statement == fact.statement) {
            facts.push(fact);
        }
    }
    facts
}
