//! Measures the program as users experience it: in a terminal, on generated libraries.
//! `cargo run --release --example bench -- [--flat] [POSTS]...`; the default is 1000 and 10000 posts, and
//! `100000` needs 1.5 GB in the temporary folder, half of it for the cache. `--flat` puts them all into
//! one folder, else there is one for each thousand. Prints the tables of BENCHMARKS.md.

#![allow(clippy::cast_precision_loss, reason = "figures to be read, far below 2^52")]

#[path = "../../benches/digests/mod.rs"]
mod digests;
mod frames;
mod others;

use frames::Program;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Queries that are typed letter by letter, and deleted again.
const QUERIES: [&str; 6] = [
    "kubernetes",
    "istio ambient",
    "服务网格",
    "fuwuwangge",
    "tag:kubernetes since:90d",
    "/ebpf|xdp/",
];
/// Number of runs, of which the median counts.
const STARTS: usize = 5;

/// One line of the table, with a cell for each library.
type Row = (&'static str, Vec<String>);

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 10_000] } else { asked };
    let is_flat = std::env::args().any(|word| word == "--flat");
    let program = program();
    let mut table: Vec<Row> = Vec::new();
    for (column, size) in sizes.iter().enumerate() {
        let folder = library(*size, is_flat);
        for (name, value) in of_library(&program, folder.path(), *size) {
            match table.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.push(value),
                None => {
                    let mut values = vec![String::new(); column];
                    values.push(value);
                    table.push((name, values));
                }
            }
        }
        eprintln!("{size} posts measured");
    }
    print(&sizes, &table);
    of_one_post(&program);
    let size = fs::metadata(&program).expect("the program").len();
    println!("| size of the program | {:.2} MB |", size as f64 / 1e6);
    println!("\n{}", machine());
}

/// The program, in the folder above this example.
fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a path");
    own.ancestors().nth(2).expect("a target folder").join("yunbao")
}

/// A folder with this many digests.
fn library(count: usize, is_flat: bool) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..count {
        let below = if is_flat { 0 } else { number / 1_000 };
        let below = folder.path().join(format!("{below:03}"));
        fs::create_dir_all(&below).expect("a folder");
        let (name, text) = digests::digest(1, number, count);
        fs::write(below.join(name), text).expect("a file");
    }
    folder
}

fn of_library(program: &Path, folder: &Path, size: usize) -> Vec<(&'static str, String)> {
    let all = format!("{size} of {size}");
    // A file that was changed a moment ago is not cached.
    thread::sleep(Duration::from_secs(3));
    let home = || tempfile::tempdir().expect("a folder");
    let first_starts = starts(|| started(program, folder, home().path(), &all));
    let kept = home();
    started(program, folder, kept.path(), &all);
    let second_starts = starts(|| started(program, folder, kept.path(), &all));
    let list = median(listed(program, folder, kept.path()));
    let mut running = Program::start(program, folder, kept.path());
    running.since_start(|screen| screen.contents().contains(&all));
    running.settle();
    // Texts are read from the cache after the last frame.
    thread::sleep(Duration::from_secs(2));
    let peak = status(running.pid(), "VmHWM:");
    let (keys, results) = typed(&mut running);
    let moves = moved(&mut running);
    let reload = reloaded(&mut running, folder);
    let idle = idle(&mut running);
    running.quit();
    let text = bytes_below(folder);
    let mut rows = vec![
        ("first usable list, first start", ms(first_starts.0)),
        ("first usable list, second start", ms(second_starts.0)),
        ("everything read, first start", ms(first_starts.1)),
        ("everything read, second start", ms(second_starts.1)),
        ("`yunbao list -q kubernetes`, second start", ms(list)),
        ("a key in the query to its frame, p50 / p99", pair(&keys)),
        ("a key in the query to its result, p50 / p99", pair(&results)),
        ("a key in the list to its frame, p50 / p99", pair(&moves)),
        ("a saved file to the screen (100 ms are waited)", ms(reload)),
        ("most memory", format!("{:.0} MB", peak as f64 / 1024.0)),
        ("the text itself", format!("{:.0} MB", text as f64 / 1e6)),
        ("memory without 20 MB, to the text", ratio(peak as f64 * 1024.0 - 20e6, text as f64)),
        ("processor time in 10 s of rest", format!("{} ms", idle.as_millis())),
    ];
    if let Some(rg) = others::rg(folder) {
        rows.push(("`rg -c kubernetes`", ms(rg)));
        let to_rg = |time: Duration| ratio(time.as_secs_f64(), rg.as_secs_f64());
        rows.push(("everything read to `rg -c`, first start", to_rg(first_starts.1)));
        rows.push(("everything read to `rg -c`, second start", to_rg(second_starts.1)));
    }
    for (name, time) in others::listings(folder) {
        rows.push((name, ms(time)));
    }
    let scratch = tempfile::tempdir().expect("a folder");
    if let Some(newsboat) = others::newsboat(program, folder, scratch.path()) {
        rows.push(("`newsboat -x reload` of 1,000 of them", ms(newsboat)));
    }
    rows
}

