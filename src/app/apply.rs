//! What each action does to the model.

use super::action::Action;
use super::border::move_border;
use super::copy::copy_items;
use super::facet_pane::FacetRow;
use super::follow::{follow, go_to_heading, open};
use super::front::go_to_front;
use super::help::Help;
use super::hints::Hints;
use super::hits::{begin_find, end_find, go_to_hit};
use super::jumps::{Jumps, Spot};
use super::marks::{PostMark, mark_all_read, next_unread, turn};
use super::message::Effect;
use super::model::{Load, Model};
use super::overlay::Overlay;
use super::panes::Pane;
use super::picker::{
    Choice, Picker, Subject, action_items, heading_items, link_items, value_items,
};
use super::problem_list::ProblemList;
use super::problems::ProblemRows;
use super::settle::keep_place;
use super::stories::{go_to_report, list_other, read_elsewhere, related_items, walk_on};
use super::story_marks::{mark_all_seen, turn_seen, turn_story_star};
use super::trends;
use super::undo::undo;
use super::views::{ask_for_name, choose_view, delete_view, view_items};
use crate::library::{Facet, Position};
use crate::messages::Text;
use crate::post::{Origin, PostId, Story};
use crate::query::{Is, Listed, Polarity, Sort, SortBy, sorted_by, ticked, toggle, toggle_is};
use std::ops::Range;

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
        Action::Help => toggle_overlay(model, Overlay::Help(Help::default())),
        Action::Problems => toggle_overlay(model, Overlay::Problems(ProblemList::default())),
        Action::NextPane => focus(model, 1),
        Action::PreviousPane => focus(model, 2),
        Action::Search if model.zen && !model.trends.is_open => begin_find(model),
        Action::Search => {
            if let Some(Overlay::Help(help)) = &mut model.overlay {
                help.typing = true;
            } else {
                model.overlay = None;
                model.query.edit();
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
            if model.reader.find.is_none() && model.needles().is_empty() {
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
        Action::JumpBack => jump(model, Jumps::back),
        Action::JumpForward => jump(model, Jumps::forward),
        Action::Undo => return undo(model),
        Action::Star => return turn(model, PostMark::Star),
        Action::TurnRead => return turn(model, PostMark::Read),
        Action::MarkAllRead => return mark_all_read(model),
        // Done already.
        Action::Stories | Action::AlsoIn | Action::Related | Action::FrontPage => {}
        Action::UnreadOnly => {
            leave(model);
            let text = toggle_is(model.query.text(), Is::Unread, Polarity::Include);
            model.query.replace(text);
        }
        Action::NextUnread => go_to_unread(model, true),
        Action::PreviousUnread => go_to_unread(model, false),
        Action::Views => pick(model, Subject::Views),
        Action::SaveView => ask_for_name(model),
        Action::DeleteView => return delete_at_cursor(model),
        Action::BorderLeft => return move_border(model, false),
        Action::BorderRight => return move_border(model, true),
        Action::Edit => return edit(model),
        Action::Zen => {
            model.zen = !model.zen;
            model.focus = Pane::Reader;
        }
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
        Action::Toggle => tick(model, Polarity::Include),
        Action::Exclude => tick(model, Polarity::Exclude),
        Action::OpenSource => return open_source(model),
        Action::CopyUrl => return copy_source(model),
        Action::NextStory => next_story(model),
        Action::PreviousStory => previous_story(model),
        Action::NextPost => other_post(model, |row| row.checked_add(1)),
        Action::PreviousPost => other_post(model, |row| row.checked_sub(1)),
        Action::OpenLink(number) => return follow(model, usize::from(number) - 1),
        // Chosen from the palette elsewhere, they lead to where they mean something.
        Action::Trends
        | Action::NarrowTo
        | Action::Chart
        | Action::Earlier
        | Action::Later
        | Action::LongerWindow
        | Action::ShorterWindow => model.trends.is_open = true,
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
        Action::Star if model.lists_stories() => return Some(turn_story_star(model)),
        Action::TurnRead if model.lists_stories() => return Some(turn_seen(model)),
        Action::MarkAllRead if model.lists_stories() => return Some(mark_all_seen(model)),
        _ => return None,
    }
    Some(Vec::new())
}

/// Reads the post at the cursor, or the one that a problem is about.
fn read(model: &mut Model) {
    if let Some(Overlay::Problems(list)) = model.overlay {
        read_concerned(model, list.cursor);
    } else if model.selected().is_some() {
        leave(model);
        hold(model);
        model.focus = Pane::Reader;
    }
}

/// Puts letters on the links in sight.
fn label_links(model: &mut Model) {
    let hints = Hints::new(&model.reader, model.reader_height());
    if hints.labels.is_empty() {
        model.fail(&Text::NoLinks);
    } else {
        model.hints = Some(hints);
    }
}

/// Looks for what has changed since the folders were read.
fn look_again(model: &mut Model) -> Vec<Effect> {
    model.load.looking = true;
    vec![Effect::LookAgain { generation: model.load.generation }]
}

/// Reads all folders, which are others than before.
pub fn reload(model: &mut Model) -> Vec<Effect> {
    let generation = model.load.generation + 1;
    model.load = Load { generation, asked_for: true, ..Load::default() };
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
    } else if model.zen {
        model.zen = false;
    } else if model.focus == Pane::List {
        if !trends::come_back(model) {
            return vec![Effect::Quit];
        }
    } else {
        model.focus = Pane::List;
    }
    Vec::new()
}

