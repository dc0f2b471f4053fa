//! A finished letter, perhaps edited by hand, held against the same lists.
//!
//! A text can only be looked at from outside: is there a section of its own, is there something in it, does it
//! name what it must? Headings may be worded freely as long as they carry the word that citizens and auditors look
//! for. What cannot be seen in a letter (was an oral statement noted?) is taken from the case where there is one.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Element, Verdict, check, not_relevant};
use crate::justification::input::Input;

/// A letter as sections; everything in small letters.
#[derive(Debug, Default)]
struct Letter {
    sections: Vec<Section>,
    whole: String,
}

#[derive(Debug, Default)]
struct Section {
    heading: String,
    text: String,
    /// Paragraphs, items and rows.
    pieces: usize,
}

/// How an element is looked for in a letter.
struct Look {
    code: &'static str,
    /// Its section has one of these words in its heading; empty: the whole letter.
    headings: &'static [&'static str],
    /// And none of these.
    not: &'static [&'static str],
    /// Of every group one word must be there; what is missing else.
    needs: &'static [(&'static [&'static str], &'static str)],
}

const fn look(
    code: &'static str,
    headings: &'static [&'static str],
    needs: &'static [(&'static [&'static str], &'static str)],
) -> Look {
    Look { code, headings, not: &[], needs }
}

/// Stands for any date or year.
const DATE: &str = "\u{0}dato";

const CLAIM: &[(&[&str], &str)] = &[
    (&["4 uger", "fire uger"], "fristen på 4 uger"),
    (&["ankestyrelsen"], "Ankestyrelsen"),
    (&["skriftlig", "skriv", "mundtlig", "ring"], "hvordan der kan klages"),
];
const WISHED: &[&str] = &["ønskede tilbud", "ønsket tilbud", "tilbud, du har ønsket", "tilbud, de har ønsket"];
const REASONS: &[&str] = &["afgørelse", "besluttet", "resultat"];

const LOOKS: &[Look] = &[
    look(
        "A1",
        &[],
        &[
            (&["kommune"], "kommunens navn"),
            (&["sagsnummer", "sagsnr", "journalnummer", "journalnr"], "sagsnummer"),
            (&[DATE], "dato"),
        ],
    ),
    look("A2", REASONS, &[(&["§"], "lov og paragraf")]),
    look("A4", &["lovgrundlag", "regler", "lovgivning"], &[(&["§"], "paragraf")]),
    Look {
        not: &["ikke"],
        ..look("A5", &["lagt vægt på", "oplysninger", "fakta"], &[(&[DATE], "dato for oplysningerne")])
    },
    look("A6", &["vurdering"], &[]),
    look("A7", &["hvorfor", "hovedhensyn", "hensyn"], &[]),
    look("A8", &["ønsker", "bemærkninger", "synspunkter"], &[(&["svar", "følge", "imødekomme"], "svar på ønskerne")]),
    look("A9", &["rådgivning"], &[]),
    look("A10", &["ikke lagt vægt", "ikke har lagt vægt", "ikke er lagt vægt"], &[]),
    look("A11", &["partshøring", "høring", "udtale"], &[]),
    look("A12", &["andre muligheder", "alternativ", "anden hjælp"], &[]),
    look(
        "A13",
        &["andre muligheder", "anden lovgivning", "helhed", "andre myndigheder"],
        &[(
            &[
                "anden lov",
                "andre love",
                "lovgivning",
                "efter anden",
                "myndighed",
                "skole",
                "jobcenter",
                "sundhed",
                "region",
            ],
            "anden lovgivning eller andre myndigheder",
        )],
    ),
    look("A14", &["plan"], &[(&["tilbudt", "plan"], "om planen er tilbudt")]),
    look("A15", &["opfølgning"], &[(&[DATE], "dato for opfølgning")]),
    look("A16", &["klage"], CLAIM),
    look(
        "A17",
        &["kontakt", "rettigheder"],
        &[
            (&["vejledning"], "retten til vejledning"),
            (&["aktindsigt"], "retten til aktindsigt"),
            (&["bisidder"], "retten til en bisidder"),
        ],
    ),
    look(
        "A18",
        &["beslutningsstøtte"],
        &[
            (&["version"], "retningslinjens version"),
            (&["truffet", "træffer", "gjort", "valgt af"], "hvem der har truffet afgørelsen"),
        ],
    ),
    look("B2", WISHED, &[(&["§"], "paragraf for ønsket")]),
    look("B3", WISHED, &[(&["behov"], "behov og egnethed")]),
    look("B4", WISHED, &[(&["tilbudsportalen"], "Tilbudsportalen")]),
    look("B5", WISHED, &[(&["kr.", "kroner"], "beløb"), (&["procent", "pct", "%", "den samme"], "forskel i procent")]),
    look("B7", WISHED, &[(&["ventetid", "plads"], "plads og ventetid")]),
    look("B8", WISHED, &[(&["begrundelse", "grund"], "borgerens grunde"), (&["svar"], "svar på grundene")]),
    look("B9", WISHED, &[(&["fagfolk", "rådgiv", "viso"], "fagfolks vurdering")]),
    look("B10", WISHED, &[(&["i stedet"], "hvad der tilbydes i stedet"), (&["dækker"], "hvorfor det dækker behovet")]),
    look("F3", &["lagt vægt på", "oplysninger", "fakta"], &[]),
    look(
        "F9",
        REASONS,
        &[
            (&["omfang", "timer", "døgn", "dage"], "omfang"),
            (&["varighed", "måneder", "indtil", "så længe", "år"], "varighed"),
            (&[DATE], "hvornår det begynder"),
        ],
    ),
    look("F10", &["sagen drejer sig om", "søgt om", "ansøgning", "henvendelse"], &[]),
];

