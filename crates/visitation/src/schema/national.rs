//! `national.yaml`: what all specialer share.

use schemars::JsonSchema;

use super::condition::Condition;
use super::guideline::{Advice, Anchor, Basis, Duty, Whose, one_length};
use super::question::{Choice, Question};
use super::values::{Count, Date, FileId, Id, OneOrMore, Text, YesNo};

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "national.yaml", description = "Det, som alle specialer deler.")]
pub struct National {
    #[schemars(description = "Filens format.")]
    format: Format,
    #[schemars(rename = "niveauer", description = "Niveauerne, det laveste først.", length(min = 1))]
    levels: Vec<Level>,
    #[schemars(rename = "skalaer", description = "Ordnede skalaer, som spørgsmål bruger.")]
    scales: Option<Vec<Scale>>,
    #[schemars(rename = "spørgsmål", description = "De fælles spørgsmål, som retningslinjer bruger med `brug`.")]
    questions: Option<Vec<Question>>,
    #[schemars(rename = "love", description = "Lovkataloget.")]
    laws: Option<Vec<Law>>,
    #[schemars(rename = "rådgivere", description = "Hvem der kan give rådgivning.")]
    advisers: Option<Vec<Adviser>>,
    #[schemars(rename = "rådgivning", description = "Pligter, der gælder for alle specialer.")]
    advice: Option<Vec<Advice>>,
    #[schemars(rename = "frister", description = "Lovens frister.")]
    deadlines: Option<Vec<Deadline>>,
    #[schemars(
        rename = "overgange",
        description = "Det, der skal forberedes, når en borger går fra én lov, ét sted eller én sektor til en anden."
    )]
    transitions: Option<Vec<Transition>>,
    #[schemars(description = "Udgaven af de fælles regler.")]
    version: Option<FileId>,
    #[schemars(rename = "gælder", description = "Hvornår udgaven gælder.")]
    period: Option<Period>,
    #[schemars(rename = "helligdage", description = "Helligdage; de flytter borgerens frist.")]
    holidays: Option<Vec<FreeDay>>,
    #[schemars(rename = "fridage", description = "Fridage, der ikke er helligdage, men flytter borgerens frist.")]
    days_off: Option<Vec<FreeDay>>,
    #[schemars(
        rename = "forældes",
        description = "Efter hvor mange dage en oplysning om et tilbud er for gammel til at tælle."
    )]
    shelf: Option<Shelf>,
    #[schemars(rename = "regioner", description = "Regionerne, og hvornår de findes.")]
    regions: Option<Vec<Region>>,
}

