//! Everything the program knows while it runs.

use super::arrangement::Border;
use super::displaced::DisplacedSelection;
use super::facet_pane::FacetPane;
use super::findings::FindingFilter;
use super::front::Front;
use super::jump_list::JumpList;
use super::key::Key;
use super::keymap::Keymap;
use super::link_labels::LinkLabels;
use super::list_lines::ListLines;
use super::message::Message;
use super::notes::Noted;
use super::notices::Notices;
use super::overlay::Overlay;
use super::panes::{Pane, Panes, Size, panes};
use super::query_line::QueryLine;
use super::reader::Reader;
use super::resume::Resume;
use super::snippets::Snippets;
use super::starred::StarredPosts;
use super::trends::Trends;
use super::undo::Undo;
use super::views::{self, Views};
use crate::config::{Config, Theme};
use crate::library::{Library, Position};
use crate::markdown::Typography;
use crate::messages::Language;
use crate::post::{Date, Diagnostic, PageId, Post, PostId};
use crate::query::{Blame, Facets, Hint, Listed, Marks, Needles, SearchContext, StoryRow};
use crate::state::{Arrangement, Place};
use std::collections::HashMap;
use std::sync::Arc;

/// The whole state. [`super::update`] changes it, the view only reads it.
#[derive(Clone, Debug)]
pub struct Model {
    /// What every sentence is said in.
    pub language: Language,
    /// What everything looks like.
    pub theme: Theme,
    /// All themes there are.
    pub themes: Vec<Theme>,
    /// The terminal's background, if it was told: red, green, blue.
    pub background: Option<(u8, u8, u8)>,
    /// The terminal has colours.
    pub colours: bool,
    /// The screen's size.
    pub size: Size,
    /// What `today` and `7d` count from.
    pub today: Date,
    /// All posts read so far.
    pub library: Arc<Library>,
    /// How far reading has come.
    pub load: Load,
    /// Findings about the config and about files, errors first.
    pub problems: Arc<Vec<Diagnostic>>,
    /// What of them is left out.
    pub finding_filter: FindingFilter,
    /// Those about files.
    pub(super) file_findings: Arc<Vec<Diagnostic>>,
    /// Those about the config.
    pub(super) config_findings: Vec<Diagnostic>,
    /// The query: the only filter state.
    pub query: QueryLine,
    /// What the query is asked for: posts or stories.
    pub listed: Listed,
    /// The pane that keys go to.
    pub focus: Pane,
    /// How the panes are arranged.
    pub arrangement: Arrangement,
    /// The library is one post that was named: it is read in the reader alone.
    pub is_lone_post: bool,
    /// The facet pane.
    pub facets: FacetPane,
    /// The list.
    pub list: List,
    /// The reader.
    pub reader: Reader,
    /// Figures over what the query finds, which take the place of the panes.
    pub trends: Trends,
    /// The front page.
    pub front: Front,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What the status line says.
    pub notices: Notices,
    /// Which keys do what.
    pub keymap: Keymap,
    /// The number typed before a key.
    pub count: Option<usize>,
    /// The border that the mouse drags.
    pub dragged: Option<Border>,
    /// The keys of a chord that is not complete.
    pub pressed: Vec<Key>,
    /// Letters on the links in sight, while one is chosen by them.
    pub link_labels: Option<LinkLabels>,
    /// Where one was before.
    pub jump_list: JumpList,
    /// Where each post was left.
    pub places: HashMap<PostId, Place>,
    /// What is read and starred. Rows are not taken out of the list by a mark: a query sees the
    /// marks of when it was asked.
    pub marks: Arc<Marks>,
    /// Raised whenever a mark changes.
    pub marked: u64,
    /// The person's settings.
    pub config: Box<Config>,
    /// Queries with a name.
    pub views: Views,
    /// What can be taken back, changes of the query apart.
    pub undo: Undo,
    /// Where the last run was, and where this one is.
    pub resume: Resume,
    /// What the derived state was last made from.
    pub(super) derived: Derived,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// The number of the load in force.
    pub generation: u64,
    /// Files read.
    pub read: usize,
    /// Files there are, once known.
    pub total: Option<usize>,
    /// All of them were read.
    pub done: bool,
    /// It is of other posts than before, which stay until it is done.
    pub asked_for: bool,
    /// A person wants to hear what has changed, and it is being looked.
    pub looking: bool,
}

impl Load {
    /// The number of the load that the program starts with.
    pub const FIRST: u64 = 1;
}

