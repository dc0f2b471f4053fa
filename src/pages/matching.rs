//! A match as a page and as `visit-match/1`.

use std::fmt::Write as _;

use serde::Serialize;
use visitation::guideline::wording::{date_text, list_text};
use visitation::offers::{
    Catalogue, Class, Matched, Measure, Need, PartMatch, Requirement, RequirementId, State, Wish,
};

use crate::session::matching::{Needs, Words, spoken};
use crate::terminal::{Look, wrap};

/// The law that ranks considerations for a child, by its id in the catalogue of laws.
const CHILDREN: &str = "bl-52";
/// From this age on it does not hold.
const ADULT: i64 = 18;

/// A match for other programs.
#[derive(Debug, Serialize)]
pub struct MatchV1<'m> {
    format: &'static str,
    /// SHA-256 of the catalogue's bytes.
    catalogue: &'m str,
    date: String,
    parts: Vec<PartV1<'m>>,
}

#[derive(Debug, Serialize)]
struct PartV1<'m> {
    part: &'static str,
    /// The levels matched for, lowest first: two where the case is in doubt.
    levels: Vec<&'m str>,
    offers: Vec<OfferV1<'m>>,
    nearest: Vec<&'m str>,
}

#[derive(Debug, Serialize)]
struct OfferV1<'m> {
    id: &'m str,
    class: &'static str,
    /// Its class at each level matched for.
    by_level: Vec<LevelClassV1<'m>>,
    /// The help it is suitable together with: the first by name.
    with: Option<&'m str>,
    /// All of them.
    pairs: Vec<&'m str>,
    requirements: Vec<RequirementV1<'m>>,
    wishes: Vec<WishV1<'m>>,
    considerations: ConsiderationsV1,
}

#[derive(Debug, Serialize)]
struct LevelClassV1<'m> {
    level: &'m str,
    class: &'static str,
}

#[derive(Debug, Serialize)]
struct RequirementV1<'m> {
    id: &'static str,
    state: &'static str,
    value: Option<&'m str>,
    source: Option<&'m str>,
    date: Option<String>,
    warning: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct WishV1<'m> {
    id: &'m str,
    state: &'static str,
}

#[derive(Debug, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own in the machine output")]
struct ConsiderationsV1 {
    free_from: Option<String>,
    travel_minutes: Option<i64>,
    siblings: bool,
    keeps_school: bool,
    known: bool,
    above_need: bool,
}

fn class_word(class: Class) -> &'static str {
    match class {
        Class::Suitable => "suitable",
        Class::Together => "together",
        Class::Maybe => "maybe",
        Class::Unsuitable => "unsuitable",
    }
}

fn state_word(state: State) -> &'static str {
    match state {
        State::Yes => "yes",
        State::No => "no",
        State::Unknown => "unknown",
    }
}

impl<'m> MatchV1<'m> {
    /// The machine form.
    #[must_use]
    pub fn of(needs: &'m Needs, parts: &'m [PartMatch<'m>], sha256: &'m str) -> Self {
        let part = |part: &'m PartMatch<'m>| PartV1 {
            part: part.need.part.word(),
            levels: part.levels.iter().filter_map(|level| level_id(needs, *level)).collect(),
            offers: part.offers.iter().map(|matched| offer_v1(needs, matched)).collect(),
            nearest: part.nearest.iter().map(|miss| miss.offer.id.as_str()).collect(),
        };
        let parts = parts.iter().map(part).collect();
        Self { format: "visit-match/1", catalogue: sha256, date: needs.today.to_string(), parts }
    }
}

fn level_id(needs: &Needs, level: usize) -> Option<&str> {
    needs.level_ids.get(level).map(String::as_str)
}

fn offer_v1<'m>(needs: &'m Needs, matched: &'m Matched<'m>) -> OfferV1<'m> {
    let level = |(level, class): &(usize, Class)| {
        Some(LevelClassV1 { level: level_id(needs, *level)?, class: class_word(*class) })
    };
    let requirement = |it: &'m Requirement| RequirementV1 {
        id: it.id.code(),
        state: state_word(it.state),
        value: it.value.as_deref(),
        source: it.source.as_deref(),
        date: it.date.map(|day| day.to_string()),
        warning: it.warning,
    };
    let wishes = ranked(needs).zip(&matched.wishes);
    let id = &matched.offer.id;
    let noted = &needs.file.considerations;
    OfferV1 {
        id,
        class: class_word(matched.class),
        by_level: matched.by_level.iter().filter_map(level).collect(),
        with: matched.with.first().map(|offer| offer.id.as_str()),
        pairs: matched.with.iter().map(|offer| offer.id.as_str()).collect(),
        requirements: matched.requirements.iter().map(requirement).collect(),
        wishes: wishes.map(|(wish, state)| WishV1 { id: &wish.id, state: state_word(*state) }).collect(),
        considerations: ConsiderationsV1 {
            free_from: matched.free_from.map(|day| day.to_string()),
            travel_minutes: needs.file.travel.get(id).copied(),
            siblings: noted.siblings.contains(id),
            keeps_school: noted.keeps_school.contains(id),
            known: noted.known.contains(id),
            above_need: matched.above_need,
        },
    }
}

