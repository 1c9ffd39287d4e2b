//! What a query's author is told about a part that was not understood.

use super::model::Model;
use crate::query::Hint;

/// The hints on the query: on its text, then on values that no post has.
pub fn query_hints(model: &Model) -> impl Iterator<Item = &Hint> {
    model.query.query().hints.iter().chain(&model.list.hints)
}
