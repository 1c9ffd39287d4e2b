//! Reading a file into a post. Any file that can be opened yields one, whatever it contains.

use super::cache::ReadingCache;
use super::named::{full_path, named_path, title_by_name};
use super::named_roots::NamedRoots;
use super::opening::opening;
use super::roots::Roots;
use super::scan::SourceFile;
use super::site::is_section_page;
use super::source::{MAX_BYTES, MAX_PARTS, SourceText};
use super::stamp::{Stamp, TICK, is_doubtful};
use crate::markdown::{self, Block, Flavor, Outline, excerpt, outline_as};
use crate::post::{
    Diagnostic, DiagnosticCode, DiagnosticMessage, Labels, Origin, Post, PostId, SearchText,
    Severity, Story, StoryExcerpt, StoryLink, Stretch, date_after_name, date_in_path,
    day_in_heading, front_matter,
};
use crate::stories::{self, Evidence, FoundStory, Name, Neighbours};
use crate::threads;
use crate::web::{is_web, shown};
use foldhash::HashSet;
use std::borrow::Cow;
use std::hint::black_box;
use std::io;
use std::iter;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Maximum number of files that a thread takes at once. Taking fewer makes the threads wait for one another.
const MAX_PORTION: usize = 48;
/// A thread takes one in this many of the files that are left, so that all threads end at the same time.
const SHARE: usize = 16;

/// Bytes allocated while [`ROOM_FOR`] posts are read. glibc returns larger blocks than 128 KiB to the
/// system at once.
const ROOM: usize = 112 << 10;
const ROOM_FOR: usize = 12;

/// Reads a post again for the reader, as Markdown blocks. For a long text, `opening` is called with
/// the first part well before the rest is parsed.
///
/// # Errors
///
/// Fails with the system's error if the file cannot be read.
pub fn body(origin: &Origin, opening: impl FnOnce(Vec<Block>)) -> io::Result<Vec<Block>> {
    with_body(origin, |text, flavor| {
        if let Some(beginning) = markdown::opening(text) {
            opening(markdown::parse_as(&beginning, flavor));
        }
        markdown::parse_as(text, flavor)
    })
}

/// Reads a post again, and calls `read` with its Markdown text and flavor.
pub(super) fn with_body<T>(origin: &Origin, read: impl FnOnce(&str, Flavor) -> T) -> io::Result<T> {
    let mut buffer = Vec::new();
    let (source, _) = SourceText::of(origin, None, &mut buffer)?;
    Ok(read(&source.text[front_matter(&source.text).body_start..], flavor(origin)))
}

/// The Markdown flavor of a post.
pub fn flavor(origin: &Origin) -> Flavor {
    match origin {
        Origin::File(path) => Flavor::of(path),
        Origin::Embedded(_) | Origin::Memory(_) | Origin::Input(_) => Flavor::default(),
    }
}

/// Reads a post again for its text as written: its headings, and all of the plain text.
///
/// # Errors
///
/// Fails with the system's error if the file cannot be read.
pub fn words(origin: &Origin) -> io::Result<(Vec<String>, String)> {
    with_body(origin, |text, flavor| {
        let outline = outline_as(text, flavor);
        (outline.headings.into_iter().map(|heading| heading.text).collect(), outline.plain)
    })
}

/// Reads a post's whole text again, cleaned. Lines and columns of findings refer to it.
///
/// # Errors
///
/// Fails with the system's error if the file cannot be read.
pub fn text(origin: &Origin) -> io::Result<String> {
    SourceText::of(origin, None, &mut Vec::new()).map(|(source, _)| source.text.into_owned())
}

/// Line of a post's file, from 1, that contains a byte of its Markdown text.
///
/// # Errors
///
/// Fails with the system's error if the file cannot be read.
pub fn line_of(origin: &Origin, offset: usize) -> io::Result<usize> {
    let text = text(origin)?;
    let end = (front_matter(&text).body_start + offset).min(text.len());
    Ok(memchr::memchr_iter(b'\n', &text.as_bytes()[..end]).count() + 1)
}

/// Reads a post again for the texts of its stories (see [`stories::body`]): one for each, in their order.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn story_bodies(post: &Post) -> io::Result<Vec<String>> {
    of_each_story(post, stories::body)
}

/// Reads a post again for the excerpts of its stories, which are not kept: one for each story, in order.
///
/// # Errors
///
/// Fails with the system's error if the file cannot be read.
pub fn excerpts(post: &Post) -> io::Result<Vec<StoryExcerpt>> {
    of_each_story(post, stories::excerpt)
}

