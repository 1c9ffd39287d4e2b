//! A reading as the bytes of a record, and back. The record leaves out what the file's place says (id,
//! origin); the path as shown is in it and must be the same.

use super::CacheKey;
use crate::load::read::{FileReading, SharedLabels};
use crate::load::scan::SourceFile;
use crate::post::{Date, Diagnostic, Post, SearchText, Story};
use crate::stories::Evidence;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A reading with its post.
#[derive(Serialize, Deserialize)]
struct Record<'a> {
    path: &'a str,
    title: &'a str,
    date: Option<Date>,
    #[serde(borrow)]
    authors: Vec<&'a str>,
    #[serde(borrow)]
    categories: Vec<&'a str>,
    #[serde(borrow)]
    tags: Vec<&'a str>,
    source: Option<&'a str>,
    /// Without their texts, which follow.
    stories: Cow<'a, [Story]>,
    draft: bool,
    has_code: bool,
    warnings: usize,
    /// Without its text, which is not in the record.
    search: Cow<'a, SearchText>,
    evidence: Evidence,
    heading_title: Option<&'a str>,
    findings: Cow<'a, [Diagnostic]>,
}

/// Writes a reading into the buffer, but for the search text of its post, which is returned. `None` for a
/// reading without a post, which is not kept.
pub(super) fn encode<'r>(reading: &'r FileReading, buffer: &mut Vec<u8>) -> Option<&'r str> {
    let post = reading.post.as_deref()?;
    let record = Record {
        path: &post.path,
        title: &post.title,
        date: post.date,
        authors: texts(&post.authors),
        categories: texts(&post.categories),
        tags: texts(&post.tags),
        source: post.source.as_deref(),
        stories: Cow::Borrowed(&post.stories),
        draft: post.draft,
        has_code: post.has_code,
        warnings: post.warnings,
        search: Cow::Borrowed(&post.search),
        evidence: reading.evidence.0,
        heading_title: reading.heading_title.as_deref(),
        findings: Cow::Borrowed(&reading.findings),
    };
    buffer.clear();
    postcard::to_io(&record, &mut *buffer).ok()?;
    let story_texts = post.stories.first().map_or("", |story| story.link.whole());
    buffer.extend_from_slice(story_texts.as_bytes());
    Some(post.search.whole())
}

fn texts(labels: &[Arc<str>]) -> Vec<&str> {
    labels.iter().map(|label| &**label).collect()
}

/// The reading in a record; `None` if it is none, or of a file that was shown under another path. `load`
/// returns the search text of the post, which has `length` bytes.
pub(super) fn decode(
    bytes: &[u8],
    (length, load): (u32, impl FnOnce() -> Option<Box<str>> + Send + 'static),
    file: &SourceFile,
    key: CacheKey,
    shared: &mut SharedLabels,
) -> Option<FileReading> {
    let (record, story_texts): (Record, &[u8]) = postcard::take_from_bytes(bytes).ok()?;
    if record.path != &*file.shown {
        return None;
    }
    let search = record.search.into_owned().with_text(length, load)?;
    let texts: Arc<str> = simdutf8::basic::from_utf8(story_texts).ok()?.into();
    let mut stories = record.stories.into_owned();
    for story in &mut stories {
        story.link = std::mem::take(&mut story.link).with_text(&texts)?;
    }
    let post = Post {
        id: file.id,
        path: Arc::clone(&file.shown),
        elsewhere: file.elsewhere.clone(),
        title: record.title.into(),
        date: record.date,
        authors: shared.all(&record.authors),
        categories: shared.all(&record.categories),
        tags: shared.all(&record.tags),
        source: record.source.map(Into::into),
        stories: stories.into(),
        draft: record.draft,
        has_code: record.has_code,
        warnings: record.warnings,
        search,
    };
    Some(FileReading {
        id: file.id,
        post: Some(Arc::new(post)),
        other: None,
        evidence: (record.evidence, key.among),
        heading_title: record.heading_title.map(str::to_owned),
        findings: record.findings.into_owned(),
        stamp: Some(key.stamp),
        doubtful: false,
    })
}
