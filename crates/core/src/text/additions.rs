//! Words of a text that an earlier text does not have. The only user of `similar`.

use super::fold;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::ops::Range;
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation;

/// Maximum time for one comparison; after it, the rest is compared coarsely.
const MAX_TIME: Duration = Duration::from_millis(100);

/// Two additions with at most this many words between them are one: single words that happen to be in
/// both texts would break up what a reader sees as one new passage.
const MAX_KEPT_BETWEEN: usize = 1;

/// Number of words by which the beginnings of two texts of one passage may differ, for example because one
/// has a headline.
const MAX_HEADLINE: usize = 200;

/// The additions in successive texts, each compared with the last one before it.
#[derive(Clone, Debug, Default)]
pub struct SuccessiveAdditions {
    before: Option<String>,
}

impl SuccessiveAdditions {
    /// Byte ranges of the additions in the next text; `None` for the first text.
    pub fn next(&mut self, text: &str) -> Option<Vec<Range<usize>>> {
        let before = self.before.replace(text.to_owned())?;
        Some(additions(&before, text))
    }
}

/// Byte ranges in `shown` of the words that `ranges` of `text` contain. The two texts are those of one
/// passage; words that only one of them has, such as a headline, are not in the result.
pub fn carried(text: &str, ranges: &[Range<usize>], shown: &str) -> Vec<Range<usize>> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let there = words(shown);
    // A text may be far longer than the part of it that is shown.
    let here: Vec<_> = text.unicode_word_indices().take(there.len() * 2 + MAX_HEADLINE).collect();
    let (old, new) = (folded(&here), folded(&there));
    let deadline = Instant::now() + MAX_TIME;
    let steps = capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(deadline));
    // The number of the range that a place is in.
    let range_of = |at: usize| {
        let next = ranges.partition_point(|range| range.end <= at);
        ranges.get(next).is_some_and(|range| range.start <= at).then_some(next)
    };
    let mut carried: Vec<Range<usize>> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for step in steps {
        let DiffOp::Equal { old_index, new_index, len } = step else { continue };
        for (from, to) in (old_index..old_index + len).zip(new_index..) {
            let Some(own) = range_of(here[from].0) else { continue };
            let (start, word) = there[to];
            // Words of two ranges may be neighbours where the text between them is not shown.
            let is_next = last.replace((own, to + 1)) == Some((own, to));
            match carried.last_mut() {
                Some(range) if is_next => {
                    range.end = start + word.len();
                }
                _ => carried.push(start..start + word.len()),
            }
        }
    }
    carried
}

/// Byte ranges in `after` of the passages that `before` does not have, in order. Texts are compared by
/// words (UAX #29, in which each Han character is a word), folded, so that case and width do not count.
pub fn additions(before: &str, after: &str) -> Vec<Range<usize>> {
    let (old, new) = (words(before), words(after));
    let (old_folded, new_folded) = (folded(&old), folded(&new));
    let deadline = Instant::now() + MAX_TIME;
    let changes =
        capture_diff_slices_deadline(Algorithm::Myers, &old_folded, &new_folded, Some(deadline));
    let added = changes.into_iter().filter_map(|change| match change {
        DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
            Some(new_index..new_index + new_len)
        }
        DiffOp::Equal { .. } | DiffOp::Delete { .. } => None,
    });
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in added {
        match joined.last_mut() {
            Some(last) if range.start - last.end <= MAX_KEPT_BETWEEN => last.end = range.end,
            _ => joined.push(range),
        }
    }
    let bytes = |range: Range<usize>| {
        let (end, word) = new[range.end - 1];
        new[range.start].0..end + word.len()
    };
    joined.into_iter().map(bytes).collect()
}

/// The words, folded.
fn folded(words: &[(usize, &str)]) -> Vec<String> {
    words.iter().map(|(_, word)| fold(word)).collect()
}

