//! Marks, views, positions and the last session, by keys and without a disk.

use crate::posts::POSTS;
use crate::support::{App, library};
use yunbao::app::{FacetRow, Message, Overlay, Pane, ReadingPosition};
use yunbao::config::MarkRead;
use yunbao::post::{Annotation, Marks, PostId};
use yunbao::query::Is;
use yunbao::state::{Change, Memory, Remembered, Session, View};

fn app() -> App {
    App::new(120, 40, &POSTS)
}

fn id(number: usize) -> PostId {
    PostId::of(POSTS[number].0.as_bytes())
}

fn recalled(app: &mut App, memory: Memory) {
    app.message(Message::Recalled(Box::new(memory)));
}

fn unread(app: &App) -> usize {
    app.model.context.results.unread_and_starred().0
}

fn is_read(app: &App) -> bool {
    app.model.context.marks.read.contains(&app.model.context.selected().unwrap().id)
}

/// The last marks that were to be stored: kind, number, on or off.
fn last_kept(app: &App) -> Option<(&'static str, usize, bool)> {
    app.remembered.iter().rev().find_map(|change| match change {
        Change::Read(posts, on, _) => Some(("read", posts.len(), *on == Some(true))),
        Change::Starred(posts, on, _) => Some(("star", posts.len(), *on == Some(true))),
        _ => None,
    })
}

fn view(name: &str, query: &str) -> View {
    View { name: name.to_owned(), query: query.to_owned() }
}

#[test]
fn opening_a_post_marks_it_read_and_moving_past_it_does_not() {
    let mut app = app();
    let all = POSTS.len();
    app.press("j j k k");
    assert_eq!(unread(&app), all, "shown beside the list is not opened");
    app.press("Enter");
    assert_eq!(unread(&app), all - 1);
    assert_eq!(last_kept(&app), Some(("read", 1, true)));
    app.press("J J");
    assert_eq!(unread(&app), all - 3);
    app.press("m j j");
    assert!(!is_read(&app), "whoever takes the mark away again means it");
    app.press("q Enter");
    assert!(is_read(&app), "opened anew");
}

#[test]
fn a_post_counts_as_read_when_the_config_says_so() {
    let mut app = App::new(120, 14, &POSTS);
    app.model.context.config.mark_read = MarkRead::End;
    app.press("Enter Space");
    assert!(!is_read(&app));
    app.press("G");
    assert!(is_read(&app));
    let mut app = App::new(120, 14, &POSTS);
    app.model.context.config.mark_read = MarkRead::Never;
    app.press("Enter G J G");
    assert_eq!(unread(&app), POSTS.len());
}

#[test]
fn a_story_whose_end_was_seen_is_remembered_while_posts_are_listed() {
    let mut app = App::new(120, 24, &POSTS);
    app.model.context.config.mark_read = MarkRead::End;
    app.press("Enter ]");
    assert!(!is_read(&app));
    assert_eq!(app.model.context.marks.seen.len(), 1);
    assert!(app.remembered.iter().any(|change| matches!(change, Change::Seen(..))));
}

#[test]
fn a_text_that_has_not_come_is_not_read() {
    let mut app = App::empty(120, 40);
    app.slow = true;
    app.load(&POSTS);
    app.press("Enter");
    assert!(!is_read(&app));
    app.deliver();
    assert!(is_read(&app));
}

#[test]
fn keys_mark_and_u_takes_everything_back_in_order() {
    let mut app = app();
    app.press("s m");
    assert!(app.text().contains("▌ ★服务网格一周"), "{}", app.text());
    app.press("t").type_text("kub").press("Enter");
    let listed = app.titles().len();
    assert_eq!(unread(&app), listed);
    app.press("A");
    assert_eq!((unread(&app), last_kept(&app)), (0, Some(("read", listed, true))));
    app.press("A");
    assert_eq!(app.text().matches("already read").count(), 1);
    app.press("U");
    assert_eq!((unread(&app), last_kept(&app)), (listed, Some(("read", listed, false))));
    assert_eq!(app.model.context.query.text(), "tag:kubernetes");
    app.press("U");
    assert_eq!(app.model.context.query.text(), "");
    app.press("U");
    assert_eq!((unread(&app), last_kept(&app)), (POSTS.len(), Some(("read", 1, false))));
    app.press("U");
    assert_eq!(
        (app.model.context.marks.starred.len(), last_kept(&app)),
        (0, Some(("star", 1, false)))
    );
    app.press("U");
    assert!(app.text().contains("Nothing to undo"));
}

