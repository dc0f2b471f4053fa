//! The worked matches of the dossier, a naive reading of its § 2.3 beside ours, and both ways in and out of a catalogue.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::guideline::supply::Shelf;

const CATALOGUE: &str = include_str!("../../../../examples/tilbud/katalog.yaml");
const NEED: &str = include_str!("../../../../examples/tilbud/behov.yaml");
const SHELF: Shelf = Shelf { free: 14, price: 365, approval: 90, level: 365 };
const TODAY: Date = date(2026, 11, 30);

fn levels() -> Vec<String> {
    ["let", "moderat", "højt"].map(str::to_owned).to_vec()
}

struct Case {
    catalogue: Catalogue,
    need: NeedFile,
    age: i64,
    levels: (usize, usize),
    today: Date,
}

fn m1() -> Case {
    let catalogue = read_yaml("katalog.yaml", CATALOGUE.as_bytes()).unwrap();
    let need = read_need("behov.yaml", NEED.as_bytes()).unwrap();
    Case { catalogue, need, age: 24, levels: (2, 2), today: TODAY }
}

impl Case {
    fn matched<T>(&self, look: impl FnOnce(&PartMatch<'_>) -> T) -> T {
        let ids = levels();
        let ground = Ground {
            need: &self.need.parts[0],
            level: self.levels.0,
            levels: &ids,
            age: Some(self.age),
            municipality: self.need.municipality.as_deref(),
            today: self.today,
            extract: self.catalogue.extract,
            shelf: SHELF,
        };
        look(&match_part(&self.catalogue, &self.need, ground, self.levels.1))
    }

    /// id, class, failing, unknown.
    fn table(&self) -> Vec<(String, Class, String, String)> {
        self.matched(|part| {
            let codes = |matched: &Matched<'_>, state| {
                let of_state = matched.requirements.iter().filter(|it| it.state == state);
                of_state.map(|it| it.id.code()).collect::<Vec<_>>().join(" ")
            };
            let rows = part.offers.iter().map(|matched| {
                let (no, unknown) = (codes(matched, State::No), codes(matched, State::Unknown));
                (matched.offer.id.clone(), matched.class, no, unknown)
            });
            rows.collect()
        })
    }
}

fn row(id: &str, class: Class, no: &str, unknown: &str) -> (String, Class, String, String) {
    (id.into(), class, no.into(), unknown.into())
}

#[test]
fn m1_each_class_with_all_its_reasons() {
    let expected = [
        row("bravo", Class::Suitable, "", ""),
        row("alfa", Class::Together, "K6 K7", ""),
        row("delta", Class::Maybe, "", "K7 K8"),
        row("echo", Class::Unsuitable, "K3", "K8"),
        row("charlie", Class::Unsuitable, "K3", ""),
        row("foxtrot", Class::Unsuitable, "K5 K6", ""),
    ];
    assert_eq!(m1().table(), expected);
    m1().matched(|part| {
        let nearest: Vec<&str> = part.nearest.iter().map(|miss| miss.offer.id.as_str()).collect();
        assert_eq!(nearest, ["echo", "charlie"]);
        let alfa = part.offers.iter().find(|matched| matched.offer.id == "alfa").unwrap();
        assert_eq!(alfa.with.iter().map(|offer| offer.id.as_str()).collect::<Vec<_>>(), ["echo"]);
    });
}

#[test]
fn m2_what_is_said_to_be_missing_fails_and_the_unknown_stays_unknown() {
    let mut case = m1();
    let delta = case.catalogue.offers.iter_mut().find(|offer| offer.id == "delta").unwrap();
    delta.lacks.push("vågen_nat".into());
    assert!(case.table().contains(&row("delta", Class::Unsuitable, "K8", "K7")));
}

