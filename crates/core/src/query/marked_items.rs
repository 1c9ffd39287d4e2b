//! Conditions on own tags, notes and the days of marks, compiled to sets of posts and stories.

use super::context::{Listed, SearchContext};
use super::date::DateRange;
use super::expression::{DatedMark, Pattern};
use super::glob::glob_matches;
use super::pattern::{Needle, regex};
use crate::library::{Library, day_number, facet_key};
use crate::post::{Annotation, Date, PageId, Post, PostId, Target};
use crate::text::fold;
use regex::Regex;
use std::collections::HashSet;

/// Posts and stories that meet a condition on marks.
#[derive(Clone, Debug, Default)]
pub(super) struct MarkedItems {
    posts: HashSet<PostId>,
    stories: HashSet<PageId>,
}

impl MarkedItems {
    /// Posts and stories with an own tag that matches one of the patterns completely.
    pub fn with_tag(patterns: &[Pattern], context: &SearchContext) -> Self {
        let patterns: Vec<TagPattern> = patterns.iter().filter_map(TagPattern::new).collect();
        let fits = |tag: &String| patterns.iter().any(|pattern| pattern.fits(tag));
        Self::annotated(context, |annotation| annotation.tags.iter().any(fits))
    }

    /// Posts and stories with a note that contains one of the patterns.
    pub fn with_note(patterns: &[Pattern], context: &SearchContext) -> Self {
        let needles: Vec<Needle> =
            patterns.iter().map(|pattern| Needle::new(pattern, false)).collect();
        Self::annotated(context, |annotation| {
            // Words of a phrase may stand on neighbouring lines.
            let folded = fold(&annotation.note.replace('\n', " "));
            needles.iter().any(|needle| needle.is_in(&folded))
        })
    }

    /// Posts and stories with a note.
    pub fn with_any_note(context: &SearchContext) -> Self {
        Self::annotated(context, |annotation| !annotation.note.is_empty())
    }

    fn annotated(context: &SearchContext, meets: impl Fn(&Annotation) -> bool) -> Self {
        let mut items = Self::default();
        for (target, annotation) in &context.marks.annotations {
            if meets(annotation) {
                items.insert(*target);
            }
        }
        items
    }

    fn insert(&mut self, target: Target) {
        match target {
            Target::Post(id) => self.posts.insert(id),
            Target::Story(page) => self.stories.insert(page),
        };
    }

    /// Posts or stories that were marked on a day in one of the ranges.
    pub fn marked(
        mark: DatedMark,
        ranges: &[DateRange],
        library: &Library,
        context: &SearchContext,
        listed: Listed,
    ) -> Self {
        let ranges: Vec<_> =
            ranges.iter().map(|range| range.until_today().borders(context.today)).collect();
        let is_within = |day: Date| {
            let day = day_number(day);
            ranges.iter().any(|(from, to)| *from <= day && day <= *to)
        };
        let (marks, days) = (&context.marks, &context.marks.days);
        let mut items = Self::default();
        match mark {
            DatedMark::Starred => {
                let posts = days.starred.iter().filter(|(_, day)| is_within(**day));
                items.posts.extend(posts.map(|(post, _)| *post));
                let stories = days.starred_stories.iter().filter(|(_, day)| is_within(**day));
                items.stories.extend(stories.map(|(page, _)| *page));
            }
            DatedMark::Read => {
                let posts = days.read.iter().filter(|(_, day)| is_within(**day));
                items.posts.extend(posts.map(|(post, _)| *post));
                if listed == Listed::Stories {
                    // Unless it has a mark of its own, a story was seen when a post that reports
                    // it was read.
                    let read = items.posts.iter().filter_map(|id| library.position(*id));
                    let read = read.filter_map(|at| library.post(at));
                    let pages = read.flat_map(|post| post.stories.iter().map(|story| story.page));
                    items.stories.extend(pages.filter(|page| !marks.seen.contains_key(page)));
                    let own = days.seen.iter().filter(|(_, day)| is_within(**day));
                    let own = own.map(|(page, _)| *page);
                    items.stories.extend(own.filter(|page| marks.seen.get(page) == Some(&true)));
                }
            }
        }
        items
    }

    /// Returns `true` if the post or one of its stories is among the items.
    pub fn has_post(&self, post: &Post) -> bool {
        self.posts.contains(&post.id) || self.has_story_of(post)
    }

    /// Returns `true` if one of the stories of a post is among the items.
    pub fn has_story_of(&self, post: &Post) -> bool {
        // Most of these sets are empty; then no post's stories are fetched from memory.
        !self.stories.is_empty() && post.stories.iter().any(|story| self.has_story(story.page))
    }

    /// Returns `true` if the story about a page is among the items.
    pub fn has_story(&self, page: PageId) -> bool {
        self.stories.contains(&page)
    }
}

/// A pattern compiled for complete own tags.
enum TagPattern {
    Key(String),
    Glob(Vec<char>),
    Regex(Regex),
}

impl TagPattern {
    fn new(pattern: &Pattern) -> Option<Self> {
        Some(match pattern {
            Pattern::Plain(text) => Self::Key(facet_key(text)),
            Pattern::Glob(text) => Self::Glob(facet_key(text).chars().collect()),
            Pattern::Regex(source) => Self::Regex(regex(source).ok()?),
        })
    }

    fn fits(&self, tag: &str) -> bool {
        match self {
            Self::Key(key) => facet_key(tag) == *key,
            Self::Glob(glob) => glob_matches(glob, &facet_key(tag)),
            Self::Regex(regex) => regex.is_match(&fold(tag)) || regex.is_match(&facet_key(tag)),
        }
    }
}
