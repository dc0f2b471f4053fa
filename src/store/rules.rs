//! The folder of rule files: the one built into the program, or another on disk.
//!
//! Hands out texts by name or by SHA-256. Deliberately does not read what stands in them: that a file is a
//! valid guideline, and which version is in force, is found out elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::StoreError;
use super::read::read_bytes;
use super::read::{RULE_LIMIT, read_text};
use super::replace::Over;
use super::save::{save, save_new};
use visitation::guideline::hash::sha256_hex;
use visitation::guideline::ids::is_file_id;
use visitation::guideline::resolve::File;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");
/// Of the built-in rule files, their SHA-256 and their trees; made by `build.rs`.
static TREES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/trees.rs"));

const NATIONAL: &str = "national.yaml";
/// Earlier national files, kept so that cases which pin them can still be replayed.
const EARLIER_NATIONAL: &str = "_national";
/// Every file that a case may rest on, by its SHA-256: what stands here is never edited.
const ARCHIVE: &str = "_arkiv";
const EXAMPLES: &str = "eksempler.yaml";
const ENDING: &str = ".yaml";

/// Where rules come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleFolder {
    /// The rules built into the program.
    Embedded,
    /// `--rules DIR`.
    Directory(PathBuf),
}

/// A rule file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// Name inside the folder with `/`, the same on every machine: `autisme/2026.1.yaml`. Saved in cases.
    pub name: String,
    /// Name in messages: with the folder in front, so that the user finds it.
    pub shown: String,
    /// Its text, exactly the bytes that were hashed.
    pub text: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl RuleFile {
    /// The file to resolve. Whatever has the bytes of a built-in file has its tree, too, and is not read anew.
    #[must_use]
    pub fn to_resolve(&self) -> File<'_> {
        let packed = TREES.iter().copied().find(|(sha256, _)| *sha256 == self.sha256);
        File { name: &self.shown, bytes: self.text.as_bytes(), packed }
    }
}

impl RuleFolder {
    /// A folder on disk.
    ///
    /// # Errors
    /// It is missing, unreadable or no folder.
    pub fn directory(path: &Path) -> Result<Self, StoreError> {
        fs::read_dir(path).map_err(|error| StoreError::reading(path, &error))?;
        Ok(Self::Directory(path.to_path_buf()))
    }

