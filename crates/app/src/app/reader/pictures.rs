//! The pictures of the post in the reader: their files, the room they take, and their drawings.
//!
//! Files are found once for each text, which gives the size of each picture; the text is then laid out
//! again. Drawings are made one by one, for the pictures in sight first, and kept within a bound on memory.

use super::{Body, Reader};
use crate::app::context::Context;
use crate::app::graphics::{DrawingKey, Graphics};
use crate::app::job::Job;
use crate::app::latest::Latest;
use crate::app::message::{Effect, Message};
use crate::app::overlay::PictureView;
use crate::app::overlay_area::picture_area;
use crate::config::ShowPictures;
use crate::markdown::{ImageForm, ImageForms, Picture, fitted, image_addresses};
use crate::messages::{Language, Text};
use crate::pictures::{Canvas, Drawing, PictureError, PictureFile, Protocol};
use crate::post::Post;
use crate::text::clean_line;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Maximum number of bytes of drawings that are kept while they are not in sight.
const MAX_BYTES: usize = 48 << 20;
/// Pictures smaller than this, in columns and rows, are icons within a text, and shown only on request.
const SMALLEST: (u16, u16) = (3, 2);

type Found = HashMap<String, Result<Arc<PictureFile>, PictureError>>;

/// The pictures of the post in the reader.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    /// The file of each local image, by its address.
    found: Latest<Found>,
    /// Incremented whenever `found` or `failed` changes.
    findings: u64,
    /// The text whose images were asked for: the number of its request, and whether it is the whole.
    asked: Option<(u64, bool)>,
    /// Pictures that could not be decoded.
    failed: Vec<(Arc<PictureFile>, PictureError)>,
    forms: Arc<ImageForms>,
    forms_of: Option<FormsKey>,
    /// Incremented whenever the forms change.
    version: u64,
    /// Drawings, the last used at the end.
    drawings: Vec<(DrawingKey, Arc<Drawing>)>,
    /// The drawing that is being made, and the number of its request.
    drawing: Option<(u64, DrawingKey)>,
    request: u64,
}

/// The inputs of the forms of images.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FormsKey {
    findings: u64,
    graphics: Graphics,
    mode: ShowPictures,
    max_rows: u16,
    language: Language,
}

/// The rows of a picture that are in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureInSight<'p> {
    /// The picture.
    pub picture: &'p Picture,
    /// Its rows that are in sight.
    pub part: Range<u16>,
    /// Index of the first of them on the screen, from the top of the text.
    pub y: u16,
}

impl Pictures {
    /// The forms of the images.
    pub(super) fn forms(&self) -> &Arc<ImageForms> {
        &self.forms
    }

    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Forgets the pictures of a post that is left; drawings stay for when it is read again.
    pub(super) fn leave(&mut self) {
        if self.asked.take().is_some() {
            self.found.ask();
            self.found.clear();
            self.findings += 1;
        }
    }

    /// No pictures; requests keep their numbers.
    pub(super) fn cleared(mut self) -> Self {
        self.leave();
        Self { drawings: Vec::new(), failed: Vec::new(), ..self }
    }

    /// Takes over the files of the images, unless a newer request was made, or a drawing, if it is the one
    /// that was asked for last.
    pub(crate) fn take(&mut self, answer: Message) {
        match answer {
            Message::PicturesFound { request, found } => {
                let shared = found.into_iter().map(|(address, file)| (address, file.map(Arc::new)));
                self.take_found(request, shared.collect());
            }
            Message::PictureDrawn { request, drawing } => {
                let Some((_, key)) = self.drawing.take_if(|(number, _)| *number == request) else {
                    return;
                };
                match drawing {
                    Ok(drawing) => self.drawings.push((key, drawing)),
                    Err(error) => {
                        self.failed.push((key.file, error));
                        self.findings += 1;
                    }
                }
            }
            _ => debug_assert!(false, "a message for another part of the model"),
        }
    }

