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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Post, Story, name_of};
    use crate::query::{Listed, SearchContext, StoryRow, count_news, find_listed, parse};
    use std::sync::Arc;

    const TODAY: Date = Date::constant(2026, 8, 15);

    fn day(day: i8) -> Date {
        Date::constant(2026, 8, day)
    }

    /// A post of a day in August, with stories about some pages, each with a day of its own or none.
    fn post(path: &str, date: i8, stories: &[(&str, Option<i8>)]) -> Arc<Post> {
        let story = |(page, own): &(&str, Option<i8>)| Story {
            day: own.map(day),
            ..Story::new(page, &format!("https://{page}.io/"))
        };
        let stories = stories.iter().map(story).collect();
        Arc::new(Post { date: Some(day(date)), stories, ..Post::bare(path) })
    }

    /// The context after a visit on a day, when some posts were known.
    fn context(ended: i8, known: &[&Arc<Post>]) -> SearchContext {
        let known = known.iter().map(|post| (post.id, name_of(post)));
        let visit = LastVisit::new(day(ended), Date::constant(2026, 7, 1), known);
        SearchContext { last_visit: Some(Arc::new(visit)), ..SearchContext::on(TODAY) }
    }

    fn found(
        library: &Library,
        text: &str,
        context: &SearchContext,
        listed: Listed,
    ) -> Vec<String> {
        let found = find_listed(library, &parse(text), context, listed);
        let title = |row: &StoryRow| library.story(row.newest).unwrap().title().to_string();
        match listed {
            Listed::Stories => found.stories.iter().map(title).collect(),
            Listed::Posts => {
                let paths =
                    found.posts.iter().map(|at| library.post(*at).unwrap().path.to_string());
                paths.collect()
            }
        }
    }

    #[test]
    fn a_story_is_new_if_a_new_post_reports_it() {
        let old = post("old", 9, &[("told", None), ("gone", None)]);
        let new = post("new", 12, &[("fresh", None), ("told", None)]);
        let essay = post("essay", 11, &[]);
        let library = Library::new(vec![old.clone(), new, essay]);
        let context = context(10, &[&old]);
        let find = |text, listed| found(&library, text, &context, listed);
        assert_eq!(find("is:new", Listed::Posts), ["new", "essay"]);
        assert_eq!(find("-is:new", Listed::Posts), ["old"]);
        assert_eq!(find("is:new", Listed::Stories), ["fresh", "told"]);
        assert_eq!(find("is:new sort:day", Listed::Stories), ["told", "fresh"]);
        let counts = count_news(&library, &context);
        assert_eq!((counts.posts, counts.posts_without_stories, counts.digests), (2, 1, 1));
        assert_eq!((counts.stories, counts.reported_before, counts.seen), (2, 1, 0));
    }

    #[test]
    fn a_dated_part_is_new_if_its_day_is_later_than_the_visit() {
        let stories = [("later", Some(12)), ("before", Some(9)), ("undated", None)];
        let known = post("known", 9, &stories);
        let library = Library::new(vec![known.clone()]);
        let after = context(10, &[&known]);
        assert_eq!(found(&library, "is:new", &after, Listed::Stories), ["later"]);
        assert_eq!(found(&library, "is:new", &after, Listed::Posts), Vec::<String>::new());
        assert_eq!(count_news(&library, &after).stories, 1);
        let all = found(&library, "is:new", &context(10, &[]), Listed::Stories);
        assert_eq!(all.len(), 3, "of a new file, all parts");
    }

    #[test]
    fn days_are_sorted_newest_first_and_the_other_way() {
        let posts = [
            post("c", 12, &[("c", None), ("twice", None)]),
            post("b", 11, &[("b", None)]),
            post("a", 10, &[("a", None), ("twice", None)]),
        ];
        let library = Library::new(posts.to_vec());
        let find = |text| found(&library, text, &SearchContext::on(TODAY), Listed::Stories);
        assert_eq!(find("sort:day"), ["twice", "c", "b", "a"]);
        assert_eq!(find("-sort:day"), ["a", "b", "twice", "c"]);
    }

    #[test]
    fn on_a_first_visit_the_newest_day_up_to_today_is_new() {
        let posts = [post("far", 30, &[]), post("b", 12, &[]), post("a", 9, &[("a", None)])];
        let library = Library::new(posts.to_vec());
        let first = SearchContext::on(TODAY);
        assert_eq!(found(&library, "is:new", &first, Listed::Posts), ["b"]);
        assert_eq!(found(&library, "is:new", &first, Listed::Stories), ["a"]);
        assert!(NewPosts::of(&Library::default(), None, TODAY).is_empty());
    }
}
