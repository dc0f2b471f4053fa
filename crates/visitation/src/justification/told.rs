//! What a letter tells of a case: the essential facts, and nothing that its reader may not know.
//!
//! The note tells all; it also lists what a letter leaves out ([`left_out`]). A letter is made from the case as
//! [`told`] gives it, so that no section can let out what another keeps.

use std::collections::BTreeSet;

use super::human::Role;
use super::input::{Fact, Input};

/// Words in a source that name the child itself.
const THE_CHILD: &[&str] = &["barnet", "søn", "datter", "unge", "drengen", "pigen"];

/// Where fewer facts than this call for the level, those behind the milder criteria that hold are told too.
const FEW: usize = 4;

/// An answer that carried the recommendation and does not stand in the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut<'a> {
    /// The answer.
    pub fact: &'a Fact,
    /// It is kept from its reader; else it is only not essential.
    pub hidden: bool,
}

impl Input {
    /// The letter goes to a child's parents; so it is taken to be as long as nobody has said otherwise.
    #[must_use]
    pub fn is_to_parents(&self) -> bool {
        let role = self.human.recipient.as_ref().map_or(Role::Parent, |recipient| recipient.role);
        self.is_child() && role == Role::Parent
    }
}

/// The case as a letter tells it.
#[must_use]
pub fn told(input: &Input) -> Input {
    let mut told = input.clone();
    hide(input, &mut told);
    let essential = essential(&told);
    told.facts.retain(|fact| essential.contains(&fact.key));
    told
}

/// The answers behind the recommendation that the letter does not tell, in the order of the questions.
#[must_use]
pub fn left_out(input: &Input) -> Vec<LeftOut<'_>> {
    let kept = told(input).facts;
    let absent = input.facts.iter().filter(|fact| !kept.contains(fact));
    absent.map(|fact| LeftOut { fact, hidden: is_hidden(input, &fact.key, fact.source.as_deref()) }).collect()
}

/// The keys of the facts that the reasons rest on (forvaltningsloven § 24, stk. 2): what is neutral, or only keeps the
/// level from being higher, or only calls for advice, is not among them. Where nothing calls for the level, it is just
/// what is neutral that the assessment rests on.
fn essential(told: &Input) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for part in &told.specialer {
        keys.extend(part.shown().iter().map(|fact| fact.key.clone()));
        if part.shown().is_empty() {
            keys.extend(part.smallest.iter().map(|fact| fact.key.clone()));
        }
        if part.shown().len() < FEW {
            let criteria = part.met.iter().chain(&part.one_of);
            keys.extend(criteria.flat_map(|criterion| criterion.answers.iter().cloned()));
        }
    }
    if keys.is_empty() { told.facts.iter().map(|fact| fact.key.clone()).collect() } else { keys }
}

/// Is this answer, fact or wish kept from the parents to whom the letter goes?
fn is_hidden(input: &Input, id: &str, source: Option<&str>) -> bool {
    let Some(child) = input.human.child.as_ref().filter(|_| input.is_to_parents()) else { return false };
    let from_child = source.is_some_and(|source| {
        let source = source.to_lowercase();
        source.split(|letter: char| !letter.is_alphabetic()).any(|word| THE_CHILD.contains(&word))
    });
    child.hidden.iter().any(|hidden| hidden == id) || (child.for_parents == Some(false) && from_child)
}

