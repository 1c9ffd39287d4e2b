//! Machines as they are used: git, other roots, stores from the time before, and copied ones.

use super::*;
use crate::state::{Store, StoreReport};
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};

#[test]
fn an_existing_store_is_synced_and_overrides_nothing_that_is_later() {
    let mut old = TestMachine::new();
    old.read(0, Some(true));
    let post = Arc::clone(&old.posts[1]);
    old.mark(Change::Tagged(vec![Annotated::Post(post)], "todo".to_owned(), true));
    old.mark(Change::Seen(vec![(PageId(7), Some(true))], DAY));
    assert_eq!(files(&old.folder()).unwrap(), [""; 0].map(PathBuf::from), "not synced yet");

    let mut new = TestMachine::new();
    new.start();
    new.read(0, Some(false));
    let before = old.marks();
    assert_eq!(old.start().errors, []);
    assert_eq!(old.lines().len(), 3);
    assert_eq!(old.marks(), before);
    // The story needs no post, the others wait for theirs.
    let mut third = TestMachine::new();
    old.copy_to(&mut third);
    assert_eq!(third.marks().len(), 1);
    assert!(third.start().changed);
    assert_eq!(third.marks(), before);

    let mut machines = [old, new, third];
    exchange(&mut machines);
    for machine in &machines {
        assert_eq!(machine.is_read(0), Some(false), "the later mark");
        assert_eq!(machine.marks(), machines[0].marks());
        assert_eq!(machine.marks().len(), 3);
    }
}

#[test]
fn marks_set_before_the_posts_are_loaded_are_later_than_those_of_others() {
    let (mut one, mut other) = (TestMachine::new(), TestMachine::new());
    one.start();
    one.read(0, Some(true));
    one.copy_to(&mut other);
    // The list is shown before everything is loaded.
    other.read(0, Some(false));
    other.start();
    assert_eq!(other.is_read(0), Some(false));
    other.copy_to(&mut one);
    assert_eq!(one.is_read(0), Some(false));
}

#[test]
fn marks_wait_for_posts_that_come_later_and_follow_renamed_roots() {
    let mut one = TestMachine::with_root("blog");
    let mut other = TestMachine::with_root("renamed");
    one.start();
    let posts = std::mem::take(&mut other.posts);
    other.start();
    for number in 0..3 {
        one.read(number, Some(true));
    }
    one.copy_to(&mut other);
    assert!(other.marks().is_empty());
    // A pull brings them.
    other.posts = posts;
    let arrived = other.posts[..2].to_vec();
    assert!(other.sync.pass(&mut other.connection, &arrived).unwrap().changed);
    assert_eq!([0, 1, 2].map(|number| other.is_read(number)), [Some(true), Some(true), None]);
    let mut other = other.restarted();
    assert_eq!(other.marks(), one.marks());
    other.read(1, Some(false));
    other.copy_to(&mut one);
    assert_eq!(one.is_read(1), Some(false));
}

#[test]
fn a_file_that_moves_here_keeps_its_marks_and_their_time() {
    let (mut one, mut other) = (TestMachine::new(), TestMachine::new());
    one.start();
    other.start();
    one.read(0, Some(true));
    one.copy_to(&mut other);
    let from = other.posts[0].id;
    let moved = post(&other.sync.settings.roots[0].join("archive/a.md"), "a");
    other.posts[0] = Arc::clone(&moved);
    other.keep(Change::Moved(vec![(from, Arc::clone(&moved))]));
    other.sync.posts.remove(&[from]);
    other.sync.pass(&mut other.connection, &[moved]).unwrap();
    assert_eq!(other.is_read(0), Some(true));
    // The copy is not a new mark.
    assert!(!other.own_file().exists());
    one.read(0, Some(false));
    one.copy_to(&mut other);
    assert_eq!(other.is_read(0), Some(false));
}

#[test]
fn a_copied_data_folder_gets_a_file_of_its_own() {
    let mut one = TestMachine::new();
    one.start();
    one.read(0, Some(true));
    let place = tempfile::tempdir().unwrap();
    fs::create_dir_all(place.path().join("data")).unwrap();
    fs::create_dir_all(place.path().join("sync")).unwrap();
    one.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let store = one.place.path().join("data/memory.db");
    fs::copy(&store, place.path().join("data/memory.db")).unwrap();
    fs::copy(one.own_file(), place.path().join("sync").join(one.own_file().file_name().unwrap()))
        .unwrap();
    let mut twin = TestMachine::at(place, "blog");
    twin.start();
    twin.read(1, Some(true));
    assert_ne!(one.id(), twin.id());
    twin.copy_to(&mut one);
    assert_eq!(one.is_read(1), Some(true));
}

#[test]
fn two_machines_with_one_name_are_noticed_and_lose_nothing() {
    let mut one = TestMachine::new();
    let mut twin = TestMachine::new();
    one.start();
    twin.start();
    let id = one.id();
    twin.connection.execute("UPDATE sync_machine SET id = ?1", [&id]).unwrap();
    one.read(0, Some(true));
    twin.read(1, Some(true));
    assert_eq!(one.own_file().file_name(), twin.own_file().file_name());
    // The sync program lets one of the two files win.
    fs::copy(one.own_file(), twin.own_file()).unwrap();
    assert_eq!(twin.pass(), []);
    assert_ne!(twin.id(), id);
    assert_eq!(twin.is_read(0), Some(true));
    twin.copy_to(&mut one);
    assert_eq!(one.is_read(1), Some(true));
    assert_eq!(one.marks(), twin.marks());
}

