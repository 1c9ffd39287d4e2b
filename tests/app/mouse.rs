//! The mouse: the target painted at a cell is the one that is hit.

use crate::posts::POSTS;
use crate::support::App;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use yunbao::app::trends::{Section, TrendsTarget, calendar_shape, pieces, row, sections};
use yunbao::app::{
    Border, FacetRow, Gesture, ListPart, Message, Mouse, MouseTarget, Overlay, Page, PageTarget,
    Pane, target,
};
use yunbao::post::Story;
use yunbao::text::Ambiguous;

fn at(app: &mut App, what: Gesture, (x, y): (u16, u16)) {
    app.message(Message::Mouse(Mouse { what, x, y }));
}

/// The text of a painted row, from a cell on.
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

/// Fails unless a target outside the panes, or between them, is painted at its cell.
fn around_panes(
    target: &MouseTarget,
    buffer: &Buffer,
    x: u16,
    y: u16,
) -> Result<(), TestCaseError> {
    match target {
        MouseTarget::Query => prop_assert_eq!(y, 0),
        MouseTarget::Hint(key) => {
            prop_assert_eq!(y, buffer.area.height - 1);
            prop_assert!(text(buffer, 0, y).contains(key), "{}", key);
        }
        MouseTarget::Border(border) => {
            let first = buffer[(x, y)].symbol();
            prop_assert!(*border == Border::Rows || "│|".contains(first), "{}", first);
        }
        other => prop_assert!(false, "{:?}", other),
    }
    Ok(())
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
    let place = find(&app, "Kubernetes weekly");
    at(&mut app, Gesture::Click, place);
    assert!(app.selected().starts_with("Kubernetes weekly"));
    assert_eq!(app.model.context.focus, Pane::List);
    let place = find(&app, "documentation[1]");
    at(&mut app, Gesture::Click, place);
    assert_eq!((app.opened.len(), app.model.context.focus), (1, Pane::Reader));
    let place = find(&app, "#scheduling");
    at(&mut app, Gesture::Click, (place.0 + 3, place.1));
    assert_eq!(app.model.context.query.text(), "tag:scheduling");
    let place = find(&app, "✓ scheduling");
    at(&mut app, Gesture::Click, place);
    assert_eq!((app.model.context.query.text(), app.model.context.focus), ("", Pane::Facets));
    at(&mut app, Gesture::Click, (5, 0));
    assert!(app.model.context.query.is_editing());
    app.type_text("istio");
    let place = find(&app, "服务网格一周");
    at(&mut app, Gesture::DoubleClick, place);
    assert!(!app.model.context.query.is_editing());
    assert_eq!((app.model.context.query.text(), app.model.context.focus), ("istio", Pane::Reader));
}

#[test]
fn the_wheel_scrolls_what_lies_under_it() {
    let mut app = App::new(120, 12, &POSTS);
    let reader = find(&app, "本周");
    at(&mut app, Gesture::WheelDown, reader);
    assert_eq!((app.model.reader.top, app.model.context.selection.row), (3, 0));
    assert_eq!(app.model.context.focus, Pane::List, "the focus stays");
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
    // A double click does no more than a click.
    at(&mut app, Gesture::DoubleClick, place);
    assert_eq!(app.model.context.focus, Pane::List);
    assert_eq!(
        (app.model.context.query.text(), app.model.overlay.is_none()),
        ("tag:scheduling", true)
    );
    app.press("Esc !");
    let place = find(&app, "blog/2026-06");
    at(&mut app, Gesture::DoubleClick, (place.0, place.1 + 1));
    assert_eq!((app.model.context.focus, app.model.overlay.is_none()), (Pane::Reader, true));
}

