//! The changes of marks that a request means for one post or story.

use super::super::args::MarkFlags;
use crate::library::facet_key;
use crate::messages::Text;
use crate::post::{
    Date, MAX_NOTE_BYTES, MAX_OWN_TAGS, MAX_TAG_CHARS, Marks, Target, note, own_tag,
};
use crate::state::{Annotated, Change};
use crate::text::clean_line;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The marks to set and to remove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkRequest {
    read: Option<bool>,
    star: Option<bool>,
    tags: Vec<String>,
    untags: Vec<String>,
    note: Option<String>,
}

/// A change of a mark. Changes are written in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkChange {
    /// Read, or seen (`true`), or not.
    Read(bool),
    /// Starred (`true`) or not.
    Star(bool),
    /// An own tag is removed.
    Untag(String),
    /// An own tag is added: its place among those requested, the tag.
    Tag(usize, String),
    /// The note is replaced; by an empty one, removed.
    Note(String),
}

/// The changes for a post or story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedMarks {
    /// The changes; empty if it has all the marks.
    pub changes: Vec<MarkChange>,
    /// `true` if a tag was left out, as there are too many.
    pub has_too_many_tags: bool,
}

/// The marks that a post or story has, by the user and by rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresentMarks {
    /// `true` if it is read, or seen.
    pub is_read: bool,
    /// `true` if it is starred.
    pub is_starred: bool,
}

impl MarkRequest {
    /// The request of some arguments.
    ///
    /// # Errors
    ///
    /// The reason why a tag or a note cannot be kept as it is.
    pub fn of(options: &MarkFlags) -> Result<Self, Text<'_>> {
        let flag = |on: bool, off: bool| if on { Some(true) } else { off.then_some(false) };
        let note = match options.note.as_deref().map(note) {
            Some((_, true)) => return Err(Text::NoteTooLong(MAX_NOTE_BYTES)),
            Some((note, false)) => Some(note),
            None => None,
        };
        Ok(Self {
            read: flag(options.read, options.unread),
            star: flag(options.star, options.unstar),
            tags: whole_tags(&options.tag)?,
            untags: whole_tags(&options.untag)?,
            note,
        })
    }

    /// The changes that give a post or story the requested marks. What only a rule has marked gets a mark of
    /// its own.
    pub fn plan(&self, target: Target, own: &Marks, present: PresentMarks) -> PlannedMarks {
        let mut changes = Vec::new();
        let flag = |own: Option<bool>, wanted: bool, is_on: bool| {
            if wanted { own != Some(true) } else { is_on }
        };
        if let Some(wanted) = self.read
            && flag(own.is_read(target), wanted, present.is_read)
        {
            changes.push(MarkChange::Read(wanted));
        }
        if let Some(wanted) = self.star
            && flag(own.is_starred(target), wanted, present.is_starred)
        {
            changes.push(MarkChange::Star(wanted));
        }
        let has_too_many_tags = self.plan_tags(own.own_tags(target), &mut changes);
        if let Some(note) = self.note.as_ref()
            && own.note(target).unwrap_or_default() != note
        {
            changes.push(MarkChange::Note(note.clone()));
        }
        PlannedMarks { changes, has_too_many_tags }
    }

    /// Adds the changes of own tags, of which spellings that are one tag in queries are one. Returns `true`
    /// if there are too many tags.
    fn plan_tags(&self, before: &[String], changes: &mut Vec<MarkChange>) -> bool {
        let has = |tags: &[String], key: &str| tags.iter().any(|tag| facet_key(tag) == key);
        let mut tags = before.to_vec();
        for removed in &self.untags {
            let key = facet_key(removed);
            tags.retain(|tag| facet_key(tag) != key);
        }
        let removed = before.iter().filter(|tag| !tags.contains(tag));
        let mut removed: Vec<String> = removed.cloned().collect();
        let mut added = Vec::new();
        let mut has_too_many = false;
        for (at, tag) in self.tags.iter().enumerate() {
            if has(&tags, &facet_key(tag)) {
                continue;
            }
            if tags.len() >= MAX_OWN_TAGS {
                has_too_many = true;
                continue;
            }
            tags.push(tag.clone());
            // A tag that is removed and added stays.
            if before.contains(tag) {
                removed.retain(|removed| removed != tag);
            } else {
                added.push(MarkChange::Tag(at, tag.clone()));
            }
        }
        changes.extend(removed.into_iter().map(MarkChange::Untag));
        changes.extend(added);
        has_too_many
    }
}

/// Own tags as they are kept.
fn whole_tags(typed: &[String]) -> Result<Vec<String>, Text<'_>> {
    let whole = |typed: &String| {
        let is_whole = clean_line(typed).trim().chars().count() <= MAX_TAG_CHARS;
        own_tag(typed).filter(|_| is_whole)
    };
    typed.iter().map(|typed| whole(typed).ok_or(Text::NotAnOwnTag(typed, MAX_TAG_CHARS))).collect()
}

impl MarkChange {
    /// The name of the change in rows.
    pub fn name(&self) -> String {
        match self {
            Self::Read(true) => "read".to_owned(),
            Self::Read(false) => "unread".to_owned(),
            Self::Star(true) => "star".to_owned(),
            Self::Star(false) => "unstar".to_owned(),
            Self::Untag(tag) => format!("untag:{tag}"),
            Self::Tag(_, tag) => format!("tag:{tag}"),
            Self::Note(_) => "note".to_owned(),
        }
    }
}

