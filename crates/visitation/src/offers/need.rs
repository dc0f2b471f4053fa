//! What is matched: the parts of a need as a person has decided them, and the citizen's own ranked wishes.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::words::{Words, word};
use super::yaml::{block, day, names};
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::raw::fields::{self, Fields};
use crate::guideline::raw::guideline::{each, plain_text};
use crate::guideline::raw::yaml::{self, Node, NodeValue};

/// All that is matched for one citizen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NeedFile {
    /// Each part of the need by itself.
    pub parts: Vec<Need>,
    /// In the citizen's own order.
    pub wishes: Vec<Wish>,
    /// Minutes to whom the citizen names, by tilbud; found and noted by a person.
    pub travel: BTreeMap<String, i64>,
    /// What a person has noted of the other considerations.
    pub considerations: Considerations,
    /// The municipality's code; text, since zeros count.
    pub municipality: Option<String>,
}

/// One part of a need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Which part.
    pub part: Part,
    /// Ids of laws: decided by a person, never derived.
    pub sections: Vec<String>,
    /// The main target group.
    pub primary: String,
    /// What the place must be able to hold.
    pub must_hold: Vec<String>,
    /// The chosen level's id; none: the case's possible levels.
    pub level: Option<String>,
    /// Conditions or methods that are required.
    pub demands: Vec<String>,
    /// The wanted start; a consideration, not a requirement.
    pub latest: Option<Date>,
    /// Why each demand is made.
    pub because: BTreeMap<String, String>,
    /// Is it an emergency, so that an unapproved place may be used for a short while?
    pub acute: bool,
}

/// The parts of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum Part {
    Home,
    Day,
    Treatment,
    Support,
}

const PARTS: Words<Part> =
    &[("bolig", Part::Home), ("dag", Part::Day), ("behandling", Part::Treatment), ("støtte", Part::Support)];

impl Part {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(PARTS, &self)
    }
}

/// One wish in the citizen's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Its id in the case.
    pub id: String,
    /// The citizen's words.
    pub words: String,
    /// How it is seen whether a tilbud meets it; none where only a person can say.
    pub measure: Option<Measure>,
}

/// How it is seen whether a tilbud meets a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// At most so many minutes away.
    Travel(i64),
    /// This very tilbud.
    Offer(String),
}

/// What a person has noted of considerations that are weighed and never reckoned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Considerations {
    /// Where placed siblings live.
    pub siblings: Vec<String>,
    /// Where school, work or day offer can be kept.
    pub keeps_school: Vec<String>,
    /// Whom or what the citizen knows.
    pub known: Vec<String>,
    /// What was thought of a foster family, where one was considered.
    pub foster_family: Option<String>,
}

/// Reads `behov`, `ønsker`, `rejsetid`, `hensyn` and `kommune` of a file with other keys beside them.
///
/// # Errors
/// Everything that is wrong with them.
pub fn read_need(name: &str, bytes: &[u8]) -> Result<NeedFile, Vec<Finding>> {
    let (source, node) = yaml::read(name, bytes)?;
    let mut findings = Findings::new(source);
    match need_file(&node, &mut findings) {
        Some(file) if findings.is_empty() => Ok(file),
        _ => Err(findings.into_sorted()),
    }
}

fn need_file(node: &Node, findings: &mut Findings) -> Option<NeedFile> {
    let mut map = Fields::open(node, "filen", findings)?;
    let parts = each(map.list("behov", findings), need, findings);
    let wishes = each(map.list("ønsker", findings), wish, findings);
    let travel = travel(&mut map, findings);
    let considerations = block(&mut map, "hensyn", findings, |map, findings| Considerations {
        siblings: names(map, "søskende", findings),
        keeps_school: names(map, "skole", findings),
        known: names(map, "kender", findings),
        foster_family: plain_text(map, "plejefamilie", findings),
    });
    let municipality = map.name("kommune", findings).map(|code| code.value);
    Some(NeedFile { parts, wishes, travel, considerations: considerations.unwrap_or_default(), municipality })
}

