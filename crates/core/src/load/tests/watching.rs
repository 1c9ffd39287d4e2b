//! Watching a real folder: every change to it is reported in the end. Every wait has a deadline.

use super::*;
use crate::library::Library;
use crate::load::watch::Watch;
use crate::load::watched::Watched;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// Long enough for a busy machine; only a failing test waits that long.
const DEADLINE: Duration = Duration::from_secs(30);

/// A running watch.
struct Running {
    news: Receiver<WatchReport>,
    library: Arc<Library>,
    problems: Arc<Vec<Diagnostic>>,
    changes: Vec<LibraryChange>,
    failure: Option<WatchError>,
    looked: Option<bool>,
    handle: WatchHandle,
}

impl Running {
    /// Loads some roots and watches them, through the system or by walks at intervals.
    fn start(roots: impl Into<Roots>, by_looking: bool) -> Self {
        let (sender, news) = mpsc::channel();
        let (listened, handle) = events();
        let roots = roots.into();
        let index = gather(&roots, &Arc::default(), None, |_| true).unwrap();
        let first = index.progress(None);
        thread::spawn(move || {
            let report = |news| sender.send(news).is_ok();
            if by_looking {
                let sight: Result<Watched, WatchError> = Err(WatchError::Limit);
                Watch { roots: &roots, events: &listened, index, sight, report }.run();
            } else {
                watch(&roots, index, &listened, report);
            }
        });
        let (library, problems) = (first.library, first.problems);
        Self { news, library, problems, changes: Vec::new(), failure: None, looked: None, handle }
    }

    /// Receives reports until the expected state is reached.
    fn until(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) {
        let limit = Instant::now() + DEADLINE;
        while !wanted(self) {
            let left = limit.saturating_duration_since(Instant::now());
            match self.news.recv_timeout(left) {
                Ok(WatchReport::Changed(change)) => {
                    self.library = Arc::clone(&change.library);
                    self.problems = Arc::clone(&change.problems);
                    self.changes.push(change);
                }
                Ok(WatchReport::Polling(failure)) => self.failure = Some(failure),
                Ok(WatchReport::Rescanned(changed)) => self.looked = Some(changed),
                Err(error) => panic!("{what}: {error}; there are {:?}", self.titles()),
            }
        }
    }

    fn titles(&self) -> Vec<String> {
        let mut titles: Vec<String> =
            self.library.posts().iter().map(|post| post.title.to_string()).collect();
        titles.sort();
        titles
    }

    fn until_titles(&mut self, titles: &[&str]) {
        self.until(&format!("not {titles:?}"), |running| running.titles() == titles);
    }
}

fn titled(title: &str) -> String {
    format!("---\ntitle: {title}\n---\ntext\n")
}

fn three() -> Place {
    let place = Place::new();
    place.write("a.md", &titled("A"));
    place.write("b.md", &titled("B"));
    place.write("sub/c.md", &titled("C"));
    place
}

/// Every kind of change to one file, with either way of watching.
fn files_come_change_move_and_go(by_looking: bool) {
    let place = three();
    let mut running = Running::start(vec![place.root()], by_looking);
    let untouched = Arc::clone(&running.library.posts()[0]);
    assert_eq!(&*untouched.title, "A");

    place.write("sub/d.md", &titled("D"));
    running.until_titles(&["A", "B", "C", "D"]);
    place.write("b.md", &titled("B again"));
    running.until_titles(&["A", "B again", "C", "D"]);
    fs::rename(place.root().join("b.md"), place.root().join("sub/e.md")).unwrap();
    running.until("not moved", |running| running.library.posts()[1].path.ends_with("sub/c.md"));
    fs::remove_file(place.root().join("sub/d.md")).unwrap();
    running.until_titles(&["A", "B again", "C"]);

    // The others were never read again.
    assert!(Arc::ptr_eq(&untouched, &running.library.posts()[0]));
    assert_eq!(running.failure.is_some(), by_looking);
}

#[test]
fn files_come_change_move_and_go_watched() {
    files_come_change_move_and_go(false);
}

#[test]
fn files_come_change_move_and_go_looked_for() {
    files_come_change_move_and_go(true);
}

