//! What a query's author is told about a part that was not understood.

use crate::messages::Text;
use crate::query::Problem;

/// The sentence for what was not understood in a query.
pub fn hint_sentence(problem: &Problem) -> String {
    match problem {
        Problem::UnknownField(name, near) => Text::UnknownField(name, *near).to_string(),
        Problem::UnknownName(field, names) => {
            let names: Vec<String> = names.iter().map(|name| format!("{field}:{name}")).collect();
            Text::UnknownName(field, names.join(" ")).to_string()
        }
        Problem::NotADate(text) => Text::NotADate(text).to_string(),
        Problem::OpenQuote => Text::OpenQuote.to_string(),
        Problem::Parenthesis => Text::Parenthesis.to_string(),
        Problem::BadRegex(why) => Text::BadRegex(why).to_string(),
        Problem::OpenRegex => Text::OpenRegex.to_string(),
        Problem::LoneOr => Text::LoneOr.to_string(),
    }
}