fn need(node: &Node, findings: &mut Findings) -> Option<Need> {
    let mut map = Fields::open(node, "et behov", findings)?;
    map.need("del", findings);
    let part = map.word("del", PARTS, findings);
    map.need("paragraf", findings);
    let sections = names(&mut map, "paragraf", findings);
    let primary = map.need_name("primær", findings);
    let must_hold = names(&mut map, "skal_rumme", findings);
    let level = map.name("niveau", findings).map(|level| level.value);
    let demands = names(&mut map, "krav", findings);
    let latest = day(&mut map, "senest", findings);
    let acute = map.yes_no("akut", findings).unwrap_or_default();
    let because = map.take("fordi", findings).map(|node| texts(node, findings)).unwrap_or_default();
    map.close(findings);
    let unexplained = demands.iter().filter(|demand| !because.contains_key(*demand));
    for demand in unexplained {
        let help = format!("tilføj `fordi: {{ {demand}: … }}`");
        findings.error("missing-key", node.span, format!("kravet `{demand}` mangler en grund"), help);
    }
    Some(Need { part: part?, sections, primary: primary?.value, must_hold, level, demands, latest, because, acute })
}

fn wish(node: &Node, findings: &mut Findings) -> Option<Wish> {
    let mut map = Fields::open(node, "et ønske", findings)?;
    let id = map.need_name("id", findings);
    let words = map.need("ord", findings).and_then(|node| fields::text(node, "ord", findings));
    let measured = map.word("mål", &[("rejsetid", true), ("tilbud", false)], findings);
    let at_most = map.integer("højst", findings);
    let offer = map.name("er", findings);
    map.close(findings);
    let measure = match measured {
        Some(true) if at_most.is_none() => {
            findings.error(
                "missing-key",
                node.span,
                "ønsket om rejsetid mangler `højst`",
                "skriv minutterne: `højst: 45`",
            );
            None
        }
        Some(true) => at_most.map(|minutes| Measure::Travel(minutes.value)),
        Some(false) if offer.is_none() => {
            findings.error(
                "missing-key",
                node.span,
                "ønsket om et tilbud mangler `er`",
                "skriv tilbuddets id: `er: …`",
            );
            None
        }
        Some(false) => offer.map(|offer| Measure::Offer(offer.value)),
        None => None,
    };
    Some(Wish { id: id?.value, words: words?.value, measure })
}

fn travel(map: &mut Fields<'_>, findings: &mut Findings) -> BTreeMap<String, i64> {
    let Some(node) = map.take("rejsetid", findings) else { return BTreeMap::new() };
    let minutes = entries(node, findings);
    let read = |(id, node): (&String, &Node), findings: &mut Findings| {
        fields::integer(node, "rejsetid", findings).map(|found| (id.clone(), found.value))
    };
    minutes.into_iter().filter_map(|entry| read(entry, findings)).collect()
}

fn texts(node: &Node, findings: &mut Findings) -> BTreeMap<String, String> {
    let read = |(id, node): (&String, &Node), findings: &mut Findings| {
        fields::text(node, "fordi", findings).map(|found| (id.clone(), found.value))
    };
    entries(node, findings).into_iter().filter_map(|entry| read(entry, findings)).collect()
}

/// The entries of a map whose keys are ids.
fn entries<'n>(node: &'n Node, findings: &mut Findings) -> Vec<(&'n String, &'n Node)> {
    if Fields::open(node, "en blok", findings).is_none() {
        return Vec::new();
    }
    let NodeValue::Map(list) = &node.value else { return Vec::new() };
    let named = list.iter().filter_map(|(key, value)| match &key.value {
        NodeValue::Text(id) => Some((id, value)),
        _ => None,
    });
    named.collect()
}
