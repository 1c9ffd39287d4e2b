//! Reads the themes of a config.

use super::Config;
use super::problem::{ConfigError, ConfigPosition};
use super::rules::RuleLook;
use super::theme::{Colour, Look, Part, Theme};
use super::values::NodeReader;
use super::yaml::{Node, NodeValue};
use crate::text::nearest;

impl NodeReader<'_> {
    pub(super) fn theme(&mut self, node: &Node, config: &mut Config) {
        let Some(name) = self.text(node) else { return };
        let themes = config.all_themes();
        match themes.iter().find(|theme| theme.name == name) {
            Some(theme) => config.theme = theme.clone(),
            None => {
                self.not_one_of(node.place, name, themes.iter().map(|theme| theme.name.as_str()));
            }
        }
    }

    /// Reads themes by name: looks of parts, and `base`, the theme that the other looks come from.
    pub(super) fn themes(&mut self, node: &Node) -> Vec<Theme> {
        let mut themes: Vec<Theme> = Vec::new();
        for (name, _, looks) in self.map(node) {
            let entries = self.map(looks);
            let mut known = Theme::built_in();
            known.extend(themes.iter().cloned());
            let mut theme = Theme::default();
            if let Some((_, _, base)) = entries.iter().find(|(part, ..)| part == "base")
                && let Some(base_name) = self.text(base)
            {
                match known.iter().find(|theme| theme.name == base_name) {
                    Some(base) => theme = base.clone(),
                    None => {
                        let names = known.iter().map(|theme| theme.name.as_str());
                        self.not_one_of(base.place, base_name, names);
                    }
                }
            }
            theme.name = name;
            for (part, place, look) in entries {
                if part == "base" {
                    continue;
                }
                match Part::named(&part) {
                    Some(part) => self.look(look, part, &mut theme),
                    None => {
                        let near =
                            nearest(&part, Part::ALL.map(|(_, name)| name)).map(str::to_owned);
                        self.report(place, ConfigError::UnknownKey(part, near));
                    }
                }
            }
            themes.push(theme);
        }
        themes
    }

    fn look(&mut self, node: &Node, part: Part, theme: &mut Theme) {
        let text = match self.unquoted_look(node) {
            Some(text) => text,
            None => match self.text(node) {
                Some(text) => text,
                None => return,
            },
        };
        if let Some(look) = self.look_of(&text, node) {
            theme.set(part, look);
        }
    }

    /// Reads the look of the rows that a rule matches: a look, or the name of a theme's part.
    pub(super) fn rule_look(&mut self, node: &Node) -> Option<RuleLook> {
        let text = self.unquoted_look(node).or_else(|| self.text(node))?;
        match Part::named(text.trim()) {
            Some(part) => Some(RuleLook::Part(part)),
            None => self.look_of(&text, node).map(RuleLook::Look),
        }
    }

    /// Parses the text of a look.
    fn look_of(&mut self, text: &str, node: &Node) -> Option<Look> {
        match Look::read(text) {
            Ok(look) => Some(look),
            Err((at, word)) => {
                let is_quoted = matches!(node.value, NodeValue::Text(_, true));
                let before = text[..at].chars().count() + usize::from(is_quoted);
                let place = ConfigPosition { column: node.place.column + before, ..node.place };
                self.report(place, ConfigError::NoLook(word.to_owned()));
                None
            }
        }
    }

    /// A look without quotes up to the end of its line, or to a comment. YAML reads `#ff8800` after
    /// a blank as a comment too, which is never what the author of a look means.
    fn unquoted_look(&self, node: &Node) -> Option<String> {
        let read = match &node.value {
            NodeValue::Nothing => "",
            NodeValue::Text(text, false) => text,
            _ => return None,
        };
        let line = self.lines.get(node.place.line.checked_sub(1)?)?;
        let (start, _) = line.char_indices().nth(node.place.column - 1)?;
        let rest = line[start..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
        if !rest.strip_prefix(read)?.trim_start().starts_with('#') {
            return None;
        }
        let is_comment = |word: &str| word.starts_with('#') && Colour::read(word).is_none();
        let words: Vec<&str> =
            rest.split_whitespace().take_while(|word| !is_comment(word)).collect();
        Some(words.join(" "))
    }
}
