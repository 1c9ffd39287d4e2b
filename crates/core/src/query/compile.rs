//! Compiles an expression for one library: folds patterns and looks up values.

use super::cached_needle::CachedNeedle;
use super::context::{Listed, SearchContext};
use super::expression::{Expression, Has, Pattern, Scope, Term};
use super::glob::glob_matches;
use super::marked_items::MarkedItems;
use super::matcher::Matcher;
use super::memo::Memo;
use super::pattern::regex;
use crate::library::{DayNumber, Facet, Library, day_number};
use crate::text::fold;

/// Compiles an expression. Returns `None` if it matches everything, as a sort order does.
pub(super) fn compile(
    expression: &Expression,
    library: &Library,
    context: &SearchContext,
    listed: Listed,
    memo: &mut Memo,
) -> Option<Matcher> {
    let mut list = |children: &[Expression]| {
        let mut matchers: Vec<Matcher> = children
            .iter()
            .filter_map(|child| compile(child, library, context, listed, memo))
            .collect();
        // Scans of the text come last.
        matchers.sort_by_key(Matcher::cost);
        (!matchers.is_empty()).then_some(matchers)
    };
    match expression {
        Expression::All(children) => list(children).map(Matcher::All),
        Expression::Any(children) => list(children).map(Matcher::Any),
        Expression::Not(child) => {
            Some(Matcher::Not(Box::new(compile(child, library, context, listed, memo)?)))
        }
        Expression::Term(term) => compile_term(term, library, context, listed, memo),
    }
}

fn compile_term(
    term: &Term,
    library: &Library,
    context: &SearchContext,
    listed: Listed,
    memo: &mut Memo,
) -> Option<Matcher> {
    let today = context.today;
    Some(match term {
        Term::Text(Scope::Mine, patterns) => {
            Matcher::Marked(MarkedItems::with_tag(patterns, context))
        }
        Term::Text(Scope::Note, patterns) => {
            Matcher::Marked(MarkedItems::with_note(patterns, context))
        }
        Term::Has(Has::Note) => Matcher::Marked(MarkedItems::with_any_note(context)),
        Term::Marked(mark, ranges) => {
            Matcher::Marked(MarkedItems::marked(*mark, ranges, library, context, listed))
        }
        Term::Text(scope, patterns) => match scope.facet() {
            Some(facet) => Matcher::Values(facet, matching_values(library, facet, patterns)),
            None => {
                let needles = patterns.iter().map(|pattern| {
                    CachedNeedle::new(pattern, *scope, library, context, listed, memo)
                });
                Matcher::Text(*scope, needles.collect())
            }
        },
        Term::Date(ranges) => {
            Matcher::Days(ranges.iter().map(|range| range.borders(today)).collect())
        }
        Term::After(value) => Matcher::Days(vec![(day_number(value.first(today)), DayNumber::MAX)]),
        Term::Before(value) => {
            Matcher::Days(vec![(DayNumber::MIN, day_number(value.first(today)) - 1)])
        }
        Term::Is(is) => Matcher::Is(*is),
        Term::Has(has) => Matcher::Has(*has),
        Term::Sort(_) => return None,
    })
}

fn matching_values(library: &Library, facet: Facet, patterns: &[Pattern]) -> Vec<u32> {
    let table = library.table(facet);
    let values = || (0..).zip(table.values());
    let mut numbers: Vec<u32> = Vec::new();
    for pattern in patterns {
        match pattern {
            Pattern::Plain(text) => numbers.extend(table.number(&facet.key(text))),
            Pattern::Glob(text) => {
                let glob: Vec<char> = facet.key(text).chars().collect();
                let fitting = values().filter(|(_, value)| glob_matches(&glob, &value.key));
                numbers.extend(fitting.map(|(number, _)| number));
            }
            Pattern::Regex(source) => {
                let Ok(regex) = regex(source) else { continue };
                let fits = |text: &str| regex.is_match(&fold(text));
                let fitting = values().filter(|(_, value)| fits(&value.value) || fits(&value.key));
                numbers.extend(fitting.map(|(number, _)| number));
            }
        }
    }
    numbers
}
