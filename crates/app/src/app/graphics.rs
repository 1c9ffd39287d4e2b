//! The way in which the terminal shows pictures, and the drawings made for it.

use crate::pictures::{Canvas, PictureFile, Protocol};
use std::ops::Range;
use std::sync::Arc;

/// The way in which the terminal shows pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Graphics {
    /// Its protocol; `None` if it can show no pictures.
    pub protocol: Option<Protocol>,
    /// Width and height of a cell in pixels, if known.
    pub cell: Option<(u16, u16)>,
}

/// Width and height of a cell in pixels where the terminal does not tell.
const USUAL_CELL: (u16, u16) = (8, 16);

impl Graphics {
    /// Width and height of a cell in pixels.
    pub fn cell(self) -> (u16, u16) {
        self.cell.filter(|(width, height)| *width > 0 && *height > 0).unwrap_or(USUAL_CELL)
    }

    /// Width and height of the part of a picture that a cell shows at its full size, in pixels.
    pub(super) fn picture_cell(self) -> (u16, u16) {
        match self.protocol {
            // They have few pixels; at the size of a large cell too little could be recognised.
            Some(Protocol::HalfBlocks) => USUAL_CELL,
            _ => self.cell(),
        }
    }

    /// The size in cells at which a picture is as large as it was made.
    pub(super) fn natural_size(self, file: &PictureFile) -> (u16, u16) {
        let (width, height) = self.picture_cell();
        let cells = |pixels: u32, cell: u16| {
            u16::try_from(pixels.div_ceil(u32::from(cell))).unwrap_or(u16::MAX)
        };
        (cells(file.width, width), cells(file.height, height))
    }
}

/// The inputs of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawingKey {
    /// The picture's file. Shared, so that keys of the same file are compared at once.
    pub file: Arc<PictureFile>,
    /// The room of the whole picture.
    pub canvas: Canvas,
    /// The rows that are drawn.
    pub part: Range<u16>,
}

impl DrawingKey {
    /// The key of the drawing of the whole picture.
    pub(super) fn whole(&self) -> Self {
        Self { part: 0..self.canvas.size.1, ..self.clone() }
    }
}
