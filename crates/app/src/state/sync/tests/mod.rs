//! The sync as several machines use it: each has a store, its own copy of the folder, and its own roots.

mod files;
mod machines;
mod merging;

use super::record::{MarkRecord, SyncedMark};
use super::*;
use crate::post::{Date, Origin, PageId, PostId, SearchText};
use crate::state::memory::{Annotated, Change};
use crate::state::visits::Attendance;
use crate::state::{read, write};
use std::collections::BTreeMap;
use std::fs;
use std::iter::empty;
use tempfile::TempDir;

const DAY: Option<Date> = Some(Date::constant(2026, 8, 15));

/// A post in a file.
fn post(path: &Path, title: &str) -> Arc<Post> {
    let search = SearchText::new(title, empty(), empty(), empty(), title, &[]);
    Arc::new(Post {
        id: PostId::of(path.as_os_str().as_encoded_bytes()),
        path: path.display().to_string().into(),
        elsewhere: Some(Origin::File(path.to_owned())),
        title: title.into(),
        date: Some(Date::constant(2026, 1, 14)),
        search,
        ..Post::bare("")
    })
}

/// Marks by the post or story, in a form that does not depend on the machine.
type Marks = BTreeMap<String, String>;

/// A machine with the posts `a.md`, `b.md` and `c.md` in a root.
struct TestMachine {
    place: TempDir,
    root: &'static str,
    posts: Vec<Arc<Post>>,
    connection: Connection,
    sync: MarkSync,
    attendance: Attendance,
}

impl TestMachine {
    fn new() -> Self {
        Self::with_root("blog")
    }

    fn with_root(root: &'static str) -> Self {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("sync")).unwrap();
        Self::at(place, root)
    }

    /// A machine whose folders are there.
    fn at(place: TempDir, root: &'static str) -> Self {
        let at = place.path().join(root);
        let names = ["a", "b", "c"];
        let posts = names.map(|name| post(&at.join(format!("_posts/{name}.md")), name)).to_vec();
        let store = place.path().join("data/memory.db");
        let connection = schema::open(&store).unwrap();
        let settings = SyncSettings { folder: place.path().join("sync"), roots: vec![at] };
        let sync = MarkSync::new(&store, settings);
        let attendance = Attendance::new(false);
        Self { place, root, posts, connection, sync, attendance }
    }

    /// Ends the program and starts it again.
    fn restarted(self) -> Self {
        let Self { place, root, connection, .. } = self;
        drop(connection);
        let mut machine = Self::at(place, root);
        machine.start();
        machine
    }

    /// A pass with all posts, as at the start of the program.
    fn start(&mut self) -> PassResult {
        let posts = self.posts.clone();
        self.sync.pass(&mut self.connection, &posts).unwrap()
    }

    /// A pass after a change in the folder; returns the errors.
    fn pass(&mut self) -> Vec<SyncErrorKind> {
        let result = self.sync.pass(&mut self.connection, &[]).unwrap();
        result.errors.into_iter().map(|error| error.kind).collect()
    }

    /// Sets marks in the store, but does not write them to the folder.
    fn keep(&mut self, change: Change) {
        let roots = &self.sync.settings.roots;
        let changes = [change];
        write::write(&mut self.connection, &changes, &mut self.attendance, roots).unwrap();
    }

    fn mark(&mut self, change: Change) {
        self.keep(change);
        self.sync.write(&mut self.connection).unwrap();
    }

    fn read(&mut self, number: usize, on: Option<bool>) {
        self.mark(Change::Read(vec![Arc::clone(&self.posts[number])], on, DAY));
    }

    /// Sets any of some marks.
    fn mark_any(&mut self, kind: usize, on: bool) {
        let post = Arc::clone(&self.posts[kind % 3]);
        let annotated = Annotated::Post(Arc::clone(&post));
        let page = PageId(kind as u64 % 2);
        self.mark(match kind / 6 {
            0 => Change::Read(vec![post], Some(on), DAY),
            1 => Change::Starred(vec![post], on.then_some(true), DAY),
            2 => Change::Tagged(vec![annotated], format!("t{}", kind % 2), on),
            3 => Change::Noted(vec![(
                annotated,
                if on { format!("note {kind}") } else { String::new() },
            )]),
            4 => Change::Seen(vec![(page, Some(on))], DAY),
            _ => Change::Noted(vec![(Annotated::Story(page), format!("{on}"))]),
        });
    }

    fn memory(&self) -> crate::post::Marks {
        read::all(&self.connection, false).unwrap().marks
    }

    fn marks(&self) -> Marks {
        let mut marks = Marks::new();
        for mut row in read::posts_since(&self.connection, 0).unwrap() {
            // Tags stand in the order in which a machine has got to know them.
            row.annotation.tags.sort_unstable();
            let Some(post) = self.posts.iter().find(|post| post.id == row.post) else { continue };
            let state = (row.read, row.read_day, row.starred, row.starred_day, row.annotation);
            if state != (None, None, None, None, crate::post::Annotation::default()) {
                marks.insert(post.title.to_string(), format!("{state:?}"));
            }
        }
        for row in read::stories_since(&self.connection, 0).unwrap() {
            let state = (row.seen, row.seen_day, row.starred, row.starred_day, row.annotation);
            if state != (None, None, None, None, crate::post::Annotation::default()) {
                marks.insert(format!("story {}", row.page.0), format!("{state:?}"));
            }
        }
        marks
    }

    fn is_read(&self, number: usize) -> Option<bool> {
        let memory = self.memory();
        let id = self.posts[number].id;
        let unread = memory.unread.contains(&id).then_some(false);
        memory.read.contains(&id).then_some(true).or(unread)
    }

    fn id(&self) -> String {
        Machine::load(&self.connection).unwrap().unwrap().id
    }

    fn folder(&self) -> PathBuf {
        self.sync.settings.folder.clone()
    }

    fn own_file(&self) -> PathBuf {
        file_of(&self.folder(), &self.id())
    }

    /// The lines of its own file.
    fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(self.own_file()).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Copies the files of this machine's folder to that of another one, as a sync program would: each file
    /// is replaced, unless the other machine writes it itself.
    fn copy_to(&self, other: &mut Self) {
        let machine = Machine::load(&other.connection).unwrap();
        let own = machine.map(|machine| file_of(&other.folder(), &machine.id));
        for file in files(&self.folder()).unwrap() {
            if file.file_name() != own.as_deref().and_then(Path::file_name) {
                fs::copy(&file, other.folder().join(file.file_name().unwrap())).unwrap();
            }
        }
        assert_eq!(other.pass(), []);
    }
}

/// Copies the own file of each machine to all others, until all have everything.
fn exchange(machines: &mut [TestMachine]) {
    for from in 0..machines.len() {
        for to in 0..machines.len() {
            if from != to {
                let own = machines[from].own_file();
                if own.exists() {
                    fs::copy(&own, machines[to].folder().join(own.file_name().unwrap())).unwrap();
                }
            }
        }
    }
    for machine in machines {
        assert_eq!(machine.pass(), []);
    }
}
