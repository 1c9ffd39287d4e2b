//! A front matter value as spelled, for all formats.
//!
//! Owns the one type that all formats are parsed into. Does not know the meaning of keys.

/// The value of a key. Scalars keep their spelling: `1.30`, `yes` and `0x10` are texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: an empty value, `null` or `~`.
    Null,
    /// A text, number, boolean or date as written.
    Text(String),
    /// A list in order.
    List(Vec<Value>),
    /// Keys and values in order. A key may occur twice; the last one counts.
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

    /// The spelling of a scalar; `None` for anything else.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
