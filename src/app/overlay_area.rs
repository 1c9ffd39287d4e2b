//! The size of an overlay: that of what it holds, as far as the screen has room.

use super::help::{Help, HelpRow};
use super::model::Model;
use super::overlay::Overlay;
use super::panes::{Area, largest_overlay};
use super::picker::Picker;
use super::problems::ProblemRows;
use crate::messages::Text;

/// Cells that the inside of an overlay has at least: its title and the line below it need them.
const MIN_WIDTH: u16 = 38;
/// Items of a picker that are measured; a facet may have very many.
const MAX_MEASURED: usize = 500;
/// Cells between an item and what stands at the right.
const GAP: usize = 3;

impl Model {
    /// Where the overlay stands, its border included: in the middle, as large as what it holds.
    /// What is typed into it does not change its size.
    pub fn overlay_area(&self) -> Option<Area> {
        let largest = largest_overlay(self.context.size)?;
        let inner = largest.inside_border();
        let (width, height) = match self.overlay.as_ref()? {
            Overlay::Help(help) => self.help_size(help),
            Overlay::Picker(picker) => self.picker_size(picker),
            Overlay::Problems(_) => self.problems_size(inner),
            Overlay::Name { .. } | Overlay::Find { .. } | Overlay::Filter => {
                (usize::from(inner.width), 1)
            }
        };
        let fitting = |wanted: usize, least: u16, most: u16| {
            u16::try_from(wanted).unwrap_or(u16::MAX).clamp(least.min(most), most)
        };
        let width = fitting(width, MIN_WIDTH, inner.width) + 2;
        let height = fitting(height, 1, inner.height) + 2;
        let x = (self.context.size.width - width) / 2;
        Some(Area { x, y: (self.context.size.height - height) / 2, width, height })
    }

    /// Rows of an overlay that fit; at least one.
    pub fn overlay_height(&self) -> usize {
        let inner = self.overlay_area().map_or(0, |area| area.inside_border().height);
        // A picker's first row is what was typed.
        let taken = u16::from(matches!(self.overlay, Some(Overlay::Picker(_))));
        usize::from(inner.saturating_sub(taken).max(1))
    }

    /// Cells of an overlay's rows, a blank on either side left out.
    pub fn overlay_width(&self) -> usize {
        let inner = self.overlay_area().map_or(0, |area| area.inside_border().width);
        usize::from(inner.saturating_sub(2))
    }

    /// The rows of the list of problems.
    pub fn problem_rows(&self) -> ProblemRows<'_> {
        ProblemRows::new(&self.findings, &self.notices, self.overlay_width(), &self.context)
    }

    /// Cells and rows that all rows of the help take.
    fn help_size(&self, help: &Help) -> (usize, usize) {
        let width = |text: &str| self.context.config.ambiguous_width.width(text);
        let all = Help { context: help.context, ..Help::default() };
        let rows = all.rows(&self.context.keymap, self.context.language);
        let widest = |part: fn(&HelpRow) -> &str| rows.iter().map(|row| width(part(row))).max();
        let keys = widest(HelpRow::keys).unwrap_or(0);
        (keys + GAP + widest(HelpRow::text).unwrap_or(0) + 2, rows.len())
    }

    fn picker_size(&self, picker: &Picker) -> (usize, usize) {
        let width = |text: &str| self.context.config.ambiguous_width.width(text);
        let items = picker.items.iter().take(MAX_MEASURED);
        let widest = items.map(|item| width(&item.text) + GAP + width(&item.detail)).max();
        (widest.unwrap_or(0) + 2, 1 + picker.items.len().max(1))
    }

    fn problems_size(&self, inner: Area) -> (usize, usize) {
        let width = usize::from(inner.width.saturating_sub(2));
        let rows = ProblemRows::new(&self.findings, &self.notices, width, &self.context);
        if rows.count() == 0 {
            let text = Text::NoProblems.say(self.context.language);
            return (self.context.config.ambiguous_width.width(&text) + 2, 1);
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
}
