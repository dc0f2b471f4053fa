//! V034. Points at `opfølgning` that is rarer at a higher level.

use crate::guideline::finding::Severity;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::GuidelineFile;

/// V034.
pub struct RarerFollowUp;

const ABOUT: About = About {
    code: "V034",
    title: "sjældnere opfølgning på et højere niveau",
    severity: Severity::Warning,
    page: include_str!("v034_rarer_follow_up.md"),
};

impl Lint for RarerFollowUp {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let Some(follow_up) = &file.guideline.follow_up else { return };
        let levels = &file.guideline.national.levels;
        let named: Vec<_> =
            levels.iter().zip(&follow_up.months).filter_map(|(level, n)| Some((level, (*n)?))).collect();
        for ((lower, often), (higher, rarely)) in named.iter().zip(named.iter().skip(1)) {
            if rarely > often {
                let message = format!(
                    "niveauet `{}` følges op efter {rarely} måneder, det lavere `{}` efter {often}",
                    higher.id, lower.id
                );
                report.find(
                    file.file.place_of("opfølgning"),
                    message,
                    "følg op mindst lige så tit på et højere niveau",
                );
            }
        }
    }
}
