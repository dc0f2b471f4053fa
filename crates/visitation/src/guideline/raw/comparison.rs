//! The one-line text of a condition: a comparison, a bare name, `har`, or a `sum`.
//!
//! A small hand-written reader, since its errors have to point into a YAML file and speak Danish.

use super::Located;
use super::condition::{HELP, Operand, RawCondition, RawKind, RawTerm};
use crate::guideline::condition::Comparison;
use crate::guideline::finding::Findings;
use crate::guideline::ids;
use crate::guideline::source::Span;

/// One token of a text condition, with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Number(i64),
    Op(Comparison),
    Open,
    Comma,
    Close,
}

/// A text condition that is being read.
struct Line<'a> {
    tokens: std::vec::IntoIter<(Token, Span)>,
    span: Span,
    text: &'a str,
    findings: &'a mut Findings,
    failed: bool,
}

/// Reads the text of a condition that stands at `span`.
pub fn read(text: &str, span: Span, findings: &mut Findings) -> RawKind {
    Line::new(text, span, findings).condition()
}

impl<'a> Line<'a> {
    fn new(text: &'a str, span: Span, findings: &'a mut Findings) -> Self {
        let mut line = Self { tokens: Vec::new().into_iter(), span, text, findings, failed: false };
        line.tokens = line.tokenize().into_iter();
        line
    }

    /// Where a piece of the text stands in the file: exact for texts without escapes.
    fn place(&self, start: usize, len: usize) -> Span {
        let written = self.findings.source().text.get(self.span.start..self.span.end).unwrap_or_default();
        let quote = usize::from(written.starts_with(['"', '\'']));
        self.span.part(start + quote, len.max(1))
    }

    fn tokenize(&mut self) -> Vec<(Token, Span)> {
        let mut tokens = Vec::new();
        let mut rest = self.text;
        while let Some(first) = rest.chars().next() {
            let start = self.text.len() - rest.len();
            let (token, len) = match first {
                c if c.is_whitespace() => (None, c.len_utf8()),
                '(' => (Some(Token::Open), 1),
                ')' => (Some(Token::Close), 1),
                ',' => (Some(Token::Comma), 1),
                c if c.is_alphabetic() => {
                    let len = rest.find(|c: char| !ids::is_id_char(c)).unwrap_or(rest.len());
                    (Some(Token::Word(rest.get(..len).unwrap_or_default().to_owned())), len)
                }
                c if c.is_ascii_digit() || c == '-' => self.number(rest, start),
                _ => self.operator(rest, start),
            };
            if let Some(token) = token {
                tokens.push((token, self.place(start, len)));
            }
            rest = if self.failed { "" } else { rest.get(len..).unwrap_or_default() };
        }
        tokens
    }

    fn number(&mut self, rest: &str, start: usize) -> (Option<Token>, usize) {
        let len = rest.find(|c: char| !ids::is_id_char(c) && c != '.').unwrap_or(rest.len());
        let written = rest.get(..len).unwrap_or_default();
        if let Ok(number) = written.parse() {
            return (Some(Token::Number(number)), len);
        }
        self.fail(
            start,
            len,
            format!("`{written}` er ikke et helt tal"),
            "skriv et helt tal; et navn begynder med et bogstav",
        );
        (None, len)
    }

    fn operator(&mut self, rest: &str, start: usize) -> (Option<Token>, usize) {
        let two = [("!=", Comparison::NotEqual), ("<=", Comparison::LessOrEqual), (">=", Comparison::GreaterOrEqual)];
        let one = [("=", Comparison::Equal), ("<", Comparison::Less), (">", Comparison::Greater)];
        if rest.starts_with("==") {
            self.fail(start, 2, "`==` bruges ikke".into(), "skriv `=`");
            return (Some(Token::Op(Comparison::Equal)), 2);
        }
        if let Some((written, op)) = two.into_iter().chain(one).find(|(written, _)| rest.starts_with(written)) {
            return (Some(Token::Op(op)), written.len());
        }
        let first = rest.chars().next().unwrap_or(' ');
        let help = match first {
            '≥' => "skriv `>=`",
            '≤' => "skriv `<=`",
            '≠' => "skriv `!=`",
            _ => HELP,
        };
        self.fail(start, first.len_utf8(), format!("tegnet `{first}` kan ikke stå i en betingelse"), help);
        (None, first.len_utf8())
    }

