//! Handling of messages: a message changes the model and requests effects; then all caches are updated.

use super::carry_out::carry_out;
use super::changed::{take_change, take_library, take_look};
use super::click::point;
use super::commands::{CommandEnd, LookedAt};
use super::configure::{configure, reconfigured, take_added_rule};
use super::derive::derive_all;
use super::memory::take_memory;
use super::message::{Effect, Loaded, Message};
use super::model::Model;
use super::note_box::save_note;
use super::press::press;
use super::pull_step::PullStep;
use super::selection::Target;
use super::typing::paste;
use crate::state::View;

/// Handles one message. Pure: only the effects have an influence outside the model.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = handle(model, message);
    // Reports a query that was cut although it was not typed, such as that of a view.
    let notice = model.context.check_room();
    effects.extend(carry_out(model, notice));
    effects.extend(derive_all(model));
    effects
}

fn handle(model: &mut Model, message: Message) -> Vec<Effect> {
    let context = &mut model.context;
    match message {
        Message::Key(key) => {
            model.notices.begin_answer();
            model.resume.touched = true;
            let effects = press(model, key);
            model.notices.end_answer();
            return effects;
        }
        Message::Mouse(mouse) => {
            model.resume.touched = true;
            if mouse.what.is_wheel() {
                return point(model, mouse);
            }
            model.notices.begin_answer();
            let effects = point(model, mouse);
            model.notices.end_answer();
            return effects;
        }
        Message::Paste { text, is_cut } => {
            model.resume.touched = true;
            let panes = (&mut model.facets, &mut model.reader);
            let notice = paste((&text, is_cut), &mut model.overlay, panes, context);
            return carry_out(model, notice);
        }
        Message::Loaded(loaded) => return take_loaded(model, loaded),
        Message::Changed(change) => {
            let intents = take_change(change, &mut model.findings, &mut model.reader, context);
            return carry_out(model, intents);
        }
        Message::Looked { generation, changed } => {
            return take_looked(model, generation, changed);
        }
        Message::Body { request, blocks, is_whole, .. } => {
            return model.reader.take_body(request, blocks, is_whole).into_iter().collect();
        }
        Message::Configured { file, language, reload } => {
            if file.config.language != context.config.language {
                context.language = language;
            }
            let before = context.config.ambiguous_width;
            configure(model, *file);
            let intents = reconfigured(before, reload, &model.findings, &mut model.context);
            return carry_out(model, intents);
        }
        Message::Recalled(memory) => {
            let parts = (&mut model.findings, &mut model.views, &mut model.resume);
            let intent = take_memory(*memory, parts, &mut model.reader, context);
            return carry_out(model, intent);
        }
        Message::Resize(size) => context.size = size,
        Message::Highlighted { request, blocks } => model.reader.take_highlighted(request, blocks),
        Message::LaidOut { request, document } => {
            model.reader.take_laid_out(request, document, context);
        }
        Message::PicturesFound { .. } | Message::PictureDrawn { .. } => {
            model.reader.pictures.take(message);
        }
        Message::Graphics(graphics) => context.graphics = graphics,
        Message::Found { request, found } => {
            context.results.take(request, found, &context.marks, context.marked);
        }
        Message::Related { request, related } => model.reader.take_related(request, related),
        Message::Rising { request, rising } => model.briefing.rising.take(request, rising),
        Message::CountedNews { request, counts } => model.briefing.take_counts(request, counts),
        Message::OtherVisit(last) => context.take_visit(last.map(|last| *last)),
        Message::Exported { request, exported } => {
            let is_free = model.overlay.is_none() && !context.query.is_editing();
            let intents = model.exports.take(request, exported, is_free, context);
            return carry_out(model, intents);
        }
        Message::Pull { request, step } => return take_pull(model, request, step),
        Message::CountedArrivals { request, came } => {
            let intents = model.pulls.take_counted(request, &came, context);
            return carry_out(model, intents);
        }
        Message::Dossier { request, content, is_whole } => {
            model.pages.dossier.take(request, *content, is_whole);
        }
        Message::Background(red, green, blue) => context.background = Some((red, green, blue)),
        Message::Blamed { request, blame } => context.results.take_blame(request, blame),
        Message::Snippets { words, snippets } => model.list.snippets.take(words, snippets),
        Message::FoundViews { request, found } => model.views.take_found(request, found),
        Message::Remembered { posts, stories, views, queries } => {
            context.take_marks(&posts, &stories);
            for now in posts {
                model.reader.take_place(now.post, now.place);
            }
            take_saved(model, views, queries);
        }
        Message::CommandEnded { number, end } => return take_command_end(model, number, end),
        Message::RuleAdded(rule) => return take_added_rule(rule, model),
        Message::Told(notice) if notice.text.is_empty() => model.notices.over(),
        Message::Told(notice) => model.notices.say(notice),
        Message::Faded(number) => model.notices.fade(number),
        Message::NoteEdited { targets, note } => return take_note(model, targets, &note),
        Message::Today(day) => context.today = day,
    }
    Vec::new()
}

/// Takes over a snapshot of the library, and goes on with the pull that has waited for it.
fn take_loaded(model: &mut Model, loaded: Loaded) -> Vec<Effect> {
    let context = &mut model.context;
    let is_whole = loaded.done && loaded.generation == context.load.generation;
    let parts = (&mut model.findings, &mut model.overlay);
    let mut intents = take_library(loaded, parts.0, parts.1, &mut model.reader, context);
    if is_whole {
        intents.extend(model.pulls.start(context));
        intents.extend(model.pulls.count(context));
    }
    carry_out(model, intents)
}

/// Handles the end of a check for changes, and goes on with the pull that has asked for it.
fn take_looked(model: &mut Model, generation: u64, changed: bool) -> Vec<Effect> {
    let context = &mut model.context;
    let is_said = !model.pulls.is_reading();
    let looked = (changed, is_said);
    let mut intents = take_look(generation, looked, context, &mut model.reader);
    if generation == context.load.generation {
        intents.extend(model.pulls.count(context));
    }
    carry_out(model, intents)
}

/// Takes over a step of a pull.
fn take_pull(model: &mut Model, request: u64, step: PullStep) -> Vec<Effect> {
    let findings = &mut model.findings;
    let intents = model.pulls.take(request, step, findings, &mut model.context);
    carry_out(model, intents)
}

/// Takes over the views and the queries that another instance has saved.
fn take_saved(model: &mut Model, views: Option<Vec<View>>, queries: Option<Vec<String>>) {
    if let Some(views) = views {
        model.views.take(views);
    }
    if let Some(queries) = queries {
        model.context.query.recall_kept(queries);
    }
}

/// Handles the end of a command of the user's own.
fn take_command_end(model: &mut Model, number: u64, end: CommandEnd) -> Vec<Effect> {
    let Model { reader, pages, context, .. } = model;
    let is_free = model.overlay.is_none()
        && !context.query.is_editing()
        && model.link_labels.is_none()
        && model.pressed.is_empty();
    let intents = model.commands.take(
        number,
        end,
        is_free,
        LookedAt { reader, dossier: &pages.dossier, context },
    );
    carry_out(model, intents)
}

/// Takes over a note that was edited in an editor.
fn take_note(model: &mut Model, targets: Vec<Target>, note: &str) -> Vec<Effect> {
    model.notices.over();
    let intents = save_note(targets, note, &model.context);
    carry_out(model, intents)
}
