//! The visible lines of the list: a heading for each day or month, titles on as many lines as they need, and
//! facts beside or below the titles.

use crate::app::annotations::of_post_and_stories;
use crate::app::context::Context;
use crate::app::item_scroll::Heights;
use crate::app::panes::Area;
use crate::app::reader::note_mark;
use crate::library::{DayNumber, Library, day_number, day_of};
use crate::markdown::wrapped;
use crate::messages::{Language, Text};
use crate::post::{Date, Post, Target};
use crate::query::{SortBy, StoryRow};
use crate::text::Ambiguous;
use crate::trends::weekday;
use crate::web::host_and_port;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Weak};

/// Lists of fewer rows show less of each post: two lines of its title and nothing below.
const LOW: u16 = 10;
/// Lists at least this wide, in cells, show tags, and the century of dates.
const WIDE: u16 = 60;
/// Number of cells between the end of a title and the text beside it.
const GAP: usize = 2;
/// Minimum width of the tags, in cells. Tags cut shorter are useless.
const LEAST_TAGS: usize = 8;
/// Maximum width of a host, in cells.
const MAX_HOST: usize = 30;
/// Minimum average number of posts per day for headings of days.
const LEAST_A_DAY: usize = 2;
/// Headings of at least this many posts do not state the number.
const MAX_COUNTED: usize = 1_000;

/// A visible line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// Index of the row it belongs to; of a heading, the row below it.
    pub row: usize,
    /// Contents of the line.
    pub part: ListPart,
}

/// The contents of a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListPart {
    /// The heading of a day.
    Day(String),
    /// A line of a title.
    Title {
        /// The text of the line.
        text: String,
        /// Byte offset of the line in the title.
        start: usize,
        /// Dim text at the right end of the line.
        beside: String,
    },
    /// Dim text below a title.
    Facts(String),
    /// An excerpt of the post around a match.
    Snippet,
}

/// The headings of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateGrouping {
    /// One for each day.
    Day,
    /// One for each month. Used if few days have more than one post, since a heading for each post would take
    /// up the space of titles.
    Month,
    /// No headings, because the list is not sorted by date.
    None,
}

/// The visible lines, and the inputs they are derived from.
#[derive(Clone, Debug, Default)]
pub(super) struct ListLines {
    lines: Vec<ListLine>,
    made_from: Option<LinesKey>,
}

/// The inputs of the visible lines.
#[derive(Clone, Debug)]
struct LinesKey {
    library: Weak<Library>,
    answered: u64,
    top: usize,
    cursor: usize,
    area: Area,
    stories: bool,
    snippets: bool,
    ambiguous: Ambiguous,
    language: Language,
    today: Date,
    annotated: u64,
}

impl PartialEq for LinesKey {
    fn eq(&self, other: &Self) -> bool {
        self.library.ptr_eq(&other.library)
            && (self.answered, self.top, self.cursor, self.area)
                == (other.answered, other.top, other.cursor, other.area)
            && (self.stories, self.snippets, self.ambiguous, self.language, self.today)
                == (other.stories, other.snippets, other.ambiguous, other.language, other.today)
            && self.annotated == other.annotated
    }
}

/// Number of cells to the left of the titles of a list: the cursor's bar and two marks.
pub fn title_indent(width: u16) -> u16 {
    3 + u16::from(width >= WIDE)
}

impl Context {
    /// The title of a row of the list, as displayed.
    pub fn list_title(&self, row: usize) -> String {
        if let Some(story) = self.results.stories.get(row) {
            let story = self.library.story(story.newest);
            return story.map_or_else(String::new, |story| story.title().to_string());
        }
        self.list_post(row).map_or_else(String::new, |post| {
            if post.draft {
                format!("[{}] {}", Text::Draft.say(self.language), post.title)
            } else {
                post.title.to_string()
            }
        })
    }

    /// The post of a row of the list.
    pub fn list_post(&self, row: usize) -> Option<&Arc<Post>> {
        self.library.post(*self.results.rows.get(row)?)
    }

    /// The headings for the sort order of the list.
    fn list_grouping(&self) -> DateGrouping {
        let stories = self.lists_stories();
        match self.query.query().sort().unwrap_or_default().by {
            SortBy::Title | SortBy::Relevance | SortBy::Score => return DateGrouping::None,
            SortBy::Day => return DateGrouping::Day,
            SortBy::Count | SortBy::Span if stories => return DateGrouping::None,
            // Posts cannot be sorted by these, and are sorted by day instead.
            SortBy::Date | SortBy::Count | SortBy::Span => {}
        }
        let rate = self.library.rate();
        let (all, days) = if stories { rate.stories } else { rate.posts };
        if all < days * LEAST_A_DAY { DateGrouping::Month } else { DateGrouping::Day }
    }

