//! What the sections of a document are written with: the document so far, what it is about, and its voice.

use super::document::{Document, Line, Row};
use super::human::Noted;
use super::input::{Fact, Input};
use super::templates::Texts;
use super::trace::Trace;
use super::voice::Voice;
use crate::guideline::wording::date_text;

/// The headings over facts.
pub const FACT_HEAD: &[&str] = &["Oplysning", "Kilde", "Dato"];

/// How much of the rules and of the caseworker's notes a document shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// With ids, notes, time limits and contacts, for the file.
    Full,
    /// For the citizen.
    Plain,
}

/// A document being written.
#[derive(Debug)]
pub struct Writer<'a> {
    /// What has been written.
    pub document: Document,
    /// What it is about.
    pub input: &'a Input,
    /// How it speaks.
    pub voice: Voice,
    /// The municipality's standard texts.
    pub texts: &'a Texts,
}

impl<'a> Writer<'a> {
    /// An empty document.
    #[must_use]
    pub fn new(title: &str, input: &'a Input, voice: Voice, texts: &'a Texts) -> Self {
        Self { document: Document::new(title), input, voice, texts }
    }

    /// Opens a section.
    pub fn section(&mut self, text: &str) {
        self.document.section(&self.voice.speak(text));
    }

    /// Opens a part of a section.
    pub fn part(&mut self, text: &str) {
        self.document.part(&self.voice.speak(text));
    }

    /// A fixed sentence, and why it stands there.
    pub fn standard(&mut self, text: &str, why: &str) {
        self.say(text, Trace::standard(why));
    }

    /// A sentence of the program.
    pub fn say(&mut self, text: &str, trace: Trace) {
        self.document.paragraph(self.voice.speak(text), trace);
    }

    /// A person's words, as they were written.
    pub fn words<T>(&mut self, text: &str, noted: &Noted<T>, topic: &str) {
        self.document.paragraph(text, Trace::person(noted, topic));
    }

    /// Sentences of the program as a list.
    pub fn items(&mut self, items: Vec<(String, Trace)>) {
        let line = |(text, trace): (String, Trace)| Line::new(self.voice.speak(&text), trace);
        self.document.list(items.into_iter().map(line).collect());
    }

    /// `Label: words` for what a person noted, those that are there.
    pub fn labelled<T>(&mut self, noted: &Noted<T>, topic: &str, items: &[(&str, Option<String>)]) {
        self.document.list(Self::lines(noted, topic, items));
    }

    /// The lines of such a list.
    #[must_use]
    pub fn lines<T>(noted: &Noted<T>, topic: &str, items: &[(&str, Option<String>)]) -> Vec<Line> {
        let there = items.iter().filter_map(|(label, text)| Some((label, text.as_ref()?)));
        let line = |(label, text): (&&str, &String)| Line::new(format!("{label}: {text}"), Trace::person(noted, topic));
        there.map(line).collect()
    }

    /// Something a person must write.
    pub fn hole(&mut self, what: &str) {
        self.document.hole(&self.voice.speak(what));
    }

    /// A text of the municipality: paragraphs with empty lines between, lists of lines that begin with `- `.
    pub fn template(&mut self, text: &str, name: &str) {
        let trace = || Trace::standard(&format!("skabelonen {name}"));
        for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
            let items: Option<Vec<&str>> = block.lines().map(|line| line.trim().strip_prefix("- ")).collect();
            match items {
                Some(items) => self.items(items.into_iter().map(|item| (item.to_owned(), trace())).collect()),
                None => self.say(block, trace()),
            }
        }
    }

    /// An answer as a sentence.
    #[must_use]
    pub fn told(&self, fact: &Fact) -> String {
        if fact.own_words { self.voice.quote(&fact.statement) } else { self.voice.speak(&fact.statement) }
    }

    /// Answers as a table with source and date; the caseworker's notes stay in the file.
    pub fn facts(&mut self, facts: &[Fact], detail: Detail) {
        let rows = self.fact_rows(facts, detail);
        self.document.table(FACT_HEAD, rows);
    }

    /// Who or what says so.
    #[must_use]
    pub fn source_of(&self, fact: &Fact) -> String {
        match fact.source.as_deref() {
            None => "kilde ikke noteret".to_owned(),
            Some(source) if source.eq_ignore_ascii_case("borgeren") => self.voice.source(),
            Some(source) => source.to_owned(),
        }
    }

    /// Answers as rows of such a table.
    #[must_use]
    pub fn fact_rows(&self, facts: &[Fact], detail: Detail) -> Vec<Row> {
        let row = |fact: &Fact| {
            let statement = match &fact.note {
                Some(note) if detail == Detail::Full => format!("{} Note: {note}", self.told(fact)),
                _ => self.told(fact),
            };
            let source = self.source_of(fact);
            let date = fact.date.map_or_else(|| "dato ikke noteret".to_owned(), date_text);
            Row::new(&[statement, source, date], Trace::answer(fact))
        };
        facts.iter().map(row).collect()
    }
}

/// `den 3. november 2026`
#[must_use]
pub fn on(date: jiff::civil::Date) -> String {
    format!("den {}", date_text(date))
}

/// With its full stop.
#[must_use]
pub fn closed(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}

/// A level's title in quotation marks: titles are whole phrases and would run into the sentence.
#[must_use]
pub fn quoted(title: &str) -> String {
    format!("»{title}«")
}
