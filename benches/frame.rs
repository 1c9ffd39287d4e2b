//! One frame: painting the model at common screen sizes.

mod digests;
#[allow(dead_code, reason = "a frame is as large with more posts")]
#[path = "digests/folder.rs"]
mod folder;

use divan::Bencher;
use folder::folder;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;
use yunbao::app::{Loaded, Message, Model, Size, update};
use yunbao::library::Aliases;
use yunbao::load::{Roots, whole};
use yunbao::post::Date;
use yunbao::ui::{Theme, view};

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
