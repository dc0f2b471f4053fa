//! The example cases of a file, held against the guideline versions they are for.
//!
//! Finds what is wrong with the file itself: unknown ids, answers that a question does not have, examples that
//! expect nothing. Deliberately runs nothing.

use std::collections::BTreeSet;

use crate::guideline::Guideline;
use crate::guideline::answers::{self, Elsewhere};
use crate::guideline::examples::Examples;
use crate::guideline::finding::{Finding, Findings};
use crate::guideline::ids;
use crate::guideline::question::{Answer, Question, Value};
use crate::guideline::raw::Located;
use crate::guideline::raw::examples::{RawExample, RawExpected};

/// An example case as one version of a guideline takes it.
#[derive(Debug, Clone)]
pub struct Example<'a> {
    /// As written.
    pub written: &'a RawExample,
    /// Per question its known value.
    pub known: Vec<Option<Value>>,
    /// Per shared question of national.yaml its known value, used by the guideline or not.
    pub shared: Vec<Option<Value>>,
}

/// The examples that every version can take, and the faults of those that none should.
#[derive(Debug, Clone)]
pub struct Prepared<'a> {
    /// Per version, in the order given: its examples in file order.
    pub by_version: Vec<Vec<Example<'a>>>,
    /// How many examples have a fault and are run by none.
    pub refused: usize,
    /// What is wrong with the file, in its order.
    pub faults: Vec<Finding>,
}

/// Holds a file of examples against the versions of its guideline. An example with a fault is run by none.
///
/// An id counts as known when one of the versions has it: examples grow with the guideline, and a version that is
/// published cannot follow.
#[must_use]
pub fn prepare<'a>(examples: &'a Examples, versions: &[&Guideline]) -> Prepared<'a> {
    let mut by_version: Vec<Vec<Example<'a>>> = versions.iter().map(|_| Vec::new()).collect();
    let (mut faults, mut refused) = (Vec::new(), 0);
    let mut names = BTreeSet::new();
    for written in &examples.list {
        let mut findings = Findings::new(examples.source.clone());
        check_expected(written, versions, &mut findings);
        if !names.insert(&written.name.value) {
            let message = format!("der er allerede et eksempel, som hedder `{}`", written.name.value);
            findings.error("duplicate-example", written.name.span, message, "giv det et navn, der viser forskellen");
        }
        let mut found = findings.into_sorted();
        let mut taken = Vec::with_capacity(versions.len());
        for version in versions {
            match known(written, examples, version, versions) {
                Ok(known) => taken.push(Example { written, known, shared: shared(written, examples, version) }),
                Err(wrong) => found.extend(wrong.into_iter().filter(|finding| !faults.contains(finding))),
            }
        }
        found.sort_by_key(|finding| finding.span);
        found.dedup();
        if found.is_empty() {
            let of = by_version.iter_mut().zip(versions).zip(taken);
            of.filter(|((_, version), _)| speaks_of(written, version)).for_each(|((list, _), own)| list.push(own));
        } else {
            refused += 1;
        }
        faults.extend(found);
    }
    Prepared { by_version, refused, faults }
}

/// Is the example about this version?
fn speaks_of(written: &RawExample, version: &Guideline) -> bool {
    let named = written.versions.is_empty() || written.versions.iter().any(|id| id.value == version.version);
    named && written.date.is_none_or(|date| version.in_force(date))
}

/// What is said to the shared questions. What does not fit has been reported.
fn shared(written: &RawExample, examples: &Examples, version: &Guideline) -> Vec<Option<Value>> {
    let mut unheard = Findings::new(examples.source.clone());
    let mut said = |question: &Question| {
        let answer = written.answers.iter().find(|answer| answer.key.value == question.id)?;
        match answers::value(question, &answer.value, &mut unheard)? {
            Answer::Known(value) => Some(value),
            Answer::Unknown => None,
        }
    };
    version.national.questions.iter().map(&mut said).collect()
}

