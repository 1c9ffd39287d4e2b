//! The query language by example and by property.

use super::*;
use crate::library::{Facet, Library, facet_key};
use crate::post::{Date, Origin, Post, PostId, SearchText, Story};
use proptest::prelude::*;
use std::sync::Arc;

const TODAY: Date = Date::constant(2026, 3, 31);

/// A small library: paths `a` to `e`, newest first.
fn library() -> Library {
    let post = |path: &str, date: &str, title: &str, tags: &[&str], body: &str| {
        let categories = vec![if path < "c" { "Cloud Native" } else { "ai" }.to_owned()];
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let labels = tags.iter().chain(&categories).map(String::as_str);
        Arc::new(Post {
            id: PostId::of(path.as_bytes()),
            path: path.to_owned(),
            origin: Origin::Embedded(""),
            title: title.to_owned(),
            date: date.parse().ok(),
            search: SearchText::new(title, labels, body),
            authors: vec!["Benjamin Wang".to_owned()],
            categories: categories.clone(),
            tags: tags.clone(),
            source: (path == "a").then(|| "https://www.cncf.io/x".to_owned()),
            stories: (path == "b")
                .then(|| Story {
                    title: "Istio Ambient 模式".into(),
                    url: "https://istio.io/y".into(),
                    page: crate::post::PageId::of("https://istio.io/y"),
                    ..Story::default()
                })
                .into_iter()
                .collect(),
            draft: path == "e",
            words: 1,
            has_code: path == "c",
            warnings: usize::from(path == "d"),
        })
    };
    Library::new(vec![
        post(
            "a",
            "2026-03-31",
            "Kubernetes weekly",
            &["Kubernetes", "service mesh"],
            "About istio.",
        ),
        post(
            "b",
            "2026-03-30",
            "服务网格周报",
            &["service-mesh", "Ｅｎｖｏｙ"],
            "Istio 与 Linkerd，foo:bar",
        ),
        post("c", "2026-02-10", "GPU", &["ai", "k3s"], "service\nmesh, C++ and init()"),
        post("d", "", "No date", &[], "linkerd only \"quoted\""),
        post("e", "2026-01-01", "Draft", &["ai"], "istio"),
    ])
}

fn found(text: &str) -> String {
    let library = library();
    let posts = search(&library, &parse(text), &Marks::default(), TODAY);
    posts.iter().map(|at| library.posts()[*at as usize].path.as_str()).collect()
}

#[test]
fn what_queries_find() {
    for (text, paths) in [
        ("", "abcd"),
        ("   ", "abcd"),
        ("istio", "ab"),
        ("ISTIO linkerd", "b"),
        ("istio -linkerd", "a"),
        ("istio OR linkerd", "abd"),
        ("istio OR linkerd -kubernetes", "bd"),
        ("(istio linkerd) OR gpu", "bc"),
        ("-(istio OR gpu)", "d"),
        ("\"service mesh\"", "ac"),
        ("“service mesh”", "ac"),
        ("mesh service", "abc"),
        ("tag:kubernetes", "a"),
        ("#KUBERNETES", "a"),
        ("＃envoy", "b"),
        ("tag:service_mesh", "ab"),
        ("tag:\"Service Mesh\"", "ab"),
        ("tag：ai", "c"),
        ("tag:k*", "ac"),
        ("tag:k?s,envoy", "bc"),
        ("-tag:service-mesh", "cd"),
        ("tag:kube", ""),
        ("tag:", "abcd"),
        ("category:\"cloud native\"", "ab"),
        ("categories:AI", "cd"),
        ("title:weekly", "a"),
        ("title:istio", ""),
        ("body:kubernetes", ""),
        ("author:benj", "abcd"),
        ("source:cncf.io", "a"),
        ("source:istio", "b"),
        ("story:ambient", "b"),
        ("path:c", "c"),
        ("date:2026-03", "ab"),
        ("date:2026-01..2026-02", "c"),
        ("date:2026-02,2026-03-31", "ac"),
        ("after:2026-03-31", "a"),
        ("before:2026-03", "c"),
        ("since:7d", "ab"),
        ("today", "a"),
        ("yesterday", "b"),
        ("is:undated", "d"),
        ("is:draft", "e"),
        ("is:draft OR gpu", "ce"),
        ("has:source", "a"),
        ("has:stories", "b"),
        ("has:code", "c"),
        ("has:warning", "d"),
        ("c++", "c"),
        ("init()", "c"),
        ("(init() gpu)", "c"),
        ("foo:bar", "b"),
        ("\\\"quoted", "d"),
        ("\"\\\"quoted\\\"\"", "d"),
    ] {
        let expected = if text == "\\\"quoted" { "" } else { paths };
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_understood_is_text_with_a_hint() {
    for (text, problem) in [
        ("tga:k8s", Problem::UnknownField("tga".to_owned(), Some("tag"))),
        ("foo:bar", Problem::UnknownField("foo".to_owned(), None)),
        ("date:soon", Problem::NotADate("soon".to_owned())),
        ("after:2026-13", Problem::NotADate("2026-13".to_owned())),
        (
            "is:nice",
            Problem::UnknownName("is", vec!["unread", "read", "starred", "draft", "undated"]),
        ),
        ("\"open", Problem::OpenQuote),
        ("tag:\"open", Problem::OpenQuote),
        ("(a b", Problem::Parenthesis),
        ("a)", Problem::Parenthesis),
        ("OR a", Problem::LoneOr),
        ("a OR", Problem::LoneOr),
    ] {
        let query = parse(text);
        assert_eq!(query.hints.len(), 1, "{text}: {:?}", query.hints);
        assert_eq!(query.hints[0].problem, problem, "{text}");
    }
    for text in
        ["https://a.b/c", "std::fs", "12:30", "--dry-run", "a - b", "C#", "tag:", "-", "a:/b"]
    {
        assert_eq!(parse(text).hints, [], "{text}");
    }
}

#[test]
fn deep_nesting_is_bounded() {
    let query = parse(&"(".repeat(100_000));
    assert!(!query.hints.is_empty());
    parse(&format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000)));
    parse(&"-".repeat(10_000));
}

