//! A case from and to the text of its file.

use super::format::{CaseFile, FORMAT};
use super::yaml::{from_yaml, to_yaml};
use super::{Case, CaseError, Opening, PinnedRules};

/// Just the format, to tell a newer file from a broken one.
#[derive(serde::Deserialize)]
struct Probe {
    format: Option<String>,
}

impl Case {
    /// Reads a case file.
    ///
    /// # Errors
    /// It is no case file, comes from a newer visit, or its parts contradict its history.
    pub fn read(text: &str) -> Result<Self, CaseError> {
        // The usual first line saves reading the file twice.
        if !text.starts_with(&format!("format: {FORMAT}\n")) {
            check_format(from_yaml::<Probe>(text)?.format.as_deref())?;
        }
        let file: CaseFile = from_yaml(text)?;
        let (specialer, answers, guidelines) = (file.specialer, file.answers, file.rules.guidelines);
        let opening = Opening {
            case_number: file.case_number,
            pseudonym: file.pseudonym,
            date: file.date,
            enquiry: file.enquiry,
            caseworker: file.caseworker,
            program: file.program,
            national: file.rules.national,
        };
        let case = Self::from_history(opening, file.history, file.outcome)?;
        if let Some(key) = first_difference(&answers, case.answers()) {
            return Err(contradicts(&format!("`svar` og `historik` siger ikke det samme om `{key}`")));
        }
        if guidelines != case.guidelines() {
            return Err(contradicts("`regler` og `historik` nævner ikke de samme retningslinjer"));
        }
        if !specialer.iter().eq(case.guidelines().iter().map(|guideline| &guideline.speciale)) {
            return Err(contradicts("`speciale` og `regler` nævner ikke de samme specialer"));
        }
        Ok(case)
    }

    /// The text of the case's file. The same case always gives the same bytes.
    ///
    /// # Errors
    /// The case cannot be written as YAML: a fault in visit.
    pub fn write(&self) -> Result<String, CaseError> {
        let Opening { case_number, pseudonym, date, enquiry, caseworker, program, national } = self.opening().clone();
        to_yaml(&CaseFile {
            format: FORMAT.to_owned(),
            case_number,
            pseudonym,
            date,
            enquiry,
            specialer: self.guidelines().iter().map(|guideline| guideline.speciale.clone()).collect(),
            caseworker,
            program,
            rules: PinnedRules { national, guidelines: self.guidelines().to_vec() },
            answers: self.answers().clone(),
            history: self.history().to_vec(),
            outcome: self.outcome().cloned(),
        })
    }
}

pub(super) fn check_format(format: Option<&str>) -> Result<(), CaseError> {
    let Some(format) = format else {
        return Err(CaseError::new(
            "not-a-case",
            "filen er ikke en sag: `format` mangler",
            "en sag begynder med `format: visit-sag/1`",
        ));
    };
    let newer =
        format.strip_prefix("visit-sag/").and_then(|version| version.parse::<u64>().ok()).is_some_and(|n| n > 1);
    match format {
        FORMAT => Ok(()),
        _ if newer => Err(CaseError::new(
            "newer-format",
            format!("sagen er lavet af et nyere visit (`{format}`)"),
            "brug den version af visit, som sagen er lavet med, eller en nyere",
        )),
        _ => Err(CaseError::new(
            "not-a-case",
            format!("filen er ikke en sag, men `{format}`"),
            "en sag begynder med `format: visit-sag/1`",
        )),
    }
}

fn contradicts(what: &str) -> CaseError {
    CaseError::new("broken-history", format!("{what}: filen er ændret uden om visit"), "find en urørt udgave af sagen")
}

/// The first key, in alphabetical order, where two maps differ.
fn first_difference<'a, V: PartialEq>(
    left: &'a std::collections::BTreeMap<String, V>,
    right: &'a std::collections::BTreeMap<String, V>,
) -> Option<&'a str> {
    let keys = left.keys().chain(right.keys());
    keys.filter(|key| left.get(*key) != right.get(*key)).min().map(String::as_str)
}
