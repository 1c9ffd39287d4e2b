//! Invariants of the running program after any sequence of events.

use super::made_up::text as made_up;
use super::queries;
use crate::posts::POSTS;
use crate::support::{App, library};
use fastrand::Rng;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;
use yunbao::app::{
    BINDINGS, Changed, Gesture, Key, KeyCode, Message, Model, Mouse, MouseTarget, Overlay, Size,
    target,
};
use yunbao::post::{Annotation, Date, PostId, Target};
use yunbao::state::{Memory, Remembered};
use yunbao::text::{Ambiguous, clean};
use yunbao::ui::{Depth, Theme, view};

const SIZES: [(u16, u16); 12] = [
    (120, 40),
    (80, 24),
    (30, 8),
    (29, 7),
    (1, 1),
    (0, 0),
    (200, 60),
    (79, 24),
    (119, 9),
    (40, 100),
    (500, 3),
    (31, 200),
];
const CODES: [KeyCode; 14] = [
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Tab,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::F(5),
];

/// A program and the screen it is painted on.
struct Stage {
    app: App,
    screen: Terminal<TestBackend>,
}

thread_local! {
    /// The stage of the previous trial: loading the grammars takes longer than everything else.
    static BEFORE: RefCell<Option<Stage>> = const { RefCell::new(None) };
}

fn screen(size: (u16, u16)) -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory")
}

pub fn trial(random: &mut Rng) -> u64 {
    let size = size(random);
    let mut stage = match BEFORE.take() {
        Some(Stage { app, screen }) => Stage { app: app.again(size.0, size.1), screen },
        None => Stage { app: App::empty(size.0, size.1), screen: screen(size) },
    };
    let app = &mut stage.app;
    app.slow = random.bool();
    if random.bool() {
        app.model.context.config.ambiguous_width = Ambiguous::Two;
    }
    let posts = posts(random);
    let mut done = Vec::new();
    let most = [10, 60, 200][random.usize(0..3)];
    for _ in 0..random.usize(1..=most) {
        done.push(happen(app, random, &posts));
        if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            holds(&app.model, random.clone());
            painted(&app.model, &mut stage.screen);
        })) {
            println!("{done:#?}");
            std::panic::resume_unwind(panic);
        }
    }
    for y in 0..=app.model.context.size.height {
        (0..=app.model.context.size.width).for_each(|x| target_holds(&app.model, x, y));
    }
    BEFORE.set(Some(stage));
    done.len() as u64
}

/// A screen size: most are common ones.
fn size(random: &mut Rng) -> (u16, u16) {
    let among = [3, 3, SIZES.len()][random.usize(0..3)];
    SIZES[random.usize(0..among)]
}

/// Some posts, real and made up.
fn posts(random: &mut Rng) -> Vec<(String, String)> {
    let mut posts: Vec<(String, String)> =
        POSTS.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    for number in 0..random.usize(0..6) {
        posts.push((format!("blog/made-{number}.md"), made_up(random)));
    }
    random.shuffle(&mut posts);
    posts.truncate(random.usize(0..=posts.len()));
    posts
}

