//! `visit justify`: the written reasons for a saved case, and whether anything is missing in them.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::rule_folder;
use crate::exit::Exit;
use crate::session::archive::kept;
use crate::session::archive::replay::session_of;
use crate::session::document::justify::input;
use crate::session::document::paper::{self, Form, Kind, Order};
use crate::session::failures::{from_case, from_store};
use crate::session::record::read_case;
use crate::store::{CASE_LIMIT, Over, RULE_LIMIT, read_text, save, save_new};
use crate::terminal::Screen;
use crate::terminal::failure::Failure;
use visitation::case::refuse_cpr;
use visitation::justification::check::written::check_written;
use visitation::justification::check::{Element, check};
use visitation::justification::document::Addressee;
use visitation::justification::templates::DEFAULTS;
use visitation::justification::{Finish, Input};

/// Skriv begrundelsen for en gemt sag: notat, brev eller brev til et barn
///
/// Dokumentet siger kun det, der står i sagen: svarene, de kriterier, kilder og love, der bærer anbefalingen, og
/// det, der er noteret med `visit note`. Hvor et menneske skal tage stilling, står `[UDFYLDES: …]`. Programmet
/// skriver aldrig selv et afslag.
///
/// Med `--check` holdes sagen op mod kravene til en lovlig begrundelse, punkt for punkt. Afslutningskode 1: noget
/// mangler.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line with a name of its own")]
pub struct JustifyArgs {
    /// Sagsfilen
    #[arg(value_name = "SAG", required_unless_present_any = ["check_file", "export_templates"])]
    pub file: Option<PathBuf>,

    /// Skriv `notat` (internt), `brev` (til borgeren) eller `barn` (til et barn på 10 år eller mere); ellers `notat`
    #[arg(long, value_enum, value_name = "SLAGS", default_value_t)]
    pub kind: KindArg,

    /// Det samme som `--kind brev`
    #[arg(long, conflicts_with = "kind")]
    pub letter: bool,

    /// Skriv som `markdown`, `html`, `docx` eller `pdf`; ellers efter filens endelse eller som `markdown`
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<FormArg>,

    /// Skriv dokumentet i denne fil; ellers skrives det på skærmen
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,

    /// Skriv det færdige dokument uden mærket UDKAST; afvises, så længe noget mangler
    #[arg(long = "final")]
    pub finished: bool,

    /// Sæt modtagerens navn og adresse ind fra denne fil, eller fra standard-ind med `-`
    ///
    /// Første linje er navnet, de næste adressen; efter en tom linje står navn og titel på den, der skriver under. Intet
    /// af det gemmes i sagen. Uden filen har et færdigt brev i Word flettefelter (`Modtager`, `Modtagernavn`,
    /// `Underskriver`), og andre formater hverken navn eller adresse, som når det sendes med Digital Post.
    #[arg(long, value_name = "FIL")]
    pub recipient: Option<PathBuf>,

    /// Vis med fodnoter, hvilket kriterium, hvilken kilde og hvilke svar hver sætning kommer fra
    #[arg(long)]
    pub trace: bool,

    /// Hold sagen op mod kravene til en begrundelse i stedet for at skrive den
    #[arg(long)]
    pub check: bool,

    /// Hold et færdigt brev i Markdown op mod kravene; med SAG også mod det brev, sagen giver
    ///
    /// Ordene må vælges frit. Med SAG nævnes hver sætning, der mangler, hver dato, lov, tal og hvert ja og nej, der er et
    /// andet end sagens, og det, sagen ikke kender.
    #[arg(long, value_name = "FIL")]
    pub check_file: Option<PathBuf>,

    /// Brug kommunens egne skabeloner i denne mappe
    #[arg(long, value_name = "MAPPE")]
    pub templates: Option<PathBuf>,

    /// Skriv de indbyggede skabeloner i denne mappe, så de kan rettes
    #[arg(long, value_name = "MAPPE", conflicts_with_all = ["file", "check_file"])]
    pub export_templates: Option<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,
}

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum KindArg {
    /// For the file.
    #[default]
    Notat,
    /// To the citizen.
    Brev,
    /// To a child.
    Barn,
}

/// In which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormArg {
    /// Text.
    #[value(alias = "md")]
    Markdown,
    /// A page.
    Html,
    /// For Word.
    Docx,
    /// For Digital Post.
    Pdf,
}