/// A post's report of a story, read again: its text as [`stories::body`] has it, and its blocks. These are
/// without a heading of the story's own, and end after `most` bytes; `true` if there are more.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn report(post: &Post, story: &Story, most: usize) -> io::Result<(String, Vec<Block>, bool)> {
    with_body(&post.origin(), |text, flavor| {
        let body = stories::body(&outline_as(text, flavor), story);
        let Range { start, end } = story.extent();
        let part = start..end.min(start + most);
        let mut blocks = excerpt(&markdown::parse_as(text, flavor), &part);
        if blocks.first().is_some_and(|first| first.heading_text(story.level).is_some()) {
            blocks.remove(0);
        }
        (body, blocks, end - start > most)
    })
}

fn of_each_story<T>(post: &Post, text: impl Fn(&Outline, &Story) -> T) -> io::Result<Vec<T>> {
    with_body(&post.origin(), |body, flavor| {
        let outline = outline_as(body, flavor);
        post.stories.iter().map(|story| text(&outline, story)).collect()
    })
}

/// The result of reading a file.
pub(super) struct FileReading {
    /// Id of the file.
    pub id: PostId,
    /// The post. `None` if the file cannot be read at all, or is a section page without text of its
    /// own.
    pub post: Option<Arc<Post>>,
    /// Origin of the file, if it is not a post.
    pub other: Option<Origin>,
    /// The evidence that the file is a digest, and the kind of neighbours assumed.
    pub evidence: (Evidence, Neighbours),
    /// The title, if it comes from the heading that opens the text.
    pub heading_title: Option<String>,
    /// Problems found in the file.
    pub findings: Vec<Diagnostic>,
    /// Stamp of the file, if it is on the disk.
    pub stamp: Option<Stamp>,
    /// `true` if an equal stamp does not guarantee that the file is unchanged: it was changed just
    /// before, or could not be read, which may be temporary.
    pub doubtful: bool,
}

/// State shared by all readers of one load.
pub(super) struct ReadContext {
    /// The named folders.
    named: Arc<NamedRoots>,
    /// Readings of earlier loads.
    pub cache: Option<ReadingCache>,
    /// Time after a change of a file during which another change may leave its stamp as it is.
    tick: Duration,
}

impl ReadContext {
    /// A context for the files below some roots. `caches` is the folder for caches.
    pub fn new(roots: &Roots, caches: Option<&Path>) -> Self {
        let named = Arc::new(NamedRoots::new(roots));
        let cache = caches.and_then(|caches| ReadingCache::open(caches, roots, &named));
        Self { named, cache, tick: TICK }
    }

    /// The same context for a file system whose clock has this resolution.
    #[cfg(test)]
    pub fn with_tick(self, tick: Duration) -> Self {
        Self { tick, ..self }
    }
}

/// The state with which one thread reads files.
pub(super) struct FileReader<'r> {
    context: &'r ReadContext,
    /// Buffer for a file's contents, reused for all files.
    buffer: Vec<u8>,
    /// Buffer for a record of the cache.
    record: Vec<u8>,
    shared: SharedLabels,
}

/// Tags, categories and authors of the posts read so far, each stored once.
#[derive(Default)]
pub(super) struct SharedLabels(HashSet<Arc<str>>);

impl SharedLabels {
    /// The labels of a post, sharing the text of equal labels seen before.
    pub fn all(&mut self, values: &[impl AsRef<str>]) -> Labels {
        let mut share = |value: &str| {
            if let Some(known) = self.0.get(value) {
                return Arc::clone(known);
            }
            let value: Arc<str> = Arc::from(value);
            self.0.insert(Arc::clone(&value));
            value
        };
        values.iter().map(|value| share(value.as_ref())).collect()
    }
}

impl<'r> FileReader<'r> {
    /// A reader in the given context.
    pub fn new(context: &'r ReadContext) -> Self {
        Self { context, buffer: Vec::new(), record: Vec::new(), shared: SharedLabels::default() }
    }

    /// Reads files of whose neighbours nothing is known, best a [`portion`] of them at a time.
    pub fn read(&mut self, files: Vec<SourceFile>) -> Vec<FileReading> {
        self.read_among(files.into_iter().map(|file| (file, Neighbours::Unknown)).collect())
    }

    /// Reads files, each with the kind of its neighbours, best a [`portion`] of them at a time.
    pub fn read_among(&mut self, files: Vec<(SourceFile, Neighbours)>) -> Vec<FileReading> {
        let mut readings = Vec::with_capacity(files.len());
        for (number, (file, among)) in files.into_iter().enumerate() {
            // Make the allocator request the memory from the system at once. Otherwise glibc asks for a
            // page or two again and again, and the other threads wait each time.
            if number % ROOM_FOR == 0 {
                drop(black_box(Vec::<u8>::with_capacity(ROOM)));
            }
            readings.push(FileReading::of(file, among, self));
        }
        readings
    }
}