/// The wishes that give the order.
fn ranked(needs: &Needs) -> impl Iterator<Item = &Wish> {
    needs.file.wishes.iter().filter(|wish| wish.measure.is_some())
}

/// The page for people.
#[must_use]
pub fn page(needs: &Needs, parts: &[PartMatch<'_>], offers: &Catalogue, words: Words<'_>, look: Look) -> String {
    let mut text = String::new();
    for part in parts {
        heading(&mut text, needs, part, offers, words, look);
        for (class, title) in [
            (Class::Suitable, "Egnet"),
            (Class::Together, "Egnet sammen"),
            (Class::Maybe, "Måske – spørg stedet"),
            (Class::Unsuitable, "Ikke egnet"),
        ] {
            let of_class: Vec<&Matched<'_>> = part.offers.iter().filter(|matched| matched.class == class).collect();
            if of_class.is_empty() {
                continue;
            }
            let _ = writeln!(text, "{title}");
            for matched in of_class {
                let line = offer_line(needs, part, matched, words);
                let _ = writeln!(text, "{}", wrap::hanging("  ", &line, look.width));
                if class == Class::Together {
                    let line = format!("{} alene: {}", matched.offer.name, failing(matched, words));
                    let _ = writeln!(text, "{}", wrap::hanging("    ", &line, look.width));
                }
            }
            text.push('\n');
        }
        for standing in &part.standings {
            let (better, than) = (&standing.better.name, &standing.than.name);
            let on = list_text(&standing.on);
            let line = format!("{better} er mindst lige så god som {than} på alle punkter og bedre på {on}.");
            let _ = writeln!(text, "{}", wrap::wrapped(&line, look.width));
        }
    }
    let _ = writeln!(text, "{}", wrap::wrapped(&order(needs), look.width));
    let _ =
        writeln!(text, "{}", wrap::wrapped("Programmet vælger ikke. Notér, hvad I vælger, og hvorfor.", look.width));
    text
}

fn heading(text: &mut String, needs: &Needs, part: &PartMatch<'_>, offers: &Catalogue, words: Words<'_>, look: Look) {
    let sections: Vec<String> = part.need.sections.iter().map(|id| words.law(id)).collect();
    let levels: Vec<&str> = part.levels.iter().filter_map(|level| level_id(needs, *level)).collect();
    let level = match levels.as_slice() {
        [lowest, highest] => format!("tvivl om niveauet: {lowest} eller {highest}"),
        other => format!("{} niveau", other.join("")),
    };
    let age = offers.extract.map(|day| {
        let days = (needs.today - day).get_days();
        format!(" Kataloget er fra {} ({days} dage gammelt).", date_text(day))
    });
    let line = format!(
        "Tilbud til {} efter {}, {level}.{}",
        part.need.part.word(),
        sections.join(", "),
        age.unwrap_or_default()
    );
    let _ = writeln!(text, "{}\n", wrap::wrapped(&line, look.width));
}

fn offer_line(needs: &Needs, part: &PartMatch<'_>, matched: &Matched<'_>, words: Words<'_>) -> String {
    let offer = matched.offer;
    let mut name = offer.name.clone();
    if let Some(with) = matched.with.first() {
        let _ = write!(name, " + {}", with.name);
    }
    let mut facts = Vec::new();
    if matched.class == Class::Unsuitable {
        facts.push(failing(matched, words));
        if part.nearest.iter().any(|miss| miss.offer.id == offer.id) {
            facts.push(format!("mangler kun {}", near(needs, part, matched, words)));
        }
    } else {
        facts.extend(level_condition(needs, matched));
        facts.extend(unknown(matched, words));
        facts.push(free(part.need, matched));
        facts.extend(needs.file.travel.get(&offer.id).map(|minutes| format!("{minutes} minutter")));
    }
    facts.extend(matched.requirements.iter().filter_map(|it| it.warning).map(str::to_owned));
    if matched.above_need {
        facts.push("mere specialiseret end behovet: en knap plads".to_owned());
    }
    if needs.file.considerations.siblings.contains(&offer.id) {
        let law = needs.age.is_some_and(|age| age < ADULT).then(|| format!(" ({})", words.law(CHILDREN)));
        facts.push(format!("søskende{}", law.unwrap_or_default()));
    }
    format!("{name}: {}", facts.join(" · "))
}

/// What would have to be different for a near miss, on either side; never advice to lower the need.
fn near(needs: &Needs, part: &PartMatch<'_>, matched: &Matched<'_>, words: Words<'_>) -> String {
    let need = part.need;
    let failing = matched.requirements.iter().filter(|it| it.state == State::No);
    let one = |it: &Requirement| match it.id {
        RequirementId::Registered => "at stedet er på Tilbudsportalen".to_owned(),
        RequirementId::Approved => "at stedet er godkendt".to_owned(),
        RequirementId::Section => {
            let own: Vec<String> = matched.offer.sections.iter().map(|id| words.short_law(id)).collect();
            let wanted: Vec<String> = need.sections.iter().map(|id| words.short_law(id)).collect();
            format!(
                "at stedet også drives efter {} (eller at behovet hører under {})",
                wanted.join(", "),
                own.join(", ")
            )
        }
        RequirementId::Age => format!("at stedet tager imod {}-årige", needs.age.unwrap_or_default()),
        RequirementId::Target => format!("at godkendelsen også omfatter {}", words.group(&need.primary)),
        RequirementId::Holds => {
            let lacking = need.must_hold.iter().filter(|group| !matched.offer.targets.iter().any(|it| it.hold(group)));
            let lacking: Vec<String> = lacking.map(|group| words.group(group)).collect();
            format!("at godkendelsen også omfatter {}", lacking.join(", "))
        }
        RequirementId::Level => "at stedet er lige så specialiseret som behovet".to_owned(),
        RequirementId::Demands => format!("at stedet har {}", spoken(&need.demands.join(", "))),
        RequirementId::Open => "at stedet er åbent for kommunen".to_owned(),
    };
    failing.map(one).collect::<Vec<_>>().join(" og ")
}

fn failing(matched: &Matched<'_>, words: Words<'_>) -> String {
    told(matched, State::No, "", words)
}

fn unknown(matched: &Matched<'_>, words: Words<'_>) -> Option<String> {
    let text = told(matched, State::Unknown, "ikke oplyst", words);
    (!text.is_empty()).then_some(text)
}

/// The requirements of one state, each with value, source and date.
fn told(matched: &Matched<'_>, state: State, silent: &str, words: Words<'_>) -> String {
    let of_state = matched.requirements.iter().filter(|requirement| requirement.state == state);
    let parts: Vec<String> = of_state.map(|it| told_one(it, silent, words)).collect();
    parts.join(" · ")
}

fn told_one(it: &Requirement, silent: &str, words: Words<'_>) -> String {
    let value = match (&it.value, it.id) {
        (Some(_), RequirementId::Level) if it.state == State::Unknown && it.source.as_deref() == Some("tilbuddet") => {
            "kun stedets eget ord".to_owned()
        }
        (Some(value), _) => words.of(it.id, value),
        (None, _) => silent.to_owned(),
    };
    let about = [it.source.clone(), it.date.map(date_text)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let about = if about.is_empty() { about } else { format!(" ({about})") };
    format!("{} {}: {value}{about}", it.id.code(), it.id.title())
}

fn level_condition(needs: &Needs, matched: &Matched<'_>) -> Option<String> {
    let [low, high] = matched.by_level.as_slice() else { return None };
    let fits = |(level, class): &(usize, Class)| (*class <= Class::Together).then(|| level_id(needs, *level)).flatten();
    match (fits(low), fits(high)) {
        (Some(level), None) | (None, Some(level)) => Some(format!("egnet, hvis niveauet er {level}")),
        _ => None,
    }
}

fn free(need: &Need, matched: &Matched<'_>) -> String {
    let Some(from) = matched.free_from else { return "ledig plads: ukendt".to_owned() };
    let late = need.latest.filter(|latest| from > *latest).map(|latest| (from - latest).get_days());
    match late {
        Some(days) => format!("plads fra {}, {days} dage efter det ønskede", date_text(from)),
        None => format!("plads fra {}", date_text(from)),
    }
}

fn order(needs: &Needs) -> String {
    let wishes: Vec<String> = ranked(needs)
        .enumerate()
        .map(|(place, wish)| match &wish.measure {
            Some(Measure::Travel(minutes)) => format!("{}. {} (højst {minutes} minutter)", place + 1, wish.words),
            _ => format!("{}. {}", place + 1, wish.words),
        })
        .collect();
    if wishes.is_empty() {
        return "Rækkefølgen er alfabetisk: Borgerens ønsker er ikke noteret, så de kan holdes op mod tilbuddene."
            .to_owned();
    }
    format!("Rækkefølgen er borgerens egne ønsker: {}", wishes.join(" "))
}
