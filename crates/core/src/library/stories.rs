//! Stories: the news items of all posts, merged by the page they are about.

use super::bit_set::BitSet;
use super::days::{day_number, days_between};
use super::facet::{Facet, FacetTable};
use super::groups::Groups;
use super::snapshot::Position;
use crate::post::{ByPage, Date, PageId, Post};
use crate::web::host;
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Index of a story in one table. The most recently reported story has the lowest.
pub type StoryId = u32;

/// Value in place of a host's number if there is no host.
const NO_HOST: u32 = u32::MAX;

/// A post's report of a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoryReport {
    /// Position of the post.
    pub post: Position,
    /// Index of the news item among that post's stories.
    pub story: u32,
}

/// The number and dates of a story's reports. Drafts count only if there are no other reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReportStats {
    /// Number of posts that report the story.
    pub count: u32,
    /// Dates of the oldest and of the newest report; `None` if none has a date.
    pub days: Option<(Date, Date)>,
}

/// The date of a report, and `true` if its post is a draft.
type ReportDate = (Option<Date>, bool);

impl ReportStats {
    fn of(dates: impl Iterator<Item = Option<Date>>) -> Self {
        let mut stats = Self::default();
        for date in dates {
            stats.count += 1;
            stats.days = match (stats.days, date) {
                (Some((first, last)), Some(day)) => Some((first.min(day), last.max(day))),
                (None, Some(day)) => Some((day, day)),
                (days, None) => days,
            };
        }
        stats
    }
}

/// All stories of a library.
#[derive(Clone, Debug, Default)]
pub struct StoryTable {
    /// The reports of each story, newest first.
    reports: Groups<StoryReport>,
    /// All stories, sorted by page.
    by_page: Vec<StoryId>,
    /// `reported[reported_starts[p]..reported_starts[p + 1]]` are the stories of the post at position `p`, in
    /// their order in the post.
    reported: Vec<StoryId>,
    reported_starts: Vec<u32>,
    /// The page of each story.
    pages: Vec<PageId>,
    /// The date of each post, and `true` if it is a draft.
    days: Vec<ReportDate>,
    /// News items with a date of their own, by their index among those of all posts. There are few,
    /// since few posts have dated sections.
    own_days: Vec<(u32, Date)>,
    /// Number of each story's host among the values of the source facet.
    hosts: Vec<u32>,
    /// The posts from which the addresses are computed.
    posts: Arc<[Arc<Post>]>,
    /// Computed on first use.
    addresses: OnceLock<StoryAddresses>,
    /// Posts with a story whose title is not a heading.
    items: BitSet,
}

impl StoryTable {
    /// Merges the stories of posts, which are ordered newest first. A page that a post contains
    /// twice is reported by it once. `sources` numbers the hosts.
    pub(super) fn new(posts: &Arc<[Arc<Post>]>, sources: &FacetTable) -> Self {
        let count = posts.iter().map(|post| post.stories.len()).sum();
        let mut reported: Vec<StoryId> = Vec::with_capacity(count);
        let mut reported_starts = Vec::with_capacity(posts.len() + 1);
        reported_starts.push(0);
        let mut pages: Vec<PageId> = Vec::new();
        let mut hosts: Vec<u32> = Vec::new();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut by_page: ByPage<StoryId> = ByPage::default();
        let mut days: Vec<ReportDate> = Vec::with_capacity(posts.len());
        let mut own_days: Vec<(u32, Date)> = Vec::new();
        // The entries of `reported` that repeat a story of the same post.
        let mut again = BitSet::default();
        let mut last: Vec<Position> = Vec::new();
        let mut items = BitSet::default();
        for (position, post) in posts.iter().enumerate() {
            let position = position as Position;
            days.push((post.date, post.draft));
            for (number, story) in post.stories.iter().enumerate() {
                let next = pages.len() as StoryId;
                let id = *by_page.entry(story.page).or_insert(next);
                if story.level == 0 || !post.search.has_heading(number) {
                    items.set(position);
                }
                if id == next {
                    last.push(Position::MAX);
                    pages.push(story.page);
                    hosts.push(host(story.url()).map_or(NO_HOST, |host| {
                        if let Some(number) = known.get(host.as_ref()) {
                            return *number;
                        }
                        let number = sources.number(&Facet::Source.key(&host)).unwrap_or(NO_HOST);
                        known.insert(host.into_owned(), number);
                        number
                    }));
                }
                if last[id as usize] == position {
                    again.set(reported.len() as u32);
                }
                last[id as usize] = position;
                own_days.extend(story.day.map(|day| (reported.len() as u32, day)));
                reported.push(id);
            }
            reported_starts.push(reported.len() as u32);
        }
        let mut numbers: Vec<StoryId> = (0..pages.len() as StoryId).collect();
        numbers.sort_unstable_by_key(|id| pages[*id as usize]);
        // Free these before the next large table is built.
        drop((last, known, by_page));
        let reports = Groups::of_each(pages.len(), reports(&reported, &reported_starts, &again));
        Self {
            reports,
            by_page: numbers,
            reported,
            reported_starts,
            pages,
            days,
            own_days,
            hosts,
            posts: Arc::clone(posts),
            addresses: OnceLock::new(),
            items,
        }
    }

