//! Queries with a name, as the config has them.

use crate::text::clean_line;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// Names and queries, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views(pub Vec<(String, String)>);

impl<'de> Deserialize<'de> for Views {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Views;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("names with queries, such as `mesh: tag:istio`")
    }

    /// `views:` with nothing behind it.
    fn visit_unit<E: Error>(self) -> Result<Views, E> {
        Ok(Views::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Views, A::Error> {
        let mut views = Views::default();
        while let Some((name, query)) = map.next_entry::<String, String>()? {
            let name = clean_line(&name);
            if views.0.iter().any(|(other, _)| *other == name) {
                return Err(A::Error::custom(format!("two views are named `{name}`")));
            }
            views.0.push((name, clean_line(&query)));
        }
        Ok(views)
    }
}
