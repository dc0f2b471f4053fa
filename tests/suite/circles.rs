//! No two files import one another in a circle: whoever reads a file has read what it rests on before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::architecture::{SOURCES, root, rust_files};

/// Files of these folders still do; a folder in which none does must leave this list.
const STILL: &[&str] = &[
    "crates/visitation/src/case",
    "crates/visitation/src/consult",
    "crates/visitation/src/engine/explain",
    "crates/visitation/src/graph",
    "crates/visitation/src/guideline",
    "src/audit",
    "src/session",
    "src/store",
    "src/terminal",
];

/// A module: the names on the way to it.
type Module = Vec<String>;

/// The module of a file below its source folder; `lib.rs` is the crate itself.
fn module_of(inside: &Path) -> Module {
    let mut names: Module = inside.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|last| last == "mod") || names == ["lib"] {
        names.pop();
    }
    names
}

/// The text without comments and without its tests.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The paths of a use tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn spread(before: &[String], tree: &str, into: &mut Vec<Module>) {
    let (own, group) = tree.split_once('{').map_or((tree, None), |(own, group)| (own, group.rsplit_once('}')));
    let own = own.split(" as ").next().unwrap_or_default();
    let names = own.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let path: Module = before.iter().cloned().chain(names).collect();
    let Some((group, _)) = group else { return into.push(path) };
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in group.char_indices().chain([(group.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !group[start..at].trim().is_empty() {
                    spread(&path, &group[start..at], into);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// Every path in a text: those that are used, and those that stand in the code.
fn paths(code: &str) -> (Vec<Module>, Vec<Module>) {
    let mut used = Vec::new();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let begins = statement.trim_start().trim_start_matches("pub(super)").trim_start_matches("pub").trim_start();
        // Behind an item's end a `use` may follow; within one it stands at the start of a line.
        match begins.strip_prefix("use ").or_else(|| statement.rsplit_once("\nuse ").map(|(_, tree)| tree)) {
            Some(tree) => spread(&[], tree.trim_end_matches(';'), &mut used),
            None => rest.push_str(statement),
        }
    }
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let written = rest.replace("pub(in crate", "").replace("pub(crate)", "");
    let written = written.split(|letter| !is_name(letter)).filter(|word| word.contains("::"));
    let written = written.map(|word| word.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect());
    (used, written.collect())
}

/// The file's module that a path leads into, seen from another module.
fn led_to(path: &[String], from: &Module, all: &BTreeSet<Module>) -> Option<Module> {
    let mut base = from.clone();
    let mut path = path;
    match path.first()?.as_str() {
        "crate" => (base, path) = (Vec::new(), &path[1..]),
        "self" => path = &path[1..],
        "super" => {
            while path.first().is_some_and(|name| name == "super") {
                base.pop();
                path = &path[1..];
            }
        }
        child => {
            base.push(child.to_owned());
            path = &path[1..];
            all.contains(&base).then_some(())?;
        }
    }
    base.extend(path.iter().cloned());
    while !base.is_empty() && !all.contains(&base) {
        base.pop();
    }
    (!base.is_empty() && base != *from).then_some(base)
}

/// What a module imports.
fn imports(from: &Module, text: &str, all: &BTreeSet<Module>) -> BTreeSet<Module> {
    let (used, written) = paths(&code_of(text));
    let mut found: BTreeSet<Module> = used.iter().filter_map(|path| led_to(path, from, all)).collect();
    // `use super::checks;` and then `checks::v001::Lint` leads into the file of v001.
    let known: BTreeMap<&String, &Module> = used.iter().filter_map(|path| Some((path.last()?, path))).collect();
    for path in written {
        let Some(first) = path.first() else { continue };
        let whole = known.get(first).map_or_else(|| path.clone(), |start| [start, &path[1..]].concat());
        found.extend(led_to(&whole, from, all));
    }
    found
}

/// Whatever can be reached from a module.
fn reached(from: &Module, all: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<Module> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(module) = open.pop() {
        open.extend(all.get(module).into_iter().flatten().filter(|next| seen.insert((*next).clone())));
    }
    seen
}

#[test]
fn no_two_files_import_each_other_in_a_circle() {
    let (mut circles, mut needed) = (Vec::new(), BTreeSet::new());
    for source in SOURCES {
        let folder = root().join(source);
        let files = rust_files(&folder).into_iter().filter(|file| !file.ends_with("main.rs"));
        let texts: BTreeMap<Module, String> = files
            .map(|file| (module_of(file.strip_prefix(&folder).unwrap()), fs::read_to_string(&file).unwrap()))
            .collect();
        let all: BTreeSet<Module> = texts.keys().cloned().collect();
        let edges: BTreeMap<Module, BTreeSet<Module>> =
            texts.iter().map(|(module, text)| (module.clone(), imports(module, text, &all))).collect();
        let reach: BTreeMap<&Module, BTreeSet<Module>> = all.iter().map(|from| (from, reached(from, &edges))).collect();
        for (from, tos) in &edges {
            for to in tos.iter().filter(|to| reach.get(*to).is_some_and(|reached| reached.contains(from))) {
                let name = |module: &Module| format!("{source}/{}", module.join("/"));
                let inside =
                    |still: &&&str| [from, to].iter().all(|module| Path::new(&name(module)).starts_with(still));
                match STILL.iter().find(inside) {
                    Some(still) => drop(needed.insert(*still)),
                    None => circles.push(format!("{} -> {}", name(from), name(to))),
                }
            }
        }
    }
    assert!(circles.is_empty(), "these imports are part of a circle:\n{}", circles.join("\n"));
    assert_eq!(needed, STILL.iter().copied().collect(), "a folder without a circle is still listed");
}

#[test]
fn the_test_of_the_circles_sees_every_way_to_import() {
    let module = |path: &str| path.split('/').map(str::to_owned).collect::<Module>();
    let all: BTreeSet<Module> = ["a", "a/b", "a/c", "d", "d/e"].into_iter().map(module).collect();
    let from = module("a/b");
    for (text, to) in [
        ("use super::c::{X, y};", "a/c"),
        ("use super::{Z, c};", "a"),
        ("use crate::d::e;\nfn f() {}", "d/e"),
        ("use std::fmt;\nfn f() { crate::d::g(); }", "d"),
        ("use crate::d;\nfn f() { d::e::g(); }", "d/e"),
        ("pub use crate::{d::{e::X}};", "d/e"),
        ("use std::fmt;\n\nfn f() { g(); }\nuse super::c::h;", "a/c"),
    ] {
        assert!(imports(&from, text, &all).contains(&module(to)), "{text}: {:?}", imports(&from, text, &all));
    }
    assert!(imports(&from, "// use super::c;\n#[cfg(test)]\nmod tests { use super::super::c; }", &all).is_empty());
}
