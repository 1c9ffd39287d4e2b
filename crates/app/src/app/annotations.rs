//! Own tags and notes of posts and stories: reading, writing and counting them.
//!
//! Knows nothing of how they are typed or painted.

use super::context::Context;
use super::message::Effect;
use super::selection::Target;
use crate::post::{Annotation, Marks, Post};
use crate::state::{Annotated, Change};
use std::collections::HashMap;
use std::sync::Arc;

/// An own tag, and the number of posts and stories that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnTag {
    pub tag: String,
    pub count: usize,
}

/// All own tags, the most frequent first, then in character order.
pub(super) fn own_tags(marks: &Marks) -> Vec<OwnTag> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for tag in marks.annotations.values().flat_map(|annotation| &annotation.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let all = counts.into_iter().map(|(tag, count)| OwnTag { tag: tag.to_owned(), count });
    let mut all: Vec<OwnTag> = all.collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.tag.cmp(&b.tag)));
    all
}

/// The own tags and the note of a post and of its stories, for a row of a list of posts.
pub(super) fn of_post_and_stories(marks: &Marks, post: &Post) -> (Vec<String>, bool) {
    let pages = if marks.annotations.is_empty() { &[][..] } else { &post.stories };
    let stories = pages.iter().map(|story| Target::Story(story.page));
    let targets = std::iter::once(Target::Post(post.id)).chain(stories);
    let mut tags: Vec<String> = Vec::new();
    let mut has_note = false;
    for annotation in targets.filter_map(|target| marks.annotations.get(&target)) {
        has_note |= !annotation.note.is_empty();
        for tag in &annotation.tags {
            if !tags.contains(tag) {
                tags.push(tag.clone());
            }
        }
    }
    (tags, has_note)
}

impl Context {
    /// Returns `true` if a post or story has an own tag.
    pub(super) fn has_tag(&self, target: Target, tag: &str) -> bool {
        self.marks.own_tags(target).iter().any(|own| own == tag)
    }

    /// Adds an own tag to posts or stories, or removes it. Posts that no longer exist are left out, and those
    /// that have too many tags already. `None` if nothing changes.
    pub(super) fn set_tag(&mut self, tag: &str, targets: &[Target], on: bool) -> Option<Effect> {
        let mut tagged = Vec::new();
        for (target, annotated) in self.to_be_annotated(targets.iter().copied()) {
            if self.annotate(target, |own| own.put_tag(tag, on)) {
                tagged.push(annotated);
            }
        }
        let change = Change::Tagged(tagged, tag.to_owned(), on);
        self.annotated(change)
    }

    /// Writes notes, or removes them where they are empty. `None` if nothing changes.
    pub(super) fn set_notes(
        &mut self,
        notes: impl Iterator<Item = (Target, String)>,
    ) -> Option<Effect> {
        let mut written = Vec::new();
        for (target, note) in notes {
            for (target, annotated) in self.to_be_annotated(std::iter::once(target)) {
                self.annotate(target, |own| {
                    own.note.clone_from(&note);
                    true
                });
                written.push((annotated, note.clone()));
            }
        }
        self.annotated(Change::Noted(written))
    }

    /// The existing ones among posts and stories, as the store takes them.
    fn to_be_annotated(&self, targets: impl Iterator<Item = Target>) -> Vec<(Target, Annotated)> {
        let annotated = |target| match target {
            Target::Post(id) => {
                let post = self.library.post(self.library.position(id)?)?;
                Some((target, Annotated::Post(Arc::clone(post))))
            }
            Target::Story(page) => Some((target, Annotated::Story(page))),
        };
        targets.filter_map(annotated).collect()
    }

    /// Changes the annotation of a post or story; returns what `change` returns.
    fn annotate(&mut self, target: Target, change: impl FnOnce(&mut Annotation) -> bool) -> bool {
        let annotations = &mut Arc::make_mut(&mut self.marks).annotations;
        let own = annotations.entry(target).or_default();
        let is_changed = change(own);
        if own.is_empty() {
            annotations.remove(&target);
        }
        is_changed
    }

    /// The effect of storing a change of annotations, unless it is empty.
    fn annotated(&mut self, change: Change) -> Option<Effect> {
        let is_empty = match &change {
            Change::Tagged(targets, ..) => targets.is_empty(),
            Change::Noted(notes) => notes.is_empty(),
            _ => true,
        };
        if is_empty {
            return None;
        }
        self.marked += 1;
        self.annotated += 1;
        Some(Effect::Remember(change))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::PageId;

    #[test]
    fn the_most_frequent_tag_comes_first() {
        let mut marks = Marks::default();
        for (page, tags) in [(1, &["todo", "weekly"][..]), (2, &["weekly"]), (3, &["待读"])] {
            let tags = tags.iter().map(ToString::to_string).collect();
            let own = Annotation { tags, ..Annotation::default() };
            marks.annotations.insert(Target::Story(PageId(page)), own);
        }
        let all: Vec<(String, usize)> =
            own_tags(&marks).into_iter().map(|own| (own.tag, own.count)).collect();
        let own = |tag: &str, count| (tag.to_owned(), count);
        assert_eq!(all, [own("weekly", 2), own("todo", 1), own("待读", 1)]);
    }
}