    /// The day of a row of the list.
    fn list_day(&self, row: usize) -> Option<DayNumber> {
        match self.results.stories.get(row) {
            Some(story) => self.library.day_of(story.newest),
            None => self.library.day(*self.results.rows.get(row)?),
        }
    }
}

impl ListLines {
    /// The lines, top to bottom.
    pub fn all(&self) -> &[ListLine] {
        &self.lines
    }

    /// Updates the lines for an area; returns the first row shown.
    pub fn derive(&mut self, top: usize, area: Area, context: &Context) -> usize {
        let key = |top| LinesKey {
            library: Arc::downgrade(&context.library),
            answered: context.results.answered(),
            top,
            cursor: context.selection.row,
            area,
            stories: context.lists_stories(),
            snippets: context.results.needles().reach_text(),
            ambiguous: context.config.ambiguous_width,
            language: context.language,
            today: context.today,
            annotated: context.annotated,
        };
        if self.made_from.as_ref() == Some(&key(top)) {
            return top;
        }
        let (top, lines) = lines(top, area, context);
        *self = Self { lines, made_from: Some(key(top)) };
        top
    }
}

/// The first row to show, and the lines from there on.
fn lines(top: usize, area: Area, context: &Context) -> (usize, Vec<ListLine>) {
    let height = usize::from(area.height);
    let form = Form::new(area, context);
    let top = form.with_heights(|items| items.scrolled(top, context.selection.row, height));
    let mut lines = Vec::with_capacity(height);
    for row in top..context.results.rows.len() {
        if form.has_heading(row, row == top) {
            lines.push(ListLine { row, part: ListPart::Day(form.heading(row)) });
        }
        lines.extend(form.item(row).into_iter().map(|part| ListLine { row, part }));
        if lines.len() >= height {
            break;
        }
    }
    lines.truncate(height);
    (top, lines)
}

/// The first row shown and the cursor's row after a step of the wheel of a number of lines.
pub(super) fn wheeled(
    top: usize,
    lines: usize,
    down: bool,
    area: Area,
    context: &Context,
) -> (usize, usize) {
    let at = (top, context.selection.row);
    let form = Form::new(area, context);
    form.with_heights(|items| items.wheeled(at, lines, usize::from(area.height), down))
}

/// The format of a list's items in an area.
struct Form<'a> {
    context: &'a Context,
    grouping: DateGrouping,
    wide: bool,
    low: bool,
    /// Width of a line of a title, in cells.
    room: usize,
    /// Maximum number of lines of a title.
    title_lines: usize,
    snippets: bool,
}

impl<'a> Form<'a> {
    fn new(area: Area, context: &'a Context) -> Self {
        let wide = area.width >= WIDE;
        let low = area.height < LOW;
        let room = area.width.saturating_sub(title_indent(area.width));
        Self {
            context,
            grouping: context.list_grouping(),
            wide,
            low,
            room: usize::from(room),
            title_lines: if wide || low { 2 } else { 3 },
            snippets: !low && !context.lists_stories() && context.results.needles().reach_text(),
        }
    }

