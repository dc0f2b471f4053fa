//! The shared questions lead to the right specialer, and to none where they give no reason.

use std::collections::BTreeSet;

use visit::session::choose::Triage;
use visit::store::catalogue::Catalogue;
use visitation::guideline::answers::{self, Elsewhere};

use super::{catalogue, examples_of, in_force};

/// The first conversation of `visit assess`, without the conversation.
struct Enquiry {
    catalogue: Catalogue,
    triage: Triage,
}

impl Enquiry {
    fn new() -> Self {
        let catalogue = catalogue();
        let triage = Triage::new(&catalogue, in_force(&catalogue));
        Self { catalogue, triage }
    }

    fn proposed(&mut self, text: &str) -> BTreeSet<String> {
        let sheet = answers::read("svar.yaml", text.as_bytes()).unwrap();
        let elsewhere = Elsewhere { national: self.catalogue.national(), has_question: &|_| true };
        let guidelines = self.triage.session.guidelines();
        let resolved = answers::resolve(&sheet.raw.answers, &sheet.source, &guidelines, &elsewhere);
        for (part, answers) in self.triage.session.parts.iter_mut().zip(resolved.unwrap()) {
            part.answers = answers;
        }
        let proposal = self.triage.proposed().unwrap();
        proposal.relevant.into_iter().map(|place| self.triage.candidates[place].speciale.clone()).collect()
    }

    fn about(&mut self, age: u32, groups: &str) -> BTreeSet<String> {
        self.proposed(&format!("svar: {{ alder: {age}, målgruppe: [{groups}] }}"))
    }
}

#[test]
fn every_example_that_says_what_it_is_about_leads_to_its_own_guideline() {
    let mut enquiry = Enquiry::new();
    let mut wrong = Vec::new();
    for guideline in in_force(&catalogue()) {
        let examples = examples_of(&guideline.speciale);
        let mut told = 0;
        for example in &examples.list {
            let shared = |id: &str| {
                let answer = example.answers.iter().find(|answer| answer.key.value == id)?;
                examples.source.text.get(answer.value.span.start..).map(|text| (id.to_owned(), text))
            };
            let Some((_, groups)) = shared("målgruppe") else { continue };
            let groups = groups.split_once(']').map(|(list, _)| list).unwrap().replace('\n', " ");
            let Some((_, age)) = shared("alder") else { continue };
            let age: String = age.chars().take_while(char::is_ascii_digit).collect();
            told += 1;
            let found = enquiry.proposed(&format!("svar: {{ alder: {age}, målgruppe: {groups}] }}"));
            if found.contains(&guideline.speciale) != example.expected.relevant.unwrap_or(true) {
                wrong.push(format!("{}: {}: {found:?}", guideline.speciale, example.name.value));
            }
        }
        if told < 2 {
            wrong.push(format!("{}: only {told} examples say what they are about", guideline.speciale));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_enquiry_about_nothing_leads_nowhere() {
    let mut enquiry = Enquiry::new();
    for age in [0, 10, 17, 18, 40, 80] {
        assert_eq!(enquiry.about(age, ""), BTreeSet::new());
    }
}

#[test]
fn several_problems_lead_to_several_specialer() {
    let mut enquiry = Enquiry::new();
    let mut several = |age, groups| enquiry.about(age, groups).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(
        several(19, "opmærksomhedsforstyrrelse, stofmisbrug, hjemløshed"),
        "hjemloeshed opmaerksomhedsforstyrrelse rusmidler-dobbeltdiagnose"
    );
    assert_eq!(several(47, "synsnedsættelse, hørenedsættelse"), "doevblindhed hoerenedsaettelse synsnedsaettelse");
    assert_eq!(several(30, "alkoholmisbrug"), "rusmidler-dobbeltdiagnose");
    assert_eq!(several(30, "alkoholmisbrug, graviditet_spædbarn"), "gravide-rusmidler rusmidler-dobbeltdiagnose");
    assert_eq!(several(10, "voldeligt_overgreb"), "omsorgssvigt-overgreb");
    assert_eq!(several(30, "voldeligt_overgreb"), "vold-i-naere-relationer");
}

/// The target groups that lead to no guideline where they stand alone. rules/README.md names them.
#[test]
fn the_target_groups_without_a_guideline_are_known() {
    let catalogue = catalogue();
    let mut enquiry = Enquiry::new();
    let national = catalogue.national();
    let options = national.questions.iter().find(|question| question.id == "målgruppe").unwrap().kind.choices();
    let nowhere: Vec<&str> = options
        .iter()
        .map(|option| option.id.as_str())
        .filter(|id| [10, 30].into_iter().all(|age| enquiry.about(age, id).is_empty()))
        .collect();
    let known = [
        "indadreagerende",
        "udadreagerende",
        "andet_socialt",
        "demens",
        "skolefærdigheder",
        "sansemotorik",
        "anden_udviklingsforstyrrelse",
        "anden_kognitiv",
        "graviditet_spædbarn",
    ];
    assert_eq!(nowhere, known);
    let readme = std::fs::read_to_string(super::rules_path().join("README.md")).unwrap();
    let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    for option in options.iter().filter(|option| nowhere.contains(&option.id.as_str())) {
        assert!(readme.contains(&option.text), "README.md does not say that `{}` has no guideline", option.text);
    }
}
