//! The briefing: what is new since the last visit, as a list of stories with a query of its own, and the
//! rising tags beside it. Leaving it leads back to where one was.

mod headline;
pub(super) mod open;
mod plan;
mod rising;

pub use headline::headline;
pub use open::{BriefingPlan, BriefingRequest, BriefingSubject, OpenBriefing};
pub use rising::{Rising, find_rising};

use self::open::PaneOffsets;
use super::context::Context;
use super::intent::Intent;
use super::job::Job;
use super::jump_list::Location;
use super::latest::Latest;
use super::message::Effect;
use super::panes::Pane;
use super::results::MAX_POSTS_INLINE;
use crate::library::Library;
use crate::messages::Text;
use crate::post::{Date, LastVisit};
use crate::query::{NewsCounts, Rules, SearchContext, count_news};
use crate::state::Change;
use crate::trends::FacetChange;
use std::sync::Arc;

/// State of the briefing.
#[derive(Clone, Debug, Default)]
pub struct Briefing {
    /// A request to be fulfilled as soon as there are posts.
    due: Option<BriefingRequest>,
    open: Option<Arc<OpenBriefing>>,
    /// The inputs from which the open briefing was planned.
    planned: Option<PlanKey>,
    /// The rising tags.
    pub rising: Rising,
    counts: Latest<Option<NewsCounts>>,
    /// The inputs of the counts requested last.
    counted: Option<CountKey>,
    /// Number of times that a briefing was opened or left.
    changes: u64,
}

/// The inputs of a plan.
#[derive(Clone, Debug)]
struct PlanKey {
    library: Arc<Library>,
    last_visit: Option<Arc<LastVisit>>,
    is_loaded: bool,
}

/// The inputs of counts.
#[derive(Clone, Debug)]
struct CountKey {
    library: Arc<Library>,
    last_visit: Option<Arc<LastVisit>>,
    /// Version of the marks.
    marked: u64,
    today: Date,
    rules: Arc<Rules>,
}

fn is_same(one: Option<&Arc<LastVisit>>, other: Option<&Arc<LastVisit>>) -> bool {
    one.map(Arc::as_ptr) == other.map(Arc::as_ptr)
}

impl Briefing {
    /// Opens the briefing as soon as there are posts.
    pub fn request(&mut self, request: BriefingRequest) {
        self.due = Some(request);
    }

    /// The open briefing.
    pub fn open(&self) -> Option<&Arc<OpenBriefing>> {
        self.open.as_ref()
    }

    /// The intents of opening the briefing, or of leaving it.
    pub(super) fn toggle(&mut self) -> Vec<Intent> {
        if self.open.is_some() {
            return self.leave();
        }
        if self.due.take().is_none() {
            self.due = Some(BriefingRequest::News);
        }
        vec![Intent::Close, Intent::Leave]
    }

    /// The intents of returning to where the briefing was opened; none if it is not open.
    pub(super) fn leave(&self) -> Vec<Intent> {
        let Some(open) = &self.open else { return Vec::new() };
        vec![Intent::GoTo(Box::new(open.back.clone())), Intent::ScrollPanes(open.offsets)]
    }

    /// Records that a briefing is open, or that none is.
    pub(super) fn set(&mut self, open: Option<Arc<OpenBriefing>>) {
        if self.open != open {
            self.changes += 1;
            self.counts.clear();
            self.counted = None;
            if open.is_none() {
                // It would keep an earlier library in memory.
                self.planned = None;
            }
            self.open = open;
        }
    }

    /// Records that a briefing was opened from a location, or that the open one has other contents.
    pub(super) fn show(
        &mut self,
        plan: BriefingPlan,
        request: BriefingRequest,
        (back, offsets): (Location, PaneOffsets),
        context: &Context,
    ) {
        let (back, offsets) = match &self.open {
            Some(open) => (open.back.clone(), open.offsets),
            None => (back, offsets),
        };
        let last_visit = context.last_visit.clone();
        self.set(Some(Arc::new(OpenBriefing { plan, request, last_visit, back, offsets })));
    }

    /// Opens a briefing that is due, and keeps an open one up to date. While posts are loaded and the user has
    /// not moved, its contents may still change. `is_recalled` is set once the last visit is known.
    pub(super) fn derive(
        &mut self,
        (is_touched, is_recalled): (bool, bool),
        context: &Context,
    ) -> Vec<Intent> {
        let mut intents = Vec::new();
        let is_left = self.open.as_ref().is_some_and(|open| {
            let (query, text) = (context.query.query(), context.query.text());
            !context.query.is_editing() && !open.plan.holds(query, text)
        });
        if is_left {
            self.set(None);
        }
        if !context.library.posts().is_empty()
            && let Some(request) = self.due.take()
        {
            let plan = BriefingPlan::of(request, context);
            self.planned = Some(PlanKey::of(context));
            intents.push(Intent::Run(Effect::Remember(Change::Used)));
            intents.extend(Self::announce(&plan, context));
            let is_new = true;
            intents.push(Intent::ShowBriefing { plan, request, is_first: !is_touched, is_new });
            return intents;
        }
        let Some(open) = self.open.clone() else { return intents };
        self.derive_plan(&open, (is_touched, is_recalled), context)
    }

