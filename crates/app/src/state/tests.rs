//! The store on a real disk: it is durable, shared, follows moved files, and is left alone when it
//! is not ours to write.

mod unattended;

use super::*;
use crate::post::{Annotation, Date, Origin, PageId, Post, PostId, Target};
use jiff::{ToSpan, ZonedDateTime};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use tempfile::TempDir;

/// The day of the marks.
const DAY: Option<Date> = Some(Date::constant(2026, 8, 15));
const DEADLINE: Duration = Duration::from_secs(30);

fn post(path: &Path, title: &str) -> Arc<Post> {
    Arc::new(Post {
        id: PostId::of(path.as_os_str().as_encoded_bytes()),
        path: path.display().to_string().into(),
        elsewhere: Some(Origin::File(path.to_owned())),
        title: title.into(),
        ..Post::bare("")
    })
}

/// A folder with a store, and posts by name.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("data/memory.db")
    }

    fn post(&self, path: &str) -> Arc<Post> {
        post(&self.folder.path().join(path), "Weekly")
    }

    /// A post whose file is on the disk.
    fn written(&self, path: &str) -> Arc<Post> {
        let full = self.folder.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(&full, "text").unwrap();
        self.post(path)
    }

    fn open(&self) -> Open {
        let (sender, news) = mpsc::channel();
        let store = Store::open(self.file(), move |one| {
            let _ = sender.send(one);
        });
        Open { store, news }
    }

    /// Locks the store as another program would, until the result is dropped.
    fn lock(&self) -> rusqlite::Connection {
        let other = rusqlite::Connection::open(self.file()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        other
    }

    /// Writes bytes in place of the store.
    fn put(&self, bytes: &[u8]) {
        fs::create_dir_all(self.file().parent().unwrap()).unwrap();
        fs::write(self.file(), bytes).unwrap();
    }
}

struct Open {
    store: Store,
    news: Receiver<StoreReport>,
}

impl Open {
    fn news(&self) -> StoreReport {
        self.news.recv_timeout(DEADLINE).unwrap()
    }

    fn memory(&self) -> Memory {
        match self.news() {
            StoreReport::Recalled(memory) => *memory,
            other => panic!("{other:?}"),
        }
    }

    fn error(&self) -> StoreErrorKind {
        match self.news() {
            StoreReport::Failed(error) => error.kind,
            other => panic!("{other:?}"),
        }
    }
}

/// A page id in the upper half of the range, which the file stores as a negative number.
fn page(number: u64) -> PageId {
    PageId(u64::MAX - number)
}

