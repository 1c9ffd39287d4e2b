//! The context of a query: everything beside the library that its meaning depends on.

use super::rules::Rules;
use crate::post::{Date, LastVisit, Marks};
use std::sync::Arc;

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
