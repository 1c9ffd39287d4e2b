//! What else is known of the stories of the post in the reader, told below each: that it was seen
//! before, that it is starred, where else it is reported, what tells the same.
//!
//! Owns what notes say and when they are made anew. How they get into the laid-out post is
//! [`note_lines`](super::note_lines)'s.

use super::message::Effect;
use super::model::Model;
use super::reader::Body;
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
    pub(super) look: bool,
    /// The lines of the document that are notes, in order, with their stories.
    pub(super) lines: Vec<(usize, usize)>,
    /// The lines of the document that are headings of stories seen before.
    pub(super) dimmed: Vec<Range<usize>>,
}

impl Notes {
    /// What was seen counts as seen before from now on.
    pub(super) fn look_again(&mut self) {
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

impl Shown {
    fn now(model: &Model, post: &Post) -> Self {
        let starred = &model.context.marks.starred_stories;
        Self {
            layouts: model.derived.layouts,
            version: model.derived.notes.version,
            language: model.context.language,
            starred: post.stories.iter().map(|story| starred.contains(&story.page)).collect(),
        }
    }
}

/// Asks for what is known of the stories in the reader, and tells it.
pub(super) fn derive_notes(model: &mut Model) -> Vec<Effect> {
    let Some(post) = model.reading().cloned() else { return Vec::new() };
    let mut effects = Vec::new();
    if model.reader.notes.post != Some(post.id) {
        model.reader.without_notes();
        let said = said(model, &post);
        model.reader.notes = Notes { post: Some(post.id), said, ..Notes::default() };
        model.derived.notes.shown = None;
    }
    let noted = &mut model.derived.notes;
    let is_asked = noted.asked.as_ref().is_some_and(|(library, id)| {
        std::ptr::eq(library.as_ptr(), Arc::as_ptr(&model.context.library)) && *id == post.id
    });
    if !is_asked
        && !post.stories.is_empty()
        && model.context.load.done
        && let Some(position) = model.context.library.position(post.id)
    {
        noted.request += 1;
        noted.asked = Some((Arc::downgrade(&model.context.library), post.id));
        // Reports are positions in one library: in another they would be other posts.
        model.reader.notes.related.clear();
        let library = Arc::clone(&model.context.library);
        effects.push(Effect::FindRelated { request: noted.request, library, post: position });
    }
    let is_there = matches!(model.reader.body, Body::Ready(_)) && model.reader.is_whole();
    if !is_there || model.reader.notes.related.is_empty() {
        return effects;
    }
    if std::mem::take(&mut model.reader.notes.look) {
        look(model, &post);
        model.derived.notes.version += 1;
    }
    if model.derived.notes.shown == Some(Shown::now(model, &post)) {
        return effects;
    }
    let told: Vec<Vec<Line>> = (0..post.stories.len()).map(|at| note(model, &post, at)).collect();
    let before = model.reader.notes.lines.len();
    model.reader.without_notes();
    model.reader.with_notes(&post, told);
    if before + model.reader.notes.lines.len() > 0 {
        model.derived.layouts += 1;
        // That the same place is another row is no move.
        model.derived.rows = None;
    }
    model.derived.notes.shown = Some(Shown::now(model, &post));
    effects
}

/// Takes in what is known of the stories, unless it answers an earlier question.
pub fn take_related(model: &mut Model, request: u64, related: Vec<RelatedStories>) {
    let noted = &mut model.derived.notes;
    if noted.request != request {
        return;
    }
    noted.version += 1;
    let is_first = model.reader.notes.seen.len() != related.len();
    model.reader.notes.related = related;
    model.reader.notes.look |= is_first;
}

/// Takes in that some stories were marked by hand, or their marks taken back: these are told anew,
/// the others still as they were when the post was opened.
pub(super) fn tell_anew(model: &mut Model, pages: impl Iterator<Item = PageId>) {
    let Some(post) = model.reading().cloned() else { return };
    let own: HashSet<PageId> = post.stories.iter().map(|story| story.page).collect();
    let pages: HashSet<PageId> = pages.filter(|page| own.contains(page)).collect();
    let notes = &mut model.reader.notes;
    if pages.is_empty() || notes.post != Some(post.id) {
        return;
    }
    for (story, said) in post.stories.iter().zip(&mut notes.said) {
        if pages.contains(&story.page) {
            *said = model.context.marks.seen.get(&story.page).copied();
        }
    }
    notes.look = true;
}

/// What is said of each of a post's stories.
fn said(model: &Model, post: &Post) -> Vec<Option<bool>> {
    post.stories.iter().map(|story| model.context.marks.seen.get(&story.page).copied()).collect()
}

/// Finds out which stories of the post were seen elsewhere.
fn look(model: &mut Model, post: &Post) {
    if model.reader.notes.said.len() != post.stories.len() {
        model.reader.notes.said = said(model, post);
    }
    let is_seen = |(known, said): (&RelatedStories, &Option<bool>)| {
        let elsewhere = || {
            let others =
                known.reports.iter().filter_map(|report| model.context.library.post(report.post));
            let mut others = others.filter(|other| other.id != post.id);
            others.any(|other| model.context.marks.read.contains(&other.id))
        };
        said.unwrap_or_else(elsewhere)
    };
    let notes = &model.reader.notes;
    let seen = notes.related.iter().zip(&notes.said).map(is_seen).collect();
    model.reader.notes.seen = seen;
}

/// The lines about one of a post's stories.
fn note(model: &Model, post: &Post, number: usize) -> Vec<Line> {
    let notes = &model.reader.notes;
    let (Some(known), Some(story)) = (notes.related.get(number), post.stories.get(number)) else {
        return Vec::new();
    };
    let language = model.context.language;
    let mut parts: Vec<String> = Vec::new();
    if notes.seen.get(number).copied().unwrap_or(false) {
        parts.push(format!("✓ {}", Text::SeenBefore.say(language)));
    }
    if model.context.marks.starred_stories.contains(&story.page) {
        parts.push(format!("★ {}", Text::Starred.say(language)));
    }
    let here = model.context.library.position(post.id);
    let others = known.reports.iter().filter(|report| Some(report.post) != here);
    let others = others.filter_map(|report| model.context.library.post(report.post));
    let mut others: Vec<String> = others.map(|post| name(post)).collect();
    if let Some(first) = others.first_mut() {
        *first = labelled(&Text::AlsoIn.say(language), first);
    }
    parts.append(&mut others);
    let indent = if story.level == 0 { 2 } else { 0 };
    let width = model.reader.document.width.saturating_sub(indent).max(1);
    let ambiguous = model.context.config.ambiguous_width;
    let mut rows = flow(&parts, width, ambiguous);
    if let Some(related) =
        known.related.first().and_then(|report| model.context.library.story(*report))
    {
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

/// A text behind a label; behind a wide colon stands no blank.
fn labelled(label: &str, text: &str) -> String {
    let blank = if label.ends_with(':') { " " } else { "" };
    format!("{label}{blank}{text}")
}

/// A post by its day and title.
pub(super) fn name(post: &Post) -> String {
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