#[test]
fn everything_is_there_again() {
    let place = Place::new();
    let (a, b, c) = (place.post("a.md"), place.post("b.md"), place.post("c.md"));
    let open = place.open();
    let first_start = Memory { is_first_start: true, ..Memory::default() };
    assert_eq!(open.memory(), first_start);
    let session = Session {
        query: "tag:k8s".to_owned(),
        post: Some(a.id),
        reading: true,
        stories: true,
        story: Some(PageId(u64::MAX)),
    };
    let view = |name: &str, query: &str| View { name: name.to_owned(), query: query.to_owned() };
    let kept = ReadingPosition { top: 4, line: 9 };
    let arrangement = Arrangement {
        layout: Some(Layout::Rows),
        filter: Some(false),
        zen: true,
        facets_border: -4,
        list_border: 6,
        rows_border: 2,
    };
    for change in [
        Change::Read(vec![Arc::clone(&a), Arc::clone(&b)], Some(true), DAY),
        Change::Read(vec![Arc::clone(&b)], Some(false), None),
        Change::Starred(vec![Arc::clone(&b)], Some(true), DAY),
        Change::Starred(vec![Arc::clone(&a)], Some(false), DAY),
        Change::Read(vec![Arc::clone(&c)], Some(false), DAY),
        Change::Read(vec![Arc::clone(&c)], None, DAY),
        Change::Seen(
            vec![(page(1), Some(true)), (page(2), Some(true)), (page(3), Some(true))],
            DAY,
        ),
        Change::Seen(vec![(page(2), Some(false)), (page(3), None)], None),
        Change::StarredStories(vec![page(1), page(4)], Some(true), DAY),
        Change::StarredStories(vec![page(1)], Some(false), None),
        Change::Place(Arc::clone(&a), ReadingPosition { top: 1, line: 1 }),
        Change::Place(Arc::clone(&a), kept),
        Change::Query("one".to_owned()),
        Change::View(view("z", "is:unread")),
        Change::View(view("mesh", "istio")),
        Change::View(view("mesh", "istio OR linkerd")),
        Change::View(view("gone", "x")),
        Change::NoView("gone".to_owned()),
        Change::Session(Session::default()),
        Change::Session(session.clone()),
        Change::Arrangement(Arrangement { facets_border: 2, ..Arrangement::default() }),
        Change::Arrangement(arrangement),
        Change::Dismissed("a.md".to_owned(), true),
        Change::Dismissed("b.md".to_owned(), true),
        Change::Dismissed("a.md".to_owned(), false),
    ] {
        open.store.keep(change);
    }
    drop(open);
    let open = place.open();
    let memory = open.memory();
    assert_eq!(memory.marks.read, [a.id].into());
    assert_eq!(memory.marks.starred, [b.id].into());
    assert_eq!((&memory.marks.unread, &memory.marks.unstarred), (&[b.id].into(), &[a.id].into()));
    assert_eq!(memory.marks.unstarred_stories, [page(1)].into());
    assert_eq!(memory.marks.seen, [(page(1), true), (page(2), false)].into_iter().collect());
    assert_eq!(memory.marks.starred_stories, [page(4)].into());
    let day = DAY.unwrap();
    assert_eq!(memory.marks.days.read, [(a.id, day)].into());
    assert_eq!(memory.marks.days.starred, [(b.id, day)].into());
    assert_eq!(memory.marks.days.seen, [(page(1), day)].into_iter().collect());
    assert_eq!(memory.marks.days.starred_stories, [(page(4), day)].into_iter().collect());
    assert_eq!(memory.places, [(a.id, kept)].into());
    assert_eq!(memory.queries, ["one"]);
    assert_eq!(memory.views, [view("mesh", "istio OR linkerd"), view("z", "is:unread")]);
    assert_eq!(memory.session, Some(session));
    assert_eq!(memory.arrangement, arrangement);
    assert_eq!(memory.dismissed, ["b.md".to_owned()].into());
    assert_eq!(recall(&place.file()), Ok(memory));
}

#[test]
fn queries_are_kept_once_the_last_ones_last() {
    let place = Place::new();
    let open = place.open();
    open.memory();
    for number in 0..600 {
        open.store.keep(Change::Query(format!("query {number:03}")));
    }
    drop(open);
    let open = place.open();
    open.memory();
    open.store.keep(Change::Query("query 300".to_owned()));
    drop(open);
    let queries = recall(&place.file()).unwrap().queries;
    assert_eq!(queries.len(), 500);
    assert_eq!((queries[0].as_str(), queries[499].as_str()), ("query 100", "query 300"));
}

