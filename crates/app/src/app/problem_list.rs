//! Cursor and scroll offset of a list of items of different heights.
//!
//! Knows nothing of the contents of the items. Every step looks at no more than a screenful of items, however
//! long the list is.

use super::item_scroll::Heights;

/// Cursor and scroll offset of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProblemList {
    /// Index of the cursor's item.
    pub cursor: usize,
    /// Index of the first item shown.
    pub top: usize,
    /// Number of rows of that item above the screen; nonzero only if the cursor is on it and it is taller
    /// than the screen.
    pub skipped: usize,
}

impl ProblemList {
    /// Moves down by a number of rows, at least one item. An item taller than the screen is scrolled to its
    /// end first. More rows than fit on the screen lead to the end of the list.
    pub fn down(&mut self, items: &Heights<'_>, rows: usize, height: usize) {
        let hidden = self.hidden(items, height);
        if hidden > 0 && rows <= height {
            self.skipped += rows.min(hidden);
            return;
        }
        let last = items.count.saturating_sub(1);
        if self.cursor == last && hidden == 0 {
            return;
        }
        if rows > height {
            self.cursor = last;
        }
        let mut passed = 0;
        while passed < rows && self.cursor < last {
            passed += (items.rows)(self.cursor, false);
            self.cursor += 1;
        }
        self.skipped = 0;
        self.clamp(items, height);
        if rows > height {
            self.skipped = self.hidden(items, height);
        }
    }

    /// Moves up by a number of rows, at least one item. More rows than fit on the screen lead to the
    /// beginning.
    pub fn up(&mut self, items: &Heights<'_>, rows: usize, height: usize) {
        if rows > height {
            *self = Self::default();
            return;
        }
        if self.skipped > 0 {
            self.skipped = self.skipped.saturating_sub(rows);
            return;
        }
        let mut passed = 0;
        while passed < rows && self.cursor > 0 {
            self.cursor -= 1;
            passed += (items.rows)(self.cursor, false);
        }
        let was_above = self.cursor < self.top;
        self.clamp(items, height);
        if was_above {
            // The end of a tall item is shown first.
            self.skipped = self.hidden(items, height);
        }
    }

    /// Number of rows of the cursor's item below the screen, if it is the first one shown.
    fn hidden(&self, items: &Heights<'_>, height: usize) -> usize {
        if self.top != self.cursor || items.count == 0 {
            return 0;
        }
        (items.rows)(self.top, true).saturating_sub(self.skipped + height)
    }

    /// Keeps the cursor in the list and on the screen, and leaves no rows empty at the end while there are
    /// items above.
    pub fn clamp(&mut self, items: &Heights<'_>, height: usize) {
        let Some(last) = items.count.checked_sub(1) else {
            *self = Self::default();
            return;
        };
        self.cursor = self.cursor.min(last);
        self.top = self.top.min(self.cursor);
        if !items.fit(self.top, self.cursor, height) {
            self.top = items.first_of_screen(self.cursor, height);
        }
        self.top = self.top.min(items.first_of_screen(last, height));
        if self.top == self.cursor {
            let rows = (items.rows)(self.top, true);
            self.skipped = self.skipped.min(rows.saturating_sub(height));
        } else {
            self.skipped = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(list: ProblemList) -> (usize, usize, usize) {
        (list.top, list.skipped, list.cursor)
    }

    #[test]
    fn the_cursor_goes_item_by_item_and_the_screen_follows() {
        let rows = |_, is_top| if is_top { 3 } else { 2 };
        let items = Heights { count: 5, rows: &rows };
        let mut list = ProblemList::default();
        let mut seen = Vec::new();
        for _ in 0..5 {
            list.down(&items, 1, 5);
            seen.push(at(list));
        }
        assert_eq!(seen, [(0, 0, 1), (1, 0, 2), (2, 0, 3), (3, 0, 4), (3, 0, 4)]);
        list.up(&items, 1, 5);
        assert_eq!(at(list), (3, 0, 3));
        list.up(&items, 1, 5);
        assert_eq!(at(list), (2, 0, 2));
        list.up(&items, usize::MAX / 2, 5);
        assert_eq!(at(list), (0, 0, 0));
    }

    #[test]
    fn a_tall_item_is_read_row_by_row() {
        let rows = |index, _| if index == 1 { 7 } else { 1 };
        let items = Heights { count: 3, rows: &rows };
        let mut list = ProblemList::default();
        let mut seen = Vec::new();
        for _ in 0..5 {
            list.down(&items, 1, 4);
            seen.push(at(list));
        }
        assert_eq!(seen, [(1, 0, 1), (1, 1, 1), (1, 2, 1), (1, 3, 1), (2, 0, 2)]);
        list.up(&items, 1, 4);
        assert_eq!(at(list), (1, 3, 1), "and from below its end is seen first");
        list.up(&items, 3, 4);
        assert_eq!(at(list), (1, 0, 1));
        list.up(&items, 1, 4);
        assert_eq!(at(list), (0, 0, 0));
    }

    #[test]
    fn a_page_passes_no_item_by() {
        let rows = |_, _| 2;
        let items = Heights { count: 100, rows: &rows };
        let mut list = ProblemList::default();
        list.down(&items, 9, 10);
        assert_eq!(at(list), (1, 0, 5), "five items of two rows");
        list.up(&items, 9, 10);
        assert_eq!(at(list), (0, 0, 0));
    }

    proptest! {
        #[test]
        fn the_cursor_is_on_the_screen(
            heights in prop::collection::vec(1usize..9, 0..30),
            steps in prop::collection::vec((any::<bool>(), 1usize..12, 1usize..10), 0..40)
        ) {
            let rows = |index: usize, is_top: bool| heights[index] + usize::from(is_top);
            let items = Heights { count: heights.len(), rows: &rows };
            let mut list = ProblemList::default();
            for (down, rows, height) in steps {
                list.clamp(&items, height);
                let before = (list.cursor, list.skipped);
                if down { list.down(&items, rows, height) } else { list.up(&items, rows, height) }
                let after = (list.cursor, list.skipped);
                let is_onward = if down { after >= before } else { after <= before };
                prop_assert!(is_onward, "{:?} {:?}", before, after);
                let clamped = { let mut again = list; again.clamp(&items, height); again };
                prop_assert_eq!(clamped, list, "a step leaves nothing to clamp");
                if heights.is_empty() {
                    prop_assert_eq!(list, ProblemList::default());
                    continue;
                }
                prop_assert!(list.cursor < heights.len() && list.top <= list.cursor);
                if list.top < list.cursor {
                    prop_assert_eq!(list.skipped, 0);
                    prop_assert!(items.fit(list.top, list.cursor, height));
                }
            }
        }

        #[test]
        fn every_row_is_seen_on_the_way_down(
            heights in prop::collection::vec(1usize..9, 1..12), height in 1usize..8
        ) {
            let rows = |index: usize, _| heights[index];
            let items = Heights { count: heights.len(), rows: &rows };
            let mut list = ProblemList::default();
            let mut seen = vec![0; heights.len()];
            for _ in 0..=heights.iter().sum::<usize>() {
                let mut left = height + list.skipped;
                for (index, rows) in heights.iter().enumerate().skip(list.top) {
                    seen[index] = seen[index].max(left.min(*rows));
                    left = left.saturating_sub(*rows);
                }
                list.down(&items, 1, height);
            }
            prop_assert_eq!(seen, heights);
        }
    }
}
