//! Removal of characters that must never reach a terminal.

use std::borrow::Cow;

/// The text without control, escape and bidirectional formatting characters, and with CRLF, CR, LINE
/// SEPARATOR and PARAGRAPH SEPARATOR as line feeds. Tabs stay.
///
/// Of an escape sequence only the escape character is removed; the rest stays as visible text, so that
/// nothing in a post is lost silently.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !is_dirty(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for at in (0..bytes.len()).filter(|at| MAY_BE_UNCLEAN[usize::from(bytes[*at])]) {
        if !is_hostile_at(bytes, at) {
            continue;
        }
        out.push_str(&text[copied..at]);
        let character = text[at..].chars().next().unwrap_or_default();
        copied = at + character.len_utf8();
        let is_line_end = match character {
            '\r' => bytes.get(copied) != Some(&b'\n'),
            other => matches!(other, '\u{2028}' | '\u{2029}'),
        };
        if is_line_end {
            out.push('\n');
        }
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Number of bytes examined at once.
const BLOCK: usize = 32;

/// True if [`clean`] would change the text. Works on the bytes of UTF-8, as every post passes through here.
fn is_dirty(bytes: &[u8]) -> bool {
    let mut at = 0;
    let is_hostile = |at: usize| MAY_BE_UNCLEAN[usize::from(bytes[at])] && is_hostile_at(bytes, at);
    while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        if has_first_byte(block) && may_be_dirty(block) && (at..at + BLOCK).any(is_hostile) {
            return true;
        }
        at += BLOCK;
    }
    (at..bytes.len()).any(is_hostile)
}

/// True if a block has a byte with which a character that [`clean`] changes may begin. Nearly all blocks of
/// English and half of those of Chinese have none.
#[expect(clippy::needless_bitwise_bool, reason = "`&&` would be a branch for each byte")]
fn has_first_byte(block: &[u8; BLOCK + 1]) -> bool {
    block[..BLOCK].iter().fold(false, |found, &byte| {
        found
            | ((byte < 0x20) & (byte != b'\n') & (byte != b'\t'))
            | (byte == 0x7F)
            | (byte == 0xC2)
            | (byte == 0xD8)
            | (byte == 0xE2)
            | (byte == 0xEF)
    })
}

/// True if a block, given with the byte after it, may contain the beginning of a character that [`clean`]
/// changes. Written without branches, so that the compiler can vectorise it.
#[expect(clippy::needless_bitwise_bool, reason = "`&&` would be a branch for each byte")]
fn may_be_dirty(block: &[u8; BLOCK + 1]) -> bool {
    let mut found = false;
    for at in 0..BLOCK {
        let (byte, next) = (block[at], block[at + 1]);
        found |= ((byte < 0x20) & (byte != b'\n') & (byte != b'\t'))
            | (byte == 0x7F)
            | ((byte == 0xC2) & (next < 0xA0))
            | ((byte == 0xD8) & (next == 0x9C))
            | ((byte == 0xE2) & (next < 0x82))
            | ((byte == 0xEF) & (next == 0xBB));
    }
    found
}

/// True if a character that [`clean`] removes or replaces begins at a byte: C0 and C1 controls except line feed and
/// tab, the bidirectional formatting characters (UAX #9, `Bidi_Control`), the byte order mark, and LINE and
/// PARAGRAPH SEPARATOR.
fn is_hostile_at(bytes: &[u8], at: usize) -> bool {
    let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(0);
    match bytes[at] {
        b'\n' | b'\t' => false,
        0..0x20 | 0x7F => true,
        // U+0080 to U+009F.
        0xC2 => next(1) < 0xA0,
        // U+061C.
        0xD8 => next(1) == 0x9C,
        // U+200E, U+200F, U+2028 to U+202E; U+2066 to U+2069.
        0xE2 => match next(1) {
            0x80 => matches!(next(2), 0x8E | 0x8F | 0xA8..=0xAE),
            0x81 => matches!(next(2), 0xA6..=0xA9),
            _ => false,
        },
        // U+FEFF.
        0xEF => next(1) == 0xBB && next(2) == 0xBF,
        _ => false,
    }
}