#[test]
fn instances_see_each_others_marks() {
    let place = Place::new();
    let (a, b) = (place.post("a.md"), place.post("b.md"));
    let (one, two) = (place.open(), place.open());
    one.memory();
    two.memory();
    one.store.keep(Change::Read(vec![Arc::clone(&a)], Some(true), DAY));
    let StoreReport::Changed { posts, stories, views: None, queries: None } = two.news() else {
        panic!()
    };
    assert!(stories.is_empty());
    assert_eq!((posts.len(), posts[0].post, posts[0].read), (1, a.id, Some(true)));
    two.store.keep(Change::Starred(vec![Arc::clone(&b)], Some(true), DAY));
    let StoreReport::Changed { posts, .. } = one.news() else { panic!() };
    assert!(posts.iter().any(|post| post.post == b.id && post.starred == Some(true)));
    two.store.keep(Change::Seen(vec![(page(1), Some(true))], DAY));
    let reported = loop {
        if let StoreReport::Changed { stories, .. } = one.news()
            && !stories.is_empty()
        {
            break stories;
        }
    };
    let own = RememberedStory {
        page: page(1),
        seen: Some(true),
        starred: None,
        seen_day: DAY,
        starred_day: None,
        annotation: Annotation::default(),
    };
    assert_eq!(reported, [own]);
    let view = View { name: "mesh".to_owned(), query: "istio".to_owned() };
    one.store.keep(Change::View(view.clone()));
    let views = loop {
        // The second store's own changes may be reported to it again.
        if let StoreReport::Changed { views: Some(views), .. } = two.news() {
            break views;
        }
    };
    assert_eq!(views, [view]);
}

fn own(tags: &[&str], note: &str) -> Annotation {
    let tags = tags.iter().map(ToString::to_string).collect();
    Annotation { tags, note: note.to_owned() }
}

#[test]
fn own_tags_and_notes_are_kept_and_shared() {
    let place = Place::new();
    let (a, b) = (place.post("a.md"), place.post("b.md"));
    let (one, two) = (place.open(), place.open());
    one.memory();
    two.memory();
    let post = |post: &Arc<Post>| Annotated::Post(Arc::clone(post));
    let tagged = |targets, tag: &str, on| Change::Tagged(targets, tag.to_owned(), on);
    let story = Annotated::Story(page(1));
    one.store.keep(tagged(vec![post(&a), post(&b), story.clone()], "todo", true));
    one.store.keep(tagged(vec![post(&a)], "to read", true));
    one.store.keep(Change::Noted(vec![(story.clone(), "two\nlines".to_owned())]));
    one.store.keep(tagged(vec![post(&b)], "todo", false));
    one.store.settle(DEADLINE);
    // What another instance has written meanwhile is kept, also by one that has not heard of it.
    two.store.keep(tagged(vec![post(&a)], "weekly", true));
    two.store.keep(Change::Noted(vec![(post(&b), "gone".to_owned())]));
    two.store.keep(Change::Noted(vec![(post(&b), String::new())]));
    two.store.settle(DEADLINE);
    let expected = [
        (Target::Post(a.id), own(&["todo", "to read", "weekly"], "")),
        (Target::Story(page(1)), own(&["todo"], "two\nlines")),
    ];
    assert_eq!(recall(&place.file()).unwrap().marks.annotations, expected.into());
    let reported = loop {
        if let StoreReport::Changed { stories, .. } = two.news()
            && let [story] = stories.as_slice()
            && !story.annotation.note.is_empty()
        {
            break story.annotation.clone();
        }
    };
    assert_eq!(reported, own(&["todo"], "two\nlines"));
    one.store.keep(Change::Read(vec![Arc::clone(&a)], Some(true), DAY));
    one.store.settle(DEADLINE);
    assert_eq!(
        recall(&place.file()).unwrap().marks.annotations.len(),
        2,
        "other marks leave them alone"
    );
}

#[test]
fn many_start_at_the_same_moment() {
    let place = Place::new();
    let all: Vec<Open> = (0..8).map(|_| place.open()).collect();
    for (number, open) in all.iter().enumerate() {
        open.memory();
        open.store.keep(Change::Starred(
            vec![place.post(&format!("{number}.md"))],
            Some(true),
            DAY,
        ));
    }
    drop(all);
    assert_eq!(recall(&place.file()).unwrap().marks.starred.len(), 8);
}

