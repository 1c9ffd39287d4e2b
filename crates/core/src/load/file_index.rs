//! The index of all files under some roots, and its update when some of them are read again.

use super::gather::LoadProgress;
use super::read::{FileReading, ReadContext};
use super::roots::Roots;
use super::scan::{SourceFile, WalkResult, walk};
use super::series::AllSeries;
use super::stamp::{Content, Stamp};
use crate::file;
use crate::library::{Aliases, Library};
use crate::post::{Diagnostic, Origin, Post, PostId};
use crate::stories::Neighbours;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All files that were read, and the results.
#[derive(Debug, Default)]
pub struct FileIndex {
    library: Arc<Library>,
    aliases: Arc<Aliases>,
    problems: Arc<Vec<Diagnostic>>,
    /// All files, including those that are not posts: unreadable files, and section pages without
    /// text.
    files: HashMap<PostId, Option<Stamp>>,
    /// Files that may have changed since without a new stamp.
    doubtful: HashSet<PostId>,
    /// Paths of files that are not posts.
    others: HashMap<PostId, PathBuf>,
    /// Diagnostics per file, only for files that have some.
    findings: HashMap<PostId, Vec<Diagnostic>>,
    /// Evidence about all files, and the verdicts on their neighbours.
    series: AllSeries,
    /// Posts that were added but are not in the library yet.
    fresh: Vec<Arc<Post>>,
    pub(super) walked: WalkResult,
}

/// A change on the disk, after all files concerned were read.
#[derive(Clone, Debug)]
pub struct LibraryChange {
    /// All posts.
    pub library: Arc<Library>,
    /// All diagnostics, errors first.
    pub problems: Arc<Vec<Diagnostic>>,
    /// Posts that were read again.
    pub changed: Vec<PostId>,
    /// Posts whose file was only moved, as pairs of the old and the new id.
    pub moved: Vec<(PostId, PostId)>,
    /// Number of new posts, without moved ones.
    pub new: usize,
    /// Number of removed posts, without moved ones.
    pub gone: usize,
}

impl FileIndex {
    /// An empty index. `aliases` will merge tags and categories.
    pub(super) fn new(aliases: &Arc<Aliases>) -> Self {
        Self { aliases: Arc::clone(aliases), ..Self::default() }
    }

    /// Number of files that were read.
    pub(super) fn files(&self) -> usize {
        self.files.len()
    }

    /// Returns `true` if the file was read.
    pub(super) fn has(&self, id: PostId) -> bool {
        self.files.contains_key(&id)
    }

    /// The verdict on the neighbours of the file at a path, in its displayed form.
    pub(super) fn neighbours_of(&self, shown: &str) -> Neighbours {
        self.series.neighbours_of(shown)
    }

    /// Loads the texts that were left in the cache, so that a search need not wait for them.
    pub(super) fn load_texts(&self) {
        for post in self.library.posts() {
            post.search.whole();
        }
    }

    /// The state as a snapshot that is not the last one.
    pub(super) fn progress(&self, total: Option<usize>) -> LoadProgress {
        LoadProgress {
            library: Arc::clone(&self.library),
            read: self.files.len(),
            total,
            problems: Arc::clone(&self.problems),
            done: false,
        }
    }

