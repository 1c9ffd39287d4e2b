//! Updating the caches after a message: the result of the query, the selection, and then the contents of each
//! pane. Does nothing if nothing has changed, so it runs after every message.

use super::action::Page;
use super::carry_out::carry_out;
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::pick::refresh_picker;

/// Updates all caches; returns effects that request missing data.
pub fn derive_all(model: &mut Model) -> Vec<Effect> {
    let known = (model.resume.touched, model.resume.recalled);
    let intents = model.briefing.derive(known, &model.context);
    let mut effects = carry_out(model, intents);
    let intents = model.briefing.derive_counts(&model.context);
    effects.extend(carry_out(model, intents));
    effects.extend(model.context.search());
    let intents = model.resume.derive(&model.context);
    effects.extend(carry_out(model, intents));
    model.context.follow_selection();
    model.context.follow_output();
    let intents = model.reader.derive(&model.context);
    effects.extend(carry_out(model, intents));
    let is_finding = matches!(model.overlay, Some(Overlay::Find { .. }));
    model.reader.derive_hits(is_finding, &model.context);
    // Stories in a reader that is not on the screen are not read.
    if model.context.page == Page::Panes {
        let intents = model.reader.mark_read(&model.context);
        effects.extend(carry_out(model, intents));
    }
    effects.extend(model.views.derive(&model.context));
    model.context.count_marks();
    model.context.derive_news();
    model.context.count_unlisted();
    if model.facets.derive(&model.context, &model.views, &model.briefing) {
        refresh_picker(&mut model.overlay, &model.views, &model.context);
    }
    let context = &mut model.context;
    effects.extend(model.list.derive(context));
    model.reader.clamp_to(context);
    let picture = match &model.overlay {
        Some(Overlay::Picture(picture)) => Some(*picture),
        _ => None,
    };
    effects.extend(model.reader.ask_for_drawing(picture, context));
    effects.extend(model.pages.derive(context));
    let (results, search) = context.results_and_search();
    effects.extend(results.ask_for_blame(search));
    effects.extend(model.reader.derive_place(context));
    effects.extend(model.resume.derive_session(model.briefing.open().is_some(), context));
    effects.extend(model.resume.derive_moved(context));
    effects.extend(model.notices.derive(context.config.notices));
    if let Some(overlay) = &mut model.overlay {
        overlay.derive(&model.findings, &model.notices, context);
    }
    if !matches!(model.overlay, Some(Overlay::Problems(_))) {
        model.findings.show_all_kinds();
    }
    effects
}
