//! Scrolling of lists whose rows are one line each.

/// Rows around the cursor that are kept in sight where there is room.
const MARGIN: usize = 2;
/// Rows that one step of the wheel moves.
pub(super) const WHEEL: usize = 3;

/// The first row to show so that the cursor is seen, with two rows around it where there is room, and no
/// empty rows below the last one.
pub(super) fn scrolled(top: usize, cursor: usize, rows: usize, height: usize) -> usize {
    let around = MARGIN.min(height.saturating_sub(1) / 2);
    let highest = cursor.saturating_sub(around);
    let lowest = (cursor + around + 1).saturating_sub(height);
    top.clamp(lowest.min(highest), highest).min(rows.saturating_sub(height))
}

/// Top and cursor of a list of some rows after a step of the wheel; the cursor keeps its distance to the
/// borders as it does when it is moved by keys.
pub(super) fn wheeled(
    (top, cursor): (usize, usize),
    rows: usize,
    height: usize,
    down: bool,
) -> (usize, usize) {
    let last_top = rows.saturating_sub(height);
    let top = if down { (top + WHEEL).min(last_top) } else { top.saturating_sub(WHEEL) };
    let around = MARGIN.min(height.saturating_sub(1) / 2);
    // At the very beginning and end there is nothing beyond that would have to be seen.
    let first = if top == 0 { 0 } else { top + around };
    let last = if top == last_top { rows } else { top + height - around };
    (top, cursor.clamp(first, last.saturating_sub(1).max(first)))
}
