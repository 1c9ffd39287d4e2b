//! Trends: the time from opening them to the painted frame, of another window, and of another
//! query. `YUNBAO_BENCH_LARGE` adds 100,000 posts, for which the temporary folder needs 700 MB.

mod digests;
#[path = "digests/folder.rs"]
mod folder;

use divan::Bencher;
use folder::{folder, sizes};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::{Arc, OnceLock};
use yunbao::app::{Effect, Job, Key, Loaded, Message, Model, Size, update};
use yunbao::library::{Aliases, Library};
use yunbao::load::{Roots, whole};
use yunbao::post::Date;
use yunbao::query::find_listed;
use yunbao::ui::{Theme, view};

const TODAY: Date = Date::constant(2026, 8, 1);

fn main() {
    divan::main();
}

/// A library of this many digests, made once.
fn library(count: usize) -> &'static Arc<Library> {
    static MADE: [OnceLock<Arc<Library>>; 3] = [const { OnceLock::new() }; 3];
    let place = count.ilog10() as usize - 3;
    MADE[place].get_or_init(|| {
        let folder = folder(count);
        let roots = Roots::from(vec![folder.path().to_owned()]);
        let library = Arc::new(whole(&roots, &Aliases::default()).library);
        // Made on first use, and kept with the library.
        library.stories();
        library
    })
}

/// The program with this many posts, a third of them read, after some keys.
fn program(count: usize, keys: &str) -> Model {
    let mut model = Model::new(Size { width: 120, height: 40 }, TODAY, "");
    let library = library(count);
    let marks = Arc::make_mut(&mut model.context.marks);
    marks.read.extend(library.posts().iter().step_by(3).map(|post| post.id));
    model.context.marked += 1;
    let loaded = Loaded {
        generation: model.context.load.generation,
        library: Arc::clone(library),
        read: count,
        total: Some(count),
        problems: Arc::default(),
        done: true,
    };
    take(&mut model, Message::Loaded(loaded));
    for key in keys.split(' ').filter(|key| !key.is_empty()) {
        press(&mut model, key);
    }
    model
}

/// Passes on a message, and the answers to its requests that trends depend on.
fn take(model: &mut Model, message: Message) {
    for effect in update(model, message) {
        if let Effect::Work(Job::Search { request, library, query, context, listed }) = effect {
            let found = find_listed(&library, &query, &context, listed);
            take(model, Message::Found { request, found });
        }
    }
}

fn press(model: &mut Model, key: &str) {
    take(model, Message::Key(key.parse::<Key>().expect("a key")));
}

fn terminal() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(120, 40)).expect("a terminal in memory")
}

/// Time of a key that is pressed after some others, and of the frame that follows.
fn frame(bencher: Bencher, count: usize, before: &str, key: &str) {
    if !sizes().contains(&count) {
        return;
    }
    let ready = program(count, before);
    let theme = Theme::terminal();
    bencher.with_inputs(|| (ready.clone(), terminal())).bench_local_values(
        |(mut model, mut terminal)| {
            press(&mut model, key);
            terminal.draw(|frame| view(&model, &theme, frame)).expect("a frame");
            (model, terminal)
        },
    );
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn opened(bencher: Bencher, count: usize) {
    frame(bencher, count, "", "T");
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn all_days_after_a_year(bencher: Bencher, count: usize) {
    frame(bencher, count, "T w", "w");
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn a_year_after_a_quarter(bencher: Bencher, count: usize) {
    frame(bencher, count, "T", "w");
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn stories_after_posts(bencher: Bencher, count: usize) {
    frame(bencher, count, "T", "S");
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn a_day_back(bencher: Bencher, count: usize) {
    frame(bencher, count, "T", "k");
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn another_line(bencher: Bencher, count: usize) {
    frame(bencher, count, "T w w Tab j j j j", "Space");
}

/// A result arrives while trends are open: the figures that follow from it, without the search.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn figures_of_another_result(bencher: Bencher, count: usize) {
    figures(bencher, count, "T /", "e");
}

/// The same for a result of stories.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 20, sample_size = 1)]
fn figures_of_stories(bencher: Bencher, count: usize) {
    figures(bencher, count, "T", "S");
}

fn figures(bencher: Bencher, count: usize, before: &str, key: &str) {
    if !sizes().contains(&count) {
        return;
    }
    let mut ready = program(count, before);
    let key = Message::Key(key.parse::<Key>().expect("a key"));
    let answers: Vec<Message> = update(&mut ready, key)
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Work(Job::Search { request, library, query, context, listed }) => {
                let found = find_listed(&library, &query, &context, listed);
                Some(Message::Found { request, found })
            }
            _ => None,
        })
        .collect();
    bencher.with_inputs(|| (ready.clone(), answers.clone())).bench_local_values(
        |(mut model, answers)| {
            for answer in answers {
                take(&mut model, answer);
            }
            model
        },
    );
}
