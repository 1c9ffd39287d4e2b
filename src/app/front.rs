//! The front page: the stories of the newest day, and beside them what is rising.

use super::context::Context;
use super::intent::Intent;
use super::job::Job;
use super::message::Effect;
use crate::library::{Facet, Library, day_number};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{Listed, Query, SearchContext, search};
use crate::trends::{Calendar, Change, Tally, Window};
use std::sync::{Arc, Weak};

/// Days that are compared with as many before, for what is rising.
const DAYS: u16 = 30;
/// Rising values that are shown.
const MAX_RISING: usize = 5;

/// The front page's state.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The query is to be that of the newest day, as soon as there are posts.
    is_due: bool,
    /// What is rising is shown.
    is_shown: bool,
    /// The number of the last request for that.
    request: u64,
    /// The library it was asked of.
    asked: Option<Weak<Library>>,
    /// What is rising in it, the surest first.
    rising: Vec<Change>,
    /// The rising values are hidden.
    folded: bool,
    /// Raised whenever these values, or whether they are hidden, change.
    version: u64,
}

impl Front {
    /// Has the front page shown as soon as there are posts.
    pub fn open(&mut self) {
        self.is_due = true;
        self.is_shown = true;
    }

    /// True if what is rising was asked of this library.
    fn is_of(&self, library: &Arc<Library>) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.as_ptr() == Arc::as_ptr(library))
    }

    /// Hides or shows what is rising.
    pub(super) fn fold(&mut self) {
        self.folded ^= true;
        self.version += 1;
    }

    /// The number of changes of what is rising.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The tags that are rising in a library, if they are known and shown, and whether they are hidden.
    pub(super) fn rising(&self, library: &Arc<Library>) -> Option<(&[Change], bool)> {
        let is_shown = self.is_shown && !self.rising.is_empty() && self.is_of(library);
        is_shown.then_some((&self.rising, self.folded))
    }

    /// Takes in what is rising, unless it answers an earlier request.
    pub(super) fn take_rising(&mut self, request: u64, rising: Vec<Change>) {
        if self.request == request {
            self.rising = rising;
            self.version += 1;
        }
    }

    /// Asks for the query of the newest day, if it is due, and for what is rising. While posts come in
    /// and nobody has touched a key, a newer day may come with them.
    pub(super) fn derive(&mut self, is_touched: bool, context: &Context) -> Vec<Intent> {
        let mut intents = Vec::new();
        if self.is_due && !context.library.posts().is_empty() {
            intents = newest_day(is_touched, context);
            self.is_due = !context.load.done && !is_touched;
        }
        if self.is_shown && !self.is_of(&context.library) && context.load.done {
            self.request += 1;
            self.asked = Some(Arc::downgrade(&context.library));
            self.rising.clear();
            let (request, library) = (self.request, Arc::clone(&context.library));
            let effect = Effect::Work(Job::FindRising { request, library, today: context.today });
            intents.push(Intent::Run(effect));
        }
        intents
    }
}

/// What is rising in a library among all that is no draft: tags of the last days.
pub fn find_rising(library: &Library, today: Date) -> Vec<Change> {
    let posts = search(library, &Query::default(), &SearchContext::on(today));
    let calendar = Calendar::of_posts(library, &posts, day_number(today));
    let Some(window) = Window::of(&calendar, Some(DAYS)) else { return Vec::new() };
    Tally::of(library, &posts, Facet::Tag, Some(window))
        .rising()
        .take(MAX_RISING)
        .copied()
        .collect()
}

/// The newest of some days, of those to come only if there is no other.
fn newest(days: impl Iterator<Item = Date> + Clone, today: Date) -> Option<Date> {
    days.clone().filter(|day| *day <= today).max().or_else(|| days.max())
}

/// Shows the stories of the newest day, or its posts where there are no stories.
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
