//! `visit sign`: signs a case as it stands.

use std::path::PathBuf;

use clap::Args;

use super::assess::initials;
use crate::exit::Exit;
use crate::session::archive::signing::sign;
use crate::session::record::Record;
use crate::terminal::Screen;

/// Skriv under på en sag med en SSH-nøgle
///
/// Underskriften gælder alt, hvad der er sket i sagen til nu: svar, regler og udfald. Den gemmes i sagen og holder også,
/// når der senere kommer mere til. Den laves af maskinens egen `ssh-keygen` og kan efterprøves med den eller med
/// `visit verify --keys`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct SignArgs {
    /// Sagsfilen
    #[arg(value_name = "SAG")]
    pub file: PathBuf,

    /// Nøglen, for eksempel `~/.ssh/id_ed25519`
    #[arg(long, value_name = "FIL")]
    pub key: PathBuf,

    /// Dine initialer
    #[arg(long, value_name = "INITIALER")]
    pub caseworker: Option<String>,
}

impl SignArgs {
    /// Signs the case and saves it.
    ///
    /// # Errors
    /// The case cannot be read, was changed or is in use; the key cannot sign; the disk fails.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let mut record = Record::open(&self.file, initials(self.caseworker.as_deref()))?;
        let signature = sign(record.case().head(), &self.key)?;
        record.signed(&signature)?;
        record.save()?;
        screen.tell(&format!("{} er underskrevet og gemt.", self.file.display()))?;
        Ok(Exit::Done)
    }
}