    fn fail(&mut self, start: usize, len: usize, message: String, help: &str) {
        let span = self.place(start, len);
        self.failed = true;
        self.findings.error("condition", span, message, help);
    }

    fn condition(mut self) -> RawKind {
        if self.failed {
            return RawKind::Broken;
        }
        let parsed = self.parse();
        match (parsed, self.tokens.next()) {
            (Some(kind), None) => kind,
            (Some(_), Some((_, span))) => {
                let help = "en tekst rummer én sammenligning; saml flere under `alle` eller `mindst_en`";
                self.findings.error("condition", span, "betingelsen burde slutte her", help);
                RawKind::Broken
            }
            (None, _) => {
                let (message, help) = if self.text.matches('(').count() == self.text.matches(')').count() {
                    (format!("betingelsen `{}` kan ikke læses", self.text), HELP)
                } else {
                    let help = "står den i en liste med [ ], deler kommaet teksten: sæt anførselstegn om, `[\"sum(a, b) >= 3\"]`";
                    ("betingelsen mangler en parentes".to_owned(), help)
                };
                self.findings.error("condition", self.span, message, help);
                RawKind::Broken
            }
        }
    }

    fn parse(&mut self) -> Option<RawKind> {
        let (Token::Word(first), span) = self.tokens.next()? else { return None };
        if first == "sum" && matches!(self.tokens.as_slice().first(), Some((Token::Open, _))) {
            return self.sum();
        }
        if first == "ikke" {
            let (Token::Word(name), span) = self.tokens.next()? else { return None };
            return Some(RawKind::Not(Box::new(RawCondition { kind: RawKind::Name(name), span })));
        }
        let left = Located { value: first, span };
        match self.tokens.as_slice().first() {
            None => Some(RawKind::Name(left.value)),
            Some((Token::Op(op), _)) => {
                let op = *op;
                self.tokens.next();
                let right = match self.tokens.next()? {
                    (Token::Word(value), span) => Located { value: Operand::Name(value), span },
                    (Token::Number(value), span) => Located { value: Operand::Number(value), span },
                    _ => return None,
                };
                Some(RawKind::Compare { left, op, right })
            }
            Some((Token::Word(word), _)) if word == "har" => {
                self.tokens.next();
                let (Token::Word(option), span) = self.tokens.next()? else { return None };
                Some(RawKind::Has { left, option: Located { value: option, span } })
            }
            Some(_) => None,
        }
    }

    fn sum(&mut self) -> Option<RawKind> {
        self.tokens.next();
        let mut terms = Vec::new();
        loop {
            let (Token::Word(name), span) = self.tokens.next()? else { return None };
            if name == "maks" && matches!(self.tokens.as_slice().first(), Some((Token::Open, _))) {
                self.tokens.next();
                terms.push(RawTerm::Largest(self.names()?));
            } else {
                terms.push(RawTerm::Name(Located { value: name, span }));
            }
            match self.tokens.next()?.0 {
                Token::Comma => {}
                Token::Close => break,
                _ => return None,
            }
        }
        match (self.tokens.next()?.0, self.tokens.next()?.0) {
            (Token::Op(op), Token::Number(number)) => Some(RawKind::Sum { terms, op, number }),
            _ => None,
        }
    }

    fn names(&mut self) -> Option<Vec<Located<String>>> {
        let mut names = Vec::new();
        loop {
            let (Token::Word(value), span) = self.tokens.next()? else { return None };
            names.push(Located { value, span });
            match self.tokens.next()?.0 {
                Token::Comma => {}
                Token::Close => return Some(names),
                _ => return None,
            }
        }
    }
}
