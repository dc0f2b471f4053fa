//! `visit verify`: has anything been changed in case files since visit wrote them?

use std::path::{Path, PathBuf};

use clap::Args;

use crate::audit::rows::{RowFormat, Writer};
use crate::audit::verifications::{Signed, VerifyRow, VerifyTally, Written};
use crate::exit::Exit;
use crate::session::archive::batch::{Progress, Reading, each, text_of, with_case};
use crate::session::archive::heads::Witness;
use crate::session::archive::signing::{Made, Signature, check, is_same_person};
use crate::session::failures::from_store;
use crate::session::record::mend;
use crate::store::walk::{Found, Place, Walk};
use crate::store::{CASE_LIMIT, read_bytes};
use crate::terminal::Screen;
use visitation::case::Case;
use visitation::case::verify::{signatures, verify};
use visitation::guideline::hash::sha256_hex;

/// Find ud af, om der er ændret i sagsfiler, siden visit skrev dem
///
/// Viser den første hændelse, der ikke passer ind i kæden, og alt andet, der er lavet om: svar, regler, udfald eller
/// segl. Den, der laver hele kæden og seglet om, eller sætter en sag tilbage til en tidligere tilstand, ses kun med
/// `--heads` eller på en underskrift (`--keys`, `--require-signature`). Hvordan det kan efterprøves uden visit, står i `docs/revisor.md`.
///
/// Afslutningskode: 0 alle er urørte, 1 mindst én er ændret, 2 mindst én kan ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct VerifyArgs {
    /// Sagsfiler, mapper med sager eller arkiver (`.jsonl`)
    #[arg(value_name = "STI", required = true)]
    pub paths: Vec<PathBuf>,

    /// Efterprøv underskrifterne med denne liste over, hvem der må skrive under (`allowed_signers`)
    #[arg(long, value_name = "FIL")]
    pub keys: Option<PathBuf>,

    /// Forlang en underskrift, der holder, og som omfatter alt undtagen genafspilninger og udskrevne dokumenter
    #[arg(long, requires = "keys")]
    pub require_signature: bool,

    /// Hold sagerne op mod denne liste over, hvordan de så ud sidst, og føj det nye til; filen laves, hvis den ikke findes
    ///
    /// Kun listen viser, at en sag er sat tilbage til en tidligere tilstand, eller at hele dens historik er lavet om. Læg
    /// den et sted, hvor den, der kan rette i sagerne, ikke kan rette i den.
    #[arg(long, value_name = "FIL")]
    pub heads: Option<PathBuf>,

    /// Skriv sager, som et andet program har sat anderledes op uden at ændre indholdet, som visit skriver dem
    #[arg(long)]
    pub mend: bool,

    /// Er dette dokument det, der blev skrevet ud fra sagen?
    #[arg(long, value_name = "FIL")]
    pub document: Option<PathBuf>,

    /// Vis resultatet som `text` (til mennesker), `json`, `jsonl` eller `csv` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: RowFormat,
}

