//! Read and starred: what keys, opening a post and other instances do to the marks.

use super::action::Action;
use super::message::Effect;
use super::model::Model;
use super::panes::Pane;
use super::reader::Body;
use super::story_marks::mark_story_read;
use super::undo::Step;
use crate::config::MarkRead;
use crate::messages::Text;
use crate::post::{Post, PostId};
use crate::query::{Listed, Marks, Seen};
use crate::state::{Arrangement, Change, Memory, Place, Remembered, RememberedStory};
use std::collections::HashSet;
use std::sync::Arc;

/// A mark on a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostMark {
    /// It was read.
    Read,
    /// It is starred.
    Star,
}

impl PostMark {
    fn of(self, marks: &Marks) -> &HashSet<PostId> {
        match self {
            Self::Read => &marks.read,
            Self::Star => &marks.starred,
        }
    }
}

/// Sets or takes away a mark, so that it can be undone.
pub fn mark(model: &mut Model, mark: PostMark, mut posts: Vec<Arc<Post>>, on: bool) -> Vec<Effect> {
    posts.retain(|post| mark.of(&model.context.marks).contains(&post.id) != on);
    if posts.is_empty() {
        return Vec::new();
    }
    let names = posts.iter().map(|post| post.id).collect();
    let step = Step::Marked { mark, posts: names, on };
    model.undo.push(model.context.query.changes(), step);
    vec![set(model, mark, posts, on)]
}

/// Sets or takes away a mark.
pub fn set(model: &mut Model, mark: PostMark, posts: Vec<Arc<Post>>, on: bool) -> Effect {
    let marks = Arc::make_mut(&mut model.context.marks);
    let ids = match mark {
        PostMark::Read => &mut marks.read,
        PostMark::Star => &mut marks.starred,
    };
    for post in &posts {
        put(ids, post.id, on);
    }
    model.context.marked += 1;
    Effect::Remember(match mark {
        PostMark::Read => Change::Read(posts, on),
        PostMark::Star => Change::Starred(posts, on),
    })
}

fn put(ids: &mut HashSet<PostId>, id: PostId, on: bool) {
    if on {
        ids.insert(id);
    } else {
        ids.remove(&id);
    }
}

/// Turns a mark of the post at the cursor round.
pub fn turn(model: &mut Model, which: PostMark) -> Vec<Effect> {
    let Some(post) = model.context.selected().cloned() else { return Vec::new() };
    let on = !which.of(&model.context.marks).contains(&post.id);
    model.tell(&match (which, on) {
        (PostMark::Read, true) => Text::MarkedRead(1, ""),
        (PostMark::Read, false) => Text::MarkedUnread,
        (PostMark::Star, true) => Text::Starred,
        (PostMark::Star, false) => Text::Unstarred,
    });
    mark(model, which, vec![post], on)
}

/// Marks all posts of the list as read.
pub fn mark_all_read(model: &mut Model) -> Vec<Effect> {
    let posts = model.context.results.rows.iter().filter_map(|at| model.context.library.post(*at));
    let unread: Vec<Arc<Post>> =
        posts.filter(|post| !model.context.marks.read.contains(&post.id)).cloned().collect();
    let key = model.context.keymap.key_of(Action::Undo);
    model.tell(&Text::MarkedRead(unread.len(), &key));
    mark(model, PostMark::Read, unread, true)
}

/// The row of the nearest unread post of the list after the cursor, or before it.
pub fn next_unread(model: &Model, forward: bool) -> Option<usize> {
    let rows = &model.context.results.rows;
    let seen = model
        .context
        .lists_stories()
        .then(|| Seen::of(&model.context.library, &model.context.marks));
    let is_unread = |row: &usize| {
        if let Some(seen) = &seen {
            let story = model.context.results.stories.get(*row);
            return story.is_some_and(|row| {
                !seen.contains(&model.context.library, &model.context.marks, row.story)
            });
        }
        let post = rows.get(*row).and_then(|at| model.context.library.post(*at));
        post.is_some_and(|post| !model.context.marks.read.contains(&post.id))
    };
    if forward {
        (model.context.selection.row + 1..rows.len()).find(is_unread)
    } else {
        (0..model.context.selection.row).rev().find(is_unread)
    }
}

