//! The proofs held against trying every assignment, over random guidelines.
//!
//! What the lints say is defined here once more, over all assignments; neither may find more, or less, than the other.

use std::collections::BTreeSet;

use proptest::prelude::*;
use visitation::guideline::Guideline;
use visitation::guideline::condition::{Comparison, ConditionKind};
use visitation::guideline::finding::Finding;
use visitation::guideline::question::{Kind, QuestionIx, Value};
use visitation::lint::{self, Options};

use super::engine::build;
use super::engine::generate::{Drawn, drawn, draws};
use super::engine::naive::Naive;
use super::lint_witness::shows;

/// The ids in the messages with this code: `V101 k3`.
fn said(found: &[Finding], code: &str) -> BTreeSet<String> {
    let of_code = found.iter().filter(|finding| finding.code == code);
    of_code.map(|finding| finding.message.split('`').nth(1).unwrap_or_default().to_owned()).collect()
}

/// No drawn condition tells more specialer than this apart.
const MOST_SPECIALER: usize = 8;

struct Tried<'a> {
    guideline: &'a Guideline,
    naive: Naive<'a>,
    possible: Vec<Vec<Value>>,
    /// Per criterion: for which of the possible assignments does it hold?
    holding: Vec<BTreeSet<usize>>,
}

impl<'a> Tried<'a> {
    fn new(guideline: &'a Guideline) -> Self {
        let naive = Naive { guideline, speciale_count: 1 };
        let possible = naive.completions(&vec![None; guideline.questions.len()]);
        let holds = |when| (0..possible.len()).filter(|at| naive.holds(&possible[*at], when, None)).collect();
        let holding = guideline.criteria.iter().map(|criterion| holds(&criterion.when)).collect();
        Self { guideline, naive, possible, holding }
    }

    fn ids(&self, wanted: impl Fn(usize) -> bool) -> BTreeSet<String> {
        let criteria = self.guideline.criteria.iter().enumerate();
        criteria.filter(|(at, _)| wanted(*at)).map(|(_, criterion)| criterion.id.clone()).collect()
    }

    fn idle(&self, at: usize) -> bool {
        let criteria = &self.guideline.criteria;
        let own = &self.holding[at];
        let covers = |other: &usize| {
            *other != at && criteria[*other].level >= criteria[at].level && self.holding[*other] != *own
        };
        let others = (0..criteria.len()).filter(covers);
        let covered: BTreeSet<usize> = others.flat_map(|other| self.holding[other].iter().copied()).collect();
        !own.is_empty() && (criteria[at].level <= self.guideline.base_level || own.is_subset(&covered))
    }

    /// Concepts that hold for the same assignments as an earlier one.
    fn twin_concepts(&self) -> BTreeSet<String> {
        let holds = |one: &Vec<Value>, when| self.naive.holds(one, when, None);
        let concepts = self.guideline.concepts.iter();
        let each = concepts.map(|c| (&c.id, self.possible.iter().map(|one| holds(one, &c.when)).collect::<Vec<_>>()));
        later_twins(&each.collect::<Vec<_>>())
    }

    /// Duties that the same adviser is asked about for the same assignments as an earlier one, in doubt or not.
    fn twin_duties(&self) -> BTreeSet<String> {
        let mut each: Vec<(&String, Vec<bool>)> = self.guideline.advice.iter().map(|duty| (&duty.id, vec![])).collect();
        for speciale_count in 1..=MOST_SPECIALER {
            let naive = Naive { guideline: self.guideline, speciale_count };
            for (one, doubt) in self.possible.iter().flat_map(|one| [(one, false), (one, true)]) {
                let due = naive.duties(one, doubt);
                each.iter_mut().zip(due).for_each(|((_, holds), due)| holds.push(due));
            }
        }
        let mut twins = BTreeSet::new();
        let from = |at: usize| (&self.guideline.advice[at].from, &self.guideline.advice[at].laws);
        for at in 0..each.len() {
            let own: Vec<_> =
                (0..=at).filter(|other| from(*other) == from(at)).map(|other| each[other].clone()).collect();
            twins.extend(later_twins(&own));
        }
        twins
    }

