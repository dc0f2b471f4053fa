//! The worked cases of the calendar, and what holds of every date.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::guideline::national::{FreeDay, FreeDayRule};
use crate::guideline::term::{Direction, Length};

fn easter(id: &str, distance: i16, to: Option<Date>) -> FreeDay {
    FreeDay { id: id.into(), rule: FreeDayRule::Easter(distance), from: None, to }
}

fn fixed(id: &str, month: i8, day: i8) -> FreeDay {
    FreeDay { id: id.into(), rule: FreeDayRule::Fixed { month, day }, from: None, to: None }
}

fn holidays() -> Vec<FreeDay> {
    let mut days: Vec<FreeDay> = [-3, -2, 0, 1, 39, 49, 50].map(|distance| easter("h", distance, None)).into();
    days.push(easter("store_bededag", 26, Some(date(2023, 12, 31))));
    days.extend([fixed("nytårsdag", 1, 1), fixed("jul", 12, 25), fixed("anden_juledag", 12, 26)]);
    days
}

fn days_off() -> Vec<FreeDay> {
    vec![fixed("grundlovsdag", 6, 5), fixed("juleaften", 12, 24), fixed("nytårsaften", 12, 31), easter("f", 40, None)]
}

fn term(number: u32, unit: Unit, direction: Direction, whose: Whose) -> Term {
    Term { length: Length { number, unit }, direction, anchor: Anchor::Received, whose: Some(whose), group: None }
}

fn counted(term: &Term, event: Date) -> Computed {
    let (holidays, days_off) = (holidays(), days_off());
    let mut facts = Facts::default();
    facts.day(term.anchor, Some(event));
    compute(term, &facts, &Calendar::new(&holidays, &days_off), (None, date(2026, 1, 1))).remove(0)
}

fn days(term: &Term, event: Date) -> (Option<Date>, Option<Date>, Option<Date>) {
    let found = counted(term, event);
    (found.day, found.plan_by, found.safe_day)
}

#[test]
fn a_citizens_complaint_moves_past_free_days() {
    let complaint = term(4, Unit::Weeks, Direction::From, Whose::Citizen);
    let expected = [
        (date(2026, 11, 27), date(2026, 12, 28)),
        (date(2026, 11, 26), date(2026, 12, 28)),
        (date(2027, 2, 25), date(2027, 3, 30)),
        (date(2027, 5, 8), date(2027, 6, 7)),
        (date(2026, 12, 3), date(2027, 1, 4)),
    ];
    for (received, last) in expected {
        assert_eq!(days(&complaint, received), (Some(last), None, None), "received {received}");
    }
}

#[test]
fn the_municipalitys_own_day_stands_and_says_when_to_plan() {
    let weeks = term(4, Unit::Weeks, Direction::From, Whose::Municipality);
    assert_eq!(days(&weeks, date(2026, 11, 9)).0, Some(date(2026, 12, 7)));
    assert_eq!(days(&weeks, date(2026, 12, 3)), (Some(date(2026, 12, 31)), Some(date(2026, 12, 30)), None));
    let inquiry = term(4, Unit::Months, Direction::From, Whose::Municipality);
    assert_eq!(days(&inquiry, date(2026, 10, 31)), (Some(date(2027, 2, 28)), Some(date(2027, 2, 26)), None));
    let follow_up = term(3, Unit::Months, Direction::From, Whose::Municipality);
    assert_eq!(days(&follow_up, date(2027, 1, 4)), (Some(date(2027, 4, 4)), Some(date(2027, 4, 2)), None));
}

#[test]
fn working_days_have_a_safe_day_where_saturday_may_count() {
    let shelter = term(3, Unit::Workdays, Direction::From, Whose::Offer);
    assert_eq!(days(&shelter, date(2026, 12, 18)), (Some(date(2026, 12, 23)), None, Some(date(2026, 12, 22))));
    assert_eq!(days(&shelter, date(2026, 12, 14)), (Some(date(2026, 12, 17)), None, None));
}

#[test]
fn backwards_from_a_birthday() {
    let before = |number, unit| term(number, unit, Direction::Before, Whose::Municipality);
    assert_eq!(days(&before(6, Unit::Months), date(2027, 8, 1)).0, Some(date(2027, 2, 1)));
    assert_eq!(days(&before(8, Unit::Weeks), date(2027, 8, 1)), (Some(date(2027, 6, 6)), Some(date(2027, 6, 4)), None));
    assert_eq!(days(&before(0, Unit::Days), date(2027, 2, 10)).0, Some(date(2027, 2, 10)));
}

#[test]
fn the_great_prayer_day_is_a_holiday_no_more() {
    let (holidays, days_off) = (holidays(), days_off());
    let calendar = Calendar::new(&holidays, &days_off);
    assert!(calendar.is_holiday(date(2023, 5, 5)));
    assert!(!calendar.is_free(date(2024, 4, 26)));
}

