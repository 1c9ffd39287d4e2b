//! The figures on the screen, updated when their inputs have changed.

use super::{LINES_AT_FIRST, MAX_LINES, Section, Trends, calendar_shape, rows, sections};
use crate::app::action::Page;
use crate::app::context::Context;
use crate::app::scrolled::scrolled;
use crate::library::{DayNumber, Facet, Library, Position, day_number, facet_key};
use crate::query::{ReadPosts, StoryRow};
use crate::trends::{Base, Calendar, CountedPost, Days, ReadCounts, Series, Tally, Window};
use std::sync::Arc;

/// The figures on the screen.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Set if stories are counted, not posts: each on the day of its newest report that the query finds.
    pub stories: bool,
    /// Number of posts or stories per day.
    pub calendar: Calendar,
    /// The days of the following figures; `None` if no post has a date.
    pub window: Option<Window>,
    /// Tags, with their rises and falls.
    pub tags: Tally,
    /// Hosts of sources.
    pub sources: Tally,
    /// Authors.
    pub authors: Tally,
    /// Keys of the tags in the chart, with their indices in the table of tags, if they occur there.
    pub charted: Vec<(String, Option<u32>)>,
    /// Lines of these tags.
    pub series: Series,
    /// Posts or stories read.
    pub reading: ReadCounts,
    /// The posts that are counted, and how often.
    posts: Vec<CountedPost>,
    made_of: MadeOf,
}

/// The inputs of the figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct MadeOf {
    /// Number of the search, and the current day.
    result: Option<(u64, i32)>,
    window: Option<(u64, Days)>,
    lines: Option<(u64, Days, Option<Vec<String>>)>,
    reading: Option<(u64, u64)>,
}

impl Trends {
    /// Updates figures whose inputs have changed, keeps the cursors in range, and scrolls them into view.
    pub(crate) fn derive(&mut self, context: &Context) {
        if context.page != Page::Trends {
            return;
        }
        self.make(context);
        let Some(area) = context.panes().and_then(|panes| panes.page) else { return };
        for (section, area) in sections(area.below_title(), self.section) {
            if section == Section::Calendar {
                let ambiguous = context.config.ambiguous_width;
                if let Some(shape) = calendar_shape(self, area, context.language, ambiguous) {
                    let day = self.day.map(|day| day.clamp(*shape.days.start(), *shape.days.end()));
                    self.day = day.filter(|day| day != shape.days.end());
                    self.back = shape.back_for(day.unwrap_or(*shape.days.end()), self.back);
                }
                continue;
            }
            let count = rows(&self.figures, section);
            let (height, columns) = rows::height(area, section, count);
            let place = &mut self.rows[section as usize];
            place.cursor = place.cursor.min(count.saturating_sub(1));
            let lines = count.div_ceil(columns);
            let top = scrolled(place.top / columns, place.cursor / columns, lines, height);
            place.top = top * columns;
        }
    }

    fn make(&mut self, context: &Context) {
        let result = context.results.answered();
        let today = day_number(context.today);
        let lists_stories = context.lists_stories();
        let (library, stories) = (&context.library, &context.results.stories);
        let figures = Arc::make_mut(&mut self.figures);
        if figures.made_of.result != Some((result, today)) {
            figures.made_of = MadeOf { result: Some((result, today)), ..MadeOf::default() };
            figures.posts = if lists_stories {
                counted(library, stories)
            } else {
                context.results.rows.iter().map(|at| CountedPost::once(library, *at)).collect()
            };
            figures.calendar = Calendar::of_counted(&figures.posts, today);
            figures.stories = lists_stories;
        }
        let window = (result, self.window);
        if figures.made_of.window != Some(window) {
            figures.made_of.window = Some(window);
            figures.window = Window::of(&figures.calendar, self.window);
            // If the window is all days, undated posts are counted too.
            let counted = figures.window.filter(|_| self.window.is_some()).map(|window| {
                let stories = figures.stories && library.made_stories().is_some();
                let base = if stories { Base::stories } else { Base::posts };
                (window, base(library, context.results.ruled.as_deref(), window))
            });
            let tally = |facet| Tally::of_counted(library, &figures.posts, facet, counted);
            figures.tags = tally(Facet::Tag);
            figures.sources = if figures.stories {
                Tally::of_hosts(library, stories, counted)
            } else {
                tally(Facet::Source)
            };
            figures.authors = tally(Facet::Author);
        }
        let lines = (result, self.window, self.charted.clone());
        if figures.made_of.lines.as_ref() != Some(&lines) {
            let table = library.table(Facet::Tag);
            let top = || {
                let frequent = figures.tags.top.iter().take(LINES_AT_FIRST);
                frequent.map(|count| table.values()[count.number as usize].key.clone()).collect()
            };
            let keys: Vec<String> = lines.2.clone().unwrap_or_else(top);
            figures.made_of.lines = Some(lines);
            let number = |key: String| {
                let number = table.number(&key);
                (key, number)
            };
            figures.charted = keys.into_iter().map(number).collect();
            let numbers: Vec<Option<u32>> =
                figures.charted.iter().map(|(_, number)| *number).collect();
            figures.series = figures.window.map_or_else(Series::default, |window| {
                Series::of_counted(library, &figures.posts, Facet::Tag, &numbers, window)
            });
        }
        let reading = (result, context.marked);
        if figures.made_of.reading != Some(reading) {
            figures.made_of.reading = Some(reading);
            figures.reading = if figures.stories {
                let marks = context.effective_marks();
                let seen = ReadPosts::of(library, marks);
                let is_seen = |row: &StoryRow| seen.contains(library, marks, row.story);
                let posts = stories.iter().map(|row| (row.newest.post, is_seen(row).into(), 1));
                ReadCounts::of_counted(library, posts)
            } else {
                let marks = context.effective_marks();
                ReadCounts::of(library, &context.results.rows, |_, post| {
                    // If nothing was read, the lookup of each post is not needed.
                    !marks.have_no_read_posts()
                        && library.post(post).is_some_and(|post| marks.is_read(post.id))
                })
            };
        }
    }

    /// Adds a tag's line to the chart, or removes it; returns `false` if the chart is full.
    pub(super) fn turn_line(&mut self, value: &str) -> bool {
        let key = facet_key(value);
        let charted = self.figures.charted.iter();
        let mut keys: Vec<String> = charted.map(|(key, _)| key.clone()).collect();
        match keys.iter().position(|other| *other == key) {
            Some(at) => {
                keys.remove(at);
            }
            None if keys.len() == MAX_LINES => return false,
            None => keys.push(key),
        }
        self.charted = Some(keys);
        true
    }
}

/// The posts with the newest reports of some stories, once per day, with the number of stories.
fn counted(library: &Library, stories: &[StoryRow]) -> Vec<CountedPost> {
    let key = |row: &StoryRow| (row.newest.post, library.day_of(row.newest));
    let mut keys: Vec<(Position, Option<DayNumber>)> = stories.iter().map(key).collect();
    keys.sort_unstable();
    let alike = keys.chunk_by(|a, b| a == b);
    alike
        .map(|all| CountedPost { post: all[0].0, day: all[0].1, count: all.len() as u32 })
        .collect()
}
