//! The query line at the top: the query, and the number of matches in the library.

use super::paint::{CellBuffer, put};
use super::theme::{Part, Theme};
use crate::app::{Area, Model, headline};
use crate::messages::Text;
use crate::query::TokenKind;
use unicode_segmentation::UnicodeSegmentation;

/// Paints the line. Returns the cell of the text cursor while the query is being edited.
pub fn paint(
    model: &Model,
    theme: &Theme,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) -> Option<(u16, u16)> {
    let line = &model.context.query;
    if let Some(headline) = headline(model, usize::from(area.width.saturating_sub(2))) {
        put(buffer, area.x + 1, area.y, area.width - 2, &headline, theme.part(Part::Heading));
        return None;
    }
    let found = model.context.results.rows.len();
    let counts = if model.context.lists_stories() {
        Text::StoryMatches(found, model.context.all_stories())
    } else {
        Text::Matches(found, model.context.library.posts().len())
    };
    let counts = counts.say(model.context.language);
    let right = format!(" {counts} ");
    let right_width = buffer.width(&right) as u16;
    let room = area.width.saturating_sub(right_width);
    put(buffer, area.x + room, area.y, right_width, &right, theme.part(Part::Dim));
    let used = put(buffer, area.x, area.y, room, " / ", theme.part(Part::Key));
    let room = room.saturating_sub(used);
    let left = area.x + used;
    if line.text().is_empty() {
        let example = Text::QueryExample.say(model.context.language);
        let example = buffer.truncate(&example, usize::from(room));
        put(buffer, left, area.y, room, &example, theme.part(Part::Dim));
        return line.is_editing().then_some((left, area.y));
    }
    // One cell is left for the cursor after the text.
    let mut visible = usize::from(room.saturating_sub(1)).max(1);
    let before_cursor = buffer.width(&line.text()[..line.cursor()]);
    let all = buffer.width(line.text());
    // The end of the text stays at the end of the line until the cursor is well before it, so that the
    // text after the cursor is visible.
    let skip = before_cursor.saturating_sub(visible * 2 / 3).min(all.saturating_sub(visible));
    let skip = if line.is_editing() { skip } else { 0 };
    let more = "…";
    if !line.is_editing() && all > visible {
        // While the line is not edited, this shows that the text continues.
        let width = buffer.width(more);
        visible = visible.saturating_sub(width);
        put(buffer, left + visible as u16, area.y, width as u16, more, theme.part(Part::Dim));
    }
    let mut at = 0;
    for (start, cluster) in line.text().grapheme_indices(true) {
        let cells = buffer.width(cluster);
        if at >= skip && at + cells - skip <= visible {
            let style = theme.part(part_at(model, start));
            put(buffer, left + (at - skip) as u16, area.y, cells as u16, cluster, style);
        }
        at += cells;
    }
    let cursor = left + before_cursor.saturating_sub(skip) as u16;
    line.is_editing().then_some((cursor, area.y))
}

/// The part that styles the query's character at a byte offset.
fn part_at(model: &Model, offset: usize) -> Part {
    let tokens = &model.context.query.query().tokens;
    let at = tokens.partition_point(|token| token.span.end <= offset);
    match tokens.get(at).filter(|token| token.span.contains(&offset)).map(|token| token.kind) {
        Some(TokenKind::Field) => Part::QueryField,
        Some(TokenKind::Value | TokenKind::Regex) => Part::QueryValue,
        Some(TokenKind::Operator) => Part::QueryOperator,
        Some(TokenKind::Unknown) => Part::QueryUnknown,
        Some(TokenKind::Text) | None => Part::Text,
    }
}
