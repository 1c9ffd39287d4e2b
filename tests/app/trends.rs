//! Trends: figures over the results of the query, their keys and their screens.

use crate::posts::POSTS;
use crate::support::App;
use std::path::Path;
use yunbao::app::trends::{Section, row};
use yunbao::app::{Effect, Job, Message, Page, Pane};
use yunbao::config::{File, read};
use yunbao::messages::Language;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (30, 8)];

/// Two digests a week for a year and a half: those of the newest three months have the tag `ebpf`,
/// those before `serverless`; now and then there are several on a day.
fn digests() -> Vec<(String, String)> {
    let last = jiff::civil::date(2026, 8, 14);
    let mut posts = Vec::new();
    for (number, days) in (0..160_usize).zip((0..).map(|half| half * 7 / 2)) {
        let day = last - jiff::Span::new().days(days);
        let now = if number < 26 { "ebpf" } else { "serverless" };
        let also = ["kubernetes", "服务网格", "envoy", "etcd"][number % 4];
        let author = ["云报编辑部", "night desk", "desk two"][number % 3];
        for copy in 0..=usize::from(number % 9 == 0) * (number % 5) {
            let text = format!(
                "---\ntitle: Digest {number} {copy}\ndate: {day}\nauthor: {author}\n\
                 tags: [{now}, {also}, cloud-native]\n---\n\n## One of {number}\n\n\
                 **Source:** [x](https://host{}.io/{})\n",
                number / 2 % 7,
                number / 2
            );
            posts.push((format!("blog/{day}-{number:03}-{copy}.md"), text));
        }
    }
    posts
}

fn app(width: u16, height: u16, posts: &[(String, String)]) -> App {
    let posts: Vec<(&str, &str)> =
        posts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    App::new(width, height, &posts)
}

fn open() -> App {
    let mut app = app(120, 40, &digests());
    app.press("T");
    app
}

/// A post with front matter and next to no text.
fn post(name: &str, front: &str) -> (String, String) {
    (format!("blog/{name}.md"), format!("---\ntitle: {name}\n{front}\n---\n\nText.\n"))
}

/// Goes to a section.
fn go(app: &mut App, section: Section) {
    while app.model.pages.trends.section != section {
        app.press("Tab");
    }
}

fn keep(name: &str, app: &App) {
    insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, app.screen());
    });
}

#[test]
fn trends_open_and_give_back_what_was_there() {
    let mut app = app(120, 40, &digests());
    app.press("j j Enter");
    let (selected, focus) = (app.selected(), app.model.context.focus);
    for keys in ["T T", "T Esc", "T q", "T Tab l j T"] {
        app.press(keys);
        assert!(app.model.context.page == Page::Panes, "{keys}");
        assert_eq!((app.selected(), app.model.context.focus), (selected.clone(), focus), "{keys}");
    }
    app.press("T");
    assert!(app.text().contains("Posts per day"));
    app.press("? /").type_text("narrow the query").press("Enter");
    assert!(app.text().contains("In trends") && app.text().contains("Enter"), "{}", app.text());
    app.press("Esc");
    assert!(app.model.context.page == Page::Trends, "what lies over them closes first");
    app.press("Q");
    assert!(app.quit);
}

#[test]
fn enter_on_a_mark_narrows_and_escape_comes_back() {
    for back in ["Esc", "q", "C-o"] {
        let mut app = open();
        app.press("/").type_text("kubernetes").press("Enter");
        assert!(
            app.model.context.page == Page::Trends,
            "the query line changes the query, not the place"
        );
        go(&mut app, Section::Tags);
        app.press("j j Enter");
        assert_eq!(
            app.model.context.query.text(),
            "kubernetes tag:kubernetes date:2026-05-17..2026-08-14"
        );
        assert!(app.model.context.page == Page::Panes && app.model.context.focus == Pane::List);
        assert!(app.text().contains("q back") && !app.text().contains("q quit"), "{}", app.text());
        app.press("j");
        app.press(back);
        assert!(app.model.context.page == Page::Trends, "{back}");
        assert_eq!(app.model.context.query.text(), "kubernetes");
        assert_eq!(app.model.pages.trends.section, Section::Tags);
        assert_eq!(app.model.pages.trends.rows_of(Section::Tags).cursor, 2);
    }
}

