//! What a typed line means as an answer.
//!
//! Shared by every prompter that reads lines. Deliberately writes nothing: it explains what was wrong, and the
//! prompter says so and asks again.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::prompter::{Ask, Command, Empty, Entry, Form, Item, Leaving, Reply, Unknown};

/// The meaning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed<T> {
    /// An answer, or a wish to leave.
    Reply(Reply<T>),
    /// `?`: the question again, with its help.
    Help,
    /// `e`: write the text in an editor.
    Editor,
    /// Something is wished beside an answer.
    Command(Command),
    /// Not an answer; why, in Danish.
    Wrong(String),
}

/// Reads an answer in the form in which the question was put.
#[must_use]
pub fn entry(line: &str, ask: &Ask<'_>, form: &Form<'_>) -> Typed<Entry> {
    match form {
        Form::Choose { options, current } => choice(line, ask, options, *current).map(Entry::Place),
        Form::ChooseMany { options, current } => choices(line, ask, options, *current).map(Entry::Places),
        Form::Number { range, current } => number(line, ask, range, *current).map(Entry::Number),
        Form::Text { current, empty } => match (empty, clean(line).as_str(), current) {
            (_, "e", _) => Typed::Editor,
            (Empty::Allowed, "", None) => value(Entry::Text(String::new())),
            _ => text(line, ask, *current).map(Entry::Text),
        },
        Form::Date { current } => date(line, ask, *current).map(Entry::Date),
    }
}

/// Reads the number, the id or the text of an option. An empty line keeps the current answer.
#[must_use]
pub fn choice(line: &str, ask: &Ask<'_>, options: &[Item<'_>], current: Option<usize>) -> Typed<usize> {
    let line = clean(line);
    if let Some(meaning) = common(&line, ask, current) {
        return meaning;
    }
    match find(&line, options) {
        Some(place) => value(place),
        None => Typed::Wrong(format!("`{line}` er ikke et af svarene; skriv et tal fra 1 til {}", options.len())),
    }
}

/// Reads several options, with commas or spaces between; `ingen` chooses none, and `v` beside others says that there may
/// be more: one place past the last.
#[must_use]
pub fn choices(line: &str, ask: &Ask<'_>, options: &[Item<'_>], current: Option<&[usize]>) -> Typed<Vec<usize>> {
    let line = clean(line);
    if let Some(meaning) = common(&line, ask, current.map(<[usize]>::to_vec)) {
        return meaning;
    }
    if matches!(line.to_lowercase().as_str(), "ingen" | "0") && find(&line, options).is_none() {
        return value(Vec::new());
    }
    // A text may itself hold commas and spaces, so the line is only taken apart as far as it must be.
    let mut chosen = BTreeSet::new();
    for part in parts(&line, options) {
        if ask.unknown.is_offered() && matches!(part.to_lowercase().as_str(), "v" | "ved ikke" | "ved_ikke") {
            chosen.insert(options.len());
            continue;
        }
        let Some(place) = find(part, options) else {
            let last = options.len();
            return Typed::Wrong(format!(
                "`{part}` er ikke et af svarene; skriv tal fra 1 til {last}, for eksempel `1 2`"
            ));
        };
        chosen.insert(place);
    }
    value(chosen.into_iter().collect())
}

/// Reads a whole number in the range.
#[must_use]
pub fn number(line: &str, ask: &Ask<'_>, range: &RangeInclusive<i64>, current: Option<i64>) -> Typed<i64> {
    let line = clean(line);
    if let Some(meaning) = common(&line, ask, current) {
        return meaning;
    }
    let (min, max) = (range.start(), range.end());
    match line.parse() {
        Ok(n) if range.contains(&n) => value(n),
        Ok(n) => Typed::Wrong(format!("{n} er uden for området; skriv et helt tal fra {min} til {max}")),
        Err(_) => Typed::Wrong(format!("`{line}` er ikke et helt tal; skriv et helt tal fra {min} til {max}")),
    }
}

/// Reads a text.
#[must_use]
pub fn text(line: &str, ask: &Ask<'_>, current: Option<&str>) -> Typed<String> {
    let line = clean(line);
    common(&line, ask, current.map(str::to_owned)).unwrap_or_else(|| value(line))
}

/// Reads a date as it is written in files or in letters: `2026-03-31`, `31.3.2026`, `31-03-2026`. Without a current
/// one an empty line is no date.
#[must_use]
pub fn date(line: &str, ask: &Ask<'_>, current: Option<Date>) -> Typed<Option<Date>> {
    let line = clean(line);
    if line.is_empty() {
        return value(current);
    }
    if let Some(meaning) = common(&line, ask, None) {
        return meaning;
    }
    let parts: Vec<&str> = line.split(['-', '.', '/']).map(str::trim).collect();
    match day_of(&parts) {
        Some(date) => value(Some(date)),
        None => Typed::Wrong(format!("`{line}` er ikke en dato; skriv for eksempel 31.3.2026")),
    }
}

