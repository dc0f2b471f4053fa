//! `visit export --ffb` and `--ffb-codes`: back to the fagsystem.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use jiff::Timestamp;
use visitation::case::cpr::looks_like_cpr;
use visitation::ffb::{Attachment, Guide, Writing, check, coded_values, order};

use super::ffb::from_ffb;
use super::rule_folder;
use crate::exit::Exit;
use crate::pages::ffb_out::{Csv, coded_page};
use crate::session::failures::from_store;
use crate::session::record::read_case;
use crate::store::{CASE_LIMIT, read_bytes, save_new};
use crate::terminal::Screen;
use crate::terminal::failure::Failure;

/// What `visit export` takes for the fagsystem. No doc comment here is help: clap would put it in the command's place.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct FfbOutArgs {
    /// Skriv et udkast til en bestilling (FFB udvekslingsdatasæt, FHIR R4) med dæknavnet i stedet for CPR-nummer
    #[arg(long, conflicts_with_all = ["jsonl", "document", "ffb_codes"])]
    pub ffb: bool,

    /// Læg dette dokument ved bestillingen, for eksempel begrundelsen (txt, md, html, pdf eller docx); hele teksten følger med
    #[arg(long, value_name = "FIL", requires = "ffb")]
    pub attach: Option<PathBuf>,

    /// Vis, hvilke FFB-koder der skal registreres i fagsystemet
    #[arg(long, conflicts_with_all = ["jsonl", "document"])]
    pub ffb_codes: bool,

    /// Skriv arket med FFB-koder som CSV
    #[arg(long, requires = "ffb_codes")]
    pub csv: bool,
}

impl FfbOutArgs {
    pub(super) fn is_wanted(&self) -> bool {
        self.ffb || self.ffb_codes
    }

    /// Writes the order or the sheet.
    ///
    /// # Errors
    /// The case cannot be read, has nothing to order, or the file exists.
    pub(super) fn run(&self, file: &Path, out: Option<&Path>, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let case = read_case(file, screen)?;
        let catalogue = rule_folder::open(None)?;
        let refused = |error| from_ffb(&error, file);
        let text = if self.ffb {
            let now = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            let mut fault = None;
            let attachment = self.attach.as_deref().map(attached).transpose()?;
            let writing = Writing {
                attachment: attachment.as_ref(),
                now: &now,
                new_id: &mut || {
                    new_id().unwrap_or_else(|error| {
                        fault = Some(error);
                        String::new()
                    })
                },
            };
            let bundle = order(&case, catalogue.national(), writing).map_err(refused)?;
            if let Some(error) = fault {
                return Err(error);
            }
            let text = serde_json::to_string_pretty(&bundle)? + "\n";
            valid(&text, file)?;
            text
        } else {
            let rows = coded_values(&case, catalogue.national()).map_err(refused)?;
            if self.csv { Csv::of(&rows)? } else { coded_page(&rows, screen.out_look) }
        };
        match out {
            Some(out) => save_new(out, text.as_bytes()).map_err(from_store)?,
            None => write!(screen.out, "{text}")?,
        }
        if self.ffb {
            let told = "Det er et udkast. Borgeren står med dæknavn, og telefon og kontaktpersoner er mærket som skjult: fagsystemet \
                        sætter dem ind, og et menneske sender. Niveauet står som tekst, for FFB har ingen kode for det.";
            screen.tell(told)?;
        }
        Ok(Exit::Done)
    }
}

/// A document that goes along. One with a CPR number in its text does not.
fn attached(path: &Path) -> anyhow::Result<Attachment> {
    const TYPES: [(&str, &str); 5] = [
        ("txt", "text/plain; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("html", "text/html; charset=utf-8"),
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ];
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let Some((_, content_type)) = TYPES.iter().find(|(known, _)| *known == ending) else {
        let message = format!("`{}` kan ikke lægges ved: det er ikke en txt, md, html, pdf eller docx", path.display());
        return Err(Failure::new("unknown-document", message).help("lav begrundelsen med `visit justify`").into());
    };
    let bytes = read_bytes(path, CASE_LIMIT).map_err(from_store)?;
    if std::str::from_utf8(&bytes).is_ok_and(looks_like_cpr) {
        let message = format!("`{}` ligner noget med et CPR-nummer i og lægges ikke ved", path.display());
        return Err(Failure::new("cpr-number", message)
            .help("fjern nummeret, eller læg dokumentet ved i fagsystemet")
            .into());
    }
    let title = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Attachment { title, content_type, data: STANDARD.encode(&bytes), size: bytes.len() })
}

/// What is written has passed our own checks.
fn valid(text: &str, file: &Path) -> anyhow::Result<()> {
    let found = check(text, Guide::Messaging).map_err(|error| from_ffb(&error, file))?;
    let Some(first) = found.first() else { return Ok(()) };
    let message = format!("bestillingen ville ikke opfylde vejledningen: {}: {}", first.path, first.text);
    let help = "ret `bestilling` eller svarene i sagen; der er ikke skrevet noget";
    Err(Failure::new("invalid-order", message).help(help).into())
}

/// A random UUID (version 4): one that followed from the case would tie files together.
fn new_id() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("der kan ikke laves et id: {error}"))?;
    let number = u128::from_be_bytes(bytes) & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    Ok([part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-"))
}