#[test]
fn folders_come_move_and_go() {
    let place = three();
    let mut running = Running::start(vec![place.root()], false);
    place.write("new/deep/er/d.md", &titled("D"));
    running.until_titles(&["A", "B", "C", "D"]);
    place.write("new/deep/e.md", &titled("E"));
    running.until_titles(&["A", "B", "C", "D", "E"]);
    fs::rename(place.root().join("new"), place.at("away")).unwrap();
    running.until_titles(&["A", "B", "C"]);
    // Files that were moved away are no longer watched.
    fs::write(place.at("away/deep/f.md"), titled("F")).unwrap();
    fs::rename(place.root().join("sub"), place.root().join("other")).unwrap();
    running.until("not moved", |running| {
        running.library.posts().iter().any(|post| post.path.ends_with("other/c.md"))
    });
    place.write("other/c.md", &titled("C again"));
    running.until_titles(&["A", "B", "C again"]);
    fs::rename(place.at("away"), place.root().join("back")).unwrap();
    running.until_titles(&["A", "B", "C again", "D", "E", "F"]);
    fs::remove_dir_all(place.root().join("back")).unwrap();
    place.write("back/g.md", &titled("G"));
    running.until_titles(&["A", "B", "C again", "G"]);
    place.write("back/g.md", &titled("G again"));
    running.until_titles(&["A", "B", "C again", "G again"]);
}

#[test]
fn a_folder_that_is_new_is_read_by_the_rules_of_the_walk() {
    let place = three();
    place.write("bad/_index.md", "---\ntitle: Section\n---\n");
    place.write(".gitignore", "*.tmp.md\n");
    let mut running = Running::start(vec![place.root()], false);
    let made = place.at("made");
    for (path, title) in [
        ("d.md", "D"),
        ("deep/e.md", "E"),
        ("deep/.hidden.md", "H"),
        (".git/f.md", "F"),
        ("node_modules/g.md", "G"),
        ("h.tmp.md", "H"),
        ("ignored/i.md", "I"),
        ("notes.txt", "N"),
    ] {
        fs::create_dir_all(made.join(path).parent().unwrap()).unwrap();
        fs::write(made.join(path), titled(title)).unwrap();
    }
    fs::write(made.join(".gitignore"), "ignored\n").unwrap();
    fs::rename(&made, place.root().join("made")).unwrap();
    running.until_titles(&["A", "B", "C", "D", "E"]);
    // A section page, which is not a post, goes with its folder and comes back with a text.
    fs::remove_dir_all(place.root().join("bad")).unwrap();
    place.write("bad/_index.md", &titled("Now with text"));
    running.until_titles(&["A", "B", "C", "D", "E", "Now with text"]);
    #[cfg(unix)]
    {
        fs::create_dir(place.at("linking")).unwrap();
        std::os::unix::fs::symlink("../made/deep/.hidden.md", place.at("linking/l.md")).unwrap();
        fs::rename(place.at("linking"), place.root().join("linking")).unwrap();
        running.until_titles(&["A", "B", "C", "D", "E", "H", "Now with text"]);
    }
}

#[test]
fn a_thousand_files_at_once_are_few_changes() {
    let place = three();
    let mut running = Running::start(vec![place.root()], false);
    let begun = Instant::now();
    for number in 0..1000 {
        place.write(&format!("{}/{number}.md", number % 7), "text");
    }
    fs::remove_file(place.root().join("b.md")).unwrap();
    running.until("not all", |running| running.library.posts().len() == 1002);
    // One change, or more if the machine was stalled for as long as the watch waits between two
    // files.
    let most = 10 + begun.elapsed().as_millis() / 100;
    let changes = running.changes.len();
    assert!((changes as u128) < most, "{changes} changes, not below {most}");
}

#[test]
fn editors_that_write_beside_and_rename_change_one_post() {
    let place = three();
    let mut running = Running::start(vec![place.root()], false);
    let at = |name: &str| place.root().join(name);
    fs::write(at(".a.md.swp"), "").unwrap();
    fs::rename(at("a.md"), at("a.md~")).unwrap();
    place.write("a.md", &titled("A by vim"));
    fs::remove_file(at("a.md~")).unwrap();
    running.until_titles(&["A by vim", "B", "C"]);
    place.write("sed12345", &titled("B by sed"));
    fs::rename(at("sed12345"), at("b.md")).unwrap();
    running.until_titles(&["A by vim", "B by sed", "C"]);
}

