//! The differences as a page of Danish text.

use std::fmt::{self, Write as _};

use num_bigint::BigUint;

use super::Diff;
use super::cases::CaseChange;
use super::fields::Field;
use super::items::{Event, Item};
use super::numbers::{exact_text, share_text};
use crate::session::answers_text::answers_text;
use crate::terminal::Look;
use crate::terminal::table::Table;
use crate::terminal::wrap::wrapped;
use visitation::engine::compare::doubt::Doubt;
use visitation::engine::compare::joint::Side;
use visitation::engine::compare::texts::QuestionChange;
use visitation::engine::compare::witness::own_answers;
use visitation::engine::compare::{LevelChange, Shown};
use visitation::guideline::condition::LevelIx;
use visitation::guideline::wording;

/// The whole page.
#[must_use]
pub fn page(diff: &Diff, look: Look) -> String {
    let mut text = String::new();
    // A text is always writable.
    let _ = write(diff, look, &mut text);
    text
}

fn write(diff: &Diff, look: Look, text: &mut String) -> fmt::Result {
    writeln!(text, "{}: {} → {}", diff.old.speciale, diff.old.version, diff.new.version)?;
    if diff.same_meaning() {
        writeln!(text, "samme betydning")?;
    } else if diff.same_outcome() {
        writeln!(text, "samme udfald for alle svar, men ord eller tal, som folk læser, er ændret")?;
    }
    writeln!(text, "{}", wrapped(&compared(diff), look.width))?;
    levels(diff, look, text)?;
    doubt(diff, text)?;
    list(diff, "Pligter til rådgivning", &diff.advice, text)?;
    list(diff, "Kriterier", &diff.criteria, text)?;
    questions(diff, text)?;
    if diff.relevance {
        writeln!(text, "\nSpecialet foreslås i andre sager end før (`relevant_når`).")?;
    }
    if diff.follow_up {
        writeln!(text, "\nTiden til opfølgning er en anden (`opfølgning`).")?;
    }
    if !diff.fields.is_empty() {
        writeln!(text, "\nRetningslinjen selv")?;
        fields(&diff.fields, "  ", text)?;
    }
    saved_cases(&diff.cases, text)
}

fn compared(diff: &Diff) -> String {
    let changes = &diff.changes;
    format!(
        "Sammenlignet over {} kombinationer af svar, hvoraf {} er mulige i begge udgaver.",
        exact_text(&changes.combinations),
        exact_text(&changes.in_both)
    )
}

fn levels(diff: &Diff, look: Look, text: &mut String) -> fmt::Result {
    let changes = &diff.changes.levels;
    writeln!(text, "\nNiveau")?;
    if changes.is_empty() {
        return writeln!(text, "  Det samme for alle kombinationer af svar.");
    }
    let sum = |wanted: &dyn Fn(&LevelChange) -> bool| -> BigUint {
        changes.iter().filter(|change| wanted(change)).map(|change| &change.shown.count).sum()
    };
    let both = |order: fn(LevelIx, LevelIx) -> bool| {
        sum(&move |change| change.from.zip(change.to).is_some_and(|(from, to)| order(from, to)))
    };
    let all = &diff.changes.combinations;
    let rows = [
        ("stiger", both(|from, to| from < to), &diff.changes.in_both),
        ("falder", both(|from, to| from > to), &diff.changes.in_both),
        ("kombinationen bliver mulig", sum(&|change| change.from.is_none()), all),
        ("kombinationen bliver umulig", sum(&|change| change.to.is_none()), all),
    ];
    for (what, count, whole) in rows.iter().filter(|(_, count, _)| *count > BigUint::ZERO) {
        writeln!(text, "  {what}: {}", counted(count, whole))?;
    }
    let mut table = Table::new(["Før", "Nu", "Andel", "Kombinationer"]);
    let name = |level: Option<LevelIx>| level_name(diff, level);
    for change in changes {
        let whole = if change.from.is_some() && change.to.is_some() { &diff.changes.in_both } else { all };
        let count = &change.shown.count;
        table.row([name(change.from), name(change.to), share_text(count, whole), exact_text(count)]);
    }
    text.push_str(&table.told(look));
    for change in changes {
        let title = format!("Eksempel: {} → {}", name(change.from), name(change.to));
        example(diff, &title, &change.shown, text)?;
    }
    Ok(())
}

fn doubt(diff: &Diff, text: &mut String) -> fmt::Result {
    let Some(changes) = &diff.changes.doubt else {
        return writeln!(text, "\nTvivl, når ét svar er ukendt, er for meget at regne ud for disse udgaver.");
    };
    if changes.is_empty() {
        return Ok(());
    }
    writeln!(text, "\nTvivl om niveauet, når ét svar er ukendt og alle andre kendes")?;
    for change in changes {
        let share = |doubt: &Doubt| share_text(&doubt.doubtful, &doubt.possible);
        let id = question_id(diff, change.question);
        writeln!(text, "  {id}: {} → {} af sagerne", share(&change.old), share(&change.new))?;
    }
    Ok(())
}

