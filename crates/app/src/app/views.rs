//! Views: named queries, from the config or saved with a key.

use super::action::Action;
use super::context::Context;
use super::intent::Intent;
use super::job::Job;
use super::latest::Latest;
use super::message::Effect;
use super::picker::{Choice, Item, ItemMark};
use super::results::{MAX_POSTS_INLINE, unread};
use super::text_input::TextInput;
use crate::config::Config;
use crate::library::{Library, Position};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{EffectiveMarks, Query, Rules, SearchContext, Term, parse, search};
use crate::state::{Change, View};
use crate::text::clean_line;
use std::sync::Arc;

/// Maximum number of characters of a name; longer ones are cut.
const MAX_NAME_CHARS: usize = 60;

/// All views.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// The views of the config, in its order, then the saved ones, by name.
    all: Vec<View>,
    /// The parsed queries of the views.
    queries: Vec<Query>,
    /// Number of views from the config, which cannot be changed here.
    fixed: usize,
    /// Incremented whenever the views change.
    changes: u64,
    /// The inputs of the last request.
    asked: Option<ViewCountsKey>,
    /// The posts each view finds. Until the answer to a request arrives, they may belong to earlier views.
    found: Latest<Vec<Vec<Position>>>,
    /// Numbers of unread and of all posts of each view.
    counts: Vec<(usize, usize)>,
    /// Version of the read marks that were counted; `None` if the posts have changed since.
    counted: Option<u64>,
    /// Incremented whenever the counts change.
    version: u64,
}

impl Views {
    /// The views of the config, in its order.
    pub fn fixed(views: Vec<View>) -> Self {
        let mut fixed = Self { fixed: views.len(), all: views, ..Self::default() };
        fixed.changed();
        fixed
    }

    /// Replaces the views of the config; the saved ones stay.
    pub(super) fn refix(&mut self, fixed: Vec<View>) {
        let saved = self.all.split_off(self.fixed);
        self.fixed = fixed.len();
        self.all = fixed;
        self.take(saved);
    }

    /// All views, in display order.
    pub fn all(&self) -> &[View] {
        &self.all
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|view| view.name == name)
    }

    fn is_fixed(&self, name: &str) -> bool {
        self.position(name).is_some_and(|at| at < self.fixed)
    }

    /// Replaces the saved views. A saved view with the same name as one of the config is left out.
    pub fn take(&mut self, saved: Vec<View>) {
        self.all.truncate(self.fixed);
        let mut saved: Vec<View> =
            saved.into_iter().filter(|view| !self.is_fixed(&view.name)).collect();
        saved.sort_by(|a, b| a.name.cmp(&b.name));
        self.all.extend(saved);
        self.changed();
    }

    fn changed(&mut self) {
        self.queries = self.all.iter().map(|view| parse(&view.query)).collect();
        self.changes += 1;
    }

    /// Saves a view with a query, or deletes it (`None`); returns the effect that writes the change.
    pub fn put(&mut self, name: &str, query: Option<String>) -> Effect {
        let mut saved = self.all.split_off(self.fixed);
        saved.retain(|view| view.name != name);
        let view = query.map(|query| View { name: name.to_owned(), query });
        saved.extend(view.clone());
        self.take(saved);
        Effect::Remember(match view {
            Some(view) => Change::View(view),
            None => Change::NoView(name.to_owned()),
        })
    }
}

/// The views of a config.
pub(super) fn fixed(config: &Config) -> Vec<View> {
    let views = config.views.iter();
    views.map(|(name, query)| View { name: name.clone(), query: query.clone() }).collect()
}

/// The inputs of a search for all views.
#[derive(Clone, Debug)]
struct ViewCountsKey {
    library: Arc<Library>,
    today: Date,
    views: u64,
    rules: Arc<Rules>,
    /// Version of the marks, if any view has a condition on marks.
    marked: Option<u64>,
}

impl ViewCountsKey {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.library, &other.library)
            && self.rules == other.rules
            && (self.today, self.views, self.marked) == (other.today, other.views, other.marked)
    }
}

impl Views {
    /// Runs the queries of the views if their results may have changed: inline in a small library, or else
    /// with an effect. Counts unread posts again if read marks have changed.
    pub(super) fn derive(&mut self, context: &Context) -> Option<Effect> {
        let effect = self.search(context);
        if self.counted != Some(context.read_marked) {
            self.counted = Some(context.read_marked);
            // The rows of the list may still be those of other rules.
            let ruled = context.config.rules.known(&context.library);
            let marks = EffectiveMarks::new(&context.marks, ruled.as_deref());
            let counted =
                |posts: &Vec<Position>| (unread(&context.library, marks, posts), posts.len());
            self.counts = self.found.get().iter().map(counted).collect();
            self.version += 1;
        }
        effect
    }

