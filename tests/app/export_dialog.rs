//! The export dialog, and what follows an export.

use crate::posts::POSTS;
use crate::support::App;
use yunbao::app::{Message, Overlay};
use yunbao::messages::Language;

/// Two digests with nine stories, one of which both report.
const DIGESTS: [(&str, &str); 2] = [
    (
        "2026-08-14-a.md",
        "---\ntitle: A\ntags: [istio]\n---\n\n## One [1]\n\nText one.\n\n**Source:** <https://a.io/1>\n\n## Two\n\n\
         Text two.\n\n**Source:** <https://a.io/2>\n\n## Three\n\nText three.\n\n**Source:** <https://a.io/3>\n",
    ),
    (
        "2026-08-13-b.md",
        "---\ntitle: B\ntags: [envoy]\n---\n\n## Four\n\nText four.\n\n**Source:** <https://b.io/4>\n\n## One\n\n\
         Text.\n\n**Source:** <https://a.io/1>\n\n## Five\n\nText five.\n\n**Source:** <https://b.io/5>\n",
    ),
];

const FILE: &str = "weekly-2026-08-15.md";

fn stories() -> App {
    let mut app = App::new(120, 40, &DIGESTS);
    app.press("S");
    app
}

/// The headlines of the exported digest.
fn headlines(app: &App) -> Vec<&str> {
    app.files[FILE].lines().filter(|line| line.starts_with("## ")).collect()
}

#[test]
fn the_stars_become_a_weekly_in_two_keys() {
    let mut app = stories();
    app.press("s j j s G s E");
    let text = app.text();
    for shown in ["starred · 3", "Markdown", "Weekly, 15 August 2026", FILE] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    app.press("Enter");
    assert_eq!(headlines(&app), ["## One \\[1\\]", "## Three", "## Five"]);
    assert!(
        app.files[FILE].starts_with("---\ntitle: \"Weekly, 15 August 2026\"\ndate: 2026-08-14\n")
    );
    assert_eq!(app.edited, [None], "it is opened in the editor");
    assert!(app.text().contains("Clear the 3 stars?"), "{}", app.text());
    app.press("Enter");
    assert!(app.model.context.marks.starred_stories.is_empty());
    app.press("U");
    assert_eq!(app.model.context.marks.starred_stories.len(), 3, "one key brings them back");
}

#[test]
fn stars_stay_unless_they_are_to_be_cleared() {
    let mut app = stories();
    app.press("s E Enter n");
    assert_eq!(app.model.context.marks.starred_stories.len(), 1);
    app.press("/").type_text("tag:envoy").press("Enter E");
    assert!(app.text().contains("tag:envoy · 3"), "the query comes first: {}", app.text());
    app.press("Enter y");
    assert!(app.model.overlay.is_none(), "not everything exported was starred");
    assert_eq!(app.model.context.marks.starred_stories.len(), 1);
}

#[test]
fn the_selected_rows_come_first_and_in_the_order_of_the_list() {
    let mut app = stories();
    app.press("s G x g g x E");
    assert!(app.text().contains("selected · 2"), "{}", app.text());
    app.press("Enter");
    assert_eq!(headlines(&app), ["## One \\[1\\]", "## Five"]);
    app.press("E l");
    assert!(app.text().contains("starred · 1"), "{}", app.text());
    app.press("l");
    assert!(app.text().contains("everything · 5"), "{}", app.text());
    app.press("l");
    assert!(app.text().contains("selected · 2"), "{}", app.text());
}

#[test]
fn of_posts_the_stories_are_exported() {
    let mut app = App::new(120, 40, &DIGESTS);
    app.press("j x E Enter");
    assert_eq!(headlines(&app), ["## Four", "## One", "## Five"], "as this digest tells them");
    app.press("Esc /").type_text("five").press("Enter E Enter y");
    assert_eq!(headlines(&app), ["## Five"]);
    // Posts without stories stand for themselves.
    let mut app = App::new(120, 40, &POSTS);
    app.press("/").type_text("title:just").press("Enter E Enter");
    assert_eq!(headlines(&app), ["## Just a heading"]);
}

