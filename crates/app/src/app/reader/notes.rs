//! Notes below the stories of the post in the reader: seen before, starred, other reports, related stories.
//!
//! Owns the contents of the notes, and when they are updated. [`note_lines`](super::note_lines) inserts them
//! into the laid-out post.

use super::page::note_rows;
use super::{Body, Reader};
use crate::app::context::Context;
use crate::app::job::Job;
use crate::app::latest::Latest;
use crate::app::message::Effect;
use crate::library::{Library, RelatedStories};
use crate::markdown::{Line, Role, Span, Style};
use crate::messages::{Language, Text};
use crate::post::{PageId, Post, PostId, Target};
use crate::text::Ambiguous;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Weak};

/// Maximum number of rows for the other reports of a story.
const MAX_ROWS: usize = 2;

/// The notes on the stories in the reader.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Reports and related stories of each story of the post; empty while they are not known.
    related: Latest<Vec<RelatedStories>>,
    /// The post.
    post: Option<PostId>,
    /// Explicit marks of its stories when it was opened.
    said: Vec<Option<bool>>,
    /// For each of its stories, `true` if it was seen before.
    pub(super) seen: Vec<bool>,
    /// Set if `seen` is to be updated.
    pub(crate) look: bool,
    /// The lines of the document that are notes, in order, with the indices of their stories.
    pub(super) lines: Vec<(usize, usize)>,
    /// The lines of the document that are headings of stories seen before.
    pub(super) dimmed: Vec<Range<usize>>,
}

impl Notes {
    /// No notes; requests keep their numbers.
    pub(super) fn cleared(mut self) -> Self {
        self.related.clear();
        Self { related: self.related, ..Self::default() }
    }

    /// The other reports of each of the post's stories, and stories related to it; none while that is not
    /// known.
    pub(super) fn related(&self) -> &[RelatedStories] {
        self.related.get()
    }

    /// Counts all stories that are seen now as seen before.
    pub(crate) fn look_again(&mut self) {
        self.said.clear();
        self.look = true;
    }

    /// Returns `true` if a line of the document is part of the heading of a story seen before.
    pub fn is_dimmed(&self, line: usize) -> bool {
        let at = self.dimmed.partition_point(|lines| lines.end <= line);
        self.dimmed.get(at).is_some_and(|lines| lines.contains(&line))
    }

    /// Index of the story that a line of the document is a note on.
    pub fn story_at(&self, line: usize) -> Option<usize> {
        let at = self.lines.binary_search_by_key(&line, |(line, _)| *line).ok()?;
        Some(self.lines[at].1)
    }
}

/// The inputs of the current notes, and the last request.
#[derive(Clone, Debug, Default)]
pub struct Noted {
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
    annotated: u64,
}

