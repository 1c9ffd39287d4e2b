//! Tools that mark posts and stories, in the same store as the program, which shows the marks at once.
//!
//! Either everything that a call names is marked, or nothing.

use super::super::answer::answer;
use super::ToolAnswer;
use super::arguments::Arguments;
use super::context::ToolContext;
use super::lookup;
use crate::cli::found::today;
use crate::messages::Language;
use crate::post::{
    MAX_NOTE_BYTES, MAX_OWN_TAGS, MAX_TAG_CHARS, Marks, PageId, Post, Target, note as clean_note,
    own_tag,
};
use crate::query::{EffectiveMarks, RuledLibrary, ruled};
use crate::state::{Annotated, Change, write_changes};
use crate::term::{store_error_sentence, sync_settings};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// Maximum number of posts and stories of one call.
pub const MAX_TARGETS: usize = 100;

/// Number of posts and stories that a call has changed.
#[derive(Serialize)]
struct ChangedCounts {
    changed: usize,
    unchanged: usize,
}

/// Posts and stories that a call names, each once.
#[derive(Default)]
struct Targets {
    posts: Vec<Arc<Post>>,
    stories: Vec<PageId>,
}

impl Targets {
    /// The posts and stories among the arguments.
    fn of(arguments: &mut Arguments, context: &ToolContext<'_>) -> Result<Self, String> {
        let (posts, stories) = (arguments.texts("posts")?, arguments.texts("stories")?);
        Self::named(&posts, &stories, context)
    }

    fn named(
        posts: &[String],
        stories: &[String],
        context: &ToolContext<'_>,
    ) -> Result<Self, String> {
        if posts.is_empty() && stories.is_empty() {
            return Err("name at least one post or story; nothing was changed".to_owned());
        }
        if posts.len() + stories.len() > MAX_TARGETS {
            let sentence = format!("at most {MAX_TARGETS} posts and stories at once");
            return Err(format!("{sentence}; nothing was changed"));
        }
        let unchanged = |error| context.with_note(format!("{error}; nothing was changed"));
        let library = context.library();
        let mut targets = Self::default();
        let mut named = HashSet::new();
        for name in posts {
            let post = lookup::post(library, name).map_err(unchanged)?;
            if named.insert(Target::Post(post.id)) {
                targets.posts.push(Arc::clone(post));
            }
        }
        for name in stories {
            let (_, page) = lookup::story(library, name).map_err(unchanged)?;
            if named.insert(Target::Story(page)) {
                targets.stories.push(page);
            }
        }
        Ok(targets)
    }

    fn each(&self) -> impl Iterator<Item = Target> {
        let posts = self.posts.iter().map(|post| Target::Post(post.id));
        posts.chain(self.stories.iter().copied().map(Target::Story))
    }

    fn annotated(&self) -> Vec<Annotated> {
        let posts = self.posts.iter().cloned().map(Annotated::Post);
        posts.chain(self.stories.iter().copied().map(Annotated::Story)).collect()
    }

    fn len(&self) -> usize {
        self.posts.len() + self.stories.len()
    }

    /// Writes the changes of those targets that `is_other` selects, and answers how many these are.
    fn change(
        mut self,
        context: &ToolContext<'_>,
        is_other: impl Fn(Target) -> bool,
        changes: impl FnOnce(&Self) -> Vec<Change>,
    ) -> ToolAnswer {
        let all = self.len();
        self.posts.retain(|post| is_other(Target::Post(post.id)));
        self.stories.retain(|page| is_other(Target::Story(*page)));
        let count = self.len();
        if count > 0 {
            keep(context, &changes(&self))?;
        }
        Ok(answer(&ChangedCounts { changed: count, unchanged: all - count }))
    }
}

/// Answers `mark_read`.
pub fn mark_read(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let read = arguments.flag("read", true)?;
    let targets = Targets::of(&mut arguments, context)?;
    arguments.finish()?;
    let before = MarksBefore::of(context)?;
    let (library, marks) = (context.library(), before.effective());
    let table = library.stories();
    let is_other = |target| match target {
        Target::Post(id) => marks.is_read(id) != read,
        Target::Story(page) => {
            let reports = table.about(page).map_or(&[][..], |story| table.reports(story));
            marks.is_seen(library, page, reports) != read
        }
    };
    targets.change(context, is_other, |targets| {
        let day = read.then(today);
        let stories = targets.stories.iter().map(|page| (*page, Some(read))).collect();
        vec![Change::Read(targets.posts.clone(), Some(read), day), Change::Seen(stories, day)]
    })
}

