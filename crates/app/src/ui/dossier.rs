//! The dossier of a story: its reports, with what is new in each, and related stories.

use super::link_cells::terminal_address;
use super::paint::{CellBuffer, put, put_mark};
use super::theme::{Part, Theme};
use super::{cursor_row, title_row};
use crate::app::{Area, Model};
use crate::messages::Text;

/// Greater than the number of links in any entry.
const MAX_LINKS: u32 = 1 << 14;

/// Paints the whole area below the query line.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let (dossier, context) = (&model.pages.dossier, &model.context);
    let column = area.text_column(true, context.config.reader_width);
    let has_focus = model.overlay.is_none() && !context.query.is_editing();
    let count = dossier.content().reports.len();
    let right = match dossier.cursor() {
        number if (1..=count).contains(&number) => {
            Text::ReportNumber(number, count).say(context.language)
        }
        _ => String::new(),
    };
    title_row(theme, area, has_focus, &Text::Dossier.say(context.language), &right, buffer);
    if dossier.has_nothing() {
        let text = Text::NoReports.say(context.language);
        put(buffer, column.x, column.y, column.width, &text, theme.part(Part::Dim));
        return;
    }
    let rows = dossier.rows(usize::from(column.height));
    for (row, y) in rows.zip(column.y..column.y + column.height) {
        let is_cursor = row.item == dossier.cursor() && row.item > 0;
        let mut x = column.x;
        let end = column.x + column.width;
        for span in &row.line.spans {
            let style = theme.span(span.style);
            let used = put(buffer, x, y, end.saturating_sub(x), &span.text, style);
            if let Some(number) = span.style.link {
                let link = row.links.get(number as usize);
                let address = || link.and_then(|link| terminal_address(&link.url));
                // The links of each entry are numbered by themselves.
                let number = row.item as u32 * MAX_LINKS + number.min(MAX_LINKS - 1);
                buffer.attachments.links.add(y, x..x + used, number, address);
            }
            x += used;
        }
        if is_cursor && row.is_heading {
            let own = Area { x: column.x - 2, width: column.width + 2, ..column };
            cursor_row(theme, own, y, has_focus, buffer);
        } else if is_cursor && !row.is_gap {
            put_mark(buffer, column.x - 2, y, "▌", theme.part(Part::StoryMark));
        }
    }
}
