//! What an empty list says: why nothing is in it, and which key leads out.

use super::action::Action;
use super::hint::{hint_sentence, query_hints};
use super::message::Effect;
use super::model::Model;
use super::panes::Pane;
use crate::library::StoryTable;
use crate::messages::Text;
use crate::query::{Blame, Listed};
use std::sync::Arc;

/// Parts of the query that were not understood and are told; one mistake is mostly all of them.
const MAX_HINTS: usize = 3;

/// The sentences of a list without rows, one below the other.
pub fn empty_list(model: &Model) -> Vec<String> {
    let say = |text: &Text<'_>| text.say(model.language);
    if model.library.posts().is_empty() {
        return vec![say(if model.load.done { &Text::NoPosts } else { &Text::Walking })];
    }
    let no_query = model.query.text().trim().is_empty();
    // Where there are none at all, another query would find none either.
    let no_stories = model.library.made_stories().is_some_and(StoryTable::is_empty);
    if model.lists_stories() && (no_stories || no_query) {
        return vec![say(&Text::NoStories)];
    }
    if no_query {
        return vec![say(&Text::OnlyDrafts)];
    }
    let others = model.list.posts_instead;
    let why = if model.lists_stories() && others > 0 {
        let key = model.keymap.key_of(Action::Stories);
        // What is typed now goes into the query.
        let key = if model.query.is_editing() { format!("Enter {key}") } else { key };
        say(&Text::PostsInstead(others, &key))
    } else {
        say(&Text::NothingFound)
    };
    let blame = model.list.blame.as_ref();
    let blame = blame.filter(|(of, _)| *of == model.derived.answered && others == 0);
    let blame = blame.and_then(|(_, blame)| blame.as_ref()).and_then(|blame| {
        let clause = model.query.text().get(blame.span.clone())?;
        let count = match model.listed {
            Listed::Stories => Text::Stories(blame.found),
            Listed::Posts => Text::CountedPosts(blame.found),
        };
        Some(say(&Text::FoundWithout(clause, &say(&count))))
    });
    // The status line has no room for all of what was not understood.
    let hints = query_hints(model).take(MAX_HINTS);
    let hints = hints.map(|hint| hint_sentence(&hint.problem, model.language));
    [Some(why), blame, Some(way_out(model))].into_iter().flatten().chain(hints).collect()
}

/// Asks why a query finds nothing, once for each search that found nothing.
pub(super) fn derive_blame(model: &mut Model) -> Vec<Effect> {
    let request = model.derived.answered;
    let is_asked = model.list.blame.as_ref().is_some_and(|(of, _)| *of == request);
    let is_empty = model.list.rows.is_empty() && !model.library.posts().is_empty();
    if !is_empty || is_asked || model.searching().is_some() {
        return Vec::new();
    }
    model.list.blame = Some((request, None));
    if model.query.query().clauses.len() < 2 {
        return Vec::new();
    }
    vec![Effect::FindBlame {
        request,
        library: Arc::clone(&model.library),
        query: model.query.query().clone(),
        context: model.context(&model.derived.marks),
        listed: model.listed,
    }]
}

/// Takes in why a query finds nothing, unless another was asked since.
pub(super) fn take_blame(model: &mut Model, request: u64, blame: Option<Blame>) {
    if let Some((of, known)) = &mut model.list.blame
        && *of == request
    {
        *known = blame;
    }
}

/// What the keys do that cancel, and how often they are to be pressed for it.
fn way_out(model: &Model) -> String {
    let mut keys = Vec::new();
    if let Some(before) = model.query.text_before() {
        keys.push("Esc".to_owned());
        if before.is_empty() {
            return Text::ClearsQuery(&keys.join(" ")).say(model.language);
        }
        if before != model.query.text().trim() {
            return Text::GivesBackQuery(&keys.join(" ")).say(model.language);
        }
    }
    let is_filtered = model.focus == Pane::Facets && !model.facets.filter.is_empty();
    let presses = 1 + usize::from(model.focus != Pane::List) + usize::from(is_filtered);
    keys.resize(keys.len() + presses, model.keymap.key_of(Action::Cancel));
    let keys = keys.join(" ");
    let to_trends = model.trends.leads_back_from(model.query.text().trim());
    let text = if to_trends { Text::BackToTrends(&keys) } else { Text::ClearsQuery(&keys) };
    text.say(model.language)
}