/// Reads files, each with the kind of its neighbours, on as many threads as there are processors.
/// The results are in no particular order.
pub(super) fn read_all(
    context: &ReadContext,
    files: Vec<(SourceFile, Neighbours)>,
) -> Vec<FileReading> {
    let count = threads::processors().min(files.len());
    let files = Mutex::new(files.into_iter());
    let work = || {
        let mut reader = FileReader::new(context);
        let next = || Some(take_portion(&files)).filter(|files| !files.is_empty());
        iter::from_fn(next).flat_map(|files| reader.read_among(files)).collect::<Vec<_>>()
    };
    threads::all((0..count).map(|_| work)).into_iter().flatten().collect()
}

/// Number of files that a thread takes at once when this many are left.
pub(super) fn portion(left: usize) -> usize {
    (left / SHARE).clamp(1, MAX_PORTION)
}

/// Takes the next [`portion`] of the items.
pub(super) fn take_portion<T>(files: &Mutex<impl ExactSizeIterator<Item = T>>) -> Vec<T> {
    // A panic while it was locked leaves the iterator intact.
    let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
    let portion = portion(files.len());
    files.by_ref().take(portion).collect()
}

impl FileReading {
    /// The reading of a file: from the cache, or from the file, after which the cache keeps it.
    fn of(file: SourceFile, among: Neighbours, reader: &mut FileReader) -> Self {
        let FileReader { context: ReadContext { cache, .. }, record, shared, .. } = reader;
        let Some(cache) = cache else { return Self::of_file(file, among, reader) };
        if let Some(cached) = cache.get(&file, among, record, shared) {
            return cached;
        }
        let reading = Self::of_file(file, among, reader);
        cache.put(&reading, &mut reader.record);
        reading
    }

    /// Reads a file, using the reader's buffer.
    fn of_file(
        file: SourceFile,
        among: Neighbours,
        FileReader { context, buffer, shared, .. }: &mut FileReader,
    ) -> Self {
        let (id, begun) = (file.id, SystemTime::now());
        let ReadContext { named: roots, tick, .. } = context;
        match SourceText::of(&file.origin(), Some(id), buffer) {
            Ok((source, metadata)) => {
                let doubtful =
                    metadata.as_ref().is_some_and(|file| is_doubtful(file, begun, *tick));
                let stamp = metadata.as_ref().map(Stamp::of);
                let PostRead { post, findings, evidence, heading_title } =
                    post(file, (among, roots), &source, shared);
                let evidence = (evidence, among);
                let (post, other) = match post {
                    Ok(post) => (Some(Arc::new(post)), None),
                    Err(file) => (None, Some(file.origin())),
                };
                Self { id, post, other, evidence, heading_title, findings, stamp, doubtful }
            }
            Err(error) => {
                let message = DiagnosticMessage::of_system(&error);
                let findings =
                    vec![finding(&file, Severity::Error, DiagnosticCode::Unreadable, message)];
                let stamp = file.path().and_then(Stamp::at);
                let evidence = (Evidence::None, among);
                let other = Some(file.origin());
                let heading_title = None;
                Self {
                    id,
                    post: None,
                    other,
                    evidence,
                    heading_title,
                    findings,
                    stamp,
                    doubtful: true,
                }
            }
        }
    }
}

/// Reads a post. Returns `None` for a file that cannot be read at all, which the diagnostics
/// report, and for a section page (`_index.md`) that contains nothing but front matter.
pub fn read(file: SourceFile) -> (Option<Arc<Post>>, Vec<Diagnostic>) {
    let FileReading { post, findings, .. } = read_alone(file, &Arc::default());
    (post, findings)
}

/// The folded text of the post that a file holds now, for searches.
pub(super) fn search_text(file: SourceFile, named: &Arc<NamedRoots>) -> Option<Box<str>> {
    read_alone(file, named).post.map(|post| post.search.whole().into())
}

fn read_alone(file: SourceFile, named: &Arc<NamedRoots>) -> FileReading {
    let context = ReadContext { named: Arc::clone(named), cache: None, tick: TICK };
    FileReading::of(file, Neighbours::Unknown, &mut FileReader::new(&context))
}

/// The result of reading a text.
struct PostRead {
    /// The post, or the file back if it is not one.
    post: Result<Post, SourceFile>,
    findings: Vec<Diagnostic>,
    evidence: Evidence,
    heading_title: Option<String>,
}

