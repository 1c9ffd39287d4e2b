//! The state remembered between runs, by the program itself: through every way of ending, with two
//! instances at once, and where the store cannot be used.

use crate::bounded::run;
use crate::home::Home;
use crate::hostile::BOUNDS;
use crate::terminal::{DEADLINE, Terminal, Waits};
use rustix::process::Signal;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use yunbao::state::{Memory, recall};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
const POSTS: usize = 40;

/// A home with a folder of posts, `Post 00` the newest.
fn home() -> Home {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    for number in 0..POSTS {
        let (month, day) = (12 - number / 28, 28 - number % 28);
        let text = format!("# Post {number:02}\n\nText.\n");
        fs::write(folder.join(format!("2026-{month:02}-{day:02}-p.md")), text).unwrap();
    }
    home
}

/// Starts the program on the home's posts and waits until it shows them.
fn start(home: &Home, arguments: &[&str]) -> Terminal {
    let terminal = start_only(home, arguments);
    terminal.wait_for_text("40 of 40");
    terminal
}

fn start_only(home: &Home, arguments: &[&str]) -> Terminal {
    let arguments = [&["digests"], arguments].concat();
    Terminal::start(home, Path::new(PROGRAM), &arguments, &[], (100, 50))
}

fn memory(home: &Home) -> Memory {
    recall(&home.store()).expect("a sound store")
}

/// Waits until a post's row in the list has a mark.
fn wait_for_row(terminal: &Terminal, number: usize, wanted: &str) {
    let title = format!("Post {number:02}");
    terminal.wait_for(&format!("{wanted} {title}"), |screen| {
        screen.contents().lines().any(|line| line.contains(&title) && line.contains(wanted))
    });
}

/// Stars one post after the other, tags it and writes a note on it, about fifty a second, until the program is killed at some
/// moment. Returns the number of stars that were visible for longer than 100 ms, not counting the
/// time in which the program's threads had to wait for a core of a busy machine.
fn star_until_killed(home: &Home, life: Duration) -> usize {
    let mut terminal = start(home, &[]);
    let end = Instant::now() + life;
    let mut shown = Vec::new();
    while Instant::now() < end {
        if shown.len() < POSTS {
            terminal.send("s+todo\rCwell\r");
            wait_for_row(&terminal, shown.len(), "★");
            wait_for_row(&terminal, shown.len(), "♪ +todo");
            terminal.send("j");
            shown.push((Instant::now(), terminal.waits()));
        }
        // Waits for nothing else: the kill should hit any moment during writes and between them.
        thread::sleep(Duration::from_millis(20).min(end.saturating_duration_since(Instant::now())));
    }
    let (killed, waits) = (Instant::now(), terminal.waits());
    terminal.kill();
    let is_due = |(at, before): &&(Instant, Waits)| {
        killed.duration_since(*at) > Duration::from_millis(100) + waits.since(before)
    };
    shown.iter().filter(is_due).count()
}

