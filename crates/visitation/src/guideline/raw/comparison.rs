//! The one-line text of a condition: a comparison with one value or several, a bare name, `har`, `mellem`, `antal`,
//! `maks` or a `sum`; and the `sum` of a `beregning`.
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

/// Reads what a `beregning` adds up, `sum(…)`; what is wrong with it has been reported where there is nothing.
pub fn calculation(text: &str, span: Span, findings: &mut Findings) -> Option<Vec<RawTerm>> {
    let mut line = Line::new(text, span, findings);
    if line.failed {
        return None;
    }
    let named = matches!(line.tokens.next(), Some((Token::Word(word), _)) if word == "sum");
    let terms = if named { line.terms() } else { None };
    if terms.is_none() || line.tokens.next().is_some() {
        let message = format!("beregningen `{text}` kan ikke læses");
        findings.error("condition", span, message, "skriv for eksempel `\"sum(a, maks(b, c))\"`, med anførselstegn");
        return None;
    }
    terms
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
        let range = written.split_once("..").map(|(from, to)| {
            let (from, to) = (from.trim_end_matches('.'), to.trim_start_matches('.'));
            format!("skriv `mellem {from} og {to}`; begge ender er med")
        });
        let help = range.unwrap_or_else(|| "skriv et helt tal; et navn begynder med et bogstav".to_owned());
        self.fail(start, len, format!("`{written}` er ikke et helt tal"), &help);
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
            (Some(kind), Some((token, span))) => {
                let help = after(self.text, &kind, &token);
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
        if matches!(self.tokens.as_slice().first(), Some((Token::Open, _))) {
            return match first.as_str() {
                "sum" => self.sum(),
                "antal" => self.count(),
                "maks" => self.largest(),
                _ => None,
            };
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
                let right = self.operand()?;
                if op.is_ordering() || !self.skip("eller") {
                    return Some(RawKind::Compare { left, op, right });
                }
                let mut values = vec![right, self.operand()?];
                while self.skip("eller") {
                    values.push(self.operand()?);
                }
                Some(RawKind::OneOf { left, op, values })
            }
            Some((Token::Word(word), _)) if word == "har" => {
                self.tokens.next();
                let mut options = vec![self.name()?];
                while self.skip("eller") {
                    options.push(self.name()?);
                }
                Some(RawKind::Has { left, options })
            }
            Some((Token::Word(word), _)) if word == "mellem" => {
                self.tokens.next();
                let from = self.operand()?;
                let to = if self.skip("og") { self.operand()? } else { return None };
                Some(RawKind::Between { left, from, to })
            }
            Some(_) => None,
        }
    }

    /// Is this the next word? Then it is passed.
    fn skip(&mut self, wanted: &str) -> bool {
        let found = matches!(self.tokens.as_slice().first(), Some((Token::Word(word), _)) if word == wanted);
        if found {
            self.tokens.next();
        }
        found
    }

    fn name(&mut self) -> Option<Located<String>> {
        let (Token::Word(value), span) = self.tokens.next()? else { return None };
        Some(Located { value, span })
    }

    fn operand(&mut self) -> Option<Located<Operand>> {
        match self.tokens.next()? {
            (Token::Word(value), span) => Some(Located { value: Operand::Name(value), span }),
            (Token::Number(value), span) => Some(Located { value: Operand::Number(value), span }),
            _ => None,
        }
    }

    fn op(&mut self) -> Option<Comparison> {
        match self.tokens.next()?.0 {
            Token::Op(op) => Some(op),
            _ => None,
        }
    }

    fn count(&mut self) -> Option<RawKind> {
        self.tokens.next();
        let left = self.name()?;
        let (Token::Close, _) = self.tokens.next()? else { return None };
        match (self.op()?, self.tokens.next()?.0) {
            (op, Token::Number(number)) => Some(RawKind::Count { left, op, number }),
            _ => None,
        }
    }

    fn largest(&mut self) -> Option<RawKind> {
        self.tokens.next();
        let names = self.names()?;
        Some(RawKind::Largest { names, op: self.op()?, right: self.operand()? })
    }

    fn sum(&mut self) -> Option<RawKind> {
        let terms = self.terms()?;
        match (self.op()?, self.tokens.next()?.0) {
            (op, Token::Number(number)) => Some(RawKind::Sum { terms, op, number }),
            _ => None,
        }
    }

    /// What stands in the parentheses after `sum`.
    fn terms(&mut self) -> Option<Vec<RawTerm>> {
        let (Token::Open, _) = self.tokens.next()? else { return None };
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
                Token::Close => return Some(terms),
                _ => return None,
            }
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

/// What to write where a condition went on after its end.
fn after(text: &str, read: &RawKind, next: &Token) -> String {
    let several = || "en tekst rummer én sammenligning; saml flere under `alle` eller `mindst_en`".to_owned();
    match (read, next) {
        (RawKind::Not(part), Token::Op(op)) => {
            let RawKind::Name(name) = &part.kind else { return several() };
            let whole = text.trim().trim_start_matches("ikke").trim_start();
            let value = text.rsplit(op.symbol()).next().unwrap_or_default().trim();
            let turned = op.turned().symbol();
            format!(
                "skriv `{{ ikke: {whole} }}`; eller `{name} {turned} {value}`, som kræver, at der er spurgt om `{name}`"
            )
        }
        (RawKind::Not(_), Token::Word(_)) => {
            format!("skriv `{{ ikke: {} }}`", text.trim().trim_start_matches("ikke").trim_start())
        }
        (RawKind::Compare { right: Located { value: Operand::Number(_), .. }, .. }, Token::Comma) => {
            "tal i betingelser er hele tal uden komma; flere værdier skrives `a = 1 eller 2`".to_owned()
        }
        (RawKind::Compare { .. } | RawKind::OneOf { .. } | RawKind::Has { .. }, Token::Comma) => {
            "flere svar skrives med `eller`: `x = a eller b`".to_owned()
        }
        (RawKind::Compare { op, .. }, Token::Word(word)) if word == "eller" && op.is_ordering() => {
            "`eller` bruges efter `=`, `!=` og `har`".to_owned()
        }
        _ => several(),
    }
}
