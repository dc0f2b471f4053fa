//! The commands: one file, one command.
//!
//! Deliberately holds no rules and no rendering. A doc comment on an argument is its Danish help.

pub mod ask;
pub mod assess;
pub mod audit;
pub mod batch;
pub mod cases;
#[cfg(test)]
mod crash_tests;
pub mod diff;
pub mod explain;
pub mod export;
pub mod ffb;
pub mod ffb_out;
pub mod follow;
pub mod graph;
pub mod import;
pub mod justify;
pub mod key;
pub mod key_options;
pub mod lint;
pub mod matching;
pub mod new;
pub mod note;
pub mod offers;
pub mod open;
pub mod redact;
pub mod refund;
pub mod replay;
pub mod rule_folder;
pub mod rules;
pub mod schema;
pub mod sign;
pub mod stats;
pub mod test;
pub mod values;
pub mod verify;

use clap::Subcommand;

use crate::exit::Exit;
use crate::terminal::{Format, Screen};

/// What the user wants done.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[allow(missing_docs, reason = "a doc comment here would replace the Danish help of the argument struct")]
pub enum Command {
    #[command(visible_alias = "vurder")]
    Assess(assess::AssessArgs),
    #[command(visible_alias = "åbn")]
    Open(open::OpenArgs),
    #[command(visible_alias = "forklar")]
    Explain(explain::ExplainArgs),
    #[command(visible_alias = "genafspil")]
    Replay(replay::ReplayArgs),
    #[command(visible_alias = "efterprøv")]
    Verify(verify::VerifyArgs),
    #[command(visible_alias = "sager")]
    Cases(cases::CasesArgs),
    #[command(visible_alias = "spørgeark")]
    Ask(ask::AskArgs),
    Audit(audit::AuditArgs),
    #[command(visible_alias = "mange")]
    Batch(batch::BatchArgs),
    Stats(stats::StatsArgs),
    Sign(sign::SignArgs),
    #[command(visible_alias = "overstreg")]
    Redact(redact::RedactArgs),
    #[command(visible_alias = "nøgle")]
    Key(key::KeyArgs),
    Export(export::ExportArgs),
    #[command(visible_alias = "hent")]
    Import(import::ImportArgs),
    #[command(visible_alias = "begrund")]
    Justify(justify::JustifyArgs),
    #[command(visible_alias = "noter")]
    Note(note::NoteArgs),
    Lint(lint::LintArgs),
    Test(test::TestArgs),
    Diff(diff::DiffArgs),
    Graph(graph::GraphArgs),
    New(new::NewArgs),
    Schema(schema::SchemaArgs),
    Rules(rules::RulesArgs),
    #[command(visible_alias = "følg")]
    Follow(follow::FollowArgs),
    #[command(visible_alias = "tilbud")]
    Offers(offers::OffersArgs),
    Match(matching::MatchArgs),
    #[command(visible_alias = "refusion")]
    Refund(refund::RefundArgs),
}

impl Command {
    /// Whom the output is for; errors follow it.
    #[must_use]
    pub fn format(&self) -> Format {
        match self {
            Self::Assess(args) => args.format,
            Self::Replay(args) => args.format.of_errors(),
            Self::Explain(args) => args.format,
            Self::Verify(args) => args.format.of_errors(),
            Self::Audit(args) => args.format.of_errors(),
            Self::Cases(args) => args.format.of_errors(),
            Self::Lint(args) => args.format.of_errors(),
            Self::Test(args) => args.format,
            Self::Diff(args) => args.format,
            Self::Rules(args) => args.format,
            Self::Refund(args) => args.format,
            Self::Match(args) => args.format,
            Self::Import(args) => args.from_ffb.format,
            Self::Follow(args) => args.format,
            Self::Ask(_)
            | Self::Justify(_)
            | Self::Note(_)
            | Self::Batch(_)
            | Self::Stats(_)
            | Self::Sign(_)
            | Self::Redact(_)
            | Self::Key(_)
            | Self::Export(_)
            | Self::Graph(_)
            | Self::New(_)
            | Self::Offers(_)
            | Self::Open(_)
            | Self::Schema(_) => Format::Text,
        }
    }

    /// Carries it out.
    ///
    /// # Errors
    /// What kept it from being done; [`crate::exit::Exit::of`] tells it.
    pub fn run(self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        match self {
            Self::Ask(args) => args.run(screen),
            Self::Assess(args) => args.run(screen),
            Self::Open(args) => args.run(screen),
            Self::Explain(args) => args.run(screen),
            Self::Replay(args) => args.run(screen),
            Self::Justify(args) => args.run(screen),
            Self::Note(args) => args.run(screen),
            Self::Verify(args) => args.run(screen),
            Self::Stats(args) => args.run(screen),
            Self::Audit(args) => args.run(screen),
            Self::Cases(args) => args.run(screen),
            Self::Batch(args) => args.run(screen),
            Self::Sign(args) => args.run(screen),
            Self::Redact(args) => args.run(screen),
            Self::Key(args) => args.run(screen),
            Self::Export(args) => args.run(screen),
            Self::Import(args) => args.run(screen),
            Self::Lint(args) => args.run(screen),
            Self::Test(args) => args.run(screen),
            Self::Diff(args) => args.run(screen),
            Self::Graph(args) => args.run(screen),
            Self::New(args) => args.run(screen),
            Self::Schema(args) => args.run(screen),
            Self::Rules(args) => args.run(screen),
            Self::Refund(args) => args.run(screen),
            Self::Offers(args) => args.run(screen),
            Self::Match(args) => args.run(screen),
            Self::Follow(args) => args.run(screen),
        }
    }
}
