//! How running text is set, whatever its width.

use crate::text::Ambiguous;

/// What a person or their terminal asks of a text's characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    /// What ambiguous characters take.
    pub ambiguous: Ambiguous,
    /// A gap is shown between Chinese or Japanese and Latin letters or digits that the text has
    /// without a blank; its spans are told by [`Style::gap`](super::Style::gap).
    pub autospace: bool,
    /// Headings are shown without the `#` marks of their level.
    pub hides_heading_marks: bool,
}
