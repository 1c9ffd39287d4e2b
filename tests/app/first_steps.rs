//! The keys to begin with, which are shown below the list on the first start.

use crate::posts::POSTS;
use crate::support::App;
use yunbao::app::{Gesture, Message, Mouse};
use yunbao::messages::Language;
use yunbao::state::Memory;

/// The program on its first start.
fn first_start(width: u16, height: u16) -> App {
    let mut app = App::new(width, height, &POSTS);
    let memory = Memory { is_first_start: true, ..Memory::default() };
    app.message(Message::Recalled(Box::new(memory)));
    app
}

fn click(app: &mut App, (x, y): (u16, u16)) {
    for what in [Gesture::Click, Gesture::Release] {
        app.message(Message::Mouse(Mouse { what, x, y }));
    }
}

fn shows(app: &App, text: &str) -> bool {
    app.text().contains(text)
}

#[test]
fn each_step_goes_away_once_its_key_was_used() {
    let mut app = first_start(120, 40);
    let steps = [
        ("Enter", "read the post at the cursor"),
        ("]", "go to the next story"),
        ("o", "source in the browser"),
        ("q / Esc", "the list narrows"),
        ("S", "each story once"),
        ("? Esc", "all keys for"),
    ];
    assert!(steps.iter().all(|(_, what)| shows(&app, what)), "{}", app.text());
    for (number, (keys, what)) in steps.iter().enumerate() {
        app.press("j");
        assert!(shows(&app, what), "{what}: {}", app.text());
        app.press(keys);
        assert!(!shows(&app, what), "{what}: {}", app.text());
        assert_eq!(shows(&app, "First steps"), number < 5);
    }
}

#[test]
fn escape_hides_them_when_there_is_nothing_else_to_close() {
    let mut app = first_start(120, 40);
    app.press("/ a Enter Esc");
    assert_eq!(app.model.context.query.text(), "");
    assert!(shows(&app, "First steps"), "the query went first");
    app.press("Esc");
    assert!(!shows(&app, "First steps"));
}

#[test]
fn a_click_on_a_step_is_its_key() {
    let mut app = first_start(120, 40);
    let find = |app: &App, what: &str| {
        let text = app.text();
        let row = text.lines().position(|line| line.contains(what)).unwrap();
        (40, row as u16)
    };
    let (x, y) = find(&app, "each story once");
    click(&mut app, (x, y));
    assert!(app.model.context.lists_stories() && !shows(&app, "each story once"));
    let (x, y) = find(&app, "First steps");
    click(&mut app, (x, y));
    assert!(!shows(&app, "First steps"));
}

#[test]
fn they_are_there_on_a_first_start_only_and_where_there_is_room() {
    let mut app = App::new(120, 40, &POSTS);
    app.message(Message::Recalled(Box::default()));
    assert!(!shows(&app, "First steps"));
    let mut app = App::new(120, 40, &POSTS);
    app.press("j");
    let memory = Memory { is_first_start: true, ..Memory::default() };
    app.message(Message::Recalled(Box::new(memory)));
    assert!(!shows(&app, "First steps"), "whoever is at work already is not moved");
    assert!(!shows(&first_start(30, 8), "First steps"));
}

#[test]
fn screens_of_a_first_start() {
    for (width, height) in [(120, 40), (80, 24), (30, 18)] {
        let app = first_start(width, height);
        insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("first-start-{width}x{height}"), app.screen());
        });
    }
    let mut app = first_start(80, 24);
    app.speak(Language::SimplifiedChinese);
    insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("zh-Hans-first-start-80x24", app.screen());
    });
}
