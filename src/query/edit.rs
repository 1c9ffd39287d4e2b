//! Edits of a query text as made by a pane's keys: adding, inverting or removing one condition.

use super::date::{DateRange, DateValue};
use super::expression::{Expression, Is, Pattern, Scope, Term, quoted};
use super::parse::{Clause, Query, parse};
use super::sort::Sort;
use crate::library::Facet;
use std::ops::Range;

/// The two kinds of conditions on a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// Posts must have the value.
    Include,
    /// Posts must not have the value.
    Exclude,
}

/// A facet value that a top-level condition of a query includes or excludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// The facet.
    pub facet: Facet,
    /// The value's key; see [`Facet::key`].
    pub key: String,
    /// The kind of condition.
    pub polarity: Polarity,
    /// Byte range of the condition in the query text.
    pub span: Range<usize>,
}

/// The values of one facet in a single top-level condition of a query.
struct FacetCondition {
    facet: Facet,
    polarity: Polarity,
    /// The key of each value, and its spelling in the query.
    values: Vec<(String, String)>,
    span: Range<usize>,
}

fn groups(query: &Query) -> Vec<FacetCondition> {
    query
        .clauses
        .iter()
        .filter_map(|clause| {
            let (expression, polarity) = match &clause.expression {
                Expression::Not(inner) => (inner.as_ref(), Polarity::Exclude),
                other => (other, Polarity::Include),
            };
            let Expression::Term(term) = expression else { return None };
            let (facet, values) = values(term)?;
            Some(FacetCondition { facet, polarity, values, span: clause.span.clone() })
        })
        .collect()
}

/// The facet and the values of a condition that names complete values only.
fn values(term: &Term) -> Option<(Facet, Vec<(String, String)>)> {
    match term {
        Term::Date(ranges) => {
            let months: Option<Vec<(String, String)>> = ranges
                .iter()
                .map(|range| match range {
                    DateRange { from: Some(DateValue::Month(year, month)), to }
                        if *to == Some(DateValue::Month(*year, *month)) =>
                    {
                        Some((format!("{year:04}-{month:02}"), range.to_string()))
                    }
                    _ => None,
                })
                .collect();
            Some((Facet::Month, months?))
        }
        Term::Text(scope, patterns) => {
            let facet = match scope {
                Scope::Tag => Facet::Tag,
                Scope::Category => Facet::Category,
                Scope::Author => Facet::Author,
                Scope::Source => Facet::Source,
                _ => return None,
            };
            let values: Option<Vec<(String, String)>> = patterns
                .iter()
                .map(|pattern| match pattern {
                    Pattern::Plain(text) => Some((facet.key(text), quoted(text))),
                    Pattern::Glob(_) | Pattern::Regex(_) => None,
                })
                .collect();
            Some((facet, values?))
        }
        _ => None,
    }
}

/// The facet values that a query includes or excludes by top-level conditions on complete values of
/// one facet.
pub fn ticked(query: &Query) -> Vec<Ticked> {
    groups(query)
        .into_iter()
        .flat_map(|group| {
            let FacetCondition { facet, polarity, span, values } = group;
            values.into_iter().map(move |(key, _)| Ticked {
                facet,
                key,
                polarity,
                span: span.clone(),
            })
        })
        .collect()
}

/// Toggles a facet's value in a query text. The condition is added if it is missing, inverted if it
/// has the other polarity, and removed if it has the same one. Included values of one facet form
/// one list, any of which a post may have; each excluded value has a condition of its own. The rest
/// of the text is not changed.
pub fn toggle(text: &str, facet: Facet, value: &str, polarity: Polarity) -> String {
    let key = facet.key(value);
    let query = parse(text);
    let groups = groups(&query);
    let of_facet = |group: &&FacetCondition| group.facet == facet;
    let holds = |group: &&FacetCondition| group.values.iter().any(|(other, _)| *other == key);
    if let Some(found) = groups.iter().filter(of_facet).find(holds) {
        let rest: Vec<&str> = found
            .values
            .iter()
            .filter(|(other, _)| *other != key)
            .map(|(_, written)| written.as_str())
            .collect();
        let without = written(facet, found.polarity, &rest);
        if found.polarity == polarity {
            return replaced(text, &found.span, &without);
        }
        if rest.is_empty() {
            return replaced(text, &found.span, &condition(facet, value, polarity));
        }
        return added(&replaced(text, &found.span, &without), facet, value, polarity);
    }
    added(text, facet, value, polarity)
}

/// The polarity of a state in a query's top-level conditions, if it occurs there.
pub fn stands(query: &Query, is: Is) -> Option<Polarity> {
    query.clauses.iter().find_map(|clause| polarity_of(&clause.expression, is))
}

fn polarity_of(expression: &Expression, is: Is) -> Option<Polarity> {
    let state = Expression::Term(Term::Is(is));
    match expression {
        Expression::Not(inner) if **inner == state => Some(Polarity::Exclude),
        other if *other == state => Some(Polarity::Include),
        _ => None,
    }
}

