//! The stories and posts of a document.

use crate::library::{Library, Position, StoryReport};
use crate::post::{Annotation, Date, Post, StoryExcerpt};
use crate::text::{clean, clean_line};
use crate::web::host;
use std::borrow::Cow;
use std::sync::Arc;

/// A story, in one of its reports, or a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportItem {
    /// A story.
    Story(StoryReport),
    /// A post.
    Post(Position),
}

/// A story or post of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Id in every feed.
    pub id: String,
    /// The title, in one line.
    pub title: String,
    /// Address of the page it is about.
    pub url: Option<String>,
    /// Its day; of a story, the day of the newest report.
    pub day: Option<Date>,
    /// Number of posts that report a story; 0 for a post.
    pub reports: u32,
    /// Names of the authors.
    pub authors: Vec<Arc<str>>,
    /// Categories, then tags.
    pub labels: Vec<Arc<str>>,
    /// Number of the categories among the labels.
    pub categories: usize,
    /// The first paragraph, in one line; empty if there is none.
    pub summary: String,
    /// The title of the page; empty if it is the same, or unknown.
    pub source_title: String,
    /// The user's own tags.
    pub own_tags: Vec<String>,
    /// The user's note; empty if there is none.
    pub note: String,
    /// The whole text as harmless HTML, if it is more than the summary.
    pub html: Option<String>,
}

impl Entry {
    /// The entry of a story as a report has it; `None` if the library does not have it.
    pub fn of_story(library: &Library, report: StoryReport, excerpt: StoryExcerpt) -> Option<Self> {
        let (post, story) = (library.post(report.post)?, library.story(report)?);
        let table = library.stories();
        let number = table.about(story.page)?;
        Some(Self {
            id: format!("urn:yunbao:story:{:016x}", story.page.0),
            title: clean_line(story.title()),
            url: Some(story.url().to_string()),
            day: table.day(report),
            reports: table.report_stats(number).count,
            authors: Vec::new(),
            html: None,
            source_title: excerpt.source_title,
            ..Self::labelled(post, excerpt.summary)
        })
    }

    /// The entry of a post, with its first paragraph and its text as HTML.
    pub fn of_post(post: &Post, summary: String, html: Option<String>) -> Self {
        Self {
            id: format!("urn:yunbao:post:{:016x}", post.id.0),
            title: clean_line(&post.title),
            url: post.source.as_deref().map(str::to_owned),
            day: post.date,
            authors: post.authors.to_vec(),
            html,
            ..Self::labelled(post, summary)
        }
    }

    fn labelled(post: &Post, summary: String) -> Self {
        let labels = post.categories.iter().chain(post.tags.iter()).cloned().collect();
        Self { labels, categories: post.categories.len(), summary, ..Self::default() }
    }

    /// The entry with the user's own tags and note.
    #[must_use]
    pub fn annotated(self, annotation: Option<&Annotation>) -> Self {
        let Some(Annotation { tags, note }) = annotation else { return self };
        Self { own_tags: tags.clone(), note: clean(note).trim().to_owned(), ..self }
    }

    /// Categories, tags and own tags.
    pub(super) fn terms(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(AsRef::as_ref).chain(self.own_tags.iter().map(String::as_str))
    }

    /// The tags that it may stand under: own ones, or else those of the post.
    pub(super) fn group_tags(&self) -> Vec<&str> {
        if self.own_tags.is_empty() {
            return self.tags().iter().map(AsRef::as_ref).collect();
        }
        self.own_tags.iter().map(String::as_str).collect()
    }

    /// The name of its page: the title, or else the host.
    pub(super) fn source_name(&self) -> Option<Cow<'_, str>> {
        // Dialects read `][` as a reference even where it is escaped.
        if !self.source_title.is_empty() && !self.source_title.contains("][") {
            return Some(Cow::Borrowed(&self.source_title));
        }
        self.url.as_deref().and_then(host)
    }

    /// The lines of the note that are not empty.
    pub(super) fn note_lines(&self) -> impl Iterator<Item = &str> {
        self.note.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// The tags.
    pub fn tags(&self) -> &[Arc<str>] {
        self.labels.get(self.categories..).unwrap_or_default()
    }
}