/// All elements as a letter shows them, with the case behind it where it is known.
#[must_use]
pub fn check_written(markdown: &str, input: Option<&Input>) -> Vec<Element> {
    let letter = Letter::read(markdown);
    let template = Input::nothing();
    let known = check(input.unwrap_or(&template));
    let judged = |element: Element| Element { verdict: verdict(&letter, &element, input.is_some()), ..element };
    known.into_iter().map(judged).collect()
}

/// What the letter says of an element that stands so in the case.
fn verdict(letter: &Letter, element: &Element, case_known: bool) -> Verdict {
    let code = element.code;
    let unless_case = |why: &str| if case_known { element.verdict.clone() } else { not_relevant(why) };
    match code {
        "A3" if letter.whole.contains("en del af") || letter.whole.contains("delvis") => Verdict::Present,
        "F1" | "F2" | "F5" | "F7" | "F12" => {
            let same = match code {
                "F1" => &["A4"][..],
                "F2" => &["A7"],
                "F5" => &["A11"],
                "F7" => &["A8"],
                _ => &["A16"],
            };
            let found = same.iter().map(|code| letter.verdict_of(code)).find(|found| *found != Verdict::Present);
            not_needed(found.unwrap_or(Verdict::Present), element, case_known)
        }
        "A10" if !case_known && letter.section(&["ikke lagt vægt", "ikke har lagt vægt"], &[]).is_none() => {
            not_relevant("det kan ikke ses af brevet alene, om en oplysning ikke har fået vægt")
        }
        "B5" if !case_known && !super::super::price::speaks_of_price(&letter.whole) => {
            not_relevant("brevet giver ikke prisen som grund")
        }
        "F4" => service_level(letter),
        "F11" => departure(letter),
        "F3" => match letter.section(&["lagt vægt på", "oplysninger", "fakta"], &["ikke"]) {
            Some(section) if section.pieces > 1 => Verdict::Present,
            Some(_) => Verdict::Missing("flere af de oplysninger, der har haft betydning".to_owned()),
            None => Verdict::Missing("afsnittet om oplysninger".to_owned()),
        },
        "A3" | "B1" | "B6" | "B11" | "B13" | "B14" | "F6" | "F8" | "F13" | "F14" | "F15" | "F16" | "F17" | "F18"
        | "F19" => unless_case("det kan ikke ses af brevet alene"),
        "B12" => not_needed(letter.verdict_of("A16"), element, case_known),
        _ if code.starts_with('B') && letter.section(WISHED, &[]).is_none() && !case_known => {
            not_relevant("brevet handler ikke om et tilbud, borgeren har ønsket")
        }
        _ => not_needed(letter.verdict_of(code), element, case_known),
    }
}

