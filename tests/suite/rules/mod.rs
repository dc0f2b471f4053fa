//! The guidelines that are shipped: whole, consistent with each other, and true to their own examples.
//!
//! What `visit lint` and `visit test` say of any rule folder is tested there. Here stands what is promised of ours.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use visit::session::choose;
use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visitation::guideline::Guideline;
use visitation::guideline::examples::{self, Examples};
use visitation::guideline::finding::Finding;
use visitation::guideline::resolve;

mod cases;
mod complete;
mod length;
mod table;
mod triage;
mod worked;

/// A day on which every guideline is in force.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn rules_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// The folder itself and not what is built in: a failing test speaks of the file one has just edited.
fn folder() -> RuleFolder {
    RuleFolder::directory(&rules_path()).unwrap()
}

fn catalogue() -> Catalogue {
    Catalogue::open(folder()).unwrap()
}

fn in_force(catalogue: &Catalogue) -> Vec<Arc<Guideline>> {
    choose::all_in_force(catalogue, TODAY).unwrap()
}

fn examples_of(speciale: &str) -> Examples {
    let file = folder().examples(speciale).unwrap().unwrap();
    examples::read(&file.shown, file.text.as_bytes()).unwrap()
}

fn texts(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{finding:?}")).collect()
}

#[test]
fn every_file_is_read_without_a_finding() {
    let file = folder().national().unwrap();
    let national = resolve::national(&file.shown, file.text.as_bytes()).unwrap();
    assert!(national.flaws.is_empty(), "{:#?}", texts(&national.flaws));
    let catalogue = catalogue();
    let specialer = catalogue.specialer().unwrap();
    assert_eq!(specialer.len(), 20, "{specialer:?}");
    for speciale in &specialer {
        for version in folder().versions(speciale).unwrap() {
            let file = folder().guideline(speciale, &version).unwrap();
            match catalogue.read(speciale, &file) {
                Ok(loaded) => assert!(loaded.flaws.is_empty(), "{}: {:#?}", file.name, texts(&loaded.flaws)),
                Err(findings) => panic!("{}: {:#?}", file.name, texts(&findings)),
            }
        }
    }
}

#[test]
fn every_speciale_has_one_version_in_force() {
    let catalogue = catalogue();
    assert_eq!(in_force(&catalogue).len(), catalogue.specialer().unwrap().len());
}
