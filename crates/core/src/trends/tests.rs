use super::tally::measure;
use super::*;
use crate::library::{Facet, Library, Position, day_number, day_of, days_after};
use crate::post::{Date, Post, PostId, Story, labels};
use crate::query::{SearchContext, parse, search_stories};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// 15 August 2026.
const TODAY: i32 = 20_680;

/// Posts with a date, tags and the addresses of their stories.
fn library_with(posts: &[(&str, &[&str], &[&str])]) -> (Library, Vec<Position>) {
    let story = |url: &&str| Story::new(url, url);
    let post = |(number, (date, tags, urls)): (usize, &(&str, &[&str], &[&str]))| {
        Arc::new(Post {
            id: PostId(number as u64),
            title: "A".into(),
            date: date.parse().ok(),
            tags: labels(tags.iter().copied()),
            stories: urls.iter().map(story).collect(),
            ..Post::bare(&format!("{number:05}"))
        })
    };
    let library = Library::new(posts.iter().enumerate().map(post).collect());
    let all = (0..posts.len() as Position).collect();
    (library, all)
}

fn library(posts: &[(&str, &[&str])]) -> (Library, Vec<Position>) {
    let posts: Vec<(&str, &[&str], &[&str])> =
        posts.iter().map(|(date, tags)| (*date, *tags, &[] as &[&str])).collect();
    library_with(&posts)
}

fn day(text: &str) -> i32 {
    day_number(text.parse().unwrap())
}

/// The counts of values, by name.
fn named(library: &Library, tally: &Tally) -> Vec<(String, usize, usize)> {
    let table = library.table(Facet::Tag);
    let name = |number: u32| table.values()[number as usize].value.clone();
    tally.changes.iter().map(|one| (name(one.number), one.now, one.before)).collect()
}

#[test]
fn months_are_filled_up_but_not_for_centuries() {
    let (library, all) = library(&[
        ("2026-03-01", &[]),
        ("2025-12-31", &[]),
        ("2025-12-01", &[]),
        ("0001-05-01", &[]),
        ("9999-12-31", &[]),
        ("", &[]),
    ]);
    let months = months(&library, &all);
    let names: Vec<(&str, usize)> =
        months.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(
        names,
        [
            ("0001-05", 1),
            ("2025-12", 2),
            ("2026-01", 0),
            ("2026-02", 0),
            ("2026-03", 1),
            ("9999-12", 1)
        ]
    );
    assert_eq!(super::months(&library, &[]), []);
}

#[test]
fn a_calendar_is_of_the_years_with_the_most_and_counts_the_others() {
    let (library, all) = library(&[
        ("2026-03-01", &[]),
        ("2025-12-31", &[]),
        ("2025-12-31", &[]),
        ("0001-05-01", &[]),
        ("9999-12-31", &[]),
        ("9999-12-30", &[]),
        ("", &[]),
    ]);
    let calendar = Calendar::of_posts(&library, &all, TODAY);
    assert_eq!(calendar.days(), Some(day("2025-12-31")..=day("2026-03-01")));
    assert_eq!((calendar.count(day("2025-12-31")), calendar.count(day("2026-01-01"))), (2, 0));
    assert_eq!((calendar.count(day("0001-05-01")), calendar.total()), (0, 3));
    assert_eq!((calendar.earlier, calendar.later, calendar.undated), (1, 2, 1));
    assert_eq!(calendar.busiest(), Some((day("2025-12-31"), 2)));
    assert_eq!(calendar.longest_pause(), Some((day("2026-01-01"), 59)));
    // Of equally long stretches the newest counts; a lone post in a mistyped year counts if there
    // is no other.
    let days = |days: &[&str]| {
        let days: Vec<i32> = days.iter().map(|text| day(text)).collect();
        let calendar = Calendar::new(days.into_iter().map(Some), TODAY);
        calendar.days().map(|days| day_of(*days.end()).year())
    };
    assert_eq!(days(&["2026-01-01", "2001-01-01"]), Some(2026));
    // A stretch that begins in the future is a typo, unless there is nothing else.
    assert_eq!(days(&["9999-12-31", "9999-12-30", "2026-01-01"]), Some(2026));
    assert_eq!(days(&["9999-12-31", "5000-01-01"]), Some(9999));
    let none = Calendar::new(std::iter::repeat_n(None, 3), TODAY);
    assert_eq!((none.days(), none.total(), none.undated), (None, 0, 3));
    assert_eq!(Window::of(&none, Some(7)), None);
    // A post every nine years makes one stretch, of which the last two hundred years are shown.
    let ages = (0..200).map(|step| Some(day("0100-01-01") + step * 3_300));
    let ages = Calendar::new(ages, TODAY);
    assert!(ages.earlier > 150 && ages.total() + ages.earlier == 200, "{}", ages.earlier);
}

