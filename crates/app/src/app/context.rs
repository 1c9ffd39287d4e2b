//! The state that every pane reads: the environment, the posts, the query and its result, the selection.
//!
//! Panes own everything else, and change nothing here: they request changes with an
//! [`Intent`](super::intent::Intent).

use super::action::Page;
use super::commands::ShownOutput;
use super::first_steps::FirstSteps;
use super::graphics::Graphics;
use super::jump_list::Location;
use super::keymap::Keymap;
use super::message::Effect;
use super::news::News;
use super::panes::{Area, Pane, Panes, Size, panes};
use super::query_line::QueryLine;
use super::results::{Results, Search};
use super::selected_rows::SelectedRows;
use super::selection::{SelectableRows, Selection, Target};
use crate::config::{Colour, Config, Part, Theme};
use crate::library::{Library, StoryReport, StoryTable};
use crate::messages::Language;
use crate::post::{Date, LastVisit, Marks, PageId, Post, PostId, Story};
use crate::query::{Is, Listed, Polarity, SearchContext, StoryRow, stands};
use crate::state::Arrangement;
use std::collections::HashSet;
use std::sync::Arc;

/// Stories are merged inline, unless they already are, only in libraries of at most this many posts.
const MAX_POSTS_MERGED_INLINE: usize = 2_000;

/// The state that every pane reads.
#[derive(Clone, Debug)]
pub struct Context {
    /// Language of every sentence.
    pub language: Language,
    /// The current theme.
    pub theme: Theme,
    /// All available themes.
    pub themes: Vec<Theme>,
    /// The terminal's background colour (red, green, blue), if known.
    pub background: Option<(u8, u8, u8)>,
    /// Set if the terminal has colours.
    pub colours: bool,
    /// Set if it shows any colour as it is, and not the nearest one that it has.
    pub exact_colours: bool,
    /// The way in which the terminal shows pictures.
    pub graphics: Graphics,
    /// Size of the screen, in cells.
    pub size: Size,
    /// The day that `today` and `7d` count from.
    pub today: Date,
    /// The user's settings.
    pub config: Box<Config>,
    /// The current keymap.
    pub keymap: Keymap,
    /// All posts read so far.
    pub library: Arc<Library>,
    /// Progress of loading.
    pub load: Load,
    /// Read and starred posts and stories. A mark does not remove rows from the list: a query uses the marks
    /// of the time at which it was made.
    pub marks: Arc<Marks>,
    /// Incremented whenever a mark changes.
    pub marked: u64,
    /// Incremented whenever a post is marked as read or unread.
    pub(super) read_marked: u64,
    /// Incremented whenever own tags or notes change.
    pub(super) annotated: u64,
    /// The user's last visit; `None` if this is the first one, or if it is not known yet.
    pub last_visit: Option<Arc<LastVisit>>,
    /// The posts that are new since then.
    pub(super) news: News,
    /// The query line. Its text, the only filter state, decides what every pane shows, so it is no pane's own.
    pub query: QueryLine,
    /// The kind of rows the query is run for: posts or stories.
    pub listed: Listed,
    /// The result of the query.
    pub results: Results,
    /// The post or story at the cursor, and the one that the reader shows.
    pub selection: Selection,
    /// The rows selected for an action on all of them.
    pub selected_rows: SelectedRows,
    /// The output of a command in the reader, in place of the post there.
    pub(super) shown_output: Option<ShownOutput>,
    /// The pane with the focus.
    pub focus: Pane,
    /// The arrangement of the panes.
    pub arrangement: Arrangement,
    /// Set if the library is a single post named by the user, which is shown in the reader alone.
    pub is_lone_post: bool,
    /// The page of the screen.
    pub page: Page,
    /// The keys to begin with that have not been used yet, on the first start.
    pub first_steps: FirstSteps,
}

/// Progress of loading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Number of the current load.
    pub generation: u64,
    /// Number of files read.
    pub read: usize,
    /// Number of files, once known.
    pub total: Option<usize>,
    /// Set once all files are read.
    pub done: bool,
    /// Set if a changed config has caused this load: the earlier posts stay until it is done.
    pub asked_for: bool,
    /// Set while a check for changes that the user asked for is running.
    pub looking: bool,
}

