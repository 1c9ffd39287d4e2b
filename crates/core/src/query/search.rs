//! Finds the posts that match a query, in the order it asks for.
//!
//! A search scans the folded texts. An index of 100,000 posts would take as much memory as the posts
//! themselves, and would not find parts of words in every script.

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::expression::Expression;
use super::judge::ruled;
use super::match_kind::MatchKind;
use super::matcher::Matcher;
use super::memo::Memo;
use super::parse::{Asks, Query};
use super::relevance::Relevance;
use super::searchable::MarkedLibrary;
use super::sort::{Sort, SortBy};
use crate::library::{Library, Position};
use crate::post::Post;
use crate::threads;
use std::cmp::Reverse;
use std::hint::black_box;
use std::sync::Arc;

/// Number of posts per thread below which another thread does not pay: starting it would take
/// longer.
const WORTH_A_THREAD: usize = 4_000;
/// Number of posts that are searched at a time. Their texts are fetched together, and `should_continue`
/// is called before each such batch.
const HANDFUL: usize = 32;

/// The posts that match the query, in the order it asks for, by default newest first. Matches by
/// sound only come last. Drafts and muted posts are left out unless the query asks for them, by
/// `is:draft` and `is:muted`.
pub fn search(library: &Library, query: &Query, context: &SearchContext) -> Vec<Position> {
    search_while(library, query, context, &|| true, &mut Memo::default()).unwrap_or_default()
}

