//! A pattern with the cached results of earlier searches.

use super::context::{Listed, SearchContext};
use super::expression::{Pattern, Scope};
use super::memo::{Memo, Word};
use super::pattern::Needle;
use crate::library::Library;
use crate::text::fold;

/// A compiled pattern, with cached results on its occurrences.
pub(super) struct CachedNeedle {
    pub needle: Needle,
    pub in_posts: Option<Word>,
    /// Only set where stories are listed.
    pub in_stories: Option<Word>,
}

impl CachedNeedle {
    /// Compiles a pattern for searching in a scope. Only plain words in [`Scope::Anywhere`] are
    /// cached; the texts of other scopes are short.
    pub fn new(
        pattern: &Pattern,
        scope: Scope,
        library: &Library,
        context: &SearchContext,
        listed: Listed,
        memo: &mut Memo,
    ) -> Self {
        let mut known = |of: Listed| match pattern {
            Pattern::Plain(text) if scope == Scope::Anywhere => memo.word(&fold(text), of, library),
            _ => None,
        };
        Self {
            in_posts: known(Listed::Posts),
            in_stories: (listed == Listed::Stories).then(|| known(listed)).flatten(),
            needle: Needle::new(pattern, context.pinyin && scope.is_spoken()),
        }
    }
}
