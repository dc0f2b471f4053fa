//! What changed from one assessment to the next, as a page and as `visit-follow/1`.
//!
//! Says what was measured and what was written as two things, each in the words of the kind of goal, and what is not known
//! with its reason. A change that the rules made is never called progress. No score, and no word on what is to follow.

mod json;
mod words;

pub use json::FollowV1;

use std::fmt::Write as _;

use visitation::case::Topic;
use visitation::follow::{Cause, Follow, Movement};
use visitation::guideline::national::National;
use visitation::guideline::question::{Answer, Value};
use visitation::guideline::wording::statement::upper_first;
use visitation::guideline::wording::{date_text, hjemmel_text, list_text};

use crate::session::follow::Course;
use crate::terminal::table::Table;
use crate::terminal::{Look, wrap};
use words::{gap, measured, note, written};

/// The shared question that says how old the citizen is.
const AGE: &str = "alder";
/// From this age the law of adults holds.
const ADULT: i64 = 18;

/// The page.
#[must_use]
pub fn page(course: &Course, look: Look) -> String {
    let follow = &course.follow;
    let mut text = String::new();
    let say = |text: &mut String, line: &str| {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{}", wrap::block(line, look.width));
    };
    let (then, now) = follow.days;
    let days = (now - then).get_days();
    say(
        &mut text,
        &format!("Opfølgning på {} · {} → {} ({days} dage)\n", course.name, date_text(then), date_text(now)),
    );
    let guidelines = course.new.talk.guidelines();
    let Some(national) = guidelines.first().map(|guideline| &guideline.national) else { return text };
    for line in levels(follow, national).into_iter().chain(turnovers(course)) {
        say(&mut text, &line);
    }
    text.push('\n');
    if follow.goals.is_empty() {
        say(&mut text, "Der er ingen mål i filerne. Notér dem i sagen under `mål`, så de kan måles næste gang.");
    } else {
        text.push_str(&goals(course, look));
    }
    for line in to_think_of(course).into_iter().chain(changes(follow)).chain(decide(course, national)) {
        say(&mut text, &line);
    }
    text
}

fn level_words(ids: &[String]) -> String {
    match ids {
        [] => "kan ikke siges".to_owned(),
        [only] => only.clone(),
        [several @ .., last] => format!("tvivl ({} eller {last})", several.join(", ")),
    }
}

fn levels(follow: &Follow, national: &National) -> Vec<String> {
    let levels = &follow.levels;
    let words = level_words;
    let between = words(&levels.old_answers_new_rules);
    let changed = format!("Niveau: {} → {}.", words(&levels.before), words(&levels.now));
    let between_why = if levels.old_answers_new_rules.is_empty() {
        "De gamle svar kan ikke være sande samtidig efter de nye regler.".to_owned()
    } else {
        format!("De gamle svar giver {between} efter de nye regler.")
    };
    let unchanged = "De nye regler giver det samme på de gamle svar";
    let rules = if follow.same_rules { "Reglerne er de samme" } else { unchanged };
    let first = match levels.cause {
        Cause::None => format!("Niveau: {}, som sidst. {rules}.", words(&levels.now)),
        Cause::Answers => format!("{changed} Ændringen skyldes svarene. {rules}."),
        Cause::Rules => {
            format!("{changed} Ændringen skyldes reglerne og siger intet om, hvordan borgeren har det. {between_why}")
        }
        Cause::Both if levels.before == levels.now => {
            format!("Niveau: {}, som sidst, men svar og regler trækker hver sin vej. {between_why}", words(&levels.now))
        }
        Cause::Both => format!("{changed} Ændringen skyldes både svarene og reglerne. {between_why}"),
    };
    let place = |ids: &[String]| ids.last().and_then(|id| national.levels.iter().position(|level| level.id == *id));
    let mut lines = vec![first];
    if place(&levels.now) < place(&levels.before) {
        let line = "Niveauet siger, hvor særlig viden der skal til. Det siger ikke, at hjælpen skal være mindre.";
        lines.push(format!("  {line}"));
    }
    if levels.now.len() > 1 {
        lines.push("  Der er tvivl om niveauet nu. Afklar den, før nogen slutter noget af forskellen.".to_owned());
    }
    lines
}

fn turnovers(course: &Course) -> Vec<String> {
    let follow = &course.follow;
    let several = course.new.talk.parts.len() > 1 || course.old.talk.parts.len() > 1;
    let names = |list: &[(String, String)]| {
        let name = |(speciale, id): &(String, String)| if several { format!("{speciale}.{id}") } else { id.clone() };
        list_text(&list.iter().map(name).collect::<Vec<_>>())
    };
    let mut lines = Vec::new();
    for (what, turnover) in [("Kriterier", &follow.criteria), ("Rådgivning", &follow.advice)] {
        if !turnover.gained.is_empty() {
            lines.push(format!("{what}, der er kommet til: {}.", names(&turnover.gained)));
        }
        if !turnover.lost.is_empty() {
            lines.push(format!("{what}, der ikke gælder mere: {}.", names(&turnover.lost)));
        }
    }
    lines
}

