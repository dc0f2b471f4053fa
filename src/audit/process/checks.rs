//! The checks themselves, one function per part of the work.

use jiff::civil::Date;

use super::{Limits, Looked, Remark, Weight};
use visitation::case::additions::{Entry, Topic};
use visitation::case::assessment_v1::{AdviceStateV1, AdviceV1, BasisV1, CriterionStateV1, DutyV1};
use visitation::case::{Action, AssessmentV1, Event};
use visitation::guideline::national::{Basis, Duty};
use visitation::guideline::term::{Anchor, Whose};
use visitation::guideline::wording::date_text;
use visitation::time::deadline::State;
use visitation::time::lines::{Line, of_duty};

/// The criteria that are met, as `speciale criterion`.
pub(super) fn met(outcome: &AssessmentV1) -> Vec<String> {
    let parts = outcome.assessments.iter().flat_map(|part| {
        let met = part.criteria.iter().filter(|criterion| criterion.state == CriterionStateV1::Met);
        met.map(move |criterion| format!("{} {}", part.speciale, criterion.id))
    });
    parts.collect()
}

fn lack(found: &mut Vec<Remark>, code: &'static str, text: String) {
    found.push(Remark { code, weight: Weight::Lack, text });
}

fn note(found: &mut Vec<Remark>, code: &'static str, text: String) {
    found.push(Remark { code, weight: Weight::Note, text });
}

/// Advice that was due: asked for, received in time, followed or departed from with a reason.
pub(super) fn duties(looked: Looked<'_>, found: &mut Vec<Remark>) {
    let parts = &looked.outcome.assessments;
    for (place, part) in parts.iter().enumerate() {
        for duty in part.advice.iter().filter(|duty| duty.state == AdviceStateV1::Due) {
            // A national duty stands in every part and is met once.
            let earlier = parts.iter().take(place);
            if !earlier.flat_map(|part| &part.advice).any(|other| other == duty) {
                one_duty(looked, &part.speciale, duty, found);
            }
        }
    }
}

fn one_duty(looked: Looked<'_>, speciale: &str, duty: &AdviceV1, found: &mut Vec<Remark>) {
    let name = name_of(speciale, duty);
    let full = format!("{speciale}.{}", duty.id);
    let mut entries = looked.case.additions().of(Topic::Advice);
    let entry = entries.find(|entry| entry.text("pligt").is_some_and(|named| named == duty.id || named == full));
    let binding = duty.duty == DutyV1::Mandatory;
    let last_day = last_day(looked, speciale, duty);
    let Some(entry) = entry else {
        let late = last_day.filter(|day| *day < looked.today);
        match (binding, late) {
            (true, Some(day)) => {
                lack(
                    found,
                    "advice-missing",
                    format!(
                        "{name}: skulle være indhentet senest {}; sagen viser ikke, at det er sket",
                        date_text(day)
                    ),
                );
            }
            (true, None) => lack(found, "advice-missing", format!("{name}: sagen viser ikke, at det er indhentet")),
            (false, _) => note(found, "advice-not-asked", format!("{name}: sagen viser ikke, at der er spurgt")),
        }
        return;
    };
    match (entry.date("modtaget"), entry.text("grund")) {
        (None, None) => lack(
            found,
            "advice-not-received",
            format!("{name}: der er ikke noteret noget svar, og heller ikke hvorfor"),
        ),
        (None, Some(_)) => note(found, "advice-not-obtained", format!("{name}: ikke indhentet, med en grund")),
        (Some(day), _) if last_day.is_some_and(|last| last < day) => {
            let last = last_day.map(date_text).unwrap_or_default();
            lack(found, "advice-late", format!("{name}: svaret kom {}, og fristen var {last}", date_text(day)));
        }
        (Some(_), _) => {}
    }
    departed(&name, entry, found);
}

fn departed(name: &str, entry: &Entry, found: &mut Vec<Remark>) {
    let how = match entry.text("fulgt") {
        Some("nej") => "rådet er ikke fulgt",
        Some("delvist") => "rådet er kun fulgt delvist",
        None if entry.date("modtaget").is_some() => {
            lack(found, "advice-unanswered", format!("{name}: det er ikke noteret, om rådet er fulgt"));
            return;
        }
        _ => return,
    };
    match entry.text("grund") {
        Some(_) => note(found, "advice-departed", format!("{name}: {how}, med en grund")),
        None => lack(found, "advice-departed-unexplained", format!("{name}: {how}, og grunden er ikke noteret")),
    }
}

fn last_day(looked: Looked<'_>, speciale: &str, duty: &AdviceV1) -> Option<Date> {
    of_duty(&looked.limits?.lines, speciale, &duty.id)?.computed.day
}

