//! What each action does to the model.

use super::action::Action;
use super::arrangement::{move_border, next_layout, toggle_filter, toggle_zen};
use super::context::Load;
use super::facet_actions::{delete_at_cursor, toggle_at_cursor};
use super::findings::{dismiss_at_cursor, next_kind};
use super::follow::{copy_source, open_source};
use super::front::go_to_front;
use super::help::Help;
use super::hits::{begin_find, end_find, go_to_hit};
use super::jump_list::{JumpList, jump, leave};
use super::link_labels::LinkLabels;
use super::marks::{PostMark, mark_all_read, turn};
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::pick::pick;
use super::picker::Subject;
use super::problem_list::ProblemList;
use super::scroll::{down, height, up};
use super::stories::{list_other, read_elsewhere, walk_on};
use super::story_marks::{mark_all_seen, turn_seen, turn_story_star};
use super::trends;
use super::undo::undo;
use super::update::context;
use super::views::ask_for_name;
use super::walk::{self, go_to_unread, next_story, other_post, previous_story};
use crate::library::{Facet, Position};
use crate::messages::Text;
use crate::query::{Is, Listed, Polarity, Sort, SortBy, sorted_by, toggle_is};

/// Applies one action.
pub fn apply(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(effects) = trends::apply(model, action) {
        return effects;
    }
    if let Some(effects) = apply_to_story(model, action) {
        return effects;
    }
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Back => return back(model),
        Action::Cancel => cancel(model),
        Action::Help => {
            let help = Help { context: context(model), ..Help::default() };
            toggle_overlay(model, Overlay::Help(help));
        }
        Action::Problems => toggle_overlay(model, Overlay::Problems(ProblemList::default())),
        Action::NextPane => focus(model, 1),
        Action::PreviousPane => focus(model, 2),
        Action::Search => {
            if let Some(Overlay::Help(help)) = &mut model.overlay {
                help.typing = true;
            } else {
                model.overlay = None;
                model.context.query.edit();
            }
        }
        Action::Sort => sort(model),
        Action::Filter => model.overlay = Some(Overlay::Filter),
        Action::Authors => pick(model, Subject::Values(Facet::Author)),
        Action::Sources => pick(model, Subject::Values(Facet::Source)),
        Action::Months => pick(model, Subject::Values(Facet::Month)),
        Action::NextHit | Action::PreviousHit => {
            let forward = action == Action::NextHit;
            // Where nothing is looked for, the keys go on from post to post.
            if model.reader.find.is_none() && model.context.results.needles().is_empty() {
                go_to_unread(model, forward);
            } else {
                go_to_hit(model, forward);
            }
        }
        Action::Tags => pick(model, Subject::Values(Facet::Tag)),
        Action::Categories => pick(model, Subject::Values(Facet::Category)),
        Action::Links => pick(model, Subject::Links),
        Action::Outline => pick(model, Subject::Headings),
        Action::CopyMenu => pick(model, Subject::Copies),
        Action::Palette => pick(model, Subject::Actions),
        Action::LinkHints => label_links(model),
        Action::JumpBack => jump(model, JumpList::back, &Text::NothingBack),
        Action::JumpForward => jump(model, JumpList::forward, &Text::NothingForward),
        Action::Undo => return undo(model),
        Action::Star => return turn(model, PostMark::Star),
        Action::TurnRead => return turn(model, PostMark::Read),
        Action::MarkAllRead => return mark_all_read(model),
        // Done already.
        Action::Stories | Action::AlsoIn | Action::Related | Action::FrontPage => {}
        Action::UnreadOnly => unread_only(model),
        Action::NextUnread => go_to_unread(model, true),
        Action::PreviousUnread => go_to_unread(model, false),
        Action::Views => pick(model, Subject::Views),
        Action::SaveView => ask_for_name(model),
        Action::DeleteView => return delete_at_cursor(model),
        Action::BorderLeft => return move_border(model, false),
        Action::BorderRight => return move_border(model, true),
        Action::Edit => return edit(model),
        Action::Zen => return toggle_zen(model),
        Action::FindingKind => next_kind(model),
        Action::Dismiss => return dismiss_at_cursor(model),
        Action::Layout => return next_layout(model),
        Action::FilterPane => return toggle_filter(model),
        Action::Reload => return look_again(model),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Down => down(model, 1),
        Action::Up => up(model, 1),
        Action::HalfDown => down(model, (height(model) / 2).max(1)),
        Action::HalfUp => up(model, (height(model) / 2).max(1)),
        // One row of the page before stays in sight.
        Action::PageDown => down(model, height(model).saturating_sub(1).max(1)),
        Action::PageUp => up(model, height(model).saturating_sub(1).max(1)),
        Action::Top => up(model, usize::MAX / 2),
        Action::Bottom => down(model, usize::MAX / 2),
        Action::Read => read(model),
        Action::Toggle => toggle_at_cursor(model, Polarity::Include),
        Action::Exclude => toggle_at_cursor(model, Polarity::Exclude),
        Action::OpenSource => return open_source(model),
        Action::CopyUrl => return copy_source(model),
        Action::NextStory => next_story(model),
        Action::PreviousStory => previous_story(model),
        Action::NextPost => other_post(model, |row| row.checked_add(1)),
        Action::PreviousPost => other_post(model, |row| row.checked_sub(1)),
        Action::OpenLink => model.tell(&Text::NoLinkNumber),
        Action::Find => begin_find(model),
        // Chosen from the palette elsewhere, they lead to where they mean something.
        Action::Trends
        | Action::NarrowTo
        | Action::Chart
        | Action::Earlier
        | Action::Later
        | Action::LongerWindow
        | Action::ShorterWindow => model.context.shows_trends = true,
    }
    Vec::new()
}