impl Load {
    /// Number of the first load.
    pub const FIRST: u64 = 1;
}

impl Context {
    /// The state at the start: nothing read, with the query given on the command line, which may be empty.
    pub(super) fn new(size: Size, today: Date, query: &str) -> Self {
        let mut line = QueryLine::default();
        line.replace(query.to_owned());
        line.forget();
        Self {
            language: Language::default(),
            theme: Theme::default(),
            themes: Theme::built_in(),
            background: None,
            colours: true,
            exact_colours: true,
            graphics: Graphics::default(),
            size,
            today,
            config: Box::default(),
            keymap: Keymap::default(),
            library: Arc::default(),
            load: Load { generation: Load::FIRST, ..Load::default() },
            marks: Arc::default(),
            marked: 0,
            read_marked: 0,
            annotated: 0,
            last_visit: None,
            news: News::default(),
            query: line,
            listed: Listed::Posts,
            results: Results::default(),
            selection: Selection::default(),
            selected_rows: SelectedRows::default(),
            shown_output: None,
            focus: Pane::List,
            arrangement: Arrangement::default(),
            is_lone_post: false,
            page: Page::Panes,
            first_steps: FirstSteps::default(),
        }
    }

    /// The results, and a search for the current query.
    pub(super) fn results_and_search(&mut self) -> (&mut Results, Search<'_>) {
        let search = Search {
            library: &self.library,
            text: self.query.text(),
            query: self.query.query(),
            listed: self.listed,
            today: self.today,
            marks: &self.marks,
            marked: self.marked,
            last_visit: self.last_visit.as_ref(),
            rules: &self.config.rules,
            pinyin: self.config.pinyin,
        };
        (&mut self.results, search)
    }

    /// The marks, rules and settings with which queries are run now.
    pub(super) fn search_context(&self) -> SearchContext {
        SearchContext {
            marks: Arc::clone(&self.marks),
            rules: Arc::clone(&self.config.rules),
            last_visit: self.last_visit.clone(),
            today: self.today,
            pinyin: self.config.pinyin,
        }
    }

    /// The theme as painted: the terminal's own theme adapts to the background.
    pub fn looks(&self) -> Theme {
        match self.background {
            Some(ground) if self.theme == Theme::default() => self.theme.on_background(ground),
            _ => self.theme.clone(),
        }
    }

    /// The colour below a text, if known. A terminal with few colours shows the nearest that it has.
    pub fn ground(&self) -> Option<(u8, u8, u8)> {
        match self.theme.look(Part::Text).background {
            None => self.background,
            Some(Colour::Rgb(red, green, blue)) => Some((red, green, blue)),
            Some(_) => None,
        }
    }

    /// The colour below a text, if the terminal shows exactly that.
    pub(super) fn exact_ground(&self) -> Option<(u8, u8, u8)> {
        let is_of_theme = self.theme.look(Part::Text).background.is_some();
        self.ground().filter(|_| self.exact_colours || !is_of_theme)
    }

    /// Areas of the panes; `None` if the screen is too small.
    pub fn panes(&self) -> Option<Panes> {
        let zen = self.arrangement.zen || self.is_lone_post;
        let panes = panes(self.size, self.focus, Arrangement { zen, ..self.arrangement })?;
        Some(match self.page {
            Page::Panes => panes.with_first_steps(self.first_steps.rows()),
            _ => panes.with_page(),
        })
    }

    /// Returns `true` if the reader fills the screen.
    pub fn is_reader_alone(&self) -> bool {
        self.panes().is_some_and(|panes| {
            panes.reader.is_some() && panes.list.is_none() && panes.facets.is_none()
        })
    }

    /// The post that keys act on: the one in the reader while that has the focus, or else the one at the
    /// list's cursor.
    pub fn selected(&self) -> Option<&Arc<Post>> {
        if self.focus == Pane::Reader {
            return self.own_shown();
        }
        self.library.post(*self.results.rows.get(self.selection.row)?)
    }