#[test]
fn hosts_of_stories_count_on_the_days_of_their_reports() {
    let (library, _) = library_with(&[
        ("2026-08-03", &[], &["https://a.io/1", "https://b.io/2"]),
        ("2026-06-01", &[], &["https://a.io/3", "https://a.io/1"]),
    ]);
    let rows =
        search_stories(&library, &parse(""), &SearchContext::on(Date::constant(2026, 8, 15)));

    let posts: Vec<Position> = rows.iter().map(|row| row.newest.post).collect();
    let calendar = Calendar::of_posts(&library, &posts, TODAY);
    let counts: Vec<usize> = calendar.filled().map(|(_, count)| count).collect();
    assert_eq!(counts, [1, 2]);
    let hosts = |days| {
        let window = Window::of(&calendar, days).map(|it| (it, Base::stories(&library, None, it)));
        let tally = Tally::of_hosts(&library, &rows, window);
        let values = library.table(Facet::Source).values();
        let name = |number: u32| values[number as usize].value.clone();
        tally.top.iter().map(|one| (name(one.number), one.count)).collect::<Vec<_>>()
    };
    assert_eq!(hosts(None), [("a.io".to_owned(), 2), ("b.io".to_owned(), 1)]);
    assert_eq!(hosts(Some(30)), [("a.io".to_owned(), 1), ("b.io".to_owned(), 1)]);
}

#[test]
fn what_rises_and_fades() {
    let mut posts: Vec<(&str, &[&str])> = Vec::new();
    for _ in 0..10 {
        posts.push(("2026-08-20", &["new", "always"]));
        posts.push(("2026-07-20", &["old", "always"]));
    }
    // One post in the window and none before it may be chance.
    posts.push(("2026-08-30", &["once"]));
    let (library, all) = library(&posts);
    let calendar = Calendar::of_posts(&library, &all, TODAY);
    let window = Window::of(&calendar, Some(30)).unwrap();
    assert_eq!(
        [window.before, window.first, window.last],
        ["2026-07-02", "2026-08-01", "2026-08-30"].map(day)
    );
    let tally = Tally::of(&library, None, &all, Facet::Tag, Some(window));
    let names = named(&library, &tally);
    assert_eq!(names, [("new".to_owned(), 10, 0), ("old".to_owned(), 0, 10)]);
    assert_eq!((tally.rising().count(), tally.fading().count()), (1, 1));
    assert_eq!(tally.top.len(), 3, "what is frequent is so in the window");
    let all_days = Window::of(&calendar, None).unwrap();
    assert_eq!((all_days.first, all_days.last), (day("2026-07-20"), day("2026-08-30")));
    let tally = Tally::of(&library, None, &all, Facet::Tag, Some(all_days));
    assert_eq!((tally.changes.len(), tally.top.len()), (0, 4));
}

#[test]
fn a_share_is_of_the_whole_library() {
    let mut posts: Vec<(&str, &[&str])> = Vec::new();
    posts.extend([("2026-08-20", &["mesh", "ai"] as &[&str]); 9]);
    posts.extend([("2026-07-20", &["mesh"] as &[&str]); 8]);
    posts.extend([("2026-07-20", &["ai"] as &[&str]); 1]);
    let (library, all) = library(&posts);
    let window = Window::of(&Calendar::of_posts(&library, &all, TODAY), Some(30)).unwrap();
    assert_eq!(Base::posts(&library, None, window), Base { now: 9, before: 9 });
    let number = library.table(Facet::Tag).number("ai").unwrap();
    // All results of a query for the tag have it, before and now, so it has not changed.
    let table = library.table(Facet::Tag);
    let has_tag = |at: &Position| table.of(*at).contains(&number);
    let tagged: Vec<Position> = all.iter().copied().filter(has_tag).collect();
    for posts in [&all, &tagged] {
        let tally = Tally::of(&library, None, posts, Facet::Tag, Some(window));
        let change = tally.change(number).unwrap();
        assert_eq!((change.now, change.before, change.is_sure()), (9, 1, true));
        assert!(tally.rising().any(|one| *one == change));
    }
    assert_eq!(Tally::default().change(0), None);
}

