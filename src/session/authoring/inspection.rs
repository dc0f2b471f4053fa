//! Rule files that go with one national.yaml, looked at together.
//!
//! Between the files and the lints: which national.yaml, which other versions, what is written back by `--fix`.
//! Deliberately finds nothing itself and shows nothing.

use std::path::Path;

use crate::store::catalogue::{Catalogue, RuleError};
use crate::store::{RuleFile, RuleFolder, StoreError, save_atomically};
use visitation::guideline::Guideline;
use visitation::guideline::finding::{Finding, Severity};
use visitation::guideline::resolve::Place;
use visitation::lint::{self, FileKind, Options, Reading, fix, shorten};

/// Writes what is safe to mend back to the file; was there anything?
///
/// # Errors
/// The file cannot be written.
pub fn mend(file: &RuleFile, folder: &RuleFolder, options: &Options) -> Result<bool, StoreError> {
    let mut found = check(std::slice::from_ref(file), folder, options);
    found.retain(|finding| finding.source.name == file.shown);
    let mended = fix::mended(&file.text, &found);
    let shortened = shortened(mended.as_deref().unwrap_or(&file.text), file, folder, options);
    let Some(text) = shortened.or(mended) else { return Ok(false) };
    save_atomically(Path::new(&file.shown), text.as_bytes())?;
    Ok(true)
}

/// The short forms of a file's conditions, where the file reads as well with them as without.
fn shortened(text: &str, file: &RuleFile, folder: &RuleFolder, options: &Options) -> Option<String> {
    let short = shorten::shortened(text)?;
    let errors = |text: &str| {
        let copy = RuleFile { text: text.to_owned(), ..file.clone() };
        let found = check(&[copy], folder, options).into_iter();
        found.filter(|finding| finding.severity == Severity::Error && finding.source.name == file.shown).count()
    };
    (errors(&short) <= errors(text)).then_some(short)
}

/// Checks files that go with one national.yaml. Where that is faulty, its faults are reported once, by themselves.
#[must_use]
pub fn check(files: &[RuleFile], folder: &RuleFolder, options: &Options) -> Vec<Finding> {
    let mut found = Vec::new();
    let kinds: Vec<FileKind> = files.iter().map(|file| lint::kind_of(&file.text)).collect();
    let opened = Catalogue::open(folder.clone());
    if let Err(RuleError::Faulty(faults)) = &opened
        && !kinds.contains(&FileKind::National)
    {
        found.extend(faults.iter().cloned());
    }
    if let Err(RuleError::Faulty(faults)) = &opened {
        let waiting = kinds.iter().filter(|kind| **kind == FileKind::Guideline).count();
        found.extend(faults.first().filter(|_| waiting > 0).map(|fault| lint::waiting(&fault.source, waiting)));
    }
    for (file, kind) in files.iter().zip(kinds) {
        let reading = Reading { name: &file.shown, text: &file.text, options };
        found.extend(match (kind, &opened) {
            (FileKind::National, _) => lint::national(reading, &all_with(opened.as_ref().ok())),
            (FileKind::Examples, _) => lint::examples(reading),
            (FileKind::Guideline, Ok(catalogue)) => guideline(file, reading, catalogue),
            (FileKind::Guideline, Err(_)) | (FileKind::Other, _) => Vec::new(),
        });
    }
    found
}

fn guideline(file: &RuleFile, reading: Reading<'_>, catalogue: &Catalogue) -> Vec<Finding> {
    let path = Path::new(&file.name);
    let speciale = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let version = path.file_stem().and_then(|name| name.to_str());
    let place = speciale.zip(version).map(|(speciale, version)| Place { speciale, version });
    let siblings = place.map(|place| siblings(catalogue, place)).unwrap_or_default();
    lint::guideline(reading, catalogue.national(), place, &siblings)
}

/// All guidelines of the folder; none where one of them is faulty, for nobody knows what that one uses.
fn all_with(catalogue: Option<&Catalogue>) -> Vec<Guideline> {
    let all = |catalogue: &Catalogue| {
        let mut guidelines = Vec::new();
        for speciale in catalogue.specialer().ok()? {
            for version in catalogue.folder().versions(&speciale).ok()? {
                let file = catalogue.folder().guideline(&speciale, &version).ok()?;
                guidelines.push(catalogue.read(&speciale, &file).ok()?.value);
            }
        }
        Some(guidelines)
    };
    catalogue.and_then(all).unwrap_or_default()
}

/// The other versions of the speciale; a faulty one is reported when it is looked at itself.
fn siblings(catalogue: &Catalogue, own: Place<'_>) -> Vec<Guideline> {
    let versions = catalogue.folder().versions(own.speciale).unwrap_or_default();
    let others = versions.into_iter().filter(|version| version != own.version);
    let files = others.filter_map(|version| catalogue.folder().guideline(own.speciale, &version).ok());
    files.filter_map(|file| catalogue.read(own.speciale, &file).ok()).map(|loaded| loaded.value).collect()
}
