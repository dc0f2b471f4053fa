//! `visit assess`: from answers to a recommended level, the duties and a saved case.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use super::rule_folder;
use super::values::day;
use crate::exit::Exit;
use crate::session::archive::kept;
use crate::session::archive::replay::session_of;
use crate::session::choose::meant;
use crate::session::confirm::{Confirming, confirm, set_aside};
use crate::session::document::note::enter;
use crate::session::failures::{from_rules, from_store};
use crate::session::interview::desk::{Desk, Left, case_path};
use crate::session::interview::earlier::Earlier;
use crate::session::outcome::deadlines::limits;
use crate::session::outcome::page;
use crate::session::record::{Beginning, Held, Record, read_case};
use crate::session::sheet;
use crate::store::catalogue::Catalogue;
use crate::store::{CASE_LIMIT, RuleFolder, read_text, today};
use crate::terminal::failure::{Failure, Rejected};
use crate::terminal::prompter::{Manner, Reply};
use crate::terminal::{Format, Screen, is_interactive, wrap};
use visitation::case::additions::{Entered, read_topics};
use visitation::case::dates::{self, Dated};
use visitation::case::{AssessmentV1, Case};
use visitation::consult::limits::{facts, facts_of};
use visitation::consult::{Consultation, Outcome, headline};
use visitation::engine::interview::Order;
use visitation::engine::outcome::State;
use visitation::ffb::unconfirmed;
use visitation::guideline::answers::{self, Sheet};
use visitation::guideline::term::Anchor;
use visitation::time::facts::Facts;

/// Vurdér en sag og anbefal et specialiseringsniveau
///
/// Stiller kun de spørgsmål, der kan ændre niveauet eller en pligt til rådgivning, og viser til sidst
/// det anbefalede niveau med begrundelse. Uden SPECIALE stilles først de fælles spørgsmål, og programmet
/// foreslår, hvilke specialer der er relevante.
///
/// Resultatet er en anbefaling. Det er altid myndigheden, der træffer beslutningen.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct AssessArgs {
    /// Specialer, der skal vurderes, for eksempel `autisme`; flere vurderes samlet
    #[arg(value_name = "SPECIALE")]
    pub specialer: Vec<String>,

    /// Læs svarene fra en svarfil eller en sag i stedet for at spørge; `-` læser fra standardinput
    #[arg(long, value_name = "FIL|-")]
    pub answers: Option<PathBuf>,

    /// Fortsæt en gemt sag dér, hvor den slap
    #[arg(long, value_name = "FIL", conflicts_with_all = ["answers", "out", "date", "enquiry", "case_number", "pseudonym"])]
    pub resume: Option<PathBuf>,

    /// Vis svarene fra en tidligere sag om samme borger, og bekræft dem ét for ét; svar over 12 måneder spørges der om igen
    #[arg(long, value_name = "FIL", conflicts_with_all = ["answers", "resume"])]
    pub from: Option<PathBuf>,

    /// Stil spørgsmålene i den rækkefølge, der hurtigst afgør sagen, i stedet for samtalens
    #[arg(long, conflicts_with = "answers")]
    pub shortest: bool,

    /// Gem sagen i denne fil
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,

    /// Brug retningslinjerne i denne mappe i stedet for de indbyggede
    #[arg(long, value_name = "MAPPE")]
    pub rules: Option<PathBuf>,

    /// Vurderingsdato; ellers bruges svarfilens dato eller dags dato
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub date: Option<Date>,

    /// Dato for borgerens henvendelse; lovens frister regnes fra den
    #[arg(long, value_name = "DATO", value_parser = day)]
    pub enquiry: Option<Date>,

    /// Sagsnummer i kommunens eget system; aldrig et CPR-nummer
    #[arg(long, value_name = "NUMMER")]
    pub case_number: Option<String>,

    /// Dæknavn for borgeren; aldrig borgerens navn eller CPR-nummer
    #[arg(long, value_name = "DÆKNAVN")]
    pub pseudonym: Option<String>,

    /// Sagsbehandlerens initialer
    #[arg(long, value_name = "INITIALER")]
    pub caseworker: Option<String>,

    /// Vis resultatet som `text` (til mennesker) eller `json` (til programmer); ellers bruges `text`
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,

    /// Spørg linje for linje uden menuer; egnet til skærmlæser (også med `VISIT_PLAIN=1`)
    #[arg(long)]
    pub plain: bool,
}

