//! Scrolling of lists whose rows take one line each.

/// Number of rows around the cursor that stay visible if there is room.
const MARGIN: usize = 2;
/// Number of rows scrolled by a step of the wheel.
pub(super) const WHEEL: usize = 3;

/// The first row to show, so that the cursor and the rows around it are visible if there is room, and no rows
/// are empty at the end.
pub(super) fn scrolled(top: usize, cursor: usize, rows: usize, height: usize) -> usize {
    let around = MARGIN.min(height.saturating_sub(1) / 2);
    let highest = cursor.saturating_sub(around);
    let lowest = (cursor + around + 1).saturating_sub(height);
    top.clamp(lowest.min(highest), highest).min(rows.saturating_sub(height))
}

/// The first row shown and the cursor after a step of the wheel. The cursor keeps the same distance to the
/// edges as when it is moved with keys.
pub(super) fn wheeled(
    (top, cursor): (usize, usize),
    rows: usize,
    height: usize,
    down: bool,
) -> (usize, usize) {
    let last_top = rows.saturating_sub(height);
    let top = if down { (top + WHEEL).min(last_top) } else { top.saturating_sub(WHEEL) };
    let around = MARGIN.min(height.saturating_sub(1) / 2);
    // At the beginning and the end, there are no rows beyond the edge to keep visible.
    let first = if top == 0 { 0 } else { top + around };
    let last = if top == last_top { rows } else { top + height - around };
    (top, cursor.clamp(first, last.saturating_sub(1).max(first)))
}
