//! Recall and precision in finding the stories of real digests must not drop unnoticed. They are
//! measured for each labelled collection, if the collections are present.
//! `cargo run --release --example stories` prints the figures and the errors.

#[path = "support/score.rs"]
mod score;

use score::score;
use std::path::Path;

/// Minimum recall and precision of each collection, in percent. Raised when the finder improves.
const LEAST: &[(&str, f64, f64)] = &[
    ("iosweekly", 100.0, 100.0),
    ("panson", 100.0, 95.0),
    ("techshare", 95.0, 95.0),
    ("noboru", 100.0, 100.0),
    ("hextra", 100.0, 100.0),
    ("hextra-ja", 100.0, 100.0),
    ("cnweekly", 100.0, 100.0),
    ("haskell", 100.0, 100.0),
    ("nixos", 98.0, 100.0),
    ("bitcoinops", 100.0, 94.0),
    ("ipfs", 95.0, 92.0),
    ("nodejs", 93.0, 93.0),
    ("hnen", 100.0, 100.0),
    ("oss", 100.0, 100.0),
    ("chrome", 100.0, 100.0),
    ("cyberweekly", 100.0, 100.0),
    ("neovim", 100.0, 100.0),
    ("rust-osdev", 100.0, 100.0),
    ("cilium", 92.0, 100.0),
    ("all", 98.0, 98.0),
];

/// Ordinary articles have at most one false story per this many articles.
const ARTICLES_PER_FALSE_STORY: usize = 50;

#[test]
fn real_digests_keep_their_stories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/digests");
    if !folder.is_dir() {
        return;
    }
    let score = score(&folder).unwrap();
    let mut wrong = Vec::new();
    let total = ("all".to_owned(), score.total());
    for (name, tally) in score.collections.iter().chain([&total]) {
        let Some((_, recall, precision)) = LEAST.iter().find(|(known, ..)| known == name) else {
            wrong.push(format!("{name} is a collection without a least figure"));
            continue;
        };
        if tally.recall() < *recall || tally.precision() < *precision {
            wrong.push(format!("{name}: recall below {recall} or precision below {precision}"));
        }
    }
    for (name, ..) in LEAST {
        if *name != "all" && !score.collections.iter().any(|(known, _)| known == name) {
            wrong.push(format!("{name} is not there"));
        }
    }
    let articles = score.articles;
    if articles.wrong * ARTICLES_PER_FALSE_STORY > articles.posts {
        wrong.push(format!("{} false stories in {} articles", articles.wrong, articles.posts));
    }
    let (table, misses) = (score.table(), score.misses(10));
    assert!(wrong.is_empty(), "{}\n\n{table}\n{misses}", wrong.join("\n"));
}
