//! The mouse: what is painted is what is hit.

use crate::posts::POSTS;
use crate::support::App;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use yunbao::app::{FacetRow, Gesture, Message, Mouse, Overlay, Pane, Target, target};
use yunbao::text::Ambiguous;

fn at(app: &mut App, what: Gesture, (x, y): (u16, u16)) {
    app.message(Message::Mouse(Mouse { what, x, y }));
}

/// A painted row from a cell on.
fn text(buffer: &Buffer, x: u16, y: u16) -> String {
    let mut text = String::new();
    let mut x = x;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += buffer[(x, y)].cell_width().max(1);
    }
    text
}

/// The first cell at which a text is painted.
fn find(app: &App, wanted: &str) -> (u16, u16) {
    let buffer = app.buffer();
    let cells = (0..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (x, y)));
    let mut found = cells.filter(|(x, y)| text(&buffer, *x, *y).starts_with(wanted));
    found.next().unwrap_or_else(|| panic!("{wanted} is not in\n{}", app.text()))
}

#[test]
fn a_click_selects_focuses_opens_and_filters() {
    let mut app = App::new(120, 40, &POSTS);
    let place = find(&app, "26-08-07");
    at(&mut app, Gesture::Click, place);
    assert!(app.selected().starts_with("Kubernetes weekly"));
    assert_eq!(app.model.focus, Pane::List);
    let place = find(&app, "documentation[1]");
    at(&mut app, Gesture::Click, place);
    assert_eq!((app.opened.len(), app.model.focus), (1, Pane::Reader));
    let place = find(&app, "#scheduling");
    at(&mut app, Gesture::Click, (place.0 + 3, place.1));
    assert_eq!(app.model.query.text(), "tag:scheduling");
    let place = find(&app, "✓ scheduling");
    at(&mut app, Gesture::Click, place);
    assert_eq!((app.model.query.text(), app.model.focus), ("", Pane::Facets));
    at(&mut app, Gesture::Click, (5, 0));
    assert!(app.model.query.is_editing());
    app.type_text("istio");
    let place = find(&app, "26-08-14");
    at(&mut app, Gesture::DoubleClick, place);
    assert!(!app.model.query.is_editing());
    assert_eq!((app.model.query.text(), app.model.focus), ("istio", Pane::Reader));
}

#[test]
fn the_wheel_scrolls_what_lies_under_it() {
    let mut app = App::new(120, 12, &POSTS);
    let reader = find(&app, "本周");
    at(&mut app, Gesture::WheelDown, reader);
    assert_eq!((app.model.reader.top, app.model.list.cursor), (3, 0));
    assert_eq!(app.model.focus, Pane::List, "the focus stays");
    at(&mut app, Gesture::WheelDown, (2, 4));
    assert_eq!((app.model.facets.top, app.model.facets.cursor), (3, 5));
    at(&mut app, Gesture::WheelUp, (2, 4));
    assert_eq!(app.model.facets.top, 0);
    at(&mut app, Gesture::WheelUp, reader);
    assert_eq!(app.model.reader.top, 0);
    app.press("?");
    at(&mut app, Gesture::WheelDown, (60, 5));
    assert!(matches!(&app.model.overlay, Some(Overlay::Help(help)) if help.top == 3));
    at(&mut app, Gesture::Click, (0, 5));
    assert!(app.model.overlay.is_none(), "a click beside closes");
}

#[test]
fn a_click_chooses_in_pickers_and_problems() {
    let mut app = App::new(80, 24, &POSTS);
    app.press("t");
    let place = find(&app, "scheduling");
    at(&mut app, Gesture::Click, place);
    assert_eq!((app.model.query.text(), app.model.overlay.is_none()), ("tag:scheduling", true));
    app.press("Esc !");
    let place = find(&app, "blog/2026-06");
    at(&mut app, Gesture::DoubleClick, (place.0, place.1 + 1));
    assert_eq!((app.model.focus, app.model.overlay.is_none()), (Pane::Reader, true));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_is_painted_is_what_is_hit(
        width in 30u16..200, height in 8u16..60, focus in 0usize..3, down in 0usize..6, zen: bool,
        wheel in 0usize..4, wider in 0usize..3, query: bool, two: bool,
        stories: bool
    ) {
        let mut app = App::new(width, height, &POSTS);
        if two {
            app.model.config.ambiguous_width = Ambiguous::Two;
        }
        for _ in 0..down {
            app.press("j");
        }
        app.model.focus = [Pane::Facets, Pane::List, Pane::Reader][focus];
        app.model.zen = zen && focus == 2;
        for _ in 0..wider {
            app.press(">");
        }
        if query {
            // With a query each post of a wide list has two rows.
            app.model.query.replace("e".to_owned());
        }
        app.resize(width, height);
        if stories {
            let (focus, zen) = (app.model.focus, app.model.zen);
            app.press("S");
            (app.model.focus, app.model.zen) = (focus, zen);
            app.resize(width, height);
        }
        for step in 0..wheel {
            at(&mut app, Gesture::WheelDown, (width / (step as u16 + 1) - 1, height / 2));
        }
        let buffer = app.buffer();
        let panes = app.model.panes().unwrap();
        for y in 0..height {
            for x in 0..width {
                let painted = text(&buffer, x, y);
                let within = |area: Option<yunbao::app::Area>| area.is_some_and(|area| {
                    (area.x..area.x + area.width).contains(&x)
                        && (area.y..area.y + area.height).contains(&y)
                });
                match target(&app.model, x, y) {
                    Some(Target::ListRow(row)) => {
                        prop_assert!(within(panes.list));
                        let post = app.model.library.post(app.model.list.rows[row]).unwrap();
                        let story = app.model.list.stories.get(row);
                        let story = story.and_then(|row| app.model.library.story(row.newest));
                        let title = story.map_or(&*post.title, |story| &story.title);
                        let start: String = title.chars().take(4).collect();
                        let area = panes.list.unwrap();
                        let top = area.below_title().y;
                        let lines = app.model.rows_of_a_post() as u16;
                        let y = top + (y - top) / lines * lines;
                        prop_assert!(text(&buffer, area.x, y).contains(&start), "{}", painted);
                    }
                    Some(Target::FacetRow(row)) => {
                        prop_assert!(within(panes.facets));
                        if let FacetRow::Value { facet, number, .. } = app.model.facets.rows[row] {
                            let name = &app.model.library.table(facet).values()[number as usize];
                            let start: String = name.value.chars().take(4).collect();
                            prop_assert!(text(&buffer, 0, y).contains(&start), "{}", start);
                        }
                    }
                    Some(Target::Link(link)) => {
                        prop_assert!(within(panes.reader));
                        prop_assert!(link < app.model.reader.document.links.len());
                    }
                    Some(Target::ReaderRow(_) | Target::Chip(..) | Target::Pane(Pane::Reader)) => {
                        prop_assert!(within(panes.reader));
                        // A link's number is a part of it.
                        for link in 1..=app.model.reader.document.links.len() {
                            prop_assert!(!painted.starts_with(&format!("[{link}]")), "{}", painted);
                        }
                    }
                    Some(Target::Pane(Pane::List)) => prop_assert!(within(panes.list)),
                    Some(Target::Pane(Pane::Facets)) => prop_assert!(within(panes.facets)),
                    Some(Target::Query) => prop_assert_eq!(y, 0),
                    None => prop_assert!(
                        !within(panes.list) && !within(panes.facets) && !within(panes.reader)
                    ),
                    other => prop_assert!(false, "{:?}", other),
                }
            }
        }
    }
}