#[test]
fn few_posts_are_no_trend() {
    let is_sure = |now, before| measure(now, before) >= SURE;
    // The p-values of Fisher's exact test, against 5 %: 6.7, 10.5, 4.3, 2.9 and 50 %.
    for (now, before, sure) in [
        ((2, 2), (0, 4), false),
        ((3, 10), (0, 10), false),
        ((4, 10), (0, 10), true),
        ((9, 10), (4, 10), true),
        ((5, 10), (4, 10), false),
        ((30, 300), (10, 300), true),
    ] {
        assert_eq!(is_sure(now, before), sure, "{now:?} {before:?}: {}", measure(now, before));
    }
    // A rare tag in a quiet week after a busy one.
    let mut posts = vec![("2026-07-20", &["always"] as &[&str]); 200];
    posts.extend([("2026-08-30", &["rare"] as &[&str]), ("2026-08-30", &["rare"])]);
    let changes = |posts: &[(&str, &[&str])]| {
        let (library, all) = library(posts);
        let window = Window::of(&Calendar::of_posts(&library, &all, TODAY), Some(30));
        let tally = Tally::of(&library, None, &all, Facet::Tag, window);
        named(&library, &tally).into_iter().map(|(name, ..)| name).collect::<Vec<_>>()
    };
    assert_eq!(changes(&posts), ["always"]);
    posts.push(("2026-08-29", &["rare"]));
    assert_eq!(changes(&posts), ["rare", "always"]);
}

#[test]
fn nothing_is_compared_with_nothing() {
    let (lone, all) = library(&[("2026-08-30", &["a"])]);
    let window = Window::of(&Calendar::of_posts(&lone, &all, TODAY), Some(30));
    assert_eq!(Tally::of(&lone, None, &all, Facet::Tag, window).changes, []);
    let (first, all) = library(&[("0001-01-01", &["a"]), ("-9999-01-02", &["a"])]);
    assert!(Window::of(&Calendar::of_posts(&first, &all, TODAY), Some(365)).is_some());
}

#[test]
fn levels_are_quarters_of_the_days_with_any() {
    let levels = |counts: &[usize]| {
        let days = (0..).zip(counts).flat_map(|(day, count)| vec![Some(day); *count]);
        Calendar::new(days, TODAY).scale().levels().collect::<Vec<_>>()
    };
    assert_eq!(levels(&[]), []);
    assert_eq!(levels(&[1, 0, 1]), [(4, 1)]);
    assert_eq!(levels(&[1, 2, 3]), [(2, 1), (3, 2), (4, 3)]);
    assert_eq!(levels(&[120]), [(4, 120)]);
    assert_eq!(levels(&[1, 9]), [(3, 1), (4, 9)]);
    assert_eq!(levels(&[1, 2, 3, 4]), [(1, 1), (2, 2), (3, 3), (4, 4)]);
    assert_eq!(levels(&[1, 2, 3, 4, 5, 6, 7, 8]), [(1, 1), (2, 3), (3, 5), (4, 7)]);
    // One day with a great many posts leaves the other levels distinguishable.
    assert_eq!(levels(&[1, 1, 1, 2, 100]), [(2, 1), (3, 2), (4, 4)]);
    let days = [1, 2, 2, 3, 9].into_iter().zip(0..).flat_map(|(count, day)| vec![Some(day); count]);
    let calendar = Calendar::new(days, TODAY);
    let scale = calendar.scale();
    assert_eq!([0, 1, 2, 3, 9].map(|count| scale.level(count)), [0, 1, 2, 3, 4]);
}

#[test]
fn weeks_begin_on_mondays_and_months_are_named_where_they_begin() {
    assert_eq!((weekday(day("2026-08-03")), weekday(day("2026-08-09"))), (0, 6));
    assert_eq!(weekday(day("0001-01-01")), 0);
    let weeks = Weeks::of(&(day("2025-12-24")..=day("2026-03-03")));
    assert_eq!((day_of(weeks.first).to_string().as_str(), weeks.count), ("2025-12-22", 11));
    let months = |weeks: Weeks| -> Vec<(usize, String)> {
        weeks.months().into_iter().map(|(week, day)| (week, day.to_string())).collect()
    };
    let name = |week, text: &str| (week, text.to_owned());
    assert_eq!(
        months(weeks),
        [name(1, "2026-01-01"), name(5, "2026-02-01"), name(9, "2026-03-01")]
    );
    let newest = weeks.newest(4, 0);
    assert_eq!((newest.day(3, 1), newest.count), (day("2026-03-03"), 4));
    let back = weeks.newest(4, 99);
    assert_eq!(
        (back.first, back.week_of(day("2026-01-18")), back.week_of(day("2026-01-19"))),
        (weeks.first, Some(3), None)
    );
}