    /// Calls `ask` with the heights of the rows. Caches them, since a row's height is used several times.
    fn with_heights<T>(&self, ask: impl FnOnce(&Heights<'_>) -> T) -> T {
        let known: RefCell<HashMap<usize, usize>> = RefCell::default();
        let rows = |row, is_top| {
            let lines = *known.borrow_mut().entry(row).or_insert_with(|| self.item(row).len());
            lines + usize::from(self.has_heading(row, is_top))
        };
        ask(&Heights { count: self.context.results.rows.len(), rows: &rows })
    }

    /// The day of a row's group, or the first day of the month; `None` if the row has no date.
    fn group(&self, row: usize) -> Option<Date> {
        let date = day_of(self.context.list_day(row)?);
        Some(if self.grouping == DateGrouping::Month { date.first_of_month() } else { date })
    }

    /// Returns `true` if there is a heading above a row: the first row of a day or month, or the first one
    /// shown.
    fn has_heading(&self, row: usize, is_top: bool) -> bool {
        self.grouping != DateGrouping::None
            && (is_top || row == 0 || self.group(row - 1) != self.group(row))
    }

    /// The heading of a row's day or month, with the number of rows in it.
    fn heading(&self, row: usize) -> String {
        let context = self.context;
        let group = self.group(row);
        let name = match group {
            None => Text::UndatedHeading.say(context.language),
            Some(month) if self.grouping == DateGrouping::Month => {
                Text::MonthOfYear(month.year(), month.month()).say(context.language)
            }
            Some(date) => context.day_name(date),
        };
        let is_below = |row: &usize| self.group(*row) == group;
        let below =
            (row..context.results.rows.len()).take(MAX_COUNTED).take_while(is_below).count();
        let above = (0..row).rev().take(MAX_COUNTED).take_while(is_below).count();
        let count = above + below;
        if count == 1 || count >= MAX_COUNTED {
            return name;
        }
        let count =
            if context.lists_stories() { Text::Stories(count) } else { Text::CountedPosts(count) };
        format!("{name} · {}", count.say(context.language))
    }

    /// The lines of a row.
    fn item(&self, row: usize) -> Vec<ListPart> {
        let context = self.context;
        let title = context.list_title(row);
        let mut lines =
            title_lines(&title, self.room, self.title_lines, context.config.ambiguous_width);
        let facts = match context.results.stories.get(row) {
            Some(story) => self.story_facts(story, row),
            None => {
                let day = self.day(row);
                self.score(row).into_iter().chain(day).collect::<Vec<_>>().join(" · ")
            }
        };
        let own = self.own_marks(row).into_iter().chain([facts]).filter(|text| !text.is_empty());
        let facts = own.collect::<Vec<_>>().join("  ");
        let width = |text: &str| context.config.ambiguous_width.width(text);
        let used = lines.last().map_or(0, |(_, text)| width(text));
        let left = self.room.saturating_sub(used + GAP);
        let (mut beside, mut below) = (String::new(), None);
        if width(&facts) <= left {
            beside = self.with_tags(row, facts, left);
        } else if !self.low {
            below = Some(context.config.ambiguous_width.truncate(&facts, self.room));
        }
        let last = lines.len().saturating_sub(1);
        let titles = lines.drain(..).enumerate().map(|(number, (start, text))| {
            let beside = if number == last { std::mem::take(&mut beside) } else { String::new() };
            ListPart::Title { text, start, beside }
        });
        let mut parts: Vec<ListPart> = titles.collect();
        parts.extend(below.map(ListPart::Facts));
        parts.extend(self.snippets.then_some(ListPart::Snippet));
        parts
    }

    /// The text beside a post's title: as many of its tags as there is room for, then `facts`.
    fn with_tags(&self, row: usize, facts: String, left: usize) -> String {
        let context = self.context;
        let Some(post) = context.list_post(row).filter(|_| self.wide && !context.lists_stories())
        else {
            return facts;
        };
        let ambiguous = context.config.ambiguous_width;
        let blank = if facts.is_empty() { "" } else { "  " };
        let left = left.saturating_sub(ambiguous.width(&facts) + blank.len());
        if post.tags.is_empty() || left < LEAST_TAGS {
            return facts;
        }
        let tags: Vec<String> = post.tags.iter().map(|tag| format!("#{tag}")).collect();
        format!("{}{blank}{facts}", ambiguous.truncate(&tags.join(" "), left))
    }

    /// The sign for a note and the own tags of a row: of a post, also those of its stories.
    fn own_marks(&self, row: usize) -> Option<String> {
        let context = self.context;
        if context.marks.annotations.is_empty() {
            return None;
        }
        let (tags, has_note) = match context.rows().story(row) {
            Some((_, story)) => {
                let target = Target::Story(story.page);
                let tags = context.marks.own_tags(target).to_vec();
                (tags, context.marks.note(target).is_some())
            }
            None => of_post_and_stories(&context.marks, context.list_post(row)?),
        };
        let mark = note_mark(context.config.ambiguous_width, context.language);
        let tags = tags.iter().map(|tag| format!("+{tag}"));
        let own: Vec<String> = has_note.then_some(mark).into_iter().chain(tags).collect();
        Some(own.join(" "))
    }

    /// The facts about a story: its day, the number of its reports, the day of the first one, and its host.
    fn story_facts(&self, row: &StoryRow, number: usize) -> String {
        let context = self.context;
        let Some(story) = context.library.story(row.newest) else { return String::new() };
        let stats = context
            .library
            .made_stories()
            .map(|table| table.report_stats(row.story))
            .unwrap_or_default();
        let last = context.library.day_of(row.newest).map(day_of);
        let own = last.and_then(|last| self.told_day(last));
        let first = stats.days.map(|(first, _)| first).filter(|first| Some(*first) != last);
        let since = first.map(|first| Text::Since(&self.short(first)).say(context.language));
        let count = (stats.count > 1).then(|| format!("×{}", stats.count));
        // The end of a host says to whom it belongs.
        let host = host_and_port(story.url())
            .map(|host| context.config.ambiguous_width.truncate_start(&host, MAX_HOST));
        let score = self.score(number);
        let facts = score.into_iter().chain(own).chain(count).chain(since).chain(host);
        facts.collect::<Vec<_>>().join(" · ")
    }

    /// The score of a row, unless it is zero.
    fn score(&self, row: usize) -> Option<String> {
        let score = self.context.row_score(row);
        (score != 0).then(|| format!("{score:+}"))
    }

    /// The day of a row, unless its heading states it.
    fn day(&self, row: usize) -> Option<String> {
        self.told_day(day_of(self.context.list_day(row)?))
    }

    /// A day, without the part that the heading states; `None` if that is all of it.
    fn told_day(&self, day: Date) -> Option<String> {
        match self.grouping {
            DateGrouping::Day => None,
            DateGrouping::Month => {
                let name = Text::DayOfMonth(day.day()).say(self.context.language);
                Some(Text::Weekday(weekday(day_number(day)), &name).say(self.context.language))
            }
            DateGrouping::None => Some(self.short(day)),
        }
    }

    /// A day in few cells: without the year if it is in the current one; otherwise without the century if the
    /// list is narrow.
    fn short(&self, day: Date) -> String {
        if day.year() == self.context.today.year() {
            return Text::ShortDay(day.month(), day.day()).say(self.context.language);
        }
        let day = day.to_string();
        if self.wide { day } else { day.get(2..).unwrap_or("").to_owned() }
    }
}

/// Wraps a title into lines of at most `cells` cells, and returns them with their byte offsets. If there are
/// more than `most` lines, the last one is truncated.
fn title_lines(
    title: &str,
    cells: usize,
    most: usize,
    ambiguous: Ambiguous,
) -> Vec<(usize, String)> {
    // Only the beginning of a title of a thousand lines is wrapped.
    let title = ambiguous.truncate(title, cells * (most + 1));
    let ranges = wrapped(&title, cells, ambiguous);
    let lines = ranges.iter().take(most).enumerate().map(|(number, range)| {
        let is_cut = number + 1 == most && ranges.len() > most;
        let text = if is_cut {
            ambiguous.truncate(&title[range.start..], cells)
        } else {
            title[range.clone()].to_owned()
        };
        (range.start, text)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(title: &str, cells: usize, most: usize) -> Vec<String> {
        let lines = title_lines(title, cells, most, Ambiguous::One);
        lines.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_title_has_as_many_lines_as_it_needs() {
        assert_eq!(lines("Istio 1.30 is out", 20, 3), ["Istio 1.30 is out"]);
        assert_eq!(lines("Istio 1.30 is out", 10, 3), ["Istio 1.30", "is out"]);
        assert_eq!(lines("云原生技术动态：服务网格", 10, 3), ["云原生技术", "动态：服务", "网格"]);
        assert_eq!(lines("云原生技术动态：服务网格", 10, 2), ["云原生技术", "动态：服…"]);
        assert_eq!(lines("", 10, 2), [""]);
        assert_eq!(lines(&"word ".repeat(100_000), 10, 2), ["word word", "word word…"]);
    }

    proptest! {
        #[test]
        fn a_title_is_whole_or_ends_with_a_mark(
            title in "([a-z]{1,9} |云|，|“|”|👩‍💻){0,40}", cells in 8usize..40, most in 1usize..4
        ) {
            let title = title.trim();
            let lines = title_lines(title, cells, most, Ambiguous::One);
            prop_assert!((1..=most).contains(&lines.len()));
            for (start, text) in &lines {
                prop_assert!(Ambiguous::One.width(text) <= cells);
                prop_assert!(title[*start..].starts_with(text.trim_end_matches('…')));
            }
            let shown: String = lines.iter().map(|(_, text)| text.replace(' ', "")).collect();
            let whole = title.replace(' ', "");
            prop_assert!(shown == whole || shown.ends_with('…'));
        }
    }
}
