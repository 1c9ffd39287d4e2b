//! Running text: turns events into inlines whose styles add up.

use super::bare_link::bare_links;
use super::block::Inline;
use super::document::{Role, Style};
use super::html::{Element, HtmlPiece, collapsed, pieces};
use super::image::{is_data, stand_in};
use crate::text::clean;
use crate::web::shown;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Gathers the inlines of one block.
#[derive(Debug, Default)]
pub(super) struct Gatherer<'t> {
    /// The Markdown text, which is clean.
    source: &'t str,
    out: Vec<Inline>,
    strong: usize,
    emphasis: usize,
    strike: usize,
    code: usize,
    raised: usize,
    lowered: usize,
    in_link: bool,
    /// The outermost image being read; images within it are not shown.
    image: Option<Image>,
    /// Images that are the texts of links.
    inner_images: Vec<Inline>,
}

#[derive(Debug)]
struct Image {
    depth: usize,
    url: String,
    alt: String,
    range: Range<usize>,
}

impl<'t> Gatherer<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, ..Self::default() }
    }

    /// Takes an event; one that does not belong to running text is ignored.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            if take_in_image(image, event) {
                self.close_image();
            }
            return;
        }
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                self.code += 1;
                let inner = inner_range(&text, range.clone());
                // Where a tag was removed from the text, the range between the backticks does not match.
                let is_place = self.source.get(inner.clone()).is_some();
                self.push(&text, if is_place { inner } else { range });
                self.code -= 1;
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, range),
            Event::SoftBreak => self.out.push(Inline::SoftBreak),
            Event::HardBreak => self.out.push(Inline::HardBreak),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html, &range),
            Event::FootnoteReference(label) => {
                let style = Style { role: Role::LinkNumber, ..self.style() };
                self.out.push(Inline::Text { text: format!("[^{}]", clean(&label)), style, range });
            }
            Event::TaskListMarker(done) => self.out.push(Inline::Task(done)),
            Event::Start(Tag::Strong) => self.strong += 1,
            Event::Start(Tag::Emphasis) => self.emphasis += 1,
            Event::Start(Tag::Strikethrough) => self.strike += 1,
            Event::End(TagEnd::Strong) => lower(&mut self.strong),
            Event::End(TagEnd::Emphasis) => lower(&mut self.emphasis),
            Event::End(TagEnd::Strikethrough) => lower(&mut self.strike),
            Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) => {
                self.open_link(&format!("mailto:{dest_url}"));
            }
            // A reference without a definition is shown as its text.
            Event::Start(Tag::Link {
                link_type: LinkType::ReferenceUnknown | LinkType::CollapsedUnknown,
                ..
            }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => self.open_link(&dest_url),
            Event::End(TagEnd::Link) => self.close_link(),
            Event::Start(Tag::Image { dest_url, .. }) => {
                let url = clean(&dest_url).into_owned();
                self.image = Some(Image { depth: 0, url, alt: String::new(), range });
            }
            _ => {}
        }
    }

    /// Returns the gathered inlines.
    pub(super) fn finish(mut self) -> Vec<Inline> {
        if self.image.is_some() {
            self.close_image();
        }
        self.close_link();
        // Line breaks before the first text and after the last one are dropped.
        let is_break = |inline: &Inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak);
        while self.out.last().is_some_and(is_break) {
            self.out.pop();
        }
        let leading = self.out.iter().take_while(|inline| is_break(inline)).count();
        self.out.drain(..leading);
        set_images_apart(&mut self.out);
        self.out.append(&mut self.inner_images);
        self.out
    }

    fn style(&self) -> Style {
        let role = match (self.code > 0, self.in_link) {
            (true, _) => Role::Code,
            (false, true) => Role::Link,
            (false, false) => Role::Text,
        };
        Style {
            role,
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            strike: self.strike > 0,
            ..Style::default()
        }
    }

    /// Adds running text and makes links of the addresses in it.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.in_link || self.code > 0 {
            self.push(text, range);
            return;
        }
        let mut done = 0;
        let part = |at: Range<usize>| {
            // Byte positions within a text are only known if it equals its source.
            if text.len() == range.len() {
                range.start + at.start..range.start + at.end
            } else {
                range.clone()
            }
        };
        for link in bare_links(text) {
            self.push(&text[done..link.start], part(done..link.start));
            self.open_link(&text[link.clone()]);
            self.push(&text[link.clone()], part(link.clone()));
            self.close_link();
            done = link.end;
        }
        self.push(&text[done..], part(done..text.len()));
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        // Text equal to the clean source is clean; an entity may contain anything.
        let is_verbatim = self.source.get(range.clone()) == Some(text);
        // As in HTML, several blanks in running text count as one.
        if is_verbatim && self.code == 0 && text.contains("  ") {
            self.push_words(text, range.start);
            return;
        }
        let mut text = if is_verbatim { text.to_owned() } else { clean(text).into_owned() };
        // Text that was cleaned away does not end a break.
        if text.is_empty() {
            return;
        }
        if text.contains(['\n', '\t']) {
            text = text.replace(['\n', '\t'], " ");
        }
        if self.raised + self.lowered > 0 {
            text = shifted(&text, self.raised > 0);
        }
        self.out.push(Inline::Text { text, style: self.style(), range });
    }

    /// Adds text that is at an offset of the source, with runs of blanks reduced to one.
    fn push_words(&mut self, text: &str, offset: usize) {
        let mut start = 0;
        while start < text.len() {
            let end = text[start..].find("  ").map_or(text.len(), |at| start + at + 1);
            self.push(&text[start..end], offset + start..offset + end);
            let blanks = text[end..].bytes().take_while(|byte| *byte == b' ').count();
            start = end + blanks;
        }
    }

    fn open_link(&mut self, url: &str) {
        self.close_link();
        self.out.push(Inline::OpenLink(shown(&clean(url.trim())).into_owned()));
        self.in_link = true;
    }

    fn close_link(&mut self) {
        if self.in_link {
            self.out.push(Inline::CloseLink);
            self.in_link = false;
        }
    }

    fn close_image(&mut self) {
        if let Some(Image { url, alt, range, .. }) = self.image.take() {
            self.image_text(&alt, &url, range);
        }
    }

    /// Adds the placeholder of an image, as a link to the image unless it is within a link.
    fn image_text(&mut self, alt: &str, url: &str, range: Range<usize>) {
        let text = clean(&stand_in(alt, url)).replace(['\n', '\t'], " ");
        let has_address = !url.is_empty() && !is_data(url);
        let opened = !self.in_link && has_address;
        if self.in_link && has_address {
            let url = shown(&clean(url.trim())).into_owned();
            let (text, offset) = (text.clone(), range.start);
            self.inner_images.push(Inline::InnerImage { url, text, offset });
        }
        if opened {
            self.open_link(url);
        }
        let style = Style { role: Role::Image, ..self.style() };
        self.out.push(Inline::Text { text, style, range });
        if opened {
            self.close_link();
        }
    }

    /// Adds HTML within running text.
    fn html(&mut self, html: &str, range: &Range<usize>) {
        for piece in pieces(html) {
            self.piece(piece, range);
        }
    }

    /// Adds one piece of HTML.
    fn piece(&mut self, piece: HtmlPiece, range: &Range<usize>) {
        match piece {
            HtmlPiece::Text(text) => self.html_text(&text, range),
            HtmlPiece::Open(element) => *self.counter(element) += 1,
            HtmlPiece::Close(element) => lower(self.counter(element)),
            HtmlPiece::OpenLink(url) if !url.is_empty() => self.open_link(&url),
            HtmlPiece::CloseLink => self.close_link(),
            HtmlPiece::Image { alt, url } if !(alt.is_empty() && url.is_empty()) => {
                self.image_text(&alt, &url, range.clone());
            }
            // Without an address or a text there is nothing to show.
            HtmlPiece::OpenLink(_) | HtmlPiece::Image { .. } => {}
            HtmlPiece::Break => self.out.push(Inline::HardBreak),
            HtmlPiece::Boundary => self.out.push(Inline::SoftBreak),
        }
    }

    /// Adds text of HTML, in which runs of white space are one blank and line ends are soft breaks.
    fn html_text(&mut self, text: &str, range: &Range<usize>) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push(Inline::SoftBreak);
            }
            self.text(&collapsed(line), range.clone());
        }
    }

    fn counter(&mut self, element: Element) -> &mut usize {
        match element {
            Element::Strong => &mut self.strong,
            Element::Emphasis => &mut self.emphasis,
            Element::Strike => &mut self.strike,
            Element::Code => &mut self.code,
            Element::Raised => &mut self.raised,
            Element::Lowered => &mut self.lowered,
        }
    }
}

