//! Undoing the last step: a mark, a dismissal, a view, or a change of the query.

use super::context::Context;
use super::findings::Findings;
use super::intent::Intent;
use super::marks::Mark;
use super::message::Effect;
use super::reader::Reader;
use super::undo::{Step, Undo};
use super::views::Views;
use crate::messages::Text;
use std::iter::once;

/// Undoes the last step.
pub(super) fn undo(
    (undo, views, findings): (&mut Undo, &mut Views, &mut Findings),
    reader: &mut Reader,
    context: &mut Context,
) -> Vec<Intent> {
    let Some(step) = undo.pop(context.query.changes()) else {
        if context.query.undo() {
            return Vec::new();
        }
        return vec![context.tell(&Text::NothingToUndo)];
    };
    let (text, effects) = match step {
        Step::Marked { mark, mut before, on } => {
            // A post that is gone from the disk keeps its mark.
            before.retain(|marking| context.is_there(marking.target));
            let pages: Vec<_> = before.iter().filter_map(|marking| marking.target.page()).collect();
            let text = mark.undone(!pages.is_empty(), before.len(), on);
            let has_posts = pages.len() < before.len();
            let effects = context.set_marks_of_both(mark, before.into_iter());
            if mark == Mark::Read && has_posts {
                // Stories that were seen in one of the posts may no longer count as seen.
                reader.notes.look = true;
            }
            if mark == Mark::Read && !pages.is_empty() {
                reader.marked_by_hand(pages.into_iter(), context);
            }
            (text, effects)
        }
        Step::Tagged { tag, mut targets, on } => {
            targets.retain(|target| context.is_there(*target));
            let effect = context.set_tag(&tag, &targets, !on);
            let text = if on { Text::Untagged(tag) } else { Text::Tagged(tag) };
            (text, effect.into_iter().collect())
        }
        Step::Noted { mut before } => {
            before.retain(|(target, _)| context.is_there(*target));
            (Text::NoteBack, context.set_notes(before.into_iter()).into_iter().collect())
        }
        Step::Rule(rule) => return vec![Intent::Run(Effect::RemoveRule(rule))],
        Step::Dismissed(path) => (Text::FindingsAgain, vec![findings.dismiss(path, false)]),
        Step::View { name, before } => {
            let effect = views.put(&name, before.clone());
            let text = if before.is_some() { Text::ViewBack(name) } else { Text::ViewGone(name) };
            (text, vec![effect])
        }
    };
    once(context.tell(&text)).chain(effects.into_iter().map(Intent::Run)).collect()
}