    /// The rows of the result as the selection reads them.
    pub(super) fn rows(&self) -> SelectableRows<'_> {
        self.results.as_rows(&self.library, self.listed)
    }

    /// The post that the reader should show: the output of a command, or else a post of the library.
    pub(super) fn shown(&self) -> Option<&Arc<Post>> {
        self.output().map(|output| &output.post).or_else(|| self.own_shown())
    }

    /// The post of the library that the reader should show.
    pub(super) fn own_shown(&self) -> Option<&Arc<Post>> {
        self.library.post(self.selection.shown(self.rows())?)
    }

    /// Height of the facet pane below its title, in rows; at least one.
    pub fn facets_height(&self) -> usize {
        self.height_of(|panes| panes.facets)
    }

    /// Height of the reader below its title, in rows; at least one.
    pub fn reader_height(&self) -> usize {
        self.height_of(|panes| panes.reader)
    }

    fn height_of(&self, pane: fn(&Panes) -> Option<Area>) -> usize {
        let area = self.panes().as_ref().and_then(pane);
        area.map_or(usize::from(self.size.height.saturating_sub(3)), |area| {
            usize::from(area.below_title().height)
        })
        .max(1)
    }

    /// Returns `true` if the rows of the list are stories.
    pub fn lists_stories(&self) -> bool {
        self.results.are_stories(self.listed)
    }

    /// The story at the list's cursor, in its newest report.
    pub fn selected_story(&self) -> Option<(&StoryRow, &Story)> {
        self.rows().story(self.selection.row)
    }

    /// Total number of stories; zero until they are merged.
    pub fn all_stories(&self) -> usize {
        self.library.made_stories().map_or(0, StoryTable::len)
    }

    /// Returns `true` if the reader only previews the story at the cursor of a list of stories.
    pub(super) fn is_preview(&self) -> bool {
        self.lists_stories() && self.focus != Pane::Reader
    }

    /// Returns `true` if more than one post is known to report a story.
    pub fn is_reported_again(&self, page: PageId) -> bool {
        let table = self.library.made_stories();
        let reports = table.and_then(|table| Some(table.reports(table.about(page)?)));
        reports.is_some_and(|reports| reports.len() > 1)
    }

    /// The stories, if they are already merged, or the library is small enough to merge them here.
    pub(super) fn stories_if_cheap(&self) -> Option<&StoryTable> {
        let small = self.library.posts().len() <= MAX_POSTS_MERGED_INLINE;
        self.library.made_stories().or_else(|| small.then(|| self.library.stories()))
    }

    /// The reports of a story, newest first; empty if the stories are not merged yet.
    pub(super) fn reports(&self, page: PageId) -> &[StoryReport] {
        let table = self.stories_if_cheap();
        let reports = table.and_then(|table| Some(table.reports(table.about(page)?)));
        reports.unwrap_or_default()
    }

    /// Counts the marks of the rows, if either has changed.
    pub(super) fn count_marks(&mut self) {
        if !self.results.is_counted(self.marked) {
            let are_stories = self.lists_stories();
            self.results.count(&self.library, &self.marks, self.marked, are_stories);
        }
    }

    /// Returns `true` for a story, and for a post that is in the library.
    pub(super) fn is_there(&self, target: Target) -> bool {
        match target {
            Target::Post(id) => self.library.position(id).is_some(),
            Target::Story(_) => true,
        }
    }

    /// Moves the cursor of the list to a row, and anchors it there.
    pub(super) fn select_row(&mut self, row: usize) {
        self.shown_output = None;
        let rows = self.results.as_rows(&self.library, self.listed);
        self.selection.go_to(row, rows, self.focus == Pane::Reader);
    }

    /// Reads a post, wherever the list's cursor is, and goes to one of its stories.
    pub(super) fn read(&mut self, post: PostId, story: Option<PageId>) {
        let rows = self.results.as_rows(&self.library, self.listed);
        self.selection.read(post, rows);
        self.shown_output = None;
        self.page = Page::Panes;
        self.focus = Pane::Reader;
        if let Some(page) = story {
            self.selection.read_story(page);
        }
    }

    /// Runs the query if it, the posts or the day have changed.
    pub(super) fn search(&mut self) -> Option<Effect> {
        // A lone post is shown in the reader as soon as it is loaded.
        let is_first = self.results.are_of_no_posts() && !self.library.posts().is_empty();
        if self.is_lone_post && is_first {
            self.focus = Pane::Reader;
        }
        if self.results.is_of_other(self.query.text(), self.listed) {
            self.selection.unpin();
        }
        let (results, search) = self.results_and_search();
        results.derive(search)
    }

    /// Keeps the cursor and the focus on their post or story after the rows have changed, and makes the
    /// reader go to the story at the cursor if that is another one.
    pub(super) fn follow_selection(&mut self) {
        let rows = self.results.as_rows(&self.library, self.listed);
        self.focus = self.selection.follow(rows, self.focus);
        if self.panes().is_some_and(|panes| panes.reader.is_some()) {
            let rows = self.results.as_rows(&self.library, self.listed);
            self.selection.preview(rows);
        }
    }

    /// Prepares the selection for a change on the disk; `moved` lists moved posts as (from, to).
    pub(super) fn expect_change(&mut self, moved: &[(PostId, PostId)]) {
        let post = self.selected().map(|post| post.id);
        let rows = self.results.as_rows(&self.library, self.listed);
        let moved = moved.iter().copied().collect();
        self.selection.expect_change(post, rows, &moved);
        if !moved.is_empty() && !self.selected_rows.is_empty() {
            self.selected_rows.follow_moved(&moved);
        }
    }

    /// Lists stories instead of posts, or posts again. The cursor stays with its post or story; `story` is
    /// the current one, if any.
    pub(super) fn list_other(&mut self, story: Option<PageId>) {
        let is_read = self.focus == Pane::Reader;
        let post = self.selected().map(|post| post.id);
        self.selection.change_kind(post, story.filter(|_| is_read), is_read);
        self.listed = match self.listed {
            Listed::Posts => Listed::Stories,
            Listed::Stories => Listed::Posts,
        };
        self.focus = Pane::List;
    }

    /// Restores the part of a location that the context owns.
    pub(super) fn go_to(&mut self, there: Location) {
        if self.query.text() != there.query {
            self.query.replace(there.query);
        }
        self.focus = there.focus;
        self.page = there.page;
        self.listed = there.listed;
        self.shown_output = None;
        self.selection.return_to(there.anchor, there.pinned);
    }

    /// Narrows the query to a mark of trends, and shows the list.
    pub(super) fn enter(&mut self, query: &str) {
        if query != self.query.text() {
            self.query.replace(query.to_owned());
        }
        self.page = Page::Panes;
        self.focus = Pane::List;
    }

    /// Shows the first rows of a query, with the current marks. If `is_first`, undo does not go back beyond this query.
    pub(super) fn show(&mut self, listed: Listed, query: String, is_first: bool) {
        self.listed = listed;
        if self.query.text() != query {
            self.query.replace(query);
            if is_first {
                self.query.forget();
            }
        }
        self.results.ask_anew();
        self.selection.let_go();
    }

    /// Restores the query of the last session.
    pub(super) fn resume(&mut self, query: String, stories: bool) {
        self.query.replace(query);
        self.query.forget();
        if stories {
            self.listed = Listed::Stories;
        }
    }

    /// Number of starred stories in the listed posts, if the query asks for starred posts.
    pub fn starred_stories_instead(&self) -> usize {
        let asks = stands(self.query.query(), Is::Starred) == Some(Polarity::Include);
        let marks = self.effective_marks();
        if self.listed == Listed::Stories || !asks || marks.have_no_starred_stories() {
            return 0;
        }
        let posts = self.results.rows.iter().filter_map(|row| self.library.post(*row));
        let stories = posts.flat_map(|post| marks.starred_stories_of(post));
        stories.map(|story| story.page).collect::<HashSet<_>>().len()
    }
}
