//! Rules of the config: what is muted, how rows look, and the keys for them.

use crate::posts::POSTS;
use crate::support::App;
use ratatui::style::Modifier;
use yunbao::app::{Choice, Message, Overlay};
use yunbao::config::File;
use yunbao::messages::Language;

fn configured(app: &mut App, text: &str) {
    let (config, problems) = yunbao::config::read(text, std::path::Path::new("/"));
    assert_eq!(problems, []);
    let path = Some("/config.yaml".into());
    let file = File { path, text: text.to_owned(), config, problems, ..File::default() };
    app.message(Message::Configured {
        file: Box::new(file),
        language: Language::English,
        reload: false,
    });
}

fn with_rules(text: &str) -> App {
    let mut app = App::new(120, 40, &POSTS);
    configured(&mut app, text);
    app
}

#[test]
fn muted_rows_are_counted_and_listed_by_a_key() {
    let mut app = App::new(120, 40, &POSTS);
    let all = app.titles().len();
    configured(&mut app, "rules: [{when: '#istio', mute: true}]");
    let shown = app.titles().len();
    assert!(shown < all);
    let muted = format!("{} muted (g i)", all - shown);
    app.press("j");
    app.message(Message::Told(yunbao::app::Notice { text: String::new(), is_error: false }));
    assert!(app.text().contains(&muted), "{muted} in {}", app.text());
    app.press("g i");
    assert_eq!(app.model.context.query.text(), "is:muted");
    assert_eq!(app.titles().len(), all - shown);
    app.press("g i");
    assert_eq!((app.model.context.query.text(), app.titles().len()), ("", shown));
    configured(&mut app, "mouse: true");
    assert_eq!(app.titles().len(), all, "as soon as the config is saved");
}

#[test]
fn a_list_of_nothing_but_muted_posts_says_so() {
    let mut app = with_rules("rules: [{when: 'has:source OR -has:source', mute: true}]");
    assert!(app.text().contains("are muted by rules: g i shows them"), "{}", app.text());
    app.press("g i");
    assert!(!app.titles().is_empty());
}

#[test]
fn rows_have_the_scores_and_looks_of_their_rules() {
    let app =
        with_rules("rules:\n  - {when: '#istio', score: 5}\n  - {when: '#istio', look: bold}\n");
    assert!(app.text().contains("+5"), "{}", app.text());
    let buffer = app.buffer();
    let (row, line) = app
        .text()
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("服务网格一周"))
        .map(|(row, line)| (row as u16, line.to_owned()))
        .unwrap();
    let before = line.split("服务").next().unwrap();
    let cell = &buffer[(before.chars().count() as u16, row)];
    assert!(cell.modifier.contains(Modifier::BOLD), "{cell:?}");
}

#[test]
fn a_key_offers_to_mute_the_values_at_the_cursor() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("i");
    let Some(Overlay::Picker(picker)) = &app.model.overlay else { panic!("no picker") };
    let choices: Vec<&Choice> = picker.items.iter().map(|item| &item.choice).collect();
    assert!(choices.contains(&&Choice::Mute("tag:istio".to_owned())), "{choices:?}");
    assert!(choices.iter().any(|choice| **choice == Choice::Mute("author:云报编辑部".to_owned())));
    app.type_text("tag:istio").press("Enter");
    assert_eq!(app.rules, ["tag:istio"]);
    assert!(app.model.overlay.is_none());
    let mut app = App::new(120, 40, &POSTS);
    app.press("S i");
    let Some(Overlay::Picker(picker)) = &app.model.overlay else { panic!("no picker") };
    let of_source =
        |choice: &Choice| matches!(choice, Choice::Mute(it) if it.starts_with("source:"));
    assert_eq!(picker.items.iter().filter(|item| of_source(&item.choice)).count(), 1);
}

#[test]
fn nothing_to_mute_is_said() {
    let mut app = App::empty(120, 40);
    app.load(&[]);
    app.press("i");
    assert!(app.text().contains("Nothing to mute here"), "{}", app.text());
}