#[test]
fn lines_are_of_days_weeks_or_some_weeks() {
    let (library, all) =
        library(&[("2026-08-30", &["a", "b"]), ("2026-08-24", &["a"]), ("2026-08-01", &["b"])]);
    let number = |tag: &str| library.table(Facet::Tag).number(tag);
    let values = [number("a"), number("b"), None];
    let window = |days| Window::of(&Calendar::of_posts(&library, &all, TODAY), days).unwrap();
    let week = Series::of(&library, &all, Facet::Tag, &values, window(Some(7)));
    assert_eq!((week.step, &week.lines[0]), (1, &vec![1, 0, 0, 0, 0, 0, 1]));
    let quarter = Series::of(&library, &all, Facet::Tag, &values, window(Some(90)));
    assert_eq!((quarter.step, quarter.left_out, quarter.lines[1].len()), (7, 0, 13));
    assert_eq!(quarter.lines[0][12], 2);
    assert_eq!(quarter.lines[2], [0; 13], "what no post has is a line at zero");
    let year = Series::of(&library, &all, Facet::Tag, &values, window(Some(365)));
    assert_eq!((year.step, year.left_out, year.lines[0].len()), (7, 1, 52));
    assert_eq!(year.most(), 2);
}

#[test]
fn what_was_read_is_told_by_month() {
    let (library, all) =
        library(&[("2026-08-30", &[]), ("2026-08-24", &[]), ("2026-07-01", &[]), ("", &[])]);
    let read: HashSet<PostId> = [1, 2, 3].map(PostId).into_iter().collect();
    let is_read = |_, at| library.post(at).is_some_and(|post| read.contains(&post.id));
    let reading = ReadCounts::of(&library, &all, is_read);
    assert_eq!((reading.read, reading.all), (3, 4));
    let months: Vec<(usize, usize)> =
        reading.months.iter().map(|month| (month.read, month.all)).collect();
    assert_eq!(months, [(1, 2), (1, 1)], "newest first");
    assert_eq!(ReadCounts::of(&library, &[], is_read), ReadCounts::default());
}

/// Dates within a few years, with tags by their numbers.
fn posts() -> impl Strategy<Value = Vec<(Option<i32>, Vec<u8>)>> {
    let date = prop::option::weighted(0.9, 20_000i32..21_000);
    prop::collection::vec((date, prop::collection::vec(0u8..6, 0..4)), 0..120)
}

fn made(posts: &[(Option<i32>, Vec<u8>)]) -> (Library, Vec<Position>) {
    let texts: Vec<(String, Vec<String>)> = posts
        .iter()
        .map(|(day, tags)| {
            let date = day.map_or_else(String::new, |day| day_of(day).to_string());
            (date, tags.iter().map(|tag| format!("t{tag}")).collect())
        })
        .collect();
    let tags: Vec<Vec<&str>> =
        texts.iter().map(|(_, tags)| tags.iter().map(String::as_str).collect()).collect();
    let posts: Vec<(&str, &[&str])> =
        texts.iter().zip(&tags).map(|((date, _), tags)| (date.as_str(), tags.as_slice())).collect();
    library(&posts)
}

