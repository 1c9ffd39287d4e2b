//! The folded form of each character, looked up instead of computed.
//!
//! Pages of 256 characters are filled when one of their characters first occurs. They never change after
//! that, so threads share them.

use super::han::simplified;
use super::segment::{fold_segment, stands_alone};
use std::ops::Range;
use std::sync::OnceLock;

/// The folded form of a character, without regard to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldedChar<'a> {
    /// One character, often itself.
    One(char),
    /// White space.
    Blank,
    /// Several characters, or none.
    Text(&'a str),
    /// A character that combines with the one before it; see [`stands_alone`].
    Joins,
}

struct FoldPage {
    /// Code point of each folded form, or one of the values below.
    entries: [u32; 256],
    /// Longer folded forms, each with the low byte of its character.
    texts: Vec<(u8, String)>,
}

const BLANK: u32 = 0x11_0000;
const TEXT: u32 = 0x11_0001;
const JOINS: u32 = 0x11_0002;

/// Pages of the planes 0 to 2.
const PAGES: u32 = 0x300;
/// Pages of the plane of tags and variation selectors. All other characters of planes above 2 are folded to
/// themselves.
const TAGS: Range<u32> = 0xE00..0xE10;
static TABLE: [OnceLock<Box<FoldPage>>; (PAGES + TAGS.end - TAGS.start) as usize] =
    [const { OnceLock::new() }; (PAGES + TAGS.end - TAGS.start) as usize];

/// Looks a character up.
#[inline]
pub fn entry(character: char) -> FoldedChar<'static> {
    let code = u32::from(character);
    let number = code >> 8;
    let at = match number {
        0..PAGES => number,
        _ if TAGS.contains(&number) => PAGES + number - TAGS.start,
        _ => return FoldedChar::One(character),
    };
    let page = match TABLE[at as usize].get() {
        Some(page) => page,
        None => TABLE[at as usize].get_or_init(|| Box::new(fill(number))),
    };
    let low = (code & 0xFF) as u8;
    match page.entries[usize::from(low)] {
        BLANK => FoldedChar::Blank,
        JOINS => FoldedChar::Joins,
        TEXT => page.text(low),
        one => FoldedChar::One(char::from_u32(one).unwrap_or(character)),
    }
}

impl FoldPage {
    fn text(&self, low: u8) -> FoldedChar<'_> {
        let at = self.texts.partition_point(|(known, _)| *known < low);
        FoldedChar::Text(self.texts.get(at).map_or("", |(_, text)| text))
    }
}

fn fill(number: u32) -> FoldPage {
    let mut page = FoldPage { entries: [0; 256], texts: Vec::new() };
    for low in 0..=u8::MAX {
        let code = number << 8 | u32::from(low);
        let Some(character) = char::from_u32(code) else { continue };
        page.entries[usize::from(low)] = match character {
            // The only other form of unified ideographs and Hangul syllables is the simplified one.
            '\u{3400}'..='\u{9FFF}' => u32::from(simplified(character)),
            '\u{AC00}'..='\u{D7A3}' => code,
            _ if character.is_whitespace() => BLANK,
            _ if !stands_alone(character) => JOINS,
            _ => {
                let folded = fold_segment(character.encode_utf8(&mut [0; 4]));
                let mut characters = folded.chars();
                match (characters.next(), characters.next()) {
                    (Some(only), None) if only.is_whitespace() => BLANK,
                    (Some(only), None) => u32::from(only),
                    _ => {
                        page.texts.push((low, folded));
                        TEXT
                    }
                }
            }
        };
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_what_the_rule_says() {
        assert_eq!(entry('A'), FoldedChar::One('a'));
        assert_eq!(entry('統'), FoldedChar::One('统'));
        assert_eq!(entry('Ｋ'), FoldedChar::One('k'));
        assert_eq!(entry('é'), FoldedChar::One('e'));
        assert_eq!(entry('ß'), FoldedChar::Text("ss"));
        assert_eq!(entry('ﬃ'), FoldedChar::Text("ffi"));
        assert_eq!(entry('\u{3000}'), FoldedChar::Blank);
        assert_eq!(entry('\u{301}'), FoldedChar::Joins);
        assert_eq!(entry('\u{1161}'), FoldedChar::Joins);
        assert_eq!(entry('한'), FoldedChar::One('한'));
    }

    #[test]
    fn every_character_has_an_entry() {
        for character in ('\0'..='\u{FFFF}').chain('\u{1D400}'..='\u{1FBFF}') {
            let folded = match entry(character) {
                FoldedChar::One(one) => one.to_string(),
                FoldedChar::Text(text) => text.to_owned(),
                FoldedChar::Blank | FoldedChar::Joins => continue,
            };
            assert_eq!(folded, fold_segment(&character.to_string()), "{character:?}");
        }
    }

    #[test]
    fn characters_without_a_page_are_folded_to_themselves() {
        // All Han characters of plane 3, and some pages of the other planes.
        let pages = (PAGES..PAGES + 0x40).chain((PAGES + 0x40..0x1100).step_by(61));
        for number in pages.filter(|number| !TAGS.contains(number)) {
            let entries = fill(number).entries;
            let themselves = (number << 8..).take(256);
            assert!(themselves.eq(entries), "page {number:#x}");
        }
    }
}
