//! Large exact numbers and shares, for people and for programs.

use num_bigint::BigUint;

/// `12.345.678`, however large; four digits stand together.
#[must_use]
pub fn exact_text(number: &BigUint) -> String {
    let digits = number.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A share of a whole as `12,34 %`; never 0 or 100 for a part that is neither nothing nor everything.
#[must_use]
pub fn share_text(part: &BigUint, whole: &BigUint) -> String {
    if *whole == BigUint::ZERO {
        return "0 %".to_owned();
    }
    // Rounded half up to hundredths of a percent, in whole numbers.
    let hundredths: BigUint = (part * 20_000_u32 + whole) / (whole * 2_u32);
    let hundredths = u32::try_from(&hundredths).unwrap_or(10_000);
    match hundredths {
        0 if *part > BigUint::ZERO => "under 0,01 %".to_owned(),
        10_000 if part < whole => "over 99,99 %".to_owned(),
        _ => {
            let (percent, rest) = (hundredths / 100, hundredths % 100);
            let text = if rest == 0 { percent.to_string() } else { format!("{percent},{rest:02}") };
            format!("{} %", text.strip_suffix('0').filter(|_| rest > 0).unwrap_or(&text))
        }
    }
}

/// The share as a number from 0 to 1, to a millionth of a millionth.
#[must_use]
pub fn share(part: &BigUint, whole: &BigUint) -> f64 {
    const SCALE: u64 = 1_000_000_000_000;
    if *whole == BigUint::ZERO {
        return 0.0;
    }
    let scaled = u64::try_from(&(part * SCALE / whole)).unwrap_or(SCALE);
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    let (scaled, scale) = (scaled as f64, SCALE as f64);
    scaled / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_to_nothing_or_to_all() {
        let number = |number: u64| BigUint::from(number);
        for (part, whole, text) in [
            (0, 7, "0 %"),
            (7, 7, "100 %"),
            (1, 2, "50 %"),
            (1, 3, "33,33 %"),
            (1, 8, "12,5 %"),
            (1, 1_000_000, "under 0,01 %"),
            (999_999, 1_000_000, "over 99,99 %"),
            (0, 0, "0 %"),
        ] {
            assert_eq!(share_text(&number(part), &number(whole)), text, "{part}/{whole}");
        }
        assert!((share(&number(1), &number(4)) - 0.25).abs() < 1e-12);
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(exact_text(&BigUint::from(2_026_u32)), "2026");
        assert_eq!(exact_text(&BigUint::from(1_234_567_u32)), "1.234.567");
        assert_eq!(exact_text(&(BigUint::from(1_u32) << 100)), "1.267.650.600.228.229.401.496.703.205.376");
    }
}