    /// Number of stories.
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// Returns `true` if there are no stories.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The reports of a story, newest first; never empty.
    pub fn reports(&self, story: StoryId) -> &[StoryReport] {
        self.reports.of(story)
    }

    /// The stories of a post, one for each of its news items, in their order in the post.
    pub fn stories_of(&self, post: Position) -> &[StoryId] {
        let post = post as usize;
        match self.reported_starts.get(post..post + 2) {
            Some(&[start, end]) => &self.reported[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The folded addresses of a post's stories, each followed by a line feed. Those of all posts
    /// are contiguous, so that searching them takes hardly any time.
    pub fn addresses(&self, post: Position) -> &str {
        self.addresses.get_or_init(|| StoryAddresses::new(&self.posts)).of(post)
    }

    /// Returns `true` if any of a post's stories has a title that is not a heading.
    pub fn has_items(&self, post: Position) -> bool {
        self.items.is_set(post)
    }

    /// Number of days from a story's first report to its last.
    pub fn span(&self, story: StoryId) -> u32 {
        match self.report_stats(story) {
            ReportStats { count: 2.., days: Some((first, last)) } => {
                days_between(day_number(first), day_number(last)) as u32
            }
            _ => 0,
        }
    }

    /// Number of news items in all posts.
    pub fn places(&self) -> usize {
        self.reported.len()
    }

    /// Indices of a post's news items among those of all posts.
    pub fn places_of(&self, post: Position) -> Range<u32> {
        let post = post as usize;
        match self.reported_starts.get(post..post + 2) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }

    /// Index of a report among the news items of all posts.
    pub fn place(&self, report: StoryReport) -> Option<usize> {
        let start = self.reported_starts.get(report.post as usize)?;
        Some(*start as usize + report.story as usize)
    }

    /// The page that a story is about.
    pub fn page(&self, story: StoryId) -> Option<PageId> {
        self.pages.get(story as usize).copied()
    }

    /// Returns `true` if some news items have a date that may differ from their post's.
    pub fn has_own_days(&self) -> bool {
        !self.own_days.is_empty()
    }

    /// The date of a report: that of the dated section it is in, otherwise that of its post.
    pub fn day(&self, report: StoryReport) -> Option<Date> {
        let own = || {
            let place = self.place(report).filter(|_| self.has_own_days())? as u32;
            let at = self.own_days.binary_search_by_key(&place, |(place, _)| *place).ok()?;
            Some(self.own_days[at].1)
        };
        own().or_else(|| self.days.get(report.post as usize)?.0)
    }

    /// The number and dates of a story's reports.
    pub fn report_stats(&self, story: StoryId) -> ReportStats {
        ReportStats::of(self.counted_reports(story).map(|report| self.day(report)))
    }

    /// The reports of a story that count, newest first: those in drafts only if there are no others.
    pub fn counted_reports(&self, story: StoryId) -> impl Iterator<Item = StoryReport> {
        let is_one = (story as usize) < self.len();
        let reports = if is_one { self.reports.of(story) } else { &[] };
        let is_draft = |report: &StoryReport| {
            self.days.get(report.post as usize).is_none_or(|(_, draft)| *draft)
        };
        let only_drafts = reports.iter().all(is_draft);
        reports.iter().filter(move |report| only_drafts || !is_draft(report)).copied()
    }

    /// The counted reports of a story in the order of their days: oldest first, those without a day last.
    pub fn reports_by_day(&self, story: StoryId) -> Vec<(Option<Date>, StoryReport)> {
        let reports = self.counted_reports(story).map(|report| (self.day(report), report));
        let mut reports: Vec<(Option<Date>, StoryReport)> = reports.collect();
        // They come newest first; of one day, the one that is listed last is the oldest.
        reports.reverse();
        reports.sort_by_key(|(day, _)| (day.is_none(), *day));
        reports
    }

    /// Number of a story's host among the values of [`super::Facet::Source`].
    pub fn host(&self, story: StoryId) -> Option<u32> {
        self.hosts(story).first().copied()
    }

    /// The result of [`StoryTable::host`] as a slice of at most one element.
    pub fn hosts(&self, story: StoryId) -> &[u32] {
        let host = self.hosts.get(story as usize).map_or(&[][..], std::slice::from_ref);
        if host == [NO_HOST] { &[] } else { host }
    }

    /// The story about a page.
    pub fn about(&self, page: PageId) -> Option<StoryId> {
        let page_of = |id: &StoryId| self.pages[*id as usize];
        let at = self.by_page.binary_search_by_key(&page, page_of).ok()?;
        Some(self.by_page[at])
    }
}

/// The reports in all posts, in order, each with its story.
fn reports<'t>(
    reported: &'t [StoryId],
    starts: &'t [u32],
    again: &'t BitSet,
) -> impl Iterator<Item = (StoryId, StoryReport)> + Clone + 't {
    (0..).zip(starts.windows(2)).flat_map(move |(post, ends)| {
        let places = ends[0]..ends[1];
        places.filter(|place| !again.is_set(*place)).map(move |place| {
            (reported[place as usize], StoryReport { post, story: place - ends[0] })
        })
    })
}

/// The folded addresses of all posts' stories, each followed by a line feed.
#[derive(Clone, Debug)]
struct StoryAddresses {
    text: String,
    /// `text[starts[p]..starts[p + 1]]` are those of the post at position `p`.
    starts: Vec<usize>,
}

impl StoryAddresses {
    fn new(posts: &[Arc<Post>]) -> Self {
        let mut starts = Vec::with_capacity(posts.len() + 1);
        starts.push(0);
        let mut text = String::new();
        for post in posts {
            for story in &post.stories {
                text.push_str(&story.folded_url());
                text.push('\n');
            }
            starts.push(text.len());
        }
        text.shrink_to_fit();
        Self { text, starts }
    }

