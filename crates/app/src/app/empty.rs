//! The text of an empty list: why it is empty, and which key helps.

use super::action::Action;
use super::hint::{hint_sentence, query_hints};
use super::model::Model;
use super::panes::Pane;
use crate::library::StoryTable;
use crate::messages::Text;
use crate::query::Listed;

/// Maximum number of query hints shown. One mistake often causes several.
const MAX_HINTS: usize = 3;

/// The sentences of a list without rows, from top to bottom.
pub fn empty_list(model: &Model) -> Vec<String> {
    let say = |text: &Text<'_>| text.say(model.context.language);
    if model.context.library.posts().is_empty() {
        return vec![say(if model.context.load.done { &Text::NoPosts } else { &Text::Walking })];
    }
    let muted = model.context.results.muted;
    if muted > 0 {
        let key = model.context.keymap.key_of(Action::Muted);
        return vec![say(&Text::AllMuted(muted, &key)), way_out(model)];
    }
    let no_query = model.context.query.text().trim().is_empty();
    if let Some(sentence) = all_done(model) {
        return vec![sentence, way_out(model)];
    }
    // If the library has no stories, no other query would find any.
    let no_stories = model.context.library.made_stories().is_some_and(StoryTable::is_empty);
    if model.context.lists_stories() && (no_stories || no_query) {
        return vec![say(&Text::NoStories)];
    }
    if no_query {
        return vec![say(&Text::OnlyDrafts)];
    }
    let others = model.context.results.posts_instead;
    let why = if model.context.lists_stories() && others > 0 {
        let key = model.context.keymap.key_of(Action::Stories);
        // A key pressed now would be typed into the query.
        let key = if model.context.query.is_editing() { format!("Enter {key}") } else { key };
        say(&Text::PostsInstead(others, &key))
    } else {
        say(&Text::NothingFound)
    };
    let blame = model.context.results.blame().filter(|_| others == 0).and_then(|blame| {
        let clause = model.context.query.text().get(blame.span.clone())?;
        let count = match model.context.listed {
            Listed::Stories => Text::Stories(blame.found),
            Listed::Posts => Text::CountedPosts(blame.found),
        };
        Some(say(&Text::FoundWithout(clause, &say(&count))))
    });
    // The status line has no room for all hints.
    let hints = query_hints(model).take(MAX_HINTS);
    let hints = hints.map(|hint| hint_sentence(&hint.problem, model.context.language));
    [Some(why), blame, Some(way_out(model))].into_iter().flatten().chain(hints).collect()
}

/// The sentence for a briefing of which everything was seen or read.
fn all_done(model: &Model) -> Option<String> {
    let open = model.briefing.open()?;
    if model.context.query.text() != open.plan.query {
        return None;
    }
    let counts = model.briefing.counts()?;
    let text = match model.context.listed {
        Listed::Stories if counts.stories > 0 => Text::AllSeen(counts.stories),
        Listed::Posts if counts.posts > 0 => Text::AllRead(counts.posts),
        _ => return None,
    };
    Some(text.say(model.context.language))
}

/// The keys that cancel, repeated as often as necessary, and their effect.
fn way_out(model: &Model) -> String {
    let mut keys = Vec::new();
    if let Some(before) = model.context.query.text_before() {
        keys.push("Esc".to_owned());
        if before.is_empty() {
            return Text::ClearsQuery(&keys.join(" ")).say(model.context.language);
        }
        if before != model.context.query.text().trim() {
            return Text::GivesBackQuery(&keys.join(" ")).say(model.context.language);
        }
    }
    let is_filtered = model.context.focus == Pane::Facets && !model.facets.filter.is_empty();
    let presses = 1 + usize::from(model.context.focus != Pane::List) + usize::from(is_filtered);
    keys.resize(keys.len() + presses, model.context.keymap.key_of(Action::Cancel));
    let keys = keys.join(" ");
    let to_trends = model.pages.trends.leads_back_from(model.context.query.text().trim());
    let to_whole = model.briefing.open().map(|open| open.plan.query != model.context.query.text());
    let text = match to_whole {
        _ if to_trends => Text::BackToTrends(&keys),
        Some(true) => Text::GivesBackQuery(&keys),
        Some(false) => Text::LeavesBriefing(&keys),
        None => Text::ClearsQuery(&keys),
    };
    text.say(model.context.language)
}
