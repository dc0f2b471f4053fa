//! The rule files that a path means: a file, the folder of a speciale, or a whole rule folder.
//!
//! Finds the national.yaml that goes with them: in the folder itself or one of the two above; else the one
//! built into the program.

use std::path::{Path, PathBuf};

use super::read::{RULE_LIMIT, read_text};
use super::rules::entries;
use super::{RuleFile, RuleFolder, StoreError};
use visitation::guideline::hash::sha256_hex;

/// Files that go with one national.yaml.
#[derive(Debug, Clone)]
pub struct FileGroup {
    /// The files, in a fixed order.
    pub files: Vec<RuleFile>,
    /// Where their national.yaml is.
    pub folder: RuleFolder,
}

/// How far down a folder is searched for rules.
const DEPTH: usize = 4;

/// The files that a path means. A folder without a national.yaml and without YAML files of its own is searched further
/// down.
///
/// # Errors
/// The path or a file below it cannot be read.
pub fn rule_files(path: &Path) -> Result<Vec<FileGroup>, StoreError> {
    if !path.is_dir() {
        let folder = national_above(path);
        return Ok(vec![FileGroup { files: vec![single(path, &folder)?], folder }]);
    }
    let mut groups = below(path, DEPTH, &|folder| if has_national(folder) { whole(folder) } else { Ok(Vec::new()) })?;
    if groups.is_empty() {
        groups = below(path, DEPTH, &singles)?;
    }
    if groups.is_empty() {
        let message = format!("der er ingen regelfiler i `{}` eller mapperne under den", path.display());
        let help =
            "en regelmappe har `national.yaml` og en mappe for hvert speciale, for eksempel `autisme/2026.1.yaml`";
        return Err(StoreError::new("no-rule-files", path, message, help));
    }
    Ok(groups)
}

/// What is found in a folder, or else in those further down.
fn below(
    path: &Path,
    depth: usize,
    found_in: &impl Fn(&Path) -> Result<Vec<FileGroup>, StoreError>,
) -> Result<Vec<FileGroup>, StoreError> {
    let mut groups = found_in(path)?;
    if groups.is_empty() && depth > 0 {
        let mut names = entries(path, Path::is_dir)?;
        names.retain(|name| !name.starts_with('.') && name != "target");
        names.sort();
        for name in names {
            groups.extend(below(&path.join(name), depth - 1, found_in)?);
        }
    }
    Ok(groups)
}

/// A folder with its national.yaml.
fn whole(path: &Path) -> Result<Vec<FileGroup>, StoreError> {
    let folder = RuleFolder::directory(path)?;
    Ok(vec![FileGroup { files: folder.all_files()?, folder }])
}

/// The YAML files of a folder, one by one.
fn singles(path: &Path) -> Result<Vec<FileGroup>, StoreError> {
    let mut groups = Vec::new();
    for file in yaml_files(path)? {
        groups.extend(rule_files(&file)?);
    }
    Ok(groups)
}

/// The YAML files of a folder, sorted, whatever they hold.
///
/// # Errors
/// The folder cannot be read.
pub fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut names = entries(folder, Path::is_file)?;
    names.retain(|name| matches!(Path::new(name).extension().and_then(|end| end.to_str()), Some("yaml" | "yml")));
    names.sort();
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

fn single(path: &Path, folder: &RuleFolder) -> Result<RuleFile, StoreError> {
    let text = read_text(path, RULE_LIMIT)?;
    let sha256 = sha256_hex(text.as_bytes());
    // Only inside a rule folder do folder and file have to agree with what the file says.
    let name = match folder {
        RuleFolder::Directory(root) => {
            let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
            let inside = absolute(path).strip_prefix(absolute(root)).map(Path::to_path_buf);
            inside.unwrap_or_default().display().to_string()
        }
        RuleFolder::Embedded => String::new(),
    };
    Ok(RuleFile { name, shown: path.display().to_string(), text, sha256 })
}

fn has_national(folder: &Path) -> bool {
    folder.join("national.yaml").is_file()
}

fn national_above(file: &Path) -> RuleFolder {
    let parent = match file.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_path_buf(),
        None => return RuleFolder::Embedded,
    };
    [parent.clone(), parent.join("..")]
        .into_iter()
        .find(|folder| has_national(folder))
        .map_or(RuleFolder::Embedded, RuleFolder::Directory)
}
