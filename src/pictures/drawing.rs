//! A picture scaled to cells, in the form that a terminal takes.

use super::base64;
use super::open::PictureFile;
use super::picture_error::PictureError;
use super::sixel;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbaImage, imageops};
use std::ops::Range;

/// The way a terminal shows pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// Blocks of half a cell in two colours, which every terminal with enough colours can show.
    #[default]
    HalfBlocks,
    /// The graphics protocol of kitty.
    Kitty,
    /// The inline images of iTerm2.
    ITerm2,
    /// Sixels of DEC.
    Sixel,
}

/// A picture, or some rows of it, as a terminal takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Width in cells.
    pub columns: u16,
    /// Height in cells.
    pub rows: u16,
    /// Red, green, blue and opacity of each half of a cell, from left to right and from top to bottom. Empty
    /// for a part of a picture.
    pub halves: Vec<[u8; 4]>,
    /// The picture itself; `None` for half blocks.
    pub graphic: Option<Graphic>,
}

/// A picture in the form of a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Graphic {
    /// A PNG file in Base64, for kitty and iTerm2.
    Png {
        /// The file.
        base64: String,
        /// Length of the file in bytes.
        bytes: usize,
        /// Height in pixels.
        height: u32,
        /// Width in pixels.
        width: u32,
    },
    /// The parameters and data of a sixel sequence.
    Sixel(String),
}

impl Drawing {
    /// Number of bytes that it takes in memory.
    pub fn bytes(&self) -> usize {
        let graphic = match &self.graphic {
            Some(Graphic::Png { base64, .. }) => base64.len(),
            Some(Graphic::Sixel(data)) => data.len(),
            None => 0,
        };
        graphic + self.halves.len() * 4 + size_of::<Self>()
    }

    /// The colours of the two halves of a cell, the upper first.
    pub fn cell(&self, column: u16, row: u16) -> Option<([u8; 4], [u8; 4])> {
        if column >= self.columns {
            return None;
        }
        let at = |half: usize| {
            let row = usize::from(row) * 2 + half;
            self.halves.get(row * usize::from(self.columns) + usize::from(column)).copied()
        };
        Some((at(0)?, at(1)?))
    }
}

/// Decodes a picture and draws it on cells of `cell` pixels: `columns` × `rows` for the whole picture, of
/// which `part` is drawn.
///
/// # Errors
///
/// The file cannot be decoded within the limits.
pub fn draw(
    file: &PictureFile,
    protocol: Protocol,
    (columns, rows): (u16, u16),
    part: Range<u16>,
    cell: (u16, u16),
) -> Result<Drawing, PictureError> {
    let image = file.decode()?;
    let is_whole = part == (0..rows);
    let half_rows = u32::from(rows) * 2;
    let halves = if is_whole {
        image
            .thumbnail_exact(u32::from(columns), half_rows)
            .into_rgba8()
            .pixels()
            .map(|it| it.0)
            .collect()
    } else {
        Vec::new()
    };
    let graphic = (protocol != Protocol::HalfBlocks).then(|| {
        let (wide, high) = (u32::from(cell.0.max(1)), u32::from(cell.1.max(1)));
        let (width, height) = (u32::from(columns) * wide, u32::from(rows) * high);
        let mut pixels = if width <= image.width() && height <= image.height() {
            image.thumbnail_exact(width, height).into_rgba8()
        } else {
            image.resize_exact(width, height, imageops::FilterType::Triangle).into_rgba8()
        };
        if !is_whole {
            let (top, rows) = (u32::from(part.start) * high, u32::from(part.end - part.start));
            pixels = imageops::crop_imm(&pixels, 0, top, width, rows * high).to_image();
        }
        match protocol {
            Protocol::Sixel => Graphic::Sixel(sixel::encode(&pixels)),
            _ => png(&pixels),
        }
    });
    Ok(Drawing { columns, rows: part.end - part.start, halves, graphic })
}

fn png(pixels: &RgbaImage) -> Graphic {
    let (width, height) = pixels.dimensions();
    let mut file = Vec::new();
    // A compression that costs little time, since the terminal is usually on the same machine.
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Sub);
    // Writing to memory does not fail.
    let _ = if pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        let opaque: Vec<u8> = pixels.pixels().flat_map(|it| [it.0[0], it.0[1], it.0[2]]).collect();
        encoder.write_image(&opaque, width, height, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(pixels, width, height, ExtendedColorType::Rgba8)
    };
    Graphic::Png { bytes: file.len(), base64: base64::encode(&file), width, height }
}
