//! Hints on the parts of a query that are not understood.

use super::model::Model;
use crate::messages::{Language, Text};
use crate::query::{Hint, QueryError};

/// The hints on the query: on its text first, then on values that no post has.
pub fn query_hints(model: &Model) -> impl Iterator<Item = &Hint> {
    model.context.query.query().hints.iter().chain(&model.context.results.hints)
}

/// The sentence for a problem with a query.
pub fn hint_sentence(problem: &QueryError, language: Language) -> String {
    match problem {
        QueryError::UnknownField(name, near) => Text::UnknownField(name, *near).say(language),
        QueryError::UnknownName(field, names) => {
            let names: Vec<String> = names.iter().map(|name| format!("{field}:{name}")).collect();
            Text::UnknownName(field, names.join(" ")).say(language)
        }
        QueryError::NotADate(text) => Text::NotADate(text).say(language),
        QueryError::OpenQuote => Text::OpenQuote.say(language),
        QueryError::Parenthesis => Text::Parenthesis.say(language),
        QueryError::BadRegex(why) => Text::BadRegex(why).say(language),
        QueryError::OpenRegex => Text::OpenRegex.say(language),
        QueryError::LoneOperator("NOT") => Text::LoneNot.say(language),
        QueryError::LoneOperator(name) => Text::LoneOperator(name).say(language),
        QueryError::OtherNotation(typed, ours) => Text::OtherNotation(typed, ours).say(language),
        QueryError::UnknownValue(field, value, near) => {
            Text::UnknownValue(field, value, near).say(language)
        }
    }
}