/// What an action does to stories; `None` for one that is not for them.
fn apply_to_story(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Stories => list_other(model),
        Action::AlsoIn => walk_on(model),
        Action::FrontPage => go_to_front(model),
        Action::Related if model.meant_story().is_none() => model.tell(&Text::NoStoryHere),
        Action::Related => pick(model, Subject::Related),
        Action::Star if model.context.lists_stories() => return Some(turn_story_star(model)),
        Action::TurnRead if model.context.lists_stories() => return Some(turn_seen(model)),
        Action::MarkAllRead if model.context.lists_stories() => return Some(mark_all_seen(model)),
        _ => return None,
    }
    Some(Vec::new())
}

/// Reads the post at the cursor, or the one that a problem is about.
fn read(model: &mut Model) {
    if let Some(Overlay::Problems(list)) = model.overlay {
        read_concerned(model, list.cursor);
    } else if model.context.selected().is_some() {
        leave(model);
        walk::go_to_row(model, model.context.selection.row);
        model.context.focus = Pane::Reader;
    }
}

/// Asks for what is unread only, or not any more.
fn unread_only(model: &mut Model) {
    leave(model);
    let text = toggle_is(model.context.query.text(), Is::Unread, Polarity::Include);
    model.context.query.replace(text);
}

/// Puts letters on the links in sight.
fn label_links(model: &mut Model) {
    let labels = LinkLabels::new(&model.reader, model.context.reader_height());
    if labels.labels.is_empty() {
        model.fail(&Text::NoLinks);
    } else {
        model.link_labels = Some(labels);
    }
}

/// Looks for what has changed since the folders were read.
fn look_again(model: &mut Model) -> Vec<Effect> {
    model.context.load.looking = true;
    vec![Effect::LookAgain { generation: model.context.load.generation }]
}

/// Reads all folders, which are others than before.
pub fn reload(model: &mut Model) -> Vec<Effect> {
    let generation = model.context.load.generation + 1;
    model.context.load = Load { generation, asked_for: true, ..Load::default() };
    vec![Effect::Load { generation }]
}

fn toggle_overlay(model: &mut Model, overlay: Overlay) {
    let same = model
        .overlay
        .as_ref()
        .is_some_and(|open| std::mem::discriminant(open) == std::mem::discriminant(&overlay));
    model.overlay = if same { None } else { Some(overlay) };
}

