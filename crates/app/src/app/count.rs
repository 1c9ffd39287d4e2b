//! A count typed before a key: `5j` moves five rows down, `12G` goes to the twelfth row, `12o` opens the
//! twelfth link of the post.

use super::action::Action;
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::panes::Pane;
use std::iter::once;

/// The largest count; a larger one is reduced to it.
const MAX_COUNT: usize = 99_999;
/// Maximum number of times an action is repeated, unless it can be applied as one step of several rows.
const MAX_TIMES: usize = 1_000;

/// The count with a key's digit appended; `None` if the key is not a digit, or is a leading zero.
pub(super) fn with_digit(count: Option<usize>, key: Key) -> Option<usize> {
    let KeyCode::Char(character) = key.code else { return None };
    let digit = character.to_digit(10).filter(|_| !key.ctrl && !key.alt)? as usize;
    if count.is_none() && digit == 0 {
        return None;
    }
    Some((count.unwrap_or(0) * 10 + digit).min(MAX_COUNT))
}

/// The intents of applying an action with a count; actions for which a count has no meaning are applied once.
pub(super) fn repeated(action: Action, count: Option<usize>, focus: Pane) -> Vec<Intent> {
    let Some(count) = count else { return vec![Intent::Act(action)] };
    match action {
        Action::Top | Action::Bottom => {
            let down = (count > 1).then_some(Intent::Scroll(count - 1, true));
            once(Intent::Act(Action::Top)).chain(down).collect()
        }
        Action::OpenSource | Action::OpenLink if focus == Pane::Reader => {
            vec![Intent::OpenLink(count - 1)]
        }
        Action::Picture if focus == Pane::Reader => vec![Intent::ShowPicture(Some(count - 1))],
        Action::Down => vec![Intent::Scroll(count, true)],
        Action::Up => vec![Intent::Scroll(count, false)],
        Action::HalfDown
        | Action::HalfUp
        | Action::PageDown
        | Action::PageUp
        | Action::NextStory
        | Action::PreviousStory
        | Action::NextReport
        | Action::PreviousReport
        | Action::NextPost
        | Action::PreviousPost
        | Action::NextUnread
        | Action::Select
        | Action::PreviousUnread
        | Action::NextPane
        | Action::PreviousPane
        | Action::Undo
        | Action::Earlier
        | Action::Later
        | Action::JumpBack
        | Action::JumpForward
        | Action::BorderLeft
        | Action::BorderRight => vec![Intent::Act(action); count.min(MAX_TIMES)],
        _ => vec![Intent::Act(action)],
    }
}
