//! Which headings and items of lists are news items, and how far each reaches.

use super::references::{is_reference, numbering, without_images};
use super::surveyor::{Open, Surveyor};
use super::{SourcedSection, Survey};
use crate::markdown::bare_link::{bare_links, is_web};
use crate::markdown::document::Heading;
use crate::markdown::source_line::keep;
use crate::text::clean_line;

/// A list digest has at least so many items that open with a link.
const ITEMS: usize = 5;

impl Surveyor<'_> {
    pub(super) fn heading(&mut self, level: u8, offset: usize) {
        self.close_section();
        let text = &self.out.plain[self.block_start..];
        let title = clean_line(text);
        let link = match &self.block_link {
            Some(link) if self.links_in_block == 1 => {
                let (start, end) =
                    (link.text.start - self.block_start, link.text.end - self.block_start);
                let before = &text[numbering(text).min(start)..start];
                let is_whole = is_blank(before) && is_blank(&text[end..]);
                (is_whole && !is_blank(&text[start..end])).then(|| link.url.clone())
            }
            Some(_) => None,
            None => match bare_links(text).as_slice() {
                [only] if is_blank(&text[..only.start]) && is_blank(&text[only.end..]) => {
                    Some(text[only.clone()].to_owned())
                }
                _ => None,
            },
        };
        let is_reference = is_reference(&title);
        if self.references.is_none_or(|above| level <= above) {
            self.references = is_reference.then_some(level);
        }
        self.before_references = false;
        self.heading_bytes += text.len();
        self.out.plain.truncate(self.block_start);
        self.heading_starts.push(self.block_start);
        self.out.headings.push(Heading { level, text: title.clone(), line: 0, offset });
        self.open = Some(Open {
            title,
            level,
            offset,
            link: link.filter(|url| !url.starts_with('#')),
            summary: String::new(),
            source: None,
            items_from: self.items.len(),
            is_reference,
        });
    }

    /// Ends the section being read: a story if it names its page.
    pub(super) fn close_section(&mut self) {
        let Some(open) = self.open.take() else { return };
        if open.source.is_some() {
            // What a story lists belongs to it.
            self.items.truncate(open.items_from);
        }
        let Some(url) = open.source.filter(|url| is_web(url)).or(open.link) else { return };
        if open.is_reference {
            return;
        }
        let parents = self.out.headings.iter().rev().skip_while(|h| h.offset >= open.offset);
        let section = parents.into_iter().find(|heading| heading.level < open.level);
        self.out.sections.push(SourcedSection {
            title: open.title,
            summary: open.summary,
            url,
            level: open.level,
            section: section.map(|heading| heading.text.clone()),
            offset: open.offset,
            ..SourcedSection::default()
        });
    }

    pub(super) fn paragraph(&mut self) {
        if self.depth == 0 {
            let is_bare = self.links_in_block == 0 && self.source.is_none();
            self.before_references = is_bare && is_reference(&self.out.plain[self.block_start..]);
        }
        if let Some(offset) = self.item.take()
            && !self.is_reference_list()
        {
            self.take_item(offset);
        }
        let source = self.source.take();
        match &mut self.open {
            Some(open) => {
                if self.summaries && open.summary.is_empty() && source.is_none() {
                    open.summary = clean_line(&self.out.plain[self.block_start..]);
                }
                keep(&mut open.source, source);
            }
            None => keep(&mut self.out.source, source),
        }
    }

    /// An item of a list that opens with a link.
    pub(super) fn take_item(&mut self, offset: usize) {
        let text = &self.out.plain[self.block_start..];
        let found = match &self.block_link {
            Some(link) if is_blank(&text[..link.text.start - self.block_start]) => {
                let inner = link.text.start - self.block_start..link.text.end - self.block_start;
                Some((link.url.clone(), inner))
            }
            _ => bare_links(text)
                .into_iter()
                .next()
                .filter(|link| is_blank(&text[..link.start]))
                .map(|link| (text[link.clone()].to_owned(), link)),
        };
        let Some((url, inner)) = found else { return };
        let title = clean_line(&text[inner.clone()]);
        // What leads within the page, or shows an image only, is no news.
        if is_blank(&title) || !is_web(&url) {
            return;
        }
        let mut summary = String::new();
        if self.summaries {
            let opening = |c: char| !c.is_alphanumeric() && !"“《（(".contains(c);
            summary = clean_line(text[inner.end..].trim_start_matches(opening));
        }
        let section = self.open.as_ref().map(|open| open.title.clone());
        let (headings, plain) = (0..0, self.block_start..self.block_start);
        let level = 0;
        let item = SourcedSection { title, summary, url, level, section, offset, headings, plain };
        self.items.push(item);
    }

    pub(super) fn is_reference_list(&self) -> bool {
        self.references.is_some() || self.before_references
    }

    /// Finds how far each news item reaches.
    pub(super) fn measure(&mut self) {
        let Survey { sections, headings, plain, .. } = &mut self.out;
        let end_of_text = plain.len();
        let start_of = |at: usize| self.heading_starts.get(at).copied().unwrap_or(end_of_text);
        let mut next_item = end_of_text;
        for section in sections.iter_mut().rev() {
            let at = headings.partition_point(|heading| heading.offset < section.offset);
            if section.level == 0 {
                section.plain.end = next_item.min(start_of(at));
                next_item = section.plain.start;
                continue;
            }
            let below = headings[at + 1..].iter().take_while(|next| next.level > section.level);
            section.headings = at..at + 1 + below.count();
            section.plain = start_of(at)..start_of(section.headings.end);
            next_item = section.plain.start;
        }
    }

    pub(super) fn finish(mut self) -> Survey {
        self.end_block();
        self.close_section();
        // A text that mostly lists links is a digest of them; an essay with some links is not.
        let bytes = self.out.plain.len() + self.heading_bytes;
        let mostly = self.items.len() * 2 > self.all_items && self.item_bytes * 3 > bytes;
        if self.items.len() >= ITEMS && mostly {
            self.out.sections.append(&mut self.items);
            self.out.sections.sort_by_key(|section| section.offset);
        }
        self.measure();
        self.out
    }
}

/// True for a text that says nothing: blanks, marks, emoji, images.
fn is_blank(text: &str) -> bool {
    !without_images(text).contains(char::is_alphanumeric)
}
