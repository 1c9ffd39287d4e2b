//! Selected rows, and the actions on all of them.

use crate::changes::change;
use crate::posts::POSTS;
use crate::support::App;
use yunbao::app::{Gesture, ListPart, Message, Mouse, Overlay};
use yunbao::state::Change;

fn app() -> App {
    App::new(120, 40, &POSTS)
}

/// Two digests with five stories, one of which both report.
const DIGESTS: [(&str, &str); 2] = [
    (
        "2026-08-14-a.md",
        "---\ntitle: A\n---\n\n## One\n\nText.\n\n**Source:** <https://a.io/1>\n\n## Two\n\nText.\n\n\
         **Source:** <https://a.io/2>\n\n## Three\n\nText.\n\n**Source:** <https://a.io/3>\n",
    ),
    (
        "2026-08-13-b.md",
        "---\ntitle: B\n---\n\n## Four\n\nText.\n\n**Source:** <https://b.io/4>\n\n## One\n\nText.\n\n\
         **Source:** <https://a.io/1>\n\n## Five\n\nText.\n\n**Source:** <https://b.io/5>\n",
    ),
];

fn stories() -> App {
    let mut app = App::new(120, 40, &DIGESTS);
    app.press("S");
    app
}

/// Number of selected rows, and of those that are not listed.
fn counts(app: &App) -> (usize, usize) {
    let selected = &app.model.context.selected_rows;
    (selected.len(), selected.unlisted())
}

fn selected_rows(app: &App) -> Vec<usize> {
    let context = &app.model.context;
    (0..context.results.rows.len()).filter(|row| context.is_selected(*row)).collect()
}

#[test]
fn x_selects_a_row_and_moves_down() {
    let mut app = app();
    app.press("x x");
    assert_eq!((selected_rows(&app), app.model.context.selection.row), (vec![0, 1], 2));
    app.press("k x");
    assert_eq!(selected_rows(&app), [0], "again deselects");
    app.press("G x");
    assert_eq!(selected_rows(&app), [0, POSTS.len() - 1], "the last row is no trap");
    app.press("g g 3 x");
    assert_eq!(selected_rows(&app), [1, 2, POSTS.len() - 1], "a count toggles so many rows");
}

#[test]
fn capital_x_selects_a_range_or_everything() {
    let mut app = app();
    app.press("j x j j X");
    assert_eq!(selected_rows(&app), [1, 2, 3, 4]);
    app.press("g g X");
    assert_eq!(selected_rows(&app), [0, 1, 2, 3, 4]);
    app.press("Esc X");
    assert_eq!(selected_rows(&app).len(), POSTS.len());
}

#[test]
fn escape_deselects_before_anything_else() {
    let mut app = app();
    app.press("/").type_text("istio OR mesh").press("Enter x");
    let listed = app.titles();
    app.press("?");
    app.press("Esc");
    assert_eq!(counts(&app).0, 1, "an overlay is closed first");
    app.press("Esc");
    assert_eq!((counts(&app).0, app.titles()), (0, listed));
    app.press("Esc");
    assert_eq!(app.model.context.query.text(), "");
}

#[test]
fn selected_rows_stay_selected_while_the_list_changes() {
    let mut app = app();
    app.press("x x");
    let first = app.titles()[0].clone();
    app.press("/").type_text("istio").press("Enter");
    assert_eq!(counts(&app), (2, 1));
    assert!(app.text().contains("2 selected, 1 not listed"), "{}", app.text());
    app.press("Esc Esc");
    app.press("x x = =");
    let row = app.titles().iter().position(|title| *title == first).unwrap();
    assert!(app.model.context.is_selected(row));
    app.press("S");
    assert_eq!(counts(&app), (2, 2));
    app.press("S");
    assert_eq!(counts(&app), (2, 0));
}

#[test]
fn a_moved_post_stays_selected_and_a_deleted_one_is_left_out() {
    let mut app = App::new(120, 40, &DIGESTS);
    app.press("X");
    let moved = [("elsewhere/2026-08-14-a.md", DIGESTS[0].1), DIGESTS[1]];
    change(&mut app, &moved, &[], &[(DIGESTS[0].0, "elsewhere/2026-08-14-a.md")]);
    assert_eq!((counts(&app), selected_rows(&app)), ((2, 0), vec![0, 1]));
    change(&mut app, &moved[..1], &[], &[]);
    assert_eq!(counts(&app), (2, 1));
    app.press("s");
    let starred = app.remembered.iter().filter_map(|change| match change {
        Change::Starred(posts, Some(true), _) => Some(posts.len()),
        _ => None,
    });
    assert_eq!(starred.collect::<Vec<_>>(), [1]);
    change(&mut app, &moved, &[], &[]);
    assert_eq!(counts(&app), (2, 0), "it is back");
}

