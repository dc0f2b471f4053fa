//! Faults planted in the finished letters of `examples/`: the check of a letter finds them, and nothing where there is none.

use visit::session::archive::replay::session_of;
use visit::session::document::justify::input;
use visit::session::document::paper;
use visit::store::RuleFolder;
use visitation::justification::check::compared::{Difference, compare};
use visitation::justification::letter::voice;
use visitation::justification::voice::Voice;
use visitation::justification::{Document, Finish, child_letter, letter, markdown};

use super::examples::{CASES, rules};
use super::finished::{kinds, noted};

/// The letters of the finished cases: name, what the case gives, and as Markdown with the recipient's name put in.
fn letters() -> Vec<(String, Document, String)> {
    let mut letters = Vec::new();
    for frame in &CASES {
        let case = noted(frame);
        let session = session_of(&case, &RuleFolder::directory(&rules()).unwrap()).unwrap();
        let input = input(&case, &session, &session.outcome().unwrap());
        let templates = paper::templates(None).unwrap();
        for kind in kinds(frame).iter().filter(|kind| **kind != "notat") {
            let document = if *kind == "brev" {
                letter(&input, &templates.texts(&input, voice(&input)).unwrap(), Finish::Final)
            } else {
                child_letter(&input, &templates.texts(&input, Voice::child()).unwrap(), Finish::Final)
            };
            let to = visitation::justification::document::Addressee::read("Inger Eksempel\nSkovvej 1\n0000 Eksempel\n");
            let text = markdown::render(&document.clone().addressed(&to, false)).unwrap();
            letters.push((format!("{}-{kind}", frame.name), document, text));
        }
    }
    letters
}

/// Facts that are others than the case's: letter, what stands, what is put there.
const WRONG: &[(&str, &str, &str)] = &[
    ("voksen", "4 uger efter, at du har fået", "6 uger efter, at du har fået"),
    ("voksen", "senest 4 uger efter, at du", "senest 14 dage efter, at du"),
    ("voksen", "videre til Ankestyrelsen", "videre til Patientklagenævnet"),
    ("voksen", "på Åparken (efter serviceloven § 107, stk. 2)", "på Åparken (efter serviceloven § 85)"),
    ("voksen", "Begynder: 7. december 2026", "Begynder: 7. januar 2027"),
    ("voksen", "Forventet varighed: 12 uger", "Forventet varighed: 2 uger"),
    ("voksen", "Første opfølgning: 25. januar 2027", "Første opfølgning: 25. januar 2029"),
    (
        "voksen",
        "Kommunens frist for svar er den 28. december 2026",
        "Kommunens frist for svar er den 28. december 2027",
    ),
    ("voksen", "Sagsnummer: 2026-1002", "Sagsnummer: 2026-1004"),
    ("voksen", "Dato: 30. november 2026", "Dato: 30. november 2025"),
    ("voksen", "»Højt specialiseret niveau«", "»Let specialiseret niveau«"),
    ("voksen", "Du får ikke et ophold på Fjordhøj.", "Du får et ophold på Fjordhøj."),
    ("voksen", "tidligt. Rådet følges.", "tidligt. Rådet følges ikke."),
    ("voksen", "Svaret kom den 24. november 2026", "Svaret kom den 24. november 2025"),
    ("voksen", "Betingelsen er ikke opfyldt", "Betingelsen er opfyldt"),
    ("voksen", "står på portalen (slået op 20", "står ikke på portalen (slået op 20"),
    ("voksen", "Du har moderat afasi", "Du har ikke afasi"),
    (
        "voksen",
        "Økonomi er ikke indgået i valget.",
        "Økonomi er ikke indgået i valget. Det ønskede er 20 procent dyrere.",
    ),
    ("voksen", "Logopæd|28. oktober 2026", "Frisøren|28. oktober 2026"),
    ("døvblind", "Der er ingen klagevejledning", "De kan klage til Ankestyrelsen. Der er ingen klagevejledning"),
    ("skolevægring-brev", "familiebehandling og støtte", "aflastning og støtte"),
    ("skolevægring-brev", "12 timer om ugen", "2 timer om ugen"),
    ("skolevægring-brev", "spiser meget begrænset (Egen læge", "er gravid (Egen læge"),
    ("skolevægring-barn", "Det begynder den 4. januar 2027", "Det begynder den 4. februar 2027"),
    ("skolevægring-barn", "fyldt 15 år", "fyldt 18 år"),
];