fn cancel(model: &mut Model) {
    if model.overlay.take().is_some() || (model.focus == Pane::Reader && end_find(model)) {
    } else if model.focus == Pane::Facets && !model.facets.filter.is_empty() {
        model.facets.filter.clear();
        model.settled.recounted = true;
    } else if model.zen {
        model.zen = false;
    } else if model.focus != Pane::List {
        model.focus = Pane::List;
    } else if !trends::come_back(model) && !model.query.text().is_empty() {
        leave(model);
        model.query.replace(String::new());
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
    let orders = if model.listed == Listed::Stories { &story_orders } else { &orders };
    let now = model.query.query().sort().unwrap_or_default();
    let at = orders.iter().position(|(sort, _)| *sort == now).unwrap_or(orders.len() - 1);
    let (next, name) = &orders[(at + 1) % orders.len()];
    leave(model);
    model.query.replace(sorted_by(model.query.text(), *next));
    model.tell(name);
}

fn focus(model: &mut Model, steps: usize) {
    if model.overlay.is_some() {
        return;
    }
    let order = [Pane::Facets, Pane::List, Pane::Reader];
    let at = order.iter().position(|pane| *pane == model.focus).unwrap_or(1);
    model.focus = order[(at + steps) % order.len()];
    model.zen = false;
}

fn pick(model: &mut Model, subject: Subject) {
    let items = match subject {
        Subject::Values(facet) => {
            value_items(facet, &model.library, &model.settled.facets, model.query.query())
        }
        Subject::Links => link_items(&model.reader.document),
        Subject::Headings => {
            let document = &model.reader.document;
            model.reading().map_or_else(Vec::new, |post| heading_items(document, post))
        }
        Subject::Actions => action_items(model),
        Subject::Views => view_items(model),
        Subject::Copies => copy_items(model),
        Subject::Related => related_items(model),
    };
    match subject {
        Subject::Links if items.is_empty() => model.fail(&Text::NoLinks),
        Subject::Views if items.is_empty() => {
            let key = model.keymap.key_of(Action::SaveView);
            model.tell(&Text::NoViews(&key));
        }
        Subject::Headings if items.is_empty() => model.fail(&Text::NoHeadings),
        Subject::Related if items.is_empty() => model.tell(&Text::NothingRelated),
        Subject::Copies if items.is_empty() => model.fail(&Text::NothingToRead),
        _ => model.overlay = Some(Overlay::Picker(Picker::new(subject, items))),
    }
}

/// Does what was chosen in the picker, and closes it.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Picker(picker)) = model.overlay.take() else { return Vec::new() };
    let chosen = picker.chosen();
    if matches!(picker.subject, Subject::Values(_)) && !chosen.is_empty() {
        leave(model);
    }
    let mut effects = Vec::new();
    for choice in chosen {
        match choice {
            Choice::Value(facet, value) => {
                let text = toggle(model.query.text(), facet, &value, Polarity::Include);
                model.query.replace(text);
            }
            Choice::Link(number) => effects.extend(follow(model, number)),
            Choice::Heading(number) => go_to_heading(model, number),
            Choice::Action(action) => effects.extend(apply(model, action)),
            Choice::View(name) => choose_view(model, &name),
            Choice::Theme(name) => choose_theme(model, &name),
            Choice::Language(language) => model.language = language,
            Choice::Report(post, page) => go_to_report(model, post, page),
            Choice::Copy(text) => effects.push(Effect::Copy(text)),
        }
    }
    effects
}