    fn of(&self, post: Position) -> &str {
        let post = post as usize;
        match self.starts.get(post..post + 2) {
            Some(&[start, end]) => &self.text[start..end],
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Story;

    fn post(path: &str, urls: &[&str]) -> Arc<Post> {
        let story = |url: &&str| Story::new(url, url);
        Arc::new(Post {
            date: Some(Date::constant(2026, 1, 1)),
            stories: urls.iter().map(story).collect(),
            ..Post::bare(path)
        })
    }

    #[test]
    fn a_report_in_a_dated_part_is_of_that_day() {
        let day = |day| Date::constant(2026, 1, day);
        let mut post = Arc::unwrap_or_clone(post("a", &["https://a.io/1", "https://a.io/2"]));
        post.stories[0].day = Some(day(9));
        let other = self::post("b", &["https://a.io/1", "https://a.io/2"]);
        let table = StoryTable::new(&vec![Arc::new(post), other].into(), &FacetTable::default());
        let report = |post, story| StoryReport { post, story };
        assert!(table.has_own_days());
        assert_eq!(table.day(report(0, 0)), Some(day(9)));
        assert_eq!(table.day(report(0, 1)), Some(day(1)));
        assert_eq!(table.day(report(9, 9)), None);
        assert_eq!(table.report_stats(0), ReportStats { count: 2, days: Some((day(1), day(9))) });
        assert_eq!(table.span(0), 8);
    }

    #[test]
    fn a_page_is_one_story_whatever_reports_it() {
        let posts = [
            post("c", &["https://a.io/1", "https://a.io/2", "http://www.a.io/1/#x"]),
            post("b", &[]),
            post("a", &["https://a.io/3", "https://a.io/1?utm_source=b"]),
        ];
        let table = StoryTable::new(&posts.clone().into(), &FacetTable::default());
        assert_eq!(table.len(), 3);
        let report = |post, story| StoryReport { post, story };
        assert_eq!(table.reports(0), [report(0, 0), report(2, 1)]);
        assert_eq!(table.reports(1), [report(0, 1)]);
        assert_eq!(table.reports(2), [report(2, 0)]);
        assert_eq!(table.about(PageId::of("https://a.io/3/")), Some(2));
        assert_eq!(table.about(PageId::of("https://a.io/4")), None);
        assert_eq!(table.stories_of(0), [0, 1, 0]);
        assert_eq!((table.stories_of(1), table.stories_of(2)), (&[][..], &[2, 0][..]));
        assert_eq!(table.stories_of(3), [] as [u32; 0]);
        let day = Date::constant(2026, 1, 1);
        assert_eq!(table.report_stats(0), ReportStats { count: 2, days: Some((day, day)) });
        assert_eq!(table.report_stats(9), ReportStats::default());
        let library = crate::library::Library::new(posts.to_vec());
        let sources = library.table(Facet::Source);
        assert_eq!(library.stories().host(0), sources.number("a.io"));
        assert!(library.stories().host(0).is_some());
        assert!(StoryTable::new(&Arc::default(), &FacetTable::default()).is_empty());
    }
}
