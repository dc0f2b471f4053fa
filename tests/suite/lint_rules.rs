//! The rules of this repository lint without errors and without warnings.

use std::path::Path;

use visit::store::RuleFolder;
use visit::store::catalogue::Catalogue;
use visit::terminal::{Look, findings};
use visitation::guideline::finding::{Finding, Severity};
use visitation::guideline::resolve::Place;
use visitation::lint::{self, FileKind, Options, Reading};

use super::lint_witness::shows;

fn rules() -> RuleFolder {
    RuleFolder::directory(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/rules"))).unwrap()
}

#[test]
fn every_rule_file_lints_clean_and_every_case_shown_is_real() {
    let catalogue = Catalogue::open(rules()).unwrap();
    // The day of the project's last check of the laws: a test must not begin to fail on New Year's Eve.
    let options = Options::on(jiff::civil::date(2026, 11, 22));
    let specialer = catalogue.specialer().unwrap();
    let versions = |speciale: &String| {
        let files = catalogue.folder().versions(speciale).unwrap().into_iter();
        files.map(|version| catalogue.folder().guideline(speciale, &version).unwrap()).collect::<Vec<_>>()
    };
    let all = specialer.iter().flat_map(|speciale| versions(speciale).into_iter().map(move |file| (speciale, file)));
    let guidelines: Vec<_> = all.map(|(speciale, file)| catalogue.read(speciale, &file).unwrap().value).collect();
    let mut grave: Vec<Finding> = Vec::new();
    for file in rules().all_files().unwrap() {
        let reading = Reading { name: &file.shown, text: &file.text, options: &options };
        let found = match lint::kind_of(&file.text) {
            FileKind::National => lint::national(reading, &guidelines),
            FileKind::Examples => lint::examples(reading),
            FileKind::Other => panic!("{} is no rule file", file.name),
            FileKind::Guideline => {
                let (speciale, version) = file.name.trim_end_matches(".yaml").split_once('/').unwrap();
                let found = lint::guideline(reading, catalogue.national(), Some(Place { speciale, version }), &[]);
                let guideline = catalogue.read(speciale, &file).unwrap().value;
                for finding in &found {
                    shows(&guideline, finding);
                }
                found
            }
        };
        grave.extend(found.into_iter().filter(|finding| finding.severity > Severity::Suggestion));
    }
    let mut text = Vec::new();
    findings::write_text(&grave, Look::plain(120), &mut text).unwrap();
    assert!(grave.is_empty(), "{}", String::from_utf8(text).unwrap());
}
