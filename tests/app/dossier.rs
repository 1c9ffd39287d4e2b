//! The dossier of a story: its keys, its screens, and what happens to it while the library changes.

use crate::changes::change;
use crate::support::App;
use yunbao::app::dossier::{DossierEntry, ReportText};
use yunbao::app::{Gesture, Message, Mouse, Page, Pane};
use yunbao::messages::Language;
use yunbao::post::PostId;
use yunbao::query::Listed;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (30, 8)];

const FIRST: &str = "d/2026-06-23.md";
const SECOND: &str = "d/2026-07-14.md";
const RELATED: &str = "d/2026-08-10.md";
const THIRD: &str = "d/2026-08-12.md";

/// Three digests that report one page, of which the last repeats the one before, and a related story.
const DIGESTS: [(&str, &str); 5] = [
    (
        FIRST,
        "---\ntitle: 政治与政策动态：加州AI立法冲刺\ndate: 2026-06-23\n---\n\n\
         ## 欧盟《人工智能法案》高风险条款正式生效\n\n欧盟委员会宣布，**高风险**条款于今日生效。\n\n\
         来源：[欧盟](https://artificialintelligenceact.eu/high-risk/)\n\n\
         ## Another thing\n\nIt is out.\n\n来源：[x](https://x.example.org/1)\n",
    ),
    (
        SECOND,
        "---\ntitle: AI governance weekly\ndate: 2026-07-14\n---\n\n\
         ## One more thing\n\nIt is out, too.\n\nSource: [x](https://x.example.org/2)\n\n\
         ## 欧盟《人工智能法案》高风险条款正式生效\n\n欧盟委员会宣布，**高风险**条款于今日生效。\
         企业须在[年底前](https://y.example.org/deadline)完成评估。\n\n- 罚款最高为营业额的百分之七\n\n\
         Source: [EU](https://artificialintelligenceact.eu/high-risk)\n",
    ),
    (
        THIRD,
        "---\ntitle: 政治与政策动态：高风险条款落地\ndate: 2026-08-12\n---\n\n\
         ## 欧盟《人工智能法案》高风险条款落地\n\n欧盟委员会宣布，**高风险**条款于今日生效。\n\n- 罚款最高为营业额的百分之七\n\n\
         来源：[欧盟](https://www.artificialintelligenceact.eu/high-risk/?utm_source=d)\n\n\
         ## Third thing\n\nIt is out, at last.\n\n来源：[x](https://x.example.org/3)\n",
    ),
    (
        RELATED,
        "---\ntitle: 政策速览\ndate: 2026-08-10\n---\n\n\
         ## 欧盟《人工智能法案》高风险条款落地：企业须评估\n\n另一页的同一消息。\n\n\
         来源：[Z](https://z.example.org/eu-ai-act)\n\n\
         ## Fourth thing\n\nIt is not out.\n\n来源：[x](https://x.example.org/4)\n",
    ),
    ("d/2026-08-01.md", "---\ntitle: A post\ndate: 2026-08-01\n---\n\nNo stories in it.\n"),
];

fn app() -> App {
    let mut app = App::new(120, 40, &DIGESTS);
    app.message(Message::Recalled(Box::default()));
    app
}

fn entry(app: &App) -> DossierEntry {
    let dossier = &app.model.pages.dossier;
    let reports = &dossier.content().reports;
    let index = dossier.cursor() - 1;
    match reports.get(index) {
        Some(report) => DossierEntry::Report(report.post.id),
        None => {
            let related = &dossier.content().related[index - reports.len()];
            DossierEntry::Related(related.story().unwrap().page)
        }
    }
}

fn report(path: &str) -> DossierEntry {
    DossierEntry::Report(PostId::of(path.as_bytes()))
}

/// The paths of the reports.
fn paths(app: &App) -> Vec<&str> {
    app.model.pages.dossier.content().reports.iter().map(|report| &*report.post.path).collect()
}

/// Everything that an open dossier hides, and leaves as it is.
fn beneath(app: &App) -> (String, Listed, String, Pane, usize, usize, usize) {
    let context = &app.model.context;
    let reader = &app.model.reader;
    let post = app.model.reading().map_or_else(String::new, |post| post.path.to_string());
    (
        context.query.text().to_owned(),
        context.listed,
        post,
        context.focus,
        context.selection.row,
        reader.top,
        reader.line,
    )
}

