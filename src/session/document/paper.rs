//! A document on paper: which one, in which format, from which templates, and what is said of it on the screen.

use std::fmt::Write as _;
use std::path::Path;

use crate::session::failures::{from_case, from_store};
use crate::store;
use crate::terminal::failure::Failure;
use crate::terminal::wrap::{hanging, wrapped};
use visitation::case::refuse_cpr;
use visitation::guideline::wording::lix::{READABLE, lix};
use visitation::justification::check::compared::{Difference, compare, headings_in_common};
use visitation::justification::check::{Element, Verdict};
use visitation::justification::child::{FROM_AGE, gets_letter};
use visitation::justification::document::Addressee;
use visitation::justification::letter::voice;
use visitation::justification::templates::{TemplateError, Templates, Texts};
use visitation::justification::voice::Voice;
use visitation::justification::{
    Document, Finish, Input, child_letter, docx, html, letter, markdown, visitationsnotat,
};

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For the file.
    Note,
    /// To the citizen, a parent or whoever speaks for them.
    Letter,
    /// To a child.
    Child,
}

/// In which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text.
    Markdown,
    /// A page of its own.
    Html,
    /// For Word.
    Docx,
    /// Tagged PDF.
    Pdf,
}

/// What is ordered.
#[derive(Debug)]
pub struct Order {
    /// Which document.
    pub kind: Kind,
    /// In which format.
    pub form: Form,
    /// Draft or final.
    pub finish: Finish,
    /// With footnotes.
    pub traced: bool,
    /// From which templates.
    pub templates: Templates,
    /// The names that are put in; they are stored nowhere.
    pub addressee: Addressee,
}

/// What is delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file.
    pub bytes: Vec<u8>,
    /// It can be shown on a screen.
    pub is_text: bool,
    /// Holes left, in reading order.
    pub holes: Vec<String>,
    /// How readable it is, in a sentence.
    pub lix: String,
}

impl Form {
    /// The format that a file's name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "html" | "htm" => Self::Html,
            "docx" => Self::Docx,
            "pdf" => Self::Pdf,
            _ => Self::Markdown,
        }
    }
}

impl Order {
    /// Which names a finished letter is printed without, and how they get there; `None` where none is lacking.
    #[must_use]
    pub fn unnamed(&self) -> Option<String> {
        if self.finish == Finish::Draft || self.kind == Kind::Note {
            return None;
        }
        let lacking = [
            self.addressee.name.is_none().then_some("modtagerens navn"),
            self.addressee.signer.is_empty().then_some("underskriverens navn"),
        ];
        let lacking: Vec<&str> = lacking.into_iter().flatten().collect();
        let place = if self.form == Form::Docx { "De står som flettefelter, Word kan udfylde. " } else { "" };
        let help = "Giv en fil med navne med `--recipient FIL`; den gemmes ikke.";
        (!lacking.is_empty()).then(|| format!("Brevet er uden {}. {place}{help}", lacking.join(" og ")))
    }
}

/// Writes a document.
///
/// # Errors
/// A template cannot be filled, the child is too young for a letter of its own, or the format is not built in.
pub fn write(input: &Input, order: &Order) -> anyhow::Result<Paper> {
    // Word knows a field that is still to be filled; other formats show it in a draft only.
    let keep = order.finish == Finish::Draft || order.form == Form::Docx;
    let document = document(input, order)?.addressed(&order.addressee, keep);
    let holes = document.holes().map(str::to_owned).collect();
    let lix = lix_of(&document);
    let document = if order.traced { document.with_footnotes() } else { document };
    let bytes = match order.form {
        Form::Markdown => markdown::render(&document)?.into_bytes(),
        Form::Html => html::render(&document, &order.templates).map_err(from_template)?.into_bytes(),
        Form::Docx => docx::render(&document)?,
        Form::Pdf => pdf(&document, input)?,
    };
    Ok(Paper { bytes, is_text: matches!(order.form, Form::Markdown | Form::Html), holes, lix })
}