/// Takes out what the reader may not know, with all that rests on it.
fn hide(input: &Input, told: &mut Input) {
    if !input.is_to_parents() || input.human.child.is_none() {
        return;
    }
    let answers = input.facts.iter().chain(&input.other_facts).chain(&input.wishes);
    let hidden: BTreeSet<&str> = answers
        .filter(|fact| is_hidden(input, &fact.key, fact.source.as_deref()))
        .map(|fact| fact.key.as_str())
        .collect();
    let open = |fact: &Fact| !hidden.contains(fact.key.as_str());
    let rests = |keys: &[String]| keys.iter().any(|key| hidden.contains(key.as_str()));
    for facts in [&mut told.facts, &mut told.other_facts, &mut told.wishes] {
        facts.retain(open);
    }
    let mut unsaid: BTreeSet<String> = BTreeSet::new();
    for part in &mut told.specialer {
        part.reasons.retain(open);
        part.lifting = part.smallest.iter().take(part.lifting).filter(|fact| open(fact)).count();
        part.smallest.retain(open);
        part.met.retain(|criterion| !rests(&criterion.answers));
        part.one_of.retain(|criterion| !rests(&criterion.answers));
        unsaid.extend(part.advice.iter().filter(|duty| rests(&duty.answers)).map(|duty| duty.id.clone()));
        part.advice.retain(|duty| !rests(&duty.answers));
    }
    let human = &mut told.human;
    human.advice.retain(|advice| advice.duty.as_ref().is_none_or(|duty| !unsaid.contains(duty)));
    human.facts.retain(|fact| !is_hidden(input, &fact.id, Some(&fact.source)));
    human.wishes.retain(|wish| !is_hidden(input, &wish.id, wish.source.as_deref()));
    let known: Vec<&str> = human.facts.iter().map(|fact| fact.id.as_str()).collect();
    human.hearings.retain(|one| one.facts.is_empty() || one.facts.iter().any(|id| known.contains(&id.as_str())));
    if let (Some(wished), Some(false)) = (&mut human.wished, human.child.as_ref().and_then(|child| child.for_parents)) {
        wished.value.child_view = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::justification::example::{complete, texts};
    use crate::justification::templates::Templates;
    use crate::justification::voice::Voice;
    use crate::justification::{Finish, child_letter, letter, markdown, visitationsnotat};

    fn parents(input: &Input) -> String {
        markdown::render(&letter(input, &texts(input), Finish::Final)).unwrap()
    }

    fn child(input: &Input) -> String {
        let texts = Templates::built_in().unwrap().texts(input, Voice::child()).unwrap();
        markdown::render(&child_letter(input, &texts, Finish::Final)).unwrap()
    }

    /// The example with an answer that the child gave, and that everything rests on.
    fn disclosed() -> Input {
        let mut input = complete();
        let told = Fact {
            key: "overgreb".into(),
            own_words: false,
            statement: format!("{} er blevet slået hjemme.", crate::guideline::wording::statement::ANYBODY),
            source: Some("Samtale med barnet".into()),
            date: input.enquiry,
            note: None,
        };
        input.facts.push(told.clone());
        let part = &mut input.specialer[0];
        part.reasons.insert(0, told.clone());
        part.smallest.insert(0, told);
        part.lifting += 1;
        part.met[0].answers.push("overgreb".into());
        part.met[0].because = Some("Barnet er blevet slået hjemme. Det kræver ro".into());
        part.advice[0].answers.push("overgreb".into());
        part.advice[0].because = Some("Politiet skal med, når et barn er slået".into());
        input
    }

    #[test]
    fn no_answer_enters_a_childs_letter_by_itself() {
        let input = disclosed();
        let letter = child(&input);
        assert!(!letter.contains("slået hjemme"), "{letter}");
        for fact in input.facts.iter().chain(&input.other_facts) {
            assert!(!letter.contains(&Voice::child().speak(&fact.statement)), "{letter}");
        }
    }

    #[test]
    fn what_a_child_has_told_waits_for_somebody_to_consider_it() {
        let mut input = disclosed();
        let considered = |input: &mut Input, answer| input.human.child.as_mut().unwrap().value.for_parents = answer;
        considered(&mut input, None);
        let holes = letter(&input, &texts(&input), Finish::Final);
        assert!(holes.holes().any(|hole| hole.contains("§ 15 a")), "{holes:?}");
        considered(&mut input, Some(true));
        assert!(parents(&input).contains("slået hjemme"));
        considered(&mut input, Some(false));
        let withheld = parents(&input);
        assert!(!withheld.contains("slået hjemme") && !withheld.contains("støjen ud"), "{withheld}");
        assert!(!withheld.contains("Vennen er med"), "the child's wish is its own: {withheld}");
        assert!(!withheld.contains("helst blive hjemme"), "{withheld}");
        assert!(!withheld.contains("UDFYLDES"), "{withheld}");
        let note = markdown::render(&visitationsnotat(&input, &texts(&input), Finish::Final)).unwrap();
        assert!(note.contains("A: Borgeren er blevet slået hjemme."), "{note}");
    }

    #[test]
    fn what_is_named_is_kept_from_the_parents_with_all_that_rests_on_it() {
        let mut input = disclosed();
        input.facts.iter_mut().for_each(|fact| fact.source = Some("Skolen".into()));
        input.human.child.as_mut().unwrap().value.hidden = vec!["overgreb".into(), "F2".into()];
        let withheld = parents(&input);
        assert!(!withheld.contains("slået hjemme") && !withheld.contains("uro hver morgen"), "{withheld}");
        input.human.recipient.as_mut().unwrap().value.role = crate::justification::human::Role::Guardian;
        assert!(parents(&input).contains("slået hjemme"), "kept from the parents alone");
    }

    #[test]
    fn what_only_keeps_the_level_from_being_higher_is_not_told() {
        let mut input = complete();
        let neutral =
            Fact { key: "gravid".into(), statement: "Dit barn er ikke gravid.".into(), ..input.facts[0].clone() };
        input.facts.push(neutral.clone());
        input.specialer[0].smallest.push(neutral);
        assert!(!parents(&input).contains("gravid"));
        let note = markdown::render(&visitationsnotat(&input, &texts(&input), Finish::Final)).unwrap();
        assert!(note.contains("B: Dit barn er ikke gravid."), "{note}");
    }

    #[test]
    fn a_childs_letter_has_what_a_party_has_a_right_to() {
        let mut input = complete();
        let letter = child(&input);
        for needed in ["Eksempel Kommune", "barnets lov § 32", "4 uger", "til os", "Ankestyrelsen", "bisidder"] {
            assert!(letter.contains(needed), "{needed}: {letter}");
        }
        assert!(!letter.contains("advokat") && !letter.contains("UDFYLDES"), "{letter}");
        input.human.appeal.as_mut().unwrap().value.straight = true;
        let letter = child(&input);
        assert!(letter.contains("hos Ankestyrelsen senest 4 uger") && letter.contains("advokat"), "{letter}");
        assert!(!letter.contains("Sig det til os"), "{letter}");
        input.human.appeal = None;
        assert!(child(&input).contains("UDFYLDES: hvem barnet kan klage til"));
    }
}
