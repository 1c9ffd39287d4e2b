//! The headings of groups of options in the help.

/// Options that say which posts are meant.
pub(super) const POSTS: &str = "Which posts";
/// Options of the output.
pub(super) const OUTPUT: &str = "Output";
/// Options like the settings of the config.
pub(super) const SETTINGS: &str = "Settings";