    fn take_found(&mut self, request: u64, found: Found) {
        if self.found.take(request, found) {
            self.findings += 1;
        }
    }

    /// The drawing for a key, if it was made.
    fn drawing(&self, key: &DrawingKey) -> Option<&Arc<Drawing>> {
        self.drawings.iter().rev().find(|(own, _)| own == key).map(|(_, drawing)| drawing)
    }

    /// The file of an image, if it can be shown.
    fn file(&self, address: &str) -> Option<&Arc<PictureFile>> {
        let file = self.found.get().get(address)?.as_ref().ok()?;
        self.failure(file).is_none().then_some(file)
    }

    fn failure(&self, file: &Arc<PictureFile>) -> Option<&PictureError> {
        self.failed.iter().find(|(failed, _)| failed == file).map(|(_, error)| error)
    }

    /// Removes drawings that are not wanted, the longest unused first, until the others fit.
    fn evict(&mut self, wanted: &[DrawingKey]) {
        for key in wanted.iter().rev() {
            if let Some(at) = self.drawings.iter().position(|(own, _)| own == key) {
                let drawing = self.drawings.remove(at);
                self.drawings.push(drawing);
            }
        }
        let mut bytes: usize = self.drawings.iter().map(|(_, drawing)| drawing.bytes()).sum();
        self.drawings.retain(|(key, drawing)| {
            let goes = bytes > MAX_BYTES && !wanted.contains(key);
            bytes -= if goes { drawing.bytes() } else { 0 };
            !goes
        });
    }
}

impl Reader {
    /// Updates the forms of the images; returns a request for their files.
    pub(super) fn derive_pictures(&mut self, post: &Post, context: &Context) -> Option<Effect> {
        let pictures = &mut self.pictures;
        let mode = context.config.pictures;
        let is_shown = mode != ShowPictures::Off && context.graphics.protocol.is_some();
        let mut effect = None;
        if let Body::Ready(blocks) = &self.body
            && is_shown
            && pictures.asked != Some((self.answered, !self.is_beginning))
        {
            pictures.asked = Some((self.answered, !self.is_beginning));
            let addresses = image_addresses(blocks);
            let request = pictures.found.ask();
            if post.file().is_some() && !addresses.is_empty() {
                let origin = post.origin();
                effect = Some(Effect::Work(Job::FindPictures { request, origin, addresses }));
            } else if !pictures.found.get().is_empty() {
                pictures.take_found(request, Found::default());
            }
        }
        let key = FormsKey {
            findings: pictures.findings,
            graphics: context.graphics,
            mode: if is_shown { mode } else { ShowPictures::Off },
            // The height of the screen matters only if there are pictures.
            max_rows: if pictures.found.get().is_empty() { 0 } else { max_rows(context) },
            language: context.language,
        };
        if pictures.forms_of.as_ref() != Some(&key) {
            let forms = pictures.made_forms(&key);
            if forms != *pictures.forms {
                pictures.forms = Arc::new(forms);
                pictures.version += 1;
            }
            pictures.forms_of = Some(key);
        }
        effect
    }

    /// Returns a request for the first drawing that is missing: that of the picture at full size, or those in
    /// sight and then the next ones.
    pub(crate) fn ask_for_drawing(
        &mut self,
        full: Option<PictureView>,
        context: &Context,
    ) -> Option<Effect> {
        if self.document.pictures.is_empty() || self.pictures.drawing.is_some() {
            return None;
        }
        let keys = self.wanted_drawings(full, context);
        let missing = keys.iter().find(|key| self.pictures.drawing(key).is_none()).cloned();
        let pictures = &mut self.pictures;
        pictures.evict(&keys);
        let key = missing?;
        pictures.request += 1;
        let request = pictures.request;
        pictures.drawing = Some((request, key.clone()));
        let whole = pictures.drawing(&key.whole()).cloned();
        Some(Effect::Work(Job::DrawPicture { request, key: Box::new(key), whole }))
    }

