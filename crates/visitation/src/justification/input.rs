//! What a justification needs to know, in words ready to be written.
//!
//! Apart from the case file's structs, so that a note can be made from answers that were never saved and the
//! saved format never bends to a document's wishes. Texts about the citizen carry a mark for the person
//! ([`crate::guideline::wording::statement::ANYBODY`]): the document's voice puts its own word there.

use jiff::civil::Date;

use super::human::Human;
pub use super::limit::TimeLimit;
use crate::guideline::condition::LevelIx;
use crate::guideline::wording::level_title;
use crate::guideline::{Status, national};

/// Everything the note is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The municipality's case number.
    pub case_number: Option<String>,
    /// The citizen's pseudonym.
    pub pseudonym: Option<String>,
    /// The assessment date.
    pub date: Date,
    /// When the citizen turned to the municipality.
    pub enquiry: Option<Date>,
    /// Initials.
    pub caseworker: Option<String>,
    /// In years, where the case knows it.
    pub age: Option<i64>,
    /// Version of visit that computed the recommendation.
    pub tool_version: String,
    /// Over all specialer.
    pub overall: LevelRange,
    /// One per speciale, in the order of assessment.
    pub specialer: Vec<SpecialeInput>,
    /// What the recommendation rests on.
    pub facts: Vec<Fact>,
    /// What is recorded but did not bear on the recommendation.
    pub other_facts: Vec<Fact>,
    /// Questions that have an answer from before and do not apply now. What was said bears on nothing.
    pub not_applying: Vec<String>,
    /// The citizen's own wishes as recorded.
    pub wishes: Vec<Fact>,
    /// What the law wants done by others than the citizen, and by when, seen from the day of the decision: the nearest
    /// first.
    pub time_limits: Vec<TimeLimit>,
    /// Every time limit of the case with how it stands, as the page tells it.
    pub deadlines: Vec<String>,
    /// What people have added.
    pub human: Human,
}

/// Titles of the lowest and highest possible level; the same where there is a recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelRange {
    /// Lowest.
    pub lowest: String,
    /// Highest.
    pub highest: String,
}

/// A piece of information, stated as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The key of the answer in the case.
    pub key: String,
    /// The words are the citizen's or the caseworker's own.
    pub own_words: bool,
    /// The sentence.
    pub statement: String,
    /// Who or what says so.
    pub source: Option<String>,
    /// The date of the information.
    pub date: Option<Date>,
    /// The caseworker's note to it.
    pub note: Option<String>,
}

/// What one guideline makes of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialeInput {
    /// The guideline's title.
    pub title: String,
    /// The speciale's id.
    pub speciale: String,
    /// The version's id.
    pub version: String,
    /// How finished the guideline is.
    pub status: Status,
    /// Who issued it.
    pub publisher: Option<String>,
    /// SHA-256 of its file.
    pub sha256: String,
    /// The levels.
    pub level: LevelRange,
    /// The reasons of the level, as every text gives them; empty where no criterion decides.
    pub reasons: Vec<Fact>,
    /// The fewest answers that settle the level by themselves; empty in doubt. Those that call for it stand first.
    pub smallest: Vec<Fact>,
    /// So many of them call for the level; the others keep it from being higher.
    pub lifting: usize,
    /// What would have to be otherwise for another level; empty in doubt.
    pub nearest: Vec<Nearest>,
    /// Criteria that are met.
    pub met: Vec<CriterionInput>,
    /// Criteria of which one holds, where it is not known which and no other calls for the level. They are open too.
    pub one_of: Vec<CriterionInput>,
    /// Criteria that are open.
    pub open: Vec<CriterionInput>,
    /// Duties that are due or open.
    pub advice: Vec<AdviceInput>,
    /// Texts of the questions that could still change something.
    pub open_questions: Vec<String>,
    /// Months until the follow-up at the recommended level.
    pub follow_up_months: Option<u32>,
}

/// The fewest changed answers that lead to another level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// The other level's title.
    pub level: String,
    /// What would have to hold instead, as sentences.
    pub changes: Vec<String>,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionInput {
    /// Its id.
    pub id: String,
    /// Title of the level it calls for.
    pub level: String,
    /// Why, filled.
    pub because: Option<String>,
    /// Its source as cited.
    pub source: Option<String>,
    /// Laws as cited, unverified ones marked.
    pub laws: Vec<String>,
    /// Has somebody seen the content in its source?
    pub verified: Option<bool>,
    /// The keys of the answers that make it hold.
    pub answers: Vec<String>,
}

