//! The size of an overlay: that of its contents, as far as they fit on the screen.

use super::confirm::Confirm;
use super::context::Context;
use super::export::{ExportDialog, ExportRow};
use super::findings::Findings;
use super::help::{Help, HelpRow};
use super::model::Model;
use super::notices::Notices;
use super::overlay::Overlay;
use super::panes::{Area, Size, largest_overlay};
use super::picker::Picker;
use super::problems::ProblemRows;
use crate::markdown::wrap;
use crate::messages::Text;

/// Minimum width inside the border, in cells. The title and the hints at the bottom need it.
const MIN_WIDTH: u16 = 38;
/// Number of items of a picker that are measured; a facet may have very many.
const MAX_MEASURED: usize = 500;
/// Number of cells between an item and the detail at its right.
const GAP: usize = 3;

/// The parts of the model that overlays show.
#[derive(Clone, Copy)]
struct Sources<'a> {
    context: &'a Context,
    findings: &'a Findings,
    notices: &'a Notices,
}

impl Overlay {
    /// Area of the overlay with its border, centred, and as large as its contents. Typed text does not change
    /// the size.
    fn area(&self, sources: Sources<'_>) -> Option<Area> {
        let size = sources.context.size;
        let largest = largest_overlay(size)?;
        if matches!(self, Self::Picture(_)) {
            return Some(picture_area(size));
        }
        let inner = largest.inside_border();
        let (width, height) = match self {
            Self::Help(help) => help_size(help, sources.context),
            Self::Picker(picker) => picker_size(picker, sources.context),
            Self::Problems(_) => problems_size(inner, sources),
            Self::Export(dialog) => export_size(dialog, inner, sources.context),
            Self::Confirm(confirm) => confirm_size(confirm, inner, sources.context),
            Self::Name { .. }
            | Self::Note(_)
            | Self::Find { .. }
            | Self::Filter
            | Self::Picture(_) => (usize::from(inner.width), 1),
        };
        let fitting = |wanted: usize, least: u16, most: u16| {
            u16::try_from(wanted).unwrap_or(u16::MAX).clamp(least.min(most), most)
        };
        let width = fitting(width, MIN_WIDTH, inner.width) + 2;
        let height = fitting(height, 1, inner.height) + 2;
        let x = (size.width - width) / 2;
        Some(Area { x, y: (size.height - height) / 2, width, height })
    }

    /// Number of rows that fit; at least one.
    fn height(&self, sources: Sources<'_>) -> usize {
        let inner = self.area(sources).map_or(0, |area| area.inside_border().height);
        // The first row of a picker is the typed text.
        let taken = u16::from(matches!(self, Self::Picker(_)));
        usize::from(inner.saturating_sub(taken).max(1))
    }

    /// Width of the rows in cells, without the blank on either side.
    fn width(&self, sources: Sources<'_>) -> usize {
        let inner = self.area(sources).map_or(0, |area| area.inside_border().width);
        usize::from(inner.saturating_sub(2))
    }

    /// Scrolls the cursor into view.
    pub(super) fn derive(&mut self, findings: &Findings, notices: &Notices, context: &Context) {
        let sources = Sources { context, findings, notices };
        let (height, width) = (self.height(sources), self.width(sources));
        match self {
            Self::Picker(picker) => picker.derive(height),
            Self::Problems(list) => {
                let rows = ProblemRows::new(findings, notices, width, context);
                rows.with_heights(|items| list.clamp(items, height));
            }
            _ => {}
        }
    }

    /// Scrolls some rows up or down.
    pub(super) fn go(
        &mut self,
        rows: usize,
        down: bool,
        (findings, notices): (&Findings, &Notices),
        context: &Context,
    ) {
        let sources = Sources { context, findings, notices };
        let (height, width) = (self.height(sources), self.width(sources));
        match self {
            Self::Help(help) => {
                let count = help.rows(&context.keymap, context.language).len();
                help.top = if down {
                    (help.top + rows).min(count.saturating_sub(height))
                } else {
                    help.top.saturating_sub(rows)
                };
            }
            Self::Problems(list) => {
                ProblemRows::new(findings, notices, width, context).with_heights(|items| {
                    if down { list.down(items, rows, height) } else { list.up(items, rows, height) }
                });
            }
            Self::Picker(picker) if down => picker.cursor += rows,
            Self::Picker(picker) => picker.cursor = picker.cursor.saturating_sub(rows),
            Self::Picture(picture) if down => {
                picture.index = (picture.index + 1).min(picture.count.saturating_sub(1));
            }
            Self::Picture(picture) => picture.index = picture.index.saturating_sub(1),
            Self::Name { .. }
            | Self::Note(_)
            | Self::Find { .. }
            | Self::Filter
            | Self::Confirm(_)
            | Self::Export(_) => {}
        }
    }
}