    /// Updates the index with files that were read, and removes those that are gone. Posts whose
    /// stories change because the verdict on their neighbours does are read again. The other posts
    /// are shared with the previous library. Returns `None` if nothing changed.
    pub(super) fn take(
        &mut self,
        context: &ReadContext,
        readings: impl Iterator<Item = FileReading>,
        gone: &[PostId],
    ) -> Option<LibraryChange> {
        // The contents of removed files, by which a renamed file is recognised.
        let mut left: HashMap<Content, PostId> = HashMap::new();
        let mut fresh: HashMap<PostId, Option<Arc<Post>>> = HashMap::new();
        for id in gone {
            self.findings.remove(id);
            self.others.remove(id);
            self.doubtful.remove(id);
            self.series.forget(*id);
            if let Some(content) = self.files.remove(id).flatten().and_then(Stamp::unique) {
                left.insert(content, *id);
            }
            fresh.insert(*id, None);
        }
        let mut moved = Vec::new();
        for reading in readings {
            let (id, stamp) = (reading.id, reading.stamp);
            let (is_new, post) = self.note(reading);
            let unique = stamp.filter(|_| is_new && post.is_some()).and_then(Stamp::unique);
            moved.extend(unique.and_then(|content| left.remove(&content)).map(|from| (from, id)));
            fresh.insert(id, post);
        }
        let mut posts = Vec::with_capacity(self.library.posts().len() + fresh.len());
        let mut changed = Vec::new();
        let mut lost = HashSet::new();
        for post in self.library.posts() {
            match fresh.remove(&post.id) {
                None => posts.push(Arc::clone(post)),
                Some(Some(again)) => {
                    changed.push(post.id);
                    posts.push(again);
                }
                Some(None) => {
                    lost.insert(post.id);
                }
            }
        }
        let kept = posts.len();
        posts.extend(fresh.into_values().flatten());
        let new = posts.len() - kept;
        let known: HashSet<PostId> = changed.iter().copied().collect();
        let turned = self.series.settle(context, &mut posts);
        let is_old = |at: &usize| *at < kept && !known.contains(&posts[*at].id);
        changed.extend(turned.into_iter().filter(is_old).map(|at| posts[at].id));
        moved.retain(|(from, _)| lost.contains(from));
        let problems = self.all_problems();
        let same_posts = changed.is_empty() && lost.is_empty() && new == 0;
        if same_posts && problems == *self.problems {
            return None;
        }
        if !same_posts {
            self.library = library(posts, &self.aliases);
        }
        self.problems = Arc::new(problems);
        Some(LibraryChange {
            library: Arc::clone(&self.library),
            problems: Arc::clone(&self.problems),
            new: new - moved.len(),
            gone: lost.len() - moved.len(),
            changed,
            moved,
        })
    }

    /// Adds files that were read for the first time. [`Self::renew`] puts their posts into the
    /// library.
    pub(super) fn add(&mut self, readings: Vec<FileReading>) {
        for reading in readings {
            if let (true, post) = self.note(reading) {
                self.fresh.extend(post);
            }
        }
    }

    /// Rebuilds the library from its posts and those that were added.
    pub(super) fn renew(&mut self) {
        if !self.fresh.is_empty() {
            let posts = self.all_posts();
            self.library = library(posts, &self.aliases);
        }
        self.problems = Arc::new(self.all_problems());
    }

    /// Completes the library once all files were added: judges the neighbours of all posts, and
    /// updates the posts whose stories change by that.
    pub(super) fn settle(&mut self, roots: &Roots, context: &ReadContext) {
        let mut posts = self.all_posts();
        self.series.learn_beside(roots, context);
        let turned = self.series.settle(context, &mut posts);
        if !turned.is_empty() || posts.len() > self.library.posts().len() {
            self.library = library(posts, &self.aliases);
        }
        self.problems = Arc::new(self.all_problems());
    }

    /// The posts of the library, and those that were added.
    fn all_posts(&mut self) -> Vec<Arc<Post>> {
        let added = std::mem::take(&mut self.fresh);
        let known = self.library.posts();
        let mut posts = Vec::with_capacity(known.len() + added.len());
        posts.extend(known.iter().cloned());
        posts.extend(added);
        posts
    }

    /// Records everything about a file that was read except its post. Returns `true` if the file is
    /// new, and the post.
    fn note(&mut self, reading: FileReading) -> (bool, Option<Arc<Post>>) {
        let is_new = self.remember(&reading);
        self.series.note(&reading);
        let FileReading { id, post, other, findings, .. } = reading;
        match other {
            Some(Origin::File(path)) => drop(self.others.insert(id, path)),
            _ => drop(self.others.remove(&id)),
        }
        if findings.is_empty() {
            self.findings.remove(&id);
        } else {
            self.findings.insert(id, findings);
        }
        (is_new, post)
    }

