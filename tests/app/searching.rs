//! Searching by keys: snippets, hits in the post, finding in it, orders, narrowing the facets.

use crate::posts::POSTS;
use crate::support::App;
use yunbao::app::{ListPart, Message, Pane};
use yunbao::post::Date;

fn app() -> App {
    App::new(120, 40, &POSTS)
}

#[test]
fn words_around_a_hit_stand_under_the_title() {
    let mut app = app();
    app.press("/").type_text("init container");
    let text = app.text();
    assert!(text.contains("An init container with"), "{text}");
    // The old snippets stay until the new ones arrive.
    app.slow = true;
    app.type_text("s");
    assert!(app.text().contains("An init container with"));
    app.deliver();
    app.press("Esc");
    assert!(!app.text().contains("An init container with"));
}

#[test]
fn a_tag_alone_needs_no_snippet() {
    let mut app = app();
    app.press("/").type_text("tag:kubernetes").press("Enter");
    let has_snippets =
        |app: &App| app.model.list.lines().iter().any(|line| line.part == ListPart::Snippet);
    assert!(!has_snippets(&app));
    app.press("/").type_text("text").press("Enter");
    assert!(has_snippets(&app));
    // In a list of few rows, titles matter more.
    app.resize(120, 10);
    assert!(!has_snippets(&app));
}

#[test]
fn n_goes_from_hit_to_hit_and_around() {
    let mut app = app();
    app.press("/").type_text("网格 OR 数据面").press("Enter Enter");
    assert_eq!(app.model.context.focus, Pane::Reader);
    let all = app.model.reader.hits.count();
    assert!(all >= 3 && app.text().contains(&format!("{all} matches")), "{}", app.text());
    app.press("n");
    assert_eq!(app.model.reader.hit, Some(0));
    assert!(app.text().contains(&format!("match 1/{all}")));
    app.press("n n");
    assert_eq!(app.model.reader.hit, Some(2));
    app.press("N N N");
    assert_eq!(app.model.reader.hit, Some(all - 1));
    assert!(app.text().contains("Search wrapped to the end"), "{}", app.text());
    app.press("n");
    assert_eq!(app.model.reader.hit, Some(0));
}

#[test]
fn a_hit_is_brought_into_sight_on_any_screen() {
    for (width, height) in [(120, 40), (80, 24), (30, 8)] {
        let mut app = App::new(width, height, &POSTS);
        app.press("/").type_text("kubectl").press("Enter Enter n");
        let row = app.model.reader.line;
        let height = app.model.context.reader_height();
        assert!((app.model.reader.top..app.model.reader.top + height).contains(&row));
        assert!(app.text().contains("kubectl"), "{}", app.text());
    }
}

#[test]
fn without_a_search_n_goes_to_what_is_unread() {
    let mut app = app();
    app.press("Enter m n");
    assert_eq!(app.model.context.selection.row, 1);
    app.press("/").type_text("tag:kubernetes").press("Enter Enter n");
    assert_eq!(app.model.reader.hit, None);
}

#[test]
fn in_zen_one_finds_in_the_post() {
    let mut app = app();
    app.press("Enter z /").type_text("gateway");
    let hit = app.model.reader.hit;
    assert!(hit.is_some() && app.text().contains("match 1/"), "{}", app.text());
    assert!(app.model.context.query.text().is_empty());
    app.press("Enter n");
    assert_eq!(app.model.reader.hit, Some(1));
    // Esc ends the search, and goes to the list only when pressed again.
    app.press("Esc");
    assert!(app.model.context.focus == Pane::Reader && app.model.reader.hits.count() == 0);
    app.press("Esc");
    assert!(app.model.context.focus == Pane::List && app.model.context.arrangement.zen);
}

#[test]
fn a_find_typed_before_the_text_comes_lands_on_its_hit() {
    let mut app = App::empty(120, 40);
    app.slow = true;
    app.load(&POSTS);
    app.press("Enter z /").type_text("ztunnel");
    assert_eq!(app.model.reader.hit, None);
    app.deliver();
    assert_eq!(app.model.reader.hit, Some(0));
    assert!(app.text().contains("match 1/"), "{}", app.text());
}

