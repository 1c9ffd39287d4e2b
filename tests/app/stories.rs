//! The list of stories and the notes in the reader, by keys and by screens.

use crate::changes::change;
use crate::support::App;
use yunbao::app::{Gesture, Message, Mouse, MouseTarget, Pane, target};
use yunbao::config::MarkRead;
use yunbao::messages::Language;
use yunbao::post::PageId;
use yunbao::query::Listed;
use yunbao::state::{Change, Memory};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (30, 8)];

const ENVOY: &str = "https://gateway.envoyproxy.io/news/releases/v1.6/";
const ISTIO: &str = "https://istio.io/latest/docs/ambient/overview/";

/// Four digests: one page in three of them, one in two, the others in one.
pub const DIGESTS: [(&str, &str); 4] = [
    (
        "d/2026-08-14.md",
        "---\ntitle: Friday digest\ndate: 2026-08-14\ntags: [mesh, gateway]\n---\n\nThree things today.\n\n\
         ## Envoy Gateway 1.6 limits rates\n\nRates can be limited by cost.\n\n\
         **Source:** [gateway](https://gateway.envoyproxy.io/news/releases/v1.6/)\n\n\
         ## 环境网格的两层结构\n\n先得到加密，再按需加上策略。\n\n\
         来源：[Istio](https://istio.io/latest/docs/ambient/overview/)\n\n\
         ## Cilium explains identities\n\nLabels become numbers.\n\n\
         **Source:** [Cilium](https://docs.cilium.io/en/stable/internals/security-identities/)\n",
    ),
    (
        "d/2026-08-12.md",
        "---\ntitle: 云原生速览\ndate: 2026-08-12\ntags: [gateway]\n---\n\n\
         ## Envoy Gateway 1.6 发布\n\n限速可以按代价计。\n\n\
         来源：[发布说明](https://gateway.envoyproxy.io/news/releases/v1.6/?utm_source=x)\n\n\
         ## Envoy Gateway 1.6 limits rates by cost\n\nTold again elsewhere.\n\n\
         **Source:** [GitHub](https://github.com/envoyproxy/gateway/releases/tag/v1.6.0)\n",
    ),
    (
        "d/2026-07-30.md",
        "---\ntitle: Storage and state\ndate: 2026-07-30\ntags: [storage]\n---\n\n\
         ## Recovering etcd\n\nFrom a snapshot, member by member.\n\n\
         **Source:** [etcd](https://etcd.io/docs/v3.6/op-guide/recovery/)\n\n\
         ## Envoy Gateway is near 1.6\n\nA candidate.\n\n\
         **Source:** [gateway](https://gateway.envoyproxy.io/news/releases/v1.6)\n",
    ),
    (
        "d/2026-06-01.md",
        "---\ntitle: Mesh reading\ndate: 2026-06-01\ntags: [mesh]\n---\n\n\
         ## Two layers\n\nztunnel and waypoint.\n\n\
         **Source:** [Istio](https://istio.io/latest/docs/ambient/overview/)\n",
    ),
];

fn app() -> App {
    let mut app = App::new(120, 40, &DIGESTS);
    app.message(Message::Recalled(Box::default()));
    app
}

/// The titles of the stories in the list, with the number of their reports.
pub fn stories(app: &App) -> Vec<String> {
    let library = &app.model.context.library;
    let rows = app.model.context.results.stories.iter();
    rows.map(|row| {
        let title = library.story(row.newest).unwrap().title();
        match library.stories().report_stats(row.story).count {
            1 => title.to_string(),
            count => format!("{title} ×{count}"),
        }
    })
    .collect()
}

fn selected(app: &App) -> String {
    app.model
        .context
        .selected_story()
        .map_or_else(String::new, |(_, story)| story.title().to_string())
}

/// Title of the post in the reader, and the text of the row being read.
pub fn read(app: &App) -> (String, String) {
    let reader = &app.model.reader;
    let line = reader.row(reader.line).map_or_else(String::new, yunbao::markdown::Line::plain);
    (app.model.reading().map_or_else(String::new, |post| post.title.to_string()), line)
}

fn at(post: &str, line: &str) -> (String, String) {
    (post.to_owned(), line.to_owned())
}

