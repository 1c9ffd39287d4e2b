//! Real posts, randomly broken in the ways that files break: none is dropped, and nothing panics.

use crate::load::{Roots, SourceFile, read, scan};
use crate::post::{Origin, PostId};
use fastrand::Rng;
use std::fs;

/// Number of broken posts in all, unless `YUNBAO_MUTANTS` overrides it.
const USUAL: usize = 600;

/// One way to break a file.
fn mutate(bytes: &mut Vec<u8>, random: &mut Rng) {
    let at = random.usize(..=bytes.len());
    match random.u8(..8) {
        0 => {
            for _ in 0..random.usize(1..40) {
                let at = random.usize(..bytes.len().max(1));
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.u8(..8);
                }
            }
        }
        1 => bytes.truncate(at),
        2 => {
            bytes.drain(..at.min(200));
        }
        3 => {
            // Some lines are lost.
            let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let kept: Vec<&[u8]> = lines.into_iter().filter(|_| random.u8(..4) > 0).collect();
            *bytes = kept.concat();
        }
        4 => {
            // Delimiters and brackets are doubled.
            let marks: &[u8] = b"-+:\"'[]{}#>*`~|\n";
            let mark = marks[random.usize(..marks.len())];
            *bytes = bytes
                .iter()
                .flat_map(|byte| if *byte == mark { vec![*byte; 2] } else { vec![*byte] })
                .collect();
        }
        5 => {
            let noise: Vec<u8> = (0..random.usize(..60)).map(|_| random.u8(..)).collect();
            bytes.splice(at..at, noise);
        }
        6 => {
            let texts: [&str; 10] = [
                "---\n", "+++\n", "&a [*a]", "\u{feff}", "\r\n", "\u{202e}", "{", "```\n", "<!--",
                "\0",
            ];
            bytes.splice(at..at, texts[random.usize(..texts.len())].bytes());
        }
        _ => {
            let part = bytes[at.saturating_sub(300)..at].to_vec();
            bytes.splice(at..at, part);
        }
    }
}

#[test]
fn no_broken_post_is_dropped() {
    let corpora = crate::project().join("../shared/corpora");
    let roots: Vec<_> = if corpora.is_dir() {
        fs::read_dir(corpora).unwrap().map(|entry| entry.unwrap().path()).collect()
    } else {
        vec![crate::project().join("sample-posts")]
    };
    let files = scan(&Roots::from(roots)).files;
    assert!(files.len() >= 25);
    let mutants = std::env::var("YUNBAO_MUTANTS").ok().and_then(|text| text.parse().ok());
    let mut random = Rng::with_seed(7);
    for number in 0..mutants.unwrap_or(USUAL) {
        let file = &files[random.usize(..files.len())];
        let path = file.path().unwrap_or_else(|| panic!("{file:?}"));
        let mut bytes = fs::read(path).unwrap();
        for _ in 0..random.usize(1..4) {
            mutate(&mut bytes, &mut random);
        }
        let shown = format!("mutants/{number}.md");
        let broken =
            SourceFile::new(PostId::of(shown.as_bytes()), Origin::Input(bytes.into()), shown);
        let (post, findings) = read(broken);
        let post = post.unwrap_or_else(|| panic!("{} was dropped", path.display()));
        assert!(!post.title.is_empty() && post.warnings == findings.len());
        let labels = post.tags.iter().chain(&post.categories).map(AsRef::as_ref);
        let texts = [&*post.title].into_iter().chain(labels);
        let messages: Vec<String> =
            findings.iter().map(|finding| finding.message.to_string()).collect();
        for text in texts.chain(messages.iter().map(String::as_str)) {
            assert!(!text.contains(char::is_control), "{}: {text:?}", path.display());
        }
    }
}
