//! Stories that count as related, and stories that do not.

use super::*;
use crate::post::{PageId, Post, PostId};
use crate::text::fold;
use std::sync::Arc;

fn post(path: &str, day: Option<Date>, stories: &[(&str, &str)]) -> Arc<Post> {
    let story = |(title, url): &(&str, &str)| Story::new(title, url);
    Arc::new(Post { date: day, stories: stories.iter().map(story).collect(), ..Post::bare(path) })
}

const fn day(day: i8) -> Date {
    Date::constant(2026, 3, day)
}

/// Returns `true` if two titles, in posts of the same week among others, count as related.
fn are_alike(a: &str, b: &str) -> bool {
    let other = [
        ("Rook and the art of storage", "https://o.io/1"),
        ("服务网格的下一步", "https://o.io/2"),
        ("What is new in Prometheus", "https://o.io/3"),
        ("云原生安全周报", "https://o.io/4"),
        ("OpenTelemetry graduates", "https://o.io/5"),
        ("A Kubernetes scheduler for batch", "https://o.io/6"),
    ];
    let library = Library::new(vec![
        post("b", Some(day(9)), &[(b, "https://b.io/post")]),
        post("a", Some(day(8)), &[(a, "https://a.io/news")]),
        post("o", Some(day(7)), &other),
    ]);
    let page = |library: &Library, report: &StoryReport| library.story(*report).unwrap().page;
    let is_told = |path: &str, other: &str| {
        let at = library.position(PostId::of(path.as_bytes())).unwrap();
        let related = &related_stories(&library, at)[0].related;
        related.iter().any(|report| page(&library, report) == PageId::of(other))
    };
    let (a_to_b, b_to_a) = (is_told("a", "https://b.io/post"), is_told("b", "https://a.io/news"));
    assert_eq!(a_to_b, b_to_a, "{a} / {b}");
    a_to_b
}

#[test]
fn the_same_news_in_other_words_is_related() {
    for (a, b) in [
        ("Kubernetes v1.36 released", "Kubernetes 1.36: what was released"),
        ("Stabilizing naked functions", "Stabilize naked_functions"),
        (
            "Announcing Istio 1.27 with ambient multicluster",
            "Istio 1.27 brings ambient multicluster",
        ),
        ("Istio 环境网格正式发布", "Istio 的环境网格正式发布"),
        ("Envoy Gateway 1.6 发布：速率限制改进", "Envoy Gateway 1.6.0 发布，改进速率限制"),
        ("LLVM 18 x86 data layout update", "Update data layout of test target for LLVM 18"),
    ] {
        assert!(are_alike(a, b), "{a} / {b}");
    }
}

#[test]
fn other_news_is_not() {
    for (a, b) in [
        ("Kubernetes v1.36 released", "Kubernetes v1.35 released"),
        ("This Month in Redox - June 2025", "This Month in Redox - July 2025"),
        ("Remove unused imports in docs", "docs: remove unused paging code"),
        ("Envoy", "Envoy"),
        (
            "aml: implement the DefContinue opcode",
            "AML: support was added for the DefConcat opcode",
        ),
        ("云原生周报", "云原生安全"),
        ("", ""),
        ("The of and", "Is it the new"),
    ] {
        assert!(!are_alike(a, b), "{a} / {b}");
    }
}

#[test]
fn issues_of_a_series_and_other_weeks_are_not_related() {
    assert!(is_of_series("https://www.a.io/month-250731/", "http://a.io/month-250630"));
    assert!(is_of_series("https://github.com/a/b/pull/12", "https://github.com/a/b/pull/7"));
    assert!(!is_of_series("https://a.io/x", "https://a.io/y"));
    let same = ("Istio 1.27 brings ambient multicluster", "https://a.io/one");
    let other = ("Istio 1.27 brings ambient multicluster", "https://b.io/two");
    let library = |days: [Option<Date>; 2]| {
        Library::new(vec![post("b", days[0], &[other]), post("a", days[1], &[same])])
    };
    let related = |days| related_stories(&library(days), 0)[0].related.len();
    assert_eq!(related([Some(day(9)), Some(day(2))]), 1);
    assert_eq!(related([Some(day(10)), Some(day(2))]), 0);
    assert_eq!(related([None, None]), 0);
    let library = library([Some(day(9)), Some(day(9))]);
    assert_eq!(related_stories(&library, 0)[0].related, [StoryReport { post: 1, story: 0 }]);
    assert_eq!(related_stories(&Library::default(), 0), []);
}

#[test]
fn terms_are_words_without_their_ends_and_pairs_of_characters() {
    let count = |title: &str| Terms::of(&fold(title)).words.len();
    assert_eq!(count("Kubernetes v1.36 is out"), 3);
    assert_eq!(count("服务网格"), 3);
    assert_eq!(count("云"), 1);
    assert_eq!(count("Istio与Envoy"), 3);
    assert_eq!(Terms::of("v1.85.0").numbers, Terms::of("1.85").numbers);
    assert_ne!(Terms::of("1.85.1").numbers, Terms::of("1.85").numbers);
    assert_eq!(Terms::of("1.2.").numbers, Terms::of("1.2").numbers);
}