#[test]
fn a_story_read_in_one_digest_is_seen_in_the_others_also_in_the_next_run() {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    for day in ["2026-08-01", "2026-08-02", "2026-08-03"] {
        let text = format!(
            "# Digest of {day}\n\n## Envoy is out\n\nA proxy.\n\nSource: https://envoyproxy.io/\n\n\
             ## Only on {day}\n\nA thing.\n\nSource: https://a.io/{day}\n"
        );
        fs::write(folder.join(format!("{day}.md")), text).unwrap();
    }
    let mut terminal = start_only(&home, &[]);
    terminal.wait_for_text("3 of 3");
    terminal.send("S");
    terminal.wait_for_text("4 of 4");
    terminal.wait_for_text("×3");
    terminal.send("\r");
    terminal.wait_for_text("Also in: 2026-08-02");
    terminal.send("w");
    terminal.wait_for_text("✓ seen before");
    terminal.send("qs");
    terminal.wait_for_text("★");
    // A mark is written a moment after it is shown.
    let deadline = Instant::now() + DEADLINE;
    let written = || (memory(&home).marks.seen.len(), memory(&home).marks.starred_stories.len());
    while written() != (1, 1) && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(written(), (1, 1));
    terminal.kill();
    // The next run begins with the newest day.
    fs::write(home.path().join("config.yaml"), "start: today\n").unwrap();
    let config = home.path().join("config.yaml");
    let mut terminal = start_only(&home, &["--config", config.to_str().unwrap()]);
    terminal.wait_for_text("Newest day: Mon 3 August");
    terminal.wait_for("what was read is seen", |screen| {
        screen.contents().lines().any(|line| line.contains("✓★") && line.contains("Envoy is out"))
    });
    terminal.send("u");
    terminal.wait_for_text("1 of 4");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

/// `YUNBAO_KILLS=200` kills it at that many moments.
#[test]
fn what_was_marked_survives_being_killed() {
    let kills = std::env::var("YUNBAO_KILLS").ok().and_then(|count| count.parse().ok());
    let kills: u32 = kills.unwrap_or(3);
    let (mut marked, mut kept) = (0, 0);
    for _ in 0..kills {
        let home = home();
        // A moment between the first key and the last.
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let life = Duration::from_millis(100 + u64::from(now.subsec_micros() % 700));
        let due = star_until_killed(&home, life);
        let starred = memory(&home).marks.starred.len();
        assert!(starred >= due, "{due} were shown for over 100 ms, {starred} are kept");
        let annotations = memory(&home).marks.annotations;
        let whole = annotations.values().filter(|own| own.note == "well" && own.tags == ["todo"]);
        let whole = whole.count();
        assert!(whole >= due, "{due} were shown for over 100 ms, {whole} have tag and note");
        (marked, kept) = (marked + due, kept + starred);
        let terminal = start(&home, &[]);
        for number in 0..due {
            wait_for_row(&terminal, number, "★");
            wait_for_row(&terminal, number, "♪ +todo");
        }
    }
    println!("{kills} kills, {marked} marks due, {kept} kept");
}

#[test]
fn every_ending_keeps_what_was_marked_just_before() {
    type End = fn(&mut Terminal);
    let ends: [(&str, End, u32); 4] = [
        ("quit", |terminal| terminal.send("Q"), 0),
        ("C-c", |terminal| terminal.send("\x03"), 0),
        ("SIGTERM", |terminal| terminal.signal(Signal::TERM), 143),
        ("SIGHUP", |terminal| terminal.signal(Signal::HUP), 129),
    ];
    for (name, end, code) in ends {
        let home = home();
        let mut terminal = start(&home, &[]);
        terminal.send("sjm");
        wait_for_row(&terminal, 0, "★");
        terminal.wait_for_text("39 unread");
        end(&mut terminal);
        assert_eq!(terminal.wait_exit(), code, "{name}");
        terminal.assert_clean();
        let memory = memory(&home);
        assert_eq!((memory.marks.starred.len(), memory.marks.read.len()), (1, 1), "{name}");
    }
}

#[test]
fn a_closed_terminal_keeps_what_was_marked() {
    let home = home();
    let mut terminal = start(&home, &[]);
    terminal.send("s");
    wait_for_row(&terminal, 0, "★");
    terminal.close();
    assert_eq!(terminal.wait_exit(), 129);
    assert_eq!(memory(&home).marks.starred.len(), 1);
}

#[test]
fn the_next_run_knows_marks_views_queries_and_the_session() {
    let home = home();
    let mut terminal = start(&home, &[]);
    terminal.send("jjs");
    wait_for_row(&terminal, 2, "★");
    terminal.send("/post\rVmine\r");
    terminal.wait_for_text("Saved as mine");
    terminal.send("jj\r");
    terminal.wait_for_text("39 unread");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    let mut terminal = start_only(&home, &["--resume"]);
    terminal.wait_for("the last session", |screen| {
        let text = screen.contents();
        text.contains("/ post") && text.contains("q back") && text.contains("39 unread")
    });
    let text = terminal.text();
    assert!(text.contains("▌  Post 04") && text.contains("•★Post 02"), "{text}");
    terminal.send("q\x1b");
    terminal.wait_for_text("/ to search");
    terminal.send("v");
    terminal.wait_for_text("mine");
    terminal.send("\r");
    terminal.wait_for_text("/ post");
    terminal.send("Q");
    terminal.wait_exit();
    // With --ephemeral nothing is known, and nothing kept.
    let before = memory(&home);
    let mut terminal = start(&home, &["--ephemeral"]);
    terminal.wait_for_text("40 unread");
    terminal.send("A");
    terminal.wait_for_text("Marked 40");
    terminal.send("Q");
    terminal.wait_exit();
    assert_eq!(memory(&home), before);
}

#[test]
fn two_instances_see_each_others_marks() {
    let home = home();
    let (mut one, mut two) = (start(&home, &[]), start(&home, &[]));
    one.send("s");
    wait_for_row(&two, 0, "★");
    two.send("jm");
    one.wait_for_text("39 unread");
    one.send("s");
    two.wait_for("the star gone", |screen| !screen.contents().contains('★'));
    one.send("+todo\rCwell\r");
    wait_for_row(&two, 0, "♪ +todo");
    two.send("k+todo\r");
    one.wait_for("the tag gone", |screen| {
        let text = screen.contents();
        !text.contains("+todo") && text.contains('♪')
    });
    for terminal in [&mut one, &mut two] {
        terminal.send("Q");
        assert_eq!(terminal.wait_exit(), 0);
    }
    let memory = memory(&home);
    assert_eq!((memory.marks.starred.len(), memory.marks.read.len()), (0, 1));
}

#[test]
fn marks_follow_a_folder_that_moved() {
    let home = home();
    let mut terminal = start(&home, &[]);
    terminal.send("s");
    wait_for_row(&terminal, 0, "★");
    terminal.send("Q");
    terminal.wait_exit();
    fs::rename(home.path().join("digests"), home.path().join("elsewhere")).unwrap();
    let program = Path::new(PROGRAM);
    // Commands know the marks too, whether the reader has been there or not.
    let listed = run(&home, program, &["list", "elsewhere", "-q", "is:starred"], BOUNDS);
    assert_eq!(String::from_utf8(listed.output).unwrap().lines().count(), 1);
    let terminal = Terminal::start(&home, program, &["elsewhere"], &[], (100, 50));
    wait_for_row(&terminal, 0, "★");
}

/// Starts the program with a store that cannot be used: it says so, works, and leaves the store as
/// it is.
fn refused(home: &Home, said: &str) {
    let file = home.store();
    let before = fs::read(&file).unwrap();
    let mut terminal = start_only(home, &[]);
    terminal.wait_for_text(said);
    terminal.wait_for_text("40 of 40");
    terminal.send("s");
    wait_for_row(&terminal, 0, "★");
    assert!(!terminal.text().contains(said), "said once");
    terminal.send("m");
    terminal.wait_for_text("39 unread");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    assert!(fs::read(&file).unwrap() == before, "the store was touched");
}

#[test]
fn a_store_that_cannot_be_used_is_said_once_and_left_alone() {
    let home = home();
    let mut terminal = start(&home, &[]);
    terminal.send("s");
    wait_for_row(&terminal, 0, "★");
    terminal.send("Q");
    terminal.wait_exit();
    let file = home.store();
    let sound = fs::read(&file).unwrap();
    let mut damaged = sound.clone();
    damaged[4096..].fill(0x55);
    fs::write(&file, &damaged).unwrap();
    refused(&home, "the file is damaged; move it away");
    fs::write(&file, "this is no database").unwrap();
    refused(&home, "the file is damaged; move it away");
    // Bytes 60 to 63 hold the version of the format (sqlite.org/fileformat2.html#database_header).
    let mut newer = sound.clone();
    newer[60..64].copy_from_slice(&1000_u32.to_be_bytes());
    fs::write(&file, &newer).unwrap();
    refused(&home, "a newer yunbao wrote them; update this one");
    // A folder in its place cannot be opened, not even by root.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let terminal = start_only(&home, &[]);
    terminal.wait_for_text("Marks cannot be saved");
    drop(terminal);
    fs::remove_dir(&file).unwrap();
    fs::write(&file, &sound).unwrap();
    let terminal = start(&home, &[]);
    wait_for_row(&terminal, 0, "★");
}

/// A mark that the user has removed stays removed in later runs, whatever rules say, and rules that are
/// removed leave no marks.
#[test]
fn the_users_own_marks_win_over_rules_in_later_runs() {
    let home = home();
    let config = home.path().join("rules.yaml");
    let rules = "rules: [{when: 'has:source OR -has:source', read: true, star: true}]";
    fs::write(&config, rules).unwrap();
    let arguments = ["--config", config.to_str().unwrap()];
    let mut terminal = start(&home, &arguments);
    wait_for_row(&terminal, 1, "★");
    terminal.send("ms");
    terminal.wait_for_text("1 unread");
    wait_for_row(&terminal, 0, "• Post");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    let kept = memory(&home);
    assert_eq!((kept.marks.unread.len(), kept.marks.unstarred.len()), (1, 1));
    assert_eq!(
        (kept.marks.read.len(), kept.marks.starred.len()),
        (0, 0),
        "those of rules are not stored"
    );
    let mut terminal = start(&home, &arguments);
    terminal.wait_for_text("1 unread");
    wait_for_row(&terminal, 0, "• Post");
    wait_for_row(&terminal, 1, " ★Post");
    fs::write(&config, "mouse: true").unwrap();
    terminal.wait_for_text("40 unread");
    terminal.wait_for("no star", |screen| !screen.contents().contains('★'));
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
}
