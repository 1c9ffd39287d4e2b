//! Saved queries with a name: those of the config, and those saved with a key.

use super::action::Action;
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::picker::{Choice, Item, Mark};
use super::results::unread;
use super::text_input::TextInput;
use super::undo::Step;
use crate::config::Config;
use crate::library::{Library, Position};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{Query, SearchContext, Term, parse, search};
use crate::state::{Change, View};
use crate::text::clean_line;
use std::sync::Arc;

/// Longer names are cut.
const LONGEST_NAME: usize = 60;

/// All views.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// Those of the config first, then the saved ones by name.
    all: Vec<View>,
    /// What they ask for.
    queries: Vec<Query>,
    /// How many are of the config: they are changed there only.
    fixed: usize,
    /// Raised whenever they change.
    changes: u64,
}

impl Views {
    /// The views of the config, in its order.
    pub fn fixed(views: Vec<View>) -> Self {
        let mut fixed = Self { fixed: views.len(), all: views, ..Self::default() };
        fixed.changed();
        fixed
    }

    /// Takes other views of the config in place of those before; the saved ones stay.
    pub(super) fn refix(&mut self, fixed: Vec<View>) {
        let saved = self.all.split_off(self.fixed);
        self.fixed = fixed.len();
        self.all = fixed;
        self.take(saved);
    }

    /// All of them, in the order in which they are shown.
    pub fn all(&self) -> &[View] {
        &self.all
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.all.iter().position(|view| view.name == name)
    }

    fn is_fixed(&self, name: &str) -> bool {
        self.position(name).is_some_and(|at| at < self.fixed)
    }

    /// Takes the saved ones in, in place of those before. One of a name that the config has is not
    /// shown.
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

    /// Saves a view with this query, or deletes it; returns what has to be remembered.
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

/// What the views find.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// What they were counted in, and when.
    key: Option<Key>,
    /// The number of the last request.
    pub request: u64,
    /// What each finds; may be of fewer views, or of others, until the answer is there.
    found: Vec<Vec<Position>>,
    /// Unread and all posts of each.
    pub counts: Vec<(usize, usize)>,
}

#[derive(Clone, Debug)]
struct Key {
    library: Arc<Library>,
    today: Date,
    views: u64,
    /// Which marks, if a view asks for marks.
    marked: Option<u64>,
}

impl Key {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.library, &other.library)
            && (self.today, self.views, self.marked) == (other.today, other.views, other.marked)
    }
}

/// Asks for what the views find, if that may have changed: at once in a small library, else by an
/// effect.
pub(super) fn derive_views(model: &mut Model, at_once: usize) -> Vec<Effect> {
    let queries = &model.views.queries;
    let asks_for_marks = |query: &Query| {
        query.expression.any_term(&|term| matches!(term, Term::Is(is) if is.is_mark()))
    };
    let key = Key {
        library: Arc::clone(&model.context.library),
        today: model.context.today,
        views: model.views.changes,
        marked: queries.iter().any(asks_for_marks).then_some(model.context.marked),
    };
    let counted = &mut model.derived.views;
    if counted.key.as_ref().is_some_and(|before| before.is(&key)) {
        return Vec::new();
    }
    counted.key = Some(key);
    counted.request += 1;
    let request = counted.request;
    let library = Arc::clone(&model.context.library);
    let marks = Arc::clone(&model.context.marks);
    let context =
        SearchContext { marks, today: model.context.today, pinyin: model.context.config.pinyin };
    if queries.is_empty() || library.posts().len() <= at_once {
        let found = find_views(&library, queries, &context);
        take_found_views(model, request, found);
        return Vec::new();
    }
    let queries = queries.clone();
    vec![Effect::SearchViews { request, library, queries, context }]
}

/// What each of some queries finds.
pub fn find_views(
    library: &Library,
    queries: &[Query],
    context: &SearchContext,
) -> Vec<Vec<Position>> {
    queries.iter().map(|query| search(library, query, context)).collect()
}

/// Takes in what the views find, unless it answers an earlier question.
pub(super) fn take_found_views(model: &mut Model, request: u64, found: Vec<Vec<Position>>) {
    if model.derived.views.request == request {
        model.derived.views.found = found;
        count(model);
    }
}

/// Counts how many posts of each view are unread.
pub(super) fn count(model: &mut Model) {
    let found = &model.derived.views.found;
    let counted = |posts: &Vec<Position>| {
        (unread(&model.context.library, &model.context.marks, posts), posts.len())
    };
    let counts = found.iter().map(counted).collect();
    model.derived.views.counts = counts;
    model.derived.recounted = true;
}

/// The views with their counts, for the picker.
pub fn view_items(model: &Model) -> Vec<Item> {
    let counts = &model.derived.views.counts;
    let item = |(number, view): (usize, &View)| Item {
        text: clean_line(&view.name),
        other: clean_line(&view.query),
        detail: counts.get(number).map_or_else(String::new, |(unread, all)| {
            format!("{unread}/{all}  {}", clean_line(&view.query))
        }),
        mark: if is_chosen(model, view) { Mark::Included } else { Mark::None },
        choice: Choice::View(view.name.clone()),
    };
    model.views.all.iter().enumerate().map(item).collect()
}

/// True if the query is that of the view.
pub fn is_chosen(model: &Model, view: &View) -> bool {
    model.context.query.text().trim() == view.query.trim()
}

/// Makes a view's query the query.
pub fn choose_view(model: &mut Model, name: &str) {
    if let Some(view) = model.views.position(name).and_then(|at| model.views.all.get(at)) {
        let query = view.query.clone();
        super::jump_list::leave(model);
        model.context.query.replace(query);
    }
}

/// Asks for a name to save the query under.
pub fn ask_for_name(model: &mut Model) {
    let query = model.context.query.text().trim();
    if query.is_empty() {
        model.fail(&Text::NothingToSave);
        return;
    }
    let same = model.views.all.iter().find(|view| view.query == query);
    let typed = same.map_or_else(TextInput::default, |view| TextInput::new(&view.name));
    model.overlay = Some(Overlay::Name { typed });
}

/// Saves the query under a name.
pub fn save_view(model: &mut Model, typed: &str) -> Vec<Effect> {
    let name: String = clean_line(typed).trim().chars().take(LONGEST_NAME).collect();
    if name.is_empty() {
        model.fail(&Text::NoName);
        return Vec::new();
    }
    if model.views.is_fixed(&name) {
        model.fail(&Text::FixedView(name));
        return Vec::new();
    }
    model.overlay = None;
    let query = model.context.query.text().trim().to_owned();
    let key = model.context.keymap.key_of(Action::Views);
    model.tell(&Text::ViewSaved(name.clone(), &key));
    vec![change(model, name, Some(query))]
}

/// Deletes a view.
pub fn delete_view(model: &mut Model, name: &str) -> Vec<Effect> {
    if model.views.is_fixed(name) {
        model.fail(&Text::FixedView(name.to_owned()));
        return Vec::new();
    }
    let key = model.context.keymap.key_of(Action::Undo);
    model.tell(&Text::ViewDeleted(name.to_owned(), &key));
    vec![change(model, name.to_owned(), None)]
}

fn change(model: &mut Model, name: String, query: Option<String>) -> Effect {
    let before = model.views.position(&name).map(|at| model.views.all[at].query.clone());
    let effect = model.views.put(&name, query);
    model.undo.push(model.context.query.changes(), Step::View { name, before });
    effect
}
