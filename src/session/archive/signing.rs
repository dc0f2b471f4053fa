//! Signatures by the system's own `ssh-keygen -Y`, so that auditors need no new tool and keys stay where they are.
//!
//! What is signed is the head of a case's chain, with a line feed, in the namespace `visit`. Deliberately holds no
//! key, no password and no list of who may sign: ssh-keygen, its agent and `allowed_signers` do.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::terminal::failure::Failure;

const PROGRAM: &str = "ssh-keygen";
const NAMESPACE: &str = "visit";

/// Whether a signature holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// Made by this person of the list.
    By(String),
    /// By nobody on the list, or not of this history.
    Wrong,
}

/// Signs the head of a chain.
///
/// # Errors
/// There is no `ssh-keygen`, or it cannot sign with this key.
pub fn sign(head: &str, key: &Path) -> anyhow::Result<String> {
    let mut command = Command::new(PROGRAM);
    // The password of a key is asked for on the terminal itself.
    command.args(["-q", "-Y", "sign", "-n", NAMESPACE, "-f"]).arg(key).stderr(Stdio::inherit());
    let output = with_input(command, head)?;
    if !output.status.success() {
        let message = format!("der kunne ikke skrives under med nøglen `{}`", key.display());
        let help = "giv en privat nøgle, eller den offentlige del af en nøgle, som din ssh-agent har";
        return Err(Failure::new("cannot-sign", message).help(help).file(key.display().to_string()).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Holds a signature against the persons who may sign.
///
/// # Errors
/// There is no `ssh-keygen`, or the list cannot be read.
pub fn check(head: &str, signature: &str, allowed: &Path) -> anyhow::Result<Signature> {
    std::fs::metadata(allowed).map_err(|_| {
        let message = format!("`{}` kan ikke læses", allowed.display());
        let help = "en linje pr. person: navn, mellemrum, offentlig nøgle; se `man ssh-keygen`, ALLOWED SIGNERS";
        Failure::new("no-allowed-signers", message).help(help).file(allowed.display().to_string())
    })?;
    let mut file = tempfile::NamedTempFile::new()?;
    // The blank line at its end was tidied away when it was saved.
    writeln!(file, "{}", signature.trim())?;
    file.flush()?;
    let mut find = Command::new(PROGRAM);
    find.args(["-Y", "find-principals", "-s"]).arg(file.path()).arg("-f").arg(allowed);
    let found = with_input(find, head)?;
    let names = String::from_utf8_lossy(&found.stdout).into_owned();
    // A line of the list may name several persons for one key, and patterns that are no persons.
    let mut persons = names.lines().flat_map(|line| line.split(',')).filter(|name| !name.starts_with('!'));
    let Some(name) = persons.next().filter(|_| found.status.success()) else { return Ok(Signature::Wrong) };
    let mut verify = Command::new(PROGRAM);
    verify.args(["-Y", "verify", "-n", NAMESPACE, "-I", name, "-s"]).arg(file.path()).arg("-f").arg(allowed);
    let verified = with_input(verify, head)?;
    Ok(if verified.status.success() { Signature::By(name.to_owned()) } else { Signature::Wrong })
}

fn with_input(mut command: Command, head: &str) -> anyhow::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(|error| {
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
