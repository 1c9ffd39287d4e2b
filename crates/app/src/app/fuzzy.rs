//! Fuzzy matching and ranking of short texts. The only user of the fuzzy matcher.

use crate::text::{Pinyin, fold, fold_with_map};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Index of the text.
    pub index: usize,
    /// Indices of the matched characters, in order; empty if only another spelling matches.
    pub hits: Vec<u32>,
}

/// The texts that contain the typed characters in order, possibly with others in between, best first; equally
/// good ones keep their order. All words must match. Each text comes with another spelling that is tried as
/// well. Letters also match the pronunciation of Chinese text, which ranks after all matches of the letters
/// themselves.
pub fn rank<'a>(typed: &str, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Fit> {
    let typed = typed.trim();
    if typed.is_empty() {
        return texts.enumerate().map(|(index, _)| Fit { index, hits: Vec::new() }).collect();
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let folded = Pattern::parse(&fold(typed), CaseMatching::Ignore, Normalization::Smart);
    let sounds: Option<Vec<Pinyin>> = fold(typed).split(' ').map(Pinyin::new).collect();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut characters = Vec::new();
    let mut ranked: Vec<(u32, Fit)> = Vec::new();
    for (index, (text, other)) in texts.enumerate() {
        let mut hits = Vec::new();
        let whole = Utf32Str::new(text, &mut characters);
        let score = pattern.indices(whole, &mut matcher, &mut hits).or_else(|| {
            hits.clear();
            let spelling = fold(text);
            let score = |spelling: &str, matcher: &mut Matcher, characters: &mut Vec<char>| {
                folded.score(Utf32Str::new(spelling, characters), matcher)
            };
            score(&spelling, &mut matcher, &mut characters)
                .or_else(|| score(other, &mut matcher, &mut characters))
        });
        let score = score.or_else(|| {
            hits = sounding(sounds.as_ref()?, text)?;
            Some(0)
        });
        if let Some(score) = score {
            hits.sort_unstable();
            hits.dedup();
            ranked.push((score, Fit { index, hits }));
        }
    }
    ranked.sort_by_key(|(score, fit)| (std::cmp::Reverse(*score), fit.index));
    ranked.into_iter().map(|(_, fit)| fit).collect()
}

/// Indices of the characters of a text that match the pronunciation of all words; `None` if a word does not
/// match.
fn sounding(words: &[Pinyin], text: &str) -> Option<Vec<u32>> {
    if text.is_ascii() {
        return None;
    }
    let folded = fold_with_map(text);
    let mut hits = Vec::new();
    for word in words {
        let bytes = folded.source(word.find(folded.text())?);
        let characters = (0..).zip(text.char_indices());
        hits.extend(characters.filter(|(_, (at, _))| bytes.contains(at)).map(|(number, _)| number));
    }
    Some(hits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ranked<'a>(typed: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let pairs = texts.iter().map(|text| (*text, ""));
        rank(typed, pairs).into_iter().map(|fit| texts[fit.index]).collect()
    }

    #[test]
    fn beginnings_go_before_middles_and_equals_keep_their_order() {
        let tags = ["networking", "kubernetes", "kubecon", "docker", "k8s"];
        assert_eq!(ranked("k", &tags)[..3], ["kubernetes", "kubecon", "k8s"]);
        assert_eq!(ranked("kbn", &tags), ["kubernetes", "kubecon"]);
        assert_eq!(ranked("", &tags), tags);
        assert!(ranked("zz", &tags).is_empty());
    }

    #[test]
    fn width_case_and_words_in_any_order() {
        assert_eq!(ranked("ENVOY", &["ｅｎｖｏｙ"]), ["ｅｎｖｏｙ"]);
        assert_eq!(ranked("mesh service", &["Service Mesh"]), ["Service Mesh"]);
        assert_eq!(ranked("网格", &["服务网格"]), ["服务网格"]);
        assert_eq!(rank("网格", [("服务网格", "")].into_iter())[0].hits, [2, 3]);
        assert_eq!(rank("a-b", [("A B", "a-b")].into_iter()).len(), 1);
    }

    #[test]
    fn chinese_is_found_by_its_sound() {
        let tags = ["服务网格", "fast", "云原生"];
        assert_eq!(ranked("fwwg", &tags), ["服务网格"]);
        assert_eq!(ranked("yunys", &tags), ["云原生"]);
        assert_eq!(rank("yys", [("a 云原生", "")].into_iter())[0].hits, [2, 3, 4]);
        assert_eq!(ranked("fuwu wangge", &["服务网格"]), ["服务网格"]);
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in any::<String>(), texts in prop::collection::vec(".{0,12}", 0..6)) {
            let pairs = texts.iter().map(|text| (text.as_str(), ""));
            for fit in rank(&typed, pairs) {
                let characters = texts[fit.index].chars().count();
                prop_assert!(fit.hits.iter().all(|hit| (*hit as usize) < characters));
            }
        }
    }
}
