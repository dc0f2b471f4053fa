//! The transitions that are in play, as the page shows them: what is done, what is left, by when and whose it is.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use visitation::consult::limits::Limits;
use visitation::guideline::wording::list_text;
use visitation::time::transitions::Standing;

use crate::terminal::wrap;

/// Tells of the transitions; nothing where there are none.
pub(super) fn transitions(page: &mut String, limits: &Limits, width: usize) {
    if limits.transitions.is_empty() {
        return;
    }
    let _ = writeln!(page, "Overgange");
    for one in &limits.transitions {
        let waits_for: Vec<String> = one.waits_for.iter().map(|(_, text)| format!("”{text}”")).collect();
        let maybe = format!("måske: Det afhænger af svaret på {}", list_text(&waits_for));
        let heading = if one.open { format!("{} – {maybe}", one.heading()) } else { one.heading() };
        let _ = writeln!(page, "{}", wrap::hanging("  ", &heading, width));
        for step in &one.steps {
            let mark = if step.is_settled() { "    ✔ " } else { "    ▸ " };
            let _ = writeln!(page, "{}", wrap::hanging(mark, &step.text(one.open), width));
        }
        let missing: BTreeSet<String> = one
            .steps
            .iter()
            .filter_map(Standing::missing)
            .map(|anchor| format!("{} (`{}`)", anchor.text(), anchor.id()))
            .collect();
        if !missing.is_empty() {
            let all: Vec<String> = missing.into_iter().collect();
            let text =
                format!("Skriv under `hændelser` i sagen, hvornår {} er; så kan dagene regnes ud.", list_text(&all));
            let _ = writeln!(page, "{}", wrap::hanging("      ", &text, width));
        }
    }
    page.push('\n');
}
