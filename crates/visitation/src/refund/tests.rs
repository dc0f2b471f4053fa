//! The worked numbers of the rules, with the limits of 2022, and what a file may not say.

use std::fmt::Write as _;

use super::{Refund, read_expenses, read_limits, reckon};

const LIMITS: &str = include_str!("satser.yaml");

fn reckoned(text: &str) -> Refund {
    let expenses = read_expenses("udgifter.yaml", text.as_bytes()).unwrap();
    let limits = read_limits("satser.yaml", LIMITS.as_bytes()).unwrap();
    reckon(&expenses, limits.iter().find(|limits| limits.year == expenses.year).unwrap())
}

fn file(household: &str, people: &[(&str, &[&str])]) -> String {
    let mut text = format!("format: visit-udgifter/1\når: 2022\nhusstand: {household}\npersoner:\n");
    for (number, (head, posts)) in people.iter().enumerate() {
        let _ = writeln!(text, "  - id: P{number}\n    {head}\n    poster:");
        for post in *posts {
            let _ = writeln!(text, "      - {{ hvad: Ophold, {post} }}");
        }
    }
    text
}

fn kroner(household: &str, people: &[(&str, &[&str])]) -> String {
    reckoned(&file(household, people)).total().plain()
}

fn one(posts: &[&str]) -> String {
    kroner("nej", &[("lov: sel", posts)])
}

#[test]
fn the_slices_of_an_even_year() {
    assert_eq!(one(&["kr: 70000, pr: måned"]), "0.00", "R1");
    assert_eq!(one(&["kr: 860000, pr: år"]), "0.00", "R2: the limit itself gives nothing");
    assert_eq!(one(&["kr: 100000, pr: måned"]), "85000.00", "R3");
    assert_eq!(one(&["kr: 1900000, pr: år"]), "315000.00", "R4");
    assert_eq!(one(&["kr: 200000, pr: måned"]), "635000.00", "R5");
    let year = reckoned(&file("nej", &[("lov: sel", &["kr: 200000, pr: måned"])]));
    assert_eq!(year.borne().plain(), "1765000.00", "R5");
}

#[test]
fn months_count_alone_and_what_is_paid_once_is_spread() {
    assert_eq!(one(&["kr: 180000, pr: måned, til: 2022-06"]), "227500.00", "R6");
    assert_eq!(one(&["kr: 70000, pr: måned", "kr: 240000, engang: ja"]), "55000.00", "R7");
    assert_eq!(one(&["kr: 95000, pr: måned", "kr: -6000, pr: måned"]), "52000.00", "R8");
}

#[test]
fn a_household_is_added_together() {
    let siblings: [(&str, &[&str]); 3] = [
        ("lov: bl", &["kr: 40000, pr: måned"]),
        ("lov: bl", &["kr: 30000, pr: måned"]),
        ("lov: bl", &["kr: 25000, pr: måned"]),
    ];
    assert_eq!(kroner("ja", &siblings), "70000.00", "R9");
    assert_eq!(kroner("nej", &siblings), "0.00", "R9, each alone");
}

#[test]
fn after_67_only_who_was_covered_immediately_before() {
    let turns = "lov: sel\n    fyldt_67: 2022-07";
    assert_eq!(kroner("nej", &[(turns, &["kr: 110000, pr: måned"])]), "115000.00", "R10");
    let later: &[&str] = &["kr: 70000, pr: måned, til: 2022-06", "kr: 110000, pr: måned, fra: 2022-07"];
    assert_eq!(kroner("nej", &[(turns, later)]), "0.00", "R11");
    let early = "lov: sel\n    fyldt_67: 2020-12\n    omfattet_før_67: ja";
    assert_eq!(kroner("nej", &[(early, &["kr: 110000, pr: måned"])]), "0.00", "67 before 2021");
    let said = "lov: sel\n    fyldt_67: 2021-05\n    omfattet_før_67: ja";
    assert_eq!(kroner("nej", &[(said, &["kr: 110000, pr: måned"])]), "115000.00");
}

#[test]
fn objective_financing_is_left_out_with_its_reason() {
    let posts: &[&str] = &["kr: 90000, pr: måned", "kr: 60000, pr: måned, tæller: nej, fordi: Objektiv finansiering"];
    let year = reckoned(&file("nej", &[("lov: sel", posts)]));
    assert_eq!(year.total().plain(), "55000.00", "R12");
    assert_eq!(year.left_out.len(), 1);
}

#[test]
fn turning_18_changes_act_from_that_month() {
    let year = reckoned(&file("ja", &[("lov: bl\n    fyldt_18: 2022-04", &["kr: 100000, pr: måned"])]));
    assert_eq!(year.total().plain(), "85000.00");
    assert_eq!(year.months.iter().filter(|share| share.act == super::Act::Children).count(), 3);
}

#[test]
fn the_year_is_rounded_once() {
    // Twelve months of a third of an øre each.
    let year = reckoned(&file("nej", &[("lov: sel", &["kr: 860000.16, pr: år"])]));
    assert_eq!(year.total().plain(), "0.04");
    assert!(year.months.iter().all(|share| share.refund().rounded().0 == 0));
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let wrong = file(
        "nej",
        &[
            ("lov: sel\n    fyldt_67: 2021-03", &["kr: mange, pr: måned", "kr: 1, engang: ja, fra: 2022-01"]),
            ("lov: sel", &["kr: 1, pr: måned, fra: 2023-01", "kr: 1, pr: måned, tæller: nej", "kr: 1"]),
            ("lov: sel", &["kr: 1, pr: måned, fra: 2022-05, til: 2022-03"]),
        ],
    );
    let found = read_expenses("udgifter.yaml", wrong.replace("id: P2", "id: P1").as_bytes()).unwrap_err();
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    let all =
        ["month-before-67", "wrong-amount", "months-of-once", "other-year", "missing-key", "when-paid", "duplicate-id"];
    for code in all.into_iter().chain(["wrong-order"]) {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}
