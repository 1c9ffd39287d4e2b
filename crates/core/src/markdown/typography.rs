//! Settings for the display of running text, independent of its width.

use crate::text::Ambiguous;

/// Display settings from the config or the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// `true` to show a gap between Chinese or Japanese text and Latin letters or digits without a blank
    /// between them. The spans of gaps have [`Style::gap`](super::Style::gap) set.
    pub autospace: bool,
    /// `true` to hide the `#` marks of headings.
    pub hides_heading_marks: bool,
    /// `true` to show the signs `{+` and `+}` around text with [`Style::added`](super::Style::added).
    pub addition_signs: bool,
}
