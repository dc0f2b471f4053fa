//! Classes, pairs, the nearest misses, and the order that the citizen's own wishes give.

use jiff::civil::Date;

use super::catalogue::{Catalogue, Form, Offer, OpenTo};
use super::need::{Measure, Need, NeedFile, Wish};
use super::requirements::{Ground, Requirement, RequirementId, State};

/// What becomes of a tilbud for one part of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Every requirement holds.
    Suitable,
    /// Suitable together with help that goes out to it.
    Together,
    /// Nothing fails, something is unknown.
    Maybe,
    /// Something fails.
    Unsuitable,
}

/// One tilbud held against one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched<'c> {
    /// The tilbud.
    pub offer: &'c Offer,
    /// Its class; where the level is in doubt and the classes differ, [`Class::Maybe`].
    pub class: Class,
    /// Its class for each level matched for, lowest first; one where the level is certain.
    pub by_level: Vec<(usize, Class)>,
    /// The help it is suitable together with, in the order of the names.
    pub with: Vec<&'c Offer>,
    /// All nine.
    pub requirements: Vec<Requirement>,
    /// Whether each of the ranked wishes is met.
    pub wishes: Vec<State>,
    /// Is its level above the need? A scarce place.
    pub above_need: bool,
    /// The first free place, where it is known and fresh.
    pub free_from: Option<Date>,
}

/// What would have to be different for a near miss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest<'c> {
    /// The tilbud.
    pub offer: &'c Offer,
    /// What fails.
    pub failing: Vec<RequirementId>,
}

/// Whether one tilbud is at least as good as another on every point that is known of both, price left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'c> {
    /// The one.
    pub better: &'c Offer,
    /// The other.
    pub than: &'c Offer,
    /// On what it is better.
    pub on: Vec<&'static str>,
}

/// One part of a need held against a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartMatch<'c> {
    /// The part.
    pub need: &'c Need,
    /// The places of the levels matched for, lowest first.
    pub levels: Vec<usize>,
    /// By class, then by the citizen's wishes, then by name.
    pub offers: Vec<Matched<'c>>,
    /// Those that miss by the least.
    pub nearest: Vec<Nearest<'c>>,
    /// In the order of the offers.
    pub standings: Vec<Standing<'c>>,
}

/// Holds one part of a need against a catalogue. `ground` is for the lowest level, `highest` the highest one.
#[must_use]
pub fn match_part<'c>(
    catalogue: &'c Catalogue,
    file: &'c NeedFile,
    ground: Ground<'c>,
    highest: usize,
) -> PartMatch<'c> {
    let levels = if ground.level == highest { vec![highest] } else { vec![ground.level, highest] };
    let ranked: Vec<&Wish> = file.wishes.iter().filter(|wish| wish.measure.is_some()).collect();
    let matched = catalogue.offers.iter().map(|offer| {
        let for_level = |level: &usize| held(catalogue, Ground { level: *level, ..ground }, offer);
        let results: Vec<Held<'c>> = levels.iter().map(for_level).collect();
        let by_level: Vec<(usize, Class)> = levels.iter().copied().zip(results.iter().map(|held| held.class)).collect();
        let class = match by_level.as_slice() {
            [(_, low), (_, high)] if low != high => Class::Maybe,
            all => all.first().map_or(Class::Unsuitable, |(_, class)| *class),
        };
        let (requirements, with) = joined(results);
        Matched {
            offer,
            class,
            by_level,
            with,
            requirements,
            wishes: ranked.iter().map(|wish| met(wish, offer, file)).collect(),
            above_need: above(&ground, highest, offer),
            free_from: free_from(&ground, offer),
        }
    });
    let mut offers: Vec<Matched<'c>> = matched.collect();
    offers.sort_by_cached_key(|matched| {
        let wishes: Vec<u8> = matched.wishes.iter().map(|state| rank(*state)).collect();
        (matched.class, wishes, matched.offer.name.clone(), matched.offer.id.clone())
    });
    let nearest = nearest(&offers);
    let standings = standings(&offers, file, ground.need.latest);
    PartMatch { need: ground.need, levels, offers, nearest, standings }
}

struct Held<'c> {
    class: Class,
    with: Vec<&'c Offer>,
    requirements: Vec<Requirement>,
}

fn held<'c>(catalogue: &'c Catalogue, ground: Ground<'_>, offer: &'c Offer) -> Held<'c> {
    let requirements = ground.requirements(offer);
    let alone = alone(&requirements);
    let with = if alone == Class::Unsuitable && only_held_or_level_fail(&requirements) {
        helpers(catalogue, &ground, offer)
    } else {
        Vec::new()
    };
    let class = if with.is_empty() { alone } else { Class::Together };
    Held { class, with, requirements }
}

fn alone(requirements: &[Requirement]) -> Class {
    if requirements.iter().any(|requirement| requirement.state == State::No) {
        Class::Unsuitable
    } else if requirements.iter().any(|requirement| requirement.state == State::Unknown) {
        Class::Maybe
    } else {
        Class::Suitable
    }
}

fn only_held_or_level_fail(requirements: &[Requirement]) -> bool {
    let others = requirements.iter().filter(|it| !matches!(it.id, RequirementId::Holds | RequirementId::Level));
    others.into_iter().all(|requirement| requirement.state == State::Yes)
}

