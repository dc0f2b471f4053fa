//! The integration tests, one binary: each module is one concern.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

mod accessible;
mod answer_sheet;
mod architecture;
mod audit;
mod audit_commands;
mod audit_hostile;
mod bad_input;
mod batch;
mod cases;
mod circles;
mod diff;
mod embed;
mod engine;
mod examples;
mod ffb_confirm;
mod ffb_walk;
mod finished;
mod follow;
mod gaps;
mod graph;
mod install;
mod interview_keys;
mod interview_plain;
mod interview_pty;
mod interview_screen;
mod kept_rules;
mod letter;
mod licences;
mod lint_command;
mod lint_numbers;
mod lint_pages;
mod lint_proofs;
mod lint_rules;
mod lint_witness;
mod matched;
mod mended;
mod new;
mod nothing_lost;
mod outcome_page;
mod overview_attack;
mod partly;
mod planted;
mod pseudo_terminal;
mod reasons;
mod rules;
mod saved;
mod schema;
mod sealed;
mod seeded;
mod sessions;
mod shared_numbers;
mod struck;
mod tampering;
mod terminal_help;
mod terminal_pty;
mod told;
mod transitions;
mod vtest;
mod vtest_properties;
mod web;
mod witnessed;
mod yaml_server;
