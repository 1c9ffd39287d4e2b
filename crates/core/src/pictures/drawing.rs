//! A picture scaled to cells, in the form that a terminal takes.

use super::base64;
use super::blend::over;
use super::open::{PictureFile, is_turned};
use super::picture_error::PictureError;
use super::pixels::Pixels;
use super::sixel;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{ColorType, ExtendedColorType, ImageEncoder, RgbaImage, imageops};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Set if it leaves nothing of what is below it in sight.
    pub is_opaque: bool,
    /// The pixels of a whole picture, from which its rows are drawn; `None` where a terminal shows rows of a
    /// picture that it has.
    pub pixels: Option<RgbaImage>,
}

/// The room in which a picture is drawn, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Canvas {
    /// The protocol of the terminal.
    pub protocol: Protocol,
    /// Columns and rows of the whole picture.
    pub size: (u16, u16),
    /// Width and height of a cell in pixels. A picture is drawn no larger than it was made.
    pub cell: (u16, u16),
    /// The colour below the picture, if that is to be mixed with it: sixels are opaque, and what a terminal
    /// has below the inline images of iTerm2 differs.
    pub ground: Option<(u8, u8, u8)>,
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
        let pixels = self.pixels.as_ref().map_or(0, |pixels| pixels.as_raw().len());
        graphic + pixels + self.halves.len() * 4 + size_of::<Self>()
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

/// Draws the rows `part` of a picture: from the whole, if that was drawn before, or else from its file.
///
/// # Errors
///
/// The file cannot be decoded within the limits.
pub fn draw(
    file: &PictureFile,
    canvas: &Canvas,
    part: Range<u16>,
    whole: Option<&Drawing>,
) -> Result<Drawing, PictureError> {
    let is_whole = part == (0..canvas.size.1);
    match whole {
        _ if is_whole => draw_whole(file, canvas),
        Some(whole) => Ok(canvas.draw_part(whole, part)),
        None => Ok(canvas.draw_part(&draw_whole(file, canvas)?, part)),
    }
}

/// Decodes a picture and draws it. It keeps its proportions; what it leaves of the last column and row is
/// transparent.
fn draw_whole(file: &PictureFile, canvas: &Canvas) -> Result<Drawing, PictureError> {
    let (picture, orientation) = file.decode()?;
    let (columns, rows) = (u32::from(canvas.size.0), u32::from(canvas.size.1));
    let (width, height) = (columns * canvas.cell_width(), rows * canvas.cell_height());
    let turn = |(x, y): (u32, u32)| if is_turned(orientation) { (y, x) } else { (x, y) };
    let fitted = fitted(turn((picture.width, picture.height)), (width, height));
    let halves_wide = share(columns, fitted.0, width);
    let halves_high = share(rows * 2, fitted.1, height);
    let blocks = |pixels: &Pixels, orientation: Orientation, size: (u32, u32)| {
        let halves = turned(pixels.shrunk(size), orientation);
        placed(&halves, (columns, rows * 2)).pixels().map(|pixel| pixel.0).collect()
    };
    let (halves, pixels) = if canvas.protocol == Protocol::HalfBlocks {
        (blocks(&picture, orientation, turn((halves_wide, halves_high))), None)
    } else {
        let scaled = turned(picture.shrunk(turn(fitted)), orientation);
        drop(picture);
        let pixels = placed(&scaled, (width, height));
        let scaled = Pixels::new(scaled.dimensions(), ColorType::Rgba8, scaled.into_raw());
        let halves = scaled
            .map(|it| blocks(&it, Orientation::NoTransforms, (halves_wide, halves_high)))
            .unwrap_or_default();
        (halves, Some(pixels))
    };
    let graphic = pixels.as_ref().map(|pixels| canvas.graphic(pixels));
    // Rows of a picture of kitty's are rows of the whole one.
    let pixels = pixels.filter(|_| canvas.protocol != Protocol::Kitty);
    let (columns, rows) = canvas.size;
    Ok(Drawing { columns, rows, halves, graphic, is_opaque: canvas.ground.is_some(), pixels })
}

