//! Tries made-up texts, queries and key presses on all cores: `cargo run --release --example fuzz --
//! [KIND] [SECONDS] [FIRST]`. Prints the number of each trial that fails; `-- KIND one NUMBER` tries
//! that one again, and makes a text that fails as small as it gets.

#[path = "../tests/support/fuzz/mod.rs"]
mod fuzz;
#[path = "../tests/support/posts.rs"]
mod posts;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../tests/support/app.rs"]
mod support;

use std::panic::catch_unwind;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any small text may take, even beside much else.
const SLOW: Duration = Duration::from_secs(2);
/// How long after its time a trial is given up.
const ENDLESS: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |at: usize| words.get(at).map(String::as_str);
    let number = |at: usize| word(at).and_then(|word| word.parse::<u64>().ok());
    let kinds: Vec<_> = fuzz::KINDS
        .into_iter()
        .filter(|(name, _)| word(0).is_none_or(|word| word == *name || word == "all"))
        .collect();
    if let (Some("one"), Some(number), [(name, trial)]) = (word(1), number(2), kinds.as_slice()) {
        if *name == "text" {
            smallest(&fuzz::text_of(number));
        }
        trial(number);
        return ExitCode::SUCCESS;
    }
    let seconds = number(1).unwrap_or(60);
    let mut finds = 0;
    for (name, trial) in kinds {
        finds += run(name, trial, Duration::from_secs(seconds), number(2).unwrap_or(0));
    }
    ExitCode::from(u8::from(finds > 0))
}

/// Tries one kind for a while; returns how many trials failed.
fn run(name: &str, trial: fuzz::Trial, time: Duration, first: u64) -> usize {
    let (next, finds, at_work) = (AtomicU64::new(first), AtomicUsize::new(0), AtomicUsize::new(0));
    let workers = thread::available_parallelism().map_or(2, usize::from);
    // What each worker tries just now.
    let tried: Vec<AtomicU64> = (0..workers).map(|_| AtomicU64::new(first)).collect();
    let start = Instant::now();
    at_work.store(workers, Ordering::Relaxed);
    thread::scope(|scope| {
        for own in &tried {
            let (next, finds, at_work) = (&next, &finds, &at_work);
            scope.spawn(move || {
                while start.elapsed() < time && finds.load(Ordering::Relaxed) < 20 {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    own.store(number, Ordering::Relaxed);
                    let begun = Instant::now();
                    if catch_unwind(|| trial(number)).is_err() {
                        finds.fetch_add(1, Ordering::Relaxed);
                        println!("{name} {number} fails");
                    } else if begun.elapsed() > SLOW {
                        println!("{name} {number} took {:?}", begun.elapsed());
                    }
                }
                at_work.fetch_sub(1, Ordering::Relaxed);
            });
        }
        while at_work.load(Ordering::Relaxed) > 0 {
            thread::sleep(Duration::from_millis(100));
            if start.elapsed() > time + ENDLESS {
                let tried: Vec<u64> = tried.iter().map(|one| one.load(Ordering::Relaxed)).collect();
                println!("{name}: one of {tried:?} does not end");
                std::process::exit(1);
            }
        }
    });
    let (count, finds) = (next.into_inner() - first, finds.into_inner());
    println!("{name:<6} {count:>12} trials from {first} in {:?}: {finds} finds", start.elapsed());
    finds
}

/// Takes away from a text what it fails without, as long as it fails.
fn smallest(text: &str) {
    let fails = |text: &str| catch_unwind(|| fuzz::holds_for(text)).is_err();
    if !fails(text) {
        return;
    }
    let mut text: Vec<char> = text.chars().collect();
    let mut size = text.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < text.len() {
            let mut less = text.clone();
            less.drain(at..(at + size).min(text.len()));
            if fails(&less.iter().collect::<String>()) {
                text = less;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    println!("{:?}", text.into_iter().collect::<String>());
}
