//! A number typed before a key: `5j` is five down, `12G` the twelfth row, `12o` opens the twelfth
//! link of the post.

use super::action::Action;
use super::carry_out::carry_out;
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::message::Effect;
use super::model::Model;
use super::panes::Pane;
use super::scroll::scroll;

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
pub(super) fn repeated(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let act = Intent::Act(action);
    let Some(count) = count else { return carry_out(model, [act]) };
    match action {
        Action::Top | Action::Bottom => {
            let mut effects = carry_out(model, [Intent::Act(Action::Top)]);
            if count > 1 {
                let intent = scroll(model, count - 1, true);
                effects.extend(carry_out(model, intent));
            }
            effects
        }
        Action::OpenSource | Action::OpenLink if model.context.focus == Pane::Reader => {
            carry_out(model, [Intent::OpenLink(count - 1)])
        }
        Action::Down | Action::Up => {
            let intent = scroll(model, count, action == Action::Down);
            carry_out(model, intent)
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
        | Action::BorderRight => carry_out(model, std::iter::repeat_n(act, count.min(MAX_TIMES))),
        _ => carry_out(model, [act]),
    }
}
