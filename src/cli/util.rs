//! `visit util`: what an installation needs beside the program.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};
use clap_complete::{Shell as Known, generate};

use crate::exit::Exit;
use crate::session::failures::from_store;
use crate::store::{Over, make_folder, save};
use crate::terminal::Screen;

/// Skriv det, en installation skal bruge: udfyldning i skallen og manualsider
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct UtilArgs {
    /// What is to be written.
    #[command(subcommand)]
    pub action: Action,
}

/// What can be written.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Action {
    /// Skriv til standard-ud, hvordan skallen udfylder kommandoer og valgmuligheder med tabulatortasten
    ///
    /// bash: `visit util completion bash > ~/.local/share/bash-completion/completions/visit`.
    /// fish: `visit util completion fish > ~/.config/fish/completions/visit.fish`.
    /// zsh: gem den som `_visit` i en mappe, der står i `$fpath`.
    /// PowerShell: `visit util completion powershell | Out-String | Invoke-Expression` i profilen.
    #[command(visible_alias = "udfyldning")]
    Completion {
        /// Skallen: bash, zsh, fish, powershell eller elvish
        #[arg(value_name = "SKAL")]
        shell: Shell,
    },
    /// Skriv manualsider på dansk: én for programmet og én for hver kommando
    ///
    /// Læg dem i `…/share/man/da/man1`, så viser `man visit` og `man visit-assess` dem, når sproget er dansk; i
    /// `…/share/man/man1` vises de i alle sprog.
    Man {
        /// Mappen, de skrives i; den laves, hvis den ikke er der
        #[arg(value_name = "MAPPE")]
        folder: PathBuf,
    },
}

/// A shell that can be helped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shell(Known);

impl ValueEnum for Shell {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Known::Bash), Self(Known::Zsh), Self(Known::Fish), Self(Known::PowerShell), Self(Known::Elvish)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        self.0.to_possible_value()
    }
}

impl UtilArgs {
    /// Writes it for the `whole` command line.
    ///
    /// # Errors
    /// The folder or a file in it cannot be written.
    pub fn run(&self, mut whole: clap::Command, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        match &self.action {
            Action::Completion { shell } => {
                generate(shell.0, &mut whole, "visit", &mut screen.out);
                Ok(Exit::Done)
            }
            Action::Man { folder } => {
                let count = manual(folder, &whole)?;
                screen.tell(&format!("{count} manualsider er skrevet i {}.", folder.display()))?;
                Ok(Exit::Done)
            }
        }
    }
}

/// Writes every page; how many there are.
fn manual(folder: &Path, whole: &clap::Command) -> anyhow::Result<usize> {
    make_folder(folder).map_err(from_store)?;
    let pages = pages(whole);
    for (name, page) in &pages {
        save(&folder.join(name), page.as_bytes(), Over::SameKind).map_err(from_store)?;
    }
    Ok(pages.len())
}

/// The pages by file name: the program's, and one for each command at any depth.
#[must_use]
pub fn pages(whole: &clap::Command) -> Vec<(String, String)> {
    fn walk(command: &clap::Command, name: &str, pages: &mut Vec<(String, String)>) {
        let own = command.clone().disable_help_subcommand(true).name(name.to_owned()).bin_name(name.replace('-', " "));
        pages.push((format!("{name}.1"), page(own)));
        for sub in command.get_subcommands() {
            walk(sub, &format!("{name}-{}", sub.get_name()), pages);
        }
    }
    let mut pages = Vec::new();
    walk(whole, "visit", &mut pages);
    pages
}

/// clap's page knows no language but English for its headings.
const HEADINGS: &[(&str, &str)] = &[
    ("NAME", "NAVN"),
    ("SYNOPSIS", "SYNTAKS"),
    ("DESCRIPTION", "BESKRIVELSE"),
    ("OPTIONS", "VALGMULIGHEDER"),
    ("SUBCOMMANDS", "KOMMANDOER"),
    ("EXTRA", "EKSEMPLER"),
    ("VERSION", "UDGAVE"),
];

fn page(command: clap::Command) -> String {
    let man = clap_mangen::Man::new(command).manual("visit").section("1");
    let mut bytes = Vec::new();
    // A Vec takes all that is written to it.
    let _ = man.render(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let danish = |line: &str| {
        let heading = line.strip_prefix(".SH ").map(|title| title.trim_matches('"'));
        let known = heading.and_then(|title| HEADINGS.iter().find(|(english, _)| *english == title));
        known.map_or_else(|| line.to_owned(), |(_, danish)| format!(".SH {danish}"))
    };
    text.lines().map(danish).collect::<Vec<_>>().join("\n") + "\n"
}