#[test]
fn stories_take_the_place_of_posts_and_give_it_back() {
    let mut app = app();
    app.press("j");
    let post = app.selected();
    app.press("S");
    assert_eq!(app.model.context.listed, Listed::Stories);
    assert_eq!(
        stories(&app),
        [
            "Envoy Gateway 1.6 limits rates ×3",
            "环境网格的两层结构 ×2",
            "Cilium explains identities",
            "Envoy Gateway 1.6 limits rates by cost",
            "Recovering etcd",
        ]
    );
    assert_eq!(selected(&app), "Envoy Gateway 1.6 limits rates by cost", "of the post one was on");
    assert!(app.text().contains("5 of 5"), "{}", app.text());
    app.press("S");
    assert_eq!((app.model.context.listed, app.selected()), (Listed::Posts, post));
    app.press("C-o");
    assert_eq!(app.model.context.listed, Listed::Stories);
    app.press("C-o");
    assert_eq!(app.model.context.listed, Listed::Posts);
}

#[test]
fn the_query_and_its_order_are_those_of_stories() {
    let mut app = app();
    app.press("S /").type_text("cost").press("Enter");
    assert_eq!(
        stories(&app),
        ["Envoy Gateway 1.6 limits rates ×3", "Envoy Gateway 1.6 limits rates by cost"]
    );
    app.press("Esc =");
    assert_eq!(app.model.context.query.text(), "sort:count");
    assert_eq!(stories(&app)[1], "环境网格的两层结构 ×2");
    app.press("=");
    assert_eq!(app.model.context.query.text(), "sort:span");
    assert_eq!(stories(&app)[0], "环境网格的两层结构 ×2");
    app.press("=");
    assert_eq!(
        (app.model.context.query.text(), stories(&app)[0].as_str()),
        ("sort:title", "Cilium explains identities")
    );
    app.press("=");
    assert_eq!(app.model.context.query.text(), "");
    app.press("h");
    app.press("Esc t").type_text("storage").press("Enter");
    assert_eq!(app.model.context.query.text(), "tag:storage");
    assert_eq!(stories(&app), ["Recovering etcd", "Envoy Gateway is near 1.6 ×3"]);
}

#[test]
fn enter_reads_the_newest_digest_at_the_story_and_one_key_walks_through_the_others() {
    let mut app = app();
    app.press("S Enter");
    assert_eq!(read(&app), at("Friday digest", "Envoy Gateway 1.6 limits rates"));
    let text = app.text();
    assert!(text.contains("Also in: 2026-08-12 云原生速览"), "{text}");
    app.press("w");
    assert_eq!(read(&app), at("云原生速览", "Envoy Gateway 1.6 发布"));
    app.press("w");
    assert_eq!(read(&app), at("Storage and state", "Envoy Gateway is near 1.6"));
    assert!(app.text().contains("Post 3 of 3"), "{}", app.text());
    app.press("w");
    assert_eq!(read(&app), at("Friday digest", "Envoy Gateway 1.6 limits rates"));
    app.press("C-o");
    assert_eq!(read(&app).0, "Storage and state");
    app.press("C-o C-o");
    assert_eq!(read(&app).0, "Friday digest");
    // The next story of the list, although another digest was read meanwhile.
    app.press("w J");
    assert_eq!(read(&app), at("Friday digest", "环境网格的两层结构"));
    app.press("o y");
    assert_eq!(
        (app.opened.as_slice(), app.copied.as_slice()),
        (&[ISTIO.to_owned()][..], &[ISTIO.to_owned()][..])
    );
    app.press("J w");
    assert!(app.text().contains("No other post reports this story"), "{}", app.text());
}

#[test]
fn the_reader_walks_from_posts_too_and_the_list_stays() {
    let mut app = app();
    app.press("/").type_text("tag:storage").press("Enter Enter ] ] w");
    assert_eq!(app.model.context.query.text(), "tag:storage");
    assert_eq!(read(&app), at("Friday digest", "Envoy Gateway 1.6 limits rates"));
    app.press("w");
    assert_eq!(read(&app).0, "云原生速览");
    app.press("s");
    let starred = app.remembered.iter().rev().find_map(|change| match change {
        Change::StarredStories(pages, Some(true), _) => Some(pages.clone()),
        _ => None,
    });
    let story = app.model.reader.story(app.model.reading().unwrap()).unwrap();
    let page = app.model.reading().unwrap().stories[story].page;
    assert_eq!(starred, Some(vec![page]), "the story in the margin is meant");
    app.press("q");
    assert_eq!(
        (app.model.context.focus, app.selected().as_str()),
        (Pane::List, "Storage and state")
    );
    app.press("Enter");
    assert_eq!(read(&app).0, "Storage and state");
}

