//! Sentences for what was not understood in a query.

use super::parse::Problem;
use crate::messages::{Language, Text};

impl Problem {
    /// The sentence that tells it.
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::UnknownField(name, near) => Text::UnknownField(name, *near).say(language),
            Self::UnknownName(field, names) => {
                let names: Vec<String> =
                    names.iter().map(|name| format!("{field}:{name}")).collect();
                Text::UnknownName(field, names.join(" ")).say(language)
            }
            Self::NotADate(text) => Text::NotADate(text).say(language),
            Self::OpenQuote => Text::OpenQuote.say(language),
            Self::Parenthesis => Text::Parenthesis.say(language),
            Self::BadRegex(why) => Text::BadRegex(why).say(language),
            Self::OpenRegex => Text::OpenRegex.say(language),
            Self::LoneOperator("NOT") => Text::LoneNot.say(language),
            Self::LoneOperator(name) => Text::LoneOperator(name).say(language),
            Self::OtherNotation(typed, ours) => Text::OtherNotation(typed, ours).say(language),
            Self::UnknownValue(field, value, near) => {
                Text::UnknownValue(field, value, near).say(language)
            }
        }
    }
}
