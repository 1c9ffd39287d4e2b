//! The behaviour of keys, without a terminal.

use crate::changes::change;
use crate::posts::POSTS;
use crate::support::{self, App};
use proptest::prelude::*;
use ratatui::style::Color;
use yunbao::app::{Body, Choice, Effect, Key, KeyCode, Message, Overlay, Pane, derive_all, update};
use yunbao::config::File;
use yunbao::messages::Language;
use yunbao::state::{Arrangement, Change, Layout};

fn app() -> App {
    App::new(120, 40, &POSTS)
}

#[test]
fn every_post_is_in_the_list_newest_first() {
    let titles = app().titles();
    assert_eq!(titles.len(), POSTS.len());
    assert!(titles[0].starts_with("服务网格一周"));
    assert_eq!(titles[5], "Just a heading", "undated posts are last");
    assert!(titles.iter().any(|title| title.contains("Broken")));
}

#[test]
fn every_keystroke_of_a_query_shows_its_result() {
    let mut app = app();
    app.press("/");
    app.type_text("ISTIO");
    assert_eq!(app.titles().len(), 1);
    app.press("Backspace Backspace Backspace Backspace Backspace");
    assert_eq!(app.titles().len(), POSTS.len());
    app.type_text("tag:kubernetes -notes").press("Enter");
    assert_eq!(app.titles().len(), 1);
    assert_eq!(app.model.context.query.text(), "tag:kubernetes -notes");
    assert_eq!(app.model.context.focus, Pane::List);
    app.press("/").type_text("zzz");
    assert!(app.titles().is_empty());
    app.press("Esc");
    assert_eq!(app.model.context.query.text(), "tag:kubernetes -notes");
    app.press("Esc");
    assert_eq!(app.model.context.query.text(), "");
    app.press("U");
    assert_eq!(app.model.context.query.text(), "tag:kubernetes -notes");
}

#[test]
fn ticking_a_facet_edits_the_query_and_unticking_takes_it_back() {
    let mut app = app();
    app.press("h");
    assert_eq!(app.model.context.focus, Pane::Facets);
    // After the unread posts, categories come first: heading, then values.
    app.press("j j Enter");
    assert_eq!(app.model.context.query.text(), "category:\"Cloud Native\"");
    assert_eq!(app.titles().len(), 1);
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "");
    app.press("-");
    assert_eq!(app.model.context.query.text(), "-category:\"Cloud Native\"");
    assert_eq!(app.titles().len(), POSTS.len() - 1);
    app.press("-");
    assert_eq!(app.model.context.query.text(), "");
}

#[test]
fn a_tag_is_picked_in_three_keys() {
    let mut app = app();
    app.press("t");
    assert!(matches!(app.model.overlay, Some(Overlay::Picker(_))));
    app.type_text("kub").press("Enter");
    assert_eq!(app.model.context.query.text(), "tag:kubernetes");
    assert_eq!(app.titles().len(), 2);
    app.press("t Enter");
    assert_eq!(app.model.context.query.text(), "", "the same tag again takes it away");
    app.press("c").type_text("云").press("Enter");
    assert_eq!(app.model.context.query.text(), "", "nothing to pick changes nothing");
}

#[test]
fn the_cursor_stays_on_its_post() {
    let mut app = app();
    app.press("j j");
    let post = app.selected();
    assert_eq!(post, "Notes without a source");
    app.press("/").type_text("kubernetes").press("Enter");
    assert_eq!(app.selected(), post);
    app.press("Esc");
    assert_eq!(app.selected(), post);
}

#[test]
fn the_first_row_stays_first_while_posts_come_in() {
    let mut app = App::empty(120, 40);
    app.load_part(&POSTS[3..], false);
    assert_eq!(app.model.context.selection.row, 0);
    app.load(&POSTS);
    assert_eq!(app.model.context.selection.row, 0);
    assert!(app.selected().starts_with("服务网格"));
    let mut app = App::empty(120, 40);
    app.load_part(&POSTS[3..], false);
    app.press("j");
    let post = app.selected();
    app.load(&POSTS);
    assert_eq!(app.selected(), post, "but a post that was moved to stays under the cursor");
}

#[test]
fn stories_are_walked_and_their_sources_opened() {
    let mut app = app();
    app.press("o");
    assert_eq!(app.opened, ["https://istio.io/latest/docs/ambient/"], "in the list, the post's");
    app.press("Enter o");
    assert_eq!(app.opened.len(), 2);
    assert_eq!(app.opened[1], app.opened[0], "above the first story, the post's");
    app.press("] o ] o ] o");
    assert_eq!(
        app.opened[2..],
        [
            "https://istio.io/latest/docs/ambient/overview/",
            "https://gateway-api.sigs.k8s.io/",
            "https://gateway-api.sigs.k8s.io/api-types/httproute/"
        ]
    );
    app.press("]");
    assert!(app.model.notices.shown().is_some(), "the end is told");
    app.press("[ o");
    assert_eq!(app.opened[5], "https://gateway-api.sigs.k8s.io/");
    app.press("y");
    assert_eq!(app.copied, ["https://gateway-api.sigs.k8s.io/"]);
}

#[test]
fn without_stories_headings_are_walked_and_no_source_is_told() {
    let mut app = App::new(120, 8, &POSTS);
    app.press("j j Enter ]");
    assert!(app.model.reader.line > 0);
    app.press("o");
    assert!(app.opened.is_empty());
    assert!(app.model.notices.shown().is_some_and(|notice| notice.is_error));
}

#[test]
fn what_is_no_web_page_is_never_opened() {
    let mut app = app();
    app.press("/").type_text("evil").press("Enter o Enter ] o");
    for number in 1..=9 {
        app.press(&number.to_string());
    }
    assert_eq!(app.opened, [] as [&str; 0]);
}