impl Canvas {
    fn cell_width(&self) -> u32 {
        u32::from(self.cell.0.max(1))
    }

    fn cell_height(&self) -> u32 {
        u32::from(self.cell.1.max(1))
    }

    /// Draws rows of a picture again, for a terminal that cannot show rows of a picture that it has.
    fn draw_part(&self, whole: &Drawing, part: Range<u16>) -> Drawing {
        let graphic = whole.pixels.as_ref().map(|pixels| {
            let top = u32::from(part.start) * self.cell_height();
            let height = u32::from(part.end - part.start) * self.cell_height();
            let rows = imageops::crop_imm(pixels, 0, top, pixels.width(), height);
            self.graphic(&rows.to_image())
        });
        let (columns, rows) = (self.size.0, part.end - part.start);
        let is_opaque = self.ground.is_some();
        Drawing { columns, rows, halves: Vec::new(), graphic, is_opaque, pixels: None }
    }

    fn graphic(&self, pixels: &RgbaImage) -> Graphic {
        match self.protocol {
            Protocol::Sixel => Graphic::Sixel(sixel::encode(pixels, self.ground)),
            _ => png(pixels, self.ground),
        }
    }
}

/// The size of a picture in a room: as it is, or else as large as it fits.
fn fitted((width, height): (u32, u32), room: (u32, u32)) -> (u32, u32) {
    if width <= room.0 && height <= room.1 {
        (width, height)
    } else if u64::from(width) * u64::from(room.1) >= u64::from(height) * u64::from(room.0) {
        (room.0, share(height, room.0, width).min(room.1))
    } else {
        (share(width, room.1, height).min(room.0), room.1)
    }
}

/// `part` of `of` parts of a number, rounded, but at least one.
fn share(number: u32, part: u32, of: u32) -> u32 {
    let (number, part, of) = (u64::from(number), u64::from(part), u64::from(of.max(1)));
    ((number * part + of / 2) / of).max(1) as u32
}

/// A picture turned as its file says.
fn turned(pixels: RgbaImage, orientation: Orientation) -> RgbaImage {
    use Orientation as O;
    let mut pixels = match orientation {
        O::Rotate90 | O::Rotate90FlipH => imageops::rotate90(&pixels),
        O::Rotate180 => imageops::rotate180(&pixels),
        O::Rotate270 | O::Rotate270FlipH => imageops::rotate270(&pixels),
        O::NoTransforms | O::FlipHorizontal | O::FlipVertical => pixels,
    };
    match orientation {
        O::FlipHorizontal | O::Rotate90FlipH | O::Rotate270FlipH => {
            imageops::flip_horizontal_in_place(&mut pixels);
        }
        O::FlipVertical => imageops::flip_vertical_in_place(&mut pixels),
        O::NoTransforms | O::Rotate90 | O::Rotate180 | O::Rotate270 => {}
    }
    pixels
}

/// A picture at the top left of a transparent one of another size.
fn placed(pixels: &RgbaImage, (width, height): (u32, u32)) -> RgbaImage {
    let mut room = RgbaImage::new(width, height);
    imageops::replace(&mut room, pixels, 0, 0);
    room
}

fn png(pixels: &RgbaImage, ground: Option<(u8, u8, u8)>) -> Graphic {
    let (width, height) = pixels.dimensions();
    let mut file = Vec::new();
    // A compression that costs little time, since the terminal is usually on the same machine.
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Sub);
    // Writing to memory does not fail.
    let _ = if ground.is_some() || pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        let mixed = pixels.pixels().map(|pixel| over(pixel.0, ground.unwrap_or_default()));
        let opaque: Vec<u8> = mixed.flat_map(<[u8; 3]>::from).collect();
        encoder.write_image(&opaque, width, height, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(pixels, width, height, ExtendedColorType::Rgba8)
    };
    Graphic::Png { bytes: file.len(), base64: base64::encode(&file), width, height }
}
