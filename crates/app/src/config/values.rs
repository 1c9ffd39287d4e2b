//! Converts nodes of a config's tree to texts, lists, numbers and names, with diagnostics.

use super::problem::{ConfigError, ConfigPosition, Problem, ValueType};
use super::yaml::{Node, NodeValue};
use crate::text::clean_line;
use crate::text::nearest;

/// Converts nodes and records problems.
pub(super) struct NodeReader<'a> {
    /// Lines of the config's text.
    pub lines: Vec<&'a str>,
    /// Problems found so far.
    pub problems: Vec<Problem>,
}

impl NodeReader<'_> {
    pub(super) fn report(&mut self, place: ConfigPosition, error: ConfigError) {
        self.problems.push(Problem { place, error });
    }

    /// Sets a value that can be converted. A key without a value keeps the default.
    pub(super) fn set<T>(
        &mut self,
        node: &Node,
        to: &mut T,
        read: impl FnOnce(&mut Self, &Node) -> Option<T>,
    ) {
        if node.value != NodeValue::Nothing
            && let Some(value) = read(self, node)
        {
            *to = value;
        }
    }

    /// Sets a switch.
    pub(super) fn set_switch(&mut self, node: &Node, to: &mut bool) {
        self.set(node, to, Self::switch);
    }

    /// Sets a number within a range.
    pub(super) fn set_number(&mut self, node: &Node, to: &mut usize, range: (usize, usize)) {
        self.set(node, to, |reader, node| reader.number(node, range));
    }

    /// Sets a value that has a name.
    pub(super) fn set_named<T: Copy>(&mut self, node: &Node, to: &mut T, names: &[(&str, T)]) {
        self.set(node, to, |reader, node| reader.one_of(node, names));
    }

    /// The entries of a map, without duplicate keys, each with the position of its key.
    pub(super) fn map<'n>(&mut self, node: &'n Node) -> Vec<(String, ConfigPosition, &'n Node)> {
        let entries = match &node.value {
            NodeValue::Nothing => return Vec::new(),
            NodeValue::Map(entries) => entries,
            NodeValue::Text(..) | NodeValue::List(_) => {
                self.report(node.place, ConfigError::Expected(ValueType::Map));
                return Vec::new();
            }
        };
        let mut found: Vec<(String, ConfigPosition, &Node)> = Vec::new();
        for (key, value) in entries {
            let NodeValue::Text(name, _) = &key.value else {
                self.report(key.place, ConfigError::Expected(ValueType::Text));
                continue;
            };
            let name = clean_line(name);
            match found.iter().find(|(other, ..)| *other == name) {
                Some((_, first, _)) => {
                    let line = first.line;
                    self.report(key.place, ConfigError::Twice(name, line));
                }
                None => found.push((name, key.place, value)),
            }
        }
        found
    }

    pub(super) fn text(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            NodeValue::Nothing => None,
            NodeValue::Text(text, _) => Some(clean_line(text)),
            NodeValue::List(_) | NodeValue::Map(_) => {
                self.report(node.place, ConfigError::Expected(ValueType::Text));
                None
            }
        }
    }

    /// Texts with their positions. A single text is treated as a list of one.
    pub(super) fn placed_texts(&mut self, node: &Node) -> Vec<(String, ConfigPosition)> {
        match &node.value {
            NodeValue::List(list) => list
                .iter()
                .filter_map(|node| self.text(node).map(|text| (text, node.place)))
                .collect(),
            NodeValue::Map(_) => {
                self.report(node.place, ConfigError::Expected(ValueType::List));
                Vec::new()
            }
            NodeValue::Nothing | NodeValue::Text(..) => {
                self.text(node).map(|text| (text, node.place)).into_iter().collect()
            }
        }
    }

    pub(super) fn texts(&mut self, node: &Node) -> Vec<String> {
        self.placed_texts(node).into_iter().map(|(text, _)| text).collect()
    }

    pub(super) fn pairs(&mut self, node: &Node) -> Vec<(String, String)> {
        let entries = self.map(node);
        let pair =
            |(key, _, value): (String, ConfigPosition, &Node)| Some((key, self.text(value)?));
        entries.into_iter().filter_map(pair).collect()
    }

    fn switch(&mut self, node: &Node) -> Option<bool> {
        // Booleans as in YAML 1.1, which is what people write.
        let known = match &node.value {
            NodeValue::Text(text, false) => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some(true),
                "false" | "no" | "off" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if known.is_none() {
            self.report(node.place, ConfigError::Expected(ValueType::Switch));
        }
        known
    }

    pub(super) fn number(&mut self, node: &Node, (least, most): (usize, usize)) -> Option<usize> {
        let signed = |number| i64::try_from(number).unwrap_or(i64::MAX);
        usize::try_from(self.integer(node, (signed(least), signed(most)))?).ok()
    }

    /// A number within a range that may be negative.
    pub(super) fn integer(&mut self, node: &Node, (least, most): (i64, i64)) -> Option<i64> {
        let number = match &node.value {
            NodeValue::Text(text, false) => text.parse().ok(),
            _ => None,
        };
        match number {
            None => self.report(node.place, ConfigError::Expected(ValueType::Number)),
            Some(number) if !(least..=most).contains(&number) => {
                self.report(node.place, ConfigError::NotWithin(least, most));
            }
            Some(number) => return Some(number),
        }
        None
    }

    fn one_of<T: Copy>(&mut self, node: &Node, names: &[(&str, T)]) -> Option<T> {
        let text = self.text(node)?;
        let found = names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            self.not_one_of(node.place, text, names.iter().map(|(name, _)| *name));
        }
        found
    }

    pub(super) fn not_one_of<'a>(
        &mut self,
        place: ConfigPosition,
        text: String,
        names: impl Iterator<Item = &'a str> + Clone,
    ) {
        let near = nearest(&text, names.clone()).map(str::to_owned);
        self.report(place, ConfigError::NotOneOf(text, names.map(str::to_owned).collect(), near));
    }
}
