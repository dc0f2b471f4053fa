//! Which keys the program opens and seals files with: an option of every command, or the environment.

use std::path::PathBuf;

use clap::Args;

use crate::store::{Source, use_keys};
use crate::terminal::{ask_secret, drafts_in_memory};

/// Hidden in the help of each command: `visit key --hjælp` tells of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
#[allow(clippy::doc_markdown, reason = "help as people read it")]
pub struct KeyOptions {
    /// Filen med den nøgle, der åbner låste sager og arkiver; ellers VISIT_AGE_KEY
    #[arg(long, global = true, hide = true, value_name = "FIL")]
    pub age_key: Option<PathBuf>,

    /// Lås nye sager og arkiver til denne offentlige nøgle (`age1…`) eller dem i en fil; ellers VISIT_RECIPIENT_KEY
    #[arg(long, global = true, hide = true, value_name = "NØGLE")]
    pub recipient_key: Vec<String>,
}

impl KeyOptions {
    /// Names the keys of this run. They are read when the first locked file is met.
    pub fn name(&self) {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let key = self.age_key.clone().or_else(|| set("VISIT_AGE_KEY").map(PathBuf::from));
        let recipients = if self.recipient_key.is_empty() {
            set("VISIT_RECIPIENT_KEY").iter().flat_map(|all| all.split_whitespace()).map(str::to_owned).collect()
        } else {
            self.recipient_key.clone()
        };
        drafts_in_memory(key.is_some() || !recipients.is_empty());
        use_keys(Source { key, recipients, ask: Some(ask_secret) });
    }
}
