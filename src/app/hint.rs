//! What a query's author is told about a part that was not understood.

use crate::messages::{Language, Text};
use crate::query::Problem;

/// The sentence for what was not understood in a query.
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
        Problem::LoneOr => Text::LoneOr.say(language),
    }
}
