//! `visit schema`: the file formats, for editors.

use clap::{Args, ValueEnum};

use crate::exit::Exit;
use crate::terminal::Screen;
use visitation::schema::{self, schema};

/// Skriv et JSON Schema, så en editor kan udfylde og forklare filerne på dansk
///
/// Gem det som en fil, og henvis til den i editoren. I VS Code med YAML-udvidelsen er det nok at skrive
/// `# yaml-language-server: $schema=FIL` øverst i regelfilen. Skemaet siger, hvilken form en fil skal have;
/// `visit lint` finder resten.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct SchemaArgs {
    /// Hvilken slags fil: `guideline` (en retningslinje), `national` (national.yaml), `examples` (eksempler.yaml),
    /// `case` (en sag) eller `answers` (en svarfil); ellers bruges `guideline`
    #[arg(value_enum, value_name = "FORMAT", default_value_t)]
    pub kind: Format,
}

/// The formats as they are named on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// A guideline.
    #[default]
    Guideline,
    /// national.yaml.
    National,
    /// eksempler.yaml.
    Examples,
    /// A saved case.
    Case,
    /// An answers file.
    Answers,
}

impl From<Format> for schema::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Guideline => Self::Guideline,
            Format::National => Self::National,
            Format::Examples => Self::Examples,
            Format::Case => Self::Case,
            Format::Answers => Self::Answers,
        }
    }
}

impl SchemaArgs {
    /// Writes the schema.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        screen.json(&schema(self.kind.into()))?;
        Ok(Exit::Done)
    }
}