#[test]
fn lines_laid_out_anew_keep_the_hit_that_was_gone_to() {
    let mut app = app();
    app.press("Enter z /").type_text("gateway").press("Enter n");
    let all = app.model.reader.hits.count();
    for width in [60, 30, 120] {
        app.resize(width, 40);
        assert_eq!((app.model.reader.hit, app.model.reader.hits.count()), (Some(1), all));
    }
    // Another search does not use that hit.
    app.press("/").type_text("the");
    app.press("Esc Esc");
    assert_eq!(app.model.reader.hit, None);
}

#[test]
fn a_find_that_is_given_up_leaves_everything_as_it_was() {
    let mut app = App::new(80, 24, &POSTS);
    app.press("Enter z /").type_text("ztunnel").press("Enter");
    let (top, line) = (app.model.reader.top, app.model.reader.line);
    let before = app.model.reader.hits.clone();
    app.press("/").type_text("结论").press("Esc");
    assert_eq!((app.model.reader.top, app.model.reader.line), (top, line));
    assert_eq!(app.model.reader.hits, before);
    // With nothing typed, the last search goes on.
    app.press("/ Enter");
    assert_eq!(app.model.reader.hits, before);
    app.press("/").type_text("nowhere at all").press("Enter");
    assert!(app.text().contains("Not in this post"), "{}", app.text());
}

#[test]
fn a_key_changes_the_order() {
    let mut app = app();
    app.press("=");
    assert_eq!(app.model.context.query.text(), "sort:relevance");
    app.press("=");
    assert_eq!(app.model.context.query.text(), "sort:title");
    let titles = app.titles();
    assert!(titles.is_sorted_by_key(|title| title.to_lowercase()), "{titles:?}");
    app.press("=");
    assert_eq!(app.model.context.query.text(), "-sort:date");
    app.press("=");
    assert_eq!(app.model.context.query.text(), "");
}

#[test]
fn the_cursor_stays_on_its_post_in_another_order() {
    let mut app = app();
    app.press("j j");
    let selected = app.selected();
    app.press("= =");
    assert_eq!(app.selected(), selected);
}

#[test]
fn the_facet_pane_is_narrowed_by_typing() {
    let mut app = app();
    app.press("h f").type_text("fwwg");
    let values: Vec<_> = app.model.facets.rows.iter().filter_map(|row| row.facet()).collect();
    assert_eq!(values.len(), 2, "a heading and 服务网格\n{}", app.text());
    app.press("Enter j Enter");
    assert_eq!(app.model.context.query.text(), "tag:服务网格");
    app.press("Esc");
    assert_eq!(app.model.context.focus, Pane::Facets);
    assert!(app.model.facets.filter.is_empty());
    app.press("f").type_text("no such value");
    assert!(app.text().contains("No matches"), "{}", app.text());
    app.press("Esc");
    assert!(app.model.facets.rows.len() > 5);
}

#[test]
fn a_tag_is_picked_by_its_sound_in_a_few_keys() {
    let mut app = app();
    app.press("t").type_text("fwwg").press("Enter");
    assert_eq!(app.model.context.query.text(), "tag:服务网格");
    let mut app = self::app();
    app.press("t").type_text("k").press("Enter");
    assert_eq!(app.model.context.query.text(), "tag:kubernetes");
    for (key, query) in [("a", "author:\"Desk One\""), ("M", "date:2026-08")] {
        let mut app = self::app();
        app.press(key).press("Enter");
        assert_eq!(app.model.context.query.text(), query);
    }
}

#[test]
fn what_only_sounds_like_it_comes_last() {
    let mut app = app();
    app.load(&[
        ("2026-02-02-a.md", "# 云原生周报\n\ntext"),
        ("2026-02-01-b.md", "# The yys tool\n\ntext"),
    ]);
    app.press("/").type_text("yys").press("Enter");
    assert_eq!(app.titles(), ["The yys tool", "云原生周报"]);
    app.press("j Enter n");
    assert_eq!(app.model.reader.hits.count(), 1);
}