/// A duty to obtain advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceInput {
    /// Its id; `speciale.id` where several specialer of the case have a duty of that id.
    pub id: String,
    /// Whom to ask.
    pub from: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// Who says that it is to be obtained.
    pub basis: String,
    /// The same for the citizen, with the law where it is one.
    pub told_basis: String,
    /// It may fall away: its state is open.
    pub open: bool,
    /// By when, as `inden 14 dage`.
    pub within: Option<String>,
    /// Why, filled.
    pub because: Option<String>,
    /// Laws as cited.
    pub laws: Vec<String>,
    /// It comes from national.yaml.
    pub national: bool,
    /// The keys of the answers that make it due.
    pub answers: Vec<String>,
}

/// Why a criterion or duty stands as it does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why {
    /// In words.
    pub because: String,
    /// The keys of the answers behind it.
    pub answers: Vec<String>,
}

/// Everything beside the assessment itself that a document says of one guideline.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explained {
    /// One per criterion.
    pub criteria: Vec<Why>,
    /// One per duty.
    pub advice: Vec<Why>,
    /// As [`SpecialeInput::reasons`].
    pub reasons: Vec<Fact>,
    /// As [`SpecialeInput::smallest`].
    pub smallest: Vec<Fact>,
    /// As [`SpecialeInput::lifting`].
    pub lifting: usize,
    /// As [`SpecialeInput::nearest`].
    pub nearest: Vec<Nearest>,
}

impl SpecialeInput {
    /// What is given as the reasons: those chosen, or where no single criterion decides the answers that settle it.
    #[must_use]
    pub fn shown(&self) -> &[Fact] {
        if self.reasons.is_empty() { self.smallest.get(..self.lifting).unwrap_or_default() } else { &self.reasons }
    }
}

impl AdviceInput {
    /// Is this the duty that a note names? In older cases a bare id names every duty of that id.
    #[must_use]
    pub fn is_named(&self, name: Option<&str>) -> bool {
        let bare = self.id.rsplit_once('.').map(|(_, id)| id);
        name.is_some_and(|name| name == self.id || Some(name) == bare)
    }
}

impl Input {
    /// A case of which nothing is known, to hold a letter against that has no case.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            case_number: None,
            pseudonym: None,
            date: Date::MIN,
            enquiry: None,
            caseworker: None,
            age: None,
            tool_version: String::new(),
            overall: LevelRange { lowest: String::new(), highest: String::new() },
            specialer: Vec::new(),
            facts: Vec::new(),
            other_facts: Vec::new(),
            not_applying: Vec::new(),
            wishes: Vec::new(),
            time_limits: Vec::new(),
            deadlines: Vec::new(),
            human: Human::default(),
        }
    }

    /// Answers are missing that could still change the level.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.specialer.iter().any(|part| part.level.doubt())
    }

    /// Children have another law, and from ten years on the rights of a party (barnets lov § 3).
    #[must_use]
    pub fn is_child(&self) -> bool {
        self.age.is_some_and(|age| age < 18)
    }

    /// Does any law, guideline or custom ask for advice that is due now? Each once, with the speciale it stands in.
    #[must_use]
    pub fn due_advice(&self) -> Vec<(&SpecialeInput, &AdviceInput)> {
        let all = self.specialer.iter().flat_map(|part| part.advice.iter().map(move |duty| (part, duty)));
        let mut due: Vec<(&SpecialeInput, &AdviceInput)> = Vec::new();
        for (part, duty) in all.filter(|(_, duty)| !duty.open) {
            // A national duty stands in every speciale of the case.
            if !due.iter().any(|(_, other)| other.national && duty.national && other.id == duty.id) {
                due.push((part, duty));
            }
        }
        due
    }
}

impl LevelRange {
    /// The titles of the lowest and highest of some levels, lowest first.
    #[must_use]
    pub fn new(national: &national::National, possible: &[LevelIx]) -> Self {
        let title = |level: Option<&LevelIx>| level.map_or_else(String::new, |level| level_title(national, *level));
        Self { lowest: title(possible.first()), highest: title(possible.last()) }
    }

    /// More than one level is possible.
    #[must_use]
    pub fn doubt(&self) -> bool {
        self.lowest != self.highest
    }
}

/// Each text once, in the order of first mention.
pub(super) fn unique<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if !found.contains(text) {
            found.push(text.clone());
        }
    }
    found
}
