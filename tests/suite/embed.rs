//! The example that walks a consultation by the library alone runs, and comes to an outcome with its reasons.

#[path = "../../examples/embed.rs"]
#[expect(dead_code, reason = "its main is the example's own")]
mod example;

#[test]
fn a_whole_consultation_is_walked_without_the_program() {
    let told = example::consultation().unwrap();
    assert!(told.contains("Hvor gammel er borgeren?"), "{told}");
    let (_, outcome) = told.split_once("Anbefaling: Højt specialiseret niveau\n").expect(&told);
    assert!(outcome.starts_with("- "), "{told}");
}