#[test]
fn another_query_is_another_place_to_escape_from() {
    let mut app = open();
    go(&mut app, Section::Authors);
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "author:云报编辑部 date:2026-05-17..2026-08-14");
    app.press("/").type_text("etcd").press("Enter Esc");
    assert_eq!((app.model.context.query.text(), app.model.context.page), ("", Page::Panes));
}

#[test]
fn every_kind_of_mark_has_its_condition() {
    let mut app = open();
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "date:2026-08-14");
    app.press("Esc");
    for (section, keys, query) in [
        (Section::Sources, "Enter", "source:host4.io date:2026-05-17..2026-08-14"),
        (Section::Rising, "Enter", "tag:ebpf date:2026-05-17..2026-08-14"),
        (Section::Fading, "Enter", "tag:serverless date:2026-02-16..2026-08-14"),
        (Section::Lines, "j Enter", "tag:ebpf date:2026-05-17..2026-08-14"),
        (Section::Reading, "j j Enter", "date:2026-07"),
        (Section::Reading, "g g Enter", "is:unread"),
    ] {
        go(&mut app, section);
        app.press(keys);
        assert_eq!(app.model.context.query.text(), query, "{section:?}");
        assert!(!app.model.context.results.rows.is_empty());
        app.press("Esc");
    }
    // A second mark narrows the results of the first.
    go(&mut app, Section::Tags);
    app.press("g g Enter T");
    go(&mut app, Section::Sources);
    app.press("Enter");
    let query = "tag:cloud-native date:2026-05-17..2026-08-14 source:host4.io";
    assert_eq!(app.model.context.query.text(), query, "{}", app.text());
}

#[test]
fn enter_lists_what_was_counted() {
    for window in ["", "w", "w w", "w w w"] {
        for section in
            [Section::Tags, Section::Rising, Section::Lines, Section::Sources, Section::Authors]
        {
            let mut app = open();
            go(&mut app, section);
            app.press("j");
            if !window.is_empty() {
                app.press(window);
            }
            let cursor = app.model.pages.trends.rows_of(section).cursor;
            let Some(row) = row(&app.model.pages.trends.figures, section, cursor) else { continue };
            app.press("Enter");
            assert_eq!(
                app.model.context.results.rows.len(),
                row.count,
                "{section:?} {window}\n{}",
                app.text()
            );
        }
    }
}

#[test]
fn a_sentence_says_how_a_tag_goes() {
    let mut app = open();
    go(&mut app, Section::Rising);
    assert!(app.text().contains("ebpf: 33 posts in 90 days, 0 before: rising"), "{}", app.text());
    go(&mut app, Section::Fading);
    assert!(app.text().contains("serverless: 0 posts in 90 days"), "{}", app.text());
    go(&mut app, Section::Tags);
    assert!(
        app.text().contains("cloud-native: 33 posts in 90 days, 29 before: no sig"),
        "{}",
        app.text()
    );
    // For a query with one tag, the tag's share of the whole library is shown as well.
    app.press("T t").type_text("ebpf").press("Enter T");
    assert_eq!(app.model.pages.trends.section, Section::Tags);
    go(&mut app, Section::Calendar);
    assert!(app.text().contains("ebpf: 33 posts in 90 days, 0 before: rising"), "{}", app.text());
    app.press("w w");
    assert!(app.text().contains("ebpf: 33 posts"), "{}", app.text());
}

#[test]
fn no_change_is_told_from_nothing_to_compare_with() {
    let shown = |days: &[&str]| {
        let posts: Vec<(String, String)> =
            days.iter().map(|day| post(day, &format!("date: {day}\ntags: [istio]"))).collect();
        let mut app = app(120, 40, &posts);
        app.press("T");
        app.text()
    };
    let (both, late) = (shown(&["2026-05-01", "2026-08-14"]), shown(&["2026-08-01", "2026-08-14"]));
    assert!(both.contains("No significant change"), "{both}");
    assert!(late.contains("No earlier days to compare with"), "{late}");
    assert!(!late.contains("No significant change"), "{late}");
}

