//! Grapheme clusters (UAX #29) with their widths. Most text is told apart without the tables.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A grapheme cluster: what a person takes for one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Its byte offset in the text.
    pub at: usize,
    /// It.
    pub text: &'a str,
    /// Cells it takes; none if it is a control character, which never reaches a terminal.
    pub width: usize,
}

/// The grapheme clusters of a text, in order.
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    let mut here = alone(text, 0);
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        if let Some((length, width)) = here {
            let end = at + length;
            let next = alone(text, end);
            if next.is_some() || end == text.len() {
                let cluster = Cluster { at, text: &text[at..end], width };
                (at, here) = (end, next);
                return Some(cluster);
            }
        }
        // Whether there is a boundary depends on nothing before one.
        let cluster = text[at..].graphemes(true).next().unwrap_or(&text[at..]);
        let cluster = Cluster { at, text: cluster, width: cluster_width(cluster) };
        at += cluster.text.len();
        here = alone(text, at);
        Some(cluster)
    })
}

/// Bytes and cells of the character at a place, if it is one of those between which there is
/// always a boundary.
#[inline]
fn alone(text: &str, at: usize) -> Option<(usize, usize)> {
    match text.as_bytes().get(at)? {
        b' '..=b'~' => Some((1, 1)),
        // U+5000 to U+9FFF, which is most of a Chinese text.
        0xE5..=0xE9 => Some((3, 2)),
        _ => other_alone(&text[at..]),
    }
}

fn other_alone(text: &str) -> Option<(usize, usize)> {
    let first = text.chars().next().filter(|first| is_alone(*first))?;
    Some((first.len_utf8(), first.width().unwrap_or(0)))
}

fn cluster_width(cluster: &str) -> usize {
    if cluster.starts_with(char::is_control) { 0 } else { cluster.width() }
}

/// True for some characters between any two of which there is a boundary: control characters but
/// CR, and characters of the class Other or a Hangul syllable (UAX #29, table 2) that a test holds
/// against the tables.
fn is_alone(character: char) -> bool {
    matches!(character,
        '\0'..='\u{C}' | '\u{E}'..='\u{AC}' | '\u{AE}'..='\u{2FF}'
        | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{52F}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2100}'..='\u{2BFF}'
        | '\u{2E80}'..='\u{3029}' | '\u{3030}'..='\u{3098}' | '\u{309B}'..='\u{A48C}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF9D}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_tables(text: &str) -> Vec<Cluster<'_>> {
        text.grapheme_indices(true)
            .map(|(at, text)| Cluster { at, text, width: cluster_width(text) })
            .collect()
    }

    #[test]
    fn every_character_that_is_alone_is_one_by_the_tables() {
        for character in ('\0'..=char::MAX).filter(|character| is_alone(*character)) {
            for text in [
                character.to_string(),
                format!("{character}{character}"),
                format!("a{character}字"),
                format!("한{character}한"),
            ] {
                let found: Vec<Cluster<'_>> = clusters(&text).collect();
                assert_eq!(found, by_tables(&text), "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_by_the_tables(text in any::<String>()) {
            prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), by_tables(&text));
        }

        #[test]
        fn what_holds_together_is_cut_as_by_the_tables(
            text in "([a\r\n é]|字|（|한|ᄀ|각|ᆨ|e\u{301}|\u{301}|\u{200d}|👩|🇨|🇳|©|❤|\u{fe0f}|が|\u{3099}|ｶ|\u{ff9e}|क|्|ष|\u{600}|ำ){0,30}"
        ) {
            prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), by_tables(&text));
        }
    }
}
