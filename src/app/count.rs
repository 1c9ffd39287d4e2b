//! A number typed before a key: `5j` is five down, `12G` the twelfth row, `12o` opens the twelfth
//! link of the post.

use super::action::Action;
use super::apply::apply;
use super::follow::follow;
use super::key::{Key, KeyCode};
use super::message::Effect;
use super::model::Model;
use super::panes::Pane;
use super::scroll::{down, go_to_row, up};

/// The highest number; more digits are not taken.
const MAX_COUNT: usize = 99_999;
/// How often something is done at most that is not one step of so many rows.
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

/// Applies an action so many times. What a number says nothing about is done once.
pub(super) fn apply_times(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let Some(count) = count else { return apply(model, action) };
    match action {
        Action::Top | Action::Bottom => {
            go_to_row(model, count);
            Vec::new()
        }
        Action::OpenSource | Action::OpenLink if model.context.focus == Pane::Reader => {
            follow(model, count - 1)
        }
        Action::Down => {
            down(model, count);
            Vec::new()
        }
        Action::Up => {
            up(model, count);
            Vec::new()
        }
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
        | Action::BorderRight => {
            (0..count.min(MAX_TIMES)).flat_map(|_| apply(model, action)).collect()
        }
        _ => apply(model, action),
    }
}
