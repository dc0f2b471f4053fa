//! V033. Points at a version that ends before another begins, or that has ended with none to follow.

use crate::guideline::finding::Severity;
use crate::guideline::wording::date_text;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V033.
pub struct DaysWithoutVersion;

const ABOUT: About = About {
    code: "V033",
    title: "dage, hvor ingen udgave gælder",
    severity: Severity::Warning,
    page: include_str!("v033_days_without_version.md"),
};

impl Lint for DaysWithoutVersion {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let own = file.guideline;
        let Some((last, after)) = own.valid_to.and_then(|last| Some((last, last.tomorrow().ok()?))) else { return };
        let others = || file.siblings.iter().filter(|other| other.speciale == own.speciale);
        if others().any(|other| other.in_force(after)) {
            return;
        }
        let place = file.file.place_of("gælder");
        let next = others().filter(|other| other.valid_from > after).min_by_key(|other| other.valid_from);
        if let Some(next) = next {
            let until = next.valid_from.yesterday().unwrap_or(after);
            let days = if until == after { "den".to_owned() } else { format!("fra den {} til den", date_text(after)) };
            let message = format!("ingen udgave gælder {days} {}", date_text(until));
            let help = format!("lad denne udgave gælde, til `{}` begynder, eller lad den begynde før", next.version);
            report.find(place, message, help);
        } else if last < file.file.options.today {
            let message = format!("udgaven gjaldt til og med den {}, og ingen ny gælder", date_text(last));
            report.find(place, message, "udgiv en ny udgave; indtil da kan ingen sag i specialet vurderes");
        }
    }
}
