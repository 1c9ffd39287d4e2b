//! Changes a query text the way a pane's keys do: adds, turns round or takes away one condition.

use super::date::{DateRange, DateValue};
use super::expression::{Expression, Pattern, Scope, Term, quoted};
use super::parse::{Query, parse};
use crate::library::{Facet, facet_key};
use std::ops::Range;

/// Whether a value is asked for or excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// Posts must have it.
    Include,
    /// Posts must not have it.
    Exclude,
}

/// A facet's value that one of a query's top-level conditions asks for or excludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// The facet.
    pub facet: Facet,
    /// The value's key; see [`facet_key`].
    pub key: String,
    /// Whether it is asked for or excluded.
    pub polarity: Polarity,
    /// The condition's bytes in the query text.
    pub span: Range<usize>,
}

/// The facet values a query asks for or excludes by a top-level condition of their own.
pub fn ticked(query: &Query) -> Vec<Ticked> {
    query
        .clauses
        .iter()
        .filter_map(|clause| {
            let (expression, polarity) = match &clause.expression {
                Expression::Not(inner) => (inner.as_ref(), Polarity::Exclude),
                other => (other, Polarity::Include),
            };
            let Expression::Term(term) = expression else { return None };
            let (facet, key) = only_value(term)?;
            Some(Ticked { facet, key, polarity, span: clause.span.clone() })
        })
        .collect()
}

/// The one facet value a condition is about, as facet and key.
fn only_value(term: &Term) -> Option<(Facet, String)> {
    match term {
        Term::Date(ranges) => match ranges.as_slice() {
            [DateRange { from: Some(DateValue::Month(year, month)), to }]
                if *to == Some(DateValue::Month(*year, *month)) =>
            {
                Some((Facet::Month, format!("{year:04}-{month:02}")))
            }
            _ => None,
        },
        Term::Text(scope, patterns) => {
            let facet = match scope {
                Scope::Tag => Facet::Tag,
                Scope::Category => Facet::Category,
                Scope::Author => Facet::Author,
                Scope::Source => Facet::Source,
                _ => return None,
            };
            let [Pattern::Plain(text)] = patterns.as_slice() else { return None };
            Some((facet, facet_key(text)))
        }
        _ => None,
    }
}

fn find(query: &Query, facet: Facet, value: &str) -> Option<Ticked> {
    let key = facet_key(value);
    ticked(query).into_iter().find(|one| one.facet == facet && one.key == key)
}

/// The query text with a facet's value added, or turned round if it stands there with the other
/// polarity, or taken away if it stands there just so. What else was typed stays as it is.
pub fn toggle(text: &str, facet: Facet, value: &str, polarity: Polarity) -> String {
    let query = parse(text);
    let written = match polarity {
        Polarity::Include => condition(facet, value),
        Polarity::Exclude => format!("-{}", condition(facet, value)),
    };
    if let Some(found) = find(&query, facet, value) {
        let insert = if found.polarity == polarity { "" } else { written.as_str() };
        return spaced(&[&text[..found.span.start], insert, &text[found.span.end..]]);
    }
    // At the end, as one would type it, unless an open quote or a lone OR would swallow it there.
    let ways = [spaced(&[text, &written]), spaced(&[&written, text])];
    let stands = |way: &&String| {
        find(&parse(way), facet, value).is_some_and(|found| found.polarity == polarity)
    };
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
