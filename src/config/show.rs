//! Prints settings as YAML from which they could have been read.

use super::{Config, HeadingMarks, MarkRead, Part, StartWith};
use crate::stories::StoryForms;
use crate::text::Ambiguous;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The settings in use. The fields are the keys of the file, in its order.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
struct ShownConfig<'a> {
    roots: Vec<ShownRoot<'a>>,
    follow_links: bool,
    views: OrderedMap<&'a str>,
    theme: &'a str,
    themes: OrderedMap<OrderedMap<String>>,
    keys: OrderedMap<&'a [String]>,
    language: &'a str,
    browser: Option<&'a str>,
    editor: Option<&'a str>,
    mouse: bool,
    reader_width: usize,
    ambiguous_width: usize,
    autospace: bool,
    heading_marks: &'a str,
    mark_read: &'a str,
    aliases: &'a BTreeMap<String, String>,
    pinyin: bool,
    start: &'a str,
    resume: bool,
    trends: ShownTrends<'a>,
    notices: usize,
}

/// A folder or file, alone or with the form of its stories.
#[derive(Serialize)]
#[serde(untagged)]
enum ShownRoot<'a> {
    Path(&'a PathBuf),
    Written { path: &'a PathBuf, stories: &'a str },
}

impl<'a> ShownRoot<'a> {
    fn of(path: &'a PathBuf, config: &Config) -> Self {
        match config.forms.iter().find(|(root, _)| root == path) {
            Some((_, forms)) => Self::Written { path, stories: name(&StoryForms::NAMES, *forms) },
            None => Self::Path(path),
        }
    }
}

/// The settings of the trends.
#[derive(Serialize)]
struct ShownTrends<'a> {
    window: &'a str,
    tags: &'a [String],
}

/// Names with values, in order.
struct OrderedMap<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for OrderedMap<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The settings as YAML, including the language in use, all actions with their keys, and every look
/// of the theme in use.
pub fn show(config: &Config, language: &str, keys: &[(String, Vec<String>)]) -> String {
    let mut themes = config.themes.clone();
    if !themes.contains(&config.theme) {
        themes.push(config.theme.clone());
    }
    let looks = |theme: &super::Theme| {
        OrderedMap(
            Part::ALL.map(|(part, name)| (name.to_owned(), theme.look(part).to_string())).to_vec(),
        )
    };
    let shown = ShownConfig {
        roots: config.roots.iter().map(|path| ShownRoot::of(path, config)).collect(),
        follow_links: config.follow_links,
        views: OrderedMap(
            config.views.iter().map(|(name, query)| (name.clone(), &**query)).collect(),
        ),
        theme: &config.theme.name,
        themes: OrderedMap(themes.iter().map(|theme| (theme.name.clone(), looks(theme))).collect()),
        keys: OrderedMap(keys.iter().map(|(action, keys)| (action.clone(), &**keys)).collect()),
        language,
        browser: config.browser.as_deref(),
        editor: config.editor.as_deref(),
        mouse: config.mouse,
        reader_width: config.reader_width,
        ambiguous_width: match config.ambiguous_width {
            Ambiguous::One => 1,
            Ambiguous::Two => 2,
        },
        autospace: config.autospace,
        heading_marks: name(&HeadingMarks::NAMES, config.heading_marks),
        mark_read: name(&MarkRead::NAMES, config.mark_read),
        aliases: &config.aliases,
        pinyin: config.pinyin,
        start: name(&StartWith::NAMES, config.start),
        resume: config.resume,
        trends: ShownTrends { window: config.trends.window_name(), tags: &config.trends.tags },
        notices: config.notices,
    };
    // Serialization fails only for paths that are not valid UTF-8.
    serde_yaml::to_string(&shown).unwrap_or_else(|error| format!("# {error}\n"))
}

fn name<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    names.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name)
}