    /// Requests the rising tags and the counts of the open briefing, if their inputs have changed.
    pub(super) fn derive_counts(&mut self, context: &Context) -> Vec<Intent> {
        let Some(open) = self.open.clone() else { return Vec::new() };
        let rising = self.rising.derive(context);
        rising.into_iter().chain(self.count(&open, context)).collect()
    }

    /// Plans the open briefing again, if its inputs have changed and nothing moves away from under the cursor.
    fn derive_plan(
        &mut self,
        open: &OpenBriefing,
        (is_touched, is_recalled): (bool, bool),
        context: &Context,
    ) -> Vec<Intent> {
        let key = PlanKey::of(context);
        let Some(before) = self.planned.as_ref().filter(|before| !before.is(&key)) else {
            return Vec::new();
        };
        let is_final = before.is_loaded && is_recalled;
        let is_other_visit = !is_same(before.last_visit.as_ref(), key.last_visit.as_ref());
        self.planned = Some(key);
        let is_own = context.query.text() == open.plan.query && !context.query.is_editing();
        if !is_own || (is_final && !is_other_visit) {
            return Vec::new();
        }
        let plan = BriefingPlan::of(open.request, context);
        let is_unmoved = context.focus == Pane::List && context.selection.row == 0;
        let is_at_last_new = !matches!(open.plan.subject, BriefingSubject::NewSince(_))
            && matches!(plan.subject, BriefingSubject::NewSince(_));
        if !(is_unmoved || is_at_last_new) || (plan == open.plan && !is_other_visit) {
            return Vec::new();
        }
        let request = open.request;
        let mut intents = Self::announce(&plan, context);
        let is_first = !is_touched;
        intents.push(Intent::ShowBriefing { plan, request, is_first, is_new: false });
        intents
    }

    /// The notice that there are no stories or dates to brief about, once everything is read.
    fn announce(plan: &BriefingPlan, context: &Context) -> Vec<Intent> {
        use crate::query::Listed;
        let BriefingSubject::NewestDay { day, .. } = plan.subject else { return Vec::new() };
        let has_stories = plan.listed == Listed::Stories;
        let notice = match day {
            _ if !context.load.done => None,
            _ if !has_stories => Some(context.tell(&Text::NoStories)),
            None => Some(context.tell(&Text::NoDates)),
            Some(_) => None,
        };
        notice.into_iter().collect()
    }

    /// Counts what is new, if that has changed: inline in a small library, or else with an effect.
    fn count(&mut self, open: &OpenBriefing, context: &Context) -> Option<Intent> {
        if !matches!(open.plan.subject, BriefingSubject::NewSince(_)) {
            return None;
        }
        let key = CountKey {
            library: Arc::clone(&context.library),
            last_visit: open.last_visit.clone(),
            marked: context.marked,
            today: context.today,
            rules: Arc::clone(&context.config.rules),
        };
        if self.counted.as_ref().is_some_and(|before| before.is(&key)) {
            return None;
        }
        let library = Arc::clone(&key.library);
        let last_visit = key.last_visit.clone();
        let search = SearchContext { last_visit, ..context.search_context() };
        self.counted = Some(key);
        let request = self.counts.ask();
        if library.posts().len() <= MAX_POSTS_INLINE {
            self.take_counts(request, count_news(&library, &search));
            return None;
        }
        Some(Intent::Run(Effect::Work(Job::CountNews { request, library, context: search })))
    }

    /// Takes over counts, unless a newer request was made.
    pub(super) fn take_counts(&mut self, request: u64, counts: NewsCounts) {
        self.counts.take(request, Some(counts));
    }

    /// Counts of what is new, once known.
    pub(super) fn counts(&self) -> Option<NewsCounts> {
        *self.counts.get()
    }

    /// Version of the rising tags and their being shown.
    pub(super) fn version(&self) -> u64 {
        self.rising.version() + self.changes
    }

    /// The rising tags, if they are shown, and `true` if they are hidden below their heading.
    pub(super) fn shown_rising(&self, library: &Arc<Library>) -> Option<(&[FacetChange], bool)> {
        self.open.as_ref().and_then(|_| self.rising.of(library))
    }
}

impl PlanKey {
    fn of(context: &Context) -> Self {
        Self {
            library: Arc::clone(&context.library),
            last_visit: context.last_visit.clone(),
            is_loaded: context.load.done,
        }
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.library, &other.library)
            && is_same(self.last_visit.as_ref(), other.last_visit.as_ref())
            && self.is_loaded == other.is_loaded
    }
}

impl CountKey {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.library, &other.library)
            && is_same(self.last_visit.as_ref(), other.last_visit.as_ref())
            && (self.marked, self.today) == (other.marked, other.today)
            && self.rules == other.rules
    }
}
