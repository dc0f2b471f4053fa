//! The speciale that a person means: `ADHD`, `hjemløshed` and `Rusmidler` name one as well as its id does.
//!
//! Deliberately takes nothing from two that fit equally well: they are named, and the person says which.

use super::catalogue::{Catalogue, RuleError};
use visitation::guideline::ids;

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The whole id or the whole title.
    Whole,
    /// The first word of the id or the title.
    First,
    /// Another word of them.
    Word,
    /// The beginning of a word.
    Beginning,
}

impl Catalogue {
    /// The id of the speciale that is meant by an id, a title, or words of them, in any case, with or without `æøå`.
    ///
    /// # Errors
    /// None fits (with the nearest ones), or several fit equally well.
    pub fn meant(&self, typed: &str) -> Result<String, RuleError> {
        let known = self.specialer()?;
        if known.iter().any(|id| id == typed) {
            return Ok(typed.to_owned());
        }
        let titles: Vec<String> = known.iter().map(|id| self.title(id)).collect();
        let fits: Vec<(Fit, &String)> = (known.iter().zip(&titles))
            .filter_map(|(id, title)| Some((fit(typed, id).into_iter().chain(fit(typed, title)).min()?, id)))
            .collect();
        let best = fits.iter().map(|(fit, _)| *fit).min();
        let best: Vec<&str> = fits.iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, id)| id.as_str()).collect();
        match best.as_slice() {
            [only] => Ok((*only).to_owned()),
            [] => Err(unknown(typed, &known, &titles)),
            several => Err(RuleError::NoAnswer {
                code: "several-specialer",
                message: format!("`{typed}` kan være {}", ids::alternatives(several)),
                help: "skriv det, der menes, helt ud; skal flere vurderes samlet, så skriv dem alle".to_owned(),
            }),
        }
    }

    /// The title of the last version; a faulty guideline goes by its id alone.
    fn title(&self, speciale: &str) -> String {
        self.versions(speciale).ok().and_then(|mut versions| versions.pop()).map(|last| last.title).unwrap_or_default()
    }
}

fn fit(typed: &str, name: &str) -> Option<Fit> {
    let (wanted, name) = (words(typed), words(name));
    let (first, length) = (wanted.first()?, wanted.len());
    // One or two letters begin too much to mean anything.
    let long = typed.chars().count() > 2;
    let is_at = |at: usize| name.get(at..at + length).is_some_and(|part| part == wanted);
    if name == wanted {
        Some(Fit::Whole)
    } else if is_at(0) {
        Some(Fit::First)
    } else if (1..name.len()).any(is_at) {
        Some(Fit::Word)
    } else {
        (long && length == 1 && name.iter().any(|word| word.starts_with(first))).then_some(Fit::Beginning)
    }
}

fn words(text: &str) -> Vec<String> {
    let plain = ids::plain(text);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn unknown(typed: &str, known: &[String], titles: &[String]) -> RuleError {
    let title_words: Vec<(String, &String)> =
        titles.iter().zip(known).flat_map(|(title, id)| words(title).into_iter().map(move |word| (word, id))).collect();
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let of_title = || {
        let word = ids::closest(typed, title_words.iter().map(|(word, _)| word.as_str()))?;
        title_words.iter().find(|(known, _)| known == word).map(|(_, id)| format!("mente du `{id}`?"))
    };
    let help = ids::did_you_mean(typed, names.iter().copied()).or_else(of_title).unwrap_or_else(|| {
        if names.is_empty() {
            "mappen har ingen specialer".to_owned()
        } else {
            format!("der findes {}", ids::enumerate(&names))
        }
    });
    RuleError::NoAnswer { code: "unknown-speciale", message: format!("der er ikke noget speciale `{typed}`"), help }
}

#[cfg(test)]
mod tests {
    use super::super::RuleFolder;
    use super::*;

    fn meant(typed: &str) -> Result<String, String> {
        Catalogue::open(RuleFolder::Embedded).unwrap().meant(typed).map_err(|error| match error {
            RuleError::NoAnswer { message, help, .. } => format!("{message}: {help}"),
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn a_speciale_is_named_as_people_name_it() {
        let known = [
            ("Autisme", "autisme"),
            ("adhd", "opmaerksomhedsforstyrrelse"),
            ("ADHD", "opmaerksomhedsforstyrrelse"),
            ("hjemløshed", "hjemloeshed"),
            ("Hjemløshed", "hjemloeshed"),
            ("rusmidler", "rusmidler-dobbeltdiagnose"),
            ("dobbeltdiagnose", "rusmidler-dobbeltdiagnose"),
            ("Svære psykiske lidelser", "psykiske-lidelser"),
            ("epilepsi", "sjaeldne-handicap-epilepsi"),
            ("cerebral parese", "bevaegelseshandicap"),
            ("døvblind", "doevblindhed"),
            ("erhvervet hjerneskade", "erhvervet-hjerneskade"),
        ];
        for (typed, id) in known {
            assert_eq!(meant(typed).as_deref(), Ok(id), "{typed}");
        }
    }

    #[test]
    fn one_that_fits_none_or_several_is_asked_about() {
        assert_eq!(meant("autsime").unwrap_err(), "der er ikke noget speciale `autsime`: mente du `autisme`?");
        let prostitution = meant("prostitusion").unwrap_err();
        assert!(prostitution.ends_with("mente du `vold-i-naere-relationer`?"), "{prostitution}");
        let several = meant("svære").unwrap_err();
        assert!(several.starts_with("`svære` kan være `psykiske-lidelser` eller `spiseforstyrrelse"), "{several}");
        for nothing in ["", "  ", "demens", "?", "o"] {
            assert!(meant(nothing).unwrap_err().starts_with("der er ikke noget speciale"), "{nothing}");
        }
    }

    #[test]
    fn every_id_and_every_title_means_itself() {
        let catalogue = Catalogue::open(RuleFolder::Embedded).unwrap();
        for id in catalogue.specialer().unwrap() {
            assert_eq!(catalogue.meant(&id).as_deref(), Ok(id.as_str()));
            let title = catalogue.title(&id);
            assert_eq!(catalogue.meant(&title).as_deref(), Ok(id.as_str()), "{title}");
        }
    }
}
