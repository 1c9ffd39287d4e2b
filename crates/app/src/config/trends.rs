//! Initial settings of the trends: the number of days, and the tags that are plotted.

use super::problem::ConfigError;
use super::values::NodeReader;
use super::yaml::Node;
use crate::text::nearest;

/// Initial settings of the trends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendsSettings {
    /// Number of days in the window, which is compared with the same number before it; `None` for
    /// all days.
    pub window: Option<u16>,
    /// The tags that are plotted; if empty, the most frequent ones.
    pub tags: Vec<String>,
}

impl Default for TrendsSettings {
    fn default() -> Self {
        Self { window: Some(90), tags: Vec::new() }
    }
}

impl TrendsSettings {
    /// The permitted windows by name.
    const WINDOWS: [(&str, Option<u16>); 5] =
        [("7", Some(7)), ("30", Some(30)), ("90", Some(90)), ("365", Some(365)), ("all", None)];
    const KEYS: [&str; 2] = ["window", "tags"];

    /// Name of the window in the config.
    pub(super) fn window_name(&self) -> &'static str {
        let windows = Self::WINDOWS.iter();
        windows.into_iter().find(|(_, days)| *days == self.window).map_or("", |(name, _)| name)
    }
}

impl NodeReader<'_> {
    /// Reads the settings of the trends.
    pub(super) fn trends(&mut self, node: &Node) -> TrendsSettings {
        let mut trends = TrendsSettings::default();
        for (key, place, value) in self.map(node) {
            match key.as_str() {
                "window" => self.set_named(value, &mut trends.window, &TrendsSettings::WINDOWS),
                "tags" => trends.tags = self.texts(value),
                _ => {
                    let near = nearest(&key, TrendsSettings::KEYS).map(str::to_owned);
                    self.report(place, ConfigError::UnknownKey(key, near));
                }
            }
        }
        trends
    }
}