#[test]
fn marks_follow_a_folder_that_moved() {
    let place = Place::new();
    let old = place.written("blog/2026/weekly.md");
    let stays = place.written("other/weekly.md");
    let open = place.open();
    open.memory();
    open.store.keep(Change::Read(vec![Arc::clone(&old)], Some(true), DAY));
    let annotated = Annotated::Post(Arc::clone(&old));
    open.store.keep(Change::Tagged(vec![annotated.clone()], "todo".to_owned(), true));
    open.store.keep(Change::Noted(vec![(annotated, "later".to_owned())]));
    open.store.keep(Change::Starred(vec![Arc::clone(&stays)], Some(true), DAY));
    fs::rename(place.folder.path().join("blog"), place.folder.path().join("notes")).unwrap();
    let moved = place.post("notes/2026/weekly.md");
    let named_otherwise = place.post("notes/2026/daily.md");
    open.store.settle(DEADLINE);
    // Commands find the state before the reader was started, and write nothing.
    for _ in 0..2 {
        let memory = recall_of(&place.file(), &[Arc::clone(&moved)]).unwrap();
        assert_eq!((memory.marks.read, memory.marks.starred.len()), ([old.id, moved.id].into(), 1));
        assert_eq!(memory.marks.days.read.get(&moved.id).copied(), DAY);
        assert_eq!(memory.marks.annotations[&Target::Post(moved.id)], own(&["todo"], "later"));
        assert_eq!(recall(&place.file()).unwrap().marks.read, [old.id].into());
    }
    open.store.keep(Change::Present(vec![Arc::clone(&moved), named_otherwise]));
    let StoreReport::Changed { posts, .. } = open.news() else { panic!() };
    let new = posts.iter().find(|post| post.post == moved.id).unwrap();
    assert!(
        new.read == Some(true) && new.starred.is_none(),
        "of the two, the one whose path is gone: {posts:?}"
    );
    assert_eq!((new.read_day, &new.annotation), (DAY, &own(&["todo"], "later")));
    drop(open);
    let memory = recall(&place.file()).unwrap();
    assert_eq!(memory.marks.read, [old.id, moved.id].into(), "a disk may be plugged in again");
    assert_eq!(memory.marks.starred, [stays.id].into());
}

#[test]
fn the_most_alike_path_is_followed_and_own_marks_are_not_overwritten() {
    let place = Place::new();
    let one = place.post("a/1/index.md");
    let two = place.post("a/2/index.md");
    let own = place.post("b/3/index.md");
    let open = place.open();
    open.memory();
    open.store.keep(Change::Read(vec![Arc::clone(&one)], Some(true), DAY));
    open.store.keep(Change::Starred(vec![two, place.post("a/3/index.md")], Some(true), DAY));
    open.store.keep(Change::Read(vec![Arc::clone(&own)], Some(false), None));
    let now = [place.post("b/1/index.md"), place.post("b/9/index.md"), own];
    open.store.keep(Change::Present(now.to_vec()));
    drop(open);
    let memory = recall(&place.file()).unwrap();
    assert!(memory.marks.read.contains(&now[0].id) && !memory.marks.starred.contains(&now[0].id));
    assert!(
        !memory.marks.starred.contains(&now[1].id) && !memory.marks.starred.contains(&now[2].id)
    );
}

#[test]
fn a_file_moved_while_it_is_shown_keeps_its_marks() {
    let place = Place::new();
    let (from, to) = (place.post("a.md"), place.post("b.md"));
    let open = place.open();
    open.memory();
    open.store.keep(Change::Starred(vec![Arc::clone(&from)], Some(true), DAY));
    open.store.keep(Change::Moved(vec![(from.id, Arc::clone(&to))]));
    drop(open);
    assert!(recall(&place.file()).unwrap().marks.starred.contains(&to.id));
}

/// Every file in the store's folder, with its contents.
fn bytes(place: &Place) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = place.file().parent().unwrap().to_owned();
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Opens a file in place of the store, tries to write, and asserts that nothing was changed.
fn refused(place: &Place) -> StoreErrorKind {
    let before = bytes(place);
    let open = place.open();
    let kind = open.error();
    open.store.keep(Change::Read(vec![place.post("a.md")], Some(true), DAY));
    let news = rest(open);
    assert!(news.is_empty(), "said once: {news:?}");
    assert!(recall(&place.file()).is_err());
    assert!(bytes(place) == before, "left as it was");
    kind
}

