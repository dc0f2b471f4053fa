//! The caseworker's list: one row a case, from files that are read side by side and let go again.
//!
//! Shows what the cases themselves hold. A file that cannot be read is a row, too.

use std::path::PathBuf;

use jiff::civil::Date;
use visitation::case::assessment_v1::AssessmentV1;
use visitation::case::{Case, Topic};
use visitation::guideline::term::Whose;
use visitation::guideline::wording::list_text;
use visitation::time::deadline::State;

use super::archive::batch::{Progress, Reading, each, with_case};
use super::archive::process::Clerk;
use crate::audit::process::{Limits, Looked, Weight, remarks};
use crate::store::walk::{Found, Walk};

/// What came out of a case so far.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// A recommendation: the level's id.
    Level(String),
    /// More than one level is possible: lowest and highest.
    Doubt(String, String),
    /// The assessment is not finished.
    Unfinished,
    /// The file cannot be read: why.
    Unreadable(String),
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The file, and in an archive the line.
    pub file: String,
    /// Its number in the municipality's system.
    pub number: Option<String>,
    /// The citizen's pseudonym.
    pub pseudonym: Option<String>,
    /// The specialer, in the order of assessment.
    pub specialer: Vec<String>,
    /// The day of the assessment.
    pub date: Option<Date>,
    /// What came out.
    pub stands: Stands,
    /// Initials of whom the case belongs to: who opened it.
    pub caseworker: Option<String>,
    /// What is missing, the most pressing first.
    pub missing: Vec<Lack>,
    /// The time limits that are passed or running, the nearest first; `None`: they cannot be reckoned, since the case is not
    /// finished or its rules are not there.
    pub deadlines: Option<Vec<Due>>,
}

/// Something that a case lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// In a word, for a table.
    pub word: &'static str,
    /// In full.
    pub text: String,
}

impl CaseRow {
    /// The time limits that are known, the nearest first.
    #[must_use]
    pub fn due(&self) -> &[Due] {
        self.deadlines.as_deref().unwrap_or_default()
    }
}

/// A time limit of a case that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub day: Date,
    /// Its id in the rules.
    pub id: String,
    /// What must be done.
    pub about: String,
    /// Whose it is; none: the rules do not say.
    pub whose: Option<Whose>,
    /// Has the day passed?
    pub passed: bool,
}

/// Which cases are wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Initials; case does not matter.
    pub mine: Option<String>,
    /// A limit within so many days, or one that has passed.
    pub due: Option<u16>,
    /// A limit that has passed.
    pub overdue: bool,
    /// The day from which limits are seen.
    pub today: Date,
}

/// By what the list is ordered; what has none comes last, and among equals the file decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Order {
    #[default]
    Deadline,
    Number,
    Level,
    Caseworker,
    Date,
    File,
}

impl Wanted {
    /// Is the row wanted? What cannot be read may be anybody's and of any day: it is never left out.
    #[must_use]
    pub fn admits(&self, row: &CaseRow) -> bool {
        if matches!(row.stands, Stands::Unreadable(_)) {
            return true;
        }
        let same = |initials: &String, mine: &String| initials.to_lowercase() == mine.to_lowercase();
        let mine = self.mine.as_ref().is_none_or(|mine| row.caseworker.as_ref().is_some_and(|own| same(own, mine)));
        let soon = |days: u16| {
            let within = |due: &Due| i64::from((due.day - self.today).get_days()) <= i64::from(days);
            row.due().iter().any(within)
        };
        mine && self.due.is_none_or(soon) && (!self.overdue || row.due().iter().any(|due| due.passed))
    }
}

/// The rows in order.
#[must_use]
pub fn sorted(mut rows: Vec<CaseRow>, order: Order) -> Vec<CaseRow> {
    rows.sort_by(|one, other| match order {
        Order::Deadline => last(next(one).as_ref(), next(other).as_ref()),
        Order::Number => last(one.number.as_ref(), other.number.as_ref()),
        Order::Level => one.stands.cmp(&other.stands),
        Order::Caseworker => last(one.caseworker.as_ref(), other.caseworker.as_ref()),
        Order::Date => last(one.date.as_ref(), other.date.as_ref()),
        Order::File => std::cmp::Ordering::Equal,
    });
    rows
}

fn next(row: &CaseRow) -> Option<Date> {
    row.due().first().map(|due| due.day)
}

/// What is not there stands last.
fn last<T: Ord>(one: Option<&T>, other: Option<&T>) -> std::cmp::Ordering {
    one.is_none().cmp(&other.is_none()).then_with(|| one.cmp(&other))
}

/// The rows of every case behind the paths, in their order. What lies in a folder and is no case is passed over.
///
/// # Errors
/// The count cannot be shown.
pub fn rows(paths: Vec<PathBuf>, clerk: &Clerk, progress: &Progress, wanted: &Wanted) -> anyhow::Result<Vec<CaseRow>> {
    let mut rows = Vec::new();
    let work = |found: &Found| with_case(found, |reading| row(&found.name, &reading, (clerk, wanted.today)));
    each(Walk::over(paths), progress, work, |_, row| {
        rows.extend(row.filter(|row| wanted.admits(row)));
        Ok(())
    })?;
    Ok(rows)
}

