//! The table in rules/README.md says what the files say. `VISIT_UPDATE=1` writes it anew.

use std::fmt::Write as _;
use std::fs;

use visitation::guideline::wording::status_id;

use super::{catalogue, examples_of, in_force, rules_path};

const BEGIN: &str = "<!-- tabellen er skrevet af en test: VISIT_UPDATE=1 cargo test --test suite rules -->\n";
const END: &str = "<!-- slut på tabellen -->\n";

fn table() -> String {
    let mut text = String::from(
        "\n| speciale | titel | version | status | spørgsmål (egne + fælles) | kriterier | pligter | eksempler |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    let (mut questions, mut criteria, mut duties, mut examples) = (0, 0, 0, 0);
    for guideline in in_force(&catalogue()) {
        let own = guideline.questions.iter().filter(|question| !question.shared).count();
        let own_duties = guideline.advice.iter().filter(|duty| !duty.national).count();
        let shown = examples_of(&guideline.speciale).list.len();
        let shared = guideline.questions.len() - own;
        let (name, title, version) = (&guideline.speciale, &guideline.title, &guideline.version);
        let (status, criteria_here) = (status_id(guideline.status), guideline.criteria.len());
        writeln!(
            text,
            "| `{name}` | {title} | {version} | {status} | {own} + {shared} | {criteria_here} | {own_duties} | {shown} |"
        )
        .unwrap();
        questions += own;
        criteria += criteria_here;
        duties += own_duties;
        examples += shown;
    }
    writeln!(text, "| **i alt** | | | | {questions} egne | {criteria} | {duties} | {examples} |\n").unwrap();
    text
}

#[test]
fn the_readme_lists_the_specialer_as_they_are() {
    let path = rules_path().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    let table = table();
    if std::env::var_os("VISIT_UPDATE").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(written, table, "write it anew with VISIT_UPDATE=1");
}