#[test]
fn m3_a_level_in_doubt_is_matched_for_both() {
    let mut case = m1();
    case.levels = (1, 2);
    case.need.parts[0].must_hold.clear();
    case.catalogue.offers.retain(|offer| offer.id == "alfa" || offer.id == "bravo");
    case.matched(|part| {
        let alfa = part.offers.iter().find(|matched| matched.offer.id == "alfa").unwrap();
        assert_eq!(alfa.by_level, [(1, Class::Suitable), (2, Class::Unsuitable)]);
        let bravo = part.offers.iter().find(|matched| matched.offer.id == "bravo").unwrap();
        assert_eq!(bravo.by_level, [(1, Class::Suitable), (2, Class::Suitable)]);
        assert!(bravo.above_need && !alfa.above_need);
    });
}

#[test]
fn m4_siblings_are_seen_and_both_homes_are_shown() {
    let mut case = m1();
    case.age = 9;
    case.catalogue.offers.retain(|offer| offer.id == "bravo");
    case.catalogue.offers[0].ages = Some(Ages { from: Some(6), to: Some(17) });
    for id in ["golf", "hotel"] {
        let offer = Offer { id: id.into(), name: id.into(), ..case.catalogue.offers[0].clone() };
        case.catalogue.offers.push(offer);
    }
    case.need.considerations.siblings = vec!["golf".into()];
    case.need.wishes.clear();
    let classes: Vec<_> = case.table().into_iter().map(|(id, class, ..)| (id, class)).collect();
    assert!(
        classes.contains(&("golf".into(), Class::Suitable)) && classes.contains(&("hotel".into(), Class::Suitable))
    );
}

#[test]
fn m5_old_free_places_are_unknown_and_no_class_changes() {
    let (fresh, mut old) = (m1(), m1());
    old.today = date(2026, 12, 30);
    let classes = |case: &Case| case.table().into_iter().map(|(id, class, ..)| (id, class)).collect::<Vec<_>>();
    assert_eq!(classes(&fresh), classes(&old));
    old.matched(|part| assert!(part.offers.iter().all(|matched| matched.free_from.is_none())));
}

#[test]
fn an_acute_use_of_an_unapproved_place_is_possible_and_said() {
    let mut case = m1();
    case.catalogue.offers.retain(|offer| offer.id == "bravo");
    case.catalogue.offers[0].approval = Some(Approval { status: ApprovalStatus::Ended, seen: None });
    assert_eq!(case.table(), [row("bravo", Class::Unsuitable, "K2", "")]);
    case.need.parts[0].acute = true;
    case.matched(|part| {
        assert_eq!(part.offers[0].class, Class::Suitable);
        assert!(part.offers[0].requirements.iter().any(|it| it.warning.is_some()));
    });
}

#[test]
fn the_same_catalogue_comes_out_of_yaml_and_of_csv() {
    let catalogue = m1().catalogue;
    let again = read_yaml("igen.yaml", to_yaml(&catalogue).unwrap().as_bytes()).unwrap();
    let bare = |catalogue: &Catalogue| {
        let bare = |offer: &Offer| Offer { span: crate::guideline::source::Span::default(), ..offer.clone() };
        catalogue.offers.iter().map(bare).collect::<Vec<_>>()
    };
    assert_eq!(bare(&catalogue), bare(&again));
    let csv = "\u{feff}navn;id;form;paragraf;målgruppe_primær;niveau;niveau_siger;pris_kr;pris_pr;pris_art;ledig_fra;alder_fra\r\n\
               Sted;x;døgn;sel-108|sel-107;autisme|selvskade;højt;aftale;1.234,50;døgn;takst;20-11-2026;\r\n";
    let read = read_csv("katalog.csv", csv.as_bytes()).unwrap();
    let offer = &read.offers[0];
    assert_eq!((offer.sections.len(), offer.ages, offer.price.unwrap().amount.0), (2, None, 123_450));
    assert_eq!(offer.free.unwrap().from, Some(date(2026, 11, 20)));
    let again = read_yaml("igen.yaml", to_yaml(&read).unwrap().as_bytes()).unwrap();
    assert_eq!(bare(&read), bare(&again));
    let decomposed = read_csv("k.csv", csv.replace("Sted", "Sta\u{30a}r").as_bytes()).unwrap();
    assert_eq!(decomposed.offers[0].name, "Står");
}

