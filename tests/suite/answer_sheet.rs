//! The sheet that is filled in away from the program: what is written in it is what is answered.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use assert_fs::TempDir;
use serde_json::Value;

fn visit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_visit")).args(args).current_dir(folder).output().unwrap()
}

/// The sheet's rows, each answered by this (columns: id, type, options).
fn filled(folder: &Path, delimiter: u8, answer: impl Fn(&str, &str, &str) -> [String; 4]) {
    let sheet = visit(folder, &["ask", "autisme", "--sheet", "--out", "tomt.csv"]);
    assert!(sheet.status.success(), "{sheet:?}");
    let text = fs::read_to_string(folder.join("tomt.csv")).unwrap();
    assert!(text.starts_with('\u{feff}'), "a spreadsheet is told that it is UTF-8");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_path(folder.join("ark.csv")).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let cells: Vec<String> = row.iter().take(5).map(str::to_owned).collect();
        writer.write_record(cells.iter().cloned().chain(answer(&row[0], &row[3], &row[4]))).unwrap();
    }
    writer.flush().unwrap();
}

/// The last possible answer of each question.
fn last(kind: &str, options: &str) -> String {
    let ids: Vec<&str> = options.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id).collect();
    match kind {
        "ja_nej" => "Ja".to_owned(),
        "tal" => "34".to_owned(),
        "tekst" => "Vil gerne: \"blive\" boende | her; altid".to_owned(),
        "flervalg" => ids[0].to_owned(),
        // The last line is `ved_ikke`.
        _ => ids[ids.len() - 2].to_owned(),
    }
}

#[test]
fn a_filled_sheet_is_assessed_as_if_it_had_been_answered() {
    for delimiter in *b";," {
        let folder = TempDir::new().unwrap();
        let at = folder.path();
        filled(at, delimiter, |_, kind, options| {
            [last(kind, options), "Mor".into(), "7.12.2026".into(), String::new()]
        });
        let read = visit(at, &["import", "--sheet", "ark.csv", "--out", "svar.yaml"]);
        assert!(read.status.success(), "{read:?}");
        let assessed =
            visit(at, &["assess", "autisme", "--answers", "svar.yaml", "--out", "sag.yaml", "--format", "json"]);
        assert!(assessed.status.success(), "{assessed:?}");
        let outcome: Value = serde_json::from_slice(&assessed.stdout).unwrap();
        assert_eq!(outcome["assessments"][0]["doubt"], false, "all is answered");
        let case = fs::read_to_string(at.join("sag.yaml")).unwrap();
        assert!(case.contains("Vil gerne: \\\"blive\\\" boende | her; altid"), "{case}");
        assert!(case.contains("\"kilde\": \"Mor\", \"dato\": \"2026-12-07\""), "{case}");
    }
}

#[test]
fn an_empty_sheet_answers_nothing() {
    let folder = TempDir::new().unwrap();
    filled(folder.path(), b';', |_, _, _| <[String; 4]>::default());
    for sheet in ["ark.csv", "tomt.csv"] {
        let read = visit(folder.path(), &["import", "--sheet", sheet]);
        assert_eq!(String::from_utf8(read.stdout).unwrap(), "svar: {}\n");
    }
}

#[test]
fn every_row_that_cannot_be_used_is_told_with_its_line() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let rows = "id;type;svar;kilde;dato\nalder;tal;fyrre;;\nalder2;tal;40;010190-0000;\nstøttebehov;skala;let;;2026-13-01\n\
                a b;valg;x;;\nrisiko;valg;nej;;\nrisiko;valg;nej;;\nx;andet;y;;\n";
    fs::write(at.join("ark.csv"), rows).unwrap();
    let read = visit(at, &["import", "--sheet", "ark.csv", "--out", "svar.yaml"]);
    assert_eq!(read.status.code(), Some(2));
    let told = String::from_utf8(read.stderr).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "linje 2: `alder` skal have",
        "linje 3: `kilde` ligner",
        "linje 4: datoen",
        "linje 5: `id`",
        "linje 7: `risiko`",
        "linje 8: `type`",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!told.contains("010190") && !at.join("svar.yaml").exists());
    fs::write(at.join("andet.csv"), "navn;by\nx;y\n").unwrap();
    let other = visit(at, &["import", "--sheet", "andet.csv"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8(other.stderr).unwrap().contains("er ikke et spørgeark"));
}

#[test]
fn the_sheet_asks_what_decides_the_time_limits() {
    let folder = TempDir::new().unwrap();
    let sheet = String::from_utf8(visit(folder.path(), &["ask", "synsnedsaettelse", "--sheet"]).stdout).unwrap();
    for id in ["målgruppe", "overgreb", "barnets_indsats", "støtte_efter_barnets_lov", "varig_nedsættelse"] {
        let rows = sheet.lines().filter(|line| line.starts_with(&format!("{id};")));
        assert_eq!(rows.count(), 1, "{id}:\n{sheet}");
    }
}
