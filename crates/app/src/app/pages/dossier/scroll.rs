//! Positions in a dossier: an entry, and a row in it. Entries are laid out on the way.

use super::Dossier;
use crate::app::context::Context;

/// A row: the index of its entry, and its index in that.
type Row = (usize, usize);

impl Dossier {
    /// Height of the viewport, in rows; at least one.
    pub(crate) fn height(context: &Context) -> usize {
        let area = context.panes().and_then(|panes| panes.page);
        area.map_or(1, |area| usize::from(area.below_title().height)).max(1)
    }

    /// Number of rows of an entry.
    fn rows_of(&mut self, index: usize, context: &Context) -> usize {
        self.lay_out(index, context);
        let lines = self.items.get(index).and_then(|item| item.lines.as_ref());
        lines.map_or(1, |lines| lines.lines.len()).max(1)
    }

    /// The last row of an entry, without the blank one below it.
    fn end_of(&mut self, index: usize, context: &Context) -> Row {
        let rows = self.rows_of(index, context);
        let is_last = index + 1 == self.items.len();
        (index, rows.saturating_sub(if is_last { 1 } else { 2 }))
    }

    /// The row some rows further down, or the last one.
    fn below(&mut self, (mut item, mut row): Row, mut count: usize, context: &Context) -> Row {
        loop {
            let rows = self.rows_of(item, context);
            if row + count < rows {
                return (item, row + count);
            }
            if item + 1 >= self.items.len() {
                return (item, rows - 1);
            }
            count -= rows - row.min(rows);
            (item, row) = (item + 1, 0);
        }
    }

    /// The row some rows further up, or the first one.
    fn above(&mut self, (mut item, row): Row, mut count: usize, context: &Context) -> Row {
        if count <= row {
            return (item, row - count);
        }
        count -= row;
        while item > 0 {
            item -= 1;
            let rows = self.rows_of(item, context);
            if count <= rows {
                return (item, rows - count);
            }
            count -= rows;
        }
        (0, 0)
    }

    /// The first row shown at the end of the dossier.
    fn last_top(&mut self, height: usize, context: &Context) -> Row {
        let Some(last) = self.items.len().checked_sub(1) else { return (0, 0) };
        let end = self.end_of(last, context);
        self.above(end, height - 1, context)
    }

    /// Returns `true` if the entry at the cursor begins in the viewport.
    pub(super) fn shows_cursor(&mut self, context: &Context) -> bool {
        if self.items.is_empty() {
            return false;
        }
        let bottom = self.below(self.top, Self::height(context) - 1, context);
        (self.top..=bottom).contains(&(self.cursor, 0))
    }

    /// Keeps the first row within the dossier, and lays out what is visible.
    pub(super) fn clamp(&mut self, context: &Context) {
        if self.items.is_empty() {
            self.top = (0, 0);
            return;
        }
        let height = Self::height(context);
        self.top.0 = self.top.0.min(self.items.len() - 1);
        self.top.1 = self.top.1.min(self.rows_of(self.top.0, context) - 1);
        self.top = self.top.min(self.last_top(height, context));
        self.below(self.top, height, context);
    }

    /// Scrolls the entry at the cursor into view: all of it if it fits, or else its beginning.
    pub(super) fn reveal(&mut self, context: &Context) {
        let height = Self::height(context);
        let (start, end) = ((self.cursor, 0), self.end_of(self.cursor, context));
        let lowest = self.above(end, height - 1, context);
        if start < self.top {
            self.top = start;
        } else if lowest > self.top {
            self.top = lowest.min(start);
        }
        // The head goes with the first report, as long as both have room.
        if self.cursor <= 1 && start <= self.below((0, 0), height / 2, context) {
            self.top = (0, 0);
        }
        self.clamp(context);
    }

    /// Moves the cursor to an entry, if there is one; returns `false` if there is none.
    pub(super) fn go_to(&mut self, index: usize, context: &Context) -> bool {
        if !(1..self.items.len()).contains(&index) {
            return false;
        }
        self.cursor = index;
        self.reveal(context);
        true
    }

    /// Goes one step down or up: scrolls within an entry that is taller than the viewport, or else moves to
    /// the next entry.
    fn step(&mut self, down: bool, context: &Context) {
        let height = Self::height(context);
        if down {
            let end = self.end_of(self.cursor, context);
            if end > self.below(self.top, height - 1, context)
                || !self.go_to(self.cursor + 1, context)
            {
                self.top = self.below(self.top, 1, context);
                self.clamp(context);
            }
        } else if (self.cursor, 0) < self.top || self.cursor <= 1 {
            self.top = self.above(self.top, 1, context);
        } else {
            self.cursor -= 1;
            let end = self.end_of(self.cursor, context);
            let lowest = self.above(end, height - 1, context);
            self.reveal(context);
            // Of an entry taller than the viewport, the end comes first.
            self.top = self.top.max(lowest.min(end));
        }
    }

    /// Goes a number of steps down or up.
    pub(crate) fn go(&mut self, count: usize, down: bool, context: &Context) {
        self.place = None;
        if self.items.is_empty() {
            return;
        }
        for _ in 0..count {
            let before = (self.cursor, self.top);
            self.step(down, context);
            if (self.cursor, self.top) == before {
                break;
            }
        }
    }

    /// Goes to the first or last entry.
    pub(super) fn go_to_end(&mut self, last: bool, context: &Context) {
        let height = Self::height(context);
        if last {
            self.cursor = self.items.len().saturating_sub(1);
            self.top = self.last_top(height, context);
        } else {
            self.cursor = 1.min(self.items.len().saturating_sub(1));
            self.top = (0, 0);
        }
        self.clamp(context);
    }

    /// Scrolls a number of rows. The cursor moves only if its entry would leave the viewport. With `pages`
    /// set, it goes to the first or last entry where there is nothing to scroll.
    pub(crate) fn scroll_rows(&mut self, rows: usize, down: bool, pages: bool, context: &Context) {
        if self.items.is_empty() {
            return;
        }
        let height = Self::height(context);
        let before = self.top;
        self.top = if down {
            self.below(self.top, rows, context)
        } else {
            self.above(self.top, rows, context)
        };
        self.clamp(context);
        if self.top == before {
            if pages {
                self.go_to_end(down, context);
            }
            return;
        }
        let bottom = self.below(self.top, height - 1, context);
        if self.end_of(self.cursor, context) < self.top {
            let next = self.top.0 + usize::from(self.top.1 > 0);
            // The end of an entry may be all that is visible.
            self.cursor = if (next, 0) <= bottom { next } else { self.top.0 };
        } else if (self.cursor, 0) > bottom {
            self.cursor = bottom.0;
        }
        self.cursor = self.cursor.clamp(1.min(self.items.len() - 1), self.items.len() - 1);
    }
}
