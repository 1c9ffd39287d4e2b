//! `yunbao watch`: a row for each new match, never twice, whatever happens to the files.
#![cfg(unix)]

use super::home::{home, rows, run, yunbao};
use jsonschema::draft202012;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Long enough for a busy machine; only a failing test waits that long.
const DEADLINE: Duration = Duration::from_secs(60);

/// A running watch. It is killed when it is dropped.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

fn command(home: &TempDir, arguments: &str) -> Command {
    let mut command = Command::new(yunbao(home).get_program());
    command
        .args(arguments.split_whitespace())
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .current_dir(home.path());
    command
}

fn start(home: &TempDir, arguments: &str) -> (Child, ChildStdout) {
    let mut child = command(home, arguments).stdout(Stdio::piped()).spawn().unwrap();
    let out = child.stdout.take().unwrap();
    (child, out)
}

impl Watch {
    fn start(home: &TempDir, arguments: &str) -> Self {
        let (child, out) = start(home, arguments);
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self { child, lines }
    }

    /// The next row.
    fn row(&self) -> Value {
        serde_json::from_str(&self.lines.recv_timeout(DEADLINE).expect("a row")).unwrap()
    }

    fn title(&self) -> String {
        self.row()["title"].as_str().unwrap().to_owned()
    }

    /// Ends it by a signal, and returns the rows that nobody has asked for.
    fn end(mut self) -> Vec<String> {
        let id = Pid::from_raw(self.child.id().cast_signed()).unwrap();
        // Not that of Ctrl-C, which is ignored if the tests run in the background of a script.
        kill_process(id, Signal::TERM).unwrap();
        let ended = wait(&mut self.child);
        assert_eq!(ended.signal().or(ended.code()), Some(15), "at once");
        self.lines.iter().collect()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait(child: &mut Child) -> ExitStatus {
    let limit = Instant::now() + DEADLINE;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(Instant::now() < limit, "the watch goes on");
        thread::sleep(Duration::from_millis(5));
    }
}

fn write(home: &TempDir, name: &str, text: &str) {
    fs::write(home.path().join("blog").join(name), text).unwrap();
}

/// Starts a watch of a folder with one post, and waits for its row.
fn watch_one(home: &TempDir, arguments: &str) -> Watch {
    fs::create_dir(home.path().join("one")).unwrap();
    fs::write(home.path().join("one/first.md"), "# First\n\nText of the first.\n").unwrap();
    let watch = Watch::start(home, &format!("watch one --all {arguments}"));
    assert_eq!(watch.title(), "First");
    watch
}

#[test]
fn a_match_is_printed_once_whatever_happens_to_its_file() {
    let home = home();
    let watch = watch_one(&home, "");
    let path = |name: &str| home.path().join("one").join(name);
    let text = "# Second\n\nText of the second.\n";
    fs::write(path("second.md"), text).unwrap();
    assert_eq!(watch.title(), "Second");
    // Touched, edited, replaced by a renamed file, renamed, copied, moved away and back.
    fs::write(path("second.md"), text).unwrap();
    fs::write(path("first.md"), "# First\n\nAnother text.\n").unwrap();
    fs::write(path("first.tmp"), "# First again\n\nYet another text.\n").unwrap();
    fs::rename(path("first.tmp"), path("first.md")).unwrap();
    fs::rename(path("second.md"), path("renamed.md")).unwrap();
    fs::copy(path("renamed.md"), path("copy.md")).unwrap();
    fs::write(path("third.md"), "# Third\n\nText of the third.\n").unwrap();
    assert_eq!(watch.title(), "Third");
    fs::rename(home.path().join("one"), home.path().join("away")).unwrap();
    thread::sleep(Duration::from_millis(300));
    fs::rename(home.path().join("away"), home.path().join("one")).unwrap();
    fs::write(path("fourth.md"), "# Fourth\n\nText of the fourth.\n").unwrap();
    assert_eq!(watch.title(), "Fourth");
    fs::write(path("fifth.md"), "# Fifth\n\nText of the fifth.\n").unwrap();
    assert_eq!(watch.title(), "Fifth");
    assert_eq!(watch.end(), [] as [&str; 0]);
}

#[test]
fn a_post_that_comes_to_match_is_new() {
    let home = home();
    let watch = watch_one(&home, "-q first");
    let path = home.path().join("one/other.md");
    fs::write(&path, "# Other\n\nText.\n").unwrap();
    fs::write(home.path().join("one/more.md"), "# The first of many\n\nText.\n").unwrap();
    assert_eq!(watch.title(), "The first of many");
    fs::write(&path, "# Other\n\nNow about the first.\n").unwrap();
    assert_eq!(watch.title(), "Other");
    assert_eq!(watch.end(), [] as [&str; 0]);
}

/// Runs git in a home; `None` if git is not installed.
fn git(home: &TempDir, arguments: &str) -> Option<()> {
    let output = Command::new("git")
        .args(["-c", "user.name=n", "-c", "user.email=e@e", "-C", "one"])
        .args(arguments.split_whitespace())
        .current_dir(home.path())
        .env_remove("GIT_DIR")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", home.path())
        .output()
        .ok()?;
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

#[test]
fn branches_of_git_come_and_go() {
    let home = home();
    let watch = watch_one(&home, "");
    if git(&home, "init -q -b main").is_none() {
        return;
    }
    git(&home, "add .");
    git(&home, "commit -qm one");
    git(&home, "checkout -qb more");
    let path = |name: &str| home.path().join("one").join(name);
    for number in 0..20 {
        let text = format!("# Post {number}\n\nText {number}.\n");
        fs::write(path(&format!("2026-01-{:02}.md", number + 1)), text).unwrap();
    }
    let mut titles: Vec<String> = (0..20).map(|_| watch.title()).collect();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), 20);
    git(&home, "add .");
    git(&home, "commit -qm more");
    for branch in ["main", "more", "main"] {
        git(&home, &format!("checkout -q {branch}"));
        fs::write(path(&format!("to-{branch}.txt")), "").unwrap();
    }
    git(&home, "merge -q more");
    fs::write(path("last.md"), "# Last\n\nText of the last.\n").unwrap();
    assert_eq!(watch.title(), "Last");
    assert_eq!(watch.end(), [] as [&str; 0]);
}

