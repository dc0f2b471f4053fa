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

/// The files that a path means. A folder without a national.yaml is searched for YAML files one level deep.
///
/// # Errors
/// The path or a file below it cannot be read.
pub fn rule_files(path: &Path) -> Result<Vec<FileGroup>, StoreError> {
    if !path.is_dir() {
        let folder = national_above(path);
        return Ok(vec![FileGroup { files: vec![single(path, &folder)?], folder }]);
    }
    if has_national(path) {
        let folder = RuleFolder::directory(path)?;
        return Ok(vec![FileGroup { files: folder.all_files()?, folder }]);
    }
    let mut groups = Vec::new();
    for file in yaml_files(path)? {
        groups.extend(rule_files(&file)?);
    }
    if groups.is_empty() {
        let message = format!("der er ingen regelfiler i `{}`", path.display());
        return Err(StoreError::new("no-rule-files", path, message, "en regelfil ender på `.yaml`"));
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
