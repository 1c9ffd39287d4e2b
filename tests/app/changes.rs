//! Changes on the disk: whatever the user is looking at stays in place.

use crate::posts::POSTS;
use crate::support::{App, library};
use std::fmt::Write;
use std::sync::Arc;
use yunbao::app::{Changed, Loaded, Message, Pane};
use yunbao::post::PostId;

type Posts<'a> = Vec<(&'a str, &'a str)>;

fn id(path: &str) -> PostId {
    PostId::of(path.as_bytes())
}

/// Delivers changed posts, with the names of those that were read again and of those only moved.
pub fn change(app: &mut App, posts: &[(&str, &str)], changed: &[&str], moved: &[(&str, &str)]) {
    let before = app.model.context.library.posts().len();
    let (library, problems) = library(posts);
    app.message(Message::Changed(Changed {
        generation: app.model.context.load.generation,
        new: posts.len().saturating_sub(before),
        gone: before.saturating_sub(posts.len()),
        library,
        problems: Arc::new(problems),
        changed: changed.iter().map(|path| id(path)).collect(),
        moved: moved.iter().map(|(from, to)| (id(from), id(to))).collect(),
    }));
}

fn with<'a>(more: (&'a str, &'a str)) -> Posts<'a> {
    let mut posts: Posts = POSTS.to_vec();
    posts.push(more);
    posts
}

const NEW: (&str, &str) = ("blog/2026-08-15-new.md", "---\ntitle: Newest of all\n---\n");

/// A post of numbered paragraphs.
fn long(first: usize, last: usize) -> String {
    let mut text = "---\ntitle: Long\ndate: 2027-01-01\n---\n\n".to_owned();
    for number in first..=last {
        let _ = write!(text, "Paragraph number {number}.\n\n");
    }
    text
}

#[test]
fn the_cursor_stays_on_its_post_on_the_first_row_too() {
    for keys in ["Esc", "j", "j j", "Enter"] {
        let mut app = App::new(120, 40, &POSTS);
        app.press(keys);
        let (post, row) = (app.selected(), app.model.context.selection.row);
        change(&mut app, &with(NEW), &[], &[]);
        assert_eq!((app.selected(), app.model.context.selection.row), (post, row + 1), "{keys}");
        assert_eq!(app.titles()[0], "Newest of all");
        assert!(app.text().contains("1 new post"), "{}", app.text());
    }
}

#[test]
fn where_its_post_is_gone_the_cursor_stays_nearby() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("j j");
    let next = app.titles()[3].clone();
    let kept: Posts = POSTS.iter().filter(|(path, _)| *path != POSTS[2].0).copied().collect();
    change(&mut app, &kept, &[], &[]);
    assert_eq!((app.selected(), app.model.context.selection.row), (next, 2));
    assert!(app.text().contains("1 deleted"), "{}", app.text());
    // When the last post goes, the cursor moves to the one before.
    app.press("G");
    let before = app.titles()[kept.len() - 2].clone();
    let last = app.model.context.selected().unwrap().path.clone();
    let kept: Posts = kept.into_iter().filter(|(path, _)| **path != *last).collect();
    change(&mut app, &kept, &[], &[]);
    assert_eq!(app.selected(), before);
    change(&mut app, &[], &[], &[]);
    assert!(app.titles().is_empty() && !app.quit);
    change(&mut app, &POSTS, &[], &[]);
    assert_eq!(app.titles().len(), POSTS.len());
}

#[test]
fn a_post_that_the_query_finds_no_more_leaves_the_cursor_nearby() {
    let tagged =
        |tag: &str| format!("---\ntitle: {tag} post\ndate: 2026-01-05\ntags: [{tag}]\n---\n");
    let (x, y) = (tagged("x"), tagged("y"));
    let posts = [("a.md", x.as_str()), ("b.md", &x), ("c.md", &x), ("d.md", &x)];
    let mut app = App::new(120, 40, &posts);
    app.press("/").type_text("tag:x").press("Enter j");
    let changed = [posts[0], ("b.md", y.as_str()), posts[2], posts[3]];
    change(&mut app, &changed, &["b.md"], &[]);
    assert_eq!(app.titles().len(), 3);
    assert_eq!(app.model.context.selected().unwrap().path.as_ref(), "c.md");
}