#[test]
fn each_post_is_found_where_it_was_left() {
    let mut app = App::new(60, 12, &POSTS);
    app.press("Enter Space Space");
    let (top, line) = (app.model.reader.top, app.model.reader.line);
    assert!(top > 0);
    app.press("J");
    assert_eq!(app.model.reader.top, 0);
    app.press("K");
    assert_eq!((app.model.reader.top, app.model.reader.line), (top, line));
}

#[test]
fn resizing_keeps_the_place_in_the_text() {
    let mut app = App::new(120, 12, &POSTS);
    app.press("Enter ] ]");
    let shown = |app: &App| app.text().contains("Gateway API 的角色");
    assert!(shown(&app));
    for (width, height) in [(80, 24), (40, 10), (30, 8), (200, 50), (120, 12)] {
        app.resize(width, height);
        assert!(shown(&app), "{width}×{height}\n{}", app.text());
    }
}

#[test]
fn keys_typed_ahead_of_a_text_are_not_lost_when_it_comes() {
    let mut app = App::empty(120, 40);
    app.slow = true;
    app.load(&POSTS);
    assert_eq!(app.model.reader.body, Body::Waiting);
    app.press("j k Enter");
    app.deliver();
    assert!(matches!(app.model.reader.body, Body::Ready(_)));
    assert!(app.text().contains("三件事"), "only the last text asked for is shown");
}

#[test]
fn the_parts_of_code_are_told_apart_behind_the_first_screen() {
    let mut app = App::empty(120, 40);
    app.slow = true;
    app.load(&POSTS);
    app.deliver_one();
    app.press("Enter G");
    let place = |app: &App| (app.model.reader.top, app.model.reader.line);
    let (plain, before) = (app.screen(), place(&app));
    assert!(plain.contains("│ kind: HTTPRoute"), "{plain}");
    app.deliver();
    let text = |screen: &str| screen.split("--- styles").next().map(str::to_owned);
    assert_eq!((text(&app.screen()), place(&app)), (text(&plain), before));
    assert_ne!(app.screen(), plain);
    // A late answer does not affect the post that is being read by now.
    app.press("J K");
    app.deliver_one();
    let late = app.take_waiting();
    app.press("J");
    let before = app.model.reader.body.clone();
    app.message(late);
    assert_eq!(app.model.reader.body, before);
}

/// A post of about 400 KB, with a marker in each of its stories.
fn long_post() -> String {
    let story = |number: usize| {
        format!(
            "## Story {number}\n\nMark-{number} [of it](https://a.b/{number}), 第{number}段，{}\n\n```go\nfunc main() {{}}\n```\n\n",
            "服务网格 mesh ".repeat(20)
        )
    };
    (0..800).map(story).collect()
}

#[test]
fn a_long_post_is_begun_with_and_stays_where_it_was() {
    let text = long_post();
    let posts = [("long.md", text.as_str()), ("short.md", "# Short\n\nText.\n")];
    let mut app = App::empty(100, 30);
    app.slow = true;
    app.load(&posts);
    app.press("Enter");
    // Of the texts that were requested, the last one is shown.
    app.deliver_one();
    assert!(app.text().contains("Mark-0 of it[1]"), "{}", app.text());
    assert!(app.model.reader.is_beginning && app.model.awaited().is_some());
    let first = |app: &App| {
        let text = app.text();
        // The scroll position is known only when the whole text is laid out.
        let lines = text.lines().skip(2).map(|line| line.trim_end_matches([' ', '▐']).to_owned());
        lines.take(20).collect::<Vec<_>>()
    };
    let beginning = first(&app);
    app.deliver_one();
    assert!(!app.model.reader.is_beginning && app.model.awaited().is_some());
    while app.model.awaited().is_some() {
        app.deliver();
    }
    assert_eq!(first(&app), beginning);
    app.slow = false;
    app.press("G ] [ [ [");
    for (width, height) in [(60, 20), (150, 40), (100, 30)] {
        let mark = app.text().split("Mark-").nth(1).unwrap()[..4].to_owned();
        app.slow = true;
        app.resize(width, height);
        assert!(app.model.awaited().is_some());
        assert!(app.text().contains(&mark), "{mark}\n{}", app.text());
        let in_haste = first(&app);
        while app.model.awaited().is_some() {
            app.deliver();
        }
        assert_eq!(first(&app), in_haste);
        app.slow = false;
    }
}

#[test]
fn the_copy_menu_offers_what_is_read() {
    let mut app = app();
    app.press("Enter ] Y");
    let text = app.text();
    assert!(text.contains("[ambient 模式的两层结构](https://istio.io"), "{text}");
    app.press("Enter");
    let link = "[ambient 模式的两层结构](https://istio.io/latest/docs/ambient/overview/)";
    assert_eq!(app.copied, [link]);
    app.press("Y").type_text("quote").press("Enter");
    let quote =
        "ztunnel 处理第四层，waypoint 处理第七层。两层可以分开启用，先得到加密，再按需加上策略。";
    assert_eq!(app.copied[1], format!("> {quote}\n>\n> — {link}\n"));
    app.press("G Y").type_text("yaml").press("Enter");
    assert!(
        app.copied[2].starts_with("apiVersion: gateway") && app.copied[2].ends_with("reviews\n")
    );
    app.press("y");
    assert_eq!(app.copied.len(), 4);
    assert!(app.copied[3].starts_with("https://"), "{}", app.copied[3]);
}

