//! Example-based and property-based tests of the query language.

use super::*;
use crate::library::{Facet, Library, facet_key};
use crate::post::{
    Annotation, Date, MarkDays, Marks, Origin, PageId, Post, PostId, SearchText, Story, Target,
    labels,
};
use proptest::prelude::*;
use std::sync::Arc;

const TODAY: Date = Date::constant(2026, 3, 31);

/// A small library: paths `a` to `e`, newest first.
fn library() -> Library {
    let post = |path: &str, date: &str, title: &str, tags: &[&str], body: &str| {
        let category = if path < "c" { "Cloud Native" } else { "ai" };
        let values = tags.iter().copied().chain([category]);
        let author = ["Benjamin Wang"].into_iter();
        let headings = if path == "b" { &["Istio Ambient 模式"][..] } else { &[] };
        Arc::new(Post {
            id: PostId::of(path.as_bytes()),
            path: path.into(),
            elsewhere: Some(Origin::Embedded("")),
            title: title.into(),
            date: date.parse().ok(),
            search: SearchText::new(title, values, author, headings.iter().copied(), body, &[]),
            authors: labels(["Benjamin Wang"]),
            categories: labels([category]),
            tags: labels(tags.iter().copied()),
            source: (path == "a").then(|| "https://www.cncf.io/x".into()),
            stories: (path == "b")
                .then(|| Story::new("Istio Ambient 模式", "https://istio.io/y"))
                .into_iter()
                .collect(),
            draft: path == "e",
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
    let posts = search(&library, &parse(text), &SearchContext::on(TODAY));
    posts.iter().map(|at| library.posts()[*at as usize].path.as_ref()).collect()
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
        ("path:/c", ""),
        ("http://c", ""),
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
        ("/istio|gpu/", "abc"),
        ("/ISTIO\\b.*linkerd/", "b"),
        ("/Ebpf|XDP|gpu/i", "c"),
        ("title:/^K.*Y$/i,/网格/i", "ab"),
        ("(/gpu/i)", "c"),
        ("title:/^k.*y$/", "a"),
        ("/服務.格/", "b"),
        ("tag:/^(ai|k.s)$/", "c"),
        ("body:/service mesh/", "c"),
        ("-/istio/ -gpu", "d"),
        ("istio sort:date", "ab"),
        ("-sort:date", "cbad"),
        ("sort:title", "cadb"),
        ("-sort:title", "bdac"),
        ("sort:relevance mesh", "abc"),
        ("sort:relevance linkerd", "bd"),
        ("sort:relevance gpu OR linkerd", "cbd"),
        ("-(sort:title)", "bdac"),
        ("gpu OR sort:title", "c"),
        ("-(sort:date sort:title)", "cadb"),
        ("fuwuwangge", "b"),
        ("fuwuwg", "b"),
        ("fwwg zhoubao", "b"),
        ("title:fwwg", "b"),
        ("tag:fwwg", ""),
        ("moshi", "b"),
        ("-fwwg", "abcd"),
        ("fwwg OR gpu", "cb"),
        ("body:serv*me?h", "c"),
        ("body:*", "abcd"),
        ("serv*me?h", ""),
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
fn operators_join_conditions() {
    for (text, paths) in [
        ("istio AND linkerd", "b"),
        ("istio NOT linkerd", "a"),
        ("istio AND NOT linkerd", "a"),
        ("NOT (istio OR gpu)", "d"),
        ("NOT -istio", "ab"),
        ("gpu OR istio AND linkerd", "bc"),
        ("istio AND linkerd OR gpu", "bc"),
        ("istio AND (linkerd OR kubernetes)", "ab"),
        ("istio AND linkerd kubernetes", ""),
        ("NOT tag:ai,k3s gpu OR linkerd", "bd"),
        ("\"AND\" gpu", "c"),
        ("istio and linkerd", ""),
    ] {
        assert_eq!(found(text), paths, "{text}");
    }
}

#[test]
fn what_is_not_understood_is_text_with_a_hint() {
    let other = |typed: &str, ours: &str| QueryError::OtherNotation(typed.into(), ours.into());
    for (text, problem) in [
        ("tga:k8s", QueryError::UnknownField("tga".to_owned(), Some("tag"))),
        ("foo:bar", QueryError::UnknownField("foo".to_owned(), None)),
        ("date:soon", QueryError::NotADate("soon".to_owned())),
        ("after:2026-13", QueryError::NotADate("2026-13".to_owned())),
        (
            "is:nice",
            QueryError::UnknownName(
                "is",
                vec!["unread", "read", "starred", "seen", "new", "draft", "muted", "undated"],
            ),
        ),
        ("\"open", QueryError::OpenQuote),
        ("tag:\"open", QueryError::OpenQuote),
        ("(a b", QueryError::Parenthesis),
        ("a)", QueryError::Parenthesis),
        ("OR a", QueryError::LoneOperator("OR")),
        ("a OR", QueryError::LoneOperator("OR")),
        ("a AND", QueryError::LoneOperator("AND")),
        ("(AND a)", QueryError::LoneOperator("AND")),
        ("a OR b AND", QueryError::LoneOperator("AND")),
        ("a NOT", QueryError::LoneOperator("NOT")),
        ("NOT OR a", QueryError::LoneOperator("NOT")),
        ("a !envoy", other("!envoy", "-envoy")),
        ("！envoy", other("！envoy", "-envoy")),
        ("!tag:ai", other("!tag:ai", "-tag:ai")),
        ("a || b", other("||", "OR")),
        ("a && b", other("&&", "AND")),
        ("+istio", other("+istio", "istio")),
        ("istio|envoy", other("istio|envoy", "istio OR envoy")),
        ("/ebpf/g", QueryError::OpenRegex),
        ("title:x /a|b/is", QueryError::OpenRegex),
    ] {
        let query = parse(text);
        assert_eq!(query.hints.len(), 1, "{text}: {:?}", query.hints);
        assert_eq!(query.hints[0].problem, problem, "{text}");
    }
    for text in [
        "https://a.b/c",
        "std::fs",
        "12:30",
        "--dry-run",
        "a - b",
        "C#",
        "tag:",
        "-",
        "a:/b",
        "a AND b",
        "NOT a",
        "a AND NOT b",
        "-NOT a",
        "a OR NOT b",
        "/ebpf/i",
        "title:/x/i",
        "and not",
        "a != b",
        "!",
        "hi!",
        "!!",
        "C++",
        "+",
        "/src/ui",
        "/posts/img",
        "path:/src/main",
    ] {
        assert_eq!(parse(text).hints, [], "{text}");
    }
}

#[test]
fn apostrophes_and_dashes_are_found_however_they_are_written() {
    let post = |number: u64, title: &str, tag: &str, body: &str| {
        let search = SearchText::new(
            title,
            [tag].into_iter(),
            [].into_iter(),
            ["What’s new – in short"].into_iter(),
            body,
            &[],
        );
        let (id, title) = (PostId(number), title.into());
        Arc::new(Post { id, title, search, tags: labels([tag]), ..Post::bare("") })
    };
    let curly = "You can’t skip this zero\u{2011}trust rollout of 5–10 nodes — at −3 °C";
    let typed = "You can't skip this zero-trust rollout of 5-10 nodes - at -3 °C";
    let library = Library::new(vec![
        post(0, "don’t", "real\u{2011}time", curly),
        post(1, "don't", "real-time", typed),
    ]);
    for text in [
        "can't",
        "can’t",
        "\"what's new - in\"",
        "title:don't",
        "zero-trust",
        "zero‐trust",
        "5-10",
        "5–10",
        "tag:real-time",
        "tag:real–time",
        "tag:real-*",
        "/can’t/",
        "/can['’]t/",
        "/5[–—]10/",
        "/5\\–1/",
        "/[–\\d]0 /",
    ] {
        let found = search(&library, &parse(text), &SearchContext::on(TODAY));
        assert_eq!(found.len(), 2, "{text}");
    }
    assert_eq!(library.table(Facet::Tag).values().len(), 1, "both are one tag");
}

#[test]
fn the_nearest_value_is_a_hint() {
    let library = library();
    let hints = |text: &str| -> Vec<QueryError> {
        value_hints(&parse(text), &library).into_iter().map(|hint| hint.problem).collect()
    };
    let near = |field, value: &str, near: &str| {
        QueryError::UnknownValue(field, value.to_owned(), near.to_owned())
    };
    assert_eq!(hints("gpu tag:envyo"), [near("tag", "envyo", "Ｅｎｖｏｙ")]);
    assert_eq!(hints("#Kubernets OR gpu"), [near("tag", "Kubernets", "Kubernetes")]);
    assert_eq!(
        hints("-(tag:k8s,kube)"),
        [near("tag", "k8s", "k3s"), near("tag", "kube", "Kubernetes")]
    );
    assert_eq!(
        hints("category:\"cloud nativ\""),
        [near("category", "\"cloud nativ\"", "\"Cloud Native\"")]
    );
    for text in
        ["tag:envoy", "tag:k", "tag:k*", "tag:zzyzx", "tag:", "envyo", "author:bejn", "tag:/x/"]
    {
        assert_eq!(hints(text), [], "{text}");
    }
    let found = find(&library, &parse("tag:envyo"), &SearchContext::on(TODAY));
    assert_eq!(found.hints.len(), 1);
    let stories =
        find_listed(&library, &parse("tag:envyo"), &SearchContext::on(TODAY), Listed::Stories);
    assert_eq!(stories.hints, found.hints);
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
        let posts = search(&library, &parse(text), &SearchContext::on(TODAY));
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
        let found = find(&library, &parse(text), &SearchContext::on(TODAY));
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

/// Random texts that often resemble queries.
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
        Just(" AND ".to_owned()),
        Just("NOT ".to_owned()),
        Just("!".to_owned()),
        Just("/i".to_owned()),
        Just(" ".to_owned()),
        Just(",".to_owned()),
        Just("date:2026-01..".to_owned()),
        Just("since:7d".to_owned()),
        Just("is:draft".to_owned()),
        Just("today".to_owned()),
        Just("k*".to_owned()),
        Just("/a|k/".to_owned()),
        Just("/".to_owned()),
        Just("sort:title".to_owned()),
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
        search(&library(), &query, &SearchContext::on(TODAY));
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
    fn a_printed_tag_is_equal(text in "#[:a*,-]{1,6}( b)?") {
        let query = parse(&text);
        let printed = query.expression.to_string();
        prop_assert_eq!(&parse(&printed).expression, &query.expression, "{}", printed);
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
    let context = SearchContext { marks: Arc::new(marks), ..SearchContext::on(TODAY) };
    let paths = |text: &str| -> String {
        let posts = search(&library, &parse(text), &context);
        posts.iter().filter_map(|at| Some(library.post(*at)?.path.as_ref())).collect()
    };
    assert_eq!(paths("is:read"), "ac");
    assert_eq!(paths("is:unread"), "bd");
    assert_eq!(paths("-is:read"), "bd");
    assert_eq!(paths("is:starred"), "b");
    assert_eq!(paths("is:starred OR is:read istio"), "ab");
}

#[test]
fn own_tags_notes_and_days_of_marks_are_conditions() {
    let library = library();
    let istio = PageId::of("https://istio.io/y");
    let own = |tags: &[&str], note: &str| Annotation {
        tags: tags.iter().map(ToString::to_string).collect(),
        note: note.to_owned(),
    };
    let (a, c, d) = (PostId::of(b"a"), PostId::of(b"c"), PostId::of(b"d"));
    let day = |month, day| Date::constant(2026, month, day);
    let marks = Marks {
        read: [a, c, d].into(),
        starred: [c].into(),
        starred_stories: [istio].into(),
        days: MarkDays {
            read: [(a, TODAY), (c, day(3, 1))].into(),
            starred: [(c, day(3, 24))].into(),
            starred_stories: [(istio, day(1, 5))].into_iter().collect(),
            ..MarkDays::default()
        },
        annotations: [
            (Target::Post(a), own(&["To Do", "weekly"], "")),
            (Target::Story(istio), own(&["待读"], "compare with\nLinkerd 网格")),
            (Target::Post(c), own(&["todo"], "GPU budget")),
        ]
        .into(),
        ..Marks::default()
    };
    let context = SearchContext { marks: Arc::new(marks), ..SearchContext::on(TODAY) };
    let found = |text: &str| -> String {
        let query = parse(text);
        assert_eq!(query.hints, [], "{text}");
        assert_eq!(parse(&query.expression.to_string()).expression, query.expression);
        let posts = search(&library, &query, &context);
        let posts: String =
            posts.iter().filter_map(|at| Some(library.post(*at)?.path.as_ref())).collect();
        format!("{posts} {}", search_stories(&library, &query, &context).len())
    };
    for (text, expected) in [
        ("mine:to-do", "a 0"),
        ("mine:TODO", "c 0"),
        ("mine:to*", "ac 0"),
        ("mine:weekly,待读", "ab 1"),
        ("mine:/^to.?do$/", "ac 0"),
        ("mine:*", "abc 1"),
        ("-mine:*", "d 0"),
        ("mine:read", " 0"),
        ("has:note", "bc 1"),
        ("note:budget", "c 0"),
        ("note:網格", "b 1"),
        ("note:\"with linkerd\"", "b 1"),
        ("note:budget,linkerd tag:ai", "c 0"),
        ("starred:7d", "c 0"),
        ("starred:6d", " 0"),
        ("starred:2026-01", "b 1"),
        ("starred:2026-01..2026-03", "bc 1"),
        ("starred:3m", "bc 1"),
        ("-starred:7d is:starred", "b 1"),
        ("read:today", "a 0"),
        ("read:2026-03", "ac 0"),
        ("read:31d", "ac 0"),
        ("read:40d..20d", "c 0"),
        ("is:read -read:1y", "d 0"),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
    let hint = |text: &str| parse(text).hints.len();
    assert_eq!(
        (hint("read:x"), hint("starred:soon"), hint("starred:"), hint("mine:")),
        (1, 1, 0, 0)
    );
}

#[test]
fn stories_were_read_on_the_day_of_their_own_mark_or_of_their_posts() {
    let library = library();
    let (b, istio) = (PostId::of(b"b"), PageId::of("https://istio.io/y"));
    let found = |seen: Option<bool>, day: Option<Date>| {
        let marks = Marks {
            read: [b].into(),
            seen: seen.map(|seen| (istio, seen)).into_iter().collect(),
            days: MarkDays {
                read: [(b, TODAY)].into(),
                seen: day.map(|day| (istio, day)).into_iter().collect(),
                ..MarkDays::default()
            },
            ..Marks::default()
        };
        let context = SearchContext { marks: Arc::new(marks), ..SearchContext::on(TODAY) };
        search_stories(&library, &parse("read:7d"), &context).len()
    };
    assert_eq!(found(None, None), 1);
    assert_eq!(found(Some(true), Some(TODAY)), 1);
    assert_eq!(found(Some(true), Some(Date::constant(2026, 1, 1))), 0);
    assert_eq!(found(Some(true), None), 0, "marked at an unknown time");
    assert_eq!(found(Some(false), Some(TODAY)), 0);
}

#[test]
fn an_own_tag_is_toggled_like_a_tag() {
    let toggled = |text: &str, tag: &str| toggle_mine(text, tag, Polarity::Include);
    assert_eq!(toggled("", "todo"), "mine:todo");
    assert_eq!(toggled("x mine:todo", "to read"), "x mine:todo,\"to read\"");
    assert_eq!(toggled("mine:todo,\"to read\" tag:todo", "To_Read"), "mine:todo tag:todo");
    assert_eq!(toggled("-mine:todo", "todo"), "mine:todo");
    assert_eq!(toggle_mine("mine:todo", "todo", Polarity::Exclude), "-mine:todo");
    assert_eq!(mine_stands(&parse("x -mine:Todo"), "todo"), Some(Polarity::Exclude));
    assert_eq!(mine_stands(&parse("tag:todo"), "todo"), None);
    let note = Term::Has(Has::Note);
    assert_eq!(toggle_term("x", &note, Polarity::Include), "x has:note");
    assert_eq!(toggle_term("has:note x", &note, Polarity::Include), "x");
    assert_eq!(ticked(&parse("mine:todo")), []);
}

#[test]
fn stories_are_seen_in_posts_that_were_read() {
    let library = library();
    let paths = |text: &str, read: &[&[u8]]| -> String {
        let read = read.iter().map(|path| PostId::of(path)).collect();
        let marks = Marks { read, ..Marks::default() };
        let context = SearchContext { marks: Arc::new(marks), ..SearchContext::on(TODAY) };
        let posts = search(&library, &parse(text), &context);
        posts.iter().filter_map(|at| Some(library.post(*at)?.path.as_ref())).collect()
    };
    assert_eq!(paths("is:seen", &[b"a", b"c"]), "");
    assert_eq!(paths("is:seen", &[b"b"]), "b");
    assert_eq!(paths("-is:seen", &[b"b"]), "acd");
}

#[test]
fn without_pinyin_letters_are_letters() {
    let context = SearchContext { pinyin: false, ..SearchContext::on(TODAY) };
    assert!(search(&library(), &parse("fwwg"), &context).is_empty());
}

#[test]
fn a_search_that_nobody_waits_for_gives_up() {
    let query = parse("istio");
    assert_eq!(
        find_while(
            &library(),
            &query,
            &SearchContext::on(TODAY),
            Listed::Posts,
            &|| false,
            &mut Memo::default()
        ),
        None
    );
}

#[test]
fn what_is_known_from_earlier_searches_changes_nothing() {
    let library = Arc::new(library());
    let mut memo = Memo::default();
    let context = SearchContext::on(TODAY);
    // The text grows and shrinks letter by letter.
    for text in [
        "i",
        "is",
        "ist",
        "istio",
        "istio l",
        "istio link",
        "istio linkerd",
        "istio link",
        "is",
        "f",
        "fw",
        "fww",
        "fwwg",
        "fww",
        "网",
        "网格",
        "-istio",
        "istio OR gpu",
        "xistio",
        "",
        "mesh -istio",
    ] {
        let query = parse(text);
        let with_memo =
            find_while(&library, &query, &context, Listed::Posts, &|| true, memo.of(&library));
        assert_eq!(with_memo, Some(find(&library, &query, &context)), "{text}");
    }
}

#[test]
fn a_slash_behind_a_field_is_its_value() {
    for text in ["#/a|k/k*", "tag:/home", "path://x", "title:/a/,b", "tag://k*"] {
        let query = parse(text);
        assert_eq!(parse(&query.expression.to_string()).expression, query.expression, "{text}");
        assert_eq!(query.tokens[0].kind, TokenKind::Field, "{text}");
    }
}

#[test]
fn many_posts_are_counted_as_few_are() {
    let few = library();
    let kept = |number: u64| {
        let post = few.posts()[number as usize % 5].as_ref();
        Arc::new(Post { id: PostId(number), path: number.to_string().into(), ..post.clone() })
    };
    let many = Library::new((0..25_000).map(kept).collect());
    let posts: Vec<_> = (0..25_000).collect();
    let five: Vec<_> = (0..5).collect();
    for facet in Facet::ALL {
        let named = |library: &Library, facets: &Facets, times: usize| {
            let values = library.table(facet).values();
            let name = |number: u32| values[number as usize].key.clone();
            let counts = facets.of(facet).iter();
            counts.map(|count| (name(count.number), count.count * times)).collect::<Vec<_>>()
        };
        let (of_few, of_many) = (facets(&few, &five), facets(&many, &posts));
        assert_eq!(named(&many, &of_many, 1), named(&few, &of_few, 5_000), "{facet:?}");
    }
    let found = search(&many, &parse("istio -linkerd"), &SearchContext::on(TODAY));
    assert_eq!(found.len(), 5_000);
}

#[test]
fn an_order_is_put_in_place_of_another() {
    let by = |by| Sort { by, reversed: false };
    let relevance = |text: &str| sorted_by(text, by(SortBy::Relevance));
    assert_eq!(relevance("istio"), "istio sort:relevance");
    assert_eq!(relevance("-sort:title istio"), "istio sort:relevance");
    assert_eq!(relevance("\"open"), "sort:relevance \"open");
    assert_eq!(sorted_by("a sort:title b", Sort::default()), "a b");
    let oldest = Sort { by: SortBy::Date, reversed: true };
    assert_eq!(sorted_by("a", oldest), "a -sort:date");
}

#[test]
fn the_vectors_of_search() {
    let path = crate::project().join("../shared/vectors/search.json");
    let Ok(vectors) = std::fs::read_to_string(path) else { return };
    let vectors: serde_json::Value = serde_json::from_str(&vectors).unwrap();
    let places = |vector: &serde_json::Value| {
        let text = |key: &str| vector[key].as_str().unwrap_or_default().to_owned();
        // Without an explicit place, the text is one in which matches by sound count.
        let place = if text("where") == "body" { TextSection::Text } else { TextSection::Title };
        let haystack = text("haystack");
        let found = Needles::text(&text("needle"), true).find(&haystack, place);
        found.into_iter().map(|range| haystack[range].to_owned()).collect::<Vec<_>>()
    };
    let finds = vectors["finds"].as_array().unwrap();
    assert!(finds.len() > 5);
    for vector in finds {
        assert_eq!(places(vector), [vector["span"].as_str().unwrap()], "{vector}");
    }
    for vector in vectors["misses"].as_array().unwrap() {
        assert_eq!(places(vector), [""; 0], "{vector}");
    }
}

#[test]
fn what_is_found_is_marked() {
    let marked = |query: &str, text: &str, place: TextSection| {
        let needles = Needles::of(&parse(query).expression, true);
        let mut out = text.to_owned();
        for place in needles.find(text, place).into_iter().rev() {
            out.insert(place.end, ']');
            out.insert(place.start, '[');
        }
        out
    };
    let text = "Istio 與服務網格, Ｅｎｖｏｙ and cafe\u{301}s";
    assert_eq!(
        marked("istio 服务 envoy café -and", text, TextSection::Text),
        "[Istio] 與[服務]網格, [Ｅｎｖｏｙ] and [cafe\u{301}]s"
    );
    assert_eq!(marked("fwwg", text, TextSection::Text), text);
    assert_eq!(marked("wangge and", text, TextSection::Heading).matches('[').count(), 2);
    assert_eq!(marked("/e.v|x*/ title:istio", "istio envy", TextSection::Text), "istio [env]y");
    assert_eq!(marked("title:istio tag:envy", "istio envy", TextSection::Title), "[istio] envy");
    assert_eq!(marked("body:*ab*e", "xabcdexe", TextSection::Text), "x[abcde]xe");
    assert_eq!(marked("abc bcd", "xabcd", TextSection::Text), "x[abcd]");
}

#[test]
fn hostile_queries_are_searched_all_the_same() {
    let deep = "(".repeat(5_000);
    let unclosed = format!("/{}/", "(a".repeat(1_000));
    let huge = "/(a{1000}){1000}/";
    let nested = format!("/{}a{}/", "(".repeat(400), ")".repeat(400));
    let texts = [
        &deep,
        &unclosed,
        huge,
        &nested,
        &"x".repeat(10_000),
        &"/a|".repeat(3_000),
        "\"",
        "((\"(",
        "a\u{0}b\u{1b}[31m",
        "-",
        "--",
        "OR OR",
        "tag:,,,",
        "/[/",
        "title:/(/",
        "sort:",
        "sort:up",
        "is:",
        "date:9999-99",
        "-(-(-(",
        "\u{202e}txt",
        "/\\/",
        "//",
        "///",
        "#",
        "##",
        "/a/b/",
        "*?*?*",
    ];
    for text in texts {
        let query = parse(text);
        search(&library(), &query, &SearchContext::on(TODAY));
        Needles::of(&query.expression, true).find("a text (a)", TextSection::Title);
    }
    for (text, problem) in
        [("/[/", "unclosed character class"), ("title:/(/", "unclosed group"), (huge, "too large")]
    {
        let hints = parse(text).hints;
        assert_eq!(hints[0].problem, QueryError::BadRegex(problem.to_owned()), "{text}");
        assert_eq!(hints[0].span, 0..text.len());
    }
    assert_eq!(parse("/a|b").hints[0].problem, QueryError::OpenRegex);
    assert_eq!(parse("/etc/hosts").hints, []);
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

#[test]
fn a_ticked_value_that_only_sounds_like_it_is_found_behind_the_others() {
    let post = |number: u64, author: &str| {
        let path: Arc<str> = number.to_string().into();
        let authors = [author].into_iter();
        Arc::new(Post {
            id: PostId(number),
            search: SearchText::new(
                &path,
                [].into_iter(),
                authors.clone(),
                [].into_iter(),
                "",
                &[],
            ),
            authors: labels(authors),
            path,
            ..Post::bare("")
        })
    };
    let library = Library::new(vec![post(0, "云报编辑部"), post(1, "yunbao"), post(2, "Ann")]);
    let context = SearchContext { pinyin: true, ..SearchContext::on(TODAY) };
    let query = parse("author:yunbao");
    let found = find(&library, &query, &context);
    let paths: Vec<&str> =
        found.posts.iter().map(|at| &*library.posts()[*at as usize].path).collect();
    assert_eq!(paths, ["1", "0"]);
    assert_eq!(found.posts, search(&library, &query, &context));
    assert_eq!(found.facets.of(Facet::Author).len(), 3, "as if it was not asked for");
}