#[test]
fn a_starred_digest_stands_for_its_stories() {
    let mut app = App::new(120, 40, &DIGESTS);
    app.press("j s S s E");
    assert!(app.text().contains("starred · 2"), "{}", app.text());
    app.press("Enter");
    assert_eq!(headlines(&app).len(), 3, "{:?}", headlines(&app));
    assert!(app.text().contains("Clear the 2 stars?"), "{}", app.text());
    app.press("y");
    let marks = &app.model.context.marks;
    assert!(marks.starred.is_empty() && marks.starred_stories.is_empty());
    app.press("U");
    let marks = &app.model.context.marks;
    assert_eq!((marks.starred.len(), marks.starred_stories.len()), (1, 1));
}

#[test]
fn choices_are_kept_and_the_name_follows_the_format() {
    let mut app = stories();
    app.press("E j l j l j l l");
    assert!(app.text().contains("weekly-2026-08-15.html"), "{}", app.text());
    app.press("Enter");
    assert!(app.files["weekly-2026-08-15.html"].contains("<h2"));
    app.press("E");
    for shown in ["HTML", "tag", "oldest first", "weekly-2026-08-15.html"] {
        assert!(app.text().contains(shown), "{shown}: {}", app.text());
    }
    app.press("j h k Esc E");
    assert!(app.text().contains("HTML"), "what was not exported is not kept");
}

#[test]
fn title_and_name_are_typed() {
    let mut app = stories();
    app.press("E ↓ ↓ ↓ ↓ C-u").type_text("Mesh jk 周报").press("↓ ↓ C-u").type_text("out/q.md");
    app.press("Enter");
    assert!(app.files["out/q.md"].starts_with("---\ntitle: \"Mesh jk 周报\"\n"));
    app.press("Esc E ↑ C-u Enter");
    assert!(app.text().contains("The file needs a name"), "{}", app.text());
    assert!(matches!(app.model.overlay, Some(Overlay::Export(_))), "it can still be typed");
    app.message(Message::Paste { text: "p\nq.md".into(), is_cut: false });
    app.press("Enter");
    assert!(app.files.contains_key("p q.md"));
}

#[test]
fn a_file_is_overwritten_only_after_a_question() {
    let mut app = stories();
    app.files.insert(FILE.into(), "mine".into());
    app.press("E Enter");
    assert!(app.text().contains("weekly-2026-08-15.md exists. Overwrite it?"), "{}", app.text());
    app.press("Esc");
    assert_eq!(app.files[FILE], "mine");
    app.press("E Enter y");
    assert_eq!(headlines(&app).len(), 5);
    assert!(app.text().contains("Wrote 5 stories to weekly-2026-08-15.md"), "{}", app.text());
}

#[test]
fn a_file_that_cannot_be_written_is_reported_with_the_reason() {
    let mut app = stories();
    app.press("s E ↑ C-u").type_text("/no/x.md").press("Enter");
    assert!(app.text().contains("Could not write /no/x.md: no folder"), "{}", app.text());
    assert!(app.model.overlay.is_none() && app.edited.is_empty(), "no question about stars");
}

#[test]
fn a_copied_document_needs_no_file() {
    let mut app = stories();
    app.press("E ↑ ↑ h");
    assert!(!app.text().contains(FILE), "{}", app.text());
    app.press("↓ Enter");
    assert!(app.copied[0].starts_with("---\ntitle:") && app.files.is_empty());
}

#[test]
fn what_is_typed_meanwhile_answers_no_question() {
    let mut app = stories();
    app.press("s");
    app.slow = true;
    app.press("E Enter /").type_text("yy");
    app.deliver();
    assert!(app.model.overlay.is_none() && app.model.context.query.text() == "yy");
    assert_eq!(app.model.context.marks.starred_stories.len(), 1);
}

#[test]
fn an_empty_library_has_nothing_to_export() {
    let mut app = App::empty(80, 24);
    app.press("E");
    assert!(app.model.overlay.is_none() && app.text().contains("Nothing to export"));
}

#[test]
fn an_export_speaks_the_language_of_the_user() {
    let mut app = stories();
    app.speak(Language::SimplifiedChinese).press("E j j l l Enter");
    let text = &app.files[FILE];
    assert!(text.contains("一周新闻（2026年8月15日）") && text.contains("**来源：**"), "{text}");
    assert!(text.contains("## 8月14日") || text.contains("2026年8月14日"), "{text}");
}
