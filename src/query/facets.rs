//! How often each facet value occurs among some posts.

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::edit::apart;
use super::matcher::{Fit, Matcher};
use super::memo::Memo;
use super::parse::{Hint, Query};
use super::search::{fitting, in_order};
use super::searchable::MarkedLibrary;
use super::stories::{StoryRow, find_stories};
use super::value_hints::value_hints;
use crate::library::{Facet, FacetTable, Library, Position};
use crate::threads;

/// One value with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value's number in its facet's table.
    pub number: u32,
    /// How many of the posts have it; never zero.
    pub count: usize,
}

/// The values of every facet that occur, with their counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub(super) counts: [Vec<FacetCount>; 5],
}

impl Facets {
    /// The values of one facet: most frequent first, then in order of characters; months newest
    /// first.
    pub fn of(&self, facet: Facet) -> &[FacetCount] {
        &self.counts[facet as usize]
    }
}

/// From so many posts on, each facet is counted on a thread of its own.
const WORTH_THREADS: usize = 20_000;

/// Counts the values of every facet over posts of the library.
pub fn facets(library: &Library, posts: &[Position]) -> Facets {
    count_each(posts.len(), |facet| count(library, facet, posts))
}

/// Counts every facet over so many posts or stories.
pub(super) fn count_each(over: usize, count: impl Fn(Facet) -> Vec<FacetCount> + Sync) -> Facets {
    if over < WORTH_THREADS {
        return Facets { counts: Facet::ALL.map(count) };
    }
    let count = &count;
    let mut counts = threads::all(Facet::ALL.map(|facet| move || count(facet))).into_iter();
    Facets { counts: Facet::ALL.map(|_| counts.next().unwrap_or_default()) }
}

fn count(library: &Library, facet: Facet, posts: &[Position]) -> Vec<FacetCount> {
    let table = library.table(facet);
    let mut totals = vec![0_usize; table.values().len()];
    for position in posts {
        for number in table.of(*position) {
            totals[*number as usize] += 1;
        }
    }
    counted(table, facet, totals)
}

/// The values that occur, in the order in which they are shown.
pub(super) fn counted(table: &FacetTable, facet: Facet, totals: Vec<usize>) -> Vec<FacetCount> {
    let mut counts: Vec<FacetCount> = totals
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0)
        .map(|(number, count)| FacetCount { number: number as u32, count })
        .collect();
    let key = |count: &FacetCount| &table.values()[count.number as usize].key;
    if facet == Facet::Month {
        counts.sort_by(|a, b| key(b).cmp(key(a)));
    } else {
        counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| key(a).cmp(key(b))));
    }
    counts
}

/// What a query finds: the posts or stories and the counts beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The posts in the order of the list; of stories the posts of the newest reports that are
    /// meant.
    pub posts: Vec<Position>,
    /// The stories in the order of the list, if stories were asked for.
    pub stories: Vec<StoryRow>,
    /// How many posts the query finds where stories were asked for and it finds none.
    pub posts_instead: usize,
    /// How many of the stories are unseen and how many starred, by the marks of who asked.
    pub unseen_and_starred: (usize, usize),
    /// How often each value occurs among them. The values of a facet that the query asks for are
    /// counted as if it did not, so that each count tells what ticking the value would add.
    pub facets: Facets,
    /// What the query asks for by a value that the library does not have.
    pub hints: Vec<Hint>,
}

/// Searches posts and counts.
pub fn find(library: &Library, query: &Query, context: &SearchContext) -> Found {
    find_listed(library, query, context, Listed::Posts)
}

/// Searches posts or stories and counts.
pub fn find_listed(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    listed: Listed,
) -> Found {
    let memo = &mut Memo::once(library);
    find_while(library, query, context, listed, &|| true, memo).unwrap_or_default()
}

/// [`find_listed`], given up when the answer is no longer `wanted`, with what is known from earlier
/// searches of the same library.
pub fn find_while(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    listed: Listed,
    wanted: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<Found> {
    if listed == Listed::Stories {
        return find_stories(library, query, context, wanted, memo);
    }
    // The texts are gone through once, for all that is counted.
    let (rest, values) = apart(query);
    let drafts = query.asks_for_drafts();
    let widest = fitting(library, &rest, drafts, context, wanted, memo)?;
    let mut matchers: Vec<(Facet, Matcher)> = Vec::new();
    for (facet, values) in &values {
        let matcher = compile(values, library, context, listed, memo);
        matchers.extend(matcher.map(|matcher| (*facet, matcher)));
    }
    let marked = MarkedLibrary::new(library, &context.marks);
    let having = |matchers: &[&Matcher]| -> Vec<(Position, Fit)> {
        let fit_of = |(position, fit): &(Position, Fit)| {
            let item = marked.item(*position, library.post(*position)?);
            let fits = matchers.iter().map(|matcher| matcher.fit(&item));
            Some((*position, fits.fold(*fit, Fit::min)))
        };
        widest.iter().filter_map(fit_of).filter(|(_, fit)| *fit != Fit::Not).collect()
    };
    let but = |left_out: Option<Facet>| -> Vec<&Matcher> {
        let others = matchers.iter().filter(|(facet, _)| Some(*facet) != left_out);
        others.map(|(_, matcher)| matcher).collect()
    };
    let posts = in_order(having(&but(None)), library, query, context);
    let mut facets = facets(library, &posts);
    for (facet, _) in &matchers {
        let wider = having(&but(Some(*facet)));
        let wider: Vec<Position> = wider.into_iter().map(|(position, _)| position).collect();
        facets.counts[*facet as usize] = count(library, *facet, &wider);
    }
    let hints = value_hints(query, library);
    wanted().then_some(Found { posts, facets, hints, ..Found::default() })
}
