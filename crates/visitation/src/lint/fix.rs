//! `visit lint --fix`: what may be mended without asking, because it changes no meaning.
//!
//! Three things: the text in Unicode normal form C, a misspelt name with one candidate that is near enough, and an
//! order of the top-level keys that readers expect. Deliberately mends nothing that a proof found: what the author
//! meant is the author's to say.

use unicode_normalization::UnicodeNormalization;

use crate::guideline::finding::Finding;
use crate::guideline::source::Span;

/// The text with what is safe to mend mended; `None` when there is nothing.
///
/// `findings` are those of the same text.
#[must_use]
pub fn mended(text: &str, findings: &[Finding]) -> Option<String> {
    let normal: String = text.strip_prefix('\u{feff}').unwrap_or(text).nfc().collect();
    let spelt = spelt(&normal, findings);
    let ordered = in_order(&spelt);
    (ordered != text).then_some(ordered)
}

/// Puts in the one name that was meant. Positions are those of the text in normal form.
fn spelt(text: &str, findings: &[Finding]) -> String {
    let mut patches: Vec<(Span, String)> = findings.iter().filter_map(patch).collect();
    patches.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    patches.dedup_by_key(|(span, _)| *span);
    let mut text = text.to_owned();
    for (span, meant) in patches {
        if text.is_char_boundary(span.start) && text.is_char_boundary(span.end) && span.end <= text.len() {
            text.replace_range(span.start..span.end, &meant);
        }
    }
    text
}

/// A finding that names one candidate, about a place that holds one word.
fn patch(finding: &Finding) -> Option<(Span, String)> {
    let meant = finding.help.as_deref()?.strip_prefix("mente du `")?.strip_suffix("`?")?;
    let written = finding.source.text.get(finding.span.start..finding.span.end)?;
    let is_word = written.chars().all(crate::guideline::ids::is_id_char);
    // Another number is another paragraph or another year, never a slip of the pen that may be mended unseen.
    let numbers = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    (is_word && !written.is_empty() && numbers(written) == numbers(meant)).then(|| (finding.span, meant.to_owned()))
}

/// The order in which the language description lists the keys of a guideline.
const ORDER: [&str; 17] = [
    "format",
    "speciale",
    "titel",
    "version",
    "gælder",
    "status",
    "udgiver",
    "målgruppe",
    "relevant_når",
    "kilder",
    "spørgsmål",
    "begreber",
    "aldrig",
    "udgangspunkt",
    "kriterier",
    "rådgivning",
    "opfølgning",
];

/// Moves the top-level sections, each with the comments above it, into their order.
fn in_order(text: &str) -> String {
    let (head, mut sections) = sections(text);
    let is_guideline = sections.iter().any(|(key, body)| key == "format" && body.contains("visit/1"));
    let place = |key: &str| ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len());
    if !is_guideline || sections.is_sorted_by_key(|(key, _)| place(key)) {
        return text.to_owned();
    }
    sections.iter_mut().filter(|(_, body)| !body.ends_with('\n')).for_each(|(_, body)| body.push('\n'));
    sections.sort_by_key(|(key, _)| place(key));
    std::iter::once(head).chain(sections.into_iter().map(|(_, body)| body)).collect()
}

/// What stands before the first key's own comments, and the sections by key.
fn sections(text: &str) -> (String, Vec<(String, String)>) {
    let (mut head, mut list): (String, Vec<(String, String)>) = (String::new(), Vec::new());
    // Comments and empty lines belong to what follows them.
    let mut waiting = String::new();
    for line in text.split_inclusive('\n') {
        let starts_key = line.starts_with(|first: char| first.is_alphabetic());
        let idle = line.trim().is_empty() || line.starts_with('#');
        if idle {
            waiting.push_str(line);
            continue;
        }
        if starts_key {
            let key = line.split(':').next().unwrap_or_default().to_owned();
            let before = std::mem::take(&mut waiting);
            if list.is_empty() {
                head = before;
                list.push((key, line.to_owned()));
            } else {
                list.push((key, before + line));
            }
            continue;
        }
        if let Some((_, body)) = list.last_mut() {
            body.push_str(&std::mem::take(&mut waiting));
            body.push_str(line);
        }
    }
    if let Some((_, body)) = list.last_mut() {
        body.push_str(&waiting);
    }
    (head, list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_form_and_order_are_mended_and_a_good_file_is_left_alone() {
        let text = "# hoved\nformat: visit/1\n\n# om spørgsmål\nspørgsmål: []\n\nspeciale: a\n";
        let mended = mended(text, &[]).unwrap();
        assert_eq!(mended, "# hoved\nformat: visit/1\n\nspeciale: a\n\n# om spørgsmål\nspørgsmål: []\n");
        assert_eq!(super::mended(&mended, &[]), None);
        assert_eq!(super::mended("a: a\u{30a}\n", &[]).unwrap(), "a: å\n");
    }

    #[test]
    fn a_misspelt_name_is_mended_where_one_was_meant() {
        let text = "format: visit-national/1\nniveauer: [{ id: let }]\nrådgivning: [{ id: N, pligt: obligatorsk, når: tvivl }]\n";
        let findings = crate::guideline::resolve::national("n", text.as_bytes()).unwrap_err();
        assert!(mended(text, &findings).unwrap().contains("pligt: obligatorisk"), "{findings:?}");
    }

    #[test]
    fn another_paragraph_of_the_law_is_never_put_in() {
        let text = "format: visit-national/1\nniveauer: [{ id: let }]\nlove: [{ id: sel-99 }]\nrådgivning: [{ id: N, pligt: obligatorisk, når: tvivl, lov: [sel-999] }]\n";
        let found = crate::guideline::resolve::national("n", text.as_bytes()).unwrap().flaws;
        assert!(found.iter().any(|finding| finding.help.as_deref() == Some("mente du `sel-99`?")), "{found:?}");
        assert_eq!(mended(text, &found), None);
    }
}
