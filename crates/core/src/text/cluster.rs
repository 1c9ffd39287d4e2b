//! Grapheme clusters (UAX #29) and their widths. For most text, the Unicode tables are not needed.

use super::Ambiguous;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A grapheme cluster, which a reader perceives as one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Byte offset in the text.
    pub at: usize,
    /// Text of the cluster.
    pub text: &'a str,
    /// Width in cells; 0 for a control character, which never reaches a terminal.
    pub width: usize,
}

/// The grapheme clusters of a text, in order.
pub fn clusters(text: &str, ambiguous: Ambiguous) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    let mut here = alone(text, 0, ambiguous);
    std::iter::from_fn(move || {
        if at >= text.len() {
            return None;
        }
        if let Some((length, width)) = here {
            let end = at + length;
            let next = alone(text, end, ambiguous);
            if next.is_some() || end == text.len() {
                let cluster = Cluster { at, text: &text[at..end], width };
                (at, here) = (end, next);
                return Some(cluster);
            }
        }
        // Whether there is a boundary never depends on text before an earlier boundary.
        let cluster = text[at..].graphemes(true).next().unwrap_or(&text[at..]);
        let cluster = Cluster { at, text: cluster, width: cluster_width(cluster, ambiguous) };
        at += cluster.text.len();
        here = alone(text, at, ambiguous);
        Some(cluster)
    })
}

/// Length in bytes and width in cells of the character at a byte offset, if it is one of those between which
/// there is always a boundary.
#[inline]
fn alone(text: &str, at: usize, ambiguous: Ambiguous) -> Option<(usize, usize)> {
    match text.as_bytes().get(at)? {
        b' '..=b'~' => Some((1, 1)),
        // U+5000 to U+9FFF, which are most of a Chinese text.
        0xE5..=0xE9 => Some((3, 2)),
        _ => other_alone(&text[at..], ambiguous),
    }
}

fn other_alone(text: &str, ambiguous: Ambiguous) -> Option<(usize, usize)> {
    let first = text.chars().next().filter(|first| is_alone(*first))?;
    let width = match ambiguous {
        Ambiguous::One => first.width(),
        Ambiguous::Two => first.width_cjk().map(|width| width + wider(first)),
    };
    Some((first.len_utf8(), width.unwrap_or(0)))
}

/// Width of a grapheme cluster in cells.
pub fn cluster_width(cluster: &str, ambiguous: Ambiguous) -> usize {
    match ambiguous {
        _ if cluster.starts_with(char::is_control) => 0,
        Ambiguous::One => cluster.width(),
        Ambiguous::Two => cluster.width_cjk() + cluster.chars().next().map_or(0, wider),
    }
}

/// Cells that a character takes in addition to its `width_cjk`, which does not count ambiguous letters as
/// wide as terminals do.
fn wider(character: char) -> usize {
    usize::from(is_ambiguous_letter(character))
}

/// True for letters and modifier symbols that are East Asian Ambiguous (Unicode 16,
/// `EastAsianWidth.txt`).
fn is_ambiguous_letter(character: char) -> bool {
    matches!(character,
        '\u{A8}' | '\u{AA}' | '\u{B4}' | '\u{B8}' | '\u{BA}' | '\u{C6}' | '\u{D0}' | '\u{D8}'
        | '\u{DE}'..='\u{E1}' | '\u{E6}' | '\u{E8}'..='\u{EA}' | '\u{EC}'..='\u{ED}' | '\u{F0}'
        | '\u{F2}'..='\u{F3}' | '\u{F8}'..='\u{FA}' | '\u{FC}' | '\u{FE}' | '\u{101}' | '\u{111}'
        | '\u{113}' | '\u{11B}' | '\u{126}'..='\u{127}' | '\u{12B}' | '\u{131}'..='\u{133}'
        | '\u{138}' | '\u{13F}'..='\u{142}' | '\u{144}' | '\u{148}'..='\u{14B}' | '\u{14D}'
        | '\u{152}'..='\u{153}' | '\u{166}'..='\u{167}' | '\u{16B}' | '\u{1CE}' | '\u{1D0}'
        | '\u{1D2}' | '\u{1D4}' | '\u{1D6}' | '\u{1D8}' | '\u{1DA}' | '\u{1DC}' | '\u{251}'
        | '\u{261}' | '\u{2C4}' | '\u{2C7}' | '\u{2C9}'..='\u{2CB}' | '\u{2CD}' | '\u{2D0}'
        | '\u{2D8}'..='\u{2DB}' | '\u{2DD}' | '\u{2DF}' | '\u{391}'..='\u{3A1}'
        | '\u{3A3}'..='\u{3A9}' | '\u{3B1}'..='\u{3C1}' | '\u{3C3}'..='\u{3C9}' | '\u{401}'
        | '\u{410}'..='\u{44F}' | '\u{451}' | '\u{207F}' | '\u{2113}' | '\u{2126}' | '\u{212B}')
}

/// True for some characters that always have a boundary between any two of them: control characters except
/// CR, and characters of the class Other or a Hangul syllable (UAX #29, table 2). A test compares them with
/// the tables.
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

    fn by_tables(text: &str, ambiguous: Ambiguous) -> Vec<Cluster<'_>> {
        text.grapheme_indices(true)
            .map(|(at, text)| Cluster { at, text, width: cluster_width(text, ambiguous) })
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
                for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                    let found: Vec<Cluster<'_>> = clusters(&text, ambiguous).collect();
                    assert_eq!(found, by_tables(&text, ambiguous), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn ambiguous_letters_are_those_that_would_be_narrow() {
        let letters: Vec<char> = ('\0'..=char::MAX).filter(|it| is_ambiguous_letter(*it)).collect();
        assert_eq!(letters.len(), 193);
        for letter in letters {
            assert_eq!(letter.width_cjk(), Some(1), "{letter}");
            assert_eq!(cluster_width(&format!("{letter}\u{301}"), Ambiguous::Two), 2, "{letter}");
        }
        for narrow in "añýЁ".chars().chain(['\u{3AC}', '\u{2C6}']) {
            let width = cluster_width(narrow.encode_utf8(&mut [0; 4]), Ambiguous::Two);
            assert_eq!(width, 1 + usize::from(narrow == 'Ё'), "{narrow}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_by_the_tables(text in any::<String>()) {
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                let found: Vec<Cluster<'_>> = clusters(&text, ambiguous).collect();
                prop_assert_eq!(found, by_tables(&text, ambiguous));
            }
        }

        #[test]
        fn what_holds_together_is_cut_as_by_the_tables(
            text in "([a\r\n é]|字|（|한|ᄀ|각|ᆨ|e\u{301}|\u{301}|\u{200d}|👩|🇨|🇳|©|❤|\u{fe0f}|が|\u{3099}|ｶ|\u{ff9e}|क|्|ष|\u{600}|ำ){0,30}"
        ) {
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                let found: Vec<Cluster<'_>> = clusters(&text, ambiguous).collect();
                prop_assert_eq!(found, by_tables(&text, ambiguous));
            }
        }
    }
}