#[test]
fn the_calendar_goes_by_days_and_weeks() {
    let mut app = open();
    let day = |app: &App| {
        let title = app.text().lines().nth(2).unwrap().to_owned();
        title.trim_end_matches(['━', ' ']).rsplit("━ ").next().unwrap().to_owned()
    };
    assert_eq!(day(&app), "Fri 14 August 2026: 1 post");
    app.press("k");
    assert_eq!(day(&app), "Thu 13 August 2026: 0 posts");
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "");
    assert!(app.text().contains("Nothing on this day"));
    app.press("h");
    assert_eq!(day(&app), "Thu 6 August 2026: 0 posts");
    app.press("3 ← 2 j l");
    assert_eq!(day(&app), "Sat 25 July 2026: 0 posts");
    // There are no days beyond either end.
    app.press("G j l l");
    assert_eq!(day(&app), "Fri 14 August 2026: 1 post");
    app.press("g g k h");
    assert!(day(&app).starts_with("Tue 4 February 2025"), "{}", day(&app));
    assert!(app.model.pages.trends.back > 10, "the oldest week is in sight");
    app.press("PgDn PgDn");
    assert_eq!(app.model.pages.trends.back, 0);
    // Where weeks are below each other, the keys follow the layout.
    app.resize(30, 8).press("G j k");
    assert!(app.text().contains("08-07: 1"), "{}", app.text());
    app.press("l l h");
    assert!(app.text().contains("08-08: 0"), "{}", app.text());
}

#[test]
fn the_window_is_chosen_by_key_and_the_figures_follow() {
    let mut app = open();
    assert!(app.text().contains("[90d]"));
    let tags = |app: &App| app.model.pages.trends.figures.tags.top.len();
    let rising = |app: &App| app.model.pages.trends.figures.tags.rising().count();
    assert_eq!((tags(&app), rising(&app)), (6, 1));
    app.press("W W");
    assert!(app.text().contains("[7d]") && rising(&app) == 0);
    app.press("W");
    assert!(app.text().contains("[all]"));
    assert!(app.text().contains("No earlier days to compare with"), "{}", app.text());
    app.press("w w w");
    assert!(app.text().contains("[90d]"));
    app.press("/").type_text("tag:ebpf");
    assert_eq!(app.model.pages.trends.figures.tags.fading().count(), 0);
    let total = app.model.pages.trends.figures.calendar.total();
    assert_eq!(total, app.model.context.results.rows.len(), "while it is typed");
    app.press("Esc");
    assert!(
        app.model.context.page == Page::Trends
            && app.model.pages.trends.figures.calendar.total() > total
    );
}

#[test]
fn stories_are_counted_with_the_key_of_stories() {
    let mut app = open();
    app.press("S");
    assert!(app.text().contains("Stories per day"), "{}", app.text());
    assert_eq!(app.model.pages.trends.figures.calendar.total(), 80);
    app.press("h h /").type_text("tag:ebpf").press("Enter");
    assert_eq!(app.model.pages.trends.figures.calendar.total(), 13);
    // Sources are those of the stories, and stories that were seen count as read.
    let text = app.text();
    assert!(text.contains("host0.io 2") && text.contains("0 of 13"), "{text}");
    go(&mut app, Section::Reading);
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "tag:ebpf -is:seen");
    assert!(app.model.context.lists_stories() && app.model.context.results.rows.len() == 13);
    app.press("Esc S");
    assert!(app.text().contains("Posts per day"));
    assert_eq!(
        app.model.pages.trends.figures.calendar.total(),
        app.model.context.results.rows.len()
    );
    app.press("Esc");
    assert!(!app.model.context.lists_stories(), "what is listed is what was counted");
}

