//! Danish words for what a guideline says: who demands a duty, statuses, levels, laws, dates and numbers.
//!
//! One place, so that a table, a letter and the machine's log never say it differently. Deliberately knows
//! no layout, no locale and no clock. How an answer becomes a sentence stands in [`statement`], how a
//! `fordi` text is filled in [`because`].

pub mod because;
pub mod lix;
pub mod named;
pub mod statement;

use jiff::civil::Date;

use super::condition::LevelIx;
use super::national::{Basis, Duty, Hjemmel, National};
use super::{Reference, Status};

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// Said above the questions whose kept answers do not apply.
pub const IDLE: &str = "Disse spørgsmål gælder ikke i sagen. Svarene på dem er gemt, men tæller ikke:";

/// Said of everything whose content nobody has seen in its source.
pub const UNVERIFIED: &str = "(ikke bekræftet)";

/// The same within a sentence, or within brackets that stand already.
pub const NOT_VERIFIED: &str = "ikke bekræftet";

/// Who says that advice is to be obtained, so that nobody takes a recommendation for the law.
///
/// Only `grundlag: lov` is a legal duty; all others say so. `verified` is the file's own `bekræftet`.
#[must_use]
pub fn basis_text(duty: Duty, basis: Option<Basis>, verified: Option<bool>) -> String {
    let text = match (basis, duty) {
        (Some(Basis::Law), Duty::Mandatory) => "krav i lov",
        (Some(Basis::Law), Duty::Recommended) => "anbefalet med støtte i lov – ikke et lovkrav",
        (Some(Basis::National), Duty::Mandatory) => "obligatorisk efter national retningslinje – ikke et lovkrav",
        (Some(Basis::National), Duty::Recommended) => "national anbefaling – ikke et lovkrav",
        (Some(Basis::Guideline), Duty::Mandatory) => "obligatorisk efter denne retningslinje – ikke et lovkrav",
        (Some(Basis::Guideline), Duty::Recommended) => "anbefalet i denne retningslinje – ikke et lovkrav",
        (Some(Basis::Local), Duty::Mandatory) => "lokal forretningsgang – ikke et lovkrav",
        (Some(Basis::Local), Duty::Recommended) => "anbefalet i lokal forretningsgang – ikke et lovkrav",
        (None, Duty::Mandatory) => "obligatorisk, men retningslinjen siger ikke efter hvad",
        (None, Duty::Recommended) => "anbefalet, men retningslinjen siger ikke af hvem",
    };
    // What follows a dash goes on there; brackets after it would be read as a part of it.
    if text.contains(" – ") && verified == Some(false) {
        return format!("{text}; {NOT_VERIFIED}");
    }
    with_verification(text, verified)
}

/// The same for the citizen. Most advice is no legal duty, so each says whether it is; that a law demands it is
/// told as a fact only where somebody has seen the law.
#[must_use]
pub fn basis_phrase(duty: Duty, basis: Option<Basis>, verified: Option<bool>) -> &'static str {
    match (basis, duty) {
        (Some(Basis::Law), Duty::Mandatory) if verified == Some(true) => "krav i loven",
        (Some(Basis::Law), Duty::Mandatory) => "efter retningslinjen et krav i loven",
        (Some(Basis::Law), Duty::Recommended) => "anbefalet med støtte i loven, ikke et lovkrav",
        (Some(Basis::National), Duty::Mandatory) => "krav i en national retningslinje, ikke et lovkrav",
        (Some(Basis::National), Duty::Recommended) => "national anbefaling, ikke et lovkrav",
        (Some(Basis::Guideline), Duty::Mandatory) => "krav i retningslinjen, ikke et lovkrav",
        (Some(Basis::Guideline), Duty::Recommended) => "anbefalet i retningslinjen, ikke et lovkrav",
        (Some(Basis::Local), Duty::Mandatory) => "krav i kommunens egen praksis, ikke et lovkrav",
        (Some(Basis::Local), Duty::Recommended) => "anbefalet i kommunens egen praksis, ikke et lovkrav",
        (None, _) => "nævnt i retningslinjen, som ikke siger, at loven kræver det",
    }
}

/// What stands before the criteria that are met too, where [`one_of_text`] has given the reason.
pub const ALSO_MET: &str = "Også opfyldt, for et lavere niveau:";

