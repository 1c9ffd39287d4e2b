//! Searches for stories: merges the reports that match a query by page.

#[cfg(test)]
mod tests;

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::edit::without_facet;
use super::effective_marks::EffectiveMarks;
use super::facet_counts::{FacetCount, counted};
use super::facets::{SearchResult, count_each};
use super::judge::ruled;
use super::match_kind::{Bounds, MatchKind};
use super::matcher::Matcher;
use super::memo::Memo;
use super::parse::{Asks, Query};
use super::read_posts::ReadPosts;
use super::relevance::Relevance;
use super::rules::RuledLibrary;
use super::search::{for_each_post, literal_first, search_while};
use super::searchable::MarkedLibrary;
use super::sort::{Sort, SortBy};
use super::story_rows::{CountedRows, StoryRow};
use super::value_hints::value_hints;
use crate::library::{BitSet, Facet, Groups, Library, Position, StoryReport, StoryTable};
use crate::post::Date;
use std::cmp::Reverse;
use std::sync::Arc;

/// The stories with a report that matches the query, in the order it asks for, by default newest
/// first. Matches by sound only come last.
pub fn search_stories(library: &Library, query: &Query, context: &SearchContext) -> Vec<StoryRow> {
    let memo = &mut Memo::once(library);
    let matcher = compile(&query.expression, library, context, Listed::Stories, memo);
    found(matcher.as_ref(), library, query.asks(), context, &|| true)
        .map(|found| in_order(found.rows, library, query, context))
        .unwrap_or_default()
}

