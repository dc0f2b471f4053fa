//! A guideline: `rules/<speciale>/<version>.yaml`.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde_json::json;

use super::condition::{Condition, calculation};
use super::question::Entry;
use super::values::{Count, Date, FileId, Id, OneOrMore, Text, YesNo};

#[derive(JsonSchema)]
#[schemars(
    deny_unknown_fields,
    title = "Visitationsretningslinje",
    description = "Én udgave af retningslinjen for ét speciale. En udgivet udgave ændres aldrig."
)]
pub struct Guideline {
    #[schemars(description = "Filens format.")]
    format: Format,
    #[schemars(description = "Specialets id. Det samme som mappens navn.")]
    speciale: FileId,
    #[schemars(rename = "titel", description = "Specialets navn, som det vises.")]
    title: Option<Text>,
    #[schemars(description = "Udgavens navn i anførselstegn. Det samme som filens navn uden `.yaml`.")]
    version: FileId,
    #[schemars(
        rename = "gælder",
        description = "Hvornår udgaven gælder. En sag vurderes efter den udgave, der gælder på vurderingsdatoen."
    )]
    validity: Validity,
    #[schemars(description = "Hvor færdig retningslinjen er.")]
    status: Option<Status>,
    #[schemars(rename = "udgiver", description = "Hvem der har udstedt retningslinjen.")]
    publisher: Option<Text>,
    #[schemars(rename = "målgruppe", description = "Hvem retningslinjen handler om.")]
    target_group: Option<Text>,
    #[schemars(
        rename = "relevant_når",
        description = "Hvornår specialet foreslås. Kun de fælles spørgsmål i national.yaml kan bruges."
    )]
    relevant_when: Option<Condition>,
    #[schemars(rename = "kilder", description = "De udgivelser, kriterier og pligter bygger på.")]
    references: Option<Vec<Reference>>,
    #[schemars(rename = "spørgsmål", description = "Spørgsmålene i den rækkefølge, en samtale har.")]
    questions: Vec<Entry>,
    #[schemars(
        rename = "begreber",
        description = "Navngivne betingelser, som bruges med deres id ligesom et ja/nej-spørgsmål."
    )]
    concepts: Option<Vec<Concept>>,
    #[schemars(
        rename = "beregninger",
        description = "Navngivne summer, som betingelser og begrundelser kan bruge som tal."
    )]
    calculations: Option<Vec<Calculation>>,
    #[schemars(rename = "aldrig", description = "Kombinationer, der ikke kan være sande om den samme borger.")]
    never: Option<Vec<Never>>,
    #[schemars(rename = "udgangspunkt", description = "Niveauet, når intet kriterium er opfyldt.")]
    base_level: Id,
    #[schemars(
        rename = "kriterier",
        description = "Det højeste niveau blandt de opfyldte kriterier er det anbefalede."
    )]
    criteria: Vec<Criterion>,
    #[schemars(
        rename = "rådgivning",
        description = "Pligter og anbefalinger om at indhente rådgivning, ud over de nationale."
    )]
    advice: Option<Vec<Advice>>,
    #[schemars(rename = "opfølgning", description = "Hvornår sagen tages op igen.")]
    follow_up: Option<FollowUp>,
    #[schemars(
        rename = "fuldstændig",
        description = "Alle borgere skal opfylde et kriterium. `visit lint` beviser det eller viser, hvem der falder igennem."
    )]
    complete: Option<YesNo>,
}