/// A document that is made of no case, in a format.
///
/// # Errors
/// The format is not built in for it, or the document cannot be rendered.
pub fn rendered(document: &Document, form: Form) -> anyhow::Result<Vec<u8>> {
    Ok(match form {
        Form::Markdown => markdown::render(document)?.into_bytes(),
        Form::Html => {
            let templates = Templates::built_in().map_err(from_template)?;
            html::render(document, &templates).map_err(from_template)?.into_bytes()
        }
        Form::Docx => docx::render(document)?,
        Form::Pdf => {
            let help = "skriv den som `.docx` eller `.html`";
            return Err(Failure::new("no-pdf", "den kan ikke skrives som PDF").help(help).into());
        }
    })
}

fn document(input: &Input, order: &Order) -> anyhow::Result<Document> {
    let texts = |voice| -> anyhow::Result<Texts> { order.templates.texts(input, voice).map_err(from_template) };
    Ok(match order.kind {
        Kind::Note => visitationsnotat(input, &texts(Voice::file())?, order.finish),
        Kind::Letter => letter(input, &texts(voice(input))?, order.finish),
        Kind::Child => match input.age {
            Some(age) if gets_letter(age) => child_letter(input, &texts(Voice::child())?, order.finish),
            _ => {
                let message = format!("et brev til et barn er til børn fra {FROM_AGE} til 17 år");
                return Err(Failure::new("no-child", message).help("skriv brevet med `--kind brev`").into());
            }
        },
    })
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document, input: &Input) -> anyhow::Result<Vec<u8>> {
    use visitation::justification::pdf::{Unprintable, render};
    let decided = input.human.decision.as_ref().and_then(|decision| decision.date);
    render(document, decided.unwrap_or(input.date)).map_err(|error| match error {
        Unprintable::Character(_) => {
            let help = "skriv det på en anden måde, eller skriv dokumentet som docx eller html";
            Failure::new("unprintable", error.to_string()).help(help).into()
        }
        fault @ Unprintable::Fault(_) => fault.into(),
    })
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Document, _: &Input) -> anyhow::Result<Vec<u8>> {
    let message = "denne udgave af visit er bygget uden PDF";
    Err(Failure::new("no-pdf", message)
        .help("skriv som docx eller html, eller byg visit med: cargo build --release --features pdf")
        .into())
}

/// The templates in use: the built-in ones, or a municipality's own in their place.
///
/// # Errors
/// The folder cannot be read, or a template in it cannot be used.
pub fn templates(folder: Option<&Path>) -> anyhow::Result<Templates> {
    let own = folder.map(store::texts_in).transpose().map_err(from_store)?.unwrap_or_default();
    for (name, text) in &own {
        refuse_cpr(&format!("skabelonen `{name}`"), Some(text)).map_err(|error| from_case(error, Path::new(name)))?;
    }
    Templates::with(&own).map_err(from_template)
}

/// Makes the folder that templates are written to.
///
/// # Errors
/// It cannot be made, or something lies in it.
pub fn new_folder(folder: &Path) -> anyhow::Result<()> {
    store::new_folder(folder).map_err(from_store)
}

fn from_template(error: TemplateError) -> anyhow::Error {
    Failure::new("bad-template", error.message).help(error.help).file(error.file).into()
}

/// What a finished letter says otherwise than its case: held against the document of the kind it is most like.
///
/// # Errors
/// A template cannot be filled.
pub fn differences(markdown: &str, input: &Input, templates: Templates) -> anyhow::Result<(Kind, Vec<Difference>)> {
    let mut order = Order {
        kind: Kind::Letter,
        form: Form::Markdown,
        finish: Finish::Final,
        traced: false,
        templates,
        addressee: Addressee::default(),
    };
    let mut best = (Kind::Letter, document(input, &order)?);
    for kind in [Kind::Note, Kind::Child] {
        if kind == Kind::Child && !input.age.is_some_and(gets_letter) {
            continue;
        }
        order.kind = kind;
        let other = document(input, &order)?;
        if headings_in_common(markdown, &other) > headings_in_common(markdown, &best.1) {
            best = (kind, other);
        }
    }
    Ok((best.0, compare(markdown, &best.1)))
}

