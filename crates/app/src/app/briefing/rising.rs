//! The rising tags, which the facet pane shows beside the briefing.

use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::job::Job;
use crate::app::latest::Latest;
use crate::app::message::Effect;
use crate::library::{Facet, Library, day_number};
use crate::query::{Query, SearchContext, ruled, search};
use crate::trends::{Calendar, FacetChange, Tally, Window};
use std::sync::{Arc, Weak};

/// Length of the window for rising tags, in days. It is compared with the window before.
const DAYS: u16 = 30;
/// Maximum number of rising tags shown.
const MAX_RISING: usize = 5;

/// The rising tags of a library.
#[derive(Clone, Debug, Default)]
pub struct Rising {
    /// Library of the last request.
    asked: Option<Weak<Library>>,
    /// The rising tags in that library, the most significant first.
    tags: Latest<Vec<FacetChange>>,
    /// Set if they are hidden.
    folded: bool,
    /// Incremented whenever `tags` or `folded` changes.
    version: u64,
}

impl Rising {
    /// Returns `true` if the last request was for this library.
    fn is_of(&self, library: &Arc<Library>) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.as_ptr() == Arc::as_ptr(library))
    }

    /// Hides the rising tags, or shows them again.
    pub(in crate::app) fn fold(&mut self) {
        self.folded ^= true;
        self.version += 1;
    }

    /// Version of the rising tags, incremented whenever they change, are hidden or shown.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The rising tags in a library, if known, and `true` if they are hidden.
    pub(super) fn of(&self, library: &Arc<Library>) -> Option<(&[FacetChange], bool)> {
        let tags = self.tags.get();
        (!tags.is_empty() && self.is_of(library)).then_some((tags, self.folded))
    }

    /// Takes over the rising tags, unless a newer request was made.
    pub(in crate::app) fn take(&mut self, request: u64, tags: Vec<FacetChange>) {
        self.version += u64::from(self.tags.take(request, tags));
    }

    /// Requests the rising tags of the current library once everything is read.
    pub(super) fn derive(&mut self, context: &Context) -> Option<Intent> {
        if !context.load.done || self.is_of(&context.library) {
            return None;
        }
        self.asked = Some(Arc::downgrade(&context.library));
        self.tags.clear();
        let (request, library) = (self.tags.ask(), Arc::clone(&context.library));
        let search = context.search_context();
        Some(Intent::Run(Effect::Work(Job::FindRising { request, library, context: search })))
    }
}

/// The tags that have risen in the last days, in all posts except drafts and muted ones.
pub fn find_rising(library: &Library, context: &SearchContext) -> Vec<FacetChange> {
    let posts = search(library, &Query::default(), context);
    let calendar = Calendar::of_posts(library, &posts, day_number(context.today));
    let Some(window) = Window::of(&calendar, Some(DAYS)) else { return Vec::new() };
    Tally::of(library, ruled(library, context).as_deref(), &posts, Facet::Tag, Some(window))
        .rising()
        .take(MAX_RISING)
        .copied()
        .collect()
}
