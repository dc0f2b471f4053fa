//! How much a municipality's own template may do: it fills in texts, and can neither run without end nor take the memory.
//!
//! Steps, output and nesting are counted while it is filled; what could make a text grow by itself (repetition, own
//! macros, assignments, filters that multiply) is not there at all.

use std::io::{self, Write};

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

/// Steps of the template engine, for one template.
const STEPS: u64 = 2_000_000;
/// Bytes of one template, and of one joined text in it.
const SIZE: usize = 256 << 10;
/// Bytes that one template may write.
const OUTPUT: usize = 8 << 20;
/// Blocks and calls in one another.
const NESTING: usize = 40;

/// The tags there are. Macros are those of the built-in templates, unchanged.
const TAGS: &[&str] = &["if", "elif", "else", "endif", "for", "endfor", "macro", "endmacro"];
const GLOBALS: &[&str] = &["debug", "range", "dict", "namespace", "cycler", "joiner", "lipsum"];
/// Filters that make much of little.
const FILTERS: &[&str] = &[
    "replace",
    "indent",
    "batch",
    "slice",
    "format",
    "tojson",
    "pprint",
    "urlencode",
    "map",
    "zip",
    "chain",
    "groupby",
];

/// Sets the limits of an environment.
pub(super) fn limit(environment: &mut Environment<'_>) {
    environment.set_fuel(Some(STEPS));
    environment.set_recursion_limit(NESTING);
    for name in GLOBALS {
        environment.remove_global(name);
    }
    for name in FILTERS {
        environment.remove_filter(name);
    }
    environment.add_filter("join", join);
}

/// `join`, up to a size.
fn join(list: &Value, between: Option<String>) -> Result<String, Error> {
    let between = between.unwrap_or_default();
    let mut text = String::new();
    for (at, item) in list.try_iter()?.enumerate() {
        if at > 0 {
            text.push_str(&between);
        }
        text.push_str(&item.to_string());
        if text.len() > SIZE {
            return Err(Error::new(ErrorKind::OutOfFuel, "too much text"));
        }
    }
    Ok(text)
}

/// What a template may not hold, with the line it stands on, in Danish.
pub(super) fn refused(text: &str, built_in: &str) -> Option<(usize, String)> {
    let line_of = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    if text.len() > SIZE {
        return Some((1, format!("er for stor: der læses højst {} KiB", SIZE >> 10)));
    }
    let (mut from, mut depth) = (0, 0_usize);
    while let Some(open) = text.get(from..).and_then(|rest| rest.find("{%").into_iter().chain(rest.find("{{")).min()) {
        let open = from + open;
        let close = if text.get(open..).is_some_and(|rest| rest.starts_with("{%")) { "%}" } else { "}}" };
        let Some(inside) = text.get(open + 2..).and_then(|rest| rest.split_once(close)).map(|(inside, _)| inside)
        else {
            return None; // not closed: the engine says where
        };
        let tag = inside.trim_start_matches(['-', '+']).split_whitespace().next().unwrap_or_default();
        if close == "%}" && !TAGS.contains(&tag) {
            return Some((line_of(open), format!("bruger `{tag}`, som en skabelon ikke kan")));
        }
        depth = match tag {
            "if" | "for" | "macro" if close == "%}" => depth + 1,
            "endif" | "endfor" | "endmacro" if close == "%}" => depth.saturating_sub(1),
            _ => depth,
        };
        if depth > NESTING {
            return Some((line_of(open), format!("har mere end {NESTING} blokke inde i hinanden")));
        }
        if inside.contains('*') {
            return Some((line_of(open), "bruger `*`, som en skabelon ikke kan".to_owned()));
        }
        if close == "%}" && tag == "macro" {
            let rest = text.get(open..).unwrap_or_default();
            let block = rest.split_once("endmacro").map_or(rest, |(block, _)| block);
            if !built_in.replace("\r\n", "\n").contains(&block.replace("\r\n", "\n")) {
                return Some((line_of(open), "har sin egen makro; kun de indbyggede, uændret, kan bruges".to_owned()));
            }
        }
        from = open + 2 + inside.len() + 2;
    }
    None
}

/// Takes so much and no more.
#[derive(Default)]
pub(super) struct Bounded(pub Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > OUTPUT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
