//! A new guideline to begin with: complete, loadable, and explained line by line to its author.
//!
//! Made from the national.yaml it is to go with, so that it names only what is there. Deliberately says nothing of
//! the field itself: whoever writes the guideline knows it.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::national::National;
use super::question::Kind;
use super::wording::statement::upper_first;

/// The text with `«names»` for what is filled in. `{borger}` and the like stay for the wording.
const GUIDELINE: &str = include_str!("skeleton.yaml");

/// What a new guideline is for.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// The speciale's id.
    pub speciale: &'a str,
    /// Its title; made from the id where none is given.
    pub title: Option<&'a str>,
    /// The first day in force, which also names the version.
    pub from: Date,
}

/// The question about everyday life: how it is written, and the answers from which each higher level begins.
struct Everyday {
    written: String,
    thresholds: Vec<String>,
    /// The mildest and the gravest answer.
    ends: [String; 2],
}

impl New<'_> {
    /// The version's name: the first of its year.
    #[must_use]
    pub fn version(&self) -> String {
        format!("{}.1", self.from.year())
    }

    fn title(&self) -> String {
        self.title.map_or_else(|| upper_first(&self.speciale.replace('-', " ")), str::to_owned)
    }

    /// The guideline.
    #[must_use]
    pub fn guideline(&self, national: &National) -> String {
        let everyday = everyday(national);
        let levels: Vec<&str> = national.levels.iter().map(|level| level.id.as_str()).collect();
        let (base, top) = (levels.first().copied().unwrap_or_default(), levels.last().copied().unwrap_or_default());
        let adviser = national.advisers.first().map_or(String::new(), |adviser| format!("\n    hos: {}", adviser.id));
        let filled = [
            ("title", quoted(&self.title())),
            ("speciale", quoted_name(self.speciale)),
            ("version", self.version()),
            ("from", self.from.to_string()),
            ("year", self.from.year().to_string()),
            ("relevant", relevant(national)),
            ("shared", shared(national)),
            ("everyday", everyday.written.clone()),
            ("gravest", everyday.thresholds.last().cloned().unwrap_or_else(|| "eksempel_fare".to_owned())),
            ("base", base.to_owned()),
            ("criteria", criteria(&levels, &everyday)),
            ("adviser", adviser),
            ("top", top.to_owned()),
            ("months", months(&levels)),
        ];
        filled.iter().fold(GUIDELINE.to_owned(), |text, (name, value)| text.replace(&format!("«{name}»"), value))
    }

    /// Its first examples: the mildest case and the gravest one.
    #[must_use]
    pub fn examples(&self, national: &National) -> String {
        let Everyday { thresholds, ends: [mildest, gravest], .. } = everyday(national);
        let level = |place: usize| national.levels.get(place).map(|level| level.id.clone()).unwrap_or_default();
        let top = level(thresholds.len());
        let met: Vec<String> = (1..=thresholds.len()).map(|place| format!("K{place}")).collect();
        format!(
            "# Eksempler med det, der skal komme ud af dem. `visit test` prøver dem. Skriv små menneskelige situationer\n\
             # uden navne: mindst ét for hvert kriterium, og ét lige ved siden af, hvor det ikke gælder.\n\
             format: visit-eksempler/1\n\
             eksempler:\n  \
             - navn: En hverdag uden vanskeligheder\n    \
             svar: {{ eksempel_hverdag: {mildest}, eksempel_fare: nej }}\n    \
             forventet: {{ niveau: {base}, kriterier: [] }}\n  \
             - navn: En svær hverdag og fare for alvorlig skade\n    \
             svar: {{ eksempel_hverdag: {gravest}, eksempel_fare: ja }}\n    \
             forventet: {{ niveau: {top}, kriterier: [{met}] }}\n",
            base = level(0),
            met = met.join(", "),
        )
    }
}

/// A text that YAML might read as something else stands in quotes.
fn quoted(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-') && text.len() > 5;
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

fn quoted_name(id: &str) -> String {
    if id.len() > 5 && id.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
        id.to_owned()
    } else {
        format!("\"{id}\"")
    }
}

