//! The heading that opens a text. A post without a title in its front matter is named by it.

use crate::markdown::{Outline, OutlineBlockKind};
use crate::text::clean_line;

/// The heading that opens a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// Heading level, from 1 to 6.
    pub level: u8,
    /// The heading's text on one line; never empty.
    pub text: String,
}

/// Returns the first heading with any text, unless other text precedes it: such a heading is that
/// of a section. A heading inside a list or a quote counts as other text.
pub(super) fn opening(outline: &Outline) -> Option<Opening> {
    for block in &outline.blocks {
        let text = match block.kind {
            OutlineBlockKind::Heading { number, .. } => {
                outline.headings[number as usize].text.as_str()
            }
            _ => outline.text(block).trim(),
        };
        match block.kind {
            OutlineBlockKind::Rule => {}
            _ if text.is_empty() => {}
            OutlineBlockKind::Heading { level, .. } | OutlineBlockKind::InnerHeading { level }
                if block.item.is_none() && !block.is_quoted =>
            {
                return Some(Opening { level, text: clean_line(text) })
                    .filter(|one| !one.text.is_empty());
            }
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::outline;

    #[test]
    fn only_a_heading_above_all_words_is_one() {
        for (text, expected) in [
            ("# A\n\ntext", Some((1, "A"))),
            ("\n---\n\n## A *b*\n\n## C\n", Some((2, "A b"))),
            ("#\n\n# A\n", Some((1, "A"))),
            ("<!-- c -->\n\n# A\n", Some((1, "A"))),
            ("text\n\n# A\n", None),
            ("- item\n\n# A\n", None),
            ("> # A\n", None),
            ("- # A\n", None),
            ("", None),
        ] {
            let found = opening(&outline(text));
            let found = found.as_ref().map(|found| (found.level, found.text.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