impl JustifyArgs {
    /// Writes a document, checks a case or a letter, or writes the templates.
    ///
    /// # Errors
    /// The case or its rules cannot be read, its answers contradict each other, or a file cannot be written.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        if let Some(folder) = &self.export_templates {
            return export(folder, screen);
        }
        let input = self.file.as_deref().map(|file| self.input(file, screen)).transpose()?;
        if let Some(letter) = &self.check_file {
            let text = read_text(letter, CASE_LIMIT).map_err(from_store)?;
            if visitation::case::cpr::looks_like_cpr(&text) {
                screen
                    .tell("Brevet indeholder noget, der ligner et CPR-nummer. Det hører ikke hjemme i en gemt fil.")?;
            }
            return self.held(&text, input.as_ref(), screen);
        }
        let Some(input) = input else { return Ok(Exit::Unusable) };
        if self.check {
            let lix = paper::lix_text(&input, &self.order(Finish::Draft)?)?;
            return verdict(&check(&input), &lix, screen);
        }
        self.write(&input, screen)
    }

    /// A finished letter, held against the lists, and with a case also against what the case says.
    fn held(&self, text: &str, input: Option<&Input>, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let lix = paper::own_lix(text);
        let Some(input) = input else { return verdict(&check_written(text, None), &lix, screen) };
        let (kind, found) = paper::differences(text, input, paper::templates(self.templates.as_deref())?)?;
        write!(screen.out, "{}", paper::differences_text(&found, screen.out_look.width))?;
        let exit = if kind == Kind::Letter {
            verdict(&check_written(text, Some(input)), &lix, screen)?
        } else {
            // The lists are those of a letter to a grown-up; a child's says it in fewer words, and a note is for the file.
            writeln!(screen.out, "{lix}")?;
            Exit::Done
        };
        Ok(if found.is_empty() { exit } else { Exit::Findings })
    }

    fn write(&self, input: &Input, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let finish = if self.finished { Finish::Final } else { Finish::Draft };
        let order = self.order(finish)?;
        let paper = paper::write(input, &order)?;
        if self.finished {
            let missing: Vec<Element> = check(input).into_iter().filter(Element::is_missing).collect();
            if !missing.is_empty() || !paper.holes.is_empty() {
                write!(screen.out, "{}", paper::missing_text(&missing, &paper.holes, screen.out_look.width))?;
                screen.tell(
                    "Dokumentet er ikke færdigt, og der er ikke skrevet noget. Udfyld sagen med: visit note SAG",
                )?;
                return Ok(Exit::Findings);
            }
        }
        match &self.out {
            Some(path) => save(path, &paper.bytes, Over::SameKind).map_err(from_store)?,
            None if paper.is_text => screen.out.write_all(&paper.bytes)?,
            None => {
                let message = "dokumentet er ikke tekst og kan ikke vises på skærmen";
                return Err(Failure::new("needs-file", message).help("giv en fil med `--out FIL`").into());
            }
        }
        screen.tell(&paper.lix)?;
        if let Some(told) = order.unnamed() {
            screen.tell(&told)?;
        }
        Ok(Exit::Done)
    }

    fn order(&self, finish: Finish) -> anyhow::Result<Order> {
        let kind = match self.kind {
            _ if self.letter => Kind::Letter,
            KindArg::Notat => Kind::Note,
            KindArg::Brev => Kind::Letter,
            KindArg::Barn => Kind::Child,
        };
        let form = match self.format {
            Some(FormArg::Markdown) => Form::Markdown,
            Some(FormArg::Html) => Form::Html,
            Some(FormArg::Docx) => Form::Docx,
            Some(FormArg::Pdf) => Form::Pdf,
            None => self.out.as_deref().map_or(Form::Markdown, Form::of),
        };
        let templates = paper::templates(self.templates.as_deref())?;
        let addressee = self.recipient.as_deref().map(addressee).transpose()?.unwrap_or_default();
        Ok(Order { kind, form, finish, traced: self.trace, templates, addressee })
    }

    fn input(&self, file: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Input> {
        let folder = rule_folder::choose(self.rules.as_deref())?;
        let case = read_case(file, screen)?;
        if case.guidelines().is_empty() {
            let help = format!("fortsæt sagen med `visit assess --resume {}`", file.display());
            return Err(Failure::new("unfinished-case", "sagen har ingen retningslinje endnu").help(help).into());
        }
        let help = "giv mappen med de regler, sagen er vurderet efter, med `--rules`";
        let session = session_of(&case, &folder).map_err(|reason| Failure::new("missing-rules", reason).help(help))?;
        for edit in kept::edited_since(&folder, &case) {
            screen.tell(&format!("Bemærk: {edit}. Dokumentet følger den tekst, sagen er vurderet efter."))?;
        }
        Ok(input(&case, &session, &session.outcome()?))
    }
}

/// The names for one print.
fn addressee(path: &Path) -> anyhow::Result<Addressee> {
    let text = read_text(path, RULE_LIMIT).map_err(from_store)?;
    refuse_cpr("modtageren", Some(&text)).map_err(|error| from_case(error, path))?;
    let addressee = Addressee::read(&text);
    if addressee.name.is_none() {
        let message = format!("der står intet navn i `{}`", path.display());
        let help = "skriv navnet på første linje og adressen på de næste";
        return Err(Failure::new("no-recipient", message).help(help).into());
    }
    Ok(addressee)
}

/// Prints the elements; something missing is a finding.
fn verdict(elements: &[Element], lix: &str, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    write!(screen.out, "{}", paper::elements_text(elements, screen.out_look.width))?;
    writeln!(screen.out, "{lix}")?;
    Ok(if elements.iter().any(Element::is_missing) { Exit::Findings } else { Exit::Done })
}

fn export(folder: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    paper::new_folder(folder)?;
    for (name, text) in DEFAULTS {
        save_new(&folder.join(name), text.as_bytes()).map_err(from_store)?;
    }
    screen.tell(&format!("{} skabeloner er skrevet i {}.", DEFAULTS.len(), folder.display()))?;
    Ok(Exit::Done)
}
