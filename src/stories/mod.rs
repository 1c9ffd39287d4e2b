//! The news items of a post: which parts of its outline are stories, by the form they have, by its
//! name, and by what its neighbours are.
//!
//! A story is a headline and the page it tells of. Digests write them as headings, list items,
//! paragraphs or table rows; `units` finds every part that could be one, `decide` whether the post is
//! a digest, and which of its units carry its news.
//!
//! Knows nothing of other posts but [`Neighbours`], of the disk or of the screen.

mod anchors;
mod days;
mod decide;
mod forms;
mod headline;
mod label;
mod names;
mod roles;
mod sections;
mod summary;
mod text;
mod units;

pub use decide::{Evidence, Neighbours};
pub use forms::Forms;
pub use summary::summary;

use crate::markdown::Outline;
use crate::post::Date;
use std::ops::Range;

/// What is known of a post beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Name<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its path, from the root on.
    pub path: &'a str,
    /// Its categories.
    pub categories: &'a [String],
    /// The day it is of.
    pub date: Option<Date>,
    /// How its stories are written, where that is said.
    pub forms: Forms,
}

/// A story found in an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundStory {
    /// Its headline.
    pub title: String,
    /// The page, as written.
    pub url: String,
    /// The level of its heading, 1 to 6; zero for what has no heading of its own.
    pub level: u8,
    /// The heading above it.
    pub section: Option<String>,
    /// Bytes of the Markdown text from its beginning to its end.
    pub extent: Range<usize>,
    /// The day of the dated part it stands in.
    pub day: Option<Date>,
    /// Which of the text's headings are its own: its heading and those below it.
    pub headings: Range<usize>,
    /// Its bytes of the plain text.
    pub plain: Range<usize>,
}

/// What was found in an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The stories in the order of the text.
    pub stories: Vec<FoundStory>,
    /// The page that the text as a whole tells of, if a source line names it.
    pub source: Option<String>,
    /// How much the text by itself looks like a digest.
    pub evidence: Evidence,
}

/// Finds the stories of an outline.
pub fn find(outline: &Outline, name: Name<'_>, neighbours: Neighbours) -> Found {
    decide::find(outline, name, neighbours)
}
