//! Converts nodes of a config's tree to texts, lists, numbers and names, with diagnostics.

use super::problem::{ConfigError, Place, Problem, Shape};
use super::yaml::{Node, Value};
use crate::text::clean_line;
use crate::text::nearest;

/// Converts nodes and records problems.
pub(super) struct Reader<'a> {
    /// Lines of the config's text.
    pub lines: Vec<&'a str>,
    /// Problems found so far.
    pub problems: Vec<Problem>,
}

impl Reader<'_> {
    pub(super) fn wrong(&mut self, place: Place, wrong: ConfigError) {
        self.problems.push(Problem { place, wrong });
    }

    /// Sets a value that can be converted. A key without a value keeps the default.
    pub(super) fn set<T>(
        &mut self,
        node: &Node,
        to: &mut T,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) {
        if node.value != Value::Nothing
            && let Some(value) = read(self, node)
        {
            *to = value;
        }
    }

    /// The entries of a map, without duplicate keys, each with the position of its key.
    pub(super) fn map<'n>(&mut self, node: &'n Node) -> Vec<(String, Place, &'n Node)> {
        let entries = match &node.value {
            Value::Nothing => return Vec::new(),
            Value::Map(entries) => entries,
            Value::Text(..) | Value::List(_) => {
                self.wrong(node.place, ConfigError::Wanted(Shape::Map));
                return Vec::new();
            }
        };
        let mut found: Vec<(String, Place, &Node)> = Vec::new();
        for (key, value) in entries {
            let Value::Text(name, _) = &key.value else {
                self.wrong(key.place, ConfigError::Wanted(Shape::Text));
                continue;
            };
            let name = clean_line(name);
            match found.iter().find(|(other, ..)| *other == name) {
                Some((_, first, _)) => {
                    let line = first.line;
                    self.wrong(key.place, ConfigError::Twice(name, line));
                }
                None => found.push((name, key.place, value)),
            }
        }
        found
    }

    pub(super) fn text(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Nothing => None,
            Value::Text(text, _) => Some(clean_line(text)),
            Value::List(_) | Value::Map(_) => {
                self.wrong(node.place, ConfigError::Wanted(Shape::Text));
                None
            }
        }
    }

    /// Texts with their positions. A single text is treated as a list of one.
    pub(super) fn placed_texts(&mut self, node: &Node) -> Vec<(String, Place)> {
        match &node.value {
            Value::List(list) => list
                .iter()
                .filter_map(|node| self.text(node).map(|text| (text, node.place)))
                .collect(),
            Value::Map(_) => {
                self.wrong(node.place, ConfigError::Wanted(Shape::List));
                Vec::new()
            }
            Value::Nothing | Value::Text(..) => {
                self.text(node).map(|text| (text, node.place)).into_iter().collect()
            }
        }
    }

    pub(super) fn texts(&mut self, node: &Node) -> Vec<String> {
        self.placed_texts(node).into_iter().map(|(text, _)| text).collect()
    }

    pub(super) fn pairs(&mut self, node: &Node) -> Vec<(String, String)> {
        let entries = self.map(node);
        let pair = |(key, _, value): (String, Place, &Node)| Some((key, self.text(value)?));
        entries.into_iter().filter_map(pair).collect()
    }

    pub(super) fn switch(&mut self, node: &Node) -> Option<bool> {
        // Booleans as in YAML 1.1, which is what people write.
        let known = match &node.value {
            Value::Text(text, false) => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some(true),
                "false" | "no" | "off" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if known.is_none() {
            self.wrong(node.place, ConfigError::Wanted(Shape::Switch));
        }
        known
    }

    pub(super) fn number(&mut self, node: &Node, (least, most): (usize, usize)) -> Option<usize> {
        let number = match &node.value {
            Value::Text(text, false) => text.parse().ok(),
            _ => None,
        };
        match number {
            None => self.wrong(node.place, ConfigError::Wanted(Shape::Number)),
            Some(number) if !(least..=most).contains(&number) => {
                self.wrong(node.place, ConfigError::NotWithin(least, most));
            }
            Some(number) => return Some(number),
        }
        None
    }

    pub(super) fn one_of<T: Copy>(&mut self, node: &Node, names: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            self.not_one_of(node.place, text, names.iter().map(|(name, _)| *name));
        }
        found
    }

    pub(super) fn not_one_of<'a>(
        &mut self,
        place: Place,
        text: String,
        names: impl Iterator<Item = &'a str> + Clone,
    ) {
        let near = nearest(&text, names.clone()).map(str::to_owned);
        self.wrong(place, ConfigError::NotOneOf(text, names.map(str::to_owned).collect(), near));
    }
}
