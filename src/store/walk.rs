//! Every saved case behind some paths: files, folders and archives, one after another, in a fixed order.
//!
//! Never waits and never goes round in a circle: links to folders are not followed, and only regular files are
//! opened. Holds the names of one folder and one line of an archive at a time, never the cases themselves.
//! Deliberately does not look into a file: whether it is a case is found out elsewhere.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::read::{CASE_LIMIT, STANDARD_INPUT, check_regular};
use visitation::case::archive::{Closing, wants_closing};
use visitation::guideline::hash::RunningHash;

/// The ending of an archive.
pub const ARCHIVE_ENDING: &str = "jsonl";

/// Lines of an archive up to this length are read: escapes at most double ordinary text.
const LINE_LIMIT: u64 = 2 * CASE_LIMIT;
/// What standard input is called in reports.
const IN_REPORTS: &str = "standard-ind";

/// What is said of an archive of the old kind.
pub const UNSEALED: &str = "arkivet er uden slutlinje: om der mangler sager i det, kan ikke ses";

/// Something that may be a case.
#[derive(Debug)]
pub struct Found {
    /// What it is called in reports: the file, and in an archive the line.
    pub name: String,
    /// Where it is.
    pub place: Place,
    /// How it came to be looked at.
    pub way: Way,
}

/// Where a case is.
#[derive(Debug)]
pub enum Place {
    /// A file, or standard input.
    File(PathBuf),
    /// A line of an archive, without its line feed.
    Line(Vec<u8>),
    /// It is there, and is not looked at: why, in Danish.
    PassedOver(&'static str),
    /// It cannot be read.
    Unreadable(StoreError),
}

/// How something came to be looked at: what was asked for by name must be a case, what lies in a folder may be
/// something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The user named it, or it stands in an archive.
    Named,
    /// It lies in a folder that the user named.
    InFolder,
}

/// All that is behind some paths.
#[derive(Debug)]
pub struct Walk {
    /// Folders being gone through, the innermost last; what was named comes first.
    waiting: Vec<std::vec::IntoIter<PathBuf>>,
    archive: Option<Archive>,
}

struct Archive {
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
    fn new(name: String, reader: Box<dyn BufRead>) -> Self {
        Self { name, reader, line: 0, hash: RunningHash::default(), cases: 0, open: Open::Nothing }
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("name", &self.name).field("line", &self.line).finish_non_exhaustive()
    }
}

impl Walk {
    /// Goes through the paths in their order, folders by name.
    #[must_use]
    pub fn over(paths: Vec<PathBuf>) -> Self {
        Self { waiting: vec![paths.into_iter()], archive: None }
    }

