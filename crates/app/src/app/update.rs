//! Handling of messages: a message changes the model and requests effects; then all caches are updated.

use super::carry_out::carry_out;
use super::changed::{take_change, take_library, take_look};
use super::click::point;
use super::commands::LookedAt;
use super::configure::{configure, reconfigured, take_added_rule};
use super::context::Context;
use super::derive::derive_all;
use super::findings::Findings;
use super::intent::Intent;
use super::memory::take_memory;
use super::message::{Effect, Loaded, Message};
use super::model::Model;
use super::note_box::save_note;
use super::overlay::Overlay;
use super::press::press;
use super::pulls::Pulls;
use super::reader::Reader;
use super::typing::paste;

/// Handles one message. Pure: only the effects have an influence outside the model.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    model.resume.touched |=
        matches!(message, Message::Key(_) | Message::Mouse(_) | Message::Paste { .. });
    let mut effects = match message {
        Message::Key(key) => {
            model.notices.begin_answer();
            let effects = press(model, key);
            model.notices.end_answer();
            effects
        }
        Message::Mouse(mouse) if mouse.what.is_wheel() => point(model, mouse),
        Message::Mouse(mouse) => {
            model.notices.begin_answer();
            let effects = point(model, mouse);
            model.notices.end_answer();
            effects
        }
        other => {
            let intents = handle(model, other);
            carry_out(model, intents)
        }
    };
    // Reports a query that was cut although it was not typed, such as that of a view.
    let notice = model.context.check_room();
    effects.extend(carry_out(model, notice));
    effects.extend(derive_all(model));
    effects
}

/// Handles a message that is neither a key nor of the mouse.
fn handle(model: &mut Model, message: Message) -> Vec<Intent> {
    let context = &mut model.context;
    let (reader, findings) = (&mut model.reader, &mut model.findings);
    match message {
        // Handled above.
        Message::Key(_) | Message::Mouse(_) => {}
        Message::Paste { text, is_cut } => {
            let panes = (&mut model.facets, reader);
            return paste((&text, is_cut), &mut model.overlay, panes, context)
                .into_iter()
                .collect();
        }
        Message::Loaded(loaded) => {
            let parts = (findings, &mut model.overlay);
            return take_loaded(loaded, parts, reader, &mut model.pulls, context);
        }
        Message::Changed(change) => return take_change(change, findings, reader, context),
        Message::Looked { generation, changed } => {
            return take_looked((generation, changed), &mut model.pulls, reader, context);
        }
        Message::Body { request, blocks, is_whole, .. } => {
            let effect = reader.take_body(request, blocks, is_whole);
            return effect.map(Intent::Run).into_iter().collect();
        }
        Message::Configured { file, language, reload } => {
            if file.config.language != context.config.language {
                context.language = language;
            }
            let before = context.config.ambiguous_width;
            configure(model, *file);
            return reconfigured(before, reload, &model.findings, &mut model.context);
        }
        Message::Recalled(memory) => {
            let parts = (findings, &mut model.views, &mut model.resume);
            return take_memory(*memory, parts, reader, context).into_iter().collect();
        }
        Message::Resize(size) => context.size = size,
        Message::Highlighted { request, blocks } => reader.take_highlighted(request, blocks),
        Message::LaidOut { request, document } => reader.take_laid_out(request, document, context),
        Message::PicturesFound { .. } | Message::PictureDrawn { .. } => {
            reader.pictures.take(message);
        }
        Message::Graphics(graphics) => context.graphics = graphics,
        Message::Found { request, found } => {
            context.results.take(request, found, &context.marks, context.marked);
        }
        Message::Related { request, related } => reader.take_related(request, related),
        Message::Rising { request, rising } => model.briefing.rising.take(request, rising),
        Message::CountedNews { request, counts } => model.briefing.take_counts(request, counts),
        Message::OtherVisit(last) => context.take_visit(last.map(|last| *last)),
        Message::Exported { request, exported } => {
            let is_free = model.overlay.is_none() && !context.query.is_editing();
            return model.exports.take(request, exported, is_free, context);
        }
        Message::Pull { request, step } => {
            return model.pulls.take(request, step, findings, context);
        }
        Message::CountedArrivals { request, came } => {
            return model.pulls.take_counted(request, &came, context);
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
                reader.take_place(now.post, now.place);
            }
            if let Some(views) = views {
                model.views.take(views);
            }
            if let Some(queries) = queries {
                context.query.recall_kept(queries);
            }
        }
        Message::CommandEnded { number, end } => {
            let is_free = model.overlay.is_none()
                && !context.query.is_editing()
                && model.link_labels.is_none()
                && model.pressed.is_empty();
            let looked_at = LookedAt { reader, dossier: &model.pages.dossier, context };
            return model.commands.take(number, end, is_free, looked_at);
        }
        Message::RuleAdded(rule) => return vec![take_added_rule(rule, &mut model.undo, context)],
        Message::Told(notice) if notice.text.is_empty() => model.notices.over(),
        Message::Told(notice) => model.notices.say(notice),
        Message::Faded(number) => model.notices.fade(number),
        Message::NoteEdited { targets, note } => {
            model.notices.over();
            return save_note(targets, &note, context).into_iter().collect();
        }
        Message::Today(day) => context.today = day,
    }
    Vec::new()
}

/// Takes over a snapshot of the library, and goes on with the pull that has waited for it.
fn take_loaded(
    loaded: Loaded,
    (findings, overlay): (&mut Findings, &mut Option<Overlay>),
    reader: &mut Reader,
    pulls: &mut Pulls,
    context: &mut Context,
) -> Vec<Intent> {
    let is_whole = loaded.done && loaded.generation == context.load.generation;
    let mut intents = take_library(loaded, findings, overlay, reader, context);
    if is_whole {
        intents.extend(pulls.start(context));
        intents.extend(pulls.count(context));
    }
    intents
}

/// Handles the end of a check for changes, and goes on with the pull that has asked for it.
fn take_looked(
    (generation, changed): (u64, bool),
    pulls: &mut Pulls,
    reader: &mut Reader,
    context: &mut Context,
) -> Vec<Intent> {
    let looked = (changed, !pulls.is_reading());
    let mut intents = take_look(generation, looked, context, reader);
    if generation == context.load.generation {
        intents.extend(pulls.count(context));
    }
    intents
}
