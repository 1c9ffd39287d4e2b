//! From a config's tree to settings. What is wrong is told and has its default; nothing of the
//! rest is lost.

use super::keys::KeySetting;
use super::paths::expand;
use super::problem::{Place, Problem, Shape, Wrong, nearest};
use super::theme::{Colour, Look, Part, Theme};
use super::yaml::{self, Node, Value};
use super::{Config, MarkRead, StartWith};
use crate::messages::Language;
use crate::text::clean_line;
use std::path::{Path, PathBuf};

/// The keys of a config.
pub(super) const KEYS: [&str; 16] = [
    "roots",
    "views",
    "theme",
    "themes",
    "keys",
    "language",
    "browser",
    "editor",
    "mouse",
    "reader_width",
    "mark_read",
    "aliases",
    "pinyin",
    "start",
    "resume",
    "notices",
];

/// Cells of the longest line in the reader that can be asked for.
const READER_WIDTHS: (usize, usize) = (20, 1_000);
/// Seconds after which a notice fades that can be asked for; 0 is never.
const NOTICE_SECONDS: (usize, usize) = (0, 3_600);

/// Reads a config's text; roots are relative to `folder`.
pub fn read(text: &str, folder: &Path) -> (Config, Vec<Problem>) {
    // Some editors begin a file with a mark of its encoding.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { lines: text.lines().collect(), problems: Vec::new() };
    let mut config = Config::default();
    match yaml::read(text) {
        Ok(node) => reader.config(&node, folder, &mut config),
        Err(problem) => reader.problems.push(problem),
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    (config, problems)
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, place: Place, wrong: Wrong) {
        self.problems.push(Problem { place, wrong });
    }

    fn config(&mut self, node: &Node, folder: &Path, config: &mut Config) {
        let entries = self.map(node);
        // Own themes first, as `theme` may name one wherever it stands.
        if let Some((_, _, themes)) = entries.iter().find(|(key, ..)| key == "themes") {
            config.themes = self.themes(themes);
        }
        for (key, place, value) in entries {
            match key.as_str() {
                "roots" => {
                    let roots = self.texts(value).into_iter();
                    config.roots = roots.map(|root| expand(&PathBuf::from(root), folder)).collect();
                }
                "views" => config.views = self.pairs(value),
                "aliases" => config.aliases = self.pairs(value).into_iter().collect(),
                "theme" => self.theme(value, config),
                "themes" => {}
                "keys" => config.keys = self.keys(value),
                "language" => config.language = self.language(value),
                "browser" => config.browser = self.text(value),
                "editor" => config.editor = self.text(value),
                "mouse" => self.set(value, &mut config.mouse, Self::switch),
                "pinyin" => self.set(value, &mut config.pinyin, Self::switch),
                "resume" => self.set(value, &mut config.resume, Self::switch),
                "reader_width" => {
                    self.set(value, &mut config.reader_width, |reader, node| {
                        reader.number(node, READER_WIDTHS)
                    });
                }
                "notices" => {
                    self.set(value, &mut config.notices, |reader, node| {
                        reader.number(node, NOTICE_SECONDS)
                    });
                }
                "mark_read" => self.set(value, &mut config.mark_read, |reader, node| {
                    reader.one_of(node, &MarkRead::NAMES)
                }),
                "start" => self.set(value, &mut config.start, |reader, node| {
                    reader.one_of(node, &StartWith::NAMES)
                }),
                _ => {
                    let near = nearest(&key, KEYS);
                    self.wrong(place, Wrong::UnknownKey(key, near));
                }
            }
        }
    }

    /// Sets what is understood; nothing behind the key leaves the default.
    fn set<T>(
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

    /// The entries of a map, each key once, with the key's place.
    fn map<'n>(&mut self, node: &'n Node) -> Vec<(String, Place, &'n Node)> {
        let entries = match &node.value {
            Value::Nothing => return Vec::new(),
            Value::Map(entries) => entries,
            Value::Text(..) | Value::List(_) => {
                self.wrong(node.place, Wrong::Wanted(Shape::Map));
                return Vec::new();
            }
        };
        let mut found: Vec<(String, Place, &Node)> = Vec::new();
        for (key, value) in entries {
            let Value::Text(name, _) = &key.value else {
                self.wrong(key.place, Wrong::Wanted(Shape::Text));
                continue;
            };
            let name = clean_line(name);
            match found.iter().find(|(other, ..)| *other == name) {
                Some((_, first, _)) => {
                    let line = first.line;
                    self.wrong(key.place, Wrong::Twice(name, line));
                }
                None => found.push((name, key.place, value)),
            }
        }
        found
    }

    fn text(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Nothing => None,
            Value::Text(text, _) => Some(clean_line(text)),
            Value::List(_) | Value::Map(_) => {
                self.wrong(node.place, Wrong::Wanted(Shape::Text));
                None
            }
        }
    }

    /// Texts with their places; one text stands for a list of one.
    fn placed_texts(&mut self, node: &Node) -> Vec<(String, Place)> {
        match &node.value {
            Value::List(list) => list
                .iter()
                .filter_map(|node| self.text(node).map(|text| (text, node.place)))
                .collect(),
            Value::Map(_) => {
                self.wrong(node.place, Wrong::Wanted(Shape::List));
                Vec::new()
            }
            Value::Nothing | Value::Text(..) => {
                self.text(node).map(|text| (text, node.place)).into_iter().collect()
            }
        }
    }

    fn texts(&mut self, node: &Node) -> Vec<String> {
        self.placed_texts(node).into_iter().map(|(text, _)| text).collect()
    }

    fn pairs(&mut self, node: &Node) -> Vec<(String, String)> {
        let entries = self.map(node);
        let pair = |(key, _, value): (String, Place, &Node)| Some((key, self.text(value)?));
        entries.into_iter().filter_map(pair).collect()
    }

    fn switch(&mut self, node: &Node) -> Option<bool> {
        // As YAML 1.1 has it and people write it.
        let known = match &node.value {
            Value::Text(text, false) => match text.to_lowercase().as_str() {
                "true" | "yes" | "on" => Some(true),
                "false" | "no" | "off" => Some(false),
                _ => None,
            },
            _ => None,
        };
        if known.is_none() {
            self.wrong(node.place, Wrong::Wanted(Shape::Switch));
        }
        known
    }

    fn number(&mut self, node: &Node, (least, most): (usize, usize)) -> Option<usize> {
        let number = match &node.value {
            Value::Text(text, false) => text.parse().ok(),
            _ => None,
        };
        match number {
            None => self.wrong(node.place, Wrong::Wanted(Shape::Number)),
            Some(number) if !(least..=most).contains(&number) => {
                self.wrong(node.place, Wrong::NotWithin(least, most));
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

    fn not_one_of<'a>(
        &mut self,
        place: Place,
        text: String,
        names: impl Iterator<Item = &'a str> + Clone,
    ) {
        let near = nearest(&text, names.clone());
        self.wrong(place, Wrong::NotOneOf(text, names.map(str::to_owned).collect(), near));
    }

    fn language(&mut self, node: &Node) -> Option<Language> {
        let text = self.text(node)?;
        let found = Language::from_tag(&text);
        if found.is_none() {
            self.not_one_of(node.place, text, Language::ALL.iter().map(|known| known.tag()));
        }
        found
    }

    fn theme(&mut self, node: &Node, config: &mut Config) {
        let Some(name) = self.text(node) else { return };
        let themes = config.all_themes();
        match themes.iter().find(|theme| theme.name == name) {
            Some(theme) => config.theme = theme.clone(),
            None => {
                self.not_one_of(node.place, name, themes.iter().map(|theme| theme.name.as_str()));
            }
        }
    }

    /// Themes by name: looks of parts, and `base`, the theme that the other parts are taken from.
    fn themes(&mut self, node: &Node) -> Vec<Theme> {
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
                        let near = nearest(&part, Part::ALL.map(|(_, name)| name));
                        self.wrong(place, Wrong::UnknownKey(part, near));
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
        match Look::read(&text) {
            Ok(look) => theme.set(part, look),
            Err((at, word)) => {
                let is_quoted = matches!(node.value, Value::Text(_, true));
                let before = text[..at].chars().count() + usize::from(is_quoted);
                let place = Place { column: node.place.column + before, ..node.place };
                self.wrong(place, Wrong::NoLook(word.to_owned()));
            }
        }
    }

    /// A look without quotes up to the end of its line, or to a comment. YAML takes `#ff8800` after
    /// a blank for a comment as well; nobody who writes a look there means that.
    fn unquoted_look(&self, node: &Node) -> Option<String> {
        let read = match &node.value {
            Value::Nothing => "",
            Value::Text(text, false) => text,
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

    fn keys(&mut self, node: &Node) -> Vec<KeySetting> {
        let entries = self.map(node);
        entries
            .into_iter()
            .map(|(action, place, value)| {
                // A key that YAML takes for nothing is `~`, which is one.
                let keys = match &value.value {
                    Value::Nothing => Vec::new(),
                    _ => self.placed_texts(value),
                };
                KeySetting { action, place, keys }
            })
            .collect()
    }
}
