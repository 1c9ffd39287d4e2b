//! The line by which a digest names the page a news item comes from: `**Source:** [title](url)`,
//! `来源：<url>`, `via [title](url)`, `[原文链接](url)`.

use super::bare_link::bare_links;
use std::ops::Range;

/// What such a line begins with, folded to lower case; longer ones before those they begin with.
const LABELS: [&str; 28] = [
    "source link",
    "sources",
    "source",
    "original link",
    "original post",
    "original",
    "permalink",
    "read more",
    "link",
    "via",
    "原文链接",
    "原文鏈接",
    "原文連結",
    "原文地址",
    "英文原文",
    "原文",
    "来源链接",
    "來源連結",
    "信息来源",
    "新闻来源",
    "資料來源",
    "来源",
    "來源",
    "出处",
    "出處",
    "链接",
    "鏈接",
    "連結",
];

/// The address that a line of running text names, if it is a source line. `link` is the first link
/// in it: where its text stands in the line, and where it leads; an address without markup may
/// come before it.
pub(super) fn address(words: &str, link: Option<(Range<usize>, &str)>) -> Option<String> {
    let before_link = link.as_ref().map_or(words.len(), |(text, _)| text.start);
    let (text, url) = match bare_links(&words[..before_link]).into_iter().next() {
        Some(range) => (range.clone(), &words[range]),
        None => link?,
    };
    let before = bare(&words[..text.start]);
    let named = if before.is_empty() {
        // The label is the link itself, and nothing follows it.
        is_label(&words[text.clone()]) && bare(&words[text.end..]).is_empty()
    } else {
        is_labelled(before)
    };
    named.then(|| url.to_owned())
}

/// The text without what is put around a label: blanks, brackets, emoji, dashes.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '：'))
}

fn is_label(text: &str) -> bool {
    let text = bare(text).trim_end_matches([':', '：']).trim().to_lowercase();
    LABELS.contains(&text.as_str())
}

/// True if a text is a label with its colon; `via` needs none.
fn is_labelled(before: &str) -> bool {
    let lower = before.to_lowercase();
    let Some(label) = LABELS.iter().find(|label| lower.starts_with(**label)) else { return false };
    let rest = lower[label.len()..].trim();
    if rest.is_empty() {
        return *label == "via";
    }
    // Between the colon and the link there may be the name of the site, but no sentence.
    rest.strip_prefix([':', '：'])
        .is_some_and(|name| name.chars().count() <= 40 && !name.contains(['。', '.', ';', '；']))
}
