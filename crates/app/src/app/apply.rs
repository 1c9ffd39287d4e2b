//! Applying actions: each is passed to the part of the model that it concerns.

use super::action::{Action, Page};
use super::arrangement::arrange;
use super::briefing::Briefing;
use super::carry_out::here;
use super::commands::act_on_commands;
use super::context::Context;
use super::dossier_ways::act_on_dossier;
use super::export::Exports;
use super::facets::FacetPane;
use super::findings::Findings;
use super::help::Help;
use super::intent::Intent;
use super::jump_list::Location;
use super::list::List;
use super::message::Effect;
use super::model::Model;
use super::on_selected::act_on_selected;
use super::overlay::Overlay;
use super::pages::trends::Trends;
use super::panes::Pane;
use super::picker::Subject;
use super::press::key_context;
use super::problem_list::ProblemList;
use super::reader::{LinkLabels, Reader};
use super::scroll::height;
use super::text_input::TextInput;
use super::undo::{Step, Undo};
use super::undo_last::undo;
use crate::library::{Facet, Position};
use crate::messages::Text;
use crate::post::DiagnosticCode;

/// Number of rows larger than any list.
const ALL_ROWS: usize = usize::MAX / 2;

/// Applies an action; returns the intents that follow from it.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Intent> {
    model.context.first_steps.complete(action);
    let context = &model.context;
    if let Some(page) = Page::toggled_by(action) {
        let is_open = model.overlay.take().is_none() && context.page == page;
        let leave = (context.page == Page::Dossier).then_some(Intent::Leave);
        let page = if is_open { Page::Panes } else { page };
        return leave.into_iter().chain([Intent::ShowPage(page)]).collect();
    }
    let is_finding = model.reader.find.is_some();
    if model.overlay.is_none()
        && let Some(intents) = act_on_commands(action, &model.commands, is_finding, context)
    {
        return intents;
    }
    if let Some(intents) = act_on_dossier(model, action) {
        return intents;
    }
    if model.overlay.is_none()
        && let Some(intents) = model.pages.act(action, &model.context)
    {
        return intents;
    }
    if action == Action::Briefing {
        return model.briefing.toggle();
    }
    let context = &model.context;
    if action == Action::Export {
        return open_export(&model.exports, &mut model.overlay, context);
    }
    if let Some(subject) = subject(action) {
        return vec![Intent::Pick(subject)];
    }
    let acted = act_on_selected(action, context).or_else(|| model.reader.act(action, context));
    let acted = acted.or_else(|| List::act(action, context));
    let acted = acted.or_else(|| model.facets.act(action, context, &model.views));
    if let Some(intents) = acted.or_else(|| arrange(action, model.overlay.is_some(), context)) {
        return intents;
    }
    if let Some((rows, down)) = rows(action, model) {
        return vec![Intent::Scroll(rows, down)];
    }
    act_on_model(model, action)
}

/// Opens the export dialog, if there is anything to export.
fn open_export(exports: &Exports, overlay: &mut Option<Overlay>, context: &Context) -> Vec<Intent> {
    match exports.dialog(context) {
        Some(dialog) => *overlay = Some(Overlay::Export(dialog)),
        None => return vec![context.tell(&Text::NothingToExport)],
    }
    Vec::new()
}

