//! Units that are paragraphs, or lines of one: numbered, strong, or opening with a link.

use super::headings::{MAX_WEAK_BYTES, is_longer};
use super::{
    MAX_REPORT_LINKS, Strength, Unit, UnitGroup, UnitKind, Units, headline_of, is_alone,
    is_change_of, only_link,
};
use crate::markdown::{Outline, OutlineBlock, OutlineBlockKind};
use crate::stories::anchors::{Anchor, within};
use crate::stories::headline::{HeadlineReading, LinkPosition, read, read_sentence};
use crate::stories::names::is_digest_name;
use crate::stories::roles::{is_reference, is_request};
use crate::stories::text::{is_blank, numbering};
use crate::web::is_web;
use std::cell::OnceCell;
use std::ops::Range;

impl<'o> Units<'o> {
    pub(super) fn find_paragraphs(&mut self) {
        let outline = self.outline;
        for (block, found) in outline.blocks.iter().enumerate() {
            match found.kind {
                OutlineBlockKind::Paragraph if found.item.is_none() => {
                    self.find_in_paragraph(block);
                }
                OutlineBlockKind::Term => self.find_in_term(block),
                _ => {}
            }
        }
    }

    /// Finds the term of a definition list that is one link, with its definitions.
    fn find_in_term(&mut self, block: usize) {
        let outline = self.outline;
        let text = self.text(block);
        let only = only_link(text, &self.anchors[block]).filter(|only| !only.is_bare);
        let Some(only) = only else { return };
        let below = outline.blocks[block + 1..].iter();
        let own = below.take_while(|next| next.is_quoted && next.kind != OutlineBlockKind::Term);
        let section = self.section_of[block];
        self.found.push(Unit {
            kind: UnitKind::StrongLine,
            headline: headline_of(text),
            url: only.url.to_owned(),
            strength: Strength::Strong,
            blocks: block..block + 1 + own.count(),
            line: None,
            section,
            group: UnitGroup::Section(section),
            is_change: false,
            page: OnceCell::new(),
        });
    }

    fn find_in_paragraph(&mut self, block: usize) {
        let outline = self.outline;
        let text = self.text(block);
        let lead = outline.blocks[block].strong_lead as usize;
        // Most paragraphs end here: they name no page, and no page named below can be theirs.
        if self.anchors[block].is_empty() && lead == 0 && numbering(text) == 0 {
            return;
        }
        let section = self.section_of[block];
        let lines: Vec<Range<usize>> = outline.lines_of(&outline.blocks[block]).collect();
        let anchors = std::mem::take(&mut self.anchors[block]);
        let push = |units: &mut Vec<Unit>, kind, reading: HeadlineReading, blocks, line| {
            if is_blank(&reading.headline) {
                return;
            }
            units.push(Unit {
                kind,
                strength: match (kind, reading.shape) {
                    (_, LinkPosition::LinkAmid)
                    | (UnitKind::Paragraph, LinkPosition::AddressLast) => Strength::Weak,
                    _ => Strength::Strong,
                },
                is_change: is_change_of(&reading),
                headline: reading.headline,
                url: reading.url.to_owned(),
                blocks,
                line,
                section,
                group: UnitGroup::Section(section),
                page: OnceCell::new(),
            });
        };
        let mut found = Vec::new();
        let end = self.end_of_paragraph_unit(block, false);
        // Lines that each name a page are units of their own.
        let of_line = |line: &Range<usize>| {
            let lead = if line.start == 0 { lead.min(line.end) } else { 0 };
            read(text, line.clone(), &anchors, lead)
        };
        let several = if lines.len() > 1 { &lines[..] } else { &[] };
        let of_lines: Vec<Option<HeadlineReading>> = several.iter().map(of_line).collect();
        let named = of_lines.iter().flatten().count();
        let numbered = several.iter().filter(|line| numbering(&text[(*line).clone()]) > 0).count();
        let is_many = numbered > 1 || named > 1 && named * 2 >= lines.len();
        if is_many {
            let starts: Vec<usize> = (0..of_lines.len())
                .filter(|at| {
                    if numbered > 1 {
                        numbering(&text[lines[*at].clone()]) > 0
                    } else {
                        of_lines[*at].is_some()
                    }
                })
                .collect();
            for (at, start) in starts.iter().enumerate() {
                let last = starts.get(at + 1).map_or(lines.len(), |next| *next) - 1;
                let range = lines[*start].start..lines[last].end;
                let reading = of_lines[*start].clone().or_else(|| {
                    let last_link = read(text, range.clone(), &anchors, 0);
                    last_link.or_else(|| read_sentence(text, range.clone(), &anchors))
                });
                if let Some(reading) = reading {
                    let kind = if numbered > 1 { UnitKind::Numbered } else { UnitKind::Paragraph };
                    push(&mut found, kind, reading, block..block + 1, Some(range));
                }
            }
        } else if numbering(text) > 0 && !text.is_empty() {
            let end = self.end_of_paragraph_unit(block, true);
            let reading = read(text, 0..text.len(), &anchors, lead).or_else(|| {
                let is_free = |next: &usize| outline.blocks[*next].item.is_none();
                let url = (block + 1..end)
                    .filter(is_free)
                    .find_map(|next| self.label_of(next).or_else(|| self.lone_link(next)))?;
                Some(HeadlineReading {
                    headline: headline_of(text),
                    url,
                    shape: LinkPosition::AddressLast,
                    words: "",
                })
            });
            let reading = reading.or_else(|| read_sentence(text, 0..text.len(), &anchors));
            let reading = reading.or_else(|| self.address_over_text(block, &anchors, end));
            if let Some(reading) = reading {
                push(&mut found, UnitKind::Numbered, reading, block..end, None);
            }
        } else if let Some((reading, end)) = self.strong_line(block, &lines, &anchors) {
            push(&mut found, UnitKind::StrongLine, reading, block..end, None);
        } else if self.label_of(block).is_none() {
            let reading = read(text, 0..text.len(), &anchors, lead)
                .filter(|reading| !self.is_recurring(reading))
                .or_else(|| read_sentence(text, 0..text.len(), &anchors))
                // A quotation is news only where it opens with its page.
                .filter(|reading| {
                    !outline.blocks[block].is_quoted || reading.shape == LinkPosition::LinkFirst
                });
            if let Some(reading) = reading {
                push(&mut found, UnitKind::Paragraph, reading, block..end, None);
            }
        }
        self.anchors[block] = anchors;
        self.found.append(&mut found);
    }