#[test]
fn a_catalogue_says_everything_that_is_wrong() {
    let windows = read_csv("k.csv", b"id;navn;form;paragraf\nx;B\xf8rnehus;d\xf8gn;sel-108\n").unwrap_err();
    assert!(windows[0].code == "not-utf8" && windows[0].help.as_ref().unwrap().contains("CSV UTF-8"));
    let wrong = "id,navn,form,paragraf,pladesr,pladser,alder_fra\nx,A,døgnet,sel-108,,otte,\n,B,dag,sel-104,,,-\n";
    let found = read_csv("k.csv", wrong.as_bytes()).unwrap_err();
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    assert!(found[0].help.as_ref().unwrap().contains("pladser"), "{found:?}");
    for code in ["unknown-column", "unknown-word", "wrong-type", "no-value"] {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}

// --- random catalogues and needs against a naive reading ---

const GROUPS: [&str; 3] = ["autisme", "selvskade", "adhd"];

fn some<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    proptest::sample::subsequence(values.to_vec(), 0..=values.len())
}

fn strings(values: Vec<&str>) -> Vec<String> {
    values.into_iter().map(str::to_owned).collect()
}

fn any_day() -> impl Strategy<Value = Option<Date>> {
    prop_oneof![Just(None), Just(Some(TODAY)), Just(Some(date(2026, 8, 1))), Just(Some(date(2025, 1, 1)))]
}

prop_compose! {
    fn any_offer()(
        id in "[a-c]", unit in any::<bool>(), form in prop_oneof![Just(Form::Residential), Just(Form::Home)],
        sections in some(&["sel-107", "sel-108"]), targets in proptest::option::of((some(&GROUPS), some(&GROUPS))),
        ages in proptest::option::of((proptest::option::of(16_i64..26), proptest::option::of(20_i64..30))),
        level in proptest::option::of((0_usize..3, any::<bool>(), any_day())),
        has in some(&["nat", "ro"]), lacks in some(&["nat", "ro"]),
        approval in proptest::option::of((0_usize..5, any_day())),
        open in proptest::option::of(proptest::option::of(some(&["0001", "0002"]))),
    ) -> Offer {
        use ApprovalStatus as Is;
        let statuses = [Is::Approved, Is::Conditions, Is::Order, Is::Ended, Is::NotRequired];
        Offer {
            name: id.clone(), id, portal_offer: None, portal_unit: unit.then(|| "1".into()), driver: None, form,
            sections: strings(sections),
            targets: targets.map(|(primary, also)| Targets { primary: strings(primary), also: strings(also) }),
            ages: ages.map(|(from, to)| Ages { from, to }),
            level: level.map(|(level, own, seen)| LevelClaim {
                level: levels()[level].clone(), says: if own { Says::Itself } else { Says::Agreement }, seen,
            }),
            has: strings(has), lacks: strings(lacks), methods: Vec::new(), places: None, free: None, price: None,
            approval: approval.map(|(status, seen)| Approval { status: statuses[status], seen }),
            place: None, open_to: open.map(|codes| codes.map_or(OpenTo::All, |codes| OpenTo::Only(strings(codes)))),
            covers: Vec::new(), function: None, span: crate::guideline::source::Span::default(),
        }
    }
}

prop_compose! {
    fn any_need()(sections in some(&["sel-107", "sel-108"]), must in some(&GROUPS), demands in some(&["nat", "ro"]), acute in any::<bool>()) -> Need {
        Need {
            part: Part::Home, sections: strings(sections), primary: "autisme".into(), must_hold: strings(must), level: None,
            demands: strings(demands), latest: None, because: std::collections::BTreeMap::new(), acute,
        }
    }
}