    /// The folders of guidelines, sorted. Folders whose name cannot be a speciale's are not listed.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn specialer(&self) -> Result<Vec<String>, StoreError> {
        let mut names = match self {
            Self::Embedded => EMBEDDED.dirs().filter_map(|dir| last_part(dir.path())).collect(),
            Self::Directory(root) => entries(root, Path::is_dir)?,
        };
        names.retain(|name: &String| is_file_id(name));
        names.sort();
        Ok(names)
    }

    /// The versions of one speciale, in their natural order (`2026.2` before `2026.10`).
    ///
    /// # Errors
    /// There is no such speciale, or its folder cannot be read.
    pub fn versions(&self, speciale: &str) -> Result<Vec<String>, StoreError> {
        let mut names: Vec<String> = self.files_in(speciale)?;
        names.retain(|name| name != EXAMPLES);
        let mut versions: Vec<String> = names
            .iter()
            .filter_map(|name| name.strip_suffix(ENDING))
            .filter(|id| is_file_id(id))
            .map(Into::into)
            .collect();
        versions.sort_by_key(|version| natural_order(version));
        Ok(versions)
    }

    /// `national.yaml`.
    ///
    /// # Errors
    /// It is missing or cannot be read.
    pub fn national(&self) -> Result<RuleFile, StoreError> {
        self.file(NATIONAL)
    }

    /// One version of one guideline.
    ///
    /// # Errors
    /// It is missing or cannot be read.
    pub fn guideline(&self, speciale: &str, version: &str) -> Result<RuleFile, StoreError> {
        if !is_file_id(speciale) || !is_file_id(version) {
            let name = format!("{speciale}/{version}");
            let message = format!("`{name}` kan ikke være navnet på en retningslinje");
            let help = "et speciale og en version skrives med a-z, 0-9, bindestreg og punktum";
            return Err(StoreError::new("bad-name", Path::new(&name), message, help));
        }
        self.file(&format!("{speciale}/{version}{ENDING}"))
    }

    /// The example cases of a speciale; `None` when it has none.
    ///
    /// # Errors
    /// The file is there but cannot be read.
    pub fn examples(&self, speciale: &str) -> Result<Option<RuleFile>, StoreError> {
        match self.file(&format!("{speciale}/{EXAMPLES}")) {
            Err(error) if error.code == "not-found" => Ok(None),
            result => result.map(Some),
        }
    }

    /// national.yaml and every file of every speciale, examples included, in a fixed order.
    ///
    /// # Errors
    /// A folder or a file cannot be read.
    pub fn all_files(&self) -> Result<Vec<RuleFile>, StoreError> {
        let mut files = vec![self.national()?];
        for speciale in self.specialer()? {
            for name in self.files_in(&speciale)? {
                files.push(self.file(&format!("{speciale}/{name}"))?);
            }
        }
        Ok(files)
    }

    /// The present national file and the earlier ones. Files that cannot be read are passed over.
    #[must_use]
    pub fn nationals(&self) -> Vec<RuleFile> {
        let earlier = self.files_in(EARLIER_NATIONAL).unwrap_or_default();
        let earlier = earlier.into_iter().map(|name| format!("{EARLIER_NATIONAL}/{name}"));
        let names = std::iter::once(NATIONAL.to_owned()).chain(earlier);
        names.filter_map(|name| self.file(&name).ok()).collect()
    }

    /// The file with this SHA-256 in the archive `_arkiv/`, guideline or national file.
    #[must_use]
    pub fn kept(&self, sha256: &str) -> Option<RuleFile> {
        let usable = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        let name = format!("{ARCHIVE}/{}{ENDING}", sha256.to_ascii_lowercase());
        let file = usable.then(|| self.file(&name).ok()).flatten()?;
        // What was edited after it was kept is another file.
        file.sha256.eq_ignore_ascii_case(sha256).then_some(file)
    }

    /// The SHA-256 of everything in the archive that is still what its name says, sorted.
    #[must_use]
    pub fn archived(&self) -> Vec<String> {
        let names = self.files_in(ARCHIVE).unwrap_or_default();
        let named = names.iter().filter_map(|name| name.strip_suffix(ENDING));
        named.filter_map(|sha256| self.kept(sha256)).map(|file| file.sha256).collect()
    }

    /// Keeps a file in the archive, so that cases which rest on it can be replayed after it has been edited. What is
    /// built into the program is kept when the program is made.
    ///
    /// # Errors
    /// The archive cannot be written to.
    pub fn keep(&self, file: &RuleFile) -> Result<(), StoreError> {
        let Self::Directory(root) = self else { return Ok(()) };
        if self.kept(&file.sha256).is_some() {
            return Ok(());
        }
        let path = root.join(ARCHIVE).join(format!("{}{ENDING}", file.sha256));
        let saved = match read_bytes(&path, RULE_LIMIT) {
            // It was edited there and is no longer what its name says.
            Ok(edited) => save(&path, file.text.as_bytes(), Over::Read(&edited)),
            Err(_) => save_new(&path, file.text.as_bytes()),
        };
        // Somebody else may have kept it meanwhile.
        saved.or_else(|error| self.kept(&file.sha256).map(drop).ok_or(error))
    }

    /// The YAML files of one folder, sorted.
    fn files_in(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let mut names = match self {
            Self::Embedded => {
                let dir = EMBEDDED.get_dir(folder).ok_or_else(|| missing(Path::new(folder)))?;
                dir.files().filter_map(|file| last_part(file.path())).collect()
            }
            Self::Directory(root) => entries(&root.join(folder), Path::is_file)?,
        };
        names.retain(|name: &String| name.ends_with(ENDING) && !name.starts_with('.'));
        names.sort();
        Ok(names)
    }

    fn file(&self, name: &str) -> Result<RuleFile, StoreError> {
        let (shown, text) = match self {
            Self::Embedded => {
                let shown = format!("rules/{name}");
                let file = EMBEDDED.get_file(name).ok_or_else(|| missing(Path::new(&shown)))?;
                let text = super::read_text_from(file.contents(), RULE_LIMIT)?;
                (shown, text)
            }
            Self::Directory(root) => {
                let path = name.split('/').fold(root.clone(), |path, part| path.join(part));
                (path.display().to_string(), read_text(&path, RULE_LIMIT)?)
            }
        };
        let sha256 = sha256_hex(text.as_bytes());
        Ok(RuleFile { name: name.to_owned(), shown, text, sha256 })
    }
}

