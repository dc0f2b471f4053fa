//! What a rule author sees, exactly.

use super::*;
use visitation::guideline::source::Source;

fn source(text: &str) -> SharedSource {
    Arc::new(Source { name: "rules/autisme/2026.1.yaml".into(), text: text.into() })
}

fn finding(source: &SharedSource, start: usize, end: usize) -> Finding {
    Finding {
        code: "unknown-key",
        severity: Severity::Error,
        message: "nøglen `spøg` kendes ikke".into(),
        source: source.clone(),
        span: Span { start, end },
        help: Some("mente du `spørg`?".into()),
        witnesses: Vec::new(),
    }
}

fn at(text: &str, fault: &str) -> Finding {
    let start = text.find(fault).unwrap();
    finding(&source(text), start, start + fault.len())
}

fn drawn(findings: &[Finding], look: Look) -> String {
    let mut out = Vec::new();
    write_text(findings, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_line_itself_with_the_fault_underlined() {
    let expected = "\
fejl[unknown-key]: nøglen `spøg` kendes ikke
 --> rules/autisme/2026.1.yaml:2:10
  |
2 | blåbær: {spøg: æble}
  |          ^^^^
  |
  = hjælp: mente du `spørg`?

1 fejl
";
    assert_eq!(drawn(&[at("format: visit/1\nblåbær: {spøg: æble}\n", "spøg")], Look::plain(80)), expected);
}

#[test]
fn several_findings_and_how_many_of_each_kind() {
    let source = source("a: 1\nb: 2\n");
    let severities = [Severity::Error, Severity::Error, Severity::Warning, Severity::Suggestion];
    let list: Vec<_> =
        severities.iter().map(|s| Finding { severity: *s, help: None, ..finding(&source, 5, 6) }).collect();
    let text = drawn(&list, Look::plain(80));
    for start in ["fejl[", "advarsel[", "forslag["] {
        assert!(text.contains(start), "{text}");
    }
    assert!(text.ends_with("\n2 fejl, 1 advarsel, 1 forslag\n"), "{text}");
    assert_eq!(drawn(&[], Look::plain(80)), "");
    assert_eq!(summary(&[list[2].clone(), list[2].clone()]), "2 advarsler");
}

#[test]
fn any_span_in_any_file_is_drawn() {
    for text in ["", "\n", "a", "a\n", "æ\r\nø\r\n", "\t- \tå: ø\n", "a\nb\nc", "👩‍👧: x", "\u{200f}\u{1b}[2J"]
    {
        let source = source(text);
        // A fault on the line feed of a Windows line end points before both of its characters.
        for start in
            (0..text.len() + 3).filter(|start| !text.get(..*start).is_some_and(|before| before.ends_with('\r')))
        {
            for end in [0, start, start + 1, text.len(), usize::MAX] {
                let list = [finding(&source, start, end)];
                let text = drawn(&list, Look::plain(40));
                let position = source.position(start);
                assert!(text.contains(&format!(":{}:{}\n", position.line, position.column)), "{start} {text}");
                assert!(!text.contains('\u{1b}'), "{text}");
                let entry = &entries(&list).errors[0];
                assert_eq!((entry.line, entry.column), (Some(position.line), Some(position.column)));
            }
        }
    }
}

#[test]
fn a_span_over_several_lines_shows_its_first() {
    let text = drawn(&[at("a:\n  b: 1\n  c: 2\n", "b: 1\n  c: 2")], Look::plain(80));
    assert!(text.contains("2 |   b: 1\n  |   ^^^^\n") && !text.contains("c: 2"), "{text}");
}

#[test]
fn tabs_keep_the_underline_in_place() {
    let text = drawn(&[at("\tå:\tfejl her\n", "fejl")], Look::plain(80));
    let lines: Vec<_> = text.lines().collect();
    let line = lines.iter().position(|line| line.starts_with("1 |")).unwrap();
    let column = |line: &str, what: char| line.chars().position(|c| c == what);
    assert_eq!(column(lines[line], 'f'), column(lines[line + 1], '^'), "{text}");
}

#[test]
fn very_long_lines_are_shown_around_the_fault() {
    let long = |n: usize| "blåbærgrød ".repeat(n);
    for (before, after) in [(0, 900), (400, 500), (900, 0)] {
        let text = format!("x: 1\n{}FEJL {}\n", long(before), long(after));
        let column = before * 11 + 1;
        for width in [40, 80, 200] {
            let shown = drawn(&[at(&text, "FEJL")], Look::plain(width));
            assert!(shown.contains(&format!(":2:{column}\n")), "{shown}");
            let lines: Vec<_> = shown.lines().collect();
            assert!(lines.iter().all(|line| line.chars().count() <= width + 40), "{width} {shown}");
            let line = lines.iter().find(|line| line.contains("FEJL")).unwrap();
            let at = line.chars().position(|c| c == 'F').unwrap();
            assert_eq!(lines.iter().find_map(|line| line.chars().position(|c| c == '^')), Some(at), "{shown}");
        }
    }
}

#[test]
fn a_fault_as_long_as_the_line_is_cut_too() {
    let text = "æ".repeat(5_000);
    let shown = drawn(&[at(&text, &text)], Look::plain(80));
    assert!(shown.len() < 3_000, "{}", shown.len());
}

#[test]
fn colour_only_on_wish() {
    let list = [at("a: 1\n", "a")];
    assert!(drawn(&list, Look { colour: Colour::On, ..Look::plain(80) }).contains('\u{1b}'));
    assert!(!drawn(&list, Look::plain(80)).contains('\u{1b}'));
}

#[test]
fn programs_get_five_keys_and_no_more() {
    let json = serde_json::to_string(&entries(&[at("a\næø: 1\n", ": 1")])).unwrap();
    let expected = "{\"errors\":[{\"code\":\"unknown-key\",\"message\":\"nøglen `spøg` kendes ikke\",\
                    \"file\":\"rules/autisme/2026.1.yaml\",\"line\":2,\"column\":3}]}";
    assert_eq!(json, expected);
}

#[test]
fn a_thousand_findings_in_a_large_file_take_no_time() {
    let text = "nøgle: værdi\n".repeat(300_000);
    let source = source(&text);
    let list: Vec<_> = (0..1_000).map(|n| finding(&source, n * 1_000, n * 1_000 + 3)).collect();
    let started = std::time::Instant::now();
    assert!(drawn(&list, Look::plain(80)).ends_with("1000 fejl\n"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