#[test]
fn a_mark_of_all_is_undone_at_once() {
    let mut app = app();
    app.press("m j x x x m");
    let read = |app: &App| app.model.context.marks.read.len();
    assert_eq!(read(&app), 4, "as long as one is unread, all are marked");
    assert!(app.text().contains("Marked 3 as read (U: undo)"), "{}", app.text());
    app.press("U");
    assert_eq!(read(&app), 1);
    app.press("m m");
    assert_eq!(read(&app), 1, "if all are read, they are marked as unread");
    app.press("U U U");
    assert_eq!(read(&app), 0);
}

#[test]
fn posts_and_stories_are_marked_together() {
    let mut app = stories();
    app.press("x x S x s");
    let marks = &app.model.context.marks;
    assert_eq!((marks.starred.len(), marks.starred_stories.len()), (1, 2));
    app.press("m");
    let marks = &app.model.context.marks;
    assert_eq!((marks.read.len(), marks.seen.len()), (1, 2));
    app.press("U U");
    let marks = &app.model.context.marks;
    assert_eq!((marks.starred.len(), marks.starred_stories.len()), (0, 0));
    assert_eq!((marks.read.len(), marks.seen.len()), (0, 0));
}

#[test]
fn in_the_reader_keys_act_on_what_is_read() {
    let mut app = App::new(120, 40, &DIGESTS);
    app.press("x Enter s");
    assert_eq!(app.selected(), "B");
    let marks = &app.model.context.marks;
    assert_eq!(marks.starred.len() + marks.starred_stories.len(), 1);
    assert!(!marks.starred.contains(&app.model.context.list_post(0).unwrap().id));
}

#[test]
fn addresses_are_copied_and_opened_in_the_order_of_the_list() {
    let mut app = stories();
    app.press("G x g g x y");
    assert_eq!(app.copied, ["https://a.io/1\nhttps://b.io/5"]);
    app.press("o");
    assert_eq!(app.opened, ["https://a.io/1", "https://b.io/5"]);
    app.press("Y Enter");
    assert_eq!(app.copied[1], "- [One](https://a.io/1)\n- [Five](https://b.io/5)");
    app.press("Y j Enter").press("Y ↓ Enter");
    assert_eq!(app.copied.last().unwrap(), "One\nFive");
}

#[test]
fn many_pages_are_opened_only_after_a_question() {
    let story =
        |number| format!("## S{number}\n\nText.\n\n**Source:** <https://a.io/{number}>\n\n");
    let text: String = (0..11).map(story).collect();
    let mut app = App::new(120, 40, &[("2026-08-14-a.md", &text)]);
    app.press("S X o");
    assert!(matches!(app.model.overlay, Some(Overlay::Confirm(_))));
    assert!(app.text().contains("Open 11 pages in the browser?"));
    app.press("z j n");
    assert!(app.opened.is_empty() && app.model.overlay.is_none());
    app.press("o y");
    assert_eq!(app.opened.len(), 11);
    app.press("Esc G x X");
    app.opened.clear();
    app.press("o");
    assert_eq!(app.opened.len(), 1);
}

#[test]
fn what_is_above_or_below_is_marked_as_read() {
    for mut app in [app(), stories()] {
        let unread = |app: &App| app.model.context.results.unread_and_starred().0;
        let all = unread(&app);
        app.press("j g a");
        assert_eq!(unread(&app), all - 1);
        app.press("g b");
        assert_eq!(unread(&app), 1, "the one at the cursor is left");
        app.press("g b");
        assert!(app.text().contains("Nothing unread there"));
        app.press("U");
        assert_eq!(unread(&app), all - 1);
        app.press("U");
        assert_eq!(unread(&app), all);
    }
}

#[test]
fn control_and_a_click_select() {
    let mut app = app();
    let list = app.model.context.panes().unwrap().list.unwrap().below_title();
    let lines = app.model.list.lines();
    let at = lines.iter().position(|line| line.row == 2 && line.part != ListPart::Snippet).unwrap();
    let (x, y) = (list.x + 5, list.y + at as u16 + 1);
    app.message(Message::Mouse(Mouse { what: Gesture::ControlClick, x, y }));
    assert_eq!((counts(&app).0, selected_rows(&app)), (1, vec![app.model.context.selection.row]));
    app.message(Message::Mouse(Mouse { what: Gesture::ControlClick, x, y }));
    assert_eq!(counts(&app).0, 0);
}

#[test]
fn nothing_can_be_selected_in_an_empty_list() {
    let mut app = App::empty(80, 24);
    app.press("x X g a g b Y y o s m");
    assert_eq!(counts(&app), (0, 0));
}
