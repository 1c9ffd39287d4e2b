//! The reader: the lines of the laid-out post, with the story being read marked in the margin.

use super::paint::{CellBuffer, put, put_mark, put_marked};
use super::theme::{Part, Theme};
use super::{has_focus, title_row};
use crate::app::{Area, Body, Model, Pane};
use crate::markdown::{Role, Span};
use crate::messages::Text;

/// Paints the pane.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let reader = &model.reader;
    let column = area.text_column(model.is_reader_alone(), model.config.reader_width);
    let post = model.reading();
    let story = post.and_then(|post| reader.story(post));
    let right = post.map_or_else(String::new, |post| {
        let hits = match (reader.hits.count(), reader.hit) {
            (0, _) => None,
            (all, Some(hit)) => Some(Text::HitOf(hit + 1, all).say(model.language)),
            (all, None) => Some(Text::Hits(all).say(model.language)),
        };
        let story =
            story.map(|number| Text::StoryOf(number + 1, post.stories.len()).say(model.language));
        let percent = format!("{}%", reader.percent(usize::from(column.height)));
        let parts: Vec<String> = hits.into_iter().chain(story).chain([percent]).collect();
        parts.join(" · ")
    });
    let left = post.map_or_else(String::new, |post| post.path.to_string());
    // A path's end says more than its beginning.
    let room = usize::from(area.width).saturating_sub(buffer.width(&right) + 8);
    let left = buffer.ambiguous.truncate_start(&left, room);
    title_row(theme, area, has_focus(model, Pane::Reader), &left, &right, buffer);
    if post.is_none() {
        let text = Text::NothingToRead.say(model.language);
        put(buffer, column.x, column.y, column.width, &text, theme.part(Part::Dim));
        return;
    }
    let marked = match (post, story) {
        (Some(post), Some(number)) => reader.story_rows(post, number),
        _ => 0..0,
    };
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
            if let Some(letters) = hint(model, span) {
                put(buffer, x, y, used, letters, theme.part(Part::LinkHint));
            }
            x += used;
        }
    }
    let below = column.y + (reader.rows() - reader.top.min(reader.rows())) as u16;
    if below < column.y + column.height {
        match &reader.body {
            Body::Failed(why) => {
                put(buffer, column.x, below, column.width, why, theme.part(Part::Error));
            }
            Body::Ready(_) if reader.document.lines.is_empty() => {
                let text = Text::EmptyPost.say(model.language);
                put(buffer, column.x, below, column.width, &text, theme.part(Part::Dim));
            }
            _ => {}
        }
    }
}

/// The letters that stand on a link's number while links are chosen by letters.
fn hint<'a>(model: &'a Model, span: &Span) -> Option<&'a str> {
    if span.style.role != Role::LinkNumber {
        return None;
    }
    model.hints.as_ref()?.label(span.style.link? as usize)
}