#[test]
fn a_closed_pipe_ends_it() {
    let home = home();
    let (mut child, out) = start(&home, "watch blog --all");
    let mut first = String::new();
    let mut out = BufReader::new(out);
    out.read_line(&mut first).unwrap();
    assert!(first.starts_with('{'));
    drop(out);
    assert_eq!(wait(&mut child).code(), Some(0), "without another match");
}

#[test]
fn marks_set_elsewhere_make_new_matches() {
    let home = home();
    run(&home, "mark blog --star -q tag:istio");
    let watch = Watch::start(&home, "watch blog --all -q is:starred");
    assert_eq!(watch.title(), "服务网格一周");
    run(&home, "mark blog --star --note x -q title:late");
    let row = watch.row();
    assert_eq!((row["title"].as_str(), row["note"].as_str()), (Some("Late"), Some("x")));
    run(&home, "mark blog --unstar --all");
    run(&home, "mark blog --star -q title:late");
    run(&home, "mark blog --star -q title:draft|broken");
    run(&home, "mark blog --star -q title:broken");
    assert!(watch.title().contains("Broken"));
    assert_eq!(watch.end(), [] as [&str; 0]);
}

#[test]
fn marks_follow_a_file_that_is_moved() {
    let home = home();
    let path = |name: &str| home.path().join("one").join(name);
    fs::create_dir_all(path("sub")).unwrap();
    for name in ["first", "second"] {
        fs::write(path(&format!("{name}.md")), format!("# {name}\n\nText of it.\n")).unwrap();
    }
    run(&home, "mark one --read --all");
    let watch = Watch::start(&home, "watch one --all -q is:unread");
    fs::write(path("begun.md"), "# Begun\n\nText.\n").unwrap();
    assert_eq!(watch.title(), "Begun");
    fs::rename(path("first.md"), path("renamed.md")).unwrap();
    // As git does it: another file, with the same name.
    fs::write(path("sub/second.md"), "# second\n\nText of it.\n").unwrap();
    fs::remove_file(path("second.md")).unwrap();
    fs::write(path("sub/ended.md"), "# Ended\n\nText.\n").unwrap();
    assert_eq!(watch.title(), "Ended");
    run(&home, "mark one --unread -q title:second");
    assert_eq!(watch.title(), "second");
    assert_eq!(watch.end(), [] as [&str; 0]);
}