#[test]
fn q_goes_back_and_quits_at_the_top() {
    let mut app = app();
    app.press("Enter ? q");
    assert!(app.model.overlay.is_none() && app.model.context.focus == Pane::Reader);
    app.press("q");
    assert_eq!(app.model.context.focus, Pane::List);
    assert!(!app.quit);
    app.press("q");
    assert!(app.quit);
    for keys in ["Q", "C-c", "/ C-c", "? C-c", "t C-c"] {
        let mut app = self::app();
        app.press(keys);
        assert!(app.quit, "{keys}");
    }
}

#[test]
fn help_names_every_action() {
    let mut app = App::new(120, 90, &POSTS);
    app.press("?");
    let text = app.text();
    for what in ["next story", "filter by a tag", "suspend", "edit the query"] {
        assert!(text.contains(what), "{what}\n{text}");
    }
}

#[test]
fn problems_are_listed_with_their_place() {
    let mut app = app();
    app.press("!");
    let text = app.text();
    let lines: Vec<&str> = text.lines().collect();
    let file = lines.iter().position(|line| line.contains("blog/2026-06-01-broken.md")).unwrap();
    assert!(lines[file + 1].contains("! warning 2:"), "{text}");
    assert!(text.contains("warnings"), "{text}");
}

#[test]
fn a_problem_leads_to_its_post() {
    let mut app = app();
    app.press("! Enter");
    assert!(app.model.overlay.is_none());
    assert_eq!(app.model.context.focus, Pane::Reader);
    let problem = app.model.findings.shown[0].path.clone();
    assert_eq!(app.model.reading().map(|post| post.path.to_string()), Some(problem.clone()));
    assert_eq!(
        app.model.context.selected().map(|post| post.path.to_string()),
        Some(problem.clone())
    );
    // If the query hides the post, the query is cleared, and undo restores it.
    app.press("q /").type_text("istio").press("Enter");
    assert_eq!(app.titles().len(), 1);
    app.press("! Enter");
    assert_eq!(app.model.context.query.text(), "");
    assert_eq!(app.model.reading().map(|post| post.path.to_string()), Some(problem));
    app.press("U");
    assert_eq!(app.model.context.query.text(), "istio");
}

#[test]
fn a_draft_with_a_problem_is_read_too() {
    let draft = "---\ntitle: a\ntitle: b\ndraft: true\n---\n\nText.\n";
    let mut app = App::new(120, 40, &[("a.md", "---\ntitle: A\n---\n"), ("b.md", draft)]);
    assert_eq!(app.titles(), ["A"]);
    app.press("! Enter");
    assert_eq!(app.model.reading().map(|post| post.title.as_ref()), Some("b"));
    assert_eq!(app.model.context.query.text(), "is:draft");
}

#[test]
fn a_file_that_could_not_be_read_is_told_of_and_stays_in_the_list() {
    use yunbao::post::{Diagnostic, DiagnosticCode, Severity};
    let mut app = app();
    let (library, mut problems) = support::library(&POSTS);
    let error = Diagnostic {
        path: "blog/locked.md".to_owned(),
        line: 0,
        column: 0,
        severity: Severity::Error,
        code: DiagnosticCode::Unreadable,
        message: yunbao::post::DiagnosticMessage::Forbidden,
    };
    let loaded = |problems: Vec<Diagnostic>, generation| {
        Message::Loaded(yunbao::app::Loaded {
            generation,
            library: library.clone(),
            read: POSTS.len(),
            total: Some(POSTS.len()),
            problems: std::sync::Arc::new(problems),
            done: true,
        })
    };
    app.press("! j");
    let Some(Overlay::Problems(list)) = app.model.overlay else { panic!("the list is open") };
    let held = app.model.findings.shown[list.cursor].clone();
    problems.insert(0, error);
    let generation = app.model.context.load.generation;
    app.message(loaded(problems, generation));
    let Some(Overlay::Problems(list)) = app.model.overlay else { panic!("the list is open") };
    assert_eq!(app.model.findings.shown[list.cursor], held, "the cursor stays on its problem");
    app.press("g g");
    assert!(app.text().contains("✗ error: may not be read"), "{}", app.text());
    app.press("Enter");
    assert!(matches!(app.model.overlay, Some(Overlay::Problems(_))));
    assert!(app.model.notices.shown().is_some_and(|notice| notice.text.contains("locked.md")));
    app.press("Esc");
    assert!(app.model.overlay.is_none());
}

#[test]
fn the_list_of_problems_is_read_on_the_smallest_screen() {
    let mut app = App::new(30, 8, &POSTS);
    app.press("!");
    assert!(app.text().contains("warning"), "{}", app.text());
    let count = app.model.findings.shown.len();
    assert!(count > 1, "the posts have problems");
    for _ in 0..200 {
        app.press("j");
    }
    let Some(Overlay::Problems(list)) = app.model.overlay else { panic!("the list is open") };
    assert_eq!(list.cursor, count - 1);
    app.press("! !");
    let Some(Overlay::Problems(list)) = app.model.overlay else { panic!("the list is open") };
    assert_eq!(list.cursor, 0);
}

#[test]
fn nothing_hostile_is_on_any_screen() {
    for keys in ["G k", "Enter", "!", "t", "h", "z"] {
        for (width, height) in [(120, 40), (80, 24), (30, 8)] {
            let mut app = App::new(width, height, &POSTS);
            app.press("/").type_text("evil").press("Enter").press(keys);
            for cell in app.buffer().content() {
                for character in cell.symbol().chars() {
                    let bidi =
                        matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                    assert!(!character.is_control() && !bidi, "{:?}", cell.symbol());
                }
            }
        }
    }
}