#[test]
fn unread_only_leaves_what_is_being_read_in_the_list() {
    let mut app = app();
    app.press("m u");
    assert_eq!(app.model.context.query.text(), "is:unread");
    assert_eq!(app.titles().len(), POSTS.len() - 1);
    app.press("Enter J J");
    let reading = app.selected();
    assert_eq!(app.titles().len(), POSTS.len() - 1, "no row goes while one reads");
    assert_eq!(unread(&app), POSTS.len() - 4);
    let (library, _) = library(&POSTS);
    app.model.context.library = library;
    app.press("j");
    assert_eq!(app.selected(), reading, "nor when the same comes in again");
    app.press("q u u");
    assert_eq!(app.titles().len(), POSTS.len() - 4);
    app.press("u");
    assert_eq!(app.model.context.query.text(), "");
}

#[test]
fn n_goes_to_the_next_unread_post() {
    let mut app = app();
    app.press("j m j m g g n");
    assert_eq!(app.model.context.selection.row, 3);
    app.press("N");
    assert_eq!(app.model.context.selection.row, 0);
    app.press("N");
    assert!(app.text().contains("No more unread"));
    app.press("A n");
    assert_eq!(app.model.context.selection.row, 0);
}

#[test]
fn marks_are_values_of_the_filter_pane() {
    let mut app = app();
    app.press("s j m h g g");
    let states: Vec<(Is, usize)> = app
        .model
        .facets
        .rows
        .iter()
        .filter_map(|row| match row {
            FacetRow::State { is, count, .. } => Some((*is, *count)),
            _ => None,
        })
        .collect();
    assert_eq!(states, [(Is::Unread, POSTS.len() - 1), (Is::Starred, 1)]);
    app.press("j Enter");
    assert_eq!((app.model.context.query.text(), app.titles().len()), ("is:starred", 1));
    app.press("-");
    assert_eq!(app.model.context.query.text(), "-is:starred");
    app.press("- k Enter");
    assert_eq!(app.model.context.query.text(), "is:unread");
}

#[test]
fn a_view_is_saved_chosen_deleted_and_brought_back() {
    let mut app = app();
    app.press("V");
    assert!(app.model.overlay.is_none() && app.text().contains("the query is empty"));
    app.press("v");
    assert!(app.model.overlay.is_none() && app.text().contains("No views yet"));
    app.press("/").type_text("tag:kubernetes").press("Enter V").type_text("k8s 周").press("Enter");
    assert_eq!(app.model.views.all(), [view("k8s 周", "tag:kubernetes")]);
    assert!(matches!(app.remembered.last(), Some(Change::View(_))));
    app.press("Esc");
    assert!(app.text().contains("▾ Views 1") && app.text().contains("2/2"), "{}", app.text());
    app.press("j m v").type_text("k8");
    assert!(app.text().contains("1/2"), "{}", app.text());
    app.press("Enter");
    assert_eq!(app.model.context.query.text(), "tag:kubernetes");
    app.press("h g g j d");
    assert!(app.model.views.all().is_empty());
    assert!(matches!(app.remembered.last(), Some(Change::NoView(_))));
    app.press("U");
    assert_eq!(app.model.views.all(), [view("k8s 周", "tag:kubernetes")]);
    app.press("v Del");
    assert!(app.model.views.all().is_empty() && app.model.overlay.is_some());
    app.press("Esc U");
    assert_eq!(app.model.views.all().len(), 1);
    // Saved again under the same name with another query: undo restores the earlier one.
    app.press("Esc Esc /").type_text("istio").press("Enter V").type_text("k8s 周").press("Enter U");
    assert_eq!(app.model.views.all(), [view("k8s 周", "tag:kubernetes")]);
}

#[test]
fn a_view_of_the_config_is_changed_there_only() {
    let mut app = App::empty(120, 40);
    app.model.views = yunbao::app::Views::fixed(vec![view("mine", "istio")]);
    app.load(&POSTS);
    recalled(
        &mut app,
        Memory {
            views: vec![view("mine", "x"), view("b", "is:unread"), view("a", "y")],
            ..Memory::default()
        },
    );
    let names: Vec<&str> = app.model.views.all().iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["mine", "a", "b"]);
    app.press("h g g j d");
    assert!(app.text().contains("is defined in the config"));
    app.press("/").type_text("z").press("Enter V").type_text("mine").press("Enter");
    assert!(matches!(app.model.overlay, Some(Overlay::Name { .. })), "another name can be typed");
    assert_eq!(app.model.views.all()[0], view("mine", "istio"));
}