/// Applies an action that concerns several parts of the model, or none of the panes.
fn act_on_model(model: &mut Model, action: Action) -> Vec<Intent> {
    let context = &model.context;
    match action {
        Action::Quit => return vec![Intent::Run(Effect::Quit)],
        Action::Redraw => return vec![Intent::Run(Effect::Redraw)],
        Action::Suspend => return vec![Intent::Run(Effect::Suspend)],
        Action::Back | Action::Cancel if model.overlay.take().is_some() => {}
        Action::Back => return back(&mut model.pages.trends, &model.briefing, context),
        Action::Cancel => {
            let panes = (&mut model.reader, &mut model.facets, &mut model.pages.trends);
            let intents = cancel(panes, &model.briefing, context);
            return match intents {
                Some(intents) => intents,
                None if model.pulls.is_running() => model.pulls.cancel(),
                None => vec![Intent::HideFirstSteps],
            };
        }
        Action::Pull => return model.pulls.act(context),
        Action::Help => {
            let help = Help { context: key_context(model), ..Help::default() };
            toggle(&mut model.overlay, Overlay::Help(help));
        }
        Action::Problems => {
            toggle(&mut model.overlay, Overlay::Problems(ProblemList::default()));
        }
        Action::NextPane => return next_pane(1, model).into_iter().collect(),
        Action::PreviousPane => return next_pane(2, model).into_iter().collect(),
        Action::Search => {
            if let Some(Overlay::Help(help)) = &mut model.overlay {
                help.typing = true;
            } else {
                model.overlay = None;
                model.context.query.edit();
            }
        }
        Action::Filter => model.overlay = Some(Overlay::Filter),
        Action::Stories => return vec![Intent::Leave, Intent::ListOther],
        Action::Find => {
            let (typed, before) = (TextInput::default(), model.reader.place());
            let find = model.reader.set_find(None);
            model.overlay = Some(Overlay::Find { typed, before, find });
        }
        Action::LinkHints => {
            let labels = LinkLabels::new(&model.reader, context.reader_height());
            if labels.labels.is_empty() {
                return vec![context.fail(&Text::NoLinks)];
            }
            model.link_labels = Some(labels);
        }
        Action::JumpBack => {
            let there = model.jump_list.back(here(model));
            return vec![jump(there, &Text::NothingBack, context)];
        }
        Action::JumpForward => {
            let there = model.jump_list.forward(here(model));
            return vec![jump(there, &Text::NothingForward, context)];
        }
        Action::Undo => {
            let parts = (&mut model.undo, &mut model.views, &mut model.findings);
            return undo(parts, &mut model.reader, &mut model.context);
        }
        Action::SaveView => match context.query.text().trim() {
            "" => return vec![context.fail(&Text::NothingToSave)],
            query => model.overlay = Some(Overlay::Name { typed: model.views.name_for(query) }),
        },
        Action::FindingKind => {
            model.findings.next_kind();
            if let Some(Overlay::Problems(list)) = &mut model.overlay {
                *list = ProblemList::default();
            }
        }
        Action::Dismiss => {
            if let Some(Overlay::Problems(list)) = &model.overlay {
                return dismiss(list.cursor, &mut model.findings, &mut model.undo, context);
            }
        }
        Action::Reload => {
            model.context.load.looking = true;
            let generation = model.context.load.generation;
            return vec![Intent::Run(Effect::LookAgain { generation })];
        }
        Action::Read => {
            if let Some(Overlay::Problems(list)) = &model.overlay {
                return read_problem(list.cursor, &model.findings, context);
            }
            if context.selected().is_some() {
                let row = Intent::SelectRow(context.selection.row);
                return vec![Intent::Leave, row, Intent::Focus(Pane::Reader)];
            }
        }
        // Chosen from the palette outside trends, these open the trends, where they have a meaning.
        Action::NarrowTo
        | Action::Chart
        | Action::Earlier
        | Action::Later
        | Action::LongerWindow
        | Action::ShorterWindow => return vec![Intent::ShowPage(Page::Trends)],
        // A pane has already applied it.
        _ => {}
    }
    Vec::new()
}

/// The picker that an action opens, if it opens one.
fn subject(action: Action) -> Option<Subject> {
    Some(match action {
        Action::Tags => Subject::Values(Facet::Tag),
        Action::Categories => Subject::Values(Facet::Category),
        Action::Authors => Subject::Values(Facet::Author),
        Action::Sources => Subject::Values(Facet::Source),
        Action::Months => Subject::Values(Facet::Month),
        Action::Links => Subject::Links,
        Action::Outline => Subject::Headings,
        Action::CopyMenu => Subject::Copies,
        Action::Palette => Subject::Actions,
        Action::Commands => Subject::Commands,
        Action::Views => Subject::Views,
        Action::Related => Subject::Related,
        Action::Mute => Subject::Mute,
        _ => return None,
    })
}

/// Number of rows that an action scrolls by, and `true` if it scrolls down.
fn rows(action: Action, model: &Model) -> Option<(usize, bool)> {
    Some(match action {
        Action::Down => (1, true),
        Action::Up => (1, false),
        Action::HalfDown => ((height(model) / 2).max(1), true),
        Action::HalfUp => ((height(model) / 2).max(1), false),
        // One row of the previous page stays visible.
        Action::PageDown => (height(model).saturating_sub(1).max(1), true),
        Action::PageUp => (height(model).saturating_sub(1).max(1), false),
        Action::Top => (ALL_ROWS, false),
        Action::Bottom => (ALL_ROWS, true),
        _ => return None,
    })
}

fn toggle(open: &mut Option<Overlay>, overlay: Overlay) {
    let is_same = |open: &Overlay| std::mem::discriminant(open) == std::mem::discriminant(&overlay);
    *open = if open.as_ref().is_some_and(is_same) { None } else { Some(overlay) };
}

