//! Is a saved outcome what the rules it pins say today about the answers it shows?
//!
//! Deliberately neither finds rule files nor computes: the caller hands in both, so that this file can be
//! read as the replay contract. Rules are known by their SHA-256 alone; another file is never used silently.

use super::assessment_v1::{
    AdviceStateV1, AdviceV1, AssessmentV1, BasisV1, CriterionStateV1, CriterionV1, DutyV1, PossibleV1, SpecialeV1,
};
use super::{Case, CaseError, PinnedFile, PinnedGuideline, Unread, outcome_text};

/// What came of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replay {
    /// The same outcome in every part.
    Identical,
    /// The interview is unfinished: nothing was saved to compare with. This is what comes out now.
    Unfinished(Box<AssessmentV1>),
    /// Another outcome; every difference, never empty.
    Differs(Vec<Difference>),
    /// The outcome cannot be computed again.
    CannotReproduce(String),
}

/// One thing that came out differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What, in Danish: `autisme: niveau`.
    pub what: String,
    /// As the case has it.
    pub saved: String,
    /// As it comes out now.
    pub now: String,
}

/// The rule files that a case pins, found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<F> {
    /// The national file.
    pub national: F,
    /// The guidelines, in the case's order.
    pub guidelines: Vec<F>,
}

/// A rule file that is looked for by its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// A national file.
    National(&'a PinnedFile),
    /// A guideline.
    Guideline(&'a PinnedGuideline),
}

impl Replay {
    /// The verdict in one word, as users see it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Identical => "identisk",
            Self::Unfinished(_) => "ikke afsluttet",
            Self::Differs(_) => "afviger",
            Self::CannotReproduce(_) => "kan ikke genskabes",
        }
    }
}

