//! Uses the program for a long time as nobody would, with random keys, sizes and changes of files,
//! and watches its memory, descriptors and threads:
//! `cargo run --release --example soak -- [MINUTES] [POSTS] [SEED]`. Fails if one of them grows.

#[allow(dead_code, reason = "the others ask it for more")]
#[path = "../tests/support/bounded.rs"]
mod bounded;
#[path = "../benches/digests/mod.rs"]
mod digests;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../tests/support/home.rs"]
mod home;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../tests/support/terminal.rs"]
mod terminal;

use bounded::memory;
use fastrand::Rng;
use home::Home;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};
use terminal::Terminal;

/// All keys except those that leave the program, lend the terminal, or stop the program.
const KEYS: [&str; 64] = [
    "j",
    "k",
    "j",
    "j",
    "k",
    "G",
    "gg",
    "\x04",
    "\x15",
    "\x1b[6~",
    "\x1b[5~",
    "\x1b[A",
    "\x1b[B",
    "\r",
    "\r",
    "\r",
    "o",
    "y",
    "s",
    "m",
    "n",
    "N",
    "A",
    "U",
    " ",
    "b",
    "]",
    "[",
    "J",
    "K",
    "f",
    "L",
    "O",
    "Y",
    "t",
    "c",
    "a",
    "H",
    "M",
    "v",
    "u",
    "z",
    "z",
    "=",
    "r",
    "!",
    "?",
    "h",
    "l",
    "\t",
    "\t",
    "\x1b[Z",
    "-",
    "<",
    ">",
    "\x0c",
    "\x0f",
    "1",
    "9",
    "/",
    "/kube",
    "/服务",
    "/fuwuwg",
    "/tag:istio ",
];
const SIZES: [(u16, u16); 6] = [(120, 40), (80, 24), (30, 8), (200, 60), (100, 50), (20, 5)];
/// Time between two samples of the process.
const PAUSE: Duration = Duration::from_secs(5);

/// A figure of a sample.
type Figure = fn(&Sample) -> u64;

/// Resources of the process at one moment.
#[derive(Clone, Copy)]
struct Sample {
    kilobytes: u64,
    descriptors: usize,
    threads: u64,
}

fn main() -> ExitCode {
    let words: Vec<u64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let minutes = words.first().copied().unwrap_or(60);
    let posts = words.get(1).map_or(10_000, |posts| *posts as usize);
    let mut random = Rng::with_seed(words.get(2).copied().unwrap_or(1));
    let home = Home::new();
    let mut files = write_all(&home, posts);
    let own = std::env::current_exe().expect("a path");
    let program = own.ancestors().nth(2).expect("a target folder").join("yunbao");
    let mut terminal =
        Terminal::start(&home, &program, &["posts"], &[("VISUAL", "true")], (120, 40));
    terminal.wait_for_text(&format!("{posts} of {posts}"));
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    let (mut samples, mut next) = (Vec::new(), Instant::now() + PAUSE);
    let mut done = [0_u64; 3];
    println!("minute    memory  descriptors  threads     keys   sizes  changes");
    while Instant::now() < end {
        match random.u8(0..100) {
            0..88 => {
                terminal.send(KEYS[random.usize(0..KEYS.len())]);
                // Whatever is open or typed is left now and then.
                if random.u8(0..4) == 0 {
                    thread::sleep(Duration::from_millis(30));
                    terminal.send("\x1b");
                    thread::sleep(Duration::from_millis(60));
                }
                done[0] += 1;
            }
            88..90 => {
                terminal.resize(SIZES[random.usize(0..SIZES.len())]);
                done[1] += 1;
            }
            _ => {
                change(&home, &mut random, &mut files, posts);
                done[2] += 1;
            }
        }
        thread::sleep(Duration::from_millis(random.u64(0..40)));
        if Instant::now() > next {
            next += PAUSE;
            let Some(sample) = look(terminal.pid()) else {
                println!("it has ended; the screen is\n{}", terminal.text());
                return ExitCode::FAILURE;
            };
            samples.push(sample);
            if samples.len() % 12 == 0 {
                row(samples.len() / 12, sample, done);
            }
        }
    }
    terminal.send("\x1b");
    thread::sleep(Duration::from_millis(100));
    terminal.send("\x1b");
    thread::sleep(Duration::from_millis(100));
    terminal.send("\x03");
    let code = terminal.wait_exit();
    terminal.assert_clean();
    println!("ended with {code}");
    ExitCode::from(u8::from(code != 0 || has_grown(&samples)))
}

fn row(minute: usize, sample: Sample, [keys, sizes, changes]: [u64; 3]) {
    let megabytes = sample.kilobytes / 1024;
    let Sample { descriptors, threads, .. } = sample;
    println!(
        "{minute:>6} {megabytes:>6} MB {descriptors:>12} {threads:>8} {keys:>8} {sizes:>7} {changes:>8}"
    );
}

fn write_all(home: &Home, count: usize) -> Vec<PathBuf> {
    let write = |number: usize| {
        let folder = home.path().join("posts").join(format!("{:03}", number / 1_000));
        fs::create_dir_all(&folder).expect("a folder");
        let (name, text) = digests::digest(1, number, count);
        fs::write(folder.join(&name), text).expect("a file");
        folder.join(name)
    };
    (0..count).map(write).collect()
}

/// Writes, changes, moves or deletes a post. As many are added as removed.
fn change(home: &Home, random: &mut Rng, files: &mut Vec<PathBuf>, count: usize) {
    let at = random.usize(0..files.len());
    let number = random.usize(0..count);
    let (name, text) = digests::digest(random.u64(..), number, count);
    // A file that another change has moved does not exist, which does not matter.
    let _ = match random.u8(0..4) {
        0 => fs::write(&files[at], text),
        1 => {
            let new =
                home.path().join("posts/000").join(format!("again-{}-{name}", random.u32(..)));
            let written = fs::write(&new, text);
            files.push(new);
            written
        }
        2 => fs::remove_file(files.swap_remove(at)),
        _ => {
            let new = files[at].with_file_name(format!("moved-{}.md", random.u32(..)));
            fs::rename(std::mem::replace(&mut files[at], new.clone()), new)
        }
    };
}

fn look(process: u32) -> Option<Sample> {
    Some(Sample {
        kilobytes: memory(process, "VmRSS:")?,
        descriptors: fs::read_dir(Path::new("/proc").join(process.to_string()).join("fd"))
            .ok()?
            .count(),
        threads: memory(process, "Threads:")?,
    })
}

/// Compares the second quarter of the time with the last: the first is for warming up.
fn has_grown(samples: &[Sample]) -> bool {
    let quarter = samples.len() / 4;
    if quarter < 3 {
        println!("too short a time to tell");
        return false;
    }
    let middle = |part: &[Sample], of: fn(&Sample) -> u64| {
        let mut values: Vec<u64> = part.iter().map(of).collect();
        values.sort_unstable();
        values[values.len() / 2]
    };
    let mut grown = false;
    let figures: [(&str, Figure, u64); 3] = [
        ("kilobytes", |one| one.kilobytes, 20_000),
        ("descriptors", |one| one.descriptors as u64, 3),
        ("threads", |one| one.threads, 3),
    ];
    for (name, of, slack) in figures {
        let before = middle(&samples[quarter..quarter * 2], of);
        let after = middle(&samples[samples.len() - quarter..], of);
        let limit = before + before / 10 + slack;
        println!("{name}: {before} in the second quarter, {after} in the last");
        grown |= after > limit;
    }
    grown
}
