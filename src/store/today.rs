//! The day on this machine, without reading the whole time zone database for it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Today.
#[must_use]
pub fn today() -> Date {
    local().map_or_else(|| Zoned::now().date(), |zone| Timestamp::now().to_zoned(zone).date())
}

/// The machine's own zone. Its name, for which jiff walks through every folder of zoneinfo, is of no use to a date: that
/// cost a third of the system calls of a short command.
fn local() -> Option<TimeZone> {
    if cfg!(not(unix)) || std::env::var_os("TZ").is_some() {
        return None;
    }
    TimeZone::tzif("local", &std::fs::read("/etc/localtime").ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_the_machines_own() {
        let Some(zone) = local() else { return };
        // Over a year of moments, so that summer time is among them.
        for hours in (0..8_760).step_by(13) {
            let at = Timestamp::from_second(1_767_225_600 + hours * 3_600).unwrap();
            assert_eq!(at.to_zoned(zone.clone()).datetime(), at.to_zoned(TimeZone::system()).datetime());
        }
    }
}