#[test]
fn a_load_of_other_folders_drops_old_answers() {
    let mut app = app();
    app.message(Message::Configured {
        file: Box::new(File::default()),
        language: app.model.context.language,
        reload: true,
    });
    assert_eq!(app.loads, 1);
    let old = app.model.context.load.generation - 1;
    let (library, _) = support::library(&POSTS[..1]);
    app.message(Message::Loaded(yunbao::app::Loaded {
        generation: old,
        library,
        read: 1,
        total: Some(1),
        problems: std::sync::Arc::default(),
        done: true,
    }));
    assert_eq!(app.titles().len(), POSTS.len());
    app.load(&POSTS[..2]);
    assert_eq!(app.titles().len(), 2);
}

const LINKED: [(&str, &str); 2] = [
    (
        "notes/2026-02-01-first.md",
        "# First\n\nSee [the second](2026-01-01-second.md), [below](#the-end), [gone](gone.md) and\n[Envoy](https://www.envoyproxy.io/).\n\n## Middle\n\nText.\n\n## The end\n\nText.\n",
    ),
    ("notes/2026-01-01-second.md", "# Second\n\nText.\n"),
];

#[test]
fn links_are_followed_to_posts_headings_and_the_web_and_the_way_back_is_kept() {
    let mut app = App::new(100, 12, &LINKED);
    app.press("Enter 1 Enter");
    assert_eq!(app.selected(), "Second");
    app.press("C-o");
    assert_eq!((app.selected().as_str(), app.model.context.focus), ("First", Pane::Reader));
    app.press("A-→");
    assert_eq!(app.selected(), "Second");
    app.press("C-o 2 o");
    assert!(app.model.reader.line > 5, "at the heading");
    app.press("C-o");
    assert_eq!(app.model.reader.line, 0);
    app.press("3 o");
    assert!(app.model.notices.shown().is_some_and(|notice| notice.is_error));
    app.press("4 Enter");
    assert_eq!(app.opened, ["https://www.envoyproxy.io/"]);
    app.press("C-o C-o C-o");
    assert_eq!(app.model.context.focus, Pane::List);
}

#[test]
fn a_link_to_a_post_that_the_query_hides_shows_it_all_the_same() {
    let mut app = App::new(100, 12, &LINKED);
    app.press("/").type_text("first").press("Enter Enter 1 o");
    assert_eq!((app.selected().as_str(), app.model.context.query.text()), ("Second", ""));
    app.press("C-o");
    assert_eq!((app.selected().as_str(), app.model.context.query.text()), ("First", "first"));
}

#[test]
fn links_are_opened_by_letters() {
    let mut app = App::new(100, 12, &LINKED);
    app.press("Enter f");
    assert_eq!(app.model.link_labels.as_ref().map(|hints| hints.labels.len()), Some(4));
    // The letters are before the link, not on its text or number.
    assert!(app.text().contains("aEnvoy[4]"), "{}", app.text());
    app.press("a");
    assert_eq!(app.opened, ["https://www.envoyproxy.io/"]);
    app.press("f Esc");
    assert!(app.model.link_labels.is_none() && app.model.context.focus == Pane::Reader);
    app.press("f x");
    assert!(app.model.link_labels.is_none());
}

#[test]
fn links_and_headings_are_listed_and_chosen() {
    let mut app = app();
    app.press("Enter L").type_text("gateway").press("Enter");
    assert_eq!(app.opened, ["https://gateway-api.sigs.k8s.io/"]);
    app.press("O").type_text("配置");
    let text = app.text();
    assert!(text.contains("一段配置") && text.contains("gateway-api.sigs.k8s.io"), "{text}");
    app.press("Enter o");
    assert_eq!(app.opened[1], "https://gateway-api.sigs.k8s.io/api-types/httproute/");
    let mut app = App::new(100, 12, &LINKED[1..]);
    app.press("Enter L");
    assert!(app.model.overlay.is_none() && app.model.notices.shown().is_some());
}

#[test]
fn the_palette_knows_actions_by_the_names_of_the_config() {
    for name in ["zen", "next-unread", "also in"] {
        let mut app = App::new(80, 24, &POSTS);
        app.press(":");
        app.type_text(name);
        let Some(Overlay::Picker(picker)) = &app.model.overlay else { panic!("no palette") };
        let chosen = &picker.at_cursor().unwrap().choice;
        let wanted = name.replace(' ', "-");
        assert!(matches!(chosen, Choice::Action(action) if action.name() == wanted), "{chosen:?}");
    }
}

#[test]
fn every_action_is_in_the_palette_and_done_from_it() {
    let mut app = app();
    app.press(":").type_text("keys").press("Enter");
    assert!(matches!(app.model.overlay, Some(Overlay::Help(_))));
    app.press("Esc :").type_text("category").press("Enter").type_text("native").press("Enter");
    assert_eq!(app.model.context.query.text(), "category:\"Cloud Native\"");
}

#[test]
fn several_values_are_marked_and_chosen_together() {
    let mut app = app();
    app.press("t").type_text("istio").press("Tab C-u").type_text("envoy").press("Tab Enter");
    assert_eq!(app.titles().len(), 1);
    assert!(
        app.model.context.query.text().contains("istio")
            && app.model.context.query.text().contains("envoy")
    );
}

