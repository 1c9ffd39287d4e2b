//! Converts a config's tree to settings. An invalid setting is reported and has its default value;
//! all others are kept.

use super::Config;
use super::keys::KeySetting;
use super::paths::expand;
use super::problem::{ConfigError, Problem};
use super::program::{Program, ShellText};
use super::pull_command::PullCommand;
use super::salvage::salvage;
use super::settings::SETTINGS;
use super::values::NodeReader;
use super::yaml::{self, Node, NodeValue};
use crate::messages::Language;
use crate::stories::StoryForms;
use crate::text::nearest;
use std::path::{Path, PathBuf};

/// The keys of a root that is a map.
const ROOT_KEYS: [&str; 3] = ["path", "stories", "pull"];

/// Parses a config. Relative paths of roots are relative to `folder`.
pub fn read(text: &str, folder: &Path) -> (Config, Vec<Problem>) {
    // Some editors begin a file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = NodeReader { lines: text.lines().collect(), problems: Vec::new() };
    let mut config = Config::default();
    match yaml::read(text) {
        Ok(node) => reader.config(&node, folder, &mut config),
        Err(problem) if !matches!(problem.error, ConfigError::Syntax(_)) => {
            reader.problems.push(problem);
        }
        Err(_) => {
            let (node, problems) = salvage(text);
            reader.problems.extend(problems);
            reader.config(&node, folder, &mut config);
        }
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    (config, problems)
}

impl NodeReader<'_> {
    fn config(&mut self, node: &Node, folder: &Path, config: &mut Config) {
        let mut entries = self.map(node);
        // The user's own themes come first, as `theme` may name one wherever it is.
        entries.sort_by_key(|(key, ..)| key != "themes");
        for (key, place, value) in entries {
            if let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) {
                (setting.read)(self, value, folder, config);
            } else {
                let near = nearest(&key, SETTINGS.map(|setting| setting.key)).map(str::to_owned);
                self.report(place, ConfigError::UnknownKey(key, near));
            }
        }
    }

    /// Reads named queries.
    pub(super) fn views(&mut self, node: &Node, config: &mut Config) {
        for (name, _, value) in self.map(node) {
            let Some(query) = self.text(value) else { continue };
            config.views.push((name, query));
            config.view_places.push(value.place);
        }
    }

    /// Reads folders and files: each a path, or a map with the path, the form of its stories, and the
    /// command that brings it up to date.
    pub(super) fn roots(&mut self, node: &Node, folder: &Path, config: &mut Config) {
        let roots = match &node.value {
            NodeValue::List(list) => list.as_slice(),
            NodeValue::Nothing => &[],
            NodeValue::Text(..) | NodeValue::Map(_) => std::slice::from_ref(node),
        };
        for root in roots {
            let (mut forms, mut pull) = (StoryForms::Auto, None);
            let path = match &root.value {
                NodeValue::Map(_) => self.root(root, folder, &mut forms, &mut pull),
                _ => self.text(root),
            };
            let Some(path) = path else { continue };
            let path = expand(&PathBuf::from(path), folder);
            config.root_places.push(root.place);
            if forms != StoryForms::Auto {
                config.forms.push((path.clone(), forms));
            }
            config.pulls.extend(pull.map(|command| (path.clone(), command)));
            config.roots.push(path);
        }
    }

    /// Reads the path of a folder; none for no value.
    pub(super) fn folder(&mut self, node: &Node, folder: &Path) -> Option<PathBuf> {
        if matches!(node.value, NodeValue::Nothing) {
            return None;
        }
        self.text(node).map(|path| expand(&PathBuf::from(path), folder))
    }

    /// Reads a root that is a map, and returns its path.
    fn root(
        &mut self,
        node: &Node,
        folder: &Path,
        forms: &mut StoryForms,
        pull: &mut Option<PullCommand>,
    ) -> Option<String> {
        let mut path = None;
        for (key, place, value) in self.map(node) {
            match key.as_str() {
                "path" => path = self.text(value),
                "stories" => {
                    self.set_named(value, forms, &StoryForms::NAMES);
                }
                "pull" => *pull = self.pull_command(value, folder),
                _ => {
                    let near = nearest(&key, ROOT_KEYS).map(str::to_owned);
                    self.report(place, ConfigError::UnknownKey(key, near));
                }
            }
        }
        if path.is_none() {
            self.report(node.place, ConfigError::NoPath);
        }
        path
    }

    pub(super) fn language(&mut self, node: &Node) -> Option<Language> {
        let text = self.text(node)?;
        let found = Language::from_tag(&text);
        if found.is_none() {
            self.not_one_of(node.place, text, Language::ALL.iter().map(|known| known.tag()));
        }
        found
    }

    pub(super) fn program(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        match Program::read(&text) {
            Ok(_) => Some(text),
            Err(ShellText(text)) => {
                self.report(node.place, ConfigError::ShellText(text));
                None
            }
        }
    }

    pub(super) fn keys(&mut self, node: &Node) -> Vec<KeySetting> {
        let entries = self.map(node);
        entries
            .into_iter()
            .map(|(action, place, value)| {
                // YAML reads `~` as null, but here it is a key.
                let keys = match &value.value {
                    NodeValue::Nothing => Vec::new(),
                    _ => self.placed_texts(value),
                };
                KeySetting { action, place, keys }
            })
            .collect()
    }
}
