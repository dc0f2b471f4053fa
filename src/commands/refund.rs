//! `visit refund`: what the state refunds of dear single cases in a year.

use std::path::PathBuf;

use clap::Args;
use visitation::refund::{BUILT_IN_LIMITS, Limits, read_expenses, read_limits, reckon};

use crate::exit::Exit;
use crate::pages::refund::{RefundV1, page};
use crate::session::failures::from_store;
use crate::store::{RULE_LIMIT, read_text};
use crate::terminal::failure::{Failure, Rejected};
use crate::terminal::{Format, Screen};

/// Beregn den centrale refusion af et års udgifter, måned for måned og eksakt
///
/// Læser en udgiftsfil (`format: visit-udgifter/1`) uden navne og sagsnumre. Grænserne er årlige, men holdes op mod
/// hver måneds nettoudgift som tolvtedele; engangsudgifter fordeles på årets måneder. Kommandoen læser ingen sag og
/// skriver ikke i nogen. Er årets grænser ikke bekræftet i en kilde, kræves `--estimate`, og så er hver linje et skøn.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct RefundArgs {
    /// Udgiftsfilen; `-` læser fra standard-ind
    #[arg(value_name = "FIL")]
    pub file: PathBuf,

    /// Regn også for et år, hvis grænser ikke er bekræftet; resultatet er et skøn
    #[arg(long)]
    pub estimate: bool,

    /// Brug grænserne i denne fil (`format: visit-satser/1`) i stedet for de indbyggede
    #[arg(long, value_name = "FIL")]
    pub rates: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl RefundArgs {
    /// Reckons the year.
    ///
    /// # Errors
    /// A file cannot be read, or the year has no verified limits and no estimate is wanted.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let bytes = read_text(&self.file, RULE_LIMIT).map_err(from_store)?;
        let expenses = read_expenses(&self.file.display().to_string(), bytes.as_bytes()).map_err(Rejected)?;
        let limits = self.limits_of(expenses.year)?;
        let refund = reckon(&expenses, &limits);
        match self.format {
            Format::Json => {
                screen.json(&RefundV1::of(&refund, &limits))?;
            }
            Format::Text => write!(screen.out, "{}", page(&refund, &limits, screen.out_look))?,
        }
        Ok(Exit::Done)
    }

    fn limits_of(&self, year: i16) -> anyhow::Result<Limits> {
        let known = match &self.rates {
            Some(path) => {
                let bytes = read_text(path, RULE_LIMIT).map_err(from_store)?;
                read_limits(&path.display().to_string(), bytes.as_bytes())
            }
            None => read_limits("indbyggede satser", BUILT_IN_LIMITS.as_bytes()),
        }
        .map_err(Rejected)?;
        let years: Vec<String> = known.iter().map(|limits| limits.year.to_string()).collect();
        let Some(limits) = known.into_iter().find(|limits| limits.year == year) else {
            let help = format!("der er grænser for {}; giv en fil med årets grænser med `--rates`", years.join(", "));
            return Err(Failure::new("no-limits", format!("grænserne for {year} kendes ikke")).help(help).into());
        };
        if !limits.verified && !self.estimate {
            let message = format!("grænserne for {year} er ikke bekræftet i en kilde ({})", limits.source);
            let help = "giv de udmeldte grænser med `--rates`, eller regn et skøn med `--estimate`";
            return Err(Failure::new("unverified-limits", message).help(help).into());
        }
        Ok(limits)
    }
}
