//! Folding of texts: examples, comparison with the rules, and the mapping to the source.

#![expect(clippy::unicode_not_nfc, reason = "texts that are not composed are what is folded here")]

use super::*;
use proptest::prelude::*;

#[test]
fn case_width_accents_and_forms_do_not_matter() {
    assert_eq!(fold("Ｋ８ｓ 集群"), "k8s 集群");
    assert_eq!(fold("KUBERNETES"), fold("kubernetes"));
    assert_eq!(fold("straße"), fold("STRASSE"));
    assert_eq!(fold("ﬁle"), "file");
    assert_eq!(fold("Café cafe\u{301}"), "cafe cafe");
    assert_eq!(fold("雲原生週報：服務網格"), "云原生周报:服务网格");
    assert_eq!(fold("か\u{3099}が"), "がが");
}

#[test]
fn white_space_is_one_blank_and_han_lines_join() {
    assert_eq!(fold("service\n  mesh\t1"), "service mesh 1");
    assert_eq!(fold("预\n览"), "预览");
    assert_eq!(fold("字\nA"), "字 a");
    assert_eq!(fold("한국\n어"), "한국 어");
    assert_eq!(fold("云 原"), "云 原");
    assert_eq!(fold("云\u{3000}原\u{A0}A "), "云 原 a");
    assert_eq!(fold(" \n "), "");
}

#[test]
fn the_way_back_covers_what_was_folded() {
    // (text, part of its folded form, source of that part)
    for (text, part, source) in [
        ("Ｋ８ｓ 集群", "k8s", "Ｋ８ｓ"),
        ("操作系統", "系统", "系統"),
        ("eine Straße", "s", "S"),
        ("Maße", "ss", "ß"),
        ("ein Maß", "mass", "Maß"),
        ("CAFE\u{301} au lait", "e a", "E\u{301} a"),
        ("service\n\t mesh", "ce me", "ce\n\t me"),
        ("预\n  览版", "预览", "预\n  览"),
        ("ﬃx", "f", "ﬃ"),
        ("한국어", "국", "국"),
        ("You can’t", "can't", "can’t"),
        ("real\u{2011}time", "l-t", "l\u{2011}t"),
        ("ｶﾞﾗｽ", "ガラ", "ｶﾞﾗ"),
        ("a👨\u{200D}💻b", "👨", "👨\u{200D}💻"),
        ("x\u{3000}\u{3000}y", " ", "\u{3000}\u{3000}"),
    ] {
        let folded = fold_with_map(text);
        assert_eq!(folded.text(), fold(text));
        let at = folded.text().find(part).unwrap_or_else(|| panic!("{part} in {folded:?}"));
        assert_eq!(&text[folded.source(at..at + part.len())], source, "{part} in {text}");
    }
    assert_eq!(fold_with_map("").source(0..0), 0..0);
}

/// Applies the rules to a whole text, and then those for white space.
fn by_the_rule(text: &str) -> String {
    let mut out = String::new();
    let mut gap = Gap::None;
    for character in fold_segment(text).chars() {
        if character.is_whitespace() {
            gap = if character == '\n' || gap == Gap::LineEnd { Gap::LineEnd } else { Gap::Blank };
            continue;
        }
        let joined = gap == Gap::LineEnd
            && is_joining(character)
            && out.chars().next_back().is_some_and(is_joining);
        if gap != Gap::None && !joined && !out.is_empty() {
            out.push(' ');
        }
        gap = Gap::None;
        out.push(character);
    }
    out
}

/// Texts in which characters combine, expand, vanish and meet white space more often than in random ones.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z .,-]{1,6}",
        "[云原生統計週報裏系统]{1,3}",
        "[\\n \\t\u{3000}]{1,3}",
        "[éßİıøŁǅﬃ①½Ⅷ™ª]",
        "[\u{300}\u{301}\u{308}\u{327}\u{345}\u{3099}\u{200D}\u{FE0F}\u{AD}\u{338}]",
        "[かがｶﾞｱ한\u{1100}\u{1161}\u{11A8}가]",
        "[กำ่हिन्दीবা\u{09BE}\u{09C7}שָ]",
        "[ἈᾳΐŉẞЙё≠¨´ﷺ㍿㈱]",
        "[’‘ʼ′＇\u{2010}\u{2011}–—−－\u{5BE}]",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_quick_way_is_the_rule(text in any_text()) {
        prop_assert_eq!(fold(&text), by_the_rule(&text));
    }

    #[test]
    fn folding_twice_changes_nothing(text in any_text()) {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn blanks_are_single_and_inside(text in any_text()) {
        let folded = fold(&text);
        prop_assert!(!folded.contains("  ") && !folded.contains('\n'));
        prop_assert_eq!(folded.trim(), folded.as_str());
    }

    #[test]
    fn the_way_back_leads_to_what_folds_to_it(text in any_text(), from in 0usize..40, length in 1usize..8) {
        let folded = fold_with_map(&text);
        prop_assert_eq!(folded.text(), fold(&text));
        let starts: Vec<usize> = folded.text().char_indices().map(|(at, _)| at).collect();
        if starts.is_empty() {
            return Ok(());
        }
        let first = from % starts.len();
        let end = starts.get(first + length).copied().unwrap_or(folded.text().len());
        let part = &folded.text()[starts[first]..end];
        let source = folded.source(starts[first]..end);
        let origin = text.get(source.clone());
        prop_assert!(origin.is_some(), "{:?} in {:?}", source, text);
        // White space on its own folds to nothing.
        let origin = fold(origin.unwrap_or_default());
        prop_assert!(origin.contains(part.trim()), "{:?} from {:?} in {:?}", part, origin, text);
    }
}