impl AssessArgs {
    /// Assesses a case: from an answers file, or by asking.
    ///
    /// # Errors
    /// Rules, answers, terminal or disk do not allow it.
    pub fn run(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        match (&self.answers, &self.resume) {
            (Some(file), _) => self.file(file, screen),
            (None, _) if !is_interactive() => {
                let message = "der er ingen terminal at spørge i";
                Err(Failure::new("no-terminal", message).help("giv svarene med `--answers FIL`").into())
            }
            (None, Some(file)) => self.resumed(file, screen),
            (None, None) => self.anew(screen),
        }
    }

    fn file(&self, file: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let text = read_text(file, CASE_LIMIT).map_err(from_store)?;
        let mut sheet = answers::read(&file.display().to_string(), text.as_bytes()).map_err(Rejected)?;
        let date = self.date.or(answers::header(&sheet).0).unwrap_or_else(today);
        if unconfirmed(&sheet) > 0 && !self.confirmed(&mut sheet, &catalogue, date, screen)? {
            screen.tell("Du gik ud, før forslagene var set igennem. Intet er gemt.")?;
            return Ok(Exit::Done);
        }
        let session = sheet::session(&catalogue, &sheet, &self.specialer, date)?;
        let noted = read_topics(&sheet.source, &sheet.raw.noted).map_err(Rejected)?;
        let facts = self.facts(&noted, date)?;
        let outcome = session.outcome()?;
        if let Some(out) = &self.out {
            let beginning = Beginning { enquiry: facts.first(Anchor::Enquiry), ..self.beginning(None, date) };
            let mut record = Record::begin(Held::new(out.clone())?, beginning, catalogue.national())?;
            record.fill(&session, sheet::kept(&sheet, &session), &outcome)?;
            enter(&mut record, noted)?;
            keep(catalogue.folder(), record.case(), screen)?;
        }
        self.show((&session, &outcome), &facts, screen)?;
        screen.tell(&match &self.out {
            Some(out) => format!("Sagen er gemt i {}.", out.display()),
            None => "Intet er gemt. Giv `--out FIL` for at gemme sagen.".to_owned(),
        })?;
        Ok(Exit::Done)
    }

    /// Proposals become answers by a person; where there is nobody to ask they stay open. `false`: the person left.
    fn confirmed(
        &self,
        sheet: &mut Sheet,
        catalogue: &Catalogue,
        date: Date,
        screen: &mut Screen<'_>,
    ) -> anyhow::Result<bool> {
        if !is_interactive() {
            let count = set_aside(sheet).len();
            let message = "svar i filen er forslag fra fagsystemet, som ingen har bekræftet. De er ikke regnet med, og \
                           spørgsmålene står åbne. Kør samme kommando i en terminal for at bekræfte dem";
            writeln!(screen.err, "{}", wrap::wrapped(&format!("advarsel: {count} {message}"), screen.err_look.width))?;
            return Ok(true);
        }
        let by = self.initials();
        let how = Confirming { catalogue, specialer: &self.specialer, by: &by, date };
        confirm(sheet, &how, self.manner().open()?.as_mut())
    }

