//! Pictures: placed for the terminal to draw, or painted as blocks of half a cell.

use super::attachments::PlacedPicture;
use super::paint::CellBuffer;
use super::theme::Theme;
use crate::app::{Area, Model, Overlay, PictureView};
use crate::markdown::Picture;
use crate::pictures::{Drawing, Protocol, over};
use crate::text::Ambiguous;
use std::ops::Range;
use std::sync::Arc;

/// Opacity below which a pixel is not painted.
const OPAQUE: u8 = 16;

/// Paints the pictures in sight of the post in the reader. Under an overlay that dims the screen there are
/// none.
pub fn paint(model: &Model, theme: &Theme, column: Area, buffer: &mut CellBuffer<'_>) {
    if !matches!(model.overlay, None | Some(Overlay::Filter | Overlay::Find { .. })) {
        return;
    }
    for seen in model.reader.pictures_in_sight(usize::from(column.height)) {
        let Picture { indent, columns, rows, .. } = *seen.picture;
        // Not while the text is laid out for another width.
        if indent + columns > column.width {
            continue;
        }
        let drawing = model.reader.drawing(seen.picture, &seen.part, &model.context);
        let Some((whole, of_part)) = drawing else { continue };
        let (x, y) = (column.x + indent, column.y + seen.y);
        let protocol = model.context.graphics.protocol.unwrap_or_default();
        let drawing = match protocol {
            Protocol::HalfBlocks => None,
            Protocol::Kitty => Some((whole, seen.part.clone())),
            _ if seen.part == (0..rows) => Some((whole, seen.part.clone())),
            // Until the part is drawn, it is shown in blocks.
            _ => of_part.map(|part| (part, 0..part.rows)),
        };
        match drawing {
            Some((drawing, part)) => place(drawing, part, protocol, (x, y), buffer),
            None => blocks(model, theme, (whole, seen.part), (x, y), buffer),
        }
    }
}

/// Paints a picture at full size, in the middle of an area. Returns its text.
pub fn full<'m>(
    model: &'m Model,
    theme: &Theme,
    shown: PictureView,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) -> Option<&'m str> {
    let picture = model.reader.full_drawing(shown, &model.context)?;
    let (columns, rows) = picture.size;
    let x = area.x + (area.width.saturating_sub(columns)) / 2;
    let y = area.y + (area.height.saturating_sub(rows)) / 2;
    let protocol = model.context.graphics.protocol.unwrap_or_default();
    match picture.drawing {
        Some(drawing) if protocol == Protocol::HalfBlocks => {
            blocks(model, theme, (drawing, 0..rows), (x, y), buffer);
        }
        Some(drawing) => place(drawing, 0..rows, protocol, (x, y), buffer),
        None => {}
    }
    Some(picture.text)
}

fn place(
    drawing: &Arc<Drawing>,
    part: Range<u16>,
    protocol: Protocol,
    (x, y): (u16, u16),
    buffer: &mut CellBuffer<'_>,
) {
    let drawing = Arc::clone(drawing);
    buffer.attachments.pictures.push(PlacedPicture { x, y, drawing, part, protocol });
}

/// Paints rows of a drawing as half blocks.
fn blocks(
    model: &Model,
    theme: &Theme,
    (drawing, part): (&Drawing, Range<u16>),
    (x, y): (u16, u16),
    buffer: &mut CellBuffer<'_>,
) {
    let ground = model.context.ground().unwrap_or_default();
    for (row, y) in part.zip(y..) {
        for (column, x) in (0..drawing.columns).zip(x..) {
            let Some((upper, lower)) = drawing.cell(column, row) else { continue };
            if upper[3] < OPAQUE && lower[3] < OPAQUE {
                continue;
            }
            let (mut upper, mut lower) = (over(upper, ground), over(lower, ground));
            if buffer.ambiguous == Ambiguous::Two {
                // There the block would be twice as wide.
                upper = mean(upper, lower);
                lower = upper;
            }
            let (Some(upper), Some(lower)) = (theme.pixel(upper), theme.pixel(lower)) else {
                return;
            };
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.set_symbol(if upper == lower { " " } else { "▀" });
                cell.set_fg(upper).set_bg(lower);
            }
        }
    }
}

fn mean(one: (u8, u8, u8), other: (u8, u8, u8)) -> (u8, u8, u8) {
    (one.0.midpoint(other.0), one.1.midpoint(other.1), one.2.midpoint(other.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_two_colours_is_between_them() {
        assert_eq!(mean((0, 10, 255), (255, 20, 255)), (127, 15, 255));
    }
}