fn cursor(app: &App) -> yunbao::post::PostId {
    app.model.context.selected().unwrap().id
}

fn is_read(app: &App) -> bool {
    app.model.context.effective_marks().is_read(cursor(app))
}

fn is_starred(app: &App) -> bool {
    app.model.context.effective_marks().is_starred(cursor(app))
}

fn counts(app: &App) -> (usize, usize) {
    app.model.context.results.unread_and_starred()
}

const ALL: &str = "has:source OR -has:source";

#[test]
fn a_rule_reads_posts_and_the_users_own_mark_wins() {
    let rules = format!("rules: [{{when: '{ALL}', read: true}}]");
    let mut app = with_rules(&rules);
    let all = app.titles().len();
    assert_eq!((counts(&app).0, is_read(&app)), (0, true));
    assert!(!app.text().contains("▌•"), "{}", app.text());
    app.press("n");
    assert!(app.text().contains("No more unread"), "{}", app.text());
    app.press("m");
    assert_eq!((counts(&app).0, is_read(&app)), (1, false));
    app.press("u");
    assert_eq!(app.titles().len(), 1, "is:unread finds it");
    app.press("u m");
    assert_eq!((counts(&app).0, is_read(&app)), (0, true));
    app.press("U");
    assert_eq!((counts(&app).0, is_read(&app)), (1, false));
    configured(&mut app, "mouse: true");
    assert_eq!((counts(&app).0, is_read(&app)), (all, false), "its marks go with the rule");
    configured(&mut app, &rules);
    assert_eq!(counts(&app).0, 1, "the user's own mark is still there");
    // The changes of the query come before it.
    app.press("U U U");
    assert_eq!((counts(&app).0, is_read(&app)), (0, true), "undone, the rule holds again");
}

#[test]
fn a_rule_stars_posts_and_a_star_that_was_removed_stays_so() {
    let mut app = with_rules(&format!("rules: [{{when: '{ALL}', star: true}}]"));
    let all = app.titles().len();
    assert_eq!((counts(&app).1, is_starred(&app)), (all, true));
    assert!(app.text().contains('★'), "{}", app.text());
    app.press("s");
    assert!(!is_starred(&app));
    assert_eq!(app.model.context.marks.unstarred.len(), 1);
    app.press("U");
    assert!(is_starred(&app) && app.model.context.marks.unstarred.is_empty());
    app.press("U");
    assert!(is_starred(&app), "nothing is left to be undone");
}

#[test]
fn stories_are_read_and_starred_by_rules() {
    let mut app =
        with_rules(&format!("rules: [{{when: '{ALL}', read: true}}, {{when: istio, star: true}}]"));
    app.press("S");
    assert!(app.model.context.lists_stories());
    let (unseen, starred) = counts(&app);
    assert!(unseen == 0 && starred > 0, "{unseen} {starred}");
    assert!(app.text().contains("▌✓★") && !app.text().contains("seen before"), "{}", app.text());
    app.press("m");
    assert_eq!(counts(&app).0, 1);
    app.press("m");
    assert_eq!(counts(&app).0, 0);
    app.press("E");
    assert!(app.text().contains('★'), "{}", app.text());
}

#[test]
fn what_a_rule_reads_gets_a_mark_of_its_own_when_it_is_opened() {
    let mut app = with_rules(&format!("rules: [{{when: '{ALL}', read: true}}]"));
    app.press("Enter");
    assert_eq!(app.model.context.marks.read.len(), 1);
    configured(&mut app, "mouse: true");
    assert_eq!(app.model.context.marks.read.len(), 1);
}

#[test]
fn a_key_sorts_by_score_where_rules_give_scores() {
    let mut app = with_rules("rules: [{when: '#istio', score: 5}]");
    app.press("=");
    assert_eq!(app.model.context.query.text(), "sort:score");
    app.press("=");
    assert_eq!(app.model.context.query.text(), "sort:relevance");
    configured(&mut app, "mouse: true");
    app.press("= = = =");
    assert_eq!(app.model.context.query.text(), "sort:relevance", "the others, in turn");
}
