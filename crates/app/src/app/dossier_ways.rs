//! The ways into a dossier, and back: to where it was opened, and from a report read in its post.

use super::action::{Action, Page};
use super::carry_out::here;
use super::context::Context;
use super::intent::Intent;
use super::jump_list::{JumpList, Location};
use super::model::Model;
use super::pages::dossier::{DossierEntry, DossierPlace};
use super::panes::Pane;
use super::reader::Reader;
use crate::messages::Text;

/// Applies an action, if it opens a dossier, closes the open one, or leads back to one.
pub(super) fn act_on_dossier(model: &mut Model, action: Action) -> Option<Vec<Intent>> {
    let is_shown = model.context.page == Page::Dossier;
    let is_back = matches!(action, Action::Back | Action::Cancel);
    if model.overlay.is_none() && is_shown {
        return (is_back || action == Action::Dossier)
            .then(|| vec![close(here(model), &mut model.jump_list)]);
    }
    if model.overlay.is_none() && is_back {
        // Whatever else this key closes in the reader comes first.
        let is_cancelled = model.reader.find.is_some() || !model.context.selected_rows.is_empty();
        if action == Action::Cancel && is_cancelled {
            return None;
        }
        let location = here(model);
        let jump_list = &mut model.jump_list;
        let intent = back_to_dossier(location, jump_list, &model.reader, &model.context);
        return intent.map(|intent| vec![intent]);
    }
    // Chosen from the palette outside a dossier, the actions on reports open one.
    let opens = [Action::Dossier, Action::ReadReport, Action::NextReport, Action::PreviousReport];
    if opens.contains(&action) {
        let was_covered = model.overlay.take().is_some() && is_shown;
        return Some(if was_covered { Vec::new() } else { open(&model.reader, &model.context) });
    }
    None
}

/// The intents of opening the dossier of the current story, with the cursor on the current report.
fn open(reader: &Reader, context: &Context) -> Vec<Intent> {
    let story = reader.meant_story(context).filter(|_| context.page == Page::Panes);
    let Some(story) = story else {
        let key = context.keymap.key_of(Action::Stories);
        return vec![context.tell(&Text::NoStoryForDossier(&key))];
    };
    let post = match context.focus {
        Pane::Reader => reader.post,
        _ => context.selected().map(|post| post.id),
    };
    let place = DossierPlace { story, cursor: post.map(DossierEntry::Report), top: None };
    vec![Intent::Leave, Intent::OpenDossier(place)]
}

/// The intent of going back from the dossier to where it was opened.
fn close(location: Location, jump_list: &mut JumpList) -> Intent {
    let beneath = Location { page: Page::Panes, dossier: None, ..location.clone() };
    // If nothing has changed there, every row stays as it was: an offset in a text may be that of several.
    let there = jump_list.back(location).filter(|there| *there != beneath);
    there.map_or(Intent::ShowPage(Page::Panes), |there| Intent::GoTo(Box::new(there)))
}

/// The intent of going back to the dossier from which the post in the reader was opened, if it was.
fn back_to_dossier(
    location: Location,
    jump_list: &mut JumpList,
    reader: &Reader,
    context: &Context,
) -> Option<Intent> {
    let dossier = jump_list.last()?.dossier?;
    let post = reader.reading(context)?;
    let has_story = post.stories.iter().any(|story| story.page == dossier.story);
    if context.focus != Pane::Reader || context.page != Page::Panes || !has_story {
        return None;
    }
    let there = jump_list.back(location)?;
    Some(Intent::GoTo(Box::new(there)))
}
