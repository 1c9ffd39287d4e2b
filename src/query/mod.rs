//! The query language: text → [`Query`] → the posts it means.
//!
//! Parsing is total: every text is a query. The query text is the program's only filter state, so
//! what a pane does to the filter it does through [`toggle`]. Knows nothing of panes or keys.

mod date;
mod edit;
mod expression;
mod facets;
mod lexer;
mod marks;
mod parse;
mod search;
#[cfg(test)]
mod tests;

pub use date::{DateRange, DateValue};
pub use edit::{Polarity, Ticked, stands, ticked, toggle, toggle_is, without_facet};
pub use expression::{Expression, Has, Is, Pattern, Scope, Term, fields, quoted};
pub use facets::{FacetCount, Facets, Found, facets, find};
pub use marks::Marks;
pub use parse::{Clause, Hint, Problem, Query, Token, TokenKind, parse};
pub use search::search;
