//! The one list of lints, and how to find one by its code.
//!
//! V001 to V099 look at form, V101 to V199 prove, V201 to V299 look at language, V301 on speak of linting itself.

use super::about::About;
use super::checks;
use super::kind::Lint;

/// Every lint, by code.
pub const LINTS: &[&dyn Lint] = &[
    &checks::v001_foreign_yaml::ForeignYaml,
    &checks::v002_unused::Unused,
    &checks::v003_missing_source::MissingSource,
    &checks::v004_stale_law::StaleLaw,
    &checks::v005_unverified_law::UnverifiedLaw,
    &checks::v006_law_of_other_age::LawOfOtherAge,
    &checks::v007_duty_without_basis::DutyWithoutBasis,
    &checks::v008_legal_duty_without_law::LegalDutyWithoutLaw,
    &checks::v009_claims_decision::ClaimsDecision,
    &checks::v010_look_alikes::LookAlikes,
    &checks::v011_overlapping_validity::OverlappingValidity,
    &checks::v012_no_wishes::NoWishes,
    &checks::v013_no_follow_up::NoFollowUp,
    &checks::v014_question_without_statement::QuestionWithoutStatement,
    &checks::v015_missing_heading::MissingHeading,
    &checks::v016_missing_reason::MissingReason,
    &checks::v017_unknown_placeholder::UnknownPlaceholder,
    &checks::v018_duty_without_adviser::DutyWithoutAdviser,
    &checks::v019_question_without_help::QuestionWithoutHelp,
    &checks::v020_silent_on_verification::SilentOnVerification,
    &checks::v021_dead_term::DeadTerm,
    &checks::v022_nobodys_limit::NobodysLimit,
    &checks::v023_weeks_as_days::WeeksAsDays,
    &checks::v024_legal_limit_without_event::LegalLimitWithoutEvent,
    &checks::v030_same_option_text::SameOptionText,
    &checks::v031_points_on_some::PointsOnSome,
    &checks::v032_statement_without_answer::StatementWithoutAnswer,
    &checks::v033_days_without_version::DaysWithoutVersion,
    &checks::v034_rarer_follow_up::RarerFollowUp,
    &checks::v035_in_force_unverified::InForceUnverified,
    &checks::v036_same_id_other_question::SameIdOtherQuestion,
    &checks::v037_in_force_not_kept::InForceNotKept,
    &checks::v038_law_not_in_force::LawNotInForce,
    &checks::v039_same_statement::SameStatement,
    &checks::v040_same_question::SameQuestion,
    &checks::v041_exchanged_texts::ExchangedTexts,
    &checks::v042_grades_out_of_order::GradesOutOfOrder,
    &checks::v101_dead_criterion::DeadCriterion,
    &checks::v102_idle_criterion::IdleCriterion,
    &checks::v103_unreachable_level::UnreachableLevel,
    &checks::v104_same_criteria::SameCriteria,
    &checks::v105_pointless_question::PointlessQuestion,
    &checks::v106_options_alike::OptionsAlike,
    &checks::v107_constant_asking_condition::ConstantAskingCondition,
    &checks::v108_hidden_though_it_matters::HiddenThoughItMatters,
    &checks::v109_idle_part::IdlePart,
    &checks::v110_never_rules::NeverRules,
    &checks::v111_graver_answer_lowers::GraverAnswerLowers,
    &checks::v112_diagnosis_alone::DiagnosisAlone,
    &checks::v113_much_doubt::MuchDoubt,
    &checks::v114_dead_duty::DeadDuty,
    &checks::v115_number_between::NumberBetween,
    &checks::v116_counted_twice::CountedTwice,
    &checks::v117_constant_relevance::ConstantRelevance,
    &checks::v118_falls_through::FallsThrough,
    &checks::v119_negation_of_unasked::NegationOfUnasked,
    &checks::v120_none_and_another::NoneAndAnother,
    &checks::v121_number_between_duties::NumberBetweenDuties,
    &checks::v201_hard_to_read::HardToRead,
    &checks::v202_two_facts::TwoFacts,
    &checks::v203_double_negation::DoubleNegation,
    &checks::v204_he_or_she::HeOrShe,
    &checks::v205_reason_without_reasons::ReasonWithoutReasons,
    &checks::v206_another_number::AnotherNumber,
    &checks::v301_permission_without_reason::PermissionWithoutReason,
    &checks::v302_idle_permission::IdlePermission,
    &checks::v303_missing_proofs::MissingProofs,
];

/// The lint with this code, however it is cased.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static About> {
    LINTS.iter().map(|lint| lint.about()).find(|about| about.code.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_ascending_and_head_their_pages() {
        let abouts: Vec<&About> = LINTS.iter().map(|lint| lint.about()).collect();
        assert!(abouts.is_sorted_by(|one, next| one.code < next.code));
        for about in abouts {
            assert!(about.page.starts_with(&format!("# {}: {}\n", about.code, about.title)), "{}", about.code);
        }
        assert_eq!(by_code("v101").map(|about| about.code), Some("V101"));
        assert_eq!(by_code("unknown-key"), None);
    }
}