/// Marks the post in the reader as read when the config's time for that has come. Once for each
/// time it is opened: whoever takes the mark away again means it.
pub fn mark_opened(model: &mut Model) -> Vec<Effect> {
    if model.context.focus != Pane::Reader {
        model.derived.opened = None;
        model.derived.story_read = None;
        return Vec::new();
    }
    let shown = model.reader.post.filter(|_| matches!(model.reader.body, Body::Ready(_)));
    if shown.is_some() && model.context.config.mark_read != MarkRead::Never {
        let effects = mark_story_read(model);
        // A digest of which one story is read is not read.
        if model.context.listed == Listed::Stories {
            return effects;
        }
    }
    if shown.is_none() || shown == model.derived.opened {
        return Vec::new();
    }
    let is_due = match model.context.config.mark_read {
        MarkRead::Open => true,
        MarkRead::End => model.reader.is_at_end(model.context.reader_height()),
        MarkRead::Never => false,
    };
    if !is_due {
        return Vec::new();
    }
    model.derived.opened = shown;
    let post = model.reading().cloned();
    mark(model, PostMark::Read, post.into_iter().collect(), true)
}

/// Takes in what is remembered from earlier runs. What was done before it came stands.
pub fn take_memory(model: &mut Model, memory: Memory) {
    let Memory {
        read,
        starred,
        seen,
        starred_stories,
        mut places,
        queries,
        views,
        session,
        arrangement,
        dismissed,
    } = memory;
    // What was arranged already is as it is wanted.
    if model.context.arrangement == Arrangement::default() {
        model.context.arrangement = arrangement;
    }
    model.finding_filter.recall(dismissed);
    let of_files = Arc::clone(&model.file_findings);
    model.take_findings(of_files);
    let marks = Arc::make_mut(&mut model.context.marks);
    let (mine, starred_now) = (std::mem::replace(&mut marks.read, read), &mut marks.starred);
    marks.read.extend(mine);
    starred_now.extend(starred);
    let seen_now = std::mem::replace(&mut marks.seen, seen);
    marks.seen.extend(seen_now);
    marks.starred_stories.extend(starred_stories);
    places.extend(model.places.drain());
    model.places = places;
    // What is shown already is shown where it was left, if nobody has gone elsewhere in it.
    if model.reader.place() == Place::default()
        && model.reader.post.is_some_and(|post| model.places.contains_key(&post))
    {
        model.derived.page = None;
    }
    model.context.query.recall_kept(queries);
    model.views.take(views);
    model.context.marked += 1;
    model.context.results.ask_anew();
    model.resume.recalled = true;
    if let Some(session) = session {
        super::resume::resume(model, session);
    }
}

/// Takes in what another instance has marked. Rows stay as they are until the next query.
pub fn take_remembered(model: &mut Model, posts: &[Remembered], stories: &[RememberedStory]) {
    let marks = Arc::make_mut(&mut model.context.marks);
    for now in stories {
        match now.seen {
            Some(seen) => marks.seen.insert(now.page, seen),
            None => marks.seen.remove(&now.page),
        };
        if now.starred {
            marks.starred_stories.insert(now.page);
        } else {
            marks.starred_stories.remove(&now.page);
        }
    }
    for now in posts {
        put(&mut marks.read, now.post, now.read);
        put(&mut marks.starred, now.post, now.starred);
        if model.reader.post != Some(now.post) {
            model.places.insert(now.post, now.place);
        }
    }
    model.context.marked += 1;
}

/// Lets marks go with posts whose file was moved: from, to.
pub fn move_marks(model: &mut Model, moved: &[(PostId, PostId)]) -> Vec<Effect> {
    let with_post = moved.iter().filter_map(|(from, to)| {
        let post = model.context.library.post(model.context.library.position(*to)?)?;
        Some((*from, Arc::clone(post)))
    });
    let with_post: Vec<(PostId, Arc<Post>)> = with_post.collect();
    if with_post.is_empty() {
        return Vec::new();
    }
    for marks in [&mut model.context.marks, model.context.results.marks_mut()] {
        let marks = Arc::make_mut(marks);
        for (from, to) in moved {
            for ids in [&mut marks.read, &mut marks.starred] {
                if ids.contains(from) {
                    ids.insert(*to);
                }
            }
        }
    }
    model.context.marked += 1;
    vec![Effect::Remember(Change::Moved(with_post))]
}