#[test]
fn tab_completes_fields_and_values_of_the_library() {
    let mut app = app();
    app.press("/").type_text("ca").press("Tab");
    assert_eq!(app.model.context.query.text(), "category:");
    app.type_text("nat").press("Tab");
    assert_eq!(app.model.context.query.text(), "category:\"Cloud Native\"");
    app.type_text(" -#k").press("Tab");
    assert_eq!(app.model.context.query.text(), "category:\"Cloud Native\" -#kubernetes");
    app.press("Esc /").type_text("tag:s").press("Tab");
    let first = app.model.context.query.text().to_owned();
    app.press("Tab");
    assert_ne!(app.model.context.query.text(), first);
    app.press("S-Tab");
    assert_eq!(app.model.context.query.text(), first);
    app.press("Esc /").type_text("is:u").press("Tab");
    assert!(
        app.model.context.query.text().starts_with("is:un"),
        "{}",
        app.model.context.query.text()
    );
    app.press("Esc /").type_text("zz").press("Tab");
    assert_eq!(app.model.context.query.text(), "zz", "nothing is known for it");
}

#[test]
fn in_a_large_library_typing_is_seen_before_its_result() {
    let posts: Vec<(String, String)> = (0..2_500)
        .map(|number| (format!("n/{number:05}.md"), format!("# Post {number}\n\nText {number}.\n")))
        .collect();
    let posts: Vec<(&str, &str)> =
        posts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut app = App::new(100, 20, &posts);
    app.slow = true;
    app.press("/").type_text("24");
    assert!(app.model.context.results.searching().is_some());
    assert!(app.text().contains("/ 24") && app.titles().len() == 2_500);
    app.type_text("99");
    // The answer to the first request is late: it is not shown.
    app.deliver();
    assert!(app.model.context.results.searching().is_none());
    assert_eq!(app.titles(), ["Post 2499"]);
    app.press("Backspace Backspace Backspace Backspace");
    app.deliver();
    assert_eq!(app.titles().len(), 2_500);
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        4 => prop::sample::select(vec![
            'j', 'k', 'g', 'G', 'h', 'l', '/', 't', 'c', 'U', 'z', '!', '?', 'q', 'o', 'y', ']',
            '[', 'J', 'K', '-', ' ', 'b', '1', '9', 'i', 's', '云', '"', '(', 'f', 'L', 'O', ':', 'a'
        ])
        .prop_map(Key::character),
        1 => prop::sample::select(vec!['d', 'u', 'f', 'b', 'w', 'a', 'e', 'o', 'i']).prop_map(Key::control),
        2 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Down, KeyCode::Up,
            KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::PageDown,
            KeyCode::PageUp, KeyCode::Backspace, KeyCode::Delete
        ])
        .prop_map(Key::plain),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_the_model_is_sound(
        steps in prop::collection::vec((key(), 0u8..20, 1u16..180, 1u16..60), 1..60)
    ) {
        let mut app = App::new(120, 40, &POSTS);
        for (key, what, width, height) in steps {
            match what {
                0 => { app.resize(width, height); }
                1 => app.load_part(&POSTS[usize::from(width) % POSTS.len()..], false),
                3 => {
                    let from = usize::from(height) % POSTS.len();
                    let moved = [(POSTS[from].0, POSTS[5].0)];
                    change(&mut app, &POSTS[from..], &[POSTS[4].0, POSTS[5].0], &moved);
                }
                2 => app.message(Message::Paste { text: "tag:istio \u{1b}[31m\n".to_owned(), is_cut: false }),
                _ => app.message(Message::Key(key)),
            }
            let model = &app.model;
            prop_assert!(model.context.selection.row < model.context.results.rows.len().max(1));
            prop_assert!(model.facets.cursor < model.facets.rows.len().max(1));
            prop_assert!(model.list.top <= model.context.selection.row);
            prop_assert!(model.reader.top <= model.reader.rows());
            prop_assert!(model.reader.line >= model.reader.top);
            let panes = model.context.panes();
            if let Some(area) = panes.and_then(|panes| panes.list) {
                let height = usize::from(area.below_title().height);
                prop_assert!(model.context.selection.row < model.list.top + height.max(1));
            }
            app.buffer();
            let before = format!("{:?}", app.model);
            let effects = derive_all(&mut app.model);
            prop_assert!(effects.is_empty(), "it asks twice: {effects:?}");
            prop_assert_eq!(before, format!("{:?}", app.model), "not all is derived at once");
        }
    }
}

#[test]
fn the_palette_changes_theme_and_language_at_once() {
    let mut app = App::new(120, 40, &POSTS);
    let ground = |app: &App| app.buffer()[(60, 20)].bg;
    assert_eq!(ground(&app), Color::Reset);
    app.press(":").type_text("theme: light").press("Enter");
    assert_eq!(ground(&app), Color::Rgb(0xfc, 0xfc, 0xfa));
    assert!(app.text().contains("Theme light"), "{}", app.text());
    // An overlay has the same background.
    app.press("?");
    assert_eq!(ground(&app), Color::Rgb(0xfc, 0xfc, 0xfa));
    app.press("Esc :").type_text("繁體").press("Enter");
    assert!(app.text().contains("文章 6") && app.text().contains("篇未讀"), "{}", app.text());
    // In another language too, an action is found by its English words.
    app.press(":").type_text("theme: mono").press("Enter");
    assert_eq!(ground(&app), Color::Reset);
}

/// Saves a config with this text while the program runs.
fn configured(app: &mut App, text: &str) {
    let (config, problems) = yunbao::config::read(text, std::path::Path::new("/"));
    let path = Some("/config.yaml".into());
    let file = File { path, text: text.to_owned(), config, problems, ..File::default() };
    app.message(Message::Configured {
        file: Box::new(file),
        language: Language::English,
        reload: false,
    });
}

