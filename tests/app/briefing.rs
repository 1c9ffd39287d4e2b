//! The briefing: what is new since the last visit, by keys and by screens.

use crate::changes::change;
use crate::stories::{DIGESTS, read, stories};
use crate::support::{App, library};
use yunbao::app::{BriefingRequest, Message, Page, Pane};
use yunbao::messages::Language;
use yunbao::post::{Date, LastVisit, name_of};
use yunbao::query::Listed;
use yunbao::state::{Change, Memory};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (30, 8)];
const NEWS: &str = "is:new is:unread sort:day";

/// The memory of a last visit on a day, when these posts were known.
fn visit(day: i8, known: &[(&str, &str)]) -> Message {
    let (posts, _) = library(known);
    let known = posts.posts().iter().map(|post| (post.id, name_of(post)));
    let (day, from) = (Date::constant(2026, 8, day), Date::constant(2026, 7, 1));
    let last_visit = Some(LastVisit::new(day, from, known));
    Message::Recalled(Box::new(Memory { last_visit, ..Memory::default() }))
}

/// The program on some posts, after a visit on 10 August when some of them were known.
fn after_visit(width: u16, height: u16, posts: &[(&str, &str)], known: &[(&str, &str)]) -> App {
    let mut app = App::new(width, height, posts);
    app.message(visit(10, known));
    app
}

/// After a visit at which the two older of the four digests were known.
fn app() -> App {
    after_visit(120, 40, &DIGESTS, &DIGESTS[2..])
}

fn query(app: &App) -> &str {
    app.model.context.query.text()
}

fn headline(app: &App) -> String {
    app.text().lines().next().unwrap_or_default().trim().to_owned()
}

#[test]
fn what_is_new_is_listed_by_day_the_most_reported_first() {
    let mut app = app();
    app.press("F");
    assert_eq!((query(&app), app.model.context.listed), (NEWS, Listed::Stories));
    assert_eq!(
        stories(&app),
        [
            "Envoy Gateway 1.6 limits rates ×3",
            "环境网格的两层结构 ×2",
            "Cilium explains identities",
            "Envoy Gateway 1.6 limits rates by cost",
        ]
    );
    let text = app.text();
    assert!(text.contains("Fri 14 August · 3 stories") && text.contains("Wed 12 August"), "{text}");
    assert!(text.contains("since 30 Jul") && text.contains("since 1 Jun"), "{text}");
    assert_eq!(headline(&app), "Since Mon 10 August: 4 new stories in 2 posts · 2 reported before");
}

#[test]
fn seen_stories_are_left_out_and_counted() {
    let mut app = app();
    app.press("S m F");
    assert_eq!(stories(&app).len(), 3);
    assert!(headline(&app).contains("· 1 already seen ·"), "{}", headline(&app));
    // A row that was seen stays until the briefing is opened again.
    app.press("m");
    assert_eq!(stories(&app).len(), 3);
    assert!(headline(&app).contains("· 2 already seen ·"), "{}", headline(&app));
    app.press("F F");
    assert_eq!(stories(&app).len(), 2);
    app.press("A F F");
    assert!(app.text().contains("You have seen all 4 new stories."), "{}", app.text());
    assert!(app.text().contains("Esc leaves the briefing."), "{}", app.text());
    app.press("u");
    assert_eq!((query(&app), stories(&app).len()), ("is:new sort:day", 4), "seen ones as well");
    app.press("Esc Esc");
    assert_eq!(query(&app), "");
}

