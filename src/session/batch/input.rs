//! Blocks of lines, from a file or from standard input: JSON lines or a table.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use visitation::batch::{Fault, Plan};
use visitation::guideline::ids::did_you_mean;

use crate::session::failures::from_store;
use crate::store::{STANDARD_INPUT, open_regular};
use crate::terminal::failure::Failure;

/// So many bytes of lines are worked on by one thread at a time.
const BYTES: usize = 256 << 10;
/// So many rows of a table.
const ROWS: usize = 1_000;
/// No line is longer.
const LONGEST: usize = 4 << 20;
/// The column that names the case.
pub const ID: &str = "id";

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// JSON, an object a line.
    Jsonl,
    /// A table, a column a question.
    Csv,
}

/// Some lines in a row.
#[derive(Debug)]
pub enum Chunk {
    /// JSON lines, the number of the first, and the bytes.
    Lines(u64, Vec<u8>),
    /// A table's rows, each with its line, and the keys of its cells.
    Rows(Arc<Vec<String>>, Vec<(u64, Result<Vec<String>, Fault>)>),
}

/// Where the lines come from.
pub enum Input {
    /// JSON lines.
    Lines(Lines),
    /// A table.
    Table(Box<Table>),
}

/// JSON lines.
pub struct Lines {
    reader: BufReader<Box<dyn Read + Send>>,
    next: u64,
    rest: Vec<u8>,
}

/// A table of text.
pub struct Table {
    reader: csv::Reader<Box<dyn Read + Send>>,
    keys: Arc<Vec<String>>,
}

impl Kind {
    /// By the ending of a file's name.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" | "json" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

impl Input {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// It cannot be read, or its columns are not those of questions.
    pub fn open(path: &Path, kind: Kind, plan: &Plan) -> anyhow::Result<Self> {
        let bytes: Box<dyn Read + Send> = if path.as_os_str() == STANDARD_INPUT {
            Box::new(io::stdin())
        } else {
            Box::new(open_regular(path).map_err(from_store)?)
        };
        let mut reader = BufReader::with_capacity(BYTES, bytes);
        let start = reader.fill_buf().map_err(|error| unreadable(path, &error))?;
        if start.starts_with(b"PAR1") {
            let message = format!("`{}` er Parquet, som ikke kan læses", path.display());
            return Err(Failure::new("is-parquet", message).help("gem den som CSV eller JSONL").into());
        }
        if start.starts_with(b"\xef\xbb\xbf") {
            reader.consume(3);
        }
        Ok(match kind {
            Kind::Jsonl => Self::Lines(Lines { reader, next: 1, rest: Vec::new() }),
            Kind::Csv => Self::Table(Box::new(Table::begin(reader, path, plan)?)),
        })
    }

    /// The next lines; `None` at the end.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn chunk(&mut self) -> anyhow::Result<Option<Chunk>> {
        match self {
            Self::Lines(lines) => lines.chunk(),
            Self::Table(table) => table.chunk(),
        }
    }
}

impl Lines {
    fn chunk(&mut self) -> anyhow::Result<Option<Chunk>> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            let read = (&mut self.reader).take(BYTES as u64).read_to_end(&mut bytes)?;
            if read == 0 {
                break;
            }
            if let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n') {
                self.rest = bytes.split_off(end + 1);
                break;
            }
            // A line too long is cut off and refused: what is left of it is passed over.
            if bytes.len() > LONGEST {
                self.reader.skip_until(b'\n')?;
                bytes.push(b'\n');
                break;
            }
        }
        let first = self.next;
        self.next += bytes.split(|byte| *byte == b'\n').skip(1).count() as u64;
        Ok((!bytes.is_empty()).then_some(Chunk::Lines(first, bytes)))
    }
}

/// A line as it may be used.
///
/// # Errors
/// It is too long or no text.
pub fn line(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.len() > LONGEST {
        let message = format!("linjen er for lang: der læses højst {} MiB", LONGEST >> 20);
        return Err(Fault::new("too-long", message, "se efter, om filen har et linjeskift efter hver sag"));
    }
    let text = std::str::from_utf8(bytes).map(str::trim);
    text.map_err(|_| Fault::new("not-utf8", "linjen er ikke UTF-8", "gem filen igen med tegnkodningen UTF-8"))
}

impl Table {
    fn begin(mut reader: BufReader<Box<dyn Read + Send>>, path: &Path, plan: &Plan) -> anyhow::Result<Self> {
        let start = reader.fill_buf().map_err(|error| unreadable(path, &error))?;
        let head = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
        // Danish spreadsheets part cells by semicolons.
        let delimiter = if head.contains(&b';') && !head.contains(&b',') { b';' } else { b',' };
        let reader: Box<dyn Read + Send> = Box::new(reader);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(reader);
        let header = reader.headers().map_err(|error| Failure::new("not-csv", told(&error)))?;
        let keys: Vec<String> = header.iter().map(|key| key.trim().to_owned()).collect();
        check_columns(&keys, path, plan)?;
        Ok(Self { reader, keys: Arc::new(keys) })
    }

    fn chunk(&mut self) -> anyhow::Result<Option<Chunk>> {
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        while rows.len() < ROWS {
            let before = self.reader.position().line();
            let row = match self.reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => Ok(record.iter().map(|cell| cell.trim().to_owned()).collect()),
                Err(error) if error.is_io_error() => return Err(error.into()),
                Err(error) => Err(Fault::new("not-csv", told(&error), "ret rækken, så den har alle kolonner")),
            };
            let line = record.position().filter(|_| row.is_ok()).map_or(before, csv::Position::line);
            rows.push((line, row));
        }
        Ok((!rows.is_empty()).then(|| Chunk::Rows(self.keys.clone(), rows)))
    }
}

/// Every column names the case or a question, and none comes twice.
fn check_columns(keys: &[String], path: &Path, plan: &Plan) -> anyhow::Result<()> {
    for (place, key) in keys.iter().enumerate() {
        let name = path.display();
        if keys.iter().take(place).any(|earlier| earlier == key) {
            let message = format!("`{name}`: kolonnen `{key}` står to gange");
            return Err(Failure::new("duplicate-column", message).file(name.to_string()).into());
        }
        if key != ID && !plan.knows(key) {
            let questions = plan.guidelines().into_iter().flat_map(|guideline| &guideline.questions);
            let help = did_you_mean(key, questions.map(|question| question.id.as_str())).unwrap_or_else(|| {
                "en kolonne har et spørgsmåls id som overskrift, og sagens står under `id`".to_owned()
            });
            let message = format!("`{name}`: der er ikke noget spørgsmål `{key}`");
            return Err(Failure::new("unknown-question", message).help(help).file(name.to_string()).into());
        }
    }
    Ok(())
}

fn told(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("rækken har {len} celler, og overskriften har {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "rækken er ikke UTF-8".to_owned(),
        _ => "tabellen kan ikke læses som CSV".to_owned(),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> anyhow::Error {
    let message = format!("`{}` kan ikke læses: {error}", path.display());
    Failure::new("unreadable", message).file(path.display().to_string()).into()
}