/// The list of posts or stories.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The posts the query finds, newest first; of stories the posts that the reader shows.
    pub rows: Vec<Position>,
    /// The stories the query finds, one for each of the rows; none while posts are listed.
    pub stories: Vec<StoryRow>,
    /// The part of the query without which it finds something, by the search that found nothing.
    pub(super) blame: Option<(u64, Option<Blame>)>,
    /// How many posts the query finds where it finds no story.
    pub posts_instead: usize,
    /// Hints on values of the query that the library does not have.
    pub hints: Vec<Hint>,
    /// The row the cursor is on.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// The post the cursor is on; `None` while it is to stay at the first row, whatever comes in.
    pub anchor: Option<PostId>,
    /// The story the cursor is on, where stories are listed.
    pub anchor_story: Option<PageId>,
    /// Another post that the reader shows in place of the one at the cursor.
    pub(super) pinned: Option<PostId>,
    /// A post that a change on the disk has taken from the list.
    pub(super) displaced: Option<DisplacedSelection>,
    /// The library has changed on the disk, and the list does not know yet.
    pub(super) is_changed: bool,
    /// Posts around the cursor, nearest first: where it goes if its own is gone with a change on
    /// the disk.
    pub(super) around: Vec<PostId>,
    /// The same of stories.
    pub(super) around_stories: Vec<PageId>,
}

/// What the derived state was last made from; [`super::derive`] compares.
#[derive(Clone, Debug, Default)]
pub(super) struct Derived {
    pub library: Option<Arc<Library>>,
    pub query: String,
    pub listed: Listed,
    pub today: Option<Date>,
    /// The number of the last search; answers to earlier ones are dropped.
    pub request: u64,
    /// The number of the last search that the rows are made from.
    pub answered: u64,
    pub facets: Facets,
    /// The post that was laid out, the version of its text, the width, how
    /// text is set, and the language.
    pub page: Option<(PostId, u64, usize, Typography, Language)>,
    /// The marks that the query sees.
    pub marks: Arc<Marks>,
    /// The query is to be asked again, with the marks of now.
    pub asks_anew: bool,
    /// The marks that were counted, by their number.
    pub counted: Option<u64>,
    /// The marks by which the stories of the list were counted when they were found.
    pub counted_stories: Option<u64>,
    /// Unread and starred posts, or unseen and starred stories, in the list.
    pub in_list: (usize, usize),
    /// The facet pane's rows are older than its counts.
    pub recounted: bool,
    /// What the views find.
    pub views: views::Counted,
    /// The post that was marked on opening it.
    pub opened: Option<PostId>,
    /// The story that was marked on reading it.
    pub story_read: Option<(PostId, PageId)>,
    /// The reader's first row and the row being read, when they were last looked at.
    pub rows: Option<(usize, usize)>,
    /// What the query looks for in texts, and how often that has changed.
    pub needles: Arc<Needles>,
    pub needles_changes: u64,
    /// How often a post was laid out.
    pub layouts: u64,
    /// What the reader's hits were last made from.
    pub hits: Option<(u64, u64, u64)>,
    /// Words around what is looked for.
    pub snippets: Snippets,
    /// The posts that have a star.
    pub starred_posts: StarredPosts,
    /// The lines of the list on the screen.
    pub list_lines: ListLines,
    /// The story that the list has last brought into the reader.
    pub shown_story: Option<PageId>,
    /// What is known of the stories in the reader, and what it was made from.
    pub notes: Noted,
    /// The load after which marks were last asked to follow moved files.
    pub followed: u64,
}

/// An answer that is waited for, by the number of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// The result of a search.
    Found(u64),
    /// The whole text of a post.
    Body(u64),
    /// The layout of a long text.
    LaidOut(u64),
}

impl Awaited {
    /// True if this message is it.
    pub fn is(self, message: &Message) -> bool {
        match (self, message) {
            (Self::Found(awaited), Message::Found { request, .. }) => awaited == *request,
            (Self::Body(awaited), Message::Body { request, is_whole, .. }) => {
                awaited == *request && *is_whole
            }
            (Self::LaidOut(awaited), Message::LaidOut { request, .. }) => awaited == *request,
            _ => false,
        }
    }
}

impl Model {
    /// The state at the start: nothing read, a query perhaps given on the command line.
    pub fn new(size: Size, today: Date, query: &str) -> Self {
        let mut line = QueryLine::default();
        line.replace(query.to_owned());
        line.forget();
        Self {
            language: Language::default(),
            theme: Theme::default(),
            themes: Theme::built_in(),
            background: None,
            colours: true,
            size,
            today,
            library: Arc::default(),
            load: Load { generation: Load::FIRST, ..Load::default() },
            problems: Arc::default(),
            finding_filter: FindingFilter::default(),
            file_findings: Arc::default(),
            config_findings: Vec::new(),
            query: line,
            listed: Listed::Posts,
            focus: Pane::List,
            arrangement: Arrangement::default(),
            is_lone_post: false,
            facets: FacetPane::default(),
            list: List::default(),
            reader: Reader::default(),
            trends: Trends::default(),
            front: Front::default(),
            overlay: None,
            notices: Notices::default(),
            keymap: Keymap::default(),
            count: None,
            dragged: None,
            pressed: Vec::new(),
            link_labels: None,
            jump_list: JumpList::default(),
            places: HashMap::new(),
            marks: Arc::default(),
            marked: 0,
            config: Box::default(),
            views: Views::default(),
            undo: Undo::default(),
            resume: Resume::default(),
            derived: Derived::default(),
        }
    }

