//! A front matter value as it is spelled, whatever the dialect.
//!
//! Owns the one type all dialects are read into. Knows no keys' meaning.

/// What a key holds. Scalars keep their spelling: `1.30`, `yes` and `0x10` are texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: an empty value, `null` or `~`.
    Null,
    /// A text, number, boolean or date as written.
    Text(String),
    /// A list in order.
    List(Vec<Value>),
    /// Keys and values in order. A key may come twice; the last one counts.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The pairs of a map; none for anything else.
    pub fn pairs(&self) -> &[(String, Value)] {
        match self {
            Self::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The scalar's spelling.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
