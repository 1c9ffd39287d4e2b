//! One file → one post. Whatever is in the file, a post comes out.

use super::named::{full_path, named_path, title};
use super::scan::SourceFile;
use super::site::is_section_page;
use super::source::{MAX_BYTES, MAX_PARTS, Source};
use super::stamp::{Stamp, is_doubtful};
use crate::markdown::{self, Block, SourcedSection, survey};
use crate::post::{
    Code, Diagnostic, Fault, Labels, Origin, PageId, Post, PostId, SearchText, Severity, Story,
    Stretch, date_after_name, date_in_path, front_matter,
};
use crate::web::{is_web, shown};
use std::collections::HashSet;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Files that a thread takes at once: to take them one by one would have the threads wait for one
/// another.
pub(super) const HANDFUL: usize = 12;

/// Bytes that so many posts take. What takes more than 128 KiB, glibc would give back at once.
const ROOM: usize = 112 << 10;

/// Reads a post again for the reader: its Markdown as blocks. A long text is begun with:
/// `opening` gets its first part a good while before all of it is there.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn body(origin: &Origin, opening: impl FnOnce(Vec<Block>)) -> io::Result<Vec<Block>> {
    let mut buffer = Vec::new();
    let (source, _) = Source::of(origin, None, &mut buffer)?;
    let text = &source.text[front_matter(&source.text).body_start..];
    if let Some(beginning) = markdown::opening(text) {
        opening(markdown::parse(&beginning));
    }
    Ok(markdown::parse(text))
}

/// Reads a post again for its words as they are written: its headings, and all other text without
/// markup.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn words(origin: &Origin) -> io::Result<(Vec<String>, String)> {
    let mut buffer = Vec::new();
    let (source, _) = Source::of(origin, None, &mut buffer)?;
    let start = front_matter(&source.text).body_start;
    let survey = survey(&source.text[start..], false);
    Ok((survey.headings.into_iter().map(|heading| heading.text).collect(), survey.plain))
}

/// A post's whole text, read again and clean: what findings count lines and columns in.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn text(origin: &Origin) -> io::Result<String> {
    Source::of(origin, None, &mut Vec::new()).map(|(source, _)| source.text.into_owned())
}

/// The line of a post's file, from 1, on which a byte of its Markdown text stands.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn line_of(origin: &Origin, offset: usize) -> io::Result<usize> {
    let text = text(origin)?;
    let end = (front_matter(&text).body_start + offset).min(text.len());
    Ok(memchr::memchr_iter(b'\n', &text.as_bytes()[..end]).count() + 1)
}

/// Reads a post again for the summaries of its stories, which are not kept: one for each, in their
/// order; empty where a story has none.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn summaries(origin: &Origin) -> io::Result<Vec<String>> {
    let mut buffer = Vec::new();
    let (source, _) = Source::of(origin, None, &mut buffer)?;
    let start = front_matter(&source.text).body_start;
    let sections = survey(&source.text[start..], true).sections.into_iter();
    Ok(sections.filter(|section| is_web(&section.url)).map(|section| section.summary).collect())
}

/// What came of reading a file.
pub(super) struct Reading {
    /// The file's name.
    pub id: PostId,
    /// The post. `None` if the file cannot be read at all, or is the page of a section without any
    /// text of its own.
    pub post: Option<Arc<Post>>,
    /// Where the file is, if it is no post.
    pub other: Option<Origin>,
    /// What was wrong with it.
    pub findings: Vec<Diagnostic>,
    /// What the file was like, if it is one that can be looked at.
    pub stamp: Option<Stamp>,
    /// The stamp does not tell for sure that the file is still like that: it was changed just
    /// before, or could not be read, which may pass.
    pub doubtful: bool,
}

/// What one thread reads files with.
#[derive(Default)]
pub(super) struct FileReader {
    /// What a file comes into; the same for all of them.
    buffer: Vec<u8>,
    shared: SharedLabels,
}

/// Tags, categories and authors of the posts so far, each once.
#[derive(Default)]
struct SharedLabels(HashSet<Arc<str>>);

impl SharedLabels {
    /// Values of a post, with the text of those before where that is the same.
    fn all(&mut self, values: &[String]) -> Labels {
        let mut share = |value: &String| {
            if let Some(known) = self.0.get(value.as_str()) {
                return Arc::clone(known);
            }
            let value: Arc<str> = Arc::from(value.as_str());
            self.0.insert(Arc::clone(&value));
            value
        };
        values.iter().map(&mut share).collect()
    }
}

impl FileReader {
    /// Reads some files, best [`HANDFUL`] at a time.
    pub fn read(&mut self, files: Vec<SourceFile>) -> Vec<Reading> {
        // Has the allocator ask the system for the memory at once. glibc's would ask for a page or
        // two again and again, and each time the other threads wait.
        drop(black_box(Vec::<u8>::with_capacity(ROOM)));
        files.into_iter().map(|file| Reading::of(file, self)).collect()
    }
}

/// Takes out the next [`HANDFUL`].
pub(super) fn handful(files: &Mutex<impl Iterator<Item = SourceFile>>) -> Vec<SourceFile> {
    // Files stay files whatever panicked while they were locked.
    let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
    files.by_ref().take(HANDFUL).collect()
}

