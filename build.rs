//! Rebuilds the crate when a rule file comes or goes, for the rules are built into the program; and reads them
//! beforehand, so that the program need not: with the library's own reader, packed by SHA-256.

#![allow(dead_code, missing_docs, unreachable_pub, reason = "these are modules of the library")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

#[path = "crates/visitation/src/guideline"]
mod guideline {
    pub mod finding;
    pub mod hash;
    pub mod source;
    pub mod raw {
        pub mod packed;
        pub mod yaml;
        mod yaml_errors;
    }
}

use guideline::hash::sha256_hex;
use guideline::raw::{packed, yaml};

fn main() -> io::Result<()> {
    #![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=crates/visitation/src/guideline");
    let mut listed = String::from("&[");
    // The SHA-256 of every rule file in order: their SHA-256 together tells one set of rules from another.
    let mut rules = Vec::new();
    for (number, path) in rule_files(Path::new("rules"))?.iter().enumerate() {
        let bytes = fs::read(path)?;
        rules.push(sha256_hex(&bytes));
        // A text that is not as it will be read, or no YAML at all, is read when the program runs.
        if let Ok((source, tree)) = yaml::read("", &bytes)
            && source.text.as_bytes() == bytes
        {
            let file = out().join(format!("{number}.tree"));
            fs::write(&file, packed::pack(&tree, &source.text))?;
            writeln!(listed, "(\"{}\", include_bytes!(r#\"{}\"#)),", sha256_hex(&bytes), file.display())
                .map_err(io::Error::other)?;
        }
    }
    println!("cargo::rustc-env=VISIT_RULES={}", sha256_hex(rules.join("\n").as_bytes()));
    println!("cargo::rustc-env=VISIT_TARGET={}", env::var("TARGET").unwrap_or_default());
    println!("cargo::rustc-env=VISIT_RUSTC={}", compiler());
    fs::write(out().join("trees.rs"), listed + "]")
}

/// The compiler as it calls itself.
fn compiler() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = Command::new(rustc).arg("--version").output();
    told.map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned()).unwrap_or_default()
}

/// Where cargo wants what is made.
fn out() -> PathBuf {
    env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default()
}

/// The national file and the guidelines, in order; neither examples nor what is kept of earlier ones is needed to assess
/// a case.
fn rule_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_kept = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('_'));
        if path.is_dir() && !is_kept {
            found.extend(rule_files(&path)?);
        } else if path.is_file()
            && path.extension().is_some_and(|end| end == "yaml")
            && !path.ends_with("eksempler.yaml")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