/// The day that three numbers name, the year first or last.
#[must_use]
pub fn day_of(parts: &[&str]) -> Option<Date> {
    let read = |year: &str, month: &str, day: &str| {
        // Two digits could be any century.
        let year = Some(year).filter(|year| year.len() == 4).and_then(|year| year.parse().ok())?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    match parts {
        [year, month, day] if year.len() == 4 => read(year, month, day),
        [day, month, year] => read(year, month, day),
        _ => None,
    }
}

/// What a line means to every question.
fn common<T>(line: &str, ask: &Ask<'_>, current: Option<T>) -> Option<Typed<T>> {
    let lower = line.to_lowercase();
    let command = ask.commands.iter().find(|command| {
        let mut key = [0; 4];
        lower == command.name() || lower == *command.key().encode_utf8(&mut key)
    });
    if let Some(command) = command {
        return Some(Typed::Command(*command));
    }
    match lower.as_str() {
        "" => Some(match current {
            Some(current) => value(current),
            None if ask.unknown == Unknown::SoFar => Typed::Reply(Reply::Unknown),
            None => Typed::Wrong("der mangler et svar".into()),
        }),
        "?" => Some(Typed::Help),
        "stop" => Some(Typed::Reply(Reply::Stop)),
        "tilbage" if ask.leaving == Leaving::Returns => Some(Typed::Reply(Reply::Stop)),
        "v" | "ved ikke" | "ved_ikke" => Some(match ask.unknown {
            Unknown::Offered | Unknown::SoFar => Typed::Reply(Reply::Unknown),
            Unknown::NotOffered => Typed::Wrong("her er `ved ikke` ikke et svar".into()),
        }),
        _ => None,
    }
}

impl<T> Typed<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Typed<U> {
        match self {
            Self::Reply(reply) => Typed::Reply(reply.map(change)),
            Self::Help => Typed::Help,
            Self::Editor => Typed::Editor,
            Self::Command(command) => Typed::Command(command),
            Self::Wrong(why) => Typed::Wrong(why),
        }
    }
}

fn value<T>(value: T) -> Typed<T> {
    Typed::Reply(Reply::Value(value))
}