fn level_name(diff: &Diff, level: Option<LevelIx>) -> String {
    level.map_or_else(|| "ikke mulig".to_owned(), |level| wording::level_title(&diff.new.national, level))
}

fn counted(count: &BigUint, whole: &BigUint) -> String {
    format!("{} ({} af {})", share_text(count, whole), exact_text(count), exact_text(whole))
}

/// The answers that show a change, once where both versions take the same ones.
fn example(diff: &Diff, title: &str, shown: &Shown, text: &mut String) -> fmt::Result {
    let Some(witness) = &shown.witness else { return Ok(()) };
    let joint = &diff.changes.joint;
    let old = answers_text(&diff.old, &own_answers(joint, witness, (&diff.old, Side::Old)));
    let new = answers_text(&diff.new, &own_answers(joint, witness, (&diff.new, Side::New)));
    if old == new {
        return write!(text, "  {title}\n{}", indented(&new));
    }
    let (before, now) = (&diff.old.version, &diff.new.version);
    write!(text, "  {title}, svar til {before}\n{}  og til {now}\n{}", indented(&old), indented(&new))
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |mut all, line| {
        let _ = writeln!(all, "    {line}");
        all
    })
}

fn list(diff: &Diff, heading: &str, items: &[Item], text: &mut String) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(text, "\n{heading}")?;
    for item in items {
        let events: Vec<String> = item.events.iter().map(|event| event_text(diff, event)).collect();
        let events = if events.is_empty() { "gælder i andre tilfælde".to_owned() } else { events.join(", ") };
        writeln!(text, "  {}: {events}", item.name())?;
        fields(&item.fields, "    ", text)?;
        for (what, shown) in [("kommer til", &item.appears), ("falder bort", &item.disappears)] {
            let Some(shown) = shown else { continue };
            writeln!(text, "    {what}: {}", counted(&shown.count, &diff.changes.in_both))?;
            example(diff, &format!("Eksempel: {} {what}", item.name()), shown, text)?;
        }
    }
    Ok(())
}

/// Every value before and now; long texts one below the other.
fn fields(fields: &[Field], indent: &str, text: &mut String) -> fmt::Result {
    const SHORT: usize = 24;
    for Field { key, old, new } in fields {
        let shown = |value: &Option<String>| value.as_deref().map_or_else(|| "(intet)".to_owned(), one_line);
        let (old, new) = (shown(old), shown(new));
        if old.chars().count().max(new.chars().count()) <= SHORT {
            writeln!(text, "{indent}{key}: {old} → {new}")?;
        } else {
            writeln!(text, "{indent}{key}\n{indent}  før: {old}\n{indent}  nu:  {new}")?;
        }
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What happened, in words.
#[must_use]
pub fn event_text(diff: &Diff, event: &Event) -> String {
    match event {
        Event::Added => "ny".to_owned(),
        Event::Gone => "udgået".to_owned(),
        Event::Renamed => "nyt id, samme betydning".to_owned(),
        Event::OtherLevel(from, to) => {
            format!("niveau {} → {}", level_name(diff, Some(*from)), level_name(diff, Some(*to)))
        }
        Event::OtherTerms => "andre vilkår".to_owned(),
        Event::Elsewhere => "anderledes, når niveauet er i tvivl, eller flere specialer vurderes sammen".to_owned(),
        Event::Reworded => "anden begrundelse, kilde eller lov".to_owned(),
    }
}

fn questions(diff: &Diff, text: &mut String) -> fmt::Result {
    if diff.questions.is_empty() {
        return Ok(());
    }
    writeln!(text, "\nSpørgsmål")?;
    for asked in &diff.questions {
        writeln!(text, "  {}: {}", question_id(diff, asked.place), question_text(asked.change))?;
        for sentence in &asked.answers {
            writeln!(text, "    {sentence}")?;
        }
        fields(&asked.fields, "    ", text)?;
    }
    Ok(())
}

/// The id of a joint question.
#[must_use]
pub fn question_id(diff: &Diff, place: usize) -> String {
    let joint = diff.changes.joint.questions.get(place);
    let new = joint.and_then(|joint| diff.new.questions.get(joint.new?.0));
    let old = joint.and_then(|joint| diff.old.questions.get(joint.old?.0));
    new.or(old).map(|question| question.id.clone()).unwrap_or_default()
}

fn question_text(change: QuestionChange) -> &'static str {
    match change {
        QuestionChange::Added => "nyt",
        QuestionChange::Gone => "udgået",
        QuestionChange::OtherAnswers => "andre svarmuligheder",
        QuestionChange::AskedElsewhere => "stilles i andre tilfælde",
        QuestionChange::Reworded => "andre ord",
    }
}

fn saved_cases(cases: &[CaseChange], text: &mut String) -> fmt::Result {
    if cases.is_empty() {
        return Ok(());
    }
    writeln!(text, "\nGemte sager")?;
    for case in cases {
        writeln!(text, "  {}: {}", case.file, case.result.text())?;
    }
    let changed = cases.iter().filter(|case| case.result.is_changed()).count();
    writeln!(text, "  {changed} af {} får et andet resultat", cases.len())
}
