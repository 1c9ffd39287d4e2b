//! Scrolling of lists whose items have different heights.
//!
//! Every method looks at no more than a screenful of items, however long the list is.

/// Number of items around the cursor that stay visible if there is room.
const MARGIN: usize = 2;

/// Number of items and the height of each. The first item on the screen may be taller than elsewhere, because
/// of a heading.
pub struct Heights<'a> {
    /// Number of items.
    pub count: usize,
    /// Height of an item in rows, at least one, by its index and `true` if it is the first one shown.
    pub rows: &'a dyn Fn(usize, bool) -> usize,
}

impl Heights<'_> {
    /// Returns `true` if the items from `first` to `last` fit on a screen of `height` rows.
    pub fn fit(&self, first: usize, last: usize, height: usize) -> bool {
        let mut used = 0;
        (first..=last).all(|index| {
            used += (self.rows)(index, index == first);
            used <= height
        })
    }

    /// The first item of a screen that ends with item `last`, which is `last` itself if it is taller than the
    /// screen.
    pub fn first_of_screen(&self, last: usize, height: usize) -> usize {
        let mut first = last;
        let mut used = 0;
        while first > 0 {
            used += (self.rows)(first, false);
            if used + (self.rows)(first - 1, true) > height {
                break;
            }
            first -= 1;
        }
        first
    }

    /// The first item to show, so that the cursor and the items around it are visible if there is room, no
    /// rows are empty at the end, and the scroll offset changes as little as possible.
    pub fn scrolled(&self, top: usize, cursor: usize, height: usize) -> usize {
        let Some(last) = self.count.checked_sub(1) else { return 0 };
        let bounds = |margin: usize| {
            let lowest = self.first_of_screen((cursor + margin).min(last), height).min(cursor);
            (lowest, cursor.saturating_sub(margin))
        };
        let fitting = (0..=MARGIN).rev().map(bounds).find(|(lowest, highest)| lowest <= highest);
        let (lowest, highest) = fitting.unwrap_or((cursor, cursor));
        top.clamp(lowest, highest).min(self.first_of_screen(last, height))
    }

    /// The first item and the cursor after a step of the wheel of a number of rows, at least one item. The
    /// cursor moves only if it would leave the viewport.
    pub fn wheeled(
        &self,
        (mut top, mut cursor): (usize, usize),
        rows: usize,
        height: usize,
        down: bool,
    ) -> (usize, usize) {
        let Some(last) = self.count.checked_sub(1) else { return (0, 0) };
        let last_top = self.first_of_screen(last, height);
        let mut passed = 0;
        while passed < rows && if down { top < last_top } else { top > 0 } {
            top = if down { top + 1 } else { top - 1 };
            passed += (self.rows)(top, false);
        }
        while cursor < last && self.scrolled(top, cursor, height) < top {
            cursor += 1;
        }
        while cursor > top && self.scrolled(top, cursor, height) > top {
            cursor -= 1;
        }
        (top, cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn items_around_the_cursor_are_in_sight() {
        let rows = |_, _| 2;
        let items = Heights { count: 20, rows: &rows };
        assert_eq!(items.scrolled(0, 0, 10), 0);
        assert_eq!(items.scrolled(0, 2, 10), 0, "two below it have room");
        assert_eq!(items.scrolled(0, 3, 10), 1);
        assert_eq!(items.scrolled(10, 11, 10), 9, "and two above");
        assert_eq!(items.scrolled(0, 19, 10), 15, "at the end no row is empty");
        assert_eq!(items.scrolled(0, 5, 2), 5, "there is room for the cursor only");
    }

    #[test]
    fn the_wheel_takes_the_cursor_along() {
        let rows = |_, _| 3;
        let items = Heights { count: 10, rows: &rows };
        assert_eq!(items.wheeled((0, 0), 3, 15, true), (1, 3));
        assert_eq!(items.wheeled((1, 4), 3, 15, true), (2, 4));
        assert_eq!(items.wheeled((5, 9), 3, 15, true), (5, 9), "at the end");
        assert_eq!(items.wheeled((5, 9), 3, 15, false), (4, 6));
        assert_eq!(items.wheeled((0, 9), 3, 15, false), (0, 2));
    }

    proptest! {
        #[test]
        fn the_wheel_goes_to_both_ends(
            heights in prop::collection::vec(1usize..5, 1..40), height in 5usize..30
        ) {
            let rows = |index: usize, is_top: bool| heights[index] + usize::from(is_top);
            let items = Heights { count: heights.len(), rows: &rows };
            let last_top = items.first_of_screen(heights.len() - 1, height);
            let mut at = (0, 0);
            for down in [true, false] {
                for _ in 0..heights.len() {
                    let before = at;
                    at = items.wheeled(at, 3, height, down);
                    prop_assert_eq!(items.scrolled(at.0, at.1, height), at.0, "{:?} {:?}", before, at);
                }
                prop_assert_eq!(at.0, if down { last_top } else { 0 });
            }
        }

        #[test]
        fn the_cursor_is_seen_and_no_row_is_wasted(
            heights in prop::collection::vec(1usize..5, 1..40), height in 5usize..30,
            top in 0usize..40, cursor in 0usize..40
        ) {
            let rows = |index: usize, is_top: bool| heights[index] + usize::from(is_top);
            let items = Heights { count: heights.len(), rows: &rows };
            let cursor = cursor.min(heights.len() - 1);
            let top = items.scrolled(top, cursor, height);
            prop_assert!(top <= cursor && items.fit(top, cursor, height));
            prop_assert_eq!(items.scrolled(top, cursor, height), top, "nothing is left to move");
            let more = top > 0 && items.fit(top - 1, heights.len() - 1, height);
            prop_assert!(!more, "an item above would have had room");
        }
    }
}
