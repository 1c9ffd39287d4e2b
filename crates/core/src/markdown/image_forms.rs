//! The images of a text that are shown as pictures, and the sizes of these.

use std::collections::HashMap;

/// The forms of the images of a text, by address. All others are shown as placeholders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageForms {
    /// Maximum height of a picture in lines.
    pub max_rows: u16,
    /// The form of each image.
    pub by_address: HashMap<String, ImageForm>,
}

/// The form of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageForm {
    /// A picture, which has this size in cells if there is room for it. With a height of zero, it is shown
    /// only on request, and a placeholder in its place.
    Picture {
        /// Width in cells.
        columns: u16,
        /// Height in lines.
        rows: u16,
    },
    /// A placeholder with the reason why there is no picture.
    Missing(String),
}

/// A size in cells, reduced to at most `most` if it is larger, in both directions alike.
pub fn fitted((columns, rows): (u16, u16), most: (u16, u16)) -> (u16, u16) {
    let (columns, rows) = (u32::from(columns.max(1)), u32::from(rows.max(1)));
    let (most_columns, most_rows) = (u32::from(most.0.max(1)), u32::from(most.1.max(1)));
    let scaled = |length: u32, by: u32, of: u32| ((length * by + of / 2) / of).max(1);
    let (columns, rows) = if columns <= most_columns && rows <= most_rows {
        (columns, rows)
    } else if columns * most_rows >= rows * most_columns {
        (most_columns, scaled(rows, most_columns, columns).min(most_rows))
    } else {
        (scaled(columns, most_rows, rows).min(most_columns), most_rows)
    };
    (columns as u16, rows as u16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_picture_is_only_made_smaller() {
        assert_eq!(fitted((40, 10), (80, 20)), (40, 10));
        assert_eq!(fitted((160, 40), (80, 20)), (80, 20));
        assert_eq!(fitted((160, 20), (80, 20)), (80, 10));
        assert_eq!(fitted((40, 80), (80, 20)), (10, 20));
        assert_eq!(fitted((0, 0), (0, 0)), (1, 1));
    }

    proptest! {
        #[test]
        fn a_picture_fits(columns: u16, rows: u16, wide in 1_u16.., high in 1_u16..) {
            let (shown_wide, shown_high) = fitted((columns, rows), (wide, high));
            prop_assert!((1..=wide).contains(&shown_wide) && (1..=high).contains(&shown_high));
        }
    }
}