#[test]
fn reports_are_in_the_order_of_days_with_what_each_adds() {
    let mut app = app();
    app.press("S D");
    assert_eq!(app.model.context.page, Page::Dossier);
    assert_eq!(paths(&app), [FIRST, SECOND, THIRD]);
    let added = app.model.pages.dossier.content().reports.iter().map(|report| match &report.text {
        ReportText::Read { added, .. } => *added,
        other => panic!("{other:?}"),
    });
    assert_eq!(added.collect::<Vec<_>>(), [None, Some(24), Some(0)]);
    let text = app.text();
    for part in [
        "reported 3 times, 23 June 2026 – 12 August 2026 · artificialintelligenceact.eu",
        "23 June 2026  政治与政策动态：加州AI立法冲刺",
        "first report",
        "+24 words",
        "nothing new",
        "企业须在年底前完成评估。",
        "• 罚款最高为营业额的百分之七",
        "Related",
        "欧盟《人工智能法案》高风险条款落地：企业须评估",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(entry(&app), report(THIRD), "the report that one came from");
    assert!(!text.contains("年底前[1]"), "{text}");
}

#[test]
fn keys_lead_back_exactly_to_where_one_was() {
    for start in ["S", "S j", "j j j Enter ] ] j", "S Enter"] {
        for keys in ["D D", "D q", "D Esc", "D [ [ j G k q", "D D D Enter q q", "D Enter Esc Esc"] {
            if start.ends_with(" ] ] j") && keys.contains("Enter") {
                // A row of a note has the offset of another row.
                continue;
            }
            let mut app = app();
            app.press(start);
            let before = beneath(&app);
            app.press(keys);
            assert_eq!(
                (app.model.context.page, beneath(&app)),
                (Page::Panes, before),
                "{start} {keys}"
            );
            assert!(!app.quit);
        }
    }
}

#[test]
fn enter_reads_the_report_in_its_post_and_comes_back() {
    let mut app = app();
    app.press("S D [ [");
    assert_eq!(entry(&app), report(FIRST));
    app.press("[");
    assert!(app.text().contains("No more reports"), "{}", app.text());
    app.press("] Enter");
    let (reader, context) = (&app.model.reader, &app.model.context);
    assert_eq!((context.page, context.focus), (Page::Panes, Pane::Reader));
    assert_eq!(app.model.reading().unwrap().path.as_ref(), SECOND);
    let line = reader.row(reader.line).unwrap().plain();
    assert!(line.contains("欧盟《人工智能法案》"), "{line}");
    app.press("C-o");
    assert_eq!((app.model.context.page, entry(&app)), (Page::Dossier, report(SECOND)));
    app.press("A-→");
    assert_eq!(app.model.reading().unwrap().path.as_ref(), SECOND);
    app.press("q");
    assert_eq!((app.model.context.page, entry(&app)), (Page::Dossier, report(SECOND)));
}

#[test]
fn a_way_on_from_the_report_is_no_way_back() {
    let mut app = app();
    app.press("S D Enter w q");
    assert_eq!((app.model.context.page, app.model.context.focus), (Page::Panes, Pane::List));
}

#[test]
fn enter_on_a_related_story_opens_its_dossier() {
    let mut app = app();
    app.press("S D ]");
    assert!(matches!(entry(&app), DossierEntry::Related(_)));
    app.press("Enter");
    assert_eq!(paths(&app), [RELATED]);
    assert!(app.text().contains("reported once, 10 August 2026"), "{}", app.text());
    app.press("q");
    assert_eq!(paths(&app), [FIRST, SECOND, THIRD]);
    assert!(matches!(entry(&app), DossierEntry::Related(_)));
    app.press("q");
    assert_eq!(app.model.context.page, Page::Panes);
}

#[test]
fn the_source_is_opened_and_copied_and_the_story_starred() {
    let mut app = app();
    app.press("S D [ o y s");
    assert_eq!(app.opened, ["https://artificialintelligenceact.eu/high-risk"]);
    assert_eq!(app.copied, app.opened);
    assert!(app.text().contains("★ Starred"), "{}", app.text());
    assert_eq!(app.model.context.marks.starred_stories.len(), 1);
    app.press("U");
    assert!(!app.text().contains("★"), "{}", app.text());
    assert_eq!(app.model.context.page, Page::Dossier);
}

#[test]
fn without_a_story_the_key_says_what_it_is_for() {
    for keys in ["D", "Enter D", "T D", ": ↑ Esc D"] {
        let mut app = app();
        app.press(keys);
        assert!(app.text().contains("No story here: a dossier is about one story"), "{keys}");
        assert_ne!(app.model.context.page, Page::Dossier, "{keys}");
    }
    let mut app = App::new(120, 40, &[]);
    app.press("S D");
    assert_ne!(app.model.context.page, Page::Dossier);
}

#[test]
fn a_key_of_the_panes_says_that_it_has_no_meaning() {
    let mut app = app();
    app.press("S D w");
    assert!(
        app.text().contains("In the list") || app.text().contains("D goes back"),
        "{}",
        app.text()
    );
    app.press("Tab");
    assert!(app.text().contains("Not available in a dossier; D goes back"), "{}", app.text());
    app.press("?");
    assert!(app.text().contains("In a dossier"), "{}", app.text());
    app.press("Esc D");
    assert_eq!(app.model.context.page, Page::Panes, "Esc has closed the help only");
    app.press("D /").type_text("AI");
    assert_eq!(app.model.context.page, Page::Panes, "results are seen while a query is typed");
    app.press("Esc C-o");
    assert_eq!(app.model.context.page, Page::Dossier);
}

#[test]
fn the_cursor_stays_with_its_report_while_others_come_and_go() {
    let mut app = app();
    app.press("S D [");
    assert_eq!(entry(&app), report(SECOND));
    let more = "---\ntitle: Early\ndate: 2026-06-01\n---\n\n## Planned\n\nIt is planned.\n\n\
                Source: [EU](https://artificialintelligenceact.eu/high-risk)\n";
    let mut posts = DIGESTS.to_vec();
    posts.push(("d/2026-06-01.md", more));
    change(&mut app, &posts, &["d/2026-06-01.md"], &[]);
    assert_eq!(paths(&app), ["d/2026-06-01.md", FIRST, SECOND, THIRD]);
    assert_eq!(entry(&app), report(SECOND));
    posts.remove(1);
    change(&mut app, &posts, &[], &[]);
    assert_eq!(paths(&app), ["d/2026-06-01.md", FIRST, THIRD]);
    assert_eq!(entry(&app), report(THIRD), "the one that took its place");
    posts.clear();
    change(&mut app, &posts, &[], &[]);
    assert!(app.text().contains("No post reports this story any more"), "{}", app.text());
    app.press("Enter o y s j G PgDn [ q");
    assert_eq!(app.model.context.page, Page::Panes);
}

#[test]
fn it_opens_while_the_library_is_read_and_grows_with_it() {
    let mut app = App::empty(80, 24);
    app.load_part(&DIGESTS[2..], false);
    app.press("S D");
    assert_eq!(paths(&app), [THIRD]);
    app.load_part(&DIGESTS[1..], false);
    app.load_part(&DIGESTS, true);
    assert_eq!(paths(&app), [FIRST, SECOND, THIRD]);
    assert_eq!(entry(&app), report(THIRD));
}

#[test]
fn late_answers_of_another_dossier_are_dropped() {
    let mut app = app();
    app.press("S");
    app.slow = true;
    app.press("D");
    assert!(app.model.awaited().is_some(), "keys wait for the entries");
    app.press("q j j D");
    let first = app.take_waiting();
    app.message(first);
    assert!(app.model.pages.dossier.content().reports.is_empty());
    app.deliver();
    assert_eq!(app.model.pages.dossier.content().reports.len(), 1);
    assert!(app.model.awaited().is_none());
}

#[test]
fn a_file_that_can_no_longer_be_read_is_told_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut posts = Vec::new();
    for (path, text) in &DIGESTS[..3] {
        let file = folder.path().join(path.rsplit('/').next().unwrap());
        std::fs::write(&file, text).unwrap();
        posts.push(file);
    }
    let mut app = app();
    let read = |file: &std::path::PathBuf| {
        let source = yunbao::load::SourceFile::new(
            PostId::of(file.as_os_str().as_encoded_bytes()),
            yunbao::post::Origin::File(file.as_path().into()),
            file.file_name().unwrap().to_string_lossy().into_owned(),
        );
        yunbao::load::read(source).0.unwrap()
    };
    let library = yunbao::library::Library::new(posts.iter().map(read).collect());
    std::fs::remove_file(&posts[1]).unwrap();
    app.message(Message::Loaded(yunbao::app::Loaded {
        generation: 1,
        library: std::sync::Arc::new(library),
        read: 3,
        total: Some(3),
        problems: std::sync::Arc::default(),
        done: true,
    }));
    app.press("S D");
    let text = app.text();
    assert!(text.contains("✗ ") && text.contains("No such file"), "{text}");
    assert!(text.contains("+13 words"), "compared with the last one that can be read: {text}");
}