/// By number, id or text; for ja and nej also by first letter.
fn find(typed: &str, options: &[Item<'_>]) -> Option<usize> {
    if let Ok(number) = typed.parse::<usize>() {
        return number.checked_sub(1).filter(|place| *place < options.len());
    }
    let typed = typed.to_lowercase();
    let same = |text: &str| text.nfc().collect::<String>().to_lowercase() == typed;
    let exact = options.iter().position(|option| same(option.id) || same(option.text));
    exact.or(match (typed.as_str(), options) {
        ("j", [Item { id: "ja", .. }, Item { id: "nej", .. }]) => Some(0),
        ("n", [Item { id: "ja", .. }, Item { id: "nej", .. }]) => Some(1),
        _ => None,
    })
}

fn parts<'a>(line: &'a str, options: &[Item<'_>]) -> Vec<&'a str> {
    if find(line, options).is_some() {
        return vec![line];
    }
    let by_comma = line.split(',').map(str::trim).filter(|part| !part.is_empty());
    by_comma
        .flat_map(|part| match find(part, options) {
            Some(_) => vec![part],
            None => part.split_whitespace().collect(),
        })
        .collect()
}

/// Some keyboards send å as a and a ring; pasted text may hold control characters. Neither is part of an answer.
fn clean(line: &str) -> String {
    let line: String = line.nfc().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Item<'static>; 3] = [
        Item { id: "ingen_nedsat", text: "Ingen, eller næsten ingen" },
        Item { id: "svær", text: "Svært nedsat" },
        Item { id: "højt", text: "Højt" },
    ];

    fn ask() -> Ask<'static> {
        Ask::new("Hvor svært er det?")
    }

    #[test]
    fn an_option_is_known_by_number_id_and_text() {
        for line in ["2", " 2\r\n", "svær", "SVÆR", "svært nedsat"] {
            assert_eq!(choice(line, &ask(), &STEPS, None), value(1), "{line}");
        }
        for line in ["0", "4", "-1", "99999999999999999999", "svæ", "j"] {
            assert!(matches!(choice(line, &ask(), &STEPS, None), Typed::Wrong(_)), "{line}");
        }
    }

    #[test]
    fn a_decomposed_letter_is_the_letter() {
        let options = [Item { id: "gå", text: "Går" }];
        assert_eq!(choice("ga\u{30a}", &ask(), &options, None), value(0));
        assert_eq!(text("ga\u{30a}r\u{7}", &ask(), None), value("går".to_owned()));
    }

    #[test]
    fn unknown_is_an_answer_only_where_it_is_offered() {
        for line in ["v", "V", "ved ikke", "ved_ikke"] {
            assert_eq!(number(line, &ask(), &(0..=9), None), Typed::Reply(Reply::Unknown));
            assert!(matches!(number(line, &ask().must_be_known(), &(0..=9), None), Typed::Wrong(_)));
        }
    }

    #[test]
    fn enter_keeps_ved_ikke_where_that_is_the_answer_so_far() {
        let ask = ask().unknown_so_far();
        assert_eq!(choice("", &ask, &STEPS, None), Typed::Reply(Reply::Unknown));
        assert_eq!(choices("", &ask, &STEPS, None), Typed::Reply(Reply::Unknown));
        assert_eq!(number("", &ask, &(0..=9), None), Typed::Reply(Reply::Unknown));
        assert_eq!(choice("1", &ask, &STEPS, None), value(0));
    }

    #[test]
    fn a_question_aside_is_left_with_tilbage_too() {
        assert_eq!(text("tilbage", &ask().aside(), None), Typed::Reply(Reply::Stop));
        assert_eq!(text("tilbage", &ask(), None), value("tilbage".to_owned()));
    }

    #[test]
    fn several_options_may_be_written_in_many_ways() {
        for line in ["1 2", "2,1", "1, svær", "svært nedsat, 1", "1 2 1"] {
            assert_eq!(choices(line, &ask(), &STEPS, None), value(vec![0, 1]), "{line}");
        }
        assert_eq!(choices("Ingen, eller næsten ingen", &ask(), &STEPS, None), value(vec![0]));
        assert_eq!(choices("ingen", &ask(), &STEPS, None), value(vec![]));
        assert_eq!(choices("", &ask(), &STEPS, Some(&[2])), value(vec![2]));
        assert!(matches!(choices("1 9", &ask(), &STEPS, None), Typed::Wrong(why) if why.contains("`9`")));
    }

    #[test]
    fn numbers_stay_in_their_range() {
        assert_eq!(number("17", &ask(), &(0..=120), None), value(17));
        assert_eq!(number("", &ask(), &(0..=120), Some(17)), value(17));
        for (line, says) in
            [("121", "uden for"), ("17,5", "helt tal"), ("", "mangler"), ("99999999999999999999", "helt tal")]
        {
            assert!(
                matches!(number(line, &ask(), &(0..=120), None), Typed::Wrong(why) if why.contains(says)),
                "{line}"
            );
        }
    }

    #[test]
    fn a_date_is_read_as_people_write_it() {
        let day = jiff::civil::date(2026, 3, 1);
        for line in ["2026-03-01", "1.3.2026", "01-03-2026", "1/3/2026", "2026-3-1"] {
            assert_eq!(date(line, &ask(), None), value(Some(day)), "{line}");
        }
        assert_eq!(date("", &ask(), None), value(None));
        assert_eq!(date("", &ask(), Some(day)), value(Some(day)));
        for line in ["1.3.26", "31.2.2026", "i går", "2026-03", "1.3.2026.1"] {
            assert!(matches!(date(line, &ask(), None), Typed::Wrong(_)), "{line}");
        }
    }

    #[test]
    fn a_command_is_heard_where_it_is_offered() {
        let options = [Item { id: "ja", text: "Ja" }, Item { id: "nej", text: "Nej" }];
        let offering = ask().commands(&Command::ALL);
        for command in Command::ALL {
            assert_eq!(choice(command.name(), &offering, &options, None), Typed::Command(command));
            assert_eq!(choice(&command.key().to_string(), &offering, &options, None), Typed::Command(command));
        }
        assert_eq!(choice("n", &ask(), &options, None), value(1));
        let form = Form::Text { current: None, empty: Empty::Allowed };
        assert_eq!(entry("e", &ask(), &form), Typed::Editor);
        assert_eq!(entry("", &ask(), &form), value(Entry::Text(String::new())));
    }

    #[test]
    fn ja_and_nej_have_first_letters() {
        let options = [Item { id: "ja", text: "Ja" }, Item { id: "nej", text: "Nej" }];
        assert_eq!(choice("j", &ask(), &options, None), value(0));
        assert_eq!(choice("n", &ask(), &options, None), value(1));
    }
}
