//! Finds the part of a query that makes it find nothing.

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::expression::{Expression, Term};
use super::memo::Memo;
use super::parse::Query;
use super::search::fitting;
use super::stories::count_stories;
use crate::library::Library;
use std::ops::Range;

/// Maximum number of clauses tried; each takes a search.
const MAX_CLAUSES: usize = 8;

/// A clause without which a query finds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blame {
    /// Byte range of the clause in the query text.
    pub span: Range<usize>,
    /// Number of posts or stories found without the clause.
    pub found: usize,
}

/// The clause without which a query that finds nothing finds the most. Returns `None` if the query
/// has only one clause, if it finds nothing without any single one of them, or as soon as
/// `should_continue` returns `false`.
pub fn find_blame(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    listed: Listed,
    should_continue: &(dyn Fn() -> bool + Sync),
) -> Option<Blame> {
    let memo = &mut Memo::once(library);
    let is_order = |expression: &Expression| matches!(expression, Expression::Term(Term::Sort(_)));
    let conditions = query.clauses.iter().enumerate();
    let conditions = conditions.filter(|(_, clause)| !is_order(&clause.expression));
    let conditions: Vec<_> = conditions.take(MAX_CLAUSES).collect();
    if conditions.len() < 2 {
        return None;
    }
    let mut best: Option<Blame> = None;
    for (number, clause) in conditions {
        let rest = query.without(number);
        let asks = query.asks();
        let found = match listed {
            Listed::Posts => {
                fitting(library, &rest, asks, context, should_continue, memo)?.shown.len()
            }
            Listed::Stories => {
                let matcher = compile(&rest, library, context, Listed::Stories, memo);
                count_stories(matcher.as_ref(), library, asks, context, should_continue)?
            }
        };
        if found > best.as_ref().map_or(0, |best| best.found) {
            best = Some(Blame { span: clause.span.clone(), found });
        }
    }
    best
}