/// Replays a case.
///
/// `find` gives the rule file with exactly the wanted SHA-256, `compute` the outcome of the case under the
/// found files, or in Danish why there is none.
pub fn replay<F>(
    saved: &Unread<'_>,
    mut find: impl FnMut(Wanted<'_>) -> Option<F>,
    compute: impl FnOnce(&Case, Found<F>) -> Result<AssessmentV1, String>,
) -> Replay {
    let found = match find_all(saved.case(), &mut find) {
        Ok(found) => found,
        Err(reason) => return Replay::CannotReproduce(reason),
    };
    let compared = compute(saved.case(), found).and_then(|now| against(saved, now).map_err(|error| error.to_string()));
    compared.unwrap_or_else(Replay::CannotReproduce)
}

/// What was saved against what comes out now. Equal text is an equal outcome, and then nothing is read.
fn against(saved: &Unread<'_>, now: AssessmentV1) -> Result<Replay, CaseError> {
    let Some(text) = saved.outcome_text() else { return Ok(Replay::Unfinished(Box::new(now))) };
    if text == outcome_text(&now)? {
        return Ok(Replay::Identical);
    }
    let differences = saved.outcome()?.map(|saved| compare(&saved, &now)).unwrap_or_default();
    Ok(if differences.is_empty() { Replay::Identical } else { Replay::Differs(differences) })
}

/// The rule files that a case pins.
///
/// # Errors
/// In Danish: all that are missing.
pub fn find_all<F>(case: &Case, find: &mut impl FnMut(Wanted<'_>) -> Option<F>) -> Result<Found<F>, String> {
    let mut missing = Vec::new();
    let pinned = &case.opening().national;
    let national = find(Wanted::National(pinned));
    if national.is_none() {
        missing.push(format!("{} med SHA-256 {}", pinned.file, pinned.sha256));
    }
    let mut guidelines = Vec::new();
    for pinned in case.guidelines() {
        match find(Wanted::Guideline(pinned)) {
            Some(file) => guidelines.push(file),
            None => missing.push(format!("{} med SHA-256 {}", pinned.file, pinned.sha256)),
        }
    }
    match national {
        Some(national) if missing.is_empty() => Ok(Found { national, guidelines }),
        _ => Err(format!("reglerne findes ikke i den udgave, sagen er beregnet efter: {}", missing.join("; "))),
    }
}

/// Every difference between two outcomes, in the order of the saved one.
#[must_use]
pub fn compare(saved: &AssessmentV1, now: &AssessmentV1) -> Vec<Difference> {
    let (saved, now) = (&outcome_alone(saved), &outcome_alone(now));
    let mut list = Differences::default();
    list.check("format", &saved.format, &now.format);
    let level = |outcome: &AssessmentV1| {
        let level = &outcome.level;
        range(level.recommended.as_deref(), &level.lowest, &level.highest)
    };
    list.check("samlet niveau", &level(saved), &level(now));
    let names = |outcome: &AssessmentV1| {
        outcome.assessments.iter().map(|part| part.speciale.clone()).collect::<Vec<_>>().join(", ")
    };
    list.check("specialer", &names(saved), &names(now));
    for (before, after) in pairs(&saved.assessments, &now.assessments, |part| &part.speciale) {
        if let (Some(before), Some(after)) = (before, after) {
            list.speciale(before, after);
        }
    }
    // What each part says is equal: then they stand in another order.
    if list.0.is_empty() && saved != now {
        list.check("rækkefølge", "som gemt", "en anden");
    }
    list.0
}

/// The outcome without the program's own words: why something is not met, or not due, may be worded anew by a later
/// build. All the rest is the outcome.
fn outcome_alone(outcome: &AssessmentV1) -> AssessmentV1 {
    let mut alone = outcome.clone();
    for part in &mut alone.assessments {
        part.reasons = None;
        for criterion in part.criteria.iter_mut().filter(|criterion| criterion.state != CriterionStateV1::Met) {
            criterion.because = None;
        }
        for duty in part.advice.iter_mut().filter(|duty| duty.state != AdviceStateV1::Due) {
            duty.because = None;
        }
    }
    alone
}

#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    fn check(&mut self, what: &str, saved: &str, now: &str) {
        if saved != now {
            self.0.push(Difference { what: what.to_owned(), saved: saved.to_owned(), now: now.to_owned() });
        }
    }

    fn speciale(&mut self, saved: &SpecialeV1, now: &SpecialeV1) {
        let name = &saved.speciale;
        self.check(&format!("{name}: version"), &saved.version, &now.version);
        self.check(&format!("{name}: SHA-256"), &saved.sha256, &now.sha256);
        self.check(&format!("{name}: status"), &saved.status, &now.status);
        self.check(&format!("{name}: niveau"), &levels(&saved.level), &levels(&now.level));
        self.check(&format!("{name}: tvivl"), yes_no(saved.doubt), yes_no(now.doubt));
        for (before, after) in pairs(&saved.criteria, &now.criteria, |criterion| &criterion.id) {
            let id = before.or(after).map_or("", |criterion| &criterion.id);
            self.check(&format!("{name}: kriterium {id}"), &criterion_text(before), &criterion_text(after));
        }
        for (before, after) in pairs(&saved.advice, &now.advice, |duty| &duty.id) {
            let id = before.or(after).map_or("", |duty| &duty.id);
            self.check(&format!("{name}: rådgivning {id}"), &advice_text(before), &advice_text(after));
        }
        let open = |part: &SpecialeV1| {
            if part.open_questions.is_empty() { "ingen".to_owned() } else { part.open_questions.join(", ") }
        };
        self.check(&format!("{name}: åbne spørgsmål"), &open(saved), &open(now));
    }
}

/// Pairs by key, repeated keys in turn: the saved order first, then what is only there now.
fn pairs<'a, T>(saved: &'a [T], now: &'a [T], key: impl Fn(&T) -> &String) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut left: Vec<&T> = now.iter().collect();
    let mut pairs = Vec::with_capacity(saved.len());
    for before in saved {
        let place = left.iter().position(|after| key(after) == key(before));
        pairs.push((Some(before), place.map(|place| left.remove(place))));
    }
    pairs.extend(left.into_iter().map(|after| (None, Some(after))));
    pairs
}

