//! The lines of an archive, held against its closing line.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::path::Path;

use super::StoreError;
use super::found::{Found, Place, Way};
use super::read::CASE_LIMIT;
use super::seal::broken;
use visitation::case::archive::{Closing, wants_closing};
use visitation::guideline::hash::RunningHash;

/// Lines of an archive up to this length are read: escapes at most double ordinary text.
const LINE_LIMIT: u64 = 2 * CASE_LIMIT;
/// What standard input is called in reports.
const IN_REPORTS: &str = "standard-ind";

/// What is said of an archive of the old kind.
const UNSEALED: &str = "arkivet er uden slutlinje: om der mangler sager i det, kan ikke ses";

/// An archive being read.
pub(super) struct Archive {
    name: String,
    reader: Box<dyn BufRead>,
    line: u64,
    /// Of all bytes since the archive began.
    hash: RunningHash,
    /// So many lines with cases.
    cases: u64,
    /// Is a closing line still to come?
    open: Open,
}

/// What is known of an archive's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Nothing stands before it.
    Nothing,
    /// Lines of an archive of the kind that has no closing line.
    Old,
    /// Lines that a closing line must follow.
    Unclosed,
}

impl Archive {
    pub(super) fn new(name: String, reader: Box<dyn BufRead>) -> Self {
        Self { name, reader, line: 0, hash: RunningHash::default(), cases: 0, open: Open::Nothing }
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("name", &self.name).field("line", &self.line).finish_non_exhaustive()
    }
}

impl Iterator for Archive {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            self.line += 1;
            let name = format!("{}:{}", self.name, self.line);
            let mut line = Vec::new();
            let read = (&mut self.reader).take(LINE_LIMIT).read_until(b'\n', &mut line);
            let place = match read {
                Ok(0) => return self.end(),
                Ok(_) if line.last() == Some(&b'\n') => {
                    line.pop();
                    Place::Line(line)
                }
                Ok(length) if length as u64 == LINE_LIMIT => self.skip_line(),
                Ok(_) => Place::Line(line),
                Err(error) => {
                    // What cannot be read on cannot be closed either, and would fail for ever.
                    self.reader = Box::new(io::empty());
                    self.open = Open::Nothing;
                    Place::Unreadable(unread(Path::new(&self.name), &error))
                }
            };
            match place {
                Place::Line(line) if line.is_empty() => self.hash.add(b"\n"),
                Place::Line(line) => {
                    if let Some(closing) = Closing::read(&line) {
                        let Err(error) = self.close(&closing) else { continue };
                        return Some(Found { name, place: Place::Unreadable(error), way: Way::Named });
                    }
                    self.hash.add(&line);
                    self.hash.add(b"\n");
                    self.cases += 1;
                    self.open = if wants_closing(&line) { Open::Unclosed } else { self.open.max_old() };
                    return Some(Found { name, place: Place::Line(line), way: Way::Named });
                }
                place => return Some(Found { name, place, way: Way::Named }),
            }
        }
    }
}

impl Open {
    fn max_old(self) -> Self {
        if self == Self::Nothing { Self::Old } else { self }
    }
}

impl Archive {
    /// Holds the lines against their closing line. What follows is another archive, as `cat` puts them together.
    fn close(&mut self, closing: &Closing) -> Result<(), StoreError> {
        let hash = std::mem::take(&mut self.hash).hex();
        let cases = std::mem::take(&mut self.cases);
        self.open = Open::Nothing;
        if (closing.cases, &closing.sha256) == (cases, &hash) {
            return Ok(());
        }
        let message = if closing.cases == cases {
            "arkivet er ændret: linjerne passer ikke til slutlinjen".to_owned()
        } else {
            format!("arkivet er ændret: der er {cases} sager, og slutlinjen siger {}", closing.cases)
        };
        let help = "find en urørt udgave, eller lav arkivet igen med `visit export`";
        Err(StoreError::new("archive-changed", Path::new(&self.name), message, help))
    }

