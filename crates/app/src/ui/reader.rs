//! The reader: the lines of the laid-out post, with the story being read marked in the margin.

use super::link_cells::terminal_address;
use super::paint::{CellBuffer, put, put_mark, put_marked};
use super::pictures;
use super::theme::{Part, Theme};
use super::{has_focus, title_row};
use crate::app::{Area, Body, Model, Pane};
use crate::markdown::Style;
use crate::messages::Text;

/// Paints the pane.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let reader = &model.reader;
    let column =
        area.text_column(model.context.is_reader_alone(), model.context.config.reader_width);
    let post = model.reading();
    let story = post.and_then(|post| reader.story(post));
    let right = post.map_or_else(String::new, |post| {
        let hits = match (reader.hits.count(), reader.hit) {
            (0, _) => None,
            (all, Some(hit)) => Some(Text::HitOf(hit + 1, all).say(model.context.language)),
            (all, None) => Some(Text::Hits(all).say(model.context.language)),
        };
        let story = story.map(|number| {
            Text::StoryOf(number + 1, post.stories.len()).say(model.context.language)
        });
        let percent = format!("{}%", reader.percent(usize::from(column.height)));
        let parts: Vec<String> = hits.into_iter().chain(story).chain([percent]).collect();
        parts.join(" · ")
    });
    let left = post.map_or_else(String::new, |post| post.path.to_string());
    // The end of a path says more than its beginning.
    let room = usize::from(area.width).saturating_sub(buffer.width(&right) + 8);
    let left = buffer.ambiguous.truncate_start(&left, room);
    title_row(theme, area, has_focus(model, Pane::Reader), &left, &right, buffer);
    if post.is_none() {
        let text = Text::NothingToRead.say(model.context.language);
        put(buffer, column.x, column.y, column.width, &text, theme.part(Part::Dim));
        return;
    }
    let marked = match (post, story) {
        (Some(post), Some(number)) => reader.story_rows(post, number),
        _ => 0..0,
    };
    // Painted last, since they may cover the text before a link.
    let mut hints = Vec::new();
    let mut hinted = Vec::new();
    let blank = Style { gap: true, ..Style::default() };
    for (row, y) in (reader.top..reader.rows()).zip(column.y..column.y + column.height) {
        if marked.contains(&row) {
            put_mark(buffer, column.x - 2, y, "▌", theme.part(Part::StoryMark));
        }
        let mut x = column.x;
        let end = column.x + column.width;
        let mut pieces = reader.hits.on(row);
        let line = row.checked_sub(reader.head.len());
        let is_dimmed = line.is_some_and(|line| reader.notes.is_dimmed(line));
        for (number, span) in reader.row(row).map_or(&[][..], |line| &line.spans).iter().enumerate()
        {
            // The blanks of a picture, which is painted over them, or by the terminal.
            if span.style == blank && span.text.len() > 1 {
                x += span.text.len() as u16;
                continue;
            }
            let own = pieces.partition_point(|piece| piece.span <= number);
            let marks = pieces[..own].iter().map(|piece| {
                let is_current = reader.hit == Some(piece.hit);
                let part = if is_current { Part::CurrentHit } else { Part::Hit };
                (piece.bytes.clone(), theme.part(part))
            });
            let cells = (x, y, end.saturating_sub(x));
            let style = theme.span(span.style);
            let style = if is_dimmed { theme.part(Part::Dim) } else { style };
            let used = put_marked(buffer, cells, &span.text, style, marks);
            pieces = &pieces[own..];
            if let Some(number) = span.style.link {
                let links = &reader.document.links;
                let address = || terminal_address(&links.get(number as usize)?.url);
                buffer.attachments.links.add(y, x..x + used, number, address);
            }
            if let Some(link) = span.style.link.filter(|link| !hinted.contains(link))
                && let Some(letters) = hint(model, link)
            {
                hinted.push(link);
                hints.push((hint_start(buffer, column.x - 1, x, y, letters), y, letters));
            }
            x += used;
        }
    }
    pictures::paint(model, theme, column, buffer);
    for (x, y, letters) in hints {
        put(buffer, x, y, letters.len() as u16, letters, theme.part(Part::LinkHint));
    }
    paint_progress(model, theme, area, buffer);
    let below = column.y + (reader.rows() - reader.top.min(reader.rows())) as u16;
    if below < column.y + column.height {
        match &reader.body {
            Body::Failed(reason) => {
                put(buffer, column.x, below, column.width, reason, theme.part(Part::Error));
            }
            Body::Ready(_) if reader.document.lines.is_empty() => {
                let text = Text::EmptyPost.say(model.context.language);
                put(buffer, column.x, below, column.width, &text, theme.part(Part::Dim));
            }
            _ => {}
        }
    }
}

/// The label of a link while links are chosen by letters.
fn hint(model: &Model, link: u32) -> Option<&str> {
    model.link_labels.as_ref()?.label(link as usize)
}

/// The column at which the label of a link begins: before the link if there are blanks, or else on its first
/// cells.
fn hint_start(buffer: &CellBuffer<'_>, left: u16, x: u16, y: u16, letters: &str) -> u16 {
    let start = x.saturating_sub(letters.len() as u16);
    let is_free = start >= left && (start..x).all(|x| buffer[(x, y)].symbol() == " ");
    if is_free { start } else { x }
}

/// Paints a bar at the right edge that shows the visible part of a long post.
fn paint_progress(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let reader = &model.reader;
    let inner = area.below_title();
    let (height, rows) = (usize::from(inner.height), reader.rows());
    if rows <= height || !reader.is_whole() {
        return;
    }
    let length = (height * height / rows).max(1);
    let start = (reader.top * (height - length)).div_ceil(rows - height).min(height - length);
    for y in start..start + length {
        put_mark(
            buffer,
            inner.x + inner.width - 1,
            inner.y + y as u16,
            "▐",
            theme.part(Part::Frame),
        );
    }
}
