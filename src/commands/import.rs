//! `visit import`: the files of an archive, as they were.

use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::ffb::FfbInArgs;
use crate::audit::rows::cases;
use crate::exit::Exit;
use crate::session::answer_sheet::answers_file;
use crate::session::failures::from_store;
use crate::store::walk::{Found, Place, Walk};
use crate::store::{CASE_LIMIT, Over, StoreError, place_below, read_text, save, save_new};
use crate::terminal::Screen;
use visitation::case::archive::Archived;
use visitation::case::{Case, CaseError, check_case, refuse_cpr};

/// Pak et arkiv ud til sagsfiler, eller læs forslag fra fagsystemet eller et spørgeark
///
/// Hver fil bliver, som den var, byte for byte. Kun sager pakkes ud, og kun hvis de er, som visit skrev dem. En fil, der
/// findes i forvejen, bliver aldrig overskrevet. Mapper, der bliver lavet, kan kun læses af dig.
///
/// Med `--ffb` læses et udtræk fra fagsystemet (FHIR R4 efter KL's FFB uddatasæt eller FFB udvekslingsdatasæt, som JSON),
/// og der foreslås svar med kilde, dato og det, de bygger på. Intet er et svar, før et menneske har bekræftet det. CPR-nummer,
/// navn og adresse bliver ikke læst, og fri tekst kun med `--texts`.
///
/// Afslutningskode: 0 alt er pakket ud eller læst, 1 mindst én sag eller et arkiv er ændret, eller udtrækket er læst med
/// bemærkninger, 2 mindst én linje eller fil kunne ikke bruges.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ImportArgs {
    /// Arkiver (`.jsonl`)
    #[arg(value_name = "ARKIV", required_unless_present_any = ["ffb", "sheet"], conflicts_with_all = ["ffb", "sheet"])]
    pub archives: Vec<PathBuf>,

    /// Læg filerne i denne mappe
    #[arg(long, value_name = "MAPPE", required_unless_present_any = ["ffb", "sheet"], conflicts_with_all = ["ffb", "sheet"])]
    pub into: Option<PathBuf>,

    /// Læs et udfyldt spørgeark (CSV) fra `visit ask --sheet`, og skriv det som en svarfil, der læses af `visit assess --answers`
    #[arg(long, value_name = "FIL", conflicts_with = "ffb")]
    pub sheet: Option<PathBuf>,

    #[command(flatten)]
    #[allow(missing_docs, reason = "a doc comment here would replace the command's Danish help")]
    pub from_ffb: FfbInArgs,
}

impl ImportArgs {
    /// Unpacks everything; a line that cannot be used stops nothing. Or reads proposals.
    ///
    /// # Errors
    /// Nothing can be told; the file of the fagsystem cannot be used.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if let Some(file) = &self.sheet {
            return self.read_sheet(file, screen);
        }
        match (&self.from_ffb.ffb, &self.into) {
            (Some(file), _) => self.from_ffb.run(file, screen),
            (None, Some(into)) => self.unpack_all(into, screen),
            // clap demands one of them.
            (None, None) => Ok(Exit::Unusable),
        }
    }

    fn read_sheet(&self, file: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let text = read_text(file, CASE_LIMIT).map_err(from_store)?;
        let answers = answers_file(&text, file)?;
        match &self.from_ffb.out {
            Some(out) => save_new(out, answers.as_bytes()).map_err(from_store)?,
            None => write!(screen.out, "{answers}")?,
        }
        Ok(Exit::Done)
    }

    fn unpack_all(&self, into: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let (mut written, mut exit) = (0_u64, Exit::Done);
        for found in Walk::over(self.archives.clone()) {
            if let Place::PassedOver(why) = found.place {
                writeln!(screen.err, "{}: {why}", found.name)?;
                continue;
            }
            match unpack(&found, into) {
                Ok(()) => written += 1,
                Err((code, why)) => {
                    let found_out = matches!(code, "changed" | "broken-history" | "bad-event" | "archive-changed");
                    exit = exit.max(if found_out { Exit::Findings } else { Exit::Unusable });
                    writeln!(screen.err, "{}: ikke pakket ud: {why}", found.name)?;
                }
            }
        }
        screen.tell(&format!("{} er pakket ud i {}.", cases(written), into.display()))?;
        Ok(exit)
    }
}

fn unpack(found: &Found, into: &Path) -> Result<(), (&'static str, String)> {
    let line = match &found.place {
        Place::Line(line) => line,
        Place::Unreadable(error) => return Err((error.code, error.message.clone())),
        Place::File(_) | Place::PassedOver(_) => return Err(("no-archive", "det er ikke et arkiv".to_owned())),
    };
    let from_case = |error: CaseError| (error.code, error.to_string());
    let archived = Archived::read(line).map_err(from_case)?;
    let name = Path::new(archived.file.as_ref());
    if !is_case_name(name) {
        let message = format!("`{}` er ikke et navn, som en sag kan have i mappen", archived.file);
        return Err(("bad-name", message));
    }
    refuse_cpr("filnavnet", Some(&archived.file)).map_err(from_case)?;
    let checked = Case::read(&archived.text).and_then(|case| check_case(&case));
    checked.map_err(|error| (error.code, format!("`{}`: {error}", archived.file)))?;
    let from_store = |error: StoreError| (error.code, error.message);
    let path = place_below(into, name).map_err(from_store)?;
    save(&path, archived.text.as_bytes(), Over::Nothing).map_err(from_store)
}

/// A name out of an archive must not lead out of the folder, be hidden, or be anything but a case's.
fn is_case_name(name: &Path) -> bool {
    let is_plain = |part: Component<'_>| match part {
        Component::Normal(part) => {
            part.to_str().is_some_and(|part| !part.starts_with('.') && !part.contains(char::is_control))
        }
        _ => false,
    };
    name.components().all(is_plain) && name.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}