/// Runs git in a folder.
fn git(folder: &Path, arguments: &[&str]) {
    let settings = ["-c", "user.name=Reader", "-c", "user.email=reader@example.org"];
    let output = Command::new("git")
        .args(settings)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {text}");
}

#[test]
fn three_machines_sync_through_git_without_conflicts() {
    if Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let central = tempfile::tempdir().unwrap();
    git(central.path(), &["init", "-q", "--bare", "-b", "main"]);
    let url = central.path().to_str().unwrap();
    let mut machines =
        [TestMachine::new(), TestMachine::with_root("news"), TestMachine::with_root("blog")];
    for (number, machine) in machines.iter_mut().enumerate() {
        fs::remove_dir(machine.folder()).unwrap();
        git(machine.place.path(), &["clone", "-q", url, "sync"]);
        if number == 0 {
            fs::write(machine.folder().join("README"), "marks").unwrap();
            git(&machine.folder(), &["checkout", "-q", "-B", "main"]);
            git(&machine.folder(), &["add", "."]);
            git(&machine.folder(), &["commit", "-q", "-m", "first"]);
            git(&machine.folder(), &["push", "-q", "-u", "origin", "main"]);
        }
        assert_eq!(machine.start().errors, []);
    }
    for round in 0..4_usize {
        // All set marks, some of them on the same posts, before any of them pulls.
        for (number, machine) in machines.iter_mut().enumerate() {
            for kind in 0..4 {
                machine
                    .mark_any(round * 7 + number * 5 + kind * 9, (round + number + kind) % 2 == 0);
            }
            git(&machine.folder(), &["add", "."]);
            git(&machine.folder(), &["commit", "-q", "-m", "marks"]);
        }
        for machine in &mut machines {
            let how = if round % 2 == 0 { "--no-rebase" } else { "--rebase" };
            git(&machine.folder(), &["pull", "-q", how, "--no-edit"]);
            git(&machine.folder(), &["push", "-q"]);
        }
        for machine in &mut machines {
            git(&machine.folder(), &["pull", "-q", "--ff-only"]);
            assert_eq!(machine.pass(), []);
        }
        assert_eq!(machines[0].marks(), machines[1].marks(), "round {round}");
        assert_eq!(machines[0].marks(), machines[2].marks(), "round {round}");
        assert!(!machines[0].marks().is_empty());
    }
    // Going back to an earlier commit loses nothing.
    git(&machines[1].folder(), &["reset", "-q", "--hard", "HEAD~4"]);
    let before = machines[1].marks();
    assert_eq!(machines[1].pass(), []);
    assert_eq!(machines[1].marks(), before);
    machines[1].read(2, Some(true));
    git(&machines[1].folder(), &["add", "."]);
    git(&machines[1].folder(), &["commit", "-q", "-m", "again"]);
    git(&machines[1].folder(), &["pull", "-q", "--no-rebase", "-X", "ours", "--no-edit"]);
    assert_eq!(machines[1].pass(), []);
    assert_eq!(machines[1].is_read(2), Some(true));
}

#[test]
fn an_open_store_reports_marks_of_other_machines() {
    let deadline = Instant::now() + Duration::from_secs(30);
    let mut other = TestMachine::new();
    other.start();
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("blog");
    let folder = place.path().join("sync");
    let (sender, news) = mpsc::channel();
    let store = Store::open(place.path().join("data/memory.db"), move |one| {
        let _ = sender.send(one);
    });
    store.sync(Some(SyncSettings { folder: folder.clone(), roots: vec![root.clone()] }));
    let post = post(&root.join("_posts/a.md"), "a");
    store.keep(Change::Present(vec![Arc::clone(&post)]));
    let next = |wanted: &dyn Fn(&StoreReport) -> bool| loop {
        let one = news.recv_timeout(deadline.saturating_duration_since(Instant::now())).unwrap();
        if wanted(&one) {
            return one;
        }
    };
    // The folder is missing; marks are kept until it is there.
    let missing = next(&|one| matches!(one, StoreReport::SyncFailed(_)));
    let StoreReport::SyncFailed(error) = missing else { unreachable!() };
    assert_eq!(error, SyncError { path: folder.clone(), kind: SyncErrorKind::NoFolder });
    store.keep(Change::Starred(vec![Arc::clone(&post)], Some(true), DAY));
    store.settle(Duration::from_secs(10));
    fs::create_dir(&folder).unwrap();
    store.look_for_synced();
    while files(&folder).unwrap().is_empty() {
        assert!(Instant::now() < deadline);
        std::thread::yield_now();
    }
    let own = files(&folder).unwrap().remove(0);
    fs::copy(&own, other.folder().join(own.file_name().unwrap())).unwrap();
    assert_eq!(other.pass(), []);
    assert_eq!(other.memory().starred.len(), 1);

    // From here on the folder is watched.
    other.read(0, Some(true));
    fs::copy(other.own_file(), folder.join(other.own_file().file_name().unwrap())).unwrap();
    let changed = next(&|one| matches!(one, StoreReport::Changed { .. }));
    let StoreReport::Changed { posts, .. } = changed else { unreachable!() };
    assert_eq!(posts.len(), 1);
    assert_eq!((posts[0].post, posts[0].read, posts[0].starred), (post.id, Some(true), Some(true)));
    assert_eq!(store.close(), None);
}
