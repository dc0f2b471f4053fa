//! What a justification needs to know, in words ready to be written.
//!
//! Apart from the case file's structs, so that a note can be made from answers that were never saved and the
//! saved format never bends to a document's wishes.

use jiff::civil::Date;

use crate::engine::outcome::{Assessment, State};
use crate::guideline::condition::LevelIx;
use crate::guideline::wording::{basis_text, hjemmel_text, level_title, reference_text};
use crate::guideline::{Criterion, Guideline, Status, national};

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
    /// The citizen's own wishes as recorded.
    pub wishes: Vec<Fact>,
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
    /// Criteria that are met.
    pub met: Vec<CriterionInput>,
    /// Criteria that are open.
    pub open: Vec<CriterionInput>,
    /// Duties that are due or open.
    pub advice: Vec<AdviceInput>,
    /// Texts of the questions that could still change something.
    pub open_questions: Vec<String>,
    /// Months until the follow-up at the recommended level.
    pub follow_up_months: Option<u32>,
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
}

/// A duty to obtain advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceInput {
    /// Its id.
    pub id: String,
    /// Whom to ask.
    pub from: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// Who says that it is to be obtained.
    pub basis: String,
    /// It may fall away: its state is open.
    pub open: bool,
    /// Days within which.
    pub within_days: Option<u32>,
    /// Why, filled.
    pub because: Option<String>,
    /// Laws as cited.
    pub laws: Vec<String>,
}

impl SpecialeInput {
    /// What one guideline makes of a case. The reasons are filled, one place per criterion and duty.
    #[must_use]
    pub fn new(
        guideline: &Guideline,
        assessment: &Assessment,
        criteria_because: &[Option<String>],
        advice_because: &[Option<String>],
    ) -> Self {
        let criteria = |wanted: State| {
            let states = guideline.criteria.iter().zip(&assessment.criteria).enumerate();
            let wanted = states.filter(move |(_, (_, state))| **state == wanted);
            let because = |place: usize| criteria_because.get(place).cloned().flatten();
            wanted.map(|(place, (criterion, _))| criterion_input(guideline, criterion, because(place))).collect()
        };
        let duties = guideline.advice.iter().zip(&assessment.advice).enumerate();
        let duties = duties.filter(|(_, (_, state))| **state != State::Never);
        let because = |place: usize| advice_because.get(place).cloned().flatten();
        let follow_up = |level: LevelIx| guideline.follow_up.as_ref()?.months.get(level.0).copied().flatten();
        let text =
            |question: &crate::guideline::question::QuestionIx| Some(guideline.questions.get(question.0)?.text.clone());
        Self {
            title: guideline.title.clone(),
            speciale: guideline.speciale.clone(),
            version: guideline.version.clone(),
            status: guideline.status,
            publisher: guideline.publisher.clone(),
            sha256: guideline.sha256.clone(),
            level: LevelRange::new(&guideline.national, &assessment.possible),
            met: criteria(State::Always),
            open: criteria(State::Open),
            advice: duties
                .map(|(place, (duty, state))| advice_input(guideline, duty, *state, because(place)))
                .collect(),
            open_questions: assessment.open_questions.iter().filter_map(text).collect(),
            follow_up_months: assessment.recommended().and_then(follow_up),
        }
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

fn criterion_input(guideline: &Guideline, criterion: &Criterion, because: Option<String>) -> CriterionInput {
    let source = criterion.source.as_ref().map(|id| source_text(guideline, id));
    CriterionInput {
        id: criterion.id.clone(),
        level: level_title(&guideline.national, criterion.level),
        because,
        source,
        laws: law_texts(guideline, &criterion.laws),
        verified: criterion.verified,
    }
}

fn advice_input(
    guideline: &Guideline,
    duty: &national::Raadgivning,
    state: State,
    because: Option<String>,
) -> AdviceInput {
    let adviser =
        duty.from.as_ref().and_then(|id| guideline.national.advisers.iter().find(|adviser| adviser.id == *id));
    AdviceInput {
        id: duty.id.clone(),
        from: adviser.map(|adviser| adviser.name.clone()).or_else(|| duty.from.clone()),
        contact: adviser.and_then(|adviser| adviser.contact.clone()),
        basis: basis_text(duty.duty, duty.basis, duty.verified),
        open: state == State::Open,
        within_days: duty.within_days,
        because,
        laws: law_texts(guideline, &duty.laws),
    }
}

fn source_text(guideline: &Guideline, id: &str) -> String {
    guideline.references.iter().find(|reference| reference.id == id).map_or_else(|| id.to_owned(), reference_text)
}

fn law_texts(guideline: &Guideline, ids: &[String]) -> Vec<String> {
    let text = |id: &String| {
        let law = guideline.national.laws.iter().find(|law| law.id == *id);
        law.map_or_else(|| id.clone(), hjemmel_text)
    };
    ids.iter().map(text).collect()
}
