//! One post: what a file of Markdown says about itself.
//!
//! Owns front matter, dates, stories and diagnostics. Knows nothing of other posts, of the disk or
//! of the screen.

mod date;
mod dead_link;
mod diagnostic;
mod fault;
mod front_matter;
mod late_date;
mod page;
mod search_text;
mod story;

use crate::text::{fold, words};
use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use date::{
    DayWithin, MONTHS, date_in_path, date_of, day_in_heading, day_within, is_weekday, year_in,
};
pub use dead_link::{Disk, dead_links, is_language};
pub use diagnostic::{Code, Diagnostic, Severity};
pub use fault::Fault;
pub use front_matter::{Finding, FrontMatter, front_matter, front_matter_keys};
/// A day of the calendar, without time or zone.
pub use jiff::civil::Date;
pub use late_date::date_after_name;
pub use page::{ByPage, Mixed, Mixing, PageId, canonical};
pub use search_text::{SearchText, Stretch};
pub use story::Story;

/// A post's name across runs: a 64-bit FNV-1a hash of its absolute path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(pub u64);

impl PostId {
    /// The name of the post at an absolute path, given as the path's bytes.
    pub fn of(path: &[u8]) -> Self {
        Self(hash(path))
    }
}

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Where a post's text can be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file on the disk.
    File(PathBuf),
    /// A text that comes with the program.
    Embedded(&'static str),
    /// A text held in memory.
    Memory(Arc<str>),
    /// The bytes that came in on standard input, which cannot be read twice.
    Input(Arc<[u8]>),
}

/// Values as authors write them, such as tags. Posts that say the same may share its text: there
/// are many of them, and few values.
pub type Labels = Box<[Arc<str>]>;

/// Values of one post.
pub fn labels<'a>(values: impl IntoIterator<Item = &'a str>) -> Labels {
    values.into_iter().map(Arc::from).collect()
}

/// What is known of one post without its text. Every string is clean and on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its name across runs.
    pub id: PostId,
    /// Its path as shown: the root as it was given, then the way below it.
    pub path: Box<str>,
    /// Where its text is, if that is not the file at this path.
    pub elsewhere: Option<Origin>,
    /// The title; never empty.
    pub title: Box<str>,
    /// The day it is of; `None` sorts last.
    pub date: Option<Date>,
    /// Who wrote it.
    pub authors: Labels,
    /// Its categories, as written.
    pub categories: Labels,
    /// Its tags, as written.
    pub tags: Labels,
    /// The page it tells of: an http or https address.
    pub source: Option<Box<str>>,
    /// Its news items in the order of the text.
    pub stories: Box<[Story]>,
    /// Hidden unless asked for.
    pub draft: bool,
    /// It holds a code block.
    pub has_code: bool,
    /// Findings about its file.
    pub warnings: usize,
    /// What a search looks through.
    pub search: SearchText,
}

impl Post {
    /// Where its text can be read again.
    pub fn origin(&self) -> Origin {
        self.elsewhere.clone().unwrap_or_else(|| Origin::File(PathBuf::from(&*self.path)))
    }

    /// The path of its file, if it has one.
    pub fn file(&self) -> Option<&Path> {
        match &self.elsewhere {
            None => Some(Path::new(&*self.path)),
            Some(Origin::File(path)) => Some(path),
            Some(Origin::Embedded(_) | Origin::Memory(_) | Origin::Input(_)) => None,
        }
    }

    /// The post without the stories of some pages.
    #[must_use]
    pub fn without_stories(&self, pages: &HashSet<PageId>) -> Self {
        let is_kept: Vec<bool> =
            self.stories.iter().map(|story| !pages.contains(&story.page)).collect();
        let mut post = self.clone();
        post.search.keep_stories(|number| is_kept[number]);
        let stories = std::mem::take(&mut post.stories).into_vec().into_iter().zip(is_kept);
        post.stories = stories.filter(|(_, is_kept)| *is_kept).map(|(story, _)| story).collect();
        post
    }

    /// The post under another title.
    #[must_use]
    pub fn with_title(&self, title: &str) -> Self {
        let mut post = self.clone();
        post.search.set_title(title);
        post.title = title.into();
        post
    }

    /// Words of its text, counted anew: Latin words, and each Han or kana character.
    pub fn words(&self) -> usize {
        words(self.search.body())
    }

    /// The folded title of the story with a number; empty if there is none.
    pub fn folded_story_title(&self, number: usize) -> Cow<'_, str> {
        let (title, _) = self.search.story_headings(number).split_once('\n').unwrap_or_default();
        match self.stories.get(number) {
            // An item of a list has no heading of its own.
            Some(story) if title.is_empty() => fold(&story.title).into(),
            Some(_) => title.into(),
            None => "".into(),
        }
    }
}

#[cfg(test)]
impl Post {
    /// A post for tests, of which nothing is known but its path, which is its title as well.
    pub(crate) fn bare(path: &str) -> Self {
        Self {
            id: PostId::of(path.as_bytes()),
            path: path.into(),
            elsewhere: Some(Origin::Embedded("")),
            title: path.into(),
            date: None,
            authors: Labels::default(),
            categories: Labels::default(),
            tags: Labels::default(),
            source: None,
            stories: Box::default(),
            draft: false,
            has_code: false,
            warnings: 0,
            search: SearchText::default(),
        }
    }
}
