//! Posts that are loaded, or change on the disk: the cursor, the reader and reading positions stay with their
//! posts.

use super::context::Context;
use super::findings::Findings;
use super::intent::Intent;
use super::message::{Changed, Effect, Loaded};
use super::overlay::Overlay;
use super::reader::Reader;
use crate::messages::Text;
use crate::state::Change;
use std::sync::Arc;

/// Takes over a newly loaded snapshot of the library, partial or complete.
pub(super) fn take_library(
    loaded: Loaded,
    findings: &mut Findings,
    overlay: &mut Option<Overlay>,
    reader: &mut Reader,
    context: &mut Context,
) -> Vec<Intent> {
    if loaded.generation != context.load.generation {
        return Vec::new();
    }
    context.load.read = loaded.read;
    context.load.total = loaded.total;
    context.load.done = loaded.done;
    // During a reload, the existing posts stay until the new ones are complete.
    if context.load.asked_for && !loaded.done {
        return Vec::new();
    }
    let earlier = Arc::clone(&findings.shown);
    findings.take(loaded.problems);
    if let Some(Overlay::Problems(list)) = overlay
        && let Some(problem) = earlier.get(list.cursor)
        && let Some(at) = findings.shown.iter().position(|other| other == problem)
    {
        list.cursor = at;
    }
    let was_reading = reader.reading(context).is_some();
    context.library = loaded.library;
    if !loaded.done || !std::mem::take(&mut context.load.asked_for) {
        return Vec::new();
    }
    let mut intents = vec![context.tell(&Text::Reloaded(context.library.posts().len()))];
    // The displayed text may have changed on the disk.
    if was_reading {
        intents.extend(reader.ask_again(context).map(Intent::Run));
    }
    intents
}

/// Takes over a change on the disk.
pub(super) fn take_change(
    change: Changed,
    findings: &mut Findings,
    reader: &mut Reader,
    context: &mut Context,
) -> Vec<Intent> {
    if change.generation != context.load.generation {
        return Vec::new();
    }
    context.expect_change(&change.moved);
    reader.move_posts(&change.moved);
    let before = std::mem::replace(&mut context.library, change.library);
    let mut intents: Vec<Intent> =
        context.move_marks(&change.moved).map(Intent::Run).into_iter().collect();
    if change.new > 0 {
        let all = context.library.posts().iter();
        let arrived = all.filter(|post| before.position(post.id).is_none()).cloned().collect();
        intents.push(Intent::Run(Effect::Remember(Change::Arrived(arrived))));
    }
    findings.take(change.problems);
    let (new, changed) = (change.new, change.changed.len() + change.moved.len());
    if new + changed + change.gone > 0 {
        intents.push(context.tell(&Text::Refreshed(new, changed, change.gone)));
    }
    let is_other =
        |id| change.changed.contains(&id) || change.moved.iter().any(|(_, to)| *to == id);
    if reader.post.is_some_and(is_other) {
        intents.extend(reader.ask_again(context).map(Intent::Run));
    }
    intents
}

/// Handles the end of a check for changes that the user asked for: whether there were any, and whether it is
/// said that there were none.
pub(super) fn take_look(
    generation: u64,
    (changed, is_said): (bool, bool),
    context: &mut Context,
    reader: &mut Reader,
) -> Vec<Intent> {
    if generation != context.load.generation {
        return Vec::new();
    }
    context.load.looking = false;
    let notice = (!changed && is_said).then(|| context.tell(&Text::Unchanged));
    // A change of markup alone does not show in the library, so the text is read again.
    let request = reader.ask_again(context).map(Intent::Run);
    notice.into_iter().chain(request).collect()
}