/// Looks otherwise, until the program ends.
fn choose_theme(model: &mut Model, name: &str) {
    if let Some(theme) = model.themes.iter().find(|theme| theme.name == name) {
        model.theme = theme.clone();
        model.tell(&Text::ThemeChosen(name));
    }
}

/// The post at the list's cursor.
fn at_cursor(model: &Model) -> Option<PostId> {
    Some(model.library.post(*model.list.rows.get(model.list.cursor)?)?.id)
}

/// Where one is now.
pub(super) fn here(model: &Model) -> Spot {
    Spot {
        query: model.query.text().trim().to_owned(),
        listed: model.listed,
        post: at_cursor(model),
        story: model.selected_story().map(|(_, story)| story.page),
        away: model.list.away,
        place: model.reader.place(),
        focus: model.focus,
        trends: model.trends.is_open,
    }
}

/// Remembers where one is, before going elsewhere.
pub fn leave(model: &mut Model) {
    let spot = here(model);
    model.jumps.leave(spot);
}

fn jump(model: &mut Model, way: fn(&mut Jumps, Spot) -> Option<Spot>) {
    let here = here(model);
    let Some(there) = way(&mut model.jumps, here) else {
        model.tell(&Text::NoJump);
        return;
    };
    go_to(model, there);
}

/// Goes to where one was.
pub(super) fn go_to(model: &mut Model, there: Spot) {
    model.overlay = None;
    keep_place(model);
    if model.query.text() != there.query {
        model.query.replace(there.query);
    }
    model.focus = there.focus;
    model.trends.is_open = there.trends;
    model.listed = there.listed;
    model.list.held = there.post;
    model.list.held_story = there.story;
    model.list.away = there.away;
    model.settled.aimed = there.story;
    model.reader.aim = None;
    if let Some(post) = there.away.or(there.post) {
        model.places.insert(post, there.place);
        // Shown anew, at that place, also if it is the same post.
        model.reader.post = None;
    }
}

/// Rows of whatever scrolls now.
fn height(model: &Model) -> usize {
    match (&model.overlay, model.focus) {
        (Some(_), _) => model.overlay_height(),
        (None, _) if model.trends.is_open => trends::height(model),
        (None, Pane::Facets) => model.facets_height(),
        (None, Pane::List) => model.list_height(),
        (None, Pane::Reader) => model.reader_height(),
    }
}

/// So many rows down in whatever scrolls.
pub fn down(model: &mut Model, rows: usize) {
    let measure = (model.overlay_width(), model.config.ambiguous_width);
    let height = height(model);
    match &mut model.overlay {
        Some(Overlay::Help(help)) => {
            let last = help.rows(&model.keymap, model.language).len().saturating_sub(height);
            help.top = (help.top + rows).min(last);
        }
        Some(Overlay::Problems(list)) => {
            ProblemRows::of_model(&model.problems, &model.notices, measure, model.language)
                .with_heights(|items| list.down(items, rows, height));
        }
        Some(Overlay::Picker(picker)) => picker.cursor += rows,
        Some(Overlay::Name { .. } | Overlay::Find { .. } | Overlay::Filter) => {}
        None if model.trends.is_open => trends::down(model, rows),
        None => match model.focus {
            Pane::Facets => {
                let last = model.facets.rows.len().saturating_sub(1);
                model.facets.cursor = (model.facets.cursor + rows).min(last);
            }
            Pane::List => {
                let last = model.list.rows.len().saturating_sub(1);
                model.list.cursor = (model.list.cursor + rows).min(last);
                hold(model);
            }
            Pane::Reader => model.reader.down(rows.min(model.reader.rows()), height),
        },
    }
}

