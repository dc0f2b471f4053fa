//! The same decision as a programmer would write it for this one file: a struct, some counts, some ifs.

use std::borrow::Cow;
use std::io::Write;

use serde::Deserialize;

/// A line.
#[derive(Deserialize)]
pub struct Line<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow)]
    pub svar: Answers<'a>,
}

/// Its answers.
#[derive(Deserialize)]
pub struct Answers<'a> {
    pub alder: u8,
    #[serde(borrow)]
    kommunikation: Cow<'a, str>,
    #[serde(borrow)]
    socialt_liv: Cow<'a, str>,
    #[serde(borrow)]
    egenomsorg: Cow<'a, str>,
    #[serde(borrow)]
    praktiske_opgaver: Cow<'a, str>,
    #[serde(borrow)]
    sundhed: Cow<'a, str>,
    #[serde(borrow)]
    mobilitet: Cow<'a, str>,
    #[serde(borrow)]
    struktur: Cow<'a, str>,
    #[serde(borrow)]
    søvn: Cow<'a, str>,
    #[serde(borrow)]
    komorbid: Cow<'a, str>,
    #[serde(borrow)]
    udadreagerende: Cow<'a, str>,
    #[serde(borrow)]
    selvskade: Cow<'a, str>,
    #[serde(borrow)]
    udviklingshæmning: Cow<'a, str>,
    #[serde(borrow)]
    tidligere_sammenbrud: Cow<'a, str>,
}

/// A case as numbers.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    pub age: u8,
    pub scores: [u8; 8],
    pub yes: [bool; 5],
}

/// What comes out: the level, the criteria H1–H6 and S1–S6, the duties R1–R3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    pub level: u8,
    pub criteria: [bool; 12],
    pub duties: [bool; 3],
}

fn score(text: &str) -> u8 {
    match text {
        "ingen" => 0,
        "let" => 1,
        "moderat" => 2,
        "svær" => 3,
        _ => 4,
    }
}

impl Answers<'_> {
    pub fn case(&self) -> Case {
        let scores = [
            &self.kommunikation,
            &self.socialt_liv,
            &self.egenomsorg,
            &self.praktiske_opgaver,
            &self.sundhed,
            &self.mobilitet,
            &self.struktur,
            &self.søvn,
        ];
        let yes = [
            &self.komorbid,
            &self.udadreagerende,
            &self.selvskade,
            &self.udviklingshæmning,
            &self.tidligere_sammenbrud,
        ];
        Case { age: self.alder, scores: scores.map(|text| score(text)), yes: yes.map(|text| text == "ja") }
    }
}

impl Case {
    #[inline]
    pub fn decide(&self) -> Outcome {
        let at_least = |number: u8| self.scores.iter().filter(|score| **score >= number).count();
        let (n2, n3, n4) = (at_least(2), at_least(3), at_least(4));
        let k = self.yes.iter().filter(|yes| **yes).count();
        let [communication, social, care, practical, health, ..] = self.scores;
        let [comorbid, outward, harm, disability, breakdown] = self.yes;
        let criteria = [
            n3 >= 3 && k >= 2,
            n4 >= 1 && comorbid,
            outward && harm,
            self.age < 18 && disability && n3 >= 2,
            communication == 4 && social >= 3,
            k >= 4,
            n3 >= 3,
            k >= 2,
            communication >= 3 || social >= 3,
            breakdown && (care >= 2 || practical >= 2),
            self.age >= 65 && health >= 3,
            n2 >= 6,
        ];
        let (high, moderate) = criteria.split_at(6);
        let level = if high.contains(&true) { 2 } else { u8::from(moderate.contains(&true)) };
        Outcome { level, criteria, duties: [level >= 2, level == 1, harm] }
    }
}

impl Outcome {
    pub fn write(&self, id: &str, out: &mut Vec<u8>) {
        const LEVELS: [&str; 3] = ["let", "moderat", "højt"];
        const CRITERIA: [&str; 12] = ["H1", "H2", "H3", "H4", "H5", "H6", "S1", "S2", "S3", "S4", "S5", "S6"];
        let level = LEVELS[usize::from(self.level)];
        out.extend_from_slice(b"{\"id\":");
        serde_json::to_writer(&mut *out, id).unwrap();
        write!(out, ",\"level\":{{\"recommended\":\"{level}\",\"lowest\":\"{level}\",\"highest\":\"{level}\"}}")
            .unwrap();
        out.extend_from_slice(b",\"doubt\":false,\"criteria\":[");
        list(out, &CRITERIA, &self.criteria);
        out.extend_from_slice(b"],\"advice\":[");
        list(out, &["R1", "R2", "R3"], &self.duties);
        out.extend_from_slice(b"],\"open\":[]}");
    }
}

fn list(out: &mut Vec<u8>, names: &[&str], holds: &[bool]) {
    let mut first = true;
    for (name, _) in names.iter().zip(holds).filter(|(_, holds)| **holds) {
        out.extend_from_slice(if std::mem::replace(&mut first, false) { b"\"" } else { b",\"" });
        out.extend_from_slice(name.as_bytes());
        out.push(b'"');
    }
}
