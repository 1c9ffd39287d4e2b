//! Invariants of any query, over a small library.

use fastrand::Rng;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};
use yunbao::library::{Facet, Library, Position};
use yunbao::post::{Date, Post};
use yunbao::query::{
    Listed, Memo, Needles, Polarity, Query, SearchContext, SearchResult, TextSection, facets, find,
    find_listed, find_while, narrow_to_day, narrow_to_unread, narrow_to_value, parse, search,
    search_stories, ticked, toggle, without_facet,
};

use crate::posts::POSTS;
use crate::support::library;

const TODAY: Date = Date::constant(2026, 8, 15);

const PIECES: &[&str] = &[
    "istio",
    "ISTIO",
    "ambient",
    "云",
    "服务网格",
    "服務網格",
    "fuwuwangge",
    "fwwg",
    "fuwuwg",
    "yun",
    "k8s",
    "e",
    "é",
    "ｅ",
    "ß",
    "İ",
    " ",
    " ",
    " ",
    "-",
    "-",
    "(",
    ")",
    " OR ",
    "OR",
    "|",
    "\"",
    "\"service mesh\"",
    "tag:",
    "#",
    "category:",
    "author:",
    "source:",
    "title:",
    "body:",
    "story:",
    "path:",
    "mine:",
    "note:",
    "starred:",
    "read:",
    "date:",
    "after:",
    "before:",
    "since:",
    "is:",
    "has:",
    "sort:",
    "nosuch:",
    "a:",
    "read",
    "unread",
    "starred",
    "seen",
    "draft",
    "undated",
    "stories",
    "code",
    "warning",
    "today",
    "yesterday",
    "7d",
    "2026",
    "2026-08",
    "2026-01..2026-03",
    "..",
    "2026-13",
    "99999999999d",
    "0d",
    "-1d",
    "/ebpf|xdp/",
    "/",
    "/(/",
    "/a{1000}{1000}/",
    "/(?i)云/",
    "\\",
    "*",
    "k*",
    "*s*",
    ",",
    "a,b",
    "istio,envoy",
    "-tag:ai",
    "relevance",
    "title",
    ":",
    "::",
    "'",
    "@",
    "\u{301}",
    "\u{200d}",
    "👩‍👩‍👧",
    "\n",
    "\t",
    "。",
    "：",
    "（",
    "）",
    "－",
    "ｔａｇ：",
    "",
];

/// The posts that are searched.
fn posts() -> &'static Arc<Library> {
    static POSTS_READ: OnceLock<Arc<Library>> = OnceLock::new();
    POSTS_READ.get_or_init(|| library(&POSTS).0)
}

/// A query as it is typed; most are short.
pub fn text(random: &mut Rng) -> String {
    let most = [1, 2, 3, 4, 6, 8, 12, 30][random.usize(0..8)];
    (0..random.usize(0..=most)).map(|_| PIECES[random.usize(0..PIECES.len())]).collect()
}

/// Checks a query over posts and over stories.
pub fn holds(text: &str, random: &mut Rng) {
    let query = parse(text);
    let mut end = 0;
    for token in &query.tokens {
        assert!(token.span.start >= end && text.get(token.span.clone()).is_some(), "{token:?}");
        end = token.span.end;
    }
    for hint in &query.hints {
        assert!(text.get(hint.span.clone()).is_some(), "{hint:?}");
    }
    let printed = query.expression.to_string();
    let again = parse(&printed);
    assert_eq!(again.expression, query.expression, "{text:?} is printed {printed:?}");
    let library = posts();
    let context = SearchContext { pinyin: random.bool(), ..SearchContext::on(TODAY) };
    let found = find(library, &query, &context);
    found_holds(&found, text);
    assert_eq!(found.posts, search(library, &query, &context), "{text:?}");
    for facet in Facet::ALL {
        let wider = without_facet(&query, facet).unwrap_or(query.expression.clone());
        let wider = search(library, &Query { expression: wider, ..Query::default() }, &context);
        assert_eq!(found.facets.of(facet), facets(library, &wider).of(facet), "{text:?}");
    }
    let distinct: HashSet<_> = found.posts.iter().collect();
    assert_eq!(distinct.len(), found.posts.len(), "{text:?} finds a post twice");
    let stories = find_listed(library, &query, &context, Listed::Stories);
    found_holds(&stories, text);
    assert_eq!(stories.stories, search_stories(library, &query, &context), "{text:?}");
    let distinct: HashSet<_> = stories.stories.iter().map(|row| row.story).collect();
    assert_eq!(distinct.len(), stories.posts.len(), "{text:?} finds a story twice");
    typed(text, &context, [&found, &stories], random);
    toggles(random, text);
    narrowed(random, text, &found.posts, &context);
    let needles = Needles::of(&query.expression, context.pinyin);
    for post in library.posts() {
        needles_hold(&needles, post);
    }
}

