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
