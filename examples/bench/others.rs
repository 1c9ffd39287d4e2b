//! Times of other programs on the machine for the same folder or the same post.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Median of five runs of a command whose output is discarded; `None` if it is not installed or
/// fails.
fn median(make: impl Fn() -> Command) -> Option<Duration> {
    let once = || {
        let mut command = make();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().ok()?;
        // `rg` ends with 1 if it finds nothing; a larger code is a failure.
        status.code().filter(|code| *code < 2)?;
        Some(start.elapsed())
    };
    let mut times: Vec<Duration> = (0..5).filter_map(|_| once()).collect();
    times.sort();
    times.get(times.len() / 2).copied()
}

/// Time of `rg -c` for a word over a folder.
pub fn rg(folder: &Path) -> Option<Duration> {
    median(|| {
        let mut command = Command::new("rg");
        command.args(["-c", "kubernetes"]).arg(folder);
        command
    })
}

/// Times of programs that only list the files of a folder.
pub fn listings(folder: &Path) -> Vec<(&'static str, Duration)> {
    let tools: [(&str, &str, &[&str]); 2] =
        [("`ls -UR`", "ls", &["-UR"]), ("`rg --files`", "rg", &["--files"])];
    let time = |(name, program, words): (&'static str, &str, &[&str])| {
        let time = median(|| {
            let mut command = Command::new(program);
            command.args(words).arg(folder);
            command
        });
        Some((name, time?))
    };
    tools.into_iter().filter_map(time).collect()
}

/// Time of `newsboat` for reading the newest posts of a folder as an Atom feed, which the program
/// exports.
pub fn newsboat(program: &Path, folder: &Path, scratch: &Path) -> Option<Duration> {
    let feed = scratch.join("feed.atom");
    let mut export = Command::new(program);
    export.args(["export", "--ephemeral", "--format", "atom", "-n", "1000"]).arg(folder);
    fs::write(&feed, export.output().ok()?.stdout).ok()?;
    fs::write(scratch.join("urls"), format!("file://{}\n", feed.display())).ok()?;
    fs::write(scratch.join("config"), "max-items 0\n").ok()?;
    median(|| {
        let _ = fs::remove_file(scratch.join("cache.db"));
        let mut command = Command::new("newsboat");
        command.arg("-u").arg(scratch.join("urls")).arg("-c").arg(scratch.join("cache.db"));
        command.arg("-C").arg(scratch.join("config")).args(["-x", "reload"]);
        command
    })
}

/// Times of `mdcat` and `bat` for printing one post.
pub fn printers(post: &Path) -> Vec<(&'static str, Duration)> {
    let tools: [(&str, &[&str]); 3] = [
        ("mdcat", &["--local"]),
        ("bat", &["--color=always", "--paging=never"]),
        ("batcat", &["--color=always", "--paging=never"]),
    ];
    let time = |(name, words): (&'static str, &[&str])| {
        let time = median(|| {
            let mut command = Command::new(name);
            command.args(words).arg(post);
            command
        });
        Some((name, time?))
    };
    tools.into_iter().filter_map(time).collect()
}
