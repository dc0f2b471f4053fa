//! `visit key`: keys for sealed cases, and cases sealed or opened for good.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::exit::Exit;
use crate::session::failures::from_store;
use crate::store::walk::{Place, Walk};
use crate::store::{Keys, Source, new_key, save_private, set_sealed};
use crate::terminal::failure::Failure;
use crate::terminal::{Screen, ask_secret};

/// Lås sager og arkiver, så kun den, der har nøglen, kan læse dem
///
/// En låst fil siger intet til den, der finder eller kopierer den: hverken svar, navne på specialer eller historik, kun
/// hvor stor den er, hvad den hedder, og hvornår den er gemt. Peg på din nøgle med `--age-key FIL` til enhver kommando
/// eller med VISIT_AGE_KEY; så læses låste filer som andre, nye sager og arkiver bliver låst, og intet skrives åbent på
/// disken undervejs. Lås også til kommunens egen nøgle med `--recipient-key NØGLE` eller VISIT_RECIPIENT_KEY (flere:
/// mellemrum imellem): uden en nøgle kan ingen læse sagen igen. Breve og notater, du skriver ud, er ikke låst.
///
/// Filerne er age-filer (age-encryption.org/v1, X25519) og kan åbnes med programmet `age`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[allow(clippy::doc_markdown, reason = "help as people read it")]
pub struct KeyArgs {
    /// What is to be done.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done with keys.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Action {
    /// Lav en ny nøgle i en ny fil, som kun du kan læse
    #[command(visible_alias = "ny")]
    New {
        /// Den nye fil
        #[arg(value_name = "FIL")]
        file: PathBuf,
        /// Lås nøglen med en adgangssætning, som du bliver spurgt om hver gang
        #[arg(long)]
        passphrase: bool,
    },
    /// Vis den offentlige nøgle, som andre kan låse til
    #[command(visible_alias = "vis")]
    Show {
        /// Filen med nøglen
        #[arg(value_name = "FIL")]
        file: PathBuf,
    },
    /// Lås sager, der står åbent
    #[command(visible_alias = "lås")]
    Lock {
        /// Sagsfiler eller mapper med sager
        #[arg(value_name = "STI", required = true)]
        paths: Vec<PathBuf>,
    },
    /// Lås sager op for stedse, så de står åbent igen
    #[command(visible_alias = "lås-op")]
    Unlock {
        /// Sagsfiler eller mapper med sager
        #[arg(value_name = "STI", required = true)]
        paths: Vec<PathBuf>,
    },
}

impl KeyArgs {
    /// Makes or shows a key, or seals or opens cases.
    ///
    /// # Errors
    /// The key or a case cannot be read or written, or nobody is there to give a passphrase.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        match &self.action {
            Action::New { file, passphrase } => new(file, *passphrase, screen),
            Action::Show { file } => {
                let source = Source { key: Some(file.clone()), recipients: Vec::new(), ask: Some(ask_secret) };
                for public in Keys::read(&source).map_err(from_store)?.public() {
                    writeln!(screen.out, "{public}")?;
                }
                Ok(Exit::Done)
            }
            Action::Lock { paths } => set_all(paths, true, screen),
            Action::Unlock { paths } => set_all(paths, false, screen),
        }
    }
}

fn new(file: &Path, passphrase: bool, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    let passphrase = passphrase.then(chosen).transpose()?;
    let (kept, public) = new_key(passphrase)?;
    save_private(file, &kept).map_err(from_store)?;
    writeln!(screen.out, "{public}")?;
    let name = file.display();
    screen.tell(&format!(
        "Nøglen står i {name}; linjen ovenfor er den offentlige, som andre kan låse til.\n\
         Gem en kopi af filen et sikkert sted, før du låser noget: mistes nøglen (eller adgangssætningen), kan ingen \
         læse de sager, der er låst med den. Lås helst også til kommunens egen nøgle (--recipient-key).\n\
         Tag den i brug: export VISIT_AGE_KEY={name}"
    ))?;
    Ok(Exit::Done)
}

/// A passphrase, given twice alike.
fn chosen() -> anyhow::Result<String> {
    let nobody = |_| Failure::new("no-terminal", "en adgangssætning kan kun skrives i en terminal");
    let first = ask_secret("Ny adgangssætning: ").map_err(nobody)?;
    if first.chars().count() < LEAST {
        let message = format!("adgangssætningen er for kort: den skal have mindst {LEAST} tegn");
        return Err(Failure::new("short-passphrase", message).help("fire tilfældige ord er både nemme og gode").into());
    }
    if ask_secret("Og igen: ").map_err(nobody)? != first {
        let message = "de to adgangssætninger er ikke ens";
        return Err(Failure::new("other-passphrase", message).help("kør kommandoen igen").into());
    }
    Ok(first)
}

/// Characters of the shortest passphrase.
const LEAST: usize = 12;

fn set_all(paths: &[PathBuf], sealed: bool, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    let (mut exit, mut changed) = (Exit::Done, 0_u64);
    for found in Walk::over(paths.to_vec()) {
        let set = match found.place {
            Place::File(path) => set_sealed(&path, sealed),
            Place::Unreadable(error) => Err(error),
            Place::PassedOver(_) | Place::Line(_) => continue,
        };
        match set {
            Ok(true) => changed += 1,
            Ok(false) => {}
            Err(error) => {
                exit = Exit::Unusable;
                writeln!(screen.err, "{}: {error}", found.name)?;
            }
        }
    }
    let what = if sealed { "låst" } else { "låst op" };
    let cases = if changed == 1 { "1 sag er".to_owned() } else { format!("{changed} sager er") };
    screen.tell(&format!("{cases} {what}."))?;
    Ok(exit)
}