/// Help at home that covers target group, held problems, level and municipality, and may itself be used.
fn helpers<'c>(catalogue: &'c Catalogue, ground: &Ground<'_>, base: &Offer) -> Vec<&'c Offer> {
    use RequirementId as Id;
    let needed = [Id::Registered, Id::Approved, Id::Age, Id::Target, Id::Holds, Id::Level];
    let goes_out = |offer: &&Offer| matches!(offer.form, Form::Home | Form::Outpatient) && offer.id != base.id;
    let covers = |offer: &&Offer| needed.iter().all(|id| ground.requirement(*id, offer).state == State::Yes);
    let found = catalogue.offers.iter().filter(goes_out).filter(covers).filter(|offer| reaches(offer, ground));
    let mut found: Vec<&Offer> = found.collect();
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    found
}

fn reaches(offer: &Offer, ground: &Ground<'_>) -> bool {
    match (&offer.open_to, ground.municipality) {
        (_, Some(own)) if !offer.covers.is_empty() => offer.covers.iter().any(|code| code == own),
        (Some(OpenTo::All), _) => offer.covers.is_empty(),
        (Some(OpenTo::Only(codes)), Some(own)) => codes.iter().any(|code| code == own),
        _ => false,
    }
}

/// One list of requirements for one or two levels: what differs between them is unknown.
fn joined(results: Vec<Held<'_>>) -> (Vec<Requirement>, Vec<&Offer>) {
    let mut results = results.into_iter();
    let Some(first) = results.next() else { return (Vec::new(), Vec::new()) };
    let (mut requirements, mut with) = (first.requirements, first.with);
    for other in results {
        for (one, another) in requirements.iter_mut().zip(other.requirements) {
            if one.state != another.state {
                one.state = State::Unknown;
            }
        }
        if !other.with.is_empty() {
            with = other.with;
        }
    }
    (requirements, with)
}

fn met(wish: &Wish, offer: &Offer, file: &NeedFile) -> State {
    match &wish.measure {
        Some(Measure::Travel(at_most)) => match file.travel.get(&offer.id) {
            Some(minutes) if minutes <= at_most => State::Yes,
            Some(_) => State::No,
            None => State::Unknown,
        },
        Some(Measure::Offer(id)) if *id == offer.id => State::Yes,
        Some(Measure::Offer(_)) => State::No,
        None => State::Unknown,
    }
}

/// Met before unknown before not met.
fn rank(state: State) -> u8 {
    match state {
        State::Yes => 0,
        State::Unknown => 1,
        State::No => 2,
    }
}

fn above(ground: &Ground<'_>, highest: usize, offer: &Offer) -> bool {
    let claim = offer.level.as_ref();
    let place = claim.and_then(|claim| ground.levels.iter().position(|level| *level == claim.level));
    place.is_some_and(|place| place > if ground.level == highest { highest } else { ground.level })
}

fn free_from(ground: &Ground<'_>, offer: &Offer) -> Option<Date> {
    let free = offer.free.filter(|free| !ground.is_old(ground.seen(free.seen), ground.shelf.free))?;
    free.from.or_else(|| free.count.filter(|count| *count > 0).map(|_| ground.today))
}

fn nearest<'c>(offers: &[Matched<'c>]) -> Vec<Nearest<'c>> {
    let failing = |matched: &Matched<'c>| -> Vec<RequirementId> {
        matched.requirements.iter().filter(|it| it.state == State::No).map(|it| it.id).collect()
    };
    let misses: Vec<Nearest<'c>> = offers
        .iter()
        .filter(|matched| matched.class == Class::Unsuitable)
        .map(|matched| Nearest { offer: matched.offer, failing: failing(matched) })
        .collect();
    let least = misses.iter().map(|miss| miss.failing.len()).min();
    misses.into_iter().filter(|miss| Some(miss.failing.len()) == least).collect()
}

/// The points on which two may be compared; smaller is better. None where not all is known.
fn points(matched: &Matched<'_>, file: &NeedFile, latest: Option<Date>) -> Option<Vec<(&'static str, i64)>> {
    let mut points = Vec::new();
    for state in &matched.wishes {
        points.push(("borgerens ønsker", i64::from(rank(*state))));
        if *state == State::Unknown {
            return None;
        }
    }
    let id = &matched.offer.id;
    points.push(("nærhed", *file.travel.get(id)?));
    let free = matched.free_from?;
    points.push(("ventetid", latest.map_or(0, |latest| i64::from((free - latest).get_days()).max(0))));
    let lacks = |list: &[String]| i64::from(!list.contains(id));
    points.push(("skole og dag", lacks(&file.considerations.keeps_school)));
    points.push(("søskende", lacks(&file.considerations.siblings)));
    points.push(("kontinuitet", lacks(&file.considerations.known)));
    Some(points)
}

fn standings<'c>(offers: &[Matched<'c>], file: &NeedFile, latest: Option<Date>) -> Vec<Standing<'c>> {
    let usable = offers.iter().filter(|matched| matched.class < Class::Unsuitable);
    let known: Vec<_> = usable.filter_map(|matched| Some((matched, points(matched, file, latest)?))).collect();
    let mut found = Vec::new();
    for (better, own) in &known {
        // What is suitable only with help beside it is not held against what is suitable alone.
        let alike = |than: &Matched<'c>| than.class == better.class && than.offer.id != better.offer.id;
        for (than, other) in known.iter().filter(|(than, _)| alike(than)) {
            let at_least = own.iter().zip(other).all(|((_, mine), (_, theirs))| mine <= theirs);
            let mut on: Vec<&str> =
                own.iter().zip(other).filter(|((_, a), (_, b))| a < b).map(|((name, _), _)| *name).collect();
            on.dedup();
            if at_least && !on.is_empty() {
                found.push(Standing { better: better.offer, than: than.offer, on });
            }
        }
    }
    found
}
