//! Rows as lines: aligned columns on a terminal, tab-separated ones elsewhere.
//!
//! Owns widths and truncation. Knows nothing of the content of the columns.

use crate::text::{Ambiguous, clean_line};
use std::io::{self, Write};

/// Cells between two columns.
const GAP: usize = 2;

/// Layout of a column on a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Share of the room where not everything fits; 0 if it is never cut.
    pub share: usize,
    /// Minimum width in cells of a terminal that shows it.
    pub from: usize,
    /// Alignment.
    pub set: Set,
    /// Colour, where colours are wanted.
    pub tone: Tone,
}

/// Kind of text in a column, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A headline.
    Title,
    /// A day, or other secondary text.
    Dim,
    /// A tag or the name of something.
    Label,
    /// A number.
    Number,
    /// A web address.
    Address,
    /// The path of a file.
    Path,
}

impl Tone {
    /// The text in its colour, one of the sixteen that every terminal has.
    pub fn paint(self, text: &str) -> String {
        let code = match self {
            _ if text.is_empty() => return String::new(),
            Self::Title => "1",
            Self::Dim => "2",
            Self::Label => "36",
            Self::Number => "32",
            Self::Address => "34",
            Self::Path => "35",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// Target of the rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct TableOutput {
    /// Width of a terminal in cells, with the width of ambiguous characters there; `None`
    /// elsewhere.
    pub terminal: Option<(usize, Ambiguous)>,
    /// Set if columns are coloured.
    pub colours: bool,
}

impl TableOutput {
    /// The text in its colour, if there are colours.
    pub fn painted(self, tone: Tone, text: &str) -> String {
        if self.colours { tone.paint(text) } else { text.to_owned() }
    }
}

/// Alignment and truncation of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Aligned left; a long text loses its end.
    Left,
    /// Aligned left; a long text loses its beginning.
    LeftKeepingEnd,
    /// Aligned right.
    Right,
}

/// Value of `Column::from` for a column that is in piped output only.
pub const PIPED_ONLY: usize = usize::MAX;

/// Writes the rows: on a terminal a table no wider than it, elsewhere all columns, separated by
/// tabs. Each row has a text for each column.
///
/// # Errors
///
/// Writing fails.
pub fn write(
    out: &mut dyn Write,
    columns: &[Column],
    rows: impl Iterator<Item = Vec<String>>,
    table_output: TableOutput,
) -> io::Result<()> {
    let rows = rows.map(|row| row.iter().map(|cell| clean_line(cell)).collect::<Vec<_>>());
    let Some((cells, ambiguous)) = table_output.terminal else {
        for row in rows {
            for (at, (text, column)) in row.iter().zip(columns).enumerate() {
                out.write_all(if at > 0 { b"\t" } else { b"" })?;
                if table_output.colours {
                    out.write_all(column.tone.paint(text).as_bytes())?;
                } else {
                    out.write_all(text.as_bytes())?;
                }
            }
            out.write_all(b"\n")?;
        }
        return Ok(());
    };
    let rows: Vec<Vec<String>> = rows.collect();
    let shown: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].from <= cells).collect();
    let natural: Vec<(usize, usize)> = shown
        .iter()
        .map(|at| {
            let widest = rows.iter().map(|row| ambiguous.width(&row[*at])).max().unwrap_or(0);
            (widest, columns[*at].share)
        })
        .collect();
    let widths = widths(&natural, cells.saturating_sub(GAP * shown.len().saturating_sub(1)));
    for row in &rows {
        let mut line = String::new();
        let mut owed = 0;
        for (at, cells) in shown.iter().zip(&widths) {
            let set = columns[*at].set;
            let text = match set {
                Set::LeftKeepingEnd => ambiguous.truncate_start(&row[*at], *cells),
                Set::Left | Set::Right => ambiguous.truncate(&row[*at], *cells),
            };
            let left = cells - ambiguous.width(&text);
            let (before, after) = if set == Set::Right { (left, 0) } else { (0, left) };
            // Trailing blanks would only be selected and copied.
            owed += before;
            if !text.is_empty() {
                line.extend(std::iter::repeat_n(' ', owed));
                line.push_str(&table_output.painted(columns[*at].tone, &text));
                owed = 0;
            }
            owed += after + GAP;
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Column widths, given natural widths and shares: natural if all fit, otherwise the columns with a
/// share divide the remaining room by their shares, and none takes more than it needs.
fn widths(columns: &[(usize, usize)], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|(natural, _)| *natural).collect();
    if widths.iter().sum::<usize>() <= room {
        return widths;
    }
    let fixed: usize =
        columns.iter().filter(|(_, share)| *share == 0).map(|(natural, _)| natural).sum();
    let mut left = room.saturating_sub(fixed);
    let mut open: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].1 > 0).collect();
    loop {
        let shares: usize = open.iter().map(|at| columns[*at].1).sum();
        let part = |at: usize| left * columns[at].1 / shares;
        let (content, wanting): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|at| columns[**at].0 <= part(**at));
        if content.is_empty() {
            for at in &wanting {
                widths[*at] = part(*at);
            }
            return widths;
        }
        left -= content.iter().map(|at| columns[*at].0).sum::<usize>();
        open = wanting;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: [Column; 4] = [
        Column { share: 0, from: 0, set: Set::Right, tone: Tone::Number },
        Column { share: 3, from: 0, set: Set::Left, tone: Tone::Title },
        Column { share: 1, from: PIPED_ONLY, set: Set::Left, tone: Tone::Address },
        Column { share: 2, from: 20, set: Set::LeftKeepingEnd, tone: Tone::Path },
    ];

    fn table(rows: &[[&str; 4]], terminal: Option<usize>) -> String {
        let mut out = Vec::new();
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect());
        let terminal = terminal.map(|cells| (cells, Ambiguous::One));
        write(&mut out, &COLUMNS, rows, TableOutput { terminal, colours: false }).unwrap();
        String::from_utf8(out).unwrap()
    }

    const ROWS: [[&str; 4]; 2] =
        [["7", "服务网格一周：Istio", "x", "blog/2026-08-14-mesh.md"], ["10", "Notes", "", "a.md"]];

    #[test]
    fn piped_columns_are_whole_and_parted_by_tabs() {
        assert_eq!(
            table(&ROWS, None),
            "7\t服务网格一周：Istio\tx\tblog/2026-08-14-mesh.md\n10\tNotes\t\ta.md\n"
        );
        let hostile = [["1", "a\tb\n\u{1b}[31m", "", "c"]];
        assert_eq!(table(&hostile, None), "1\ta b [31m\t\tc\n");
    }

    #[test]
    fn colours_take_no_cells() {
        for cells in [None, Some(80), Some(36)] {
            let terminal = cells.map(|cells| (cells, Ambiguous::One));
            let mut out = Vec::new();
            let rows = ROWS.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect());
            write(&mut out, &COLUMNS, rows, TableOutput { terminal, colours: true }).unwrap();
            let coloured = String::from_utf8(out).unwrap();
            assert!(coloured.contains("\u{1b}[1m服务网格一周"), "{coloured:?}");
            let parts = coloured.split('\u{1b}').enumerate();
            let plain = parts.map(|(number, part)| match part.split_once('m') {
                Some((_, rest)) if number > 0 => rest,
                _ => part,
            });
            assert_eq!(plain.collect::<String>(), table(&ROWS, cells));
        }
    }

    #[test]
    fn columns_stand_below_each_other() {
        assert_eq!(
            table(&ROWS, Some(80)),
            " 7  服务网格一周：Istio  blog/2026-08-14-mesh.md\n\
             10  Notes                a.md\n"
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_by_cells() {
        assert_eq!(
            table(&ROWS, Some(36)),
            " 7  服务网格一周：Ist…  …-14-mesh.md\n\
             10  Notes               a.md\n"
        );
        assert_eq!(table(&ROWS, Some(14)), " 7  服务网格…\n10  Notes\n");
    }

    #[test]
    fn an_empty_text_leaves_its_place_free() {
        assert_eq!(
            table(&[["1", "", "", "a"], ["1", "bc", "", "a"]], Some(40)),
            "1      a\n1  bc  a\n"
        );
        assert_eq!(table(&[["1", "b", "", ""]], Some(40)), "1  b\n");
    }

    #[test]
    fn columns_that_need_less_than_their_share_leave_it_to_the_others() {
        assert_eq!(widths(&[(10, 0), (50, 3), (4, 1), (50, 2)], 60), [10, 27, 4, 18]);
        assert_eq!(widths(&[(10, 0), (20, 1)], 5), [10, 0]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(
            cells in prop::collection::vec("\\PC{0,30}", 12), room in 10usize..90
        ) {
            let rows: Vec<[&str; 4]> =
                cells.chunks_exact(4).map(|row| ["2026", &row[1], &row[2], &row[3]]).collect();
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                let mut out = Vec::new();
                let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec());
                let table_output = TableOutput { terminal: Some((room, ambiguous)), colours: false };
                write(&mut out, &COLUMNS, rows, table_output).unwrap();
                let text = String::from_utf8(out).unwrap();
                prop_assert_eq!(text.lines().count(), 3);
                for line in text.lines() {
                    prop_assert!(ambiguous.width(line) <= room, "{:?}", line);
                }
            }
        }
    }
}