/// That one of these criteria holds, though it is not known which. `doubt`: a higher level is possible, too.
#[must_use]
pub fn one_of_text(ids: &[&str], level: &str, doubt: bool) -> String {
    let (ids, at_least) = (list_text(ids), if doubt { "mindst " } else { "" });
    format!(
        "Mindst ét af kriterierne {ids} for {at_least}{level} er opfyldt, uanset hvad der svares på resten. Hvilket, afhænger af \
         svar, som ikke er kendt."
    )
}

/// The name of a status, as a rule file and machine output write it.
#[must_use]
pub fn status_id(status: Status) -> &'static str {
    match status {
        Status::Draft => "udkast",
        Status::Hearing => "høring",
        Status::InForce => "gældende",
    }
}

/// What a status means for the reader of a recommendation.
#[must_use]
pub fn status_text(status: Status) -> &'static str {
    match status {
        Status::Draft => "udkast – ingen myndighed har udstedt den",
        Status::Hearing => "i høring – endnu ikke gældende",
        Status::InForce => "gældende",
    }
}

/// The title of a level, or its number where a caller hands in a level of another national file.
#[must_use]
pub fn level_title(national: &National, level: LevelIx) -> String {
    national.levels.get(level.0).map_or_else(|| format!("niveau {}", level.0), |level| level.title.clone())
}

/// A law as it is cited: act, section, consolidation, and a mark where nobody has checked it.
#[must_use]
pub fn hjemmel_text(law: &Hjemmel) -> String {
    let named = [law.act.as_deref(), law.section.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let named = if named.is_empty() { law.id.clone() } else { named };
    let consolidated = match &law.consolidation {
        Some(consolidation) => format!("{named} ({consolidation})"),
        None => named,
    };
    // A law is only cited bare when the file vouches for it: silence counts as unverified.
    with_verification(&consolidated, Some(law.verified == Some(true)))
}

/// A law as it is named in passing: `forvaltningsloven § 25, stk. 1`.
#[must_use]
pub fn short_hjemmel_text(law: &Hjemmel) -> String {
    let named = [law.act.as_deref(), law.section.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    statement::lower_first(if named.is_empty() { &law.id } else { &named })
}

/// A publication as it is cited: title, publisher, year.
#[must_use]
pub fn reference_text(reference: &Reference) -> String {
    let year = reference.year.map(|year| year.to_string());
    let parts = [reference.title.as_deref(), reference.publisher.as_deref(), year.as_deref()];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    with_verification(if text.is_empty() { &reference.id } else { &text }, reference.verified)
}

/// `mandag`
#[must_use]
pub fn weekday_text(date: Date) -> &'static str {
    use jiff::civil::Weekday;
    match date.weekday() {
        Weekday::Monday => "mandag",
        Weekday::Tuesday => "tirsdag",
        Weekday::Wednesday => "onsdag",
        Weekday::Thursday => "torsdag",
        Weekday::Friday => "fredag",
        Weekday::Saturday => "lørdag",
        Weekday::Sunday => "søndag",
    }
}

/// `22. november 2026`
#[must_use]
pub fn date_text(date: Date) -> String {
    format!("{}. {}", date.day(), month_text(date))
}

/// `august 2027`
#[must_use]
pub fn month_text(date: Date) -> String {
    // `Date::month` is 1 to 12; the fallback only keeps this function total.
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
    format!("{month} {}", date.year())
}

/// A whole number with a point between thousands: `12.345`; four digits stand together, as in a year.
#[must_use]
pub fn number_text(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "−" } else { "" };
    if digits.len() <= 4 {
        return format!("{sign}{digits}");
    }
    let mut text = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Units that bend: what one of them is called. Others are said as they are written.
const ONE: [(&str, &str); 14] = [
    ("måneder", "måned"),
    ("uger", "uge"),
    ("dage", "dag"),
    ("nætter", "nat"),
    ("timer", "time"),
    ("minutter", "minut"),
    ("gange", "gang"),
    ("kroner", "krone"),
    ("personer", "person"),
    ("anfald", "anfald"),
    ("børn", "barn"),
    ("forsøg", "forsøg"),
    ("genstande", "genstand"),
    ("indlæggelser", "indlæggelse"),
];

/// A number with what it counts: `12 måneder`, `1 måned`; the number alone where it counts nothing that is said.
#[must_use]
pub fn measured(number: i64, unit: Option<&str>) -> String {
    let Some(unit) = unit else { return number_text(number) };
    let one = ONE.iter().find(|(many, _)| number == 1 && *many == unit).map_or(unit, |(_, one)| one);
    format!("{} {one}", number_text(number))
}

/// A number with a decimal comma and that many decimals: `0,5`.
#[must_use]
pub fn decimal_text(number: f64, decimals: usize) -> String {
    format!("{number:.decimals$}").replace('.', ",").replace('-', "−")
}

/// `a`, `a og b`, `a, b og c`: Danish puts no comma before *og* in a list of words.
#[must_use]
pub fn list_text<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} og {}", first.join(", "), last.as_ref())
        }
    }
}

