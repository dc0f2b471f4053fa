//! Seeded tamperings: what two implementations that share no code say of the same forged files, and what holds where
//! the chain itself cannot.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_fs::TempDir;
use visitation::case::verify::verify;
use visitation::guideline::hash::{sha256_hex, sha256_hex_of};

use super::audit::{examples, root};

const LINK: &str = ", \"kæde\": \"";

/// splitmix64: the same tamperings on every machine.
pub(super) struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}

/// How far a forger goes to cover the tracks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    Nothing,
    /// The seal is made anew.
    Seal,
    /// Every link and the seal are made anew.
    Chain,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Head,
    History,
    Outcome,
}

/// A case file as its lines; events begin with `- {`.
pub(super) struct Forged(Vec<String>);

impl Forged {
    pub fn of(text: &str) -> Self {
        Self(text.lines().map(str::to_owned).collect())
    }

    fn places(&self, part: Part) -> Vec<usize> {
        let is_event = |line: &String| line.starts_with("- {\"nr\"");
        let first = self.0.iter().position(is_event).unwrap();
        let last = self.0.iter().rposition(is_event).unwrap();
        match part {
            // Not the format, which says what the file is, and not the line `historik:`.
            Part::Head => (1..first - 1).collect(),
            Part::History => (first..=last).collect(),
            Part::Outcome => (last + 1..self.0.len() - 1).collect(),
        }
    }

    /// Changes something in a part; says what.
    pub fn tamper(&mut self, part: Part, dice: &mut Dice) -> String {
        let places = self.places(part);
        if places.is_empty() {
            return "nothing left".to_owned();
        }
        let at = places[dice.below(places.len())];
        match dice.below(4) {
            // The last event taken away leaves a shorter history that is whole: only a signature tells.
            0 if part != Part::History || places.last() != Some(&at) => {
                let line = self.0.remove(at);
                format!("line {at} removed: {line}")
            }
            1 => {
                let line = self.0[at].clone();
                self.0.insert(at, line);
                format!("line {at} doubled")
            }
            2 if self.0[at] != self.0[places[0]] => {
                self.0.swap(at, places[0]);
                format!("lines {at} and {} swapped", places[0])
            }
            _ => {
                // Not in a link, which may be made anew.
                let body = self.0[at].rfind(LINK).unwrap_or(self.0[at].len());
                let letters = self.0[at][..body].char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric());
                let letters: Vec<usize> = letters.map(|(place, _)| place).collect();
                if letters.is_empty() {
                    return "nothing to change".to_owned();
                }
                let place = letters[dice.below(letters.len())];
                let new = if self.0[at].as_bytes()[place] == b'7' { "8" } else { "7" };
                self.0[at].replace_range(place..=place, new);
                format!("line {at}, byte {place}: {new}")
            }
        }
    }

    pub fn cover(&mut self, cover: Cover) -> String {
        if cover == Cover::Chain {
            let mut previous = "visit-sag/1".to_owned();
            for line in self.0.iter_mut().filter(|line| line.starts_with("- {")) {
                let Some((body, _)) = line[2..].rsplit_once(LINK) else { continue };
                let link = sha256_hex_of([previous.as_bytes(), b"\n", body.as_bytes(), b"}"]);
                *line = format!("- {body}{LINK}{link}\"}}");
                previous = link;
            }
        }
        let text = self.0.join("\n") + "\n";
        match (cover, text.rfind("segl: ")) {
            (Cover::Seal | Cover::Chain, Some(at)) => {
                format!("{}segl: \"{}\"\n", &text[..at], sha256_hex(&text.as_bytes()[..at]))
            }
            _ => text,
        }
    }
}

/// What the Python script says of each file; `None` where there is no Python.
fn python(files: &[PathBuf]) -> Option<Vec<bool>> {
    let run: Output = Command::new("python3").arg(root().join("tests/check_chain.py")).args(files).output().ok()?;
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
    let said = String::from_utf8(run.stdout).unwrap();
    Some(said.lines().map(|line| line.ends_with(": fits")).collect())
}