/// The reports until a store is closed.
fn rest(open: Open) -> Vec<StoreReport> {
    drop(open.store);
    open.news.try_iter().collect()
}

/// Fills a store with marks, closes it and returns the bytes of its file.
fn filled(place: &Place) -> Vec<u8> {
    let open = place.open();
    open.memory();
    let posts = (0..500).map(|number| place.post(&format!("{number}.md"))).collect();
    open.store.keep(Change::Read(posts, Some(true), DAY));
    drop(open);
    fs::read(place.file()).unwrap()
}

#[test]
fn what_makes_no_sense_is_left_alone() {
    let place = Place::new();
    let whole = filled(&place);
    assert!(whole.len() > 20_000, "the log was brought in at the end");
    place.put(b"no database at all, but longer than its header would have to be ............................");
    assert_eq!(refused(&place), StoreErrorKind::Damaged);
    let mut torn = whole.clone();
    torn[4096..].fill(0xAA);
    place.put(&torn);
    assert_eq!(refused(&place), StoreErrorKind::Damaged);
    let half = &whole[..whole.len() / 2];
    place.put(half);
    assert_eq!(refused(&place), StoreErrorKind::Damaged);
}

/// Makes the format of a store the one before there was a sync.
const WITHOUT_SYNC: &str = "
    DROP TABLE sync_machine; DROP TABLE sync_posts; DROP TABLE sync_marks; DROP TABLE sync_files;
    ALTER TABLE posts DROP COLUMN recorded; ALTER TABLE stories DROP COLUMN recorded;
    PRAGMA user_version = 7;";

