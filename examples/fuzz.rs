//! Checks made-up texts, queries and key presses on all cores:
//! `cargo run --profile checked --example fuzz -- [KIND] [SECONDS] [FIRST]`. Prints the number of
//! each trial that fails; `-- KIND one NUMBER` repeats that trial, and makes a text that fails as
//! small as possible.

#[path = "../tests/support/fuzz/mod.rs"]
mod fuzz;
#[path = "../tests/support/posts.rs"]
mod posts;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../tests/support/app.rs"]
mod support;

use fuzz::{KINDS, Kind};
use std::panic::{catch_unwind, set_hook, take_hook};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// More time than any small text, or twenty keys, may take, even on a busy machine.
const SLOW: Duration = Duration::from_secs(2);
/// Time after its deadline at which a trial is given up.
const ENDLESS: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |at: usize| words.get(at).map(String::as_str);
    let number = |at: usize| word(at).and_then(|word| word.parse::<u64>().ok());
    let kinds: Vec<Kind> = KINDS
        .into_iter()
        .filter(|kind| word(0).is_none_or(|word| word == kind.name || word == "all"))
        .collect();
    if let (Some("one"), Some(number), [kind]) = (word(1), number(2), kinds.as_slice()) {
        if let Some(text) = kind.text(number) {
            smallest(kind, &text, number);
        }
        kind.run(number);
        return ExitCode::SUCCESS;
    }
    let seconds = number(1).unwrap_or(60);
    let mut finds = 0;
    for kind in &kinds {
        finds += run(kind, Duration::from_secs(seconds), number(2).unwrap_or(0));
    }
    ExitCode::from(u8::from(finds > 0))
}

/// Runs trials of one kind for a while; returns the number of those that failed.
fn run(kind: &Kind, time: Duration, first: u64) -> usize {
    let name = kind.name;
    let (next, cases) = (AtomicU64::new(first), AtomicU64::new(0));
    let (finds, at_work) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let workers = thread::available_parallelism().map_or(2, usize::from);
    // The current trial of each worker.
    let tried: Vec<AtomicU64> = (0..workers).map(|_| AtomicU64::new(first)).collect();
    let start = Instant::now();
    at_work.store(workers, Ordering::Relaxed);
    thread::scope(|scope| {
        for own in &tried {
            let (next, cases, finds, at_work) = (&next, &cases, &finds, &at_work);
            scope.spawn(move || {
                while start.elapsed() < time && finds.load(Ordering::Relaxed) < 20 {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    own.store(number, Ordering::Relaxed);
                    let begun = Instant::now();
                    let Ok(count) = catch_unwind(|| kind.run(number)) else {
                        println!("{name} {number} fails");
                        finds.fetch_add(1, Ordering::Relaxed);
                        continue;
                    };
                    cases.fetch_add(count, Ordering::Relaxed);
                    if begun.elapsed() > SLOW * (1 + count as u32 / 20) {
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
    let (end, finds) = (next.into_inner(), finds.into_inner());
    let (cases, what) = (cases.into_inner(), kind.cases);
    let time = start.elapsed().as_secs();
    println!("{name:<6} {cases:>12} {what}, numbers {first} to {end}, in {time} s: {finds} finds");
    finds
}

/// Removes from a text whatever it fails without, as long as it fails.
fn smallest(kind: &Kind, text: &str, number: u64) {
    let fails = |text: &str| catch_unwind(|| kind.holds(text, number)).is_err();
    if !fails(text) {
        return;
    }
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
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
    set_hook(hook);
    println!("{:?}", text.into_iter().collect::<String>());
}