/// Marks what nobody has checked, within the brackets that the text may end with.
fn with_verification(text: &str, verified: Option<bool>) -> String {
    match (verified, text.strip_suffix(')')) {
        (Some(false), Some(open)) => format!("{open}, {NOT_VERIFIED})"),
        (Some(false), None) => format!("{text} {UNVERIFIED}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::source::Span;
    use jiff::civil::date;

    #[test]
    fn only_a_legal_duty_is_called_a_demand_of_the_law() {
        for duty in [Duty::Mandatory, Duty::Recommended] {
            for basis in [None, Some(Basis::Law), Some(Basis::National), Some(Basis::Guideline), Some(Basis::Local)] {
                let text = basis_text(duty, basis, None);
                let is_law = basis == Some(Basis::Law) && duty == Duty::Mandatory;
                assert_eq!(text == "krav i lov", is_law, "{duty:?} {basis:?}: {text}");
                if basis.is_some() && !is_law {
                    assert!(text.contains("ikke"), "{text}");
                }
            }
        }
        assert_eq!(basis_text(Duty::Mandatory, Some(Basis::Law), Some(false)), "krav i lov (ikke bekræftet)");
        let local = basis_text(Duty::Mandatory, Some(Basis::Local), Some(false));
        assert_eq!(local, "lokal forretningsgang – ikke et lovkrav; ikke bekræftet");
    }

    #[test]
    fn dates_and_numbers_are_danish() {
        assert_eq!(date_text(date(2026, 11, 22)), "22. november 2026");
        assert_eq!(date_text(date(2024, 1, 1)), "1. januar 2024");
        assert_eq!(number_text(0), "0");
        assert_eq!(number_text(2026), "2026");
        assert_eq!(number_text(12_345), "12.345");
        assert_eq!(number_text(-1_234_567), "−1.234.567");
        assert_eq!(number_text(i64::MIN), "−9.223.372.036.854.775.808");
        assert_eq!([measured(1, Some("måneder")), measured(2, Some("måneder"))], ["1 måned", "2 måneder"]);
        assert_eq!([measured(1, Some("point")), measured(1, None)], ["1 point", "1"]);
        assert_eq!(decimal_text(0.5, 1), "0,5");
        assert_eq!(decimal_text(-12.25, 2), "−12,25");
    }

    #[test]
    fn a_law_that_nobody_vouches_for_is_marked() {
        let mut law = Hjemmel {
            id: "sel-108".into(),
            act: Some("serviceloven".into()),
            section: Some("§ 108, stk. 1".into()),
            about: None,
            consolidation: Some("LBK 1129 af 22. september 2025".into()),
            checked: None,
            url: None,
            verified: None,
            text_seen: None,
            period: crate::guideline::national::LawPeriod::default(),
            for_whom: None,
            span: Span::default(),
        };
        assert_eq!(hjemmel_text(&law), "serviceloven § 108, stk. 1 (LBK 1129 af 22. september 2025, ikke bekræftet)");
        law.verified = Some(true);
        assert!(!hjemmel_text(&law).contains("bekræftet"));
    }

    #[test]
    fn a_list_has_no_comma_before_og() {
        assert_eq!(list_text::<&str>(&[]), "");
        assert_eq!(list_text(&["a"]), "a");
        assert_eq!(list_text(&["a", "b", "c"]), "a, b og c");
    }
}