fn post(
    file: SourceFile,
    (among, roots): (Neighbours, &NamedRoots),
    source: &SourceText,
    shared: &mut SharedLabels,
) -> PostRead {
    let front = front_matter(&source.text);
    let body = &source.text[front.body_start..];
    if body.trim().is_empty() && is_section_page(Path::new(&*file.shown)) {
        let (post, evidence) = (Err(file), Evidence::None);
        return PostRead { post, findings: Vec::new(), evidence, heading_title: None };
    }
    let outline = outline_as(body, file.path().map_or_else(Flavor::default, Flavor::of));
    let mut findings: Vec<Diagnostic> = Vec::new();
    if matches!(file.elsewhere, Some(Origin::File(_))) {
        let message = DiagnosticMessage::OddName;
        findings.push(finding(&file, Severity::Warning, DiagnosticCode::OddName, message));
    }
    if source.cut {
        let message = DiagnosticMessage::TooLarge(MAX_BYTES >> 20);
        findings.push(finding(&file, Severity::Warning, DiagnosticCode::TooLarge, message));
    }
    if source.parted {
        let message = DiagnosticMessage::TooManyParts(MAX_PARTS);
        findings.push(finding(&file, Severity::Warning, DiagnosticCode::TooLarge, message));
    }
    if source.invalid {
        let message = DiagnosticMessage::NotUtf8;
        findings.push(finding(&file, Severity::Warning, DiagnosticCode::InvalidUtf8, message));
    }
    let late = date_after_name(&named_path(&file), &source.text, &front);
    let found = front.findings.iter().cloned().chain(late);
    findings.extend(found.map(|finding| finding.of(&file.shown)));
    let opening = opening(&outline);
    let is_vault = roots.is_in_vault(&file.shown);
    let given = front.title.clone().filter(|title| !title.trim().is_empty());
    let heading_title = opening
        .as_ref()
        .filter(|_| given.is_none() && !is_vault)
        .map(|heading| heading.text.clone());
    let title = given.or(heading_title.clone()).unwrap_or_else(|| title_by_name(&file));
    let headline = opening.filter(|heading| heading.level == 1);
    let date = front
        .date
        .or_else(|| date_in_path(&full_path(&file)))
        .or_else(|| headline.and_then(|heading| day_in_heading(&heading.text)));
    let (path, forms) = roots.name(&file.shown);
    let name = Name { title: &title, path, categories: &front.categories, date, forms };
    let found = stories::find(&outline, name, among);
    let stories: Vec<FoundStory> =
        found.stories.into_iter().filter(|story| is_web(&story.url)).collect();
    let stretches: Vec<Stretch> = stories
        .iter()
        .map(|story| Stretch { headings: story.headings.clone(), plain: story.plain.clone() })
        .collect();
    let search = SearchText::new(
        &title,
        front.tags.iter().chain(&front.categories).map(String::as_str),
        front.authors.iter().map(String::as_str),
        outline.headings.iter().map(|heading| heading.text.as_str()),
        &outline.plain,
        &stretches,
    );
    let in_drafts = Path::new(&*file.shown).iter().any(|part| part == "_drafts");
    let source = front
        .source
        .or_else(|| found.source.filter(|url| is_web(url)).map(|url| shown(&url).into()));
    let post = Post {
        id: file.id,
        title: title.into(),
        date,
        elsewhere: file.elsewhere,
        path: file.shown,
        authors: shared.all(&front.authors),
        categories: shared.all(&front.categories),
        tags: shared.all(&front.tags),
        source: source.map(String::into_boxed_str),
        stories: kept(&stories),
        draft: front.draft || in_drafts,
        has_code: outline.has_code,
        warnings: findings.iter().filter(|one| one.severity > Severity::Hint).count(),
        search,
    };
    PostRead { post: Ok(post), findings, evidence: found.evidence, heading_title }
}

/// The stories of a post.
fn kept(found: &[FoundStory]) -> Box<[Story]> {
    let urls: Vec<Cow<str>> = found.iter().map(|story| shown(&story.url)).collect();
    let links = found
        .iter()
        .zip(&urls)
        .map(|(story, url)| [story.title.as_str(), url.as_ref(), story.words_below.as_str()]);
    let stories = found.iter().zip(StoryLink::all(links)).map(|(story, link)| Story {
        link,
        page: story.page,
        level: story.level,
        start: u32::try_from(story.extent.start).unwrap_or(u32::MAX),
        end: u32::try_from(story.extent.end).unwrap_or(u32::MAX),
        day: story.day,
    });
    stories.collect()
}

fn finding(
    file: &SourceFile,
    severity: Severity,
    code: DiagnosticCode,
    message: DiagnosticMessage,
) -> Diagnostic {
    Diagnostic { path: file.shown.to_string(), line: 0, column: 0, severity, code, message }
}