fn row(name: &str, reading: &Reading<'_>, (clerk, today): (&Clerk, Date)) -> Option<CaseRow> {
    let unread = match reading {
        Reading::Case(case) | Reading::OtherForm(case, _) => case,
        Reading::PassedOver(_) => return None,
        Reading::Broken(error) => return Some(unreadable(name, error.to_string())),
    };
    Some(match unread.outcome() {
        Ok(outcome) => {
            let limits = outcome.is_some().then(|| clerk.limits(unread.case(), today)).flatten();
            of_case(name, unread.case(), outcome.as_ref(), (limits, today))
        }
        Err(error) => unreadable(name, error.to_string()),
    })
}

fn unreadable(name: &str, why: String) -> CaseRow {
    CaseRow {
        file: name.to_owned(),
        number: None,
        pseudonym: None,
        specialer: Vec::new(),
        date: None,
        stands: Stands::Unreadable(why),
        caseworker: None,
        missing: Vec::new(),
        deadlines: None,
    }
}

fn of_case(
    name: &str,
    case: &Case,
    outcome: Option<&AssessmentV1>,
    (limits, today): (Option<Limits>, Date),
) -> CaseRow {
    let opening = case.opening();
    CaseRow {
        file: name.to_owned(),
        number: opening.case_number.clone(),
        pseudonym: opening.pseudonym.clone(),
        specialer: case.guidelines().iter().map(|guideline| guideline.speciale.clone()).collect(),
        date: Some(opening.date),
        stands: outcome.map_or(Stands::Unfinished, stands),
        caseworker: Some(opening.caseworker.clone()),
        missing: outcome.map_or_else(Vec::new, |outcome| missing(case, outcome, (limits.as_ref(), today))),
        deadlines: limits.as_ref().map(|limits| due(limits, agreed(case, today))),
    }
}

/// The follow-up that is agreed, until one is held on its day or later.
fn agreed(case: &Case, today: Date) -> Option<Due> {
    let day = case.additions().one(Topic::FollowUp)?.date("dato")?;
    let held = case.additions().of(Topic::FollowedUp).filter_map(|entry| entry.date("dato")).any(|held| held >= day);
    let about = "Opfølgning, som er aftalt.".to_owned();
    let due = Due { day, id: "opfølgning".to_owned(), about, whose: Some(Whose::Municipality), passed: day < today };
    (!held).then_some(due)
}

fn due(limits: &Limits, agreed: Option<Due>) -> Vec<Due> {
    let counting = limits.lines.iter().filter(|line| matches!(line.computed.state, State::Passed | State::Running));
    let each = counting.filter_map(|line| {
        Some(Due {
            day: line.computed.day?,
            id: line.id.clone(),
            about: line.about.clone(),
            whose: line.term.whose,
            passed: line.computed.state == State::Passed,
        })
    });
    let mut due: Vec<Due> = each.chain(agreed).collect();
    due.sort_by(|one, other| (one.day, &one.id).cmp(&(other.day, &other.id)));
    due
}

fn stands(outcome: &AssessmentV1) -> Stands {
    let level = &outcome.level;
    match &level.recommended {
        Some(recommended) => Stands::Level(recommended.clone()),
        None => Stands::Doubt(level.lowest.clone(), level.highest.clone()),
    }
}

/// Answers that would settle the doubt, what the case lacks as `visit audit` sees it, and the decision. Time limits stand
/// for themselves.
fn missing(case: &Case, outcome: &AssessmentV1, (limits, today): (Option<&Limits>, Date)) -> Vec<Lack> {
    let in_doubt = outcome.assessments.iter().filter(|part| part.doubt);
    let open: Vec<&str> = in_doubt.flat_map(|part| &part.open_questions).map(String::as_str).collect();
    let answers = Lack { word: "svar", text: format!("svar på {}", list_text(&open)) };
    let lacks = remarks(Looked { case, outcome, limits: None, today }).into_iter();
    let lacks = lacks.filter(|remark| remark.weight == Weight::Lack);
    let lacks = lacks.map(|remark| Lack { word: word(remark.code), text: remark.text });
    let undecided = case.additions().one(Topic::Decision).is_none();
    let decision = undecided.then(|| Lack { word: "afgørelse", text: "afgørelsen er ikke noteret".to_owned() });
    (!open.is_empty()).then_some(answers).into_iter().chain(lacks).chain(decision).chain(steps(limits)).collect()
}

/// Steps of transitions that are to be done as soon as can be, or whose day has passed; those that are a time limit stand
/// among the limits.
fn steps(limits: Option<&Limits>) -> Vec<Lack> {
    let all = limits.into_iter().flat_map(|limits| &limits.transitions);
    let each = all.flat_map(|one| {
        let left = one.steps.iter().filter(|step| step.limit.is_none() && step.is_wanted());
        left.map(|step| format!("{}: {}", one.transition.title, step.text(false)))
    });
    each.map(|text| Lack { word: "overgang", text }).collect()
}

/// A remark of `visit audit` in a word.
fn word(code: &str) -> &'static str {
    match code {
        "answer-late" => "besked om frist",
        "no-hearing" => "høring",
        "no-appeal" => "klagevejledning",
        "no-follow-up" | "follow-up-passed" => "opfølgning",
        _ if code.starts_with("advice") => "rådgivning",
        _ => "begrundelse",
    }
}
