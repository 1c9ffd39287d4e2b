//! Turns inlines into lines of spans.
//!
//! Gaps between scripts are added before lines are broken, as spans of their own, so that a line breaks at a
//! gap as at any blank. Searches, copies and offsets leave them out.

use super::block::{Inline, join};
use super::document::{Role, Span, Style};
use super::typography::Typography;
use super::wrap::lines;
use crate::text::{Ambiguous, autospace_gaps};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Running text as one string, with the styles and sources of its parts.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    runs: Vec<StyledRun>,
    /// Byte ranges that are split only if they do not fit on a line: code, and numbers of links with the
    /// character before them.
    solid: Vec<Range<usize>>,
    /// Role of plain text.
    base: Role,
    /// `true` to show gaps between scripts.
    autospace: bool,
}

#[derive(Debug)]
struct StyledRun {
    start: usize,
    style: Style,
    /// Byte range in the Markdown text that it comes from.
    source: Range<usize>,
}

/// One line of a flow.
#[derive(Debug)]
pub(super) struct FlowLine {
    pub(super) spans: Vec<Span>,
    /// Byte offset of its first character in the Markdown text; `None` for an empty line.
    pub(super) offset: Option<usize>,
}

impl Flow {
    /// Joins inlines. Plain text gets the role `base`; `number` returns the number, from 0, of a link with
    /// this address and text.
    pub(super) fn new(
        inlines: &[Inline],
        base: Role,
        typography: Typography,
        number: &mut dyn FnMut(&str, &str) -> u32,
    ) -> Self {
        let autospace = typography.autospace;
        let mut flow = Self { base, autospace, ..Self::default() };
        let mut signed: Option<Style> = None;
        let mut link: Option<u32> = None;
        let mut is_address = false;
        let mut soft_break = false;
        for (index, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text { text, style, range } => {
                    if !style.added
                        && let Some(style) = signed.take()
                    {
                        flow.push_sign("+}", style);
                    }
                    if std::mem::take(&mut soft_break) {
                        join(&mut flow.text, text);
                    }
                    let role = if style.role == Role::Text { base } else { style.role };
                    let style = Style { role, link, ..*style };
                    if style.added && typography.addition_signs {
                        if signed.is_none() {
                            flow.push_sign("{+", style);
                        }
                        signed = Some(style);
                    }
                    flow.push(text, style, range.clone(), link.is_some() && is_address);
                }
                Inline::SoftBreak => soft_break = true,
                Inline::HardBreak => {
                    soft_break = false;
                    flow.text.push('\n');
                }
                Inline::OpenLink(url) => {
                    let text = link_text(&inlines[index + 1..]);
                    is_address = text.contains("://");
                    link = Some(number(url, &text));
                }
                Inline::CloseLink => {
                    if let Some(link) = link.take() {
                        let style =
                            Style { role: Role::LinkNumber, link: Some(link), ..Style::default() };
                        let at = flow.runs.last().map_or(0, |run| run.source.end);
                        let text_end = flow.text.len();
                        // Otherwise a terminal, or a person who copies the address, would take the number for
                        // a part of it.
                        if is_address {
                            let style = Style { role: base, gap: true, ..Style::default() };
                            flow.runs.push(StyledRun { start: text_end, style, source: at..at });
                            // A non-breaking blank.
                            flow.text.push('\u{A0}');
                        }
                        flow.push(&format!("[{}]", link + 1), style, at..at, false);
                        flow.bind(text_end);
                    }
                }
                Inline::Task(_) | Inline::InnerImage { .. } => {}
            }
        }
        if let Some(style) = signed {
            flow.push_sign("+}", style);
        }
        flow
    }

    /// Adds a sign at the beginning or end of added text, which the Markdown text does not have.
    fn push_sign(&mut self, sign: &str, style: Style) {
        let at = self.runs.last().map_or(0, |run| run.source.end);
        let style = Style { role: self.base, added: true, link: style.link, ..Style::default() };
        self.runs.push(StyledRun { start: self.text.len(), style, source: at..at });
        self.text.push_str(sign);
    }

    fn push(&mut self, text: &str, style: Style, source: Range<usize>, is_address: bool) {
        // Drops blanks at the beginning of a line.
        let at_start = self.text.is_empty() || self.text.ends_with('\n');
        let shown = if at_start { text.trim_start_matches(' ') } else { text };
        let gaps = self.gaps(shown, style, is_address);
        if let [0, ..] = gaps[..] {
            self.push_gap(style, source.start);
        }
        let start = self.text.len();
        let goes_on = self.runs.last().is_some_and(|before| before.style.role == Role::Code);
        self.runs.push(StyledRun { start, style, source: source.clone() });
        let mut from = 0;
        for at in gaps.into_iter().filter(|at| *at > 0) {
            self.text.push_str(&shown[from..at]);
            // The offset of the gap in the source is only known if the text is shown as written.
            let as_written = source.len().abs_diff(shown.len()) <= 1;
            let place = if as_written { source.start + at } else { source.start };
            let end = if as_written { source.end } else { source.start };
            if let Some(run) = self.runs.last_mut() {
                run.source.end = place;
            }
            self.push_gap(style, place);
            self.runs.push(StyledRun { start: self.text.len(), style, source: place..end });
            from = at;
        }
        self.text.push_str(&shown[from..]);
        if style.role == Role::Code {
            match self.solid.last_mut() {
                // Code that is marked in part is still one piece.
                Some(last) if goes_on && last.end == start => last.end = self.text.len(),
                _ => self.solid.push(start..self.text.len()),
            }
        }
    }

    /// Offsets of the gaps before or within a text that is about to be added. Code and addresses have none.
    fn gaps(&self, text: &str, style: Style, is_address: bool) -> Vec<usize> {
        if !self.autospace {
            return Vec::new();
        }
        let before = self.runs.last().map_or_else(Style::default, |run| run.style);
        let is_code = style.role == Role::Code;
        let goes_on =
            is_code && before.role == Role::Code || is_address && before.link == style.link;
        let mut gaps = autospace_gaps(&self.text, text);
        gaps.retain(|at| if *at == 0 { !goes_on } else { !is_code && !is_address });
        gaps
    }

    /// Adds a gap at the end, before text with style `after`. It has the style that both sides have in
    /// common.
    fn push_gap(&mut self, after: Style, place: usize) {
        let before = self.runs.last().map_or(after, |run| run.style);
        let link = before.link.filter(|_| before.link == after.link);
        let role = match link {
            _ if before.role == after.role => after.role,
            Some(_) => Role::Link,
            None => self.base,
        };
        let style = Style {
            role,
            strong: before.strong && after.strong,
            emphasis: before.emphasis && after.emphasis,
            strike: before.strike && after.strike,
            link,
            added: before.added && after.added,
            gap: true,
        };
        self.runs.push(StyledRun { start: self.text.len(), style, source: place..place });
        self.text.push(' ');
    }

    /// Keeps the text after `place`, which was just added, on the same line as the character before it.
    fn bind(&mut self, place: usize) {
        let before = self.text[..place].graphemes(true).next_back().map_or(0, str::len);
        if before == 0 || self.text[..place].ends_with('\n') {
            return;
        }
        match self.solid.last_mut() {
            Some(last) if last.end == place => last.end = self.text.len(),
            _ => self.solid.push(place - before..self.text.len()),
        }
    }

    /// The text without styles, as it is shown.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text without styles and without gaps.
    pub(super) fn written(&self) -> String {
        let ends = self.runs.iter().skip(1).map(|run| run.start).chain([self.text.len()]);
        let runs = self.runs.iter().zip(ends).filter(|(run, _)| !run.style.gap);
        runs.map(|(run, end)| &self.text[run.start..end]).collect()
    }

    /// The flow in lines: the first of at most `first` cells, the others of at most `cells`.
    pub(super) fn lines(&self, first: usize, cells: usize, ambiguous: Ambiguous) -> Vec<FlowLine> {
        lines(&self.text, first, cells, &self.solid, ambiguous)
            .into_iter()
            .map(|range| self.line(range))
            .collect()
    }

    fn line(&self, range: Range<usize>) -> FlowLine {
        let first = self.runs.partition_point(|run| run.start <= range.start).saturating_sub(1);
        let mut spans: Vec<Span> = Vec::new();
        let mut offset = None;
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            if run.start >= range.end {
                break;
            }
            let run_end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.start);
            let (start, end) = (run.start.max(range.start), run_end.min(range.end));
            if start >= end {
                continue;
            }
            // Shown as a plain blank, whatever character keeps the line together there.
            let text = if run.style.gap { " " } else { &self.text[start..end] };
            offset = offset.or_else(|| Some(run.place(start, run_end)));
            match spans.last_mut() {
                Some(last) if last.style == run.style => last.text.push_str(text),
                _ => spans.push(Span { text: text.to_owned(), style: run.style }),
            }
        }
        // A gap at the beginning or end of a line is dropped.
        spans.pop_if(|last| last.style.gap);
        if spans.first().is_some_and(|first| first.style.gap) {
            spans.remove(0);
        }
        FlowLine { spans, offset }
    }
}

impl StyledRun {
    /// Byte offset in the Markdown text of a byte of the run.
    fn place(&self, at: usize, end: usize) -> usize {
        // Byte positions within a text are only known if it equals its source, apart from the blank of a soft
        // break.
        let length = end - self.start;
        let within = at - self.start;
        if self.source.len().abs_diff(length) <= 1 {
            (self.source.start + within).min(self.source.end)
        } else {
            self.source.start
        }
    }
}

/// The text of a link whose beginning was just read.
fn link_text(rest: &[Inline]) -> String {
    let end = rest.iter().position(|inline| *inline == Inline::CloseLink).unwrap_or(rest.len());
    super::block::plain(&rest[..end])
}