    /// Who asks now, having marked this.
    pub(super) fn context(&self, marks: &Arc<Marks>) -> SearchContext {
        SearchContext { marks: Arc::clone(marks), today: self.today, pinyin: self.config.pinyin }
    }

    /// The theme as it is painted: the terminal's own follows its background.
    pub fn looks(&self) -> Theme {
        match self.background {
            Some(ground) if self.theme == Theme::default() => self.theme.on_ground(ground),
            _ => self.theme.clone(),
        }
    }

    /// Where everything stands; `None` when the screen is too small.
    pub fn panes(&self) -> Option<Panes> {
        let zen = self.arrangement.zen || self.is_lone_post;
        let panes = panes(self.size, self.focus, Arrangement { zen, ..self.arrangement })?;
        Some(if self.trends.is_open { panes.with_trends() } else { panes })
    }

    /// True if the reader has the screen for itself.
    pub fn is_reader_alone(&self) -> bool {
        self.panes().is_some_and(|panes| {
            panes.reader.is_some() && panes.list.is_none() && panes.facets.is_none()
        })
    }

    /// The post that keys mean: the one in the reader while that has the focus, else the one at the
    /// list's cursor.
    pub fn selected(&self) -> Option<&Arc<Post>> {
        if self.focus == Pane::Reader {
            return self.shown();
        }
        self.library.post(*self.list.rows.get(self.list.cursor)?)
    }

    /// The post that the reader is to show.
    pub(super) fn shown(&self) -> Option<&Arc<Post>> {
        let pinned = self.list.pinned.and_then(|id| self.library.position(id));
        self.library.post(pinned.or(self.list.rows.get(self.list.cursor).copied())?)
    }

    /// The post in the reader.
    pub fn reading(&self) -> Option<&Arc<Post>> {
        self.library.post(self.library.position(self.reader.post?)?)
    }

    /// Posts or stories of the list that are on the screen; at least one.
    pub fn list_height(&self) -> usize {
        self.list_lines().last().map_or(1, |line| line.row - self.list.top + 1)
    }

    /// What the query looks for in texts.
    pub fn needles(&self) -> &Needles {
        &self.derived.needles
    }

    /// Rows of the facet pane that fit; at least one.
    pub fn facets_height(&self) -> usize {
        self.height_of(|panes| panes.facets)
    }

    /// Rows of the reader that fit; at least one.
    pub fn reader_height(&self) -> usize {
        self.height_of(|panes| panes.reader)
    }

    /// Rows of an overlay that fit; at least one.
    pub fn overlay_height(&self) -> usize {
        let inner = self.overlay_area().map_or(0, |area| area.inside_border().height);
        // A picker's first row is what was typed.
        let taken = u16::from(matches!(self.overlay, Some(Overlay::Picker(_))));
        usize::from(inner.saturating_sub(taken).max(1))
    }

    /// How many posts of the list are unread, or stories unseen, and how many starred.
    pub fn unread_and_starred(&self) -> (usize, usize) {
        self.derived.in_list
    }

    /// The number of the search that is waited for: the rows are those of an earlier query.
    pub fn searching(&self) -> Option<u64> {
        (self.derived.request != self.derived.answered).then_some(self.derived.request)
    }

    /// What a key that acts on what is found or read has to wait for, so that keys typed ahead mean
    /// what they would mean if typed slowly.
    pub fn awaited(&self) -> Option<Awaited> {
        if self.query.is_editing() {
            return None;
        }
        if let Some(request) = self.searching() {
            return Some(Awaited::Found(request));
        }
        let reader = &self.reader;
        let setting = reader.setting.map(|setting| Awaited::LaidOut(setting.request));
        if reader.is_beginning { Some(Awaited::Body(reader.request)) } else { setting }
    }

    /// Cells of an overlay's rows, a blank on either side left out.
    pub fn overlay_width(&self) -> usize {
        let inner = self.overlay_area().map_or(0, |area| area.inside_border().width);
        usize::from(inner.saturating_sub(2))
    }

    /// The counts of every facet value in the current result.
    pub fn counts(&self) -> &Facets {
        &self.derived.facets
    }

    fn height_of(&self, pane: fn(&Panes) -> Option<super::panes::Area>) -> usize {
        let area = self.panes().as_ref().and_then(pane);
        area.map_or(usize::from(self.size.height.saturating_sub(3)), |area| {
            usize::from(area.below_title().height)
        })
        .max(1)
    }
}