/// The words of a text with their byte offsets; no blanks, and no punctuation.
fn words(text: &str) -> Vec<(usize, &str)> {
    text.unicode_word_indices().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn added<'t>(before: &str, after: &'t str) -> Vec<&'t str> {
        additions(before, after).into_iter().map(|range| &after[range]).collect()
    }

    #[test]
    fn only_what_is_new_is_an_addition() {
        for (before, after, expected) in [
            ("", "", &[][..]),
            ("The same text.", "the SAME text", &[]),
            ("", "All of it.", &["All of it"]),
            ("It is out.", "", &[]),
            (
                "Envoy 1.31 is out.",
                "Envoy 1.31 is out. It drops the old API.",
                &["It drops the old API"],
            ),
            ("Envoy 1.31 is out.", "Envoy 1.32 is out.", &["1.32"]),
            ("云原生周报发布", "云原生周报今天发布", &["今天"]),
            ("a b c d", "x b y c d", &["x b y"]),
            ("Kubernetes is fast", "Kubernetes 很快，is fast", &["很快"]),
        ] {
            assert_eq!(added(before, after), expected, "{before} → {after}");
        }
    }

    #[test]
    fn texts_are_compared_with_the_last_one() {
        let mut texts = SuccessiveAdditions::default();
        let mut next = |text| {
            let added = texts.next(text)?;
            Some(added.into_iter().map(|range| &text[range]).collect::<Vec<&str>>())
        };
        assert_eq!(next("a"), None);
        assert_eq!(next("a b"), Some(vec!["b"]));
        assert_eq!(next("b"), Some(vec![]));
        assert_eq!(next("a b"), Some(vec!["a"]));
    }

    #[test]
    fn additions_are_found_in_what_is_shown_of_the_text() {
        let text = "Alpha is out. It needs Linux 6.1 now.\n修复了三个问题。";
        for (shown, expected) in [
            (text, &["It needs Linux 6.1 now", "三个"][..]),
            (
                "Alpha ships: Alpha is out. It needs **Linux** 6.1 now.",
                &["It needs **Linux** 6.1 now"],
            ),
            ("1. 修复了三个问题", &["三个"]),
            ("Beta", &[]),
            ("", &[]),
        ] {
            let range = |part: &str| {
                let start = text.find(part).unwrap();
                start..start + part.len()
            };
            let ranges = [range("It needs Linux 6.1 now"), range("三个")];
            let found = carried(text, &ranges, shown);
            let found: Vec<&str> = found.into_iter().map(|range| &shown[range]).collect();
            assert_eq!(found, expected, "{shown}");
        }
    }

    proptest! {
        #[test]
        fn additions_in_the_text_itself_are_the_same(
            before in "([ab网络é]| ){0,30}", after in "([ab网络é]|\\PC| ){0,30}",
        ) {
            let added = additions(&before, &after);
            prop_assert_eq!(carried(&after, &added, &after), added);
        }

        #[test]
        fn what_is_no_addition_stands_in_both(
            before in "([ab网络é]|\\PC| ){0,30}", after in "([ab网络é]|\\PC| ){0,30}",
        ) {
            let found = additions(&before, &after);
            let mut end = 0;
            let mut rest = Vec::new();
            for range in &found {
                prop_assert!(range.start >= end && range.start < range.end);
                rest.push(&after[end..range.start]);
                end = range.end;
            }
            rest.push(&after[end..]);
            // The words that are left are words of the text before, in their order.
            let old: Vec<String> = words(&before).iter().map(|(_, word)| fold(word)).collect();
            let mut left = old.iter();
            for word in rest.iter().flat_map(|part| words(part)).map(|(_, word)| fold(word)) {
                // A cut may part a word in two only where it is no word boundary of the whole.
                prop_assert!(left.any(|one| *one == word), "{word:?}");
            }
            prop_assert!(additions(&after, &after).is_empty());
        }
    }
}
