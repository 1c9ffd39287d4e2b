//! The cells of a frame that belong to web links, for terminals that open a link themselves (OSC 8).
//!
//! Knows nothing of escape sequences.

use crate::app::Area;
use crate::web::WebAddress;
use std::ops::Range;
use std::sync::Arc;

/// Maximum length in bytes of an address that common terminals accept (VTE: 2,083). The address is written
/// again for every line of the link's text, so without a limit the output could grow with the square of the
/// text.
const MAX_ADDRESS_BYTES: usize = 2_083;

/// An address as a terminal accepts it: a web address in printable ASCII, and not too long.
pub fn terminal_address(url: &str) -> Option<String> {
    // Checked first: a long address would be parsed again for every line of the link's text.
    if url.len() > MAX_ADDRESS_BYTES {
        return None;
    }
    let address = WebAddress::to_open(url).ok()?;
    let address = address.as_str();
    let is_plain = address.bytes().all(|byte| matches!(byte, b'!'..=b'~'));
    (is_plain && address.len() <= MAX_ADDRESS_BYTES).then(|| address.to_owned())
}

/// Cells beside one another that belong to one link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRun {
    /// Their row.
    pub y: u16,
    /// Their columns.
    pub columns: Range<u16>,
    /// Number of the link; the runs of a link that continues on the next line have the same.
    pub number: u32,
    /// The address.
    pub address: Arc<str>,
}

/// The cells of a frame that belong to links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkCells {
    /// From top to bottom, and from left to right in a row.
    runs: Vec<LinkRun>,
}

impl LinkCells {
    /// Adds cells after all others. `address` is asked only if the link has no cells yet; without an address,
    /// the cells belong to no link.
    pub fn add(
        &mut self,
        y: u16,
        columns: Range<u16>,
        number: u32,
        address: impl FnOnce() -> Option<String>,
    ) {
        if columns.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && (last.y, last.number, last.columns.end) == (y, number, columns.start)
        {
            last.columns.end = columns.end;
            return;
        }
        let known = self.runs.iter().rev().find(|run| run.number == number);
        let address = match known {
            Some(run) => Some(Arc::clone(&run.address)),
            None => address().map(Arc::from),
        };
        self.runs.extend(address.map(|address| LinkRun { y, columns, number, address }));
    }

    /// Removes the cells in an area.
    pub fn clear(&mut self, area: Area) {
        let (rows, end) = (area.y..area.y + area.height, area.x + area.width);
        let mut kept = Vec::with_capacity(self.runs.len());
        for run in self.runs.drain(..) {
            if !rows.contains(&run.y) {
                kept.push(run);
                continue;
            }
            let Range { start, end: behind } = run.columns;
            for columns in [start..behind.min(area.x), start.max(end)..behind] {
                if !columns.is_empty() {
                    kept.push(LinkRun { columns, ..run.clone() });
                }
            }
        }
        self.runs = kept;
    }

    /// The runs from top to bottom, and from left to right in a row.
    pub fn runs(&self) -> &[LinkRun] {
        &self.runs
    }

    /// The link that a cell belongs to.
    pub fn at(&self, x: u16, y: u16) -> Option<&LinkRun> {
        let behind = self.runs.partition_point(|run| (run.y, run.columns.start) <= (y, x));
        let run = &self.runs[behind.checked_sub(1)?];
        (run.y == y && run.columns.contains(&x)).then_some(run)
    }

    /// The cells that belong to another link than in `before`, or to a link in only one of both.
    pub fn changed_since(&self, before: &Self) -> Vec<(u16, u16)> {
        if self == before {
            return Vec::new();
        }
        let is_same = |x, y| match (self.at(x, y), before.at(x, y)) {
            (Some(one), Some(other)) => {
                (one.number, &one.address) == (other.number, &other.address)
            }
            (one, other) => one.is_none() && other.is_none(),
        };
        let runs = self.runs.iter().chain(&before.runs);
        let cells = runs.flat_map(|run| run.columns.clone().map(move |x| (x, run.y)));
        let mut cells: Vec<(u16, u16)> = cells.filter(|(x, y)| !is_same(*x, *y)).collect();
        cells.sort_unstable_by_key(|(x, y)| (*y, *x));
        cells.dedup();
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(runs: &[(u16, Range<u16>, u32)]) -> LinkCells {
        let mut cells = LinkCells::default();
        for (y, columns, number) in runs {
            cells.add(*y, columns.clone(), *number, || Some(format!("https://a.b/{number}")));
        }
        cells
    }

    #[test]
    fn only_an_address_of_the_web_is_for_the_terminal() {
        assert_eq!(terminal_address("https://a.b/云").as_deref(), Some("https://a.b/%E4%BA%91"));
        for url in ["javascript:x", "file:///etc/passwd", "b.md", "mailto:a@b.c", "https://u@a.b/"]
        {
            assert_eq!(terminal_address(url), None, "{url}");
        }
        assert_eq!(terminal_address(&format!("https://a.b/{}", "c".repeat(3_000))), None);
        // Three bytes of the text become nine of the address.
        assert_eq!(terminal_address(&format!("https://a.b/{}", "云".repeat(600))), None);
    }

    #[test]
    fn spans_of_one_link_on_a_row_are_one_run() {
        let cells = cells(&[(1, 2..5, 0), (1, 5..8, 0), (1, 9..10, 0), (2, 0..3, 0)]);
        let runs: Vec<_> = cells.runs().iter().map(|run| (run.y, run.columns.clone())).collect();
        assert_eq!(runs, [(1, 2..8), (1, 9..10), (2, 0..3)]);
        assert!(cells.at(7, 1).is_some() && cells.at(8, 1).is_none() && cells.at(2, 2).is_some());
        let mut none = LinkCells::default();
        none.add(0, 0..3, 0, || None);
        none.add(0, 4..4, 1, || Some("https://a.b".to_owned()));
        assert_eq!(none, LinkCells::default());
    }

    #[test]
    fn an_overlay_cuts_a_run_in_two() {
        let mut cells = cells(&[(1, 0..10, 0), (2, 0..10, 1)]);
        cells.clear(Area { x: 3, y: 1, width: 4, height: 1 });
        let runs: Vec<_> = cells.runs().iter().map(|run| (run.y, run.columns.clone())).collect();
        assert_eq!(runs, [(1, 0..3), (1, 7..10), (2, 0..10)]);
    }

    proptest! {
        #[test]
        fn cells_that_changed_are_those_that_differ(
            before in prop::collection::vec((0_u16..3, 0_u16..9, 1_u16..4, 0_u32..3), 0..5),
            after in prop::collection::vec((0_u16..3, 0_u16..9, 1_u16..4, 0_u32..3), 0..5),
        ) {
            let made = |mut runs: Vec<(u16, u16, u16, u32)>| {
                runs.sort_unstable();
                let mut kept: Vec<(u16, Range<u16>, u32)> = Vec::new();
                for (y, x, width, number) in runs {
                    if kept.last().is_none_or(|(row, columns, _)| *row < y || columns.end <= x) {
                        kept.push((y, x..x + width, number));
                    }
                }
                cells(&kept)
            };
            let (before, after) = (made(before), made(after));
            let number = |cells: &LinkCells, x, y| cells.at(x, y).map(|run| run.number);
            let all = (0..3).flat_map(|y| (0..13).map(move |x| (x, y)));
            let differing: Vec<(u16, u16)> =
                all.filter(|(x, y)| number(&before, *x, *y) != number(&after, *x, *y)).collect();
            prop_assert_eq!(after.changed_since(&before), differing);
        }
    }
}
