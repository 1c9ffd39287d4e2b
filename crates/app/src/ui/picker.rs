//! A picker: the typed text, and the rows that fit.

use super::fill;
use super::paint::{CellBuffer, put, put_mark};
use super::theme::{Part, Theme};
use crate::app::{Area, ItemMark, Model, Picker, Subject};
use crate::messages::Text;
use crate::text::Ambiguous;
use unicode_segmentation::UnicodeSegmentation;

/// Paints the picker within its border. Returns the cell of the text cursor.
pub fn paint(
    model: &Model,
    theme: &Theme,
    area: Area,
    picker: &Picker,
    buffer: &mut CellBuffer<'_>,
) -> (u16, u16) {
    let room = area.width.saturating_sub(2);
    let count = format!("{}/{}", picker.rows.len(), picker.items.len());
    let count_width = buffer.width(&count) as u16;
    let used = put(buffer, area.x + 1, area.y, room, "> ", theme.part(Part::Key));
    let typed_room = room.saturating_sub(used + count_width + 2);
    let left = area.x + 1 + used;
    let shown = tail(&picker.typed, usize::from(typed_room), buffer.ambiguous);
    let typed = put(buffer, left, area.y, typed_room, shown, theme.part(Part::Text));
    let right = area.x + 1 + room - count_width.min(room);
    put(buffer, right, area.y, count_width, &count, theme.part(Part::Dim));
    let rows = picker.rows.iter().enumerate().skip(picker.top);
    for ((index, row), y) in rows.zip(area.y + 1..area.y + area.height) {
        let item = &picker.items[row.item];
        let is_marked = picker.marked.contains(&item.choice);
        let (mark, part) = match (is_marked, item.mark) {
            (true, _) => ("+", Part::Included),
            (false, ItemMark::Included) => ("✓", Part::Included),
            (false, ItemMark::Excluded) => ("−", Part::Excluded),
            (false, ItemMark::Story) => ("▌", Part::StoryMark),
            (false, ItemMark::None) => (" ", Part::Text),
        };
        put_mark(buffer, area.x, y, mark, theme.part(part));
        let detail = buffer.truncate(&item.detail, usize::from(room) / 2);
        let detail_width = buffer.width(&detail) as u16;
        let text_room = room.saturating_sub(detail_width + 1);
        let text = buffer.truncate(&item.text, usize::from(text_room));
        let plain = if part == Part::StoryMark { Part::Text } else { part };
        let mut x = area.x + 1;
        for (number, cluster) in text.graphemes(true).enumerate() {
            let is_hit = row.hits.binary_search(&(number as u32)).is_ok();
            let style = theme.part(if is_hit { Part::Hit } else { plain });
            let cells = buffer.width(cluster) as u16;
            x += put(buffer, x, y, cells, cluster, style);
        }
        let at = area.x + 1 + room - detail_width;
        put(buffer, at, y, detail_width, &detail, theme.part(Part::Dim));
        if index == picker.cursor {
            fill(buffer, area, y, theme.part(Part::Cursor));
        }
    }
    if picker.rows.is_empty() {
        let nothing = match picker.subject {
            Subject::OwnTags if picker.items.is_empty() => Text::TypeATag,
            _ => Text::NoValue,
        };
        let text = buffer.truncate(&nothing.say(model.context.language), usize::from(room));
        put(buffer, area.x + 1, area.y + 1, room, &text, theme.part(Part::Dim));
    }
    (left + typed, area.y)
}

/// The longest end of a text that fits in `cells` cells.
pub fn tail(text: &str, cells: usize, ambiguous: Ambiguous) -> &str {
    let starts = text.char_indices().map(|(start, _)| start);
    let mut ends = starts.map(|start| &text[start..]);
    ends.find(|end| ambiguous.width(end) <= cells).unwrap_or("")
}
