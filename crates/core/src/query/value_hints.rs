//! Hints about values that the library does not have: `tag:isto` where it has `istio`.

use super::expression::{Expression, Pattern, Scope, Term, quoted};
use super::parse::{Hint, Query, QueryError};
use crate::library::{Facet, FacetTable, Library};
use crate::text::nearest;

/// Hints about all complete values in the query that no post has, but that resemble one of the
/// library's values or the beginning of one.
pub fn value_hints(query: &Query, library: &Library) -> Vec<Hint> {
    let mut hints = Vec::new();
    for clause in &query.clauses {
        visit(&clause.expression, &mut |scope, facet, value| {
            let table = library.table(facet);
            let problem = near_value(table, &facet.key(value))
                .map(|near| QueryError::UnknownValue(scope.name(), quoted(value), quoted(near)));
            hints.extend(problem.map(|problem| Hint { span: clause.span.clone(), problem }));
        });
    }
    hints
}

/// Calls `found` with each complete facet value in an expression.
fn visit(expression: &Expression, found: &mut dyn FnMut(Scope, Facet, &str)) {
    match expression {
        Expression::All(children) | Expression::Any(children) => {
            for child in children {
                visit(child, found);
            }
        }
        Expression::Not(child) => visit(child, found),
        Expression::Term(Term::Text(scope, patterns)) => {
            let Some(facet) = scope.facet() else { return };
            for pattern in patterns {
                if let Pattern::Plain(value) = pattern {
                    found(*scope, facet, value);
                }
            }
        }
        Expression::Term(_) => {}
    }
}

/// The value that the user may have meant by a key that no value has.
fn near_value<'t>(table: &'t FacetTable, key: &str) -> Option<&'t str> {
    if key.is_empty() || table.number(key).is_some() {
        return None;
    }
    let keys = || table.values().iter().map(|value| &*value.key);
    // Shorter ASCII keys are the beginning of too many values.
    let is_specific = |key: &str| key.chars().count() >= 3 || !key.is_ascii();
    let begun = || {
        keys()
            .filter(|_| is_specific(key))
            .filter(|known| known.starts_with(key))
            .min_by_key(|known| known.len())
    };
    let near = nearest(key, keys()).or_else(begun)?;
    let number = table.number(near)?;
    table.values().get(number as usize).map(|value| &*value.value)
}
