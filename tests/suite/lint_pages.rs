//! Every lint's page is its test: good blocks are silent under all lints, bad blocks raise just the page's own, in
//! the very words the page shows.
//!
//! A block is a piece of a guideline; what it does not say itself stands in `ramme.yaml` beside the pages. With
//! `SKRIV_SIDER=1` the outputs in the pages are written anew, for a person to read before they are kept.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use visit::terminal::{Look, findings};
use visitation::guideline::finding::Finding;
use visitation::guideline::national::National;
use visitation::guideline::{Guideline, resolve};
use visitation::lint::{self, Options, Reading, catalogue};

/// A fenced block of a page.
#[derive(Debug, Clone)]
pub struct Block {
    /// What stands behind the backticks.
    pub info: String,
    /// Its text.
    pub text: String,
    /// Is it under the heading *Forkert*?
    pub bad: bool,
    /// Lines of its text in the page, from and to.
    lines: (usize, usize),
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/visitation/src/lint/checks")
}

fn frame(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap()
}

fn options() -> Options {
    Options::on(jiff::civil::date(2026, 11, 22))
}

pub fn blocks(page: &str) -> Vec<Block> {
    let (mut list, mut heading, mut open): (Vec<Block>, &str, Option<Block>) = (Vec::new(), "", None);
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let bad = heading == "Forkert";
                open = Some(Block { info: info.trim().to_owned(), text: String::new(), bad, lines: (number + 1, 0) });
            }
            (Some(_), Some(_)) => {
                let mut block = open.take().unwrap();
                block.lines.1 = number;
                list.push(block);
            }
            (Some(block), None) => writeln!(block.text, "{line}").unwrap(),
            (None, None) => heading = line.strip_prefix("## ").unwrap_or(heading),
        }
    }
    list
}

/// The block with the sections of the frame that it neither has nor does without.
fn completed(block: &Block, frame: &str) -> String {
    let key_of = |line: &str| {
        let starts = line.starts_with(|first: char| first.is_alphabetic());
        starts.then(|| line.split(':').next().unwrap_or_default().to_owned())
    };
    let mut left_out: Vec<String> = block.text.lines().filter_map(key_of).collect();
    if let Some((_, keys)) = block.info.split_once("uden ") {
        left_out.extend(keys.split([',', ' ']).map(str::to_owned));
    }
    let (mut text, mut wanted) = (block.text.clone(), true);
    for line in frame.lines() {
        wanted = key_of(line).map_or(wanted && !line.starts_with('#'), |key| !left_out.contains(&key));
        if wanted && !line.starts_with('#') {
            writeln!(text, "{line}").unwrap();
        }
    }
    text
}

pub fn national() -> Arc<National> {
    Arc::new(resolve::national("national.yaml", frame("ramme-national.yaml").as_bytes()).unwrap().value)
}

/// The guideline that a block stands for.
pub fn guideline_of(block: &Block) -> Option<Guideline> {
    let text = completed(block, &frame("ramme.yaml"));
    resolve::guideline("retningslinje.yaml", text.as_bytes(), &national(), None).ok().map(|loaded| loaded.value)
}

/// The guidelines that the page gives beside a block.
fn versions_beside(block: &Block, others: &[Block]) -> Vec<Guideline> {
    let beside = others.iter().filter(|other| other.info == "yaml udgave" && other.bad == block.bad);
    beside.filter_map(guideline_of).collect()
}

/// What lint says of a block; `others` are the blocks before it.
pub fn findings_of(block: &Block, others: &[Block]) -> Vec<Finding> {
    let mut options = options();
    // Beside an archive in which nothing is kept.
    options.kept = block.info.contains("tomt arkiv").then(Vec::new);
    if block.info.starts_with("yaml national") {
        let text = completed(block, &frame("ramme-national.yaml"));
        let reading = Reading { name: "national.yaml", text: &text, options: &options };
        let known = versions_beside(block, others);
        return lint::national(reading, &known);
    }
    let siblings = versions_beside(block, others);
    let text = completed(block, &frame("ramme.yaml"));
    let reading = Reading { name: "retningslinje.yaml", text: &text, options: &options };
    lint::guideline(reading, &national(), None, &siblings)
}

fn shown(found: &[Finding]) -> String {
    let mut out = Vec::new();
    findings::write_text(found, Look::plain(100), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_frame_itself_is_silent() {
    let nothing = Block { info: "yaml".into(), text: String::new(), bad: false, lines: (0, 0) };
    assert_eq!(shown(&findings_of(&nothing, &[])), "");
    let nothing = Block { info: "yaml national".into(), ..nothing };
    assert_eq!(shown(&findings_of(&nothing, &[])), "");
}

#[test]
fn every_page_shows_its_own_fault_and_no_other() {
    let rewrite = std::env::var_os("SKRIV_SIDER").is_some();
    let mut wrong = String::new();
    for file in std::fs::read_dir(folder()).unwrap().flatten().map(|entry| entry.path()) {
        if file.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let page = std::fs::read_to_string(&file).unwrap();
        let code = page.get(2..6).unwrap().to_owned();
        let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
        for heading in ["Hvad", "Hvorfor", "Forkert", "Rigtigt", "Undtagelser"] {
            if !lines.contains(&format!("## {heading}")) {
                writeln!(wrong, "{code}: mangler `{heading}`").unwrap();
            }
        }
        let blocks = blocks(&page);
        if !blocks.iter().any(|block| block.bad) || !blocks.iter().any(|block| !block.bad) {
            writeln!(wrong, "{code}: har ikke både et forkert og et rigtigt eksempel").unwrap();
        }
        let mut patches = Vec::new();
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.info.starts_with("yaml")) {
            if block.info == "yaml udgave" {
                continue;
            }
            let found = findings_of(block, &blocks[..at]);
            let output = shown(&found);
            if !block.bad && !found.is_empty() {
                writeln!(wrong, "{code}: et rigtigt eksempel giver fund\n{output}").unwrap();
            }
            if block.bad && (found.is_empty() || found.iter().any(|finding| finding.code != code)) {
                writeln!(wrong, "{code}: et forkert eksempel giver ikke lige {code}:\n{output}").unwrap();
            }
            match blocks.get(at + 1).filter(|next| next.info == "text") {
                Some(next) if block.bad && next.text != output => {
                    patches.push((next.lines, output.clone()));
                    if !rewrite {
                        writeln!(wrong, "{code}: siden viser noget andet end\n{output}").unwrap();
                    }
                }
                None if block.bad => writeln!(wrong, "{code}: et forkert eksempel uden output").unwrap(),
                _ => {}
            }
        }
        if rewrite {
            for ((from, to), output) in patches.into_iter().rev() {
                lines.splice(from..to, output.lines().map(str::to_owned));
            }
            std::fs::write(&file, lines.join("\n") + "\n").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_lint_has_a_page_and_every_page_a_lint() {
    let pages = std::fs::read_dir(folder())
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "md"));
    assert_eq!(pages.count(), catalogue::LINTS.len());
}
