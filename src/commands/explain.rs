//! `visit explain`: why a saved case comes out as it does, and what would change it.

use std::path::PathBuf;

use clap::Args;

use super::rule_folder;
use crate::exit::Exit;
use crate::session::archive::kept;
use crate::session::archive::replay::session_of;
use crate::session::outcome::explain_page;
use crate::session::record::read_case;
use crate::terminal::failure::Failure;
use crate::terminal::{Format, Screen, wrap};
use visitation::consult::{explain, headline};

/// Forklar, hvorfor en gemt sag får sin anbefaling, og hvad der ville ændre den
///
/// Viser de færreste svar, der er nok til niveauet, de færreste ændringer, der ville give et andet niveau, hvert
/// kriterium, og hvorfor der ikke er spurgt om mere. Sagen ændres ikke.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ExplainArgs {
    /// Sagsfilen
    #[arg(value_name = "FIL")]
    pub file: PathBuf,

    /// Regn, som om et spørgsmål var besvaret sådan, for eksempel `alder=9`; kan gives flere gange
    #[arg(long, value_name = "SPØRGSMÅL=SVAR")]
    pub set: Vec<String>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

impl ExplainArgs {
    /// Explains a saved case.
    ///
    /// # Errors
    /// The case or its rules cannot be read, or its answers contradict each other or what is assumed.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let folder = rule_folder::choose(self.rules.as_deref())?;
        let case = read_case(&self.file, screen)?;
        if case.guidelines().is_empty() {
            let help = format!("fortsæt sagen med `visit assess --resume {}`", self.file.display());
            return Err(Failure::new("unfinished-case", "sagen har ingen retningslinje endnu").help(help).into());
        }
        let help = "giv mappen med de regler, sagen er vurderet efter, med `--rules`";
        let mut session =
            session_of(&case, &folder).map_err(|reason| Failure::new("missing-rules", reason).help(help))?;
        for edit in kept::edited_since(&folder, &case) {
            screen.tell(&format!("Bemærk: {edit}. Sagen er forklaret efter den tekst, den er vurderet efter."))?;
        }
        let before = if self.set.is_empty() { None } else { Some(session.outcome()?) };
        let mut assumed = Vec::new();
        for text in &self.set {
            assumed.push(explain::assume(&mut session, text)?);
        }
        let outcome = session.outcome()?;
        let explanation = explain::explain(&session, &outcome, assumed)?;
        match self.format {
            Format::Json => {
                screen.json(&explanation)?;
            }
            Format::Text => {
                let width = screen.out_look.width;
                let first = if let Some(before) = &before {
                    explain_page::what_if(&session, &explanation.what_if, (before, &outcome), width)
                } else {
                    format!("{}\n\n", wrap::wrapped(&headline(&session, &outcome), width))
                };
                write!(screen.out, "{first}")?;
                write!(screen.out, "{}", explain_page::page(&session, &explanation, screen.out_look))?;
            }
        }
        Ok(Exit::Done)
    }
}
