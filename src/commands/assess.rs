//! `visit assess`: from answers to a recommended level, the duties and a saved case.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use crate::cli::values::iso_date;
use crate::terminal::Format;

/// Vurdér en sag og anbefal et specialiseringsniveau
///
/// Stiller kun de spørgsmål, der kan ændre niveauet eller en pligt til rådgivning, og viser til sidst
/// det anbefalede niveau med begrundelse. Uden SPECIALE stilles først de fælles spørgsmål, og programmet
/// foreslår, hvilke specialer der er relevante.
///
/// Resultatet er en anbefaling. Det er altid myndigheden, der træffer beslutningen.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct AssessArgs {
    /// Specialer, der skal vurderes, for eksempel `autisme`; flere vurderes samlet
    #[arg(value_name = "SPECIALE")]
    pub specialer: Vec<String>,

    /// Læs svarene fra en svarfil eller en sag i stedet for at spørge; `-` læser fra standardinput
    #[arg(long, value_name = "FIL|-")]
    pub answers: Option<PathBuf>,

    /// Fortsæt en gemt sag dér, hvor den slap
    #[arg(long, value_name = "FIL", conflicts_with = "answers")]
    pub resume: Option<PathBuf>,

    /// Gem sagen i denne fil
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vurderingsdato, år-måned-dag; ellers bruges svarfilens dato eller dags dato
    #[arg(long, value_name = "DATO", value_parser = iso_date)]
    pub date: Option<Date>,

    /// Dato for borgerens henvendelse, år-måned-dag; lovens frister regnes fra den
    #[arg(long, value_name = "DATO", value_parser = iso_date)]
    pub enquiry: Option<Date>,

    /// Sagsnummer i kommunens eget system; aldrig et CPR-nummer
    #[arg(long, value_name = "NUMMER")]
    pub case_number: Option<String>,

    /// Dæknavn for borgeren; aldrig borgerens navn eller CPR-nummer
    #[arg(long, value_name = "DÆKNAVN")]
    pub pseudonym: Option<String>,

    /// Sagsbehandlerens initialer
    #[arg(long, value_name = "INITIALER")]
    pub caseworker: Option<String>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,

    /// Spørg linje for linje uden menuer; egnet til skærmlæser (også med `VISIT_PLAIN=1`)
    #[arg(long)]
    pub plain: bool,
}
