//! Console sessions: what a user types and sees, executed as it stands in the documents.

#[test]
fn the_documents_show_what_happens() {
    trycmd::TestCases::new().case("tests/cmd/*.md").case("README.md").case("rules/README.md").case("docs/*.md");
}