/// Medians of some starts: to the first usable list, and to everything read.
fn starts(start: impl Fn() -> (Duration, Duration)) -> (Duration, Duration) {
    let times: Vec<(Duration, Duration)> = (0..STARTS).map(|_| start()).collect();
    (
        median(times.iter().map(|time| time.0).collect()),
        median(times.iter().map(|time| time.1).collect()),
    )
}

/// Times from the start to the first usable list, whose top rows are those of the final one and stay, and to
/// the frame that counts all posts.
fn started(program: &Path, folder: &Path, home: &Path, all: &str) -> (Duration, Duration) {
    let mut running = Program::start(program, folder, home);
    let times = running.since_start_stable(top_of_list, |screen| screen.contents().contains(all));
    running.quit();
    times
}

/// The rows of the list that are visible, without what stands around them; `None` without any.
fn top_of_list(screen: &vt100::Screen) -> Option<String> {
    let title = screen.rows(0, 120).nth(1)?;
    // The list is the second of three panes, which lie side by side.
    let borders: Vec<u16> =
        (0..).zip(title.chars()).filter(|(_, c)| *c == '│').map(|(at, _)| at).collect();
    let (from, to) = (*borders.first()?, *borders.get(1)?);
    let rows: Vec<String> = screen.rows(from, to - from).skip(2).take(30).collect();
    rows.iter().any(|row| row.contains('•')).then(|| rows.join("\n"))
}

