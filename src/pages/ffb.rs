//! What was read from the municipality's own system, as a page and as `visit-ffb/1`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;
use visitation::ffb::{Code, Goal, Intake, Intervention, Proposal, Standing, Undertema, source_words};
use visitation::guideline::wording::{date_text, list_text};

use crate::terminal::{Look, wrap};

/// A reading for other programs. Dates are ISO; codes are FFB's.
#[derive(Debug, Serialize)]
pub struct FfbV1<'i> {
    format: &'static str,
    guide: &'static str,
    timestamp: Option<&'i str>,
    sha256: &'i str,
    /// Nothing here is an answer before a person has confirmed it.
    proposals: Vec<ProposalV1<'i>>,
    target_groups: Vec<StateV1<'i>>,
    undertemaer: Vec<StateV1<'i>>,
    goals: Vec<GoalV1<'i>>,
    interventions: Vec<InterventionV1<'i>>,
    services: Vec<CodeV1<'i>>,
    results: Vec<ResultV1<'i>>,
    follow_ups: Vec<String>,
    texts: Vec<TextV1<'i>>,
    notices: Vec<NoticeV1<'i>>,
    used: &'i BTreeMap<String, usize>,
    left_out: &'i BTreeMap<&'static str, usize>,
}

#[derive(Debug, Serialize)]
struct ProposalV1<'i> {
    question: &'i str,
    answer: &'i [String],
    source: String,
    date: Option<String>,
    rests_on: &'i [String],
}

#[derive(Debug, Serialize)]
struct CodeV1<'i> {
    code: &'i str,
    name: &'i str,
}

#[derive(Debug, Serialize)]
struct StateV1<'i> {
    #[serde(flatten)]
    code: CodeV1<'i>,
    standing: &'static str,
    date: Option<String>,
    /// Of a target group.
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<u32>,
    /// Of an undertema, *Ikke vurderet* included.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<CodeV1<'i>>,
}

#[derive(Debug, Serialize)]
struct GoalV1<'i> {
    #[serde(rename = "type")]
    kind: Option<CodeV1<'i>>,
    expected: Option<CodeV1<'i>>,
    live: bool,
    about: Vec<RankedV1<'i>>,
}

#[derive(Debug, Serialize)]
struct RankedV1<'i> {
    #[serde(flatten)]
    code: CodeV1<'i>,
    rank: Option<u32>,
}

#[derive(Debug, Serialize)]
struct InterventionV1<'i> {
    intervention: Option<CodeV1<'i>>,
    since: Option<String>,
    until: Option<String>,
    live: bool,
}

#[derive(Debug, Serialize)]
struct ResultV1<'i> {
    result: CodeV1<'i>,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
struct TextV1<'i> {
    what: &'i str,
    words: &'i str,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
struct NoticeV1<'i> {
    path: &'i str,
    message: &'i str,
}

fn coded(code: &Code) -> CodeV1<'_> {
    CodeV1 { code: &code.code, name: &code.display }
}

fn iso(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "current",
        Standing::Suspected => "suspected",
        Standing::Ended => "ended",
    }
}

impl<'i> FfbV1<'i> {
    /// The machine form.
    #[must_use]
    pub fn of(intake: &'i Intake, sha256: &'i str) -> Self {
        let proposals = intake.proposals.iter().map(|one| ProposalV1 {
            question: one.question,
            answer: &one.answer,
            source: source_words(intake),
            date: iso(one.date),
            rests_on: &one.basis,
        });
        let state = |code, how, date, rank, level: Option<&'i Code>| StateV1 {
            code: coded(code),
            standing: standing(how),
            date: iso(date),
            rank,
            level: level.map(coded),
        };
        let groups = intake.groups.iter().map(|one| state(one.code, one.standing, one.date, one.rank, None));
        let undertemaer = intake.undertemaer.iter().map(|one| state(one.code, one.standing, one.date, None, one.level));
        let interventions = intake.interventions.iter().map(|one| InterventionV1 {
            intervention: one.code.map(coded),
            since: iso(one.since),
            until: iso(one.until),
            live: one.live,
        });
        let results = intake.results.iter().map(|one| ResultV1 { result: coded(one.code), date: iso(one.date) });
        let texts = intake.texts.iter().map(|one| TextV1 { what: one.what, words: &one.words, date: iso(one.date) });
        Self {
            format: "visit-ffb/1",
            guide: intake.guide.name(),
            timestamp: intake.timestamp.as_deref(),
            sha256,
            proposals: proposals.collect(),
            target_groups: groups.collect(),
            undertemaer: undertemaer.collect(),
            goals: intake.goals.iter().map(GoalV1::of).collect(),
            interventions: interventions.collect(),
            services: intake.services.iter().map(|code| coded(code)).collect(),
            results: results.collect(),
            follow_ups: intake.next.iter().map(ToString::to_string).collect(),
            texts: texts.collect(),
            notices: intake.notices.iter().map(|one| NoticeV1 { path: &one.path, message: &one.text }).collect(),
            used: &intake.counts.used,
            left_out: &intake.counts.left_out,
        }
    }
}

impl<'i> GoalV1<'i> {
    fn of(goal: &'i Goal) -> Self {
        Self {
            kind: goal.kind.map(coded),
            expected: goal.expected.map(coded),
            live: goal.live,
            about: goal.about.iter().map(|(code, rank)| RankedV1 { code: coded(code), rank: *rank }).collect(),
        }
    }
}

