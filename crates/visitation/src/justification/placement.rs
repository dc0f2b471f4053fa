//! What the law weighs where a child is placed: siblings together, a foster family, the same school.

use super::human::Offer;

impl Offer {
    /// What of the considerations for a child who is placed is still to be said (barnets lov § 52, stk. 2 og 3).
    #[must_use]
    pub fn unsaid_for_child(&self, has_siblings: bool) -> Vec<&'static str> {
        let siblings = self.siblings.as_deref();
        let departs = siblings == Some("andet_sted")
            || self.foster_family.as_deref() == Some("ikke_valgt")
            || self.keeps_school == Some(false);
        let missing = [
            (siblings.is_some(), "om barnet kommer samme sted hen som anbragte søskende"),
            (!(has_siblings && siblings == Some("ingen")), "om de søskende, der er noteret, da tilbuddene blev fundet"),
            (self.foster_family.is_some(), "om en plejefamilie er overvejet"),
            (self.keeps_school.is_some(), "om barnet kan blive i sin skole"),
            (!departs || self.departure.is_some(), "hvorfor et hensyn, som loven nævner, er fraveget"),
        ];
        missing.into_iter().filter(|(there, _)| !there).map(|(_, what)| what).collect()
    }
}
