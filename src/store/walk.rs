//! Every saved case behind some paths: files, folders and archives, one after another, in a fixed order.
//!
//! Never waits and never goes round in a circle: links to folders are not followed, and only regular files are
//! opened. Holds the names of one folder and one line of an archive at a time, never the cases themselves.
//! Deliberately does not look into a file: whether it is a case is found out elsewhere.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::StoreError;
pub use super::found::{Found, Place, Way};
use super::lines::{Archive, archive_on_standard_input};
use super::read::{STANDARD_INPUT, open_regular};
use super::seal::opened_reader;

/// The ending of an archive.
pub const ARCHIVE_ENDING: &str = "jsonl";

/// All that is behind some paths.
#[derive(Debug)]
pub struct Walk {
    /// Folders being gone through, the innermost last; what was named comes first.
    waiting: Vec<std::vec::IntoIter<PathBuf>>,
    archive: Option<Archive>,
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
            return match open_regular(&path) {
                Ok(file) => match opened_reader(&path, Box::new(BufReader::with_capacity(1 << 20, file))) {
                    Ok(reader) => {
                        self.archive = Some(Archive::new(name, reader));
                        None
                    }
                    Err(error) => found(Place::Unreadable(error)),
                },
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
    fn a_folder_without_cases_is_told() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(
            seen(vec![root.path().to_path_buf(), root.path().join("x.jsonl")], root.path()),
            ["! no-cases", "/x.jsonl! not-found"]
        );
    }
}
