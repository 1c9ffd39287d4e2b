//! Bars and shades made of block characters, or of ASCII where those would take two cells.

use super::Ambiguous;

/// Shades of a cell, from none to full. The last one leaves a gap to the cell above.
const SHADES: [&str; 5] = ["·", "░", "▒", "▓", "▇"];
/// ASCII shades for terminals on which those take two cells.
const PLAIN: [&str; 5] = [".", "-", "+", "*", "#"];

/// A bar for `count`, rounded to half a cell, where `most` takes `cells` cells. A count above zero never
/// gives an empty bar. The bar is half a row high, so that bars in adjacent rows stay apart.
pub fn bar(count: usize, most: usize, cells: usize, ambiguous: Ambiguous) -> String {
    let all = cells.saturating_mul(2);
    let exact = (count.min(most) as u128 * all as u128).checked_div(most as u128).unwrap_or(0);
    let halves = (exact as usize).max(usize::from(count > 0)).min(all);
    match ambiguous {
        Ambiguous::One => "▄".repeat(halves / 2) + if halves % 2 == 1 { "▖" } else { "" },
        Ambiguous::Two => "=".repeat(halves.div_ceil(2)),
    }
}

/// A cell for a level from 0 to 4. Levels differ even without colours.
pub fn shade(level: usize, ambiguous: Ambiguous) -> &'static str {
    let shades = match ambiguous {
        Ambiguous::One => SHADES,
        Ambiguous::Two => PLAIN,
    };
    shades[level.min(shades.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let bars = |ambiguous| [0, 1, 2, 3, 4, 9].map(|count| bar(count, 4, 3, ambiguous));
        assert_eq!(bars(Ambiguous::One), ["", "▖", "▄▖", "▄▄", "▄▄▄", "▄▄▄"]);
        assert_eq!(bars(Ambiguous::Two), ["", "=", "==", "==", "===", "==="]);
        assert_eq!(bar(1, 1_000, 3, Ambiguous::One), "▖");
        assert_eq!(
            (bar(1, 0, 3, Ambiguous::One), bar(1, 1, 0, Ambiguous::One)),
            ("▖".to_owned(), String::new())
        );
    }

    proptest! {
        #[test]
        fn a_bar_never_takes_more_cells(count: usize, most: usize, cells in 0usize..200) {
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                prop_assert!(ambiguous.width(&bar(count, most, cells, ambiguous)) <= cells);
            }
        }

        #[test]
        fn a_shade_takes_one_cell(level in 0usize..9) {
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                prop_assert_eq!(ambiguous.width(shade(level, ambiguous)), 1);
            }
        }
    }
}