/// Times of a command that lists the posts with a word.
fn listed(program: &Path, folder: &Path, home: &Path) -> Vec<Duration> {
    let list = || {
        let mut command = Command::new(program);
        command.args(["list", "-q", "kubernetes"]).arg(folder).env("HOME", home);
        command.env("XDG_DATA_HOME", home.join("data")).env("XDG_CACHE_HOME", home.join("cache"));
        let begun = Instant::now();
        command.output().expect("the program runs");
        begun.elapsed()
    };
    list();
    (0..STARTS).map(|_| list()).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Times of every key of the queries: to the frame that shows it, and to the result.
fn typed(running: &mut Program) -> (Vec<Duration>, Vec<Duration>) {
    let (mut frames, mut results) = (Vec::new(), Vec::new());
    let quiet = Duration::from_millis(250);
    for query in QUERIES {
        running.press("/", quiet);
        let letters = query.chars().map(String::from);
        let backspaces = query.chars().skip(1).map(|_| "\x7f".to_owned());
        let mut slowest = (Duration::ZERO, 0);
        for (number, key) in letters.chain(backspaces).enumerate() {
            let (frame, result) = running.press(&key, quiet);
            frames.push(frame);
            results.push(result);
            slowest = slowest.max((result, number + 1));
        }
        eprintln!("{query}: key {} took longest to its result, {}", slowest.1, ms(slowest.0));
        running.press("\x1b", quiet);
    }
    (frames, results)
}

/// Times of keys that move in the list, each of which shows another post.
fn moved(running: &mut Program) -> Vec<Duration> {
    let keys = ["j"; 60].into_iter().chain(["k"; 30]).chain(["G", "\x04", "\x15"]);
    let times: Vec<(&str, Duration)> =
        keys.map(|key| (key, running.press(key, Duration::from_millis(60)).0)).collect();
    if let Some((key, longest)) = times.iter().max_by_key(|(_, time)| *time) {
        eprintln!("in the list: {key:?} took longest to its frame, {}", ms(*longest));
    }
    times.into_iter().map(|(_, time)| time).collect()
}

/// Time from writing the newest file to the frame that shows its change.
fn reloaded(running: &mut Program, folder: &Path) -> Duration {
    running.press("gg", Duration::from_millis(250));
    // The first post of the list.
    let files = fs::read_dir(folder.join("000")).expect("a folder").flatten();
    let first = files.map(|entry| entry.path()).find(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("-000000.md"))
    });
    let newest = first.expect("a file");
    let text = fs::read_to_string(&newest).expect("a text");
    let mut times: Vec<Duration> = (0..5)
        .map(|number| {
            let title = format!("Reloaded {number}");
            let changed = text.replacen("title: \"", &format!("title: \"{title} "), 1);
            fs::write(&newest, changed).expect("a file");
            let time = running.wait(|screen| screen.contents().contains(&title));
            running.settle();
            time
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// Processor time used while nothing happens.
fn idle(running: &mut Program) -> Duration {
    running.settle();
    thread::sleep(Duration::from_secs(6));
    running.settle();
    let before = processor(running.pid());
    thread::sleep(Duration::from_secs(10));
    processor(running.pid()).saturating_sub(before)
}

/// A post of a megabyte beside a small one: time from the key that goes to it to its first screen.
fn of_one_post(program: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut long =
        String::from("---\ntitle: Long\ndate: 2026-01-01\n---\n\nThe first line of it.\n\n");
    for number in 0.. {
        if long.len() > 1 << 20 {
            break;
        }
        let (_, text) = digests::digest(2, number, 1_000);
        long.push_str(text.splitn(3, "---\n").nth(2).unwrap_or(""));
    }
    let post = folder.path().join("2026-01-01-long.md");
    fs::write(&post, &long).expect("a file");
    fs::write(folder.path().join("2026-01-02-short.md"), "# Short\n\nA short one.\n")
        .expect("a file");
    let mut times: Vec<Duration> = (0..STARTS * 2)
        .map(|_| {
            let home = tempfile::tempdir().expect("a folder");
            let mut running = Program::start(program, folder.path(), home.path());
            running.since_start(|screen| screen.contents().contains("A short one."));
            running.settle();
            let shown =
                |screen: &vt100::Screen| screen.contents().contains("The first line of it.");
            let time = running.press_until("j", shown);
            running.quit();
            time
        })
        .collect();
    times.sort();
    println!("| one post | |\n|---|---:|");
    println!(
        "| opening {} KB, to its first screen | {} |",
        long.len() / 1_000,
        ms(times[times.len() / 2])
    );
    for (name, time) in others::printers(&post) {
        println!("| `{name}` printing it | {} |", ms(time));
    }
}

fn print(sizes: &[usize], table: &[Row]) {
    let heads: Vec<String> = sizes.iter().map(|size| format!("{size} posts")).collect();
    println!("| | {} |\n|---|{}", heads.join(" | "), "---:|".repeat(sizes.len()));
    for (name, values) in table {
        println!("| {name} | {} |", values.join(" | "));
    }
    println!();
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn ratio(one: f64, other: f64) -> String {
    format!("{:.2} ×", one / other)
}

/// The median and the 99th percentile.
fn pair(times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |share: usize| sorted[(sorted.len() * share / 100).min(sorted.len() - 1)];
    format!("{} / {}", ms(at(50)), ms(at(99)))
}

/// A figure in kilobytes from the system's status of a process.
fn status(process: u32, figure: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(figure));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// User and system time of a process, in the system's ticks of 10 ms.
fn processor(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The fields after the name, which may hold anything (proc(5)).
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or("").split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<u64>().ok()).unwrap_or(0);
    Duration::from_millis((ticks(11) + ticks(12)) * 10)
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => bytes_below(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

/// The machine of the measurements, and its load.
fn machine() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').take(3).collect::<Vec<_>>().join(" ");
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name\t: ")).unwrap_or("?");
    format!("{cores} cores ({name}); load of the machine over 1, 5 and 15 minutes: {load}.")
}
