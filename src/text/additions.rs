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

/// Byte ranges in `after` of the passages that `before` does not have, in order. Texts are compared by
/// words (UAX #29, in which each Han character is a word), folded, so that case and width do not count.
pub fn additions(before: &str, after: &str) -> Vec<Range<usize>> {
    let folded = |words: &[(usize, &str)]| -> Vec<String> {
        words.iter().map(|(_, word)| fold(word)).collect()
    };
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

    proptest! {
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
