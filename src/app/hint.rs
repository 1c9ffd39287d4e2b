//! Hints on the parts of a query that are not understood.

use super::model::Model;
use crate::messages::{Language, Text};
use crate::query::{Hint, Problem};

/// The hints on the query: on its text first, then on values that no post has.
pub fn query_hints(model: &Model) -> impl Iterator<Item = &Hint> {
    model.context.query.query().hints.iter().chain(&model.context.results.hints)
}

/// The sentence for a problem with a query.
pub fn hint_sentence(problem: &Problem, language: Language) -> String {
    match problem {
        Problem::UnknownField(name, near) => Text::UnknownField(name, *near).say(language),
        Problem::UnknownName(field, names) => {
            let names: Vec<String> = names.iter().map(|name| format!("{field}:{name}")).collect();
            Text::UnknownName(field, names.join(" ")).say(language)
        }
        Problem::NotADate(text) => Text::NotADate(text).say(language),
        Problem::OpenQuote => Text::OpenQuote.say(language),
        Problem::Parenthesis => Text::Parenthesis.say(language),
        Problem::BadRegex(why) => Text::BadRegex(why).say(language),
        Problem::OpenRegex => Text::OpenRegex.say(language),
        Problem::LoneOperator("NOT") => Text::LoneNot.say(language),
        Problem::LoneOperator(name) => Text::LoneOperator(name).say(language),
        Problem::OtherNotation(typed, ours) => Text::OtherNotation(typed, ours).say(language),
        Problem::UnknownValue(field, value, near) => {
            Text::UnknownValue(field, value, near).say(language)
        }
    }
}