/// Toggles a state of posts in a query text. The condition is added if it is missing, inverted if
/// it has the other polarity, and removed if it has the same one.
pub fn toggle_is(text: &str, is: Is, polarity: Polarity) -> String {
    let query = parse(text);
    let state = Expression::Term(Term::Is(is));
    let condition = match polarity {
        Polarity::Include => state.to_string(),
        Polarity::Exclude => format!("-{state}"),
    };
    let found = query
        .clauses
        .iter()
        .find_map(|clause| Some((&clause.span, polarity_of(&clause.expression, is)?)));
    if let Some((span, before)) = found {
        return replaced(text, span, if before == polarity { "" } else { &condition });
    }
    let ways = [spaced(&[text, &condition]), spaced(&[&condition, text])];
    ways.into_iter()
        .find(|way| stands(&parse(way), is) == Some(polarity))
        .unwrap_or_else(|| format!("{condition} ({})", query.expression))
}

/// The query text with its sort order replaced. The default order is expressed by no condition at
/// all.
pub fn sorted_by(text: &str, sort: Sort) -> String {
    let query = parse(text);
    let is_sort = |clause: &&Clause| matches!(clause.expression, Expression::Term(Term::Sort(_)));
    let mut text = text.to_owned();
    for clause in query.clauses.iter().filter(is_sort).rev() {
        text = replaced(&text, &clause.span, "");
    }
    if sort == Sort::default() {
        return text;
    }
    let condition = Term::Sort(sort).to_string();
    let ways = [spaced(&[&text, &condition]), spaced(&[&condition, &text])];
    let is_in_force = |way: &String| parse(way).sort() == Some(sort);
    ways.into_iter()
        .find(is_in_force)
        .unwrap_or_else(|| format!("({}) {condition}", query.expression))
}

/// The query text with a condition added for a value that it does not contain.
fn added(text: &str, facet: Facet, value: &str, polarity: Polarity) -> String {
    let query = parse(text);
    let written_alone = condition(facet, value, polarity);
    let group = groups(&query).into_iter().rfind(|group| {
        group.facet == facet && group.polarity == polarity && polarity == Polarity::Include
    });
    let in_list = group.map(|group| {
        let own = condition_value(facet, value);
        let mut all: Vec<&str> = group.values.iter().map(|(_, written)| written.as_str()).collect();
        all.push(&own);
        replaced(text, &group.span, &written(facet, polarity, &all))
    });
    // Append it, as one would type it, unless an open quote or a lone OR would absorb it there.
    let alone = [spaced(&[text, &written_alone]), spaced(&[&written_alone, text])];
    let key = facet.key(value);
    let stands = |way: &String| {
        ticked(&parse(way))
            .iter()
            .any(|one| one.facet == facet && one.key == key && one.polarity == polarity)
    };
    in_list
        .into_iter()
        .chain(alone)
        .find(stands)
        .unwrap_or_else(|| format!("{written_alone} ({})", query.expression))
}

fn replaced(text: &str, span: &Range<usize>, with: &str) -> String {
    spaced(&[&text[..span.start], with, &text[span.end..]])
}

pub(super) fn spaced(parts: &[&str]) -> String {
    let parts: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// A condition on values in their written form; empty if there are none.
fn written(facet: Facet, polarity: Polarity, values: &[&str]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let minus = if polarity == Polarity::Exclude { "-" } else { "" };
    let name = match facet {
        Facet::Category => "category",
        Facet::Tag => "tag",
        Facet::Author => "author",
        Facet::Source => "source",
        Facet::Month => "date",
    };
    format!("{minus}{name}:{}", values.join(","))
}

pub(super) fn condition(facet: Facet, value: &str, polarity: Polarity) -> String {
    written(facet, polarity, &[&condition_value(facet, value)])
}

fn condition_value(facet: Facet, value: &str) -> String {
    if facet == Facet::Month { value.to_owned() } else { quoted(value) }
}

/// Splits a query into the conditions on each facet's included values and all other conditions. The
/// query is the conjunction of all of them.
pub(super) fn apart(query: &Query) -> (Expression, Vec<(Facet, Expression)>) {
    let mut including = groups(query);
    including.retain(|group| group.polarity == Polarity::Include);
    let mut rest = Vec::new();
    let mut by_facet: Vec<(Facet, Vec<Expression>)> = Vec::new();
    for clause in &query.clauses {
        let expression = clause.expression.clone();
        match including.iter().find(|group| group.span == clause.span) {
            None => rest.push(expression),
            Some(group) => match by_facet.iter_mut().find(|(facet, _)| *facet == group.facet) {
                Some((_, values)) => values.push(expression),
                None => by_facet.push((group.facet, vec![expression])),
            },
        }
    }
    let by_facet = by_facet.into_iter().map(|(facet, values)| (facet, Expression::All(values)));
    (Expression::All(rest), by_facet.collect())
}

/// The query without the conditions that include values of one facet, which is the basis for the
/// counts of that facet's values. `None` if there is no such condition.
pub fn without_facet(query: &Query, facet: Facet) -> Option<Expression> {
    let (rest, mut by_facet) = apart(query);
    let at = by_facet.iter().position(|(other, _)| *other == facet)?;
    by_facet.remove(at);
    let others = by_facet.into_iter().map(|(_, values)| values);
    Some(Expression::All(std::iter::once(rest).chain(others).collect()))
}
