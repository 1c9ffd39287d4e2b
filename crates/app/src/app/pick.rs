//! The pickers, each with its initial items.

use super::action::Action;
use super::commands::command_items;
use super::context::Context;
use super::copy::copy_items;
use super::intent::Intent;
use super::model::Model;
use super::mute_items::mute_items;
use super::overlay::Overlay;
use super::picker::{
    Choice, Item, ItemMark, Picker, Subject, action_items, heading_items, link_items, value_items,
};
use super::query_forms::query_form_items;
use super::views::Views;
use crate::library::{Facet, StoryReport};
use crate::messages::Text;
use crate::web::host_and_port;

/// A picker, or a notice instead.
pub(super) enum Picked {
    /// The picker.
    Picker(Picker),
    /// The intent of showing that there is nothing to choose from.
    Nothing(Intent),
}

/// The items of a picker.
fn items(subject: Subject, model: &Model) -> Vec<Item> {
    let (context, reader) = (&model.context, &model.reader);
    match subject {
        Subject::Values(facet) => values(facet, context),
        Subject::Links => link_items(&reader.document),
        Subject::Headings => {
            model.reading().map_or_else(Vec::new, |post| heading_items(&reader.document, post))
        }
        Subject::Actions => {
            action_items(context).into_iter().chain(command_items(context)).collect()
        }
        Subject::Commands => model.commands.items(context),
        Subject::Views => model.views.items(context),
        Subject::Copies => copy_items(reader, context),
        Subject::Related => {
            let related = reader.related(context);
            related.iter().filter_map(|report| report_item(*report, model)).collect()
        }
        Subject::QueryForms => query_form_items(context),
        // Opened for some posts or stories, by its own action.
        Subject::OwnTags => Vec::new(),
        Subject::Mute => mute_items(&model.facets, context),
    }
}

/// Creates a picker, or the intent of showing that it would be empty.
pub(super) fn pick(subject: Subject, model: &Model) -> Picked {
    let context = &model.context;
    if subject == Subject::Related && model.reader.meant_story(context).is_none() {
        return Picked::Nothing(context.tell(&Text::NoStoryHere));
    }
    let items = items(subject, model);
    if !items.is_empty() {
        return Picked::Picker(Picker::new(subject, items));
    }
    Picked::Nothing(match subject {
        Subject::Links => context.fail(&Text::NoLinks),
        Subject::Headings => context.fail(&Text::NoHeadings),
        Subject::Copies => context.fail(&Text::NothingToRead),
        Subject::Related => context.tell(&Text::NothingRelated),
        Subject::Commands => context.tell(&Text::NoCommands),
        Subject::Mute => context.tell(&Text::NothingToMute),
        Subject::Views => context.tell(&Text::NoViews(&context.keymap.key_of(Action::SaveView))),
        Subject::Values(_) | Subject::Actions | Subject::QueryForms | Subject::OwnTags => {
            return Picked::Picker(Picker::new(subject, items));
        }
    })
}

/// Updates the items of a picker of values or views.
pub(super) fn refresh_picker(overlay: &mut Option<Overlay>, views: &Views, context: &Context) {
    let Some(Overlay::Picker(picker)) = overlay else { return };
    match picker.subject {
        Subject::Values(facet) => picker.replace(values(facet, context)),
        Subject::Views => picker.replace(views.items(context)),
        Subject::OwnTags => picker.refresh_own_tags(context),
        _ => {}
    }
}

fn values(facet: Facet, context: &Context) -> Vec<Item> {
    let query = context.query.query();
    value_items(facet, &context.library, &context.results.facets, query)
}

/// The item of a related story, from one of its reports.
fn report_item(report: StoryReport, model: &Model) -> Option<Item> {
    let library = &model.context.library;
    let (post, story) = (library.post(report.post)?, library.story(report)?);
    let day = story.day.or(post.date).map(|day| day.to_string());
    let parts: Vec<String> = host_and_port(story.url()).into_iter().chain(day).collect();
    Some(Item {
        text: story.title().to_string(),
        other: post.title.to_string(),
        detail: parts.join(" · "),
        mark: ItemMark::None,
        choice: Choice::Report(post.id, story.page),
    })
}