#[test]
fn ticking_a_value_edits_the_text() {
    use Polarity::{Exclude, Include};
    let tag = |text: &str, value: &str, polarity| toggle(text, Facet::Tag, value, polarity);
    assert_eq!(tag("", "k8s", Include), "tag:k8s");
    assert_eq!(tag("istio", "Service Mesh", Include), "istio tag:\"Service Mesh\"");
    assert_eq!(tag("istio #service-mesh x", "Service Mesh", Include), "istio x");
    assert_eq!(tag("#k8s istio", "K8s", Exclude), "-tag:K8s istio");
    assert_eq!(tag("-#k8s", "k8s", Exclude), "");
    assert_eq!(tag("-#k8s", "k8s", Include), "tag:k8s");
    assert_eq!(tag("tag:a x", "b", Include), "tag:a,b x", "values of a facet are one list");
    assert_eq!(tag("tag:a,b x", "a", Include), "tag:b x");
    assert_eq!(tag("tag:a,b", "b", Exclude), "tag:a -tag:b");
    assert_eq!(tag("-tag:a", "b", Exclude), "-tag:a -tag:b");
    assert_eq!(tag("tag:a*", "b", Include), "tag:a* tag:b");
    assert_eq!(toggle("date:2026-03", Facet::Month, "2026-02", Include), "date:2026-03,2026-02");
    assert_eq!(tag("a OR tag:b", "b", Include), "a OR tag:b tag:b");
    assert_eq!(tag("\"open", "b", Include), "tag:b \"open");
    assert_eq!(toggle("", Facet::Month, "2026-03", Include), "date:2026-03");
    assert_eq!(toggle("date:2026-3", Facet::Month, "2026-03", Include), "");
    assert_eq!(toggle("", Facet::Source, "cncf.io", Include), "source:cncf.io");
    assert_eq!(toggle("", Facet::Category, "a\"b\\", Include), "category:\"a\\\"b\\\\\"");
}

#[test]
fn facets_count_the_result() {
    let library = library();
    let counts = |text: &str, facet: Facet| -> Vec<(String, usize)> {
        let posts = search(&library, &parse(text), &Marks::default(), TODAY);
        let table = library.table(facet);
        facets(&library, &posts)
            .of(facet)
            .iter()
            .map(|count| (table.values()[count.number as usize].value.clone(), count.count))
            .collect()
    };
    let pairs = |list: &[(&str, usize)]| -> Vec<(String, usize)> {
        list.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
    };
    assert_eq!(
        counts("istio", Facet::Tag),
        pairs(&[("service mesh", 2), ("Ｅｎｖｏｙ", 1), ("Kubernetes", 1)])
    );
    assert_eq!(counts("", Facet::Month), pairs(&[("2026-03", 2), ("2026-02", 1)]));
    assert_eq!(counts("nothing-at-all", Facet::Tag), []);
}