    /// A graver answer, all else equal, comes to less.
    fn lessens(&self, question: usize, outcome: impl Fn(&[Value]) -> usize) -> bool {
        let asked = &self.guideline.questions[question];
        let ordered = matches!(asked.kind, Kind::Scale(_)) || asked.yes_is_graver;
        let pairs = self.possible.iter().flat_map(|one| self.possible.iter().map(move |other| (one, other)));
        ordered
            && pairs.filter(|(one, other)| one[question] < other[question]).any(|(one, other)| {
                let same = (0..one.len()).all(|at| at == question || one[at] == other[at]);
                same && outcome(one) > outcome(other)
            })
    }
}

/// Those that hold where an earlier one holds and nowhere else, and somewhere at all.
fn later_twins(each: &[(&String, Vec<bool>)]) -> BTreeSet<String> {
    let twin = |at: usize| each[at].1.contains(&true) && each[..at].iter().any(|(_, other)| *other == each[at].1);
    (0..each.len()).filter(|at| twin(*at)).map(|at| each[at].0.clone()).collect()
}

proptest! {
    #![proptest_config(draws(300))]

    #[test]
    fn proofs_agree_with_trying_everything(Drawn { guideline, .. } in drawn()) {
        let mut guideline = guideline;
        for question in guideline.questions.iter_mut().filter(|question| question.kind == Kind::YesNo) {
            question.yes_is_graver = true;
        }
        let found = lint::proved(&guideline, &Options::on(jiff::civil::date(2026, 1, 1)));
        let tried = Tried::new(&guideline);
        prop_assert_eq!(found.iter().any(|finding| finding.code == "V303"), false);
        for finding in &found {
            shows(&guideline, finding);
        }
        if tried.possible.is_empty() {
            prop_assert!(found.iter().any(|finding| finding.message.contains("udelukker alle")));
            return Ok(());
        }
        prop_assert_eq!(said(&found, "V101"), tried.ids(|at| tried.holding[at].is_empty()));
        prop_assert_eq!(said(&found, "V102"), tried.ids(|at| tried.idle(at)));
        let twin = |at: usize| !tried.holding[at].is_empty() && tried.holding[..at].contains(&tried.holding[at]);
        prop_assert_eq!(said(&found, "V104"), &(&tried.ids(twin) | &tried.twin_concepts()) | &tried.twin_duties());
        let levels: BTreeSet<usize> = tried.possible.iter().map(|one| tried.naive.level(one)).collect();
        let unreached = said(&found, "V103");
        for (place, level) in guideline.national.levels.iter().enumerate() {
            prop_assert!(!(unreached.contains(&level.id) && levels.contains(&place)));
            let called_for = guideline.criteria.iter().any(|criterion| criterion.level.0 == place);
            prop_assert!(unreached.contains(&level.id) || levels.contains(&place) || !called_for);
        }
        for (place, question) in guideline.questions.iter().enumerate() {
            let finding = found.iter().any(|finding| {
                finding.code == "V111" && finding.message.contains("niveauet") && finding.message.contains(&format!("`{}`", question.id))
            });
            prop_assert_eq!(finding, tried.lessens(place, |one| tried.naive.level(one)), "{}", question.id);
            if said(&found, "V105").contains(&question.id) {
                for doubt in [false, true] {
                    prop_assert!(!tried.naive.separates(&tried.possible, place, doubt), "{}", question.id);
                }
            }
        }
        for (place, duty) in guideline.advice.iter().enumerate() {
            let due = (1..=MOST_SPECIALER).any(|speciale_count| {
                let naive = Naive { guideline: &guideline, speciale_count };
                tried.possible.iter().any(|one| [false, true].iter().any(|doubt| naive.duties(one, *doubt)[place]))
            });
            prop_assert_eq!(said(&found, "V114").contains(&duty.id), !due);
            for (asked, question) in guideline.questions.iter().enumerate() {
                let finding = found.iter().any(|finding| {
                    let names = [format!("`{}`:", question.id), format!("rådgivningen `{}` væk", duty.id)];
                    finding.code == "V111" && names.iter().all(|name| finding.message.contains(name))
                });
                let cancels = tried.lessens(asked, |one| usize::from(tried.naive.duties(one, false)[place]));
                prop_assert_eq!(finding, cancels, "{} {}", question.id, duty.id);
            }
        }
        let rules = &guideline.never;
        let all = super::engine::naive::assignments(&guideline, &vec![None; guideline.questions.len()]);
        let alone = |at: usize| all.iter().any(|one| {
            (0..rules.len()).all(|rule| tried.naive.holds(one, &rules[rule].when, None) == (rule == at))
        });
        let idle = (0..rules.len()).filter(|at| !alone(*at)).count();
        let found_idle = found.iter().filter(|finding| finding.code == "V110").count();
        // Rules stand at the same place in a guideline made in code, so that equal findings fall together.
        prop_assert_eq!(found_idle > 0, idle > 0);
    }
}

