//! The complete state of the running program.

use super::arrangement::Border;
use super::briefing::Briefing;
use super::commands::Commands;
use super::context::Context;
use super::export::Exports;
use super::facets::FacetPane;
use super::findings::Findings;
use super::jump_list::JumpList;
use super::key::Key;
use super::list::List;
use super::message::Awaited;
use super::notices::Notices;
use super::overlay::Overlay;
use super::pages::Pages;
use super::panes::Size;
use super::pulls::Pulls;
use super::reader::{LinkLabels, Reader};
use super::resume::Resume;
use super::undo::Undo;
use super::views::Views;
use crate::post::{Date, Post};
use std::sync::Arc;

/// The complete state. [`update`](super::update()) changes it, the view only reads it.
#[derive(Clone, Debug)]
pub struct Model {
    /// The state that every pane reads.
    pub context: Context,
    /// The facet pane.
    pub facets: FacetPane,
    /// The list.
    pub list: List,
    /// The reader.
    pub reader: Reader,
    /// The briefing.
    pub briefing: Briefing,
    /// The choices of the last export, and the export that is running.
    pub exports: Exports,
    /// The pull that is running.
    pub pulls: Pulls,
    /// The user's own commands that run, and the outputs that wait to be read.
    pub commands: Commands,
    /// The pages that are shown in place of the panes.
    pub pages: Pages,
    /// The overlay over the panes.
    pub overlay: Option<Overlay>,
    /// The named queries.
    pub views: Views,
    /// Findings about the config and about files.
    pub findings: Findings,
    /// The notices of the status line.
    pub notices: Notices,
    /// Locations to go back and forward to.
    pub jump_list: JumpList,
    /// The steps that can be undone, except changes of the query.
    pub undo: Undo,
    /// The last session, and the current one.
    pub resume: Resume,
    /// The number typed before a key.
    pub count: Option<usize>,
    /// The keys of an incomplete chord.
    pub pressed: Vec<Key>,
    /// Labels of the visible links, while one of them is being chosen.
    pub link_labels: Option<LinkLabels>,
    /// The border being dragged with the mouse.
    pub dragged: Option<Border>,
}

impl Model {
    /// The state at the start: nothing read, with the query given on the command line, which may be empty.
    pub fn new(size: Size, today: Date, query: &str) -> Self {
        Self {
            context: Context::new(size, today, query),
            facets: FacetPane::default(),
            list: List::default(),
            reader: Reader::default(),
            briefing: Briefing::default(),
            exports: Exports::default(),
            pulls: Pulls::default(),
            commands: Commands::default(),
            pages: Pages::default(),
            overlay: None,
            views: Views::default(),
            findings: Findings::default(),
            notices: Notices::default(),
            jump_list: JumpList::default(),
            undo: Undo::default(),
            resume: Resume::default(),
            count: None,
            pressed: Vec::new(),
            link_labels: None,
            dragged: None,
        }
    }

    /// The post in the reader.
    pub fn reading(&self) -> Option<&Arc<Post>> {
        self.reader.reading(&self.context)
    }

    /// The response that a key which acts on the list or the reader has to wait for, so that keys typed ahead
    /// have the same effect as if typed slowly.
    pub fn awaited(&self) -> Option<Awaited> {
        if self.context.query.is_editing() {
            return None;
        }
        if let Some(request) = self.context.results.searching() {
            return Some(Awaited::Found(request));
        }
        if let Some(awaited) = self.pages.awaited(self.context.page) {
            return Some(awaited);
        }
        let reader = &self.reader;
        let layout = reader.pending_layout.map(|layout| Awaited::LaidOut(layout.request));
        if reader.is_beginning { Some(Awaited::Body(reader.request)) } else { layout }
    }
}
