//! One post: the contents of a Markdown file apart from its rendering.
//!
//! Owns front matter, dates, stories, diagnostics, and the user's marks. Knows nothing of other posts, of the disk or
//! of the screen.

mod date;
mod dead_link;
mod deferred_text;
mod diagnostic;
mod diagnostic_message;
mod front_matter;
mod last_visit;
mod late_date;
mod mark_sets;
mod marks;
mod page;
mod search_text;
mod story;
mod story_link;

use crate::text::{fold, words};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use date::{
    DayWithin, MONTHS, date_in_path, date_of, day_in_heading, day_within, is_weekday, year_in,
};
pub use dead_link::{FileLookup, dead_links, is_language};
pub use diagnostic::{Diagnostic, DiagnosticCode, Severity};
pub use diagnostic_message::DiagnosticMessage;
pub use front_matter::{Finding, FrontMatter, front_matter, front_matter_keys};
/// A calendar day, without time or time zone.
pub use jiff::civil::Date;
pub use last_visit::{LastVisit, name_of};
pub use late_date::date_after_name;
pub use mark_sets::Marks;
pub use mark_sets::put_marks;
pub use marks::{
    Annotation, MAX_NOTE_BYTES, MAX_OWN_TAGS, MAX_TAG_CHARS, MarkDays, Target, note, own_tag,
};
pub use page::{ByPage, PageId, canonical};
pub use search_text::{SearchText, Stretch};
pub use story::{Story, StoryExcerpt};
pub use story_link::StoryLink;

/// Identity of a post across runs: a 64-bit FNV-1a hash of its absolute path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(pub u64);

impl PostId {
    /// The identity of the post at an absolute path, given as the path's bytes.
    pub fn of(path: &[u8]) -> Self {
        Self(stable_hash(path))
    }
}

/// 64-bit FNV-1a hash, the same in every version of the program.
pub fn stable_hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Place from which a post's text can be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file on the disk.
    File(PathBuf),
    /// A text built into the program.
    Embedded(&'static str),
    /// A text held in memory.
    Memory(Arc<str>),
    /// The bytes of standard input, which cannot be read twice.
    Input(Arc<[u8]>),
}

/// Values as authors write them, such as tags. Posts with the same value may share its text, as posts
/// are many and values few.
pub type Labels = Box<[Arc<str>]>;

/// Makes labels of the values of one post.
pub fn labels<'a>(values: impl IntoIterator<Item = &'a str>) -> Labels {
    values.into_iter().map(Arc::from).collect()
}

/// A post without its text. Every string is clean and on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Identity of the post across runs.
    pub id: PostId,
    /// Path as shown: the root as given by the user, then the path below it.
    pub path: Arc<str>,
    /// Origin of the text, if that is not the file at `path`.
    pub elsewhere: Option<Origin>,
    /// The title; never empty.
    pub title: Box<str>,
    /// The day of the post; `None` sorts last.
    pub date: Option<Date>,
    /// Names of the authors.
    pub authors: Labels,
    /// Categories, as written.
    pub categories: Labels,
    /// Tags, as written.
    pub tags: Labels,
    /// The http or https address of the page that the post is about.
    pub source: Option<Box<str>>,
    /// News items, in the order of the text.
    pub stories: Box<[Story]>,
    /// `true` for a draft, which is hidden unless asked for.
    pub draft: bool,
    /// `true` if the post has a code block.
    pub has_code: bool,
    /// Number of warnings about its file.
    pub warnings: usize,
    /// Folded text for searches.
    pub search: SearchText,
}

impl Post {
    /// Place from which its text can be read again.
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
    pub fn without_stories(&self, is_left_out: impl Fn(PageId) -> bool) -> Self {
        let is_kept: Vec<bool> =
            self.stories.iter().map(|story| !is_left_out(story.page)).collect();
        let mut post = self.clone();
        post.search.keep_stories(|number| is_kept[number]);
        let stories = std::mem::take(&mut post.stories).into_vec().into_iter().zip(is_kept);
        post.stories = stories.filter(|(_, is_kept)| *is_kept).map(|(story, _)| story).collect();
        post
    }

    /// The post with the words below as the titles of those stories whose headings are those of sections.
    #[must_use]
    pub fn with_words_as_titles(&self, is_section: impl Fn(&Story) -> bool) -> Self {
        let is_section: Vec<bool> = self.stories.iter().map(is_section).collect();
        let mut post = self.clone();
        post.search.drop_headings(|number| is_section[number]);
        let links = self.stories.iter().zip(&is_section).map(|(story, is_section)| {
            let link = &story.link;
            if *is_section {
                [link.words_below(), link.url(), ""]
            } else {
                [link.title(), link.url(), link.words_below()]
            }
        });
        let links = StoryLink::all(links);
        for ((story, link), is_section) in post.stories.iter_mut().zip(links).zip(is_section) {
            story.link = link;
            story.level = if is_section { 0 } else { story.level };
        }
        post
    }

    /// The post with another title.
    #[must_use]
    pub fn with_title(&self, title: &str) -> Self {
        let mut post = self.clone();
        post.search.set_title(title);
        post.title = title.into();
        post
    }

    /// Number of words in its text, counted on each call: Latin words, and each Han or kana character.
    pub fn words(&self) -> usize {
        words(self.search.body())
    }

    /// The folded title of a story, by its index in `stories`; empty if there is no such story.
    pub fn folded_story_title(&self, number: usize) -> Cow<'_, str> {
        let (title, _) = self.search.story_headings(number).split_once('\n').unwrap_or_default();
        let Some(story) = self.stories.get(number) else { return "".into() };
        // A list item has no heading of its own, and a heading may begin with a number.
        let first = story.title().chars().next().map(|first| first.to_ascii_lowercase());
        if title.chars().next() == first { title.into() } else { fold(story.title()).into() }
    }
}

impl Post {
    /// A post that has only a path, which is also its title.
    pub fn bare(path: &str) -> Self {
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
