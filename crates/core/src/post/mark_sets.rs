//! All marks of the user on posts and stories, as sets.
//!
//! Knows nothing of how marks are stored, or of marks set by rules.

use super::{Annotation, ByPage, MarkDays, PageId, PostId, Target};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash};
use std::mem::replace;

/// The user's own marks. A query combines them with those of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Posts that were read.
    pub read: HashSet<PostId>,
    /// Posts that were explicitly marked as unread. None of them is in `read`.
    pub unread: HashSet<PostId>,
    /// Posts that were starred.
    pub starred: HashSet<PostId>,
    /// Posts of which the star was removed. None of them is in `starred`.
    pub unstarred: HashSet<PostId>,
    /// Stories explicitly marked as seen (`true`) or not seen (`false`). Any other story is seen if
    /// a post that reports it was read.
    pub seen: ByPage<bool>,
    /// Stories that were starred.
    pub starred_stories: HashSet<PageId>,
    /// Stories of which the star was removed. None of them is in `starred_stories`.
    pub unstarred_stories: HashSet<PageId>,
    /// The days on which these marks were set.
    pub days: MarkDays,
    /// Own tags and notes; none is empty.
    pub annotations: HashMap<Target, Annotation>,
}

impl Marks {
    /// The own tags of a post or story, in the order in which they were added.
    pub fn own_tags(&self, target: Target) -> &[String] {
        self.annotations.get(&target).map_or(&[], |annotation| &annotation.tags)
    }

    /// The note on a post or story.
    pub fn note(&self, target: Target) -> Option<&str> {
        let annotation = self.annotations.get(&target)?;
        Some(annotation.note.as_str()).filter(|note| !note.is_empty())
    }

    /// The explicit mark of a post as read, or of a story as seen, if there is one.
    pub fn is_read(&self, target: Target) -> Option<bool> {
        match target {
            Target::Post(id) => explicit_mark(&self.read, &self.unread, &id),
            Target::Story(page) => self.seen.get(&page).copied(),
        }
    }

    /// The explicit mark of a post or story as starred, if there is one.
    pub fn is_starred(&self, target: Target) -> Option<bool> {
        match target {
            Target::Post(id) => explicit_mark(&self.starred, &self.unstarred, &id),
            Target::Story(page) => {
                explicit_mark(&self.starred_stories, &self.unstarred_stories, &page)
            }
        }
    }

    /// Adds earlier marks; present ones, set or not set, take precedence.
    pub fn add_earlier(&mut self, earlier: Self) {
        let own = replace(self, earlier);
        put_each((&mut self.read, &mut self.unread), own.read, own.unread);
        put_each((&mut self.starred, &mut self.unstarred), own.starred, own.unstarred);
        put_each(
            (&mut self.starred_stories, &mut self.unstarred_stories),
            own.starred_stories,
            own.unstarred_stories,
        );
        self.seen.extend(own.seen);
        self.days.read.extend(own.days.read);
        self.days.starred.extend(own.days.starred);
        self.days.seen.extend(own.days.seen);
        self.days.starred_stories.extend(own.days.starred_stories);
        self.annotations.extend(own.annotations);
    }

    /// Copies the marks of posts whose files were moved, as (from, to), to those that have no marks.
    pub fn follow(&mut self, moved: &[(PostId, PostId)]) {
        for (from, to) in moved {
            let target = Target::Post(*to);
            let has_marks = self.is_read(target).is_some()
                || self.is_starred(target).is_some()
                || self.annotations.contains_key(&target);
            if !has_marks {
                self.copy_to_moved(*from, *to);
            }
        }
    }

    /// Copies the marks of one post to another, for a file that was moved.
    pub fn copy_to_moved(&mut self, from: PostId, to: PostId) {
        let sets = [(&mut self.read, &mut self.unread), (&mut self.starred, &mut self.unstarred)];
        for (set, unset) in sets {
            if let Some(on) = explicit_mark(set, unset, &from) {
                put_marks((set, unset), [to], Some(on));
            }
        }
        for days in [&mut self.days.read, &mut self.days.starred] {
            if let Some(day) = days.get(&from).copied() {
                days.insert(to, day);
            }
        }
        if let Some(own) = self.annotations.get(&Target::Post(from)).cloned() {
            self.annotations.insert(Target::Post(to), own);
        }
    }
}

/// The explicit mark of an item; it is in the set of those that have the mark, in that of those that
/// explicitly do not have it, or in neither.
fn explicit_mark<T: Eq + Hash>(set: &HashSet<T>, unset: &HashSet<T>, item: &T) -> Option<bool> {
    if set.contains(item) { Some(true) } else { unset.contains(item).then_some(false) }
}

/// Sets the explicit marks of some items, or removes them.
pub fn put_marks<T: Eq + Hash + Copy, S: BuildHasher>(
    (set, unset): (&mut HashSet<T, S>, &mut HashSet<T, S>),
    some: impl IntoIterator<Item = T>,
    on: Option<bool>,
) {
    let (to, from) = if on == Some(true) { (set, unset) } else { (unset, set) };
    for one in some {
        from.remove(&one);
        if on.is_some() {
            to.insert(one);
        } else {
            to.remove(&one);
        }
    }
}

/// Sets the explicit marks of some items, and the opposite ones of others.
fn put_each<T: Eq + Hash + Copy>(
    (set, unset): (&mut HashSet<T>, &mut HashSet<T>),
    on: HashSet<T>,
    off: HashSet<T>,
) {
    put_marks((set, unset), on, Some(true));
    put_marks((set, unset), off, Some(false));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn present_marks_take_precedence_over_earlier_ones() {
        let [a, b, c] = [1, 2, 3].map(PostId);
        let mut marks = Marks { read: [a].into(), unread: [b].into(), ..Marks::default() };
        let earlier = Marks {
            read: [b, c].into(),
            unread: [a].into(),
            starred: [a].into(),
            ..Marks::default()
        };
        marks.add_earlier(earlier);
        assert_eq!((marks.read, marks.unread), ([a, c].into(), [b].into()));
        assert_eq!(marks.starred, [a].into());
    }

    #[test]
    fn a_moved_post_keeps_its_marks_and_the_old_one_too() {
        let [a, b] = [1, 2].map(PostId);
        let annotation = Annotation { tags: vec!["todo".to_owned()], note: String::new() };
        let mut marks = Marks {
            unread: [a].into(),
            starred: [a].into(),
            annotations: [(Target::Post(a), annotation)].into(),
            ..Marks::default()
        };
        marks.copy_to_moved(a, b);
        assert_eq!((&marks.unread, &marks.starred), (&[a, b].into(), &[a, b].into()));
        assert_eq!(marks.own_tags(Target::Post(b)), ["todo"]);
    }
}