    fn look_at(&mut self, path: PathBuf) -> Option<Found> {
        let way = if self.waiting.len() > 1 { Way::InFolder } else { Way::Named };
        let name = path.display().to_string();
        let found = |place: Place| Some(Found { name: name.clone(), place, way });
        if path.as_os_str() == STANDARD_INPUT {
            return match archive_on_standard_input() {
                Ok(Some(archive)) => {
                    self.archive = Some(archive);
                    None
                }
                Ok(None) => found(Place::File(path)),
                Err(error) => found(Place::Unreadable(error)),
            };
        }
        if way == Way::InFolder && path.is_symlink() && path.is_dir() {
            return found(Place::PassedOver("en lænke til en mappe følges ikke"));
        }
        if path.is_dir() {
            return match folder(&path, way) {
                Ok(inside) => {
                    self.waiting.push(inside.into_iter());
                    None
                }
                Err(error) => found(Place::Unreadable(error)),
            };
        }
        if ending(&path) == Some(ARCHIVE_ENDING) {
            let opened = check_regular(&path)
                .and_then(|()| File::open(&path).map_err(|error| StoreError::reading(&path, &error)));
            return match opened {
                Ok(file) => {
                    let reader = Box::new(BufReader::with_capacity(1 << 20, file));
                    self.archive = Some(Archive::new(name, reader));
                    None
                }
                Err(error) => found(Place::Unreadable(error)),
            };
        }
        if way == Way::InFolder && !path.is_symlink() && !path.is_file() {
            return found(Place::PassedOver("det er ikke en almindelig fil"));
        }
        found(Place::File(path))
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(archive) = &mut self.archive {
                match archive.next() {
                    Some(found) => return Some(found),
                    None => self.archive = None,
                }
            }
            let Some(path) = self.waiting.last_mut()?.next() else {
                self.waiting.pop();
                continue;
            };
            if let Some(found) = self.look_at(path) {
                return Some(found);
            }
        }
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
                Err(error) => Place::Unreadable(StoreError::reading(Path::new(&self.name), &error)),
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

/// What comes on standard input as an archive; `None` where it is something else, of which nothing has been taken.
fn archive_on_standard_input() -> Result<Option<Archive>, StoreError> {
    let mut input = io::stdin().lock();
    // Every line of an archive begins so, and no case file does.
    let first = input.fill_buf().map(|bytes| bytes.first().copied());
    match first.map_err(|error| StoreError::reading(Path::new(IN_REPORTS), &error))? {
        Some(b'{') => Ok(Some(Archive::new(IN_REPORTS.to_owned(), Box::new(input)))),
        _ => Ok(None),
    }
}

/// The folders, case files and archives in a folder, by name. Hidden ones are a program's own.
fn folder(path: &Path, way: Way) -> Result<Vec<PathBuf>, StoreError> {
    let entries = fs::read_dir(path).map_err(|error| StoreError::reading(path, &error))?;
    let mut inside: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .filter(|path| matches!(ending(path), Some("yaml" | "yml" | ARCHIVE_ENDING)) || path.is_dir())
        .collect();
    inside.sort();
    if inside.is_empty() && way == Way::Named {
        let message = format!("der er ingen sager i `{}`", path.display());
        return Err(StoreError::new("no-cases", path, message, "en sag ender på `.yaml` og et arkiv på `.jsonl`"));
    }
    Ok(inside)
}

fn ending(path: &Path) -> Option<&str> {
    path.extension().and_then(|ending| ending.to_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(paths: Vec<PathBuf>, root: &Path) -> Vec<String> {
        let tell = |found: Found| {
            let name = found.name.replace(&root.display().to_string(), "");
            match found.place {
                Place::File(_) => name,
                Place::Line(line) => format!("{name} = {}", String::from_utf8_lossy(&line)),
                Place::PassedOver(why) => format!("{name}: {why}"),
                Place::Unreadable(error) => format!("{name}! {}", error.code),
            }
        };
        Walk::over(paths).map(tell).collect()
    }

    #[cfg(unix)]
    #[test]
    fn links_loops_and_pipes_neither_hang_nor_repeat() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::create_dir_all(at("a/under")).unwrap();
        for name in ["a/2.yaml", "a/1.yaml", "a/under/3.yml", "a/noter.txt", "a/.1.yaml.lock", "a/.skjult.yaml"] {
            fs::write(at(name), "x").unwrap();
        }
        fs::write(at("a/z.jsonl"), "en\n\nto").unwrap();
        symlink(".", at("a/igen")).unwrap();
        symlink("ring.yaml", at("a/ring.yaml")).unwrap();
        symlink("1.yaml", at("a/lænke.yaml")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(at("a/rør.yaml")).status().unwrap().success());
        assert_eq!(
            seen(vec![at("a"), at("findes-ikke.yaml"), at("a/1.yaml")], root.path()),
            [
                "/a/1.yaml",
                "/a/2.yaml",
                "/a/igen: en lænke til en mappe følges ikke",
                "/a/lænke.yaml",
                "/a/ring.yaml",
                "/a/rør.yaml: det er ikke en almindelig fil",
                "/a/under/3.yml",
                "/a/z.jsonl:1 = en",
                "/a/z.jsonl:3 = to",
                "/a/z.jsonl: arkivet er uden slutlinje: om der mangler sager i det, kan ikke ses",
                "/findes-ikke.yaml",
                "/a/1.yaml",
            ]
        );
    }

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
    fn a_folder_without_cases_is_told() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(
            seen(vec![root.path().to_path_buf(), root.path().join("x.jsonl")], root.path()),
            ["! no-cases", "/x.jsonl! not-found"]
        );
    }
}