#[test]
fn keys_of_the_config_are_those_of_help_hints_and_palette() {
    let mut app = app();
    configured(&mut app, "keys: {help: F1, read: [x, g r], quit: []}\n");
    assert!(app.text().contains("x read") && app.text().contains("F1 help"), "{}", app.text());
    app.press("F1");
    assert!(app.text().contains("g r"), "{}", app.text());
    app.press("F1 g r");
    assert_eq!(app.model.context.focus, Pane::Reader);
    app.press("q Q");
    assert!(!app.quit);
    app.press(":").type_text("show the keys");
    assert!(app.text().contains("show the keys") && app.text().contains(" F1 "), "{}", app.text());
    // Sentences name the new keys as well; an action without a key is in the palette.
    app.press("Esc Esc");
    configured(&mut app, "keys: {undo: F2, save-view: []}\n");
    app.press("A");
    assert!(app.text().contains("(F2: undo)"), "{}", app.text());
    app.press("v");
    assert!(app.text().contains("; : saves the query"), "{}", app.text());
}

#[test]
fn problems_of_the_config_stand_first_and_go_when_it_is_mended() {
    let mut app = app();
    let before = app.model.findings.shown.len();
    configured(&mut app, "them: dark\nkeys: {hepl: x}\n");
    assert!(app.text().contains("The config has 2 problems"), "{}", app.text());
    assert_eq!(app.model.findings.shown.len(), before + 2);
    app.press("!");
    assert!(["\"theme\"?", "\"help\"?"].iter().all(|near| app.text().contains(near)));
    // The problems of the config remain when posts arrive.
    app.press("Esc");
    app.load(&POSTS);
    assert_eq!(app.model.findings.shown.len(), before + 2);
    configured(&mut app, "theme: dark\n");
    assert_eq!(app.model.findings.shown.len(), before);
    assert_eq!(app.model.context.theme.name, "dark");
}

#[test]
fn what_was_chosen_stays_when_a_config_says_nothing_new_of_it() {
    let mut app = app();
    app.press(":").type_text("theme: light").press("Enter");
    configured(&mut app, "mark_read: never\nviews: {mesh: istio}\n");
    assert_eq!(app.model.context.theme.name, "light");
    assert_eq!(app.model.views.all()[0].name, "mesh");
    configured(&mut app, "theme: mono\n");
    assert_eq!(app.model.context.theme.name, "mono");
    assert!(app.model.views.all().is_empty());
}

#[test]
fn what_is_said_fades_and_is_found_again_among_the_problems() {
    let mut app = app();
    let said = |text: &str, is_error| {
        Message::Told(yunbao::app::Notice { text: text.to_owned(), is_error })
    };
    app.message(said("The disk is full", true));
    app.message(said("No browser", true));
    assert!(app.text().contains("✗ The disk is full (+1)"), "{}", app.text());
    let (number, after) = *app.fades.last().expect("it fades");
    assert_eq!(after.as_secs(), 8);
    app.message(Message::Faded(number));
    assert!(app.text().contains("✗ No browser") && !app.text().contains("(+"), "{}", app.text());
    // With the next key the notice has been seen; the key's own notice is shown at once.
    app.press("s");
    assert!(app.text().contains(" Starred") && !app.text().contains("No browser"));
    app.press("! G");
    let text = app.text();
    assert!(text.contains("Earlier notices") && text.contains("✗ The disk is full"), "{text}");
    // Enter does nothing on a notice.
    app.press("Enter");
    assert!(app.model.overlay.is_some());
}

#[test]
fn a_number_before_a_key_is_how_often_or_which() {
    let mut app = app();
    let cursor = |app: &App| app.model.context.selection.row;
    app.press("3 j");
    assert_eq!(cursor(&app), 3);
    app.press("2 k");
    assert_eq!(cursor(&app), 1);
    app.press("5 G");
    assert_eq!(cursor(&app), 4);
    app.press("2 g g");
    assert_eq!(cursor(&app), 1);
    app.press("9 9 9 j");
    assert_eq!(cursor(&app), 5);
    app.press("3");
    assert!(app.text().lines().last().unwrap().starts_with(" 3"), "{}", app.text());
    // A count that is cancelled, or typed before a key that takes none, changes nothing.
    app.press("Esc k");
    assert_eq!(cursor(&app), 4);
    app.press("3 s k");
    assert_eq!((cursor(&app), app.model.context.marks.starred.len()), (3, 1));
    app.press("2 q");
    assert!(app.quit);
    // In the reader a number before Enter or `o` is that of a link, before other keys a count.
    let mut app = App::new(120, 12, &POSTS);
    app.press("Enter 2");
    assert!(app.text().contains("2 → gateway-api.sigs.k8s.io"), "{}", app.text());
    app.press("Enter");
    assert_eq!(app.opened, ["https://gateway-api.sigs.k8s.io/"]);
    app.press("1 o");
    assert_eq!(app.opened[1], "https://istio.io/latest/docs/ambient/overview/");
    app.press("9 9 o");
    assert!(app.opened.len() == 2 && app.text().contains("no link 99"), "{}", app.text());
    app.press("5 j");
    assert_eq!(app.model.reader.top, 5);
    app.press("Enter");
    assert!(app.text().contains("Type the number of a link first"), "{}", app.text());
    app.press("g Esc");
    assert_eq!(app.model.context.focus, Pane::Reader, "Esc gave up the chord only");
}