#[test]
fn its_keys_lead_back_to_where_one_was() {
    for way_out in ["F", "q", "Esc"] {
        // From the list, scrolled and with a query.
        let mut app = app();
        app.press("/").type_text("-tag:storage").press("Enter j");
        let before = (app.screen(), app.model.context.selection.row);
        app.press("F j j").press(way_out);
        assert_eq!((app.screen(), app.model.context.selection.row), before, "{way_out}");
        assert!(!app.quit && app.model.context.listed == Listed::Posts);
        // From a list of stories.
        app.press("S j j");
        let before = app.screen();
        app.press("F j").press(way_out);
        assert_eq!(app.screen(), before, "{way_out}");
        // From the facet pane.
        app.press("h j j");
        let before = app.screen();
        app.press("F j").press(way_out);
        assert_eq!((app.screen(), app.model.context.focus), (before, Pane::Facets), "{way_out}");
        // From the middle of a post.
        app.press("Tab Enter j j j");
        let at = |app: &App| {
            let context = &app.model.context;
            (query(app).to_owned(), context.selection.row, context.focus, read(app))
        };
        let before = at(&app);
        app.press("F j").press(way_out);
        assert_eq!(at(&app), before, "{way_out}");
        assert_eq!(app.model.context.focus, Pane::Reader);
        // From trends, and from an overlay.
        app.press("T");
        let before = app.screen();
        app.press("F j").press(way_out);
        assert_eq!(
            (app.screen(), app.model.context.page == Page::Trends),
            (before, true),
            "{way_out}"
        );
        app.press("T ? F");
        assert!(query(&app) == NEWS && app.model.overlay.is_none());
        app.press(way_out);
        assert_eq!((query(&app), app.quit), ("-tag:storage", false));
    }
}

#[test]
fn panes_trends_and_parts_of_the_briefing_lead_back_to_it() {
    let mut app = app();
    app.press("F Enter");
    assert_eq!(app.model.context.focus, Pane::Reader);
    app.press("q");
    assert_eq!((query(&app), app.model.context.focus), (NEWS, Pane::List));
    app.press("/").type_text("envoy").press("Enter");
    assert_eq!((query(&app), stories(&app).len()), (format!("{NEWS} envoy").as_str(), 1));
    assert!(headline(&app).contains("envoy"), "the query is in sight: {}", headline(&app));
    app.press("Esc");
    assert_eq!(query(&app), NEWS);
    app.press("T q");
    assert_eq!((query(&app), app.model.context.page == Page::Trends), (NEWS, false));
    app.press("S");
    assert_eq!((app.model.context.listed, app.titles().len()), (Listed::Posts, 2));
    assert_eq!(headline(&app), "Since Mon 10 August: 2 new posts");
    app.press("F");
    assert_eq!((query(&app), app.model.context.listed), ("", Listed::Posts));
    // Going back and forward leads into it and out of it as well.
    app.press("C-o");
    assert_eq!(query(&app), NEWS);
    app.press("q");
    assert_eq!((query(&app), app.quit), ("", false));
    app.press("q");
    assert!(app.quit);
}

#[test]
fn another_query_leaves_the_briefing() {
    let mut app = app();
    app.press("F /").press("C-u").type_text("istio").press("Esc");
    assert_eq!((query(&app), headline(&app).contains("Since")), (NEWS, true), "given back");
    app.press("/").press("C-u").type_text("istio").press("Enter");
    assert!(app.model.briefing.open().is_none());
    app.press("F Esc");
    assert_eq!(query(&app), "istio", "where it was opened last");
    app.press("Esc q");
    assert!(app.quit);
}

#[test]
fn a_first_visit_shows_the_newest_day() {
    let mut app = App::new(120, 40, &DIGESTS);
    app.press("F");
    assert_eq!(query(&app), "date:2026-08-14 sort:day");
    assert_eq!(stories(&app).len(), 3);
    assert_eq!(headline(&app), "Newest day: Fri 14 August");
    app.press("Esc /").type_text("is:new").press("Enter");
    assert_eq!(app.titles(), ["Friday digest"]);
}

#[test]
fn if_nothing_is_new_the_newest_day_is_shown_and_said() {
    let mut app = after_visit(120, 40, &DIGESTS, &DIGESTS);
    app.press("F");
    assert_eq!((query(&app), stories(&app).len()), ("date:2026-08-14 sort:day", 3));
    assert_eq!(headline(&app), "Nothing new since Mon 10 August · Newest day: Fri 14 August");
    app.press("q /").type_text("is:new").press("Enter");
    assert!(app.titles().is_empty());
}