#[test]
fn keys_of_the_list_are_for_the_story() {
    let mut app = app();
    app.press("S j o y");
    assert_eq!((app.opened[0].as_str(), app.copied[0].as_str()), (ISTIO, ISTIO));
    app.press("s");
    assert!(app.model.context.marks.starred_stories.contains(&PageId::of(ISTIO)));
    assert!(app.model.context.marks.starred.is_empty());
    assert!(
        matches!(app.remembered.last(), Some(Change::StarredStories(pages, Some(true), _)) if pages == &[PageId::of(ISTIO)])
    );
    app.press("/").type_text("is:starred").press("Enter");
    assert_eq!(stories(&app), ["环境网格的两层结构 ×2"]);
    app.press("Esc U U U");
    assert!(app.model.context.marks.starred_stories.is_empty());
}

#[test]
fn a_story_is_seen_once_it_was_read_wherever_that_was() {
    let mut app = app();
    app.press("S");
    assert_eq!(app.model.context.results.unread_and_starred().0, 5);
    app.press("Enter");
    assert!(app.model.context.marks.read.is_empty(), "one story is not the digest");
    assert_eq!(app.model.context.marks.seen, [(PageId::of(ENVOY), true)].into_iter().collect());
    assert!(!app.text().contains("seen before"), "not while it is read");
    app.press("w");
    assert!(app.text().contains("✓ seen before"), "{}", app.text());
    app.press("q");
    assert_eq!(app.model.context.results.unread_and_starred().0, 4);
    app.press("n");
    assert_eq!(selected(&app), "环境网格的两层结构");
    app.press("N");
    assert!(app.text().contains("No more unseen stories in this direction"), "{}", app.text());
    app.press("u");
    assert_eq!((app.model.context.query.text(), stories(&app).len()), ("is:unread", 4));
    app.press("Esc /").type_text("is:seen").press("Enter");
    assert_eq!(stories(&app), ["Envoy Gateway 1.6 limits rates ×3"]);
    app.press("m");
    assert_eq!(app.model.context.marks.seen, [(PageId::of(ENVOY), false)].into_iter().collect());
    app.press("U");
    assert_eq!(app.model.context.marks.seen, [(PageId::of(ENVOY), true)].into_iter().collect());
}

#[test]
fn all_stories_are_seen_with_one_key_and_unseen_with_another() {
    let mut app = app();
    app.press("S m A");
    assert_eq!(app.model.context.results.unread_and_starred().0, 0);
    assert!(app.text().contains("Marked 4 stories as seen"), "{}", app.text());
    app.press("U");
    assert_eq!(app.model.context.results.unread_and_starred().0, 4);
    assert!(app.text().contains("4 stories are unseen again"), "{}", app.text());
    assert_eq!(app.model.context.marks.seen.len(), 1, "nothing is said of the others any more");
    assert_eq!(app.text().matches("✓ seen before").count(), 1, "{}", app.text());
    app.press("m");
    assert!(!app.text().contains("seen before"), "{}", app.text());
    app.press("U");
    assert_eq!(app.text().matches("✓ seen before").count(), 1, "{}", app.text());
    app.press("A A");
    assert!(app.text().contains("All of them were already seen"), "{}", app.text());
}

#[test]
fn what_a_digest_that_was_read_tells_is_seen_in_others() {
    let mut app = app();
    // Reading the post counts for all of its stories.
    app.press("Enter q S");
    assert_eq!(app.model.context.results.unread_and_starred().0, 2);
    app.press("S j j Enter ] ]");
    let text = app.text();
    assert!(
        text.contains("✓ seen before") && text.contains("Also in: 2026-08-14 Friday digest"),
        "{text}"
    );
    // Undoing the mark of the digest undoes this.
    let mut again = crate::stories::app();
    again.press("m j j");
    assert!(again.text().contains("✓ seen before"), "{}", again.text());
    again.press("U");
    assert!(!again.text().contains("seen before"), "{}", again.text());
    // A mark on the story itself counts more: it is unseen, although its digest is read.
    app.press("S m");
    assert_eq!(app.model.context.marks.seen, [(PageId::of(ENVOY), false)].into_iter().collect());
    assert_eq!(app.model.context.results.unread_and_starred().0, 2, "etcd's was read by now");
}

