//! Is a wished tilbud dearer than the ceiling of free choice allows? Exact, in øre.
//!
//! Over the ceiling: ten times the wished price is more than eleven times the reference (SEL § 108, stk. 2, 3. pkt. as
//! amended by lov 747 of 20-06-2025). Exactly a tenth more is within. The result is a fact for a letter, never a refusal.

use super::catalogue::{Price, PriceKind};

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceTest {
    /// Within the ceiling.
    Within,
    /// Over it.
    Over,
    /// It cannot be said, and why.
    Undecidable(&'static str),
}

impl PriceTest {
    /// Its word in files and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Within => "inden_for",
            Self::Over => "over",
            Self::Undecidable(_) => "kan_ikke_afgøres",
        }
    }
}

/// Holds a wished price against that of the tilbud the person was already visiteret to; none: nothing was decided.
#[must_use]
pub fn price_test(wished: &Price, reference: Option<&Price>) -> PriceTest {
    let Some(reference) = reference else {
        return PriceTest::Undecidable("der er ikke truffet afgørelse om et tilbud at sammenligne med");
    };
    if wished.kind == PriceKind::Listed {
        return PriceTest::Undecidable("prisen er en takst og ikke forhandlet");
    }
    if wished.year != reference.year {
        return PriceTest::Undecidable("priserne er fra forskellige år");
    }
    if wished.per != reference.per {
        return PriceTest::Undecidable("priserne gælder ikke samme periode");
    }
    if wished.additions != reference.additions {
        return PriceTest::Undecidable("priserne dækker ikke det samme: tillæg er kun med i den ene");
    }
    let over = i128::from(wished.amount.0) * 10 > i128::from(reference.amount.0) * 11;
    if over { PriceTest::Over } else { PriceTest::Within }
}

#[cfg(test)]
mod tests {
    use super::super::Per;
    use super::*;
    use crate::money::Ore;

    fn price(kroner: i64, kind: PriceKind) -> Price {
        let (per, year) = (Per::Day, Some(2026));
        Price { amount: Ore(kroner * 100), per, kind, year, occupancy: None, additions: None, seen: None }
    }

    #[test]
    fn the_ceiling_itself_is_within() {
        let reference = price(2900, PriceKind::Negotiated);
        let wished = |kroner| price_test(&price(kroner, PriceKind::Negotiated), Some(&reference));
        assert_eq!(wished(3190), PriceTest::Within);
        assert_eq!(wished(3191), PriceTest::Over);
        assert_eq!(wished(2500), PriceTest::Within);
        let cent = Price { amount: Ore(319_001), ..price(0, PriceKind::Negotiated) };
        assert_eq!(price_test(&cent, Some(&reference)), PriceTest::Over, "an øre over is over");
    }

    #[test]
    fn what_cannot_be_compared_is_said() {
        let reference = price(2900, PriceKind::Negotiated);
        assert_eq!(price_test(&price(3100, PriceKind::Listed), Some(&reference)).word(), "kan_ikke_afgøres");
        assert_eq!(price_test(&price(3500, PriceKind::Negotiated), None).word(), "kan_ikke_afgøres");
        let other_year = Price { year: Some(2025), ..reference };
        assert_eq!(price_test(&price(3000, PriceKind::Negotiated), Some(&other_year)).word(), "kan_ikke_afgøres");
        let with_additions = Price { additions: Some(true), ..reference };
        assert_eq!(price_test(&with_additions, Some(&reference)).word(), "kan_ikke_afgøres");
    }
}
