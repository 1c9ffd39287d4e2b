//! Stories: merging them, finding them, those related to the stories of one post, and the keys of
//! their list. `YUNBAO_BENCH_LARGE` adds 100,000 posts, for which the temporary folder needs 700
//! MB.

mod digests;
#[path = "digests/folder.rs"]
mod folder;

use divan::Bencher;
use folder::{folder, sizes};
use std::sync::{Arc, OnceLock};
use yunbao::app::{Effect, Job, Key, Loaded, Message, Model, Size, update};
use yunbao::library::{Aliases, Library, related_stories};
use yunbao::load::{Roots, whole};
use yunbao::post::Date;
use yunbao::query::{Listed, Memo, SearchContext, find_listed, find_while, parse};

const TODAY: Date = Date::constant(2026, 8, 1);
const COUNTS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

const QUERIES: &[&str] = &[
    "",
    "kubernetes",
    "zzyzx",
    "服务网格",
    "istio ambient",
    "tag:kubernetes",
    "source:github.com",
    "story:istio",
    "fwwg",
    "-is:seen",
    "sort:count",
    "sort:span",
    "sort:title",
    "istio sort:relevance",
];

/// A library of this many digests, made once; `None` if it is not to be measured.
fn library(count: usize) -> Option<&'static Arc<Library>> {
    static MADE: [OnceLock<Arc<Library>>; 3] = [const { OnceLock::new() }; 3];
    if !sizes().contains(&count) {
        return None;
    }
    let place = count.ilog10() as usize - 3;
    Some(MADE[place].get_or_init(|| {
        let folder = folder(count);
        let roots = Roots::from(vec![folder.path().to_owned()]);
        let library = whole(&roots, &Aliases::default()).library;
        library.stories();
        Arc::new(library)
    }))
}

#[divan::bench(args = COUNTS, sample_count = 10, sample_size = 1)]
fn merging(bencher: Bencher, count: usize) {
    let Some(library) = library(count) else { return };
    bencher
        .with_inputs(|| Library::new(library.posts().to_vec()))
        .bench_local_values(|library| library.stories().len());
}

#[divan::bench(args = QUERIES, consts = [1_000, 10_000, 100_000], sample_count = 10, sample_size = 1)]
fn result<const COUNT: usize>(bencher: Bencher, text: &str) {
    let Some(library) = library(COUNT) else { return };
    let context = SearchContext::on(TODAY);
    bencher.bench_local(|| {
        let mut memo = Memo::default();
        let memo = memo.of(library);
        find_while(library, &parse(text), &context, Listed::Stories, &|| true, memo)
    });
}

/// Stories related to those of a post in the middle.
#[divan::bench(args = COUNTS, sample_count = 20, sample_size = 1)]
fn of_a_post(bencher: Bencher, count: usize) {
    let Some(library) = library(count) else { return };
    bencher.bench_local(|| related_stories(library, count as u32 / 2));
}

/// The program with all stories in its list.
fn listed(count: usize) -> Option<Model> {
    let library = library(count)?;
    let mut model = Model::new(Size { width: 120, height: 40 }, TODAY, "");
    let generation = model.context.load.generation;
    let loaded = Loaded {
        generation,
        library: Arc::clone(library),
        read: count,
        total: Some(count),
        problems: Arc::default(),
        done: true,
    };
    answer(&mut model, Message::Loaded(loaded));
    press(&mut model, "S");
    assert!(model.context.results.stories.len() > count, "stories are listed");
    Some(model)
}

fn press(model: &mut Model, key: &str) {
    answer(model, Message::Key(key.parse::<Key>().expect("a key")));
}

/// Passes a message to the model, and answers its searches.
fn answer(model: &mut Model, message: Message) {
    let mut effects = update(model, message);
    while let Some(effect) = effects.pop() {
        if let Effect::Work(Job::Search { request, library, query, context, listed }) = effect {
            let found = find_listed(&library, &query, &context, listed);
            effects.extend(update(model, Message::Found { request, found }));
        }
    }
}

/// Time of one key in the loop: down, a mark, all marks.
#[divan::bench(args = ["j", "m", "n", "A"], consts = [1_000, 10_000, 100_000], sample_count = 10, sample_size = 1)]
fn key<const COUNT: usize>(bencher: Bencher, key: &str) {
    let Some(model) = listed(COUNT) else { return };
    let key = key.parse::<Key>().expect("a key");
    bencher
        .with_inputs(|| model.clone())
        .bench_local_values(|mut model| update(&mut model, Message::Key(key)).len());
}