#[test]
fn a_post_that_was_moved_is_followed() {
    let text = long(1, 80);
    let mut app = App::new(100, 20, &with(("a/long.md", &text)));
    app.press("Enter Space Space");
    let top = app.model.reader.top;
    let shown = app.text();
    assert!(top > 0);
    change(&mut app, &with(("b/long.md", &text)), &[], &[("a/long.md", "b/long.md")]);
    assert_eq!(app.model.context.selected().unwrap().path.as_ref(), "b/long.md");
    assert_eq!((app.model.context.focus, app.model.reader.top), (Pane::Reader, top));
    assert_eq!(app.text().lines().nth(10), shown.lines().nth(10));
    // Its position is remembered under the new name.
    app.press("J K");
    assert_eq!(app.model.reader.top, top);
}

#[test]
fn the_text_that_is_read_changes_around_the_line_that_is_read() {
    let text = long(11, 90);
    let mut app = App::new(80, 20, &with(("long.md", &text)));
    app.press("Enter Space Space");
    let first = |app: &App| {
        let row = app.model.reader.row(app.model.reader.top).unwrap();
        row.spans.iter().map(|span| span.text.as_str()).collect::<String>()
    };
    let line = first(&app);
    assert!(line.is_empty() || line.starts_with("Paragraph"), "{line}");
    let place = (app.model.reader.top, app.text());
    // Text is added above and below.
    let more = long(1, 120);
    change(&mut app, &with(("long.md", &more)), &["long.md"], &[]);
    assert_eq!(first(&app), line);
    assert_eq!(app.model.reader.top, place.0 + 20);
    let middle = |text: &str| text.lines().nth(9).unwrap().to_owned();
    assert_eq!(middle(&app.text()), middle(&place.1));
    app.press("G");
    assert!(app.text().contains("Paragraph number 120"), "{}", app.text());
    // The whole text is replaced.
    change(
        &mut app,
        &with(("long.md", "---\ntitle: Long\ndate: 2027-01-01\n---\nShort.\n")),
        &["long.md"],
        &[],
    );
    assert!(app.text().contains("Short."), "{}", app.text());
}

#[test]
fn a_text_that_did_not_change_is_not_read_again() {
    let mut app = App::new(120, 40, &POSTS);
    let request = app.model.reader.request;
    change(&mut app, &with(NEW), &[POSTS[1].0], &[]);
    assert_eq!(app.model.reader.request, request);
    assert!(app.text().contains("1 new post, 1 changed"), "{}", app.text());
}

#[test]
fn keys_while_the_changed_text_comes_in_are_not_undone_by_it() {
    let (text, more) = (long(1, 80), long(1, 90));
    let mut app = App::new(80, 20, &with(("long.md", &text)));
    app.press("Enter");
    app.slow = true;
    change(&mut app, &with(("long.md", &more)), &["long.md"], &[]);
    app.press("Space Space");
    let (top, shown) = (app.model.reader.top, app.text());
    app.deliver();
    assert_eq!(app.model.reader.top, top);
    assert_eq!(app.text().lines().nth(5), shown.lines().nth(5));
}

#[test]
fn a_change_of_an_earlier_load_is_dropped_and_none_covers_an_error() {
    let mut app = App::new(120, 40, &POSTS);
    let (posts, _) = library(&[]);
    let old = Changed {
        generation: app.model.context.load.generation - 1,
        library: posts,
        problems: Arc::default(),
        changed: Vec::new(),
        moved: Vec::new(),
        new: 0,
        gone: POSTS.len(),
    };
    app.message(Message::Changed(old));
    assert_eq!(app.titles().len(), POSTS.len());
    app.press("j j o");
    let notice = app.model.notices.shown().cloned();
    assert!(notice.as_ref().is_some_and(|notice| notice.is_error));
    change(&mut app, &with(NEW), &[], &[]);
    assert_eq!(app.model.notices.shown().cloned(), notice);
}

#[test]
fn findings_are_those_of_the_files_as_they_are() {
    let mut app = App::new(120, 40, &POSTS);
    let before = app.model.findings.shown.len();
    let sound: Posts = POSTS
        .iter()
        .map(|(path, text)| (*path, if path.contains("broken") { "sound" } else { *text }))
        .collect();
    change(&mut app, &sound, &["blog/2026-06-01-broken.md"], &[]);
    assert!(app.model.findings.shown.len() < before);
    app.press("!");
    assert!(!app.text().contains("broken.md:"), "{}", app.text());
}

