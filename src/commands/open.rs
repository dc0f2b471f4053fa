//! `visit open`: the program in the browser of the same machine.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;

use super::assess::initials;
use super::rule_folder;
use crate::exit::Exit;
use crate::terminal::Screen;
use crate::terminal::failure::Failure;
use crate::web::{Place, serve};

/// Åbn visit i browseren på denne maskine: de samme sager, spørgsmål og breve uden terminal
///
/// Programmet svarer kun på maskinen selv og kun den browser, der har fået adressen med dens nøgle. Sagerne er de samme
/// filer som ellers: det, der er begyndt i browseren, kan fortsættes i terminalen og omvendt. Efter 20 minutter uden brug
/// låses siderne; åbn da adressen igen. Kommandoen slutter med Ctrl-C.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct OpenArgs {
    /// Mappen med sagerne; ellers den mappe, du står i
    #[arg(value_name = "MAPPE")]
    pub folder: Option<PathBuf>,

    /// Brug denne port; ellers en, der er ledig
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,

    /// Vis kun adressen, og åbn ikke browseren
    #[arg(long)]
    pub no_browser: bool,

    /// Dine initialer
    #[arg(long, value_name = "INITIALER")]
    pub caseworker: Option<String>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,
}

impl OpenArgs {
    /// Serves until it is ended.
    ///
    /// # Errors
    /// The folder or the rules cannot be read, or the port cannot be had.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let cases = self.folder.clone().unwrap_or_else(|| PathBuf::from("."));
        if !cases.is_dir() {
            let message = format!("`{}` er ikke en mappe", cases.display());
            return Err(Failure::new("not-a-folder", message).help("peg på mappen med sagerne").into());
        }
        let place = Place {
            cases,
            rules: rule_folder::choose(self.rules.as_deref())?,
            initials: initials(self.caseworker.as_deref()),
            port: self.port,
        };
        let browse = !self.no_browser;
        serve(place, |address| {
            writeln!(screen.out, "{address}")?;
            screen.out.flush()?;
            screen.tell("Adressen er din egen: giv den ikke til andre. Slut med Ctrl-C.")?;
            if browse && !opened(address) {
                screen.tell("Ingen browser kunne åbnes; åbn adressen selv.")?;
            }
            Ok(())
        })?;
        Ok(Exit::Done)
    }
}

/// Hands an address to the system's own browser.
fn opened(address: &str) -> bool {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let quiet = || Stdio::null();
    Command::new(program).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn().is_ok()
}
