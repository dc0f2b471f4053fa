//! What the guard against CPR numbers sees and lets pass.
//!
//! Made-up digits throughout: the serial numbers are 0000 and 4000, or are drawn; no number is taken from a person.

use super::looks_like_cpr;

/// Spellings of a number that nobody has: 1 January 1990 with the serial number 0000.
const SPELLINGS: &[&str] = &[
    "0101900000",
    "010190-0000",
    "010190 0000",
    "010190–0000",
    "010190—0000",
    "010190‐0000",
    "010190‑0000",
    "010190−0000",
    "010190 - 0000",
    "010190 – 0000",
    "010190- 0000",
    "010190 -0000",
    "010190  0000",
    "010190\t0000",
    "010190\n0000",
    "010190-\n0000",
    "010190\r\n-0000",
    "010190\u{a0}0000",
    "010190\u{2009}0000",
    "010190\u{202f}0000",
    "010190\u{200b}-0000",
    "0101\u{ad}90-0000",
    "\u{202e}010190-0000",
    "010190.0000",
    "010190/0000",
    "010190_0000",
    "010190:0000",
    "010190,0000",
    "010190--0000",
    "010190 / 0000",
    "010190 · 0000",
    "010190*0000",
    "010190 (0000)",
    "01.01.90-0000",
    "01.01.90 - 0000",
    "01/01/90-0000",
    "01/01/90 0000",
    "01-01-90-0000",
    "01-01-1990-0000",
    "01.01.1990-0000",
    "1.1.90-0000",
    "1/1-90 0000",
    "1.1.1990-0000",
    "01.01.1990 0000",
    "01011990-0000",
    "01011990 0000",
    "010119900000",
    "1990-01-01-0000",
    "01 01 90 0000",
    "01 01 90 00 00",
    "01 01 90-0000",
    "0 1 0 1 9 0 0 0 0 0",
    "0-1-0-1-9-0-0-0-0-0",
    "０１０１９０-００００",
    "𝟎𝟏𝟎𝟏𝟗𝟎-𝟎𝟎𝟎𝟎",
    "CPR010190-0000.",
    "cpr: 0101900000",
    "CPR-nr. 010190 0000",
    "personnummer 010190 0000",
    "mor (010190-0000) ringede",
    "sag 2026-010190-0000",
    "010190-0000-12",
    "cpr 610190-0000",
    "610190-0000",
    "cpr 6101900000",
    "101900000",
    "\"010190-0000\"",
    "[010190-0000]",
    "010190-0000,",
    "født 010190-0000 i Aarhus",
    "311299-0000",
    "290200-4000",
    "290296-0000",
];

#[test]
fn every_spelling_is_seen() {
    assert!(SPELLINGS.len() >= 60);
    let missed: Vec<_> = SPELLINGS.iter().filter(|text| !looks_like_cpr(text)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    for text in SPELLINGS {
        assert!(looks_like_cpr(&format!("Notat\n\n{text}\n")), "{text}");
    }
}

#[test]
fn what_cannot_be_one_passes() {
    for text in [
        "",
        "2026-11-22",
        "SAG-2026-001234",
        "telefon 12 34 56 78",
        "+45 12345678",
        "320190-0000",
        "011390-0000",
        "010190-000",
        "010190-00001",
        "9010190-0000",
        "27.69.08.12-123",
        "27.69.08-1234",
        "300290-0000",
        "290295-0000",
        "010170-5000",
        "221126 1430",
        "22.11.26 1430",
        "22.11.2026 1430",
        "22.11.2026 kl. 1430",
        "01.12.2025 5000 kr.",
        "konto 1234 0101900000",
        "1234 0101900000",
        "P-nummer 1001900000",
        "kl. 010190 1200",
        "010190-311290",
        "sha256 4f010190000012ab",
        "a0101900000b",
        "2026-11-22-1430",
        "01.01.2026 - 2027",
    ] {
        assert!(!looks_like_cpr(text), "{text}");
    }
}

#[test]
fn with_a_hyphen_the_check_digit_is_not_looked_at() {
    assert!((0..10).all(|last| looks_like_cpr(&format!("020390-000{last}"))));
    let seen = (0..100).filter(|last| looks_like_cpr(&format!("02039000{last:02}"))).count();
    assert!((8..=10).contains(&seen), "in one piece it is: {seen}");
}

/// splitmix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

/// Numbers as they stand in notes and case numbers, of one kind each.
fn ordinary(kind: u64, dice: &mut Dice) -> String {
    let mut n = |below: u64| dice.below(below);
    match kind {
        0 => format!("{:010}", n(10_000_000_000)),
        1 => format!("konto {:04} {:010}", n(10_000), n(10_000_000_000)),
        2 => format!("{:04} {:010}", n(10_000), n(10_000_000_000)),
        3 => format!("P-nummer 10{:08}", n(100_000_000)),
        4 => format!("10{:08}", n(40_000_000)),
        5 => format!("{:02}{:02}{:02} {:02}{:02}", n(28) + 1, n(12) + 1, n(6) + 24, n(24), n(60)),
        6 => format!("{:02}.{:02}.20{:02} {:02}{:02}", n(28) + 1, n(12) + 1, n(6) + 24, n(24), n(60)),
        7 => format!("tlf. {:02} {:02} {:02} {:02}", n(80) + 20, n(100), n(100), n(100)),
        8 => format!("CVR {:08}", n(100_000_000)),
        9 => format!("EAN 57900{:08}", n(100_000_000)),
        10 => format!("27.{:02}.{:02}-{:02}-{}", n(100), n(100), n(100), n(1000)),
        11 => format!("2026-{:06}", n(1_000_000)),
        12 => format!("den {:02}.{:02}.2026 {} kr.", n(28) + 1, n(12) + 1, 1000 + n(9000)),
        13 => format!("{:02}-{:02}-2026 til {:02}-{:02}-2027", n(28) + 1, n(12) + 1, n(28) + 1, n(12) + 1),
        14 => format!("faktura {:010}", n(10_000_000_000)),
        _ => format!("SAG-2026-{:05}", n(100_000)),
    }
}

#[test]
fn of_the_ordinary_numbers_of_the_field_at_most_one_in_a_hundred_is_taken_for_one() {
    let mut dice = Dice(1);
    let (mut all, mut wrong) = (0, Vec::new());
    for kind in 0..16 {
        let mut here = 0;
        for _ in 0..500 {
            let text = ordinary(kind, &mut dice);
            all += 1;
            if looks_like_cpr(&text) {
                here += 1;
                wrong.push(text);
            }
        }
        assert!(here <= 12, "kind {kind}: {here} of 500: {wrong:?}");
    }
    assert!(wrong.len() * 100 <= all, "{} of {all}: {wrong:?}", wrong.len());
}