impl VerifyArgs {
    /// Verifies every case; one that cannot be read stops nothing.
    ///
    /// # Errors
    /// The document or the list cannot be read, there is no `ssh-keygen`, or the report cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let document = self.document.as_deref().map(Document::read).transpose()?;
        let progress = Progress::new(screen.chatter);
        let look = screen.out_look;
        let mut report = Writer::new(screen.out, self.format, look);
        let mut tally = VerifyTally::default();
        let mut witness = self.heads.as_deref().map(Witness::open).transpose()?;
        let work = |found: &Found| self.one(found, document.as_ref());
        each(Walk::over(self.paths.clone()), &progress, work, |_, done| {
            let (mut row, links) = done?;
            if let (Some(witness), Some(links)) = (&mut witness, &links)
                && let Some((code, message)) = witness.hold(links)?
            {
                row.fault(code, message, None);
            }
            tally.count(row.result());
            report.row(&row)
        })?;
        report.end::<VerifyRow>(&tally, &tally.table(look))?;
        if let Some(witness) = witness {
            let told = witness.finish()?;
            screen.tell(&told)?;
        }
        Ok(match tally {
            VerifyTally { unreadable: 1.., .. } => Exit::Unusable,
            VerifyTally { changed: 1.., .. } => Exit::Findings,
            _ => Exit::Done,
        })
    }

    /// The row of a case, and the values of its chain where it is whole.
    fn one(&self, found: &Found, document: Option<&Document>) -> anyhow::Result<(VerifyRow, Option<Vec<String>>)> {
        if self.mend
            && let Place::File(path) = &found.place
            && let Some(why) = mend(path).map_err(from_store)?
        {
            let (mut row, links) = self.looked_at(found, document)?;
            row.remark(format!("filen er skrevet igen, som visit skriver den: {why}"));
            return Ok((row, links));
        }
        self.looked_at(found, document)
    }

    fn looked_at(
        &self,
        found: &Found,
        document: Option<&Document>,
    ) -> anyhow::Result<(VerifyRow, Option<Vec<String>>)> {
        with_case(found, |reading| match reading {
            Reading::PassedOver(why) => Ok((VerifyRow::passed_over(&found.name, why), None)),
            Reading::Broken(error) => {
                let all = text_of(found).map(|text| verify(&text)).unwrap_or_default();
                let faults = if all.is_empty() { std::slice::from_ref(&error) } else { &all };
                Ok((VerifyRow::faulty(&found.name, faults), None))
            }
            Reading::Case(case) if !case.is_as_written().unwrap_or(false) => {
                let all = text_of(found).map(|text| verify(&text)).unwrap_or_default();
                Ok((VerifyRow::faulty(&found.name, &all), None))
            }
            Reading::Case(case) => {
                let case = case.case();
                let mut row = VerifyRow::intact(&found.name, case, self.signed(case)?);
                if self.require_signature {
                    row.must_be_signed(case);
                }
                for (number, event) in case.struck() {
                    let why = event.note.as_deref().unwrap_or_default();
                    row.remark(format!(
                        "hændelse nr. {number} er overstreget ({}, {}: {why}); hvad der stod, kan ikke efterprøves",
                        event.at, event.by
                    ));
                }
                if let Some(document) = document {
                    document.look_for(case, &mut row);
                }
                Ok((row, Some(case.links().to_vec())))
            }
            Reading::OtherForm(_, _) => {
                let all = text_of(found).map(|text| verify(&text)).unwrap_or_default();
                let mut row = VerifyRow::faulty(&found.name, &all);
                if matches!(found.place, Place::File(_)) {
                    row.remark(format!(
                        "`visit verify --mend {}` skriver filen, som visit skriver den",
                        shell_words::quote(&found.name)
                    ));
                }
                Ok((row, None))
            }
        })
    }

    fn signed(&self, case: &Case) -> anyhow::Result<Vec<Signed>> {
        let mut list = Vec::new();
        for (event, head) in signatures(case) {
            let (claimed, checked) = (event.by.clone(), self.keys.is_some());
            let (mut by, mut why) = (None, None);
            if let (Some(keys), Some(signature)) = (&self.keys, &event.signature) {
                match check(&Made { head, signature, claimed: &claimed, at: event.at }, keys)? {
                    Signature::By(name) => by = Some(name),
                    Signature::Wrong(reason) => why = Some(reason),
                }
            }
            let same = by.as_deref().is_none_or(|by| is_same_person(by, &claimed));
            list.push(Signed { event: event.number, claimed, by, checked, why, same });
        }
        Ok(list)
    }
}

/// A document that may have been written from a case.
struct Document {
    name: String,
    sha256: String,
}

impl Document {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes = read_bytes(path, CASE_LIMIT).map_err(from_store)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, sha256: sha256_hex(&bytes) })
    }

    fn look_for(&self, case: &Case, row: &mut VerifyRow) {
        let name = &self.name;
        match Written::of(case, name, &self.sha256) {
            Written::As(event) => row.remark(format!(
                "`{name}` er det dokument, der blev skrevet ud i hændelse nr. {} ({})",
                event.number, event.at
            )),
            Written::Changed(event) => {
                let when = format!("hændelse nr. {} ({})", event.number, event.at);
                row.fault("changed-document", format!("`{name}` er ændret, siden det blev skrevet ud i {when}"), None);
            }
            Written::Unknown => {
                row.fault("unknown-document", format!("`{name}` er ikke skrevet ud fra denne sag"), None);
            }
        }
    }
}