#[derive(JsonSchema)]
#[schemars(inline)]
enum Format {
    #[schemars(rename = "visit-national/1")]
    One,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et specialiseringsniveau.")]
struct Level {
    #[schemars(description = "Niveauets id, som kriterier bruger.")]
    id: Id,
    #[schemars(rename = "titel", description = "Navnet, som det vises.")]
    title: Option<Text>,
    #[schemars(rename = "beskrivelse", description = "Hvad niveauet betyder.")]
    description: Option<Text>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En ordnet skala.")]
struct Scale {
    #[schemars(description = "Skalaens id, som `skala` i et spørgsmål bruger.")]
    id: Id,
    #[schemars(rename = "titel", description = "Navnet, som det vises.")]
    title: Option<Text>,
    #[schemars(rename = "trin", description = "Trinene fra intet problem til det alvorligste.", length(min = 1))]
    steps: Vec<Choice>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En lovhjemmel.")]
struct Law {
    #[schemars(description = "Hjemlens id, som `lov` bruger.")]
    id: Id,
    #[schemars(rename = "lov", description = "Loven.")]
    act: Option<Text>,
    #[schemars(rename = "paragraf", description = "Paragraf og stykke.")]
    section: Option<Text>,
    #[schemars(rename = "om", description = "Hvad bestemmelsen handler om, gengivet med egne ord.")]
    about: Option<Text>,
    #[schemars(rename = "lbk", description = "Lovbekendtgørelsen.")]
    consolidation: Option<Text>,
    #[schemars(rename = "kontrolleret", description = "Hvornår nogen sidst har set efter.")]
    checked: Option<Date>,
    #[schemars(description = "Hvor den er læst.")]
    url: Option<Text>,
    #[schemars(rename = "bekræftet", description = "Om teksten er set i kilden og siger det, vi bruger den til.")]
    verified: Option<YesNo>,
    #[schemars(rename = "tekst_set", description = "Om teksten er set i kilden.")]
    text_seen: Option<YesNo>,
    #[schemars(rename = "brug_bekræftet", description = "Om teksten siger det, vi bruger den til.")]
    use_verified: Option<YesNo>,
    #[schemars(rename = "stk", description = "Stykket, når det ikke står i `paragraf`.")]
    subsection: Option<Text>,
    #[schemars(rename = "gælder", description = "Hvornår loven gælder.")]
    period: Option<Period>,
    #[schemars(rename = "for", description = "Hvem loven gælder for: en betingelse på de fælles spørgsmål.")]
    for_whom: Option<Condition>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En, der giver rådgivning.")]
struct Adviser {
    #[schemars(description = "Rådgiverens id, som `hos` bruger.")]
    id: Id,
    #[schemars(rename = "navn", description = "Navnet, som det vises.")]
    name: Option<Text>,
    #[schemars(rename = "kontakt", description = "Hvordan man kontakter rådgiveren.")]
    contact: Option<Text>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En frist i loven.", transform = one_length)]
struct Deadline {
    #[schemars(description = "Fristens id.")]
    id: Id,
    #[schemars(rename = "om", description = "Hvad der skal være gjort.")]
    about: Option<Text>,
    #[schemars(rename = "når", description = "Hvornår fristen gælder. Uden betingelse gælder den altid.")]
    when: Option<Condition>,
    #[schemars(rename = "dage", description = "Længden i dage; 0 er selve dagen.")]
    days: Option<Count>,
    #[schemars(rename = "hverdage", description = "Længden i hverdage: mandag til fredag, der ikke er helligdage.")]
    workdays: Option<Count>,
    #[schemars(rename = "uger", description = "Længden i uger.")]
    weeks: Option<Count>,
    #[schemars(rename = "måneder", description = "Længden i måneder.")]
    months: Option<Count>,
    #[schemars(rename = "fra", description = "Hvad der tælles frem fra.")]
    from: Option<Anchor>,
    #[schemars(rename = "før", description = "Hvad der tælles tilbage fra.")]
    before: Option<Anchor>,
    #[schemars(rename = "hvem", description = "Hvem der skal holde fristen. Kun borgerens flytter til næste hverdag.")]
    whose: Option<Whose>,
    #[schemars(rename = "gruppe", description = "Af frister med samme gruppe gælder den tidligste.")]
    group: Option<Id>,
    #[schemars(rename = "opfyldt_ved", description = "Den hændelse, der viser, at det er gjort.")]
    met_by: Option<Anchor>,
    #[schemars(rename = "lov", description = "Id'er på love i national.yaml.")]
    laws: Option<OneOrMore>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En overgang.")]
struct Transition {
    #[schemars(description = "Overgangens id, som sagen bruger.")]
    id: Id,
    #[schemars(rename = "titel", description = "Navnet, som det vises.")]
    title: Option<Text>,
    #[schemars(rename = "når", description = "Hvem den gælder for: en betingelse på de fælles spørgsmål.")]
    when: Option<Condition>,
    #[schemars(rename = "hændelse", description = "En af disse hændelser skal være noteret i sagen.")]
    events: Option<OneOrMore>,
    #[schemars(rename = "trin", description = "Det, der skal gøres.", length(min = 1))]
    steps: Vec<Step>,
}

#[derive(JsonSchema)]
#[schemars(
    deny_unknown_fields,
    description = "Et trin: en frist fra `frister`, en længde og en begyndelse, dagen for det, det kommer før, eller snarest."
)]
struct Step {
    #[schemars(description = "Trinnets id, som sagen bruger.")]
    id: Id,
    #[schemars(rename = "hvad", description = "Hvad der skal gøres.")]
    what: Text,
    #[schemars(rename = "punkter", description = "Det, der alt sammen skal være drøftet.")]
    points: Option<OneOrMore>,
    #[schemars(rename = "frist", description = "Id'et på den frist, som trinnet er.")]
    limit: Option<Id>,
    #[schemars(rename = "dage", description = "Længden i dage; 0 er selve dagen.")]
    days: Option<Count>,
    #[schemars(rename = "hverdage", description = "Længden i hverdage: mandag til fredag, der ikke er helligdage.")]
    workdays: Option<Count>,
    #[schemars(rename = "uger", description = "Længden i uger.")]
    weeks: Option<Count>,
    #[schemars(rename = "måneder", description = "Længden i måneder.")]
    months: Option<Count>,
    #[schemars(rename = "fra", description = "Hvad der tælles frem fra; uden længde: snarest derfra.")]
    from: Option<Anchor>,
    #[schemars(rename = "før", description = "Hvad der tælles tilbage fra; uden længde: senest den dag.")]
    before: Option<Anchor>,
    #[schemars(rename = "gruppe", description = "Af frister med samme gruppe gælder den tidligste.")]
    group: Option<Id>,
    #[schemars(rename = "hvem", description = "Hvem der skal gøre det.")]
    whose: Option<Whose>,
    #[schemars(rename = "pligt", description = "Hvor bindende det er.")]
    duty: Duty,
    #[schemars(rename = "grundlag", description = "Hvem der siger det.")]
    basis: Option<Basis>,
    #[schemars(rename = "lov", description = "Id'er på love i national.yaml.")]
    laws: Option<OneOrMore>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En fridag: en dag i året, eller et antal dage fra påskedag.")]
struct FreeDay {
    #[schemars(description = "Dagens navn.")]
    id: Id,
    #[schemars(rename = "dag", description = "Måned og dag, for eksempel 12-25.")]
    day: Option<Text>,
    #[schemars(rename = "påske", description = "Dage fra påskedag; før den med minus.")]
    easter: Option<i16>,
    #[schemars(rename = "fra", description = "Første dag, hvor den er en fridag.")]
    from: Option<Date>,
    #[schemars(rename = "til", description = "Sidste dag, hvor den var en fridag.")]
    to: Option<Date>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Antal dage.")]
struct Shelf {
    #[schemars(rename = "ledig", description = "En ledig plads.")]
    free: Count,
    #[schemars(rename = "pris", description = "En pris.")]
    price: Count,
    #[schemars(rename = "godkendelse", description = "En godkendelse.")]
    approval: Count,
    #[schemars(rename = "niveau", description = "Et niveau.")]
    level: Count,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En region.")]
struct Region {
    #[schemars(description = "Regionens id.")]
    id: Id,
    #[schemars(rename = "navn", description = "Navnet, som det vises.")]
    name: Text,
    #[schemars(rename = "kommuner", description = "Kommunekoder; som tekst, for nuller tæller.")]
    municipalities: Option<OneOrMore>,
    #[schemars(rename = "gælder", description = "Hvornår regionen findes.")]
    period: Option<Period>,
    #[schemars(rename = "bekræftet", description = "Om det er set i kilden.")]
    verified: Option<YesNo>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Hvornår noget gælder; en ende, der ikke er skrevet, er åben.")]
struct Period {
    #[schemars(rename = "fra", description = "Første dag.")]
    from: Option<Date>,
    #[schemars(rename = "til", description = "Sidste dag.")]
    to: Option<Date>,
}
