//! Markdown: the outline, which is made of every file, and the cost of opening a post.

use divan::{Bencher, counter::BytesCount};
use std::fs;
use std::path::Path;
use yunbao::markdown::{ImageForms, Typography, layout, layout_around, opening, outline, parse};

fn main() {
    divan::main();
}

/// The bodies of the sample posts, repeated up to a size in bytes.
fn text(bytes: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-posts");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let bodies: Vec<String> = paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            text.splitn(3, "---\n").nth(2).unwrap_or(&text).to_owned()
        })
        .collect();
    let mut out = String::new();
    for body in bodies.iter().cycle() {
        if out.len() >= bytes {
            break;
        }
        out.push_str(body);
        out.push('\n');
    }
    out
}

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

#[divan::bench(args = SIZES)]
fn outlining(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    bencher.counter(BytesCount::of_str(&text)).bench(|| outline(&text));
}

#[divan::bench(args = SIZES)]
fn parsing(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse(&text));
}

#[divan::bench(args = SIZES)]
fn laying_out(bencher: Bencher, bytes: usize) {
    let text = text(bytes);
    let blocks = parse(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| layout(&blocks, 80, Typography::default()));
}

/// Time to the first screen of a long post: its beginning is found, parsed and laid out.
#[divan::bench]
fn beginning_a_long_post(bencher: Bencher) {
    let text = text(1_000_000);
    bencher.bench(|| {
        opening(&text).map(|beginning| layout(&parse(&beginning), 80, Typography::default()))
    });
}

/// Time to the next screen when the width of a long post changes, far down in it.
#[divan::bench]
fn laying_out_what_is_in_sight(bencher: Bencher) {
    let text = text(1_000_000);
    let blocks = parse(&text);
    bencher.bench(|| {
        layout_around(
            &blocks,
            80,
            (Typography::default(), &ImageForms::default()),
            text.len() / 4 * 3,
            100,
        )
    });
}