/// Saves a config that names other folders.
fn other_folders(app: &mut App) {
    let file =
        yunbao::config::File { config: *app.model.context.config.clone(), ..Default::default() };
    app.message(Message::Configured {
        file: Box::new(file),
        language: app.model.context.language,
        reload: true,
    });
}

#[test]
fn a_load_of_other_folders_takes_nothing_away_until_it_is_done() {
    let text = long(1, 80);
    let mut app = App::new(80, 20, &with(("long.md", &text)));
    app.press("Enter Space Space q j j");
    other_folders(&mut app);
    assert_eq!(app.loads, 1);
    let post = app.selected();
    app.load_part(&POSTS[..1], false);
    assert_eq!(app.titles().len(), POSTS.len() + 1);
    assert_eq!(app.selected(), post);
    app.load(&with(NEW));
    assert_eq!(app.titles().len(), POSTS.len() + 1);
    assert_eq!(app.selected(), post);
    assert!(app.text().contains("Reloaded 7 posts"), "{}", app.text());
}

#[test]
fn a_load_of_other_folders_shows_the_text_as_it_is_now() {
    let mut app = App::new(120, 40, &POSTS);
    other_folders(&mut app);
    let changed: Posts = POSTS
        .iter()
        .enumerate()
        .map(|(at, (path, text))| {
            (*path, if at == 0 { "---\ndate: 2026-08-14\n---\nA new text." } else { *text })
        })
        .collect();
    let (posts, problems) = library(&changed);
    app.message(Message::Loaded(Loaded {
        generation: app.model.context.load.generation,
        library: posts,
        read: changed.len(),
        total: Some(changed.len()),
        problems: Arc::new(problems),
        done: true,
    }));
    assert!(app.text().contains("A new text."), "{}", app.text());
}

/// Reports that a check for changes has ended.
fn looked(app: &mut App, changed: bool) {
    let generation = app.model.context.load.generation;
    app.message(Message::Looked { generation, changed });
}

#[test]
fn a_look_says_what_has_changed_or_that_nothing_has() {
    let text = long(1, 80);
    let mut app = App::new(100, 20, &with(("long.md", &text)));
    app.press("Enter Space Space");
    let (top, post) = (app.model.reader.top, app.selected());
    assert!(top > 0);
    app.press("r");
    assert_eq!((app.loads, app.looks), (0, 1));
    assert!(app.text().contains("Checking for changes…"), "{}", app.text());
    looked(&mut app, false);
    assert!(app.text().contains("Nothing has changed"), "{}", app.text());
    assert!(!app.text().contains("Checking for changes…"), "{}", app.text());
    assert_eq!((app.model.reader.top, app.selected()), (top, post.clone()));
    app.press("r");
    let mut posts = with(("long.md", &text));
    posts.push(NEW);
    change(&mut app, &posts, &[], &[]);
    assert!(app.text().contains("1 new post"), "{}", app.text());
    looked(&mut app, true);
    assert!(app.text().contains("1 new post"), "{}", app.text());
    assert_eq!((app.model.reader.top, app.selected()), (top, post));
}

#[test]
fn a_look_shows_a_text_of_which_only_the_markup_has_changed() {
    let post = |link: &str| format!("---\ndate: 2027-01-01\n---\nA [word]({link}).\n");
    let (before, after) = (post("a.md"), post("https://example.com/"));
    let mut app = App::new(120, 40, &[("a.md", before.as_str())]);
    app.press("Enter r");
    let (library, _) = library(&[("a.md", after.as_str())]);
    // No change is reported: to the list and to a search it is the same post.
    app.model.context.library = library;
    looked(&mut app, false);
    app.press("o 1 o");
    assert_eq!(app.opened, ["https://example.com/"], "{}", app.text());
}

#[test]
fn a_look_while_all_is_read_for_the_first_time_waits_for_that() {
    let mut app = App::new(100, 20, &[]);
    app.model.context.load.done = false;
    app.load_part(&POSTS[..2], false);
    app.press("r");
    assert!(app.text().contains("Reading 2 of 20…"), "{}", app.text());
    app.load_part(&POSTS[..3], false);
    assert_eq!(app.titles().len(), 3, "what comes in is shown");
    app.load(&POSTS);
    assert!(app.text().contains("Checking for changes…"), "{}", app.text());
    looked(&mut app, false);
    assert!(app.text().contains("Nothing has changed"), "{}", app.text());
}

