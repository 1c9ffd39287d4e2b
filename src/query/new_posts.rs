//! Detection of the posts and stories that are new since the user's last visit.
//!
//! On a first visit, those of the newest day count as new.

use crate::library::{BitSet, Library, Position};
use crate::post::{Date, LastVisit};

/// The new posts of one library, for testing many posts and stories.
#[derive(Clone, Debug)]
pub struct NewPosts {
    posts: BitSet,
    stories: NewStories,
}

/// The days on which stories are new.
#[derive(Clone, Copy, Debug)]
enum NewStories {
    /// Stories of new posts, if their own day is not before `from`. In a known post, those whose own day is
    /// later than `after`: some files have a section for each day, and grow.
    Since { from: Date, after: Date },
    /// Stories of this day, or none.
    Newest(Option<Date>),
}

impl NewPosts {
    /// The posts that were not known at the end of the last visit, or those of the newest day.
    pub fn of(library: &Library, last_visit: Option<&LastVisit>, today: Date) -> Self {
        let mut new = BitSet::default();
        let positions = || (0..).zip(library.posts());
        let Some(visit) = last_visit else {
            let newest = newest_day(library, today);
            // Posts are sorted by date, newest first.
            let recent =
                positions().take_while(|(_, post)| newest.is_some() && post.date >= newest);
            for (position, _) in recent.filter(|(_, post)| post.date == newest) {
                new.set(position);
            }
            let stories = NewStories::Newest(newest_story_day(library, today));
            return Self { posts: new, stories };
        };
        let recent = positions().take_while(|(_, post)| post.date >= Some(visit.from()));
        for (position, _) in recent.filter(|(_, post)| visit.is_new(post)) {
            new.set(position);
        }
        let stories = NewStories::Since { from: visit.from(), after: visit.day() };
        Self { posts: new, stories }
    }

    /// Returns `true` for a new post.
    pub fn contains(&self, post: Position) -> bool {
        self.posts.is_set(post)
    }

    /// Returns `true` if no post is new.
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty()
    }

    /// Returns `true` for a new story of the post at a position; `own_day` is that of its dated section, if
    /// it is in one.
    pub fn has_story(&self, post: Position, own_day: Option<Date>, post_day: Option<Date>) -> bool {
        match (self.stories, own_day) {
            (NewStories::Newest(newest), _) => newest.is_some() && own_day.or(post_day) == newest,
            (NewStories::Since { .. }, None) => self.contains(post),
            (NewStories::Since { from, after }, Some(day)) => {
                if self.contains(post) {
                    day >= from
                } else {
                    day > after
                }
            }
        }
    }
}

/// The newest day of a post up to today; the latest of all if none is.
pub fn newest_day(library: &Library, today: Date) -> Option<Date> {
    let posts = library.posts().iter().filter(|post| !post.draft);
    newest(posts.filter_map(|post| post.date), today)
}

/// The newest day of a story up to today; the latest of all if none is.
pub fn newest_story_day(library: &Library, today: Date) -> Option<Date> {
    let posts = library.posts().iter().filter(|post| !post.draft);
    newest(posts.flat_map(|post| post.stories.iter().filter_map(|it| it.day.or(post.date))), today)
}

fn newest(days: impl Iterator<Item = Date> + Clone, today: Date) -> Option<Date> {
    days.clone().filter(|day| *day <= today).max().or_else(|| days.max())
}