/// Answers `star`.
pub fn star(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let starred = arguments.flag("starred", true)?;
    let targets = Targets::of(&mut arguments, context)?;
    arguments.finish()?;
    let before = MarksBefore::of(context)?;
    let marks = before.effective();
    let is_other = |target| match target {
        Target::Post(id) => marks.is_starred(id) != starred,
        Target::Story(page) => marks.is_story_starred(page) != starred,
    };
    targets.change(context, is_other, |targets| {
        let day = starred.then(today);
        vec![
            Change::Starred(targets.posts.clone(), Some(starred), day),
            Change::StarredStories(targets.stories.clone(), Some(starred), day),
        ]
    })
}

/// Answers `tag`.
pub fn tag(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let (add, remove) = (tags(&mut arguments, "add")?, tags(&mut arguments, "remove")?);
    let targets = Targets::of(&mut arguments, context)?;
    arguments.finish()?;
    if add.is_empty() && remove.is_empty() {
        return Err("name at least one tag in add or remove".to_owned());
    }
    let before = MarksBefore::of(context)?;
    let marks = &before.own;
    let after = |target| {
        let mut own = marks.annotations.get(&target).cloned().unwrap_or_default();
        for tag in &remove {
            own.put_tag(tag, false);
        }
        add.iter().all(|tag| own.put_tag(tag, true)).then_some(own.tags)
    };
    if targets.each().any(|target| after(target).is_none()) {
        let sentence = format!("a post or story may have at most {MAX_OWN_TAGS} tags");
        return Err(format!("{sentence}; nothing was changed"));
    }
    let is_other = |target| after(target).is_some_and(|after| after != marks.own_tags(target));
    targets.change(context, is_other, |targets| {
        let all = remove.iter().map(|tag| (tag, false)).chain(add.iter().map(|tag| (tag, true)));
        all.map(|(tag, on)| Change::Tagged(targets.annotated(), tag.clone(), on)).collect()
    })
}

/// Answers `note`.
pub fn note(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let (post, story) = (arguments.text("post")?, arguments.text("story")?);
    let text = arguments.text("text")?.ok_or("text is missing: the note, or an empty text")?;
    arguments.finish()?;
    let targets = match (post, story) {
        (Some(post), None) => Targets::named(&[post], &[], context)?,
        (None, Some(story)) => Targets::named(&[], &[story], context)?,
        _ => return Err("name either a post or a story".to_owned()),
    };
    let (text, is_cut) = clean_note(&text);
    if is_cut {
        return Err(format!("a note has at most {MAX_NOTE_BYTES} bytes; nothing was changed"));
    }
    let before = MarksBefore::of(context)?;
    let is_other = |target| before.own.note(target).unwrap_or_default() != text;
    targets.change(context, is_other, |targets| {
        let notes = targets.annotated().into_iter().map(|target| (target, text.clone()));
        vec![Change::Noted(notes.collect())]
    })
}

/// Own tags among the arguments.
fn tags(arguments: &mut Arguments, name: &'static str) -> Result<Vec<String>, String> {
    let tag = |typed: String| {
        let tag = own_tag(&typed).filter(|_| typed.chars().count() <= MAX_TAG_CHARS);
        tag.ok_or_else(|| format!("{name}: a tag has 1 to {MAX_TAG_CHARS} characters"))
    };
    arguments.texts(name)?.into_iter().map(tag).collect()
}

/// The marks before a change.
struct MarksBefore {
    own: Arc<Marks>,
    ruled: Option<Arc<RuledLibrary>>,
}

impl MarksBefore {
    /// The marks of now.
    ///
    /// # Errors
    ///
    /// The marks cannot be read; then nothing may be changed.
    fn of(context: &ToolContext<'_>) -> Result<Self, String> {
        let (search, lost) = context.search_context();
        if let Some(sentence) = lost {
            return Err(format!("{sentence}; nothing was changed"));
        }
        Ok(Self { ruled: ruled(context.library(), &search), own: search.marks })
    }

    fn effective(&self) -> EffectiveMarks<'_> {
        EffectiveMarks::new(&self.own, self.ruled.as_deref())
    }
}

/// Writes changes to the store.
fn keep(context: &ToolContext<'_>, changes: &[Change]) -> Result<(), String> {
    let Some(file) = context.request.memory else {
        return Err("marks are not kept: the server was started with --ephemeral".to_owned());
    };
    let sync = sync_settings(context.request.sync, context.request.roots);
    let written = write_changes(file, context.library().posts(), changes, sync.as_ref());
    // What could not be synced is tried again by the program.
    written.map(|_| ()).map_err(|error| store_error_sentence(&error, Language::English))
}
