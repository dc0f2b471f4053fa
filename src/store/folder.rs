//! A folder of small text files: read whole, or made anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::StoreError;
use super::read::{RULE_LIMIT, read_text};

/// Every text file of a folder by name. Hidden files, folders, pipes and the like are passed over.
///
/// # Errors
/// The folder or one of its files cannot be read, or is a link: what it leads to lies elsewhere.
pub fn texts_in(folder: &Path) -> Result<BTreeMap<String, String>, StoreError> {
    let entries = fs::read_dir(folder).map_err(|error| StoreError::reading(folder, &error))?;
    let mut texts = BTreeMap::new();
    for entry in entries {
        let path = entry.map_err(|error| StoreError::reading(folder, &error))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.starts_with('.') && path.is_symlink() {
            let message = format!("`{}` er en lænke og følges ikke", path.display());
            return Err(StoreError::new("is-a-link", &path, message, "læg selve filen i mappen"));
        }
        if !name.starts_with('.') && path.is_file() {
            texts.insert(name, read_text(&path, RULE_LIMIT)?);
        }
    }
    Ok(texts)
}

/// Makes a folder where there is none.
///
/// # Errors
/// It cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(folder).map_err(|error| StoreError::saving(folder, &error))
}

/// Makes a folder. One that is there already must be empty: nothing is ever written over.
///
/// # Errors
/// It cannot be made, or something lies in it.
pub fn new_folder(folder: &Path) -> Result<(), StoreError> {
    make_folder(folder)?;
    let mut entries = fs::read_dir(folder).map_err(|error| StoreError::reading(folder, &error))?;
    if entries.next().is_some() {
        let message = format!("`{}` er ikke tom, og der bliver aldrig skrevet oven i noget", folder.display());
        return Err(StoreError::new("folder-not-empty", folder, message, "vælg en ny mappe"));
    }
    Ok(())
}
