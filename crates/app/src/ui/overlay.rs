//! Overlays on the panes: help, problems, a picker.

use super::export;
use super::facets::title;
use super::paint::{CellBuffer, border, clear, put, rect};
use super::picker;
use super::pictures;
use super::problems;
use super::theme::{Part, Theme};
use crate::app::{Area, Help, HelpRow, Model, Overlay, PictureView, Size, Subject, TextInput};
use crate::markdown::wrap;
use crate::messages::Text;
use ratatui::style::{Modifier, Style};

/// Paints the overlay, if one is open. The line for a search in the post covers the status line. Returns the
/// cell of the text cursor if the overlay takes text.
pub fn paint(
    model: &Model,
    theme: &Theme,
    status: Area,
    buffer: &mut CellBuffer<'_>,
) -> Option<(u16, u16)> {
    let overlay = model.overlay.as_ref()?;
    let area = model.overlay_area()?;
    let heading = match overlay {
        Overlay::Find { typed, .. } => return Some(find(model, theme, typed, status, buffer)),
        // Typed in the pane itself, which paints it.
        Overlay::Filter => return None,
        Overlay::Name { typed } => {
            let (title, hint) = (Text::NameOfView, Text::NameHint);
            return Some(line_box(model, theme, (&title, &hint), typed, buffer));
        }
        Overlay::Note(input) => {
            let (title, hint) = (Text::NoteOn(&input.title), Text::NoteHint);
            return Some(line_box(model, theme, (&title, &hint), &input.typed, buffer));
        }
        Overlay::Confirm(_) => Text::Question,
        Overlay::Export(_) => Text::ExportHeading,
        Overlay::Help(_) => Text::Help,
        Overlay::Problems(_) => problems::heading(model),
        Overlay::Picker(picker) => match picker.subject {
            Subject::Values(facet) => title(facet),
            Subject::Links => Text::Links,
            Subject::Headings => Text::Headings,
            Subject::Actions => Text::Actions,
            Subject::Commands => Text::CommandsTitle,
            Subject::Views => Text::Views,
            Subject::Copies => Text::Copies,
            Subject::Related => Text::RelatedStories,
            Subject::Mute => Text::MuteTitle,
            Subject::QueryForms => Text::KeysQuery,
            Subject::OwnTags => Text::MyTags,
        },
        Overlay::Picture(shown) => {
            picture(model, theme, *shown, area, buffer);
            return None;
        }
    };
    dim(theme, status, buffer);
    clear(buffer, area, theme.part(Part::Text));
    let mut title = heading.say(model.context.language);
    if let (Overlay::Problems(_), Some(kind)) = (overlay, model.findings.kind) {
        title = format!("{title} · {}", kind.name());
    }
    let hint = match overlay {
        Overlay::Confirm(_) => Text::ConfirmHint,
        Overlay::Export(_) => Text::ExportHint,
        _ => Text::CloseHint,
    };
    let titles = (&*title, &*hint.say(model.context.language));
    border(buffer, area, titles, theme.part(Part::FocusedTitle));
    let inner = area.inside_border();
    match overlay {
        Overlay::Help(open) => {
            help(model, theme, inner, open, buffer);
            if open.typing || !open.typed.is_empty() {
                let x = area.x + 4 + buffer.width(&heading.say(model.context.language)) as u16;
                let room = (area.x + area.width).saturating_sub(x + 3);
                let style = theme.part(Part::Key);
                let used = put(buffer, x, area.y, room, "/ ", style);
                let shown = picker::tail(
                    &open.typed,
                    usize::from(room.saturating_sub(used + 1)),
                    buffer.ambiguous,
                );
                let cells = put(buffer, x + used, area.y, room, shown, theme.part(Part::Text));
                put(buffer, x + used + cells, area.y, 1, " ", theme.part(Part::Text));
                return open.typing.then_some((x + used + cells, area.y));
            }
        }
        Overlay::Problems(list) => problems::paint(model, theme, inner, *list, buffer),
        Overlay::Picker(picker) => return Some(picker::paint(model, theme, inner, picker, buffer)),
        Overlay::Export(dialog) => return export::paint(model, theme, inner, dialog, buffer),
        Overlay::Confirm(confirm) => {
            let room = inner.width.saturating_sub(2);
            let rows = wrap(&confirm.question, usize::from(room), buffer.ambiguous);
            for (row, y) in rows.iter().zip(inner.y..inner.y + inner.height) {
                put(buffer, inner.x + 1, y, room, row, theme.part(Part::Text));
            }
        }
        Overlay::Name { .. }
        | Overlay::Note(_)
        | Overlay::Find { .. }
        | Overlay::Filter
        | Overlay::Picture(_) => {}
    }
    None
}

/// Paints a picture at full size, with its text as the title.
fn picture(
    model: &Model,
    theme: &Theme,
    shown: PictureView,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    clear(buffer, area, theme.part(Part::Text));
    let text = pictures::full(model, theme, shown, area.inside_border(), buffer);
    let number = match shown.count {
        0 | 1 => String::new(),
        count => format!(" · {}/{count}", shown.index + 1),
    };
    let room = usize::from(area.width).saturating_sub(buffer.width(&number) + 4);
    let text = buffer.truncate(text.unwrap_or_default(), room);
    let title = format!("{text}{number}");
    let hint = Text::CloseHint.say(model.context.language);
    border(buffer, area, (&title, &hint), theme.part(Part::FocusedTitle));
}

