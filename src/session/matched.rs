//! A match as an entry of the case: what it came to, and with which catalogue, so that it can be made again.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use visitation::case::{Addition, Additions, SavedValue, Topic};
use visitation::offers::{Class, Matched, PartMatch, State};

use super::matching::{Needs, Read};

/// What came of making a noted match again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    /// Word for word the same.
    Identical,
    /// The catalogue is another one than was used.
    OtherCatalogue,
    /// There is no such part in the needs any more.
    NoPart,
    /// The fields that differ.
    Differs(Vec<String>),
}

/// The entries of a match, one for each part.
#[must_use]
pub fn entries(
    needs: &Needs,
    parts: &[PartMatch<'_>],
    read: &Read,
    catalogue: &Path,
    noted: &Additions,
) -> Vec<Addition> {
    let mut additions = Vec::new();
    let first = noted.next_id(Topic::Match);
    let number = first.trim_start_matches('S').parse::<usize>().unwrap_or(1);
    let fields: Vec<_> = parts.iter().map(|part| fields(needs, part, read, catalogue)).collect();
    // The very same match again is no new entry.
    let new = fields.into_iter().filter(|fields| !noted.of(Topic::Match).any(|entry| entry.fields == *fields));
    for (place, fields) in new.enumerate() {
        additions.push(Addition { topic: Topic::Match, id: Some(format!("S{}", number + place)), fields });
    }
    additions
}

/// The days of the matches that a case holds.
#[must_use]
pub fn days(noted: &Additions) -> Vec<(String, Option<Date>)> {
    noted.of(Topic::Match).map(|entry| (entry.id.clone(), entry.date("dato"))).collect()
}

/// Holds a noted match against the same one made again.
#[must_use]
pub fn again(noted: &Additions, id: &str, needs: &Needs, parts: &[PartMatch<'_>], read: &Read) -> Again {
    let Some(entry) = noted.find(Topic::Match, id) else { return Again::NoPart };
    if entry.text("sha256") != Some(&read.sha256) {
        return Again::OtherCatalogue;
    }
    let catalogue = entry.text("katalog").unwrap_or_default();
    let of_part = parts.iter().filter(|part| entry.is("del", part.need.part.word()));
    let made: Vec<_> = of_part.map(|part| fields(needs, part, read, Path::new(catalogue))).collect();
    let differing = |made: &BTreeMap<String, SavedValue>| -> Vec<String> {
        let keys = made.keys().chain(entry.fields.keys().filter(|key| !made.contains_key(*key)));
        keys.filter(|key| made.get(*key) != entry.fields.get(*key)).cloned().collect()
    };
    match made.iter().map(differing).min_by_key(Vec::len) {
        None => Again::NoPart,
        Some(keys) if keys.is_empty() => Again::Identical,
        Some(keys) => Again::Differs(keys),
    }
}

fn fields(needs: &Needs, part: &PartMatch<'_>, read: &Read, catalogue: &Path) -> BTreeMap<String, SavedValue> {
    let text = |text: &str| SavedValue::Text(text.to_owned());
    let levels = part.levels.iter().filter_map(|level| needs.level_ids.get(*level)).cloned().collect();
    let name = catalogue.file_name().unwrap_or_default().to_string_lossy();
    let mut fields = BTreeMap::from([
        ("del".to_owned(), text(part.need.part.word())),
        ("dato".to_owned(), text(&needs.today.to_string())),
        ("katalog".to_owned(), text(&name)),
        ("sha256".to_owned(), text(&read.sha256)),
        ("niveauer".to_owned(), SavedValue::Many(levels)),
    ]);
    fields.extend(read.offers.extract.map(|day| ("udtræk".to_owned(), text(&day.to_string()))));
    let siblings = &needs.file.considerations.siblings;
    let of_class = |class| part.offers.iter().filter(move |matched| matched.class == class).map(told).collect();
    let lists: [(&str, Vec<String>); 5] = [
        ("egnet", of_class(Class::Suitable)),
        ("egnet_sammen", of_class(Class::Together)),
        ("måske", of_class(Class::Maybe)),
        ("ikke_egnet", of_class(Class::Unsuitable)),
        ("søskende", siblings.clone()),
    ];
    let filled = lists.into_iter().filter(|(_, list)| !list.is_empty());
    fields.extend(filled.map(|(key, list)| (key.to_owned(), SavedValue::Many(list))));
    fields
}

/// `alfa + echo`, `charlie: K3, K7`.
fn told(matched: &Matched<'_>) -> String {
    let deciding = match matched.class {
        Class::Suitable => return matched.offer.id.clone(),
        Class::Together => {
            let with: Vec<&str> = matched.with.iter().map(|offer| offer.id.as_str()).collect();
            return format!("{} + {}", matched.offer.id, with.join(" eller "));
        }
        Class::Maybe => State::Unknown,
        Class::Unsuitable => State::No,
    };
    let codes = matched.requirements.iter().filter(|it| it.state == deciding).map(|it| it.id.code());
    let codes: Vec<&str> = codes.collect();
    if codes.is_empty() { matched.offer.id.clone() } else { format!("{}: {}", matched.offer.id, codes.join(", ")) }
}