#[test]
fn lines_are_drawn_of_up_to_five_tags() {
    let mut app = open();
    let drawn = |app: &App| -> Vec<String> {
        app.model.pages.trends.figures.charted.iter().map(|(key, _)| key.clone()).collect()
    };
    assert_eq!(drawn(&app), ["cloud-native", "ebpf", "服务网格"]);
    app.press("Space");
    assert!(app.text().contains("Only tags have lines"));
    go(&mut app, Section::Tags);
    app.press("Space");
    assert_eq!(drawn(&app), ["ebpf", "服务网格"]);
    app.press("G Space k Space k Space");
    assert_eq!(drawn(&app), ["ebpf", "服务网格", "etcd", "kubernetes", "envoy"]);
    go(&mut app, Section::Fading);
    app.press("Space");
    assert!(app.text().contains("At most five lines"), "{}", app.text());
    assert_eq!(drawn(&app).len(), 5);
    go(&mut app, Section::Lines);
    app.press("Space G Space");
    assert_eq!(drawn(&app), ["服务网格", "etcd", "kubernetes"]);
    // A chosen tag keeps its line if the results have none of it.
    app.press("/").type_text("tag:ebpf -tag:envoy").press("Enter");
    assert_eq!(drawn(&app).len(), 3);
    app.press("Space Space Space");
    assert!(app.text().contains("Space on a tag draws its line"), "{}", app.text());
}

#[test]
fn nothing_is_read_or_marked_behind_trends() {
    let mut app = app(120, 40, &digests());
    app.press("Enter T");
    let read = app.model.context.marks.read.len();
    app.press("/").type_text("etcd").press("Enter");
    for key in ["s", "m", "A", "n", "o", "y", "]", "e", "L", "O", "<", "z"] {
        app.press(key);
        assert!(
            app.model.context.page == Page::Trends && !app.model.context.arrangement.zen,
            "{key}"
        );
        assert!(app.model.overlay.is_none(), "{key}");
    }
    assert!(app.text().contains("does nothing here"), "{}", app.text());
    assert_eq!(
        (app.model.context.marks.read.len(), app.opened.len(), app.edited.len()),
        (read, 0, 0)
    );
    app.press("t").type_text("ebpf").press("Enter");
    assert_eq!(
        (app.model.context.query.text(), app.model.context.page),
        ("etcd tag:ebpf", Page::Trends)
    );
    app.press("U");
    assert_eq!(app.model.context.query.text(), "etcd");
}

#[test]
fn what_leads_to_a_post_leaves_trends() {
    let mut posts = digests();
    posts.push(post("broken", "date: 2026-02-30\ndate: 2026-08-01"));
    let mut app = app(120, 40, &posts);
    app.press("T ! Enter");
    assert!(
        app.model.context.page == Page::Panes && app.model.context.focus == Pane::Reader,
        "{}",
        app.text()
    );
    app.press("T C-o");
    assert!(app.model.context.page == Page::Panes || app.model.overlay.is_none());
}

#[test]
fn the_palette_leads_to_trends() {
    let mut app = app(120, 40, &digests());
    app.press(":").type_text("trends of").press("Enter");
    assert!(app.model.context.page == Page::Trends);
    app.press(":").type_text("next window").press("Enter");
    assert!(app.text().contains("[365d]"), "{}", app.text());
}

#[test]
fn the_config_says_what_they_begin_with() {
    let mut app = app(120, 40, &digests());
    let text = "trends:\n  window: all\n  tags: [Envoy, nothing]\n";
    let (config, problems) = read(text, Path::new("/"));
    let file = File { text: text.to_owned(), config, problems, ..File::default() };
    app.message(Message::Configured {
        file: Box::new(file),
        language: Language::English,
        reload: false,
    });
    app.press("T");
    let text = app.text();
    assert!(
        text.contains("[all]") && text.contains("1 envoy") && text.contains("2 nothing 0"),
        "{text}"
    );
}

#[test]
fn what_was_read_is_counted_as_it_is_read() {
    let mut app = app(120, 40, &digests());
    app.press("Enter J J T");
    assert_eq!(app.model.pages.trends.figures.reading.read, 3);
    app.press("T m T");
    assert_eq!(app.model.pages.trends.figures.reading.read, 2);
    assert!(app.text().contains("2 of 197"), "{}", app.text());
}

#[test]
fn figures_wait_for_what_is_found() {
    // More posts than are searched at once.
    let posts: Vec<(String, String)> = (0..2_100)
        .map(|number| post(&format!("p{number}"), &format!("date: 2026-0{}-01", number % 8 + 1)))
        .collect();
    let mut app = app(80, 24, &posts);
    app.press("T");
    app.slow = true;
    app.press("/").type_text("p7");
    assert_eq!(app.model.pages.trends.figures.calendar.total(), 2_100);
    app.slow = false;
    app.deliver();
    assert_eq!(
        app.model.pages.trends.figures.calendar.total(),
        app.model.context.results.rows.len()
    );
}