    fn anew(&self, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let mut prompter = self.manner().open()?;
        let date = self.date.unwrap_or_else(today);
        if let Some(meant) = meant(&catalogue, &self.specialer, date).map_err(from_rules)? {
            screen.tell(&meant)?;
        }
        let earlier = self.earlier(&catalogue, date, screen)?;
        let mut desk = Desk { catalogue: &catalogue, prompter: prompter.as_mut(), earlier, order: self.order() };
        let number = match desk.case_number(self.case_number.as_deref())? {
            Reply::Value(number) => Some(number),
            Reply::Unknown => None,
            Reply::Stop => return Ok(Exit::Done),
        };
        let beginning = self.beginning(number, date);
        let moment = Zoned::now().strftime("%Y%m%d-%H%M%S").to_string();
        let held = Held::new(case_path(self.out.as_deref(), &beginning, &moment))?;
        // Asked where the number is: whoever gives one as an option gives the other so, too.
        let enquiry = match (self.enquiry, &self.case_number) {
            (None, None) => match desk.enquiry()? {
                Reply::Value(date) => date,
                Reply::Unknown => None,
                Reply::Stop => return Ok(Exit::Done),
            },
            (given, _) => given,
        };
        let beginning = Beginning { enquiry, ..beginning };
        let told = enquiry.map(|day| Dated { event: "henvendelse", party: None, day: Some(day) });
        let assessed = Dated { event: "vurdering", party: None, day: Some(date) };
        consistent(&facts(&told.into_iter().chain([assessed]).collect::<Vec<_>>(), &[], &[]))?;
        let mut record = Record::begin(held, beginning, catalogue.national())?;
        let left = desk.conversation(&mut record, &self.specialer)?;
        keep(catalogue.folder(), record.case(), screen)?;
        self.finish(left, record, screen)
    }

    /// The earlier case of `--from`. It must be the same citizen's, as far as the pseudonyms tell.
    fn earlier(&self, catalogue: &Catalogue, date: Date, screen: &mut Screen<'_>) -> anyhow::Result<Option<Earlier>> {
        let Some(file) = &self.from else { return Ok(None) };
        let case = read_case(file, screen)?;
        let then = session_of(&case, catalogue.folder()).ok();
        let earlier = Earlier::new(case, date, then);
        match (earlier.pseudonym(), self.pseudonym.as_deref()) {
            (Some(theirs), Some(ours)) if theirs != ours => {
                let message = format!("`{}` er sagen om {theirs}, og den nye er om {ours}", file.display());
                let help = "svar bæres kun over i samme borgers sag. En søskende vurderes for sig: begynd uden `--from`, og \
                            notér det, sagerne har fælles, i hver af dem med `visit note`";
                Err(Failure::new("other-citizen", message).help(help).file(file.display().to_string()).into())
            }
            _ => Ok(Some(earlier)),
        }
    }

    fn resumed(&self, file: &Path, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let catalogue = rule_folder::open(self.rules.as_deref())?;
        let mut record = Record::resume(file, self.initials())?;
        let mut prompter = self.manner().open()?;
        let mut desk = Desk { catalogue: &catalogue, prompter: prompter.as_mut(), earlier: None, order: self.order() };
        let left = desk.resumed(&mut record, &self.specialer)?;
        keep(catalogue.folder(), record.case(), screen)?;
        self.finish(left, record, screen)
    }

    /// Saves and shows what came of a conversation.
    fn finish(&self, left: Left, mut record: Record, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
        let name = record.path().display().to_string();
        let (session, reason) = match left {
            Left::Finished(session, reason) => (session, reason),
            Left::Stopped if record.case().answers().is_empty() => {
                screen.tell("Der er ikke svaret på noget, så der er ikke gemt nogen sag.")?;
                return Ok(Exit::Done);
            }
            Left::Stopped => {
                record.save()?;
                screen.tell(&format!("Sagen er gemt i {name}. Fortsæt med: visit assess --resume {name}"))?;
                return Ok(Exit::Done);
            }
        };
        let outcome = session.outcome()?;
        record.conclude(&session, &outcome)?;
        record.save()?;
        screen.tell(page::why_stopped(&reason))?;
        self.show((&session, &outcome), &facts_of(record.case()), screen)?;
        if self.format == Format::Text {
            // The page is longer than a screen: what it comes to stands at its end, too.
            screen.tell(&format!("\n{}. Hvorfor står ovenfor.", headline(&session, &outcome)))?;
        }
        next_steps(&outcome, &name, screen)?;
        Ok(Exit::Done)
    }

    fn show(
        &self,
        (session, outcome): (&Consultation, &Outcome),
        facts: &Facts,
        screen: &mut Screen<'_>,
    ) -> anyhow::Result<()> {
        match self.format {
            Format::Json => {
                let limits = limits(session, outcome, facts);
                let deadlines = Some(limits.machine_output());
                let transitions = Some(limits.transitions_output()).filter(|all| !all.is_empty());
                let output = AssessmentV1 { deadlines, transitions, ..session.printed_output(outcome) };
                screen.json(&output)?;
            }
            Format::Text => {
                let look = if self.plain { screen.out_look.in_manner(Manner::Lines) } else { screen.out_look };
                write!(screen.out, "{}", page::page(session, outcome, (facts, look)))?;
            }
        }
        Ok(())
    }