#[test]
fn a_click_in_trends_chooses_narrows_and_the_wheel_scrolls() {
    let mut app = App::new(120, 40, &POSTS);
    app.press("T");
    let place = find(&app, "365d");
    at(&mut app, Gesture::Click, place);
    assert_eq!(app.model.pages.trends.window, Some(365));
    let place = find(&app, "scheduling");
    at(&mut app, Gesture::Click, place);
    assert_eq!(app.model.context.query.text(), "tag:scheduling date:2025-08-15..2026-08-14");
    assert!(app.model.context.page == Page::Panes);
    app.press("Esc");
    assert!(app.model.context.page == Page::Trends && app.model.context.query.text().is_empty());
    // A day with posts narrows the query, a day without reports that, a blank only takes the focus.
    let place = find(&app, "▇▇");
    at(&mut app, Gesture::Click, place);
    assert!(app.model.context.query.text().starts_with("date:2026-0"), "{}", app.text());
    app.press("Esc");
    let place = find(&app, "Over time");
    at(&mut app, Gesture::Click, place);
    assert_eq!(app.model.pages.trends.section, Section::Lines);
    // The parts of the row above lead to the sections that have no room.
    app.resize(80, 24);
    let place = find(&app, "also");
    at(&mut app, Gesture::Click, place);
    assert_eq!(app.model.pages.trends.section, Section::Calendar);
    app.resize(30, 8).press("Tab");
    let before = app.model.pages.trends.section;
    at(&mut app, Gesture::WheelDown, (10, 4));
    assert_eq!(app.model.pages.trends.section, before);
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
            app.model.context.config.ambiguous_width = Ambiguous::Two;
        }
        for _ in 0..down {
            app.press("j");
        }
        app.model.context.focus = [Pane::Facets, Pane::List, Pane::Reader][focus];
        app.model.context.arrangement.zen = zen && focus == 2;
        for _ in 0..wider {
            app.press(">");
        }
        if query {
            // With a query, each post has a line with a snippet.
            app.model.context.query.replace("e".to_owned());
        }
        app.resize(width, height);
        if stories {
            let (focus, zen) = (app.model.context.focus, app.model.context.arrangement.zen);
            app.press("S");
            (app.model.context.focus, app.model.context.arrangement.zen) = (focus, zen);
            app.resize(width, height);
        }
        for step in 0..wheel {
            at(&mut app, Gesture::WheelDown, (width / (step as u16 + 1) - 1, height / 2));
        }
        let buffer = app.buffer();
        let panes = app.model.context.panes().unwrap();
        for y in 0..height {
            for x in 0..width {
                let painted = text(&buffer, x, y);
                let within = |area: Option<yunbao::app::Area>| area.is_some_and(|area| {
                    (area.x..area.x + area.width).contains(&x)
                        && (area.y..area.y + area.height).contains(&y)
                });
                match target(&app.model, x, y) {
                    Some(MouseTarget::ListRow(row)) => {
                        prop_assert!(within(panes.list));
                        let post = app.model.context.library.post(app.model.context.results.rows[row]).unwrap();
                        let story = app.model.context.results.stories.get(row);
                        let story = story.and_then(|row| app.model.context.library.story(row.newest));
                        let title = story.map_or(&*post.title, Story::title);
                        let start: String = title.chars().take(4).collect();
                        let area = panes.list.unwrap();
                        let top = area.below_title().y;
                        let lines = app.model.list.lines();
                        let first = lines.iter().position(|line| {
                            line.row == row && !matches!(line.part, ListPart::Day(_))
                        });
                        let y = top + first.unwrap() as u16;
                        prop_assert!(text(&buffer, area.x, y).contains(&start), "{}", painted);
                    }
                    Some(MouseTarget::FacetRow(row)) => {
                        prop_assert!(within(panes.facets));
                        if let FacetRow::Value { facet, number, .. } = app.model.facets.rows[row] {
                            let name = &app.model.context.library.table(facet).values()[number as usize];
                            let start: String = name.value.chars().take(4).collect();
                            prop_assert!(text(&buffer, 0, y).contains(&start), "{}", start);
                        }
                    }
                    Some(MouseTarget::Link(link)) => {
                        prop_assert!(within(panes.reader));
                        prop_assert!(link < app.model.reader.document.links.len());
                    }
                    Some(MouseTarget::ReaderRow(_) | MouseTarget::Chip(..) | MouseTarget::Pane(Pane::Reader)) => {
                        prop_assert!(within(panes.reader));
                        // A link's number is part of the link.
                        for link in 1..=app.model.reader.document.links.len() {
                            prop_assert!(!painted.starts_with(&format!("[{link}]")), "{}", painted);
                        }
                    }
                    Some(MouseTarget::Pane(Pane::List)) => prop_assert!(within(panes.list)),
                    Some(MouseTarget::Pane(Pane::Facets)) => prop_assert!(within(panes.facets)),
                    None => prop_assert!(
                        !within(panes.list) && !within(panes.facets) && !within(panes.reader)
                    ),
                    Some(other) => around_panes(&other, &buffer, x, y)?,
                }
            }
        }
    }

    #[test]
    fn what_is_painted_of_trends_is_what_is_hit(
        width in 30u16..200, height in 8u16..60, section in 0usize..8, keys in "[jkhlwSG]{0,6}",
        wheel in 0u16..4, two: bool, language in 0usize..3
    ) {
        let mut app = App::new(width, height, &POSTS);
        app.model.context.language = yunbao::messages::Language::ALL[language];
        if two {
            app.model.context.config.ambiguous_width = Ambiguous::Two;
        }
        app.press("T");
        for _ in 0..section {
            app.press("Tab");
        }
        for key in keys.chars() {
            app.press(&key.to_string());
        }
        for step in 0..wheel {
            let what = if step == 1 { Gesture::WheelUp } else { Gesture::WheelDown };
            at(&mut app, what, (width / (step + 1) - 1, height / 2));
        }
        let buffer = app.buffer();
        let model = &app.model;
        let area = model.context.panes().unwrap().page.unwrap();
        let shown = sections(area.below_title(), model.pages.trends.section);
        let figures = &model.pages.trends.figures;
        for y in 0..height {
            for x in 0..width {
                let painted = text(&buffer, x, y);
                let within = |area: yunbao::app::Area| {
                    (area.x..area.x + area.width).contains(&x)
                        && (area.y..area.y + area.height).contains(&y)
                };
                let own = shown.iter().find(|(_, area)| within(*area));
                let is_header = y == area.y;
                match target(model, x, y) {
                    Some(MouseTarget::Page(PageTarget::Trends(TrendsTarget::Day(day)))) => {
                        prop_assert!(own.is_some_and(|(section, _)| *section == Section::Calendar));
                        let calendar = &figures.calendar;
                        prop_assert!(calendar.days().unwrap().contains(&day));
                        let first = buffer[(x, y)].symbol();
                        let mark = " ·░▒▓▇█.-+*#0123456789";
                        prop_assert!(first.chars().all(|one| mark.contains(one)), "{first:?}");
                    }
                    Some(MouseTarget::Page(PageTarget::Trends(TrendsTarget::Row(section, number)))) => {
                        let (own, area) = *own.unwrap();
                        prop_assert_eq!(own, section);
                        let row = row(figures, section, number).unwrap();
                        if let Some(number) = row.number {
                            let values = model.context.library.table(section.facet().unwrap()).values();
                            let value = yunbao::text::clean_line(&values[number as usize].value);
                            let start: String = value.chars().take(3).collect();
                            let line = text(&buffer, area.x, y);
                            prop_assert!(line.contains(&start), "{} in {}", start, line);
                        }
                    }
                    Some(MouseTarget::Page(PageTarget::Trends(TrendsTarget::Window(days)))) => {
                        prop_assert!(is_header);
                        let pieces = pieces(&model.pages.trends, area, model.context.language, model.context.config.ambiguous_width);
                        let piece = pieces.iter().find(|piece| piece.window == Some(days)).unwrap();
                        prop_assert!(text(&buffer, piece.x, y).starts_with(&piece.text));
                        prop_assert!((piece.x..piece.x + piece.width).contains(&x));
                    }
                    Some(MouseTarget::Page(PageTarget::Trends(TrendsTarget::Section(section)))) => {
                        prop_assert!(is_header || own.is_some_and(|(other, _)| *other == section));
                        // A shade that stands for a day is hit as that day.
                        if !is_header && section == Section::Calendar && painted.starts_with('▓') {
                            let shape = calendar_shape(
                                &model.pages.trends,
                                own.unwrap().1,
                                model.context.language,
                                model.context.config.ambiguous_width,
                            );
                            prop_assert_eq!(shape.unwrap().notes, Some(y), "{}", painted);
                        }
                    }
                    None => prop_assert!(is_header || own.is_none()),
                    Some(other) => around_panes(&other, &buffer, x, y)?,
                }
            }
        }
    }
}