/// Dims everything behind an overlay except the status line, which shows its keys. A click there closes the
/// overlay and opens nothing, so the links are no links meanwhile. Pictures cannot be dimmed, and are removed.
fn dim(theme: &Theme, status: Area, buffer: &mut CellBuffer<'_>) {
    let behind = Area { x: 0, y: 0, width: status.width, height: status.y };
    buffer.attachments.clear(behind);
    let style = Style { bg: None, ..theme.part(Part::Dim) };
    let plain = Modifier::BOLD | Modifier::REVERSED | Modifier::UNDERLINED;
    buffer.set_style(rect(behind), style.remove_modifier(plain));
}

/// Paints a box of one line in which a name or a note is typed, with a title and hints. Returns the cell of
/// the text cursor.
fn line_box(
    model: &Model,
    theme: &Theme,
    (title, hint): (&Text<'_>, &Text<'_>),
    typed: &str,
    buffer: &mut CellBuffer<'_>,
) -> (u16, u16) {
    let Size { width: columns, height } = model.context.size;
    let wide = columns.saturating_sub(2).min(60);
    let area = Area { x: (columns - wide) / 2, y: height / 3, width: wide, height: 3 };
    dim(theme, Area { y: height - 1, width: columns, ..Area::default() }, buffer);
    clear(buffer, area, theme.part(Part::Text));
    let room = usize::from(wide.saturating_sub(4));
    let title = buffer.truncate(&title.say(model.context.language), room);
    let titles = (&*title, &*hint.say(model.context.language));
    border(buffer, area, titles, theme.part(Part::FocusedTitle));
    let inner = area.inside_border();
    let room = inner.width.saturating_sub(3);
    let shown = picker::tail(typed, usize::from(room), buffer.ambiguous);
    let used = put(buffer, inner.x + 1, inner.y, room, shown, theme.part(Part::Text));
    (inner.x + 1 + used, inner.y)
}

/// Paints the text searched for in the post, over the status line. Returns the cell of the text cursor.
fn find(
    model: &Model,
    theme: &Theme,
    typed: &str,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) -> (u16, u16) {
    clear(buffer, area, theme.part(Part::Text));
    let hits = &model.reader.hits;
    let found = match (hits.count(), model.reader.hit) {
        _ if typed.is_empty() => String::new(),
        // The notice for this is covered by this line.
        _ if typed.chars().count() >= TextInput::MAX_CHARS => {
            Text::TypedFull(TextInput::MAX_CHARS).say(model.context.language)
        }
        (0, _) => Text::NoHits.say(model.context.language),
        (all, Some(hit)) => Text::HitOf(hit + 1, all).say(model.context.language),
        (all, None) => Text::Hits(all).say(model.context.language),
    };
    let right = (buffer.width(&found) as u16).min(area.width / 2);
    let used = put(buffer, area.x, area.y, area.width, " / ", theme.part(Part::Key));
    let room = area.width.saturating_sub(used + right + 3);
    let shown = picker::tail(typed, usize::from(room), buffer.ambiguous);
    let cells = put(buffer, area.x + used, area.y, room, shown, theme.part(Part::Text));
    let x = area.x + area.width - 1 - right;
    put(buffer, x, area.y, right, &found, theme.part(Part::Dim));
    (area.x + used + cells, area.y)
}

/// Width in cells below which help has a narrow column for keys.
const NARROW_HELP: u16 = 50;
/// Width of the narrow column, in cells, which fits most keys.
const SHORT_KEYS: u16 = 6;

fn help(model: &Model, theme: &Theme, area: Area, open: &Help, buffer: &mut CellBuffer<'_>) {
    let rows = open.rows(&model.context.keymap, model.context.language);
    if rows.is_empty() {
        let text = Text::NoValue.say(model.context.language);
        put(buffer, area.x + 1, area.y, area.width.saturating_sub(2), &text, theme.part(Part::Dim));
    }
    let widths = keys_widths(&rows, area, buffer);
    let rows = rows.iter().zip(widths).skip(open.top);
    for ((row, keys_width), y) in rows.zip(area.y..area.y + area.height) {
        // In little room, the few rows with many keys must not take it from the others.
        let column = if area.width < NARROW_HELP { keys_width.min(SHORT_KEYS) } else { keys_width };
        let room = area.width.saturating_sub(2);
        match row {
            HelpRow::Heading(text) => {
                put(buffer, area.x + 1, y, room, text, theme.part(Part::Heading));
            }
            HelpRow::Keys(keys, what) => {
                let keys = buffer.truncate(keys, usize::from(keys_width));
                let used = put(buffer, area.x + 1, y, keys_width, &keys, theme.part(Part::Key));
                let used = used.max(column);
                let room = room.saturating_sub(used + 2);
                let what = buffer.truncate(what, usize::from(room));
                put(buffer, area.x + used + 3, y, room, &what, theme.part(Part::Text));
            }
            HelpRow::Blank => {}
        }
    }
}

/// For each row, the width in cells of the widest keys in its group.
fn keys_widths(rows: &[HelpRow], area: Area, buffer: &CellBuffer<'_>) -> Vec<u16> {
    let most = usize::from(area.width) / 2;
    let groups = rows.chunk_by(|_, row| !matches!(row, HelpRow::Heading(_)));
    let widths = groups.flat_map(|group| {
        let widest = group.iter().map(|row| buffer.width(row.keys())).max().unwrap_or(0);
        std::iter::repeat_n(widest.min(most) as u16, group.len())
    });
    widths.collect()
}
