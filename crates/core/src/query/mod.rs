//! The query language: parses a text into a [`Query`] and finds the posts that match it.
//!
//! Parsing is total: every text is a query. The query text is the program's only filter state, so
//! panes change the filter through [`toggle`]. This module knows nothing of panes or keys.

mod blame;
mod cached_needle;
mod compile;
mod context;
mod date;
mod edit;
mod effective_marks;
mod expression;
mod facet_counts;
mod facets;
mod glob;
mod hits;
mod judge;
mod lexer;
mod marked_items;
mod match_kind;
mod matcher;
mod memo;
mod narrow;
mod new_posts;
mod news_counts;
mod parse;
mod pattern;
mod read_posts;
mod relevance;
mod rules;
mod search;
mod searchable;
mod snippet;
mod sort;
mod stories;
mod story_bounds;
mod story_rows;
#[cfg(test)]
mod tests;
mod value_hints;

pub use blame::{Blame, find_blame};
pub use context::{Listed, SearchContext};
pub use date::{DateRange, DateValue};
pub use edit::{
    Polarity, Ticked, mine_stands, sorted_by, stands, term_stands, ticked, toggle, toggle_is,
    toggle_mine, toggle_term, without_facet,
};
pub use effective_marks::EffectiveMarks;
pub use expression::{DatedMark, Expression, Has, Is, Pattern, Scope, Term, fields, quoted};
pub use facet_counts::{FacetCount, Facets};
pub use facets::{SearchResult, facets, find, find_listed, find_while};
pub use hits::{Needles, TextSection};
pub use judge::ruled;
pub use memo::Memo;
pub use narrow::{
    narrow_to_day, narrow_to_days, narrow_to_unread, narrow_to_unseen, narrow_to_value,
};
pub use new_posts::{NewPosts, newest_day, newest_story_day};
pub use news_counts::{NewsCounts, count_news};
pub use parse::{Clause, Hint, Query, QueryError, Token, TokenKind, parse};
pub use read_posts::ReadPosts;
pub use rules::{
    MAX_RULES, MarkEffects, Rule, RuleEffects, RuleMarks, RuledLibrary, Rules, unfit_for_rule,
};
pub use search::search;
pub use snippet::{Snippet, snippet};
pub use sort::{Sort, SortBy};
pub use stories::{search_stories, unseen_and_starred};
pub use story_rows::StoryRow;
pub use value_hints::value_hints;
