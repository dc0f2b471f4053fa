//! Levels and advice by their names, as they stand inside a sentence.

use super::statement::lower_first;
use super::{level_title, list_text};
use crate::guideline::Guideline;
use crate::guideline::condition::LevelIx;
use crate::guideline::national::{National, Raadgivning};

/// `Let eller Højt specialiseret niveau`: what two titles end on alike is said once.
#[must_use]
pub fn levels_text(national: &National, levels: &[LevelIx]) -> String {
    let titles: Vec<String> = levels.iter().map(|level| lower_first(&level_title(national, *level))).collect();
    let ending = |title: &str| title.split_once(' ').map(|(_, rest)| rest.to_owned());
    let common = titles.first().and_then(|title| ending(title));
    let alike = common.is_some() && titles.iter().all(|title| ending(title) == common);
    match titles.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            let short = |title: &String| {
                if alike { title.split(' ').next().unwrap_or_default().to_owned() } else { title.clone() }
            };
            format!("{} eller {last}", first.iter().map(short).collect::<Vec<_>>().join(", "))
        }
        _ => titles.concat(),
    }
}

/// `rådgivning hos VISO (N1 og R2) og Kommunens egen udredning (N6)`; empty where there is none.
#[must_use]
pub fn advice_text<'a>(guideline: &Guideline, duties: impl IntoIterator<Item = &'a Raadgivning>) -> String {
    let mut with: Vec<(Option<String>, Vec<&str>)> = Vec::new();
    for duty in duties {
        let name = duty.from.is_some().then(|| adviser(guideline, duty));
        match with.iter_mut().find(|(known, _)| *known == name) {
            Some((_, ids)) => ids.push(&duty.id),
            None => with.push((name, vec![&duty.id])),
        }
    }
    // Whoever is named follows the one "hos".
    with.sort_by_key(|(name, _)| name.is_none());
    let texts = with.iter().map(|(name, ids)| match name {
        Some(name) => format!("{name} ({})", list_text(ids)),
        None => list_text(ids),
    });
    let texts = list_text(&texts.collect::<Vec<_>>());
    match with.first() {
        None => String::new(),
        Some((None, _)) => format!("rådgivning {texts}"),
        Some((Some(_), _)) => format!("rådgivning hos {texts}"),
    }
}

/// The adviser's short name: what stands before the first comma.
#[must_use]
pub fn adviser(guideline: &Guideline, duty: &Raadgivning) -> String {
    let Some(id) = &duty.from else { return "ikke angivet".to_owned() };
    let found = guideline.national.advisers.iter().find(|adviser| adviser.id == *id);
    let name = found.map_or(id.as_str(), |adviser| adviser.name.as_str());
    name.split(',').next().unwrap_or(name).to_owned()
}
