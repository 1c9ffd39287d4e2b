//! An empty list says why it is empty, and the keys that it names do what it says.

use crate::support::App;
use yunbao::app::{Page, Pane, empty_list};
use yunbao::messages::Language;

const POSTS: [(&str, &str); 3] = [
    (
        "d/2026-08-14.md",
        "---\ntitle: Friday\ndate: 2026-08-14\ntags: [mesh, lone]\n---\n\nQuuxes everywhere.\n\n\
         ## Envoy Gateway 1.6\n\nRates.\n\n**Source:** [gateway](https://envoyproxy.io/1.6)\n",
    ),
    (
        "d/2026-08-12.md",
        "---\ntitle: Quuxes\ndate: 2026-08-12\ntags: [mesh]\n---\n\nNothing more.\n",
    ),
    ("d/2026-08-10.md", "---\ntitle: Sketch\ndate: 2026-08-10\ndraft: true\n---\n\nText.\n"),
];

fn app(query: &str) -> App {
    let mut app = App::new(120, 40, &POSTS);
    type_query(&mut app, query);
    app
}

fn type_query(app: &mut App, query: &str) {
    app.press("/ C-u");
    app.type_text(query);
    app.press("Enter");
}

fn said(app: &App) -> String {
    assert!(app.model.context.results.rows.is_empty(), "{}", app.text());
    empty_list(&app.model).join(" ")
}

#[test]
fn posts_that_match_where_no_story_does_are_told() {
    let mut app = app("quuxes");
    app.press("S");
    assert_eq!(said(&app), "No story matches, but 2 posts do: S lists them. Esc clears the query.");
    app.press("S");
    assert_eq!(app.model.context.results.rows.len(), 2);
    type_query(&mut app, "title:quuxes");
    app.press("S /");
    assert!(said(&app).starts_with("No story matches, but 1 post does: Enter S lists it."));
    app.press("Enter S");
    assert_eq!(app.model.context.results.rows.len(), 1);
    type_query(&mut app, "nowhere");
    app.press("S");
    assert_eq!(said(&app), "Nothing found. Esc clears the query.");
    app.press("Esc");
    assert!(!app.model.context.results.rows.is_empty());
}

#[test]
fn every_language_says_it() {
    for (language, wanted) in [
        (Language::SimplifiedChinese, "没有符合的新闻，但有 2 篇文章符合：按 S 列出文章。"),
        (Language::TraditionalChinese, "沒有符合的新聞，但有 2 篇文章符合：按 S 列出文章。"),
    ] {
        let mut app = app("quuxes");
        app.press("S");
        app.speak(language);
        assert_eq!(empty_list(&app.model)[0], wanted);
    }
}

#[test]
fn esc_goes_back_to_trends_if_one_came_from_there() {
    let mut app = app("tag:lone");
    app.press("T Tab Enter S /");
    app.type_text("nowhere");
    app.press("Enter");
    let another = "Nothing found. Without nowhere: 1 story. Esc clears the query.";
    assert_eq!(said(&app), another, "another query");
    let mut app = self::app("quuxes");
    app.press("T Tab Enter");
    assert!(
        app.model.context.page == Page::Panes && app.model.context.results.rows.len() == 2,
        "{}",
        app.text()
    );
    app.press("S");
    assert_eq!(
        said(&app),
        "No story matches, but 2 posts do: S lists them. Esc goes back to trends."
    );
    app.press("Esc");
    assert!(app.model.context.page == Page::Trends, "{}", app.text());
}

#[test]
fn while_a_query_is_typed_esc_gives_back_the_one_before() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("/");
    app.type_text("nowhere");
    assert_eq!(said(&app), "Nothing found. Esc clears the query.");
    app.press("Enter /");
    assert_eq!(said(&app), "Nothing found. Esc Esc clears the query.");
    app.press("C-u");
    app.type_text("elsewhere");
    assert_eq!(said(&app), "Nothing found. Esc cancels.");
    app.press("Esc");
    assert_eq!(app.model.context.query.text(), "nowhere");
    app.press("S-Tab");
    assert_eq!(app.model.context.focus, Pane::Facets);
    assert_eq!(said(&app), "Nothing found. Esc Esc clears the query.");
    app.press("Esc Esc");
    assert_eq!((app.model.context.query.text(), app.model.context.results.rows.len()), ("", 2));
}

#[test]
fn what_was_not_understood_is_told_in_full() {
    let app = app("is:foo date:2026-13");
    let sentences = empty_list(&app.model);
    assert_eq!(sentences.len(), 4, "{sentences:?}");
    assert!(
        sentences[2].contains("is:unread") && sentences[3].contains("2026-13"),
        "{sentences:?}"
    );
}

#[test]
fn drafts_alone_are_told() {
    let app = App::new(120, 40, &POSTS[2..]);
    assert_eq!(said(&app), "All posts are drafts: is:draft finds them.");
    let app = App::new(120, 40, &[]);
    assert_eq!(said(&app), "No posts yet.");
}

#[test]
fn an_empty_list_names_the_part_of_the_query_to_blame() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("/").type_text("tag:mesh zzzz");
    assert!(app.text().contains("Without zzzz: 2 posts"), "{}", app.text());
    app.press("C-u").type_text("tag:mesh before:2001 sort:title");
    assert!(app.text().contains("Without before:2001: 2 posts"), "{}", app.text());
    // Neither word alone finds anything, so no single part is to blame.
    app.press("C-u").type_text("zzzz yyyy");
    assert!(!app.text().contains("Without"), "{}", app.text());
    app.press("C-u").type_text("zzzz");
    assert!(!app.text().contains("Without"), "{}", app.text());
    app.press("Esc S /").type_text("source:envoyproxy.io zzzz");
    assert!(app.text().contains("Without zzzz: 1 story"), "{}", app.text());
}

#[test]
fn narrowing_the_filter_lands_on_its_first_value() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("h f").type_text("lon").press("Enter Enter");
    assert_eq!(app.model.context.query.text(), "tag:lone", "{}", app.text());
}