/// So many rows up in whatever scrolls.
pub fn up(model: &mut Model, rows: usize) {
    let measure = (model.overlay_width(), model.config.ambiguous_width);
    let height = height(model);
    match &mut model.overlay {
        Some(Overlay::Help(help)) => help.top = help.top.saturating_sub(rows),
        Some(Overlay::Problems(list)) => {
            ProblemRows::of_model(&model.problems, &model.notices, measure, model.language)
                .with_heights(|items| list.up(items, rows, height));
        }
        Some(Overlay::Picker(picker)) => picker.cursor = picker.cursor.saturating_sub(rows),
        Some(Overlay::Name { .. } | Overlay::Find { .. } | Overlay::Filter) => {}
        None if model.trends.is_open => trends::up(model, rows),
        None => match model.focus {
            Pane::Facets => model.facets.cursor = model.facets.cursor.saturating_sub(rows),
            Pane::List => {
                model.list.cursor = model.list.cursor.saturating_sub(rows);
                hold(model);
            }
            Pane::Reader => model.reader.up(rows),
        },
    }
}

/// Goes to a row by its number from 1, as far as there are so many.
pub fn go_to_row(model: &mut Model, number: usize) {
    up(model, usize::MAX / 2);
    if number > 1 {
        down(model, number - 1);
    }
}

/// Reads the post that a problem is about. Where the query does not mean it, it gives way to one
/// that does; undo brings it back.
fn read_concerned(model: &mut Model, problem: usize) {
    let Some(path) = model.problems.get(problem).map(|problem| problem.path.clone()) else {
        return;
    };
    let post = model.library.posts().iter().position(|post| post.path == path);
    let Some(at) = post else {
        model.fail(&Text::NotInLibrary(&path));
        return;
    };
    let post = &model.library.posts()[at];
    if model.lists_stories() {
        let id = post.id;
        model.overlay = None;
        read_elsewhere(model, id);
        return;
    }
    model.list.held = Some(post.id);
    if let Some(row) = model.list.rows.iter().position(|row| *row == at as Position) {
        model.list.cursor = row;
    } else {
        let query = if post.draft { "is:draft" } else { "" };
        model.query.replace(query.to_owned());
    }
    model.trends.is_open = false;
    model.overlay = None;
    model.focus = Pane::Reader;
}

/// From now on the cursor stays with its post. On the first row it stays with the row instead,
/// so that newer posts that come in are seen, unless the post is being read.
pub fn hold(model: &mut Model) {
    let at_top = model.list.cursor == 0 && model.focus != Pane::Reader;
    model.list.away = None;
    model.list.held = if at_top { None } else { at_cursor(model) };
    let story = model.selected_story().map(|(_, story)| story.page);
    model.list.held_story = if at_top { None } else { story };
}

/// Adds, turns round or takes away the value at the cursor of the facet pane.
pub fn tick(model: &mut Model, polarity: Polarity) {
    match model.facets.rows.get(model.facets.cursor).copied() {
        Some(FacetRow::Value { facet, number, .. }) => tick_value(model, facet, number, polarity),
        Some(FacetRow::Risen { number, .. }) => tick_value(model, Facet::Tag, number, polarity),
        Some(FacetRow::State { is, .. }) => {
            leave(model);
            model.query.replace(toggle_is(model.query.text(), is, polarity));
        }
        Some(FacetRow::View { view, .. }) => {
            if let Some(name) = model.views.all().get(view).map(|view| view.name.clone()) {
                choose_view(model, &name);
            }
        }
        Some(row) => fold_row(model, row),
        None => {}
    }
}

fn tick_value(model: &mut Model, facet: Facet, number: u32, polarity: Polarity) {
    leave(model);
    let table = model.library.table(facet);
    let stands = ticked(model.query.query());
    let under_name =
        stands.iter().find(|one| one.facet == facet && table.number(&one.key) == Some(number));
    let value = under_name.map_or(&table.values()[number as usize].value, |one| &one.key);
    model.query.replace(toggle(model.query.text(), facet, value, polarity));
}

