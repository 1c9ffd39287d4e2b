//! Counting of facet values over sets of posts, and searches with these counts.

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::edit::apart;
use super::facet_counts::{FacetCount, Facets, counted};
use super::judge::ruled;
use super::match_kind::MatchKind;
use super::matcher::Matcher;
use super::memo::Memo;
use super::parse::{Hint, Query};
use super::search::{Fitting, fitting, in_order};
use super::searchable::MarkedLibrary;
use super::stories::find_stories;
use super::story_rows::StoryRow;
use super::value_hints::value_hints;
use crate::library::{Facet, Library, Position};
use crate::threads;

/// Number of posts from which on each facet is counted on a thread of its own.
const WORTH_THREADS: usize = 20_000;

/// Counts the values of every facet over some posts of the library.
pub fn facets(library: &Library, posts: &[Position]) -> Facets {
    count_each(posts.len(), |facet| count(library, facet, posts))
}

/// Counts every facet over a number of posts or stories, given in `over`.
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

/// The result of a search: the posts or stories, and the facet counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// The posts in list order. For a search of stories, the post of each story's newest matching
    /// report.
    pub posts: Vec<Position>,
    /// The stories in list order, for a search of stories.
    pub stories: Vec<StoryRow>,
    /// Number of posts or stories that are left out because a rule mutes them.
    pub muted: usize,
    /// For a search of stories that finds none, the number of posts that the query finds.
    pub posts_instead: usize,
    /// Numbers of unseen and of starred stories among the result, according to the context's marks.
    pub unseen_and_starred: (usize, usize),
    /// Counts of the facet values in the result. The values of a facet that the query filters by
    /// are counted as if it did not, so that each count shows the effect of selecting the value.
    pub facets: Facets,
    /// Hints about values in the query that the library does not have.
    pub hints: Vec<Hint>,
}

/// Searches posts and counts their facets.
pub fn find(library: &Library, query: &Query, context: &SearchContext) -> SearchResult {
    find_listed(library, query, context, Listed::Posts)
}

/// Searches posts or stories and counts their facets.
pub fn find_listed(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    listed: Listed,
) -> SearchResult {
    let memo = &mut Memo::once(library);
    find_while(library, query, context, listed, &|| true, memo).unwrap_or_default()
}

/// Like [`find_listed`], but returns `None` as soon as `should_continue` returns `false`, and uses results
/// of earlier searches of the same library.
pub fn find_while(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    listed: Listed,
    should_continue: &(dyn Fn() -> bool + Sync),
    memo: &mut Memo,
) -> Option<SearchResult> {
    if listed == Listed::Stories {
        return find_stories(library, query, context, should_continue, memo);
    }
    // All texts are scanned once, for every count.
    let (rest, values) = apart(query);
    let Fitting { shown: widest, muted } =
        fitting(library, &rest, query.asks(), context, should_continue, memo)?;
    let mut matchers: Vec<(Facet, Matcher)> = Vec::new();
    for (facet, values) in &values {
        let matcher = compile(values, library, context, listed, memo);
        matchers.extend(matcher.map(|matcher| (*facet, matcher)));
    }
    let ruled = ruled(library, context);
    let marked = MarkedLibrary::new(library, context, ruled.as_deref());
    let among = |posts: &[(Position, MatchKind)], matchers: &[&Matcher]| {
        let fit_of = |(position, fit): &(Position, MatchKind)| {
            let item = marked.item(*position, library.post(*position)?);
            let fits = matchers.iter().map(|matcher| matcher.fit(&item));
            Some((*position, fits.fold(*fit, MatchKind::min)))
        };
        let fitting = posts.iter().filter_map(fit_of);
        fitting.filter(|(_, fit)| *fit != MatchKind::Not).collect::<Vec<_>>()
    };
    let but = |left_out: Option<Facet>| -> Vec<&Matcher> {
        let others = matchers.iter().filter(|(facet, _)| Some(*facet) != left_out);
        others.map(|(_, matcher)| matcher).collect()
    };
    let posts = in_order(among(&widest, &but(None)), library, query, context);
    let muted = among(&muted, &but(None)).len();
    let mut facets = facets(library, &posts);
    for (facet, _) in &matchers {
        let wider = among(&widest, &but(Some(*facet)));
        let wider: Vec<Position> = wider.into_iter().map(|(position, _)| position).collect();
        facets.counts[*facet as usize] = count(library, *facet, &wider);
    }
    let hints = value_hints(query, library);
    should_continue().then_some(SearchResult {
        posts,
        muted,
        facets,
        hints,
        ..SearchResult::default()
    })
}