#[test]
fn both_implementations_find_the_same_tamperings() {
    let folder = TempDir::new().unwrap();
    let mut dice = Dice(20_261_128);
    let (mut files, mut made) = (Vec::new(), Vec::new());
    for number in 0..400 {
        let all = examples();
        let text = fs::read_to_string(&all[dice.below(all.len())]).unwrap();
        let part = [Part::Head, Part::History, Part::Outcome][dice.below(3)];
        let cover = [Cover::Nothing, Cover::Seal, Cover::Chain][dice.below(3)];
        let mut forged = Forged::of(&text);
        let what = forged.tamper(part, &mut dice);
        let forged = forged.cover(cover);
        assert!(forged != text, "{what}");
        let path = folder.path().join(format!("{number}.yaml"));
        fs::write(&path, &forged).unwrap();
        files.push(path);
        made.push((part, cover, what, verify(&forged)));
    }
    let Some(fits) = python(&files) else { return };
    assert_eq!(fits.len(), made.len());
    let mut found_by_both = 0;
    for (fits, (part, cover, what, faults)) in fits.into_iter().zip(made) {
        let told = format!("{part:?} {cover:?} {what}: {faults:?}");
        assert!(fits || !faults.is_empty(), "only the script finds it: {told}");
        match (part, cover) {
            // Whoever makes the whole chain anew leaves traces only where the head no longer fits.
            (Part::History, Cover::Chain) => {}
            // The script knows of the head only the pinned rules; visit writes it anew and compares.
            (Part::Head, Cover::Seal | Cover::Chain) => assert!(!faults.is_empty(), "{told}"),
            _ => assert!(!fits && !faults.is_empty(), "{told}"),
        }
        found_by_both += usize::from(!fits && !faults.is_empty());
    }
    assert!(found_by_both > 200, "{found_by_both}");
}

#[test]
fn the_first_event_that_does_not_fit_is_named() {
    let text = fs::read_to_string(root().join("tests/cmd/assess.in/sag.yaml")).unwrap();
    for (number, (from, to)) in [
        (4, ("\"note\": \"Bruger få ord\"", "\"note\": \"Bruger ofte ord\"")),
        (5, ("\"svar\": \"ja\", \"kæde\"", "\"svar\": \"nej\", \"kæde\"")),
        (7, ("Anbefaling: Højt", "Anbefaling: Lavt")),
    ] {
        let forged = Forged::of(&text.replacen(from, to, 1)).cover(Cover::Seal);
        let told = verify(&forged).first().unwrap().to_string();
        assert!(told.contains(&format!("hændelse nr. {number} (")), "{told}");
        assert!(told.contains("er ændret: indholdet passer ikke til kæden"), "{told}");
    }
}

fn verify_by_command(args: &[&Path]) -> (i32, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_visit")).arg("verify").args(args).output().unwrap();
    (run.status.code().unwrap(), String::from_utf8(run.stdout).unwrap())
}

/// The one forgery that the chain cannot show: everything after an early event made anew, head and seal included.
#[test]
fn a_history_made_anew_is_found_by_its_signature_alone() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let key = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at("nøgle")).status();
    if !key.is_ok_and(|status| status.success()) {
        return;
    }
    let public = fs::read_to_string(at("nøgle.pub")).unwrap();
    fs::write(at("allowed_signers"), format!("abc,def namespaces=\"visit\" {public}")).unwrap();
    fs::copy(root().join("tests/cmd/assess.in/sag.yaml"), at("sag.yaml")).unwrap();
    let signed = Command::new(env!("CARGO_BIN_EXE_visit"))
        .args(["sign", "--caseworker", "ghi", "--quiet"])
        .args([at("sag.yaml"), "--key".into(), at("nøgle")])
        .status();
    assert!(signed.unwrap().success());
    let keys = [at("sag.yaml"), "--keys".into(), at("allowed_signers")];
    let keys: Vec<&Path> = keys.iter().map(PathBuf::as_path).collect();
    let (code, text) = verify_by_command(&keys);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("er af abc, men i sagen står ghi"), "{text}");

    let text = fs::read_to_string(at("sag.yaml")).unwrap();
    let forged = Forged::of(&text.replace("Bruger få ord", "Bruger mange ord")).cover(Cover::Chain);
    fs::write(at("sag.yaml"), forged).unwrap();
    let (code, text) = verify_by_command(&keys[..1]);
    assert_eq!(code, 0, "nothing but the signature shows it: {text}");
    let (code, text) = verify_by_command(&keys);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("underskriften i hændelse nr. 8 (ghi) holder ikke"), "{text}");
}