    /// Reads a numbered address alone in its paragraph: the headline is the first sentence of the next one.
    fn address_over_text(
        &self,
        block: usize,
        anchors: &[Anchor<'o>],
        end: usize,
    ) -> Option<HeadlineReading<'o>> {
        let only = only_link(self.text(block), anchors).filter(|only| only.is_bare)?;
        let below = (block + 1..end).find(|next| !is_blank(self.text(*next)))?;
        self.outline.blocks[below].is_free_paragraph().then(|| HeadlineReading {
            headline: headline_of(self.text(below)),
            url: only.url,
            shape: LinkPosition::AddressLast,
            words: "",
        })
    }

    /// Reads a strong line, with the end (exclusive) of the blocks that belong to it.
    fn strong_line(
        &self,
        block: usize,
        lines: &[Range<usize>],
        anchors: &[Anchor<'o>],
    ) -> Option<(HeadlineReading<'o>, usize)> {
        let end = self.end_of_paragraph_unit(block, false);
        let with_page = self.strong_line_with_page(block, lines, anchors);
        with_page.map(|reading| (reading, end)).or_else(|| self.report_below(block, anchors))
    }

    /// Reads a strong line that is a link, or has an address or a labelled source in the next line or block.
    fn strong_line_with_page(
        &self,
        block: usize,
        lines: &[Range<usize>],
        anchors: &[Anchor<'o>],
    ) -> Option<HeadlineReading<'o>> {
        let text = self.text(block);
        let lead = self.outline.blocks[block].strong_lead as usize;
        let first = lines.first()?;
        let is_strong = lead > 0 && is_blank(&text[lead.min(text.len())..first.end.max(lead)]);
        if !is_strong || is_reference(text) {
            return None;
        }
        if !within(anchors, first).is_empty() {
            return self.strong_link(block, first, anchors);
        }
        let url = match lines.get(1) {
            Some(second) => {
                let anchor = within(anchors, second).first()?;
                let before = &text[second.start..anchor.text.start];
                (is_blank(before) || before.trim_end().ends_with([':', '：'])).then_some(anchor.url)
            }
            None => {
                let next = block + 1;
                let below = self.outline.blocks.get(next)?;
                let is_paragraph = below.kind == OutlineBlockKind::Paragraph;
                // An item with words of its own is no address of the line above it.
                let has_words =
                    below.item.is_some() && self.anchors[next].iter().any(|anchor| !anchor.is_bare);
                let alone = || self.lone_link(next).filter(|_| !has_words);
                is_paragraph.then(|| self.label_of(next).or_else(alone))?
            }
        }?;
        let headline = headline_of(&text[..lead]);
        is_web(url).then_some(HeadlineReading {
            headline,
            url,
            shape: LinkPosition::AddressLast,
            words: "",
        })
    }

    /// Reads a strong line that is like a heading: the paragraphs below it have a link or two, as one report
    /// has. Also returns their end (exclusive).
    fn report_below(
        &self,
        block: usize,
        anchors: &[Anchor<'o>],
    ) -> Option<(HeadlineReading<'o>, usize)> {
        let blocks = &self.outline.blocks;
        let is_title = |at: usize| {
            let text = self.text(at);
            let lead = blocks[at].strong_lead as usize;
            lead > 0 && is_blank(&text[lead.min(text.len())..])
        };
        let text = self.text(block);
        if !anchors.is_empty() || !is_title(block) || text.trim_end().ends_with(['?', '？']) {
            return None;
        }
        let limit = self.sections[self.section_of[block]].direct_end;
        let is_end = |at: &usize| blocks[*at].kind == OutlineBlockKind::Rule || is_title(*at);
        let end = (block + 1..limit).find(is_end).unwrap_or(limit);
        let mut links = self.anchors[block + 1..end].iter().flatten().filter(|it| it.is_usable);
        let url = links.next().filter(|first| !first.is_profile)?.url;
        let texts = || (block + 1..end).map(|below| self.text(below));
        let is_report = blocks[block + 1..end].iter().all(OutlineBlock::is_free_paragraph)
            && links.nth(MAX_REPORT_LINKS - 1).is_none()
            && !is_longer(texts, MAX_WEAK_BYTES);
        let headline = headline_of(text);
        let reading = HeadlineReading { headline, url, shape: LinkPosition::LinkAmid, words: "" };
        is_report.then_some((reading, end))
    }

    /// Reads a strong line that is one link. Over a list it is a title of a section.
    fn strong_link(
        &self,
        block: usize,
        line: &Range<usize>,
        anchors: &[Anchor<'o>],
    ) -> Option<HeadlineReading<'o>> {
        let text = self.text(block);
        let [only] = within(anchors, line) else { return None };
        // The link may go on in the next line.
        let line = line.start..line.end.max(only.text.end);
        let is_over_list =
            || self.outline.blocks.get(block + 1).is_some_and(|it| it.item.is_some());
        let is_quoted = self.outline.blocks[block].is_quoted;
        if !is_alone(text, &line, &only.text) || only.is_bare || is_quoted || is_over_list() {
            return None;
        }
        let is_news = |reading: &HeadlineReading| {
            !self.is_recurring(reading)
                && !is_request(&reading.headline)
                && !is_digest_name(&reading.headline)
        };
        read(text, line, anchors, 0).filter(is_news)
    }

    /// End (exclusive) of the blocks of a unit that begins with a paragraph: the next such unit, heading or
    /// thematic break.
    fn end_of_paragraph_unit(&self, block: usize, is_numbered: bool) -> usize {
        let end = self.sections[self.section_of[block]].direct_end;
        let (numbered, any) = self.next_starts[block];
        end.min(if is_numbered { numbered } else { any })
    }

    /// For each block, the next block after it that begins with a number or is a thematic break, and the
    /// next one that begins any paragraph unit or is a thematic break.
    pub(super) fn next_starts(outline: &Outline, anchors: &[Vec<Anchor>]) -> Vec<(usize, usize)> {
        let mut next = (outline.blocks.len(), outline.blocks.len());
        let mut found = vec![next; outline.blocks.len()];
        for (at, block) in outline.blocks.iter().enumerate().rev() {
            found[at] = next;
            let text = outline.text(block);
            let is_free = block.item.is_none() && !block.is_quoted;
            let (is_numbered, is_other) = match block.kind {
                OutlineBlockKind::Rule => (true, true),
                OutlineBlockKind::Paragraph if is_free => {
                    let opens = || {
                        read(text, 0..text.len(), &anchors[at], 0)
                            .is_some_and(|reading| reading.shape == LinkPosition::LinkFirst)
                    };
                    let is_numbered = numbering(text) > 0;
                    (is_numbered, is_numbered || block.strong_lead > 0 || opens())
                }
                _ => (false, false),
            };
            next = (if is_numbered { at } else { next.0 }, if is_other { at } else { next.1 });
        }
        found
    }
}