#[test]
fn a_click_on_a_hint_presses_its_key() {
    let mut app = App::new(120, 40, &POSTS);
    let place = find(&app, "S stories");
    at(&mut app, Gesture::Click, (place.0 + 4, place.1));
    assert!(app.model.context.lists_stories());
    let place = find(&app, "/ search");
    at(&mut app, Gesture::Click, place);
    assert!(app.model.context.query.is_editing());
    let place = find(&app, "Esc");
    at(&mut app, Gesture::Click, place);
    assert!(!app.model.context.query.is_editing());
    // Over an overlay as well.
    app.press("?");
    let place = find(&app, "Esc close  ");
    at(&mut app, Gesture::Click, place);
    assert!(app.model.overlay.is_none());
}

#[test]
fn borders_are_dragged() {
    let mut app = App::new(120, 40, &POSTS);
    let widths = |app: &App| {
        let panes = app.model.context.panes().unwrap();
        (panes.facets.unwrap().width, panes.list.unwrap().width)
    };
    assert_eq!(widths(&app), (22, 46));
    at(&mut app, Gesture::Click, (69, 20));
    for x in [70, 75, 80] {
        at(&mut app, Gesture::Drag, (x, 22));
    }
    assert_eq!(widths(&app), (22, 57));
    // Dragging beyond the limit is not remembered.
    at(&mut app, Gesture::Drag, (119, 22));
    at(&mut app, Gesture::Drag, (118, 22));
    let (_, widest) = widths(&app);
    at(&mut app, Gesture::Drag, (80, 22));
    assert_eq!(widths(&app), (22, 57), "{widest}");
    at(&mut app, Gesture::Release, (80, 22));
    at(&mut app, Gesture::Drag, (60, 22));
    assert_eq!(widths(&app), (22, 57), "it was let go");
    at(&mut app, Gesture::Click, (22, 10));
    at(&mut app, Gesture::Drag, (30, 10));
    assert_eq!(widths(&app).0, 30);
    at(&mut app, Gesture::Release, (30, 10));
    app.press("W");
    let list = |app: &App| app.model.context.panes().unwrap().list.unwrap().height;
    let y = app.model.context.panes().unwrap().reader.unwrap().y;
    at(&mut app, Gesture::Click, (60, y));
    at(&mut app, Gesture::Drag, (60, y + 4));
    assert_eq!(list(&app), y - 1 + 4);
}