#[test]
fn a_name_is_typed_and_pasted_clean() {
    let mut app = app();
    app.press("/").type_text("istio").press("Enter V Enter");
    assert!(matches!(app.model.overlay, Some(Overlay::Name { .. })), "it needs a name");
    app.type_text("ab").press("Backspace");
    app.message(Message::Paste { text: "\u{1b}[31m\nq".to_owned(), is_cut: false });
    app.press("Enter");
    assert_eq!(app.model.views.all()[0].name, "a[31m q");
    app.press("V");
    assert!(matches!(&app.model.overlay, Some(Overlay::Name { typed }) if &**typed == "a[31m q"));
    app.press("Esc");
    assert!(app.model.overlay.is_none());
}

#[test]
fn what_was_marked_before_the_memory_came_stands() {
    let mut app = app();
    app.press("u j m s");
    let mine = app.model.context.selected().unwrap().id;
    recalled(
        &mut app,
        Memory {
            marks: Marks { read: [id(0)].into(), starred: [id(0)].into(), ..Marks::default() },
            queries: vec!["old".to_owned()],
            ..Memory::default()
        },
    );
    assert_eq!(app.model.context.marks.read, [id(0), mine].into());
    assert_eq!(app.model.context.marks.starred, [id(0), mine].into());
    assert_eq!(app.titles().len(), POSTS.len() - 2, "the query is asked again");
    assert_eq!(app.follows, 1);
    app.press("/ ↑");
    assert_eq!(app.model.context.query.text(), "old");
}

#[test]
fn another_instance_is_seen_and_moves_nothing() {
    let mut app = app();
    recalled(&mut app, Memory::default());
    app.press("u j");
    let post = app.model.context.selected().unwrap().id;
    let place = ReadingPosition { top: 3, line: 3 };
    let remembered = Remembered {
        post: id(0),
        read: Some(true),
        starred: Some(true),
        place,
        read_day: None,
        starred_day: None,
        annotation: Annotation::default(),
    };
    app.message(Message::Remembered {
        posts: vec![remembered.clone()],
        stories: Vec::new(),
        views: Some(vec![view("a", "istio")]),
        queries: Some(vec!["theirs".to_owned()]),
    });
    assert_eq!(app.model.context.selected().unwrap().id, post);
    assert_eq!((app.titles().len(), unread(&app)), (POSTS.len(), POSTS.len() - 1));
    assert!(app.model.context.marks.starred.contains(&id(0)) && app.model.views.all().len() == 1);
    app.message(Message::Remembered {
        posts: vec![Remembered { read: None, ..remembered }],
        stories: Vec::new(),
        views: None,
        queries: None,
    });
    assert_eq!(unread(&app), POSTS.len());
}

#[test]
fn queries_and_places_are_kept() {
    let mut app = App::new(120, 14, &POSTS);
    recalled(&mut app, Memory::default());
    app.press("/").type_text("istio").press("Enter");
    assert!(
        app.remembered
            .iter()
            .any(|change| matches!(change, Change::Query(text) if text == "istio"))
    );
    app.press("Enter Space");
    let place = app.model.reader.place();
    assert_ne!(place, ReadingPosition::default());
    let kept = app.remembered.iter().rev().find_map(|change| match change {
        Change::Place(post, place) => Some((post.id, *place)),
        _ => None,
    });
    assert_eq!(kept, Some((id(0), place)));
    let before = app.remembered.len();
    app.resize(100, 14).resize(120, 20).resize(120, 14);
    assert!(
        !app.remembered[before..].iter().any(|change| matches!(change, Change::Place(..))),
        "another width is no move"
    );
    // The next run.
    let mut app = App::new(120, 14, &POSTS);
    recalled(&mut app, Memory { places: [(id(0), place)].into(), ..Memory::default() });
    assert_eq!(app.model.reader.place(), place, "what is shown already goes there too");
    app.press("Enter");
    assert_eq!(app.model.reader.place(), place);
}