/// The changes to be stored, one for all posts and stories with the same change.
pub fn stored_changes<'a>(
    planned: impl Iterator<Item = (&'a Annotated, &'a [MarkChange])>,
    today: Date,
) -> Vec<Change> {
    let mut alike: BTreeMap<&MarkChange, Vec<&Annotated>> = BTreeMap::new();
    for (target, changes) in planned {
        for change in changes {
            alike.entry(change).or_default().push(target);
        }
    }
    alike.into_iter().flat_map(|(change, targets)| stored(change, &targets, today)).collect()
}

fn stored(change: &MarkChange, targets: &[&Annotated], today: Date) -> Vec<Change> {
    let all = || targets.iter().copied().cloned();
    let (mut posts, mut pages) = (Vec::new(), Vec::new());
    for target in targets {
        match target {
            Annotated::Post(post) => posts.push(Arc::clone(post)),
            Annotated::Story(page) => pages.push(*page),
        }
    }
    let day = Some(today);
    let changes = match change {
        MarkChange::Read(on) => {
            let seen = pages.into_iter().map(|page| (page, Some(*on))).collect();
            vec![Change::Read(posts, Some(*on), day), Change::Seen(seen, day)]
        }
        MarkChange::Star(on) => {
            let on = Some(*on);
            vec![Change::Starred(posts, on, day), Change::StarredStories(pages, on, day)]
        }
        MarkChange::Untag(tag) => vec![Change::Tagged(all().collect(), tag.clone(), false)],
        MarkChange::Tag(_, tag) => vec![Change::Tagged(all().collect(), tag.clone(), true)],
        MarkChange::Note(note) => {
            vec![Change::Noted(all().map(|target| (target, note.clone())).collect())]
        }
    };
    let is_empty = |change: &Change| match change {
        Change::Read(posts, ..) | Change::Starred(posts, ..) => posts.is_empty(),
        Change::Seen(pages, _) => pages.is_empty(),
        Change::StarredStories(pages, ..) => pages.is_empty(),
        _ => false,
    };
    changes.into_iter().filter(|change| !is_empty(change)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Annotation, PostId};

    const POST: Target = Target::Post(PostId(7));

    fn marks(tags: &[&str], note: &str) -> Marks {
        let tags = tags.iter().map(ToString::to_string).collect();
        let annotation = Annotation { tags, note: note.to_owned() };
        Marks { annotations: [(POST, annotation)].into(), ..Marks::default() }
    }

    fn names(request: &MarkRequest, own: &Marks, is_read: bool, is_starred: bool) -> String {
        let planned = request.plan(POST, own, PresentMarks { is_read, is_starred });
        planned.changes.iter().map(MarkChange::name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_what_differs_changes() {
        let request = MarkRequest { read: Some(true), star: Some(false), ..MarkRequest::default() };
        let read = Marks { read: [PostId(7)].into(), ..Marks::default() };
        assert_eq!(names(&request, &Marks::default(), false, false), "read");
        assert_eq!(names(&request, &Marks::default(), true, true), "read unstar", "by rules");
        assert_eq!(names(&request, &read, true, false), "");
    }

    #[test]
    fn tags_are_told_apart_as_in_queries() {
        let request = |tags: &[&str], untags: &[&str]| {
            let texts = |typed: &[&str]| typed.iter().map(ToString::to_string).collect();
            MarkRequest { tags: texts(tags), untags: texts(untags), ..MarkRequest::default() }
        };
        let own = marks(&["To-Do", "later"], "");
        let names = |request: &MarkRequest| names(request, &own, false, false);
        assert_eq!(names(&request(&["todo", "new"], &[])), "tag:todo tag:new");
        assert_eq!(names(&request(&["to do"], &["LATER"])), "untag:later");
        assert_eq!(names(&request(&["to do"], &["to do"])), "untag:To-Do tag:to do", "respelled");
        assert_eq!(names(&request(&["later"], &["later", "gone"])), "");
    }

    #[test]
    fn a_tag_too_many_is_left_out() {
        let tags: Vec<String> = (0..MAX_OWN_TAGS).map(|number| number.to_string()).collect();
        let own = marks(&tags.iter().map(String::as_str).collect::<Vec<_>>(), "");
        let request = MarkRequest { tags: vec!["more".to_owned()], ..MarkRequest::default() };
        let present = PresentMarks { is_read: false, is_starred: false };
        let planned = request.plan(POST, &own, present);
        assert_eq!((planned.changes.len(), planned.has_too_many_tags), (0, true));
    }

    #[test]
    fn a_note_is_replaced_or_removed() {
        let note =
            |text: &str| MarkRequest { note: Some(text.to_owned()), ..MarkRequest::default() };
        let own = marks(&[], "old");
        assert_eq!(names(&note("new"), &own, false, false), "note");
        assert_eq!(names(&note("old"), &own, false, false), "");
        assert_eq!(names(&note(""), &own, false, false), "note");
        assert_eq!(names(&note(""), &Marks::default(), false, false), "");
    }

    #[test]
    fn alike_changes_are_stored_together() {
        let post = |path: &str| Annotated::Post(Arc::new(crate::post::Post::bare(path)));
        let (a, b) = (post("a"), post("b"));
        let both = [MarkChange::Read(true), MarkChange::Tag(0, "todo".to_owned())];
        let planned = [(&a, &both[..]), (&b, &both[..1])];
        let changes = stored_changes(planned.into_iter(), Date::constant(2026, 8, 15));
        let [Change::Read(posts, Some(true), _), Change::Tagged(tagged, tag, true)] = &changes[..]
        else {
            panic!("{changes:?}")
        };
        assert_eq!((posts.len(), tagged.len(), tag.as_str()), (2, 1, "todo"));
    }
}
