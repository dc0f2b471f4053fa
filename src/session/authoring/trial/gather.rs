//! Which examples belong to which guideline versions: those that stand in one folder.
//!
//! A path is a rule folder, the folder of a speciale, one file of examples, or one version of a guideline.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::session::failures::{from_rules, from_store};
use crate::store::catalogue::Catalogue;
use crate::store::{self, FileGroup, RuleFile, RuleFolder};
use visitation::guideline::Guideline;
use visitation::guideline::finding::Finding;
use visitation::guideline::national::National;
use visitation::guideline::resolve::{self, Place};
use visitation::lint::{self, FileKind};

/// One folder's guideline versions and the examples for them.
#[derive(Debug, Clone)]
pub struct Bench {
    /// The folder, as the user finds it.
    pub folder: String,
    /// The files of examples; usually one, and none where nobody has written any.
    pub examples: Vec<RuleFile>,
    /// The versions that could be read, oldest first.
    pub versions: Vec<Arc<Guideline>>,
    /// What kept the other versions from being read.
    pub faults: Vec<Finding>,
}

/// The benches that the paths mean; without any path those of the rules built into the program.
///
/// # Errors
/// A path or a national.yaml cannot be read.
pub fn benches(paths: &[PathBuf]) -> anyhow::Result<Vec<Bench>> {
    if paths.is_empty() {
        let folder = RuleFolder::Embedded;
        let files = folder.all_files().map_err(from_store)?;
        return of_groups(vec![FileGroup { files, folder }]);
    }
    let mut found = Vec::new();
    for path in paths {
        found.extend(if path.is_dir() {
            of_groups(store::rule_files(path).map_err(from_store)?)?
        } else {
            of_file(path)?
        });
    }
    Ok(found)
}

/// A file is tried together with what stands beside it: examples with every version, a version with the examples.
fn of_file(path: &Path) -> anyhow::Result<Vec<Bench>> {
    let named: Vec<RuleFile> =
        store::rule_files(path).map_err(from_store)?.into_iter().flat_map(|group| group.files).collect();
    let kinds: Vec<FileKind> = named.iter().map(|file| lint::kind_of(&file.text)).collect();
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut groups = store::rule_files(folder).map_err(from_store)?;
    for group in &mut groups {
        group.files.retain(|file| {
            let kind = lint::kind_of(&file.text);
            !kinds.contains(&kind) || Path::new(&file.shown).file_name() == path.file_name()
        });
    }
    of_groups(groups)
}

/// Puts the files of one folder together.
fn of_groups(groups: Vec<FileGroup>) -> anyhow::Result<Vec<Bench>> {
    let mut nationals: Vec<(RuleFolder, Arc<National>)> = Vec::new();
    let mut benches: Vec<Bench> = Vec::new();
    for FileGroup { files, folder } in groups {
        for file in files {
            let kind = lint::kind_of(&file.text);
            if !matches!(kind, FileKind::Guideline | FileKind::Examples) {
                continue;
            }
            let national = national(&folder, &mut nationals)?;
            let parent = Path::new(&file.shown).parent().map(|parent| parent.display().to_string());
            let name = parent.unwrap_or_default();
            if let Some(bench) = benches.iter_mut().find(|bench| bench.folder == name) {
                bench.add(file, kind, &national);
            } else {
                let mut bench = Bench { folder: name, examples: vec![], versions: vec![], faults: vec![] };
                bench.add(file, kind, &national);
                benches.push(bench);
            }
        }
    }
    for bench in &mut benches {
        bench.versions.sort_by_key(|version| version.valid_from);
    }
    Ok(benches)
}

/// The national.yaml of a folder, read once.
fn national(folder: &RuleFolder, known: &mut Vec<(RuleFolder, Arc<National>)>) -> anyhow::Result<Arc<National>> {
    if let Some((_, national)) = known.iter().find(|(own, _)| own == folder) {
        return Ok(national.clone());
    }
    let national = Catalogue::open(folder.clone()).map_err(from_rules)?.national().clone();
    known.push((folder.clone(), national.clone()));
    Ok(national)
}

impl Bench {
    fn add(&mut self, file: RuleFile, kind: FileKind, national: &Arc<National>) {
        if kind == FileKind::Examples {
            self.examples.push(file);
            return;
        }
        match read(&file, national) {
            Ok(guideline) => self.versions.push(Arc::new(guideline)),
            Err(faults) => self.faults.extend(faults),
        }
    }
}

fn read(file: &RuleFile, national: &Arc<National>) -> Result<Guideline, Vec<Finding>> {
    let path = Path::new(&file.name);
    let speciale = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let version = path.file_stem().and_then(|name| name.to_str());
    let place = speciale.zip(version).map(|(speciale, version)| Place { speciale, version });
    Ok(resolve::guideline_in(file.to_resolve(), national, place)?.value)
}
