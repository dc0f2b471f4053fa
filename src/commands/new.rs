//! `visit new`: a guideline to begin with.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::exit::Exit;
use crate::session::failures::from_store;
use crate::store::save_new;
use crate::terminal::Screen;
use crate::terminal::failure::{Failure, Rejected};
use visitation::guideline::skeleton::New;
use visitation::guideline::{examples, ids, resolve};

/// Begynd en ny retningslinje
///
/// Skriver et skelet, som kan indlæses og prøves med det samme, og som forklarer hver linje. Med `--rules` lægges det
/// i mappen SPECIALE sammen med de første eksempler; ellers skrives det på skærmen. En fil, der findes, bliver
/// aldrig overskrevet.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct NewArgs {
    /// Specialets id, som bliver mappens navn: a-z, 0-9, `-` og `.`
    #[arg(value_name = "SPECIALE")]
    pub speciale: String,

    /// Specialets navn, som det vises; ellers dannes det af id'et
    #[arg(long, value_name = "NAVN")]
    pub title: Option<String>,

    /// Den første dag, retningslinjen gælder; ellers dags dato. Året bliver udgavens navn
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub from: Option<Date>,

    /// Læg retningslinjen i denne mappe med regler, og brug dens national.yaml
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,
}

impl NewArgs {
    /// Writes or prints a new guideline.
    ///
    /// # Errors
    /// The id cannot name a file, the file exists, or the folder cannot be used.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if !ids::is_file_id(&self.speciale) {
            let message = format!("`{}` kan ikke være navnet på en mappe", self.speciale);
            let help =
                "brug a-z, 0-9, `-` og `.`, med et bogstav eller tal først, for eksempel `svaer-spiseforstyrrelse`";
            return Err(Failure::new("bad-id", message).help(help).into());
        }
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let national = catalogue.national();
        let from = self.from.unwrap_or_else(crate::store::today);
        let new = New { speciale: &self.speciale, title: self.title.as_deref(), from };
        let (guideline, first_examples) = (new.guideline(national), new.examples(national));
        check(&guideline, &first_examples, national)?;
        let Some(rules) = &self.rules else {
            write!(screen.out, "{guideline}")?;
            return Ok(Exit::Done);
        };
        let folder = rules.join(&self.speciale);
        let (path, beside) = (folder.join(format!("{}.yaml", new.version())), folder.join("eksempler.yaml"));
        save_new(&path, guideline.as_bytes()).map_err(from_store)?;
        screen.tell(&format!("Retningslinjen er skrevet i {}. Find fejl med: visit lint {0}", path.display()))?;
        if beside.symlink_metadata().is_err() {
            save_new(&beside, first_examples.as_bytes()).map_err(from_store)?;
            screen.tell(&format!("De første eksempler er skrevet i {}.", beside.display()))?;
        }
        Ok(Exit::Done)
    }
}

/// Nothing is handed out that our own loader would refuse, whatever the folder's national.yaml says.
fn check(
    guideline: &str,
    first: &str,
    national: &Arc<visitation::guideline::national::National>,
) -> anyhow::Result<()> {
    let loaded = resolve::guideline("det nye skelet", guideline.as_bytes(), national, None).map_err(Rejected)?;
    if !loaded.flaws.is_empty() {
        return Err(Rejected(loaded.flaws).into());
    }
    examples::read("de nye eksempler", first.as_bytes()).map_err(Rejected)?;
    Ok(())
}
