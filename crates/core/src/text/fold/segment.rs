//! Folding of a segment: a character with everything that combines with it.
//!
//! Implements the rules without regard to speed; `table` caches the results for single characters.

use super::han::simplified;
use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// The text folded by all rules except those for white space: NFKC (UAX #15), full case folding (Unicode
/// Standard §3.13), removal of the accents of Latin, Greek and Cyrillic letters and of invisible characters,
/// typed apostrophes and dashes, simplified Han characters. Idempotent.
pub fn fold_segment(text: &str) -> String {
    let mut folded = text.to_owned();
    // A removal can bring combining characters together; a few rounds suffice.
    for _ in 0..4 {
        let again = once(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn once(text: &str) -> String {
    let mut accented = false;
    text.chars()
        .nfkc()
        .default_case_fold()
        .nfkd()
        .filter(|character| {
            if is_accent(*character) {
                return !accented;
            }
            if !is_combining_mark(*character) {
                accented = takes_accents(*character);
            }
            !is_invisible(*character)
        })
        .map(as_typed)
        .nfkc()
        .map(simplified)
        .collect()
}

/// True for a mark over, under or through a letter that is used with any script: the four blocks of combining
/// diacritical marks. Marks of one script, such as vowel signs or the kana voicing mark, are excluded.
fn is_accent(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{FE20}'..='\u{FE2F}')
}

/// True for Latin, Greek and Cyrillic letters.
fn takes_accents(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{24F}' | '\u{250}'..='\u{2AF}'
        | '\u{370}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{1D00}'..='\u{1DBF}'
        | '\u{1E00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A640}'..='\u{A69F}'
        | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}')
}

/// The character typed on a keyboard in place of another: a plain letter for one whose stroke or missing dot
/// is no accent in Unicode, `'` for typographic apostrophes, and `-` for hyphens, dashes and minus signs.
fn as_typed(character: char) -> char {
    match character {
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ħ' => 'h',
        'ŧ' => 't',
        'ı' => 'i',
        '\u{2018}'..='\u{201B}' | '\u{2B9}' | '\u{2BB}'..='\u{2BD}' | '\u{2032}' => '\'',
        '\u{58A}'
        | '\u{5BE}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2E3A}'
        | '\u{2E3B}' => '-',
        other => other,
    }
}

/// True for invisible characters (UAX #44, `Default_Ignorable_Code_Point`), such as soft hyphens, joiners,
/// variation selectors and tags, and for interlinear annotation marks.
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// True if the folded form of the character does not depend on the text before it: it is not a combining mark
/// and does not compose with a character before it.
pub fn stands_alone(character: char) -> bool {
    let mut decomposed = [character].into_iter().nfkd();
    let first = decomposed.next().unwrap_or(character);
    canonical_combining_class(first) == 0
        && !is_combining_mark(first)
        && !is_invisible(first)
        && is_nfc_quick([first].into_iter()) == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_of_three_scripts_go() {
        for (text, folded) in [
            ("Résumé", "resume"),
            ("ñÑn\u{303}", "nnn"),
            ("Łukasz Ødegård", "lukasz odegard"),
            ("İstanbul ıs", "istanbul is"),
            ("ἈΘΉΝΑ", "αθηνα"),
            ("Ёлка й", "елка и"),
            ("Việt Nam", "viet nam"),
        ] {
            assert_eq!(fold_segment(text), folded, "{text}");
        }
    }

    #[test]
    fn apostrophes_and_dashes_are_as_typed() {
        for text in ["can’t", "can‘t", "canʼt", "can‛t", "can＇t", "can′t"] {
            assert_eq!(fold_segment(text), "can't", "{text}");
        }
        let dashes =
            ['‐', '\u{2011}', '‒', '–', '—', '―', '−', '⁻', '﹘', '﹣', '－', '\u{5BE}', '\u{58A}'];
        for dash in dashes {
            assert_eq!(fold_segment(&format!("5{dash}10")), "5-10", "{dash:?}");
        }
        for other in ["サーバー", "〜", "·", "_", "~"] {
            assert_eq!(fold_segment(other), other);
        }
    }

    #[test]
    fn marks_of_other_scripts_stay() {
        for text in ["が", "パ", "한국", "ไทยกำ่", "हिन्दी", "বাংলা", "שָׁלוֹם", "مُحَمَّد", "≠"]
        {
            let folded = fold_segment(text);
            let marks = |text: &str| text.nfkd().filter(|c| is_combining_mark(*c)).count();
            assert_eq!(marks(&folded), marks(text), "{text} → {folded}");
        }
        assert_eq!(fold_segment("か\u{3099}"), "が");
        assert_eq!(fold_segment("ｶﾞ"), "ガ");
    }

    #[test]
    fn what_cannot_be_seen_is_not_compared() {
        assert_eq!(fold_segment("kuber\u{AD}netes\u{200B}"), "kubernetes");
        assert_eq!(fold_segment("☸\u{FE0F}"), "☸");
        for invisible in ['\u{FFA0}', '\u{FFF0}', '\u{FFF9}', '\u{1BCA0}', '\u{1D173}', '\u{E0041}']
        {
            assert_eq!(fold_segment(&format!("ku{invisible}be")), "kube", "{invisible:?}");
        }
    }
}
