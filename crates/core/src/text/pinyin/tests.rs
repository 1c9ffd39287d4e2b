use super::*;
use proptest::prelude::*;

fn found<'t>(word: &str, text: &'t str) -> Option<&'t str> {
    Pinyin::new(word)?.find(text).map(|range| &text[range])
}

#[test]
fn full_mixed_and_initials() {
    for word in ["fuwuwangge", "fuwuwangg", "fuwuwg", "fwwg", "fwuwge", "fuwuwang", "fuwuwa", "fww"]
    {
        let hit = found(word, "Istio：服务网格的一年").unwrap_or_default();
        assert!("服务网格".starts_with(hit) && hit.chars().count() >= 3, "{word}: {hit}");
    }
    assert_eq!(found("yunyuansheng", "云原生技术动态"), Some("云原生"));
    assert_eq!(found("yunys", "云原生技术动态"), Some("云原生"));
    assert_eq!(found("yys", "云原生技术动态"), Some("云原生"));
    assert_eq!(found("yun", "上云"), Some("云"));
}

#[test]
fn every_reading_of_a_polyphone() {
    for word in ["chongqing", "zhongqing", "cqing", "zhongq"] {
        assert_eq!(found(word, "重庆"), Some("重庆"), "{word}");
    }
    for word in ["lvse", "luse", "lvs"] {
        assert_eq!(found(word, "绿色计算"), Some("绿色"), "{word}");
    }
    assert_eq!(found("nvxing", "女性"), Some("女性"));
}

#[test]
fn little_is_not_enough() {
    // Two initials only, one character by two letters, and part of a syllable only.
    assert_eq!(found("yy", "云原生"), None);
    assert_eq!(found("ai", "爱好"), None);
    assert_eq!(found("go", "购买"), None);
    assert_eq!(found("shua", "双十一"), None);
    assert_eq!(found("yunyuan", "云技术原生"), None);
    for word in ["", "y", "yu", "k8s", "Yun", "云", "yún", &"y".repeat(61)] {
        assert!(Pinyin::new(word).is_none(), "{word}");
    }
    // No syllable begins with i, u or v.
    for word in ["istio", "quux", "vpa"] {
        assert!(Pinyin::new(word).is_none(), "{word}");
    }
    for word in ["since", "etcd", "lvs", "quan"] {
        assert!(Pinyin::new(word).is_some(), "{word}");
    }
}

#[test]
fn behind_any_length_of_ascii() {
    let word = Pinyin::new("yunyuansheng").unwrap();
    for length in 0..70 {
        for before in ["x".repeat(length), format!("é{}", "x".repeat(length))] {
            let text = format!("{before}云原生");
            assert_eq!(word.find(&text), Some(before.len()..text.len()), "{text}");
        }
        assert_eq!(word.find(&"x".repeat(length)), None);
    }
}

#[test]
fn all_places_in_order() {
    let word = Pinyin::new("yunyuan").unwrap();
    let text = "云原生，云原力";
    let hits: Vec<&str> = word.find_all(text).map(|range| &text[range]).collect();
    assert_eq!(hits, ["云原", "云原"]);
}

/// The same rules implemented in the simplest way, by exhaustive search.
fn stands(text: &[char], word: &str, number: usize, whole: bool) -> bool {
    let Some((character, rest)) = text.split_first() else { return false };
    readings::of(*character).iter().any(|syllable| {
        let syllable = readings::syllables().nth(usize::from(*syllable)).unwrap();
        let goes_on = |length: usize, whole: bool| {
            let left = &word[length..];
            if left.is_empty() {
                whole || number >= 2
            } else {
                stands(rest, left, number + 1, whole)
            }
        };
        (word.starts_with(syllable) && goes_on(syllable.len(), true))
            || (word[..1] == syllable[..1] && goes_on(1, whole))
            || (word.len() < syllable.len() && syllable.starts_with(word) && (whole || number >= 2))
    })
}

proptest! {
    #[test]
    fn finds_what_trying_everything_finds(text in "[云原生服务网格重行长乐a，é]{1,6}", word in "[a-z]{3,9}") {
        let characters: Vec<char> = text.chars().collect();
        let expected = (0..characters.len())
            .any(|at| stands(&characters[at..], &word, 0, false));
        prop_assert_eq!(found(&word, &text).is_some(), expected);
    }

    #[test]
    fn finds_what_is_pronounced(text in "[云原生服务网格重行长乐绿女]{2,6}", choice in prop::collection::vec(any::<(usize, bool)>(), 6)) {
        let mut word = String::new();
        for (character, (reading, initial)) in text.chars().zip(choice) {
            let all = readings::of(character);
            let number = usize::from(all[reading % all.len()]);
            let syllable = readings::syllables().nth(number).unwrap();
            word.push_str(if initial { &syllable[..1] } else { syllable });
        }
        prop_assume!(word.len() > text.chars().count() || word.len() >= 3);
        prop_assert!(found(&word, &text).is_some(), "{} in {}", word, text);
    }

    #[test]
    fn any_text_is_searched(word in "[a-z]{3,60}", text in any::<String>()) {
        if let Some(range) = Pinyin::new(&word).and_then(|word| word.find(&text)) {
            prop_assert!(!text[range].is_empty());
        }
    }
}
