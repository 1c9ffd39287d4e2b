//! Steps from a folder to posts: the scan of the folder, front matter, and stories.

mod digests;
#[path = "digests/folder.rs"]
mod folder;

use digests::digest;
use divan::{Bencher, counter::ItemsCount};
use folder::{folder, sizes};
use yunbao::load::{Roots, scan};
use yunbao::markdown::outline;
use yunbao::post::front_matter;
use yunbao::stories::{Name, Neighbours, find};

fn main() {
    divan::main();
}

const COUNT: usize = 500;

fn texts() -> Vec<String> {
    (0..COUNT).map(|number| digest(1, number, COUNT).1).collect()
}

#[divan::bench]
fn reading_front_matter(bencher: Bencher) {
    let texts = texts();
    bencher
        .counter(ItemsCount::new(COUNT))
        .bench(|| texts.iter().map(|text| front_matter(text).tags.len()).sum::<usize>());
}

/// Number of stories in a text.
fn stories(body: &str) -> usize {
    find(&outline(body), Name::default(), Neighbours::Unknown).stories.len()
}

#[divan::bench]
fn finding_stories(bencher: Bencher) {
    let texts = texts();
    let bodies: Vec<&str> =
        texts.iter().map(|text| &text[front_matter(text).body_start..]).collect();
    bencher
        .counter(ItemsCount::new(COUNT))
        .bench(|| bodies.iter().map(|body| stories(body)).sum::<usize>());
}

#[divan::bench(args = sizes())]
fn scanning(bencher: Bencher, count: usize) {
    let folder = folder(count);
    let roots = Roots::from(vec![folder.path().to_owned()]);
    bencher.counter(ItemsCount::new(count)).bench(|| scan(&roots).files.len());
}
