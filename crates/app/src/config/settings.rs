//! The settings: for each key of a config, how its value is read, and how the value in use is shown.

use super::show::{
    InUse, aliases, commands, keys, language, name, roots, rules, themes, trends, views,
};
use super::values::NodeReader;
use super::yaml::Node;
use super::{Config, HeadingMarks, MarkRead, ShowPictures, StartWith};
use crate::text::Ambiguous;
use serde_yaml::Value;
use std::path::Path;

/// Range of the reader's maximum width, in cells.
const READER_WIDTHS: (usize, usize) = (20, 1_000);
/// Range of the width of ambiguous characters, in cells.
const AMBIGUOUS_WIDTHS: (usize, usize) = (1, 2);
/// Range of the number of seconds after which a notice fades; 0 for never.
const NOTICE_SECONDS: (usize, usize) = (0, 3_600);

/// One setting.
pub(super) struct Setting {
    /// Its key in the file.
    pub key: &'static str,
    /// Reads the value of a node. Relative paths are relative to the folder.
    pub read: fn(&mut NodeReader<'_>, &Node, &Path, &mut Config),
    /// The value in use.
    pub show: fn(&InUse<'_>) -> Value,
}

/// All settings, in the order in which they are shown.
pub(super) const SETTINGS: [Setting; 25] = [
    Setting {
        key: "roots",
        read: |reader, node, folder, config| reader.roots(node, folder, config),
        show: roots,
    },
    Setting {
        key: "follow_links",
        read: |reader, node, _, config| reader.set_switch(node, &mut config.follow_links),
        show: |used| used.config.follow_links.into(),
    },
    Setting {
        key: "views",
        read: |reader, node, _, config| reader.views(node, config),
        show: views,
    },
    Setting {
        key: "rules",
        read: |reader, node, _, config| reader.rules(node, config),
        show: rules,
    },
    Setting {
        key: "commands",
        read: |reader, node, _, config| reader.commands(node, config),
        show: commands,
    },
    Setting {
        key: "theme",
        read: |reader, node, _, config| reader.theme(node, config),
        show: |used| used.config.theme.name.as_str().into(),
    },
    Setting {
        key: "themes",
        read: |reader, node, _, config| config.themes = reader.themes(node),
        show: themes,
    },
    Setting {
        key: "keys",
        read: |reader, node, _, config| config.keys = reader.keys(node),
        show: keys,
    },
    Setting {
        key: "language",
        read: |reader, node, _, config| config.language = reader.language(node),
        show: language,
    },
    Setting {
        key: "browser",
        read: |reader, node, _, config| config.browser = reader.program(node),
        show: |used| used.config.browser.as_deref().map_or(Value::Null, Value::from),
    },
    Setting {
        key: "editor",
        read: |reader, node, _, config| config.editor = reader.program(node),
        show: |used| used.config.editor.as_deref().map_or(Value::Null, Value::from),
    },
    Setting {
        key: "mouse",
        read: |reader, node, _, config| reader.set_switch(node, &mut config.mouse),
        show: |used| used.config.mouse.into(),
    },
    Setting {
        key: "reader_width",
        read: |reader, node, _, config| {
            reader.set_number(node, &mut config.reader_width, READER_WIDTHS);
        },
        show: |used| used.config.reader_width.into(),
    },
    Setting {
        key: "ambiguous_width",
        read: |reader, node, _, config| {
            reader.set(node, &mut config.ambiguous_width, |reader, node| {
                let cells = reader.number(node, AMBIGUOUS_WIDTHS)?;
                Some(if cells == 1 { Ambiguous::One } else { Ambiguous::Two })
            });
        },
        show: |used| match used.config.ambiguous_width {
            Ambiguous::One => 1.into(),
            Ambiguous::Two => 2.into(),
        },
    },
    Setting {
        key: "autospace",
        read: |reader, node, _, config| reader.set_switch(node, &mut config.autospace),
        show: |used| used.config.autospace.into(),
    },
    Setting {
        key: "heading_marks",
        read: |reader, node, _, config| {
            reader.set_named(node, &mut config.heading_marks, &HeadingMarks::NAMES);
        },
        show: |used| name(&HeadingMarks::NAMES, used.config.heading_marks),
    },
    Setting {
        key: "pictures",
        read: |reader, node, _, config| {
            reader.set_named(node, &mut config.pictures, &ShowPictures::NAMES);
        },
        show: |used| name(&ShowPictures::NAMES, used.config.pictures),
    },
    Setting {
        key: "mark_read",
        read: |reader, node, _, config| {
            reader.set_named(node, &mut config.mark_read, &MarkRead::NAMES);
        },
        show: |used| name(&MarkRead::NAMES, used.config.mark_read),
    },
    Setting {
        key: "aliases",
        read: |reader, node, _, config| {
            config.aliases = reader.pairs(node).into_iter().collect();
        },
        show: aliases,
    },
    Setting {
        key: "pinyin",
        read: |reader, node, _, config| reader.set_switch(node, &mut config.pinyin),
        show: |used| used.config.pinyin.into(),
    },
    Setting {
        key: "start",
        read: |reader, node, _, config| {
            reader.set_named(node, &mut config.start, &StartWith::NAMES);
        },
        show: |used| name(&StartWith::NAMES, used.config.start),
    },
    Setting {
        key: "resume",
        read: |reader, node, _, config| reader.set_switch(node, &mut config.resume),
        show: |used| used.config.resume.into(),
    },
    Setting {
        key: "sync",
        read: |reader, node, folder, config| config.sync = reader.folder(node, folder),
        show: |used| {
            let sync = used.config.sync.as_deref();
            sync.map_or(Value::Null, |path| path.to_string_lossy().into())
        },
    },
    Setting {
        key: "trends",
        read: |reader, node, _, config| config.trends = reader.trends(node),
        show: trends,
    },
    Setting {
        key: "notices",
        read: |reader, node, _, config| {
            reader.set_number(node, &mut config.notices, NOTICE_SECONDS);
        },
        show: |used| used.config.notices.into(),
    },
];
