//! Paragraphs with images: each picture has rows of its own, above a line with its text.

use super::Block;
use super::block::Inline;
use super::document::{Picture, Role, Style};
use super::image::{stand_in, words_of};
use super::image_forms::{ImageForm, fitted};
use super::layout::{LayoutBuilder, LayoutRow};
use super::reference::of_blocks;
use std::collections::HashSet;
use std::ops::Range;

/// The addresses of the images in some blocks, and of links around images, each once, in the order of the
/// text.
pub fn image_addresses(blocks: &[Block]) -> Vec<String> {
    let mut seen = HashSet::new();
    let images = of_blocks(blocks).into_iter().filter(|link| words_of(&link.text).is_some());
    images.map(|link| link.url).filter(|url| seen.insert(url.clone())).collect()
}

/// A part of a paragraph that is laid out by itself.
struct Segment<'p> {
    inlines: &'p [Inline],
    /// Set if it consists of one image.
    is_image: bool,
}

impl LayoutBuilder<'_> {
    /// Lays out a paragraph with its pictures.
    pub(super) fn paragraph(
        &mut self,
        inlines: &[Inline],
        offset: usize,
        cells: usize,
        base: Role,
    ) -> Vec<LayoutRow> {
        let (images, inner) = (self.images, inner_images(inlines));
        let has_form = |address: &str| images.by_address.contains_key(address);
        let has_forms = !images.by_address.is_empty()
            && (0..inlines.len()).any(|at| address_of(inlines, at, inner).is_some_and(has_form));
        if !has_forms {
            return self.text(inlines, offset, cells, base);
        }
        let mut rows: Vec<LayoutRow> = Vec::new();
        for segment in segments(inlines) {
            let start =
                segment.inlines.iter().find_map(source).map_or(offset, |source| source.start);
            let start = if rows.is_empty() { offset } else { start };
            let mut text = segment.inlines.to_vec();
            let (mut pictures, mut on_request) = (Vec::new(), Vec::new());
            for at in 0..text.len() {
                let Some(address) = address_of(segment.inlines, at, inner) else { continue };
                let (form, Inline::Text { text, range, .. }) =
                    (self.images.by_address.get(address), &mut text[at])
                else {
                    continue;
                };
                let words = words_of(text).unwrap_or_default().to_owned();
                match form {
                    Some(ImageForm::Picture { rows: 0, .. }) => {
                        let address = address.to_owned();
                        on_request.push(Picture { address, text: words, ..Picture::default() });
                    }
                    Some(ImageForm::Picture { columns, rows }) => {
                        let most = (u16::try_from(cells).unwrap_or(u16::MAX), self.images.max_rows);
                        let (columns, rows) = fitted((*columns, *rows), most);
                        let address = address.to_owned();
                        if segment.is_image {
                            text.clone_from(&words);
                        }
                        let text = words;
                        let picture =
                            Picture { address, text, columns, rows, ..Picture::default() };
                        pictures.push((picture, range.clone()));
                    }
                    Some(ImageForm::Missing(reason)) => {
                        *text = stand_in(&format!("{words} · {reason}"), "");
                    }
                    None => {}
                }
            }
            let pictures = pictures.into_iter().flat_map(|(picture, source)| {
                let count = usize::from(picture.rows);
                // Each row has an offset of its own, as far as there are bytes, so that a position within a
                // picture is kept.
                let offset_of = move |row: u16| {
                    source.start + source.len().saturating_sub(1) * usize::from(row) / count
                };
                LayoutRow::of_picture(picture, offset_of)
            });
            if segment.is_image {
                let before = rows.len();
                rows.extend(pictures);
                let end = segment.inlines.iter().find_map(source).map_or(start, last_byte);
                let end = if rows.len() == before { start } else { end };
                rows.extend(self.text(&text, end, cells, base));
                rows.last_mut().into_iter().for_each(|row| row.pictures.append(&mut on_request));
            } else {
                rows.extend(self.text(&text, start, cells, base));
                rows.last_mut().into_iter().for_each(|row| row.pictures.append(&mut on_request));
                rows.extend(pictures);
            }
        }
        if let Some(first) = rows.first_mut() {
            first.offset = offset;
        }
        rows
    }
}

fn is_image(inline: &Inline) -> bool {
    matches!(inline, Inline::Text { style: Style { role: Role::Image, .. }, .. })
}

