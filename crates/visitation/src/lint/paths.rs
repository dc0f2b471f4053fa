//! Parts of a condition, named by the way to them.

use crate::guideline::condition::{Condition, ConditionKind};

/// Which child, and which child of that.
pub type Path = Vec<usize>;

/// The same condition with one part replaced.
#[must_use]
pub fn with_constant(whole: &Condition, path: &[usize], constant: bool) -> Condition {
    let Some((at, rest)) = path.split_first() else {
        let kind = if constant { ConditionKind::All(Vec::new()) } else { ConditionKind::Any(Vec::new()) };
        return Condition::new(kind, whole.span);
    };
    let mut whole = whole.clone();
    let parts: &mut [Condition] = match &mut whole.kind {
        ConditionKind::All(parts)
        | ConditionKind::Any(parts)
        | ConditionKind::NoneOf(parts)
        | ConditionKind::AtLeast(_, parts)
        | ConditionKind::AtMost(_, parts) => parts,
        ConditionKind::Not(part) => std::slice::from_mut(part),
        _ => &mut [],
    };
    if let Some(part) = parts.get_mut(*at) {
        *part = with_constant(part, rest, constant);
    }
    whole
}
