//! `visit replay`: are saved cases still computed the same from the rules they pin?

use std::path::PathBuf;

use clap::Args;

use super::assess::initials;
use super::rule_folder;
use crate::audit::replays::{Mention, ReplayRow, Tally};
use crate::audit::rows::{RowFormat, Writer};
use crate::audit::what_if::{WhatIfRow, WhatIfTally};
use crate::exit::Exit;
use crate::session::archive::batch::{Progress, Reading, each, with_case};
use crate::session::archive::enter::Seen;
use crate::session::archive::heads::Witness;
use crate::session::archive::replay::Library;
use crate::session::archive::what_if::OtherRules;
use crate::session::failures::from_rules;
use crate::store::RuleFolder;
use crate::store::walk::{Found, Place, Walk, Way};
use crate::terminal::Screen;
use visitation::case::Unread;

/// Genafspil gemte sager mod netop de retningslinjer, de blev vurderet efter
///
/// Siger for hver sag `identisk`, `afviger` (med forskellen) eller `kan ikke genskabes` (med grunden). Sager i mapper og
/// arkiver nævnes kun, når der er noget at se på; til sidst står, hvor mange der er af hver. Sagerne bliver ikke ændret,
/// medmindre du beder om det med `--enter`.
///
/// Afslutningskode: 0 alle er identiske, 1 mindst én afviger, 2 mindst én kan ikke genskabes eller noteres.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ReplayArgs {
    /// Sagsfiler, mapper med sager eller arkiver (`.jsonl`)
    #[arg(value_name = "STI", required = true)]
    pub paths: Vec<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Hvad nu hvis: hvilke sager ville komme anderledes ud efter retningslinjerne i denne mappe?
    ///
    /// Sagerne regnes efter de udgaver, der gælder dér på vurderingsdatoen. Det siger intet om, hvorvidt de er regnet rigtigt.
    #[arg(long, value_name = "MAPPE", conflicts_with = "rules")]
    pub against: Option<PathBuf>,

    /// Notér genafspilningen i hver sags historik: hvem, hvornår, med hvilket program, og hvad der kom ud
    ///
    /// Det, der ikke kunne regnes igen, bliver ikke noteret. Underskrifter holder stadig.
    #[arg(long, conflicts_with = "against")]
    pub enter: bool,

    /// Hold sagerne op mod denne liste, før der noteres i dem, og føj det nye til; se `visit verify --heads`
    #[arg(long, value_name = "FIL", requires = "enter")]
    pub heads: Option<PathBuf>,

    /// Dine initialer
    #[arg(long, value_name = "INITIALER", requires = "enter")]
    pub caseworker: Option<String>,

    /// Vis resultatet som `text` (til mennesker), `json`, `jsonl` eller `csv` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: RowFormat,
}

impl ReplayArgs {
    /// Replays every case; one that cannot be read stops nothing.
    ///
    /// # Errors
    /// The rules cannot be read, or the report cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        match &self.against {
            Some(folder) => self.what_if(folder, screen),
            None => self.replay(screen),
        }
    }

    fn replay(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let library = Library::of(&rule_folder::choose(self.rules.as_deref())?);
        let progress = Progress::new(screen.chatter);
        let look = screen.out_look;
        let mut report = Writer::new(screen.out, self.format, look);
        let (mut tally, mut listed) = (Tally::default(), Mention::Always);
        let (mut entered, mut not_entered) = (0_u64, 0_u64);
        let by = initials(self.caseworker.as_deref());
        let mut witness = self.heads.as_deref().map(Witness::open).transpose()?;
        let work = |found: &Found| with_case(found, |reading| Seen::of(reading, &library, mention(found)));
        each(Walk::over(self.paths.clone()), &progress, work, |found, seen| {
            let mention = mention(found);
            if mention == Mention::WhenWrong {
                listed = mention;
            }
            tally.count(&seen.verdict);
            let entry = if self.enter { seen.enter(found, &by, witness.as_mut()) } else { None };
            match &entry {
                Some(Ok(_)) => entered += 1,
                Some(Err(_)) => not_entered += 1,
                None => {}
            }
            report.row(&ReplayRow::new(&found.name, &seen.verdict, mention).with_edits(seen.edited).with_entry(entry))
        })?;
        report.end::<ReplayRow>(&tally, &tally.table(look, listed))?;
        if let Some(witness) = witness {
            let told = witness.finish()?;
            screen.tell(&told)?;
        }
        if self.enter {
            screen.tell(&told_of_entries(entered, not_entered))?;
        }
        Ok(match (tally, not_entered) {
            (Tally { cannot_reproduce: 1.., .. }, _) | (_, 1..) => Exit::Unusable,
            (Tally { differs: 1.., .. }, _) => Exit::Findings,
            _ => Exit::Done,
        })
    }

    fn what_if(&self, folder: &std::path::Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let folder = RuleFolder::directory(folder).map_err(crate::session::failures::from_store)?;
        let rules = OtherRules::of(&folder).map_err(from_rules)?;
        let progress = Progress::new(screen.chatter);
        let look = screen.out_look;
        let mut report = Writer::new(screen.out, self.format, look);
        let mut tally = WhatIfTally::default();
        let work = |found: &Found| {
            with_case(found, |reading| match reading {
                Reading::Case(case) | Reading::OtherForm(case, _) => Some(compare(&found.name, &case, &rules)),
                Reading::PassedOver(_) => None,
                Reading::Broken(error) => {
                    Some(WhatIfRow::not_compared(&found.name, "cannot_compare", error.to_string()))
                }
            })
        };
        each(Walk::over(self.paths.clone()), &progress, work, |_, row| {
            let Some(row) = row else { return Ok(()) };
            tally.count(&row);
            report.row(&row)
        })?;
        report.end::<WhatIfRow>(&tally, &tally.table(look))?;
        Ok(match (tally.all_compared(), tally.changed()) {
            (false, _) => Exit::Unusable,
            (true, 1..) => Exit::Findings,
            (true, 0) => Exit::Done,
        })
    }
}

fn compare(name: &str, case: &Unread<'_>, rules: &OtherRules) -> WhatIfRow {
    let changes = match case.outcome() {
        Ok(Some(saved)) => rules.changes(case.case(), &saved),
        Ok(None) => return WhatIfRow::compared(name, Vec::new()),
        Err(error) => Err(error.to_string()),
    };
    match changes {
        Ok(changes) => WhatIfRow::compared(name, changes),
        Err(reason) => WhatIfRow::not_compared(name, "cannot_compare", reason),
    }
}

fn told_of_entries(entered: u64, not_entered: u64) -> String {
    let noted = match entered {
        1 => "1 genafspilning er noteret i sin sag".to_owned(),
        _ => format!("{entered} genafspilninger er noteret i deres sager"),
    };
    if not_entered == 0 { format!("{noted}.") } else { format!("{noted}, {not_entered} kunne ikke noteres.") }
}

/// A file that was asked for by name is always told of.
fn mention(found: &Found) -> Mention {
    match (&found.place, found.way) {
        (Place::File(_), Way::Named) => Mention::Always,
        _ => Mention::WhenWrong,
    }
}
