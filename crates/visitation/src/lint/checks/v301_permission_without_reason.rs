//! V301. Points at a comment that allows a finding and gives no reason, or names no code.
//!
//! Run by `run::settled`, since it needs the comments of the whole file; listed like every other lint.

use std::sync::Arc;

use crate::guideline::finding::{Finding, Severity};
use crate::guideline::source::Source;
use crate::lint::about::About;
use crate::lint::ignore::Permission;
use crate::lint::kind::Lint;
use crate::lint::report::Report;

/// V301.
pub struct PermissionWithoutReason;

const ABOUT: About = About {
    code: "V301",
    title: "et tilladt fund uden begrundelse",
    severity: Severity::Error,
    page: include_str!("v301_permission_without_reason.md"),
};

impl Lint for PermissionWithoutReason {
    fn about(&self) -> &'static About {
        &ABOUT
    }
}

/// The comments that do not say why, or allow what does not exist; `exists` tells of a lint's code.
pub(in crate::lint) fn check(
    permissions: &[Permission],
    exists: impl Fn(&str) -> bool,
    source: &Arc<Source>,
) -> Vec<Finding> {
    let mut report = Report::new(&ABOUT, source);
    for permission in permissions {
        if permission.codes.is_empty() {
            report.find(
                permission.span,
                "her står ikke, hvad der tillades",
                "skriv koden: `# visit: tillad V012 fordi …`",
            );
        } else if permission.reason.is_empty() {
            report.find(
                permission.span,
                "et fund er tilladt uden begrundelse",
                "skriv hvorfor: `# visit: tillad V012 fordi …`",
            );
        }
        for code in permission.codes.iter().filter(|code| !exists(code)) {
            let message = format!("der er ikke noget fund med koden `{code}`");
            report.find(permission.span, message, "`visit lint --explain` viser koderne");
        }
    }
    report.into_findings()
}