/// § 2.3 read sentence by sentence, with `None` for unknown.
fn naive(offer: &Offer, need: &Need, level: usize, age: Option<i64>) -> Vec<Option<bool>> {
    let fresh = |seen: Option<Date>, days: i32| seen.is_some_and(|seen| (TODAY - seen).get_days() <= days);
    let listed =
        |group: &String| offer.targets.as_ref().map(|it| it.primary.contains(group) || it.also.contains(group));
    let k2 = offer.approval.filter(|it| fresh(it.seen, 90)).map(|it| it.status != ApprovalStatus::Ended || need.acute);
    let k4 = match (offer.ages.and_then(|ages| ages.from), offer.ages.and_then(|ages| ages.to), age) {
        (Some(from), to, Some(age)) => Some(from <= age && age <= to.unwrap_or(i64::MAX)),
        _ => None,
    };
    let k6 = offer.targets.as_ref().map(|_| need.must_hold.iter().all(|group| listed(group) == Some(true)));
    let k7 = offer.level.as_ref().filter(|it| it.says != Says::Itself && fresh(it.seen, 365));
    let k7 = k7.map(|claim| levels().iter().position(|level| *level == claim.level) >= Some(level));
    let k8 = if need.demands.iter().any(|demand| offer.lacks.contains(demand)) {
        Some(false)
    } else {
        need.demands.iter().all(|demand| offer.has.contains(demand)).then_some(true)
    };
    let k9 = offer.open_to.as_ref().map(|open| match open {
        OpenTo::All => true,
        OpenTo::Only(codes) => codes.contains(&"0001".to_owned()),
    });
    let k1 = (offer.portal_unit.is_some() || offer.form == Form::Home).then_some(true);
    let k3 = Some(offer.sections.iter().any(|section| need.sections.contains(section)));
    vec![k1, k2, k3, k4, listed(&need.primary), k6, k7, k8, k9]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_requirement_and_class_is_as_the_naive_reading_has_it(
        offers in proptest::collection::vec(any_offer(), 1..5), need in any_need(), level in 0_usize..3,
        age in proptest::option::of(15_i64..32),
    ) {
        let source = std::sync::Arc::new(crate::guideline::source::Source { name: String::new(), text: String::new() });
        let catalogue = Catalogue { publisher: None, extract: None, origin: None, offers, source };
        let (file, ids) = (NeedFile::default(), levels());
        let ground = Ground {
            need: &need, level, levels: &ids, age, municipality: Some("0001"), today: TODAY, extract: None, shelf: SHELF,
        };
        let part = match_part(&catalogue, &file, ground, level);
        prop_assert_eq!(part.offers.len(), catalogue.offers.len());
        for matched in &part.offers {
            let expected = naive(matched.offer, &need, level, age);
            let got: Vec<Option<bool>> = matched.requirements.iter().map(|it| match it.state {
                State::Yes => Some(true),
                State::No => Some(false),
                State::Unknown => None,
            }).collect();
            prop_assert_eq!(&got, &expected);
            let others = [0, 1, 2, 3, 4, 7, 8].iter().all(|place| expected[*place] == Some(true));
            let goes_out = |other: &&Offer| {
                let holds = naive(other, &need, level, age);
                other.form == Form::Home && other.id != matched.offer.id
                    && [0, 1, 3, 4, 5, 6, 8].iter().all(|place| holds[*place] == Some(true))
            };
            let class = if !expected.contains(&Some(false)) {
                if expected.contains(&None) { Class::Maybe } else { Class::Suitable }
            } else if others && catalogue.offers.iter().any(|other| goes_out(&other)) {
                Class::Together
            } else {
                Class::Unsuitable
            };
            prop_assert_eq!(matched.class, class);
        }
    }
}

/// A quote between a letter and its accent is gone when the cell is read.
#[test]
fn a_cell_is_in_normal_form_when_its_quotes_are_gone() {
    let table = "id,navn,form,paragraf\nx,\"Caf\"e\u{301},døgn,sel-108\n";
    assert_eq!(read_csv("katalog.csv", table.as_bytes()).unwrap().offers[0].name, "Café");
}