#[test]
fn new_posts_without_stories_are_not_forgotten() {
    let essay = ("d/2026-08-13-essay.md", "---\ntitle: An essay\ndate: 2026-08-13\n---\n\nText.\n");
    let posts = [DIGESTS[0], essay, DIGESTS[1]];
    let mut app = after_visit(120, 40, &posts, &[DIGESTS[1]]);
    app.press("F");
    assert!(headline(&app).ends_with("· 1 new post without stories: S"), "{}", headline(&app));
    let mut app = after_visit(120, 40, &posts, &[DIGESTS[0], DIGESTS[1]]);
    app.press("F");
    assert_eq!((app.model.context.listed, app.titles()), (Listed::Posts, vec!["An essay".into()]));
    assert_eq!(headline(&app), "Since Mon 10 August: 1 new post");
    app.press("m F F");
    assert!(app.text().contains("You have read the only new post."), "{}", app.text());
}

#[test]
fn a_section_with_a_day_of_its_own_is_new_in_a_file_that_grows() {
    let section = |day: &str, name: &str| {
        format!("## {day}\n\n### {name}\n\n**Source:** [x](https://{name}.io/)\n\n")
    };
    let text = |days: &[(&str, &str)]| {
        let sections: String = days.iter().map(|(day, name)| section(day, name)).collect();
        format!("---\ntitle: News\ndate: 2026-08-01\n---\n\n{sections}")
    };
    let before = text(&[("2026-08-09", "older"), ("2026-08-01", "oldest")]);
    let now = text(&[("2026-08-12", "newer"), ("2026-08-09", "older"), ("2026-08-01", "oldest")]);
    let mut app = after_visit(120, 40, &[("news.md", &now)], &[("news.md", &before)]);
    // Posts are only known to have such sections once their stories are listed.
    app.press("S S F");
    assert_eq!(stories(&app), ["newer"]);
}

#[test]
fn it_is_shown_at_the_start_and_grows_while_posts_are_read() {
    let mut app = App::empty(120, 40);
    app.model.briefing.request(BriefingRequest::News);
    app.message(visit(10, &DIGESTS[2..]));
    app.load_part(&DIGESTS[1..], false);
    assert_eq!((query(&app), stories(&app).len()), ("is:new is:unread", 2));
    app.load_part(&DIGESTS, false);
    assert_eq!(stories(&app).len(), 4);
    app.load(&DIGESTS);
    assert_eq!((query(&app), stories(&app).len()), (NEWS, 4));
    assert!(app.remembered.iter().any(|change| matches!(change, Change::Used)));
    app.press("U");
    assert_eq!(query(&app), NEWS, "there is nothing before it");
    app.press("q");
    assert_eq!((query(&app), app.model.context.listed, app.quit), ("", Listed::Posts, false));
    // The session of the briefing is not resumed.
    let sessions = app.remembered.iter().filter_map(|change| match change {
        Change::Session(session) => Some(session.query.as_str()),
        _ => None,
    });
    assert_eq!(sessions.collect::<Vec<_>>(), [""]);
}