fn source(inline: &Inline) -> Option<&Range<usize>> {
    match inline {
        Inline::Text { range, .. } => Some(range),
        _ => None,
    }
}

fn last_byte(source: &Range<usize>) -> usize {
    source.end.saturating_sub(1).max(source.start)
}

/// The images in a paragraph that are the texts of links; they are at its end, in the order of the text.
fn inner_images(inlines: &[Inline]) -> &[Inline] {
    let is_inner = |inline: &&Inline| matches!(inline, Inline::InnerImage { .. });
    let count = inlines.iter().rev().take_while(is_inner).count();
    &inlines[inlines.len() - count..]
}

/// The address of the image at an index of a segment: that of the link around it, unless the image is the
/// text of a link to something else.
fn address_of<'p>(segment: &'p [Inline], at: usize, inner: &'p [Inline]) -> Option<&'p str> {
    let range = source(&segment[at]).filter(|_| is_image(&segment[at]))?;
    let offset = |inline: &Inline| match inline {
        Inline::InnerImage { offset, .. } => *offset,
        _ => 0,
    };
    let first = inner.partition_point(|inline| offset(inline) < range.start);
    if let Some(Inline::InnerImage { url, offset, .. }) = inner.get(first)
        && *offset == range.start
    {
        return Some(url);
    }
    let mut before = segment[..at].iter().rev();
    match before.find(|inline| matches!(inline, Inline::OpenLink(_) | Inline::CloseLink))? {
        Inline::OpenLink(url) => Some(url),
        _ => None,
    }
}

/// Splits a paragraph at its line breaks, except within links; lines of nothing but images are split further.
fn segments(inlines: &[Inline]) -> Vec<Segment<'_>> {
    let mut found = Vec::new();
    let (mut start, mut in_link) = (0, false);
    for (at, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::OpenLink(_) => in_link = true,
            Inline::CloseLink => in_link = false,
            Inline::HardBreak if !in_link => {
                push_segments(&inlines[start..at], &mut found);
                start = at + 1;
            }
            _ => {}
        }
    }
    push_segments(&inlines[start..], &mut found);
    found
}