/// Makes one thing happen, and returns a description of it.
fn happen(app: &mut App, random: &mut Rng, posts: &[(String, String)]) -> String {
    let some: Vec<(&str, &str)> = posts
        .iter()
        .filter(|_| random.u8(0..5) > 0)
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let message = match random.u8(0..40) {
        0..24 => Message::Key(key(random)),
        24..28 => mouse(app, random),
        28 => Message::Paste {
            text: if random.bool() { queries::text(random) } else { made_up(random) },
            is_cut: random.bool(),
        },
        29 | 30 => {
            let (width, height) = size(random);
            Message::Resize(Size { width, height })
        }
        31 => {
            let done = random.bool();
            app.load_part(&some, done);
            return format!("loaded {} {done}", some.len());
        }
        32 => changed(app, &some),
        33 => Message::Today(Date::constant(2026, random.i8(1..=12), 15)),
        34 => remembered(app, random),
        35 => Message::Faded(random.u64(0..20)),
        36 => Message::Recalled(Box::new(recalled(app, random))),
        37 => {
            let marks = app.model.context.marks.clone();
            let plain = app.model.overlay.is_none() && app.model.link_labels.is_none();
            let plain =
                plain && app.model.pressed.is_empty() && !app.model.context.query.is_editing();
            let plain = plain && app.model.count.is_none();
            if plain
                && app.model.context.selected().is_some()
                && app.model.context.panes().is_some()
            {
                let key = [KeyCode::Char('s'), KeyCode::Char('m')][random.usize(0..2)];
                app.message(Message::Key(Key::plain(key)));
                // In the facet pane there is nothing to mark.
                if app.model.context.marks != marks {
                    app.message(Message::Key(Key::plain(KeyCode::Char('U'))));
                    assert_eq!(app.model.context.marks, marks, "a mark was not taken back");
                }
            }
            return "marked and taken back".into();
        }
        _ => {
            app.deliver();
            return "delivered".into();
        }
    };
    let what = match &message {
        Message::Changed(changed) => format!("changed {}", changed.library.posts().len()),
        other => format!("{other:?}"),
    };
    app.message(message);
    what
}

fn key(random: &mut Rng) -> Key {
    match random.u8(0..10) {
        0..6 => {
            let keys = BINDINGS[random.usize(0..BINDINGS.len())].keys;
            let key = keys[random.usize(0..keys.len())].split(' ').next();
            key.and_then(|key| key.parse().ok()).unwrap_or(Key::plain(KeyCode::Enter))
        }
        6 | 7 => Key {
            ctrl: random.u8(0..8) == 0,
            alt: random.u8(0..8) == 0,
            shift: random.u8(0..8) == 0,
            code: CODES[random.usize(0..CODES.len())],
        },
        _ => {
            let characters =
                ['a', 'e', '1', '9', '0', ' ', '云', 'é', '\u{301}', '-', ':', '/', '"', '👩'];
            Key::character(characters[random.usize(0..characters.len())])
        }
    }
}

fn mouse(app: &App, random: &mut Rng) -> Message {
    let what = [Gesture::Click, Gesture::DoubleClick, Gesture::WheelDown, Gesture::WheelUp];
    let Size { width, height } = app.model.context.size;
    Message::Mouse(Mouse {
        what: what[random.usize(0..4)],
        x: random.u16(0..width.saturating_add(2)),
        y: random.u16(0..height.saturating_add(2)),
    })
}

fn changed(app: &App, posts: &[(&str, &str)]) -> Message {
    let (library, problems) = library(posts);
    Message::Changed(Changed {
        generation: app.model.context.load.generation,
        library,
        problems: Arc::new(problems),
        changed: posts.iter().take(2).map(|(path, _)| PostId::of(path.as_bytes())).collect(),
        moved: Vec::new(),
        new: 1,
        gone: 1,
    })
}

fn some_post(app: &App, random: &mut Rng) -> PostId {
    let posts = app.model.context.library.posts();
    posts.get(random.usize(0..posts.len().max(1))).map_or(PostId(7), |post| post.id)
}

fn remembered(app: &App, random: &mut Rng) -> Message {
    let post = some_post(app, random);
    let place = yunbao::state::ReadingPosition {
        top: random.usize(0..5_000),
        line: random.usize(0..5_000),
    };
    let annotation = annotation(random);
    let posts = vec![Remembered {
        post,
        read: random.bool().then(|| random.bool()),
        starred: random.bool().then(|| random.bool()),
        place,
        read_day: None,
        starred_day: None,
        annotation,
    }];
    Message::Remembered { posts, stories: Vec::new(), views: None, queries: None }
}

