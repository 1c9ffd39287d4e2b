//! Snapshots handed out while a library is loaded.

use super::*;
use crate::load::queue::{LONGEST_REST, Queue};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

fn many() -> Place {
    let place = Place::new();
    for number in 0..2000 {
        let (year, day) = (2020 + number % 7, 1 + number % 28);
        place.write(&format!("{year}-03-{day:02}-{number}.md"), "text");
    }
    place
}

#[test]
fn snapshots_grow_and_the_last_one_is_done() {
    let place = many();
    let mut seen: Vec<LoadProgress> = Vec::new();
    let index = gather(&Roots::from(vec![place.root()]), &Arc::default(), None, |progress| {
        seen.push(progress);
        true
    });
    assert!(index.is_some());
    assert!(seen.len() >= 2, "{} snapshots", seen.len());
    for pair in seen.windows(2) {
        assert!(!pair[0].done && pair[0].read < pair[1].read);
        let later: HashSet<_> = pair[1].library.posts().iter().map(|post| post.id).collect();
        assert!(pair[0].library.posts().iter().all(|post| later.contains(&post.id)));
    }
    for progress in &seen {
        assert_eq!(progress.library.posts().len(), progress.read);
        assert!(progress.total.is_none_or(|total| total == 2000));
    }
    let last = seen.last().unwrap();
    assert_eq!((last.read, last.total, last.done), (2000, Some(2000), true));
}

/// A file of which only the name matters.
fn named(name: &str) -> SourceFile {
    SourceFile::at(PathBuf::from(name), Path::new(name))
}

#[test]
fn the_newest_name_found_so_far_is_read_next() {
    let queue = Queue::new(3);
    let next =
        || -> Vec<String> { queue.pop().into_iter().map(|file| file.shown.to_string()).collect() };
    for name in ["2025-01-01.md", "a.md", "2026-01-01.md"] {
        assert!(queue.push(named(name)));
    }
    assert_eq!(next(), ["2026-01-01.md"]);
    queue.push(named("2025-06-01.md"));
    assert_eq!(queue.total(), None, "the walk goes on");
    queue.push(named("b.md"));
    assert_eq!(next(), ["2025-06-01.md"]);
    assert_eq!(next(), ["2025-01-01.md"]);
    assert_eq!(next(), ["b.md", "a.md"], "the first ones are out, and it goes by portions");
    queue.push(named("c.md"));
    queue.push(named("d.md"));
    queue.close();
    assert_eq!(queue.total(), Some(7));
    assert_eq!(next(), ["d.md"], "few are left, and the threads share them");
    assert_eq!(next(), ["c.md"]);
    assert!(next().is_empty());
}

#[test]
fn reading_begins_while_the_walk_goes_on() {
    let queue = Queue::new(10);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            queue.wait_for_head_start();
            (0..10).map(|_| queue.pop().len()).sum::<usize>()
        });
        // This walk never ends.
        let mut walked = 0;
        while queue.push(named(&format!("{walked}.md"))) && !reader.is_finished() {
            walked += 1;
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(reader.join().unwrap(), 10);
    });
    queue.stop();
    assert!(!queue.push(named("late.md")), "the walk is told to stop");
    assert!(queue.pop().is_empty());
}

#[test]
fn what_is_behind_the_first_ones_waits_until_they_are_shown() {
    let queue = &Queue::new(1);
    for name in ["a.md", "b.md", "c.md"] {
        queue.push(named(name));
    }
    assert_eq!(queue.pop().len(), 1);
    let shown = &AtomicBool::new(false);
    let begun = Instant::now();
    thread::scope(|scope| {
        let reader = scope.spawn(|| (queue.pop().len(), shown.load(SeqCst), begun.elapsed()));
        shown.store(true, SeqCst);
        queue.release();
        let (read, was_shown, after) = reader.join().unwrap();
        assert_eq!(read, 2);
        assert!(was_shown || after >= LONGEST_REST, "{after:?}");
    });
    // The queue may never be released, if the receiver of the first snapshot fails.
    let queue = &Queue::new(1);
    queue.push(named("a.md"));
    queue.push(named("b.md"));
    let begun = Instant::now();
    assert_eq!((queue.pop().len(), queue.pop().len()), (1, 1));
    assert!(begun.elapsed() >= LONGEST_REST);
}

#[test]
fn it_stops_when_it_is_not_wanted() {
    let place = many();
    let mut reported = 0;
    let index = gather(&Roots::from(vec![place.root()]), &Arc::default(), None, |_| {
        reported += 1;
        reported < 2
    });
    assert!(index.is_none());
    assert_eq!(reported, 2);
}

#[test]
fn nothing_to_read_is_one_snapshot() {
    for place in [Place::new(), Place::with(&["a.txt"])] {
        let mut seen = Vec::new();
        gather(
            &Roots::from(vec![place.root(), place.at("nowhere")]),
            &Arc::default(),
            None,
            |progress| {
                seen.push(progress);
                true
            },
        );
        assert_eq!(seen.len(), 1);
        assert!(seen[0].done && seen[0].library.posts().is_empty());
        assert_eq!(place.short(&seen[0].problems)[0].1, DiagnosticCode::Missing);
    }
}

#[test]
fn findings_are_errors_first_and_those_of_the_walk_too() {
    let place = Place::with(&["a.md"]);
    place.write("b.md", "---\ntitle: [\n---\ntext");
    let progress = load(&Roots::from(vec![place.root(), place.at("nowhere")]));
    let codes: Vec<DiagnosticCode> = progress.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [DiagnosticCode::Missing, DiagnosticCode::FrontMatter]);
}

#[test]
fn the_samples_are_read_like_any_posts() {
    let progress = load(&Roots::Samples);
    assert!(progress.done && progress.library.posts().len() >= 10);
}
