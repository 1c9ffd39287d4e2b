//! Tests of story searches by example, and against a simple search without shortcuts.

use super::*;
use crate::library::ReportStats;
use crate::post::{Date, Marks, PageId, Post, PostId, SearchText, Story, Stretch, labels};
use crate::query::{
    EffectiveMarks, Expression, Is, Pattern, ReadPosts, Scope, Term, find_listed, find_while, parse,
};
use crate::text::fold;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const TODAY: Date = Date::constant(2026, 3, 31);

/// A post from its path, date and tag, and its stories as tuples of title, address and text.
fn post(path: &str, day: Option<Date>, tag: &str, stories: &[(&str, &str, &str)]) -> Arc<Post> {
    let mut plain = String::from("Intro of all ");
    let mut stretches = Vec::new();
    for (number, (.., text)) in stories.iter().enumerate() {
        let start = plain.len();
        plain.push_str(text);
        plain.push(' ');
        stretches.push(Stretch { headings: number..number + 1, plain: start..plain.len() });
    }
    let story = |(title, url, _): &(&str, &str, &str)| Story { level: 2, ..Story::new(title, url) };
    let headings = stories.iter().map(|(title, ..)| *title);
    Arc::new(Post {
        title: format!("Digest {path}").into(),
        date: day,
        tags: labels([tag]),
        stories: stories.iter().map(story).collect(),
        draft: path.starts_with("draft"),
        search: SearchText::new(
            path,
            [tag].into_iter(),
            [].into_iter(),
            headings,
            &plain,
            &stretches,
        ),
        ..Post::bare(path)
    })
}

fn day(day: i8) -> Date {
    Date::constant(2026, 3, day)
}

fn library() -> Library {
    Library::new(vec![
        post(
            "c",
            Some(day(30)),
            "mesh",
            &[
                ("Envoy 1.6", "https://envoyproxy.io/1.6", "A proxy, faster than before."),
                ("服务网格", "https://istio.io/a", "Ambient is stable."),
            ],
        ),
        post(
            "b",
            Some(day(20)),
            "ai",
            &[("Envoy is out", "http://www.envoyproxy.io/1.6/", "Short.")],
        ),
        post(
            "a",
            Some(day(1)),
            "mesh",
            &[
                ("Envoy again", "https://envoyproxy.io/1.6#x", "Older."),
                ("Etcd", "https://etcd.io/", "A store."),
                ("Etcd once more", "https://etcd.io", "The same page."),
            ],
        ),
        post("draft", Some(day(31)), "ai", &[("Hidden", "https://hidden.io/", "")]),
    ])
}