fn recalled(app: &App, random: &mut Rng) -> Memory {
    let mut memory = Memory::default();
    memory.marks.read.insert(some_post(app, random));
    let post = some_post(app, random);
    memory.marks.annotations.insert(Target::Post(post), annotation(random));
    memory.queries.push(queries::text(random));
    memory
}

/// Own tags and a note as a store might have them.
fn annotation(random: &mut Rng) -> Annotation {
    let tags = (0..random.usize(0..3)).map(|_| made_up(random)).collect();
    Annotation { tags, note: made_up(random) }.cleaned()
}

/// Panics unless the invariants of the model hold.
fn holds(model: &Model, mut random: Rng) {
    let rows = &model.context.results.rows;
    let stories = &model.context.results.stories;
    if stories.is_empty() {
        let distinct: HashSet<_> = rows.iter().collect();
        assert_eq!(distinct.len(), rows.len(), "a post is listed twice");
    } else {
        assert_eq!(stories.len(), rows.len(), "a row of no story");
    }
    assert!(rows.iter().all(|row| model.context.library.post(*row).is_some()), "a row of no post");
    let within = |cursor: usize, top: usize, count: usize, height: usize, what: &str| {
        assert!(cursor < count.max(1), "{what}: cursor {cursor} of {count}");
        assert!(
            top <= cursor && cursor < top + height.max(1),
            "{what}: {cursor} not from {top} on"
        );
    };
    if model.context.panes().is_some_and(|panes| panes.list.is_some()) {
        within(
            model.context.selection.row,
            model.list.top,
            rows.len(),
            model.list.height(),
            "list",
        );
    }
    assert!(model.facets.cursor < model.facets.rows.len().max(1), "facets");
    assert!(model.facets.top <= model.facets.rows.len(), "facets");
    let lines = model.reader.head.len() + model.reader.document.lines.len();
    assert!(model.reader.top < lines.max(1), "reader: {} of {lines}", model.reader.top);
    assert!(model.reader.line < lines.max(1), "reader: {} of {lines}", model.reader.line);
    let query = model.context.query.text();
    assert!(
        query.is_char_boundary(model.context.query.cursor()) && clean(query) == query,
        "{query:?}"
    );
    let (unread, starred) = model.context.results.unread_and_starred();
    assert!(unread <= rows.len() && starred <= rows.len());
    assert!(
        !matches!(&model.overlay, Some(Overlay::Picker(picker)) if picker.cursor > picker.rows.len())
    );
    // Checks the targets of one row and one column of cells; over many trials, of every cell.
    let (x, y) =
        (random.u16(0..=model.context.size.width), random.u16(0..=model.context.size.height));
    (0..=model.context.size.width).for_each(|x| target_holds(model, x, y));
    (0..=model.context.size.height).for_each(|y| target_holds(model, x, y));
}

/// Panics unless the model can be painted, and every cell is clean.
fn painted(model: &Model, on: &mut Terminal<TestBackend>) {
    let size = (model.context.size.width, model.context.size.height);
    if on.size().map(|on| (on.width, on.height)).ok() != Some(size) {
        *on = screen(size);
    }
    let frame = on.draw(|frame| view(model, &Theme::new(&model.context.theme, Depth::True), frame));
    // Plain ASCII is clean.
    let is_plain = |symbol: &str| matches!(symbol.as_bytes(), [b' '..=b'~']);
    for symbol in frame.expect("a screen in memory").buffer.content().iter().map(Cell::symbol) {
        assert!(is_plain(symbol) || clean(symbol) == symbol, "painted {symbol:?}");
    }
}

fn target_holds(model: &Model, x: u16, y: u16) {
    match target(model, x, y) {
        Some(MouseTarget::ListRow(row)) => assert!(row < model.context.results.rows.len()),
        Some(MouseTarget::FacetRow(row)) => assert!(row < model.facets.rows.len()),
        Some(MouseTarget::Link(link)) => assert!(link < model.reader.document.links.len()),
        Some(MouseTarget::ReaderRow(row)) => assert!(model.reader.row(row).is_some()),
        _ => {}
    }
}
