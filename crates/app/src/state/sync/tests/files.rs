//! Files in the folder that are damaged, odd, or gone.

use super::*;
use crate::post::MAX_OWN_TAGS;
use crate::state::sync::folder::MAX_FILE_BYTES;
use std::fs::OpenOptions;
use std::io::Write;

/// Appends bytes to a file.
fn append(path: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new().append(true).create(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

#[test]
fn torn_and_foreign_lines_are_left_out_and_the_last_line_is_read_once_it_is_complete() {
    let (mut one, mut other) = (TestMachine::new(), TestMachine::new());
    one.start();
    other.start();
    one.read(0, Some(true));
    one.read(1, Some(true));
    let lines = one.lines();
    let path = file_of(&other.folder(), "x");
    let (begin, end) = lines[1].split_at(60);
    append(&path, format!("<<<<<<< HEAD\n\u{0}\n{}\n{begin}", lines[0]).as_bytes());
    assert_eq!(other.pass(), []);
    assert_eq!((other.is_read(0), other.is_read(1)), (Some(true), None));
    append(&path, format!("{end}\n").as_bytes());
    assert_eq!(other.pass(), []);
    assert_eq!(other.is_read(1), Some(true));

    // A torn line is followed by a whole one.
    let torn = file_of(&other.folder(), "torn");
    let long = "x".repeat(600_000);
    one.read(2, Some(true));
    let last = one.lines().pop().unwrap();
    append(&torn, format!("{begin}\n{long}\n\u{feff}{last}\n{last}\n{long}").as_bytes());
    assert_eq!(other.pass(), []);
    assert_eq!(other.marks(), one.marks());
    append(&torn, b"\n");
    assert_eq!(other.pass(), []);
}

#[test]
fn an_incomplete_line_of_the_own_file_spoils_no_other() {
    let (mut one, mut other) = (TestMachine::new(), TestMachine::new());
    one.start();
    other.start();
    one.read(0, Some(true));
    append(&one.own_file(), b"{\"v\":1,\"at\"");
    assert_eq!(one.pass(), []);
    let id = one.id();
    one.read(1, Some(true));
    one.read(2, Some(true));
    assert_eq!(one.pass(), []);
    one.read(2, Some(false));
    assert_eq!(one.id(), id);
    one.copy_to(&mut other);
    assert_eq!(other.marks(), one.marks());
    assert_eq!(other.is_read(2), Some(false));
}

#[test]
fn records_of_a_newer_version_are_reported_and_read_once_they_are_understood() {
    let mut machine = TestMachine::new();
    machine.start();
    let path = file_of(&machine.folder(), "new");
    append(&path, b"{\"v\":2,\"at\":1,\"by\":\"x\",\"mark\":{}}\n");
    assert_eq!(machine.pass(), [SyncErrorKind::Newer]);
    assert_eq!(machine.pass(), []);
    machine.connection.execute("UPDATE sync_files SET format = 0", []).unwrap();
    assert_eq!(machine.pass(), [SyncErrorKind::Newer], "another version reads it again");
}

#[test]
fn a_file_that_is_too_large_is_reported_and_not_read() {
    let mut machine = TestMachine::new();
    machine.start();
    let file = fs::File::create(file_of(&machine.folder(), "large")).unwrap();
    file.set_len(MAX_FILE_BYTES + 1).unwrap();
    assert_eq!(machine.pass(), [SyncErrorKind::TooLarge(256)]);
    machine.read(0, Some(true));
    assert_eq!(machine.lines().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_story_with_very_many_tags_hangs_nothing() {
    use std::fmt::Write;
    let mut one = TestMachine::new();
    one.start();
    one.mark(Change::Tagged(vec![Annotated::Story(PageId(10))], "own".to_owned(), true));
    let mut lines = String::new();
    for number in 1..=40_000 {
        writeln!(
            lines,
            "{{\"v\":1,\"at\":{number},\"by\":\"x\",\"story\":\"0a\",\"mark\":\"tag\",\"tag\":\"t{number}\",\"value\":true}}"
        )
        .unwrap();
    }
    append(&file_of(&one.folder(), "x"), lines.as_bytes());
    assert_eq!(one.pass(), []);
    let memory = one.memory();
    let tags = &memory.annotations.values().next().unwrap().tags;
    assert_eq!((tags.len(), tags[0].as_str(), tags[1].as_str()), (MAX_OWN_TAGS, "t1", "t2"));
}

#[test]
fn pipes_links_and_folders_are_reported_and_hang_nothing() {
    let (mut machine, mut other) = (TestMachine::new(), TestMachine::new());
    machine.start();
    other.start();
    other.read(0, Some(true));
    let at = |name: &str| file_of(&machine.folder(), name);
    rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RWXU).unwrap();
    std::os::unix::fs::symlink(other.own_file(), at("link")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", at("zero")).unwrap();
    fs::create_dir(at("folder")).unwrap();
    fs::write(machine.folder().join("other.jsonl"), other.lines()[0].clone() + "\n").unwrap();
    assert_eq!(machine.pass(), [const { SyncErrorKind::NotRegular }; 4]);
    assert!(machine.marks().is_empty());
    // The own file may not be a link either.
    let own = machine.own_file();
    let target = machine.place.path().join("target");
    fs::write(&target, "").unwrap();
    std::os::unix::fs::symlink(&target, &own).unwrap();
    machine.read(0, Some(true));
    assert!(machine.pass().contains(&SyncErrorKind::NotRegular));
    assert_eq!(fs::read(&target).unwrap(), b"");
    fs::remove_file(&own).unwrap();
    machine.pass();
    assert_eq!(machine.lines().len(), 1);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_own_file() {
    use std::os::unix::fs::PermissionsExt;
    let mut machine = TestMachine::new();
    machine.start();
    machine.read(0, Some(true));
    assert_eq!(fs::metadata(machine.own_file()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn marks_are_kept_while_the_folder_is_gone() {
    let mut machine = TestMachine::new();
    fs::remove_dir(machine.folder()).unwrap();
    assert_eq!(machine.start().errors[0].kind, SyncErrorKind::NoFolder);
    machine.read(0, Some(true));
    let mut machine = machine.restarted();
    machine.read(1, Some(true));
    assert_eq!(machine.pass(), [SyncErrorKind::NoFolder]);
    assert!(!machine.folder().exists(), "it is not created");
    fs::create_dir(machine.folder()).unwrap();
    assert_eq!(machine.pass(), []);
    assert_eq!(machine.lines().len(), 2);
    fs::remove_dir_all(machine.folder()).unwrap();
    fs::write(machine.folder(), "a file").unwrap();
    assert_eq!(machine.pass(), [SyncErrorKind::NoFolder]);
}

#[test]
fn an_own_file_that_is_gone_or_cut_is_written_anew() {
    let mut machine = TestMachine::new();
    machine.start();
    for number in 0..3 {
        machine.read(number, Some(true));
    }
    let (id, lines) = (machine.id(), machine.lines());
    fs::remove_file(machine.own_file()).unwrap();
    assert_eq!(machine.pass(), []);
    assert_eq!(machine.lines(), lines);
    fs::write(machine.own_file(), format!("{}\n", lines[0])).unwrap();
    assert_eq!(machine.pass(), []);
    assert_eq!(machine.lines(), lines);
    fs::write(machine.own_file(), "").unwrap();
    assert_eq!(machine.pass(), []);
    assert_eq!((machine.lines(), machine.id()), (lines, id));
}

#[test]
fn a_process_killed_between_file_and_store_changes_nothing() {
    let (mut one, mut other) = (TestMachine::new(), TestMachine::new());
    one.start();
    other.start();
    one.read(0, Some(true));
    let id = one.id();
    // The record is in the file, but the store does not know that.
    one.keep(Change::Read(vec![Arc::clone(&one.posts[1])], Some(true), DAY));
    let records = marks::unwritten_records(&one.connection).unwrap();
    assert_eq!(records.len(), 1);
    append(&one.own_file(), &records[0].line());
    let one = one.restarted();
    assert_eq!((one.id(), one.lines().len()), (id, 3));
    one.copy_to(&mut other);
    assert_eq!(other.marks(), one.marks());
    assert_eq!(marks::unwritten_records(&one.connection).unwrap(), []);
}

#[test]
fn superseded_lines_are_removed_from_the_own_file_at_times() {
    let (mut one, mut other) = (TestMachine::new(), TestMachine::new());
    one.start();
    other.start();
    one.read(1, Some(true));
    let mut most = 0;
    for turn in 0..700 {
        one.read(0, Some(turn % 2 == 0));
        let lines = one.lines().len();
        most = most.max(lines);
        if lines < most {
            break;
        }
        if turn == 500 {
            one.copy_to(&mut other);
        }
        // Marks of several posts at a time.
        one.mark(Change::Read(one.posts[..2].to_vec(), Some(turn % 2 == 0), DAY));
    }
    assert!((1_000..1_100).contains(&most), "{most}");
    assert_eq!(one.lines().len(), 2);
    one.copy_to(&mut other);
    assert_eq!(other.marks(), one.marks());
    one.read(2, Some(true));
    one.copy_to(&mut other);
    assert_eq!(other.marks(), one.marks());
}