/// Like [`search`], but returns `None` as soon as `should_continue` returns `false`, and uses results of
/// earlier searches.
pub(super) fn search_while(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    should_continue: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<Vec<Position>> {
    let fitting =
        fitting(library, &query.expression, query.asks(), context, should_continue, memo)?;
    let rows = in_order(fitting.shown, library, query, context);
    should_continue().then_some(rows)
}

/// Posts in the order that the query asks for.
pub(super) fn in_order(
    fitting: Vec<(Position, MatchKind)>,
    library: &Library,
    query: &Query,
    context: &SearchContext,
) -> Vec<Position> {
    let sort = query.sort().unwrap_or_default();
    literal_first(fitting, |rows| sorted(rows, sort, library, query, context))
}

/// Rows in sorted order, with all matches by sound behind the literal ones.
pub(super) fn literal_first<T>(
    rows: Vec<(T, MatchKind)>,
    mut sorted: impl FnMut(Vec<T>) -> Vec<T>,
) -> Vec<T> {
    let mut by_sound = Vec::new();
    let mut literal = Vec::with_capacity(rows.len());
    for (row, fit) in rows {
        if fit == MatchKind::Literal { literal.push(row) } else { by_sound.push(row) }
    }
    let mut rows = sorted(literal);
    if !by_sound.is_empty() {
        rows.extend(sorted(by_sound));
    }
    rows
}

/// The posts that match an expression, newest first, with their fits.
#[derive(Default)]
pub(super) struct Fitting {
    /// The posts to show.
    pub shown: Vec<(Position, MatchKind)>,
    /// The posts that are left out because a rule mutes them.
    pub muted: Vec<(Position, MatchKind)>,
}

/// The posts that match an expression. Returns `None` as soon as `should_continue` returns `false`.
pub(super) fn fitting(
    library: &Library,
    expression: &Expression,
    asks: Asks,
    context: &SearchContext,
    should_continue: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<Fitting> {
    let ruled = ruled(library, context);
    let matcher = compile(expression, library, context, Listed::Posts, memo);
    let reads_text = matcher.as_ref().is_some_and(Matcher::reads_text);
    let marked = MarkedLibrary::new(library, context, ruled.as_deref());
    let fitting = for_each_post(library, reads_text, should_continue, |position, post, found| {
        let fit = match &matcher {
            _ if !asks.drafts && library.is_draft(position) => MatchKind::Not,
            Some(matcher) => matcher.fit(&marked.item(position, post)),
            None => MatchKind::Literal,
        };
        if fit != MatchKind::Not {
            found.push((position, fit));
        }
    })?;
    let Some(ruled) = ruled.filter(|_| !asks.muted) else {
        return Some(Fitting { shown: fitting, muted: Vec::new() });
    };
    let (muted, shown) = fitting.into_iter().partition(|(position, _)| ruled.mutes_post(*position));
    Some(Fitting { shown, muted })
}

/// Calls `look` for every post and collects the results in order. Uses all cores where texts are
/// read and there are many posts. Returns `None` as soon as `should_continue` returns `false`.
pub(super) fn for_each_post<T: Send>(
    library: &Library,
    reads_text: bool,
    should_continue: &(dyn Fn() -> bool + Sync),
    look: impl Fn(Position, &Post, &mut Vec<T>) + Sync,
) -> Option<Vec<T>> {
    let some = |from: usize, to: usize| -> Option<Vec<T>> {
        let mut found = Vec::new();
        for (number, few) in library.posts()[from..to].chunks(HANDFUL).enumerate() {
            let first = from + number * HANDFUL;
            if !should_continue() {
                return None;
            }
            if reads_text {
                fetch(few);
            }
            for (position, post) in (first..).zip(few) {
                look(position as Position, post, &mut found);
            }
        }
        Some(found)
    };
    let count = library.posts().len();
    // The system reports the number of cores through files, which takes longer than searching a few
    // posts.
    let worth = count / WORTH_A_THREAD;
    if worth < 2 || !reads_text {
        return some(0, count);
    }
    let parts = threads::processors().min(worth);
    let border = |number: usize| count * number / parts;
    let some = &some;
    let found =
        threads::all((0..parts).map(|number| move || some(border(number), border(number + 1))));
    let found: Option<Vec<Vec<T>>> = found.into_iter().collect();
    Some(found?.into_iter().flatten().collect())
}

/// Fetches the texts of some posts from memory, all at the same time. One after the other, the
/// search would wait for each of them, which takes as long as the search itself.
fn fetch(posts: &[Arc<Post>]) {
    for post in posts {
        black_box(post.search.whole().as_bytes().first().copied());
    }
}

/// Sorts positions, given in the order newest first, as requested.
fn sorted(
    mut rows: Vec<Position>,
    sort: Sort,
    library: &Library,
    query: &Query,
    context: &SearchContext,
) -> Vec<Position> {
    match sort.by {
        SortBy::Date if sort.reversed => {
            // Undated posts come last either way.
            let is_dated =
                |row: &&Position| library.post(**row).is_some_and(|post| post.date.is_some());
            let dated = rows.iter().rev().filter(is_dated);
            let undated = rows.iter().filter(|row| !is_dated(row));
            dated.chain(undated).copied().collect()
        }
        // A post has a single report, on one day.
        SortBy::Date | SortBy::Day | SortBy::Count | SortBy::Span => rows,
        SortBy::Title => {
            let title = |row: &Position| library.post(*row).map(|post| post.search.title());
            if sort.reversed {
                rows.sort_by(|a, b| title(b).cmp(&title(a)));
            } else {
                rows.sort_by(|a, b| title(a).cmp(&title(b)));
            }
            rows
        }
        SortBy::Score => {
            let Some(ruled) = ruled(library, context) else { return rows };
            let score = |row: &Position| i64::from(ruled.post(*row).score);
            if sort.reversed {
                rows.sort_by_key(score);
            } else {
                rows.sort_by_key(|row| -score(row));
            }
            rows
        }
        SortBy::Relevance => {
            let relevance = Relevance::of(&query.expression, context.pinyin);
            let marked = MarkedLibrary::new(library, context, None);
            let score = |row: &Position| {
                library.post(*row).map_or(0, |post| relevance.score(&marked.item(*row, post)))
            };
            if sort.reversed {
                rows.sort_by_cached_key(score);
            } else {
                rows.sort_by_cached_key(|row| Reverse(score(row)));
            }
            rows
        }
    }
}
