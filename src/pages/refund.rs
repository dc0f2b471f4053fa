//! A year's refund as a page and as `visit-refusion/1`.

use std::fmt::Write as _;

use serde::Serialize;
use visitation::money::Ore;
use visitation::refund::{Act, Limits, Month, MonthShare, NotCovered, Refund, Who};

use crate::terminal::table::Table;
use crate::terminal::{Look, wrap};

/// A reckoned year for other programs. Amounts are kroner as text with two decimals.
#[derive(Debug, Serialize)]
pub struct RefundV1 {
    format: &'static str,
    year: i16,
    estimate: bool,
    limits: [String; 3],
    percent: [u8; 3],
    source: String,
    refund: String,
    borne: String,
    months: Vec<MonthV1>,
    left_out: Vec<LeftOutV1>,
}

#[derive(Debug, Serialize)]
struct MonthV1 {
    month: String,
    /// Rounded for itself; only the year's sum is exact to the øre.
    refund: String,
    shares: Vec<ShareV1>,
}

#[derive(Debug, Serialize)]
struct ShareV1 {
    /// The person's id; null for the household.
    person: Option<String>,
    act: &'static str,
    net: String,
    slices: Vec<SliceV1>,
    refund: String,
    not_covered: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct SliceV1 {
    percent: u8,
    amount: String,
    refund: String,
}

#[derive(Debug, Serialize)]
struct LeftOutV1 {
    person: String,
    what: String,
    amount: String,
    monthly: bool,
    because: String,
}

impl RefundV1 {
    /// The machine form; all twelve months are listed.
    #[must_use]
    pub fn of(refund: &Refund, limits: &Limits) -> Self {
        let month = |month: Month| {
            let shares: Vec<&MonthShare> = refund.months.iter().filter(|share| share.month == month).collect();
            let sum: visitation::refund::Fraction = shares.iter().map(|share| share.refund()).sum();
            let shares = shares.into_iter().map(ShareV1::of).collect();
            MonthV1 { month: month.to_string(), refund: sum.rounded().plain(), shares }
        };
        let left_out = refund.left_out.iter().map(|post| LeftOutV1 {
            person: post.person.clone(),
            what: post.what.clone(),
            amount: post.amount.plain(),
            monthly: post.monthly,
            because: post.because.clone(),
        });
        Self {
            format: "visit-refusion/1",
            year: refund.year,
            estimate: refund.estimate,
            limits: limits.limits.map(Ore::plain),
            percent: limits.percent,
            source: limits.source.clone(),
            refund: refund.total().plain(),
            borne: refund.borne().plain(),
            months: Month::of_year(refund.year).map(month).collect(),
            left_out: left_out.collect(),
        }
    }
}

impl ShareV1 {
    fn of(share: &MonthShare) -> Self {
        let slices = share.slices.iter().filter(|slice| slice.percent > 0).map(|slice| SliceV1 {
            percent: slice.percent,
            amount: slice.amount.rounded().plain(),
            refund: slice.refund.rounded().plain(),
        });
        Self {
            person: match &share.who {
                Who::Person(id) => Some(id.clone()),
                Who::Household => None,
            },
            act: match share.act {
                Act::Adults => "sel",
                Act::Children => "bl",
            },
            net: share.net.rounded().plain(),
            slices: slices.collect(),
            refund: share.refund().rounded().plain(),
            not_covered: share.not_covered.map(|why| match why {
                NotCovered::Over67TooEarly => "over-67-too-early",
                NotCovered::NotOverLimitBefore67 => "not-over-limit-before-67",
            }),
        }
    }
}

/// The page for people.
#[must_use]
pub fn page(refund: &Refund, limits: &Limits, look: Look) -> String {
    let mark = if refund.estimate { "skøn: " } else { "" };
    let mut text = format!("{mark}Refusion for {}, regnet måned for måned\n", refund.year);
    let bounds = limits.limits.iter().zip(limits.percent);
    let bounds: Vec<String> = bounds.map(|(limit, percent)| format!("{percent} % over {}", kroner(*limit))).collect();
    let source = format!("{mark}Grænser om året i kroner: {}. Kilde: {}.", bounds.join(", "), limits.source);
    let _ = writeln!(text, "{}\n", wrap::wrapped(&source, look.width));
    text += &months(refund, limits).told(look);
    for why in reasons(refund) {
        let _ = writeln!(text, "{}", wrap::wrapped(&format!("{mark}{why}"), look.width));
    }
    let total = format!(
        "{mark}Refusion i alt: {} kr. Kommunen bærer selv {} kr.",
        kroner(refund.total()),
        kroner(refund.borne())
    );
    let _ = writeln!(text, "\n{}", wrap::wrapped(&total, look.width));
    for post in &refund.left_out {
        let often = if post.monthly { " om måneden" } else { "" };
        let line = format!(
            "{mark}{}: {}, {} kr.{often}, tæller ikke med: {}",
            post.person,
            post.what,
            kroner(post.amount),
            post.because
        );
        let _ = writeln!(text, "{}", wrap::wrapped(&line, look.width));
    }
    let note =
        "Tallet er en beregning til budget og kontrol. Det siger intet om borgeren og hører ikke hjemme i sagen.";
    let _ = writeln!(text, "\n{}", wrap::wrapped(&format!("{mark}{note}"), look.width));
    text
}

/// Whole kroner, for people.
fn kroner(amount: Ore) -> String {
    let whole = Ore((amount.0 + 50 * amount.0.signum()) / 100 * 100);
    whole.to_string().trim_end_matches("00").trim_end_matches(',').to_owned()
}

/// One row for each run of like months.
fn months(refund: &Refund, limits: &Limits) -> Table {
    let percents = limits.percent.map(|percent| format!("{percent} %"));
    let headings = ["Måned", "Hvem", "Lov", "Netto"].map(str::to_owned).into_iter().chain(percents);
    let mut table = Table::new(headings.chain(["Refusion".to_owned()]));
    let mut runs: Vec<(&MonthShare, Month)> = Vec::new();
    for share in &refund.months {
        let alike = |(first, last): &&mut (&MonthShare, Month)| {
            *last == share.month.before() && MonthShare { month: first.month, ..share.clone() } == **first
        };
        match runs.iter_mut().find(alike) {
            Some((_, last)) => *last = share.month,
            None => runs.push((share, share.month)),
        }
    }
    for (share, last) in runs {
        let month =
            if share.month == last { last.name().into() } else { format!("{}–{}", share.month.name(), last.name()) };
        let who = match &share.who {
            Who::Person(id) => id.clone(),
            Who::Household => "husstanden".into(),
        };
        let act = match share.act {
            Act::Adults => "SEL",
            Act::Children => "BL",
        };
        let mark = if refund.estimate { "skøn " } else { "" };
        let mut cells = vec![month, who, act.into(), format!("{mark}{}", kroner(share.net.rounded()))];
        cells.extend(share.slices.iter().map(|slice| format!("{mark}{}", kroner(slice.refund.rounded()))));
        cells.push(format!("{mark}{}", kroner(share.refund().rounded())));
        table.row(cells);
    }
    table
}

/// Why months give nothing, each reason once a person.
fn reasons(refund: &Refund) -> Vec<String> {
    let mut lines = Vec::new();
    for share in &refund.months {
        let (Some(why), Who::Person(id)) = (share.not_covered, &share.who) else { continue };
        let line = match why {
            NotCovered::Over67TooEarly => {
                format!("{id} var fyldt 67, før ordningen kom til at gælde efter 67. Månederne giver ikke refusion.")
            }
            NotCovered::NotOverLimitBefore67 => {
                format!("{id} var ikke omfattet i den sidste måned før 67 år. Månederne derefter giver ikke refusion.")
            }
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}