#[test]
fn what_is_told_of_folders_that_are_not_shown_any_more_is_dropped() {
    let mut app = App::new(100, 20, &POSTS);
    app.press("r");
    other_folders(&mut app);
    app.load(&POSTS[..2]);
    let generation = app.model.context.load.generation - 1;
    app.message(Message::Looked { generation, changed: false });
    assert!(!app.text().contains("Nothing has changed"), "{}", app.text());
    assert!(!app.text().contains("Checking"), "{}", app.text());
}

/// Posts `a.md` to `d.md` with these tags.
fn tagged(tags: [&str; 4]) -> Vec<(&'static str, String)> {
    let names = ["a.md", "b.md", "c.md", "d.md"];
    let text =
        |tag| format!("---\ntitle: {tag} post\ndate: 2026-01-05\ntags: [{tag}]\n---\nText.\n");
    names.into_iter().zip(tags).map(|(name, tag)| (name, text(tag))).collect()
}

fn taken_in(app: &mut App, posts: &[(&'static str, String)], changed: &[&str]) {
    let posts: Vec<(&str, &str)> = posts.iter().map(|(path, text)| (*path, &**text)).collect();
    change(app, &posts, changed, &[]);
}

fn reads(app: &App) -> (Option<&str>, Pane, usize) {
    let read = app.model.reading().map(|post| &*post.path);
    (read, app.model.context.focus, app.model.context.marks.read.len())
}

#[test]
fn what_is_read_stays_when_the_query_finds_it_no_more() {
    let all = tagged(["x"; 4]);
    let posts: Vec<(&str, &str)> = all.iter().map(|(path, text)| (*path, &**text)).collect();
    let mut app = App::new(120, 40, &posts);
    app.press("/").type_text("tag:x").press("Enter j Enter");
    assert_eq!(reads(&app), (Some("b.md"), Pane::Reader, 1));
    for _ in 0..2 {
        taken_in(&mut app, &tagged(["x", "y", "x", "x"]), &["b.md"]);
        assert_eq!(reads(&app), (Some("b.md"), Pane::Reader, 1));
        assert_eq!((app.titles().len(), app.model.context.selection.row), (3, 1));
    }
    // When the query finds it again, the cursor is on it as well.
    taken_in(&mut app, &all, &["b.md"]);
    assert_eq!(reads(&app), (Some("b.md"), Pane::Reader, 1));
    app.press("q");
    assert_eq!(app.model.context.selected().map(|post| &*post.path), Some("b.md"));
    // The only post of a list.
    let mut app = App::new(120, 40, &posts);
    app.press("/").type_text("path:b.md tag:x").press("Enter Enter");
    taken_in(&mut app, &tagged(["x", "y", "x", "x"]), &["b.md"]);
    assert_eq!(reads(&app), (Some("b.md"), Pane::Reader, 1));
    // A new query shows its own results.
    app.press("g / C-u").type_text("tag:x").press("Enter");
    assert_eq!(app.model.reading().map(|post| &*post.path), Some("a.md"));
}

#[test]
fn nothing_else_is_opened_in_place_of_what_is_gone() {
    let all = tagged(["x"; 4]);
    let posts: Vec<(&str, &str)> = all.iter().map(|(path, text)| (*path, &**text)).collect();
    let mut app = App::new(60, 20, &posts);
    app.press("j j Enter");
    assert_eq!(reads(&app), (Some("c.md"), Pane::Reader, 1));
    // The post goes with its whole root, and comes back.
    taken_in(&mut app, &[], &[]);
    assert_eq!((app.model.context.focus, app.model.context.marks.read.len()), (Pane::List, 1));
    taken_in(&mut app, &all, &[]);
    assert_eq!(reads(&app), (Some("c.md"), Pane::Reader, 1));
    // The same when other posts remain, but not if the user has moved on meanwhile.
    taken_in(&mut app, &tagged(["x"; 4])[..2], &[]);
    assert_eq!((app.model.context.focus, app.model.context.selection.row), (Pane::List, 1));
    app.press("k");
    taken_in(&mut app, &all, &[]);
    assert_eq!((app.model.context.focus, app.model.context.selection.row), (Pane::List, 0));
    assert_eq!(app.model.context.marks.read.len(), 1);
}