#[test]
fn an_earlier_form_is_brought_to_the_newest_and_nothing_of_it_is_lost() {
    let place = Place::new();
    filled(&place);
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    connection.execute_batch(WITHOUT_SYNC).unwrap();
    connection
        .execute_batch(
            "DROP TABLE arrangement; DROP TABLE dismissed; DROP TABLE stories;
             ALTER TABLE posts DROP COLUMN read_day; ALTER TABLE posts DROP COLUMN starred_day;
             ALTER TABLE posts DROP COLUMN tags; ALTER TABLE posts DROP COLUMN note;
             DROP TABLE visits; DROP TABLE known;
             ALTER TABLE session DROP COLUMN stories; ALTER TABLE session DROP COLUMN story;
             INSERT INTO session VALUES (1, 'istio', NULL, 1);
             PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(connection);
    // Reading alone leaves it unchanged.
    let memory = recall(&place.file()).unwrap();
    assert_eq!((memory.arrangement, memory.marks.seen.len()), (Arrangement::default(), 0));
    let session = Session { query: "istio".to_owned(), reading: true, ..Session::default() };
    assert_eq!(memory.session.as_ref(), Some(&session));
    let open = place.open();
    let memory = open.memory();
    assert_eq!(
        (memory.marks.read.len(), memory.marks.days.read.len()),
        (500, 0),
        "read at an unknown time"
    );
    assert_eq!(memory.session, Some(session));
    let arrangement = Arrangement { facets_border: 2, ..Arrangement::default() };
    open.store.keep(Change::Arrangement(arrangement));
    open.store.keep(Change::Seen(vec![(page(1), Some(true))], DAY));
    drop(open);
    assert_eq!(recall(&place.file()).unwrap().marks.seen, [(page(1), true)].into_iter().collect());
    assert_eq!(recall(&place.file()).unwrap().arrangement.facets_border, 2);
}

#[test]
fn a_newer_form_and_another_programs_file_are_left_alone() {
    let place = Place::new();
    filled(&place);
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    connection
        .pragma_update(None, "user_version", schema::NEWEST.cast_signed() as i64 + 1)
        .unwrap();
    drop(connection);
    assert_eq!(refused(&place), StoreErrorKind::Newer);
    fs::remove_file(place.file()).unwrap();
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    connection.execute_batch("CREATE TABLE other (x); INSERT INTO other VALUES (1);").unwrap();
    drop(connection);
    assert_eq!(refused(&place), StoreErrorKind::Foreign);
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let place = Place::new();
    fs::write(place.folder.path().join("data"), "a file where the folder should be").unwrap();
    assert!(matches!(place.open().error(), StoreErrorKind::NoFolder(_)));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    filled(&place);
    let memory = recall(&place.file()).unwrap();
    let folder = place.file().parent().unwrap().to_owned();
    let rights = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    rights(&place.file(), 0o444);
    rights(&folder, 0o555);
    // A user who may write anyway, such as root, cannot be refused.
    let is_refused = fs::write(folder.join("probe"), "").is_err();
    let before = fs::read(place.file()).unwrap();
    if is_refused {
        // The state is known all the same.
        let open = place.open();
        assert_eq!((open.memory(), open.error()), (memory.clone(), StoreErrorKind::ReadOnly));
        assert_eq!(recall(&place.file()), Ok(memory));
        assert_eq!(fs::read(place.file()).unwrap(), before);
    }
    rights(&folder, 0o755);
    rights(&place.file(), 0o644);
}

#[test]
fn a_lock_is_waited_for_and_said_once() {
    let place = Place::new();
    let open = place.open();
    open.memory();
    let other = place.lock();
    let post = place.post("a.md");
    open.store.keep(Change::Read(vec![Arc::clone(&post)], Some(true), DAY));
    assert_eq!(open.error(), StoreErrorKind::Locked);
    open.store.keep(Change::Starred(vec![Arc::clone(&post)], Some(true), DAY));
    other.execute_batch("COMMIT").unwrap();
    let rest = rest(open);
    assert!(rest.is_empty(), "{rest:?}");
    let memory = recall(&place.file()).unwrap();
    assert_eq!((memory.marks.read, memory.marks.starred), ([post.id].into(), [post.id].into()));
}

#[test]
fn what_has_settled_is_in_the_file() {
    let place = Place::new();
    let post = place.post("a.md");
    let open = place.open();
    open.memory();
    open.store.keep(Change::Starred(vec![Arc::clone(&post)], Some(true), DAY));
    open.store.settle(DEADLINE);
    assert!(recall(&place.file()).unwrap().marks.starred.contains(&post.id));
    // `settle` waits no longer than its patience for a write that cannot succeed.
    let _other = place.lock();
    open.store.keep(Change::Starred(vec![post], Some(false), None));
    open.store.settle(Duration::from_millis(1));
    assert_eq!(recall(&place.file()).unwrap().marks.starred.len(), 1);
}

#[test]
fn what_the_last_write_came_to_is_told() {
    let place = Place::new();
    let post = place.post("a.md");
    let open = place.open();
    open.memory();
    assert_eq!(open.store.close(), None);
    let open = place.open();
    open.memory();
    let _other = place.lock();
    open.store.keep(Change::Starred(vec![post], Some(true), DAY));
    let lost = open.store.close().unwrap();
    assert_eq!(lost, StoreError { file: place.file(), kind: StoreErrorKind::Locked });
    // State that concerns a single run is not reported as lost.
    let open = place.open();
    open.memory();
    open.store.keep(Change::Arrangement(Arrangement { zen: true, ..Arrangement::default() }));
    assert_eq!(open.store.close(), None);
}

/// A post of a number of days ago.
fn dated(place: &Place, path: &str, days_ago: i64) -> Arc<Post> {
    let date = ZonedDateTime::now().date().saturating_sub(days_ago.days());
    Arc::new(Post { date: Some(date), ..(*place.post(path)).clone() })
}

/// Moves all visits back in time, as if the clock had gone on by a number of seconds.
fn wait(place: &Place, seconds: i64) {
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    connection.execute("UPDATE visits SET active = active - ?1", [seconds]).unwrap();
}

/// The paths of the posts that are new for an instance that starts now, or `None` on a first visit.
fn new<'p>(open: &Open, posts: &'p [Arc<Post>]) -> Option<Vec<&'p str>> {
    let visit = open.memory().last_visit?;
    let new = posts.iter().filter(|post| visit.is_new(post));
    Some(new.map(|post| post.path.rsplit('/').next().unwrap()).collect())
}

