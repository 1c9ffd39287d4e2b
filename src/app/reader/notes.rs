//! What else is known of the stories of the post in the reader, told below each: that it was seen
//! before, that it is starred, where else it is reported, what tells the same.
//!
//! Owns what notes say and when they are made anew. How they get into the laid-out post is
//! [`note_lines`](super::note_lines)'s.

use super::{Body, Reader};
use crate::app::context::Context;
use crate::app::job::Job;
use crate::app::message::Effect;
use crate::library::{Library, RelatedStories};
use crate::markdown::{Line, Role, Span, Style};
use crate::messages::{Language, Text};
use crate::post::{PageId, Post, PostId};
use crate::text::Ambiguous;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// Rows that the other posts of a story take at most.
const MAX_ROWS: usize = 2;

/// What is known of the stories in the reader.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// For each of the post's stories; none while it is not known.
    pub related: Vec<RelatedStories>,
    /// The post they are of.
    post: Option<PostId>,
    /// What was said of each of its stories when it was opened.
    said: Vec<Option<bool>>,
    /// Which of its stories were seen before.
    pub(super) seen: Vec<bool>,
    /// That is to be looked up.
    pub(in crate::app) look: bool,
    /// The lines of the document that are notes, in order, with their stories.
    pub(super) lines: Vec<(usize, usize)>,
    /// The lines of the document that are headings of stories seen before.
    pub(super) dimmed: Vec<Range<usize>>,
}

impl Notes {
    /// What was seen counts as seen before from now on.
    pub(in crate::app) fn look_again(&mut self) {
        self.said.clear();
        self.look = true;
    }

    /// True if a row of the document heads a story that was seen before.
    pub fn is_dimmed(&self, line: usize) -> bool {
        let at = self.dimmed.partition_point(|lines| lines.end <= line);
        self.dimmed.get(at).is_some_and(|lines| lines.contains(&line))
    }

    /// The story that a note in a line of the document is about.
    pub fn story_at(&self, line: usize) -> Option<usize> {
        let at = self.lines.binary_search_by_key(&line, |(line, _)| *line).ok()?;
        Some(self.lines[at].1)
    }
}

/// What notes were last made from.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    request: u64,
    asked: Option<(Weak<Library>, PostId)>,
    version: u64,
    shown: Option<Shown>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    layouts: u64,
    version: u64,
    language: Language,
    starred: Vec<bool>,
}

impl Reader {
    /// Puts notes below the stories of the post; returns a request for what is known of them.
    pub(super) fn derive_notes(&mut self, post: &Post, context: &Context) -> Option<Effect> {
        if self.notes.post != Some(post.id) {
            self.without_notes();
            let said = said(post, context);
            self.notes = Notes { post: Some(post.id), said, ..Notes::default() };
            self.noted.shown = None;
        }
        let request = self.ask_for_related(post, context);
        let is_there = matches!(self.body, Body::Ready(_)) && self.is_whole();
        if !is_there || self.notes.related.is_empty() {
            return request;
        }
        if std::mem::take(&mut self.notes.look) {
            self.notes.look_up(post, context);
            self.noted.version += 1;
        }
        if self.noted.shown == Some(self.noted_now(post, context)) {
            return request;
        }
        let width = self.document.width;
        let notes = (0..post.stories.len()).map(|at| self.notes.note(post, at, width, context));
        let notes: Vec<Vec<Line>> = notes.collect();
        let before = self.notes.lines.len();
        self.without_notes();
        self.with_notes(post, notes);
        if before + self.notes.lines.len() > 0 {
            self.layouts += 1;
            // That the same place is another row is no move.
            self.seen_rows = None;
        }
        self.noted.shown = Some(self.noted_now(post, context));
        request
    }

    fn ask_for_related(&mut self, post: &Post, context: &Context) -> Option<Effect> {
        let noted = &mut self.noted;
        let is_asked = noted.asked.as_ref().is_some_and(|(library, id)| {
            std::ptr::eq(library.as_ptr(), Arc::as_ptr(&context.library)) && *id == post.id
        });
        if is_asked || post.stories.is_empty() || !context.load.done {
            return None;
        }
        let position = context.library.position(post.id)?;
        noted.request += 1;
        noted.asked = Some((Arc::downgrade(&context.library), post.id));
        // Reports are positions in one library: in another they would be other posts.
        self.notes.related.clear();
        let library = Arc::clone(&context.library);
        Some(Effect::Work(Job::FindRelated { request: noted.request, library, post: position }))
    }

    fn noted_now(&self, post: &Post, context: &Context) -> Shown {
        let starred = &context.marks.starred_stories;
        Shown {
            layouts: self.layouts,
            version: self.noted.version,
            language: context.language,
            starred: post.stories.iter().map(|story| starred.contains(&story.page)).collect(),
        }
    }

    /// Takes in what is known of the stories, unless it answers an earlier request.
    pub(in crate::app) fn take_related(&mut self, request: u64, related: Vec<RelatedStories>) {
        if self.noted.request != request {
            return;
        }
        self.noted.version += 1;
        self.notes.look |= self.notes.seen.len() != related.len();
        self.notes.related = related;
    }

