//! The context of a query: everything beside the library that its meaning depends on.

use super::rules::Rules;
use crate::post::{Annotation, ByPage, Date, LastVisit, MarkDays, PageId, PostId, Target};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The user's own marks. They are stored elsewhere. With those of rules, they are
/// [`EffectiveMarks`](super::EffectiveMarks).
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
}

/// Kinds of items that a query finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Listed {
    /// Posts.
    #[default]
    Posts,
    /// The news items of posts, merged by page.
    Stories,
}

/// The date, marks, rules and settings with which a query is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchContext {
    /// The user's marks.
    pub marks: Arc<Marks>,
    /// The user's last visit; `None` if this is the first one.
    pub last_visit: Option<Arc<LastVisit>>,
    /// The user's rules.
    pub rules: Arc<Rules>,
    /// The date from which spans such as `7d` are counted.
    pub today: Date,
    /// `true` if words of ASCII letters also find Chinese titles, headings, tags and categories by
    /// their pronunciation.
    pub pinyin: bool,
}

impl SearchContext {
    /// A context for a date, without marks, rules or an earlier visit.
    pub fn on(today: Date) -> Self {
        let (marks, rules) = (Arc::default(), Arc::default());
        Self { marks, rules, last_visit: None, today, pinyin: true }
    }
}