/// ` (forvaltningsloven § 25)`, in the catalogue's words; nothing where the rules do not have it.
fn cited(looked: Looked<'_>, id: &str) -> String {
    let found = looked.limits.and_then(|limits| limits.cited.get(id));
    found.map_or_else(String::new, |text| format!(" ({text})"))
}

/// `autisme R1 (obligatorisk efter lov)`
fn name_of(speciale: &str, duty: &AdviceV1) -> String {
    let binding = match duty.duty {
        DutyV1::Mandatory => "obligatorisk",
        DutyV1::Recommended => "anbefalet",
    };
    let basis = match duty.basis {
        Some(BasisV1::Law) => " efter lov",
        Some(BasisV1::National) => " i national anbefaling",
        Some(BasisV1::Guideline) => " i retningslinjen",
        Some(BasisV1::Local) => " lokalt",
        None => "",
    };
    format!("rådgivning {speciale} {} ({binding}{basis})", duty.id)
}

/// The chosen level against the recommended one.
pub(super) fn level(looked: Looked<'_>, found: &mut Vec<Remark>) {
    let entry = looked.case.additions().one(Topic::Level);
    let chosen = entry.and_then(|entry| entry.text("valgt"));
    let reason = entry.and_then(|entry| entry.text("begrundelse"));
    match (&looked.outcome.level.recommended, chosen) {
        (None, None) => {
            let level = &looked.outcome.level;
            note(
                found,
                "doubt",
                format!("tvivl fra {} til {}, og der er ikke noteret noget valgt niveau", level.lowest, level.highest),
            );
        }
        (None, Some(chosen)) => {
            note(found, "chosen-in-doubt", format!("niveauet `{chosen}` er valgt, selv om der er tvivl"));
        }
        (Some(recommended), Some(chosen)) if recommended != chosen => {
            let way = way(looked, recommended, chosen);
            match reason {
                Some(_) => note(
                    found,
                    "deviation",
                    format!("afvigelse {way}: `{recommended}` er anbefalet, `{chosen}` er valgt, med en grund"),
                ),
                None => lack(
                    found,
                    "deviation-unexplained",
                    format!(
                        "afvigelse {way}: `{recommended}` er anbefalet, `{chosen}` er valgt, og grunden er ikke noteret"
                    ),
                ),
            }
        }
        _ => {}
    }
}

