//! Names in rule files: which are allowed, and which one the author may have meant.

/// An ordinary id: a letter followed by letters, digits, `_` or `-`, in any script.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.all(is_id_char)
}

/// May this character stand inside an id?
#[must_use]
pub fn is_id_char(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

/// The id of a speciale or a version, which names a file: ASCII `a-z 0-9 - .`, with a letter or digit first.
#[must_use]
pub fn is_file_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.')
}

/// `mente du …?` for the candidate that is near enough, if there is one.
pub fn did_you_mean<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    closest(text, candidates).map(|meant| format!("mente du `{meant}`?"))
}

/// Longer texts are no slip of the pen.
const LONGEST_NAME: usize = 100;

/// The nearest candidate, if it is near enough to be a slip of the pen; the first of equally near ones.
pub fn closest<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = plain(text);
    let length = wanted.chars().count();
    let allowed = (length / 3).max(1);
    // Nobody misspells so long a name, and the search takes the square of its length.
    let candidates = candidates.into_iter().filter(|_| length <= LONGEST_NAME).map(|name| (plain(name), name));
    candidates
        .filter(|(candidate, _)| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|(candidate, name)| (strsim::damerau_levenshtein(&wanted, &candidate), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The letters a keyboard without `æøå` has: `gaelder` and `Gælder` are the same slip.
#[must_use]
pub fn plain(text: &str) -> String {
    text.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa").replace('-', "_")
}

/// `a`, `b` og `c`.
#[must_use]
pub fn enumerate(names: &[&str]) -> String {
    join(names, "og")
}

/// `a`, `b` eller `c`.
#[must_use]
pub fn alternatives(names: &[&str]) -> String {
    join(names, "eller")
}

fn join(names: &[&str], last: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_any_script_but_begin_with_a_letter() {
        assert!(["højt", "sansepåvirkning", "a-1_b", "水"].into_iter().all(is_id));
        assert!(!["", "1a", "_a", "a b", "a.b", "-a"].into_iter().any(is_id));
        assert!(is_file_id("2026.1") && is_file_id("erhvervet-hjerneskade"));
        assert!(!is_file_id("Autisme") && !is_file_id("../x") && !is_file_id(".skjult") && !is_file_id("sår"));
    }

    #[test]
    fn slips_of_the_pen_are_recognised() {
        assert_eq!(closest("gaelder", ["gælder", "titel"]), Some("gælder"));
        assert_eq!(closest("komunikation", ["kommunikation", "relationer"]), Some("kommunikation"));
        assert_eq!(closest("alder", ["kommunikation"]), None);
        assert_eq!(alternatives(&["a", "b", "c"]), "`a`, `b` eller `c`");
    }
}