/// [`clean`], on one line: runs of white space become one blank, and the ends are trimmed.
pub fn clean_line(text: &str) -> String {
    if is_clean_line(text.as_bytes()) {
        return text.to_owned();
    }
    let cleaned = clean(text);
    let mut out = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// True if [`clean`] would not change the text, and its only white space is single blanks between words. May
/// be false for some other texts that [`clean_line`] does not change, which then only take longer.
fn is_clean_line(bytes: &[u8]) -> bool {
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    let is_clean = |at: usize| match bytes[at] {
        0x00..=0x1F | 0x7F => false,
        b' ' => bytes.get(at + 1) != Some(&b' '),
        _ => !is_hostile_at(bytes, at) && !is_space_at(bytes, at),
    };
    let mut doubtful = (0..bytes.len()).filter(|at| MAY_BE_UNCLEAN[usize::from(bytes[*at])]);
    *first != b' ' && *last != b' ' && doubtful.all(is_clean)
}

/// The bytes that are, or begin, a character that is white space or hostile.
const MAY_BE_UNCLEAN: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        bytes[byte] = matches!(byte as u8, 0..=b' ' | 0x7F | 0xC2 | 0xD8 | 0xE1..=0xE3 | 0xEF);
        byte += 1;
    }
    bytes
};

/// True if white space beyond ASCII begins at a byte.
fn is_space_at(bytes: &[u8], at: usize) -> bool {
    let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(0);
    // U+0085, U+00A0; U+1680; U+2000 to U+205F; U+3000.
    match bytes[at] {
        0xC2 => matches!(next(1), 0x85 | 0xA0),
        0xE1 => next(1) == 0x9A && next(2) == 0x80,
        0xE2 => match next(1) {
            0x80 => matches!(next(2), 0x80..=0x8A | 0xAF),
            0x81 => next(2) == 0x9F,
            _ => false,
        },
        0xE3 => next(1) == 0x80 && next(2) == 0x80,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// True for a character that could control a terminal or disguise text.
    fn is_hostile(character: char) -> bool {
        match character {
            '\n' | '\t' => false,
            '\u{061C}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' => true,
            other => other.is_control(),
        }
    }

    #[test]
    fn control_escape_and_bidi_characters_go() {
        assert_eq!(clean("a\u{1b}[31mb\u{7}\u{9b}0m"), "a[31mb0m");
        assert_eq!(clean("user\u{202e}txt.exe\u{2069}"), "usertxt.exe");
        assert_eq!(clean("\u{feff}云\u{0}报"), "云报");
    }

    #[test]
    fn line_ends_are_line_feeds() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd\te");
        assert_eq!(clean_line(" a\r\n b\t\u{1b}c "), "a b c");
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(clean("云 native\n\t1.36"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_character_is_told_wherever_it_stands() {
        for character in
            ['\u{7}', '\u{85}', '\u{61C}', '\u{202E}', '\u{2028}', '\u{2067}', '\u{FEFF}']
        {
            for before in 0..2 * BLOCK {
                for after in [0, 1, BLOCK] {
                    let text = format!("{}{character}{}", "a".repeat(before), "，”".repeat(after));
                    assert!(is_dirty(text.as_bytes()), "{character:?} after {before}");
                    assert!(!is_dirty(text.replace(character, "").as_bytes()));
                }
            }
        }
    }

    #[test]
    fn every_character_is_told_right_by_its_bytes() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            let goes = is_hostile(character) || matches!(character, '\u{2028}' | '\u{2029}');
            assert_eq!(is_dirty(text.as_bytes()), goes, "{character:?}");
        }
    }

    #[test]
    fn a_clean_line_is_told_by_its_bytes() {
        for character in '\0'..=char::MAX {
            let text = format!("a{character}b");
            let is_fine = character == ' ' || !character.is_whitespace() && clean(&text) == text;
            assert_eq!(is_clean_line(text.as_bytes()), is_fine, "{character:?}");
        }
        for text in [" a", "a ", "a  b", " "] {
            assert!(!is_clean_line(text.as_bytes()), "{text:?}");
        }
        assert!(is_clean_line(b"") && is_clean_line(b"a b"));
    }

    proptest! {
        #[test]
        fn all_else_is_kept(text in "(\\PC|[\r\n\t\u{1b}\u{85}\u{202e}\u{2028}\u{feff}云’]){0,20}") {
            let lines = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
            let kept: String = lines.chars().filter(|c| !is_hostile(*c)).collect();
            prop_assert_eq!(clean(&text), kept);
        }

        #[test]
        fn nothing_hostile_is_left(text in any::<String>()) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(is_hostile));
            prop_assert_eq!(clean(&cleaned), cleaned.clone());
            prop_assert!(!clean_line(&text).chars().any(|c| is_hostile(c) || c == '\n' || c == '\t'));
        }
    }
}
