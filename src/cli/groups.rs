//! The commands by who uses them: clap lists subcommands in one row, so the first page of the help is put together here.

use std::fmt::Write as _;

use clap::Command;

/// Who uses what, in the order in which the help shows it. Every command stands in one group (a test holds it).
pub const GROUPS: &[(&str, &[&str])] = &[
    ("Sagen", &["assess", "ask", "open", "note", "justify", "explain", "follow", "cases"]),
    ("Tilbud og økonomi", &["offers", "match", "refund"]),
    ("Ledelse og tilsyn", &["audit", "stats", "replay", "verify", "sign"]),
    ("Retningslinjer", &["rules", "new", "lint", "test", "diff", "graph", "schema", "batch"]),
    ("Drift", &["import", "export", "redact", "key", "util"]),
];

/// The help of the whole program with its commands in groups, `width` columns wide or as the terminal is.
pub(super) fn grouped(command: Command, width: Option<usize>) -> Command {
    let longest = command.get_subcommands().map(|sub| sub.get_name().len()).max().unwrap_or_default();
    let mut template = "{about-with-newline}\nBrug: {usage}\n".to_owned();
    for (title, names) in GROUPS {
        let subs = names.iter().filter_map(|name| command.find_subcommand(name)).cloned();
        let _ = write!(template, "\n{}\n{}", heading(title), listed(subs, longest, width));
    }
    let _ = write!(template, "\n{}\n{{options}}{{after-help}}", heading("Valgmuligheder"));
    command.help_template(template)
}

/// Some commands as clap lists them. A name too long for its own good keeps all groups to one column.
fn listed(subs: impl Iterator<Item = Command>, longest: usize, width: Option<usize>) -> String {
    let mut group = Command::new("visit").disable_help_flag(true).disable_help_subcommand(true);
    if let Some(width) = width {
        group = group.term_width(width);
    }
    for sub in subs {
        let name = format!("{:longest$}", sub.get_name());
        group = group.subcommand(Command::new(name).about(about(&sub)));
    }
    let shown = group.help_template("{subcommands}\n").render_help().ansi().to_string();
    shown.trim_end().to_owned() + "\n"
}

/// What a command is for, with its Danish name.
fn about(sub: &Command) -> String {
    let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
    let aliases: Vec<_> = sub.get_visible_aliases().collect();
    if aliases.is_empty() { about } else { format!("{about} [alias: {}]", aliases.join(", ")) }
}

/// A heading as clap writes its own: the colour is taken away where there is none.
fn heading(title: &str) -> String {
    let style = clap::builder::Styles::styled().get_header().to_owned();
    format!("{style}{title}:{style:#}")
}
