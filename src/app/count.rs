//! A number typed before a key: `5j` is five down, `12G` the twelfth row, `12o` opens the twelfth
//! link of the post.

use super::action::Action;
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::panes::Pane;
use std::iter::once;

/// The highest number; more digits are not taken.
const MAX_COUNT: usize = 99_999;
/// Times that an action which is not one step of so many rows is repeated at most.
const MAX_TIMES: usize = 1_000;

/// The number with a key's digit behind it; none if the key is no digit that can stand there.
pub(super) fn with_digit(count: Option<usize>, key: Key) -> Option<usize> {
    let KeyCode::Char(character) = key.code else { return None };
    let digit = character.to_digit(10).filter(|_| !key.ctrl && !key.alt)? as usize;
    if count.is_none() && digit == 0 {
        return None;
    }
    Some((count.unwrap_or(0) * 10 + digit).min(MAX_COUNT))
}

/// Applies an action so many times; one that a number says nothing about, once.
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
        Action::Down => vec![Intent::Scroll(count, true)],
        Action::Up => vec![Intent::Scroll(count, false)],
        Action::HalfDown
        | Action::HalfUp
        | Action::PageDown
        | Action::PageUp
        | Action::NextStory
        | Action::PreviousStory
        | Action::NextPost
        | Action::PreviousPost
        | Action::NextUnread
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