#[test]
fn seen_is_what_was_read_elsewhere() {
    let mut app = app();
    let story = "\n## News\n\ntext\n\nSource: <https://example.com/a>\n";
    let other = "\n## News\n\ntext\n\nSource: <https://example.com/b>\n";
    let both = format!("{story}{other}");
    app.load(&[("a.md", story), ("b.md", story), ("c.md", &both)]);
    app.press("m /").type_text("is:seen").press("Enter");
    assert_eq!(app.model.context.results.rows.len(), 2, "{}", app.text());
}

#[test]
fn a_query_that_is_wider_than_its_line_says_so() {
    let mut app = App::new(30, 8, &POSTS);
    assert!(app.text().lines().next().unwrap().contains("… "), "{}", app.text());
    app.press("/").type_text("tag:istio since:2020 ambient mesh");
    assert!(!app.text().lines().next().unwrap().contains('…'), "{}", app.text());
    app.press("Enter");
    assert!(app.text().lines().next().unwrap().contains("… "), "{}", app.text());
}

/// As when the clock of a machine is corrected.
#[test]
fn days_that_go_back_and_ahead_leave_nothing_behind() {
    let days = [(2026, 8, 14), (2026, 8, 1), (2126, 8, 14), (1971, 1, 1), (2026, 8, 9)];
    let days = days.map(|(year, month, day)| Date::constant(year, month, day));
    for query in ["date:today", "since:2w", "before:yesterday", "-after:10d sort:title"] {
        let asked = |day: Date| {
            let mut app = App::new(120, 40, &POSTS);
            app.message(Message::Today(day));
            app.press("/").type_text(query).press("Enter");
            app
        };
        let mut one = asked(days[0]);
        for day in days.into_iter().chain(days) {
            one.message(Message::Today(day));
            let mut other = asked(day);
            assert_eq!(one.titles(), other.titles(), "{query} on {day}");
            one.press("T");
            other.press("T");
            assert_eq!(one.text(), other.text(), "{query} on {day}");
            one.press("T");
        }
    }
}

#[test]
fn what_stands_behind_the_cursor_of_a_long_query_is_seen() {
    let text: String = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
    let mut app = App::new(50, 12, &POSTS);
    app.press("/").type_text(&text);
    let line = |app: &App| app.text().lines().next().unwrap().to_owned();
    let at_end = line(&app);
    assert!(at_end.contains("789"), "{at_end}");
    for _ in 0..8 {
        app.press("Left");
    }
    assert_eq!(line(&app), at_end, "the text stands still");
    for count in [20, 20, 14] {
        for _ in 0..count {
            app.press("Left");
        }
        let cursor = app.model.context.query.cursor();
        let behind = &text[cursor..(cursor + 6).min(text.len())];
        assert!(line(&app).contains(behind), "{behind} in {}", line(&app));
    }
    assert!(line(&app).contains("/ abc"), "{}", line(&app));
}

#[test]
fn a_tag_that_no_post_has_is_told_with_the_nearest() {
    let mut app = app();
    app.press("/").type_text("tag:kubernets");
    assert!(
        app.text().contains("No post has tag:kubernets; did you mean tag:kubernetes?"),
        "{}",
        app.text()
    );
    app.press("Enter");
    assert!(app.text().contains("did you mean tag:kubernetes?"));
    app.press("/").press("C-u").type_text("tag:kubernetes");
    assert!(!app.text().contains("No post has"));
}

#[test]
fn tab_completes_behind_or_and_inside_a_word() {
    let mut app = app();
    app.press("/").type_text("zzyzx OR tag:kuberne").press("Tab");
    assert_eq!(app.model.context.query.text(), "zzyzx OR tag:kubernetes");
    app.press("C-u").type_text("is:read").press("Left Left Left Left Tab");
    assert_eq!(app.model.context.query.text(), "is:unread");
    app.press("Tab");
    assert_eq!(app.model.context.query.text(), "is:read");
}
