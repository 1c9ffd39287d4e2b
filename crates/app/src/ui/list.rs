//! The list of posts or stories.

use super::paint::{CellBuffer, put, put_mark, put_marked};
use super::theme::{Part, Theme};
use super::{cursor_row, has_focus, title_row};
use crate::app::{Area, ListLine, ListPart, Model, Pane, empty_list, title_indent};
use crate::markdown::wrap;
use crate::messages::Text;
use crate::query::TextSection;
use ratatui::style::{Modifier, Style};
use std::ops::Range;

/// Paints the pane.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let focused = has_focus(model, Pane::List);
    let context = &model.context;
    let stories = model.context.lists_stories();
    let (unread, _) = model.context.results.unread_and_starred();
    let (counts, unread_count) = if stories {
        (
            Text::ListedStories(context.results.rows.len(), model.context.all_stories()),
            Text::Unseen(unread),
        )
    } else {
        (
            Text::Posts(context.results.rows.len(), model.context.library.posts().len()),
            Text::Unread(unread),
        )
    };
    let mut title = counts.say(model.context.language);
    if unread > 0 {
        title = format!("{title} · {}", unread_count.say(model.context.language));
    }
    let place = if context.results.rows.is_empty() {
        String::new()
    } else {
        (context.selection.row + 1).to_string()
    };
    title_row(theme, area, focused, &title, &place, buffer);
    let inner = area.below_title();
    if context.results.rows.is_empty() {
        let room = inner.width.saturating_sub(2);
        let sentences = empty_list(model);
        let rows = sentences.iter().flat_map(|it| wrap(it, usize::from(room), buffer.ambiguous));
        let rows: Vec<String> = rows.collect();
        for (row, y) in rows.iter().zip(inner.y..inner.y + inner.height) {
            put(buffer, inner.x + 1, y, room, row, theme.part(Part::Dim));
        }
        return;
    }
    for (line, y) in model.list.lines().iter().zip(inner.y..inner.y + inner.height) {
        paint_line(model, theme, line, Area { y, height: 1, ..inner }, buffer);
        if line.row == context.selection.row && !matches!(line.part, ListPart::Day(_)) {
            cursor_row(theme, inner, y, focused, buffer);
        }
        let is_first = matches!(line.part, ListPart::Title { start: 0, .. });
        if is_first && context.is_selected(line.row) {
            // A letter, and that of the key, is there in every font and without colours.
            put(buffer, inner.x, y, 1, "x", theme.part(Part::Key));
        }
    }
}

/// Paints one line of the list into a row of cells.
fn paint_line(
    model: &Model,
    theme: &Theme,
    line: &ListLine,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    let x = area.x + title_indent(area.width);
    let room = (area.x + area.width).saturating_sub(x);
    match &line.part {
        ListPart::Day(text) => paint_day(theme, text, area, buffer),
        ListPart::Title { text, start, beside } => {
            if *start == 0 {
                paint_marks(model, theme, line.row, area, buffer);
            }
            let hits = title_hits(model, theme, line.row, *start);
            let style = theme.part(if is_seen(model, line.row) { Part::Dim } else { Part::Text });
            let looks = model.context.row_looks(line.row);
            let style = looks.into_iter().fold(style, |style, look| theme.with_look(style, look));
            put_marked(buffer, (x, area.y, room), text, style, hits);
            let needed = buffer.width(beside) as u16;
            let x = (x + room).saturating_sub(needed);
            put(buffer, x, area.y, needed, beside, theme.part(Part::Dim));
        }
        ListPart::Facts(text) => {
            put(buffer, x, area.y, room, text, theme.part(Part::Dim));
        }
        ListPart::Snippet => {
            let post = model.context.list_post(line.row);
            if let Some(snippet) = post.and_then(|post| model.list.snippets.of(post.id)) {
                let text = buffer.truncate(&snippet.text, usize::from(room));
                let hits = snippet.hits.iter().map(|hit| (hit.clone(), hit_style(theme)));
                put_marked(buffer, (x, area.y, room), &text, theme.part(Part::Dim), hits);
            }
        }
    }
}

/// Paints the heading of a day, followed by a line to the right edge.
fn paint_day(theme: &Theme, text: &str, area: Area, buffer: &mut CellBuffer<'_>) {
    let room = area.width.saturating_sub(2);
    let used = put(buffer, area.x + 1, area.y, room, text, theme.part(Part::Title));
    let line = buffer.ambiguous.drawn("─");
    for x in area.x + 2 + used..area.x + area.width {
        put(buffer, x, area.y, 1, &line, theme.part(Part::Frame));
    }
}

/// Paints the marks before a title, with a column for each: unread or seen, and starred.
fn paint_marks(model: &Model, theme: &Theme, row: usize, area: Area, buffer: &mut CellBuffer<'_>) {
    let marks = model.context.effective_marks();
    let (star, mark) = match model.context.results.stories.get(row) {
        Some(story) => {
            let page = model.context.library.story(story.newest).map(|story| story.page);
            let is_starred = page.is_some_and(|page| marks.is_story_starred(page));
            (is_starred.then_some("★"), if model.context.is_seen(story.story) { "✓" } else { "•" })
        }
        None => {
            let Some(post) = model.context.list_post(row) else { return };
            let is_starred = marks.is_starred(post.id);
            // A hollow star is for a story in the post.
            let star = is_starred.then_some("★").or(marks.has_star(post).then_some("☆"));
            (star, if marks.is_read(post.id) { "" } else { "•" })
        }
    };
    let part = if mark == "✓" { Part::Dim } else { Part::Unread };
    if !mark.is_empty() {
        put_mark(buffer, area.x + 1, area.y, mark, theme.part(part));
    }
    if let Some(star) = star {
        put_mark(buffer, area.x + 2, area.y, star, theme.part(Part::Star));
    }
}

/// True for a row with a story that was seen.
fn is_seen(model: &Model, row: usize) -> bool {
    model.context.results.stories.get(row).is_some_and(|story| model.context.is_seen(story.story))
}

/// The matches of the query in a line of a title. The whole title is searched, since a match may continue on
/// the next line.
fn title_hits(
    model: &Model,
    theme: &Theme,
    row: usize,
    start: usize,
) -> impl Iterator<Item = (Range<usize>, Style)> {
    let is_story = model.context.lists_stories();
    let place = if is_story { TextSection::Heading } else { TextSection::Title };
    let hits = if model.context.results.needles().is_empty() {
        Vec::new()
    } else {
        model.context.results.needles().find(&model.context.list_title(row), place)
    };
    let style = hit_style(theme);
    let hits = hits.into_iter().filter(move |hit| hit.end > start);
    hits.map(move |hit| (hit.start.saturating_sub(start)..hit.end - start, style))
}

/// Style of a hit, which must stand out from dim text.
fn hit_style(theme: &Theme) -> Style {
    theme.part(Part::Hit).remove_modifier(Modifier::DIM)
}
