//! Names of tags, categories and authors, normalised by their appearance.

use super::{clean_line, is_invisible};

/// A name, clean and on one line, without invisible characters that have no effect, so that names that look
/// the same are the same. Characters with an effect stay: joiners and selectors after an emoji, joiners
/// between the letters of scripts that need them, the tags of a flag.
pub fn clean_name(name: &str) -> String {
    let line = clean_line(name);
    if line.is_ascii() || !line.chars().any(is_invisible) {
        return line;
    }
    let mut out = String::with_capacity(line.len());
    let mut is_flag = false;
    for (at, character) in line.char_indices() {
        is_flag =
            character == '\u{1F3F4}' || is_flag && matches!(character, '\u{E0020}'..='\u{E007F}');
        let next = line[at + character.len_utf8()..].chars().next();
        let before = out.chars().next_back();
        if !is_invisible(character) || does_something(character, before, next, is_flag) {
            out.push(character);
        }
    }
    // Merges blanks that were only separated by such a character.
    clean_line(&out)
}

/// True for an invisible character that changes the look of its neighbours.
fn does_something(
    character: char,
    before: Option<char>,
    next: Option<char>,
    is_flag: bool,
) -> bool {
    let is_beside = |is: fn(char) -> bool| before.is_some_and(is) && next.is_some_and(is);
    match character {
        '\u{200C}' => is_beside(needs_joiners),
        '\u{200D}' => {
            is_beside(needs_joiners)
                || before.is_some_and(|c| is_emoji(c) || c == '\u{FE0F}')
                    && next.is_some_and(is_emoji)
        }
        '\u{FE0E}' | '\u{FE0F}' => before.is_some_and(is_emoji) || next == Some('\u{20E3}'),
        '\u{E0020}'..='\u{E007F}' => is_flag,
        _ => false,
    }
}

/// True for letters and marks of joining scripts, from Arabic to Khmer and Mongolian.
fn needs_joiners(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
}

fn is_emoji(character: char) -> bool {
    matches!(character, '©' | '®' | '‼' | '⁉' | '\u{2100}'..='\u{2BFF}' | '〰' | '〽' | '㊗' | '㊙'
        | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_what_is_seen_of_it() {
        for (name, seen) in [
            ("is\u{200B}tio", "istio"),
            ("istio\u{E0041}\u{E0042}", "istio"),
            ("\u{2060}istio\u{FE0F}", "istio"),
            ("is\u{200D}tio\u{200C}", "istio"),
            ("\u{3164}", ""),
            ("a \u{200B} b", "a b"),
            ("云\u{200B}原\u{E0100}生", "云原生"),
            ("\u{202E}oitsi", "oitsi"),
            ("❤\u{FE0F}", "❤\u{FE0F}"),
            ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"),
            ("👩\u{200D}💻", "👩\u{200D}💻"),
            ("👩\u{200D}", "👩"),
            ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E007F}"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("क्\u{200D}ष", "क्\u{200D}ष"),
        ] {
            assert_eq!(clean_name(name), seen, "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn a_clean_name_stays_as_it_is(
            name in prop_oneof![any::<String>(), "[a 云👩❤🏴می\u{200B}\u{200C}\u{200D}\u{FE0F}\u{E0067}\u{3164}]{0,12}"]
        ) {
            let clean = clean_name(&name);
            prop_assert_eq!(clean_name(&clean), clean.clone());
            prop_assert_eq!(fold(&clean), fold(&name));
        }
    }
}