/// The titles found, with the count where a story is reported more than once.
fn titles(library: &Library, query: &str, marks: Marks) -> String {
    let context = SearchContext { marks: Arc::new(marks), ..SearchContext::on(TODAY) };
    let rows = search_stories(library, &parse(query), &context);
    let row = |row: &StoryRow| {
        let title = library.story(row.newest).unwrap().title();
        let count = library.stories().report_stats(row.story).count;
        if count > 1 { format!("{title} ×{count}") } else { title.to_string() }
    };
    rows.iter().map(row).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_is_known_of_all_stories_changes_no_answer() {
    let library = Arc::new(library());
    let mut context = SearchContext::on(TODAY);
    let mut memo = Memo::default();
    // The texts grow and shrink letter by letter.
    let texts = [
        "",
        "e",
        "en",
        "envoy",
        "envoy i",
        "envoy is",
        "env",
        "fww",
        "fwwg",
        "网",
        "网格",
        "etcd.io",
        "-envoy",
        "sort:title",
        "",
        "is:draft",
        "tag:mesh",
        "tag:mesh store",
        "-sort:count",
        "is:unseen",
        "",
    ];
    for text in texts {
        let query = parse(text);
        let known = memo.of(&library);
        let with_memo =
            find_while(&library, &query, &context, Listed::Stories, &|| true, known).unwrap();
        assert_eq!(with_memo, find_listed(&library, &query, &context, Listed::Stories), "{text}");
        // Marks set in the meantime are taken into account.
        Arc::make_mut(&mut context.marks).read.extend(library.posts().first().map(|post| post.id));
    }
    assert!(memo.all_stories(None).is_some());
}

#[test]
fn a_query_means_the_stories_of_which_a_report_meets_it() {
    let library = library();
    let found = |query: &str| titles(&library, query, Marks::default());
    assert_eq!(found(""), "Envoy 1.6 ×3, 服务网格, Etcd");
    assert_eq!(found("envoy"), "Envoy 1.6 ×3");
    assert_eq!(found("ambient"), "服务网格", "only the story that says so");
    assert_eq!(found("intro"), "", "what stands above the stories is no story's");
    assert_eq!(found("short"), "Envoy is out ×3", "the report that says so");
    assert_eq!(found("envoyproxy.io"), "Envoy 1.6 ×3", "its address is a story's own");
    assert_eq!(found("story:again"), "Envoy again ×3");
    assert_eq!(found("title:etcd"), "Etcd");
    assert_eq!(found("source:istio.io"), "服务网格");
    assert_eq!(found("tag:ai"), "Envoy is out ×3", "tags are those of the post");
    assert_eq!(found("-tag:mesh"), "Envoy is out ×3");
    assert_eq!(found("before:2026-03-30"), "Envoy is out ×3, Etcd");
    assert_eq!(found("path:a"), "Envoy again ×3, Etcd");
    assert_eq!(found("is:draft"), "Hidden");
    assert_eq!(found("fwwg"), "服务网格");
    assert_eq!(found("has:stories has:source -istio.io"), "Envoy 1.6 ×3, Etcd");
    assert_eq!(found("store OR ambient"), "服务网格, Etcd");
}

#[test]
fn a_story_is_found_by_the_sound_of_each_of_its_headings() {
    let mut one = Arc::unwrap_or_clone(post(
        "a",
        None,
        "x",
        &[
            ("Istio", "https://istio.io/", "text 可观测"),
            ("Envoy", "https://envoyproxy.io/", "other"),
        ],
    ));
    let stretches =
        [Stretch { headings: 0..2, plain: 0..8 }, Stretch { headings: 2..3, plain: 8..14 }];
    let headings = ["Istio", "服务网格", "Envoy"].into_iter();
    one.search =
        SearchText::new("a", [].into_iter(), [].into_iter(), headings, "text 可other", &stretches);
    let library = Library::new(vec![Arc::new(one)]);
    for (query, found) in
        [("fwwg", "Istio"), ("fuwuwangge", "Istio"), ("-fwwg", "Istio, Envoy"), ("kgc", "")]
    {
        assert_eq!(titles(&library, query, Marks::default()), found, "{query}");
    }
}

#[test]
fn stories_have_orders_of_their_own() {
    let library = library();
    let found = |query: &str| titles(&library, query, Marks::default());
    assert_eq!(found("sort:count"), "Envoy 1.6 ×3, 服务网格, Etcd");
    assert_eq!(found("-sort:count"), "服务网格, Etcd, Envoy 1.6 ×3");
    assert_eq!(found("sort:span"), "Envoy 1.6 ×3, 服务网格, Etcd");
    assert_eq!(found("sort:title"), "Envoy 1.6 ×3, Etcd, 服务网格");
    assert_eq!(found("-sort:date"), "Etcd, 服务网格, Envoy 1.6 ×3");
    assert_eq!(found("proxy sort:relevance"), "Envoy 1.6 ×3");
    let context = SearchContext::on(TODAY);
    let posts = |text: &str| crate::query::search(&library, &parse(text), &context);
    assert_eq!(posts("sort:count"), posts(""), "posts stay newest first");
    assert_eq!(posts("-sort:span"), posts(""));
}

#[test]
fn a_story_is_as_old_as_its_first_report_whatever_the_query_means() {
    let library = library();
    let run = |query: &str| {
        let rows = search_stories(&library, &parse(query), &SearchContext::on(TODAY));
        library.stories().report_stats(rows[0].story)
    };
    let whole = ReportStats { count: 3, days: Some((day(1), day(30))) };
    assert_eq!((run("envoy"), run("envoy before:2026-03-30")), (whole, whole));
    let only_draft = ReportStats { count: 1, days: Some((day(31), day(31))) };
    assert_eq!(run("is:draft"), only_draft);
    let undated = Library::new(vec![
        post("x", None, "t", &[("T", "https://a.io/", "")]),
        post("y", Some(day(3)), "t", &[("T", "https://a.io/", "")]),
        post("z", None, "t", &[("U", "https://u.io/", "")]),
        post("draft", Some(day(1)), "t", &[("T", "https://a.io/", "")]),
    ]);
    let rows = search_stories(&undated, &parse(""), &SearchContext::on(TODAY));
    let runs: Vec<ReportStats> =
        rows.iter().map(|row| undated.stories().report_stats(row.story)).collect();
    let days = Some((day(3), day(3)));
    assert_eq!(runs, [ReportStats { count: 2, days }, ReportStats { count: 1, days: None }]);
}

#[test]
fn what_was_seen_is_read_and_the_mark_of_a_story_goes_before_its_posts() {
    let library = library();
    let etcd = PageId::of("https://etcd.io/");
    let marks = |read: &[&str], seen: &[(PageId, bool)]| Marks {
        read: read.iter().map(|path| PostId::of(path.as_bytes())).collect(),
        seen: seen.iter().copied().collect(),
        starred_stories: [etcd].into(),
        ..Marks::default()
    };
    let found = |query: &str, marks| titles(&library, query, marks);
    assert_eq!(found("is:seen", marks(&["b"], &[])), "Envoy 1.6 ×3", "in any digest");
    assert_eq!(found("is:read", marks(&["b"], &[(etcd, true)])), "Envoy 1.6 ×3, Etcd");
    assert_eq!(found("is:unread", marks(&["b"], &[(etcd, true)])), "服务网格");
    assert_eq!(found("-is:seen", marks(&["a"], &[(etcd, false)])), "服务网格, Etcd");
    assert_eq!(found("is:starred", marks(&[], &[])), "Etcd");
    let is_seen = |marks: Marks, page| {
        let story = library.stories().about(page).unwrap();
        {
            let marks = EffectiveMarks::new(&marks, None);
            ReadPosts::of(&library, marks).contains(&library, marks, story)
        }
    };
    assert!(is_seen(marks(&["a"], &[]), etcd) && !is_seen(marks(&["c"], &[]), etcd));
    assert!(!is_seen(marks(&["a"], &[(etcd, false)]), etcd));
    assert!(is_seen(marks(&[], &[(etcd, true)]), etcd));
    let context = |marks| SearchContext { marks: Arc::new(marks), ..SearchContext::on(TODAY) };
    let posts = |marks| crate::query::search(&library, &parse("is:seen"), &context(marks)).len();
    assert_eq!(posts(marks(&["a"], &[])), 2, "of posts all stories are seen");
    assert_eq!(posts(marks(&["a"], &[(etcd, false)])), 1);
}

#[test]
fn posts_are_counted_where_no_story_is_found() {
    let library = library();
    let found = |query: &str| {
        find_listed(&library, &parse(query), &SearchContext::on(TODAY), Listed::Stories)
    };
    let posts = |query: &str| {
        crate::query::search(&library, &parse(query), &SearchContext::on(TODAY)).len()
    };
    for query in ["", "tag:mesh", "nowhere", "title:nowhere"] {
        let found = found(query);
        let expected = if found.stories.is_empty() { posts(query) } else { 0 };
        assert_eq!(found.posts_instead, expected, "{query}");
    }
}

#[test]
fn facets_count_stories() {
    let library = library();
    let counts = |query: &str, facet| -> Vec<(String, usize)> {
        let found =
            find_listed(&library, &parse(query), &SearchContext::on(TODAY), Listed::Stories);
        let name = |number: u32| library.table(facet).values()[number as usize].value.clone();
        found.facets.of(facet).iter().map(|one| (name(one.number), one.count)).collect()
    };
    let some = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
        pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    assert_eq!(counts("", Facet::Tag), some(&[("mesh", 3), ("ai", 1)]));
    assert_eq!(
        counts("", Facet::Source),
        some(&[("envoyproxy.io", 1), ("etcd.io", 1), ("istio.io", 1)])
    );
    assert_eq!(counts("", Facet::Month), some(&[("2026-03", 3)]));
    assert_eq!(counts("tag:ai", Facet::Tag), some(&[("mesh", 3), ("ai", 1)]), "as if not asked");
    assert_eq!(counts("tag:ai", Facet::Source), some(&[("envoyproxy.io", 1)]));
}

#[test]
fn what_is_told_of_a_post_holds_for_each_of_its_stories() {
    let mut posts = library().posts().to_vec();
    let mut item = Post::clone(&posts[1]);
    item.id = PostId::of(b"item");
    for story in &mut item.stories {
        *story = Story { level: 0, ..Story::new("网格 of items", story.url()) };
    }
    posts.push(Arc::new(item));
    let library = Library::new(posts);
    let queries = [
        "envoy",
        "zzyzx",
        "fwwg",
        "wg",
        "-fwwg",
        "envoyproxy.io",
        "1.6/",
        "intro",
        "title:etcd",
        "story:again",
        "story:fwwg",
        "story:wg",
        "body:short",
        "-body:short",
        "source:istio.io",
        "-source:istio.io",
        "/^etcd$/",
        "title:/\\Aenv/",
        "e*y",
        "path:a",
        "author:x",
        "tag:ai",
        "tag:mesh ambient",
        "envoy OR tag:ai",
        "-(envoy OR fwwg)",
        "before:2026-03-30",
        "is:starred",
        "-is:seen",
        "is:undated",
        "has:stories",
        "has:code",
        "store OR fwwg -tag:ai",
    ];
    let mut decided = 0;
    for text in queries {
        let context = SearchContext::on(TODAY);
        let memo = &mut Memo::once(&library);
        let matcher = compile(&parse(text).expression, &library, &context, Listed::Stories, memo);
        let matcher = matcher.expect("a condition");
        let marked = MarkedLibrary::new(&library, &context, None);
        for (position, post) in (0..).zip(library.posts()) {
            let item = marked.item(position, post);
            let Bounds { least, most } = matcher.story_bounds(&item);
            decided += usize::from(least == most);
            for number in 0..post.stories.len() {
                let fit = matcher.fit(&item.story(number).unwrap());
                assert!(least <= fit && fit <= most, "{text} {} {number}", post.path);
            }
        }
    }
    assert!(decided > queries.len(), "many stories are decided by their posts");
}

#[test]
fn ranks_are_the_order_of_titles_however_many_sort_them() {
    let titles = ["beta", "alpha", "网格", "", "alphabet soup", "alphabet", "Beta", "alphabet s"];
    let posts = (0..8_001_usize).map(|number| {
        let title = titles[number * 7 % titles.len()];
        post(&number.to_string(), None, "t", &[(title, &format!("https://a.io/{number}"), "")])
    });
    let library = Library::new(posts.collect());
    let ranks = library.title_ranks();
    let ranked: BTreeSet<(u32, String)> = (0..)
        .zip(library.posts())
        .map(|(at, post)| {
            let place = library.stories().place(StoryReport { post: at, story: 0 }).unwrap();
            (ranks[place], post.folded_story_title(0).into_owned())
        })
        .collect();
    let in_order: Vec<&str> = ranked.iter().map(|(_, title)| title.as_str()).collect();
    assert_eq!(in_order, ["", "alpha", "alphabet", "alphabet s", "alphabet soup", "beta", "网格"]);
}

/// Reference implementation: returns `true` if a report matches a query, judging by the texts as
/// written.
fn meets(expression: &Expression, post: &Post, text: &str, number: usize, marks: &Marks) -> bool {
    let story = &post.stories[number];
    match expression {
        Expression::All(all) => all.iter().all(|one| meets(one, post, text, number, marks)),
        Expression::Any(any) => any.iter().any(|one| meets(one, post, text, number, marks)),
        Expression::Not(one) => !meets(one, post, text, number, marks),
        Expression::Term(Term::Text(scope, patterns)) => patterns.iter().any(|pattern| {
            let Pattern::Plain(word) = pattern else { return false };
            let word = fold(word);
            let texts: Vec<&str> = match scope {
                Scope::Tag => return *post.tags[0] == *word,
                Scope::Story => vec![story.title()],
                Scope::Source => vec![story.url()],
                _ => vec![story.title(), story.url(), text],
            };
            texts.iter().any(|text| fold(text).contains(&word))
        }),
        Expression::Term(Term::Is(Is::Seen)) => marks.seen.contains_key(&story.page),
        Expression::Term(Term::Before(value)) => {
            post.date.is_some_and(|date| date < value.first(TODAY))
        }
        Expression::Term(_) => true,
    }
}

const WORDS: [&str; 5] = ["alpha", "Beta", "网格", "gamma x", "Ａ"];
const CONDITIONS: [&str; 11] = [
    "alpha",
    "-beta",
    "网格",
    "x",
    "story:beta",
    "source:p1",
    "tag:t0",
    "-tag:t1",
    "before:2026-03-10",
    "is:seen",
    "(a OR gamma)",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn the_same_is_found_without_short_cuts(
        posts in prop::collection::vec(
            (0_i8..20, 0_usize..2, prop::collection::vec((0_usize..5, 0_usize..4, 0_usize..5), 0..5)),
            0..8,
        ),
        conditions in prop::collection::vec(0_usize..CONDITIONS.len(), 0..3),
        seen in prop::collection::vec(0_usize..4, 0..2),
    ) {
        let url = |page: usize| format!("https://p{page}.io/{}", ["", "网格", "a", "网"][page]);
        let made: Vec<Arc<Post>> = posts.iter().enumerate().map(|(number, (date, tag, stories))| {
            let urls: Vec<String> = stories.iter().map(|(_, page, _)| url(*page)).collect();
            let stories: Vec<(&str, &str, &str)> = stories.iter().zip(&urls)
                .map(|((title, _, text), url)| (WORDS[*title], url.as_str(), WORDS[*text])).collect();
            let date = (*date > 0).then(|| day(*date));
            post(&format!("{number}"), date, &format!("t{tag}"), &stories)
        }).collect();
        let texts: BTreeMap<String, Vec<&str>> = posts.iter().enumerate()
            .map(|(number, (.., stories))| {
                (number.to_string(), stories.iter().map(|(.., text)| WORDS[*text]).collect())
            })
            .collect();
        let library = Library::new(made);
        let query: Vec<&str> = conditions.iter().map(|at| CONDITIONS[*at]).collect();
        let query = parse(&query.join(" "));
        let marks = Marks {
            seen: seen.iter().map(|page| (PageId::of(&url(*page)), true)).collect(),
            ..Marks::default()
        };
        let mut expected: BTreeMap<PageId, BTreeSet<Position>> = BTreeMap::new();
        for (position, post) in library.posts().iter().enumerate() {
            for (number, story) in post.stories.iter().enumerate() {
                if meets(&query.expression, post, texts[&*post.path][number], number, &marks) {
                    expected.entry(story.page).or_default().insert(position as Position);
                }
            }
        }
        let context = SearchContext { marks: Arc::new(marks), ..SearchContext::on(TODAY) };
        let rows = search_stories(&library, &query, &context);
        let mut newest = 0;
        prop_assert_eq!(rows.len(), expected.len());
        for row in rows {
            let posts = &expected[&library.story(row.newest).unwrap().page];
            prop_assert_eq!(Some(&row.newest.post), posts.first());
            prop_assert!(row.newest.post >= newest, "newest first");
            newest = row.newest.post;
            let all: Vec<&Arc<Post>> = library.posts().iter()
                .filter(|post| post.stories.iter().any(|one| Some(one.page) == library.stories().page(row.story)))
                .collect();
            let run = library.stories().report_stats(row.story);
            prop_assert_eq!(run.count as usize, all.len());
            let days = || all.iter().filter_map(|post| post.date);
            prop_assert_eq!(run.days, days().min().zip(days().max()));
        }
    }
}

/// A year file without a date, with stories below dated headings, and a post with a date.
fn dated_parts() -> Library {
    let mut year = Arc::unwrap_or_clone(post(
        "year",
        None,
        "all",
        &[
            ("May", "https://a.io/may", "x"),
            ("January", "https://a.io/january", "x"),
            ("Undated", "https://a.io/undated", "x"),
        ],
    ));
    year.stories[0].day = Some(Date::constant(2026, 5, 1));
    year.stories[1].day = Some(Date::constant(2026, 1, 1));
    let march = post(
        "march",
        Some(day(3)),
        "all",
        &[("March", "https://a.io/march", "x"), ("May again", "https://a.io/may", "x")],
    );
    Library::new(vec![Arc::new(year), march])
}

#[test]
fn stories_of_dated_parts_are_of_their_own_days() {
    let library = dated_parts();
    let titles = |query: &str| -> Vec<String> {
        let rows = search_stories(&library, &parse(query), &SearchContext::on(TODAY));
        let title = |row: &StoryRow| library.story(row.newest).unwrap().title().to_string();
        rows.iter().map(title).collect()
    };
    assert_eq!(titles(""), ["May", "March", "January", "Undated"]);
    assert_eq!(titles("sort:date"), titles(""));
    assert_eq!(titles("-sort:date"), ["January", "March", "May", "Undated"]);
    assert_eq!(titles("date:2026-05"), ["May"]);
    assert_eq!(titles("date:2026-03"), ["March", "May again"]);
    assert_eq!(titles("before:2026-02"), ["January"]);
    assert_eq!(titles("is:undated"), ["Undated"]);
    assert_eq!(titles("-is:undated path:year"), ["May", "January"]);
    // The dates of posts are unchanged.
    let posts = crate::query::search(&library, &parse("date:2026-05"), &SearchContext::on(TODAY));
    assert!(posts.is_empty());
}

#[test]
fn counts_of_stories_are_the_same_whatever_day_they_are_of() {
    let library = dated_parts();
    let found = find_listed(
        &library,
        &parse("date:2026-01..2026-05"),
        &SearchContext::on(TODAY),
        Listed::Stories,
    );
    assert_eq!(found.stories.len(), 3);
    let sources = &found.facets.counts[Facet::Source as usize];
    assert_eq!(sources.iter().map(|count| count.count).sum::<usize>(), 3);
}