/// What searching may leave unsaid.
const BETWEEN: [&str; 3] = ["V113", "V115", "V121"];

/// What a finding is about, whatever pair of answers or smallest set it names.
fn about(finding: &Finding) -> String {
    let words: Vec<&str> = finding.message.split('`').collect();
    match finding.code {
        "V112" => format!("V112 {} {}", words[3], words[5]),
        "V102" | "V108" => format!("{} {}", finding.code, words[1]),
        "V111" => format!("V111 {} {}", words[1], if finding.message.contains("niveauet") { "" } else { words[7] }),
        code => format!("{code} {}", finding.message),
    }
}

proptest! {
    #![proptest_config(draws(200))]

    #[test]
    fn searching_finds_what_the_diagram_proves(Drawn { guideline, .. } in drawn()) {
        let mut guideline = guideline;
        for question in guideline.questions.iter_mut().filter(|question| question.kind == Kind::YesNo) {
            question.yes_is_graver = true;
        }
        let options = Options::on(jiff::civil::date(2026, 1, 1));
        let searched = lint::searched(&guideline, &options);
        for finding in &searched {
            shows(&guideline, finding);
        }
        // The share of citizens in doubt is all that cannot be searched for.
        let missing: Vec<&str> = searched.iter().filter(|f| f.code == "V303").map(|f| f.message.as_str()).collect();
        // Nor the numbers that fall between, where a question applies because of one: `lint_numbers` tries the others.
        let [missing] = missing[..] else { return Err(TestCaseError::fail(format!("{missing:?}"))) };
        let codes: Vec<&str> = missing.split('`').skip(1).step_by(2).collect();
        prop_assert!(codes.contains(&"V113") && codes.iter().all(|code| BETWEEN.contains(code)), "{}", missing);
        let mut proved: BTreeSet<String> = lint::proved(&guideline, &options).iter().map(about).collect();
        proved.retain(|about| !BETWEEN.iter().any(|code| about.starts_with(code)));
        let kept = searched.iter().filter(|f| f.code != "V303" && !BETWEEN.contains(&f.code));
        let searched: BTreeSet<String> = kept.map(about).collect();
        prop_assert_eq!(searched, proved);
    }
}

/// With one speciale the duty is due whatever is answered; only beside another does the answer decide.
#[test]
fn what_counts_only_beside_other_specialer_is_seen() {
    let mut guideline =
        build::guideline(1, vec![build::question("q".into(), Kind::Choice(build::choices(&[0, 0, 0])))]);
    let first = ConditionKind::Compare { question: QuestionIx(0), op: Comparison::Equal, value: 0 };
    let alone = ConditionKind::SpecialeCount { op: Comparison::Equal, number: 1 };
    let either = ConditionKind::Any([first, alone].map(build::condition).to_vec());
    guideline.advice.push(build::duty(0, build::condition(either)));
    let options = Options::on(jiff::civil::date(2026, 1, 1));
    for found in [lint::proved(&guideline, &options), lint::searched(&guideline, &options)] {
        let alike: Vec<&str> = found.iter().filter(|f| f.code == "V106").map(|f| f.message.as_str()).collect();
        assert_eq!(alike, ["`o1` og `o2` på `q` fører altid til det samme"]);
    }
}