fn known(
    written: &RawExample,
    examples: &Examples,
    version: &Guideline,
    versions: &[&Guideline],
) -> Result<Vec<Option<Value>>, Vec<Finding>> {
    let asked = |key: &str| {
        let (speciale, id) = answers::split_key(key);
        versions.iter().any(|version| {
            speciale.is_none_or(|speciale| speciale == version.speciale) && version.question(id).is_some()
        })
    };
    let elsewhere = Elsewhere { national: &version.national, has_question: &asked };
    let resolved = answers::resolve(&written.answers, &examples.source, &[version], &elsewhere)?;
    let value = |answer: Option<Answer>| match answer {
        Some(Answer::Known(value)) => Some(value),
        Some(Answer::Unknown) | None => None,
    };
    Ok(resolved.into_iter().flatten().map(value).collect())
}

/// Reports every id under `forventet` that no version has, and an example that expects nothing.
fn check_expected(example: &RawExample, versions: &[&Guideline], findings: &mut Findings) {
    let RawExpected { level, possible, criteria, advice, open, impossible, relevant, span } = &example.expected;
    let known = all(versions, |version| vec![version.version.as_str()]);
    check_ids(example.versions.iter(), ("nogen udgave", "udgaverne"), &known, "unknown-version", findings);
    if !versions.is_empty() && findings.is_empty() && !versions.iter().any(|version| speaks_of(example, version)) {
        let help = "ret `dato` eller `version`, så eksemplet bliver prøvet";
        findings.error("no-version", example.name.span, "ingen udgave gælder for eksemplet", help);
    }
    let nothing = level.is_none() && [possible, criteria, advice, open].iter().all(|list| list.is_none());
    if *impossible && !nothing {
        let message = "svar, der er umulige, har intet udfald at forvente noget af";
        findings.error("wrong-expectation", *span, message, "behold enten `umulig: ja` eller det andet");
    }
    if nothing && !impossible && relevant.is_none() {
        let message = "eksemplet forventer ingenting og kan derfor aldrig fejle";
        findings.error("expects-nothing", *span, message, "skriv mindst `niveau` eller `mulige`");
    }
    let levels = all(versions, |version| version.national.levels.iter().map(|level| level.id.as_str()).collect());
    let written = level.iter().chain(possible.iter().flatten());
    check_ids(written, ("noget niveau", "niveauerne"), &levels, "unknown-level", findings);
    let known = all(versions, |version| version.criteria.iter().map(|one| one.id.as_str()).collect());
    check_ids(criteria.iter().flatten(), ("noget kriterium", "kriterierne"), &known, "unknown-criterion", findings);
    let known = all(versions, |version| version.advice.iter().map(|one| one.id.as_str()).collect());
    check_ids(advice.iter().flatten(), ("nogen rådgivning", "rådgivningerne"), &known, "unknown-advice", findings);
    let known = all(versions, |version| version.questions.iter().map(|one| one.id.as_str()).collect());
    check_ids(open.iter().flatten(), ("noget spørgsmål", "spørgsmålene"), &known, "unknown-question", findings);
}

/// The ids of all versions, each once, in the order in which they first stand.
fn all<'g>(versions: &[&'g Guideline], ids: impl Fn(&'g Guideline) -> Vec<&'g str>) -> Vec<&'g str> {
    let mut seen = BTreeSet::new();
    versions.iter().flat_map(|version| ids(version)).filter(|id| seen.insert(*id)).collect()
}

/// Up to this many ids are listed where none is near enough to be meant.
const LISTED: usize = 20;

fn check_ids<'a>(
    written: impl Iterator<Item = &'a Located<String>>,
    (one, the_many): (&str, &str),
    known: &[&str],
    code: &'static str,
    findings: &mut Findings,
) {
    for id in written.filter(|id| !known.contains(&id.value.as_str())) {
        let listed = || match known.len() {
            0 => format!("retningslinjen har ikke {one}"),
            1..=LISTED => format!("{the_many} er {}", ids::enumerate(known)),
            _ => "brug et id fra retningslinjen".to_owned(),
        };
        let help = ids::did_you_mean(&id.value, known.iter().copied()).unwrap_or_else(listed);
        findings.error(code, id.span, format!("retningslinjen har ikke {one} `{}`", id.value), help);
    }
}