    /// Records the stamp of a file that was read. Returns `true` if the file is new.
    fn remember(&mut self, reading: &FileReading) -> bool {
        let id = reading.id;
        if reading.doubtful {
            self.doubtful.insert(id);
        } else {
            self.doubtful.remove(&id);
        }
        self.files.insert(id, reading.stamp).is_none()
    }

    /// Returns `true` if a file that was read again yields the same post and diagnostics. Its stamp
    /// is then recorded, and nothing else needs updating.
    pub(super) fn confirms(&mut self, reading: &FileReading) -> bool {
        let content = |stamp: Option<Stamp>| stamp.map(|stamp| stamp.content);
        let before = self.files.get(&reading.id).copied().flatten();
        let post = self.library.position(reading.id).and_then(|at| self.library.post(at));
        let findings = self.findings.get(&reading.id).map_or(&[][..], Vec::as_slice);
        let again = reading.post.as_ref().map(|post| self.series.settled(post));
        let is_same = before.is_some()
            && content(before) == content(reading.stamp)
            && post == again.as_ref()
            && findings == reading.findings;
        if is_same {
            self.remember(reading);
        }
        is_same
    }

    /// Merges other tags and categories in the known posts.
    pub(super) fn rename(&mut self, aliases: &Arc<Aliases>) -> LibraryChange {
        self.aliases = Arc::clone(aliases);
        let posts = self.library.posts().to_vec();
        self.library = library(posts, aliases);
        LibraryChange {
            library: Arc::clone(&self.library),
            problems: Arc::clone(&self.problems),
            changed: Vec::new(),
            moved: Vec::new(),
            new: 0,
            gone: 0,
        }
    }

    /// Walks the roots again. Returns the files that are new or changed, and those that are gone.
    /// With `closely`, files that may have changed without a new stamp are included.
    pub(super) fn changed_files(
        &mut self,
        roots: &Roots,
        closely: bool,
    ) -> (Vec<SourceFile>, Vec<PostId>) {
        let had_room = file::has_room();
        let mut missing: HashSet<PostId> = self.files.keys().copied().collect();
        let mut other = Vec::new();
        let walked = walk(roots, |file| {
            missing.remove(&file.id);
            let is_other = self.files.get(&file.id) != Some(&file.path().and_then(Stamp::at));
            if is_other || closely && self.doubtful.contains(&file.id) {
                other.push(file);
            }
            true
        });
        // If no more files can be opened, nothing is found, which does not mean that it is gone.
        if !had_room || !file::has_room() {
            return (Vec::new(), Vec::new());
        }
        self.walked = walked;
        (other, missing.into_iter().collect())
    }

    /// Forgets a removed folder of a tree. Returns the files that were in it.
    pub(super) fn lose(&mut self, number: usize, folder: &Path) -> Vec<PostId> {
        let tree = &self.walked.trees[number];
        let Ok(below) = folder.strip_prefix(&tree.absolute) else { return Vec::new() };
        let given = tree.given.join(below);
        let posts = self.library.posts().iter().filter_map(|post| Some((post.id, post.file()?)));
        let files = posts.chain(self.others.iter().map(|(id, path)| (*id, path.as_path())));
        let gone = files.filter(|(_, path)| path.starts_with(&given)).map(|(id, _)| id).collect();
        self.walked.lose(number, folder);
        gone
    }

    fn all_problems(&self) -> Vec<Diagnostic> {
        let findings = self.findings.values().flatten();
        let mut problems: Vec<Diagnostic> =
            self.walked.all_problems().chain(findings).cloned().collect();
        sort_problems(&mut problems);
        problems
    }
}

/// A library with its tables, so that no thread that draws waits for them.
fn library(posts: Vec<Arc<Post>>, aliases: &Aliases) -> Arc<Library> {
    let library = Library::with_aliases(posts, aliases);
    library.make_tables();
    Arc::new(library)
}

/// Sorts diagnostics, errors first, then by path and position, and removes those that several roots
/// have reported.
pub fn sort_problems(problems: &mut Vec<Diagnostic>) {
    problems.sort_by(|a, b| {
        (b.severity, &a.path, a.line, a.column).cmp(&(a.severity, &b.path, b.line, b.column))
    });
    problems.dedup();
}