#[test]
fn rows_stay_as_they_are_once_the_user_has_moved() {
    let mut app = App::empty(120, 40);
    app.message(visit(10, &[]));
    app.load_part(&DIGESTS[..2], false);
    app.press("F j j");
    let before = stories(&app);
    let selected = app.model.context.selection.row;
    app.load(&DIGESTS);
    assert_eq!((query(&app), app.model.context.selection.row), ("is:new is:unread", selected));
    let titles = |rows: &[String]| -> Vec<String> {
        rows.iter().map(|row| row.split(" ×").next().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(&stories(&app)[..4]), titles(&before));
    app.press("F F");
    assert_eq!(query(&app), NEWS);
}

#[test]
fn a_visit_that_becomes_known_late_is_taken_over() {
    let mut app = App::empty(120, 40);
    app.model.briefing.request(BriefingRequest::News);
    app.load(&DIGESTS);
    assert_eq!(query(&app), "date:2026-08-14 sort:day");
    app.message(visit(10, &DIGESTS[2..]));
    assert_eq!((query(&app), stories(&app).len()), (NEWS, 4));
    // A pause so long that another visit has begun.
    let all = match visit(15, &DIGESTS) {
        Message::Recalled(memory) => memory.last_visit,
        _ => None,
    };
    app.message(Message::OtherVisit(all.map(Box::new)));
    assert_eq!(query(&app), "date:2026-08-14 sort:day");
    assert!(headline(&app).starts_with("Nothing new since Sat 15 August"), "{}", headline(&app));
}

#[test]
fn opened_before_there_are_posts_it_waits_for_them() {
    let mut app = App::empty(120, 40);
    app.message(visit(10, &DIGESTS[2..]));
    app.press("F").load(&DIGESTS);
    assert_eq!(query(&app), NEWS);
    let mut app = App::empty(120, 40);
    app.message(visit(10, &DIGESTS[2..]));
    app.press("F F").load(&DIGESTS);
    assert_eq!(query(&app), "", "and may be called off");
    let mut app = App::new(120, 40, &[]);
    app.press("F q");
    assert!(app.quit, "an empty library has no briefing");
}

#[test]
fn posts_that_come_in_are_new_and_become_known() {
    let mut app = after_visit(120, 40, &DIGESTS[1..], &DIGESTS[2..]);
    app.press("F");
    assert_eq!(stories(&app).len(), 2);
    change(&mut app, &DIGESTS, &[], &[]);
    assert_eq!(stories(&app).len(), 4);
    let arrived = app.remembered.iter().find_map(|change| match change {
        Change::Arrived(posts) => Some(posts.iter().map(|post| &*post.title).collect::<Vec<_>>()),
        _ => None,
    });
    assert_eq!(arrived, Some(vec!["Friday digest"]));
    // One that is deleted meanwhile is no longer counted.
    change(&mut app, &DIGESTS[1..], &[], &[]);
    assert_eq!(stories(&app).len(), 2);
    assert!(headline(&app).contains(": 2 new stories in 1 post"), "{}", headline(&app));
}

#[test]
fn the_newest_day_can_be_shown_at_the_start() {
    let start = |posts: &[(&str, &str)]| {
        let mut app = App::empty(120, 40);
        app.model.briefing.request(BriefingRequest::NewestDay);
        app.message(visit(10, &DIGESTS[2..]));
        app.load(posts);
        app
    };
    let app = start(&DIGESTS);
    assert_eq!((query(&app), stories(&app).len()), ("date:2026-08-14 sort:day", 3));
    assert_eq!(headline(&app), "Newest day: Fri 14 August");
    let undated = ("a.md", "# A\n\n## B\n\nSource: https://b.io/\n");
    let app = start(&[undated]);
    assert_eq!((query(&app), stories(&app).len()), ("", 1));
    assert!(app.text().contains("No post has a date"), "{}", app.text());
    let app = start(&[("2026-08-01-a.md", "# A\n\nText.\n")]);
    assert_eq!((app.model.context.listed, app.titles().len()), (Listed::Posts, 1));
    assert!(app.text().contains("no stories were found"), "{}", app.text());
    let app = start(&[]);
    assert!(app.text().contains("No posts"), "{}", app.text());
    let far = ("9999-12-31-z.md", "# Z\n\n## Y\n\nSource: https://y.io/\n");
    let app = start(&[far, DIGESTS[2]]);
    assert_eq!(query(&app), "date:2026-07-30 sort:day", "a day to come is no news");
    assert_eq!(query(&start(&[far])), "date:9999-12-31 sort:day");
}

#[test]
fn what_rises_stands_at_the_side_and_narrows() {
    let digest = |day: &str, tag: &str| {
        (
            format!("d/{day}-{tag}.md"),
            format!(
                "---\ndate: {day}\ntags: [{tag}]\n---\n\n## {tag} {day}\n\nSource: https://{tag}.io/{day}\n"
            ),
        )
    };
    let old = ["2026-06-20", "2026-06-22", "2026-06-24", "2026-06-26", "2026-06-28"];
    let new = ["2026-08-01", "2026-08-03", "2026-08-05", "2026-08-07", "2026-08-09"];
    let texts: Vec<(String, String)> = old
        .iter()
        .map(|day| digest(day, "helm"))
        .chain(new.iter().map(|day| digest(day, "wasm")))
        .collect();
    let posts: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut app = App::new(120, 40, &posts);
    assert!(!app.text().contains("Rising"), "only beside the briefing");
    app.press("F");
    let text = app.text();
    assert!(text.contains("Rising") && text.contains("wasm"), "{text}");
    assert!(text.contains("0 → 5"), "{text}");
    app.press("h j Enter");
    assert_eq!(query(&app), "date:2026-08-09 sort:day tag:wasm");
    app.press("Enter k Enter");
    assert!(!app.text().contains("0 → 5"), "folded away");
    app.press("F");
    assert!(!app.text().contains("Rising"));
}

#[test]
fn counts_of_a_large_library_come_when_they_are_ready() {
    let texts: Vec<(String, String)> = (0..2_100)
        .map(|number| {
            let day = if number < 3 { "2026-08-14" } else { "2026-06-01" };
            let text = format!("# {number}\n\n## Story\n\nSource: https://a.io/{number}\n");
            (format!("d/{day}-{number}.md"), text)
        })
        .collect();
    let posts: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut app = after_visit(120, 40, &posts, &posts[3..]);
    app.slow = true;
    app.press("F");
    assert_eq!(headline(&app), "Since Mon 10 August: …");
    app.deliver();
    assert_eq!(headline(&app), "Since Mon 10 August: 3 new stories in 3 posts");
    // A late answer is dropped.
    app.press("m");
    let late = app.take_waiting();
    app.press("j m");
    app.deliver();
    app.message(late);
    assert!(headline(&app).ends_with("2 already seen"), "{}", headline(&app));
}

#[test]
fn the_filter_pane_counts_what_is_new() {
    let row = |app: &App, name: &str| {
        let text = app.text();
        let lines = text.lines().filter_map(|line| line.split('│').next());
        let words = lines.map(|line| line.trim_start_matches(['▌', '✓', ' ']).split_whitespace());
        let mut lines = words.map(|words| words.collect::<Vec<_>>().join(" "));
        lines.find(|line| line.starts_with(name))
    };
    let mut app = app();
    assert_eq!(row(&app, "New").as_deref(), Some("New 2"));
    app.press("S");
    assert_eq!(row(&app, "New").as_deref(), Some("New 4"));
    app.press("h Enter");
    assert_eq!((query(&app), stories(&app).len()), ("is:new", 4));
    app.press("Enter");
    assert_eq!((query(&app), stories(&app).len()), ("", 5));
    // Views say how many of their posts are new beside the briefing.
    app.press("/").type_text("tag:gateway").press("Enter V").type_text("gates").press("Enter");
    assert_eq!(row(&app, "gates").as_deref(), Some("gates 2/2"));
    app.press("F");
    assert_eq!(row(&app, "gates").as_deref(), Some("gates 2 new"));
    // On a first visit nothing is told apart.
    let app = App::new(120, 40, &DIGESTS);
    assert_eq!(row(&app, "New"), None);
}

/// Presses keys at each size and compares the screens with the snapshots.
fn at_each_size(name: &str, app: impl Fn(u16, u16) -> App) {
    for (width, height) in SIZES {
        let app = app(width, height);
        insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), app.screen());
        });
    }
}

#[test]
fn the_screens_of_the_briefing() {
    let open = |width, height, known: &[(&str, &str)], keys: &str| {
        let mut app = after_visit(width, height, &DIGESTS, known);
        app.press(keys);
        app
    };
    at_each_size("briefing", |width, height| open(width, height, &DIGESTS[2..], "F j m"));
    at_each_size("briefing-nothing-new", |width, height| open(width, height, &DIGESTS, "F"));
    at_each_size("briefing-all-seen", |width, height| {
        open(width, height, &DIGESTS[2..], "F A F F")
    });
    at_each_size("zh-Hans-briefing", |width, height| {
        let mut app = open(width, height, &DIGESTS[2..], "S m");
        app.speak(Language::SimplifiedChinese).press("F");
        app
    });
    at_each_size("zh-Hant-briefing", |width, height| {
        let mut app = open(width, height, &DIGESTS, "F");
        app.speak(Language::TraditionalChinese);
        app
    });
}
