//! The Markdown both the reader and the survey understand: the only user of pulldown-cmark's parser.

use pulldown_cmark::{Event, Options, Parser, TextMergeWithOffset};
use std::ops::Range;

/// Containers inside one another that are told apart; deeper ones are read as if they were not
/// there, so that no text can make layout run out of stack.
pub(super) const MAX_DEPTH: usize = 24;

/// The events of a text with their byte ranges in it, adjacent texts as one: CommonMark, and of
/// GFM tables, strikethrough, task lists and alerts, and footnotes and definition lists.
pub(super) fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter())
}
