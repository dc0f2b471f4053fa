//! Changes to a text that leave much of its structure standing.

/// Values that readers stumble over.
const VALUES: &[&str] = &[
    "ja",
    "nej",
    "ved_ikke",
    "null",
    "~",
    "true",
    "0",
    "-1",
    "12,5",
    "1.5",
    "1e999",
    "0x1F",
    "99999999999999999999",
    "9223372036854775807",
    "-9223372036854775808",
    "2026-02-30",
    "2026-11-22",
    "9999-12-31",
    "-000001-01-01",
    "\"\"",
    "''",
    "[]",
    "{}",
    "[[]]",
    "{ a: b }",
    "a eller b",
    "ikke",
    "æ",
    "A\u{30a}",
    "\u{202e}x",
    "\"\\u0000\"",
    "\"\\n\"",
    "|",
    ">-",
    "*x",
    "&x",
    "!!str x",
    "{{ x }}",
    "{% for x in y %}",
    "1 mellem 2 og 3",
    "maks(a, b) >= svær",
    "antal(x) >= 2",
    "{x|y}",
];

/// Characters that mean something.
const MARKS: &[&str] = &[
    ":", ": ", "- ", "#", " #", "&", "*", "'", "\"", "[", "]", "{", "}", "|", ">", ",", "\n", "\n\n", "  ", "\t",
    "\r\n", "%", "{{", "}}", "{%", "%}", "\\", "\u{feff}", "\u{2028}", "\u{301}", "ß", "😀", "=", "<", ">=", "(", ")",
    "-", "/", ";", "\u{0}",
];

/// Numbers that look drawn, and are the same every time.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// For one run of one target.
    #[must_use]
    pub fn new(name: &str, run: u64) -> Self {
        let start = name.bytes().fold(run, |state, byte| state.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte));
        Self(start)
    }

    /// `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> Option<&'a T> {
        of.get(self.below(of.len())).copied()
    }
}

/// One of the seeds with one to four changes; now and then none.
#[must_use]
pub fn mutated(seeds: &[String], dice: &mut Dice) -> String {
    let mut text = seeds.get(dice.below(seeds.len())).cloned().unwrap_or_default();
    let other = seeds.get(dice.below(seeds.len())).cloned().unwrap_or_default();
    for _ in 0..dice.below(5) {
        text = match dice.below(10) {
            0..=2 => line(&text, &other, dice),
            3 | 4 => value(&text, dice),
            5 | 6 => word(&text, &other, dice),
            7 | 8 => mark(&text, dice),
            _ => stretch(&text, &other, dice),
        };
    }
    text
}

/// A line taken out, doubled, moved, indented otherwise, or taken from another seed.
fn line(text: &str, other: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return text.to_owned();
    }
    let (from, to) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(5) {
        0 => drop(lines.remove(from)),
        1 => lines.insert(to, lines.get(from).cloned().unwrap_or_default()),
        2 => lines.swap(from, to),
        3 => {
            let indent = " ".repeat(dice.below(7));
            if let Some(line) = lines.get_mut(from) {
                *line = indent + line.trim_start();
            }
        }
        _ => {
            let others: Vec<&str> = other.lines().collect();
            lines.insert(to, dice.one(&others).unwrap_or_default().to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// What stands after a colon, exchanged.
fn value(text: &str, dice: &mut Dice) -> String {
    let colons: Vec<usize> = text.match_indices(": ").map(|(place, _)| place + 2).collect();
    let Some(start) = colons.get(dice.below(colons.len())).copied() else { return text.to_owned() };
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(['\n', ',', '}']).unwrap_or(rest.len());
    replaced(text, start, start + length, dice.one(VALUES).unwrap_or_default())
}

/// A word, exchanged for one that stands elsewhere.
fn word(text: &str, other: &str, dice: &mut Dice) -> String {
    let (words, others) = (words(text), words(other));
    let Some((start, end)) = words.get(dice.below(words.len())).copied() else { return text.to_owned() };
    let new = others.get(dice.below(others.len())).and_then(|(start, end)| other.get(*start..*end));
    replaced(text, start, end, new.unwrap_or_default())
}

/// A mark put in, or put in the place of a character, or a character taken out.
fn mark(text: &str, dice: &mut Dice) -> String {
    let start = boundary(text, dice.below(text.len() + 1));
    let next = text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
    let new = dice.one(MARKS).unwrap_or_default();
    match dice.below(3) {
        0 => replaced(text, start, start, new),
        1 => replaced(text, start, next, new),
        _ => replaced(text, start, next, ""),
    }
}

/// A stretch taken out, doubled, or put in from another seed; or the end cut off.
fn stretch(text: &str, other: &str, dice: &mut Dice) -> String {
    let start = boundary(text, dice.below(text.len() + 1));
    let end = boundary(text, (start + dice.below(200)).min(text.len()));
    let part = text.get(start..end).unwrap_or_default();
    match dice.below(8) {
        0 => text.get(..start).unwrap_or_default().to_owned(),
        1..=3 => replaced(text, start, end, ""),
        4 | 5 => replaced(text, end, end, &part.repeat(1 + dice.below(4))),
        _ => {
            let from = boundary(other, dice.below(other.len() + 1));
            let to = boundary(other, (from + dice.below(200)).min(other.len()));
            replaced(text, start, start, other.get(from..to).unwrap_or_default())
        }
    }
}

fn replaced(text: &str, start: usize, end: usize, new: &str) -> String {
    [text.get(..start).unwrap_or_default(), new, text.get(end..).unwrap_or_default()].concat()
}

/// The nearest place before or at this byte where a character begins.
fn boundary(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (place, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = letter.is_alphanumeric() || letter == '_';
        match (start, inside) {
            (None, true) => start = Some(place),
            (Some(begun), false) => {
                found.push((begun, place));
                start = None;
            }
            _ => {}
        }
    }
    found
}
