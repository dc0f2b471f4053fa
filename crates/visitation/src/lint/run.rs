//! Runs every lint on one file and sets aside what the file allows.

use std::sync::Arc;

use super::ground::{Ground, Scope};
use super::hunt::Hunt;
use super::kind::Lint;
use super::proof::Proof;
use super::report::Report;
use super::subject::{File, GuidelineFile, NationalFile, Options};
use super::{carrier, catalogue, checks, ignore};
use crate::engine::outcome::TooLarge;
use crate::guideline::finding::{Finding, Severity};
use crate::guideline::national::National;
use crate::guideline::raw::yaml::Node;
use crate::guideline::resolve::{self, Place};
use crate::guideline::source::{Source, Span};
use crate::guideline::{Guideline, examples as example_files, raw};

/// What a file says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `format: visit/1`
    Guideline,
    /// `format: visit-national/1`
    National,
    /// `format: visit-eksempler/1`
    Examples,
    /// Something else, or nothing.
    Other,
}

/// A text to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// As messages name it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// What the person who runs lint decides.
    pub options: &'a Options,
}

/// What a text says it is; an unreadable text is taken for a guideline, whose reading then says why.
#[must_use]
pub fn kind_of(text: &str) -> FileKind {
    let Ok((_, node)) = raw::yaml::read("", text.as_bytes()) else { return FileKind::Guideline };
    match raw::fields::format_of(&node) {
        Some(raw::guideline::FORMAT) | None => FileKind::Guideline,
        Some(raw::national::FORMAT) => FileKind::National,
        Some(raw::examples::FORMAT) => FileKind::Examples,
        Some(_) => FileKind::Other,
    }
}

/// What the loader alone finds; of a guideline only where its national.yaml can be used.
#[must_use]
pub fn faults(reading: Reading<'_>, national: Option<&Arc<National>>, place: Option<Place<'_>>) -> Vec<Finding> {
    let Reading { name, text, .. } = reading;
    match (kind_of(text), national) {
        (FileKind::National, _) => usable(resolve::national(name, text.as_bytes())).1,
        (FileKind::Examples, _) => example_files::read(name, text.as_bytes()).err().unwrap_or_default(),
        (FileKind::Guideline, Some(national)) => usable(resolve::guideline(name, text.as_bytes(), national, place)).1,
        (FileKind::Guideline, None) | (FileKind::Other, _) => Vec::new(),
    }
}

/// Every finding about a national.yaml; `guidelines` are all that go with it, none where they are not known.
#[must_use]
pub fn national(reading: Reading<'_>, guidelines: &[Guideline]) -> Vec<Finding> {
    let loaded = resolve::national(reading.name, reading.text.as_bytes());
    let (value, loader) = usable(loaded);
    let carrier = value.as_ref().and_then(carrier::of);
    looked_at(reading, loader, |file| {
        let mut found = each(file, |lint, report| {
            if let Some(national) = &value {
                lint.national(&NationalFile { file: *file, national, guidelines }, report);
            }
        });
        found.extend(carrier.iter().flat_map(|carrier| proofs(file, carrier, Scope::National)));
        found.extend(checks::v303_missing_proofs::unread(file, value.is_none()));
        found
    })
}

/// Every finding about a guideline; `siblings` are all of the folder, itself among them.
#[must_use]
pub fn guideline(
    reading: Reading<'_>,
    national: &Arc<National>,
    place: Option<Place<'_>>,
    siblings: &[Guideline],
) -> Vec<Finding> {
    let loaded = resolve::guideline(reading.name, reading.text.as_bytes(), national, place);
    let (value, loader) = usable(loaded);
    looked_at(reading, loader, |file| {
        let mut found = each(file, |lint, report| {
            if let Some(guideline) = &value {
                lint.guideline(&GuidelineFile { file: *file, guideline, siblings }, report);
            }
        });
        found.extend(value.iter().flat_map(|guideline| proofs(file, guideline, Scope::Guideline)));
        found.extend(checks::v303_missing_proofs::unread(file, value.is_none()));
        found
    })
}

/// What is proved of a guideline, without a look at its text: for tests that make guidelines in code.
#[must_use]
pub fn proved(guideline: &Guideline, options: &Options) -> Vec<Finding> {
    let tree = raw::yaml::Node { value: raw::yaml::NodeValue::Map(Vec::new()), span: Span::default() };
    proofs(&File { source: &guideline.source, tree: &tree, options }, guideline, Scope::Guideline)
}