#[test]
fn without_the_day_nothing_is_counted_and_the_field_is_named() {
    let complaint = term(4, Unit::Weeks, Direction::From, Whose::Citizen);
    let mut facts = Facts::assessed(date(2026, 12, 17));
    let calendar = Calendar::new(&[], &[]);
    let found = compute(&complaint, &facts, &calendar, (None, date(2026, 12, 17))).remove(0);
    assert_eq!((found.state, found.day, found.missing), (State::Unknown, None, Some(Anchor::Received)));
    facts.add(Anchor::Received, Fact { party: Some("moderen".into()), day: Some(date(2026, 12, 3)) });
    facts.add(Anchor::Received, Fact { party: Some("faderen".into()), day: None });
    let each = compute(&complaint, &facts, &calendar, (None, date(2026, 12, 17)));
    assert_eq!(each.iter().map(|one| one.state).collect::<Vec<_>>(), [State::Running, State::Unknown]);
}

#[test]
fn states_follow_what_was_done_and_the_day() {
    let limit = term(14, Unit::Days, Direction::From, Whose::Municipality);
    let mut facts = Facts::default();
    facts.day(Anchor::Received, Some(date(2026, 11, 2)));
    let calendar = Calendar::new(&[], &[]);
    let state = |done, today| compute(&limit, &facts, &calendar, (done, today)).remove(0).state;
    assert_eq!(state(None, date(2026, 11, 16)), State::Running);
    assert_eq!(state(None, date(2026, 11, 17)), State::Passed);
    assert_eq!(state(Some(date(2026, 11, 16)), date(2027, 1, 1)), State::Kept);
    assert_eq!(state(Some(date(2026, 11, 17)), date(2027, 1, 1)), State::KeptLate);
}

#[test]
fn of_a_group_the_earliest_counts() {
    let mut early = term(0, Unit::Days, Direction::From, Whose::Municipality);
    early.group = Some("opfølgning".into());
    let mut late = term(3, Unit::Months, Direction::From, Whose::Municipality);
    late.group = early.group.clone();
    let day = |term: &Term, event| vec![counted(term, event)];
    let mut list = vec![(&early, day(&early, date(2027, 2, 19))), (&late, day(&late, date(2027, 1, 4)))];
    settle_groups(&mut list);
    assert_eq!((list[0].1[0].state, list[1].1[0].state), (State::Running, State::NotApplicable));
    let unknown = Computed { day: None, state: State::Unknown, ..list[0].1[0].clone() };
    let mut list = vec![(&early, vec![unknown]), (&late, day(&late, date(2027, 1, 4)))];
    settle_groups(&mut list);
    assert_eq!((list[0].1[0].state, list[1].1[0].state), (State::NotApplicable, State::Running));
}

prop_compose! {
    fn any_day()(year in 1900_i16..2200, month in 1_i8..=12, day in 1_i8..=31) -> Date {
        Date::new(year, month, 1).unwrap().with().day(day.min(Date::new(year, month, 1).unwrap().days_in_month())).build().unwrap()
    }
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::Days), Just(Unit::Workdays), Just(Unit::Weeks), Just(Unit::Months)]
}

proptest! {
    #[test]
    fn counting_goes_forward_and_moves_only_the_citizen(event in any_day(), number in 0_u32..60, unit in any_unit()) {
        let own = counted(&term(number, unit, Direction::From, Whose::Municipality), event);
        let citizens = counted(&term(number, unit, Direction::From, Whose::Citizen), event);
        let (day, moved) = (own.day.unwrap(), citizens.day.unwrap());
        let (holidays, days_off) = (holidays(), days_off());
        let calendar = Calendar::new(&holidays, &days_off);
        prop_assert!(event <= day && day <= moved);
        prop_assert!(!calendar.is_free(moved) || number == 0 && unit == Unit::Workdays);
        prop_assert_eq!(own.plan_by.is_some(), calendar.is_free(day));
        if let Some(plan) = own.plan_by {
            prop_assert!(plan < day && !calendar.is_free(plan));
        }
        if let Some(safe) = own.safe_day {
            prop_assert!(unit == Unit::Workdays && event < safe && safe < day);
        }
    }

    #[test]
    fn a_longer_limit_never_ends_earlier(event in any_day(), number in 0_u32..60, unit in any_unit()) {
        let last = |number| counted(&term(number, unit, Direction::From, Whose::Citizen), event).day;
        prop_assert!(last(number) <= last(number + 1));
        let first = |number| counted(&term(number, unit, Direction::Before, Whose::Region), event).day;
        prop_assert!(first(number + 1) <= first(number));
    }

    #[test]
    fn weeks_end_on_the_same_weekday_and_days_come_back(event in any_day(), number in 0_u32..60) {
        let calendar = Calendar::new(&[], &[]);
        let week = Length { number, unit: Unit::Weeks };
        let end = calendar.count(event, week, Direction::From).unwrap();
        prop_assert_eq!(end.weekday(), event.weekday());
        prop_assert_eq!(calendar.count(end, week, Direction::Before), Some(event));
    }
}
