//! `visit lint`: what is wrong with rule files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::exit::Exit;
use crate::guideline::finding::{Finding, Severity};
use crate::guideline::national::National;
use crate::guideline::resolve::Place;
use crate::lint::{self, FileKind};
use crate::session::failures::from_store;
use crate::store::catalogue::Catalogue;
use crate::store::{self, RuleFile, RuleFolder};
use crate::terminal::{Format, Screen, findings};

/// Find fejl i retningslinjer
///
/// Viser hver fejl med fil, linje, stedet selv og et råd om, hvad der kan gøres.
///
/// Afslutningskode: 0 ingen fejl, 1 mindst én fejl, 2 noget kunne ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct LintArgs {
    /// Filer eller mapper med retningslinjer; ellers undersøges de indbyggede
    #[arg(value_name = "STI")]
    pub paths: Vec<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl LintArgs {
    /// Reports every finding about the files.
    ///
    /// # Errors
    /// A path cannot be read.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let mut found = Vec::new();
        let mut files = 0;
        if self.paths.is_empty() {
            let all = RuleFolder::Embedded.all_files().map_err(from_store)?;
            files = all.len();
            found = check(&all, &RuleFolder::Embedded);
        }
        for path in &self.paths {
            for group in store::rule_files(path).map_err(from_store)? {
                files += group.files.len();
                found.extend(check(&group.files, &group.folder));
            }
        }
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut *screen.out, &findings::entries(&found))?;
                writeln!(screen.out)?;
            }
            Format::Text => {
                findings::write_text(&found, screen.out_look, screen.out)?;
                if found.is_empty() {
                    writeln!(screen.out, "ingen fund i {files} filer")?;
                }
            }
        }
        let wrong = found.iter().any(|finding| finding.severity == Severity::Error);
        Ok(if wrong { Exit::Findings } else { Exit::Done })
    }
}

/// Checks files that go with one national.yaml. Where that is faulty, its faults are reported by itself.
fn check(files: &[RuleFile], folder: &RuleFolder) -> Vec<Finding> {
    let national = Catalogue::open(folder.clone()).ok().map(|catalogue| catalogue.national().clone());
    let mut found = Vec::new();
    for file in files {
        found.extend(match lint::kind_of(&file.text) {
            FileKind::National => lint::national(&file.shown, &file.text),
            FileKind::Examples => lint::examples(&file.shown, &file.text),
            FileKind::Guideline => guideline(file, national.as_ref()),
            FileKind::Other => Vec::new(),
        });
    }
    found
}

fn guideline(file: &RuleFile, national: Option<&Arc<National>>) -> Vec<Finding> {
    let Some(national) = national else { return Vec::new() };
    let path = Path::new(&file.name);
    let speciale = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let version = path.file_stem().and_then(|name| name.to_str());
    let place = speciale.zip(version).map(|(speciale, version)| Place { speciale, version });
    lint::guideline(&file.shown, &file.text, national, place)
}
