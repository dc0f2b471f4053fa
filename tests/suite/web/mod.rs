//! `visit open`: what the browser is told, who is let in, and that a case is the same as in the terminal.

mod browser;
mod client;
mod guarded;

use std::fs;

use assert_fs::TempDir;
use client::{Served, field, ids};

use super::audit::root;

/// A folder with the finished cases of `examples/`.
fn finished() -> TempDir {
    let folder = TempDir::new().unwrap();
    for entry in fs::read_dir(root().join("examples/færdige")).unwrap().flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "yaml") {
            fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
    }
    folder
}

/// Begins a case and gives its address.
fn begun(served: &Served, fields: &[(&str, &str)]) -> String {
    let answer = served.post("/ny", fields);
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.unwrap()
}

/// Answers every question with its first control until there is nothing more to ask; the pages seen.
fn interviewed(served: &Served, case: &str, pick: impl Fn(&str) -> Vec<String>) -> usize {
    for asked in 0..80 {
        let page = served.get(case);
        if page.status == 303 {
            assert_eq!(page.location.as_deref(), Some(format!("{case}/udfald").as_str()));
            return asked;
        }
        assert_eq!(page.status, 200, "{}", page.body);
        let before = served.case_text();
        let (key, head) = (field(&page.body, "spm"), field(&page.body, "hoved"));
        let mut form =
            vec![("spm", key.as_str()), ("hoved", head.as_str()), ("kilde", "samtale"), ("dato", "3-11-2026")];
        let chosen = pick(&page.body);
        form.extend(chosen.iter().map(|value| ("svar", value.as_str())));
        let answer = served.post(case, &form);
        assert_eq!(answer.status, 303, "{}", answer.body);
        let now = served.case_text();
        assert!(now != before && now.contains(&format!("\"spørgsmål\": \"{key}\"")), "saved before the next page");
    }
    panic!("no end to the questions")
}

/// The first option, or a number.
fn first(page: &str) -> Vec<String> {
    let options = client::options(page);
    if page.contains("inputmode=\"numeric\"") {
        return vec!["12".to_owned()];
    }
    if page.contains("<textarea id=\"f-tekst\"") {
        return vec!["Med egne ord".to_owned()];
    }
    options.into_iter().take(1).collect()
}

#[test]
fn an_interview_in_the_browser_is_a_case_like_any_other() {
    for speciale in ["autisme", "hjemloeshed"] {
        for unknown in [false, true] {
            let folder = TempDir::new().unwrap();
            let served = Served::start(folder.path());
            let case = begun(&served, &[("nummer", "2026-77"), ("henvendelse", "2-11-2026"), ("speciale", speciale)]);
            let pick = |page: &str| if unknown { vec!["ved_ikke".to_owned()] } else { first(page) };
            assert!(interviewed(&served, &case, pick) > 2);
            let outcome = served.get(&format!("{case}/udfald")).body;
            assert!(outcome.contains(if unknown { "Tvivl: fra" } else { "Anbefaling: " }), "{outcome}");
            let path = folder.path().join("sag-2026-77.yaml");
            for command in ["verify", "replay"] {
                let (code, said) = client::visit(&[command, path.to_str().unwrap()]);
                assert_eq!(code, 0, "{command}: {said}");
            }
            let shown = client::visit(&["explain", path.to_str().unwrap()]).1;
            let headline = shown.lines().next().unwrap().to_owned();
            assert!(outcome.contains(&headline), "{headline}");
        }
    }
}

