//! Edits of a query text as made by a pane's keys: adding, inverting or removing one condition.

use super::date::{DateRange, DateValue};
use super::expression::{Expression, Is, Pattern, Scope, Term, quoted};
use super::parse::{Clause, Query, parse};
use super::sort::Sort;
use crate::library::{Facet, facet_key};
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

/// A field whose complete values can be toggled: a facet, or the own tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ValueField {
    Facet(Facet),
    Mine,
}

impl ValueField {
    /// The key shared by all spellings of a value.
    fn key(self, value: &str) -> String {
        match self {
            Self::Facet(facet) => facet.key(value),
            Self::Mine => facet_key(value),
        }
    }
}

/// The values of one field in a single top-level condition of a query.
struct ValueCondition {
    field: ValueField,
    polarity: Polarity,
    /// The key of each value, and its spelling in the query.
    values: Vec<(String, String)>,
    span: Range<usize>,
}

fn groups(query: &Query) -> Vec<ValueCondition> {
    query
        .clauses
        .iter()
        .filter_map(|clause| {
            let (expression, polarity) = match &clause.expression {
                Expression::Not(inner) => (inner.as_ref(), Polarity::Exclude),
                other => (other, Polarity::Include),
            };
            let Expression::Term(term) = expression else { return None };
            let (field, values) = values(term)?;
            Some(ValueCondition { field, polarity, values, span: clause.span.clone() })
        })
        .collect()
}

/// The field and the values of a condition that names complete values only.
fn values(term: &Term) -> Option<(ValueField, Vec<(String, String)>)> {
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
            Some((ValueField::Facet(Facet::Month), months?))
        }
        Term::Text(scope, patterns) => {
            let facet = Facet::ALL.into_iter().find(|facet| facet.field() == scope.name());
            let own = (*scope == Scope::Mine).then_some(ValueField::Mine);
            let field = facet.map(ValueField::Facet).or(own)?;
            let values: Option<Vec<(String, String)>> = patterns
                .iter()
                .map(|pattern| match pattern {
                    Pattern::Plain(text) => Some((field.key(text), quoted(text))),
                    Pattern::Glob(_) | Pattern::Regex(_) => None,
                })
                .collect();
            Some((field, values?))
        }
        _ => None,
    }
}

/// The facet values that a query includes or excludes by top-level conditions on complete values of
/// one facet.
pub fn ticked(query: &Query) -> Vec<Ticked> {
    groups(query)
        .into_iter()
        .filter_map(|group| match group.field {
            ValueField::Facet(facet) => Some((facet, group)),
            ValueField::Mine => None,
        })
        .flat_map(|(facet, group)| {
            let ValueCondition { polarity, span, values, .. } = group;
            values.into_iter().map(move |(key, _)| Ticked {
                facet,
                key,
                polarity,
                span: span.clone(),
            })
        })
        .collect()
}

/// The polarity of an own tag in a query's top-level conditions, if it occurs there.
pub fn mine_stands(query: &Query, tag: &str) -> Option<Polarity> {
    let polarities = [Polarity::Include, Polarity::Exclude];
    polarities.into_iter().find(|polarity| has_value(query, ValueField::Mine, tag, *polarity))
}

fn has_value(query: &Query, field: ValueField, value: &str, polarity: Polarity) -> bool {
    let key = field.key(value);
    let holds = |group: &ValueCondition| group.values.iter().any(|(other, _)| *other == key);
    let mut groups = groups(query).into_iter();
    groups.any(|group| (group.field, group.polarity) == (field, polarity) && holds(&group))
}

/// Toggles a facet's value in a query text. The condition is added if it is missing, inverted if it
/// has the other polarity, and removed if it has the same one. Included values of one facet form
/// one list, any of which a post may have; each excluded value has a condition of its own. The rest
/// of the text is not changed.
pub fn toggle(text: &str, facet: Facet, value: &str, polarity: Polarity) -> String {
    toggle_value(text, ValueField::Facet(facet), value, polarity)
}

/// Like [`toggle`], for an own tag.
pub fn toggle_mine(text: &str, tag: &str, polarity: Polarity) -> String {
    toggle_value(text, ValueField::Mine, tag, polarity)
}

fn toggle_value(text: &str, field: ValueField, value: &str, polarity: Polarity) -> String {
    let key = field.key(value);
    let query = parse(text);
    let groups = groups(&query);
    let of_field = |group: &&ValueCondition| group.field == field;
    let holds = |group: &&ValueCondition| group.values.iter().any(|(other, _)| *other == key);
    if let Some(found) = groups.iter().filter(of_field).find(holds) {
        let rest: Vec<&str> = found
            .values
            .iter()
            .filter(|(other, _)| *other != key)
            .map(|(_, written)| written.as_str())
            .collect();
        let without = written(field, found.polarity, &rest);
        if found.polarity == polarity {
            return replaced(text, &found.span, &without);
        }
        if rest.is_empty() {
            return replaced(text, &found.span, &value_condition(field, value, polarity));
        }
        return added(&replaced(text, &found.span, &without), field, value, polarity);
    }
    added(text, field, value, polarity)
}

