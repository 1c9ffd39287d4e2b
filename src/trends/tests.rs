use super::*;
use crate::post::{Origin, Post, PostId, SearchText};
use proptest::prelude::*;
use std::sync::Arc;

fn library(posts: &[(&str, &[&str])]) -> (Library, Vec<Position>) {
    let post = |(number, (date, tags)): (usize, &(&str, &[&str]))| {
        Arc::new(Post {
            id: PostId(number as u64),
            path: format!("{number:05}"),
            origin: Origin::Embedded(""),
            title: "A".to_owned(),
            date: date.parse().ok(),
            authors: Vec::new(),
            categories: Vec::new(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            source: None,
            stories: Vec::new(),
            draft: false,
            has_code: false,
            warnings: 0,
            search: SearchText::default(),
        })
    };
    let library = Library::new(posts.iter().enumerate().map(post).collect());
    let all = (0..posts.len() as Position).collect();
    (library, all)
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
fn what_rises_and_fades() {
    let mut posts: Vec<(&str, &[&str])> = Vec::new();
    for _ in 0..10 {
        posts.push(("2026-08-20", &["new", "always"]));
        posts.push(("2026-07-20", &["old", "always"]));
    }
    // Once now and never before is chance.
    posts.push(("2026-08-30", &["once"]));
    let (library, all) = library(&posts);
    let window = Window::ending_at_newest(&library, &all, 30).unwrap();
    assert_eq!(
        [window.before, window.first, window.last].map(|day| day.to_string()),
        ["2026-07-02", "2026-08-01", "2026-08-30"]
    );
    let table = library.table(Facet::Tag);
    let names: Vec<(&str, usize, usize)> = changes(&library, &all, Facet::Tag, window)
        .iter()
        .map(|one| (table.values()[one.number as usize].value.as_str(), one.now, one.before))
        .collect();
    assert_eq!(names, [("new", 10, 0), ("old", 0, 10)]);
}

#[test]
fn nothing_is_compared_with_nothing() {
    let (undated, all) = library(&[("", &["a"])]);
    assert_eq!(Window::ending_at_newest(&undated, &all, 30), None);
    let (first, all) = library(&[("0001-01-01", &["a"]), ("-9999-01-02", &["a"])]);
    assert!(Window::ending_at_newest(&first, &all, 7).is_some());
    let (lone, all) = library(&[("2026-08-30", &["a"])]);
    let window = Window::ending_at_newest(&lone, &all, 30).unwrap();
    assert_eq!(changes(&lone, &all, Facet::Tag, window), []);
}

proptest! {
    #[test]
    fn a_change_is_the_other_way_round_backwards(a in 0_usize..50, b in 0_usize..50, more in 1_usize..50, others in 1_usize..50) {
        let (now, before) = ((a, a + more), (b, b + others));
        let forwards = measure(now, before);
        prop_assert!((forwards + measure(before, now)).abs() < 1e-9);
        prop_assert!(forwards.is_finite());
        prop_assert_eq!(forwards > 0.0, a * before.1 > b * now.1);
    }
}
