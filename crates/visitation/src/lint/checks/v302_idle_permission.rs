//! V302. Points at a comment that allows a finding which is not there: the fault was mended, or stands elsewhere.
//!
//! Run by `run::settled`, which knows what each comment was used for; listed like every other lint.

use std::sync::Arc;

use crate::guideline::finding::{Finding, Severity};
use crate::guideline::source::Source;
use crate::lint::about::About;
use crate::lint::ignore::Permission;
use crate::lint::kind::Lint;
use crate::lint::report::Report;

/// V302.
pub struct IdlePermission;

const ABOUT: About = About {
    code: "V302",
    title: "et tilladt fund, der ikke findes",
    severity: Severity::Warning,
    page: include_str!("v302_idle_permission.md"),
};

impl Lint for IdlePermission {
    fn about(&self) -> &'static About {
        &ABOUT
    }
}

/// The comments that allowed nothing. Those with codes that do not exist are V301's.
pub(in crate::lint) fn check(
    permissions: &[Permission],
    used: &[bool],
    exists: impl Fn(&str) -> bool,
    source: &Arc<Source>,
) -> Vec<Finding> {
    let mut report = Report::new(&ABOUT, source);
    for (permission, used) in permissions.iter().zip(used) {
        let known = !permission.codes.is_empty() && permission.codes.iter().all(|code| exists(code));
        if !used && known {
            let help = "fjern kommentaren, eller flyt den til linjen med fundet eller lige over den";
            report.find(permission.span, "kommentaren tillader et fund, der ikke er her", help);
        }
    }
    report.into_findings()
}