fn changes(follow: &Follow) -> Vec<String> {
    let mut lines = Vec::new();
    if !follow.changed.is_empty() {
        lines.push("\nSvar, der er anderledes".to_owned());
    }
    for change in &follow.changed {
        let ((before, then), (now, day)) = (&change.before, &change.now);
        let line = format!("  {} {before} ({}) → {now} ({}).", change.text, date_text(*then), date_text(*day));
        lines.push(line);
    }
    if !follow.reworded.is_empty() {
        lines.push("\nSpørgsmål, der er anderledes end sidst".to_owned());
    }
    for reworded in &follow.reworded {
        lines.push(match &reworded.now {
            None => format!("  »{}« stilles ikke mere.", reworded.before),
            Some(now) if *now == reworded.before => format!("  »{now}« har andre svar at vælge mellem."),
            Some(now) => format!("  »{}« er blevet til »{now}«.", reworded.before),
        });
        if !reworded.carried && reworded.now.is_some() {
            lines.push("    Det gamle svar passer ikke til det nye spørgsmål og er ikke regnet med.".to_owned());
        }
    }
    lines
}

fn goals(course: &Course, look: Look) -> String {
    let mut table = Table::new(["Mål", "før", "nu", "ventet", "målt", "skrevet"]);
    for one in &course.follow.goals {
        let step = |choice: Option<&visitation::guideline::question::Choice>| {
            choice.map_or_else(|| "–".to_owned(), |choice| choice.id.clone())
        };
        let goal = &one.goal;
        let name = goal.text.clone().unwrap_or_else(|| course.new.talk.question_text(&goal.theme));
        table.row([
            format!("{} {name} ({})", goal.id, words::aim(goal.aim)),
            step(one.before.as_ref()),
            step(one.now.as_ref()),
            goal.expected.clone(),
            one.gap.map_or_else(|| measured(one).to_owned(), |why| format!("kan ikke sige: {}", gap(why))),
            written(one).to_owned(),
        ]);
    }
    table.told(look)
}

fn to_think_of(course: &Course) -> Vec<String> {
    let follow = &course.follow;
    let measured = follow.goals.iter().filter(|one| one.gap.is_none()).count();
    let all = follow.goals.len();
    let mut lines = Vec::new();
    if measured < all {
        lines.push(format!("{measured} af {all} mål er målt to gange. De andre er ikke talt med."));
    }
    for one in &follow.goals {
        lines.extend(one.notes.iter().map(|each| format!("{}: {}", one.goal.id, note(*each, one))));
    }
    let unchanged = follow.goals.iter().any(|one| one.movement == Movement::Same);
    if unchanged && age(course).is_some_and(|age| age < ADULT) {
        lines.push(
            "Et barn sammenlignes med jævnaldrende: Et uændret trin er udvikling, når barnet er blevet ældre."
                .to_owned(),
        );
    }
    lines
}

fn age(course: &Course) -> Option<i64> {
    let shared = course.new.talk.shared.get(AGE).copied();
    let asked = course.new.talk.parts.iter().find_map(|part| {
        let (ix, _) = part.compiled.guideline().question(AGE)?;
        part.answers.get(ix.0).copied().flatten()
    });
    match asked.or(shared)? {
        Answer::Known(Value::Ordinal(years)) => Some(years),
        _ => None,
    }
}

/// What only a person can say; what the file says already is not asked for again.
fn decide(course: &Course, national: &National) -> Vec<String> {
    let additions = course.case.as_ref().map(visitation::case::Case::additions);
    let held = additions.and_then(|additions| additions.one(Topic::FollowedUp));
    let lacks = |key: &str| held.is_none_or(|entry| entry.text(key).is_none());
    let law = |id: &str| national.laws.iter().find(|law| law.id == id).map(hjemmel_text);
    let follow_up = age(course).and_then(|age| law(if age < ADULT { "bl-95" } else { "sel-148" }));
    let other = match follow_up {
        Some(law) => format!("Er der brug for anden hjælp? (`anden_hjælp`, {law})"),
        None => "Er der brug for anden hjælp? (`anden_hjælp`)".to_owned(),
    };
    let conclusion = "Fortsæt, afslut eller afslut og visitér til noget nyt. (`konklusion`)".to_owned();
    let open = additions.map(|additions| additions.of(Topic::Wish).filter(|wish| wish.text("svar").is_none()));
    let open: Vec<&str> = open.into_iter().flatten().map(|wish| wish.id.as_str()).collect();
    let citizen = match open.as_slice() {
        [] => "Hvad siger borgeren selv?".to_owned(),
        [only] => format!("Hvad siger borgeren selv? {only} er ikke besvaret."),
        several => format!("Hvad siger borgeren selv? {} er ikke besvaret.", list_text(several)),
    };
    let asked = [
        (lacks("match"), "Passer hjælpen stadig? (`match`)".to_owned()),
        (lacks("konklusion"), conclusion),
        (lacks("anden_hjælp"), other),
        (true, citizen),
    ];
    let mut lines = vec!["\nTag stilling til".to_owned()];
    let wanted = asked.into_iter().filter(|(wanted, _)| *wanted);
    lines.extend((1..).zip(wanted).map(|(number, (_, line))| format!("  {number}. {}", upper_first(&line))));
    lines.push(
        "Bliver hjælpen mindre, er det en ny afgørelse: Hør borgeren, og skriv, hvad der er blevet lettere siden sidst."
            .to_owned(),
    );
    lines
}
