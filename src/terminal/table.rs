//! Tables for people.
//!
//! The drawing is comfy-table's. Where the terminal is too narrow for whole words in every column, the same
//! content is written row by row as `label: value`. Deliberately without colours: nothing is meant by them.

use std::fmt::Write as _;

use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};

use super::{Frames, Look, wrap};

/// Rows under headings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A word longer than this may be broken rather than give up the table for it.
const LONGEST_WHOLE_WORD: usize = 24;
/// A border and a space on either side take this much per column; one more border closes the row.
const FRAME: usize = 3;

impl Table {
    /// An empty table.
    pub fn new<S: Into<String>>(headings: impl IntoIterator<Item = S>) -> Self {
        Self { headings: headings.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row; a missing cell is empty, one too many is not shown.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) -> &mut Self {
        let mut cells: Vec<_> = cells.into_iter().map(Into::into).collect();
        cells.resize(self.headings.len(), String::new());
        self.rows.push(cells);
        self
    }

    /// Nothing but headings?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as it suits whoever reads it.
    #[must_use]
    pub fn told(&self, look: Look) -> String {
        if look.frames == Frames::Drawn { self.render(look.width) } else { self.linear(look.width) }
    }

    /// The table in `width` columns, each line ended by a line feed.
    #[must_use]
    fn render(&self, width: usize) -> String {
        if self.fits(width) { self.boxed(width) } else { self.linear(width) }
    }

    /// Is it drawn as a table there?
    #[must_use]
    pub fn is_drawn(&self, look: Look) -> bool {
        look.frames == Frames::Drawn && self.fits(look.width)
    }

    /// Is there room for a table with whole words in every column?
    fn fits(&self, width: usize) -> bool {
        let columns = (0..self.headings.len()).map(|column| self.narrowest(column) + FRAME);
        columns.sum::<usize>() < width
    }

    /// The longest word of a column.
    fn narrowest(&self, column: usize) -> usize {
        let cells = std::iter::once(&self.headings).chain(&self.rows).filter_map(|row| row.get(column));
        let words = cells.flat_map(|cell| cell.split_whitespace());
        words.map(console::measure_text_width).max().unwrap_or_default().min(LONGEST_WHOLE_WORD)
    }

    fn boxed(&self, width: usize) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_style(presets::UTF8_FULL_CONDENSED)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(width).unwrap_or(u16::MAX))
            .set_header(&self.headings)
            .add_rows(&self.rows);
        // Left alone, the arrangement breaks words although there is room to keep them whole.
        table.set_constraints((0..self.headings.len()).map(|column| {
            let least = u16::try_from(self.narrowest(column) + FRAME - 1).unwrap_or(u16::MAX);
            ColumnConstraint::LowerBoundary(Width::Fixed(least))
        }));
        let mut text = table.to_string();
        text.push('\n');
        text
    }

    fn linear(&self, width: usize) -> String {
        let mut text = String::new();
        for (number, row) in self.rows.iter().enumerate() {
            if number > 0 {
                text.push('\n');
            }
            for (heading, cell) in self.headings.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                // Indented by a fixed step: under a long heading there would be no room left for words.
                let entry = if heading.is_empty() { cell.clone() } else { format!("{heading}: {cell}") };
                let mut lines = wrap::lines(&entry, width.saturating_sub(2)).into_iter();
                let _ = writeln!(text, "{}", lines.next().unwrap_or_default());
                for line in lines {
                    let _ = writeln!(text, "  {line}");
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duties() -> Table {
        let mut table = Table::new(["Rådgivning", "Hvem siger det", "Frist"]);
        table.row(["Indhent rådgivning hos VISO", "faglig retningslinje", "14 dage"]);
        table.row(["Orientér kommunalbestyrelsen", "lov", ""]);
        table
    }

    #[test]
    fn a_wide_terminal_gets_a_table() {
        let expected = "\
┌──────────────────────────────┬──────────────────────┬─────────┐
│ Rådgivning                   ┆ Hvem siger det       ┆ Frist   │
╞══════════════════════════════╪══════════════════════╪═════════╡
│ Indhent rådgivning hos VISO  ┆ faglig retningslinje ┆ 14 dage │
│ Orientér kommunalbestyrelsen ┆ lov                  ┆         │
└──────────────────────────────┴──────────────────────┴─────────┘
";
        assert_eq!(duties().render(80), expected);
    }

    #[test]
    fn a_narrow_terminal_gets_lines() {
        let expected = "\
Rådgivning: Indhent rådgivning hos
  VISO
Hvem siger det: faglig retningslinje
Frist: 14 dage

Rådgivning: Orientér
  kommunalbestyrelsen
Hvem siger det: lov
";
        assert_eq!(duties().render(40), expected);
    }

    #[test]
    fn a_screen_reader_gets_lines_on_a_wide_terminal_too() {
        let look = Look { frames: Frames::Told, ..Look::plain(80) };
        assert!(!duties().is_drawn(look));
        assert!(duties().told(look).starts_with("Rådgivning: Indhent rådgivning hos VISO\nHvem siger det:"));
        assert_eq!(duties().told(Look::plain(80)), duties().render(80));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_no_word_is_lost() {
        for width in 24..120 {
            let text = duties().render(width);
            assert!(text.lines().all(|line| console::measure_text_width(line) <= width), "{width}:\n{text}");
            let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).collect();
            for word in ["VISO", "faglig", "retningslinje", "Orientér", "kommunalbestyrelsen", "14"] {
                assert!(words.contains(&word), "{word} at {width}:\n{text}");
            }
        }
    }

    #[test]
    fn a_row_has_as_many_cells_as_there_are_headings() {
        let mut table = Table::new(["a"]);
        assert!(table.is_empty());
        table.row(Vec::<String>::new()).row(["1", "2"]);
        assert!(!table.render(20).contains('2'));
    }
}