fn back(model: &mut Model) -> Vec<Effect> {
    if model.overlay.take().is_some() {
    } else if model.context.is_lone_post && model.context.focus == Pane::Reader {
        // There is nothing to go back to.
        return vec![Effect::Quit];
    } else if model.context.focus == Pane::List {
        if !trends::come_back(model) {
            return vec![Effect::Quit];
        }
    } else {
        model.context.focus = Pane::List;
    }
    Vec::new()
}

fn cancel(model: &mut Model) {
    if model.overlay.take().is_some() || (model.context.focus == Pane::Reader && end_find(model)) {
    } else if model.context.focus == Pane::Facets && !model.facets.filter.is_empty() {
        model.facets.filter.clear();
        model.derived.recounted = true;
    } else if model.context.is_lone_post && model.context.focus == Pane::Reader {
    } else if model.context.focus != Pane::List {
        model.context.focus = Pane::List;
    } else if !trends::come_back(model) && !model.context.query.text().is_empty() {
        leave(model);
        model.context.query.replace(String::new());
    }
}

/// The next order: newest first, most relevant first, by title, oldest first; of stories newest,
/// most reported, longest running first, by title.
fn sort(model: &mut Model) {
    let by = |by, reversed| Sort { by, reversed };
    let orders = [
        (Sort::default(), Text::NewestFirst),
        (by(SortBy::Relevance, false), Text::MostRelevantFirst),
        (by(SortBy::Title, false), Text::ByTitle),
        (by(SortBy::Date, true), Text::OldestFirst),
    ];
    let story_orders = [
        (Sort::default(), Text::NewestFirst),
        (by(SortBy::Count, false), Text::MostReportedFirst),
        (by(SortBy::Span, false), Text::LongestRunningFirst),
        (by(SortBy::Title, false), Text::ByTitle),
    ];
    let orders = if model.context.listed == Listed::Stories { &story_orders } else { &orders };
    let now = model.context.query.query().sort().unwrap_or_default();
    let at = orders.iter().position(|(sort, _)| *sort == now).unwrap_or(orders.len() - 1);
    let (next, name) = &orders[(at + 1) % orders.len()];
    leave(model);
    model.context.query.replace(sorted_by(model.context.query.text(), *next));
    model.tell(name);
}

fn focus(model: &mut Model, steps: usize) {
    if model.overlay.is_some() {
        return;
    }
    let order = [Pane::Facets, Pane::List, Pane::Reader];
    let at = order.iter().position(|pane| *pane == model.context.focus).unwrap_or(1);
    model.context.focus = order[(at + steps) % order.len()];
}

/// Reads the post that a problem is about. Where the query does not mean it, it gives way to one
/// that does; undo brings it back.
fn read_concerned(model: &mut Model, problem: usize) {
    let Some(path) = model.problems.get(problem).map(|problem| problem.path.clone()) else {
        return;
    };
    let post = model.context.library.posts().iter().position(|post| *post.path == *path);
    let Some(at) = post else {
        model.fail(&Text::NotInLibrary(&path));
        return;
    };
    let post = &model.context.library.posts()[at];
    if model.context.lists_stories() {
        let id = post.id;
        model.overlay = None;
        read_elsewhere(model, id);
        return;
    }
    model.context.selection.select(post.id, None);
    if !model.context.results.rows.contains(&(at as Position)) {
        let query = if post.draft { "is:draft" } else { "" };
        model.context.query.replace(query.to_owned());
    }
    model.context.shows_trends = false;
    model.overlay = None;
    model.context.focus = Pane::Reader;
}

/// Has the post at the cursor edited: in the reader at the line that is read.
fn edit(model: &mut Model) -> Vec<Effect> {
    let Some(post) = model.context.selected() else { return Vec::new() };
    if post.file().is_none() {
        model.fail(&Text::NoFile);
        return Vec::new();
    }
    let is_read = model.context.focus == Pane::Reader && model.reader.post == Some(post.id);
    let offset = if is_read {
        // Zero is the head.
        model.reader.place().line.checked_sub(1)
    } else {
        model.context.selected_story().map(|(_, story)| story.offset())
    };
    vec![Effect::Edit { origin: post.origin(), offset }]
}
