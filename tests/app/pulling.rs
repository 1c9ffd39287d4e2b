//! Pulling: progress, cancelling, what came, and what has failed.

use crate::posts::POSTS;
use crate::screens::at_each_size;
use crate::support::{App, library};
use std::sync::Arc;
use yunbao::app::{Changed, Message, Notice, PullStep, PulledRoot};
use yunbao::config::File;
use yunbao::messages::Language;
use yunbao::pull::{FailureReason, PullEnd, PullFailure};

const CONFIG: &str = "roots:
  - {path: /src/blog, pull: [git, -C, '%r', pull, --ff-only]}
  - {path: /src/news, pull: [git, -C, '%r', pull, --ff-only]}
";

const DIGEST: &str = "---\ntitle: Weekly\ndate: 2026-08-14\n---\n
## One\n\nText.\n\n[Source](https://a.example/new-1)\n
## Two\n\nText.\n\n[Source](https://a.example/new-2)\n
## Three\n\nText.\n\n[Source](https://a.example/new-3)\n";

fn configured(width: u16, height: u16) -> App {
    let mut app = App::new(width, height, &POSTS);
    configure(&mut app, CONFIG);
    app
}

fn configure(app: &mut App, text: &str) {
    let (config, problems) = yunbao::config::read(text, std::path::Path::new("/"));
    assert_eq!(problems, []);
    let path = Some("/config.yaml".into());
    let file = File { path, text: text.to_owned(), config, problems, ..File::default() };
    let file = Box::new(file);
    app.message(Message::Configured { file, language: Language::English, reload: false });
}

fn step(app: &mut App, step: PullStep) {
    let request = *app.pulls.0.last().unwrap();
    app.message(Message::Pull { request, step });
}

/// The roots of the posts: those of the tests are in `blog`.
fn started(app: &mut App) {
    let root = |path: &str, folder: &str| PulledRoot {
        path: path.into(),
        folders: vec![folder.to_owned()],
    };
    step(app, PullStep::Started(vec![root("/src/blog", "blog"), root("/src/news", "/src/news")]));
}

fn failed() -> PullEnd {
    let lines = [
        "From https://code.example/news",
        "error: Your local changes to the following files would be overwritten by merge:",
        "  posts/2026-08-14-digest.md",
        "Please commit your changes or stash them before you merge.",
        "Aborting",
    ];
    let lines = lines.map(str::to_owned).to_vec();
    Err(PullFailure { reason: FailureReason::Exited(1), lines })
}

/// Delivers the posts with a new digest, as after a change on the disk.
fn change(app: &mut App) {
    let mut posts = POSTS.to_vec();
    posts.push(("blog/2026-08-14-weekly.md", DIGEST));
    let (library, problems) = library(&posts);
    let generation = app.model.context.load.generation;
    app.message(Message::Changed(Changed {
        generation,
        library,
        problems: Arc::new(problems),
        changed: Vec::new(),
        moved: Vec::new(),
        new: 1,
        gone: 0,
    }));
}

fn looked(app: &mut App, changed: bool) {
    let generation = app.model.context.load.generation;
    app.message(Message::Looked { generation, changed });
}

fn notice(app: &App) -> (String, bool) {
    let shown = app.model.notices.shown().expect("a notice");
    (shown.text.clone(), shown.is_error)
}

#[test]
fn progress_and_what_came_are_told_and_the_cursor_stays() {
    let mut app = configured(120, 40);
    app.press("/").type_text("istio").press("Enter j P");
    let (selected, query) = (app.selected(), app.model.context.query.text().to_owned());
    started(&mut app);
    assert!(app.text().contains("Pulling, 0 of 2 done: blog, news (P cancels)"), "{}", app.text());
    step(&mut app, PullStep::Done(1));
    assert!(app.text().contains("Pulling, 1 of 2 done: blog (P cancels)"), "{}", app.text());
    change(&mut app);
    step(&mut app, PullStep::Done(0));
    assert_eq!(app.looks, 0);
    step(&mut app, PullStep::Ended(vec![Ok(()), Ok(())]));
    assert_eq!(app.looks, 1, "also where the system cannot watch");
    looked(&mut app, false);
    let told = "blog: 1 new post, 3 stories · news: up to date";
    assert_eq!(notice(&app), (told.to_owned(), false));
    assert_eq!((app.selected(), app.model.context.query.text()), (selected, query.as_str()));
    // Another one brings nothing.
    app.press("P");
    started(&mut app);
    step(&mut app, PullStep::Ended(vec![Ok(()), Ok(())]));
    looked(&mut app, false);
    assert_eq!(notice(&app).0, "blog: up to date · news: up to date");
    assert_eq!(app.pulls.0.len(), 2);
    // A check of one's own says its result again.
    app.press("r");
    looked(&mut app, false);
    assert_eq!(notice(&app).0, "Nothing has changed");
}