/// As [`proved`]; `watch` is told after each lint how many nodes there are by then, none where there is no diagram.
#[must_use]
pub fn proved_in_steps(
    guideline: &Guideline,
    options: &Options,
    watch: &mut dyn FnMut(&'static str, Option<usize>),
) -> Vec<Finding> {
    let tree = raw::yaml::Node { value: raw::yaml::NodeValue::Map(Vec::new()), span: Span::default() };
    let file = File { source: &guideline.source, tree: &tree, options };
    let ground = Ground { file, guideline, scope: Scope::Guideline };
    let proof = Proof::open(ground);
    watch("diagram", proof.as_ref().ok().map(Proof::nodes));
    shown(ground, proof, watch)
}

/// The same, as far as it can be had by searching alone: what is left where the diagram is too large.
#[must_use]
pub fn searched(guideline: &Guideline, options: &Options) -> Vec<Finding> {
    let tree = raw::yaml::Node { value: raw::yaml::NodeValue::Map(Vec::new()), span: Span::default() };
    let file = File { source: &guideline.source, tree: &tree, options };
    shown(Ground { file, guideline, scope: Scope::Guideline }, Err(TooLarge { budget: 0 }), &mut |_, _| {})
}

/// Every finding about a file of example cases.
#[must_use]
pub fn examples(reading: Reading<'_>) -> Vec<Finding> {
    let loader = example_files::read(reading.name, reading.text.as_bytes()).err().unwrap_or_default();
    looked_at(reading, loader, |file| each(file, |_, _| {}))
}

fn usable<T>(loaded: Result<resolve::Loaded<T>, Vec<Finding>>) -> (Option<T>, Vec<Finding>) {
    match loaded {
        Ok(loaded) => (Some(loaded.value), loaded.flaws),
        Err(findings) => (None, findings),
    }
}

/// Adds what the lints find to what the loader found, and settles what is reported.
fn looked_at(
    reading: Reading<'_>,
    mut found: Vec<Finding>,
    look: impl FnOnce(&File<'_>) -> Vec<Finding>,
) -> Vec<Finding> {
    let Ok((source, tree)) = raw::yaml::read(reading.name, reading.text.as_bytes()) else { return found };
    found.extend(look(&File { source: &source, tree: &tree, options: reading.options }));
    settled(found, (&source, &tree), reading.options)
}

/// Every lint's look at the file itself and, by `meaning`, at what it means.
fn each(file: &File<'_>, meaning: impl Fn(&dyn Lint, &mut Report<'_>)) -> Vec<Finding> {
    let mut found = Vec::new();
    for lint in catalogue::LINTS {
        let mut report = Report::new(lint.about(), file.source);
        lint.file(file, &mut report);
        meaning(*lint, &mut report);
        found.extend(report.into_findings());
    }
    found
}

/// Runs the lints that prove: on the diagram, and where that is too large by searching. Says what neither could show.
fn proofs(file: &File<'_>, guideline: &Guideline, scope: Scope) -> Vec<Finding> {
    let ground = Ground { file: *file, guideline, scope };
    shown(ground, Proof::open(ground), &mut |_, _| {})
}

fn shown(
    ground: Ground<'_>,
    mut proof: Result<Proof<'_>, TooLarge>,
    watch: &mut dyn FnMut(&'static str, Option<usize>),
) -> Vec<Finding> {
    let (Ground { file, .. }, national) = (ground, ground.scope == Scope::National);
    let (mut found, mut missing, mut too_large) = (Vec::new(), Vec::new(), false);
    // Made when the first proof fails, if any does.
    let mut hunt: Option<Result<Hunt<'_>, TooLarge>> = None;
    for lint in catalogue::LINTS {
        let mut report = Report::new(lint.about(), file.source);
        let done = proof.as_mut().map_err(|error| *error).and_then(|proof| {
            proof.next_piece();
            if national { lint.prove_national(proof, &mut report) } else { lint.prove(proof, &mut report) }
        });
        if done.is_err() && lint.proves() {
            too_large = true;
            let mut searched = Report::new(lint.about(), file.source);
            let hunt = hunt.get_or_insert_with(|| Hunt::open(ground)).as_mut();
            let done = hunt.map_err(|error| *error).and_then(|hunt| {
                hunt.next_piece();
                if national { lint.hunt_national(hunt, &mut searched) } else { lint.hunt(hunt, &mut searched) }
            });
            if done.is_ok() {
                report = searched;
            } else {
                missing.push(lint.about().code);
                report.add_new(searched);
            }
        }
        found.extend(report.into_findings());
        if lint.proves() {
            watch(lint.about().code, proof.as_ref().ok().map(Proof::nodes));
        }
    }
    if too_large {
        found.extend(checks::v303_missing_proofs::unfinished(ground, &missing));
        watch("V303", None);
    }
    found
}

/// Applies what the person and the file allow, and puts the rest in the order of the file.
fn settled(mut found: Vec<Finding>, (source, tree): (&Arc<Source>, &Node), options: &Options) -> Vec<Finding> {
    let permissions = ignore::permissions(&source.text);
    let rules = ignore::rules(tree);
    let mut used = vec![false; permissions.len()];
    found.retain(|finding| {
        let line = source.position(finding.span.start).line - 1;
        let mut allowed = false;
        for (permission, used) in permissions.iter().zip(&mut used) {
            if permission.lines.contains(&line) && permission.covers(finding, &rules) {
                *used = true;
                allowed |= !permission.reason.is_empty();
            }
        }
        !allowed
    });
    let exists = |code: &str| catalogue::by_code(code).is_some();
    let mut about_lint = checks::v301_permission_without_reason::check(&permissions, exists, source);
    about_lint.extend(checks::v302_idle_permission::check(&permissions, &used, exists, source));
    found.extend(about_lint);
    let is_lint = |finding: &Finding| exists(finding.code);
    found.retain(|finding| !(is_lint(finding) && options.allow.iter().any(|code| code == finding.code)));
    for finding in &mut found {
        if options.deny.iter().any(|code| code == finding.code) {
            finding.severity = Severity::Error;
        }
    }
    found.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.code));
    found.dedup();
    found
}
