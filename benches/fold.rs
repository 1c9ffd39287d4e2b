//! How fast text is folded: on the way of every post into the library, and for highlights.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs;
use std::path::Path;
use yunbao::text::fold;

fn main() {
    divan::main();
}

/// About a megabyte of the sample digests that a name's ending chooses, over and over.
fn samples(chosen: impl Fn(&str) -> bool) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let once: String = paths
        .iter()
        .filter(|path| chosen(&path.to_string_lossy()))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    once.repeat((1 << 20) / once.len() + 1)
}

fn chinese() -> String {
    samples(|path| path.ends_with(".md") && !path.ends_with("README.md"))
}

fn ascii() -> String {
    chinese().chars().filter(|c| c.is_ascii()).collect::<String>().replace("\n\n", "\n")
}

fn traditional() -> String {
    samples(|path| path.ends_with("-hant.md"))
}

fn accented() -> String {
    "Le déploiement à Zürich s'est passé sans problème; señor Łukasz très heureux. ".repeat(13_000)
}

const TEXTS: [(&str, fn() -> String); 4] =
    [("ascii", ascii), ("chinese", chinese), ("traditional", traditional), ("accented", accented)];

#[divan::bench(args = ["ascii", "chinese", "traditional", "accented"])]
fn folding(bencher: Bencher, name: &str) {
    let text = TEXTS.iter().find(|(known, _)| *known == name).unwrap().1();
    bencher.counter(BytesCount::of_str(&text)).bench(|| fold(black_box(&text)));
}