/// The polarity of a state in a query's top-level conditions, if it occurs there.
pub fn stands(query: &Query, is: Is) -> Option<Polarity> {
    term_stands(query, &Term::Is(is))
}

/// The polarity of a condition among a query's top-level ones, if it occurs there.
pub fn term_stands(query: &Query, term: &Term) -> Option<Polarity> {
    query.clauses.iter().find_map(|clause| polarity_of(&clause.expression, term))
}

fn polarity_of(expression: &Expression, term: &Term) -> Option<Polarity> {
    let is_it = |other: &Expression| matches!(other, Expression::Term(other) if other == term);
    match expression {
        Expression::Not(inner) if is_it(inner) => Some(Polarity::Exclude),
        other if is_it(other) => Some(Polarity::Include),
        _ => None,
    }
}

/// Toggles a state of posts in a query text. The condition is added if it is missing, inverted if
/// it has the other polarity, and removed if it has the same one.
pub fn toggle_is(text: &str, is: Is, polarity: Polarity) -> String {
    toggle_term(text, &Term::Is(is), polarity)
}

/// Like [`toggle_is`], for any condition.
pub fn toggle_term(text: &str, term: &Term, polarity: Polarity) -> String {
    let query = parse(text);
    let condition = match polarity {
        Polarity::Include => term.to_string(),
        Polarity::Exclude => format!("-{term}"),
    };
    let found = query
        .clauses
        .iter()
        .find_map(|clause| Some((&clause.span, polarity_of(&clause.expression, term)?)));
    if let Some((span, before)) = found {
        return replaced(text, span, if before == polarity { "" } else { &condition });
    }
    let ways = [spaced(&[text, &condition]), spaced(&[&condition, text])];
    ways.into_iter()
        .find(|way| term_stands(&parse(way), term) == Some(polarity))
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
fn added(text: &str, field: ValueField, value: &str, polarity: Polarity) -> String {
    let query = parse(text);
    let written_alone = value_condition(field, value, polarity);
    let group = groups(&query).into_iter().rfind(|group| {
        group.field == field && group.polarity == polarity && polarity == Polarity::Include
    });
    let in_list = group.map(|group| {
        let own = condition_value(field, value);
        let mut all: Vec<&str> = group.values.iter().map(|(_, written)| written.as_str()).collect();
        all.push(&own);
        replaced(text, &group.span, &written(field, polarity, &all))
    });
    // Append it, as one would type it, unless an open quote or a lone OR would absorb it there.
    let alone = [spaced(&[text, &written_alone]), spaced(&[&written_alone, text])];
    let stands = |way: &String| has_value(&parse(way), field, value, polarity);
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
fn written(field: ValueField, polarity: Polarity, values: &[&str]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let minus = if polarity == Polarity::Exclude { "-" } else { "" };
    let name = match field {
        ValueField::Facet(facet) => facet.field(),
        ValueField::Mine => "mine",
    };
    format!("{minus}{name}:{}", values.join(","))
}

/// A condition on one value of a facet.
pub(super) fn condition(facet: Facet, value: &str, polarity: Polarity) -> String {
    value_condition(ValueField::Facet(facet), value, polarity)
}

fn value_condition(field: ValueField, value: &str, polarity: Polarity) -> String {
    written(field, polarity, &[&condition_value(field, value)])
}

fn condition_value(field: ValueField, value: &str) -> String {
    if field == ValueField::Facet(Facet::Month) { value.to_owned() } else { quoted(value) }
}

/// Splits a query into the conditions on each facet's included values and all other conditions. The
/// query is the conjunction of all of them.
pub(super) fn apart(query: &Query) -> (Expression, Vec<(Facet, Expression)>) {
    let mut including = groups(query);
    including.retain(|group| group.polarity == Polarity::Include);
    let facet_of = |span: &Range<usize>| {
        let group = including.iter().find(|group| group.span == *span)?;
        if let ValueField::Facet(facet) = group.field { Some(facet) } else { None }
    };
    let mut rest = Vec::new();
    let mut by_facet: Vec<(Facet, Vec<Expression>)> = Vec::new();
    for clause in &query.clauses {
        let expression = clause.expression.clone();
        match facet_of(&clause.span) {
            None => rest.push(expression),
            Some(facet) => match by_facet.iter_mut().find(|(other, _)| *other == facet) {
                Some((_, values)) => values.push(expression),
                None => by_facet.push((facet, vec![expression])),
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