#[test]
fn a_facet_is_counted_as_if_none_of_it_were_asked_for() {
    let library = library();
    let counts = |text: &str, facet: Facet| -> Vec<usize> {
        let found = find(&library, &parse(text), &Marks::default(), TODAY);
        found.facets.of(facet).iter().map(|count| count.count).collect()
    };
    assert_eq!(counts("tag:kubernetes", Facet::Tag), counts("", Facet::Tag));
    assert_eq!(counts("date:2026-03", Facet::Month), [2, 1]);
    assert_ne!(counts("date:2026-03", Facet::Tag), counts("", Facet::Tag));
    assert_eq!(
        counts("-tag:kubernetes", Facet::Tag),
        counts("-tag:kubernetes (x OR -x)", Facet::Tag)
    );
}

/// Texts that look like queries more often than chance would have it.
fn query_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("tag:".to_owned()),
        Just("#".to_owned()),
        Just("-".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("\"".to_owned()),
        Just("“".to_owned()),
        Just("\\".to_owned()),
        Just(" OR ".to_owned()),
        Just(" ".to_owned()),
        Just(",".to_owned()),
        Just("date:2026-01..".to_owned()),
        Just("since:7d".to_owned()),
        Just("is:draft".to_owned()),
        Just("today".to_owned()),
        Just("k*".to_owned()),
        Just("：".to_owned()),
        "[a-z]{1,4}",
        "[云原生服务]{1,3}",
        "\\PC",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_text_is_a_query(text in prop_oneof![query_text(), any::<String>()]) {
        let query = parse(&text);
        let mut end = 0;
        for token in &query.tokens {
            prop_assert!(token.span.start >= end && token.span.end <= text.len());
            prop_assert!(text.is_char_boundary(token.span.start) && text.is_char_boundary(token.span.end));
            end = token.span.end;
        }
        for hint in &query.hints {
            prop_assert!(text.get(hint.span.clone()).is_some());
        }
        search(&library(), &query, &Marks::default(), TODAY);
    }

    #[test]
    fn a_printed_query_is_equal(text in query_text()) {
        let query = parse(&text);
        let printed = query.expression.to_string();
        let again = parse(&printed);
        prop_assert_eq!(&again.expression, &query.expression, "{}", printed);
        prop_assert!(again.hints.is_empty(), "{}", printed);
    }

    #[test]
    fn a_ticked_value_is_active_and_unticked_again(text in query_text(), value in "[a-z云*-][a-z云\" ,*-]{0,4}[a-z\"*]") {
        let stands = |text: &str| {
            let key = facet_key(&value);
            ticked(&parse(text)).into_iter().find(|one| one.key == key).map(|one| one.polarity)
        };
        let after = toggle(&text, Facet::Tag, &value, Polarity::Include);
        if stands(&text) != Some(Polarity::Include) {
            prop_assert_eq!(stands(&after), Some(Polarity::Include), "{}", after);
        }
    }
}

#[test]
fn marks_are_conditions() {
    let library = library();
    let marks = Marks {
        read: [PostId::of(b"a"), PostId::of(b"c")].into(),
        starred: [PostId::of(b"b")].into(),
        ..Marks::default()
    };
    let paths = |text: &str| -> String {
        let posts = search(&library, &parse(text), &marks, TODAY);
        posts.iter().filter_map(|at| Some(library.post(*at)?.path.as_str())).collect()
    };
    assert_eq!(paths("is:read"), "ac");
    assert_eq!(paths("is:unread"), "bd");
    assert_eq!(paths("-is:read"), "bd");
    assert_eq!(paths("is:starred"), "b");
    assert_eq!(paths("is:starred OR is:read istio"), "ab");
}

#[test]
fn a_state_is_added_and_taken_away_again() {
    let unread = |text: &str| toggle_is(text, Is::Unread, Polarity::Include);
    assert_eq!(unread(""), "is:unread");
    assert_eq!(unread("is:unread"), "");
    assert_eq!(unread("istio  is:unread tag:k8s"), "istio tag:k8s");
    assert_eq!(unread("istio"), "istio is:unread");
    assert_eq!(unread("-is:unread istio"), "is:unread istio");
    for odd in ["\"open", "a OR", "(a", "a) OR"] {
        let with = unread(odd);
        assert!(stands(&parse(&with), Is::Unread) == Some(Polarity::Include), "{with}");
    }
    assert_eq!(toggle_is("a", Is::Starred, Polarity::Exclude), "a -is:starred");
}
