//! Snippets: an excerpt of a post around the matches of a search.

use super::hits::{Needles, TextSection};
use crate::text::{clean_line, width};
use std::cmp::Reverse;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Number of cells before the first match: few, so that the match is visible in a narrow list too.
const BEFORE: usize = 14;
/// Maximum number of grapheme clusters.
const MAX_CLUSTERS: usize = 240;
/// Maximum distance in bytes of words that are shown together.
const TOGETHER: usize = 200;
/// Maximum number of matches compared; a text of a megabyte may contain a hundred thousand.
const MOST_LOOKED_AT: usize = 500;

/// An excerpt of a text, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The excerpt, with `…` where the text was cut.
    pub text: String,
    /// Byte ranges of the matches in the excerpt.
    pub hits: Vec<Range<usize>>,
}

/// An excerpt around the matches in a post: the first heading that matches the most words, unless
/// the text matches more, otherwise the text around its densest group of matches. Without a match,
/// it is the beginning of the text. A heading equal to the title is skipped.
pub fn snippet(needles: &Needles, title: &str, headings: &[String], plain: &str) -> Snippet {
    let words = |found: &[Vec<Range<usize>>]| found.iter().filter(|hits| !hits.is_empty()).count();
    let in_text = needles.find_each(plain, TextSection::Text);
    let mut best: (usize, &str) = (0, "");
    for heading in headings.iter().filter(|heading| *heading != title) {
        let found = words(&needles.find_each(heading, TextSection::Heading));
        if found > best.0 {
            best = (found, heading);
        }
    }
    let (found, heading) = best;
    if found > 0 && found >= words(&in_text) {
        cut(needles, heading, 0, TextSection::Heading)
    } else {
        cut(needles, plain, densest(&in_text), TextSection::Text)
    }
}

/// Byte offset of the first match that is followed closely by the most different words; zero if
/// there is no match.
fn densest(found: &[Vec<Range<usize>>]) -> usize {
    let starts = found.iter().flatten().map(|hit| hit.start);
    let near = |start: usize| {
        let holds = |hits: &&Vec<Range<usize>>| {
            let at = hits.partition_point(|hit| hit.start < start);
            hits.get(at).is_some_and(|hit| hit.start - start < TOGETHER)
        };
        found.iter().filter(holds).count()
    };
    let best = starts.take(MOST_LOOKED_AT).map(|start| (near(start), start));
    best.max_by_key(|(words, start)| (*words, Reverse(*start))).map_or(0, |(_, start)| start)
}

/// The text around a byte offset, with its matches.
fn cut(needles: &Needles, text: &str, around: usize, place: TextSection) -> Snippet {
    let mut cells = 0;
    let clusters = text[..around].grapheme_indices(true).rev().take_while(|(_, cluster)| {
        cells += width(cluster);
        cells <= BEFORE
    });
    let start = clusters.last().map_or(around, |(at, _)| at);
    let rest = &text[start..];
    let length = rest.grapheme_indices(true).nth(MAX_CLUSTERS).map_or(rest.len(), |(at, _)| at);
    let (before, after) =
        (if start > 0 { "…" } else { "" }, if length < rest.len() { "…" } else { "" });
    let words = clean_line(&rest[..length]);
    let hits = needles.find(&words, place).into_iter();
    let hits = hits.map(|hit| hit.start + before.len()..hit.end + before.len()).collect();
    Snippet { text: format!("{before}{words}{after}"), hits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use proptest::prelude::*;

    fn marked<const N: usize>(query: &str, headings: [&str; N], plain: &str) -> String {
        let needles = Needles::of(&parse(query).expression, true);
        let Snippet { mut text, hits } =
            snippet(&needles, "The Title", &headings.map(str::to_owned), plain);
        for hit in hits.iter().rev() {
            text.insert(hit.end, ']');
            text.insert(hit.start, '[');
        }
        text
    }

    #[test]
    fn the_words_around_the_hits() {
        let long = "x ".repeat(300);
        let text = format!("{long}istio alone. {long}Istio and 服务网格 together. {long}");
        let found = marked("istio 服務網格", [], &text);
        assert!(found.starts_with("…x x"), "{found}");
        assert!(found.contains("[Istio] and [服务网格] together") && found.ends_with('…'));
        assert_eq!(marked("envoy", ["Istio", "About Envoy"], "envoy"), "About [Envoy]");
        assert_eq!(marked("envoy z", ["About Envoy"], "a z envoy"), "a [z] [envoy]");
        assert_eq!(marked("fwwg", ["服务网格"], "服务网格"), "[服务网格]");
        assert_eq!(marked("tag:x", ["A"], "the text"), "the text");
        assert_eq!(marked("title:x", ["x"], "x y"), "x y");
        assert_eq!(marked("title", ["The Title"], "text"), "text");
        assert_eq!(marked("x", [], ""), "");
    }

    proptest! {
        #[test]
        fn hits_lie_in_the_text(query in "[a云 *?/\"-]{0,6}", text in "[a云原 e\u{301}ｆ…]{0,400}") {
            let needles = Needles::of(&parse(&query).expression, true);
            let Snippet { text, hits } = snippet(&needles, "", std::slice::from_ref(&text), &text);
            let mut end = 0;
            for hit in hits {
                prop_assert!(end <= hit.start && !text[hit.clone()].is_empty());
                end = hit.end;
            }
        }
    }
}
