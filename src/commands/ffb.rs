//! `visit import --ffb`: proposals from the municipality's own system.

use std::path::{Path, PathBuf};

use clap::Args;
use visitation::ffb::{Intake, ReadError, Wanted, answers_file, check, read};
use visitation::guideline::hash::sha256_hex;

use crate::exit::Exit;
use crate::pages::ffb::{FfbV1, page};
use crate::pages::ffb_out::{CheckV1, check_page};
use crate::session::failures::from_store;
use crate::store::{CASE_LIMIT, read_text, save_new};
use crate::terminal::failure::Failure;
use crate::terminal::{Format, Screen};

/// What `visit import --ffb` takes. No doc comment here is help: clap would put it in the command's place.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct FfbInArgs {
    /// Læs forslag til svar fra denne fil fra fagsystemet; `-` læser fra standard-ind
    #[arg(long, value_name = "FIL")]
    pub ffb: Option<PathBuf>,

    /// Skriv forslagene, eller arkets svar, i en ny svarfil, som `visit assess --answers` læser
    #[arg(long, value_name = "FIL", conflicts_with_all = ["archives", "into"])]
    pub out: Option<PathBuf>,

    /// Tag også fri tekst med, for eksempel borgerens ønsker; læs den igennem for navne
    #[arg(long, requires = "ffb")]
    pub texts: bool,

    /// Afvis filen, hvis den hører til et andet sagsnummer end dette
    #[arg(long, value_name = "NUMMER", requires = "ffb")]
    pub case_number: Option<String>,

    /// Vis i stedet, hvor filen ikke er, som dens vejledning kræver; afslutningskode 1, hvis der er noget
    #[arg(long, requires = "ffb", conflicts_with_all = ["out", "texts"])]
    pub check: bool,

    /// Vis forslagene som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, requires = "ffb")]
    pub format: Format,
}

impl FfbInArgs {
    /// Reads, shows and, where it is wanted, writes the answers file.
    ///
    /// # Errors
    /// The file cannot be read or used, is of another case, or the answers file exists.
    pub(super) fn run(&self, file: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let text = read_text(file, CASE_LIMIT).map_err(from_store)?;
        let intake = read(&text, Wanted { texts: self.texts }).map_err(|error| from_ffb(&error, file))?;
        if let Some(number) = self.case_number.as_ref().filter(|number| intake.is_of_another_case(number)) {
            let message = format!("`{}` hører til et andet sagsnummer end `{number}`", file.display());
            let help = "se efter, om det er den rigtige fil; dens eget sagsnummer vises ikke";
            return Err(Failure::new("other-case", message).help(help).into());
        }
        if self.check {
            return self.checked(&intake, &text, screen);
        }
        if let Some(out) = &self.out {
            save_new(out, answers_file(&intake).as_bytes()).map_err(from_store)?;
        }
        let sha256 = sha256_hex(text.as_bytes());
        match self.format {
            Format::Json => {
                screen.json(&FfbV1::of(&intake, &sha256))?;
            }
            Format::Text => write!(screen.out, "{}", page(&intake, &sha256, screen.out_look))?,
        }
        if let Some(out) = &self.out {
            let name = out.display();
            screen
                .tell(&format!("Forslagene står i {name}. Ret dem, og gå videre med: visit assess --answers {name}"))?;
        }
        Ok(if intake.notices.is_empty() { Exit::Done } else { Exit::Findings })
    }

    fn checked(&self, intake: &Intake, text: &str, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let found = check(text, intake.guide).map_err(|error| anyhow::anyhow!("{error}"))?;
        match self.format {
            Format::Json => {
                screen.json(&CheckV1::of(intake.guide, &found))?;
            }
            Format::Text => write!(screen.out, "{}", check_page(intake.guide, &found, screen.out_look))?,
        }
        Ok(if found.is_empty() { Exit::Done } else { Exit::Findings })
    }
}

pub(super) fn from_ffb(error: &ReadError, file: &Path) -> anyhow::Error {
    let name = file.display().to_string();
    Failure::new(error.code, format!("`{name}`: {error}")).help(error.help).file(name).into()
}
