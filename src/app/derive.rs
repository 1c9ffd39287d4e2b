//! Brings everything up to date after a message: the result of the query, the selection, and then what
//! each pane shows. Does nothing when nothing changed, so it runs after every message.

use super::carry_out::{carry_out, refresh_picker};
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::problems::ProblemRows;

/// Brings everything up to date; what is missing for that is asked for with effects.
pub fn derive_all(model: &mut Model) -> Vec<Effect> {
    let mut effects = derive_selection(model);
    let intents = model.reader.derive(&model.context);
    effects.extend(carry_out(model, intents));
    let is_finding = matches!(model.overlay, Some(Overlay::Find { .. }));
    model.reader.derive_hits(is_finding, &model.context);
    // What stands in a reader that is not on the screen is not read.
    if !model.context.shows_trends {
        let intents = model.reader.mark_read(&model.context);
        effects.extend(carry_out(model, intents));
    }
    effects.extend(model.views.derive(&model.context));
    model.context.count_marks();
    if model.facets.derive(&model.context, &model.views, &model.front) {
        refresh_picker(model);
    }
    let context = &mut model.context;
    effects.extend(model.list.derive(context));
    model.reader.clamp_to(context);
    model.trends.derive(context);
    let (results, search) = context.results_and_search();
    effects.extend(results.ask_for_blame(search));
    effects.extend(model.reader.derive_place(context));
    effects.extend(model.resume.derive_session(context));
    effects.extend(model.resume.derive_moved(context));
    effects.extend(model.notices.derive(context.config.notices));
    derive_overlay(model);
    effects
}

/// Searches for the query, and puts the cursor on its row of the result.
fn derive_selection(model: &mut Model) -> Vec<Effect> {
    let intents = model.front.derive(model.resume.touched, &model.context);
    let mut effects = carry_out(model, intents);
    let context = &mut model.context;
    // A lone post is read as soon as it is there.
    if context.is_lone_post
        && context.results.are_of_no_posts()
        && !context.library.posts().is_empty()
    {
        context.focus = Pane::Reader;
    }
    if context.results.is_of_other(context.query.text(), context.listed) {
        context.selection.unpin();
    }
    let (results, search) = context.results_and_search();
    effects.extend(results.derive(search));
    let intents = model.resume.derive(&model.context);
    effects.extend(carry_out(model, intents));
    model.context.follow_selection();
    if model.context.panes().is_some_and(|panes| panes.reader.is_some()) {
        model.context.preview();
    }
    effects
}

/// Keeps the cursor of an overlay in sight, and shows all findings again once their list is closed.
fn derive_overlay(model: &mut Model) {
    let height = model.overlay_height();
    let width = model.overlay_width();
    match &mut model.overlay {
        Some(Overlay::Picker(picker)) => picker.derive(height),
        Some(Overlay::Problems(list)) => {
            let rows = ProblemRows::new(&model.findings, &model.notices, width, &model.context);
            rows.with_heights(|items| list.clamp(items, height));
        }
        _ => {}
    }
    if !matches!(model.overlay, Some(Overlay::Problems(_))) {
        model.findings.show_all_kinds();
    }
}
