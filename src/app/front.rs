//! The front page: the stories of the newest day, and beside them what is rising.

use super::facet_pane::FacetRow;
use super::jump_list::leave;
use super::message::Effect;
use super::model::Model;
use super::panes::Pane;
use crate::library::{Facet, Library, day_number};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{Listed, Query, SearchContext, search, ticked};
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
    }
}

/// Goes to the front page.
pub fn go_to_front(model: &mut Model) {
    leave(model);
    model.overlay = None;
    model.context.focus = Pane::List;
    model.front.open();
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

/// Makes the query that of the front page, if it is due, and asks for what is rising.
pub(super) fn derive_front(model: &mut Model) -> Vec<Effect> {
    if model.front.is_due && !model.context.library.posts().is_empty() {
        show(model);
        // While posts come in, a newer day may come with them.
        model.front.is_due = !model.context.load.done && !model.resume.touched;
    }
    let front = &mut model.front;
    if !front.is_shown || front.is_of(&model.context.library) || !model.context.load.done {
        return Vec::new();
    }
    front.request += 1;
    front.asked = Some(Arc::downgrade(&model.context.library));
    front.rising.clear();
    let library = Arc::clone(&model.context.library);
    vec![Effect::FindRising { request: front.request, library, today: model.context.today }]
}

fn show(model: &mut Model) {
    let posts = model.context.library.posts().iter().filter(|post| !post.draft);
    let told = posts
        .clone()
        .flat_map(|post| post.stories.iter().filter_map(|story| story.day.or(post.date)));
    let with_stories = newest(told, model.context.today);
    let day =
        with_stories.or_else(|| newest(posts.filter_map(|post| post.date), model.context.today));
    let has_stories = with_stories.is_some()
        || model.context.library.posts().iter().any(|post| !post.draft && !post.stories.is_empty());
    model.context.listed = if has_stories { Listed::Stories } else { Listed::Posts };
    let text = day.map_or_else(String::new, |day| format!("date:{day}"));
    if model.context.query.text() != text {
        model.context.query.replace(text);
        if !model.resume.touched {
            model.context.query.forget();
        }
    }
    model.context.selection.let_go();
    if model.context.load.done {
        if !has_stories {
            model.tell(&Text::NoStories);
        } else if with_stories.is_none() {
            model.tell(&Text::NoDates);
        }
    }
}

/// Takes in what is rising, unless it answers an earlier question.
pub fn take_rising(model: &mut Model, request: u64, rising: Vec<Change>) {
    if model.front.request == request {
        model.front.rising = rising;
        model.derived.recounted = true;
    }
}

/// The rows of what is rising, for the top of the facet pane.
pub(super) fn rising_rows(model: &Model) -> Vec<FacetRow> {
    let Front { is_shown, rising, folded, .. } = &model.front;
    if !is_shown || rising.is_empty() || !model.front.is_of(&model.context.library) {
        return Vec::new();
    }
    let table = model.context.library.table(Facet::Tag);
    let ticked = ticked(model.context.query.query());
    let mut rows = vec![FacetRow::Rising { count: rising.len(), folded: *folded }];
    if !folded {
        rows.extend(rising.iter().map(|change| {
            let stands = ticked.iter().find(|one| {
                one.facet == Facet::Tag && table.number(&one.key) == Some(change.number)
            });
            FacetRow::Risen {
                number: change.number,
                before: change.before,
                now: change.now,
                polarity: stands.map(|one| one.polarity),
            }
        }));
    }
    rows
}
