//! One version of a guideline, named on the command line: a file, `speciale@version`, or a speciale.
//!
//! Deliberately lets a file stand anywhere: a draft is compared before it is put into the rule folder.

use std::path::Path;

use jiff::civil::Date;

use crate::session::failures::{from_rules, from_store};
use crate::store::catalogue::{Catalogue, RuleError};
use crate::store::{self, RuleFolder};
use crate::terminal::failure::{Failure, Rejected};
use visitation::guideline::resolve;
use visitation::guideline::{Guideline, ids};

/// The version that a name on the command line means. A speciale alone means the version in force on `date`;
/// without a date it is refused.
///
/// # Errors
/// There is no such file or version, or it is faulty.
pub fn named(name: &str, folder: &RuleFolder, date: Option<Date>) -> anyhow::Result<Guideline> {
    let path = Path::new(name);
    if path.is_file() {
        return from_file(path);
    }
    let open = || Catalogue::open(folder.clone()).map_err(from_rules);
    if let Some((speciale, version)) = name.split_once('@') {
        return by_version(&open()?, speciale, version);
    }
    match date {
        Some(date) if is_name(name) && !path.exists() => open()?.in_force(name, date).map_err(from_rules),
        _ => {
            let help = "skriv stien til en regelfil eller `speciale@version`, for eksempel `autisme@2026.1`";
            let message = format!("`{name}` er hverken en fil eller en udgave af en retningslinje");
            Err(Failure::new("unknown-version", message).help(help).into())
        }
    }
}

/// Is it a name and no path to a file that is not there?
fn is_name(text: &str) -> bool {
    !text.contains(['/', '\\']) && Path::new(text).extension().is_none()
}

fn from_file(path: &Path) -> anyhow::Result<Guideline> {
    let groups = store::rule_files(path).map_err(from_store)?;
    let mut files = groups.iter().flat_map(|group| group.files.iter().map(move |file| (file, &group.folder)));
    let (file, folder) = files.next().ok_or_else(|| anyhow::anyhow!("`{}` er ikke en regelfil", path.display()))?;
    let catalogue = Catalogue::open(folder.clone()).map_err(from_rules)?;
    let loaded = resolve::guideline(&file.shown, file.text.as_bytes(), catalogue.national(), None).map_err(Rejected)?;
    Ok(loaded.value)
}

fn by_version(catalogue: &Catalogue, speciale: &str, version: &str) -> anyhow::Result<Guideline> {
    let speciale = &catalogue.meant(speciale).map_err(from_rules)?;
    let versions = catalogue.folder().versions(speciale).map_err(from_store)?;
    let names: Vec<&str> = versions.iter().map(String::as_str).collect();
    if !names.contains(&version) {
        let message = format!("`{speciale}` har ingen udgave `{version}`");
        let help = ids::did_you_mean(version, names.iter().copied());
        let help = help.unwrap_or_else(|| format!("der findes {}", ids::enumerate(&names)));
        return Err(Failure::new("unknown-version", message).help(help).into());
    }
    let file = catalogue.folder().guideline(speciale, version).map_err(from_store)?;
    let loaded = catalogue.read(speciale, &file).map_err(RuleError::Faulty).map_err(from_rules)?;
    Ok(loaded.value)
}