fn found_holds(found: &SearchResult, text: &str) {
    let library = posts();
    assert!(found.posts.iter().all(|post| library.post(*post).is_some()), "{text:?}");
    for facet in Facet::ALL {
        let values = library.table(facet).values().len();
        let counts = found.facets.of(facet);
        assert!(counts.iter().all(|one| (one.number as usize) < values && one.count > 0));
    }
}

/// Intermediate results while a query is typed do not change its result.
fn typed(text: &str, context: &SearchContext, found: [&SearchResult; 2], random: &mut Rng) {
    let library = posts();
    let mut memo = Memo::default();
    let mut ask = |end: usize, listed| {
        find_while(library, &parse(&text[..end]), context, listed, &|| true, memo.of(library))
    };
    // Letter by letter, or as it is pasted together.
    let by_letter = random.u8(0..8) == 0;
    let (mut end, mut pause) = (0, 0);
    for letter in text.chars() {
        end += letter.len_utf8();
        if by_letter {
            ask(end, Listed::Posts);
        }
        if end >= pause {
            ask(end, [Listed::Posts, Listed::Stories][random.usize(0..2)]);
            pause = end + random.usize(1..9);
        }
    }
    for (listed, found) in [Listed::Posts, Listed::Stories].into_iter().zip(found) {
        assert_eq!(ask(text.len(), listed).as_ref(), Some(found), "{text:?} typed");
    }
}

/// A query with a further condition finds a subset of the results.
fn narrowed(random: &mut Rng, text: &str, found: &[Position], context: &SearchContext) {
    let facet = Facet::ALL[random.usize(0..Facet::ALL.len())];
    let values = posts().table(facet).values();
    let value = values.get(random.usize(0..values.len().max(1)));
    let narrow = match (random.u8(0..4), value) {
        (0, _) => narrow_to_unread(text),
        (1, _) => narrow_to_day(text, TODAY),
        (_, Some(value)) => narrow_to_value(text, facet, &value.value),
        _ => return,
    };
    let less = search(posts(), &parse(&narrow), context);
    let among = less.iter().all(|post| found.contains(post));
    assert!(among, "{text:?} narrowed is {narrow:?}, and finds {less:?} not among {found:?}");
}

fn toggles(random: &mut Rng, text: &str) {
    let facet = Facet::ALL[random.usize(0..Facet::ALL.len())];
    let values = posts().table(facet).values();
    let Some(value) = values.get(random.usize(0..values.len().max(1))) else { return };
    let polarity = [Polarity::Include, Polarity::Exclude][random.usize(0..2)];
    let after = toggle(text, facet, &value.value, polarity);
    let stands = |text: &str| {
        let found =
            ticked(&parse(text)).into_iter().find(|one| one.facet == facet && one.key == value.key);
        found.map(|one| one.polarity)
    };
    if stands(text) != Some(polarity) {
        assert_eq!(stands(&after), Some(polarity), "{text:?} toggled is {after:?}");
    }
}

fn needles_hold(needles: &Needles, post: &Post) {
    for place in [TextSection::Title, TextSection::Text] {
        let mut end = 0;
        for range in needles.find(&post.title, place) {
            assert!(post.title.get(range.clone()).is_some() && range.start >= end, "{range:?}");
            end = range.end;
        }
    }
}
