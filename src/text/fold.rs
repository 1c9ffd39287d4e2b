//! The folding both sides of a search go through.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// The text as search compares it: compatibility-composed (NFKC, UAX #15, which also makes
/// full-width letters plain) and case-folded (Unicode full case folding), runs of white space as
/// one blank. A line end between two characters of a script written without blanks vanishes, as a
/// soft break does when the text is read.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = Gap::None;
    for character in text.chars().nfkc().default_case_fold().nfkc() {
        if character.is_whitespace() {
            gap = if character == '\n' || gap == Gap::LineEnd { Gap::LineEnd } else { Gap::Blank };
            continue;
        }
        if gap != Gap::None {
            let joined = gap == Gap::LineEnd
                && is_joining(character)
                && out.chars().next_back().is_some_and(is_joining);
            if !joined && !out.is_empty() {
                out.push(' ');
            }
            gap = Gap::None;
        }
        out.push(character);
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    LineEnd,
}

fn fold_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    }
    out
}

/// True for characters of scripts written without blanks between words: Han, kana, bopomofo,
/// their punctuation and the full-width forms. Hangul is not among them.
pub fn is_joining(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{303F}'
        | '\u{3040}'..='\u{312F}'
        | '\u{31A0}'..='\u{31BF}'
        | '\u{31C0}'..='\u{31EF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3200}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF9F}'
        | '\u{FFE0}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_width_do_not_matter() {
        assert_eq!(fold("Ｋ８ｓ 集群"), "k8s 集群");
        assert_eq!(fold("KUBERNETES"), fold("kubernetes"));
        assert_eq!(fold("straße"), fold("STRASSE"));
        assert_eq!(fold("ﬁle"), "file");
    }

    #[test]
    fn white_space_is_one_blank_and_han_lines_join() {
        assert_eq!(fold("service\n  mesh\t1"), "service mesh 1");
        assert_eq!(fold("预\n览"), "预览");
        assert_eq!(fold("字\nA"), "字 a");
        assert_eq!(fold("한국\n어"), "한국 어");
        assert_eq!(fold("云 原"), "云 原");
    }

    proptest! {
        #[test]
        fn blanks_are_single_and_inside(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert!(!folded.contains("  ") && !folded.contains('\n'));
            prop_assert_eq!(folded.trim(), folded.as_str());
        }
    }
}
