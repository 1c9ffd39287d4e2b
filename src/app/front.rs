//! The front page: the stories of the newest day, and the rising tags in the facet pane.

use super::context::Context;
use super::intent::Intent;
use super::job::Job;
use super::latest::Latest;
use super::message::Effect;
use crate::library::{Facet, Library, day_number};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{Listed, Query, SearchContext, search};
use crate::trends::{Calendar, FacetChange, Tally, Window};
use std::sync::{Arc, Weak};

/// Length of the window for rising tags, in days. It is compared with the window before.
const DAYS: u16 = 30;
/// Maximum number of rising tags shown.
const MAX_RISING: usize = 5;

/// State of the front page.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// Set if the query is to be changed to that of the newest day as soon as there are posts.
    is_due: bool,
    /// Set if rising tags are shown.
    is_shown: bool,
    /// Library of the last request.
    asked: Option<Weak<Library>>,
    /// The rising tags in that library, the most significant first.
    rising: Latest<Vec<FacetChange>>,
    /// Set if they are hidden.
    folded: bool,
    /// Incremented whenever `rising` or `folded` changes.
    version: u64,
}

impl Front {
    /// Shows the front page as soon as there are posts.
    pub fn open(&mut self) {
        self.is_due = true;
        self.is_shown = true;
    }

    /// Returns `true` if the last request was for this library.
    fn is_of(&self, library: &Arc<Library>) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.as_ptr() == Arc::as_ptr(library))
    }

    /// Hides the rising tags, or shows them again.
    pub(super) fn fold(&mut self) {
        self.folded ^= true;
        self.version += 1;
    }

    /// Version of the rising tags, incremented whenever they change, are hidden or shown.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The rising tags in a library, if known and shown, and `true` if they are hidden.
    pub(super) fn rising(&self, library: &Arc<Library>) -> Option<(&[FacetChange], bool)> {
        let rising = self.rising.get();
        let is_shown = self.is_shown && !rising.is_empty() && self.is_of(library);
        is_shown.then_some((rising, self.folded))
    }

    /// Takes over the rising tags, unless a newer request was made.
    pub(super) fn take_rising(&mut self, request: u64, rising: Vec<FacetChange>) {
        self.version += u64::from(self.rising.take(request, rising));
    }

    /// Shows the newest day if that is due, and requests rising tags. While posts are loaded and the user has
    /// pressed no key, the newest day may still change.
    pub(super) fn derive(&mut self, is_touched: bool, context: &Context) -> Vec<Intent> {
        let mut intents = Vec::new();
        if self.is_due && !context.library.posts().is_empty() {
            intents = newest_day(is_touched, context);
            self.is_due = !context.load.done && !is_touched;
        }
        if self.is_shown && !self.is_of(&context.library) && context.load.done {
            self.asked = Some(Arc::downgrade(&context.library));
            self.rising.clear();
            let (request, library) = (self.rising.ask(), Arc::clone(&context.library));
            let effect = Effect::Work(Job::FindRising { request, library, today: context.today });
            intents.push(Intent::Run(effect));
        }
        intents
    }
}

/// The tags that have risen in the last days, in all posts except drafts.
pub fn find_rising(library: &Library, today: Date) -> Vec<FacetChange> {
    let posts = search(library, &Query::default(), &SearchContext::on(today));
    let calendar = Calendar::of_posts(library, &posts, day_number(today));
    let Some(window) = Window::of(&calendar, Some(DAYS)) else { return Vec::new() };
    Tally::of(library, &posts, Facet::Tag, Some(window))
        .rising()
        .take(MAX_RISING)
        .copied()
        .collect()
}

/// The newest day up to today; the latest of all if none is.
fn newest(days: impl Iterator<Item = Date> + Clone, today: Date) -> Option<Date> {
    days.clone().filter(|day| *day <= today).max().or_else(|| days.max())
}

/// The intents of showing the stories of the newest day, or its posts if there are no stories.
fn newest_day(is_touched: bool, context: &Context) -> Vec<Intent> {
    let posts = context.library.posts().iter().filter(|post| !post.draft);
    let dated = posts
        .clone()
        .flat_map(|post| post.stories.iter().filter_map(|story| story.day.or(post.date)));
    let with_stories = newest(dated, context.today);
    let has_stories = with_stories.is_some() || posts.clone().any(|post| !post.stories.is_empty());
    let day = with_stories.or_else(|| newest(posts.filter_map(|post| post.date), context.today));
    let listed = if has_stories { Listed::Stories } else { Listed::Posts };
    let query = day.map_or_else(String::new, |day| format!("date:{day}"));
    let mut intents = vec![Intent::Show { listed, query, is_first: !is_touched }];
    if context.load.done && !has_stories {
        intents.push(context.tell(&Text::NoStories));
    } else if context.load.done && with_stories.is_none() {
        intents.push(context.tell(&Text::NoDates));
    }
    intents
}
