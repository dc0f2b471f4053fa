//! Price in a refusal: whether it is given as a reason, and whether it can be one.
//!
//! The comparison is exact ([`price_test`]); the words that people write are only looked through for what they say.

use super::human::{Human, WishedOffer};
use crate::guideline::wording::decimal_text;
use crate::money::Ore;
use crate::offers::{Per, Price, PriceKind, PriceTest, price_test};

/// Do words in small letters give a price as a reason?
pub(super) fn speaks_of_price(words: &str) -> bool {
    const DEARER: &[&str] = &["dyrere", "for dyr", "merpris", "merudgift", "prisen", "billigere", "økonomisk"];
    DEARER.iter().any(|word| words.contains(word))
}

impl Human {
    /// The words in which a refusal of a wished tilbud is reasoned, in small letters.
    fn refusing_words(&self) -> String {
        let wished = self.refused().map(|wished| &wished.value);
        let of = |pick: fn(&WishedOffer) -> Option<&String>| wished.and_then(pick);
        let decision = self.decision.as_ref();
        let texts = [
            decision.and_then(|decision| decision.not.as_ref()),
            decision.map(|decision| &decision.what),
            of(|wished| wished.answer.as_ref()),
            of(|wished| wished.suitability.as_ref()),
            of(|wished| wished.covers.as_ref()),
            self.economy.as_ref().and_then(|economy| economy.text.as_ref()),
        ];
        let considered = self.considerations.iter().map(|one| &one.text);
        texts.into_iter().flatten().chain(considered).map(|text| text.to_lowercase()).collect::<Vec<_>>().join("\n")
    }

    /// Does price or economy carry the refusal of the wished tilbud?
    #[must_use]
    pub fn refuses_on_price(&self) -> bool {
        let counted = self.economy.as_ref().is_some_and(|economy| economy.counted);
        let words = self.refusing_words();
        let coded = self.refused().is_some_and(|wished| wished.refusal.as_deref() == Some("pris"));
        self.refused().is_some()
            && (coded || counted || self.considerations.iter().any(|one| one.economic) || speaks_of_price(&words))
    }

    /// Does somebody say that the wished tilbud is much dearer?
    #[must_use]
    pub fn says_much_dearer(&self) -> bool {
        let words = self.refusing_words();
        ["væsentligt dyrere", "væsentlig dyrere", "meget dyrere", "langt dyrere", "for dyr"]
            .iter()
            .any(|much| words.contains(much))
    }
}

impl WishedOffer {
    /// Is a price noted, of either tilbud?
    #[must_use]
    pub fn names_price(&self) -> bool {
        self.price.is_some() || self.reference_price.is_some()
    }

    /// The difference in per cent with one decimal, without its sign; for show only, never to compare by.
    #[must_use]
    pub fn percent_text(&self) -> Option<String> {
        let (_, tenths) = self.difference()?;
        #[expect(clippy::cast_precision_loss, reason = "tenths of a per cent of prices are far below 2^52")]
        Some(decimal_text(tenths.unsigned_abs() as f64 / 10.0, 1))
    }

    /// The ceiling of free choice is a rule about this wish (serviceloven § 108; almenboligloven § 105).
    #[must_use]
    pub fn has_ceiling(&self) -> bool {
        let mut numbers = self.law.iter().flat_map(|law| law.split(|letter: char| !letter.is_ascii_digit()));
        numbers.any(|number| matches!(number, "108" | "105"))
    }

    /// Is the wished tilbud over the ceiling? `None` where prices are not compared.
    #[must_use]
    pub fn price_test(&self) -> Option<PriceTest> {
        let (wished, reference) = (self.price?, self.reference_price?);
        if self.same_basis != Some(true) {
            return Some(PriceTest::Undecidable("det er ikke noteret, at priserne gælder samme år og samme indhold"));
        }
        let price = |kroner: i64, negotiated: bool| Price {
            amount: Ore(kroner.saturating_mul(100)),
            per: Per::Year,
            kind: if negotiated { PriceKind::Negotiated } else { PriceKind::Listed },
            year: None,
            occupancy: None,
            additions: None,
            seen: self.price_date,
        };
        let reference = (self.reference_decided == Some(true)).then(|| price(reference, true));
        Some(price_test(&price(wished, self.negotiated == Some(true)), reference.as_ref()))
    }
}
