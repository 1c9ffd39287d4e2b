//! The program where the system allows it few threads or few open files: it works with what it
//! gets, or says what is missing; it never hangs, panics or ends silently.

use crate::home::Home;
use crate::terminal::Terminal;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
const DEADLINE: Duration = Duration::from_secs(60);
const POSTS: usize = 300;

/// A home that another user can access as well.
fn home() -> Home {
    let home = Home::new();
    let folders = ["", "digests", "digests/more", "data", "config", "cache"];
    for folder in folders {
        let folder = home.path().join(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
    }
    for number in 0..POSTS {
        let folder = if number % 3 == 0 { "digests/more" } else { "digests" };
        let day = 1 + number % 28;
        let path = home.path().join(format!("{folder}/2026-11-{day:02}-{number:03}.md"));
        fs::write(path, format!("---\ntags: [t{number}]\n---\n# Post {number:03}\n\n## [News {number}](https://a.example/{number})\n\nText.\n"))
            .unwrap();
    }
    home
}

/// Limit that a shell sets before it executes the program.
#[derive(Clone, Copy)]
enum Limit {
    Threads(u32),
    Files(u32),
}

impl Limit {
    fn script(self) -> String {
        match self {
            // All processes of the user count against the limit.
            Self::Threads(number) => format!("ulimit -u {number} && exec \"$0\" \"$@\""),
            Self::Files(number) => format!("ulimit -n {number} && exec \"$0\" \"$@\""),
        }
    }

    /// Command line that runs the program with its arguments under this limit, as a user who runs
    /// nothing else if threads are counted.
    fn words(self, way: &[&str], arguments: &[&str]) -> Vec<String> {
        let script = self.script();
        let shell = ["bash", "-c", script.as_str(), PROGRAM];
        let words = way.iter().chain(&shell).chain(arguments);
        words.map(|word| (*word).to_owned()).collect()
    }
}

/// Ways to become a user who runs nothing else: root can become anyone, other users need a
/// namespace.
const WAYS: [&[&str]; 2] =
    [&["setpriv", "--reuid", "61234", "--regid", "61234", "--clear-groups"], &["unshare", "-Ur"]];

/// Locked by tests that count threads, as they count those of the same user.
static ALONE: Mutex<()> = Mutex::new(());

/// A way to start programs, and the lock that keeps other tests from using it.
type Way = (&'static [&'static str], MutexGuard<'static, ()>);

/// A way in which a limit on threads takes effect here; `None` if there is none.
fn way() -> Option<Way> {
    let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let way = WAYS.into_iter().find(|way| {
        let try_out = |limit: u32| {
            let script = format!("ulimit -u {limit} && '{PROGRAM}' --version && (exit 0) & wait");
            let output =
                Command::new(way[0]).args(&way[1..]).args(["bash", "-c", &script]).output();
            output.is_ok_and(|output| output.status.success() && !output.stdout.is_empty())
        };
        !try_out(1) && try_out(100)
    });
    if way.is_none() {
        println!("no limit on threads can be set here");
    }
    way.map(|way| (way, alone))
}

/// Runs the program until it ends, which it must.
fn run(home: &Home, words: &[String]) -> Output {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).current_dir(home.path()).env_clear().envs(home.environment());
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.expect("the program starts");
    let pid = child.id();
    let (sender, output) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output().expect("it can be waited for")));
    output.recv_timeout(DEADLINE).unwrap_or_else(|_| {
        crate::terminal::signal_process(pid.cast_signed(), rustix::process::Signal::KILL);
        panic!("{words:?} hangs")
    })
}

const COMMANDS: [&[&str]; 8] = [
    &["list", "digests"],
    &["list", "digests", "-q", "post", "--json"],
    &["stories", "digests"],
    &["tags", "digests"],
    &["show", "digests", "-n", "3"],
    &["check", "digests"],
    &["links", "digests"],
    &["export", "digests", "--format", "atom"],
];

fn assert_orderly(output: &Output, what: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(matches!(code, Some(0..=2)), "{what}: {code:?}: {said}");
    assert!(!said.contains("panicked"), "{what}: {said}");
    assert!(code == Some(0) || !said.is_empty() || !output.stdout.is_empty(), "{what}: no word");
}