fn push_segments<'p>(line: &'p [Inline], found: &mut Vec<Segment<'p>>) {
    let is_only_images = line.iter().all(|inline| match inline {
        Inline::Text { text, .. } => is_image(inline) || text.trim().is_empty(),
        _ => true,
    });
    if !is_only_images || !line.iter().any(is_image) {
        found.push(Segment { inlines: line, is_image: false });
        return;
    }
    // Several images in one link stay together, so that the link does.
    let (mut start, mut in_link, mut has_image) = (0, false, false);
    for (at, inline) in line.iter().enumerate() {
        match inline {
            Inline::OpenLink(_) => in_link = true,
            Inline::CloseLink => in_link = false,
            _ => has_image |= is_image(inline),
        }
        let is_end = !in_link && !matches!(line.get(at + 1), Some(Inline::CloseLink));
        if has_image && is_end {
            found.push(Segment { inlines: &line[start..=at], is_image: true });
            (start, has_image) = (at + 1, false);
        }
    }
    if has_image {
        found.push(Segment { inlines: &line[start..], is_image: true });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, ImageForms, Typography, layout, layout_with, parse};
    use super::*;
    use proptest::prelude::*;

    fn forms() -> ImageForms {
        let picture = |columns, rows| ImageForm::Picture { columns, rows };
        let by_address = [
            ("a.png", picture(8, 3)),
            ("b.png", picture(100, 10)),
            ("c.png", ImageForm::Missing("no such file".to_owned())),
        ];
        let by_address = by_address.map(|(address, form)| (address.to_owned(), form)).into();
        ImageForms { max_rows: 4, by_address }
    }

    fn with_pictures(text: &str) -> Document {
        layout_with(&parse(text), 40, Typography::default(), &forms())
    }

    /// The lines, with those of pictures as `#`.
    fn shown(text: &str) -> Vec<String> {
        let document = with_pictures(text);
        let mut lines: Vec<String> = document.lines.iter().map(super::super::Line::plain).collect();
        for picture in &document.pictures {
            for line in &mut lines[picture.line..picture.line + usize::from(picture.rows)] {
                let (before, blank) = line.split_at(line.len() - usize::from(picture.columns));
                assert!(blank.trim().is_empty());
                *line = format!("{before}{}", "#".repeat(usize::from(picture.columns)));
            }
        }
        lines
    }

    #[test]
    fn a_picture_is_above_its_text() {
        assert_eq!(
            shown("before\n\n![alt](a.png)\n\nbehind"),
            ["before", "", "########", "########", "########", "alt[1]", "", "behind"]
        );
        // Not larger than there is room.
        let document = with_pictures("![](b.png)");
        assert_eq!((document.pictures[0].columns, document.pictures[0].rows), (40, 4));
        assert_eq!(document.lines[4].plain(), "b.png[1]");
        // The picture of a link, and HTML.
        assert_eq!(shown("[![alt](a.png)](https://a.b)")[3], "alt[1]");
        assert_eq!(shown("<p><img src='a.png' alt='x'></p>")[3], "x[1]");
    }

    #[test]
    fn images_in_one_paragraph_have_rows_of_their_own() {
        let row = "########";
        assert_eq!(
            shown("one ![a](a.png) two\n![x](a.png) ![y](a.png)"),
            ["one [image: a][1] two [image: x][1]", "[image: y][1]"]
                .into_iter()
                .chain([row; 9])
                .collect::<Vec<_>>()
        );
        assert_eq!(
            shown("one\n![x](a.png)\n![y](a.png)\ntwo"),
            ["one", row, row, row, "x[1]", row, row, row, "y[1]", "two"]
        );
        assert_eq!(
            shown("- ![x](a.png)\n  two"),
            ["• ########", "  ########", "  ########", "  x[1]", "  two"]
        );
        assert_eq!(shown("> ![x](a.png)"), ["▎ ########", "▎ ########", "▎ ########", "▎ x[1]"]);
        assert_eq!(with_pictures("> ![x](a.png)").pictures[0].indent, 2);
    }

    #[test]
    fn a_missing_picture_has_a_reason() {
        assert_eq!(shown("![x](c.png) a"), ["[image: x · no such file][1] a"]);
        assert_eq!(shown("![x](c.png)"), ["[image: x · no such file][1]"]);
        assert_eq!(shown("![x](https://a.b/c.png)"), ["[image: x][1]"]);
        assert_eq!(shown("# ![x](a.png)\n\n|a|\n|-|\n|![x](a.png)|")[0], "# [image: x][1]");
    }

    #[test]
    fn offsets_never_decrease_and_tell_the_rows_of_a_picture() {
        let document = with_pictures("one\n\n![a long text of an image](a.png)\n\ntwo");
        let offsets: Vec<usize> = document.lines.iter().map(|line| line.offset).collect();
        assert!(offsets.is_sorted(), "{offsets:?}");
        let rows = &offsets[2..6];
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{offsets:?}");
        for (line, offset) in offsets.iter().enumerate().skip(2).take(4) {
            assert_eq!(document.line_at(*offset), line);
        }
    }

    proptest! {
        #[test]
        fn any_text_with_images_is_laid_out(
            text in "(a|[\n >*_-]|\\[|\\]|!\\[a\\]\\([abcx].png\\)|\\(x\\)|<img src='a.png'>|  \n)*",
            width in 2_usize..60,
        ) {
            let document = layout_with(&parse(&text), width, Typography::default(), &forms());
            prop_assert!(document.lines.is_sorted_by_key(|line| line.offset));
            let mut end = 0;
            for picture in &document.pictures {
                prop_assert!(picture.line >= end && picture.rows <= 4);
                prop_assert!(usize::from(picture.indent + picture.columns) <= width);
                end = picture.line + usize::from(picture.rows);
            }
            prop_assert!(end <= document.lines.len());
        }
    }

    #[test]
    fn many_images_in_a_paragraph_take_linear_time() {
        // Each image looked up among all others would take minutes.
        for text in ["[![a](a.png)](b)", "![a](a.png)", "[![a](a.png)", "![a](a.png)\n"] {
            with_pictures(&text.repeat(5_000));
        }
    }

    #[test]
    fn without_pictures_nothing_changes() {
        let text = "one ![a](x.png) two  \n![x](y.png)\n\n- ![z](x.png)";
        assert_eq!(with_pictures(text), layout(&parse(text), 40, Typography::default()));
        assert_eq!(image_addresses(&parse(text)), ["x.png", "y.png"]);
        assert_eq!(image_addresses(&parse("[![a](a.png)](https://b)")), ["https://b", "a.png"]);
    }
}