impl Reading {
    /// Reads a file, by way of a buffer.
    fn of(file: SourceFile, FileReader { buffer, shared }: &mut FileReader) -> Self {
        let (id, begun) = (file.id, SystemTime::now());
        match Source::of(&file.origin, Some(id), buffer) {
            Ok((source, metadata)) => {
                let doubtful = metadata.as_ref().is_some_and(|file| is_doubtful(file, begun));
                let stamp = metadata.as_ref().map(Stamp::of);
                let (post, findings) = post(file, &source, shared);
                let (post, other) = match post {
                    Ok(post) => (Some(Arc::new(post)), None),
                    Err(file) => (None, Some(file.origin)),
                };
                Self { id, post, other, findings, stamp, doubtful }
            }
            Err(error) => {
                let message = Fault::of_system(&error);
                let findings = vec![finding(&file, Severity::Error, Code::Unreadable, message)];
                let stamp = Stamp::at(&file.origin);
                Self { id, post: None, other: Some(file.origin), findings, stamp, doubtful: true }
            }
        }
    }
}

/// Reads a post. `None` if the file cannot be read at all, which the findings tell, or if it is the
/// page of a section (`_index.md`) that holds nothing but front matter.
pub fn read(file: SourceFile) -> (Option<Arc<Post>>, Vec<Diagnostic>) {
    let Reading { post, findings, .. } = Reading::of(file, &mut FileReader::default());
    (post, findings)
}

/// The post, or the file again.
fn post(
    file: SourceFile,
    source: &Source,
    shared: &mut SharedLabels,
) -> (Result<Post, SourceFile>, Vec<Diagnostic>) {
    let front = front_matter(&source.text);
    let body = &source.text[front.body_start..];
    if body.trim().is_empty() && is_section_page(Path::new(&file.shown)) {
        return (Err(file), Vec::new());
    }
    let survey = survey(body, false);
    let mut findings: Vec<Diagnostic> = Vec::new();
    if matches!(file.origin, Origin::File(_)) && !is_at(&file.origin, &file.shown) {
        let message = Fault::OddName;
        findings.push(finding(&file, Severity::Warning, Code::OddName, message));
    }
    if source.cut {
        let message = Fault::TooLarge(MAX_BYTES >> 20);
        findings.push(finding(&file, Severity::Warning, Code::TooLarge, message));
    }
    if source.parted {
        let message = Fault::TooManyParts(MAX_PARTS);
        findings.push(finding(&file, Severity::Warning, Code::TooLarge, message));
    }
    if source.invalid {
        let message = Fault::NotUtf8;
        findings.push(finding(&file, Severity::Warning, Code::InvalidUtf8, message));
    }
    let late = date_after_name(&named_path(&file), &source.text, &front);
    let found = front.findings.iter().cloned().chain(late);
    findings.extend(found.map(|finding| finding.of(&file.shown)));
    let title = title(&file, &front, survey.headings.first().map(|heading| heading.text.as_str()));
    let sections: Vec<SourcedSection> =
        survey.sections.into_iter().filter(|section| is_web(&section.url)).collect();
    let stretches: Vec<Stretch> = sections
        .iter()
        .map(|section| Stretch { headings: section.headings.clone(), plain: section.plain.clone() })
        .collect();
    let stories = stories(sections);
    let search = SearchText::new(
        &title,
        front.tags.iter().chain(&front.categories).map(String::as_str),
        front.authors.iter().map(String::as_str),
        survey.headings.iter().map(|heading| heading.text.as_str()),
        &survey.plain,
        &stretches,
    );
    let in_drafts = Path::new(&file.shown).iter().any(|part| part == "_drafts");
    let source = front
        .source
        .or_else(|| survey.source.filter(|url| is_web(url)).map(|url| shown(&url).into()));
    let post = Post {
        id: file.id,
        title: title.into(),
        date: front.date.or_else(|| date_in_path(&full_path(&file))),
        // Nearly all paths are shown as they are: each is kept once.
        elsewhere: Some(file.origin).filter(|origin| !is_at(origin, &file.shown)),
        path: file.shown.into(),
        authors: shared.all(&front.authors),
        categories: shared.all(&front.categories),
        tags: shared.all(&front.tags),
        source: source.map(String::into_boxed_str),
        stories: stories.into(),
        draft: front.draft || in_drafts,
        has_code: survey.has_code,
        warnings: findings.len(),
        search,
    };
    (Ok(post), findings)
}

/// The stories of a post, in no more memory than they take: there are many.
fn stories(sections: Vec<SourcedSection>) -> Vec<Story> {
    let mut stories: Vec<Story> = Vec::with_capacity(sections.len());
    for section in sections {
        let shared = stories.last().and_then(|story| story.section.clone());
        let above = match (section.section, shared) {
            (Some(above), Some(shared)) if *above == *shared => Some(shared),
            (above, _) => above.map(Into::into),
        };
        stories.push(Story {
            title: section.title.into(),
            page: PageId::of(&section.url),
            url: shown(&section.url).into(),
            level: section.level,
            section: above,
            start: u32::try_from(section.offset).unwrap_or(u32::MAX),
        });
    }
    stories
}

/// True for the file at a path as it is shown.
fn is_at(origin: &Origin, shown: &str) -> bool {
    matches!(origin, Origin::File(path) if path.to_str() == Some(shown))
}

fn finding(file: &SourceFile, severity: Severity, code: Code, message: Fault) -> Diagnostic {
    Diagnostic { path: file.shown.clone(), line: 0, column: 0, severity, code, message }
}
