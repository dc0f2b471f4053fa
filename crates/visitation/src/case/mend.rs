//! A case whose file somebody else's program has written again: other bytes, the same content.
//!
//! git with `autocrlf`, an editor and other YAML libraries change line ends, add an empty line or set quotes otherwise.
//! Whether nothing but that was changed is proved: the case is made again from what the file says, written as visit
//! writes it, and must then bear its seal and mean, value for value, what the file means.

use serde_json::Value;

use super::format::Event;
use super::yaml::from_yaml;
use super::{AssessmentV1, Case, Unread};

/// A case as visit writes it, made from a file that holds it in other bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The text as visit writes it.
    pub text: String,
    /// What was changed, in Danish.
    pub why: &'static str,
}

/// The case of a file whose bytes are not visit's own, where nothing of its content was changed; else `None`.
#[must_use]
pub fn mended(text: &str) -> Option<Mended> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line_feeds = bare.replace("\r\n", "\n").replace('\r', "\n");
    let tidy = format!("{}\n", line_feeds.trim_end());
    if Unread::read(&tidy).is_ok_and(|case| case.is_as_written().unwrap_or(false)) {
        let why = match text {
            _ if text.contains('\r') => "linjerne ender på en anden måde (CRLF), som git og nogle editorer sætter det",
            _ if bare != text => "der står et usynligt tegn (BOM) forrest, som nogle editorer sætter det",
            _ => "den sidste linjes slutning er ændret: der mangler et linjeskift, eller der er tomme linjer efter den",
        };
        return Some(Mended { text: tidy, why });
    }
    let there: Value = from_yaml(&tidy).ok()?;
    let text = rebuilt(&there)?;
    let again: Value = from_yaml(&text).ok()?;
    let why = "filen er skrevet om af et andet program, som sætter YAML op på en anden måde";
    (again == there).then_some(Mended { text, why })
}

/// The text of the case that a file's values add up to, if it bears the file's seal.
fn rebuilt(there: &Value) -> Option<String> {
    let (mut events, mut links) = (Vec::new(), Vec::new());
    for line in there.get("historik")?.as_array()? {
        let mut line = line.as_object()?.clone();
        links.push(line.shift_remove("kæde")?.as_str()?.to_owned());
        events.push(serde_json::from_value::<Event>(Value::Object(line)).ok()?);
    }
    let outcome = there.get("udfald").cloned().map(serde_json::from_value::<AssessmentV1>).transpose().ok()?;
    let case = Case { outcome, ..Case::from_history(events, links).ok()? };
    let text = case.write().ok()?;
    let sealed = text.ends_with(&format!("segl: \"{}\"\n", there.get("segl")?.as_str()?));
    (sealed && Unread::read(&text).is_ok()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::verify::verify;

    const CASE: &str = include_str!("../../../../examples/døvblind-kvinde.yaml");

    /// As another YAML library sets it: the keys in another order, every text quoted, JSON for everything.
    fn set_otherwise(text: &str) -> String {
        let value: Value = from_yaml(text).unwrap();
        let mut sorted: Vec<_> = value.as_object().unwrap().iter().collect();
        sorted.sort_by_key(|(key, _)| key.as_str());
        sorted.into_iter().map(|(key, value)| format!("\"{key}\": {value}\n")).collect::<Vec<_>>().concat()
    }

    #[test]
    fn what_differs_in_form_alone_is_the_same_case() {
        let crlf = CASE.replace('\n', "\r\n");
        let forms = [
            crlf.clone(),
            format!("{crlf}\r\n"),
            format!("{CASE}\n\n"),
            CASE.trim_end().to_owned(),
            format!("\u{feff}{CASE}"),
            set_otherwise(CASE),
            set_otherwise(CASE).replace('\n', "\r\n"),
        ];
        for form in forms {
            assert_eq!(mended(&form).map(|mended| mended.text).as_deref(), Some(CASE), "{form:.60}");
            let faults = verify(&form);
            assert_eq!(faults.len(), 1);
            assert_eq!(faults[0].code, "other-form");
            assert!(!faults[0].message.contains("ikke hel"), "{}", faults[0]);
        }
    }

    #[test]
    fn what_differs_in_content_is_not() {
        let otherwise = set_otherwise(CASE);
        for (from, to) in [("2026", "2025"), ("ja", "nej"), ("\"nr\":2", "\"nr\":3"), ("visit-sag/1", "visit-sag/2")] {
            assert!(otherwise.contains(from));
            assert_eq!(mended(&otherwise.replacen(from, to, 1)), None, "{from}");
        }
        let lines: Vec<&str> = CASE.lines().collect();
        for at in (0..lines.len()).step_by(7) {
            let mut cut = lines.clone();
            cut.remove(at);
            assert_eq!(mended(&cut.join("\r\n")), None, "line {at}");
        }
        assert_eq!(mended(&CASE[..CASE.len() / 2]), None);
        assert_eq!(mended("svar: { alder: 9 }\n"), None);
    }
}
