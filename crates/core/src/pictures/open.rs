//! Opening and decoding files of pictures, within limits.

use super::picture_error::PictureError;
use super::pixels::Pixels;
use crate::file::{self, Links};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageReader, Limits};
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// Maximum size of a file in bytes.
const MAX_BYTES: u64 = 32 << 20;
/// Maximum number of pixels: those of a photograph of today. Decoding them takes up to half a second.
const MAX_PIXELS: u64 = 50_000_000;
/// Maximum number of pixels in a row or column.
const MAX_SIDE: u32 = 1 << 15;
/// Maximum number of bytes that a decoder may allocate, and of those of the decoded picture.
const MAX_ALLOCATED: u64 = 512 << 20;
/// Time after which a decoder gets no more of the file.
const MAX_TIME: Duration = Duration::from_secs(3);

/// A file that contains a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureFile {
    /// Its real path.
    pub path: PathBuf,
    /// Width in pixels, as shown.
    pub width: u32,
    /// Height in pixels, as shown.
    pub height: u32,
    /// Time of its last change and its length, which tell it from a later file at the same path.
    stamp: (Option<SystemTime>, u64),
}

impl PictureFile {
    /// Inspects the file at a real path; reads only the beginning.
    pub(super) fn inspect(real: &Path) -> Result<Self, PictureError> {
        let (file, metadata) = opened(real)?;
        let mut decoder = decoder(BufReader::new(file))?;
        let (width, height) = decoder.dimensions();
        check_size(width, height)?;
        let is_turned = decoder.orientation().is_ok_and(is_turned);
        let (width, height) = if is_turned { (height, width) } else { (width, height) };
        let stamp = (metadata.modified().ok(), metadata.len());
        Ok(Self { path: real.to_owned(), width, height, stamp })
    }

    /// Decodes the picture; of an animation, the first frame. Returns also how it is to be turned.
    pub(super) fn decode(&self) -> Result<(Pixels, Orientation), PictureError> {
        let (mut file, _) = opened(&self.path)?;
        let mut bytes = Vec::new();
        let limited = file.by_ref().take(MAX_BYTES);
        { limited }
            .read_to_end(&mut bytes)
            .map_err(|error| PictureError::Unreadable(error.to_string()))?;
        let until = Instant::now() + MAX_TIME;
        let mut decoder = decoder(TimedBytes { bytes: Cursor::new(bytes), until })?;
        let (width, height) = decoder.dimensions();
        check_size(width, height)?;
        let length = decoder.total_bytes();
        if length > MAX_ALLOCATED {
            return Err(PictureError::TooManyPixels(MAX_PIXELS));
        }
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let colour = decoder.color_type();
        let mut samples = vec![0; length as usize];
        decoder.read_image(&mut samples).map_err(|error| match error {
            _ if Instant::now() > until => PictureError::TooSlow,
            other => picture_error(&other),
        })?;
        let pixels = Pixels::new((width, height), colour, samples).ok_or(PictureError::Format)?;
        Ok((pixels, orientation))
    }
}

fn opened(real: &Path) -> Result<(std::fs::File, std::fs::Metadata), PictureError> {
    let (file, metadata) = file::open(real, Links::Refuse)?;
    // A link may have taken the place of one of its folders.
    if file::real_path(&file).is_some_and(|now| now != real) {
        return Err(PictureError::Outside);
    }
    if metadata.len() > MAX_BYTES {
        return Err(PictureError::TooLarge(MAX_BYTES));
    }
    Ok((file, metadata))
}

fn decoder<'a>(source: impl BufRead + Seek + 'a) -> Result<impl ImageDecoder + 'a, PictureError> {
    let reader = ImageReader::new(source).with_guessed_format();
    let mut reader = reader.map_err(|error| PictureError::Unreadable(error.to_string()))?;
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATED);
    reader.limits(limits);
    reader.into_decoder().map_err(|error| picture_error(&error))
}

fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    match u64::from(width) * u64::from(height) {
        0 => Err(PictureError::Damaged),
        1..=MAX_PIXELS => Ok(()),
        _ => Err(PictureError::TooManyPixels(MAX_PIXELS)),
    }
}

fn picture_error(error: &ImageError) -> PictureError {
    match error {
        ImageError::Unsupported(_) => PictureError::Format,
        ImageError::Limits(_) => PictureError::TooManyPixels(MAX_PIXELS),
        _ => PictureError::Damaged,
    }
}

/// Returns `true` if width and height are exchanged.
pub(super) fn is_turned(orientation: Orientation) -> bool {
    use Orientation as O;
    matches!(orientation, O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH)
}

/// Bytes that end with an error at some time, since no decoder can be told to stop.
struct TimedBytes {
    bytes: Cursor<Vec<u8>>,
    until: Instant,
}

impl TimedBytes {
    fn check(&self) -> io::Result<()> {
        if Instant::now() > self.until {
            return Err(io::Error::from(io::ErrorKind::TimedOut));
        }
        Ok(())
    }
}

impl Read for TimedBytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        self.bytes.read(buffer)
    }
}

impl BufRead for TimedBytes {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        /// Number of bytes between two looks at the clock.
        const PIECE: usize = 8192;
        self.check()?;
        let rest = self.bytes.fill_buf()?;
        Ok(&rest[..rest.len().min(PIECE)])
    }

    fn consume(&mut self, count: usize) {
        self.bytes.consume(count);
    }
}

impl Seek for TimedBytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
