//! The part of a query because of which it finds nothing.

use super::compile::compile;
use super::context::{Listed, SearchContext};
use super::expression::{Expression, Term};
use super::memo::Memo;
use super::parse::Query;
use super::search::fitting;
use super::stories::count_stories;
use crate::library::Library;
use std::ops::Range;

/// Clauses that are looked at; each takes a search.
const MAX_CLAUSES: usize = 8;

/// A clause without which a query finds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blame {
    /// Its bytes in the query text.
    pub span: Range<usize>,
    /// The posts or stories that the query finds without it.
    pub found: usize,
}

/// The clause without which a query that finds nothing finds most; `None` if it has only one, or
/// finds nothing without any one of them, or is no longer wanted.
pub fn find_blame(
    library: &Library,
    query: &Query,
    context: &SearchContext,
    listed: Listed,
    wanted: &(dyn Fn() -> bool + Sync),
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
        let drafts = query.asks_for_drafts();
        let found = match listed {
            Listed::Posts => fitting(library, &rest, drafts, context, wanted, memo)?.len(),
            Listed::Stories => {
                let matcher = compile(&rest, library, context, Listed::Stories, memo);
                count_stories(matcher.as_ref(), library, drafts, context, wanted)?
            }
        };
        if found > best.as_ref().map_or(0, |best| best.found) {
            best = Some(Blame { span: clause.span.clone(), found });
        }
    }
    best
}
