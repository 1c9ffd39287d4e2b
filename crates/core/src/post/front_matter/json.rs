//! JSON into [`Value`].
//!
//! Text that is only nearly JSON (RFC 8259), for example with an extra comma, is parsed as YAML, since it
//! mostly is valid YAML. Does not know the meaning of keys.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::block_position::BlockPosition;
use super::error::{FrontMatterError, check_depth};
use super::structure::structure;
use super::value::Value;
use super::yaml;

/// The text with the brackets of its outermost map, which some programs omit.
pub fn in_brackets(text: &str) -> Cow<'_, str> {
    if text.trim_start().starts_with('{') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{{{text}}}"))
    }
}

/// Parses one JSON document. Numbers keep their spelling.
pub fn parse(text: &str) -> Result<Value, FrontMatterError> {
    check_depth(text)?;
    let raw: Result<&RawValue, _> = serde_json::from_str(text);
    if let Ok(Ok(read)) = raw.as_ref().map(|raw| value(raw)) {
        return Ok(read);
    }
    yaml::parse(text).map_err(|yaml_error| match raw {
        Err(error) => FrontMatterError::at(yaml_error.at.min(place(text, &error))),
        // The error is within a string.
        Ok(_) => yaml_error,
    })
}

fn place(text: &str, error: &serde_json::Error) -> BlockPosition {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line: usize = lines.map(str::len).sum();
    BlockPosition::at(text, line + error.column().saturating_sub(1))
}

/// Scalars as spelled, and lists and maps with their contents.
fn value(raw: &RawValue) -> serde_json::Result<Value> {
    let text = raw.get();
    Ok(match text.as_bytes().first() {
        Some(b'"') => Value::Text(serde_json::from_str(text)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            Value::List(items.into_iter().map(value).collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let JsonPairs(pairs) = serde_json::from_str(text)?;
            let pairs = pairs.into_iter().map(|(key, held)| Ok((key, value(held)?)));
            Value::Map(pairs.collect::<Result<_, _>>()?)
        }
        Some(b'n') => Value::Null,
        _ => Value::Text(text.to_owned()),
    })
}

/// The pairs of a map in order, including repeated keys.
struct JsonPairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for JsonPairs<'de> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = JsonPairs<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<JsonPairs<'de>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = entries.next_entry()? {
            pairs.push(pair);
        }
        Ok(JsonPairs(pairs))
    }
}

/// Nearly-JSON text with each pair of its outermost map on a line of its own, to be read line by line.
pub fn spread(text: &str) -> String {
    let mut breaks = Vec::new();
    // Offset of the last string in the outermost map, until another structural byte follows.
    let mut last = None;
    for (at, byte, depth) in structure(text) {
        match (byte, depth) {
            (b'{' | b',', 1) => {
                last = None;
                breaks.push(at + 1);
            }
            (b'}', 0) => {
                last = None;
                breaks.push(at);
            }
            (b'"', 1) => last = Some(at),
            // Break before a key that has no comma before it.
            (b':', 1) => {
                let follows = |key: &usize| {
                    text[..*key].trim_end_matches([' ', '\t']).ends_with(['{', ',', '\n'])
                };
                breaks.extend(last.take().filter(|key| !follows(key)));
            }
            _ => {}
        }
    }
    let mut out = String::with_capacity(text.len() + breaks.len());
    let mut from = 0;
    for at in breaks {
        out.push_str(&text[from..at]);
        out.push('\n');
        // Indent is removed, so that it is the same for all pairs.
        from = at + (text.len() - at - text[at..].trim_start_matches([' ', '\t']).len());
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn what_follows_the_map_is_no_key_of_it() {
        assert_eq!(spread("{ 1 \"k\" }[:"), "{\n1 \"k\" \n}[:");
    }
}