/// Searches stories and counts their facets. Returns `None` as soon as `should_continue` returns `false`,
/// and uses results of earlier searches of the same library.
pub(super) fn find_stories(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    should_continue: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<SearchResult> {
    let matcher = compile(&query.expression, library, context, Listed::Stories, memo);
    let CountedRows { rows, muted, facets } = if matcher.is_none() && query.asks() == Asks::NOTHING
    {
        (*all_stories(library, context, should_continue, memo)?).clone()
    } else {
        counted_rows(matcher.as_ref(), library, query, context, should_continue, memo)?
    };
    let stories = in_order(rows, library, query, context);
    let posts = stories.iter().map(|row| row.newest.post).collect();
    let ruled = ruled(library, context);
    let marks = EffectiveMarks::new(&context.marks, ruled.as_deref());
    let unseen_and_starred = unseen_and_starred(library, marks, &stories);
    let posts_instead = if stories.is_empty() {
        search_while(library, query, context, should_continue, memo)?.len()
    } else {
        0
    };
    let hints = value_hints(query, library);
    should_continue().then_some(SearchResult {
        posts,
        stories,
        muted,
        posts_instead,
        unseen_and_starred,
        facets,
        hints,
    })
}

/// The result of an empty query. It is needed when the list is opened, whenever a query is removed,
/// and for the counts of a facet that is the only filter.
fn all_stories(
    library: &Library,
    context: &SearchContext,
    should_continue: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<Arc<CountedRows>> {
    let ruled = ruled(library, context);
    if let Some(all) = memo.all_stories(ruled.as_ref()) {
        return Some(all);
    }
    let all = found(None, library, Asks::NOTHING, context, should_continue)?;
    Some(memo.keep_all_stories(ruled, all.counted(library)))
}

fn counted_rows(
    matcher: Option<&Matcher>,
    library: &Library,
    query: &Query,
    context: &SearchContext,
    should_continue: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<CountedRows> {
    let asks = query.asks();
    let mut counted = found(matcher, library, asks, context, should_continue)?.counted(library);
    for facet in Facet::ALL {
        let Some(wider) = without_facet(query, facet) else { continue };
        let matcher = compile(&wider, library, context, Listed::Stories, memo);
        counted.facets.counts[facet as usize] = if matcher.is_none() && asks == Asks::NOTHING {
            let all = all_stories(library, context, should_continue, memo)?;
            all.facets.counts[facet as usize].clone()
        } else {
            let wider = found(matcher.as_ref(), library, asks, context, should_continue)?;
            count(library, facet, &wider, &wider.groups())
        };
    }
    Some(counted)
}

/// Numbers of unseen and of starred stories among some rows, according to the marks.
pub fn unseen_and_starred(
    library: &Library,
    marks: EffectiveMarks<'_>,
    stories: &[StoryRow],
) -> (usize, usize) {
    let seen = ReadPosts::of(library, marks);
    let unseen = stories.iter().filter(|row| !seen.contains(library, marks, row.story)).count();
    if marks.have_no_starred_stories() {
        return (unseen, 0);
    }
    let table = library.stories();
    let pages = stories.iter().filter_map(|row| table.page(row.story));
    (unseen, pages.filter(|page| marks.is_story_starred(*page)).count())
}

/// Number of stories that a matcher finds, or of all stories without one. Returns `None` as soon as
/// `should_continue` returns `false`.
pub(super) fn count_stories(
    matcher: Option<&Matcher>,
    library: &Library,
    asks: Asks,
    context: &SearchContext,
    should_continue: &(dyn Fn() -> bool + Sync),
) -> Option<usize> {
    Some(found(matcher, library, asks, context, should_continue)?.rows.len())
}

/// Stories ordered by newest report, with all their reports.
struct StoryRows {
    rows: Vec<(StoryRow, MatchKind)>,
    /// Row index and post of each report, ordered by post.
    reports: Vec<(u32, Position)>,
    /// Number of stories that are left out because rules mute them.
    muted: usize,
}

/// Finds the stories that match a matcher, or all stories without one. Returns `None` as soon as
/// `should_continue` returns `false`.
fn found(
    matcher: Option<&Matcher>,
    library: &Library,
    asks: Asks,
    context: &SearchContext,
    should_continue: &(dyn Fn() -> bool + Sync),
) -> Option<StoryRows> {
    let table = library.stories();
    let ruled = ruled(library, context);
    let marked = MarkedLibrary::new(library, context, ruled.as_deref());
    let mut reports = for_each_post(library, true, should_continue, |position, post, found| {
        let story_count = table.stories_of(position).len();
        if story_count == 0 || library.is_draft(position) && !asks.drafts {
            return;
        }
        let item = marked.item(position, post);
        let all = Bounds::exactly(MatchKind::Literal);
        let bounds = matcher.map_or(all, |matcher| matcher.story_bounds(&item));
        if bounds.most == MatchKind::Not {
            return;
        }
        for number in 0..story_count {
            let fit_of_one = || Some(matcher?.fit(&item.story(number)?));
            let fit = bounds.exact().or_else(fit_of_one).unwrap_or(MatchKind::Not);
            if fit != MatchKind::Not {
                found.push((StoryReport { post: position, story: number as u32 }, fit));
            }
        }
    })?;
    let muted = match ruled.filter(|_| !asks.muted) {
        Some(ruled) => leave_out_muted(&mut reports, library, &ruled),
        None => 0,
    };
    Some(StoryRows { muted, ..merged(library, &reports) })
}

/// Removes muted stories, and the muted reports of stories that have another report here. Returns
/// the number of stories removed. A story that is not muted stays, even if all of its reports here
/// are.
fn leave_out_muted(
    reports: &mut Vec<(StoryReport, MatchKind)>,
    library: &Library,
    ruled: &RuledLibrary,
) -> usize {
    let table = library.stories();
    let story_of = |report: StoryReport| {
        table.stories_of(report.post).get(report.story as usize).copied().unwrap_or_default()
    };
    if !reports.iter().any(|(report, _)| ruled.mutes_report(*report)) {
        return 0;
    }
    let (mut audible, mut muted) = (BitSet::default(), BitSet::default());
    for (report, _) in &*reports {
        if !ruled.mutes_report(*report) {
            audible.set(story_of(*report));
        }
    }
    let mut count = 0;
    reports.retain(|(report, _)| {
        if !ruled.mutes_report(*report) {
            return true;
        }
        let story = story_of(*report);
        if audible.is_set(story) || muted.is_set(story) {
            return false;
        }
        let is_muted = ruled.mutes_story(table, story);
        if is_muted {
            muted.set(story);
            count += 1;
        }
        !is_muted
    });
    count
}

/// Merges reports, ordered by post, into one row per story.
fn merged(library: &Library, reports: &[(StoryReport, MatchKind)]) -> StoryRows {
    let table = library.stories();
    let mut row_of = vec![u32::MAX; table.len()];
    let mut rows: Vec<(StoryRow, MatchKind)> = Vec::new();
    let mut last: Vec<Position> = Vec::new();
    let mut out = Vec::with_capacity(reports.len());
    for (report, fit) in reports {
        let Some(story) = table.stories_of(report.post).get(report.story as usize).copied() else {
            continue;
        };
        let at = &mut row_of[story as usize];
        if *at == u32::MAX {
            *at = rows.len() as u32;
            rows.push((StoryRow { story, newest: *report }, MatchKind::Not));
            last.push(Position::MAX);
        }
        let (row, best) = &mut rows[*at as usize];
        *best = (*best).max(*fit);
        // The newest post does not necessarily contain the newest report.
        if table.has_own_days() && table.day(*report) > table.day(row.newest) {
            row.newest = *report;
        }
        // A post that contains a page twice reports it once.
        if std::mem::replace(&mut last[*at as usize], report.post) != report.post {
            out.push((*at, report.post));
        }
    }
    if table.has_own_days() {
        return StoryRows { rows, reports: out, muted: 0 }.by_day(table);
    }
    StoryRows { rows, reports: out, muted: 0 }
}

impl StoryRows {
    /// Sorts the rows newest first and undated last, keeping the order within a day.
    fn by_day(self, table: &StoryTable) -> Self {
        let mut order: Vec<(Reverse<Option<Date>>, u32)> = (0..)
            .zip(&self.rows)
            .map(|(at, (row, _))| (Reverse(table.day(row.newest)), at))
            .collect();
        order.sort_unstable();
        let mut place = vec![0; order.len()];
        for (now, (_, at)) in (0..).zip(&order) {
            place[*at as usize] = now;
        }
        let rows = order.iter().map(|(_, at)| self.rows[*at as usize]).collect();
        let reports =
            self.reports.into_iter().map(|(at, post)| (place[at as usize], post)).collect();
        Self { rows, reports, ..self }
    }

    /// The posts of each row.
    fn groups(&self) -> Groups<Position> {
        Groups::new(self.rows.len(), &self.reports)
    }

    /// The rows with the counts of every facet.
    fn counted(self, library: &Library) -> CountedRows {
        let groups = self.groups();
        let facets = count_each(self.rows.len(), |facet| count(library, facet, &self, &groups));
        CountedRows { rows: self.rows, muted: self.muted, facets }
    }
}

/// Rows in the order that the query asks for.
fn in_order(
    rows: Vec<(StoryRow, MatchKind)>,
    library: &Library,
    query: &Query,
    context: &SearchContext,
) -> Vec<StoryRow> {
    let sort = query.sort().unwrap_or_default();
    literal_first(rows, |rows| sorted(rows, sort, library, query, context))
}

/// Counts the stories with each value: a value of any post that reports the story, or the story's
/// host.
fn count(
    library: &Library,
    facet: Facet,
    found: &StoryRows,
    groups: &Groups<Position>,
) -> Vec<FacetCount> {
    let table = library.table(facet);
    let mut totals = vec![0_usize; table.values().len()];
    if facet == Facet::Source {
        let stories = library.stories();
        for number in found.rows.iter().filter_map(|(row, _)| stories.host(row.story)) {
            totals[number as usize] += 1;
        }
        return counted(table, facet, totals);
    }
    // The last row that was counted for each value.
    let mut counted_for = vec![u32::MAX; totals.len()];
    for (row, posts) in (0..).zip(groups.iter()) {
        for post in posts {
            for number in table.of(*post) {
                let number = *number as usize;
                if std::mem::replace(&mut counted_for[number], row) != row {
                    totals[number] += 1;
                }
            }
        }
    }
    counted(table, facet, totals)
}

/// Sorts rows, given in the order newest first, as requested.
fn sorted(
    rows: Vec<StoryRow>,
    sort: Sort,
    library: &Library,
    query: &Query,
    context: &SearchContext,
) -> Vec<StoryRow> {
    let table = library.stories();
    match sort.by {
        SortBy::Date if sort.reversed => {
            // Undated stories come last either way.
            let is_dated = |row: &&StoryRow| library.day_of(row.newest).is_some();
            let dated = rows.iter().rev().filter(is_dated);
            let undated = rows.iter().filter(|row| !is_dated(row));
            dated.chain(undated).copied().collect()
        }
        SortBy::Date => rows,
        SortBy::Day => by_day(rows, sort.reversed, library),
        SortBy::Count => by(&rows, !sort.reversed, |row| table.report_stats(row.story).count),
        SortBy::Span => by(&rows, !sort.reversed, |row| table.span(row.story)),
        SortBy::Title => {
            let ranks = library.title_ranks();
            // The first title in order comes first, in contrast to the other keys.
            by(&rows, sort.reversed, |row| {
                let at = table.place(row.newest);
                at.and_then(|at| ranks.get(at)).copied().unwrap_or(0)
            })
        }
        SortBy::Score => {
            let Some(ruled) = ruled(library, context) else { return rows };
            by(&rows, !sort.reversed, |row| {
                // Scores may be negative. This keeps their order.
                ruled.rank(table, row.story).score.cast_unsigned() ^ (1 << 31)
            })
        }
        SortBy::Relevance => {
            let relevance = Relevance::of(&query.expression, context.pinyin);
            let marked = MarkedLibrary::new(library, context, None);
            by(&rows, !sort.reversed, |row| {
                let StoryReport { post: position, story } = row.newest;
                let story_at = |post| marked.item(position, post).story(story as usize);
                let story = library.post(position).and_then(|post| story_at(post));
                story.map_or(0, |story| relevance.score(&story))
            })
        }
    }
}

/// Sorts rows, given in the order newest first, by day, and within a day by the number of reports, the
/// highest first. Undated stories come last either way.
fn by_day(mut rows: Vec<StoryRow>, oldest_first: bool, library: &Library) -> Vec<StoryRow> {
    let table = library.stories();
    let key = |row: &StoryRow| {
        let day = library.day_of(row.newest).map(i64::from);
        let day = day.map_or(i64::MAX, |day| if oldest_first { day } else { -day });
        (day, Reverse(table.report_stats(row.story).count))
    };
    rows.sort_by_cached_key(key);
    rows
}

/// Sorts rows by a number, keeping the order of equal ones.
fn by(rows: &[StoryRow], most_first: bool, number: impl Fn(&StoryRow) -> u32) -> Vec<StoryRow> {
    // Each key is a number followed by the row's index, so that sorting accesses no other memory.
    let turn = if most_first { u32::MAX } else { 0 };
    let mut keys: Vec<u64> =
        (0_u64..).zip(rows).map(|(at, row)| u64::from(number(row) ^ turn) << 32 | at).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| rows[key as u32 as usize]).collect()
}
