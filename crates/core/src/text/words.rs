//! Number of words in a text.

use super::is_joining;

/// Class of a byte in the counting of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    /// Punctuation that may be within a word: an apostrophe, a full stop.
    Within,
    Between,
    /// First byte of a multi-byte character.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Between; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Letter,
            b'\'' | b'.' | b'-' | b'_' => Class::Within,
            0x80.. => Class::Wide,
            _ => Class::Between,
        };
        byte += 1;
    }
    classes
};

/// Number of words in a text: runs of letters and digits, and each character of a script without blanks.
pub fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut in_word = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        match CLASSES[usize::from(byte)] {
            Class::Wide => {
                let (length, kind) = wide(text, at);
                at += length;
                match kind {
                    Wide::Word => count += 1,
                    Wide::Letter => count += usize::from(!in_word),
                    Wide::Between | Wide::Within => {}
                }
                in_word = kind == Wide::Letter || kind == Wide::Within && in_word;
            }
            class => {
                count += usize::from(class == Class::Letter && !in_word);
                in_word = class == Class::Letter || class == Class::Within && in_word;
                at += 1;
            }
        }
    }
    count
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wide {
    /// A word of its own.
    Word,
    Letter,
    Within,
    Between,
}

/// Length in bytes and class of the character at a byte offset. The most common Chinese ones are recognised
/// by their bytes.
fn wide(text: &str, at: usize) -> (usize, Wide) {
    match text.as_bytes()[at..] {
        // U+4E00 to U+9FFF: Han characters only.
        [0xE4, 0xB8..=0xBF, ..] | [0xE5..=0xE9, ..] => (3, Wide::Word),
        // 、 。 《 to 】; ！ to ／; ： to ？.
        [0xE3, 0x80, 0x81 | 0x82 | 0x8A..=0x91, ..]
        | [0xEF, 0xBC, 0x81..=0x8F | 0x9A..=0x9F, ..] => (3, Wide::Between),
        _ => {
            let Some(character) = text[at..].chars().next() else { return (1, Wide::Between) };
            let kind = match character {
                '’' => Wide::Within,
                _ if !character.is_alphanumeric() => Wide::Between,
                _ if is_joining(character) => Wide::Word,
                _ => Wide::Letter,
            };
            (character.len_utf8(), kind)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_joining;
    use super::words;
    use proptest::prelude::*;

    /// The same count, character by character.
    fn counted(text: &str) -> usize {
        let (mut count, mut in_word) = (0, false);
        for character in text.chars() {
            if matches!(character, '\'' | '.' | '-' | '_' | '’') {
                continue;
            }
            let is_letter = character.is_alphanumeric();
            let is_alone = is_joining(character);
            count += usize::from(is_letter && (is_alone || !in_word));
            in_word = is_letter && !is_alone;
        }
        count
    }

    #[test]
    fn words_are_what_a_person_counts() {
        assert_eq!(words("It's Kubernetes 1.36, and k8s_x."), 5);
        assert_eq!(words("云原生 Envoy（网关）"), 6);
        assert_eq!(words("café’s déjà-vu"), 2);
        assert_eq!(words("한국어 뉴스"), 2);
    }

    proptest! {
        #[test]
        fn bytes_tell_what_characters_do(text in "[a-b'.’ 一云鿿㐀、。！？：【\u{3005}한é０]{0,30}|\\PC{0,30}") {
            prop_assert_eq!(words(&text), counted(&text));
        }
    }

    #[test]
    fn every_character_is_told() {
        for character in '\u{80}'..='\u{30000}' {
            let text = format!("a{character}b");
            assert_eq!(words(&text), counted(&text), "{character:?}");
        }
    }
}
