//! Draws [`Finding`]s: the line itself, the fault underlined, and what to do.
//!
//! Deliberately finds nothing and sorts nothing; the order is the caller's. The drawing is annotate-snippets',
//! rustc's own. It is given one line at a time: a whole rule file would be scanned again for every finding.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::machine::{ErrorEntry, Errors};
use super::{Colour, Look};
use visitation::guideline::finding::{Finding, Severity};
use visitation::guideline::source::{SharedSource, Span};

/// Longer lines are shown in part, around the fault.
const LONGEST_LINE: usize = 500;
/// How much of a long line is shown before and after the start of the fault, in characters.
const AROUND: (usize, usize) = (60, 240);

/// Draws every finding and closes with how many there are of each kind. Nothing for none.
pub fn write_text(findings: &[Finding], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let renderer = match look.colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let renderer = renderer.term_width(look.width);
    let mut lines = None;
    for finding in findings {
        let excerpt = index(&mut lines, &finding.source).excerpt(finding.span);
        let drawn = renderer.render(&[group(finding, &excerpt)]);
        // The renderer pads some lines up to the fault; spaces nobody sees would make copies and diffs ugly.
        for line in drawn.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        write_witnesses(finding, out)?;
        writeln!(out)?;
    }
    if findings.is_empty() { Ok(()) } else { writeln!(out, "{}", summary(findings)) }
}

/// The cases that show a finding, as answers files that can be copied out.
fn write_witnesses(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    for witness in &finding.witnesses {
        writeln!(out, "  eksempel, {}:", witness.caption)?;
        for line in witness.answers.lines() {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// The same findings for a program.
#[must_use]
pub fn entries(findings: &[Finding]) -> Errors {
    let mut lines = None;
    let errors = findings.iter().map(|finding| {
        let excerpt = index(&mut lines, &finding.source).excerpt(finding.span);
        ErrorEntry {
            code: finding.code.into(),
            message: finding.message.clone(),
            file: Some(finding.source.name.clone()),
            line: Some(excerpt.line),
            column: Some(excerpt.column),
        }
    });
    Errors { errors: errors.collect() }
}

/// `2 fejl, 1 advarsel`; what there is none of is not mentioned.
#[must_use]
pub fn summary(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let kinds = [
        (count(Severity::Error), "fejl", "fejl"),
        (count(Severity::Warning), "advarsel", "advarsler"),
        (count(Severity::Suggestion), "forslag", "forslag"),
    ];
    let parts = kinds.iter().filter(|(n, _, _)| *n > 0);
    let parts: Vec<_> = parts.map(|(n, one, many)| format!("{n} {}", if *n == 1 { one } else { many })).collect();
    if parts.is_empty() { "ingen fejl".into() } else { parts.join(", ") }
}

/// The Danish name of a severity, as it stands before a message.
#[must_use]
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fejl",
        Severity::Warning => "advarsel",
        Severity::Suggestion => "forslag",
    }
}

fn group<'a>(finding: &'a Finding, excerpt: &Excerpt<'a>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Suggestion => Level::NOTE,
    };
    let title = level.with_name(severity_name(finding.severity)).primary_title(&finding.message).id(finding.code);
    let path = finding.source.name.as_str();
    let snippet = Snippet::source(excerpt.text.clone()).line_start(excerpt.line).fold(false);
    let snippet = snippet.annotation(AnnotationKind::Primary.span(excerpt.fault.clone()));
    let group = match excerpt.text {
        Cow::Borrowed(_) => title.element(snippet.path(path)),
        // The renderer would count the column from the cut.
        Cow::Owned(_) => {
            title.element(Origin::path(path).line(excerpt.line).char_column(excerpt.column)).element(snippet)
        }
    };
    match &finding.help {
        Some(help) => group.element(Level::HELP.with_name("hjælp").message(help)),
        None => group,
    }
}

/// What is shown of one finding's file.
struct Excerpt<'a> {
    /// From 1.
    line: usize,
    /// In characters, from 1, of the whole line.
    column: usize,
    /// The line, or a part of a long one.
    text: Cow<'a, str>,
    /// The fault's bytes in `text`.
    fault: Range<usize>,
}

/// Where the lines of one file start, so that a thousand findings do not count its lines a thousand times.
struct Lines<'a> {
    source: &'a SharedSource,
    starts: Vec<usize>,
}

fn index<'a, 'b>(lines: &'b mut Option<Lines<'a>>, source: &'a SharedSource) -> &'b Lines<'a> {
    let reusable = lines.take().filter(|lines| Arc::ptr_eq(lines.source, source));
    lines.insert(reusable.unwrap_or_else(|| Lines::new(source)))
}

impl<'a> Lines<'a> {
    fn new(source: &'a SharedSource) -> Self {
        let after_newlines = source.text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self { source, starts: std::iter::once(0).chain(after_newlines).collect() }
    }

    /// The first line of the span. A span over several lines is underlined to the end of its first.
    fn excerpt(&self, span: Span) -> Excerpt<'a> {
        let text = self.source.text.as_str();
        let start = boundary(text, span.start);
        let line = self.starts.partition_point(|line_start| *line_start <= start);
        let line_start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let rest = text.get(line_start..).unwrap_or_default();
        let shown = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let from = (start - line_start).min(shown.len());
        let to = boundary(text, span.end).saturating_sub(line_start).clamp(from, shown.len());
        let column = shown.get(..from).unwrap_or_default().chars().count() + 1;
        let (text, fault) = shorten(shown, from..to);
        Excerpt { line, column, text, fault }
    }
}

/// The nearest place at or before `offset` that does not split a character.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Cuts a long line to the surroundings of the fault and marks the cuts.
fn shorten(line: &str, fault: Range<usize>) -> (Cow<'_, str>, Range<usize>) {
    if line.chars().count() <= LONGEST_LINE {
        return (line.into(), fault);
    }
    let (before, rest) = line.split_at(fault.start);
    let start = before.char_indices().rev().nth(AROUND.0).map_or(0, |(offset, _)| offset);
    let end = rest.char_indices().nth(AROUND.1).map_or(line.len(), |(offset, _)| fault.start + offset);
    let (head, tail) = (if start > 0 { "…" } else { "" }, if end < line.len() { "…" } else { "" });
    let text = format!("{head}{}{tail}", line.get(start..end).unwrap_or_default());
    let shift = |offset: usize| offset.clamp(start, end) - start + head.len();
    (text.into(), shift(fault.start)..shift(fault.end))
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;
