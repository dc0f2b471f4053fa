//! V004. Points at a law of the catalogue whose last check is more than twelve months old, or that has none.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::guideline::finding::Severity;
use crate::guideline::wording::date_text;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::NationalFile;

/// V004.
pub struct StaleLaw;

const ABOUT: About = About {
    code: "V004",
    title: "en lov, som ingen har kontrolleret i 12 måneder",
    severity: Severity::Warning,
    page: include_str!("v004_stale_law.md"),
};

impl Lint for StaleLaw {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        let oldest = file.file.options.today.checked_sub(MONTHS.months()).unwrap_or(Date::MIN);
        for law in &file.national.laws {
            let message = match law.checked.as_deref().map(str::parse::<Date>) {
                Some(Ok(checked)) if checked >= oldest => continue,
                Some(Ok(checked)) => format!("loven `{}` er sidst kontrolleret den {}", law.id, date_text(checked)),
                Some(Err(_)) => format!("`kontrolleret` for loven `{}` er ikke en dato", law.id),
                None => format!("det fremgår ikke, hvornår loven `{}` sidst er kontrolleret", law.id),
            };
            report.find(law.span, message, "slå loven op på retsinformation.dk, og skriv dagens dato i `kontrolleret`");
        }
    }
}

/// How long a check is good for.
const MONTHS: i64 = 12;