#[test]
fn the_config_says_when_a_story_counts_as_seen() {
    let mut app = app();
    app.model.context.config.mark_read = MarkRead::Never;
    app.press("S Enter ] ]");
    assert!(app.model.context.marks.seen.is_empty());
    let mut app = App::new(120, 6 + 2, &DIGESTS);
    app.model.context.config.mark_read = MarkRead::End;
    app.press("S Enter");
    assert!(app.model.context.marks.seen.is_empty(), "its end is not in sight");
    app.press("j j j j");
    assert_eq!(app.model.context.marks.seen.len(), 1);
}

#[test]
fn related_stories_are_offered_and_never_merged() {
    let mut app = app();
    app.press("S Enter");
    let text = app.text();
    assert!(text.contains("Related: Envoy Gateway 1.6 limits rates by cost"), "{text}");
    app.press("R");
    assert!(app.text().contains("Related stories"), "{}", app.text());
    app.press("Enter");
    assert_eq!(read(&app), at("云原生速览", "Envoy Gateway 1.6 limits rates by cost"));
    app.press("C-o J J R");
    assert!(app.text().contains("No other story of that week"), "{}", app.text());
    // Also where there is no room for the reader beside the list.
    let mut app = App::new(30, 8, &DIGESTS);
    app.press("S R");
    assert!(app.text().contains("Related stories"), "{}", app.text());
}

#[test]
fn notes_move_nothing_that_was_on_the_screen() {
    let mut app = app();
    app.slow = true;
    app.press("S Enter");
    // The text, the information on its stories, and the requests that follow from it.
    for _ in 0..4 {
        app.deliver();
    }
    app.slow = false;
    assert_eq!(read(&app), at("Friday digest", "Envoy Gateway 1.6 limits rates"));
    app.press("] ]");
    let before = read(&app);
    assert_eq!(before, at("Friday digest", "Cilium explains identities"));
    app.press("s").resize(100, 30).resize(80, 24).resize(120, 40);
    assert_eq!(read(&app), before);
    assert_eq!(app.model.reader.document.headings.len(), 3);
    for heading in &app.model.reader.document.headings {
        let line = app.model.reader.document.lines[heading.line].plain();
        assert!(line.contains(&heading.text), "{line} / {}", heading.text);
    }
    app.press("[ w");
    assert_eq!(read(&app).0, "Mesh reading");
}

#[test]
fn a_click_on_a_note_walks_on() {
    let mut app = app();
    app.press("S Enter");
    let text = app.text();
    let y = text.lines().position(|line| line.contains("Also in:")).unwrap();
    let found =
        (0..120).find(|x| matches!(target(&app.model, *x, y as u16), Some(MouseTarget::Note(0))));
    let mouse = Mouse { what: Gesture::Click, x: found.expect("a note"), y: y as u16 };
    app.message(Message::Mouse(mouse));
    assert_eq!(read(&app).0, "云原生速览");
}

#[test]
fn the_cursor_stays_with_its_story() {
    let mut app = app();
    app.press("S j j");
    assert_eq!(selected(&app), "Cilium explains identities");
    app.press("=");
    assert_eq!(selected(&app), "Cilium explains identities");
    change(&mut app, &DIGESTS[..2], &[DIGESTS[0].0], &[]);
    assert_eq!(selected(&app), "Cilium explains identities");
    change(&mut app, &DIGESTS[1..], &[], &[]);
    assert_eq!(stories(&app).len(), 4);
    assert_eq!(selected(&app), "Envoy Gateway 1.6 limits rates by cost", "the next of the list");
}

#[test]
fn a_session_with_stories_is_come_back_to() {
    let mut app = app();
    app.press("S j j");
    let session = app.remembered.iter().rev().find_map(|change| match change {
        Change::Session(session) => Some(session.clone()),
        _ => None,
    });
    let session = session.expect("a session");
    assert!(session.stories && session.story.is_some());
    let mut app = App::empty(120, 40);
    app.model.resume.wished = true;
    let memory = Memory { session: Some(session), ..Memory::default() };
    app.message(Message::Recalled(Box::new(memory)));
    app.load(&DIGESTS);
    assert_eq!(selected(&app), "Cilium explains identities");
}