/// The intents of going back: from a pane to the list, from the list to the trends that led to it, out of the
/// briefing, or out of the program.
fn back(trends: &mut Trends, briefing: &Briefing, context: &Context) -> Vec<Intent> {
    // There is nothing to go back to from a lone post.
    let is_lone = context.is_lone_post && context.focus == Pane::Reader;
    if context.focus != Pane::List && !is_lone {
        return vec![Intent::Focus(Pane::List)];
    }
    let way_back = trends.way_back(context.query.text()).filter(|_| !is_lone);
    match way_back {
        Some(there) => vec![Intent::GoTo(Box::new(there))],
        None if briefing.open().is_some() => briefing.leave(),
        None => vec![Intent::Run(Effect::Quit)],
    }
}

/// Deselects the selected rows, or else clears the search or filter of the focused pane, or else focuses the
/// list. In the list, goes back to the trends that led to it, to the whole briefing from a part of it, or out
/// of it, or else clears the query. `None` if there is nothing to cancel here.
fn cancel(
    (reader, facets, trends): (&mut Reader, &mut FacetPane, &mut Trends),
    briefing: &Briefing,
    context: &Context,
) -> Option<Vec<Intent>> {
    if !context.selected_rows.is_empty() {
        return Some(vec![Intent::ClearSelected]);
    }
    let is_read = context.focus == Pane::Reader;
    if (is_read && reader.set_find(None).is_some())
        || (context.focus == Pane::Facets && facets.clear_filter())
    {
        return Some(Vec::new());
    }
    if is_read && context.is_lone_post {
        return None;
    }
    if context.focus != Pane::List {
        return Some(vec![Intent::Focus(Pane::List)]);
    }
    match trends.way_back(context.query.text()) {
        Some(there) => Some(vec![Intent::GoTo(Box::new(there))]),
        None if let Some(open) = briefing.open() => {
            if context.query.text() == open.plan.query {
                return Some(briefing.leave());
            }
            Some(vec![Intent::Leave, Intent::SetQuery(open.plan.query.clone())])
        }
        None if context.query.text().is_empty() => None,
        None => Some(vec![Intent::Leave, Intent::SetQuery(String::new())]),
    }
}

fn next_pane(steps: usize, model: &Model) -> Option<Intent> {
    let order = [Pane::Facets, Pane::List, Pane::Reader];
    let at = order.iter().position(|pane| *pane == model.context.focus).unwrap_or(1);
    model.overlay.is_none().then_some(Intent::Focus(order[(at + steps) % order.len()]))
}

/// The intent of going to a location of the jump list; without one, `nothing` is shown.
fn jump(there: Option<Location>, nothing: &Text<'_>, context: &Context) -> Intent {
    there.map_or_else(|| context.tell(nothing), |there| Intent::GoTo(Box::new(there)))
}

/// Dismisses the findings about the file at the cursor of the list of problems.
fn dismiss(at: usize, findings: &mut Findings, undo: &mut Undo, context: &Context) -> Vec<Intent> {
    let Some(finding) = findings.shown.get(at) else { return Vec::new() };
    let path = finding.path.clone();
    if finding.code == DiagnosticCode::Pull {
        findings.leave_out_pull(&path);
        return Vec::new();
    }
    undo.push(context.query.changes(), Step::Dismissed(path.clone()));
    let key = context.keymap.key_of(Action::Undo);
    let notice = context.tell(&Text::Dismissed(&path, &key));
    vec![notice, Intent::Run(findings.dismiss(path, true))]
}

/// Reads the post that a problem is about. If the query does not find the post, it is replaced by one that
/// does; undo restores it.
fn read_problem(problem: usize, findings: &Findings, context: &Context) -> Vec<Intent> {
    // The failure of a pull is no post's.
    let problem = findings.shown.get(problem).filter(|one| one.code != DiagnosticCode::Pull);
    let Some(path) = problem.map(|problem| &problem.path) else { return Vec::new() };
    let posts = context.library.posts();
    let Some(at) = posts.iter().position(|post| *post.path == **path) else {
        return vec![context.fail(&Text::NotInLibrary(path))];
    };
    let post = &posts[at];
    if context.lists_stories() {
        return vec![Intent::Close, Intent::Read(post.id, None)];
    }
    let mut intents = vec![Intent::Select(post.id, None)];
    if !context.results.rows.contains(&(at as Position)) {
        let query = if post.draft { "is:draft" } else { "" };
        intents.push(Intent::SetQuery(query.to_owned()));
    }
    intents.extend([Intent::ShowPage(Page::Panes), Intent::Close, Intent::Focus(Pane::Reader)]);
    intents
}
