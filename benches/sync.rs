//! Opening a store with the marks of another machine: 100,000 records about 10,000 posts and 60,000 stories.
//! Prints the time of the first sync of the machine that has set them, of the machine that receives them, and
//! the median of later ones.

mod digests;
#[allow(dead_code, reason = "others measure with several sizes")]
#[path = "digests/folder.rs"]
mod folder;

use folder::folder;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use yunbao::library::Aliases;
use yunbao::load::{Roots, whole};
use yunbao::post::{Date, PageId, Post};
use yunbao::state::{Annotated, Change, Store, SyncSettings, synchronize};

const DAY: Option<Date> = Some(Date::constant(2026, 8, 1));
const POSTS: usize = 10_000;
const STORIES: u64 = 60_000;
/// Number of later syncs that are measured.
const TIMES: usize = 31;

fn main() {
    let folder = folder(POSTS);
    let roots = vec![folder.path().to_owned()];
    let library = whole(&Roots::from(roots.clone()), &Aliases::default()).library;
    let posts = library.posts();
    let place = tempfile::tempdir().expect("a folder");
    let sync = place.path().join("sync");
    fs::create_dir(&sync).expect("a folder");
    let settings = SyncSettings { folder: sync.clone(), roots };
    let store = |name: &str| place.path().join(name).join("memory.db");

    mark(store("one"), posts);
    let first = time(&store("one"), &settings, posts);
    let file = fs::read_dir(&sync).expect("a folder").flatten().next().expect("a file").path();
    let text = fs::read_to_string(&file).expect("a file");
    println!("{} records, {} MB", text.lines().count(), text.len() >> 20);
    println!("first sync of the machine that set them   {:>8.1} ms", milliseconds(first));
    println!(
        "the same again                            {:>8.1} ms",
        again(&store("one"), &settings, posts)
    );
    let first = time(&store("other"), &settings, posts);
    println!("first sync of the machine that gets them  {:>8.1} ms", milliseconds(first));
    println!(
        "the same again                            {:>8.1} ms",
        again(&store("other"), &settings, posts)
    );
    println!(
        "the same without posts                    {:>8.1} ms",
        again(&store("other"), &settings, &[])
    );

    // One more record each time: the file is checked up to there.
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|number| {
            let store_of_one = Store::open(store("one"), |_| {});
            store_of_one.sync(Some(settings.clone()));
            let on = number % 2 == 0;
            store_of_one.keep(Change::Starred(vec![Arc::clone(&posts[number])], Some(on), DAY));
            drop(store_of_one);
            time(&store("other"), &settings, posts)
        })
        .collect();
    times.sort_unstable();
    println!(
        "with one new record                       {:>8.1} ms",
        milliseconds(times[TIMES / 2])
    );
}

/// Sets marks before there is a sync.
fn mark(file: PathBuf, posts: &[Arc<Post>]) {
    let store = Store::open(file, |_| {});
    store.keep(Change::Read(posts.to_vec(), Some(true), DAY));
    store.keep(Change::Starred(posts.to_vec(), Some(true), DAY));
    let targets = || posts.iter().map(|post| Annotated::Post(Arc::clone(post)));
    store.keep(Change::Tagged(targets().collect(), "todo".to_owned(), true));
    let notes = targets().map(|target| (target, "worth a second look".to_owned()));
    store.keep(Change::Noted(notes.collect()));
    let page = |number: u64| PageId(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    store.keep(Change::Seen((0..STORIES).map(|number| (page(number), Some(true))).collect(), DAY));
    drop(store);
}

fn time(store: &std::path::Path, settings: &SyncSettings, posts: &[Arc<Post>]) -> Duration {
    let start = Instant::now();
    let errors = synchronize(store, settings, posts).expect("a store");
    let time = start.elapsed();
    assert_eq!(errors, []);
    time
}

/// Median of later syncs, in milliseconds.
fn again(store: &std::path::Path, settings: &SyncSettings, posts: &[Arc<Post>]) -> f64 {
    let mut times: Vec<Duration> = (0..TIMES).map(|_| time(store, settings, posts)).collect();
    times.sort_unstable();
    milliseconds(times[TIMES / 2])
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