    /// Takes in that some stories were marked by hand, or their marks taken back: the notes on these are
    /// made anew, the others still tell how it was when the post was opened.
    pub(in crate::app) fn marked_by_hand(
        &mut self,
        pages: impl Iterator<Item = PageId>,
        context: &Context,
    ) {
        let Some(post) = self.reading(&context.library) else { return };
        let own: HashSet<PageId> = post.stories.iter().map(|story| story.page).collect();
        let pages: HashSet<PageId> = pages.filter(|page| own.contains(page)).collect();
        let notes = &mut self.notes;
        if pages.is_empty() || notes.post != Some(post.id) {
            return;
        }
        for (story, said) in post.stories.iter().zip(&mut notes.said) {
            if pages.contains(&story.page) {
                *said = context.marks.seen.get(&story.page).copied();
            }
        }
        notes.look = true;
    }
}

/// The marks of a post's stories themselves.
fn said(post: &Post, context: &Context) -> Vec<Option<bool>> {
    post.stories.iter().map(|story| context.marks.seen.get(&story.page).copied()).collect()
}

impl Notes {
    /// Finds out which stories of the post were seen elsewhere.
    fn look_up(&mut self, post: &Post, context: &Context) {
        if self.said.len() != post.stories.len() {
            self.said = said(post, context);
        }
        let library = &context.library;
        let is_seen = |(known, said): (&RelatedStories, &Option<bool>)| {
            let elsewhere = || {
                let others = known.reports.iter().filter_map(|report| library.post(report.post));
                let mut others = others.filter(|other| other.id != post.id);
                others.any(|other| context.marks.read.contains(&other.id))
            };
            said.unwrap_or_else(elsewhere)
        };
        self.seen = self.related.iter().zip(&self.said).map(is_seen).collect();
    }

    /// The lines about one of a post's stories, in a document of a width.
    fn note(&self, post: &Post, number: usize, width: usize, context: &Context) -> Vec<Line> {
        let (Some(known), Some(story)) = (self.related.get(number), post.stories.get(number))
        else {
            return Vec::new();
        };
        let (language, library) = (context.language, &context.library);
        let mut parts: Vec<String> = Vec::new();
        if self.seen.get(number).copied().unwrap_or(false) {
            parts.push(format!("✓ {}", Text::SeenBefore.say(language)));
        }
        if context.marks.starred_stories.contains(&story.page) {
            parts.push(format!("★ {}", Text::Starred.say(language)));
        }
        let here = library.position(post.id);
        let others = known.reports.iter().filter(|report| Some(report.post) != here);
        let others = others.filter_map(|report| library.post(report.post));
        let mut others: Vec<String> = others.map(|post| name(post)).collect();
        if let Some(first) = others.first_mut() {
            *first = labelled(&Text::AlsoIn.say(language), first);
        }
        parts.append(&mut others);
        let indent = if story.level == 0 { 2 } else { 0 };
        let width = width.saturating_sub(indent).max(1);
        let ambiguous = context.config.ambiguous_width;
        let mut rows = flow(&parts, width, ambiguous);
        if let Some(related) = known.related.first().and_then(|report| library.story(*report)) {
            let more = match known.related.len() - 1 {
                0 => String::new(),
                more => format!(" +{more}"),
            };
            let text = labelled(&Text::RelatedTo.say(language), &related.title);
            let room = width.saturating_sub(ambiguous.width(&more));
            rows.push(format!("{}{more}", ambiguous.truncate(&text, room)));
        }
        rows.into_iter()
            .map(|row| {
                let style = Style { role: Role::Note, ..Style::default() };
                let text = format!("{}{row}", " ".repeat(indent));
                Line { spans: vec![Span { text, style }], offset: 0 }
            })
            .collect()
    }
}

/// A text behind a label; behind a wide colon stands no blank.
fn labelled(label: &str, text: &str) -> String {
    let blank = if label.ends_with(':') { " " } else { "" };
    format!("{label}{blank}{text}")
}

/// A post by its day and title.
pub(in crate::app) fn name(post: &Post) -> String {
    match post.date {
        Some(day) => format!("{day} {}", post.title),
        None => post.title.to_string(),
    }
}

/// Parts in a few rows; how many did not fit is told at the end of the last.
fn flow(parts: &[String], width: usize, ambiguous: Ambiguous) -> Vec<String> {
    /// Cells for ` +99`.
    const MORE: usize = 4;
    let mut rows: Vec<String> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let is_last = number + 1 == parts.len();
        // In the last row there has to be room to say that there are more.
        let room = |rows: usize| {
            if rows == MAX_ROWS && !is_last { width.saturating_sub(MORE) } else { width }
        };
        let count = rows.len();
        if let Some(row) = rows.last_mut()
            && ambiguous.width(row) + 3 + ambiguous.width(part) <= room(count)
        {
            row.push_str(" · ");
            row.push_str(part);
            continue;
        }
        if count == MAX_ROWS {
            if let Some(row) = rows.last_mut() {
                let more = format!(" +{}", parts.len() - number);
                let kept = width.saturating_sub(ambiguous.width(&more));
                *row = format!("{}{more}", ambiguous.truncate(row, kept));
            }
            break;
        }
        let part = if count == 0 { part.clone() } else { format!("  {part}") };
        rows.push(ambiguous.truncate(&part, room(count + 1)));
    }
    rows
}
