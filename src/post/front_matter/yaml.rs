//! YAML into [`Value`].
//!
//! The only user of the YAML crate. Owns the bound on aliases. Knows no keys' meaning.

use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::place::Place;
use super::refused::{Refused, check_depth};
use super::value::Value;
use crate::post::Fault;

/// Nodes and bytes one document may unfold to: aliases can make gigabytes of a few lines.
const MAX_UNFOLDED: usize = 1 << 20;

/// One YAML document. Scalars keep the spelling they have in the source.
pub fn parse(text: &str) -> Result<Value, Refused> {
    check_depth(text)?;
    let left = Cell::new(MAX_UNFOLDED);
    let respell = Cell::new(false);
    let fault = |error: serde_yaml::Error| {
        let said = error.to_string();
        // The parser has a limit of its own, by the size of the text.
        if left.get() == 0 || said.contains("repetition limit") {
            return Refused { at: first_alias(text), limit: Some(Fault::FrontMatterUnfolds) };
        }
        let Some(at) = error.location() else { return Refused::at(Place::START) };
        let at = Place { line: at.line().max(1), column: at.column().max(1) };
        // What is not ended is told of lines behind.
        Refused::at(opening(&said).filter(|opening| opening.line < at.line).unwrap_or(at))
    };
    let reader = Reader { left: &left, respell: &respell };
    let value = reader.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(fault)?;
    if !respell.get() {
        return Ok(value);
    }
    // The parser turns `1.30` into a float and forgets the zero, unless it is asked for a text. Now
    // that the shape is known, every scalar can be asked for as one.
    left.set(MAX_UNFOLDED);
    let speller = Speller { shape: &value, left: &left };
    speller.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(fault)
}

/// Where something begins that has no end, which the parser tells of behind the place where it misses
/// the end.
fn opening(error: &str) -> Option<Place> {
    let began = ["a quoted scalar at line ", "a flow sequence at line ", "a flow mapping at line "];
    let (_, place) = began.iter().find_map(|words| error.split_once(words))?;
    let (line, column) = place.split_once(" column ")?;
    let column: String = column.chars().take_while(char::is_ascii_digit).collect();
    Some(Place { line: line.parse().ok()?, column: column.parse().ok()? })
}

/// The first alias that looks like one.
fn first_alias(text: &str) -> Place {
    let alias = text.match_indices('*').find(|(at, _)| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|before| before.is_whitespace() || matches!(before, '[' | '{' | ','))
            && text[at + 1..].starts_with(|next: char| next.is_alphanumeric() || next == '_')
    });
    alias.map_or(Place::START, |(at, _)| Place::at(text, at))
}

fn spend<E: Error>(left: &Cell<usize>, size: usize) -> Result<(), E> {
    let rest = left.get().checked_sub(size + 1);
    left.set(rest.unwrap_or(0));
    rest.map(|_| ()).ok_or_else(|| E::custom("aliases unfold to too much"))
}

/// Reads whatever comes. `respell` is set when a scalar lost its spelling.
#[derive(Clone, Copy)]
struct Reader<'a> {
    left: &'a Cell<usize>,
    respell: &'a Cell<bool>,
}

impl Reader<'_> {
    fn scalar<E: Error>(self, text: &str) -> Result<Value, E> {
        spend(self.left, text.len())?;
        Ok(Value::Text(text.to_owned()))
    }

    fn converted<E: Error>(self, text: &str) -> Result<Value, E> {
        self.respell.set(true);
        self.scalar(text)
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        spend(self.left, 0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.converted(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.converted(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.converted(&value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.converted(&value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.converted(&value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.converted(&value.to_string())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.scalar(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        spend(self.left, 0)?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        spend(self.left, 0)?;
        let mut pairs = Vec::new();
        while let Some(key) = entries.next_key_seed(self)? {
            let key = key.text().unwrap_or_default().to_owned();
            pairs.push((key, entries.next_value_seed(self)?));
        }
        Ok(Value::Map(pairs))
    }

    /// A tagged value (`!foo bar`): the tag is of no use here.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_, content) = access.variant::<IgnoredAny>()?;
        content.newtype_variant_seed(self)
    }
}

/// Reads the same source again in a known shape, every scalar as a text.
#[derive(Clone, Copy)]
struct Speller<'a> {
    shape: &'a Value,
    left: &'a Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for Speller<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        match self.shape {
            Value::Null => IgnoredAny::deserialize(source).map(|_| Value::Null),
            Value::Text(_) => source.deserialize_str(self),
            Value::List(_) => source.deserialize_seq(self),
            Value::Map(_) => source.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Speller<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the value read before")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        spend(self.left, value.len())?;
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        if let Value::List(shapes) = self.shape {
            for shape in shapes {
                list.extend(items.next_element_seed(Self { shape, ..self })?);
            }
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut pairs = Vec::new();
        for (key, shape) in self.shape.pairs() {
            if entries.next_key::<IgnoredAny>()?.is_some() {
                pairs.push((key.clone(), entries.next_value_seed(Self { shape, ..self })?));
            }
        }
        Ok(Value::Map(pairs))
    }
}
