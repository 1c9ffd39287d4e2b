//! Folding, which every text goes through once when it is loaded.

mod digests;

use divan::{Bencher, counter::BytesCount};
use yunbao::text::fold;

fn main() {
    divan::main();
}

/// A megabyte of digests, with mixed Chinese and English or only their ASCII characters.
fn text(ascii: bool) -> String {
    let mut out = String::new();
    for number in 0.. {
        if out.len() > 1_000_000 {
            break;
        }
        let (_, text) = digests::digest(1, number, 10_000);
        out.extend(text.chars().filter(|character| !ascii || character.is_ascii()));
    }
    out
}

#[divan::bench(args = [false, true])]
fn folding(bencher: Bencher, ascii: bool) {
    let text = text(ascii);
    bencher.counter(BytesCount::of_str(&text)).bench(|| fold(&text));
}