/// The names in a folder that satisfy `wanted`, which sees through links; a broken link satisfies nothing.
pub(super) fn entries(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<String>, StoreError> {
    let found = fs::read_dir(folder).map_err(|error| StoreError::reading(folder, &error))?;
    Ok(found
        .flatten()
        .filter(|entry| wanted(&entry.path()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect())
}

fn missing(path: &Path) -> StoreError {
    let message = format!("`{}` findes ikke i de indbyggede regler", path.display());
    StoreError::new(
        "not-found",
        path,
        message,
        "`visit rules` viser, hvad der findes; `--rules MAPPE` vælger en anden mappe",
    )
}

fn last_part(path: &Path) -> Option<String> {
    path.file_name().and_then(|name| name.to_str()).map(Into::into)
}

/// Numbers compare as numbers; the text itself decides between `1` and `01`.
fn natural_order(version: &str) -> (Vec<(Option<u64>, String)>, String) {
    let parts = version.split(['.', '-']).map(|part| (part.parse().ok(), part.to_owned())).collect();
    (parts, version.to_owned())
}

#[cfg(test)]
mod tests {
    use visitation::guideline::raw::{packed, yaml};

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("national.yaml", "ny");
        write("_national/2025.yaml", "gammel");
        write("autisme/2026.10.yaml", "ti");
        write("autisme/2026.2.yaml", "to");
        write("autisme/eksempler.yaml", "eksempler");
        write("autisme/noter.txt", "nej");
        write("Forkert Navn/1.yaml", "nej");
        folder
    }

    #[test]
    fn lists_what_is_there_in_a_fixed_order() {
        let folder = folder();
        let rules = RuleFolder::directory(folder.path()).unwrap();
        assert_eq!(rules.specialer().unwrap(), ["autisme"]);
        assert_eq!(rules.versions("autisme").unwrap(), ["2026.2", "2026.10"]);
        assert_eq!(rules.guideline("autisme", "2026.2").unwrap().name, "autisme/2026.2.yaml");
        assert_eq!(rules.examples("autisme").unwrap().unwrap().text, "eksempler");
        assert_eq!(rules.national().unwrap().text, "ny");
    }

    #[test]
    fn what_was_kept_is_found_by_its_hash_until_it_is_edited() {
        let folder = folder();
        let rules = RuleFolder::directory(folder.path()).unwrap();
        let national = rules.national().unwrap();
        assert_eq!(rules.kept(&national.sha256), None);
        rules.keep(&national).unwrap();
        rules.keep(&national).unwrap();
        fs::write(folder.path().join("national.yaml"), "nyere").unwrap();
        assert_eq!(rules.kept(&national.sha256).unwrap().text, "ny");
        assert_eq!(rules.specialer().unwrap(), ["autisme"], "the archive is no speciale");
        fs::write(folder.path().join(format!("_arkiv/{}.yaml", national.sha256)), "rettet").unwrap();
        assert_eq!(rules.kept(&national.sha256), None);
        assert_eq!(rules.kept("../national"), None);
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        let folder = folder();
        let rules = RuleFolder::directory(&folder.path().join("autisme")).unwrap();
        assert_eq!(rules.guideline("..", "national").unwrap_err().code, "bad-name");
        assert_eq!(rules.guideline("../..", "x").unwrap_err().code, "bad-name");
        assert_eq!(RuleFolder::directory(&folder.path().join("nej")).unwrap_err().code, "not-found");
    }

    #[test]
    fn the_built_in_rules_are_those_of_the_folder() {
        let disk = RuleFolder::directory(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"))).unwrap();
        let built_in = RuleFolder::Embedded;
        assert_eq!(built_in.specialer().unwrap(), disk.specialer().unwrap());
        assert_eq!(built_in.national().ok().map(|file| file.sha256), disk.national().ok().map(|file| file.sha256));
        for speciale in disk.specialer().unwrap() {
            let versions = disk.versions(&speciale).unwrap();
            assert_eq!(built_in.versions(&speciale).unwrap(), versions);
            for version in versions {
                let (ours, theirs) = (built_in.guideline(&speciale, &version), disk.guideline(&speciale, &version));
                let (ours, theirs) = (ours.unwrap(), theirs.unwrap());
                assert_eq!((&ours.name, &ours.sha256), (&theirs.name, &theirs.sha256));
            }
        }
    }

    #[test]
    fn the_trees_made_beforehand_are_those_of_the_texts() {
        let files = RuleFolder::Embedded.all_files().unwrap();
        let mut made = 0;
        for file in files.iter().filter(|file| !file.name.ends_with(EXAMPLES)) {
            let (name, bytes) = (&file.shown, file.text.as_bytes());
            let (sha256, packed) = file.to_resolve().packed.unwrap_or_else(|| panic!("{name} has no tree"));
            assert_eq!(sha256, sha256_hex(bytes));
            assert_eq!(packed::read(name, bytes, packed), yaml::read(name, bytes).ok(), "{name}");
            made += 1;
        }
        assert!(made > 20, "{made}");
    }

    #[cfg(unix)]
    #[test]
    fn loops_and_pipes_in_the_folder_are_passed_over() {
        let folder = folder();
        std::os::unix::fs::symlink("ring.yaml", folder.path().join("autisme/ring.yaml")).unwrap();
        std::os::unix::fs::symlink(".", folder.path().join("løkke")).unwrap();
        let pipe = folder.path().join("autisme/2026.3.yaml");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let rules = RuleFolder::directory(folder.path()).unwrap();
        assert_eq!(rules.versions("autisme").unwrap(), ["2026.2", "2026.10"]);
    }
}