fn criterion_text(criterion: Option<&CriterionV1>) -> String {
    let Some(criterion) = criterion else { return "findes ikke".to_owned() };
    let state = match criterion.state {
        CriterionStateV1::Met => "opfyldt",
        CriterionStateV1::Unmet => "ikke opfyldt",
        CriterionStateV1::Open => "åbent",
    };
    with_because(format!("{state} ({})", criterion.level), criterion.because.as_deref())
}

fn advice_text(duty: Option<&AdviceV1>) -> String {
    let Some(duty) = duty else { return "findes ikke".to_owned() };
    let state = match duty.state {
        AdviceStateV1::Due => "skal indhentes",
        AdviceStateV1::NotDue => "ikke udløst",
        AdviceStateV1::Open => "åbent",
    };
    // Duty and basis in the file's own Danish words.
    let binding = match duty.duty {
        DutyV1::Mandatory => "obligatorisk",
        DutyV1::Recommended => "anbefalet",
    };
    let basis = match duty.basis {
        Some(BasisV1::Law) => "lov",
        Some(BasisV1::National) => "national",
        Some(BasisV1::Guideline) => "retningslinje",
        Some(BasisV1::Local) => "lokal",
        None => "uden grundlag",
    };
    let from = duty.from.as_deref().map_or_else(String::new, |from| format!(", hos {from}"));
    with_because(format!("{state} ({binding}, {basis}{from})"), duty.because.as_deref())
}

fn with_because(text: String, because: Option<&str>) -> String {
    match because {
        Some(because) => format!("{text}: {because}"),
        None => text,
    }
}

fn levels(level: &PossibleV1) -> String {
    let range = range(level.recommended.as_deref(), &level.lowest, &level.highest);
    format!("{range} [{}]", level.possible.join(", "))
}

fn range(recommended: Option<&str>, lowest: &str, highest: &str) -> String {
    match recommended {
        Some(level) if level == lowest && level == highest => level.to_owned(),
        Some(level) => format!("{level} (fra {lowest} til {highest})"),
        None => format!("tvivl: fra {lowest} til {highest}"),
    }
}

fn yes_no(value: bool) -> &'static str {
    if value { "ja" } else { "nej" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(states: &[(&str, &str, Option<&str>)]) -> AssessmentV1 {
        let criterion = |(id, state, because): &(&str, &str, Option<&str>)| serde_json::json!({ "id": id, "level": "let", "state": state, "because": because });
        let level = serde_json::json!({ "recommended": "let", "lowest": "let", "highest": "let", "possible": ["let"] });
        let part = serde_json::json!({
            "speciale": "p", "version": "1", "sha256": "", "status": "udkast", "level": level, "doubt": false,
            "criteria": states.iter().map(criterion).collect::<Vec<_>>(), "advice": [], "open_questions": [],
        });
        let whole = serde_json::json!({ "recommended": "let", "lowest": "let", "highest": "let" });
        let all = serde_json::json!({ "format": "visit-assessment/1", "level": whole, "assessments": [part] });
        serde_json::from_value(all).unwrap()
    }

    #[test]
    fn what_is_not_met_may_be_worded_anew_and_nothing_else() {
        let saved = outcome(&[("M1", "met", Some("Derfor.")), ("M2", "unmet", Some("Nej."))]);
        let differing = |states: &[(&str, &str, Option<&str>)]| -> Vec<String> {
            compare(&saved, &outcome(states)).into_iter().map(|difference| difference.what).collect()
        };
        assert!(differing(&[("M1", "met", Some("Derfor.")), ("M2", "unmet", Some("Ikke opfyldt."))]).is_empty());
        assert_eq!(differing(&[("M1", "met", Some("Fordi.")), ("M2", "unmet", None)]), ["p: kriterium M1"]);
        assert_eq!(differing(&[("M1", "met", Some("Derfor.")), ("M2", "open", None)]), ["p: kriterium M2"]);
        assert_eq!(differing(&[("M2", "unmet", Some("Nej.")), ("M1", "met", Some("Derfor."))]), ["rækkefølge"]);
    }
}