#[test]
fn borders_are_moved_as_far_as_there_is_room_and_remembered() {
    let mut app = app();
    let widths = |app: &App| {
        let panes = app.model.context.panes().unwrap();
        (panes.facets.unwrap().width, panes.list.unwrap().width, panes.reader.unwrap().width)
    };
    assert_eq!(widths(&app), (22, 46, 50));
    app.press("> >");
    assert_eq!(widths(&app), (22, 50, 46));
    app.press("h 3 > l <");
    assert_eq!(widths(&app), (28, 45, 45));
    let arrangement = app.model.context.arrangement;
    assert_eq!((arrangement.facets_border, arrangement.list_border), (6, 2));
    assert_eq!(last_arrangement(&app), Some(arrangement));
    app.press("9 9 <");
    assert_eq!(widths(&app), (28, 24, 66));
    // Key presses beyond the limit are not remembered.
    app.press(">");
    assert_eq!(widths(&app), (28, 25, 65));
    app.resize(100, 24);
    assert_eq!(app.model.context.panes().unwrap().list.unwrap().width, 30);
    app.press("W > >");
    let list = |app: &App| app.model.context.panes().unwrap().list.unwrap();
    assert_eq!((list(&app).width, list(&app).height), (100, 12));
}

/// The last arrangement that was to be stored.
fn last_arrangement(app: &App) -> Option<Arrangement> {
    app.remembered.iter().rev().find_map(|change| match change {
        Change::Arrangement(arrangement) => Some(*arrangement),
        _ => None,
    })
}

#[test]
fn layout_filter_pane_and_zen_stay_as_they_were_left() {
    let mut app = app();
    let shown = |app: &App| {
        let panes = app.model.context.panes().unwrap();
        (panes.facets.is_some(), panes.list.is_some(), panes.reader.is_some())
    };
    assert_eq!(shown(&app), (true, true, true));
    app.press("B");
    assert_eq!(shown(&app), (false, true, true));
    app.press("h");
    assert_eq!(shown(&app), (true, true, true), "it is there while it has the focus");
    app.press("l W");
    assert!(app.text().contains("Layout: rows"), "{}", app.text());
    assert_eq!(shown(&app), (false, true, true));
    app.press("W");
    assert_eq!(shown(&app), (false, true, false));
    app.press("Enter");
    assert_eq!(shown(&app), (false, false, true));
    app.press("q W B z");
    assert_eq!((shown(&app), app.model.context.focus), ((false, false, true), Pane::Reader));
    app.press("J");
    assert_eq!(shown(&app), (false, false, true));
    app.press("q");
    assert_eq!((shown(&app), app.model.context.focus), ((true, true, true), Pane::List));
    app.press("j Enter");
    assert_eq!(shown(&app), (false, false, true), "the next post is read alone as well");
    let left = Arrangement {
        layout: Some(Layout::Columns),
        filter: Some(true),
        zen: true,
        ..Arrangement::default()
    };
    assert_eq!(last_arrangement(&app), Some(left));
    app.press("z");
    assert_eq!((shown(&app), app.model.context.focus), ((true, true, true), Pane::Reader));
    // Where there is no room for it, the filter pane is shown while it has the focus.
    let mut app = App::new(80, 24, &POSTS);
    app.press("B");
    assert_eq!((shown(&app), app.model.context.focus), ((true, true, false), Pane::List));
    let mut app = App::new(50, 12, &POSTS);
    app.press("B");
    assert_eq!((shown(&app), app.model.context.focus), ((true, false, false), Pane::Facets));
    app.press("B W");
    assert_eq!((shown(&app), app.model.context.focus), ((false, true, false), Pane::List));
    assert!(app.text().contains("No room"), "{}", app.text());
}

#[test]
fn only_a_file_is_edited() {
    let mut app = app();
    app.press("e");
    assert!(app.text().contains("not a file and cannot be edited") && app.edited.is_empty());
}

#[test]
fn help_is_searched_by_keys_and_words() {
    let mut app = App::new(80, 24, &POSTS);
    app.press("? /").type_text("unread post");
    let text = app.text();
    assert!(text.contains("/ unread post") && text.contains("next unread post"), "{text}");
    assert!(text.contains("In the list") && !text.contains("Moving"), "{text}");
    app.press("Enter");
    assert!(app.text().contains("next unread post"));
    app.press("/ C-u").type_text("zzzz");
    assert!(app.text().contains("No matches"), "{}", app.text());
    // Esc first lists all keys again, and only then closes.
    app.press("Esc");
    assert!(app.text().contains("open the source in the browser"), "{}", app.text());
    app.press("Esc");
    assert!(app.model.overlay.is_none());
    app.speak(Language::TraditionalChinese).press("? /").type_text("suspend");
    assert!(app.text().contains("暫停程式"), "{}", app.text());
    // Scattered letters match only if no row has them together.
    let mut app = App::new(120, 40, &POSTS);
    app.press("? /").type_text("TREND");
    let text = app.text();
    let scattered = "narrow the query to the selection";
    assert!(text.contains("trends of the results") && !text.contains(scattered), "{text}");
}

#[test]
fn a_redraw_and_a_suspend_are_heard_where_text_is_typed() {
    for keys in ["/", "t", "c", ":", "L", "O", "?", "? /", "Enter f", "V", "!", "T", "/ a"] {
        let mut app = App::new(120, 40, &POSTS);
        app.press(keys);
        // Except for the status line: a notice has been seen with the next key.
        let panes = |app: &App| app.text().lines().take(39).collect::<Vec<_>>().join("\n");
        let before = panes(&app);
        for (key, effect) in [("C-l", Effect::Redraw), ("C-z", Effect::Suspend)] {
            let effects = update(&mut app.model, Message::Key(key.parse().unwrap()));
            let has = effects
                .iter()
                .any(|one| std::mem::discriminant(one) == std::mem::discriminant(&effect));
            assert!(has, "{key} after {keys}");
        }
        assert_eq!(panes(&app), before, "{keys}");
    }
}

