//! `visit lint`: what is wrong with rule files.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::values::day;
use crate::exit::Exit;
use crate::session::authoring::inspection::{check, mend};
use crate::session::failures::from_store;
use crate::store::{self, RuleFile, RuleFolder};
use crate::terminal::failure::Failure;
use crate::terminal::{Format, Screen, findings};
use visitation::guideline::finding::{Finding, Severity};
use visitation::guideline::ids;
use visitation::lint::output::{github, json_v1, sarif};
use visitation::lint::{self, Options, catalogue};

/// Find fejl i retningslinjer
///
/// Viser hvert fund med fil, linje, stedet selv og et råd om, hvad der kan gøres. Meget af det er bevist: et fund
/// om, hvad en retningslinje fører til, gælder for alle mulige svar og viser det mindste eksempel som en svarfil.
///
/// Et fund kan tillades på sit sted med en begrundelse: `# visit: tillad V012 fordi …` på linjen selv eller lige over.
///
/// Afslutningskode: 0 ingen fejl, 1 mindst én fejl, 2 noget kunne ikke læses.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct LintArgs {
    /// Filer eller mapper med retningslinjer; ellers undersøges de indbyggede
    #[arg(value_name = "STI")]
    pub paths: Vec<PathBuf>,

    /// Vis resultatet som `text` (til mennesker), `json`, `sarif` eller `github` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: LintFormat,

    /// Forklar et fund, for eksempel `V101`; uden kode vises alle koder
    #[arg(long, value_name = "KODE", num_args = 0..=1, default_missing_value = "")]
    pub explain: Option<String>,

    /// Regn fund med denne kode for fejl; kan gives flere gange
    #[arg(long, value_name = "KODE", value_parser = code)]
    pub deny: Vec<String>,

    /// Vis ikke fund med denne kode; kan gives flere gange
    #[arg(long, value_name = "KODE", value_parser = code)]
    pub allow: Vec<String>,

    /// Højeste lixtal for et spørgsmål eller en begrundelse; ellers bruges 45
    #[arg(long, value_name = "TAL", default_value_t = lint::MAX_LIX)]
    pub max_lix: u32,

    /// Hold lovene op mod denne dag; ellers bruges dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Ret det, der er sikkert at rette: tegnenes form, stavefejl i navne og nøglernes rækkefølge
    #[arg(long, requires = "paths")]
    pub fix: bool,
}

/// Whom the findings are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LintFormat {
    /// A person.
    #[default]
    Text,
    /// Any program.
    Json,
    /// Code hosts and editors.
    Sarif,
    /// GitHub's workflow runner.
    Github,
}

impl LintFormat {
    /// How errors are told when results take this form.
    #[must_use]
    pub fn of_errors(self) -> Format {
        match self {
            Self::Json | Self::Sarif => Format::Json,
            Self::Text | Self::Github => Format::Text,
        }
    }
}

/// Reads the code of a lint.
fn code(text: &str) -> Result<String, String> {
    let known = catalogue::LINTS.iter().map(|lint| lint.about().code);
    catalogue::by_code(text).map(|about| about.code.to_owned()).ok_or_else(|| {
        ids::did_you_mean(text, known).unwrap_or_else(|| "`visit lint --explain` viser koderne".to_owned())
    })
}

impl LintArgs {
    /// Reports every finding about the files.
    ///
    /// # Errors
    /// A path cannot be read.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if let Some(code) = &self.explain {
            return explain(code, screen);
        }
        let options = Options {
            today: self.date.unwrap_or_else(crate::store::today),
            allow: self.allow.clone(),
            deny: self.deny.clone(),
            max_lix: self.max_lix,
            kept: None,
        };
        let groups = match self.groups() {
            Ok(groups) => groups,
            Err(error) => return self.failed(error, screen),
        };
        let embedded = groups.iter().any(|(_, folder)| *folder == RuleFolder::Embedded);
        if embedded && self.paths.iter().any(|path| path.is_dir()) {
            screen.tell("der er ingen national.yaml ved filerne: de holdes op mod den indbyggede")?;
        }
        if self.fix {
            for (file, folder) in groups.iter().flat_map(|(files, folder)| files.iter().map(move |file| (file, folder)))
            {
                if mend(file, folder, &options).map_err(from_store)? {
                    screen.tell(&format!("rettet: {}", file.shown))?;
                }
            }
        }
        let groups = if self.fix { self.groups()? } else { groups };
        let files = groups.iter().map(|(files, _)| files.len()).sum();
        let found: Vec<Finding> = groups.iter().flat_map(|(files, folder)| check(files, folder, &options)).collect();
        self.show(&found, files, screen)?;
        let wrong = found.iter().any(|finding| finding.severity == Severity::Error);
        Ok(if wrong { Exit::Findings } else { Exit::Done })
    }

    /// A program that reads SARIF gets a log of what went wrong, too.
    fn failed(&self, error: anyhow::Error, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if self.format == LintFormat::Sarif {
            let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
            screen.json(&sarif::failed(&reasons, catalogue::LINTS))?;
        }
        Err(error)
    }

    fn groups(&self) -> anyhow::Result<Vec<(Vec<RuleFile>, RuleFolder)>> {
        if self.paths.is_empty() {
            return Ok(vec![(RuleFolder::Embedded.all_files().map_err(from_store)?, RuleFolder::Embedded)]);
        }
        let mut groups: Vec<(Vec<RuleFile>, RuleFolder)> = Vec::new();
        for path in &self.paths {
            for group in store::rule_files(path).map_err(from_store)? {
                match groups.iter_mut().find(|(_, folder): &&mut (_, RuleFolder)| *folder == group.folder) {
                    Some((files, _)) => files.extend(group.files),
                    None => groups.push((group.files, group.folder)),
                }
            }
        }
        Ok(groups)
    }

    fn show(&self, found: &[Finding], files: usize, screen: &mut Screen<'_>) -> anyhow::Result<()> {
        match self.format {
            LintFormat::Json => return screen.json(&json_v1::report(found)),
            LintFormat::Sarif => return screen.json(&sarif::log(found, catalogue::LINTS)),
            LintFormat::Github => {
                for finding in found {
                    writeln!(screen.out, "{}", github::command(finding))?;
                }
            }
            LintFormat::Text => {
                findings::write_text(found, screen.out_look, screen.out)?;
                if found.is_empty() {
                    writeln!(screen.out, "ingen fund i {files} filer")?;
                }
            }
        }
        Ok(())
    }
}

/// The page of a lint, or the list of all.
fn explain(code: &str, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    if code.is_empty() {
        for about in catalogue::LINTS.iter().map(|lint| lint.about()) {
            writeln!(screen.out, "{}  {:<8}  {}", about.code, findings::severity_name(about.severity), about.title)?;
        }
        return Ok(Exit::Done);
    }
    let Some(about) = catalogue::by_code(code) else {
        let known = catalogue::LINTS.iter().map(|lint| lint.about().code);
        let help = ids::did_you_mean(code, known).unwrap_or_else(|| "`visit lint --explain` viser koderne".to_owned());
        return Err(Failure::new("unknown-code", format!("der er ikke noget fund `{code}`")).help(help).into());
    };
    write!(screen.out, "{}", about.page)?;
    Ok(Exit::Done)
}
