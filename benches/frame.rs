//! One frame: painting the model at common screen sizes.

mod digests;
#[allow(dead_code, reason = "a frame is as large with more posts")]
#[path = "digests/folder.rs"]
mod folder;

use divan::Bencher;
use folder::folder;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use yunbao::app::{DrawingKey, Effect, Graphics, Job, Key, Loaded, Message, Model, Size, update};
use yunbao::library::Aliases;
use yunbao::load::{Roots, body, whole};
use yunbao::pictures::{PictureFinder, PictureFolders, Protocol, draw};
use yunbao::post::{Date, Origin};
use yunbao::ui::{Depth, Theme, view};

fn main() {
    divan::main();
}

#[divan::bench(args = [(30, 8), (80, 24), (120, 40), (300, 90)])]
fn painting(bencher: Bencher, (width, height): (u16, u16)) {
    let folder = folder(1_000);
    let roots = Roots::from(vec![folder.path().to_owned()]);
    let library = Arc::new(whole(&roots, &Aliases::default()).library);
    let mut model = Model::new(Size { width, height }, Date::constant(2026, 8, 1), "");
    let generation = model.context.load.generation;
    let read = library.posts().len();
    let loaded = Loaded {
        generation,
        library,
        read,
        total: Some(read),
        problems: Arc::default(),
        done: true,
    };
    // Its effects do not matter here.
    let _ = update(&mut model, Message::Loaded(loaded));
    let mut terminal =
        Terminal::new(TestBackend::new(width, height)).expect("a terminal in memory");
    let theme = Theme::terminal();
    bencher.bench_local(|| {
        terminal.draw(|frame| view(&model, &theme, frame)).expect("a frame");
    });
}

/// A key in a post and the frame that follows, with and without pictures in sight.
#[divan::bench(args = PROTOCOLS)]
fn scrolling(bencher: Bencher, protocol: Option<Protocol>) {
    let (mut model, folder) = with_pictures(protocol);
    deliver(&mut model, enter(), folder.path());
    let mut terminal = terminal(&model);
    let theme = Theme::new(&model.context.looks(), Depth::True);
    let mut keys = ["j", "k"].iter().cycle();
    bencher.bench_local(|| {
        let key = keys.next().expect("a key").parse::<Key>().expect("a key");
        deliver(&mut model, Message::Key(key), folder.path());
        terminal.draw(|frame| view(&model, &theme, frame)).expect("a frame");
    });
}

/// Opening a post and its first screen, with and without pictures in it. They are decoded after that.
#[divan::bench(args = PROTOCOLS)]
fn first_screen(bencher: Bencher, protocol: Option<Protocol>) {
    let (model, folder) = with_pictures(protocol);
    let mut terminal = terminal(&model);
    let theme = Theme::new(&model.context.looks(), Depth::True);
    bencher.with_inputs(|| model.clone()).bench_local_refs(|model| {
        let effects = update(model, enter());
        let effects = effects
            .into_iter()
            .filter(|effect| matches!(effect, Effect::Work(Job::ReadBody { .. })));
        for effect in effects.collect::<Vec<_>>() {
            if let Some(answer) = answer(effect, folder.path()) {
                // Its effects are the work of other threads.
                let _ = update(model, answer);
            }
        }
        terminal.draw(|frame| view(model, &theme, frame)).expect("a frame");
    });
}

const PROTOCOLS: [Option<Protocol>; 3] = [None, Some(Protocol::HalfBlocks), Some(Protocol::Kitty)];

fn enter() -> Message {
    Message::Key("Enter".parse::<Key>().expect("a key"))
}

fn terminal(model: &Model) -> Terminal<TestBackend> {
    let Size { width, height } = model.context.size;
    Terminal::new(TestBackend::new(width, height)).expect("a terminal in memory")
}

/// The list of a folder with a post of forty pictures, and the folder.
fn with_pictures(protocol: Option<Protocol>) -> (Model, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    image::RgbImage::from_fn(800, 400, |x, y| image::Rgb([x as u8, y as u8, 99]))
        .save(folder.path().join("a.png"))
        .expect("a picture");
    let text = format!("# Pictures\n\n{}", "Some text.\n\n![a picture](a.png)\n\n".repeat(40));
    fs::write(folder.path().join("a.md"), text).expect("a post");
    let roots = Roots::from(vec![folder.path().to_owned()]);
    let library = Arc::new(whole(&roots, &Aliases::default()).library);
    let size = Size { width: 120, height: 40 };
    let mut model = Model::new(size, Date::constant(2026, 8, 1), "");
    let generation = model.context.load.generation;
    for message in [
        Message::Graphics(Graphics { protocol, cell: Some((10, 20)) }),
        Message::Loaded(Loaded {
            generation,
            library,
            read: 1,
            total: Some(1),
            problems: Arc::default(),
            done: true,
        }),
    ] {
        deliver(&mut model, message, folder.path());
    }
    (model, folder)
}

/// Handles a message, and does the work that it asks for.
fn deliver(model: &mut Model, message: Message, folder: &Path) {
    let mut effects = update(model, message);
    while let Some(effect) = effects.pop() {
        if let Some(answer) = answer(effect, folder) {
            effects.extend(update(model, answer));
        }
    }
}

/// Does the work of an effect, if it concerns a post.
fn answer(effect: Effect, folder: &Path) -> Option<Message> {
    Some(match effect {
        Effect::Work(Job::ReadBody { post, origin, request }) => {
            let blocks = body(&origin, |_| ()).expect("a text");
            Message::Body { post, request, blocks: Ok(Arc::new(blocks)), is_whole: true }
        }
        Effect::Work(Job::FindPictures { request, origin: Origin::File(post), addresses }) => {
            let roots = vec![folder.to_owned()];
            let folders = PictureFolders { roots, follow_links: false };
            let finder = PictureFinder::new(&post, &folders);
            let found = addresses.into_iter();
            let found = found.filter_map(|it| Some((it.clone(), finder.find(&it)?)));
            Message::PicturesFound { request, found: found.collect() }
        }
        Effect::Work(Job::DrawPicture { request, key, whole }) => {
            let DrawingKey { file, canvas, part } = *key;
            let drawing = draw(&file, &canvas, part, whole.as_deref()).map(Arc::new);
            Message::PictureDrawn { request, drawing }
        }
        _ => return None,
    })
}
