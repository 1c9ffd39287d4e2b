//! What a change on the disk does to the model: the cursor, the reader and the places stay with
//! their posts.

use super::derive::ask_for_body;
use super::jump_list::at_cursor;
use super::marks::move_marks;
use super::message::{Changed, Effect};
use super::model::Model;
use crate::messages::Text;
use crate::post::{PageId, PostId};
use std::collections::HashMap;
use std::sync::Arc;

/// How far from the cursor another post or story is looked for when its own is gone.
const AROUND: usize = 100;

/// Takes a change in.
pub fn take_change(model: &mut Model, change: Changed) -> Vec<Effect> {
    if change.generation != model.load.generation {
        return Vec::new();
    }
    // On the first row too: what is looked at is not to be pushed away by what comes in.
    model.list.anchor =
        if model.lists_stories() { model.selected().map(|post| post.id) } else { at_cursor(model) };
    model.list.is_changed = true;
    model.list.anchor_story = model.selected_story().map(|(_, story)| story.page);
    model.list.around = around(model);
    model.list.around_stories = around_stories(model);
    let moved: HashMap<PostId, PostId> = change.moved.iter().copied().collect();
    let now = |id: &mut PostId| *id = moved.get(id).copied().unwrap_or(*id);
    model.list.anchor.iter_mut().for_each(now);
    model.list.around.iter_mut().for_each(now);
    model.list.pinned.iter_mut().for_each(now);
    if let Some(displaced) = &mut model.list.displaced {
        now(&mut displaced.post);
        displaced.instead.iter_mut().for_each(now);
    }
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
    model.library = change.library;
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
    if generation != model.load.generation {
        return Vec::new();
    }
    model.load.looking = false;
    if !changed {
        model.tell(&Text::Unchanged);
    }
    // A change of markup alone is none of what is known of a post.
    let reading = model.reading().map(Arc::clone);
    reading.map(|post| ask_for_body(model, &post)).into_iter().collect()
}

/// The rows around the cursor, nearest first, the later of two as near before the earlier.
fn rows_around(model: &Model) -> impl Iterator<Item = usize> + use<> {
    let at = model.list.cursor;
    (1..=AROUND).flat_map(move |step| [at.checked_add(step), at.checked_sub(step)]).flatten()
}

/// The stories around the cursor, nearest first.
fn around_stories(model: &Model) -> Vec<PageId> {
    let rows = rows_around(model).filter_map(|row| model.list.stories.get(row));
    rows.filter_map(|row| Some(model.library.story(row.newest)?.page)).collect()
}

/// The posts around the cursor, nearest first.
fn around(model: &Model) -> Vec<PostId> {
    let positions = rows_around(model).filter_map(|row| model.list.rows.get(row));
    positions.filter_map(|position| Some(model.library.post(*position)?.id)).collect()
}