/// Gives an image that is alone on a line of the source a line of its own on the screen.
fn set_images_apart(inlines: &mut [Inline]) {
    let is_image = |inline: &Inline| {
        matches!(inline, Inline::Text { style: Style { role: Role::Image, .. }, .. })
    };
    for at in 0..inlines.len() {
        if !is_image(&inlines[at]) {
            continue;
        }
        let opened = at.checked_sub(1).filter(|at| matches!(inlines[*at], Inline::OpenLink(_)));
        let first = opened.unwrap_or(at);
        let closed = matches!(inlines.get(at + 1), Some(Inline::CloseLink));
        let behind = at + 1 + usize::from(closed);
        let is_end = |inline: Option<&Inline>| {
            inline.is_none_or(|inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak))
        };
        let before = first.checked_sub(1);
        if is_end(before.map(|at| &inlines[at])) && is_end(inlines.get(behind)) {
            for at in before.into_iter().chain([behind]) {
                if let Some(inline @ Inline::SoftBreak) = inlines.get_mut(at) {
                    *inline = Inline::HardBreak;
                }
            }
        }
    }
}

/// Raised or lowered text: in superscript or subscript characters if all of its characters have one, or
/// else after `^` or `_`.
pub(super) fn shifted(text: &str, raised: bool) -> String {
    let (above, below) = ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢ");
    let other = |character: char| {
        let at = "0123456789+-=()ni".find(character)?;
        (if raised { above } else { below }).chars().nth(at)
    };
    let mark = if raised { '^' } else { '_' };
    text.chars().map(other).collect::<Option<String>>().unwrap_or_else(|| format!("{mark}{text}"))
}

/// Adds to the alternative text of an image; returns `true` when the image ends.
fn take_in_image(image: &mut Image, event: Event<'_>) -> bool {
    match event {
        Event::Text(text) | Event::Code(text) => image.alt.push_str(&text),
        Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
        Event::Start(Tag::Image { .. }) => image.depth += 1,
        Event::End(TagEnd::Image) if image.depth == 0 => return true,
        Event::End(TagEnd::Image) => image.depth -= 1,
        _ => {}
    }
    false
}

fn lower(count: &mut usize) {
    *count = count.saturating_sub(1);
}

/// Byte range of a code span's text between its backticks, if both sides have the same length.
fn inner_range(text: &str, range: Range<usize>) -> Range<usize> {
    let around = range.len().saturating_sub(text.len());
    if around > 0 && around.is_multiple_of(2) {
        range.start + around / 2..range.end - around / 2
    } else {
        range
    }
}
