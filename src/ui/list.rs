//! The list of posts.

use super::paint::{CellBuffer, put, put_mark, put_marked};
use super::theme::{Part, Theme};
use super::{fill, has_focus, title_row};
use crate::app::{Area, Model, Pane, empty_list};
use crate::markdown::wrap;
use crate::messages::Text;
use crate::post::Post;
use crate::query::Place;
use ratatui::style::{Modifier, Style};

/// From this width on there is room for a date's century and for tags.
pub(super) const WIDE: u16 = 60;

/// Paints the pane.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let focused = has_focus(model, Pane::List);
    let list = &model.list;
    let stories = model.lists_stories();
    let (unread, _) = model.unread_and_starred();
    let (counts, unread_count) = if stories {
        (Text::ListedStories(list.rows.len(), model.all_stories()), Text::Unseen(unread))
    } else {
        (Text::Posts(list.rows.len(), model.library.posts().len()), Text::Unread(unread))
    };
    let mut title = counts.say(model.language);
    if unread > 0 {
        title = format!("{title} · {}", unread_count.say(model.language));
    }
    let place = if list.rows.is_empty() { String::new() } else { (list.cursor + 1).to_string() };
    title_row(theme, area, focused, &title, &place, buffer);
    let inner = area.below_title();
    if list.rows.is_empty() {
        let room = inner.width.saturating_sub(2);
        let sentences = empty_list(model);
        let rows = sentences.iter().flat_map(|it| wrap(it, usize::from(room), buffer.ambiguous));
        let rows: Vec<String> = rows.collect();
        for (row, y) in rows.iter().zip(inner.y..inner.y + inner.height) {
            put(buffer, inner.x + 1, y, room, row, theme.part(Part::Dim));
        }
        return;
    }
    let rows = list.rows.iter().enumerate().skip(list.top);
    let lines = model.rows_of_a_post();
    for ((index, position), y) in rows.zip((inner.y..inner.y + inner.height).step_by(lines)) {
        if let Some(row) = list.stories.get(index) {
            let room = Area { y, height: (inner.y + inner.height - y).min(lines as u16), ..inner };
            super::stories::paint_row(model, row, theme, room, buffer);
        }
        let Some(post) = model.library.post(*position).filter(|_| !stories) else {
            mark_cursor(theme, inner, y, (index == list.cursor, focused), buffer);
            continue;
        };
        paint_row(model, post, theme, inner, y, buffer);
        if lines > 1 && y + 1 < inner.y + inner.height {
            paint_snippet(model, post, theme, inner, y + 1, buffer);
        }
        mark_cursor(theme, inner, y, (index == list.cursor, focused), buffer);
    }
}

/// Marks a row, if the cursor is on it.
fn mark_cursor(
    theme: &Theme,
    inner: Area,
    y: u16,
    (is_here, focused): (bool, bool),
    buffer: &mut CellBuffer<'_>,
) {
    if is_here {
        put_mark(buffer, inner.x, y, "▌", theme.part(Part::FocusedTitle));
        let part = if focused { Part::Cursor } else { Part::IdleCursor };
        fill(buffer, inner, y, theme.part(part));
    }
}

/// What stands before a title: a column each for two marks, and the date.
pub(super) fn title_start(wide: bool) -> (u16, u16) {
    let date_width = if wide { 10 } else { 8 };
    (3 + u16::from(wide), date_width)
}

/// Words around what is looked for, under the title.
fn paint_snippet(
    model: &Model,
    post: &Post,
    theme: &Theme,
    area: Area,
    y: u16,
    buffer: &mut CellBuffer<'_>,
) {
    let Some(snippet) = model.snippets().of(post.id) else { return };
    let (date, date_width) = title_start(area.width >= WIDE);
    // In a narrow list, the date's column is worth more than the alignment.
    let x = area.x + if area.width >= WIDE { date + date_width + 1 } else { 3 };
    let room = (area.x + area.width - 1).saturating_sub(x);
    let text = buffer.truncate(&snippet.text, usize::from(room));
    let hits = snippet.hits.iter().map(|hit| (hit.clone(), hit_style(theme)));
    put_marked(buffer, (x, y, room), &text, theme.part(Part::Dim), hits);
}

/// A hit stands out of dim text.
pub(super) fn hit_style(theme: &Theme) -> Style {
    theme.part(Part::Hit).remove_modifier(Modifier::DIM)
}

fn paint_row(
    model: &Model,
    post: &Post,
    theme: &Theme,
    area: Area,
    y: u16,
    buffer: &mut CellBuffer<'_>,
) {
    let wide = area.width >= WIDE;
    // A column each for what is unread and what is starred.
    if !model.marks.read.contains(&post.id) {
        put_mark(buffer, area.x + 1, y, "•", theme.part(Part::Unread));
    }
    if model.marks.starred.contains(&post.id) {
        put_mark(buffer, area.x + 2, y, "★", theme.part(Part::Star));
    }
    let full = post.date.map_or_else(String::new, |date| date.to_string());
    let (start, date_width) = title_start(wide);
    // Without the century: 26-08-03.
    let date = if wide { full.as_str() } else { full.get(2..).unwrap_or("") };
    let x = area.x + start;
    let end = area.x + area.width - 1;
    put(buffer, x, y, date_width, date, theme.part(Part::Dim));
    let x = x + date_width + 1;
    let room = end.saturating_sub(x);
    let mut title = post.title.to_string();
    if post.draft {
        title = format!("[{}] {title}", Text::Draft.say(model.language));
    }
    let title = buffer.truncate(&title, usize::from(room));
    let hits = model.needles().find(&title, Place::Title).into_iter();
    let hits = hits.map(|hit| (hit, hit_style(theme)));
    let used = put_marked(buffer, (x, y, room), &title, theme.part(Part::Text), hits);
    if !wide || post.tags.is_empty() {
        return;
    }
    let tags: Vec<String> = post.tags.iter().map(|tag| format!("#{tag}")).collect();
    let room = room.saturating_sub(used + 2);
    let tags = buffer.truncate(&tags.join(" "), usize::from(room));
    // A lone tag cut to a few cells tells nothing.
    if room >= 8 {
        let start = end - buffer.width(&tags) as u16;
        put(buffer, start, y, room, &tags, theme.part(Part::Dim));
    }
}
