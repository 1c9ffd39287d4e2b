//! Counts of what is new since the user's last visit.

use super::context::SearchContext;
use super::effective_marks::EffectiveMarks;
use super::judge::ruled;
use super::new_posts::NewPosts;
use super::read_posts::ReadPosts;
use crate::library::{Library, Position, StoryId, StoryReport};
use crate::post::Story;
use std::collections::HashSet;

/// Numbers of new posts and stories, without drafts and muted ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NewsCounts {
    /// New posts.
    pub posts: usize,
    /// New posts without stories.
    pub posts_without_stories: usize,
    /// Posts that report at least one new story.
    pub digests: usize,
    /// New stories, those that were seen included.
    pub stories: usize,
    /// New stories that older posts report as well.
    pub reported_before: usize,
    /// New stories that were seen.
    pub seen: usize,
    /// New posts that were read.
    pub read: usize,
    /// New stories that are not counted because rules mute them.
    pub muted_stories: usize,
    /// New posts that are not counted because a rule mutes them.
    pub muted_posts: usize,
}

/// Counts what is new according to a context.
pub fn count_news(library: &Library, context: &SearchContext) -> NewsCounts {
    let new = NewPosts::of(library, context.last_visit.as_deref(), context.today);
    let ruled = ruled(library, context);
    let marks = EffectiveMarks::new(&context.marks, ruled.as_deref());
    let (table, read) = (library.stories(), ReadPosts::of(library, marks));
    let mut counts = NewsCounts::default();
    let mut stories: HashSet<StoryId> = HashSet::new();
    for (position, post) in (0 as Position..).zip(library.posts()) {
        // In other posts, only sections with a day of their own can be new.
        if post.draft || !(new.contains(position) || table.has_own_days()) {
            continue;
        }
        let is_muted = ruled.as_ref().is_some_and(|ruled| ruled.mutes_post(position));
        if new.contains(position) && is_muted {
            counts.muted_posts += 1;
        } else if new.contains(position) {
            counts.posts += 1;
            counts.posts_without_stories += usize::from(post.stories.is_empty());
            counts.read += usize::from(marks.is_read(post.id));
        }
        let ids = (0..).zip(table.stories_of(position).iter().zip(&post.stories));
        let is_new = |own: &Story| new.has_story(position, own.day, post.date);
        let mut is_digest = false;
        for (number, (id, _)) in ids.filter(|(_, (_, own))| is_new(own)) {
            let report = StoryReport { post: position, story: number };
            is_digest |= !ruled.as_ref().is_some_and(|ruled| ruled.mutes_report(report));
            stories.insert(*id);
        }
        counts.digests += usize::from(is_digest);
    }
    for story in stories {
        if ruled.as_ref().is_some_and(|ruled| ruled.mutes_story(table, story)) {
            counts.muted_stories += 1;
            continue;
        }
        counts.stories += 1;
        counts.seen += usize::from(read.contains(library, marks, story));
        let is_old = |at: Position| !new.contains(at) && !library.is_draft(at);
        let reports = table.reports(story);
        counts.reported_before += usize::from(reports.iter().any(|report| is_old(report.post)));
    }
    counts
}
