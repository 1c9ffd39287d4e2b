//! Narrows a query text by a condition, in addition to all that it contains already.
//!
//! [`super::toggle`] is for values chosen from a list, any of which a post may have. The functions
//! here are for marks in a figure: afterwards the query finds just the posts that the mark stands
//! for.

use super::expression::{Expression, Is, Term};
use super::parse::{Query, parse};
use super::{Polarity, edit};
use crate::library::Facet;
use crate::post::Date;

/// The query text narrowed to a facet's value.
pub fn narrow_to_value(text: &str, facet: Facet, value: &str) -> String {
    narrow(text, &edit::condition(facet, value, Polarity::Include))
}

/// The query text narrowed to a day.
pub fn narrow_to_day(text: &str, day: Date) -> String {
    narrow(text, &format!("date:{day}"))
}

/// The query text narrowed to the days from `first` to `last`.
pub fn narrow_to_days(text: &str, first: Date, last: Date) -> String {
    narrow(text, &format!("date:{first}..{last}"))
}

/// The query text narrowed to unread posts.
pub fn narrow_to_unread(text: &str) -> String {
    narrow(text, &Expression::Term(Term::Is(Is::Unread)).to_string())
}

/// The query text narrowed to unseen stories.
pub fn narrow_to_unseen(text: &str) -> String {
    narrow(text, &Expression::Not(Box::new(Expression::Term(Term::Is(Is::Seen)))).to_string())
}

fn narrow(text: &str, condition: &str) -> String {
    let (existing, added) = (parse(text), parse(condition));
    let stands = |conditions: &Query, text: &str| {
        let query = parse(text);
        let stands = |one: &Expression| query.clauses.iter().any(|own| own.expression == *one);
        conditions.clauses.iter().all(|clause| stands(&clause.expression))
    };
    if stands(&added, text) {
        return text.to_owned();
    }
    // Append it, as one would type it, unless an open quote or a lone OR would absorb it there.
    let ways = [edit::spaced(&[text, condition]), edit::spaced(&[condition, text])];
    ways.into_iter()
        .find(|way| stands(&added, way) && stands(&existing, way))
        .unwrap_or_else(|| format!("{condition} ({})", existing.expression))
}

#[cfg(test)]
mod tests {
    use super::super::{SearchContext, search};
    use super::*;
    use crate::library::Library;
    use crate::post::{Post, PostId, labels};
    use proptest::prelude::*;
    use std::sync::Arc;

    #[test]
    fn a_condition_stands_beside_what_is_asked_for() {
        let tag = |text, value| narrow_to_value(text, Facet::Tag, value);
        assert_eq!(tag("", "istio"), "tag:istio");
        assert_eq!(tag("tag:k8s mesh", "istio"), "tag:k8s mesh tag:istio");
        assert_eq!(tag("tag:istio mesh", "istio"), "tag:istio mesh");
        assert_eq!(tag("tag:istio,k8s", "istio"), "tag:istio,k8s tag:istio");
        assert_eq!(tag("a OR", "service mesh"), "tag:\"service mesh\" a OR");
        // A lone OR after another condition is no longer alone.
        assert_eq!(tag("OR \"", "k*"), "tag:\"k*\" (\"OR\")");
        assert_eq!(tag("\"open", "k*"), "tag:\"k*\" \"open");
        assert_eq!(narrow_to_value("", Facet::Month, "2026-08"), "date:2026-08");
        assert_eq!(narrow_to_value("x", Facet::Source, "cncf.io"), "x source:cncf.io");
        let day = Date::constant(2026, 8, 3);
        assert_eq!(narrow_to_day("since:30d", day), "since:30d date:2026-08-03");
        assert_eq!(
            narrow_to_days("x", day, Date::constant(2026, 8, 9)),
            "x date:2026-08-03..2026-08-09"
        );
        assert_eq!(narrow_to_unread("x"), "x is:unread");
        assert_eq!(narrow_to_unseen("x OR"), "-is:seen x OR");
    }

    proptest! {
        #[test]
        fn what_is_found_has_the_value(
            text in "(([a-z]{1,5}|tag:[xy]|OR|-|\"|\\(|\\)|/x|k\\*) ?){0,6}", value in "\\PC{1,6}"
        ) {
            prop_assume!(!value.trim().is_empty());
            let post = |number: u64, tags: &[&str]| Arc::new(Post {
                id: PostId(number),
                title: "x y k".into(),
                tags: labels(tags.iter().copied()),
                ..Post::bare(&number.to_string())
            });
            let library = Library::new(vec![post(1, &[&value, "x"]), post(2, &["other-than-that"])]);
            let narrowed = narrow_to_value(&text, Facet::Tag, &value);
            let context = SearchContext::on(Date::constant(2026, 8, 1));
            let before = search(&library, &parse(&text), &context);
            let after = search(&library, &parse(&narrowed), &context);
            prop_assert!(after.iter().all(|at| *at == 0 && before.contains(at)), "{}", narrowed);
            prop_assert_eq!(after.len(), usize::from(before.contains(&0)), "{}", narrowed);
        }
    }
}