#[test]
fn marks_of_another_machine_make_new_matches() {
    let (home, other) = (home(), home());
    let folder = tempfile::tempdir().unwrap();
    for home in [&home, &other] {
        let config = home.path().join("config/yunbao");
        fs::create_dir_all(&config).unwrap();
        let text = format!("sync: {}\n", folder.path().display());
        fs::write(config.join("config.yaml"), text).unwrap();
    }
    run(&home, "mark blog --star -q tag:istio");
    let watch = Watch::start(&home, "watch blog --all -q is:starred");
    assert_eq!(watch.title(), "服务网格一周");
    run(&other, "mark blog --star -q title:late");
    assert_eq!(watch.title(), "Late");
    run(&other, "mark blog --star -q title:draft|broken");
    run(&other, "mark blog --star -q title:broken");
    assert!(watch.title().contains("Broken"));
    assert_eq!(watch.end(), [] as [&str; 0]);
}

#[test]
fn a_missing_folder_of_the_sync_is_told_once() {
    let home = home();
    let config = home.path().join("config/yunbao");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.yaml"), "sync: /nonexistent/marks\n").unwrap();
    let mut command = command(&home, "watch blog --all -q title:new");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    thread::sleep(Duration::from_millis(300));
    for number in 1..=3 {
        write(&home, &format!("{number}.md"), &format!("# New {number}\n\nText {number}.\n"));
        assert!(lines.next().unwrap().unwrap().contains(&format!("New {number}")));
    }
    child.kill().unwrap();
    let error = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert_eq!(error.matches("/nonexistent/marks").count(), 1, "{error}");
}

#[test]
fn a_file_remembers_what_was_printed() {
    let home = home();
    let once = || {
        let (code, stdout, stderr) = run(&home, "watch blog --once --remember seen");
        assert_eq!(stderr, "");
        (code, rows(&stdout).len())
    };
    assert_eq!(once(), (1, 0), "what was there before");
    write(&home, "new.md", "# New\n\nText of the new one.\n");
    assert_eq!(once(), (0, 1));
    assert_eq!(once(), (1, 0));
    fs::rename(home.path().join("blog/new.md"), home.path().join("blog/renamed.md")).unwrap();
    assert_eq!(once(), (1, 0), "renamed");
    // A line that was torn is ignored, and does not spoil the next one.
    let text = fs::read_to_string(home.path().join("seen")).unwrap();
    fs::write(home.path().join("seen"), format!("{text}post 01")).unwrap();
    write(&home, "more.md", "# More\n\nText of another one.\n");
    assert_eq!((once(), once()), ((0, 1), (1, 0)));
    let (code, stdout, _) = run(&home, "watch blog --once --all --remember other");
    assert_eq!((code, rows(&stdout).len()), (0, 8));
    let (code, _, stderr) = run(&home, "watch blog --once --all --remember no/such/folder/seen");
    assert!(code == 1 && stderr.contains("cannot be used to remember"), "{stderr}");
    fs::write(home.path().join("mine.md"), "# Mine\n").unwrap();
    let (code, stdout, stderr) = run(&home, "watch blog --once --remember mine.md");
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("mine.md: was not written by yunbao watch"), "{stderr}");
    assert_eq!(fs::read_to_string(home.path().join("mine.md")).unwrap(), "# Mine\n");
}

#[test]
fn rows_are_those_of_list_and_stories() {
    let home = home();
    write(
        &home,
        "2026-08-15-weekly.md",
        "# W\n\n## [A b c](https://a.io/1)\n\nText.\n\n## [D e f](https://d.io/2)\n\nText.\n\n## [G h i](https://g.io/3)\n\nText.\n",
    );
    for (command, option) in [("list", ""), ("stories", " --stories")] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{command}.json"));
        let schema = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let validator = draft202012::new(&schema).unwrap();
        let (code, stdout, _) = run(&home, &format!("watch blog --all --once{option}"));
        let mut printed = rows(&stdout);
        assert!(
            code == 0 && printed.len() >= 3 && printed.iter().all(|row| validator.is_valid(row))
        );
        if command == "list" {
            printed.reverse();
        }
        let wanted = rows(&run(&home, &format!("{command} blog --json")).1);
        assert_eq!(printed, wanted, "the newest post comes last, and its stories in their order");
    }
}

#[test]
fn there_must_be_something_to_watch() {
    let home = home();
    let (code, stdout, stderr) = run(&home, "watch");
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("there is no folder to watch"), "{stderr}");
    assert_eq!(run(&home, "watch missing").0, 1);
    assert_eq!(run(&home, "watch blog --once").0, 2);
}