    fn wanted_drawings(&self, full: Option<PictureView>, context: &Context) -> Vec<DrawingKey> {
        if let Some(full) = full {
            return self.full_picture(full, context).map(|(_, key)| key).into_iter().collect();
        }
        if context.panes().is_none_or(|panes| panes.reader.is_none()) {
            return Vec::new();
        }
        let height = context.reader_height();
        let has_parts = context.graphics.protocol.is_some_and(has_own_rows);
        // The rows of pictures that are in sight from a line on, if not all of them are.
        let parts_from = |top: usize| {
            let seen = self.pictures_between(top, top + height).into_iter();
            let partly = seen.filter(move |it| has_parts && it.part != (0..it.picture.rows));
            partly.filter_map(|it| {
                let key = self.drawing_key(it.picture, context)?;
                Some(DrawingKey { part: it.part, ..key })
            })
        };
        let wholes_between = |top: usize, bottom: usize| {
            let seen = self.pictures_between(top, bottom).into_iter();
            seen.filter_map(|it| self.drawing_key(it.picture, context))
        };
        let mut keys: Vec<DrawingKey> = wholes_between(self.top, self.top + height).collect();
        keys.extend(parts_from(self.top));
        keys.extend(wholes_between(self.top + height, self.top + height * 2));
        // For the next step in either direction.
        keys.extend(parts_from(self.top + 1));
        keys.extend(parts_from(self.top.saturating_sub(1)));
        keys
    }

    /// The pictures in sight in a pane of `height` rows.
    pub fn pictures_in_sight(&self, height: usize) -> Vec<PictureInSight<'_>> {
        self.pictures_between(self.top, self.top + height)
    }

    fn pictures_between(&self, top: usize, bottom: usize) -> Vec<PictureInSight<'_>> {
        let pictures = self.document.pictures.iter().filter_map(|picture| {
            let row = self.head.len() + picture.line;
            let (start, end) = (row.max(top), (row + usize::from(picture.rows)).min(bottom));
            (start < end).then(|| PictureInSight {
                picture,
                part: (start - row) as u16..(end - row) as u16,
                y: (start - top) as u16,
            })
        });
        pictures.collect()
    }

    fn drawing_key(&self, picture: &Picture, context: &Context) -> Option<DrawingKey> {
        let file = Arc::clone(self.pictures.file(&picture.address)?);
        let protocol = context.graphics.protocol?;
        let canvas = Canvas {
            protocol,
            size: (picture.columns, picture.rows),
            cell: context.graphics.picture_cell(),
            ground: context.exact_ground().filter(|_| has_own_rows(protocol)),
        };
        Some(DrawingKey { file, canvas, part: 0..picture.rows })
    }

    /// The drawing of a whole picture in the text, if it was made, and that of the rows `part`, if the
    /// terminal needs one of its own for these.
    pub fn drawing(
        &self,
        picture: &Picture,
        part: &Range<u16>,
        context: &Context,
    ) -> Option<(&Arc<Drawing>, Option<&Arc<Drawing>>)> {
        let key = self.drawing_key(picture, context)?;
        let whole = self.pictures.drawing(&key)?;
        let key = DrawingKey { part: part.clone(), ..key };
        Some((whole, self.pictures.drawing(&key)))
    }

    /// A picture at full size, and the key of its drawing.
    fn full_picture(&self, full: PictureView, context: &Context) -> Option<(&Picture, DrawingKey)> {
        let pictures = &self.document.pictures;
        let picture = pictures.get(full.index.min(pictures.len().checked_sub(1)?))?;
        let key = self.drawing_key(picture, context)?;
        let inner = picture_area(context.size).inside_border();
        let size = fitted(context.graphics.natural_size(&key.file), (inner.width, inner.height));
        let key = DrawingKey { canvas: Canvas { size, ..key.canvas }, part: 0..size.1, ..key };
        Some((picture, key))
    }

    /// A picture at full size: its text, its size in columns and rows, and its drawing, if it was made.
    pub fn full_drawing(&self, full: PictureView, context: &Context) -> Option<FullPicture<'_>> {
        let (picture, key) = self.full_picture(full, context)?;
        let drawing = self.pictures.drawing(&key);
        Some(FullPicture { text: &picture.text, size: key.canvas.size, drawing })
    }

    /// The picture to show at full size: that of a link, or else the first in sight, or the next one.
    pub(crate) fn picture_to_show(
        &self,
        link: Option<usize>,
    ) -> Result<PictureView, Text<'static>> {
        let pictures = &self.document.pictures;
        let is_shown = |picture: &&Picture| self.pictures.file(&picture.address).is_some();
        let index = match link {
            Some(number) => {
                let Some(link) = self.document.links.get(number) else {
                    return Err(Text::NoLink(number + 1));
                };
                pictures.iter().position(|picture| picture.address == link.url)
            }
            None => {
                let read = self.line.saturating_sub(self.head.len());
                let is_seen =
                    |picture: &Picture| picture.line + usize::from(picture.rows.max(1)) > read;
                pictures
                    .iter()
                    .position(|it| is_seen(it) && is_shown(&it))
                    .or_else(|| pictures.iter().rposition(|picture| is_shown(&picture)))
            }
        };
        let index = index.filter(|index| pictures.get(*index).as_ref().is_some_and(is_shown));
        let count = pictures.len();
        index.map(|index| PictureView { index, count }).ok_or(Text::NoPicture)
    }
}

