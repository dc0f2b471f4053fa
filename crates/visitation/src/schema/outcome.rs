//! The outcome inside a saved case, `visit-assessment/1`.

use schemars::JsonSchema;

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Det beregnede udfald, som programmer læser det.")]
pub struct Outcome {
    #[schemars(description = "Udfaldets format.")]
    format: Format,
    #[schemars(description = "Niveauet for alle specialer under ét.")]
    level: Level,
    #[schemars(description = "Udfaldet for hvert speciale.")]
    assessments: Vec<Assessment>,
    #[schemars(description = "Fristerne; kun i det, der vises, aldrig i en gemt sag.")]
    deadlines: Option<Vec<Deadline>>,
    #[schemars(description = "Overgangene; kun i det, der vises, aldrig i en gemt sag.")]
    transitions: Option<Vec<Transition>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En overgang, der er i spil.")]
struct Transition {
    #[schemars(description = "Overgangens id.")]
    id: String,
    #[schemars(description = "Dens navn.")]
    title: String,
    #[schemars(description = "Om det venter på et svar, at den gælder; så har ingen trin en dag.")]
    open: bool,
    #[schemars(description = "Id'erne på de spørgsmål, den venter på svar på.")]
    waits_for: Vec<String>,
    #[schemars(description = "Trinnene i reglernes orden.")]
    steps: Vec<Step>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et trin i en overgang. Datoer skrives år-måned-dag.")]
struct Step {
    #[schemars(description = "Trinnets id.")]
    id: String,
    #[schemars(description = "Hvad der skal gøres.")]
    what: String,
    #[schemars(description = "Som en frists; ellers gjort, snarest eller gælder ikke.")]
    state: String,
    #[schemars(description = "Den sidste dag; `null`, når der ingen er.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    day: Option<String>,
    #[schemars(description = "Planlæg senest: den sidste åbne dag før.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    plan_by: Option<String>,
    #[schemars(description = "Hvornår det blev gjort.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    done: Option<String>,
    #[schemars(description = "Hvor bindende det er: mandatory eller recommended.")]
    duty: String,
    #[schemars(description = "Hvem der siger det: law, national, guideline eller local.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    basis: Option<String>,
    #[schemars(description = "Hvem der skal gøre det.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    whose: Option<String>,
    #[schemars(description = "Den frist, som trinnet er.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    deadline: Option<String>,
    #[schemars(description = "Den hændelse, der mangler en dato.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    missing: Option<String>,
    #[schemars(description = "Det, der ikke er drøftet endnu.")]
    missing_points: Vec<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En frist. Datoer skrives år-måned-dag.")]
struct Deadline {
    #[schemars(description = "Fristens id, eller rådgivningens nummer.")]
    id: String,
    #[schemars(description = "holdt, holdt for sent, overskredet, løber eller kan ikke beregnes.")]
    state: String,
    #[schemars(description = "Den sidste dag; `null`, når den ikke kendes.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    day: Option<String>,
    #[schemars(description = "Planlæg senest: den sidste åbne dag før, når dagen er en fridag og ikke flytter.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    plan_by: Option<String>,
    #[schemars(description = "Sikker dag: den tidligere dag, hvis lørdag er en hverdag.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    safe_day: Option<String>,
    #[schemars(description = "Hvem der skal holde den; `null`, når reglerne ikke siger det.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    whose: Option<String>,
    #[schemars(description = "Det, tiden tælles fra eller før.")]
    anchor: String,
    #[schemars(description = "Det, der mangler en dato eller et svar; `null`, når intet mangler.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    missing: Option<String>,
    #[schemars(description = "For hvem, når flere parter har hver sin.")]
    party: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(inline)]
enum Format {
    #[schemars(rename = "visit-assessment/1")]
    One,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Anbefalingen, eller spændet i tvivl.")]
struct Level {
    #[schemars(description = "Det anbefalede niveau; `null` i tvivl.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    recommended: Option<String>,
    #[schemars(description = "Det laveste mulige niveau.")]
    lowest: String,
    #[schemars(description = "Det højeste mulige niveau.")]
    highest: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Anbefalingen og alle mulige niveauer.")]
struct Possible {
    #[schemars(description = "Det anbefalede niveau; `null` i tvivl.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    recommended: Option<String>,
    #[schemars(description = "Det laveste mulige niveau.")]
    lowest: String,
    #[schemars(description = "Det højeste mulige niveau.")]
    highest: String,
    #[schemars(description = "Alle mulige niveauer, det laveste først.")]
    possible: Vec<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Udfaldet for ét speciale.")]
struct Assessment {
    #[schemars(description = "Specialets id.")]
    speciale: String,
    #[schemars(description = "Udgavens navn.")]
    version: String,
    #[schemars(description = "Retningslinjens SHA-256.")]
    sha256: String,
    #[schemars(description = "Hvor færdig retningslinjen var.")]
    status: String,
    #[schemars(description = "Niveauerne.")]
    level: Possible,
    #[schemars(description = "Flere niveauer er mulige.")]
    doubt: bool,
    #[schemars(description = "Alle kriterier.")]
    criteria: Vec<Criterion>,
    #[schemars(description = "Al rådgivning, den nationale først.")]
    advice: Vec<Advice>,
    #[schemars(description = "Spørgsmål, der stadig kan ændre noget.")]
    open_questions: Vec<String>,
    #[schemars(description = "Svarene bag niveauet, de vigtigste først. De skrives ud, men gemmes ikke i sagen.")]
    reasons: Option<Vec<Reason>>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et svar, som er en grund til niveauet.")]
struct Reason {
    #[schemars(description = "Spørgsmålets id.")]
    question: String,
    #[schemars(description = "Svaret som en sætning.")]
    statement: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "Et kriterium.")]
struct Criterion {
    #[schemars(description = "Kriteriets id.")]
    id: String,
    #[schemars(description = "Niveauet, det kalder på.")]
    level: String,
    #[schemars(description = "`met`: opfyldt, `unmet`: ikke opfyldt, `open`: uafklaret.", extend("enum" = ["met", "unmet", "open"]))]
    state: String,
    #[schemars(description = "Begrundelsen.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    because: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, description = "En pligt eller anbefaling.")]
struct Advice {
    #[schemars(description = "Pligtens id.")]
    id: String,
    #[schemars(description = "`mandatory`: obligatorisk, `recommended`: anbefalet.", extend("enum" = ["mandatory", "recommended"]))]
    duty: String,
    #[schemars(description = "Hvem der siger det.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    basis: Option<String>,
    #[schemars(description = "Rådgiverens id.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    from: Option<String>,
    #[schemars(description = "`due`: skal indhentes, `not_due`: ikke aktuel, `open`: uafklaret.", extend("enum" = ["due", "not_due", "open"]))]
    state: String,
    #[schemars(description = "Begrundelsen.", extend("x-may-be-null" = true, "type" = ["string", "null"]), required)]
    because: Option<String>,
}
