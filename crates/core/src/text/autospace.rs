//! Gaps between Chinese or Japanese text and Latin letters or digits (CLREQ 3.2.2, JLREQ 3.2.6;
//! `text-autospace: ideograph-alpha ideograph-numeric` of CSS Text 4).
//!
//! Excludes Hangul: Korean separates words by blanks, and attaches particles to a Latin word without one
//! (`Pod를`). Knows nothing of code and addresses, which have no gaps.

#[derive(Clone, Copy, PartialEq, Eq)]
enum ScriptClass {
    Ideograph,
    Alphanumeric,
    Other,
}

/// Byte offsets in `text` before which there is a gap, in order; 0 is a gap between `before` and `text`.
/// There are none beside blanks and punctuation marks.
pub fn autospace_gaps(before: &str, text: &str) -> Vec<usize> {
    let mut last = before.chars().rev().find_map(kind).unwrap_or(ScriptClass::Other);
    let mut gaps = Vec::new();
    if last != ScriptClass::Ideograph && text.is_ascii() {
        return gaps;
    }
    for (at, character) in text.char_indices() {
        let Some(kind) = kind(character) else { continue };
        if matches!(
            (last, kind),
            (ScriptClass::Ideograph, ScriptClass::Alphanumeric)
                | (ScriptClass::Alphanumeric, ScriptClass::Ideograph)
        ) {
            gaps.push(at);
        }
        last = kind;
    }
    gaps
}

/// Kind of a character; `None` for a mark that is part of the character before it.
fn kind(character: char) -> Option<ScriptClass> {
    let kind = match character {
        '\0'..='\u{7F}' if character.is_ascii_alphanumeric() => ScriptClass::Alphanumeric,
        '\0'..='\u{7F}' => ScriptClass::Other,
        '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => return None,
        // Latin, Greek, Cyrillic and Armenian.
        '\u{80}'..='\u{58F}' | '\u{1E00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}'
            if character.is_alphabetic() =>
        {
            ScriptClass::Alphanumeric
        }
        // Han, without the marks between its blocks.
        '\u{2E80}'..='\u{2FD5}'
        | '々'
        | '〇'
        | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303B}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => ScriptClass::Ideograph,
        // Kana, without `゠` and `・`, which are punctuation, and strokes.
        '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' => {
            ScriptClass::Ideograph
        }
        '\u{31C0}'..='\u{31FF}' => ScriptClass::Ideograph,
        _ => ScriptClass::Other,
    };
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn spaced(text: &str) -> String {
        let mut out = text.to_owned();
        for at in autospace_gaps("", text).into_iter().rev() {
            out.insert(at, '|');
        }
        out
    }

    #[test]
    fn gaps_stand_where_two_scripts_meet() {
        for (text, expected) in [
            ("使用Kubernetes部署", "使用|Kubernetes|部署"),
            ("共3个Pod，2026年1月", "共|3|个|Pod，2026|年|1|月"),
            ("新しいKubernetesのリリース", "新しい|Kubernetes|のリリース"),
            ("Café使用é云", "Café|使用|é|云"),
            ("e\u{301}云，葛\u{E0100}K8s", "e\u{301}|云，葛\u{E0100}|K8s"),
            ("Ω云я", "Ω|云|я"),
        ] {
            assert_eq!(spaced(text), expected);
        }
    }

    #[test]
    fn none_beside_blanks_marks_or_other_scripts() {
        for text in [
            "使用 Kubernetes 部署",
            "使用“Kubernetes”，部署（K8s）。",
            "50%的，C++的",
            "Pod를 kubectl로",
            "云・Native",
            "使用Ｋ８ｓ部署",
            "云\u{3000}a",
            "云²",
        ] {
            assert_eq!(spaced(text), text);
        }
    }

    #[test]
    fn what_stands_before_counts() {
        assert_eq!(autospace_gaps("使用", "Kubernetes"), [0]);
        assert_eq!(autospace_gaps("e\u{301}", "云a"), [0, 3]);
        assert!(autospace_gaps("使用 ", "Kubernetes").is_empty());
    }

    proptest! {
        #[test]
        fn gaps_part_characters_as_they_are_seen(text in "[a1 ,é云の。가\u{301}\u{FE0F}\u{200D}👩]{0,30}") {
            let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            let gaps = autospace_gaps("", &text);
            prop_assert!(gaps.iter().all(|at| *at > 0 && starts.contains(at)));
            prop_assert!(gaps.is_sorted_by(|one, other| one < other));
            prop_assert!(autospace_gaps("", &spaced(&text).replace('|', " ")).is_empty());
        }
    }
}