#[derive(JsonSchema)]
#[schemars(inline)]
enum Format {
    #[schemars(rename = "visit/1")]
    One,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Første og sidste dag, udgaven gælder.")]
struct Validity {
    #[schemars(rename = "fra", description = "Den første dag, udgaven gælder.")]
    from: Date,
    #[schemars(rename = "til", description = "Den sidste dag, udgaven gælder. Kan udelades.")]
    to: Option<Date>,
}

#[derive(JsonSchema)]
#[schemars(description = "Hvor færdig retningslinjen er.")]
pub enum Status {
    /// Draft.
    #[schemars(rename = "udkast", description = "Ingen myndighed har udstedt den.")]
    Draft,
    /// Hearing.
    #[schemars(rename = "høring", description = "Endnu ikke gældende.")]
    Hearing,
    /// In force.
    #[schemars(rename = "gældende", description = "Udstedt.")]
    InForce,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En udgivelse.")]
struct Reference {
    #[schemars(description = "Kildens id, som `kilde` bruger.")]
    id: Id,
    #[schemars(rename = "titel", description = "Titlen.")]
    title: Option<Text>,
    #[schemars(rename = "udgiver", description = "Hvem der har udgivet den.")]
    publisher: Option<Text>,
    #[schemars(rename = "år", description = "Udgivelsesåret.")]
    year: Option<i64>,
    #[schemars(description = "Hvor den er læst.")]
    url: Option<Text>,
    #[schemars(rename = "bekræftet", description = "Om indholdet er set i kilden.")]
    verified: Option<YesNo>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En navngiven betingelse.")]
struct Concept {
    #[schemars(description = "Begrebets id. Intet spørgsmål må have det samme.")]
    id: Id,
    #[schemars(rename = "betyder", description = "Hvad begrebet betyder, i ord.")]
    meaning: Option<Text>,
    #[schemars(rename = "når", description = "Hvornår begrebet gælder.")]
    when: Condition,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En navngiven sum.")]
struct Calculation {
    #[schemars(description = "Beregningens id. Intet spørgsmål eller begreb må have det samme.")]
    id: Id,
    #[schemars(rename = "betyder", description = "Hvad tallet siger, i ord.")]
    meaning: Option<Text>,
    #[schemars(rename = "af", description = "Det, der lægges sammen: `\"sum(a, maks(b, c))\"`.", extend("pattern" = calculation()))]
    of: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En umulig kombination.")]
struct Never {
    #[schemars(rename = "når", description = "Kombinationen, der ikke kan være sand om den samme borger.")]
    when: Condition,
    #[schemars(rename = "fordi", description = "Hvorfor den er umulig.")]
    because: Option<Text>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En betingelse, der kalder på et niveau.")]
struct Criterion {
    #[schemars(description = "Kriteriets id, for eksempel H1.")]
    id: Id,
    #[schemars(rename = "niveau", description = "Niveauet, kriteriet kalder på.")]
    level: Id,
    #[schemars(rename = "når", description = "Hvornår kriteriet er opfyldt.")]
    when: Condition,
    #[schemars(
        rename = "fordi",
        description = "Begrundelsen. `{grunde}` bliver til udsagnene om de svar, der opfyldte kriteriet; `{spørgsmålets id}` til svarets egne ord."
    )]
    because: Option<Text>,
    #[schemars(rename = "kilde", description = "Id'et på en af retningslinjens kilder.")]
    source: Option<Id>,
    #[schemars(rename = "lov", description = "Id'er på love i national.yaml.")]
    laws: Option<OneOrMore>,
    #[schemars(rename = "bekræftet", description = "Om indholdet er set i kilden.")]
    verified: Option<YesNo>,
}

/// A duty, in a guideline or in national.yaml.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En pligt eller anbefaling om at indhente rådgivning.")]
pub struct Advice {
    #[schemars(description = "Pligtens id, for eksempel R1.")]
    id: Id,
    #[schemars(rename = "pligt", description = "Hvor bindende den er.")]
    duty: Duty,
    #[schemars(rename = "grundlag", description = "Hvem der siger det.")]
    basis: Option<Basis>,
    #[schemars(rename = "hos", description = "Id'et på en rådgiver i national.yaml.")]
    from: Option<Id>,
    #[schemars(
        rename = "når",
        description = "Hvornår rådgivningen skal indhentes. Her kan også `niveau` og `tvivl` bruges, og i national.yaml `antal_specialer`."
    )]
    when: Condition,
    #[schemars(rename = "inden_dage", description = "Inden for hvor mange dage.")]
    within_days: Option<Count>,
    #[schemars(rename = "senest", description = "Hvornår den senest skal indhentes; i stedet for `inden_dage`.")]
    latest: Option<Term>,
    #[schemars(rename = "fordi", description = "Begrundelsen.")]
    because: Option<Text>,
    #[schemars(rename = "kilde", description = "Id'et på en af retningslinjens kilder.")]
    source: Option<Id>,
    #[schemars(rename = "lov", description = "Id'er på love i national.yaml.")]
    laws: Option<OneOrMore>,
    #[schemars(rename = "bekræftet", description = "Om indholdet er set i kilden.")]
    verified: Option<YesNo>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En frist: præcis én længde og præcis én begyndelse.", transform = one_length)]
struct Term {
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
}

/// One length and one beginning.
pub fn one_length(schema: &mut Schema) {
    let one = |keys: &[&str]| {
        let each: Vec<_> = keys.iter().map(|key| json!({ "required": [key] })).collect();
        json!({ "oneOf": each })
    };
    let both = json!([one(&["dage", "hverdage", "uger", "måneder"]), one(&["fra", "før"])]);
    schema.insert("allOf".into(), both);
}

/// The events from which time is counted, as `Anchor` of the guideline names them.
pub struct Anchor;

impl JsonSchema for Anchor {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Anchor".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        let known = crate::guideline::term::Anchor::ALL;
        let mut all: Vec<_> = known
            .iter()
            .map(|(id, anchor)| json!({ "const": id, "description": format!("{}.", anchor.text()) }))
            .collect();
        all.push(json!({ "const": "iværksættelse", "description": "Som `iværksat`; det ældre ord." }));
        schemars::json_schema!({ "description": "Det, tiden tælles fra.", "oneOf": all })
    }
}

#[derive(JsonSchema)]
#[schemars(description = "Hvem der skal holde fristen.")]
pub enum Whose {
    #[schemars(rename = "borgeren", description = "Borgeren: flytter til næste hverdag.")]
    Citizen,
    #[schemars(rename = "kommunen", description = "Kommunen: lovens dag står fast.")]
    Municipality,
    #[schemars(rename = "regionen", description = "Regionen.")]
    Region,
    #[schemars(rename = "tilbuddet", description = "Tilbuddet.")]
    Offer,
    #[schemars(rename = "skolen", description = "Skolen.")]
    School,
}

#[derive(JsonSchema)]
#[schemars(description = "Hvor bindende det er.")]
pub enum Duty {
    #[schemars(rename = "obligatorisk", description = "Det skal gøres.")]
    Mandatory,
    #[schemars(rename = "anbefalet", description = "Det bør gøres.")]
    Recommended,
}

#[derive(JsonSchema)]
#[schemars(description = "Hvem der siger det.")]
pub enum Basis {
    #[schemars(rename = "lov", description = "En lov.")]
    Law,
    #[schemars(rename = "national", description = "En national retningslinje, som ikke er en lov.")]
    National,
    #[schemars(rename = "retningslinje", description = "Denne retningslinje.")]
    Guideline,
    #[schemars(rename = "lokal", description = "Kommunens egen forretningsgang.")]
    Local,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Hvornår sagen tages op igen.")]
struct FollowUp {
    #[schemars(rename = "måneder", description = "Antal måneder: ét tal, eller ét pr. niveau.")]
    months: Months,
}

#[derive(JsonSchema)]
#[schemars(untagged, description = "Ét tal for alle niveauer, eller ét pr. niveau.")]
enum Months {
    Same(Count),
    PerLevel(BTreeMap<String, Count>),
}
