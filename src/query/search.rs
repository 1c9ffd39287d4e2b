//! Which posts a query means, and in which order.

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::expression::Expression;
use super::matcher::{Fit, Matcher};
use super::memo::Memo;
use super::parse::Query;
use super::relevance::Relevance;
use super::searchable::MarkedLibrary;
use super::sort::{Sort, SortBy};
use crate::library::{Library, Position};
use crate::post::Post;
use crate::threads;
use std::cmp::Reverse;
use std::hint::black_box;
use std::sync::Arc;

/// Fewer posts are searched on one thread: starting another would take longer.
const WORTH_A_THREAD: usize = 4_000;
/// After so many posts it is asked whether the answer is still wanted; their texts are fetched at
/// once.
const HANDFUL: usize = 32;

/// The posts that meet the query, in the order it asks for: newest first if it asks for none. Those
/// that only sound like it come last. Drafts are left out unless the query says `is:draft`.
pub fn search(library: &Library, query: &Query, context: &SearchContext) -> Vec<Position> {
    search_while(library, query, context, &|| true, &mut Memo::default()).unwrap_or_default()
}

/// [`search`], given up when the answer is no longer `wanted`, with what is known from earlier ones.
pub(super) fn search_while(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    wanted: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<Vec<Position>> {
    let drafts = query.asks_for_drafts();
    let fitting = fitting(library, &query.expression, drafts, context, wanted, memo)?;
    let rows = in_order(fitting, library, query, context);
    wanted().then_some(rows)
}

/// Posts as the query wants them.
pub(super) fn in_order(
    fitting: Vec<(Position, Fit)>,
    library: &Library,
    query: &Query,
    context: &SearchContext,
) -> Vec<Position> {
    let sort = query.sort().unwrap_or_default();
    literal_first(fitting, |rows| sorted(rows, sort, library, query, context))
}

/// Rows as they are sorted, those that only sound like what is looked for behind all others.
pub(super) fn literal_first<T>(
    rows: Vec<(T, Fit)>,
    mut sorted: impl FnMut(Vec<T>) -> Vec<T>,
) -> Vec<T> {
    let mut by_sound = Vec::new();
    let mut literal = Vec::with_capacity(rows.len());
    for (row, fit) in rows {
        if fit == Fit::Literal { literal.push(row) } else { by_sound.push(row) }
    }
    let mut rows = sorted(literal);
    if !by_sound.is_empty() {
        rows.extend(sorted(by_sound));
    }
    rows
}

/// The posts that meet an expression, newest first, and how; `None` if it is no longer wanted.
pub(super) fn fitting(
    library: &Library,
    expression: &Expression,
    drafts: bool,
    context: &SearchContext,
    wanted: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<Vec<(Position, Fit)>> {
    let matcher = compile(expression, library, context, Listed::Posts, memo);
    let reads_text = matcher.as_ref().is_some_and(Matcher::reads_text);
    let marked = MarkedLibrary::new(library, &context.marks);
    for_each_post(library, reads_text, wanted, |position, post, found| {
        let fit = match &matcher {
            _ if !drafts && library.is_draft(position) => Fit::Not,
            Some(matcher) => matcher.fit(&marked.item(position, post)),
            None => Fit::Literal,
        };
        if fit != Fit::Not {
            found.push((position, fit));
        }
    })
}

/// What is found in each post, in their order: on all cores where texts are read and there are
/// many. `None` if it is no longer wanted.
pub(super) fn for_each_post<T: Send>(
    library: &Library,
    reads_text: bool,
    wanted: &(dyn Fn() -> bool + Sync),
    look: impl Fn(Position, &Post, &mut Vec<T>) + Sync,
) -> Option<Vec<T>> {
    let some = |from: usize, to: usize| -> Option<Vec<T>> {
        let mut found = Vec::new();
        for (number, few) in library.posts()[from..to].chunks(HANDFUL).enumerate() {
            let first = from + number * HANDFUL;
            if !wanted() {
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
    // How many cores there are the system tells by way of files: that takes longer than a few posts.
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

/// Has the texts of some posts fetched from memory, all at the same time: one after the other, the
/// search would wait for each of them anew, which takes as long as the search itself.
fn fetch(posts: &[Arc<Post>]) {
    for post in posts {
        black_box(post.search.whole().as_bytes().first().copied());
    }
}

/// Positions, which stand newest first, in the order asked for.
fn sorted(
    mut rows: Vec<Position>,
    sort: Sort,
    library: &Library,
    query: &Query,
    context: &SearchContext,
) -> Vec<Position> {
    match sort.by {
        SortBy::Date if sort.reversed => {
            // What has no date is last either way.
            let is_dated =
                |row: &&Position| library.post(**row).is_some_and(|post| post.date.is_some());
            let dated = rows.iter().rev().filter(is_dated);
            let undated = rows.iter().filter(|row| !is_dated(row));
            dated.chain(undated).copied().collect()
        }
        // A post is reported once, on one day.
        SortBy::Date | SortBy::Count | SortBy::Span => rows,
        SortBy::Title => {
            let title = |row: &Position| library.post(*row).map(|post| post.search.title());
            if sort.reversed {
                rows.sort_by(|a, b| title(b).cmp(&title(a)));
            } else {
                rows.sort_by(|a, b| title(a).cmp(&title(b)));
            }
            rows
        }
        SortBy::Relevance => {
            let relevance = Relevance::of(&query.expression, context.pinyin);
            let marked = MarkedLibrary::new(library, &context.marks);
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