#[test]
fn commands_do_all_with_one_thread() {
    let Some((way, _alone)) = way() else { return };
    let home = home();
    for arguments in COMMANDS {
        let full = run(&home, &Limit::Threads(100).words(way, arguments));
        for number in [1, 2, 3, 4, 6, 9] {
            let output = run(&home, &Limit::Threads(number).words(way, arguments));
            let what = format!("{arguments:?} with {number} threads");
            assert_orderly(&output, &what);
            assert_eq!(output.stdout.len(), full.stdout.len(), "{what}");
        }
    }
}

#[test]
fn completions_are_found_with_one_thread() {
    let Some((way, _alone)) = way() else { return };
    let home = home();
    for number in [1, 2, 3, 5] {
        let mut words = vec!["env".to_owned(), "YUNBAO_COMPLETE=fish".to_owned()];
        words.extend(Limit::Threads(number).words(way, &["--", "yunbao", "list", "-q", "tag:t29"]));
        let output = run(&home, &words);
        assert_orderly(&output, &format!("completions with {number} threads"));
    }
}

#[test]
fn commands_with_few_open_files_work_or_say_so() {
    let home = home();
    for arguments in COMMANDS {
        for number in 3..=20 {
            let output = run(&home, &Limit::Files(number).words(&["env"], arguments));
            let said = String::from_utf8_lossy(&output.stderr);
            // Some limits prevent the start altogether, which the shell or the loader reports.
            if said.contains("error while loading") || output.status.code() > Some(125) {
                assert!(!said.is_empty(), "{arguments:?} with {number} files: no word");
                continue;
            }
            assert_orderly(&output, &format!("{arguments:?} with {number} files"));
        }
    }
}

/// Script that leads the session of its arguments, and ends after them: the system may drop the last output
/// in a terminal when the leader of its session ends, and a program that cannot start ends as soon as it has
/// said why.
const LEADER: &str = r#""$@"; code=$?; sleep 0.1; exit $code"#;

/// Starts the program under a limit; it shows its posts and ends as usual, or says why it does not
/// start.
fn shows_or_says(home: &Home, words: &[String], what: &str) -> bool {
    let words = words.iter().map(String::as_str);
    let arguments: Vec<&str> = ["-c", LEADER, "sh"].into_iter().chain(words).collect();
    let mut terminal = Terminal::start(home, Path::new("sh"), &arguments, &[], (120, 40));
    // A file that cannot be read is a finding, and everything else is shown.
    let shown = |text: &str| (1..=POSTS).rev().find(|n| text.contains(&format!(" {n} of {n} ")));
    let words = ["ulimit", "Too many open files", "error while loading"];
    let is_said = |text: &str| words.iter().any(|word| text.contains(word));
    terminal.wait_for(what, |screen| {
        let text = screen.contents();
        shown(&text).is_some_and(|number| number == POSTS || text.contains(['✗', '!']))
            || is_said(&text)
    });
    let number = shown(&terminal.text());
    let starts = number.is_some();
    if number == Some(POSTS) && what.ends_with("threads") {
        // A post is searched for and read.
        terminal.send("/title:\"post 123\"\r");
        terminal.wait_for(what, |screen| screen.contents().contains("News 123"));
    }
    if starts {
        terminal.send("Q");
    }
    let code = terminal.wait_exit();
    terminal.assert_clean();
    assert!(!terminal.text().contains("panicked"), "{what}: {}", terminal.text());
    if starts {
        assert_eq!(code, 0, "{what}: {}", terminal.text());
    } else {
        assert!((1..128).contains(&code), "{what}: {code}: {}", terminal.text());
    }
    starts
}

#[test]
fn the_program_starts_with_few_threads_or_says_so() {
    let Some((way, _alone)) = way() else { return };
    let home = home();
    let started: Vec<u32> = (1..=24)
        .filter(|number| {
            let words = Limit::Threads(*number).words(way, &["digests"]);
            shows_or_says(&home, &words, &format!("{number} threads"))
        })
        .collect();
    assert_eq!(started, (3..=24).collect::<Vec<_>>(), "it takes one thread, and two beside it");
}

#[test]
fn the_program_starts_with_few_files_or_says_so() {
    let home = home();
    let started: Vec<u32> = (3..=32)
        .filter(|number| {
            let words = Limit::Files(*number).words(&["env"], &["digests"]);
            shows_or_says(&home, &words, &format!("{number} files"))
        })
        .collect();
    assert!(started.contains(&32), "{started:?}");
}