/// A picture at full size.
#[derive(Clone, Copy, Debug)]
pub struct FullPicture<'p> {
    /// Its alternative text, or else the name of its file.
    pub text: &'p str,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The drawing, if it was made.
    pub drawing: Option<&'p Arc<Drawing>>,
}

/// Returns `true` if rows of a picture are drawn by themselves, since the terminal has no whole to show rows
/// of; and on the colour below them.
fn has_own_rows(protocol: Protocol) -> bool {
    matches!(protocol, Protocol::ITerm2 | Protocol::Sixel)
}

/// Maximum height of a picture in the text, so that some of the text beside it is in sight.
fn max_rows(context: &Context) -> u16 {
    u16::try_from(context.reader_height() * 3 / 4).unwrap_or(u16::MAX).max(1)
}

impl Pictures {
    fn made_forms(&self, key: &FormsKey) -> ImageForms {
        if key.mode == ShowPictures::Off {
            return ImageForms::default();
        }
        let form = |found: &Result<Arc<PictureFile>, PictureError>| match found {
            Ok(file) => match self.failure(file) {
                Some(error) => ImageForm::Missing(reason(error, key.language)),
                None => {
                    let (columns, rows) = key.graphics.natural_size(file);
                    let is_icon = columns < SMALLEST.0 || rows < SMALLEST.1;
                    let is_shown = key.mode == ShowPictures::Auto && !is_icon;
                    ImageForm::Picture { columns, rows: if is_shown { rows } else { 0 } }
                }
            },
            Err(error) => ImageForm::Missing(reason(error, key.language)),
        };
        let found = self.found.get().iter();
        let by_address = found.map(|(address, found)| (address.clone(), form(found))).collect();
        ImageForms { max_rows: key.max_rows, by_address }
    }
}

/// The reason why there is no picture, as a clean text.
fn reason(error: &PictureError, language: Language) -> String {
    let text = match error {
        PictureError::Missing => Text::PictureMissing,
        PictureError::Outside => Text::PictureOutside,
        PictureError::NotRegular => Text::PictureNotRegular,
        PictureError::Format => Text::PictureFormat,
        PictureError::TooLarge(bytes) => Text::PictureTooLarge(bytes >> 20),
        PictureError::TooManyPixels(pixels) => Text::PictureTooManyPixels(pixels / 1_000_000),
        PictureError::Damaged => Text::PictureDamaged,
        PictureError::TooSlow => Text::PictureTooSlow,
        PictureError::Unreadable(why) => return clean_line(why),
    };
    text.say(language)
}
