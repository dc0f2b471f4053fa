//! `visit replay`: are saved cases still computed the same from the rules they pin?

use std::path::PathBuf;

use clap::Args;

use super::rule_folder;
use crate::audit::replays::{Mention, ReplayRow, Tally, Verdict};
use crate::audit::rows::{RowFormat, Writer};
use crate::audit::what_if::{WhatIfRow, WhatIfTally};
use crate::case::Unread;
use crate::exit::Exit;
use crate::session::archive::batch::{Progress, Reading, each, with_case};
use crate::session::archive::replay::Library;
use crate::session::archive::what_if::OtherRules;
use crate::session::failures::from_rules;
use crate::store::RuleFolder;
use crate::store::walk::{Found, Place, Walk, Way};
use crate::terminal::Screen;

/// Genafspil gemte sager mod netop de retningslinjer, de blev vurderet efter
///
/// Siger for hver sag `identisk`, `afviger` (med forskellen) eller `kan ikke genskabes` (med grunden). Sager i mapper og
/// arkiver nævnes kun, når der er noget at se på; til sidst står, hvor mange der er af hver. Intet bliver ændret.
///
/// Afslutningskode: 0 alle er identiske, 1 mindst én afviger, 2 mindst én kan ikke genskabes.
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
        let width = screen.out_look.width;
        let mut report = Writer::new(screen.out, self.format, width);
        let (mut tally, mut listed) = (Tally::default(), Mention::Always);
        let work = |found: &Found| {
            with_case(found, |reading| match reading {
                Reading::Case(case) => Verdict::Replayed(library.replay(&case)),
                Reading::PassedOver(why) => Verdict::PassedOver(why),
                Reading::Broken(error) => Verdict::Broken(error.to_string()),
            })
        };
        each(Walk::over(self.paths.clone()), &progress, work, |found, verdict| {
            let mention = mention(found);
            if mention == Mention::WhenWrong {
                listed = mention;
            }
            tally.count(&verdict);
            report.row(&ReplayRow::new(&found.name, &verdict, mention))
        })?;
        report.end::<ReplayRow>(&tally, &tally.table(width, listed))?;
        Ok(match tally {
            Tally { cannot_reproduce: 1.., .. } => Exit::Unusable,
            Tally { differs: 1.., .. } => Exit::Findings,
            _ => Exit::Done,
        })
    }

    fn what_if(&self, folder: &std::path::Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let folder = RuleFolder::directory(folder).map_err(crate::session::failures::from_store)?;
        let rules = OtherRules::of(&folder).map_err(from_rules)?;
        let progress = Progress::new(screen.chatter);
        let width = screen.out_look.width;
        let mut report = Writer::new(screen.out, self.format, width);
        let mut tally = WhatIfTally::default();
        let work = |found: &Found| {
            with_case(found, |reading| match reading {
                Reading::Case(case) => Some(compare(&found.name, &case, &rules)),
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
        report.end::<WhatIfRow>(&tally, &tally.table(width))?;
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

/// A file that was asked for by name is always told of.
fn mention(found: &Found) -> Mention {
    match (&found.place, found.way) {
        (Place::File(_), Way::Named) => Mention::Always,
        _ => Mention::WhenWrong,
    }
}