    /// What is to be said at its end; only once.
    fn end(&mut self) -> Option<Found> {
        let place = match std::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => return None,
            Open::Old => Place::PassedOver(UNSEALED),
            Open::Unclosed => {
                let message = "arkivet er ikke helt: slutlinjen mangler".to_owned();
                let help = "find en hel udgave, eller lav arkivet igen med `visit export`";
                Place::Unreadable(StoreError::new("archive-cut", Path::new(&self.name), message, help))
            }
        };
        Some(Found { name: self.name.clone(), place, way: Way::Named })
    }

    /// The rest of a line that is too long to be a case.
    fn skip_line(&mut self) -> Place {
        let path = Path::new(&self.name);
        match self.reader.skip_until(b'\n') {
            Ok(_) => Place::Unreadable(StoreError::new(
                "too-large",
                path,
                format!("linjen er for stor: der læses højst {} MiB", LINE_LIMIT >> 20),
                "se efter, om det er det rigtige arkiv",
            )),
            Err(error) => Place::Unreadable(StoreError::reading(path, &error)),
        }
    }
}

/// Why an archive could not be read on; what was sealed and is cut or changed is said to be so.
fn unread(path: &Path, error: &io::Error) -> StoreError {
    if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) {
        return broken(path);
    }
    StoreError::reading(path, error)
}

/// What comes on standard input as an archive; `None` where it is something else, of which nothing has been taken.
pub(super) fn archive_on_standard_input() -> Result<Option<Archive>, StoreError> {
    let mut input = io::stdin().lock();
    // Every line of an archive begins so, and no case file does.
    let first = input.fill_buf().map(|bytes| bytes.first().copied());
    match first.map_err(|error| StoreError::reading(Path::new(IN_REPORTS), &error))? {
        Some(b'{') => Ok(Some(Archive::new(IN_REPORTS.to_owned(), Box::new(input)))),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::BufReader;

    use super::super::walk::Walk;
    use super::*;

    #[test]
    fn an_archive_is_held_against_its_closing_line() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.jsonl");
        let line = |name: &str| format!("{{\"format\":\"visit-arkiv/2\",\"fil\":\"{name}\",\"tekst\":\"x\"}}");
        let close = |lines: &[String]| {
            let mut hash = RunningHash::default();
            for line in lines {
                hash.add(format!("{line}\n").as_bytes());
            }
            Closing::new(lines.len() as u64, hash.hex()).write().unwrap()
        };
        let (a, b, c) = (line("a"), line("b"), line("c"));
        let closing = close(&[a.clone(), b.clone()]);
        let faults = |lines: &[&String]| {
            let lines: Vec<&str> = lines.iter().map(|line| line.as_str()).collect();
            fs::write(&path, lines.join("\n") + "\n").unwrap();
            let codes = Walk::over(vec![path.clone()]).filter_map(|found| match found.place {
                Place::Unreadable(error) => Some(error.code),
                _ => None,
            });
            codes.collect::<Vec<_>>()
        };
        assert!(faults(&[&a, &b, &closing]).is_empty());
        let other = close(std::slice::from_ref(&c));
        assert!(faults(&[&a, &b, &closing, &c, &other]).is_empty(), "two archives put together");
        let changed: [&[&String]; 5] =
            [&[&a, &closing], &[&b, &closing], &[&a, &a, &b, &closing], &[&b, &a, &closing], &[&a, &c, &closing]];
        for lines in changed {
            assert_eq!(faults(lines), ["archive-changed"], "{lines:?}");
        }
        assert_eq!(faults(&[&a, &b]), ["archive-cut"]);
        assert_eq!(faults(&[&a, &b, &closing, &c]), ["archive-cut"]);
    }

    #[test]
    fn a_reader_that_fails_ends_the_archive() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::TimedOut.into())
            }
        }
        let start = io::Cursor::new(b"en\nto".to_vec());
        let archive = Archive::new("a.jsonl".to_owned(), Box::new(BufReader::new(start.chain(Failing))));
        let codes: Vec<_> = archive
            .take(9)
            .map(|found| match found.place {
                Place::Unreadable(error) => error.code,
                _ => "",
            })
            .collect();
        assert_eq!(codes, ["", "unreadable"]);
    }
}
