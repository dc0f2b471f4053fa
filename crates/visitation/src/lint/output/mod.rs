//! Findings for other programs: JSON, SARIF, GitHub's workflow commands.
//!
//! Each format has structs of its own, so that renaming a type here cannot change what another program reads.
//! Deliberately draws nothing for people: that is the terminal's.

pub mod github;
pub mod json_v1;
pub mod sarif;

use crate::guideline::finding::{Finding, Severity};
use crate::guideline::source::Position;

/// The Danish name of a severity.
fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fejl",
        Severity::Warning => "advarsel",
        Severity::Suggestion => "forslag",
    }
}

/// Where a finding begins and ends.
fn places(finding: &Finding) -> (Position, Position) {
    (finding.source.position(finding.span.start), finding.source.position(finding.span.end))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::guideline::finding::Witness;
    use crate::guideline::source::{Source, Span};

    fn finding() -> Finding {
        let source = Arc::new(Source { name: "rules/a, b/1.yaml".into(), text: "a: æ\nb: fejl\n".into() });
        let witnesses = vec![Witness { caption: "niveau: højt".into(), answers: "svar: {}\n".into() }];
        Finding {
            code: "V101",
            severity: Severity::Error,
            message: "100 % galt".into(),
            source,
            span: Span { start: 9, end: 13 },
            help: Some("ret det".into()),
            witnesses,
        }
    }

    #[test]
    fn json_carries_everything_a_program_needs() {
        insta::assert_snapshot!(serde_json::to_string_pretty(&json_v1::report(&[finding()])).unwrap());
    }

    #[test]
    fn sarif_names_rule_and_place() {
        insta::assert_snapshot!(serde_json::to_string_pretty(&sarif::log(&[finding()], &[])).unwrap());
    }

    #[test]
    fn github_commands_escape_what_separates_them() {
        assert_eq!(
            github::command(&finding()),
            "::error file=rules/a%2C b/1.yaml,line=2,col=4,endLine=2,endColumn=8,title=V101::100 %25 galt%0Ahjælp: ret det"
        );
    }
}
