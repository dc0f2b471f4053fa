//! Comments that allow a finding in one place: `# visit: tillad V012 fordi …`.
//!
//! On the line of the finding, or on comment lines right above it; for a text over several lines (`fordi: >-`), where no
//! comment can stand inside, on or above the line that opens it. A finding is only set aside with a reason; what
//! an auditor later reads is the reason. A reason that names criteria or duties (`fordi R16 træder i stedet for R15`)
//! allows what is about one of them and nothing else on that line. The loader's own errors cannot be allowed.

use std::ops::RangeInclusive;

use crate::guideline::finding::Finding;
use crate::guideline::ids::is_id_char;
use crate::guideline::raw::yaml::{Node, NodeValue};
use crate::guideline::source::Span;

/// One such comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// The codes it names.
    pub codes: Vec<String>,
    /// What stands behind `fordi`.
    pub reason: String,
    /// The lines of the findings it allows, from 0.
    pub lines: RangeInclusive<usize>,
    /// Where it stands.
    pub span: Span,
}

/// The ids of a file's criteria and duties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    criteria: Vec<String>,
    duties: Vec<String>,
}

/// The criteria and duties of a file.
#[must_use]
pub fn rules(tree: &Node) -> Rules {
    let ids = |key: &str| match tree.entry(key).map(|node| &node.value) {
        Some(NodeValue::List(entries)) => entries.iter().filter_map(id_of).collect(),
        _ => Vec::new(),
    };
    Rules { criteria: ids("kriterier"), duties: ids("rådgivning") }
}

fn id_of(entry: &Node) -> Option<String> {
    match &entry.entry("id")?.value {
        NodeValue::Text(id) => Some(id.clone()),
        _ => None,
    }
}

impl Permission {
    /// Does it allow the finding, as far as it stands on its lines?
    #[must_use]
    pub fn covers(&self, finding: &Finding, rules: &Rules) -> bool {
        let within = |ids: &[String], words: &[&str]| words.iter().any(|word| ids.iter().any(|id| id == word));
        let reason: Vec<&str> = self.reason.split(|letter| !is_id_char(letter)).collect();
        let about: Vec<&str> = finding.message.split('`').skip(1).step_by(2).collect();
        let both = |ids: &[String]| ids.iter().any(|id| reason.contains(&id.as_str()) && about.contains(&id.as_str()));
        let named = within(&rules.criteria, &reason) || within(&rules.duties, &reason);
        let fits = if within(&rules.criteria, &about) || within(&rules.duties, &about) {
            both(&rules.criteria) || both(&rules.duties)
        } else {
            // What is about the level itself is explained by criteria.
            finding.code != super::checks::v111_graver_answer_lowers::CODE || within(&rules.criteria, &reason)
        };
        self.codes.iter().any(|code| code == finding.code) && (!named || fits)
    }
}

const OPENING: &str = "visit:";
const WORD: &str = "tillad";
const BECAUSE: &str = "fordi";

/// The comments of a file.
#[must_use]
pub fn permissions(text: &str) -> Vec<Permission> {
    let mut list: Vec<Permission> = Vec::new();
    let mut waiting = Vec::new();
    let mut offset = 0;
    let all: Vec<&str> = text.split('\n').collect();
    for (number, line) in all.iter().copied().enumerate() {
        let is_comment = line.trim_start().starts_with('#');
        if let Some((start, rest)) = comment(line) {
            let span = Span { start: offset + start, end: offset + line.trim_end().len() };
            let (codes, reason) = parse(rest);
            if is_comment {
                waiting.push(list.len());
            }
            list.push(Permission { codes, reason, lines: number..=last_of(&all, number), span });
        }
        if !is_comment && !line.trim().is_empty() {
            for place in waiting.drain(..) {
                if let Some(permission) = list.get_mut(place) {
                    permission.lines = number..=last_of(&all, number);
                }
            }
        }
        offset += line.len() + 1;
    }
    list
}

/// The last line of what the line opens: itself, or the end of the text that follows a `>` or `|`.
fn last_of(all: &[&str], number: usize) -> usize {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let line = all.get(number).copied().unwrap_or_default();
    let content = line.split(" #").next().unwrap_or_default().trim_end();
    let opens = content.rsplit(' ').next().is_some_and(|last| [">", ">-", ">+", "|", "|-", "|+"].contains(&last));
    if !opens {
        return number;
    }
    let inside = |below: &&&str| below.trim().is_empty() || indent(below) > indent(line);
    number + all.iter().skip(number + 1).take_while(inside).count()
}

/// Where the comment starts, and what stands behind `visit: tillad`.
fn comment(line: &str) -> Option<(usize, &str)> {
    let starts = line.match_indices('#').map(|(at, _)| at);
    let mut starts =
        starts.filter(|at| line.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with(' ')));
    starts.find_map(|at| {
        let rest = line.get(at + 1..)?.trim_start().strip_prefix(OPENING)?.trim_start();
        Some((at, rest.strip_prefix(WORD)?))
    })
}

fn parse(rest: &str) -> (Vec<String>, String) {
    let (codes, reason) = rest.split_once(BECAUSE).unwrap_or((rest, ""));
    let codes = codes.split([',', ' ']).map(str::trim).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    (codes, reason.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_counts_for_its_own_line_or_the_next_with_content() {
        let text = "a: 1 # visit: tillad V001 fordi sådan er det\n# visit: tillad V002, V003 fordi x\n# mere\nb: 2\n";
        let found = permissions(text);
        assert_eq!(found.iter().map(|p| (*p.lines.start(), p.codes.len())).collect::<Vec<_>>(), [(0, 1), (3, 2)]);
        assert_eq!(found[0].reason, "sådan er det");
        assert_eq!(permissions("# visit: tillad V001\nx: 1")[0].reason, "");
        assert_eq!(permissions("a: b#visit: tillad V001"), []);
    }

    #[test]
    fn a_text_over_several_lines_is_allowed_from_the_line_that_opens_it() {
        let text = "k:\n  # visit: tillad V009 fordi x\n  fordi: >-\n    et\n\n    to\n  lov: x\n";
        assert_eq!(permissions(text)[0].lines, 2..=5);
        let text = "  fordi: |- # visit: tillad V009 fordi x\n    et\n";
        assert_eq!(permissions(text)[0].lines, 0..=2);
    }
}
