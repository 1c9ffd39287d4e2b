//! The folded form of each character, looked up instead of computed.
//!
//! Pages of 32 characters are filled when one of their characters first occurs. They never change after
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
    entries: [u32; PAGE],
    /// Longer folded forms, each with the index of its character.
    texts: Vec<(usize, String)>,
}

const BLANK: u32 = 0x11_0000;
const TEXT: u32 = 0x11_0001;
const JOINS: u32 = 0x11_0002;

/// Characters of one page. A text has few of most scripts, and looking the rules up takes long.
const PAGE: usize = 32;
/// Pages of the planes 0 to 2.
const PAGES: usize = 0x3_0000 / PAGE;
/// Pages of the plane of tags and variation selectors. All other characters of planes above 2 are folded to
/// themselves.
const TAGS: Range<usize> = 0xE_0000 / PAGE..0xE_1000 / PAGE;
static TABLE: [OnceLock<Box<FoldPage>>; PAGES + TAGS.end - TAGS.start] =
    [const { OnceLock::new() }; PAGES + TAGS.end - TAGS.start];

/// Looks a character up.
#[inline]
pub fn entry(character: char) -> FoldedChar<'static> {
    let code = u32::from(character) as usize;
    let number = code / PAGE;
    let at = match number {
        0..PAGES => number,
        _ if TAGS.contains(&number) => PAGES + number - TAGS.start,
        _ => return FoldedChar::One(character),
    };
    let page = match TABLE[at].get() {
        Some(page) => page,
        None => TABLE[at].get_or_init(|| Box::new(fill(number))),
    };
    let index = code % PAGE;
    match page.entries[index] {
        BLANK => FoldedChar::Blank,
        JOINS => FoldedChar::Joins,
        TEXT => page.text(index),
        one => FoldedChar::One(char::from_u32(one).unwrap_or(character)),
    }
}

impl FoldPage {
    fn text(&self, index: usize) -> FoldedChar<'_> {
        let at = self.texts.partition_point(|(known, _)| *known < index);
        FoldedChar::Text(self.texts.get(at).map_or("", |(_, text)| text))
    }
}

fn fill(number: usize) -> FoldPage {
    let mut page = FoldPage { entries: [0; PAGE], texts: Vec::new() };
    for index in 0..PAGE {
        let code = (number * PAGE + index) as u32;
        let Some(character) = char::from_u32(code) else { continue };
        page.entries[index] = match character {
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
                        page.texts.push((index, folded));
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
        let plane_3 = PAGES..PAGES + 0x4000 / PAGE;
        let others = (plane_3.end..0x11_0000 / PAGE).step_by(487);
        for number in plane_3.chain(others).filter(|number| !TAGS.contains(number)) {
            let entries = fill(number).entries;
            let themselves = ((number * PAGE) as u32..).take(PAGE);
            assert!(themselves.eq(entries), "page {number:#x}");
        }
    }
}