/// Presses keys at each size and compares the screens with the snapshots.
fn at_each_size(name: &str, posts: &[(&str, &str)], act: impl Fn(&mut App)) {
    for (width, height) in SIZES {
        let mut app = App::new(width, height, posts);
        act(&mut app);
        insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), app.screen());
        });
    }
}

#[test]
fn the_screens_of_stories() {
    at_each_size("stories", &DIGESTS, |app| {
        app.press("S j m s k");
    });
    at_each_size("stories-reader", &DIGESTS, |app| {
        app.press("S Enter w w w");
    });
    at_each_size("zh-Hans-stories", &DIGESTS, |app| {
        app.speak(Language::SimplifiedChinese).press("S Enter");
    });
    at_each_size("zh-Hant-stories", &DIGESTS, |app| {
        app.speak(Language::TraditionalChinese).press("S");
    });
}

#[test]
fn the_screens_of_odd_libraries() {
    let long = "服务网格 mesh ".repeat(16);
    let far = format!(
        "---\ndate: 9999-12-31\ntags: [{long}]\n---\n\n## {long}\n\nSource: https://a.io/\n"
    );
    let near = format!("---\ndate: 0001-01-01\n---\n\n## {long}\n\nSource: https://a.io/\n");
    let odd = [("9999-12-31-far.md", far.as_str()), ("0001-01-01-near.md", near.as_str())];
    at_each_size("stories-odd", &odd, |app| {
        app.press("S =");
    });
    at_each_size("stories-odd-reader", &odd, |app| {
        app.press("S Enter");
    });
    at_each_size("stories-none", &[("a.md", "# A\n\nText.\n")], |app| {
        app.press("S");
    });
    let mut app = App::new(120, 40, &[("a.md", "# A\n\nText.\n")]);
    app.press("S /").type_text("text");
    assert!(app.text().contains("have no sources"), "{}", app.text());
    let undated =
        ("a.md", "# A\n\n## B\n\nSource: https://b.io/\n\n## C\n\nSource: https://c.io/\n");
    at_each_size("stories-undated", &[undated], |app| {
        app.press("S");
    });
    at_each_size("stories-empty", &[], |app| {
        app.press("S");
    });
    let texts: Vec<(String, String)> = (0..3)
        .map(|at| {
            let (path, text) = DIGESTS[at];
            let day = text.split_once("date: ").unwrap().1.get(..10).unwrap();
            (path.to_owned(), text.replace(day, "2026-08-14"))
        })
        .collect();
    let same: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    at_each_size("stories-one-day", &same, |app| {
        app.press("F");
    });
}

#[test]
fn posts_that_are_no_rows_of_the_list_are_read_all_the_same() {
    let linking = (
        "d/2026-08-13.md",
        "---\ntitle: \"Unclosed\ndate: 2026-08-13\n---\n\nSee [it](2026-06-01.md).\n\n## X\n\nSource: https://x.io/\n",
    );
    let plain = ("d/2026-06-01.md", "# No story\n\nText.\n");
    let mut app = App::new(120, 40, &[linking, plain, DIGESTS[0]]);
    app.press("S j j j Enter 1 o");
    assert_eq!(read(&app).0, "No story", "{}", app.text());
    app.press("C-o");
    assert_ne!(read(&app).0, "No story");
    app.press("q ! Enter");
    assert!(read(&app).0.contains("Unclosed"), "{:?}", read(&app));
    assert_eq!(app.model.context.listed, Listed::Stories);
    app.press("q");
    app.press("e");
    assert!(app.text().contains("not a file"), "{}", app.text());
}

