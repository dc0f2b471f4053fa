//! Rule files that go with one national.yaml, looked at together.
//!
//! Between the files and the lints: which national.yaml, which other versions, what is written back by `--fix`.
//! Deliberately finds nothing itself and shows nothing.

use std::path::Path;

use crate::store::catalogue::{Catalogue, RuleError};
use crate::store::{Over, RuleFile, RuleFolder, StoreError, save};
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
    let opened = Catalogue::open(folder.clone());
    let faults = |text: &str| {
        let reading = Reading { name: &file.shown, text, options };
        lint::faults(reading, opened.as_ref().ok().map(Catalogue::national), place_of(file))
    };
    let mended = fix::mended(&file.text, &found, &faults);
    let shortened = shortened(mended.as_deref().unwrap_or(&file.text), file, folder, options);
    let Some(text) = shortened.or(mended) else { return Ok(false) };
    save(Path::new(&file.shown), text.as_bytes(), Over::Read(file.text.as_bytes()))?;
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
    // What is built in need not be where the files come from.
    let kept = (*folder != RuleFolder::Embedded).then(|| folder.archived());
    let options = &Options { kept, ..options.clone() };
    if let Err(RuleError::Faulty(faults)) = &opened
        && !kinds.contains(&FileKind::National)
    {
        found.extend(faults.iter().cloned());
    }
    if let Err(RuleError::Faulty(faults)) = &opened {
        let waiting = kinds.iter().filter(|kind| **kind == FileKind::Guideline).count();
        found.extend(faults.first().filter(|_| waiting > 0).map(|fault| lint::waiting(&fault.source, waiting)));
    }
    let all = opened.as_ref().map(all_with).unwrap_or_default();
    for (file, kind) in files.iter().zip(kinds) {
        let reading = Reading { name: &file.shown, text: &file.text, options };
        found.extend(match (kind, &opened) {
            (FileKind::National, _) => lint::national(reading, if all.complete { &all.guidelines } else { &[] }),
            (FileKind::Examples, _) => lint::examples(reading),
            (FileKind::Guideline, Ok(catalogue)) => {
                let place = place_of(file);
                let beside = if place.is_some() { all.guidelines.as_slice() } else { &[] };
                lint::guideline(reading, catalogue.national(), place, beside)
            }
            (FileKind::Guideline, Err(_)) | (FileKind::Other, _) => Vec::new(),
        });
    }
    found
}

/// What a file in a rule folder must say of itself.
fn place_of(file: &RuleFile) -> Option<Place<'_>> {
    let path = Path::new(&file.name);
    let speciale = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let version = path.file_stem().and_then(|name| name.to_str());
    speciale.zip(version).map(|(speciale, version)| Place { speciale, version })
}

/// The guidelines of a folder.
#[derive(Debug, Default)]
struct All {
    guidelines: Vec<Guideline>,
    /// Could every one be read? A faulty one is reported when it is looked at itself; nobody knows what it uses.
    complete: bool,
}

fn all_with(catalogue: &Catalogue) -> All {
    let mut all = All { guidelines: Vec::new(), complete: true };
    let folder = catalogue.folder();
    for speciale in folder.specialer().unwrap_or_default() {
        for version in folder.versions(&speciale).unwrap_or_default() {
            let file = folder.guideline(&speciale, &version).ok();
            match file.and_then(|file| catalogue.read(&speciale, &file).ok()) {
                Some(loaded) => all.guidelines.push(loaded.value),
                None => all.complete = false,
            }
        }
    }
    all
}