/// What the case says has no place need not stand in the letter.
fn not_needed(found: Verdict, element: &Element, case_known: bool) -> Verdict {
    match (&found, &element.verdict) {
        (Verdict::Missing(_), Verdict::NotRelevant(_)) if case_known => element.verdict.clone(),
        _ => found,
    }
}

/// A general level of service as a reason.
fn service_level(letter: &Letter) -> Verdict {
    let names = |section: &Section| super::faults::SERVICE_LEVEL.iter().any(|word| section.text.contains(word));
    let reasons = letter.section(&["hvorfor", "hovedhensyn", "hensyn"], &[]);
    if reasons.is_some_and(names) {
        return Verdict::Missing("et hensyn ud over kommunens serviceniveau".to_owned());
    }
    match letter.section(&["vurdering"], &[]) {
        Some(section) if names(section) => {
            Verdict::Missing("en vurdering, som ikke bygger på et serviceniveau".to_owned())
        }
        Some(_) => Verdict::Present,
        None => Verdict::Missing("afsnittet med den konkrete vurdering".to_owned()),
    }
}

/// Advice that is not followed, without a reason.
fn departure(letter: &Letter) -> Verdict {
    let Some(section) = letter.section(&["rådgivning"], &[]) else {
        return not_relevant("brevet nævner ingen rådgivning");
    };
    let departs = ["følges ikke", "følger ikke", "delvist"].iter().any(|words| section.text.contains(words));
    let reasoned = ["fordi", "grunden", "da "].iter().any(|word| section.text.contains(word));
    if departs && !reasoned { Verdict::Missing("hvorfor rådet ikke følges".to_owned()) } else { Verdict::Present }
}

impl Letter {
    fn read(markdown: &str) -> Self {
        let mut letter = Self { sections: vec![Section::default()], whole: String::new() };
        let mut in_heading = false;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    letter.sections.push(Section::default());
                    in_heading = true;
                }
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Start(Tag::Paragraph | Tag::Item | Tag::TableRow) => {
                    letter.last(|section| section.pieces += 1);
                }
                Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => letter.push("\n", false),
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                    letter.push(&text, in_heading);
                }
                Event::SoftBreak | Event::HardBreak => letter.push(" ", in_heading),
                _ => {}
            }
        }
        letter
    }

    fn last(&mut self, change: impl FnOnce(&mut Section)) {
        if let Some(section) = self.sections.last_mut() {
            change(section);
        }
    }

    fn push(&mut self, text: &str, in_heading: bool) {
        let small = text.to_lowercase();
        self.whole.push_str(&small);
        self.last(|section| if in_heading { section.heading.push_str(&small) } else { section.text.push_str(&small) });
    }

    fn section(&self, words: &[&str], not: &[&str]) -> Option<&Section> {
        let has = |heading: &str, words: &[&str]| words.iter().any(|word| heading.contains(word));
        self.sections.iter().find(|section| has(&section.heading, words) && !has(&section.heading, not))
    }

    fn verdict_of(&self, code: &str) -> Verdict {
        let Some(look) = LOOKS.iter().find(|look| look.code == code) else { return Verdict::Present };
        let text = if look.headings.is_empty() {
            self.whole.as_str()
        } else {
            let Some(section) = self.section(look.headings, look.not) else {
                let heading = look.headings.first().copied().unwrap_or_default();
                return Verdict::Missing(format!("et afsnit om »{heading}«"));
            };
            if let Some((_, hole)) = section.text.split_once("[udfyldes:") {
                let hole = hole.split(']').next().unwrap_or_default().trim();
                return Verdict::Missing(format!("udfyld: {hole}"));
            }
            if section.text.split_whitespace().count() < 3 {
                return Verdict::Missing(format!("tekst i afsnittet »{}«", section.heading));
            }
            section.text.as_str()
        };
        let there = |word: &&str| if **word == *DATE { has_date(text) } else { text.contains(*word) };
        let missing: Vec<&str> =
            look.needs.iter().filter(|(words, _)| !words.iter().any(there)).map(|(_, what)| *what).collect();
        if missing.is_empty() { Verdict::Present } else { Verdict::Missing(missing.join("; ")) }
    }
}

/// Does the text name a year, as every written-out date does?
fn has_date(text: &str) -> bool {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    numbers.filter(|number| number.len() == 4).any(|year| year.starts_with("19") || year.starts_with("20"))
}
