//! `visit import`: the files of an archive, as they were.

use std::path::{Component, Path, PathBuf};

use clap::Args;

use crate::audit::rows::cases;
use crate::exit::Exit;
use crate::store::walk::{Found, Place, Walk};
use crate::store::{make_folder_of, save_atomically};
use crate::terminal::Screen;
use visitation::case::archive::Archived;

/// Pak et arkiv ud til sagsfiler
///
/// Hver fil bliver, som den var, byte for byte. En fil, der findes i forvejen, bliver aldrig overskrevet.
///
/// Afslutningskode: 0 alt er pakket ud, 2 mindst én linje eller fil kunne ikke bruges.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ImportArgs {
    /// Arkiver (`.jsonl`)
    #[arg(value_name = "ARKIV", required = true)]
    pub archives: Vec<PathBuf>,

    /// Læg filerne i denne mappe
    #[arg(long, value_name = "MAPPE")]
    pub into: PathBuf,
}

impl ImportArgs {
    /// Unpacks everything; a line that cannot be used stops nothing.
    ///
    /// # Errors
    /// Nothing can be told.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let (mut written, mut exit) = (0_u64, Exit::Done);
        for found in Walk::over(self.archives.clone()) {
            match self.unpack(&found) {
                Ok(()) => written += 1,
                Err(why) => {
                    exit = Exit::Unusable;
                    writeln!(screen.err, "{}: ikke pakket ud: {why}", found.name)?;
                }
            }
        }
        screen.tell(&format!("{} er pakket ud i {}.", cases(written), self.into.display()))?;
        Ok(exit)
    }

    fn unpack(&self, found: &Found) -> Result<(), String> {
        let line = match &found.place {
            Place::Line(line) => line,
            Place::Unreadable(error) => return Err(error.message.clone()),
            Place::File(_) | Place::PassedOver(_) => return Err("det er ikke et arkiv".to_owned()),
        };
        let archived = Archived::read(line).map_err(|error| error.message)?;
        let name = Path::new(archived.file.as_ref());
        // A name out of an archive must not lead out of the folder.
        if archived.file.is_empty() || !name.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(format!("`{}` er ikke et filnavn i mappen", archived.file));
        }
        let path = self.into.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(format!("`{}` findes allerede", path.display()));
        }
        make_folder_of(&path).map_err(|error| error.message)?;
        save_atomically(&path, archived.text.as_bytes()).map_err(|error| error.message)
    }
}