#[test]
fn screens() {
    for (width, height) in SIZES {
        let mut app = app(width, height, &digests());
        app.press("m j j s j m T");
        keep(&format!("trends-{width}x{height}"), &app);
        go(&mut app, Section::Tags);
        app.press("j j Space");
        keep(&format!("trends-tags-{width}x{height}"), &app);
        go(&mut app, Section::Rising);
        keep(&format!("trends-rising-{width}x{height}"), &app);
        go(&mut app, Section::Lines);
        keep(&format!("trends-lines-{width}x{height}"), &app);
        go(&mut app, Section::Reading);
        keep(&format!("trends-reading-{width}x{height}"), &app);
    }
}

#[test]
fn screens_in_chinese() {
    for language in [Language::SimplifiedChinese, Language::TraditionalChinese] {
        for (width, height) in SIZES {
            let mut app = app(width, height, &digests());
            app.speak(language).press("T h S");
            keep(&format!("{}-trends-{width}x{height}", language.tag()), &app);
        }
    }
}

#[test]
fn screens_where_ambiguous_characters_take_two_cells() {
    for (width, height) in SIZES {
        let mut app = app(width, height, &digests());
        app.model.context.config.ambiguous_width = yunbao::text::Ambiguous::Two;
        app.press("T Tab");
        keep(&format!("wide-trends-{width}x{height}"), &app);
    }
}

#[test]
fn odd_libraries_look_right() {
    let long = "t".repeat(200);
    let han = "云原生".repeat(40);
    let odd: [(&str, Vec<(String, String)>); 7] = [
        ("none", Vec::new()),
        ("one", vec![post("one", "date: 2026-08-14\ntags: [a]")]),
        ("undated", vec![post("one", "tags: [a]"), post("two", "tags: [b]")]),
        (
            "one-day",
            (0..120).map(|at| post(&format!("p{at}"), "date: 2026-08-14\ntags: [a, b]")).collect(),
        ),
        (
            "far-years",
            vec![
                post("first", "date: 0001-01-01\ntags: [a]"),
                post("now", "date: 2026-08-14\ntags: [a]"),
                post("then", "date: 2026-07-01\ntags: [b]"),
                post("last", "date: 9999-12-31\ntags: [a]"),
                post("none", "tags: [c]"),
            ],
        ),
        ("last-year", vec![post("last", "date: 9999-12-31\ntags: [a]")]),
        (
            "long-tags",
            vec![
                post("a", &format!("date: 2026-08-14\ntags: [{long}, {han}, \"e\\u0301\\u200b\"]")),
                post("b", &format!("date: 2025-08-01\ntags: [{long}]\nauthor: {han}")),
            ],
        ),
    ];
    for (name, posts) in odd {
        for (width, height) in SIZES {
            let mut app = app(width, height, &posts);
            app.press("T");
            keep(&format!("trends-{name}-{width}x{height}"), &app);
            // No key causes a panic.
            app.press(
                "Enter Esc h l j k g g G PgUp PgDn w Space S Tab Enter Esc Space w w w w Tab",
            );
            app.press(
                "Enter Esc Tab Enter Esc Tab Enter Esc j k Tab Enter Esc Tab Enter Esc Tab Enter",
            );
            app.press("Esc T T Tab");
            let _ = app.text();
        }
    }
}

#[test]
fn the_samples_of_other_tests_are_as_good_as_any() {
    for (width, height) in SIZES {
        let mut app = App::new(width, height, &POSTS);
        app.press("T");
        let text = app.text();
        assert!(!text.contains('\u{1b}') && text.contains("Posts per day"), "{text}");
    }
}

#[test]
fn no_effect_asks_for_more_than_the_query_does() {
    let mut app = app(120, 40, &digests());
    app.press("T");
    let message = Message::Key("w".parse().unwrap());
    let effects = yunbao::app::update(&mut app.model, message);
    assert!(
        effects.iter().all(|effect| !matches!(effect, Effect::Work(Job::Search { .. }))),
        "{effects:?}"
    );
}
