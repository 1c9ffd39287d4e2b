//! Takes out of a text what must never reach a terminal.

use std::borrow::Cow;

/// True for a character that could steer a terminal or disguise text: C0 and C1 controls except
/// line feed and tab, the bidirectional formatting characters (UAX #9, `Bidi_Control`), and the byte
/// order mark.
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

/// The text with CRLF, CR, LINE SEPARATOR and PARAGRAPH SEPARATOR as line feeds and without any
/// control, escape or bidirectional formatting character. Tabs stay.
///
/// An escape character goes alone: what followed it stays as visible text, so nothing a post says
/// is lost in silence.
pub fn clean(text: &str) -> Cow<'_, str> {
    let needs_work =
        |character: char| is_hostile(character) || matches!(character, '\u{2028}' | '\u{2029}');
    let ascii_only = text.is_ascii();
    let dirty = if ascii_only {
        text.bytes().any(|byte| (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7F)
    } else {
        text.chars().any(needs_work)
    };
    if !dirty {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() == Some(&'\n') {
                    characters.next();
                }
                out.push('\n');
            }
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            other if is_hostile(other) => {}
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// [`clean`], on one line: runs of white space become one blank, and the ends are trimmed.
pub fn clean_line(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn nothing_hostile_is_left(text in any::<String>()) {
            let cleaned = clean(&text);
            prop_assert!(!cleaned.chars().any(is_hostile));
            prop_assert_eq!(clean(&cleaned), cleaned.clone());
            prop_assert!(!clean_line(&text).chars().any(|c| is_hostile(c) || c == '\n' || c == '\t'));
        }
    }
}
