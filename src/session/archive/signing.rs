//! Signatures by the system's own `ssh-keygen -Y`, so that auditors need no new tool and keys stay where they are.
//!
//! What is signed is the head of a case's chain, with a line feed, in the namespace `visit`. Deliberately holds no
//! key, no password and no list of who may sign: ssh-keygen, its agent and `allowed_signers` do.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use jiff::Timestamp;

use crate::terminal::failure::Failure;

const PROGRAM: &str = "ssh-keygen";
const NAMESPACE: &str = "visit";

/// Whether a signature holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// Made by this person of the list.
    By(String),
    /// By nobody on the list, or not of this history: why, in Danish.
    Wrong(&'static str),
}

/// Signs the head of a chain.
///
/// # Errors
/// There is no `ssh-keygen`, or it cannot sign with this key.
pub fn sign(head: &str, key: &Path) -> anyhow::Result<String> {
    let mut command = Command::new(PROGRAM);
    // The password of a key is asked for on the terminal itself; what it says on standard error is English.
    command.args(["-q", "-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key);
    let output = with_input(command, head)?;
    if !output.status.success() {
        let why = told(&output, SIGNING).map_or_else(String::new, |why| format!(": {why}"));
        let message = format!("der kunne ikke skrives under med nøglen `{}`{why}", key.display());
        let help = "giv en privat nøgle, eller den offentlige del af en nøgle, som din ssh-agent har";
        return Err(Failure::new("cannot-sign", message).help(help).file(key.display().to_string()).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Holds a signature against the persons who may sign, as the list was when it was made: a key that has expired since
/// goes on to hold for what it signed. `claimed` is whom the case names; of several persons with one key it is preferred.
///
/// # Errors
/// There is no `ssh-keygen`, or the list cannot be read.
pub fn check(signed: &Made<'_>, allowed: &Path) -> anyhow::Result<Signature> {
    std::fs::metadata(allowed).map_err(|_| {
        let message = format!("`{}` kan ikke læses", allowed.display());
        let help = "en linje pr. person: navn, mellemrum, offentlig nøgle; se `man ssh-keygen`, ALLOWED SIGNERS";
        Failure::new("no-allowed-signers", message).help(help).file(allowed.display().to_string())
    })?;
    let mut file = tempfile::NamedTempFile::new()?;
    // The blank line at its end was tidied away when it was saved.
    writeln!(file, "{}", signed.signature.trim())?;
    file.flush()?;
    let at = signed.at.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y%m%d%H%M%S").to_string();
    let at = format!("verify-time={at}");
    let mut find = Command::new(PROGRAM);
    find.args(["-Y", "find-principals", "-O", &at, "-s"]).arg(file.path()).arg("-f").arg(allowed);
    let found = with_input(find, signed.head)?;
    let names = String::from_utf8_lossy(&found.stdout).into_owned();
    // A line of the list may name several persons for one key, and patterns that are no persons.
    let persons = names.lines().flat_map(|line| line.split(',')).filter(|name| !name.starts_with('!'));
    let persons: Vec<&str> = persons.collect();
    let named = persons.iter().find(|name| is_same_person(name, signed.claimed)).or(persons.first());
    let Some(name) = named.filter(|_| found.status.success()) else {
        return Ok(Signature::Wrong(told(&found, CHECKING).unwrap_or("nøglen står ikke på listen")));
    };
    let mut verify = Command::new(PROGRAM);
    verify.args(["-Y", "verify", "-O", &at, "-n", NAMESPACE, "-I", name, "-s"]).arg(file.path()).arg("-f").arg(allowed);
    let verified = with_input(verify, signed.head)?;
    if verified.status.success() {
        return Ok(Signature::By((*name).to_owned()));
    }
    Ok(Signature::Wrong(told(&verified, CHECKING).unwrap_or("den er ikke af denne historik")))
}

/// A signature in a case.
#[derive(Debug, Clone, Copy)]
pub struct Made<'c> {
    /// What it is of.
    pub head: &'c str,
    /// The signature itself.
    pub signature: &'c str,
    /// Whose the case says it is.
    pub claimed: &'c str,
    /// When the case says it was made.
    pub at: Timestamp,
}

/// Initials and a name of the list: the same, or the part of an address before `@`.
#[must_use]
pub fn is_same_person(name: &str, initials: &str) -> bool {
    let local = name.split_once('@').map_or(name, |(local, _)| local);
    [name, local].iter().any(|name| name.to_lowercase() == initials.to_lowercase())
}

/// What ssh-keygen says in English, by a part of it, and what it means.
const SIGNING: &[(&str, &str)] = &[
    ("incorrect passphrase", "adgangskoden til nøglen er forkert"),
    ("No such file", "filen findes ikke"),
    ("Permission denied", "filen må ikke læses af dig"),
    ("UNPROTECTED", "filen kan læses af andre og må derfor ikke bruges; sæt den til kun at kunne læses af dig"),
    ("invalid format", "filen er ikke en nøgle"),
    ("agent", "din ssh-agent har ikke nøglen"),
];
const CHECKING: &[(&str, &str)] = &[
    ("expired", "nøglen var udløbet, da der blev skrevet under"),
    ("not yet valid", "nøglen gjaldt endnu ikke, da der blev skrevet under"),
    ("revoked", "nøglen er trukket tilbage"),
    ("No principal matched", "nøglen står ikke på listen"),
    ("incorrect signature", "den er ikke af denne historik"),
];

fn told(output: &Output, known: &[(&str, &'static str)]) -> Option<&'static str> {
    let said = String::from_utf8_lossy(&output.stderr);
    known.iter().find(|(part, _)| said.contains(part)).map(|(_, danish)| *danish)
}

fn with_input(mut command: Command, head: &str) -> anyhow::Result<Output> {
    // The list's dates are read as UTC, as those of a case are.
    let command = command.env("TZ", "UTC").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            let help = "installér OpenSSH; `ssh-keygen` følger med og skal kunne findes via PATH";
            anyhow::Error::new(
                Failure::new("no-ssh-keygen", "programmet `ssh-keygen` findes ikke på maskinen").help(help),
            )
        } else {
            anyhow::Error::new(Failure::new("no-ssh-keygen", "programmet `ssh-keygen` kan ikke startes"))
        }
    })?;
    if let Some(mut input) = child.stdin.take() {
        // One that ends early without reading has failed, and says so by its exit code.
        let _ = writeln!(input, "{head}");
    }
    Ok(child.wait_with_output()?)
}