#[test]
fn help_begins_with_where_one_is() {
    let first = |app: &App| {
        let area = app.model.overlay_area().unwrap().inside_border();
        let text = app.text();
        let line = text.lines().nth(usize::from(area.y)).unwrap().to_owned();
        line.split('│').find(|part| part.starts_with(" In ")).map(|part| part.trim().to_owned())
    };
    for (keys, heading) in [
        ("?", "In the list"),
        ("h ?", "In the filter pane"),
        ("Enter ?", "In the reader"),
        ("T ?", "In trends"),
    ] {
        let mut app = app();
        app.press(keys);
        assert_eq!(first(&app).as_deref(), Some(heading), "{}", app.text());
    }
}

#[test]
fn a_question_mark_in_the_query_shows_its_language_on_one_screen() {
    let mut app = App::new(80, 24, &POSTS);
    app.press("/ ?");
    let text = app.text();
    for form in ["\"service mesh\"", "-tag:kubernetes", " OR ", "/ebpf|xdp/", "sort:relevance"] {
        assert!(text.contains(form), "{form}\n{text}");
    }
    // An example is put into the query, where it takes effect.
    app.type_text("without").press("Enter");
    assert!(app.model.context.query.is_editing());
    assert_eq!(app.model.context.query.text(), "-tag:kubernetes");
    assert_eq!(app.titles().len(), 4);
    // Within a word, `?` is an ordinary character.
    app.type_text(" why?");
    assert_eq!(app.model.context.query.text(), "-tag:kubernetes why?");
    app.press("Esc");
    // The help finds the query language too.
    app.press("? /").type_text("regular");
    assert!(app.text().contains("/ebpf|xdp/"), "{}", app.text());
}

#[test]
fn an_overlay_is_as_large_as_what_it_holds() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("Enter L");
    let links = app.model.overlay_area().unwrap();
    assert_eq!(links.height as usize, app.model.reader.document.links.len() + 3);
    assert!((40..70).contains(&links.width), "{links:?}");
    // Typing does not move the overlay.
    app.type_text("zzz");
    assert_eq!(app.model.overlay_area(), Some(links));
    app.press("Esc :");
    let all = app.model.overlay_area().unwrap();
    assert!(all.height > 30 && all.width > links.width, "{all:?}");
    // The rest of the screen is dimmed.
    let buffer = app.buffer();
    assert!(buffer[(2, 0)].modifier.contains(ratatui::style::Modifier::DIM));
}

#[test]
fn a_key_that_means_nothing_here_says_where_it_does() {
    let mut app = app();
    app.press("]");
    let said = "] does nothing here. In the reader: next story, or heading";
    assert!(app.text().contains(said), "{}", app.text());
    app.press("Z");
    assert!(app.text().contains("Z does nothing here; ? lists the keys"), "{}", app.text());
    app.press("h o");
    assert!(app.text().contains("o does nothing here. In the list: open"), "{}", app.text());
    app.press("T z");
    assert!(app.text().contains("z does nothing here. In the panes:"), "{}", app.text());
    // An action chosen in the palette works only where it is accepted.
    app.press(":").type_text("border to the").press("Enter");
    assert!(app.text().contains("Not available in trends"), "{}", app.text());
}

#[test]
fn a_lone_post_is_read_in_the_reader_alone() {
    let mut app = App::empty(120, 40);
    app.model.context.is_lone_post = true;
    app.load(&POSTS[..1]);
    let panes = app.model.context.panes().unwrap();
    assert!(panes.list.is_none() && panes.facets.is_none() && panes.reader.is_some());
    assert!(app.text().contains("Gateway API"), "{}", app.text());
    app.press("Space /").type_text("istio").press("Enter");
    assert!(app.text().contains("match 1/"), "{}", app.text());
    app.press("q");
    assert!(app.quit);
}

#[test]
fn findings_are_shown_by_kind_and_left_out_by_file() {
    let mut app = App::new(100, 30, &POSTS);
    let all = app.model.findings.shown.len();
    assert_eq!(all, 2);
    let kinds: Vec<_> = app.model.findings.shown.iter().map(|it| it.code.name()).collect();
    app.press("! f");
    let text = app.text();
    let mut sorted = kinds.clone();
    sorted.sort_unstable();
    assert!(text.contains(&format!("· {}", sorted[0])), "{text}");
    assert!(app.model.findings.shown.iter().all(|it| it.code.name() == sorted[0]));
    app.press("Esc");
    assert_eq!(app.model.findings.shown.len(), all, "closed, it shows all again");
    app.press("! d");
    let left = app.model.findings.shown.len();
    assert!(left < all && app.text().contains("(U: undo)"), "{}", app.text());
    assert!(matches!(app.remembered.last(), Some(Change::Dismissed(_, true))));
    // Another load reports the finding again, and it stays dismissed.
    app.load(&POSTS);
    assert_eq!(app.model.findings.shown.len(), left);
    app.press("U");
    assert_eq!(app.model.findings.shown.len(), all);
    assert!(matches!(app.remembered.last(), Some(Change::Dismissed(_, false))));
}

#[test]
fn a_view_whose_query_is_not_understood_is_a_finding() {
    let mut app = app();
    let before = app.model.findings.shown.len();
    configured(&mut app, "views:\n  mesh: tga:istio\n  fine: tag:istio\n");
    let found: Vec<_> =
        app.model.findings.shown.iter().filter(|it| it.code.name() == "config").collect();
    assert_eq!((found.len(), found[0].line, found[0].column), (1, 2, 9));
    assert_eq!(app.model.findings.shown.len(), before + 1);
    app.press("!");
    assert!(app.text().contains("view \"mesh\": There is no field tga:"), "{}", app.text());
    assert!(app.model.views.all().iter().any(|view| view.name == "mesh"), "it stands all the same");
}