#[test]
fn what_is_left_out_changes_nothing() {
    let place = three();
    place.write(".gitignore", "out/\n*.tmp.md\n");
    place.write("out/x.md", &titled("X"));
    let mut running = Running::start(vec![place.root()], false);
    place.write("out/x.md", &titled("X again"));
    place.write("out/deep/y.md", &titled("Y"));
    place.write("z.tmp.md", &titled("Z"));
    place.write(".hidden/h.md", &titled("H"));
    place.write("node_modules/n.md", &titled("N"));
    place.write("notes.txt", "text");
    place.write("d.md", &titled("D"));
    running.until_titles(&["A", "B", "C", "D"]);
    let new: usize = running.changes.iter().map(|change| change.new).sum();
    let ids: Vec<_> = running.library.posts().iter().map(|post| post.id).collect();
    assert_eq!(new, 1);
    assert!(running.changes.iter().flat_map(|change| &change.changed).all(|id| *id == ids[2]));
    // Until the rules change.
    place.write(".gitignore", "*.tmp.md\n");
    running.until_titles(&["A", "B", "C", "D", "X again", "Y"]);
    fs::remove_file(place.root().join(".gitignore")).unwrap();
    running.until_titles(&["A", "B", "C", "D", "X again", "Y", "Z"]);
}

#[test]
fn findings_of_a_file_are_replaced() {
    let place = three();
    place.write("bad.md", "---\ntitle: [\ndate: 2026-02-31\n---\n");
    let mut running = Running::start(vec![place.root(), place.at("nowhere")], false);
    let codes = |running: &Running| -> Vec<DiagnosticCode> {
        running.problems.iter().map(|problem| problem.code).collect()
    };
    let first = codes(&running);
    assert!(
        first.len() > 1
            && first[0] == DiagnosticCode::Missing
            && first.contains(&DiagnosticCode::FrontMatter)
    );
    place.write("bad.md", "---\ntitle: Good\ndate: 2026-02-31\n---\n");
    running.until_titles(&["A", "B", "C", "Good"]);
    assert_eq!(codes(&running), [DiagnosticCode::Missing, DiagnosticCode::InvalidDate]);
    fs::remove_file(place.root().join("bad.md")).unwrap();
    running.until_titles(&["A", "B", "C"]);
    assert_eq!(codes(&running), [DiagnosticCode::Missing]);
}