impl Reader {
    /// Updates the notes below the stories of the post; returns a request for the data they need.
    pub(super) fn derive_notes(&mut self, post: &Post, context: &Context) -> Option<Effect> {
        if self.notes.post != Some(post.id) {
            self.without_notes();
            let (post, said) = (Some(post.id), said(post, context));
            self.notes = Notes { post, said, ..std::mem::take(&mut self.notes).cleared() };
            self.noted.shown = None;
        }
        let request = self.ask_for_related(post, context);
        let is_there = matches!(self.body, Body::Ready(_)) && self.is_whole();
        let is_annotated = || {
            let annotations = &context.marks.annotations;
            let mut stories = post.stories.iter();
            !annotations.is_empty()
                && stories.any(|story| annotations.contains_key(&Target::Story(story.page)))
        };
        if !is_there || self.notes.related().is_empty() && !is_annotated() {
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
            // The same position at another row is not a scroll.
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
        noted.asked = Some((Arc::downgrade(&context.library), post.id));
        // Reports are positions in one library, and would be other posts in another.
        self.notes.related.clear();
        let request = self.notes.related.ask();
        let library = Arc::clone(&context.library);
        Some(Effect::Work(Job::FindRelated { request, library, post: position }))
    }

    fn noted_now(&self, post: &Post, context: &Context) -> Shown {
        let marks = context.effective_marks();
        Shown {
            layouts: self.layouts,
            version: self.noted.version,
            language: context.language,
            starred: post.stories.iter().map(|story| marks.is_story_starred(story.page)).collect(),
            annotated: context.annotated,
        }
    }

    /// Takes over the data for the notes, unless a newer request was made.
    pub(crate) fn take_related(&mut self, request: u64, related: Vec<RelatedStories>) {
        let count = related.len();
        if self.notes.related.take(request, related) {
            self.noted.version += 1;
            self.notes.look |= self.notes.seen.len() != count;
        }
    }

    /// Handles marks of stories set or removed by the user, or an undo of that. The notes on these stories
    /// change; the others still reflect the marks of when the post was opened.
    pub(crate) fn marked_by_hand(
        &mut self,
        pages: impl Iterator<Item = PageId>,
        context: &Context,
    ) {
        let Some(post) = self.reading(context) else { return };
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

/// The explicit marks of a post's stories.
fn said(post: &Post, context: &Context) -> Vec<Option<bool>> {
    post.stories.iter().map(|story| context.marks.seen.get(&story.page).copied()).collect()
}

impl Notes {
    /// Finds out which stories of the post were seen before, in this or other posts.
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
            // What a rule reads was not seen before.
            said.unwrap_or_else(elsewhere)
        };
        self.seen = self.related().iter().zip(&self.said).map(is_seen).collect();
    }

    /// The lines of the note on a story, by its index, for a width in cells.
    fn note(&self, post: &Post, number: usize, width: usize, context: &Context) -> Vec<Line> {
        let Some(story) = post.stories.get(number) else { return Vec::new() };
        // Not known while posts are loaded.
        let known = self.related().get(number);
        let (language, library) = (context.language, &context.library);
        let mut parts: Vec<String> = Vec::new();
        if self.seen.get(number).copied().unwrap_or(false) {
            parts.push(format!("✓ {}", Text::SeenBefore.say(language)));
        }
        if context.effective_marks().is_story_starred(story.page) {
            parts.push(format!("★ {}", Text::Starred.say(language)));
        }
        let target = Target::Story(story.page);
        let own = context.marks.own_tags(target).iter().map(|tag| format!("+{tag}"));
        parts.extend(own.reduce(|all, tag| format!("{all} {tag}")));
        let here = library.position(post.id);
        let others = known.into_iter().flat_map(|known| &known.reports);
        let others = others.filter(|report| Some(report.post) != here);
        let others = others.filter_map(|report| library.post(report.post));
        let mut others: Vec<String> = others.map(|post| name(post)).collect();
        if let Some(first) = others.first_mut() {
            *first = labelled(&Text::AlsoIn.say(language), first);
        }
        parts.append(&mut others);
        let indent = if story.level == 0 { 2 } else { 0 };
        let width = width.saturating_sub(indent).max(1);
        let ambiguous = context.config.ambiguous_width;
        let mut rows =
            note_rows(context.marks.note(target).unwrap_or_default(), width, ambiguous, language);
        rows.extend(flow(&parts, width, ambiguous));
        let related = known.map_or(&[][..], |known| &known.related);
        if let Some(first) = related.first().and_then(|report| library.story(*report)) {
            let more = match related.len() - 1 {
                0 => String::new(),
                more => format!(" +{more}"),
            };
            let text = labelled(&Text::RelatedTo.say(language), first.title());
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

/// A text after a label. There is no blank after a full-width colon.
fn labelled(label: &str, text: &str) -> String {
    let blank = if label.ends_with(':') { " " } else { "" };
    format!("{label}{blank}{text}")
}

/// A post's day and title.
pub(crate) fn name(post: &Post) -> String {
    match post.date {
        Some(day) => format!("{day} {}", post.title),
        None => post.title.to_string(),
    }
}

/// Joins parts into at most [`MAX_ROWS`] rows; the number of parts that do not fit is at the end of the last
/// row.
fn flow(parts: &[String], width: usize, ambiguous: Ambiguous) -> Vec<String> {
    /// Number of cells of ` +99`.
    const MORE: usize = 4;
    let mut rows: Vec<String> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let is_last = number + 1 == parts.len();
        // The last row needs room for the number of omitted parts.
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