#[test]
fn a_failure_can_be_read_until_the_next_pull() {
    let mut app = configured(120, 40);
    app.press("P");
    started(&mut app);
    step(&mut app, PullStep::Ended(vec![Ok(()), failed()]));
    looked(&mut app, false);
    assert_eq!(notice(&app), ("news: failed (!) · blog: up to date".to_owned(), true));
    app.press("!");
    let text = app.text();
    for line in [
        "/src/news",
        "error: the pull failed: exit code 1 [pull]",
        "error: Your local changes to the following files would be overwritten by merge:",
        "posts/2026-08-14-digest.md",
        "Aborting",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // No post is behind it, and it is left out only until the next failure.
    app.press("Enter d");
    assert!(!app.text().contains("Aborting"), "{}", app.text());
    app.press("Esc P");
    started(&mut app);
    step(&mut app, PullStep::Ended(vec![failed(), failed()]));
    assert_eq!(notice(&app), ("blog: failed (!) · news: failed (!)".to_owned(), true));
    assert_eq!(app.looks, 1, "nothing can have come");
    app.press("!");
    assert_eq!(app.text().matches("Aborting").count(), 2);
    app.press("Esc P");
    started(&mut app);
    step(&mut app, PullStep::Ended(vec![Ok(()), Ok(())]));
    looked(&mut app, false);
    app.press("!");
    assert!(!app.text().contains("Aborting"), "{}", app.text());
}

#[test]
fn screens_of_a_pull() {
    at_each_size("pulling", |app| {
        configure(app, CONFIG);
        app.press("P");
        started(app);
        step(app, PullStep::Done(0));
        app.message(Message::Told(Notice { text: String::new(), is_error: false }));
    });
    at_each_size("pulled", |app| {
        configure(app, CONFIG);
        app.press("P");
        started(app);
        change(app);
        step(app, PullStep::Ended(vec![Ok(()), failed()]));
        looked(app, true);
    });
    at_each_size("pull-failed", |app| {
        configure(app, CONFIG);
        app.press("P");
        started(app);
        step(app, PullStep::Ended(vec![Ok(()), failed()]));
        looked(app, true);
        app.press("!");
    });
}

#[test]
fn a_pull_is_cancelled_by_its_key_or_where_nothing_else_is() {
    let mut app = configured(120, 40);
    app.press("P");
    started(&mut app);
    app.press("P");
    assert_eq!((app.pulls.0.len(), app.pulls.1), (1, 1));
    let cancelled = || {
        Err(PullFailure { reason: FailureReason::Cancelled, lines: vec!["half done".to_owned()] })
    };
    step(&mut app, PullStep::Ended(vec![cancelled(), Ok(())]));
    looked(&mut app, false);
    assert_eq!(notice(&app), ("blog: cancelled · news: up to date".to_owned(), false));
    assert!(app.model.findings.shown.iter().all(|one| one.code.name() != "pull"));
    // Esc first closes and clears what is open.
    app.press("/").type_text("istio").press("Enter P");
    started(&mut app);
    app.press("? Esc");
    app.press("Esc");
    assert_eq!((app.model.context.query.text(), app.pulls.1), ("", 1));
    app.press("Esc");
    assert_eq!(app.pulls.1, 2);
    step(&mut app, PullStep::Ended(vec![cancelled(), cancelled()]));
    assert_eq!(notice(&app).0, "blog: cancelled · news: cancelled");
    app.press("Esc");
    assert_eq!(app.pulls.1, 2, "nothing is running");
}

#[test]
fn without_commands_it_says_how_to_configure_one() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("P");
    let (text, is_error) = notice(&app);
    assert!(text.contains("pull: [git, -C, \"%r\", pull, --ff-only]") && !is_error, "{text}");
    assert!(app.pulls.0.is_empty());
    // Others have been named on the command line.
    configure(&mut app, CONFIG);
    app.press("P");
    step(&mut app, PullStep::Started(Vec::new()));
    step(&mut app, PullStep::Ended(Vec::new()));
    assert!(notice(&app).0.contains("none of these roots"), "{}", notice(&app).0);
    app.press("P");
    assert_eq!(app.pulls.0.len(), 2, "and it can be tried again");
}

#[test]
fn a_pull_waits_until_the_posts_are_read() {
    let mut app = App::empty(120, 40);
    configure(&mut app, CONFIG);
    app.load_part(&POSTS[..2], false);
    app.press("P");
    assert!(app.pulls.0.is_empty());
    assert!(app.text().contains("Pulling"), "{}", app.text());
    app.load_part(&POSTS, true);
    assert_eq!(app.pulls.0.len(), 1);
    started(&mut app);
    step(&mut app, PullStep::Ended(vec![Ok(()), Ok(())]));
    // A load of everything, as after a saved config, counts as well.
    app.load_part(&POSTS, true);
    assert_eq!(notice(&app).0, "blog: up to date · news: up to date");
}

#[test]
fn many_roots_are_told_in_few_words() {
    let mut app = configured(80, 24);
    app.press("P");
    let roots: Vec<PulledRoot> = (0..9)
        .map(|number| PulledRoot {
            path: format!("/src/root-{number}").into(),
            folders: vec![format!("/src/root-{number}")],
        })
        .collect();
    step(&mut app, PullStep::Started(roots));
    assert!(app.text().contains("0 of 9 done: root-0, root-1, root-2, …"), "{}", app.text());
    let mut ends: Vec<PullEnd> = (0..9).map(|_| Ok(())).collect();
    ends[7] = failed();
    step(&mut app, PullStep::Ended(ends));
    looked(&mut app, true);
    assert_eq!(notice(&app).0, "root-7: failed (!) · 8 up to date");
}