proptest! {
    #[test]
    fn a_change_is_the_other_way_round_backwards(a in 0_usize..50, b in 0_usize..50, more in 1_usize..50, others in 1_usize..50) {
        let (now, before) = ((a, a + more), (b, b + others));
        let forwards = measure(now, before);
        prop_assert!((forwards + measure(before, now)).abs() < 1e-9);
        prop_assert!(forwards.is_finite());
        prop_assert!(forwards <= 0.0 || a * before.1 > b * now.1);
    }

    #[test]
    fn a_calendar_holds_every_post(days in prop::collection::vec(prop::option::of(-4_371_587i32..2_932_896), 0..60)) {
        let calendar = Calendar::new(days.iter().copied(), TODAY);
        let all = calendar.total() + calendar.earlier + calendar.later + calendar.undated;
        prop_assert_eq!(all, days.len());
        if let Some(range) = calendar.days() {
            let within = days.iter().flatten().filter(|day| range.contains(day)).count();
            prop_assert_eq!(calendar.total(), within);
            prop_assert!(calendar.count(*range.start()) > 0 && calendar.count(*range.end()) > 0);
            let shown: usize = range.map(|day| calendar.count(day)).sum();
            prop_assert_eq!(shown, within);
        } else {
            prop_assert_eq!(calendar.undated, days.len());
        }
    }

    #[test]
    fn a_window_counts_what_is_counted_by_hand(posts in posts(), at in 0usize..5) {
        let (library, all) = made(&posts);
        let calendar = Calendar::of_posts(&library, &all, TODAY);
        let Some(window) = Window::of(&calendar, WINDOWS[at]) else { return Ok(()) };
        let tally = Tally::of(&library, None, &all, Facet::Tag, Some(window));
        let count = |tag: u8, first: i32, last: i32| {
            let has = |(day, tags): &&(Option<i32>, Vec<u8>)| {
                day.is_some_and(|day| first <= day && day <= last) && tags.contains(&tag)
            };
            posts.iter().filter(has).count()
        };
        let table = library.table(Facet::Tag);
        let tag = |number: u32| table.values()[number as usize].value[1..].parse::<u8>().unwrap();
        let mut by_hand: BTreeMap<u8, usize> =
            (0..6).map(|tag| (tag, count(tag, window.first, window.last))).collect();
        by_hand.retain(|_, count| *count > 0);
        let counted: BTreeMap<u8, usize> =
            tally.top.iter().map(|one| (tag(one.number), one.count)).collect();
        prop_assert_eq!(counted, by_hand);
        prop_assert!(tally.top.is_sorted_by(|a, b| a.count >= b.count));
        for change in &tally.changes {
            let tag = tag(change.number);
            prop_assert_eq!(change.now, count(tag, window.first, window.last));
            prop_assert_eq!(change.before, count(tag, window.before, window.first - 1));
        }
        // The lines add up to the posts of the window, except for the days outside every interval.
        let values: Vec<Option<u32>> = (0..6).map(|tag| table.number(&format!("t{tag}"))).collect();
        let series = Series::of(&library, &all, Facet::Tag, &values, window);
        for (tag, line) in (0..).zip(&series.lines) {
            let all: u32 = line.iter().sum();
            let first = days_after(window.first, series.left_out);
            prop_assert_eq!(all as usize, count(tag, first, window.last));
            prop_assert!(line.len() <= 60);
        }
        prop_assert!(series.left_out * 2 < series.step);
    }

    #[test]
    fn figures_are_the_same_in_any_order(posts in posts(), at in 0usize..5, seed: u64) {
        let (library, all) = made(&posts);
        let mut shuffled = all.clone();
        fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
        let calendar = Calendar::of_posts(&library, &all, TODAY);
        prop_assert_eq!(&calendar, &Calendar::of_posts(&library, &shuffled, TODAY));
        let window = Window::of(&calendar, WINDOWS[at]);
        let tally = |rows: &[Position]| Tally::of(&library, None, rows, Facet::Tag, window);
        prop_assert_eq!(tally(&all), tally(&shuffled));
        // The state of a row is that of its post, wherever the row is.
        let is_read = |_, at: Position| at.is_multiple_of(3);
        prop_assert_eq!(
            ReadCounts::of(&library, &all, is_read),
            ReadCounts::of(&library, &shuffled, is_read)
        );
    }

    #[test]
    fn every_day_has_its_place_in_its_weeks(first in -719_162i32..2_900_000, days in 0i32..2_000, room in 1usize..80, back in 0usize..400) {
        let all = Weeks::of(&(first..=first + days));
        let weeks = all.newest(room, back);
        prop_assert!(weeks.count <= room && weeks.count <= all.count);
        for week in 0..weeks.count {
            for weekday in 0..7 {
                let day = weeks.day(week, weekday);
                prop_assert_eq!((weeks.week_of(day), super::weekday(day)), (Some(week), weekday));
                prop_assert!(day >= all.first && day < days_after(all.first, 7 * all.count));
            }
        }
        let months = weeks.months();
        prop_assert!(months.is_sorted_by_key(|(week, _)| *week));
        prop_assert!(months.iter().all(|(_, month): &(usize, Date)| month.day() == 1));
    }
}