/// A story reported on each of a number of days.
fn often(times: usize, text: &dyn Fn(usize) -> String) -> Vec<(String, String)> {
    let first = jiff::civil::date(2025, 1, 1);
    let post = |number: usize| {
        let day = first + jiff::Span::new().days(i64::try_from(number).unwrap());
        let text = format!(
            "---\ntitle: Digest {number}\ndate: {day}\n---\n\n## The story\n\n{}\n\n\
             Source: [s](https://s.example.org/1)\n\n## Other\n\nText.\n\nSource: [o](https://o.example.org/{number})\n",
            text(number)
        );
        (format!("d/{day}.md"), text)
    };
    (0..times).map(post).collect()
}

fn with(width: u16, height: u16, posts: &[(String, String)]) -> App {
    let posts: Vec<(&str, &str)> =
        posts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut app = App::new(width, height, &posts);
    app.press("S /").type_text("story:\"The story\"").press("Enter D");
    app
}

#[test]
fn a_story_reported_194_times_is_walked_from_end_to_end() {
    for (width, height) in SIZES {
        let posts = often(194, &|number| format!("Fact {number}. Known before.\n\n- item"));
        let mut app = with(width, height, &posts);
        assert_eq!(app.model.pages.dossier.cursor(), 194);
        assert!(
            app.text().contains("31 December") || app.text().contains("13 July 2025"),
            "{}",
            app.text()
        );
        app.press("g g");
        assert_eq!(app.model.pages.dossier.cursor(), 1);
        assert!(app.text().contains("The story"), "{}", app.text());
        let mut steps = 0;
        while app.model.pages.dossier.cursor() < 194 {
            let before = (app.model.pages.dossier.cursor(), app.text());
            app.press("j");
            assert_ne!(before, (app.model.pages.dossier.cursor(), app.text()), "every key is seen");
            steps += 1;
            assert!(steps < 2_000);
        }
        for key in ["k", "C-u", "PgUp", "["] {
            let before = (app.model.pages.dossier.cursor(), app.text());
            app.press(key);
            assert_ne!(before, (app.model.pages.dossier.cursor(), app.text()), "{key}");
        }
        while app.model.pages.dossier.cursor() > 1 {
            app.press("PgUp");
        }
        app.press("PgUp G");
        assert_eq!(app.model.pages.dossier.cursor(), 194);
    }
}

