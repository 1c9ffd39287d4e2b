//! Planning of a briefing: what is new since the last visit, or else the newest day.

use super::open::{BriefingPlan, BriefingRequest, BriefingSubject};
use crate::app::context::Context;
use crate::library::{StoryReport, StoryTable};
use crate::post::Date;
use crate::query::{Listed, NewPosts, newest_day, newest_story_day};

impl BriefingPlan {
    /// The contents for the posts read so far. While more are being read, nothing is sorted by a number that
    /// still changes.
    pub fn of(request: BriefingRequest, context: &Context) -> Self {
        let news = Some(request).filter(|request| *request == BriefingRequest::News);
        let last_visit = news.and(context.last_visit.as_deref());
        let Some(visit) = last_visit else { return Self::newest_day(None, context) };
        let new = NewPosts::of(&context.library, Some(visit), context.today);
        match new_rows(&new, context) {
            Some(listed) => Self {
                subject: BriefingSubject::NewSince(visit.day()),
                listed,
                query: sorted("is:new is:unread", context),
            },
            None => Self::newest_day(Some(visit.day()), context),
        }
    }

    /// The newest day with a story; without stories, the newest day with a post.
    fn newest_day(last_visit: Option<Date>, context: &Context) -> Self {
        let (library, today) = (&context.library, context.today);
        let posts = library.posts().iter();
        let has_stories = posts.clone().any(|post| !post.draft && !post.stories.is_empty());
        let (listed, day) = if has_stories {
            (Listed::Stories, newest_story_day(library, today))
        } else {
            (Listed::Posts, newest_day(library, today))
        };
        let query = day.map_or_else(String::new, |day| sorted(&format!("date:{day}"), context));
        Self { subject: BriefingSubject::NewestDay { day, last_visit }, listed, query }
    }
}

/// The kind of the new rows; `None` if nothing is new.
fn new_rows(new: &NewPosts, context: &Context) -> Option<Listed> {
    let mut has_posts = false;
    // In other posts, only stories with a day of their own can be new.
    let ruled = context.config.rules.known(&context.library);
    let ruled = ruled.as_ref();
    let has_own_days = context.library.made_stories().is_some_and(StoryTable::has_own_days);
    for (position, post) in (0..).zip(context.library.posts()) {
        if post.draft || !(has_own_days || new.contains(position)) {
            continue;
        }
        let is_muted = |story| {
            let report = StoryReport { post: position, story };
            ruled.is_some_and(|ruled| ruled.mutes_report(report))
        };
        let mut stories = (0..).zip(&post.stories);
        if stories.any(|(number, story)| {
            new.has_story(position, story.day, post.date) && !is_muted(number)
        }) {
            return Some(Listed::Stories);
        }
        has_posts |=
            new.contains(position) && !ruled.is_some_and(|ruled| ruled.mutes_post(position));
    }
    has_posts.then_some(Listed::Posts)
}

fn sorted(query: &str, context: &Context) -> String {
    let sort = if context.load.done { " sort:day" } else { "" };
    format!("{query}{sort}")
}