#[test]
fn a_root_may_go_and_come_back() {
    let place = three();
    fs::write(place.at("one.txt"), titled("One")).unwrap();
    let mut running = Running::start(vec![place.root(), place.at("one.txt")], false);
    running.until_titles(&["A", "B", "C", "One"]);
    fs::write(place.at("one.txt"), titled("One again")).unwrap();
    running.until_titles(&["A", "B", "C", "One again"]);
    fs::remove_file(place.at("one.txt")).unwrap();
    running.until_titles(&["A", "B", "C"]);
    fs::remove_dir_all(place.root()).unwrap();
    running.until_titles(&[]);
    let missing =
        |running: &Running| running.problems.iter().all(|p| p.code == DiagnosticCode::Missing);
    assert!(running.problems.len() == 2 && missing(&running), "{:?}", running.problems);
    place.write("d.md", &titled("D"));
    running.until_titles(&["D"]);
    place.write("sub/e.md", &titled("E"));
    running.until_titles(&["D", "E"]);
    fs::write(place.at("one.txt"), titled("One")).unwrap();
    running.until_titles(&["D", "E", "One"]);
    assert!(running.problems.is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_that_comes_and_leads_out_of_the_root_is_a_hint() {
    let place = three();
    fs::create_dir(place.at("far")).unwrap();
    fs::write(place.at("far/x.md"), titled("X")).unwrap();
    let mut running = Running::start(vec![place.root()], false);
    place.link("linked", "../far");
    // A post that becomes a link is no longer a post.
    fs::remove_file(place.root().join("a.md")).unwrap();
    place.link("a.md", "../far/x.md");
    running.until("no hints", |running| {
        let hints = ["a.md", "linked"].map(|path| (path.to_owned(), DiagnosticCode::OutsideLink));
        running.titles() == ["B", "C"] && place.short(&running.problems) == hints
    });
    // Changes there do not concern the watch.
    fs::write(place.at("far/x.md"), titled("X again")).unwrap();
    place.write("d.md", &titled("D"));
    running.until_titles(&["B", "C", "D"]);
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_is_watched_too() {
    let place = three();
    fs::create_dir(place.at("far")).unwrap();
    fs::write(place.at("far/x.md"), titled("X")).unwrap();
    fs::write(place.at("y.txt"), titled("Y")).unwrap();
    place.link("linked", "../far");
    place.link("y.md", "../y.txt");
    let roots = Roots::from(vec![place.root()]).following_links(true);
    let mut running = Running::start(roots, false);
    running.until_titles(&["A", "B", "C", "X", "Y"]);
    fs::write(place.at("far/x.md"), titled("X again")).unwrap();
    running.until_titles(&["A", "B", "C", "X again", "Y"]);
    fs::write(place.at("y.txt"), titled("Y again")).unwrap();
    running.until_titles(&["A", "B", "C", "X again", "Y again"]);
    fs::remove_file(place.root().join("y.md")).unwrap();
    running.until_titles(&["A", "B", "C", "X again"]);
    fs::remove_file(place.root().join("linked")).unwrap();
    running.until_titles(&["A", "B", "C"]);
}

#[test]
fn it_ends_when_it_is_told_to() {
    let place = three();
    let roots = Roots::from(vec![place.root()]);
    let (listened, stop) = events();
    let index = gather(&roots, &Arc::default(), None, |_| true).unwrap();
    let watching = thread::spawn(move || watch(&roots, index, &listened, |_| true));
    drop(stop);
    watching.join().unwrap();
    // Roots that cannot change are not watched.
    let (listened, _stop) = events();
    watch(
        &Roots::Samples,
        gather(&Roots::Samples, &Arc::default(), None, |_| true).unwrap(),
        &listened,
        |_| true,
    );
}

/// Restores the modification time of a file, as far as a program can.
fn write_at(path: &Path, text: &str, time: std::time::SystemTime) {
    fs::write(path, text).unwrap();
    fs::File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_close_look_reads_what_may_have_changed_and_shares_the_rest() {
    let place = three();
    let modified = fs::metadata(place.root().join("a.md")).unwrap().modified().unwrap();
    let mut running = Running::start(vec![place.root()], true);
    let before = Arc::clone(&running.library);
    let look = |running: &mut Running| {
        running.looked = None;
        running.handle.rescan();
        running.until("not looked", |running| running.looked.is_some());
        running.looked == Some(true)
    };
    assert!(!look(&mut running), "nothing has changed");
    assert!(running.changes.is_empty());
    // The same length and the same time.
    write_at(&place.root().join("a.md"), &titled("Z"), modified);
    let reported = running.changes.len();
    assert!(look(&mut running) || running.changes.len() > reported);
    running.until_titles(&["B", "C", "Z"]);
    let shared = |title: &str| {
        let find = |library: &Library| {
            library.posts().iter().find(|post| &*post.title == title).map(Arc::clone).unwrap()
        };
        Arc::ptr_eq(&find(&before), &find(&running.library))
    };
    assert!(shared("B") && shared("C"));
}

#[test]
fn other_aliases_need_no_file() {
    let place = Place::new();
    place.write("a.md", "---\ntitle: A\ntags: [k8s]\n---\n");
    place.write("b.md", "---\ntitle: B\ntags: [kubernetes]\n---\n");
    let roots = Roots::from(vec![place.root()]);
    let mut index = gather(&roots, &Arc::default(), None, |_| true).unwrap();
    let tags = |library: &Library| library.table(crate::library::Facet::Tag).values().len();
    let before = index.progress(None);
    assert_eq!(tags(&before.library), 2);
    fs::remove_file(place.root().join("a.md")).unwrap();
    let change = index.rename(&Arc::new(crate::library::Aliases::new([("k8s", "kubernetes")])));
    assert_eq!((tags(&change.library), change.library.posts().len()), (1, 2));
    assert!(Arc::ptr_eq(&before.problems, &change.problems));
    let (posts, now) = (before.library.posts(), change.library.posts());
    assert!(posts.iter().zip(now).all(|(before, now)| Arc::ptr_eq(before, now)));
    // A change on the disk is reported by a requested look.
    let (other, gone) = index.changed_files(&roots, true);
    assert_eq!((other.len(), gone.len()), (1, 1), "the other file was written just now");
}