#[test]
fn the_last_session_is_come_back_to() {
    let session = Session {
        query: "-draft".to_owned(),
        post: Some(id(2)),
        reading: true,
        ..Session::default()
    };
    let memory = || Memory { session: Some(session.clone()), ..Memory::default() };
    // The remembered state arrives first, the post later.
    let mut app = App::empty(120, 40);
    app.model.resume.wished = true;
    recalled(&mut app, memory());
    app.load_part(&POSTS[..1], false);
    assert_eq!(app.model.context.focus, Pane::List);
    app.load(&POSTS);
    assert_eq!(app.model.context.query.text(), "-draft");
    assert_eq!(
        (app.model.context.selected().unwrap().id, app.model.context.focus),
        (id(2), Pane::Reader)
    );
    assert_eq!(app.model.reader.post, Some(id(2)));
    app.press("U");
    assert!(!is_read(&app) && app.model.context.query.text() == "-draft", "nothing else to undo");
    // The posts arrive first.
    let mut app = App::empty(120, 40);
    app.model.resume.wished = true;
    app.load(&POSTS);
    recalled(&mut app, memory());
    assert_eq!(
        (app.model.context.selected().unwrap().id, app.model.context.focus),
        (id(2), Pane::Reader)
    );
    // Resuming was not requested, or a key was pressed already.
    for (wished, keys) in [(false, "Esc"), (true, "j")] {
        let mut app = App::empty(120, 40);
        app.model.resume.wished = wished;
        app.load(&POSTS);
        app.press(keys);
        recalled(&mut app, memory());
        assert_eq!((app.model.context.query.text(), app.model.context.focus), ("", Pane::List));
    }
    // The post is gone.
    let mut app = App::empty(120, 40);
    app.model.resume.wished = true;
    recalled(&mut app, memory());
    app.load(&POSTS[..2]);
    assert_eq!((app.model.context.selection.row, app.model.context.focus), (0, Pane::List));
}

#[test]
fn where_this_run_is_is_remembered_but_not_before_the_last_is_known() {
    let mut app = App::empty(120, 40);
    app.model.resume.wished = true;
    app.load(&POSTS);
    let sessions = |app: &App| {
        let sessions = app.remembered.iter().filter_map(|change| match change {
            Change::Session(session) => Some(session.clone()),
            _ => None,
        });
        sessions.collect::<Vec<Session>>()
    };
    assert!(sessions(&app).is_empty());
    recalled(&mut app, Memory::default());
    app.press("Enter");
    let last = sessions(&app).last().cloned().unwrap();
    assert!(last.reading && last.post == app.model.reader.post);
    let before = app.remembered.len();
    app.press("? Esc");
    assert_eq!(app.remembered.len(), before, "what is the same is not written again");
}

#[test]
fn marks_go_with_a_file_that_is_moved() {
    use yunbao::app::Changed;
    let mut app = app();
    app.press("s m");
    let mut posts = POSTS.to_vec();
    posts[0].0 = "elsewhere/mesh.md";
    let (library, _) = library(&posts);
    let to = PostId::of(b"elsewhere/mesh.md");
    app.message(Message::Changed(Changed {
        generation: app.model.context.load.generation,
        library,
        problems: std::sync::Arc::default(),
        changed: Vec::new(),
        moved: vec![(id(0), to)],
        new: 0,
        gone: 0,
    }));
    assert!(
        app.model.context.marks.read.contains(&to) && app.model.context.marks.starred.contains(&to)
    );
    assert!(
        app.remembered.iter().any(
            |change| matches!(change, Change::Moved(moved) if moved[0].0 == id(0) && moved[0].1.id == to)
        )
    );
}

/// Nothing keeps a post that was marked and has been read again since.
#[test]
fn what_can_be_taken_back_keeps_no_old_posts() {
    let mut app = App::new(120, 40, &POSTS);
    let old = std::sync::Arc::downgrade(&app.model.context.library);
    let post = std::sync::Arc::downgrade(app.model.context.library.post(0).unwrap());
    app.press("A");
    app.remembered.clear();
    app.load(&POSTS);
    assert!(old.upgrade().is_none() && post.upgrade().is_none());
    let marked = app.model.context.marks.read.len();
    app.press("U");
    assert!(marked > 0 && app.model.context.marks.read.is_empty());
}
