//! The posts and stories that rules mark as read or starred.

use crate::library::{Library, StoryReport};
use crate::post::{PageId, PostId};
use std::collections::HashSet;

/// The marks that rules give to the posts and stories of a library.
#[derive(Clone, Debug, Default)]
pub struct RuleMarks {
    /// Posts that are read.
    pub read: HashSet<PostId>,
    /// Posts that are starred.
    pub starred: HashSet<PostId>,
    /// Stories of which every report is read.
    pub seen: HashSet<PageId>,
    /// Stories of which any report is starred.
    pub starred_stories: HashSet<PageId>,
}

impl RuleMarks {
    /// Collects the reports that rules read or star; both functions judge single reports.
    pub(super) fn add_stories(
        &mut self,
        library: &Library,
        reads: impl Fn(StoryReport) -> bool,
        stars: impl Fn(StoryReport) -> bool,
    ) {
        let reports = || {
            let posts = (0..).zip(library.posts());
            posts.flat_map(|(position, post)| {
                let stories = (0..).zip(&post.stories);
                let report = move |story| StoryReport { post: position, story };
                stories.map(move |(number, story)| (report(number), story.page, post.draft))
            })
        };
        for (report, page, _) in reports() {
            if reads(report) {
                self.seen.insert(page);
            }
            if stars(report) {
                self.starred_stories.insert(page);
            }
        }
        if !self.seen.is_empty() {
            for (report, page, is_draft) in reports() {
                if !is_draft && !reads(report) {
                    self.seen.remove(&page);
                }
            }
        }
    }
}
