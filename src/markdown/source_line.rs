//! The line by which a digest names the page a news item comes from: `**Source:** [title](url)`,
//! `来源：<url>`, `via [title](url)`, `[原文链接](url)`.

use super::bare_link::{bare_links, is_web};
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

/// From so many words on that begin with a small letter it is a sentence.
const SENTENCE: usize = 5;

/// The address that a line of running text names, if it is a source line. `link` is the first link
/// in it: where its text stands in the line, and where it leads; an address without markup may
/// come before it. `above` is what stands above the line in its paragraph.
pub(super) fn address(
    words: &str,
    link: Option<(Range<usize>, &str)>,
    is_only_link: bool,
    above: &str,
) -> Option<String> {
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
        let behind = if is_only_link { &words[text.end..] } else { "" };
        match label_and_name(before) {
            Some(("via", None)) => small_words(behind) == 0 && !goes_on(above),
            Some((_, Some(name))) => small_words(name) + small_words(behind) < SENTENCE,
            _ => false,
        }
    };
    named.then(|| url.to_owned())
}

/// Keeps the first address that leads to the web, or one that does not as long as there is none.
pub(super) fn keep(kept: &mut Option<String>, found: Option<String>) {
    if !kept.as_deref().is_some_and(is_web) {
        *kept = found.or(kept.take());
    }
}

/// True for a line that ends amid a sentence.
fn goes_on(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    last.starts_with(|first: char| first.is_ascii_lowercase())
        && last.ends_with(char::is_alphanumeric)
}

/// How many words of a text begin with a small letter, as those of a sentence do, and most of those
/// of a name do not. What stands in brackets, and who wrote it, does not count.
fn small_words(text: &str) -> usize {
    let mut depth = 0_usize;
    let is_outside = |character: &char| {
        match character {
            '(' | '[' | '（' | '【' => depth += 1,
            ')' | ']' | '）' | '】' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    let outside: String = text.chars().filter(is_outside).collect();
    let mut words = outside
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .peekable();
    if words.peek() == Some(&"by") {
        return 0;
    }
    words.filter(|word| word.starts_with(|first: char| first.is_ascii_lowercase())).count()
}

/// The text without what is put around a label: blanks, brackets, emoji, dashes.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '：'))
}

fn is_label(text: &str) -> bool {
    let text = bare(text).trim_end_matches([':', '：']).trim().to_lowercase();
    LABELS.contains(&text.as_str())
}

/// The label that a text is, and what stands between its colon, if it has one, and the end: perhaps
/// the name of the site, but no sentence.
fn label_and_name(before: &str) -> Option<(&'static str, Option<&str>)> {
    let starts_with = |label: &&&str| {
        before.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
    };
    let label = *LABELS.iter().find(starts_with)?;
    let rest = before[label.len()..].trim();
    if rest.is_empty() {
        return Some((label, None));
    }
    let name = rest.strip_prefix([':', '：'])?;
    let is_name = name.chars().count() <= 40 && !name.contains(['。', '.', ';', '；']);
    is_name.then_some((label, Some(name)))
}