impl Model {
    fn sources(&self) -> Sources<'_> {
        Sources { context: &self.context, findings: &self.findings, notices: &self.notices }
    }

    /// Area of the overlay with its border.
    pub fn overlay_area(&self) -> Option<Area> {
        self.overlay.as_ref()?.area(self.sources())
    }

    /// Number of rows that fit in the overlay; at least one.
    pub fn overlay_height(&self) -> usize {
        self.overlay.as_ref().map_or(1, |overlay| overlay.height(self.sources()))
    }

    /// Width of the overlay's rows in cells, without the blank on either side.
    pub fn overlay_width(&self) -> usize {
        self.overlay.as_ref().map_or(0, |overlay| overlay.width(self.sources()))
    }

    /// The rows of the list of problems.
    pub fn problem_rows(&self) -> ProblemRows<'_> {
        ProblemRows::new(&self.findings, &self.notices, self.overlay_width(), &self.context)
    }
}

/// Area of a picture at full size, with its border: the screen above the status line.
pub(super) fn picture_area(size: Size) -> Area {
    Area { x: 0, y: 0, width: size.width, height: size.height.saturating_sub(1) }
}

/// Width in cells and height in rows of the complete help.
fn help_size(help: &Help, context: &Context) -> (usize, usize) {
    let width = |text: &str| context.config.ambiguous_width.width(text);
    let all = Help { context: help.context, ..Help::default() };
    let rows = all.rows(&context.keymap, context.language);
    let widest = |part: fn(&HelpRow) -> &str| rows.iter().map(|row| width(part(row))).max();
    let keys = widest(HelpRow::keys).unwrap_or(0);
    (keys + GAP + widest(HelpRow::text).unwrap_or(0) + 2, rows.len())
}

fn picker_size(picker: &Picker, context: &Context) -> (usize, usize) {
    let width = |text: &str| context.config.ambiguous_width.width(text);
    let items = picker.items.iter().take(MAX_MEASURED);
    let widest = items.map(|item| width(&item.text) + GAP + width(&item.detail)).max();
    (widest.unwrap_or(0) + 2, 1 + picker.items.len().max(1))
}

/// Number of cells of the dialog's widest rows that typed text may take.
const TYPED_WIDTH: usize = 40;
/// Number of cells around a value that is at the cursor, for the signs that it can be changed.
const VALUE_SIGNS: usize = 4;

/// Width of the labels of the export dialog, in cells.
pub(crate) fn export_label_width(rows: &[ExportRow], context: &Context) -> usize {
    let width = |text: &str| context.config.ambiguous_width.width(text);
    rows.iter().map(|row| width(&row.label)).max().unwrap_or(0)
}

/// The size of the export dialog. It does not change with what is typed.
fn export_size(dialog: &ExportDialog, inner: Area, context: &Context) -> (usize, usize) {
    let rows = dialog.rows(context);
    let labels = export_label_width(&rows, context);
    let width = labels + GAP + TYPED_WIDTH + VALUE_SIGNS;
    (width.min(usize::from(inner.width)), rows.len())
}

/// The size of a question, wrapped if it is wider than the screen.
fn confirm_size(confirm: &Confirm, inner: Area, context: &Context) -> (usize, usize) {
    let ambiguous = context.config.ambiguous_width;
    let room = usize::from(inner.width.saturating_sub(2)).max(1);
    let rows = wrap(&confirm.question, room, ambiguous).len();
    (ambiguous.width(&confirm.question) + 2, rows)
}

fn problems_size(inner: Area, sources: Sources<'_>) -> (usize, usize) {
    let Sources { context, findings, notices } = sources;
    let width = usize::from(inner.width.saturating_sub(2));
    let rows = ProblemRows::new(findings, notices, width, context);
    if rows.count() == 0 {
        let text = Text::NoProblems.say(context.language);
        return (context.config.ambiguous_width.width(&text) + 2, 1);
    }
    let mut height = 0;
    rows.with_heights(|items| {
        for index in 0..items.count {
            if height >= usize::from(inner.height) {
                break;
            }
            height += (items.rows)(index, index == 0);
        }
    });
    (usize::from(inner.width), height)
}
