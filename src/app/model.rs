//! Everything the program knows while it runs.

use super::arrangement::Border;
use super::context::Context;
use super::facet_pane::FacetPane;
use super::findings::FindingFilter;
use super::front::Front;
use super::jump_list::JumpList;
use super::key::Key;
use super::link_labels::LinkLabels;
use super::list_lines::ListLines;
use super::message::Message;
use super::notes::Noted;
use super::notices::Notices;
use super::overlay::Overlay;
use super::panes::Size;
use super::reader::Reader;
use super::resume::Resume;
use super::snippets::Snippets;
use super::trends::Trends;
use super::undo::Undo;
use super::views::{self, Views};
use crate::markdown::Typography;
use crate::messages::Language;
use crate::post::{Date, Diagnostic, PageId, Post, PostId};
use crate::state::Place;
use std::collections::HashMap;
use std::sync::Arc;

/// The whole state. [`super::update`] changes it, the view only reads it.
#[derive(Clone, Debug)]
pub struct Model {
    /// The state that every pane reads.
    pub context: Context,
    /// Findings about the config and about files, errors first.
    pub problems: Arc<Vec<Diagnostic>>,
    /// What of them is left out.
    pub finding_filter: FindingFilter,
    /// Those about files.
    pub(super) file_findings: Arc<Vec<Diagnostic>>,
    /// Those about the config.
    pub(super) config_findings: Vec<Diagnostic>,
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
    /// Queries with a name.
    pub views: Views,
    /// What can be taken back, changes of the query apart.
    pub undo: Undo,
    /// Where the last run was, and where this one is.
    pub resume: Resume,
    /// What the derived state was last made from.
    pub(super) derived: Derived,
}

/// The list of posts or stories.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The first row shown.
    pub top: usize,
}

/// What the derived state was last made from; [`super::derive`] compares.
#[derive(Clone, Debug, Default)]
pub(super) struct Derived {
    /// The post that was laid out, the version of its text, the width, how
    /// text is set, and the language.
    pub page: Option<(PostId, u64, usize, Typography, Language)>,
    /// The search of which the facet pane's rows were made.
    pub answered: Option<u64>,
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
    /// How often a post was laid out.
    pub layouts: u64,
    /// What the reader's hits were last made from.
    pub hits: Option<(u64, u64, u64)>,
    /// Words around what is looked for.
    pub snippets: Snippets,
    /// The lines of the list on the screen.
    pub list_lines: ListLines,
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
        Self {
            context: Context::new(size, today, query),
            problems: Arc::default(),
            finding_filter: FindingFilter::default(),
            file_findings: Arc::default(),
            config_findings: Vec::new(),
            facets: FacetPane::default(),
            list: List::default(),
            reader: Reader::default(),
            trends: Trends::default(),
            front: Front::default(),
            overlay: None,
            notices: Notices::default(),
            count: None,
            dragged: None,
            pressed: Vec::new(),
            link_labels: None,
            jump_list: JumpList::default(),
            places: HashMap::new(),
            views: Views::default(),
            undo: Undo::default(),
            resume: Resume::default(),
            derived: Derived::default(),
        }
    }

    /// The post in the reader.
    pub fn reading(&self) -> Option<&Arc<Post>> {
        let library = &self.context.library;
        library.post(library.position(self.reader.post?)?)
    }

    /// Posts or stories of the list that are on the screen; at least one.
    pub fn list_height(&self) -> usize {
        self.list_lines().last().map_or(1, |line| line.row - self.list.top + 1)
    }

    /// Rows of an overlay that fit; at least one.
    pub fn overlay_height(&self) -> usize {
        let inner = self.overlay_area().map_or(0, |area| area.inside_border().height);
        // A picker's first row is what was typed.
        let taken = u16::from(matches!(self.overlay, Some(Overlay::Picker(_))));
        usize::from(inner.saturating_sub(taken).max(1))
    }

    /// What a key that acts on what is found or read has to wait for, so that keys typed ahead mean
    /// what they would mean if typed slowly.
    pub fn awaited(&self) -> Option<Awaited> {
        if self.context.query.is_editing() {
            return None;
        }
        if let Some(request) = self.context.results.searching() {
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
}
