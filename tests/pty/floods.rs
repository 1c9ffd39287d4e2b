//! Input that comes faster than anyone types, and pastes longer than anyone means: the program
//! accepts it, keeps little of it, and soon handles the next key.

use crate::bounded::memory;
use crate::home::Home;
use crate::terminal::Terminal;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
const MEGABYTE: usize = 1 << 20;
/// Size of a flood in bytes. Each may be a key, and takes a microsecond or two without
/// optimization.
const FLOOD: usize = if cfg!(debug_assertions) { 4 } else { 20 } * MEGABYTE;
/// Kilobytes by which the program's peak memory may grow; a queue of all these keys would take
/// hundreds of megabytes.
const GROWTH: u64 = 12 << 10;

fn home() -> Home {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    for number in 0..30 {
        let mut text = format!("---\ntags: [tag{number}]\n---\n# Post {number:02}\n\n");
        for line in 0..40 {
            let _ =
                writeln!(text, "Line {line} of a text with a [link](https://a.example/{line}).\n");
        }
        fs::write(folder.join(format!("2026-12-{:02}-p.md", 31 - number)), text).unwrap();
    }
    home
}

fn start(home: &Home) -> Terminal {
    let terminal = Terminal::start(home, Path::new(PROGRAM), &["digests"], &[], (120, 50));
    terminal.wait_for_text("30 of 30");
    terminal
}

fn peak(terminal: &Terminal) -> u64 {
    memory(terminal.pid(), "VmHWM:").unwrap_or(0)
}

fn repeated(text: &str) -> Vec<u8> {
    text.repeat(FLOOD / text.len()).into_bytes()
}

/// Ends the program with a key that works whatever is open.
fn quit(terminal: &mut Terminal) {
    terminal.send("\x03");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

/// Floods a program, checks its memory, and ends it.
fn survives(name: &str, flood: Vec<u8>) {
    let home = home();
    let mut terminal = start(&home);
    let before = peak(&terminal);
    terminal.flood(flood);
    let after = peak(&terminal);
    assert!(after <= before + GROWTH, "{name}: {before} kB before, {after} kB after");
    quit(&mut terminal);
}

#[test]
fn a_flood_of_one_key_is_not_worked_off() {
    survives("j", repeated("j"));
}

#[test]
fn a_flood_of_the_mouse_is_not_worked_off() {
    let mut motion = String::new();
    for column in 1..100 {
        let _ = write!(motion, "\x1b[<32;{column};9M\x1b[<35;{column};9M\x1b[<65;90;9M");
    }
    survives("mouse", repeated(&motion));
}

#[test]
fn a_flood_of_answers_is_passed_over() {
    let answers = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b[?64;1;2c\x1b[12;40R\x1b[?2026;2$y\x1b[1;1R";
    survives("answers", repeated(answers));
    survives("one answer", [b"\x1b]52;c;".as_slice(), &repeated("QUJD"), b"\x07"].concat());
}

#[test]
fn keys_that_came_too_fast_are_left_out_and_that_is_said() {
    let home = home();
    let mut terminal = start(&home);
    terminal.flood(repeated("jk"));
    // On a busy machine a key that comes later has taken the notice away; the list of problems keeps it.
    terminal.send("!");
    terminal.wait_for_text("came too fast");
    quit(&mut terminal);
}

#[test]
fn a_paste_of_any_length_is_cut_to_what_has_room() {
    let places = [
        ("a picker", "t", "200 characters"),
        ("the palette", ":", "200 characters"),
        ("the search of the help", "?/", "200 characters"),
        ("the query", "/", "4000 characters"),
        ("no place for text", "", "4000 characters"),
        ("the search in the post", "z/", "200 characters"),
        ("the name of a view", "/post\rV", "200 characters"),
    ];
    let home = home();
    for (place, keys, said) in places {
        for length in [64 << 10, 10 * MEGABYTE] {
            let mut terminal = start(&home);
            let before = peak(&terminal);
            for key in keys.chars() {
                terminal.send(&key.to_string());
            }
            let paste = "x [31m云 ".repeat(length / 10);
            terminal.flood(format!("\x1b[200~{paste}\x1b[201~").into_bytes());
            terminal.wait_for(place, |screen| screen.contents().contains(said));
            let after = peak(&terminal);
            assert!(after <= before + GROWTH, "{place}: {before} kB before, {after} kB after");
            quit(&mut terminal);
        }
    }
}

#[test]
fn a_paste_without_an_end_does_not_take_the_keys_for_ever() {
    let home = home();
    let mut terminal = start(&home);
    terminal.send("/\x1b[200~Post 07");
    terminal.wait_for_text("1 of 30");
    quit(&mut terminal);
}
