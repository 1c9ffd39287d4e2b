//! Changes a query text the way a pane's keys do: adds, turns round or takes away one condition.

use super::date::DateRange;
use super::expression::{Expression, Pattern, Scope, Term, quoted};
use super::parse::{Query, parse};
use crate::library::{Facet, facet_key};
use crate::text::fold;
use std::ops::Range;

/// Whether a value is asked for or excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// Posts must have it.
    Include,
    /// Posts must not have it.
    Exclude,
}

/// How a value of a facet stands in a query: whether one of its top-level conditions asks for just
/// this value or excludes it.
pub fn active(query: &Query, facet: Facet, value: &str) -> Option<Polarity> {
    find(query, facet, value).map(|(_, polarity)| polarity)
}

/// The query text with a facet's value added, or turned round if it stands there with the other
/// polarity, or taken away if it stands there just so. What else was typed stays as it is.
pub fn toggle(text: &str, facet: Facet, value: &str, polarity: Polarity) -> String {
    let query = parse(text);
    let written = match polarity {
        Polarity::Include => condition(facet, value),
        Polarity::Exclude => format!("-{}", condition(facet, value)),
    };
    if let Some((span, found)) = find(&query, facet, value) {
        let insert = if found == polarity { "" } else { written.as_str() };
        return spaced(&[&text[..span.start], insert, &text[span.end..]]);
    }
    // At the end, as one would type it, unless an open quote or a lone OR would swallow it there.
    let ways = [spaced(&[text, &written]), spaced(&[&written, text])];
    let stands = |way: &&String| active(&parse(way), facet, value) == Some(polarity);
    match ways.iter().find(stands) {
        Some(way) => way.clone(),
        None => format!("{written} ({})", query.expression),
    }
}

fn spaced(parts: &[&str]) -> String {
    let parts: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The condition as a person would type it.
fn condition(facet: Facet, value: &str) -> String {
    let name = match facet {
        Facet::Category => "category",
        Facet::Tag => "tag",
        Facet::Author => "author",
        Facet::Source => "source",
        Facet::Month => return format!("date:{value}"),
    };
    format!("{name}:{}", quoted(value))
}

fn find(query: &Query, facet: Facet, value: &str) -> Option<(Range<usize>, Polarity)> {
    query.clauses.iter().find_map(|clause| {
        let (expression, polarity) = match &clause.expression {
            Expression::Not(inner) => (inner.as_ref(), Polarity::Exclude),
            other => (other, Polarity::Include),
        };
        let Expression::Term(term) = expression else { return None };
        asks_for(term, facet, value).then(|| (clause.span.clone(), polarity))
    })
}

fn asks_for(term: &Term, facet: Facet, value: &str) -> bool {
    match (facet, term) {
        (Facet::Month, Term::Date(ranges)) => {
            let [only] = ranges.as_slice() else { return false };
            DateRange::parse(value).as_ref() == Some(only)
        }
        (_, Term::Text(scope, patterns)) => {
            let [Pattern::Plain(text)] = patterns.as_slice() else { return false };
            match (facet, scope) {
                (Facet::Tag, Scope::Tag) | (Facet::Category, Scope::Category) => {
                    facet_key(text) == facet_key(value)
                }
                (Facet::Author, Scope::Author) | (Facet::Source, Scope::Source) => {
                    fold(text) == fold(value)
                }
                _ => false,
            }
        }
        _ => false,
    }
}