#[test]
fn an_answer_is_changed_and_every_page_of_a_finished_case_is_shown() {
    let folder = finished();
    let served = Served::start(folder.path());
    let list = served.get("/").body;
    assert_eq!(ids(&list).len(), 6, "{list}");
    for id in ids(&list) {
        for page in ["svar", "svar/1", "udfald", "forklar", "noter", "noter/afgørelse", "noter/fakta?id=F1", "papirer"]
        {
            let answer = served.get(&format!("/sag/{id}/{page}"));
            assert_eq!(answer.status, 200, "{page}: {}", answer.body);
            assert!(answer.body.contains("<h1") && !answer.body.contains("undefined"), "{page}");
        }
        let drawing = served.get(&format!("/sag/{id}/tegning/0"));
        assert!(drawing.body.starts_with("<svg") || drawing.body.contains("<svg"), "{}", drawing.body);
        for form in ["html", "docx", "md"] {
            assert_eq!(served.get(&format!("/sag/{id}/papirer/brev/{form}?endelig=true")).status, 200, "{form}");
        }
    }
    let id = &ids(&list)[0];
    let page = served.get(&format!("/sag/{id}/svar/1")).body;
    let (key, head) = (field(&page, "spm"), field(&page, "hoved"));
    let answer = served.post(&format!("/sag/{id}"), &[("spm", &key), ("hoved", &head), ("svar", "ved_ikke")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    for entry in fs::read_dir(folder.path()).unwrap().flatten() {
        assert_eq!(client::visit(&["replay", entry.path().to_str().unwrap()]).0, 0);
    }
}

#[test]
fn what_cannot_be_an_answer_is_said_at_its_field_and_nothing_is_saved() {
    let folder = TempDir::new().unwrap();
    let served = Served::start(folder.path());
    for (fields, wrong) in [
        (vec![("nummer", "1")], "Vælg mindst ét speciale"),
        (vec![("speciale", "autisme"), ("henvendelse", "i går")], "er ikke en dato"),
        (vec![("speciale", "autisme"), ("henvendelse", "1-1-2999")], "kan ikke ligge i fremtiden"),
        (vec![("speciale", "autisme"), ("nummer", "010101-1111")], "ligner et CPR-nummer"),
    ] {
        let answer = served.post("/ny", &fields);
        assert!(answer.status == 200 && answer.body.contains(wrong), "{wrong}: {}", answer.body);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{wrong}");
    }
    let case = begun(&served, &[("nummer", "2"), ("speciale", "autisme")]);
    let page = served.get(&case).body;
    let (key, head) = (field(&page, "spm"), field(&page, "hoved"));
    let before = served.case_text();
    for (more, wrong) in [
        (vec![], "Skriv et helt tal fra"),
        (vec![("svar", "findes-ikke")], "Skriv et helt tal fra"),
        (vec![("svar", "ved_ikke"), ("dato", "31-02-2026")], "er ikke en dato"),
        (vec![("svar", "ved_ikke"), ("note", "hun er 010101-1111")], "CPR"),
    ] {
        let mut fields = vec![("spm", key.as_str()), ("hoved", head.as_str())];
        fields.extend(more);
        let answer = served.post(&case, &fields);
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.contains("role=\"alert\"") && answer.body.contains(wrong), "{wrong}: {}", answer.body);
        assert_eq!(served.case_text(), before, "{wrong}");
    }
}

#[test]
fn two_windows_on_one_case_do_not_write_over_each_other() {
    let folder = TempDir::new().unwrap();
    let served = Served::start(folder.path());
    let case = begun(&served, &[("nummer", "3"), ("speciale", "autisme")]);
    let page = served.get(&case).body;
    let (key, head) = (field(&page, "spm"), field(&page, "hoved"));
    let form = [("spm", key.as_str()), ("hoved", head.as_str()), ("svar", "ved_ikke")];
    assert_eq!(served.post(&case, &form).status, 303);
    let saved = served.case_text();
    let second = served.post(&case, &form);
    assert_eq!(second.status, 409);
    assert!(second.body.contains("ændret i et andet vindue"), "{}", second.body);
    assert_eq!(served.case_text(), saved);
    // The terminal has the case open.
    let path = folder.path().join("sag-3.yaml");
    let lock = fs::File::create(folder.path().join(".sag-3.yaml.lock")).unwrap();
    lock.lock().unwrap();
    let page = served.get(&case).body;
    let form = [("spm", field(&page, "spm")), ("hoved", field(&page, "hoved")), ("svar", "ved_ikke".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let answer = served.post(&case, &form);
    assert!(answer.status == 422 && answer.body.contains("åben i et andet vindue"), "{}", answer.body);
    assert_eq!(fs::read_to_string(path).unwrap(), saved);
}

#[test]
fn notes_are_entered_and_what_is_missing_shrinks() {
    let folder = TempDir::new().unwrap();
    let served = Served::start(folder.path());
    let case = begun(&served, &[("nummer", "4"), ("speciale", "autisme")]);
    interviewed(&served, &case, first);
    let notes = format!("{case}/noter");
    let missing = |page: &str| -> usize {
        let count = page.split("Det mangler (").nth(1).and_then(|rest| rest.split(')').next());
        count.and_then(|count| count.parse().ok()).unwrap_or_default()
    };
    let before = missing(&served.get(&notes).body);
    let topic = format!("{notes}/myndighed");
    let head = field(&served.get(&topic).body, "hoved");
    let refused = served.post(&topic, &[("hoved", &head), ("navn", "")]);
    assert!(refused.status == 422 && refused.body.contains("Mangler: Hvilken kommune?"), "{}", refused.body);
    let fields = [
        ("hoved", head.as_str()),
        ("navn", "Eksempel Kommune"),
        ("kontaktperson", "sagsbehandleren"),
        ("mail", "a@b.example"),
    ];
    assert_eq!(served.post(&topic, &fields).status, 303);
    assert!(missing(&served.get(&notes).body) <= before && before > 3);
    assert!(served.get(&topic).body.contains("Eksempel Kommune"));
    let wish = format!("{notes}/ønsker");
    let head = field(&served.get(&wish).body, "hoved");
    let answer = served.post(&wish, &[("hoved", &head), ("ønske", "<script>alert(1)</script>"), ("dato", "3-11-2026")]);
    let page = served.get(&notes).body;
    assert!(answer.status == 303 || answer.status == 422, "{}", answer.body);
    assert!(!page.contains("<script>alert") && !answer.body.contains("<script>alert"));
    let letter = served.get(&format!("{case}/papirer/brev/docx?endelig=true"));
    assert!(letter.status == 422 && letter.body.contains("ikke færdigt"), "{}", letter.body);
}
