//! V038. Points at what cites a law that ended before the guideline begins or begins after it ends, or at a legal duty on a bill.

use crate::guideline::Guideline;
use crate::guideline::finding::Severity;
use crate::guideline::national::{Basis, Hjemmel, National};
use crate::guideline::source::Span;
use crate::guideline::wording::date_text;
use crate::lint::about::About;
use crate::lint::kind::Lint;
use crate::lint::report::Report;
use crate::lint::subject::{GuidelineFile, NationalFile};

/// V038.
pub struct LawNotInForce;

const ABOUT: About = About {
    code: "V038",
    title: "en lov, der ikke gælder, når reglen gælder",
    severity: Severity::Error,
    page: include_str!("v038_law_not_in_force.md"),
};

impl Lint for LawNotInForce {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn national(&self, file: &NationalFile<'_>, report: &mut Report<'_>) {
        let national = file.national;
        let today = file.file.options.today;
        let ended =
            |law: &Hjemmel| law.period.to.filter(|to| *to < today).map(|to| format!("holdt op den {}", date_text(to)));
        let limits = national.deadlines.iter().map(|deadline| (&deadline.laws, deadline.span, true));
        let duties = national.advice.iter().map(|duty| (&duty.laws, duty.span, duty.basis == Some(Basis::Law)));
        let steps = national.transitions.iter().flat_map(|transition| &transition.steps);
        let steps = steps.map(|step| (&step.laws, step.span, step.basis == Some(Basis::Law)));
        for (laws, span, legal) in limits.chain(duties).chain(steps) {
            held(national, (laws, span, legal), ended, report);
        }
    }

    fn guideline(&self, file: &GuidelineFile<'_>, report: &mut Report<'_>) {
        let guideline = file.guideline;
        let criteria = guideline.criteria.iter().map(|criterion| (&criterion.laws, criterion.span, false));
        let own = guideline.advice.iter().filter(|duty| !duty.national);
        let duties = own.map(|duty| (&duty.laws, duty.span, duty.basis == Some(Basis::Law)));
        for cited in criteria.chain(duties) {
            held(&guideline.national, cited, |law| outside(law, guideline), report);
        }
    }
}

type Cited<'a> = (&'a Vec<String>, Span, bool);

fn held(
    national: &National,
    (laws, span, legal): Cited<'_>,
    outside: impl Fn(&Hjemmel) -> Option<String>,
    report: &mut Report<'_>,
) {
    for law in national.laws.iter().filter(|law| laws.contains(&law.id)) {
        let bill = law.consolidation.as_deref().is_some_and(|text| text.to_lowercase().starts_with("lovforslag"));
        let bill = (bill && legal).then(|| "er kun et lovforslag".to_owned());
        if let Some(why) = outside(law).or(bill) {
            report.find(
                span,
                format!("`{}` {why}", law.id),
                "henvis til den lov, der gælder; lovkataloget siger hvornår",
            );
        }
    }
}

fn outside(law: &Hjemmel, guideline: &Guideline) -> Option<String> {
    let ended = law.period.to.filter(|to| *to < guideline.valid_from);
    let ended = ended.map(|to| format!("holdt op den {}, før retningslinjen gælder", date_text(to)));
    let later = law.period.from.filter(|from| guideline.valid_to.is_some_and(|to| to < *from));
    ended.or_else(|| later.map(|from| format!("gælder først fra den {}, efter retningslinjen", date_text(from))))
}
