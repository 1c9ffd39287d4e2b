//! Positions of the numbers on the lines of a chart. They identify lines without colours, including those
//! that coincide.

use crate::trends::Series;

/// Minimum distance of two numbers on one line, in columns.
const APART: usize = 12;

/// The numbers at a point of a chart: those of all lines through it, as in `1=3`, since only one of them is
/// visible there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Column and row, in cells from the top left.
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) lines: Vec<usize>,
}

impl Label {
    /// The label of a line at one of its points, cut to the width of the plot.
    fn at(series: &Series, line: usize, at: usize, (width, height): (u16, u16)) -> Self {
        let value = series.lines[line][at];
        // At zero all lines coincide, so only those that are zero throughout count.
        let is_on =
            |line: &[u32]| line[at] == value && (value > 0 || line.iter().all(|it| *it == 0));
        let others = (0..series.lines.len()).filter(|other| is_on(&series.lines[*other]));
        let lines: Vec<usize> = others.take(usize::from(width).div_ceil(2)).collect();
        let last = series.lines[line].len().saturating_sub(1);
        let x = (at * usize::from(width - 1)).checked_div(last).unwrap_or(0) as u16;
        let most = u64::from(series.most().max(1));
        let y = (u64::from(height - 1) * (most - u64::from(value)) + most / 2) / most;
        let own = (lines.len() * 2).saturating_sub(1) as u16;
        Self { x: x.saturating_sub(own / 2).min(width - own), y: y as u16, lines }
    }

    /// True if at least one cell is between the two labels.
    fn is_clear_of(&self, other: &Self) -> bool {
        let end = |label: &Self| label.x + (label.lines.len() * 2) as u16;
        self.y != other.y || end(self) <= other.x || end(other) <= self.x
    }
}

/// The labels of a plot of `width` columns and `height` rows: one on each line if there is room for it,
/// preferably at its highest point, and more at further points.
pub(super) fn labels(series: &Series, width: u16, height: u16) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let place = |line: usize, at: usize, labels: &mut Vec<Label>| {
        let label = Label::at(series, line, at, (width, height));
        let is_free = labels.iter().all(|other| label.is_clear_of(other));
        if is_free {
            labels.push(label);
        }
        is_free
    };
    let count = series.lines.len();
    let peak = |line: &[u32]| (0..line.len()).rev().max_by_key(|at| line[*at]);
    let own = |number: usize| {
        let line = &series.lines[number];
        // As many as leave room between them.
        let apart = (line.len() * APART).div_ceil(usize::from(width)).max(count);
        (0..line.len()).filter(move |at| at % apart == number * apart / count && line[*at] > 0)
    };
    for (number, line) in series.lines.iter().enumerate() {
        if labels.iter().any(|label| label.lines.contains(&number)) {
            continue;
        }
        let others = (0..line.len()).rev().filter(|at| line[*at] > 0);
        for at in peak(line).into_iter().chain(own(number)).chain(others) {
            if place(number, at, &mut labels) {
                break;
            }
        }
    }
    for (number, line) in series.lines.iter().enumerate() {
        for at in peak(line).into_iter().chain(own(number)) {
            let label = Label::at(series, number, at, (width, height));
            let is_near =
                |it: &Label| it.lines == label.lines && it.x.abs_diff(label.x) < APART as u16;
            if !labels.iter().any(is_near) {
                place(number, at, &mut labels);
            }
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn series(lines: &[&[u32]]) -> Series {
        Series { lines: lines.iter().map(|line| line.to_vec()).collect(), ..Series::default() }
    }

    /// The labels from left to right: text and column.
    fn said(lines: &[&[u32]], width: u16, height: u16) -> Vec<(String, u16)> {
        let mut labels = labels(&series(lines), width, height);
        labels.sort_by_key(|label| (label.x, label.y));
        let say = |label: &Label| {
            let numbers: Vec<String> = label.lines.iter().map(|it| (it + 1).to_string()).collect();
            (numbers.join("="), label.x)
        };
        labels.iter().map(say).collect()
    }

    fn one(text: &str, x: u16) -> (String, u16) {
        (text.to_owned(), x)
    }

    #[test]
    fn a_line_is_numbered_at_its_highest_point() {
        assert_eq!(said(&[&[0, 3, 0], &[1, 0, 0]], 21, 5), [one("2", 0), one("1", 10)]);
    }

    #[test]
    fn lines_through_one_point_are_told_together() {
        assert_eq!(said(&[&[0, 2, 0], &[0, 2, 0]], 21, 5), [one("1=2", 9)]);
        assert_eq!(said(&[&[0, 2, 0], &[1, 2, 0], &[0, 1, 0]], 21, 5)[0], one("1=2", 9));
        // All lines coincide, with little room.
        let all: [&[u32]; 5] = [&[1]; 5];
        assert_eq!(said(&all, 9, 1), [one("1=2=3=4=5", 0)]);
        assert_eq!(said(&all, 4, 1), [one("1=2", 0)]);
    }

    #[test]
    fn a_line_that_is_zero_throughout_is_told_apart_from_what_only_touches_it() {
        assert_eq!(said(&[&[0, 0, 4], &[0, 0, 0]], 21, 5), [one("2", 0), one("1", 20)]);
    }

    proptest! {
        #[test]
        fn labels_stand_in_the_plot_and_on_their_lines(
            lines in prop::collection::vec(prop::collection::vec(0_u32..4, 12), 1..6),
            length in 1_usize..12, width in 1_u16..60, height in 1_u16..12,
        ) {
            let lines: Vec<&[u32]> = lines.iter().map(|line| &line[..length]).collect();
            let labels = labels(&series(&lines), width, height);
            for (index, label) in labels.iter().enumerate() {
                prop_assert!(label.x + (label.lines.len() * 2 - 1) as u16 <= width);
                prop_assert!(label.y < height && label.lines.is_sorted());
                prop_assert!(labels[..index].iter().all(|other| label.is_clear_of(other)));
            }
            if width >= 60 && height > 3 {
                let is_labelled = |line| labels.iter().any(|label| label.lines.contains(&line));
                prop_assert!((0..lines.len()).all(is_labelled), "{:?}", labels);
            }
        }
    }
}