    /// The dates of an answers file, of the options and of the assessment.
    ///
    /// # Errors
    /// They cannot all be right.
    fn facts(&self, noted: &[Entered], date: Date) -> anyhow::Result<Facts> {
        let (mut dated, done) = dates::of_entered(noted);
        dated.insert(0, Dated { event: "vurdering", party: None, day: Some(date) });
        dated.extend(self.enquiry.map(|day| Dated { event: "henvendelse", party: None, day: Some(day) }));
        let facts = facts(&dated, &done, &dates::steps_entered(noted));
        consistent(&facts)?;
        Ok(facts)
    }

    fn beginning(&self, case_number: Option<String>, date: Date) -> Beginning {
        Beginning {
            case_number: case_number.or_else(|| self.case_number.clone()),
            pseudonym: self.pseudonym.clone(),
            date,
            enquiry: self.enquiry,
            caseworker: self.initials(),
        }
    }

    fn initials(&self) -> String {
        initials(self.caseworker.as_deref())
    }

    fn order(&self) -> Order {
        if self.shortest { Order::Shortest } else { Order::Conversation }
    }

    fn manner(&self) -> Manner {
        if self.plain { Manner::Lines } else { Manner::from_environment() }
    }
}

/// Dates that contradict each other are no ground to count from.
fn consistent(facts: &Facts) -> anyhow::Result<()> {
    match facts.contradictions().as_slice() {
        [] => Ok(()),
        wrong => {
            let message = format!("datoerne kan ikke alle være rigtige: {}", wrong.join("; "));
            let help = "ret `--enquiry`, `--date` eller datoen under `hændelser`";
            Err(Failure::new("contradictory-dates", message).help(help).into())
        }
    }
}

/// Keeps what the case rests on. A case is not lost because the rules cannot be kept; whoever made it is told.
fn keep(folder: &RuleFolder, case: &Case, screen: &mut Screen<'_>) -> anyhow::Result<()> {
    if let Err(error) = kept::keep(folder, case) {
        let message = format!(
            "Reglerne kunne ikke gemmes sammen med dem, der er i brug ({}). Gem selv en kopi af regelmappen: Bliver den \
             rettet, kan sagen ellers ikke genafspilles.",
            error.message
        );
        screen.tell(&message)?;
    }
    Ok(())
}

/// What can be done now, as commands: what the outcome calls for comes first.
fn next_steps(outcome: &Outcome, name: &str, screen: &mut Screen<'_>) -> anyhow::Result<()> {
    let doubt = outcome.overall.len() > 1;
    let due = outcome.parts.iter().any(|part| part.assessment.advice.contains(&State::Always));
    // A name with a space is one word to the shell only in quotes.
    let file = if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_owned() };
    let steps = [
        (doubt, "fjerne tvivlen, når det manglende er oplyst", "assess --resume"),
        (due, "notere den rådgivning, der er indhentet", "note"),
        (true, "skrive begrundelsen", "justify"),
        (true, "se, hvad der afgjorde det, og hvad der ville ændre det", "explain"),
        (!doubt, "rette et svar", "assess --resume"),
    ];
    screen.tell(&format!("Sagen er gemt i {name}. Du kan nu:"))?;
    for (_, what, command) in steps.into_iter().filter(|(wanted, ..)| *wanted) {
        let (what, command) = (format!("  {what}:"), format!("visit {command} {file}"));
        // A command is copied: it stays on one line.
        let fits = console::measure_text_width(&what) + 1 + console::measure_text_width(&command);
        let between = if fits <= screen.err_look.width { " " } else { "\n    " };
        screen.tell(&format!("{what}{between}{command}"))?;
    }
    Ok(())
}

/// The initials that are given, else the name of the user who is logged in.
pub(super) fn initials(given: Option<&str>) -> String {
    let named = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok();
    given.map(str::to_owned).or_else(named).filter(|name| !name.is_empty()).unwrap_or_else(|| "ukendt".to_owned())
}