/// The page for people.
#[must_use]
pub fn page(intake: &Intake, sha256: &str, look: Look) -> String {
    let mut text = format!("Forslag til svar. Kilde: {}\n\n", source_words(intake));
    let mut say = |line: &str| {
        let _ = writeln!(text, "{}", wrap::wrapped(line, look.width));
    };
    say(
        "Intet af det er et svar, før et menneske har bekræftet det. Fagsystemet har sat niveau på undertemaer, og visit \
         spørger om temaer: Forslaget er det alvorligste kendte undertema, og det kan være for højt eller for lavt.",
    );
    if intake.proposals.is_empty() {
        say("\nDer er ikke fundet noget, som kan foreslås.");
    }
    for one in &intake.proposals {
        let _ = writeln!(text, "\n{}", wrap::hanging("", &proposed(one), look.width));
        for line in &one.basis {
            let _ = writeln!(text, "{}", wrap::hanging("    ", &format!("bygger på {line}"), look.width));
        }
    }
    for (heading, lines) in [
        ("Vises kun, og er ikke gjort til svar", shown(intake)),
        ("Hjælp, mål og opfølgning", history(intake)),
        ("Fri tekst, som du har bedt om. Se den igennem for navne", texts(intake)),
        ("Bemærkninger til filen", notices(intake)),
    ] {
        if !lines.is_empty() {
            let _ = writeln!(text, "\n{heading}:");
        }
        for line in lines {
            let _ = writeln!(text, "{}", wrap::hanging("– ", &line, look.width));
        }
    }
    let used: usize = intake.counts.used.values().sum();
    let left: Vec<String> = intake.counts.left_out.iter().map(|(why, count)| format!("{why}: {count}")).collect();
    let left = if left.is_empty() { "Intet er udeladt.".to_owned() } else { format!("Udeladt: {}.", left.join("; ")) };
    let _ = writeln!(text, "\n{}", wrap::wrapped(&format!("Brugt: {used} af filens oplysninger. {left}"), look.width));
    let asked = "Alderen er ikke læst, og visit spørger selv om den og resten. Filen er ikke gemt; dens SHA-256 er";
    let _ = writeln!(text, "{}", wrap::wrapped(&format!("{asked} {sha256}."), look.width));
    text
}

/// The question and what could be answered.
fn proposed(one: &Proposal) -> String {
    let answer = if one.question == "ønsker" { one.answer.concat() } else { plain(&one.answer.join(", ")) };
    format!("{}: {answer}", plain(one.question))
}

/// An id as words.
fn plain(id: &str) -> String {
    id.replace('_', " ")
}

fn names<'u>(found: impl Iterator<Item = &'u Undertema>) -> String {
    let names: Vec<String> = found.map(|one| one.code.display.clone()).collect();
    list_text(&names)
}

/// What is beside the questions: no level, not assessed, suspected, over.
fn shown(intake: &Intake) -> Vec<String> {
    let all = || intake.undertemaer.iter();
    let current = || all().filter(|one| one.standing == Standing::Current);
    let groups = |wanted| {
        let found = intake.groups.iter().filter(move |group| group.standing == wanted);
        list_text(&found.map(|group| group.code.display.clone()).collect::<Vec<_>>())
    };
    let rows = [
        ("Undertemaer uden niveau", names(current().filter(|one| one.level.is_none()))),
        (
            "Ikke vurderet, så det tæller ikke med",
            names(current().filter(|one| one.level.is_some() && one.step().is_none())),
        ),
        ("Mistanke", names(all().filter(|one| one.standing == Standing::Suspected))),
        ("Ikke længere aktuelt", names(all().filter(|one| one.standing == Standing::Ended))),
        ("Mistanke om målgruppe", groups(Standing::Suspected)),
        ("Tidligere målgruppe", groups(Standing::Ended)),
    ];
    rows.into_iter().filter(|(_, what)| !what.is_empty()).map(|(label, what)| format!("{label}: {what}")).collect()
}

fn history(intake: &Intake) -> Vec<String> {
    let services = intake.services.iter().map(|code| format!("Tilbudstype: {}", code.display));
    let interventions = intake.interventions.iter().map(intervention);
    let goals = intake.goals.iter().map(goal);
    let results = intake.results.iter().map(|one| {
        let day = one.date.map(|day| format!(" ({})", date_text(day))).unwrap_or_default();
        format!("Seneste opfølgning: »{}«{day}. Det er et skridt mod en afgørelse, ikke en afgørelse", one.code.display)
    });
    let next = intake.next.iter().map(|day| format!("Næste opfølgning er planlagt til {}", date_text(*day)));
    services.chain(interventions).chain(goals).chain(results).chain(next).collect()
}

fn intervention(one: &Intervention) -> String {
    let name = one.code.map_or("en ydelse, som kun står i ord", |code| &code.display);
    let over = if one.live { "" } else { " (afsluttet)" };
    let since = one.since.map(|day| format!(" fra {}", date_text(day))).unwrap_or_default();
    let until = one.until.map(|day| format!(" til {}", date_text(day))).unwrap_or_default();
    format!("Ydelse{over}: {name}{since}{until}")
}

fn goal(goal: &Goal) -> String {
    let about = goal.about.iter().map(|(code, rank)| match rank {
        Some(1) => format!("{} (primær)", code.display),
        Some(_) => format!("{} (sekundær)", code.display),
        None => code.display.clone(),
    });
    let kind = goal.kind.map_or("Indsatsmål", |code| &code.display);
    let expected = goal.expected.map(|code| format!(", ventet niveau: {}", code.display)).unwrap_or_default();
    let over = if goal.live { "" } else { " (ikke længere i gang)" };
    format!("Mål{over}: {kind}. {}{expected}", list_text(&about.collect::<Vec<_>>()))
}

fn texts(intake: &Intake) -> Vec<String> {
    intake.texts.iter().map(|one| format!("{}: {}", one.what, one.words)).collect()
}

fn notices(intake: &Intake) -> Vec<String> {
    intake.notices.iter().map(|one| format!("{}: {}", one.path, one.text)).collect()
}