    fn search(&mut self, context: &Context) -> Option<Effect> {
        let asks_for_marks = |query: &Query| query.expression.any_term(&Term::is_of_marks);
        let key = ViewCountsKey {
            library: Arc::clone(&context.library),
            today: context.today,
            views: self.changes,
            rules: Arc::clone(&context.config.rules),
            marked: self.queries.iter().any(asks_for_marks).then_some(context.marked),
        };
        if self.asked.as_ref().is_some_and(|before| before.is(&key)) {
            return None;
        }
        self.asked = Some(key);
        let (request, library) = (self.found.ask(), Arc::clone(&context.library));
        let search = context.search_context();
        if self.queries.is_empty() || library.posts().len() <= MAX_POSTS_INLINE {
            self.take_found(request, find_views(&library, &self.queries, &search));
            return None;
        }
        let queries = self.queries.clone();
        Some(Effect::Work(Job::SearchViews { request, library, queries, context: search }))
    }

    /// Takes over the results, unless a newer request was made.
    pub(super) fn take_found(&mut self, request: u64, found: Vec<Vec<Position>>) {
        if self.found.take(request, found) {
            self.counted = None;
        }
    }

    /// Numbers of unread and of all posts of a view, by its index.
    pub(super) fn counts(&self, view: usize) -> Option<(usize, usize)> {
        self.counts.get(view).copied()
    }

    /// The posts of a view, by its index.
    pub(super) fn posts(&self, view: usize) -> Option<&[Position]> {
        self.found.get().get(view).map(Vec::as_slice)
    }

    /// Version of the counts, incremented whenever they change.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// The items of the picker: the views with their counts.
    pub(super) fn items(&self, context: &Context) -> Vec<Item> {
        let item = |(number, view): (usize, &View)| Item {
            text: clean_line(&view.name),
            other: clean_line(&view.query),
            detail: self.counts(number).map_or_else(String::new, |(unread, all)| {
                format!("{unread}/{all}  {}", clean_line(&view.query))
            }),
            mark: if is_chosen(view, context.query.text()) {
                ItemMark::Included
            } else {
                ItemMark::None
            },
            choice: Choice::View(view.name.clone()),
        };
        self.all.iter().enumerate().map(item).collect()
    }

    /// The intents of replacing the query by that of a view.
    pub(super) fn choose(&self, name: &str) -> Vec<Intent> {
        let view = self.all.iter().find(|view| view.name == name);
        view.map_or_else(Vec::new, |view| vec![Intent::Leave, Intent::SetQuery(view.query.clone())])
    }

    /// The suggested name for a view of the query: that of the view that has it, or an empty one.
    pub(super) fn name_for(&self, query: &str) -> TextInput {
        let same = self.all.iter().find(|view| view.query == query);
        same.map_or_else(TextInput::default, |view| TextInput::new(&view.name))
    }

    /// The intents of saving the query as a view with a typed name.
    pub(super) fn save(&self, typed: &str, context: &Context) -> Vec<Intent> {
        let name: String = clean_line(typed).trim().chars().take(MAX_NAME_CHARS).collect();
        if name.is_empty() {
            return vec![context.fail(&Text::NoName)];
        }
        if self.is_fixed(&name) {
            return vec![context.fail(&Text::FixedView(name))];
        }
        let query = context.query.text().trim().to_owned();
        let key = context.keymap.key_of(Action::Views);
        let notice = context.tell(&Text::ViewSaved(name.clone(), &key));
        vec![Intent::Close, notice, Intent::PutView(name, Some(query))]
    }

    /// The intents of deleting a view, by name.
    pub(super) fn delete(&self, name: String, context: &Context) -> Vec<Intent> {
        if self.is_fixed(&name) {
            return vec![context.fail(&Text::FixedView(name))];
        }
        let key = context.keymap.key_of(Action::Undo);
        let notice = context.tell(&Text::ViewDeleted(name.clone(), &key));
        vec![notice, Intent::PutView(name, None)]
    }

    /// The query of a view, by name.
    pub(super) fn query_of(&self, name: &str) -> Option<String> {
        self.position(name).map(|at| self.all[at].query.clone())
    }
}

/// Runs the queries of views.
pub fn find_views(
    library: &Library,
    queries: &[Query],
    context: &SearchContext,
) -> Vec<Vec<Position>> {
    queries.iter().map(|query| search(library, query, context)).collect()
}

/// Returns `true` if `query` is that of the view.
pub fn is_chosen(view: &View, query: &str) -> bool {
    query.trim() == view.query.trim()
}
