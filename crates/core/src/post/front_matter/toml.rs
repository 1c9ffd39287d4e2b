//! TOML into [`Value`].
//!
//! The only user of the TOML crate, which limits nesting itself. Does not know the meaning of keys.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::block_position::BlockPosition;
use super::error::FrontMatterError;
use super::value::Value;

/// Parses one TOML document. Numbers and dates keep their spelling.
pub fn parse(text: &str) -> Result<Value, FrontMatterError> {
    match DeTable::parse(text) {
        Ok(table) => Ok(map(text, table.get_ref())),
        Err(error) => Err(FrontMatterError::at(BlockPosition::at(
            text,
            error.span().map_or(0, |span| span.start),
        ))),
    }
}

fn map(text: &str, table: &DeTable<'_>) -> Value {
    // The table is sorted by name; restore the order of the source.
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let pairs = entries.into_iter().map(|(key, held)| {
        let name: &str = key.get_ref();
        (name.to_owned(), value(text, held))
    });
    Value::Map(pairs.collect())
}

fn value(text: &str, held: &Spanned<DeValue<'_>>) -> Value {
    match held.get_ref() {
        DeValue::String(string) => Value::Text(string.clone().into_owned()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| value(text, item)).collect()),
        DeValue::Table(table) => map(text, table),
        DeValue::Boolean(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            let Range { start, end } = held.span();
            Value::Text(text.get(start..end).unwrap_or_default().to_owned())
        }
    }
}
