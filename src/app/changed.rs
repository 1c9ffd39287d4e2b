//! What a change on the disk does to the model: the cursor, the reader and the places stay with
//! their posts.

use super::derive::ask_for_body;
use super::marks::move_marks;
use super::message::{Changed, Effect};
use super::model::Model;
use crate::messages::Text;
use crate::post::PostId;
use std::collections::HashMap;
use std::sync::Arc;

/// Takes a change in.
pub fn take_change(model: &mut Model, change: Changed) -> Vec<Effect> {
    if change.generation != model.context.load.generation {
        return Vec::new();
    }
    let moved: HashMap<PostId, PostId> = change.moved.iter().copied().collect();
    let now = |id: &mut PostId| *id = moved.get(id).copied().unwrap_or(*id);
    let post = model.context.selected().map(|post| post.id);
    let rows = model.context.results.as_rows(&model.context.library, model.context.listed);
    model.context.selection.expect_change(post, rows, &moved);
    model.reader.post.iter_mut().for_each(now);
    if let Some((post, ..)) = &mut model.derived.page {
        now(post);
    }
    for (from, to) in &change.moved {
        if let Some(place) = model.places.remove(from) {
            model.places.insert(*to, place);
        }
    }
    model.derived.opened.iter_mut().for_each(now);
    model.context.library = change.library;
    let mut effects = move_marks(model, &change.moved);
    model.take_findings(change.problems);
    let (new, changed) = (change.new, change.changed.len() + change.moved.len());
    if new + changed + change.gone > 0 {
        model.tell(&Text::Refreshed(new, changed, change.gone));
    }
    match model.reading().map(Arc::clone) {
        Some(post)
            if change.changed.contains(&post.id)
                || change.moved.iter().any(|(_, to)| *to == post.id) =>
        {
            effects.push(ask_for_body(model, &post));
        }
        _ => {}
    }
    effects
}

/// Ends a look that a person asked for.
pub fn take_look(model: &mut Model, generation: u64, changed: bool) -> Vec<Effect> {
    if generation != model.context.load.generation {
        return Vec::new();
    }
    model.context.load.looking = false;
    if !changed {
        model.tell(&Text::Unchanged);
    }
    // A change of markup alone is none of what is known of a post.
    let reading = model.reading().map(Arc::clone);
    reading.map(|post| ask_for_body(model, &post)).into_iter().collect()
}
