//! What comes after the reasons: other ways, plan, follow-up, appeal, rights.

use crate::guideline::wording::statement::lower_first;
use crate::guideline::wording::{date_text, list_text};
use crate::justification::document::{Field, Line};
use crate::justification::human::{Alternative, Appealable, Element, Noted};
use crate::justification::input::TimeLimit;
use crate::justification::trace::Trace;
use crate::justification::writer::{Writer, closed};

/// Other help considered, and why it was not chosen.
pub fn alternatives(writer: &mut Writer<'_>) {
    let alternatives = &writer.input.human.alternatives;
    let line = |one: &Noted<Alternative>| {
        Line::new(
            format!("{} Ikke valgt, fordi: {}", closed(&one.what), closed(&one.why_not)),
            Trace::person(one, "alternativer"),
        )
    };
    writer.document.list(alternatives.iter().map(line).collect());
    if alternatives.is_empty() {
        writer.hole(
            "hvilken anden hjælp og hvilke mindre indgribende muligheder der er overvejet, og hvorfor de ikke er valgt",
        );
    }
    match &writer.input.human.whole {
        Some(whole) => writer.words(whole, whole, "helhed"),
        None => writer.hole("hvilken anden lovgivning og hvilke andre myndigheder der er overvejet"),
    }
}

/// What the law wants done now, by when.
pub fn time_limits(writer: &mut Writer<'_>) {
    let line = |limit: &TimeLimit| {
        let laws = list_text(&limit.laws);
        Line::new(
            format!("Senest den {}: {} ({laws})", date_text(limit.day), limit.about.trim_end_matches('.')),
            Trace::quoted("Frister i reglerne"),
        )
    };
    writer.document.list(writer.input.time_limits.iter().map(line).collect());
}

/// Every time limit, and how it stands.
pub fn deadlines(writer: &mut Writer<'_>) {
    let lines = writer.input.deadlines.iter().map(|text| Line::new(text.clone(), Trace::quoted("Frister i reglerne")));
    writer.document.list(lines.collect());
}

/// The plan: offered or not, goals, and what the tilbud has been given of it.
pub fn plan(writer: &mut Writer<'_>) {
    let Some(plan) = &writer.input.human.plan else {
        writer.hole("om der er tilbudt en plan, og hvad målene er");
        return;
    };
    let topic = "plan";
    let kind =
        if plan.kind.contains("Barnets") { plan.kind.clone() } else { format!("En {}", lower_first(&plan.kind)) };
    let text = if plan.offered { format!("{kind} er tilbudt.") } else { format!("{kind} er ikke tilbudt.") };
    writer.say(&text, Trace::about(plan, topic));
    match (&plan.reason, plan.offered) {
        (Some(reason), _) => writer.words(reason, plan, topic),
        (None, false) => writer.hole("hvorfor planen ikke er tilbudt"),
        (None, true) => {}
    }
    let goals = plan.goals.iter().map(|goal| Line::new(format!("Mål: {goal}"), Trace::person(plan, topic)));
    writer.document.list(goals.collect());
    if plan.offered && plan.goals.is_empty() {
        writer.hole("målene i planen");
    }
    if let Some(text) = &plan.handed_over {
        writer.words(&format!("Tilbuddet har fået: {}", closed(text)), plan, topic);
    }
}

/// When the help is looked at again, by whom and what for.
pub fn follow_up(writer: &mut Writer<'_>) {
    let Some(follow_up) = &writer.input.human.follow_up else {
        writer.hole("dato for første opfølgning, den ansvarlige og det, der ses på");
        return;
    };
    let items = [
        ("Første opfølgning", follow_up.date.map(date_text)),
        ("Ansvarlig", follow_up.responsible.clone()),
        ("Der ses på", follow_up.measured.clone()),
    ];
    writer.labelled(follow_up, "opfølgning", &items);
    for (there, what) in
        [(follow_up.responsible.is_some(), "hvem der er ansvarlig"), (follow_up.measured.is_some(), "hvad der ses på")]
    {
        if !there {
            writer.hole(what);
        }
    }
}

/// How to appeal, unless everything was granted (forvaltningsloven § 25).
pub fn appeal(writer: &mut Writer<'_>) {
    let human = &writer.input.human;
    if !human.not_wholly_granted() {
        let text = "Der er ingen klagevejledning, fordi {du} har fået det, der blev søgt om.";
        writer.standard(text, "forvaltningsloven § 25");
        return;
    }
    if !human.can_appeal() {
        let text = "Der er ingen klagevejledning, fordi der ikke kan klages til en anden myndighed over det, der er besluttet.";
        writer.standard(text, "forvaltningsloven § 25");
        not_appealable(writer);
        return;
    }
    let texts = writer.texts;
    match &human.appeal {
        Some(_) => writer.template(&texts.appeal, "klagevejledning.txt"),
        None => writer.hole("klagevejledning: hvortil, hvordan og frist"),
    }
    if human.appeal.as_ref().is_some_and(|appeal| appeal.how.is_none()) {
        writer.hole("hvordan der kan klages: adresse, telefon eller Digital Post");
    }
    not_appealable(writer);
}

/// In a mixed letter: what the way to appeal holds for, and what it does not.
fn not_appealable(writer: &mut Writer<'_>) {
    let line = |part: &Noted<Element>| {
        let why = match part.appeal {
            Appealable::Yes => return None,
            Appealable::No => "kan der ikke klages over til en anden myndighed",
            Appealable::NoDecision => "er der ikke truffet en afgørelse om",
        };
        Some(Line::new(
            format!("{}, {}: Det {why}.", part.what.trim_end_matches('.'), part.law),
            Trace::about(part, "dele"),
        ))
    };
    let lines: Vec<Line> = writer.input.human.elements.iter().filter_map(line).collect();
    writer.document.list(lines);
}

/// Contact, guidance, access to the papers, company at meetings.
pub fn rights(writer: &mut Writer<'_>) {
    let texts = writer.texts;
    writer.template(&texts.rights, "rettigheder.txt");
    let reachable = writer.input.human.authority.as_ref().is_some_and(|authority| authority.contact.is_some());
    if !reachable {
        writer.hole("kontaktperson");
    }
}

/// That a tool was used, and who chose.
pub fn support(writer: &mut Writer<'_>) {
    let texts = writer.texts;
    writer.template(&texts.support, "beslutningsstoette.txt");
    if writer.input.human.decision.as_ref().is_none_or(|decision| decision.made_by.is_none()) {
        writer.hole("navn og stilling på den, der træffer valget");
    }
}

/// The end of a letter: who signs, and for which authority.
pub fn signature(writer: &mut Writer<'_>) {
    writer.standard("Med venlig hilsen", "brevets afslutning");
    writer.document.merge(Field::Signer);
    if let Some(authority) = &writer.input.human.authority {
        let lines: Vec<&str> = authority.unit.iter().chain([&authority.name]).map(String::as_str).collect();
        writer.words(&lines.join("\n"), authority, "myndighed");
    }
}