/// What is struck: letter, and what it begins with; the whole line goes, or the whole section.
const STRUCK: &[(&str, &str)] = &[
    ("voksen", "- Gives ikke:"),
    ("voksen", "- Omfang:"),
    ("voksen", "- Begynder:"),
    ("voksen", "Du kan klage til os."),
    ("voksen", "Når vi har fået klagen"),
    ("voksen", "Ønske: Jeg vil tilbage på værkstedet"),
    ("voksen", "Svar: Ønsket følges delvist."),
    ("voksen", "- Træningen skal ligne"),
    ("voksen", "- serviceloven § 14:"),
    ("voksen", "Kommunen har valgt det anbefalede niveau"),
    ("voksen", "Programmet giver en anbefaling."),
    ("voksen", "- Plads og ventetid:"),
    ("voksen", "- Svar på grundene:"),
    ("voksen", "- Du kan tage en anden med til møder."),
    ("voksen", "## Partshøring"),
    ("voksen", "## Dine ønsker og bemærkninger"),
    ("voksen", "## Klagevejledning"),
    ("tvivl", "## Lovgrundlag"),
    ("dom", "## Rådgivning fra fagfolk"),
    ("skolevægring-barn", "## Hvis du er uenig"),
];

/// The same in other words.
const REWORDED: &[(&str, &str, &str)] = &[
    ("voksen", "Forventet varighed: 12 uger", "Vi forventer, at det varer tolv uger"),
    ("voksen", "Begynder: 7. december 2026", "Det begynder den 7.12.2026"),
    ("voksen", "Sendt den: 20. november 2026", "Vi sendte det den 20. november 2026"),
    ("voksen", "## Hvorfor", "## Derfor har vi valgt sådan"),
    ("voksen", "En handleplan er tilbudt.", "Vi har tilbudt dig en handleplan, som du kan sige ja eller nej til."),
    (
        "voksen",
        "Du kan ringe på 00 00 00 00 eller skrive til os i Digital Post.",
        "Skriv til os i Digital Post, eller ring på 00 00 00 00.",
    ),
    ("voksen", "Med venlig hilsen", "God bedring og venlig hilsen"),
    ("skolevægring-barn", "Kære Inger", "Hej Inger"),
];

fn of<'l>(letters: &'l [(String, Document, String)], name: &str) -> &'l (String, Document, String) {
    letters.iter().find(|(full, ..)| full.contains(name)).unwrap()
}

fn put(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// Without the line, or the section, that begins so.
fn struck(text: &str, start: &str) -> String {
    let (before, rest) = text.split_once(&format!("\n{start}")).unwrap_or_else(|| panic!("{start}"));
    let end = if start.starts_with('#') { "\n## " } else { "\n" };
    let rest = rest.find(end).map_or("", |at| &rest[at..]);
    format!("{before}{rest}")
}

#[test]
fn planted_faults_are_found_and_other_words_are_not() {
    let letters = letters();
    let told = |name: &str, change: &dyn Fn(&str) -> String| -> Vec<Difference> {
        let (_, document, text) = of(&letters, name);
        compare(&change(text), document)
    };
    assert!(WRONG.len() + STRUCK.len() >= 40);
    for (name, document, text) in &letters {
        assert_eq!(compare(text, document), [], "{name}");
    }
    let missed: Vec<_> =
        WRONG.iter().filter(|(name, from, to)| told(name, &|text| put(text, from, to)).is_empty()).collect();
    assert!(missed.is_empty(), "{missed:?}");
    let missed: Vec<_> =
        STRUCK.iter().filter(|(name, start)| told(name, &|text| struck(text, start)).is_empty()).collect();
    assert!(missed.is_empty(), "{missed:?}");
    for (name, from, to) in REWORDED {
        assert_eq!(told(name, &|text| put(text, from, to)), [], "{from} -> {to}");
    }
}

/// Every line and every section of every letter, one after the other. The recipient's name and address are no part of the
/// case.
#[test]
fn whatever_is_struck_from_a_letter_is_missed() {
    let (mut count, mut unseen) = (0, Vec::new());
    for (name, document, text) in letters() {
        let lines: Vec<&str> = text.lines().collect();
        for (place, line) in lines.iter().enumerate() {
            let heading = line.starts_with("## ");
            if !heading
                && (line.trim().len() < 12
                    || line.starts_with(['#'])
                    || line.starts_with("|--")
                    || line.starts_with("|Opl"))
            {
                continue;
            }
            let named = ["Inger", "Skovvej", "0000", "Kære", "Med venlig"]
                .iter()
                .any(|start| line.trim_start_matches("Kære ").starts_with(start));
            let end = if heading {
                lines[place + 1..]
                    .iter()
                    .position(|line| line.starts_with("## "))
                    .map_or(lines.len(), |more| place + 1 + more)
            } else {
                place + 1
            };
            let left = [&lines[..place], &lines[end..]].concat().join("\n");
            count += 1;
            if compare(&left, &document).is_empty() && !named {
                unseen.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(count > 700, "{count}");
    assert!(unseen.is_empty(), "{} of {count}: {unseen:#?}", unseen.len());
}
