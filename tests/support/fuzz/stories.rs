//! Invariants of the stories of any digest, of one text and of several.

use super::made_up::{of_pieces, spoilt};
use super::real;
use super::texts::{assert_clean, assert_one_line, outline_holds};
use crate::support::library;
use fastrand::Rng;
use std::collections::HashSet;
use yunbao::library::Library;
use yunbao::markdown::{Outline, outline};
use yunbao::post::{Date, Story, StoryExcerpt};
use yunbao::query::{SearchContext, parse, quoted, search_stories};
use yunbao::stories::{FoundStory, Name, Neighbours, excerpt, find};
use yunbao::text::clean;
use yunbao::web::is_web;

/// Pieces of digests.
const PIECES: &[&str] = &[
    "\n# ",
    "\n## ",
    "\n## ",
    "\n### ",
    "\n###### ",
    "\n\n",
    "\n\n",
    "\n",
    "\n- ",
    "\n* ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "\n---\n",
    "\nh\n===\n",
    "\nh\n---\n",
    "[云报](https://e.x/a)",
    "[b **c**](http://www.e.x/a/?utm_source=b#c)",
    "[d](javascript:a)",
    "[](https://e.x/d)",
    "[e](<https://e.x/b c>)",
    "[r]",
    "\n[r]: https://e.x/r\n",
    "https://e.x/a",
    "<https://e.x/b>",
    "http://E.x:80/%61",
    "www.e.x",
    "**Source:** ",
    "Source: ",
    "*Source*: ",
    "Sources: ",
    "来源：",
    "**来源：** ",
    "原文链接：",
    "Link: ",
    "via ",
    "Via: ",
    "（来源：",
    "）",
    " | ",
    "<br>",
    "<!-- a -->",
    "![a](https://e.x/a.png)",
    "`code`",
    "```\n# no\n```\n",
    "    code\n",
    "{{< a >}}",
    "a",
    "word ",
    "云报，",
    "。",
    "1.30 ",
    "*a*",
    "&amp;",
    "\\",
    "\t",
    "\u{200b}",
];

/// A digest made of pieces or of real lines, or a damaged real one.
pub fn text(random: &mut Rng) -> String {
    let text = match random.u8(0..8) {
        0..4 => pieces(random),
        4 => real::excerpt(random, 2_000).to_owned(),
        5 => real::lines(random, 20),
        6 => {
            let real = real::excerpt(random, 500).to_owned();
            real + &pieces(random)
        }
        _ => pieces(random) + &of_pieces(random),
    };
    spoilt(random, text)
}

fn pieces(random: &mut Rng) -> String {
    let most = [6, 15, 40, 80][random.usize(0..4)];
    (0..random.usize(0..=most)).map(|_| PIECES[random.usize(0..PIECES.len())]).collect()
}

pub fn holds(text: &str, random: &mut Rng) {
    let body = clean(text);
    let outline = outline(&body);
    outline_holds(&outline, &body);
    let neighbours = [Neighbours::Unknown, Neighbours::Digests, Neighbours::Articles];
    let name = Name { title: ["", "Alpha Weekly #12"][random.usize(0..2)], ..Name::default() };
    let found = find(&outline, name, neighbours[random.usize(0..3)]);
    let mut before = 0;
    for story in &found.stories {
        assert!(story.extent.start >= before, "in the order of the text: {story:?}");
        before = story.extent.start;
        story_holds(story, &outline, &body);
    }
    library_holds(text, random);
}

fn story_holds(story: &FoundStory, outline: &Outline, body: &str) {
    assert_one_line(&story.title);
    assert_clean(&story.url);
    let extent = body.get(story.extent.clone());
    assert!(extent.is_some_and(|text| !text.is_empty()), "{story:?}");
    assert!(outline.plain.get(story.plain.clone()).is_some(), "{story:?}");
    let (start, end) = (story.extent.start as u32, story.extent.end as u32);
    let kept = Story { start, end, ..Story::new(&story.title, &story.url) };
    let StoryExcerpt { summary, source_title } = excerpt(outline, &kept);
    assert_one_line(&summary);
    assert_one_line(&source_title);
    let own = outline.headings.get(story.headings.clone());
    let own = own.unwrap_or_else(|| panic!("headings of {story:?}"));
    if story.level == 0 {
        assert!(own.is_empty(), "an item has no heading: {story:?}");
        return;
    }
    let Some((first, below)) = own.split_first() else { panic!("no heading: {story:?}") };
    assert_eq!((first.offset, first.level), (story.extent.start, story.level), "{story:?}");
    assert!(below.iter().all(|heading| heading.level > story.level), "{story:?}");
}

/// Checks several digests that share stories.
fn library_holds(text: &str, random: &mut Rng) {
    let other = pieces(random);
    let part = spoilt(random, text.to_owned());
    let (library, _) =
        library(&[("2026-01-02.md", text), ("2026-01-01.md", &part), ("undated.md", &other)]);
    let table = library.stories();
    let mut pages = HashSet::new();
    let mut told = HashSet::new();
    for (position, post) in (0..).zip(library.posts()) {
        assert_eq!(table.stories_of(position).len(), post.stories.len());
        for (story, number) in post.stories.iter().zip(table.stories_of(position)) {
            assert!(is_web(story.url()), "{story:?}");
            assert_eq!(table.about(story.page), Some(*number), "{story:?}");
            assert_eq!(table.page(*number), Some(story.page));
            pages.insert(story.page);
            told.insert((position, *number));
        }
    }
    assert_eq!(table.len(), pages.len(), "a page is one story");
    let mut reports = 0;
    for number in 0..table.len() {
        let of_one = table.reports(number as u32);
        assert!(of_one.is_sorted_by(|a, b| a.post < b.post), "newest first, each once");
        assert!(
            !of_one.is_empty() && table.report_stats(number as u32).count as usize <= of_one.len()
        );
        assert!(of_one.iter().all(|report| library.story(*report).is_some()));
        reports += of_one.len();
    }
    assert_eq!(reports, told.len(), "a post reports a page once");
    found(&library, random);
}

/// A story is found by its title, and among all that are not drafts.
fn found(library: &Library, random: &mut Rng) {
    let context = SearchContext::on(Date::constant(2026, 1, 3));
    let rows = |query: &str| search_stories(library, &parse(query), &context);
    let drafts = |position| library.post(position).is_none_or(|post| post.draft);
    let table = library.stories();
    let shown = |number: u32| table.reports(number).iter().any(|report| !drafts(report.post));
    let all = rows("");
    let wanted = (0..table.len() as u32).filter(|number| shown(*number)).count();
    assert_eq!(all.len(), wanted, "all stories");
    let Some(row) = (!all.is_empty()).then(|| all[random.usize(0..all.len())]) else { return };
    let Some(story) = library.story(row.newest) else { panic!("{row:?}") };
    if story.title().chars().any(char::is_alphanumeric) && story.title().len() < 200 {
        let query = format!("title:{}", quoted(story.title()));
        let found = rows(&query);
        assert!(found.iter().any(|found| found.story == row.story), "{query} finds not {story:?}");
    }
}