/// The differences, a line each.
#[must_use]
pub fn differences_text(differences: &[Difference], width: usize) -> String {
    if differences.is_empty() {
        return "Brevet og sagen siger det samme.\n\n".to_owned();
    }
    let mut text =
        "Brevet og sagen siger ikke det samme. Ret brevet, eller ret sagen (visit note SAG), og skriv brevet igen:\n"
            .to_owned();
    for Difference { line, section, what } in differences {
        let at = line.map_or_else(String::new, |line| format!("linje {line}, "));
        let section = if section.is_empty() { "før første overskrift".to_owned() } else { format!("»{section}«") };
        let _ = writeln!(text, "{}", hanging("– ", &format!("{at}{section}: {what}"), width));
    }
    text.push('\n');
    text
}

/// How readable a document would be, without writing it.
///
/// # Errors
/// As [`write()`].
pub fn lix_text(input: &Input, order: &Order) -> anyhow::Result<String> {
    Ok(lix_of(&document(input, order)?))
}

fn lix_of(document: &Document) -> String {
    lix_sentence(lix(&document.own_texts()))
}

/// How readable a whole letter is that somebody else has worked on: headings left out.
#[must_use]
pub fn own_lix(markdown: &str) -> String {
    let running: Vec<&str> = markdown
        .lines()
        .filter(|line| !line.trim_start().starts_with(['#', '|']))
        .map(|line| line.trim_start_matches([' ', '-', '*']))
        .collect();
    lix_sentence(lix(&running))
}

fn lix_sentence(lix: Option<u32>) -> String {
    match lix {
        None => "Lixtal: der er ingen løbende tekst at måle.".to_owned(),
        Some(number) if number <= READABLE => format!("Lixtal: {number} (højst {READABLE} er let nok for de fleste)."),
        Some(number) => {
            format!("Lixtal: {number}. Det er svært for mange; kortere sætninger hjælper (højst {READABLE}).")
        }
    }
}

/// The elements under their lists, one paragraph each, with what is missing counted.
#[must_use]
pub fn elements_text(elements: &[Element], width: usize) -> String {
    let mut text = String::new();
    for (letter, heading) in
        [('A', "Krav til begrundelsen"), ('B', "Når et ønsket tilbud ikke gives"), ('F', "Typiske fejl")]
    {
        let list: Vec<&Element> = elements.iter().filter(|element| element.code.starts_with(letter)).collect();
        if !list.is_empty() {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{heading}");
        }
        for element in list {
            text.push_str(&element_text(element, width));
        }
    }
    let missing = elements.iter().filter(|element| element.is_missing()).count();
    let _ = match missing {
        0 => writeln!(text, "Intet mangler."),
        1 => writeln!(text, "1 punkt mangler eller er en fejl."),
        many => writeln!(text, "{many} punkter mangler eller er fejl."),
    };
    text
}

/// `A1 MANGLER: Myndighed … (VEJ 9455)`, and under it what to write.
fn element_text(element: &Element, width: usize) -> String {
    let fault = element.code.starts_with('F');
    let (state, why) = match &element.verdict {
        Verdict::Present => (if fault { "i orden" } else { "til stede" }, None),
        Verdict::Missing(what) => (if fault { "FEJL" } else { "MANGLER" }, Some(format!("Skriv: {what}."))),
        Verdict::NotRelevant(why) => ("ikke relevant", Some(format!("Grund: {why}."))),
    };
    let Element { code, title, basis, .. } = element;
    let mut text = indented(&format!("{code} {state}: {title} ({basis})"), 2, width);
    if let Some(why) = why {
        text.push_str(&indented(&why, 6, width));
    }
    text
}

/// Wrapped lines with so many blanks before each.
fn indented(text: &str, blanks: usize, width: usize) -> String {
    let wrapped = wrapped(text, width.saturating_sub(blanks));
    wrapped.lines().fold(String::new(), |text, line| format!("{text}{:blanks$}{line}\n", ""))
}

/// What keeps a document from being final.
#[must_use]
pub fn missing_text(missing: &[Element], holes: &[String], width: usize) -> String {
    let mut text = if missing.is_empty() { String::new() } else { elements_text(missing, width) };
    for hole in holes {
        let _ = writeln!(text, "[UDFYLDES: {hole}]");
    }
    text
}
