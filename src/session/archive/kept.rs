//! What a case rests on is kept, so that an edit of the rules never makes it unreplayable; and what was edited is told.

use crate::store::{RuleFile, RuleFolder, StoreError};
use visitation::case::Case;
use visitation::guideline::edited::edited;
use visitation::guideline::wording::list_text;

/// Keeps the national file and the guidelines of a case in the archive of the folder they were read from. A file that
/// was edited while the case was assessed is no longer the one that the case rests on, and is passed over.
///
/// # Errors
/// The archive cannot be written to.
pub fn keep(folder: &RuleFolder, case: &Case) -> Result<(), StoreError> {
    for (sha256, present) in rests_on(folder, case) {
        if let Some(file) = present.filter(|file| file.sha256 == *sha256) {
            folder.keep(&file)?;
        }
    }
    Ok(())
}

/// One line for each rule file that reads otherwise now than when the case was assessed.
#[must_use]
pub fn edited_since(folder: &RuleFolder, case: &Case) -> Vec<String> {
    let edits = rests_on(folder, case).into_iter().filter_map(|(sha256, present)| {
        let present = present.filter(|file| file.sha256 != *sha256)?;
        let what = edited(&folder.kept(sha256)?.text, &present.text);
        let what = if what.is_empty() { String::new() } else { format!(": {}", list_text(&what)) };
        Some(format!("{} er rettet, siden sagen blev vurderet{what}", present.name))
    });
    edits.collect()
}

/// What a case pins, by SHA-256, and the file of that name as it stands now.
fn rests_on<'c>(folder: &RuleFolder, case: &'c Case) -> Vec<(&'c str, Option<RuleFile>)> {
    let national = (case.opening().national.sha256.as_str(), folder.national().ok());
    let guidelines = case.guidelines().iter();
    let guidelines =
        guidelines.map(|pinned| (pinned.sha256.as_str(), folder.guideline(&pinned.speciale, &pinned.version).ok()));
    std::iter::once(national).chain(guidelines).collect()
}