/// Deletes the view at the cursor of the facet pane.
fn delete_at_cursor(model: &mut Model) -> Vec<Effect> {
    let view = match model.facets.rows.get(model.facets.cursor) {
        Some(FacetRow::View { view, .. }) => model.views.all().get(*view),
        _ => None,
    };
    match view.map(|view| view.name.clone()) {
        Some(name) => delete_view(model, &name),
        None => {
            model.tell(&Text::NoViewHere);
            Vec::new()
        }
    }
}

/// Puts the list's cursor on the next unread post, or on the one before.
fn go_to_unread(model: &mut Model, forward: bool) {
    match next_unread(model, forward) {
        Some(row) => {
            model.list.cursor = row;
            hold(model);
        }
        None if model.lists_stories() => model.tell(&Text::NoMoreUnseen),
        None => model.tell(&Text::NoMoreUnread),
    }
}

fn fold_row(model: &mut Model, row: FacetRow) {
    match row {
        FacetRow::Heading { facet, .. } => model.facets.fold(facet),
        FacetRow::More { facet, .. } | FacetRow::Fewer { facet } => model.facets.expand(facet),
        FacetRow::Views { .. } => model.facets.fold_views(),
        FacetRow::Rising { .. } => model.front.fold(),
        FacetRow::Value { .. }
        | FacetRow::Risen { .. }
        | FacetRow::View { .. }
        | FacetRow::State { .. } => {}
    }
    model.settled.recounted = true;
}

/// The story at the reader's place, if the reader has the focus.
pub(super) fn current_story(model: &Model) -> Option<&Story> {
    let post = model.reading()?;
    post.stories.get(model.reader.story(post)?)
}

/// The address that `o` opens now: of the story being read, else of the post.
fn source(model: &Model) -> Option<String> {
    if model.focus == Pane::Reader
        && let Some(story) = current_story(model)
    {
        return Some(story.url.to_string());
    }
    match model.selected_story() {
        Some((_, story)) => Some(story.url.to_string()),
        None => model.selected()?.source.clone(),
    }
}

fn open_source(model: &mut Model) -> Vec<Effect> {
    match source(model) {
        Some(url) => open(model, url),
        None => {
            model.fail(&Text::NoSource);
            Vec::new()
        }
    }
}

fn copy_source(model: &mut Model) -> Vec<Effect> {
    match source(model) {
        Some(url) => vec![Effect::Copy(url)],
        None => {
            model.fail(&Text::NoSource);
            Vec::new()
        }
    }
}

/// Has the post at the cursor edited: in the reader at the line that is read.
fn edit(model: &mut Model) -> Vec<Effect> {
    let Some(post) = model.selected() else { return Vec::new() };
    if !matches!(post.origin, Origin::File(_)) {
        model.fail(&Text::NoFile);
        return Vec::new();
    }
    let is_read = model.focus == Pane::Reader && model.reader.post == Some(post.id);
    let offset = if is_read {
        // Zero is the head.
        model.reader.place().line.checked_sub(1)
    } else {
        model.selected_story().map(|(_, story)| story.offset())
    };
    vec![Effect::Edit { origin: post.origin.clone(), offset }]
}

fn next_story(model: &mut Model) {
    let line = model.reader.line;
    go_to_stop(model, |stops| stops.iter().position(|rows| rows.start > line));
}

fn previous_story(model: &mut Model) {
    let line = model.reader.line;
    go_to_stop(model, |stops| stops.iter().rposition(|rows| rows.start < line));
}

fn go_to_stop(model: &mut Model, choose: impl Fn(&[Range<usize>]) -> Option<usize>) {
    let Some(post) = model.reading() else { return };
    let stops = model.reader.stops(post);
    match choose(&stops) {
        Some(chosen) => {
            let height = model.reader_height();
            model.reader.read_rows(&stops[chosen], height);
        }
        None => model.tell(&Text::NoMoreStories),
    }
}

/// Reads another post of the list without leaving the reader.
fn other_post(model: &mut Model, step: fn(usize) -> Option<usize>) {
    match step(model.list.cursor).filter(|row| *row < model.list.rows.len()) {
        Some(row) => {
            model.list.cursor = row;
            hold(model);
        }
        None => model.tell(&Text::NoMorePosts),
    }
}