#[test]
fn what_came_in_since_the_last_visit_is_new_in_all_instances_of_the_next() {
    let place = Place::new();
    let posts = ["new.md", "late.md", "known.md", "old.md"].into_iter().zip([0, 20, 2, 40]);
    let posts: Vec<_> = posts.map(|(path, days)| dated(&place, path, days)).collect();
    let first = place.open();
    assert_eq!(new(&first, &posts), None);
    first.store.keep(Change::Present(vec![Arc::clone(&posts[2])]));
    let beside = place.open();
    assert_eq!(new(&beside, &posts), None, "the same visit");
    drop((first, beside));
    assert_eq!(new(&place.open(), &posts), None, "and so is one a moment later");
    wait(&place, 7_200);
    let second = place.open();
    assert_eq!(new(&second, &posts), Some(vec!["new.md", "late.md"]));
    second.store.keep(Change::Present(posts.clone()));
    second.store.settle(DEADLINE);
    wait(&place, 7_200);
    assert_eq!(
        recall(&place.file()).unwrap().last_visit.map(|visit| visit.is_new(&posts[0])),
        Some(false)
    );
    let beside = place.open();
    assert_eq!(new(&beside, &posts), Some(vec!["new.md", "late.md"]), "another one is running");
    drop((second, beside));
    wait(&place, 7_200);
    assert_eq!(new(&place.open(), &posts), Some(vec![]));
    let moved = [dated(&place, "elsewhere/new.md", 0)];
    assert_eq!(new(&place.open(), &moved), Some(vec![]));
}

#[test]
fn posts_that_come_in_after_the_last_use_are_new_when_a_running_program_is_used_again() {
    let place = Place::new();
    let posts = [dated(&place, "b.md", 0), dated(&place, "a.md", 1)];
    let open = place.open();
    let beside = place.open();
    open.memory();
    beside.memory();
    // Both have joined the visit.
    beside.store.settle(DEADLINE);
    open.store.keep(Change::Present(vec![Arc::clone(&posts[1])]));
    open.store.settle(DEADLINE);
    open.store.keep(Change::Arrived(vec![Arc::clone(&posts[0])]));
    wait(&place, 10 * 3_600);
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    open.store.keep(Change::Used);
    for instance in [&open, &beside] {
        let StoreReport::OtherVisit(Some(last)) = instance.news() else { panic!("a visit") };
        assert!(last.is_new(&posts[0]) && !last.is_new(&posts[1]));
    }
    let visits: i64 =
        connection.query_row("SELECT count(*) FROM visits", [], |row| row.get(0)).unwrap();
    assert_eq!(visits, 2);
    drop((open, beside));
    wait(&place, 7_200);
    assert_eq!(new(&place.open(), &posts), Some(vec![]));
}

#[test]
fn a_store_without_visits_begins_with_a_first_one() {
    let place = Place::new();
    filled(&place);
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    connection.execute_batch(WITHOUT_SYNC).unwrap();
    connection
        .execute_batch("DROP TABLE visits; DROP TABLE known; PRAGMA user_version = 5;")
        .unwrap();
    drop(connection);
    assert_eq!(recall(&place.file()).unwrap().last_visit, None);
    let open = place.open();
    let memory = open.memory();
    assert_eq!((memory.last_visit, memory.marks.read.len()), (None, 500));
    open.store.keep(Change::Present(vec![dated(&place, "a.md", 1)]));
    drop(open);
    wait(&place, 7_200);
    assert_eq!(new(&place.open(), &[dated(&place, "a.md", 1)]), Some(vec![]));
}
