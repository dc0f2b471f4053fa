//! The codes that an adult social case needs, as KL Term 2.3.0 has them: a table, read once.
//!
//! Codes are matched, never names: three names occur twice, and names changed between versions.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// FFB, *Fælles Faglige Begreber*.
pub const FFB: &str = "urn:oid:1.2.208.176.2.22";
/// KL's administrative codes for the area.
pub const CARE_SOCIAL: &str = "http://fhir.kl.dk/term/CodeSystem/CareSocialCodes";
/// What the guides' older draft called FFB, with the same codes.
pub(super) const OLD_FFB: &str = "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB";
/// The version of FFB that the table copies.
pub(super) const FFB_VERSION: &str = "20240530";

/// What a code is for; the published value set follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `KLTargetGroupsFFB`
    TargetGroup,
    /// `KLConditionADCodesFFB`: *Aktivitet og deltagelse*, the only undertemaer with a level.
    Activity,
    /// `KLConditionFFCodesFFB`: *Funktioner og forhold*.
    Function,
    /// `KLConditionOCodesFFB`: *Omgivelser*.
    Surroundings,
    /// `KLThemesFFB`
    Theme,
    /// `KLSeveritiesFFB`
    Severity,
    /// `KLNeedsAssessmentCodesFFB`
    Support,
    /// `KLChangeValueCodesFFB`
    GoalType,
    /// `KLFollowUpCodesFFB`
    Result,
    /// `KLInterventionsFFB`
    Intervention,
    /// `KLServiceCodesFFB`
    Service,
    /// Everything else: groups, and administrative codes that are named one by one.
    Other,
}

impl Kind {
    fn of(set: &str) -> Self {
        match set {
            "KLTargetGroupsFFB" => Self::TargetGroup,
            "KLConditionADCodesFFB" => Self::Activity,
            "KLConditionFFCodesFFB" => Self::Function,
            "KLConditionOCodesFFB" => Self::Surroundings,
            "KLThemesFFB" => Self::Theme,
            "KLSeveritiesFFB" => Self::Severity,
            "KLNeedsAssessmentCodesFFB" => Self::Support,
            "KLChangeValueCodesFFB" => Self::GoalType,
            "KLFollowUpCodesFFB" => Self::Result,
            "KLInterventionsFFB" => Self::Intervention,
            "KLServiceCodesFFB" => Self::Service,
            _ => Self::Other,
        }
    }

    /// Is it one of the 67 undertemaer?
    #[must_use]
    pub fn is_undertema(self) -> bool {
        matches!(self, Self::Activity | Self::Function | Self::Surroundings)
    }
}

/// One code.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The code system.
    pub system: String,
    /// The code: for FFB a UUID.
    pub code: String,
    /// Its Danish name; empty for the two of SNOMED CT.
    pub display: String,
    /// The code above it; may be empty.
    pub parent: String,
    /// What it is for.
    pub kind: Kind,
    /// KL's value set; may be empty.
    pub set: String,
    /// Its place on the scale, 0 none to 4 full; `None` for *Ikke vurderet* and whatever is no scale.
    pub step: Option<u8>,
    /// What it is in `visit`: a question (`relationer`), `question=option`, `scale=step` or `del af question`.
    pub visit: String,
}

impl Code {
    /// The option of `visit` that it is: of `nedsat=svær`, `svær`.
    #[must_use]
    pub fn option(&self) -> Option<&str> {
        self.visit.split_once('=').map(|(_, option)| option)
    }

    /// The question that asks about its theme: of `del af relationer`, `relationer`.
    #[must_use]
    pub fn theme(&self) -> Option<&str> {
        self.visit.strip_prefix("del af ")
    }
}

/// All codes of the table.
#[derive(Debug)]
pub struct Codes {
    all: Vec<Code>,
    by_code: BTreeMap<String, usize>,
}

/// The table.
#[must_use]
pub fn codes() -> &'static Codes {
    static CODES: LazyLock<Codes> = LazyLock::new(|| Codes::read(include_str!("codes.csv")));
    &CODES
}

impl Codes {
    /// Columns: system, code, display, parent, kind, valueset, step, visit, source. A test counts the rows.
    fn read(text: &str) -> Self {
        let rows = csv::Reader::from_reader(text.as_bytes()).into_records().filter_map(Result::ok);
        let all: Vec<Code> = rows
            .map(|row| {
                let cell = |place: usize| row.get(place).unwrap_or_default().to_owned();
                Code {
                    system: cell(0),
                    code: cell(1),
                    display: cell(2),
                    parent: cell(3),
                    kind: Kind::of(&cell(5)),
                    set: cell(5),
                    step: cell(6).parse().ok(),
                    visit: cell(7),
                }
            })
            .collect();
        let by_code = all.iter().enumerate().map(|(place, code)| (code.code.clone(), place)).collect();
        Self { all, by_code }
    }

    /// The code of this name. Codes are unique across the systems of the table.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Code> {
        self.all.get(*self.by_code.get(code)?)
    }

    /// All of a kind, in the table's order.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Code> {
        self.all.iter().filter(move |code| code.kind == kind)
    }

    /// The code of a kind that a person names, by its Danish name or by the code itself.
    #[must_use]
    pub fn named(&self, wanted: impl Fn(Kind) -> bool, name: &str) -> Option<&Code> {
        let name = name.trim().to_lowercase();
        self.all.iter().find(|code| wanted(code.kind) && (code.display.to_lowercase() == name || code.code == name))
    }

    /// The code of a kind that is this in `visit`: `relationer`, `målgruppe=autisme`, `nedsat=svær`.
    #[must_use]
    pub fn of_visit(&self, kind: Kind, visit: &str) -> Option<&Code> {
        self.of(kind).find(|code| code.visit == visit)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Code] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let count = |kind| codes().of(kind).count();
        assert_eq!(codes().all().len(), 278);
        assert_eq!(codes().by_code.len(), 278, "no code twice");
        assert_eq!(codes().all().iter().filter(|code| code.system == FFB).count(), 220);
        let counts = [Kind::TargetGroup, Kind::Activity, Kind::Function, Kind::Surroundings].map(count);
        assert_eq!(counts, [45, 31, 33, 3]);
        let counts = [Kind::Theme, Kind::Severity, Kind::Support, Kind::GoalType, Kind::Result].map(count);
        assert_eq!(counts, [13, 6, 6, 3, 3]);
        assert_eq!([Kind::Intervention, Kind::Service].map(count), [32, 8]);
        assert!(codes().of(Kind::Activity).all(|code| code.theme().is_some()));
    }
}