fn relevant(national: &National) -> String {
    const EXPLAINED: &str = "# Hvornår specialet foreslås. Kun de fælles spørgsmål i national.yaml kan bruges.\n";
    let sets = national.questions.iter().find(|question| matches!(question.kind, Kind::Multi(_)));
    let option = sets.and_then(|question| Some((question, question.kind.choices().first()?)));
    match option {
        Some((question, option)) => {
            format!("{EXPLAINED}# Skift svaret ud, og fjern `#`:\n# relevant_når: {} har {}\n", question.id, option.id)
        }
        None => format!("{EXPLAINED}# relevant_når: …\n"),
    }
}

/// Age and the citizen's own wishes belong to every guideline.
fn shared(national: &National) -> String {
    let has = |id: &str| national.questions.iter().any(|question| question.id == id);
    let age = if has("alder") { "  - brug: alder\n" } else { "" };
    let wishes = if has("ønsker") {
        "  - brug: ønsker\n"
    } else {
        "  - id: ønsker\n    spørg: Hvad ønsker borgeren selv?\n    hjælp: Skriv borgerens egne ord.\n    \
         udsagn: \"{borger} har selv sagt: {svar}\"\n    type: tekst\n    stilles: altid\n"
    };
    format!("{age}{wishes}")
}

fn everyday(national: &National) -> Everyday {
    let upper = national.levels.len().saturating_sub(1);
    let Some(scale) = national.scales.first().filter(|scale| scale.steps.len() > 1) else {
        let written = "    type: valg\n    valg:\n      \
            - { id: lidt, tekst: Lidt, udsagn: \"{borger} klarer næsten alt i hverdagen\" }\n      \
            - { id: meget, tekst: Meget, udsagn: \"{borger} har meget svært ved at klare sin hverdag\" }";
        let thresholds = vec!["eksempel_hverdag = meget".to_owned(); upper];
        return Everyday { written: written.to_owned(), thresholds, ends: ["lidt".to_owned(), "meget".to_owned()] };
    };
    let statement = if scale.id == "nedsat" {
        "{borger} har {svar} nedsat evne til at klare sin hverdag"
    } else {
        "Om hverdagen er svaret: {svar}"
    };
    let written = format!(
        "    # En skala fra national.yaml, ordnet fra intet problem til det alvorligste.\n    \
         type: skala\n    skala: {}\n    udsagn: \"{statement}\"",
        scale.id
    );
    let last = scale.steps.len() - 1;
    let step = |place: usize| scale.steps.get(place).map(|step| step.id.clone()).unwrap_or_default();
    // The highest level begins at the gravest step but one, the others spread evenly below.
    let begins = |level: usize| (level * last.saturating_sub(1)).div_ceil(upper.max(1)).max(1);
    let thresholds = (1..=upper).map(|level| format!("eksempel_hverdag >= {}", step(begins(level)))).collect();
    Everyday { written, thresholds, ends: [step(0), step(last)] }
}

fn criteria(levels: &[&str], everyday: &Everyday) -> String {
    if everyday.thresholds.is_empty() {
        return " []".to_owned();
    }
    let top = everyday.thresholds.len();
    let mut text = String::new();
    for (place, (level, threshold)) in levels.iter().skip(1).zip(&everyday.thresholds).enumerate() {
        let number = place + 1;
        let when = if number == top {
            "\n      alle:\n        - eksempel_svær_hverdag\n        - eksempel_fare".to_owned()
        } else {
            format!(" {threshold}")
        };
        let _ = write!(
            text,
            "\n  - id: K{number}\n    niveau: {level}\n    når:{when}\n    \
             fordi: \"{{grunde}}. Skriv her, hvilken viden og hvilke metoder det kræver.\"\n    \
             kilde: forslag\n    bekræftet: false"
        );
    }
    text
}

/// The graver, the sooner: a year at the lowest level, then half of it and half of that.
fn months(levels: &[&str]) -> String {
    let number = |place: usize| (12_u32 >> place.min(2)).max(1);
    let each = levels.iter().enumerate().map(|(place, level)| format!("{level}: {}", number(place)));
    each.collect::<Vec<_>>().join(", ")
}