fn way(looked: Looked<'_>, recommended: &str, chosen: &str) -> &'static str {
    let place = |level: &str| looked.limits.and_then(|limits| limits.levels.iter().position(|id| id == level));
    match (place(recommended), place(chosen)) {
        (Some(recommended), Some(chosen)) if chosen > recommended => "opad",
        (Some(recommended), Some(chosen)) if chosen < recommended => "nedad",
        _ => "fra anbefalingen",
    }
}

/// What a reasoned decision must hold by the laws of `CITED`, once the case says that one was made.
pub(super) fn reasons(looked: Looked<'_>, found: &mut Vec<Remark>) {
    let additions = looked.case.additions();
    let Some(decision) = additions.one(Topic::Decision) else {
        note(found, "no-decision", "kommunens afgørelse er ikke noteret".to_owned());
        return;
    };
    let none = |topic: Topic| additions.of(topic).next().is_none();
    if decision.text("lov").is_none() && none(Topic::Law) {
        lack(found, "no-law", format!("retsreglerne mangler{}", cited(looked, "fvl-24-1")));
    }
    if none(Topic::Consideration) {
        lack(found, "no-considerations", format!("hovedhensynene bag skønnet mangler{}", cited(looked, "fvl-24-1")));
    }
    if none(Topic::Fact) && looked.case.answers().values().all(|answer| answer.source.is_none()) {
        lack(found, "no-facts", format!("oplysninger med kilde mangler{}", cited(looked, "fvl-24-2")));
    }
    if none(Topic::Assessment) {
        lack(found, "no-assessment", "den konkrete, individuelle vurdering mangler".to_owned());
    }
    if none(Topic::Wish) {
        lack(found, "no-wishes", "borgerens ønsker og svaret på dem mangler".to_owned());
    }
    if !decision.is("udfald", "fuldt") && none(Topic::Appeal) {
        lack(found, "no-appeal", format!("klagevejledningen mangler{}", cited(looked, "fvl-25")));
    }
    let against = additions.of(Topic::Fact).any(|fact| fact.is("til_ugunst", "ja"));
    if against && none(Topic::Hearing) {
        lack(
            found,
            "no-hearing",
            format!(
                "der er oplysninger til ugunst for borgeren, og partshøring er ikke noteret{}",
                cited(looked, "fvl-19")
            ),
        );
    }
    if none(Topic::FollowUp) {
        lack(found, "no-follow-up", "opfølgning er ikke aftalt".to_owned());
    }
}

/// Time limits that have passed.
pub(super) fn time(looked: Looked<'_>, found: &mut Vec<Remark>) {
    let additions = looked.case.additions();
    let decision = additions.one(Topic::Decision);
    let decided = decision.and_then(|decision| decision.date("dato"));
    let application = additions.one(Topic::Application);
    if let Some(limit) = application.and_then(|entry| entry.date("frist"))
        && decided.unwrap_or(looked.today) > limit
        && application.and_then(|entry| entry.date("frist_besked")).is_none()
    {
        lack(
            found,
            "answer-late",
            format!(
                "kommunens frist for svar var {}, og borgeren har ikke fået besked om, at den er overskredet{}",
                date_text(limit),
                cited(looked, "rsl-3")
            ),
        );
    }
    match looked.limits {
        None => note(
            found,
            "no-rules",
            "reglerne er ikke i mappen: frister for rådgivning og lovens frister er ikke set efter".to_owned(),
        ),
        Some(limits) => {
            limits.lines.iter().for_each(|line| one_limit(looked, line, found));
            transitions(limits, found);
        }
    }
    follow_up(looked, found);
    for number in visitation::case::verify::out_of_order(looked.case) {
        note(
            found,
            "clock",
            format!("hændelse nr. {number} er dateret før den, den følger efter: uret kan være stillet tilbage"),
        );
    }
}

/// One time limit: kept, late, passed, or promised for later than its day. Another's is a question, never a lack.
fn one_limit(looked: Looked<'_>, line: &Line, found: &mut Vec<Remark>) {
    let Some(day) = line.computed.day.filter(|_| !line.is_duty()) else { return };
    let last = date_text(day);
    let about = &line.about;
    let ours = matches!(line.term.whose, None | Some(Whose::Municipality));
    let promised = looked.case.additions().one(Topic::Decision).and_then(|decision| decision.date("fra"));
    let promised = promised.filter(|_| line.met_by == Some(Anchor::Started) && line.computed.done.is_none());
    let others = || {
        let whose = line.term.whose.map_or("", Whose::id);
        format!("fristen var {last}, og sagen viser ikke, at den er holdt; spørg {whose}: {about}")
    };
    match (line.computed.state, promised) {
        (State::KeptLate, _) => {
            let done = line.computed.done.map(date_text).unwrap_or_default();
            lack(found, "limit-late", format!("fristen var {last} og blev holdt for sent, {done}: {about}"));
        }
        (State::Passed | State::Running, Some(promise)) if promise > day => {
            let promise = date_text(promise);
            lack(found, "limit-passed", format!("fristen er {last}, og hjælpen er først lovet fra {promise}: {about}"));
        }
        (State::Passed, Some(promise)) => {
            let promise = date_text(promise);
            let text = format!("hjælpen var lovet fra {promise}; sagen viser ikke, om den er begyndt: {about}");
            note(found, "limit-to-check", text);
        }
        (State::Passed, None) if line.term.whose == Some(Whose::Citizen) => {}
        (State::Passed, None) if ours => {
            lack(found, "limit-passed", format!("fristen var {last}, og sagen viser ikke, at den er holdt: {about}"));
        }
        (State::Passed, None) => note(found, "limit-to-check", others()),
        _ => {}
    }
}

/// Steps of transitions whose day has passed. A lack is only the municipality's own duty by law; those that are a time limit
/// have been looked at as such.
fn transitions(limits: &Limits, found: &mut Vec<Remark>) {
    for one in &limits.transitions {
        for step in one.steps.iter().filter(|step| step.limit.is_none() && step.is_wanted() && step.computed.is_some())
        {
            let ours = matches!(step.whose, None | Some(Whose::Municipality));
            let legal = step.step.duty == Duty::Mandatory && step.step.basis == Some(Basis::Law);
            let text = format!("{}: {}", one.transition.title, step.text(false));
            if ours && legal {
                lack(found, "transition-passed", text);
            } else {
                note(found, "transition-to-check", text);
            }
        }
    }
}

/// A follow-up that was agreed on and that nothing in the case speaks of since.
fn follow_up(looked: Looked<'_>, found: &mut Vec<Remark>) {
    let agreed = looked.case.additions().one(Topic::FollowUp).and_then(|entry| entry.date("dato"));
    let Some(day) = agreed.filter(|day| *day < looked.today) else { return };
    let worked = [Action::Answered, Action::Resumed, Action::Noted, Action::Added, Action::Concluded];
    let date = |event: &Event| event.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    if !looked.case.history().iter().any(|event| worked.contains(&event.action) && date(event) >= day) {
        let message = format!("opfølgning var aftalt til {}, og sagen viser ikke, at den er sket", date_text(day));
        lack(found, "follow-up-passed", message);
    }
}