#[test]
fn a_long_report_is_cut_and_scrolled_within() {
    let posts = often(2, &|number| {
        if number == 0 { "云原生。".repeat(90_000) } else { "Short.".to_owned() }
    });
    let mut app = with(80, 24, &posts);
    app.press("g g");
    let before = app.text();
    app.press("j");
    assert_eq!(app.model.pages.dossier.cursor(), 1);
    assert_ne!(before, app.text());
    app.press("] [");
    app.press("] k");
    assert_eq!(app.model.pages.dossier.cursor(), 1);
    assert!(app.text().contains("… Enter reads the rest in the post"), "{}", app.text());
}

#[test]
fn the_title_is_above_a_first_report_that_fills_the_screen() {
    let text = format!("## Alpha ships\n\n{}\nSource: https://a.io/1\n", "- A line.\n".repeat(90));
    for (width, height, title) in [(120, 40, true), (80, 24, true), (30, 8, false)] {
        let mut app = App::new(width, height, &[("d/2026-08-01.md", &text)]);
        app.press("S D");
        let screen = app.text();
        let rows: Vec<&str> = screen.lines().collect();
        let head = rows.iter().position(|row| row.trim() == "Alpha ships");
        let report = rows.iter().position(|row| row.contains("first report"));
        assert!(report.is_some(), "{screen}");
        assert!(!title || head.is_some() && head < report, "{screen}");
    }
}

#[test]
fn the_mouse_scrolls_selects_and_reads() {
    let mut app = app();
    app.press("S D");
    let text = app.text();
    let y = text.lines().position(|line| line.contains("AI governance weekly")).unwrap() as u16;
    let at = |what, y| Message::Mouse(Mouse { what, x: 40, y });
    app.message(at(Gesture::Click, y));
    assert_eq!(entry(&app), report(SECOND));
    app.message(at(Gesture::WheelDown, y));
    app.message(at(Gesture::Click, y));
    app.message(at(Gesture::DoubleClick, y));
    assert_eq!(app.model.reading().unwrap().path.as_ref(), SECOND);
    app.press("q");
    let line = text.lines().position(|line| line.contains("年底前")).unwrap();
    let x = text.lines().nth(line).unwrap().split("年底前").next().unwrap();
    let x = yunbao::text::width(x) as u16 + 1;
    app.message(Message::Mouse(Mouse { what: Gesture::Click, x, y: line as u16 }));
    assert_eq!(app.opened, ["https://y.example.org/deadline"]);
}

#[test]
fn without_colours_signs_stand_around_what_is_new() {
    let mut app = app();
    app.model.context.colours = false;
    app.press("S D");
    assert!(app.text().contains("{+企业须在年底前完成评估。+}"), "{}", app.text());
}

#[test]
fn hostile_texts_stay_texts() {
    let posts = often(2, &|_| "a\u{1b}[31mb \u{202e}c \u{7}`\u{9b}2J` <b>x</b>".to_owned());
    let app = with(80, 24, &posts);
    assert!(!app.text().contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']));
}

#[test]
fn the_dossier() {
    for (width, height) in SIZES {
        for (name, language) in [("", Language::English), ("-zh", Language::SimplifiedChinese)] {
            let mut app = App::new(width, height, &DIGESTS);
            app.speak(language).press("S D [");
            insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(format!("dossier{name}-{width}x{height}"), app.screen());
            });
        }
    }
}
