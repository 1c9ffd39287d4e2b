//! Arguments of a tool, taken one by one. A mistake is a sentence that says which argument is wrong, and what
//! it may be.

use crate::text::nearest;
use serde_json::{Map, Value};
use std::ops::RangeInclusive;

/// Arguments that have not been taken yet.
#[derive(Debug)]
pub struct Arguments {
    left: Map<String, Value>,
    /// Names that were asked for.
    known: Vec<&'static str>,
}

impl Arguments {
    /// The arguments of a call.
    ///
    /// # Errors
    ///
    /// The arguments are not an object.
    pub fn of(params: &Map<String, Value>) -> Result<Self, String> {
        let left = match params.get("arguments") {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(arguments)) => arguments.clone(),
            Some(_) => return Err("arguments must be an object".to_owned()),
        };
        Ok(Self { left, known: Vec::new() })
    }

    /// A text, if it is given.
    pub fn text(&mut self, name: &'static str) -> Result<Option<String>, String> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(format!("{name} must be a string")),
        }
    }

    /// A number in a range, or `default`.
    pub fn number(
        &mut self,
        name: &'static str,
        range: RangeInclusive<usize>,
        default: usize,
    ) -> Result<usize, String> {
        Ok(self.given_number(name, range)?.unwrap_or(default))
    }

    /// A number in a range, if it is given.
    pub fn given_number(
        &mut self,
        name: &'static str,
        range: RangeInclusive<usize>,
    ) -> Result<Option<usize>, String> {
        let Some(value) = self.take(name) else { return Ok(None) };
        // Some models write whole numbers as `20.0`.
        let written = value.as_number().map_or_else(String::new, ToString::to_string);
        let number = written.strip_suffix(".0").unwrap_or(&written).parse::<usize>().ok();
        match number.filter(|number| range.contains(number)) {
            Some(number) => Ok(Some(number)),
            None if *range.end() == usize::MAX => {
                Err(format!("{name} must be an integer from {}", range.start()))
            }
            None => {
                Err(format!("{name} must be an integer from {} to {}", range.start(), range.end()))
            }
        }
    }

    /// A truth value, or `default`.
    pub fn flag(&mut self, name: &'static str, default: bool) -> Result<bool, String> {
        match self.take(name) {
            None => Ok(default),
            Some(Value::Bool(is)) => Ok(is),
            Some(_) => Err(format!("{name} must be true or false")),
        }
    }

    /// A list of texts; empty if it is not given. One text stands for a list of it.
    pub fn texts(&mut self, name: &'static str) -> Result<Vec<String>, String> {
        let values = match self.take(name) {
            None => return Ok(Vec::new()),
            Some(Value::Array(values)) => values,
            Some(value) => vec![value],
        };
        let text = |value: Value| match value {
            Value::String(text) => Ok(text),
            _ => Err(format!("{name} must be a list of strings")),
        };
        values.into_iter().map(text).collect()
    }

    /// Checks that nothing else was given.
    ///
    /// # Errors
    ///
    /// There are arguments that the tool does not have.
    pub fn finish(self) -> Result<(), String> {
        let Some(name) = self.left.keys().next() else { return Ok(()) };
        let shown: String = name.chars().take(50).collect();
        Err(match nearest(name, self.known.iter().copied()) {
            Some(meant) => format!("unknown argument {shown:?}; did you mean {meant:?}?"),
            None if self.known.is_empty() => format!("unknown argument {shown:?}"),
            None => format!("unknown argument {shown:?}; known are {}", self.known.join(", ")),
        })
    }

    /// Takes an argument; `null` is like none.
    fn take(&mut self, name: &'static str) -> Option<Value> {
        self.known.push(name);
        self.left.remove(name).filter(|value| !value.is_null())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn arguments(given: &Value) -> Arguments {
        Arguments::of(json!({ "arguments": given }).as_object().unwrap()).unwrap()
    }

    #[test]
    fn arguments_are_taken_with_their_types() {
        let mut given = arguments(&json!({
            "a": "x", "b": 7, "c": 7.0, "d": true, "e": ["p", "q"], "f": "p", "g": null
        }));
        assert_eq!(given.text("a"), Ok(Some("x".to_owned())));
        assert_eq!(given.number("b", 1..=9, 3), Ok(7));
        assert_eq!(given.number("c", 1..=9, 3), Ok(7));
        assert_eq!(given.flag("d", false), Ok(true));
        assert_eq!(given.texts("e"), Ok(vec!["p".to_owned(), "q".to_owned()]));
        assert_eq!(given.texts("f"), Ok(vec!["p".to_owned()]));
        assert_eq!(given.number("g", 1..=9, 3), Ok(3));
        assert_eq!(given.finish(), Ok(()));
        assert!(Arguments::of(&Map::new()).unwrap().finish().is_ok());
    }

    #[test]
    fn a_mistake_says_what_may_be_given() {
        for wrong in [json!(0), json!(10), json!(-1), json!(2.5), json!("7"), json!(1e300)] {
            let error = arguments(&json!({ "limit": wrong })).number("limit", 1..=9, 3);
            assert_eq!(error.unwrap_err(), "limit must be an integer from 1 to 9");
        }
        let error = arguments(&json!({ "query": 1 })).text("query").unwrap_err();
        assert_eq!(error, "query must be a string");
        let mut given = arguments(&json!({ "qurey": "x" }));
        let _ = (given.text("query"), given.text("limit"));
        assert_eq!(
            given.finish().unwrap_err(),
            "unknown argument \"qurey\"; did you mean \"query\"?"
        );
        let mut given = arguments(&json!({ "zzzzzz": "x" }));
        let _ = (given.text("query"), given.text("limit"));
        assert_eq!(
            given.finish().unwrap_err(),
            "unknown argument \"zzzzzz\"; known are query, limit"
        );
        assert!(Arguments::of(json!({ "arguments": [] }).as_object().unwrap()).is_err());
    }
}