/// Digests in different forms, and the first and last words of the rows that are marked for each of
/// their stories.
const FORMS: [(&str, &[(&str, &str)]); 6] = [
    (
        "1、[Alpha ships](https://a.io/1)\n\nMore of alpha.\n\n- its parts\n- its price\n\n\
         2、[Beta ships](https://a.io/2)\n\n3、[Gamma ships](https://a.io/3)\n\nMore of gamma.\n",
        &[
            ("1、Alpha ships", "its price"),
            ("2、Beta ships", "2、Beta ships"),
            ("3、Gamma", "of gamma."),
        ],
    ),
    (
        "- [Alpha](https://a.io/1) ships\n- [Beta](https://a.io/2) ships\n  - and its parts\n\
         - [Gamma](https://a.io/3) ships\n",
        &[("• Alpha", "• Alpha"), ("• Beta", "its parts"), ("• Gamma", "• Gamma")],
    ),
    (
        "1. [Alpha](https://a.io/1) ships\n\n   More of alpha.\n\n2. [Beta](https://a.io/2) ships\n\n\
         3. [Gamma](https://a.io/3) ships\n",
        &[("1. Alpha", "of alpha."), ("2. Beta", "2. Beta"), ("3. Gamma", "3. Gamma")],
    ),
    (
        "**Alpha ships**  \nhttps://a.io/1  \nMore of alpha.\n\n- its parts\n\n\
         **Beta ships**  \nhttps://a.io/2  \nMore of beta.\n\n**Gamma ships**  \nhttps://a.io/3\n",
        &[
            ("Alpha ships", "its parts"),
            ("Beta ships", "of beta."),
            ("Gamma ships", "https://a.io/3"),
        ],
    ),
    (
        "1、Alpha ships https://a.io/1  \n2、Beta ships https://a.io/2  \nand more  \n3、Gamma ships https://a.io/3\n",
        &[("1、Alpha", "1、Alpha"), ("2、Beta", "and more"), ("3、Gamma", "3、Gamma")],
    ),
    (
        "| news | what |\n|---|---|\n| [Alpha](https://a.io/1) | ships |\n| [Beta](https://a.io/2) | ships |\n\
         | [Gamma](https://a.io/3) | ships |\n",
        &[("Alpha", "Alpha"), ("Beta", "Beta"), ("Gamma", "Gamma")],
    ),
];

/// The text of the rows that are marked for the story at the cursor.
fn marked_rows(app: &App) -> Vec<String> {
    let text = app.text();
    let rows = text.lines().filter_map(|row| row.rsplit_once('▌').map(|(_, words)| words));
    rows.map(|words| words.trim().to_owned()).collect()
}

#[test]
fn the_mark_covers_the_story_in_every_form() {
    for (text, stories) in FORMS {
        let text = format!("Alpha, beta and gamma this week.\n\n{text}\n## About\n\nThe end.\n");
        let mut app = App::new(80, 40, &[("weekly/2026-08-14-weekly-7.md", &text)]);
        app.message(Message::Recalled(Box::default()));
        app.press("Enter z");
        assert_eq!(app.model.reading().unwrap().stories.len(), stories.len(), "{text}");
        for (number, (first, last)) in stories.iter().enumerate() {
            app.press("]");
            let rows = marked_rows(&app);
            assert!(rows.first().is_some_and(|row| row.contains(first)), "{first}: {rows:?}");
            assert!(rows.last().is_some_and(|row| row.contains(last)), "{last}: {rows:?}");
            let others = rows.iter().filter(|row| {
                stories
                    .iter()
                    .enumerate()
                    .any(|(at, (first, _))| at != number && row.contains(first))
            });
            assert_eq!(others.count(), 0, "only its own: {rows:?}");
            app.press("y");
            let url = format!("https://a.io/{}", number + 1);
            assert_eq!(app.copied.last(), Some(&url), "{text}");
        }
    }
}

#[test]
fn a_starred_story_is_found_among_posts_too() {
    let mut app = app();
    app.press("S s");
    assert_eq!(app.model.context.results.unread_and_starred().1, 1);
    app.press("S");
    let (_, starred) = app.model.context.results.unread_and_starred();
    assert_eq!(starred, 3, "the posts that report it count in the filter");
    assert!(app.text().contains("☆"), "{}", app.text());
    app.press("/").type_text("is:starred").press("Enter");
    assert_eq!(app.model.context.results.rows.len(), starred);
    assert!(app.text().contains("1 starred story: S shows it"), "{}", app.text());
    app.press("S");
    assert_eq!(app.model.context.results.stories.len(), 1, "{}", app.text());
    assert!(!app.text().contains("S shows it"));
    // No starred story is left, so no post is listed either.
    app.press("s S g g / Esc");
    app.press("/ C-u").type_text("is:starred").press("Enter");
    assert!(app.model.context.results.rows.is_empty(), "{}", app.text());
}
